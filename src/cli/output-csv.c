/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/output.h"

#include <string.h>

#include "core/fhir.h"
#include "library/own-words.h"

static const char header[] = "person,section,ref,type,title,subtitle,when_label,when,iso,status,"
                             "value,number,comparator,unit,range,low,high,flag,source,remark\r\n";

/* RFC 4180. A text that a spreadsheet would run as a formula gets a quote before it: the record is
 * somebody else's text. Numbers stay as they are. */
static void
append_cell (GString *out, const char *text, gboolean last)
{
  gboolean formula = text != NULL && *text != '\0' && strchr ("=+-@\t", *text) != NULL
                     && !kw_fhir_is_number (text + (*text == '+'));

  if (text != NULL && (formula || strpbrk (text, ",\"\r\n") != NULL))
    {
      g_string_append (out, formula ? "\"'" : "\"");
      for (const char *p = text; *p != '\0'; p++)
        {
          if (*p == '"')
            g_string_append_c (out, '"');
          g_string_append_c (out, *p);
        }
      g_string_append_c (out, '"');
    }
  else if (text != NULL)
    g_string_append (out, text);
  g_string_append (out, last ? "\r\n" : ",");
}

static const char *
get_iso (const KwRecord *record)
{
  const KwWhen *when = record->n_whens > 0 ? &record->whens[0] : NULL;

  if (when == NULL || record->sort_time == G_MININT64)
    return NULL;
  return when->text != NULL ? when->text : when->end;
}

static void
append_record (GString *out, const KwSnapshot *snapshot, const KwRecord *record)
{
  const KwWordsContext *words = kw_snapshot_get_words (snapshot);
  const KwPerson *person = kw_snapshot_get_person (snapshot);
  const KwSource *source = kw_snapshot_find_source (snapshot, record->source);
  KwLimits room = { 0 };
  const char *low = NULL, *high = NULL;
  g_autofree char *title = kw_words_title (words, record);
  g_autofree char *subtitle = kw_words_subtitle (words, record);
  g_autofree char *date = kw_words_when (record);
  g_autofree char *status = kw_words_status (record);
  g_autofree char *value = kw_words_value (record);
  g_autofree char *range_text = kw_words_range (record);
  g_autofree char *flag = kw_words_flag (record);
  g_autofree char *remark = kw_snapshot_dup_remark (snapshot, record);
  kw_output_limits (record, &room, &low, &high);

  const char *cells[] = {
    person ? person->name : NULL,
    kw_section_get_id (record->section),
    record->ref,
    record->type,
    title,
    subtitle,
    record->n_whens > 0 ? kw_words_when_label (kw_words_when_role (&record->whens[0])) : NULL,
    date,
    get_iso (record),
    status,
    value,
    record->value.number,
    record->value.comparator,
    record->value.number ? record->value.unit : NULL,
    range_text,
    low,
    high,
    flag,
    source && source->name ? source->name : record->source,
    remark,
  };

  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    append_cell (out, cells[i], i + 1 == G_N_ELEMENTS (cells));
}

char *
kw_output_csv (KwCli *cli, const KwOutput *outputs, guint n)
{
  g_autoptr (GString) out = g_string_new (header);

  for (guint i = 0; kw_output_of_person (outputs, n, i) != NULL; i++)
    for (guint j = 0; j < KW_N_SECTIONS; j++)
      {
        g_autoptr (GArray) rows = kw_output_rows (outputs, n, i, j);

        for (guint k = 0; kw_output_wants (cli, j) && k < rows->len; k++)
          {
            const KwOutputRow *row = &g_array_index (rows, KwOutputRow, k);

            append_record (out, row->snapshot, row->record);
          }
      }
  return g_string_free (g_steal_pointer (&out), FALSE);
}
