/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * KwPairLayout:
 *
 * Two children side by side, the first with the rest of the width; one below the other where even
 * their smallest widths do not fit, as with text of twice the size in a narrow window.
 */
#define KW_TYPE_PAIR_LAYOUT (kw_pair_layout_get_type ())
G_DECLARE_FINAL_TYPE (KwPairLayout, kw_pair_layout, KW, PAIR_LAYOUT, GtkLayoutManager)

G_END_DECLS
