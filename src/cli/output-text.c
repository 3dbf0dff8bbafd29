/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/output.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What a terminal would take for a command, and what turns the direction of a line around, is not
 * printed: a record's text is somebody else's. */
static void
append_clean (GString *out, const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar character = g_utf8_get_char (p);
      gboolean turns = (character >= 0x202a && character <= 0x202e)
                       || (character >= 0x2066 && character <= 0x2069);

      if (character == '\n' || character == '\t' || character == '\r')
        g_string_append_c (out, ' ');
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
  append_clean (out, text);
}

static void
append_record (GString *out, const KwSnapshot *snapshot, const KwRecord *record)
{
  const KwWordsContext *words = kw_snapshot_get_words (snapshot);
  g_autofree char *title = kw_words_title (words, record);
  g_autofree char *value = kw_words_value (record);
  g_autofree char *flag = kw_words_flag (record);
  g_autofree char *subtitle = kw_words_subtitle (words, record);
  g_autofree char *when = kw_words_when (record);
  g_autofree char *status = kw_words_status (record);

  append_part (out, "  ", title);
  append_part (out, ": ", value);
  append_part (out, " · ", flag);
  g_string_append_c (out, '\n');
  append_part (out, "      ", when);
  /* A subtitle names the status itself, where it is not the usual one. */
  if (status != NULL && (subtitle == NULL || strstr (subtitle, status) == NULL))
    append_part (out, " · ", status);
  append_part (out, " · ", subtitle);
  append_part (out, "\n      ", record->ref);
  g_string_append_c (out, '\n');
}

static void
append_section (GString *out, const KwOutput *output, KwSection section)
{
  g_autoptr (GArray) records = kw_output_section (output, section);
  g_autofree char *note = kw_snapshot_dup_section_note (output->snapshot, section);

  if (records->len == 0 && note == NULL)
    return;
  g_string_append_printf (out, "\n%s (%u)\n", kw_section_get_title (section), records->len);
  append_part (out, "  ", note);
  if (note != NULL)
    g_string_append_c (out, '\n');
  for (guint i = 0; i < records->len; i++)
    append_record (out, output->snapshot,
                   kw_snapshot_get_record (output->snapshot, g_array_index (records, guint32, i)));
}

static void
append_heading (GString *out, const KwSnapshot *snapshot)
{
  const KwPerson *person = kw_snapshot_get_person (snapshot);
  g_autofree char *born = person && person->birth_date ? kw_words_date (person->birth_date) : NULL;
  g_autofree char *status = kw_snapshot_dup_status_line (snapshot);

  append_part (out, "", person && person->name ? person->name : _ ("A person without a name"));
  if (born != NULL)
    {
      /* Translators: a birth date, "born 5 November 1958". */
      g_autofree char *words = g_strdup_printf (_ ("born %s"), born);

      append_part (out, ", ", words);
    }
  g_string_append_c (out, '\n');
  append_part (out, "", status);
  if (status != NULL)
    g_string_append_c (out, '\n');
}

char *
kw_output_text (KwCli *cli, const KwOutput *outputs, guint n)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *allergies = kw_snapshot_dup_allergy_statement (outputs[i].snapshot);

      if (i > 0)
        g_string_append (out, "\n\n");
      append_heading (out, outputs[i].snapshot);
      if (outputs[i].only == NULL && kw_output_wants (cli, KW_SECTION_ALLERGIES) && allergies)
        append_part (out, "\n", allergies);
      if (allergies != NULL)
        g_string_append_c (out, '\n');
      for (guint j = 0; j < KW_N_SECTIONS; j++)
        if (kw_output_wants (cli, j))
          append_section (out, &outputs[i], j);
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}
