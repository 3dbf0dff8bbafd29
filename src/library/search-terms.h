/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What search.c asks its index; nobody else includes this. */

/**
 * KwVocabulary:
 *
 * Every word of an index with the number of records that have it, so that a typo is forgiven
 * without a look at the records.
 */
typedef struct _KwVocabulary KwVocabulary;
KwVocabulary *kw_vocabulary_new (void) G_GNUC_WARN_UNUSED_RESULT;
void kw_vocabulary_free (KwVocabulary *self);
void kw_vocabulary_add (KwVocabulary *self, const char *word, guint n_records);
/* After the last word. */
void kw_vocabulary_sort (KwVocabulary *self);

/* What was typed, as the index is asked for it. */
typedef struct
{
  GString *query;    /* of FTS5, "" when nothing was typed */
  GPtrArray *terms;  /* folded beginnings that are found, NULL-terminated */
  GString *searched; /* the words that were searched for instead */
  gboolean is_corrected;
} KwTerms;
KwTerms *kw_terms_new (const KwVocabulary *vocabulary, const char *typed) G_GNUC_WARN_UNUSED_RESULT;
void kw_terms_free (KwTerms *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwVocabulary, kw_vocabulary_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwTerms, kw_terms_free)

G_END_DECLS
