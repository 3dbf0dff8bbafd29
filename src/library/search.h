/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/highlight.h"
#include "library/snapshot.h"

G_BEGIN_DECLS

/* Search over names, words and the text of notes (FTS5 in memory). Built in a thread by
 * kw_search_new(), then answers from any thread. Results are record indexes of the snapshot, best
 * first. */
typedef struct _KwSearch KwSearch;
KwSearch *kw_search_new (KwSnapshot *snapshot,
                         GCancellable *cancellable,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Its results are indexes of this one and of no other. */
KwSnapshot *kw_search_get_snapshot (KwSearch *self);
KwSearch *kw_search_ref (KwSearch *self);
void kw_search_unref (KwSearch *self);
GArray *kw_search_run (KwSearch *self, const char *words, guint limit) G_GNUC_WARN_UNUSED_RESULT;

/**
 * KwFound:
 *
 * What a search found, by section: record indexes, those found by a name first, each newest first.
 * Immutable, counted by reference.
 */
typedef struct
{
  gatomicrefcount ref_count;
  GArray *sections[KW_N_SECTIONS]; /* of guint32 */
  guint n_by_name[KW_N_SECTIONS];  /* so many of them are found by a name */
  gboolean is_whole;               /* FALSE: there may be more, kw_search_all() has them */
  char *corrected;                 /* what was searched for in place of a mistyped word, or NULL */
  char **terms;                    /* folded beginnings of words, for kw_highlight_find() */
} KwFound;

/* The first of each section, at once. */
KwFound *kw_search_first (KwSearch *self, const char *words) G_GNUC_WARN_UNUSED_RESULT;
/* All, for a thread; it makes way for every other call. NULL when it was cancelled. */
KwFound *kw_search_all (KwSearch *self,
                        const char *words,
                        GCancellable *cancellable) G_GNUC_WARN_UNUSED_RESULT;
KwFound *kw_found_ref (KwFound *self);
void kw_found_unref (KwFound *self);
guint kw_found_count (const KwFound *self);
/* The line of a record's words, note or other names that has one of @terms; or NULL. */
char *kw_search_dup_excerpt (KwSearch *self,
                             const char *const *terms,
                             guint32 index) G_GNUC_WARN_UNUSED_RESULT;

GType kw_search_get_type (void);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwSearch, kw_search_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwFound, kw_found_unref)

G_END_DECLS
