/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "report/content.h"

static void
add_line (GString *out, const char *label, const char *text)
{
  if (text != NULL && *text != '\0')
    g_string_append_printf (out, "%s: %s\n", label, text);
}

/* The record as the hospital worded it: its own name, and beside it nothing of ours. */
static void
add_record (GString *out, const KwSnapshot *snapshot, const KwRecord *record)
{
  g_autofree char *title = kw_words_title (kw_snapshot_get_words (snapshot), record);
  g_autofree char *value = kw_words_value (record);
  g_autofree char *when = kw_words_when_labelled (record);
  g_autofree char *status = kw_words_status (record);

  add_line (out, kw_section_get_title (record->section),
            record->text != NULL ? record->text : title);
  add_line (out, _ ("It says"), value != NULL ? value : record->how);
  add_line (out, _ ("Status"), status);
  add_line (out, _ ("Date"), when);
  add_line (out, _ ("Recorded by"), record->who);
}

static void
add_person (GString *out, const KwPerson *person)
{
  g_autofree char *born
      = person != NULL && person->birth_date != NULL ? kw_words_date (person->birth_date) : NULL;

  add_line (out, _ ("From"),
            person != NULL && person->name != NULL ? person->name : _ ("Name not stated"));
  add_line (out, _ ("Born"), born);
}

/* A file has a name of its own, which is no hospital's. */
static const char *
get_hospital (const KwSnapshot *snapshot, const KwRecord *record)
{
  const KwSource *source = kw_snapshot_find_source (snapshot, record->source);

  if (source != NULL && source->kind == KW_SOURCE_CONNECTION)
    return source->name;
  return record->where != NULL ? record->where : _ ("The office for medical records");
}

/**
 * kw_report_letter:
 * @snapshot: a person
 * @record: one of its records
 * @words: (nullable): what the person says is wrong
 * @now: unix seconds, the day of the letter
 *
 * A letter that asks the hospital to correct @record. A patient of the United States has a right to
 * that (45 CFR 164.526); it is claimed only for somebody who is there.
 *
 * ```c
 * letter = kw_report_letter (snapshot, record, "I was never given this.", now);
 * ```
 *
 * Returns: (transfer full): its text, a paragraph a line
 */
char *
kw_report_letter (KwSnapshot *snapshot, const KwRecord *record, const char *words, gint64 now)
{
  g_return_val_if_fail (snapshot != NULL && record != NULL, NULL);

  g_autofree char *day = kw_report_day (now);
  GString *out = g_string_new (NULL);

  g_string_append_printf (out, "%s\n\n", _ ("Please correct my health record"));
  add_line (out, _ ("Date"), day);
  add_line (out, _ ("To"), get_hospital (snapshot, record));
  add_person (out, kw_snapshot_get_person (snapshot));
  g_string_append_printf (out, "\n%s\n", _ ("My record has this entry:"));
  add_record (out, snapshot, record);
  g_string_append_printf (out, "\n%s\n", _ ("What is wrong, in my words:"));
  g_string_append_printf (out, "%s\n",
                          words != NULL && *words != '\0' ? words : "________________________");
  g_string_append_printf (out, "\n%s\n%s\n",
                          _ ("Please correct this entry or add to it. Then tell me in writing what "
                             "you did."),
                          _ ("If you do not agree, please tell me why in writing, and keep this "
                             "letter with my record."));
  g_string_append_printf (out, "%s\n\n",
                          _ ("If we are in the United States, this is a request under 45 CFR "
                             "164.526."));
  g_string_append_printf (out, "%s: ________________________\n", _ ("Signature"));
  return g_string_free (out, FALSE);
}

static void
add_block (GPtrArray *blocks, KwReportKind kind, const char *text)
{
  KwReportBlock *block = g_new0 (KwReportBlock, 1);

  block->kind = kind;
  block->text = g_strdup (text);
  g_ptr_array_add (blocks, block);
}

/* The first line is what it is about. */
void
kw_report_add_letter (GPtrArray *blocks, const char *letter)
{
  g_auto (GStrv) lines = g_strsplit (letter, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    add_block (blocks, i == 0 ? KW_REPORT_TITLE : KW_REPORT_TEXT,
               *lines[i] != '\0' || i == 0 ? lines[i] : " ");
}
