/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "library/filter.h"

G_BEGIN_DECLS

/**
 * KwFilterBar:
 *
 * What narrows a long list, and the way to a year of it (rules S2, S3): a menu for each limit that
 * applies at once, a chip for each that holds, "Clear all", "9 of 872 · newest first". Emits
 * "changed" when a limit does, "jump" (int year, 0: not stated) when a year was chosen.
 */
#define KW_TYPE_FILTER_BAR (kw_filter_bar_get_type ())
G_DECLARE_FINAL_TYPE (KwFilterBar, kw_filter_bar, KW, FILTER_BAR, AdwBin)

/* The list as it is without a limit; the limits stay. @indexes is borrowed from @snapshot. */
void kw_filter_bar_set_records (KwFilterBar *self, KwSnapshot *snapshot, const GArray *indexes);
/* Of another list: no limit holds any more. */
void kw_filter_bar_reset (KwFilterBar *self);
/* What is to be listed; says how many that are. */
GArray *kw_filter_bar_apply (KwFilterBar *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean kw_filter_bar_is_active (KwFilterBar *self);

G_END_DECLS
