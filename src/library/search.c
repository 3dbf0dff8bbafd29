/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/search.h"

#include <stdlib.h>

#include "core/error.h"
#include "core/words.h"
#include "library/own-words.h"
#include "library/search-index.h"

/* So many of a section are found at once: more than a page shows of it. */
#define FIRST_OF_SECTION 40
/* A thread that reads all looks after so many rows whether somebody waits. */
#define ROWS_AT_ONCE 2000

struct _KwSearch
{
  gatomicrefcount ref_count;
  KwSnapshot *snapshot;
  sqlite3 *db;
  KwStatement *select;
  GMutex lock; /* one statement at a time: the words of one key press follow those of another */
  KwVocabulary *vocabulary;
  gboolean has[KW_N_SECTIONS]; /* the sections that have records */
};

static gpointer
copy_boxed (gpointer self)
{
  return kw_search_ref (self);
}

static void
free_boxed (gpointer self)
{
  kw_search_unref (self);
}

/* By hand, because G_DEFINE_BOXED_TYPE uses a union argument that -Wpedantic refuses. */
GType
kw_search_get_type (void)
{
  static gsize type = 0;

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_boxed_type_register_static ("KwSearch", copy_boxed, free_boxed));
  return type;
}

/**
 * kw_search_new:
 * @snapshot: what is searched
 * @cancellable: (nullable): ends the building
 * @error: return location
 *
 * Builds the index in memory; nothing of it is ever on disk. Reads the notes that are here, and
 * fetches none. Blocks: 100,000 records take some seconds.
 *
 * Returns: (transfer full) (nullable): an index that answers from any thread
 */
KwSearch *
kw_search_new (KwSnapshot *snapshot, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (snapshot != NULL, NULL);

  g_autoptr (KwSearch) self = g_new0 (KwSearch, 1);

  g_atomic_ref_count_init (&self->ref_count);
  g_mutex_init (&self->lock);
  self->snapshot = kw_snapshot_ref (snapshot);
  self->vocabulary = kw_vocabulary_new ();
  self->db = kw_search_index_new (snapshot, self->vocabulary, cancellable);
  if (self->db != NULL)
    self->select = kw_statement_new (self->db, "SELECT rowid FROM record WHERE record MATCH ?1"
                                               " AND rowid BETWEEN ?2 AND ?3"
                                               " ORDER BY rowid LIMIT ?4");
  for (guint32 i = 0; i < kw_snapshot_get_n_records (snapshot); i++)
    self->has[kw_snapshot_get_record (snapshot, i)->section] = TRUE;
  if (self->select != NULL)
    return g_steal_pointer (&self);
  if (!g_cancellable_set_error_if_cancelled (cancellable, error))
    g_set_error_literal (error, KW_ERROR, KW_ERROR_FAILED, "the search index could not be built");
  return NULL;
}

KwSearch *
kw_search_ref (KwSearch *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
kw_search_unref (KwSearch *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_clear_pointer (&self->select, sqlite3_finalize);
  sqlite3_close (self->db);
  g_mutex_clear (&self->lock);
  kw_snapshot_unref (self->snapshot);
  kw_vocabulary_free (self->vocabulary);
  g_free (self);
}

KwSnapshot *
kw_search_get_snapshot (KwSearch *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->snapshot;
}

static KwFound *
found_new (void)
{
  KwFound *self = g_new0 (KwFound, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->is_whole = TRUE;
  for (KwSection section = 0; section < KW_N_SECTIONS; section++)
    self->sections[section] = g_array_new (FALSE, FALSE, sizeof (guint32));
  return self;
}

KwFound *
kw_found_ref (KwFound *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
kw_found_unref (KwFound *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  for (KwSection section = 0; section < KW_N_SECTIONS; section++)
    g_array_unref (self->sections[section]);
  g_strfreev (self->terms);
  g_free (self->corrected);
  g_free (self);
}

/* How many records were found; with @is_whole all that there are. */
guint
kw_found_count (const KwFound *self)
{
  guint n = 0;

  g_return_val_if_fail (self != NULL, 0);

  for (KwSection section = 0; section < KW_N_SECTIONS; section++)
    n += self->sections[section]->len;
  return n;
}

/* Appends what @query finds in a part of a section, newest first, and says how much that was. The
 * rows come in the order of the index, so that no more is read than is shown: ranking all of 40,000
 * hits by frequency takes two frames and puts nothing better on top. */
static guint
select_rows (KwSearch *self,
             const char *query,
             KwSection section,
             guint32 from,
             guint limit,
             GHashTable *seen,
             GArray *rows,
             guint32 *out_last)
{
  guint n = 0;

  g_mutex_lock (&self->lock);
  sqlite3_bind_text (self->select, 1, query, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (self->select, 2, KW_ROW_ID (section, from));
  sqlite3_bind_int64 (self->select, 3, KW_ROW_ID (section, G_MAXUINT32));
  sqlite3_bind_int64 (self->select, 4, limit);
  for (; sqlite3_step (self->select) == SQLITE_ROW; n++)
    {
      guint32 index = (guint32) (sqlite3_column_int64 (self->select, 0) & G_MAXUINT32);

      *out_last = index;
      if (seen == NULL || g_hash_table_add (seen, GUINT_TO_POINTER (index + 1)))
        g_array_append_val (rows, index);
    }
  sqlite3_reset (self->select);
  g_mutex_unlock (&self->lock);
  return n;
}

/* One section's rows for one query: the first ones, or all in pieces between which others ask. */
static gboolean
find_in_section (KwSearch *self,
                 KwFound *found,
                 KwSection section,
                 const char *query,
                 gboolean all,
                 GHashTable *seen,
                 GCancellable *cancellable)
{
  guint limit = all ? ROWS_AT_ONCE : FIRST_OF_SECTION;
  guint32 last = 0;
  guint n = 0;

  for (guint32 from = 0;; from = last + 1)
    {
      n = select_rows (self, query, section, from, limit, seen, found->sections[section], &last);
      if (n < limit || !all)
        break;
      if (g_cancellable_is_cancelled (cancellable))
        return FALSE;
    }
  if (n == limit)
    found->is_whole = FALSE;
  return !g_cancellable_is_cancelled (cancellable);
}

/* First what has all words in its names, then what has them anywhere. */
static KwFound *
find (KwSearch *self, const char *words, gboolean all, GCancellable *cancellable)
{
  g_autoptr (KwFound) found = found_new ();
  g_autoptr (KwTerms) terms = kw_terms_new (self->vocabulary, words);
  g_autofree char *by_name = g_strdup_printf ("{name} : (%s)", terms->query->str);

  found->terms = g_strdupv ((char **) terms->terms->pdata);
  found->corrected = terms->is_corrected ? g_strdup (terms->searched->str) : NULL;
  for (KwSection section = 0; section < KW_N_SECTIONS && terms->query->len > 0; section++)
    {
      g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

      if (!self->has[section])
        continue;
      if (!find_in_section (self, found, section, by_name, all, seen, cancellable))
        return NULL;
      found->n_by_name[section] = found->sections[section]->len;
      /* What is full of names has no room for more. */
      if ((all || found->n_by_name[section] < FIRST_OF_SECTION)
          && !find_in_section (self, found, section, terms->query->str, all, seen, cancellable))
        return NULL;
    }
  return g_steal_pointer (&found);
}

/**
 * kw_search_first:
 * @self: an index
 * @words: what was typed, any bytes
 *
 * Finds the records that have every word, each as the beginning of a word; one mistyped letter is
 * forgiven where no record has the word as typed. Of a section that has many only the first are
 * found: those whose name has all the words, then the others, each newest first.
 *
 * Returns: (transfer full): what was found; nothing for no words
 */
KwFound *
kw_search_first (KwSearch *self, const char *words)
{
  g_return_val_if_fail (self != NULL && words != NULL, NULL);

  return find (self, words, FALSE, NULL);
}

/**
 * kw_search_all:
 * @self: an index
 * @words: what was typed, any bytes
 * @cancellable: (nullable): the next key press
 *
 * The same without an end. Blocks; others may ask meanwhile.
 *
 * Returns: (transfer full) (nullable): what was found, or %NULL when it was cancelled
 */
KwFound *
kw_search_all (KwSearch *self, const char *words, GCancellable *cancellable)
{
  g_return_val_if_fail (self != NULL && words != NULL, NULL);

  return find (self, words, TRUE, cancellable);
}

static int
compare_indexes (gconstpointer a, gconstpointer b)
{
  guint32 first = *(const guint32 *) a, second = *(const guint32 *) b;

  return (first > second) - (first < second);
}

/* The part of each section from @by_name on, or before it, newest first. */
static void
append_sorted (const KwFound *found, gboolean by_name, GArray *rows)
{
  guint before = rows->len;

  for (KwSection section = 0; section < KW_N_SECTIONS; section++)
    {
      guint n = found->n_by_name[section];
      const guint32 *data = (const guint32 *) found->sections[section]->data;

      if (by_name)
        g_array_append_vals (rows, data, n);
      else
        g_array_append_vals (rows, data + n, found->sections[section]->len - n);
    }
  if (rows->len > before)
    qsort (&g_array_index (rows, guint32, before), rows->len - before, sizeof (guint32),
           compare_indexes);
}

/**
 * kw_search_run:
 * @self: an index
 * @words: what was typed, any bytes
 * @limit: at most so many
 *
 * kw_search_all() as one list without sections.
 *
 * Returns: (transfer full) (element-type guint32): record indexes, best first; empty without words
 */
GArray *
kw_search_run (KwSearch *self, const char *words, guint limit)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (guint32));

  g_return_val_if_fail (self != NULL && words != NULL, rows);

  g_autoptr (KwFound) found = find (self, words, TRUE, NULL);
  append_sorted (found, TRUE, rows);
  append_sorted (found, FALSE, rows);
  g_array_set_size (rows, MIN (rows->len, limit));
  return rows;
}

static char *
load_note (KwSearch *self, gint64 id)
{
  g_autoptr (KwStatement) select
      = kw_statement_new (self->db, "SELECT text FROM note WHERE id = ?");
  char *text = NULL;

  sqlite3_bind_int64 (select, 1, id);
  if (sqlite3_step (select) == SQLITE_ROW)
    text = g_strdup ((const char *) sqlite3_column_text (select, 0));
  return text;
}

/**
 * kw_search_dup_excerpt:
 * @self: an index
 * @terms: folded beginnings of words, NULL-terminated
 * @index: one of the records
 *
 * A row shows a name and little more; this is the line that says why the record was found.
 *
 * Returns: (transfer full) (nullable): "… brings her sugar diary …"; %NULL when only a name has it
 */
char *
kw_search_dup_excerpt (KwSearch *self, const char *const *terms, guint32 index)
{
  g_return_val_if_fail (self != NULL && terms != NULL, NULL);

  const KwRecord *record = kw_snapshot_get_record (self->snapshot, index);
  const KwSource *source = kw_snapshot_find_source (self->snapshot, record->source);
  guint n_names = 0;
  g_auto (GStrv) parts
      = kw_words_search_parts (kw_snapshot_get_words (self->snapshot), record, &n_names);
  g_autofree char *remark = kw_snapshot_dup_remark (self->snapshot, record);
  char *excerpt = remark != NULL ? kw_highlight_excerpt (remark, terms) : NULL;

  for (guint i = n_names; excerpt == NULL && parts[i] != NULL; i++)
    excerpt = kw_highlight_excerpt (parts[i], terms);
  g_mutex_lock (&self->lock);
  g_autofree char *note
      = excerpt == NULL ? load_note (self, KW_ROW_ID (record->section, index)) : NULL;
  g_mutex_unlock (&self->lock);
  if (note != NULL)
    excerpt = kw_highlight_excerpt (note, terms);
  if (excerpt == NULL && source != NULL && source->name != NULL)
    excerpt = kw_highlight_excerpt (source->name, terms);
  /* Last, the other names of it: the official one is rarely the one that is shown. */
  for (guint i = 1; excerpt == NULL && i < n_names; i++)
    excerpt = kw_highlight_excerpt (parts[i], terms);
  return excerpt;
}
