/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/view.h"

G_BEGIN_DECLS

/**
 * KwSummaryView:
 *
 * The first tab: two columns of cards, read row by row, one column when narrow.
 */
#define KW_TYPE_SUMMARY_VIEW (kw_summary_view_get_type ())
G_DECLARE_FINAL_TYPE (KwSummaryView, kw_summary_view, KW, SUMMARY_VIEW, KwView)

/* The id and title of the cards that can be hidden, in reading order; NULL after the last. */
const char *kw_summary_get_card (guint index, const char **out_title);

G_END_DECLS
