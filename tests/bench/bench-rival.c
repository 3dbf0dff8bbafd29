/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <json-glib/json-glib.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

/* What people would use instead, for tools/bench: json-glib, and SQLite without encryption, one
 * transaction, WAL, synchronous=FULL, prepared statements. Prints milliseconds as bench-ours does.
 * A program of its own, so that neither side's libraries or memory touch the other's. */

#define N_CHANGED 100

static double
since (gint64 start)
{
  return (double) (g_get_monotonic_time () - start) / 1000.0;
}

static void
check (gboolean good, const char *what)
{
  if (good)
    return;
  g_printerr ("bench-rival: %s\n", what);
  exit (1);
}

static double
row_json (char **arguments)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autofree char *data = NULL;
  gsize size = 0;
  gint64 start;

  check (g_file_get_contents (arguments[0], &data, &size, NULL), arguments[0]);
  start = g_get_monotonic_time ();
  check (json_parser_load_from_data (parser, data, (gssize) size, NULL), "no JSON");
  return since (start);
}

static sqlite3 *
open_database (const char *path)
{
  sqlite3 *db = NULL;

  check (sqlite3_open (path, &db) == SQLITE_OK, path);
  check (sqlite3_exec (db,
                       "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
                       "CREATE TABLE IF NOT EXISTS r (id INTEGER PRIMARY KEY, k TEXT UNIQUE,"
                       " body BLOB)",
                       NULL, NULL, NULL)
             == SQLITE_OK,
         "no table");
  return db;
}

static GPtrArray *
read_lines (const char *path, guint limit)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *data = NULL;
  char *save = NULL;

  check (g_file_get_contents (path, &data, NULL, NULL), path);
  for (char *line = strtok_r (data, "\n", &save); line != NULL && lines->len < limit;
       line = strtok_r (NULL, "\n", &save))
    g_ptr_array_add (lines, g_strdup (line));
  return lines;
}

/* Keys as random as ours are. */
static char *
make_key (guint i)
{
  return g_strdup_printf ("%08x%08x", g_direct_hash (GUINT_TO_POINTER (i)) * 2654435761U, i);
}

static double
row_import (char **arguments)
{
  g_autoptr (GPtrArray) lines = read_lines (arguments[0], (guint) atoi (arguments[2]));
  sqlite3 *db = open_database (arguments[1]);
  sqlite3_stmt *insert = NULL;
  gint64 start = g_get_monotonic_time ();
  double ms;

  sqlite3_exec (db, "BEGIN", NULL, NULL, NULL);
  sqlite3_prepare_v2 (db, "INSERT INTO r (k, body) VALUES (?, ?)", -1, &insert, NULL);
  for (guint i = 0; i < lines->len; i++)
    {
      const char *line = g_ptr_array_index (lines, i);
      g_autofree char *key = make_key (i);

      sqlite3_bind_text (insert, 1, key, -1, SQLITE_STATIC);
      sqlite3_bind_blob (insert, 2, line, (int) strlen (line), SQLITE_STATIC);
      check (sqlite3_step (insert) == SQLITE_DONE, "no insert");
      sqlite3_reset (insert);
    }
  sqlite3_finalize (insert);
  check (sqlite3_exec (db, "COMMIT", NULL, NULL, NULL) == SQLITE_OK, "no commit");
  ms = since (start);
  sqlite3_close (db);
  return ms;
}

static double
row_open (char **arguments)
{
  gint64 start = g_get_monotonic_time ();
  sqlite3 *db = open_database (arguments[0]);
  sqlite3_stmt *select = NULL;
  g_autoptr (GPtrArray) bodies = g_ptr_array_new_with_free_func (g_free);
  double ms;

  sqlite3_prepare_v2 (db, "SELECT k, body FROM r", -1, &select, NULL);
  while (sqlite3_step (select) == SQLITE_ROW)
    g_ptr_array_add (bodies, g_memdup2 (sqlite3_column_blob (select, 1),
                                        (gsize) sqlite3_column_bytes (select, 1)));
  ms = since (start);
  sqlite3_finalize (select);
  sqlite3_close (db);
  check (bodies->len > 0, "no rows");
  return ms;
}

static double
row_change (char **arguments)
{
  g_autoptr (GPtrArray) lines = read_lines (arguments[1], G_MAXUINT);
  sqlite3 *db = open_database (arguments[0]);
  sqlite3_stmt *update = NULL;
  gint64 start = g_get_monotonic_time ();
  double ms;

  sqlite3_exec (db, "BEGIN", NULL, NULL, NULL);
  sqlite3_prepare_v2 (db, "UPDATE r SET body = ? WHERE k = ?", -1, &update, NULL);
  for (guint i = 0; i < N_CHANGED; i++)
    {
      guint at = i * (lines->len / N_CHANGED);
      const char *line = g_ptr_array_index (lines, at);
      g_autofree char *text
          = g_strdup_printf ("{\"language\":\"x-%" G_GINT64_FORMAT "\",%s", start, line + 1);
      g_autofree char *key = make_key (at);

      sqlite3_bind_blob (update, 1, text, (int) strlen (text), SQLITE_STATIC);
      sqlite3_bind_text (update, 2, key, -1, SQLITE_STATIC);
      check (sqlite3_step (update) == SQLITE_DONE && sqlite3_changes (db) == 1, "no update");
      sqlite3_reset (update);
    }
  sqlite3_finalize (update);
  check (sqlite3_exec (db, "COMMIT", NULL, NULL, NULL) == SQLITE_OK, "no commit");
  ms = since (start);
  sqlite3_close (db);
  return ms;
}

static const struct
{
  const char *name;
  int n_arguments;
  double (*run) (char **arguments);
} rows[] = {
  { "json", 1, row_json },     /* FILE */
  { "import", 3, row_import }, /* LINES DATABASE LIMIT */
  { "open", 1, row_open },     /* DATABASE */
  { "change", 2, row_change }, /* DATABASE LINES */
};

int
main (int argc, char **argv)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (argc == rows[i].n_arguments + 2 && g_str_equal (argv[1], rows[i].name))
      {
        g_print ("%.3f\n", rows[i].run (argv + 2));
        return 0;
      }
  g_printerr ("usage: bench-rival ROW ARGUMENT…\n");
  return 2;
}
