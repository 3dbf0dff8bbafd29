/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * KwAdaptive:
 *
 * Holds the window's content, its one child, and says by "narrow" whether the probe, a widget of
 * the wide layout, would not fit into the width that there is. It compares real widths, so that it
 * is right with large text and in a maximised window, where a fixed number of pixels is not. Where
 * the wide layout is not there while it is narrow, "letters" says for how many of the font it wants
 * room.
 */
#define KW_TYPE_ADAPTIVE (kw_adaptive_get_type ())
G_DECLARE_FINAL_TYPE (KwAdaptive, kw_adaptive, KW, ADAPTIVE, GtkWidget)

/* Borrowed; must live as long. */
void kw_adaptive_set_probe (KwAdaptive *self, GtkWidget *probe);
gboolean kw_adaptive_get_narrow (KwAdaptive *self);

G_END_DECLS
