/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cli/output.h"
#include "core/error.h"
#include "library/trend.h"

/* "source/Type/id", or "Type/id" for the first source that has it. */
static const KwRecord *
find (KwCli *cli, const char *ref, const KwSnapshot **out_snapshot)
{
  for (guint i = 0; i < cli->snapshots->len; i++)
    {
      const KwSnapshot *snapshot = g_ptr_array_index (cli->snapshots, i);
      const KwRecord *record = kw_snapshot_find (snapshot, ref);

      for (guint j = 0; record == NULL && j < kw_snapshot_get_n_sources (snapshot); j++)
        {
          g_autofree char *whole
              = g_strconcat (kw_snapshot_get_source (snapshot, j)->id, "/", ref, NULL);

          record = kw_snapshot_find (snapshot, whole);
        }
      *out_snapshot = snapshot;
      if (record != NULL)
        return record;
    }
  return NULL;
}

static KwExit
print_raw (const KwSnapshot *snapshot, const KwRecord *record)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = kw_snapshot_load_body (snapshot, record, &error);
  gsize size = 0;

  if (body == NULL)
    return kw_cli_fail (record->ref, error);

  const char *data = g_bytes_get_data (body, &size);

  return kw_cli_print (data, size);
}

/* Rule O1: a file ends in its words or in a sentence why not, never in nothing. */
static const struct
{
  KwError code;
  const char *words;
} reasons[] = {
  { KW_ERROR_NOT_OFFERED, N_ ("This file was not sent with the record.") },
  { KW_ERROR_EMPTY_FILE, N_ ("This file is empty.") },
  { KW_ERROR_TOO_LARGE, N_ ("This file is too large to be shown here.") },
};

/* The words of an attachment, or NULL with why there are none. */
static char *
dup_note (const KwSnapshot *snapshot, const KwRecord *record, guint index, const char **out_why)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = kw_output_note (snapshot, record, index, &error);

  *out_why = NULL;
  if (text != NULL && text[strspn (text, " \t\n")] != '\0')
    return g_steal_pointer (&text);
  *out_why = text != NULL ? _ ("This file has no words in it.")
                          : _ ("A file that is not text, or is not here.");
  for (gsize i = 0; i < G_N_ELEMENTS (reasons); i++)
    if (g_error_matches (error, KW_ERROR, (int) reasons[i].code))
      *out_why = _ (reasons[i].words);
  return NULL;
}

/* Every attachment: its words, or why there are none. */
static void
write_notes (KwJsonWriter *writer, const KwSnapshot *snapshot, const KwRecord *record)
{
  if (record->n_attachments == 0)
    return;
  kw_json_writer_name (writer, "attachments");
  kw_json_writer_begin_array (writer);
  for (guint i = 0; i < record->n_attachments; i++)
    {
      const char *why = NULL;
      g_autofree char *text = dup_note (snapshot, record, i, &why);

      kw_json_writer_begin_object (writer);
      kw_json_writer_member (writer, "contentType", record->attachments[i].content_type);
      kw_json_writer_member (writer, "title", record->attachments[i].title);
      kw_json_writer_member (writer, "text", text);
      kw_json_writer_member (writer, "note", why);
      kw_json_writer_end_object (writer);
    }
  kw_json_writer_end_array (writer);
}

static void
append_notes (GString *out, const KwSnapshot *snapshot, const KwRecord *record)
{
  for (guint i = 0; i < record->n_attachments; i++)
    {
      const char *why = NULL;
      g_autofree char *text = dup_note (snapshot, record, i, &why);
      g_auto (GStrv) lines = text != NULL ? g_strsplit (text, "\n", -1) : NULL;

      g_string_append_printf (out, "\n  %s\n",
                              text != NULL ? _ ("The text of the document:") : why);
      for (guint l = 0; lines != NULL && lines[l] != NULL; l++)
        g_string_append_printf (out, *lines[l] != '\0' ? "    %s\n" : "%s\n", lines[l]);
    }
}

/* The results of a panel or report in the lab's order, and what counts of a result (rules L15 and
 * L17). */
static void
append_results (GString *out, const KwSnapshot *snapshot, const KwRecord *record)
{
  g_autoptr (GArray) members = kw_snapshot_dup_members (snapshot, record);
  g_autofree char *note = kw_snapshot_dup_result_note (snapshot, record);

  if (note != NULL)
    g_string_append_printf (out, "  %s: %s\n", _ ("Take note"), note);
  if (members->len > 0)
    g_string_append_printf (out, "  %s\n", _ ("Results in this report"));
  for (guint i = 0; i < members->len; i++)
    {
      const KwRecord *member
          = kw_snapshot_get_record (snapshot, g_array_index (members, guint32, i));
      g_autofree char *title = kw_words_title (kw_snapshot_get_words (snapshot), member);
      g_autofree char *value = kw_words_value (member);
      g_autofree char *flag = kw_words_flag (member);
      g_string_append_printf (out, "    %s: %s", title, value != NULL ? value : _ ("Not stated"));
      g_string_append_printf (out, flag != NULL ? " · %s\n" : "%s\n", flag != NULL ? flag : "");
    }
}

static void
append_point (GString *out,
              const KwSnapshot *snapshot,
              const KwTrend *trend,
              const KwTrendPoint *point)
{
  g_autofree char *when = kw_words_when (point->record);
  g_autofree char *value = kw_words_value (point->record);
  g_autofree char *range = kw_words_range (point->record);
  g_autofree char *flag = kw_words_flag (point->record);
  g_autofree char *where = trend->has_several_places
                               ? kw_words_where (kw_snapshot_get_words (snapshot), point->record)
                               : NULL;
  const char *parts[]
      = { flag, range, where, point->is_replaced ? _ ("Replaced by the lab") : NULL };

  g_string_append_printf (out, "    %s: %s", when, value != NULL ? value : _ ("Not stated"));
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL)
      g_string_append_printf (out, " · %s", parts[i]);
  g_string_append_c (out, '\n');
}

/* Newest first, as in every list (rule A4); each unit by itself (rule L12). */
static void
append_trend (GString *out, const KwSnapshot *snapshot, const KwRecord *record)
{
  g_autoptr (KwTrend) trend = kw_trend_new (snapshot, record);
  g_autofree char *remark = kw_trend_dup_remark (trend);

  if (!kw_trend_is_wanted (trend, record))
    return;
  g_string_append_printf (out, "  %s\n", _ ("All results of this test, newest first"));
  if (remark != NULL)
    g_string_append_printf (out, "  %s\n", remark);
  for (guint i = 0; i < trend->series->len; i++)
    {
      const KwTrendSeries *series = g_ptr_array_index (trend->series, i);
      g_autofree char *title = kw_trend_series_dup_title (series);
      g_autofree char *sentence = kw_trend_series_dup_sentence (series);
      g_string_append_printf (out, "   %s: %s\n", title, sentence);
      for (guint j = series->points->len; j-- > 0;)
        append_point (out, snapshot, trend, &g_array_index (series->points, KwTrendPoint, j));
    }
}

static void
write_point (KwJsonWriter *writer, const KwTrendPoint *point)
{
  g_autofree char *when = kw_words_when (point->record);
  g_autofree char *value = kw_words_value (point->record);
  g_autofree char *range = kw_words_range (point->record);
  g_autofree char *flag = kw_words_flag (point->record);

  kw_json_writer_begin_object (writer);
  kw_json_writer_member (writer, "ref", point->record->ref);
  kw_json_writer_member (writer, "when", when);
  kw_json_writer_member (writer, "iso", point->when);
  kw_json_writer_member (writer, "value", value);
  kw_json_writer_member (writer, "range", range);
  kw_json_writer_member (writer, "flag", flag);
  if (point->is_replaced)
    kw_json_writer_member (writer, "replaced", "true");
  kw_json_writer_end_object (writer);
}

/* "trend": one member a unit, each with its sentence and its results, newest first. */
static void
write_trend (KwJsonWriter *writer, const KwSnapshot *snapshot, const KwRecord *record)
{
  g_autoptr (KwTrend) trend = kw_trend_new (snapshot, record);

  if (!kw_trend_is_wanted (trend, record))
    return;
  kw_json_writer_name (writer, "trend");
  kw_json_writer_begin_array (writer);
  for (guint i = 0; i < trend->series->len; i++)
    {
      const KwTrendSeries *series = g_ptr_array_index (trend->series, i);
      g_autofree char *title = kw_trend_series_dup_title (series);
      g_autofree char *sentence = kw_trend_series_dup_sentence (series);
      kw_json_writer_begin_object (writer);
      kw_json_writer_member (writer, "title", title);
      kw_json_writer_member (writer, "unit", series->unit);
      kw_json_writer_member (writer, "sentence", sentence);
      kw_json_writer_name (writer, "results");
      kw_json_writer_begin_array (writer);
      for (guint j = series->points->len; j-- > 0;)
        write_point (writer, &g_array_index (series->points, KwTrendPoint, j));
      kw_json_writer_end_array (writer);
      kw_json_writer_end_object (writer);
    }
  kw_json_writer_end_array (writer);
}

static KwExit
print_json (const KwSnapshot *snapshot, const KwRecord *record)
{
  g_autoptr (KwJsonWriter) writer = kw_json_writer_new (TRUE);
  gsize size = 0;

  kw_json_writer_begin_object (writer);
  kw_output_record (writer, snapshot, record);
  kw_json_writer_member (writer, "explanation", kw_words_explanation (record));
  write_trend (writer, snapshot, record);
  write_notes (writer, snapshot, record);
  kw_json_writer_end_object (writer);

  g_autoptr (GBytes) bytes = kw_json_writer_end (writer);
  const char *data = g_bytes_get_data (bytes, &size);
  KwExit status = kw_cli_print (data, size);

  return status == KW_EXIT_DONE ? kw_cli_print ("\n", 1) : status;
}

static KwExit
print_text (KwCli *cli, const KwSnapshot *snapshot, const KwRecord *record)
{
  g_autoptr (GArray) only = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GPtrArray) facts = kw_output_facts (snapshot, record);
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint32 i = 0; i < kw_snapshot_get_n_records (snapshot); i++)
    if (kw_snapshot_get_record (snapshot, i) == record)
      g_array_append_val (only, i);

  const KwOutput output = { snapshot, only, 0 };
  g_autofree char *head = kw_output_text (cli, &output, 1);

  g_string_append (out, head);
  for (guint i = 0; facts != NULL && i < facts->len; i++)
    {
      const KwFact *fact = g_ptr_array_index (facts, i);

      g_string_append_printf (out, "  %s: %s\n", fact->label, fact->text);
    }
  append_results (out, snapshot, record);
  append_trend (out, snapshot, record);
  if (kw_words_explanation (record) != NULL)
    g_string_append_printf (out, "  %s %s\n", _ ("What is this? (words of Keepwell)"),
                            kw_words_explanation (record));
  else if (kw_words_wants_explanation (record))
    g_string_append_printf (out, "  %s\n", _ ("Keepwell has no explanation of this test."));
  append_notes (out, snapshot, record);
  return kw_cli_print (out->str, out->len);
}

/* show REF [--format text|json|raw] [FILE…] */
KwExit
kw_verb_show (KwCli *cli)
{
  const KwSnapshot *snapshot = NULL;
  const KwRecord *record;
  KwExit status = KW_EXIT_DONE;

  if (cli->rest[0] == NULL)
    return kw_cli_usage (cli, _ ("Say which record: its REF stands in 'keepwellctl list'."));
  if (!kw_cli_open_snapshot (cli, cli->rest + 1, &status))
    return status;
  record = find (cli, cli->rest[0], &snapshot);
  if (record == NULL)
    {
      g_autoptr (GError) error
          = g_error_new_literal (KW_ERROR, KW_ERROR_NO_SUCH_RECORD, "no record of this REF");

      return kw_cli_fail (cli->rest[0], error);
    }
  if (cli->format == KW_FORMAT_RAW)
    return print_raw (snapshot, record);
  if (cli->format == KW_FORMAT_JSON)
    return print_json (snapshot, record);
  return print_text (cli, snapshot, record);
}
