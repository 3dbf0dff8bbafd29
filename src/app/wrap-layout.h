/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * KwWrapLayout:
 *
 * Children side by side at their natural width, on as many lines as they need: chips and the like.
 * Never asks for more width than its widest child.
 */
#define KW_TYPE_WRAP_LAYOUT (kw_wrap_layout_get_type ())
G_DECLARE_FINAL_TYPE (KwWrapLayout, kw_wrap_layout, KW, WRAP_LAYOUT, GtkLayoutManager)

GtkLayoutManager *kw_wrap_layout_new (int spacing) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
