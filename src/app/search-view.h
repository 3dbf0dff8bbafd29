/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/view.h"

G_BEGIN_DECLS

/**
 * KwSearchView:
 *
 * What the search finds, by section with counts: the best of each, or all of one by year.
 */
#define KW_TYPE_SEARCH_VIEW (kw_search_view_get_type ())
G_DECLARE_FINAL_TYPE (KwSearchView, kw_search_view, KW, SEARCH_VIEW, KwView)

/* @search: NULL until it is built. */
void kw_search_view_set_words (KwSearchView *self, const char *words, KwSearch *search);
/* Moves the keys to the result of @ref, or to the first; FALSE when they have to wait for it. */
gboolean kw_search_view_focus (KwSearchView *self, const char *ref);
/* ref of the best result, NULL when there is none. */
const char *kw_search_view_get_best (KwSearchView *self);

G_END_DECLS
