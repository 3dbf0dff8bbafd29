/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sync/run.h"

G_BEGIN_DECLS

/**
 * KwWalk:
 *
 * One query of the plan as it goes on, page by page. Many walks take turns on a few threads, a page
 * each, so that a kind with ten thousand records starves no other. Used by one thread at a time.
 */
typedef struct _KwWalk KwWalk;

KwWalk *kw_walk_new (KwRun *run, const KwQuery *query) G_GNUC_WARN_UNUSED_RESULT;
void kw_walk_free (KwWalk *self);
/* Reads one page; FALSE at the end, when its section says how it ended. */
gboolean kw_walk_step (KwWalk *self);

/* Reads one resource by its address below the base. */
KwJson *kw_walk_read_one (KwRun *run, const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Where the records of a query belong. */
KwSection kw_walk_get_section (const KwQuery *query);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwWalk, kw_walk_free)

G_END_DECLS
