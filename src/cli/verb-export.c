/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cli/output.h"
#include "core/fhir.h"
#include "library/own-words.h"
#include "report/report.h"

/* Whether a record is of the day that --since names, or later. What has no date is never left out
 * for it (rule D2). */
static gboolean
is_wanted (const KwCli *cli, const KwRecord *record, gint64 since)
{
  return kw_output_wants (cli, record->section)
         && (record->sort_time == G_MININT64 || record->sort_time >= since);
}

static GArray *
select_records (const KwCli *cli, const KwSnapshot *snapshot, gint64 since)
{
  GArray *some = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint32 i = 0; i < kw_snapshot_get_n_records (snapshot); i++)
    if (is_wanted (cli, kw_snapshot_get_record (snapshot, i), since))
      g_array_append_val (some, i);
  return some;
}

static void
write_entry (KwJsonWriter *writer, const KwSnapshot *snapshot, const KwRecord *record, GBytes *body)
{
  const KwSource *source = kw_snapshot_find_source (snapshot, record->source);
  gsize size = 0;
  const char *data = g_bytes_get_data (body, &size);

  kw_json_writer_begin_object (writer);
  if (source != NULL && source->base != NULL && g_str_has_prefix (source->base, "http"))
    {
      g_autofree char *url = g_strdup_printf ("%s/%s/%s", source->base, record->type, record->id);

      kw_json_writer_member (writer, "fullUrl", url);
    }
  kw_json_writer_name (writer, "resource");
  kw_json_writer_raw (writer, data, (gssize) size);
  kw_json_writer_end_object (writer);
}

/* What the person wrote: about the records that go out, and with all of them the rest too. */
static GPtrArray *
select_own_words (const KwCli *cli, const KwSnapshot *snapshot, const GArray *only)
{
  const GPtrArray *all = kw_snapshot_get_own_words (snapshot);
  gboolean everything = cli->sections->len == 0 && cli->since == NULL;
  g_autoptr (GHashTable) refs = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *some = g_ptr_array_new ();

  for (guint i = 0; i < only->len; i++)
    g_hash_table_add (
        refs, (gpointer) kw_snapshot_get_record (snapshot, g_array_index (only, guint32, i))->ref);
  for (guint i = 0; i < all->len; i++)
    {
      g_autoptr (KwOwnWords) words = kw_own_words_new_from_record (g_ptr_array_index (all, i));

      if (everything || (words->about != NULL && g_hash_table_contains (refs, words->about)))
        g_ptr_array_add (some, g_ptr_array_index (all, i));
    }
  return some;
}

/* The records that go out, and after them the person's own words about them. */
static GPtrArray *
select_all (const KwCli *cli, const KwSnapshot *snapshot, const GArray *only)
{
  g_autoptr (GPtrArray) words = select_own_words (cli, snapshot, only);
  GPtrArray *all = g_ptr_array_new ();

  for (guint i = 0; i < only->len; i++)
    g_ptr_array_add (
        all, (gpointer) kw_snapshot_get_record (snapshot, g_array_index (only, guint32, i)));
  g_ptr_array_extend (all, words, NULL, NULL);
  return all;
}

/* A Bundle of type collection, each resource in the source's own bytes. */
static GBytes *
make_fhir (const KwSnapshot *snapshot, const GPtrArray *only, GError **error)
{
  g_autoptr (KwJsonWriter) writer = kw_json_writer_new (FALSE);

  kw_json_writer_begin_object (writer);
  kw_json_writer_member (writer, "resourceType", "Bundle");
  kw_json_writer_member (writer, "type", "collection");
  kw_json_writer_name (writer, "entry");
  kw_json_writer_begin_array (writer);
  for (guint i = 0; i < only->len; i++)
    {
      const KwRecord *record = g_ptr_array_index (only, i);
      g_autoptr (GBytes) body = kw_snapshot_load_body (snapshot, record, error);

      if (body == NULL)
        return NULL;
      write_entry (writer, snapshot, record, body);
    }
  kw_json_writer_end_array (writer);
  kw_json_writer_end_object (writer);
  return kw_json_writer_end (writer);
}

/* One resource a line; line breaks between members go, numbers keep their digits. */
static GBytes *
make_ndjson (const KwSnapshot *snapshot, const GPtrArray *only, GError **error)
{
  g_autoptr (GByteArray) out = g_byte_array_new ();

  for (guint i = 0; i < only->len; i++)
    {
      const KwRecord *record = g_ptr_array_index (only, i);
      g_autoptr (GBytes) body = kw_snapshot_load_body (snapshot, record, error);
      g_autoptr (KwJson) json = body ? kw_json_new (body, G_MAXSIZE, error) : NULL;
      g_autoptr (KwJsonWriter) writer = kw_json_writer_new (FALSE);
      g_autoptr (GBytes) line = NULL;

      if (json == NULL)
        return NULL;
      kw_json_writer_node (writer, kw_json_get_root (json));
      line = kw_json_writer_end (writer);
      g_byte_array_append (out, g_bytes_get_data (line, NULL), g_bytes_get_size (line));
      g_byte_array_append (out, (const guint8 *) "\n", 1);
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&out));
}

static GBytes *
take_text (char *text)
{
  return g_bytes_new_take (text, strlen (text));
}

static GBytes *
make_report (KwCli *cli, KwSnapshot *snapshot, GError **error)
{
  const KwReportOptions options = {
    .sections = cli->sections->len > 0 ? (const KwSection *) cli->sections->data : NULL,
    .n_sections = cli->sections->len,
    .since = cli->since,
  };
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  if (cli->format == KW_FORMAT_PDF)
    return kw_report_pdf (snapshot, &options, now, error);
  return take_text (kw_report_text (snapshot, &options, now));
}

static GBytes *
make (KwCli *cli, KwSnapshot *snapshot, gint64 since, GError **error)
{
  g_autoptr (GArray) only = NULL;
  g_autoptr (GPtrArray) all = NULL;
  KwOutput output = { snapshot, NULL, 0 };

  if (cli->format == KW_FORMAT_PDF || cli->format == KW_FORMAT_TEXT)
    return make_report (cli, snapshot, error);
  only = select_records (cli, snapshot, since);
  output.only = only;
  all = select_all (cli, snapshot, only);
  if (cli->format == KW_FORMAT_FHIR)
    return make_fhir (snapshot, all, error);
  if (cli->format == KW_FORMAT_NDJSON)
    return make_ndjson (snapshot, all, error);
  return take_text (kw_output_csv (cli, &output, 1));
}

/* export --format F [--section ID]… [--since DATE] -o OUT [FILE…]; OUT "-" is standard output. */
KwExit
kw_verb_export (KwCli *cli)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  gint64 since = G_MININT64;
  KwExit status = KW_EXIT_DONE;

  if (cli->out == NULL)
    return kw_cli_usage (cli, _ ("Say where to write it with -o."));
  if (cli->since != NULL && !kw_fhir_parse_date (cli->since, &since))
    return kw_cli_usage (cli, _ ("--since wants a date like 2026-01-31."));
  if (!kw_cli_open_snapshot (cli, cli->rest, &status))
    return status;
  if (cli->snapshots->len != 1)
    return kw_cli_usage (cli, _ ("One export is about one person. Say whose with --person."));
  bytes = make (cli, g_ptr_array_index (cli->snapshots, 0), since, &error);
  if (bytes == NULL)
    return kw_cli_fail (NULL, error);
  if (g_str_equal (cli->out, "-"))
    return kw_cli_print (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  return kw_report_save (bytes, cli->out, &error) ? KW_EXIT_DONE : kw_cli_fail (cli->out, error);
}
