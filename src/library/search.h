/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/snapshot.h"

G_BEGIN_DECLS

/* Search over titles and words (FTS5 in memory). Built in a thread by kw_search_new(), then answers
 * from any thread. Results are record indexes of the snapshot, best first. */
typedef struct _KwSearch KwSearch;
KwSearch *kw_search_new (KwSnapshot *snapshot,
                         GCancellable *cancellable,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
KwSearch *kw_search_ref (KwSearch *self);
void kw_search_unref (KwSearch *self);
GArray *kw_search_run (KwSearch *self, const char *words, guint limit) G_GNUC_WARN_UNUSED_RESULT;

GType kw_search_get_type (void);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwSearch, kw_search_unref)

G_END_DECLS
