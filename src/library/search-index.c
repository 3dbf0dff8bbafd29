/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/search-index.h"

#include <string.h>

#include "core/words.h"
#include "library/own-words.h"

/* The words of a longer note are found up to here. */
#define MAX_NOTE (1024 * 1024)

KwStatement *
kw_statement_new (sqlite3 *db, const char *sql)
{
  KwStatement *statement = NULL;

  return sqlite3_prepare_v2 (db, sql, -1, &statement, NULL) == SQLITE_OK ? statement : NULL;
}

/* Pictures and PDF files are large, and hold no words that could be read here. */
static gboolean
may_have_words (const KwAttachment *attachment)
{
  static const char *const without[] = { "application/pdf", "image/", "video/", "audio/" };

  if (attachment->content_type == NULL)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (without); i++)
    if (g_ascii_strncasecmp (attachment->content_type, without[i], strlen (without[i])) == 0)
      return FALSE;
  return TRUE;
}

/* The text of the record's notes, as far as they are here; NULL: it has none. */
static char *
dup_notes (KwSnapshot *snapshot, const KwRecord *record)
{
  g_autoptr (GString) text = NULL;

  for (guint i = 0; i < record->n_attachments; i++)
    {
      g_autoptr (KwDocument) document = may_have_words (&record->attachments[i])
                                            ? kw_snapshot_load_note (snapshot, record, i, NULL)
                                            : NULL;
      g_autofree char *words = document != NULL ? kw_document_dup_text (document) : NULL;

      if (words == NULL)
        continue;
      if (text == NULL)
        text = g_string_new (NULL);
      g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", words);
      if (text->len > MAX_NOTE)
        {
          const char *end = g_utf8_find_prev_char (text->str, text->str + MAX_NOTE);
          g_string_truncate (text, (gsize) (end - text->str));
          break;
        }
    }
  return text != NULL ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

static void
bind_taken (KwStatement *statement, int column, char *text)
{
  sqlite3_bind_text (statement, column, text, -1, g_free);
}

static char *
join (char **parts, guint n)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (out, "%s%s", i > 0 ? " " : "", parts[i]);
  return g_string_free (out, FALSE);
}

static gboolean
run (KwStatement *statement)
{
  gboolean ok = sqlite3_step (statement) == SQLITE_DONE;

  sqlite3_reset (statement);
  return ok;
}

/* Rule S1: every word of the record, the person's remark on it, whose it is, and its notes. The
 * words of a note are kept, because a line of them is shown; all others are made again. */
static gboolean
add_record (KwSnapshot *snapshot, KwStatement *insert, KwStatement *keep, guint32 index)
{
  const KwRecord *record = kw_snapshot_get_record (snapshot, index);
  gint64 id = KW_ROW_ID (record->section, index);
  guint n_names = 0;
  g_auto (GStrv) parts = kw_words_search_parts (kw_snapshot_get_words (snapshot), record, &n_names);
  g_autofree char *said = g_strjoinv (" ", parts + n_names);
  g_autofree char *remark = kw_snapshot_dup_remark (snapshot, record);
  const KwSource *source = kw_snapshot_find_source (snapshot, record->source);
  const char *owner = source != NULL && source->name != NULL ? source->name : "";
  g_autofree char *note = dup_notes (snapshot, record);

  sqlite3_bind_int64 (insert, 1, id);
  bind_taken (insert, 2, join (parts, n_names));
  bind_taken (insert, 3, g_strjoin (" ", said, owner, remark, NULL));
  sqlite3_bind_text (insert, 4, note, -1, SQLITE_STATIC);
  if (!run (insert))
    return FALSE;
  if (note == NULL)
    return TRUE;
  sqlite3_bind_int64 (keep, 1, id);
  sqlite3_bind_text (keep, 2, note, -1, SQLITE_STATIC);
  return run (keep);
}

static gboolean
fill (sqlite3 *db, KwSnapshot *snapshot, GCancellable *cancellable)
{
  g_autoptr (KwStatement) insert
      = kw_statement_new (db, "INSERT INTO record (rowid, name, words, note) VALUES (?, ?, ?, ?)");
  g_autoptr (KwStatement) keep = kw_statement_new (db, "INSERT INTO note (id, text) VALUES (?, ?)");

  if (insert == NULL || keep == NULL)
    return FALSE;
  for (KwSection section = 0; section < KW_N_SECTIONS; section++)
    for (guint32 i = 0; i < kw_snapshot_get_n_records (snapshot); i++)
      if (kw_snapshot_get_record (snapshot, i)->section == section
          && (g_cancellable_is_cancelled (cancellable) || !add_record (snapshot, insert, keep, i)))
        return FALSE;
  return TRUE;
}

static void
read_vocabulary (sqlite3 *db, KwVocabulary *vocabulary)
{
  g_autoptr (KwStatement) read = kw_statement_new (db, "SELECT term, doc FROM vocab");

  while (read != NULL && sqlite3_step (read) == SQLITE_ROW)
    kw_vocabulary_add (vocabulary, (const char *) sqlite3_column_text (read, 0),
                       (guint) sqlite3_column_int (read, 1));
  kw_vocabulary_sort (vocabulary);
}

sqlite3 *
kw_search_index_new (KwSnapshot *snapshot, KwVocabulary *vocabulary, GCancellable *cancellable)
{
  sqlite3 *db = NULL;

  if (sqlite3_open (":memory:", &db) == SQLITE_OK
      && sqlite3_exec (db,
                       "PRAGMA temp_store = MEMORY;"
                       "CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT);"
                       "CREATE VIRTUAL TABLE record USING fts5 (name, words, note, content = '',"
                       " prefix = '2 3', tokenize = \"unicode61 remove_diacritics 2\");"
                       "CREATE VIRTUAL TABLE vocab USING fts5vocab (record, row);"
                       "BEGIN",
                       NULL, NULL, NULL)
             == SQLITE_OK
      && fill (db, snapshot, cancellable)
      && sqlite3_exec (db, "COMMIT", NULL, NULL, NULL) == SQLITE_OK)
    {
      read_vocabulary (db, vocabulary);
      return db;
    }
  sqlite3_close (db);
  return NULL;
}
