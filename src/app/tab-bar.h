/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "library/library.h"

G_BEGIN_DECLS

/**
 * KwTabBar:
 *
 * The row of tabs: all of them with their counts in a wide window; narrow, at the bottom, four and
 * a menu "More". The buttons are bound to the window's action "win.tab".
 */
#define KW_TYPE_TAB_BAR (kw_tab_bar_get_type ())
G_DECLARE_FINAL_TYPE (KwTabBar, kw_tab_bar, KW, TAB_BAR, AdwBin)

void kw_tab_bar_set_snapshot (KwTabBar *self, KwSnapshot *snapshot);
/* The width that it would like, also while it is hidden. */
GtkWidget *kw_tab_bar_get_content (KwTabBar *self);

G_END_DECLS
