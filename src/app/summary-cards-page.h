/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/view.h"

G_BEGIN_DECLS

/**
 * KwSummaryCardsPage:
 *
 * Which cards stand on the Summary, and whether grave news stands there by its kind only. The
 * news and the allergies cannot be hidden.
 */
#define KW_TYPE_SUMMARY_CARDS_PAGE (kw_summary_cards_page_get_type ())
G_DECLARE_FINAL_TYPE (KwSummaryCardsPage, kw_summary_cards_page, KW, SUMMARY_CARDS_PAGE, KwView)

KwSummaryCardsPage *kw_summary_cards_page_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
