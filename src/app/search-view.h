/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/view.h"

G_BEGIN_DECLS

/**
 * KwSearchView:
 *
 * What the search finds, by section with counts.
 */
#define KW_TYPE_SEARCH_VIEW (kw_search_view_get_type ())
G_DECLARE_FINAL_TYPE (KwSearchView, kw_search_view, KW, SEARCH_VIEW, KwView)

void kw_search_view_set_words (KwSearchView *self, const char *words);

G_END_DECLS
