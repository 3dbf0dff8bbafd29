/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sync/page.h"
#include "sync/run.h"

G_BEGIN_DECLS

/**
 * KwWalk:
 *
 * One query of the plan as it goes on, page by page. Many walks take turns on a few threads, a page
 * each, so that a kind with ten thousand records starves no other. One thread fetches while another
 * stores: the address of the next page stands in the page before it, and waiting for it to be
 * stored would leave the network idle.
 */
typedef struct _KwWalk KwWalk;

KwWalk *kw_walk_new (KwRun *run, const KwQuery *query) G_GNUC_WARN_UNUSED_RESULT;
void kw_walk_free (KwWalk *self);
/* Reads the next page. When that page has no next one, it is stored before the next call. */
KwPage *kw_walk_fetch (KwWalk *self) G_GNUC_WARN_UNUSED_RESULT;
/* Stores one page, in the order in which they came; FALSE at the end, when the section says how the
 * walk ended. */
gboolean kw_walk_store (KwWalk *self, KwPage *page);

/* Where the records of a query belong. */
KwSection kw_walk_get_section (const KwQuery *query);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwWalk, kw_walk_free)

G_END_DECLS
