/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "core/bundle.h"
#include "core/parallel.h"
#include "core/words.h"
#include "library/library.h"
#include "sync/sync.h"
#include "vault/keyring.h"

/* Our side of each row of tools/bench: `bench-ours ROW ARGUMENT…` does the work once and prints the
 * milliseconds that it took, without the start of the process and without what is made ready. */

#define BATCH 500
#define N_CHANGED 100
#define N_QUERIES 50
#define WORDS_AT_ONCE 64

static void
stop_on (GError *error)
{
  if (error == NULL)
    return;
  g_printerr ("bench-ours: %s\n", error->message);
  exit (1);
}

static GBytes *
read_file (const char *path)
{
  GError *error = NULL;
  char *data = NULL;
  gsize size = 0;

  g_file_get_contents (path, &data, &size, &error);
  stop_on (error);
  return g_bytes_new_take (data, size);
}

static double
since (gint64 start)
{
  return (double) (g_get_monotonic_time () - start) / 1000.0;
}

/* The tree of one text. */
static double
row_json (char **arguments)
{
  g_autoptr (GBytes) bytes = read_file (arguments[0]);
  GError *error = NULL;
  gint64 start = g_get_monotonic_time ();
  g_autoptr (KwJson) json = kw_json_new (bytes, G_MAXSIZE, &error);
  double ms = since (start);

  stop_on (error);
  return ms;
}

static gsize
say (const KwWordsContext *words, const KwRecord *record)
{
  g_autofree char *title = kw_words_title (words, record);
  g_autofree char *subtitle = kw_words_subtitle (words, record);
  g_autofree char *value = kw_words_value (record);
  g_autofree char *range = kw_words_range (record);
  g_autofree char *flag = kw_words_flag (record);
  g_autofree char *status = kw_words_status (record);
  g_autofree char *when = kw_words_when (record);

  return strlen (title) + strlen (when);
}

static void
say_one (gpointer data, guint index)
{
  const KwSnapshot *snapshot = data;

  g_assert_cmpuint (
      say (kw_snapshot_get_words (snapshot), kw_snapshot_get_record (snapshot, index)), >, 0);
}

/* The text as records with every list, and the words of every row once. */
static double
row_records (char **arguments)
{
  g_autoptr (GBytes) bytes = read_file (arguments[0]);
  GError *error = NULL;
  gint64 start = g_get_monotonic_time ();
  g_autoptr (KwBundle) bundle = kw_bundle_new (bytes, "bench", &error);

  stop_on (error);
  for (guint p = 0; p < kw_bundle_get_n_persons (bundle); p++)
    {
      g_autoptr (KwSnapshot) snapshot = kw_snapshot_new_from_bundle (bundle, p, "bench");

      kw_parallel_run (kw_snapshot_get_n_records (snapshot), WORDS_AT_ONCE, say_one, snapshot);
    }
  return since (start);
}

/* One resource a line. */
static GPtrArray *
read_lines (const char *path, guint limit)
{
  g_autoptr (GBytes) bytes = read_file (path);
  GPtrArray *lines = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  gsize size = 0;
  const char *data = g_bytes_get_data (bytes, &size);

  for (const char *end = data + size; data < end && lines->len < limit;)
    {
      const char *next = memchr (data, '\n', (gsize) (end - data));
      gsize length = (gsize) ((next != NULL ? next : end) - data);

      g_ptr_array_add (lines, g_bytes_new (data, length));
      data += length + 1;
    }
  return lines;
}

static void
put (KwBatch *batch, GBytes *body)
{
  GError *error = NULL;
  g_autoptr (KwJson) json = kw_json_new (body, G_MAXSIZE, &error);
  g_autoptr (KwRecord) record = NULL;

  stop_on (error);
  record = kw_record_new_from_fhir (kw_json_get_root (json), "c1");
  kw_batch_put_record (batch, record, body);
}

/* Every line read, put into a new vault in batches, and on disk. */
static double
row_import (char **arguments)
{
  g_autoptr (GPtrArray) lines = read_lines (arguments[0], (guint) atoi (arguments[2]));
  KwPerson person = { .name = (char *) "Bench Person" };
  g_autoptr (KwSource) source = kw_source_new (KW_SOURCE_CONNECTION, "c1", "Bench", "https://b/");
  GError *error = NULL;
  g_autoptr (KwVault) vault = kw_vault_create (arguments[1], &person, &error);
  KwBatch *batch = kw_batch_new ("c1");
  gint64 start;

  stop_on (error);
  kw_vault_put_source (vault, source, &error);
  stop_on (error);
  start = g_get_monotonic_time ();
  for (guint i = 0; i < lines->len; i++)
    {
      put (batch, g_ptr_array_index (lines, i));
      if (kw_batch_get_n_records (batch) < BATCH)
        continue;
      kw_vault_commit_soon (vault, batch);
      batch = kw_batch_new ("c1");
    }
  kw_vault_commit_soon (vault, batch);
  kw_vault_flush (vault, &error);
  stop_on (error);
  return since (start);
}

static KwVault *
open_only_vault (const char *dir)
{
  g_auto (GStrv) uuids = kw_vault_list (dir);
  GError *error = NULL;
  KwVault *vault = kw_vault_open (dir, uuids[0], &error);

  stop_on (error);
  return vault;
}

/* From a closed vault to every list. */
static double
row_open (char **arguments)
{
  gint64 start = g_get_monotonic_time ();
  g_autoptr (KwVault) vault = open_only_vault (arguments[0]);
  GError *error = NULL;
  g_autoptr (KwSnapshot) snapshot = kw_snapshot_new_from_vault (vault, NULL, &error);
  double ms = since (start);

  stop_on (error);
  g_assert_cmpuint (kw_snapshot_count_records (snapshot), >, 0);
  return ms;
}

/* A hundred of the lines again, each with another body. */
static double
row_change (char **arguments)
{
  g_autoptr (GPtrArray) lines = read_lines (arguments[1], G_MAXUINT);
  g_autoptr (KwVault) vault = open_only_vault (arguments[0]);
  KwBatch *batch = kw_batch_new ("c1");
  GError *error = NULL;
  gint64 start = g_get_monotonic_time ();

  for (guint i = 0; i < N_CHANGED; i++)
    {
      GBytes *line = g_ptr_array_index (lines, i * (lines->len / N_CHANGED));
      g_autofree char *text = g_strdup_printf ("{\"language\":\"x-%" G_GINT64_FORMAT "\",%.*s",
                                               start, (int) g_bytes_get_size (line) - 1,
                                               (const char *) g_bytes_get_data (line, NULL) + 1);
      g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));

      put (batch, body);
    }
  kw_vault_commit (vault, batch, &error);
  stop_on (error);
  return since (start);
}

/* The mean of what a key press waits for, over words as they are typed. */
static double
row_search (char **arguments)
{
  static const char *const typed[] = { "gl", "gluc", "glucose", "blood pressure", "glucsoe" };
  g_autoptr (KwVault) vault = open_only_vault (arguments[0]);
  GError *error = NULL;
  g_autoptr (KwSnapshot) snapshot = kw_snapshot_new_from_vault (vault, NULL, &error);
  g_autoptr (KwSearch) search = NULL;
  guint n_found = 0;
  gint64 start;

  stop_on (error);
  search = kw_search_new (snapshot, NULL, &error);
  stop_on (error);
  start = g_get_monotonic_time ();
  for (guint i = 0; i < N_QUERIES; i++)
    {
      g_autoptr (KwFound) found = kw_search_first (search, typed[i % G_N_ELEMENTS (typed)]);

      n_found += kw_found_count (found);
    }
  g_assert_cmpuint (n_found, >, 0);
  return since (start) / N_QUERIES;
}

/* A sign-in at @base that nobody had to do, in a vault of its own. */
static KwVault *
connect (const char *base, const char *dir, const char *scope, const char *uuid)
{
  g_autofree char *text = g_strdup_printf (
      "{\"uuid\":\"%s\",\"name\":\"Bench\",\"base\":\"%s\",\"vendor\":\"generic\","
      "\"client_id\":\"bench\",\"patient\":\"1001\",\"scope_asked\":\"%s\"}",
      uuid, base, scope);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  GError *error = NULL;
  g_autoptr (KwJson) json = kw_json_new (bytes, G_MAXSIZE, &error);
  g_autoptr (KwConnection) connection = NULL;
  KwTokens tokens = { .access_token = (char *) "bench", .expires_at = G_MAXINT32 };
  g_autofree char *stored = kw_tokens_to_json (&tokens);
  KwPerson person = { .name = (char *) "Bench Person" };
  g_autoptr (KwSource) source = kw_source_new (KW_SOURCE_CONNECTION, "c1", "Bench", base);
  KwVault *vault;

  stop_on (error);
  connection = kw_connection_new_from_json (kw_json_get_root (json), &error);
  stop_on (error);
  kw_keyring_store_tokens (uuid, base, "Bench", stored, &error);
  stop_on (error);
  vault = kw_vault_create (dir, &person, &error);
  stop_on (error);
  source->uuid = g_strdup (uuid);
  kw_vault_put_connection (vault, connection, &error);
  stop_on (error);
  kw_vault_put_source (vault, source, &error);
  stop_on (error);
  return vault;
}

/* Everything that a server has, into a vault, and on disk; it says how much when it is not all. */
static double
row_sync (char **arguments)
{
  g_autofree char *uuid = g_uuid_string_random ();
  g_autoptr (KwVault) vault = connect (arguments[0], arguments[1], arguments[2], uuid);
  guint n_due = (guint) atoi (arguments[3]);
  g_autoptr (GPtrArray) index = NULL;
  GError *error = NULL;
  gint64 start = g_get_monotonic_time ();
  double ms;

  kw_sync_run (vault, uuid, NULL, NULL, NULL, &error);
  ms = since (start);
  stop_on (error);
  index = kw_vault_load_index (vault, NULL, &error);
  stop_on (error);
  if (index->len < n_due)
    {
      g_printerr ("bench-ours: %u of %u records came\n", index->len, n_due);
      exit (1);
    }
  return ms;
}

static const struct
{
  const char *name;
  int n_arguments;
  double (*run) (char **arguments);
} rows[] = {
  { "json", 1, row_json },       /* FILE */
  { "records", 1, row_records }, /* FILE */
  { "import", 3, row_import },   /* LINES DIR LIMIT */
  { "open", 1, row_open },       /* DIR */
  { "change", 2, row_change },   /* DIR LINES */
  { "search", 1, row_search },   /* DIR */
  { "sync", 4, row_sync },       /* BASE DIR SCOPE DUE */
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
  g_printerr ("usage: bench-ours ROW ARGUMENT…\n");
  return 2;
}
