/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/search.h"

#include <sqlite3.h>
#include <string.h>

#include "core/error.h"
#include "core/words.h"

/* Words shorter than this are not forgiven a typo: too many others are one letter away. */
#define MIN_FORGIVEN 4
/* At most so many spellings of one mistyped word are searched for. */
#define MAX_SPELLINGS 8

struct _KwSearch
{
  gatomicrefcount ref_count;
  KwSnapshot *snapshot;
  sqlite3 *db;
  GMutex lock; /* one statement at a time: the words of one key press follow those of another */
  GPtrArray *vocab; /* every word of the index, for typos */
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

typedef sqlite3_stmt KwStatement;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwStatement, sqlite3_finalize)

static KwStatement *
prepare (sqlite3 *db, const char *sql)
{
  KwStatement *statement = NULL;

  return sqlite3_prepare_v2 (db, sql, -1, &statement, NULL) == SQLITE_OK ? statement : NULL;
}

static gboolean
fill (KwSearch *self, GCancellable *cancellable, GError **error)
{
  const KwWordsContext *words = kw_snapshot_get_words (self->snapshot);
  g_autoptr (KwStatement) insert
      = prepare (self->db, "INSERT INTO record (rowid, title, words) VALUES (?, ?, ?)");

  if (insert == NULL)
    return FALSE;
  for (guint i = 0; i < kw_snapshot_get_n_records (self->snapshot); i++)
    {
      const KwRecord *record = kw_snapshot_get_record (self->snapshot, i);
      g_autofree char *title = kw_words_title (words, record);
      g_autofree char *text = kw_words_search_text (words, record);

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      sqlite3_bind_int64 (insert, 1, i);
      sqlite3_bind_text (insert, 2, title, -1, SQLITE_TRANSIENT);
      sqlite3_bind_text (insert, 3, text, -1, SQLITE_TRANSIENT);
      if (sqlite3_step (insert) != SQLITE_DONE)
        return FALSE;
      sqlite3_reset (insert);
    }
  return TRUE;
}

static void
read_vocab (KwSearch *self)
{
  g_autoptr (KwStatement) read = prepare (self->db, "SELECT term FROM vocab");

  while (read != NULL && sqlite3_step (read) == SQLITE_ROW)
    g_ptr_array_add (self->vocab, g_strdup ((const char *) sqlite3_column_text (read, 0)));
}

/**
 * kw_search_new:
 * @snapshot: what is searched
 * @cancellable: (nullable): ends the building
 * @error: return location
 *
 * Builds the index in memory; nothing of it is ever on disk. Blocks: 100,000 records take about a
 * second.
 *
 * Returns: (transfer full) (nullable): an index that answers from any thread
 */
KwSearch *
kw_search_new (KwSnapshot *snapshot, GCancellable *cancellable, GError **error)
{
  g_autoptr (KwSearch) self = g_new0 (KwSearch, 1);
  g_autoptr (GError) local = NULL;

  g_return_val_if_fail (snapshot != NULL, NULL);

  g_atomic_ref_count_init (&self->ref_count);
  g_mutex_init (&self->lock);
  self->snapshot = kw_snapshot_ref (snapshot);
  self->vocab = g_ptr_array_new_with_free_func (g_free);
  if (sqlite3_open (":memory:", &self->db) == SQLITE_OK
      && sqlite3_exec (self->db,
                       "PRAGMA temp_store = MEMORY;"
                       "CREATE VIRTUAL TABLE record USING fts5 (title, words, prefix = '2 3',"
                       " tokenize = \"unicode61 remove_diacritics 2\");"
                       "CREATE VIRTUAL TABLE vocab USING fts5vocab (record, row);"
                       "BEGIN",
                       NULL, NULL, NULL)
             == SQLITE_OK
      && fill (self, cancellable, &local)
      && sqlite3_exec (self->db, "COMMIT", NULL, NULL, NULL) == SQLITE_OK)
    {
      read_vocab (self);
      return g_steal_pointer (&self);
    }
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  else
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
  sqlite3_close (self->db);
  g_mutex_clear (&self->lock);
  kw_snapshot_unref (self->snapshot);
  g_ptr_array_unref (self->vocab);
  g_free (self);
}

/* The words that were typed, folded; anything that is no letter or digit parts them, so that
 * nothing typed can be syntax of the query. */
static GPtrArray *
split_words (const char *typed)
{
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) word = g_string_new (NULL);
  g_autofree char *valid = g_utf8_make_valid (typed, -1);

  for (const char *p = valid;; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c != 0 && (g_unichar_isalnum (c) || g_unichar_ismark (c)))
        {
          g_string_append_unichar (word, g_unichar_tolower (c));
          continue;
        }
      if (word->len > 0)
        g_ptr_array_add (words, g_strdup (word->str));
      g_string_truncate (word, 0);
      if (c == 0)
        return words;
    }
}

/* Whether two words differ by one typing mistake: a letter more, less, other, or two changed round.
 */
static gboolean
is_one_typo (const char *a, const char *b)
{
  gsize la = strlen (a), lb = strlen (b), start = 0, end = 0;
  gsize most = MAX (la, lb), least = MIN (la, lb);

  if (most - least > 1)
    return FALSE;
  while (start < least && a[start] == b[start])
    start++;
  while (end < least - start && a[la - 1 - end] == b[lb - 1 - end])
    end++;
  if (most - start - end <= 1)
    return TRUE;
  return la == lb && la - start - end == 2 && a[start] == b[start + 1] && a[start + 1] == b[start];
}

static gboolean
is_known_prefix (const KwSearch *self, const char *word)
{
  for (guint i = 0; i < self->vocab->len; i++)
    if (g_str_has_prefix (g_ptr_array_index (self->vocab, i), word))
      return TRUE;
  return FALSE;
}

/* One word as a part of an FTS5 query: itself as a prefix, or the known words one typo away. */
static void
add_word (const KwSearch *self, GString *query, const char *word)
{
  guint n = 0;

  if (query->len > 0)
    g_string_append (query, " AND ");
  if (strlen (word) < MIN_FORGIVEN || is_known_prefix (self, word))
    {
      g_string_append_printf (query, "\"%s\"*", word);
      return;
    }
  g_string_append_c (query, '(');
  for (guint i = 0; i < self->vocab->len && n < MAX_SPELLINGS; i++)
    {
      const char *known = g_ptr_array_index (self->vocab, i);

      if (is_one_typo (word, known))
        g_string_append_printf (query, "%s\"%s\"", n++ > 0 ? " OR " : "", known);
    }
  if (n == 0)
    g_string_append_printf (query, "\"%s\"*", word);
  g_string_append_c (query, ')');
}

/* Appends what @query finds, newest first, until there are @limit; each record once. The rows come
 * in the order of the index, so that no more is read than is shown: ranking all of 40,000 hits by
 * frequency takes two frames and puts nothing better on top. */
static void
append_matches (const KwSearch *self,
                const char *query,
                guint limit,
                GHashTable *seen,
                GArray *found)
{
  g_autoptr (KwStatement) select
      = prepare (self->db, "SELECT rowid FROM record WHERE record MATCH ? ORDER BY rowid");

  sqlite3_bind_text (select, 1, query, -1, SQLITE_TRANSIENT);
  while (found->len < limit && sqlite3_step (select) == SQLITE_ROW)
    {
      guint32 index = (guint32) sqlite3_column_int64 (select, 0);

      if (g_hash_table_add (seen, GUINT_TO_POINTER (index + 1)))
        g_array_append_val (found, index);
    }
}

/**
 * kw_search_run:
 * @self: an index
 * @words: what was typed
 * @limit: at most so many
 *
 * Finds the records that have every word, each as the beginning of a word; one mistyped letter is
 * forgiven where no record has the word as typed. First those whose title has them all, then the
 * others, each newest first.
 *
 * Returns: (transfer full) (element-type guint32): record indexes, best first; empty without words
 */
GArray *
kw_search_run (KwSearch *self, const char *words, guint limit)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GPtrArray) typed = NULL;
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  g_autoptr (GString) query = g_string_new (NULL);
  g_autofree char *in_title = NULL;

  g_return_val_if_fail (self != NULL && words != NULL, found);

  typed = split_words (words);
  for (guint i = 0; i < typed->len; i++)
    add_word (self, query, g_ptr_array_index (typed, i));
  if (query->len == 0)
    return found;

  in_title = g_strdup_printf ("{title} : (%s)", query->str);
  g_mutex_lock (&self->lock);
  append_matches (self, in_title, limit, seen, found);
  append_matches (self, query->str, limit, seen, found);
  g_mutex_unlock (&self->lock);
  return found;
}
