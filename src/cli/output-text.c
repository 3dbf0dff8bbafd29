/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/output.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "library/own-words.h"

/* What a terminal would take for a command, and what turns the direction of a line around, is not
 * printed: a record's text is somebody else's. White space is as it is where @lines is set. */
static void
append_clean (GString *out, const char *text, gboolean lines)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar character = g_utf8_get_char (p);
      gboolean turns = (character >= 0x202a && character <= 0x202e)
                       || (character >= 0x2066 && character <= 0x2069);

      if (character == '\n' || character == '\t' || character == '\r')
        g_string_append_c (out, lines ? (char) character : ' ');
      else if (!g_unichar_iscntrl (character) && !turns)
        g_string_append_unichar (out, character);
    }
}

static void
append_part (GString *out, const char *separator, const char *text)
{
  if (text == NULL || *text == '\0')
    return;
  g_string_append (out, separator);
  append_clean (out, text, FALSE);
}

/* Rules M7 and A3: that the same medicine or vaccine stands in other lines too. */
static void
append_same (GString *out, const KwSnapshot *snapshot, const KwRecord *record)
{
  const GArray *medicine = kw_snapshot_get_same_medicine (snapshot, record);
  const GArray *vaccine = kw_snapshot_get_same_vaccine (snapshot, record);

  if (medicine != NULL)
    g_string_append_printf (
        out,
        ngettext (" · %u record of this medicine", " · %u records of this medicine", medicine->len),
        medicine->len);
  if (vaccine != NULL)
    g_string_append_printf (
        out,
        ngettext (" · %u record of this vaccine", " · %u records of this vaccine", vaccine->len),
        vaccine->len);
}

static void
append_record (GString *out, const KwSnapshot *snapshot, const KwRecord *record)
{
  const KwWordsContext *words = kw_snapshot_get_words (snapshot);
  g_autofree char *title = kw_words_both_names (words, record);
  g_autofree char *value = kw_words_value (record);
  g_autofree char *flag = kw_words_flag (record);
  g_autofree char *range = kw_words_range (record);
  g_autofree char *subtitle = kw_words_subtitle (words, record);
  g_autofree char *when = kw_words_when_labelled (record);
  g_autofree char *missing = kw_snapshot_dup_no_longer_listed (snapshot, record);
  g_autofree char *status = missing == NULL ? kw_words_status (record) : NULL;
  g_autofree char *remark = kw_snapshot_dup_remark (snapshot, record);

  append_part (out, "  ", title);
  append_part (out, ": ", value);
  append_part (out, " · ", flag);
  /* Translators: stands before the range of a result: "range: 3.5–5.1". */
  append_part (out, _ (" · range: "), range);
  g_string_append_c (out, '\n');
  append_part (out, "      ", when);
  append_part (out, " · ", missing);
  /* A subtitle names the status itself, where it is not the usual one. */
  if (status != NULL && (subtitle == NULL || strstr (subtitle, status) == NULL))
    append_part (out, " · ", status);
  append_part (out, " · ", subtitle);
  append_same (out, snapshot, record);
  append_part (out, "\n      ", remark);
  append_part (out, "\n      ", record->ref);
  g_string_append_c (out, '\n');
}

static void
append_section (GString *out, const KwOutput *outputs, guint n, guint person, KwSection section)
{
  g_autoptr (GArray) rows = kw_output_rows (outputs, n, person, section);
  g_autoptr (GString) notes = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *note = NULL;

      if (outputs[i].person != person)
        continue;
      note = kw_snapshot_dup_section_note (outputs[i].snapshot, section);
      append_part (notes, "  ", note);
      if (note != NULL)
        g_string_append_c (notes, '\n');
    }
  if (rows->len == 0 && (notes->len == 0 || outputs->only != NULL))
    return;
  g_string_append_printf (out, "\n%s (%u)\n%s", kw_section_get_title (section), rows->len,
                          outputs->only != NULL ? "" : notes->str);
  for (guint i = 0; i < rows->len; i++)
    {
      const KwOutputRow *row = &g_array_index (rows, KwOutputRow, i);

      append_record (out, row->snapshot, row->record);
    }
}

static void
append_heading (GString *out, const KwPerson *person)
{
  g_autofree char *born = person && person->birth_date ? kw_words_date (person->birth_date) : NULL;

  append_part (out, "", person && person->name ? person->name : _ ("A person without a name"));
  if (born != NULL)
    {
      /* Translators: a birth date, "born 5 November 1958". */
      g_autofree char *words = g_strdup_printf (_ ("born %s"), born);

      append_part (out, ", ", words);
    }
  g_string_append_c (out, '\n');
}

/* Where it comes from and since when, and what must never be missed. */
static void
append_statements (GString *out, const KwCli *cli, const KwOutput *output)
{
  g_autofree char *status = kw_snapshot_dup_status_line (output->snapshot);
  g_autofree char *allergies = kw_snapshot_dup_allergy_statement (output->snapshot);

  append_part (out, "", status);
  if (status != NULL)
    g_string_append_c (out, '\n');
  if (output->only != NULL || allergies == NULL || !kw_output_wants (cli, KW_SECTION_ALLERGIES))
    return;
  append_part (out, "\n", allergies);
  g_string_append_c (out, '\n');
}

static void
append_no_medicines (GString *out, const KwCli *cli, const KwOutput *output)
{
  g_autofree char *medicines = kw_snapshot_dup_medicine_statement (output->snapshot);

  if (output->only != NULL || medicines == NULL || !kw_output_wants (cli, KW_SECTION_MEDICATIONS))
    return;
  append_part (out, "\n", medicines);
  g_string_append_c (out, '\n');
}

/* Before the records, because it is about which of them to believe. */
static void
append_disagreements (GString *out, const KwCli *cli, const KwOutput *output)
{
  g_autoptr (GPtrArray) found = kw_output_disagreements (cli, output);

  if (found->len > 0)
    g_string_append_printf (out, "\n%s (%u)\n  %s\n", _ ("Where your hospitals disagree"),
                            found->len, kw_disagreement_get_question ());
  for (guint i = 0; i < found->len; i++)
    {
      const KwDisagreement *one = g_ptr_array_index (found, i);
      g_autofree char *title = kw_disagreement_dup_title (one, output->snapshot);

      append_part (out, "  ", title);
      append_part (out, ": ", kw_disagreement_get_heading (one));
      g_string_append_c (out, '\n');
      for (guint r = 0; r < one->indexes->len; r++)
        {
          const KwRecord *record
              = kw_snapshot_get_record (output->snapshot, g_array_index (one->indexes, guint32, r));
          g_autofree char *says = kw_disagreement_dup_says (output->snapshot, record);

          append_part (out, "      ", says);
          g_string_append_c (out, '\n');
        }
    }
}

static void
append_person (GString *out, const KwCli *cli, const KwOutput *outputs, guint n, guint person)
{
  append_heading (out, kw_snapshot_get_person (kw_output_of_person (outputs, n, person)->snapshot));
  for (guint i = 0; i < n; i++)
    if (outputs[i].person == person)
      {
        append_statements (out, cli, &outputs[i]);
        append_no_medicines (out, cli, &outputs[i]);
        append_disagreements (out, cli, &outputs[i]);
      }
  for (guint i = 0; i < KW_N_SECTIONS; i++)
    if (kw_output_wants (cli, i))
      append_section (out, outputs, n, person, i);
}

char *
kw_output_text (KwCli *cli, const KwOutput *outputs, guint n)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; kw_output_of_person (outputs, n, i) != NULL; i++)
    {
      if (i > 0)
        g_string_append (out, "\n\n");
      append_person (out, cli, outputs, n, i);
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

char *
kw_output_note (const KwSnapshot *snapshot, const KwRecord *record, guint index, GError **error)
{
  g_autoptr (KwDocument) document = kw_snapshot_load_note (snapshot, record, index, error);
  g_autofree char *text = document != NULL ? kw_document_dup_text (document) : NULL;
  g_autoptr (GString) out = g_string_new (NULL);

  if (text == NULL)
    return NULL;
  append_clean (out, text, TRUE);
  return g_string_free (g_steal_pointer (&out), FALSE);
}
