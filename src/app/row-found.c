/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/row-found.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "app/row-style.h"

static void
set_taken (KwRow *row, KwRowPart part, char *text, const char *css_class)
{
  kw_row_set_text (row, part, text, css_class);
  g_free (text);
}

static void
append (GString *line, const char *words)
{
  if (words == NULL || *words == '\0')
    return;
  if (line->len > 0)
    g_string_append (line, " · ");
  g_string_append (line, words);
}

/* The day alone: the record's page shows the time. */
static char *
dup_day (const KwRecord *record)
{
  const char *text = record->n_whens > 0 ? record->whens[0].text : NULL;

  if (text == NULL || record->sort_time == G_MININT64 || strlen (text) <= 10 || text[10] != 'T')
    return kw_words_when (record);

  g_autofree char *day = g_strndup (text, 10);
  return kw_words_date (day);
}

/* A result has its value and verdict at the right and its day below; all others the day there. */
static void
set_sides (KwRow *row, const KwRecord *record, GString *line)
{
  gboolean result = record->section == KW_SECTION_LABS || record->section == KW_SECTION_VITALS;
  g_autofree char *day = dup_day (record);
  const char *css_class = NULL;

  if (record->value.kind != KW_VALUE_NONE || record->n_components > 0)
    set_taken (row, KW_PART_VALUE, kw_words_value (record), NULL);
  if (!result)
    {
      kw_row_set_text (row, KW_PART_NOTE, day, "secondary");
      return;
    }
  append (line, day);
  if (record->section == KW_SECTION_LABS && record->value.kind != KW_VALUE_NONE)
    {
      char *flag = kw_row_flag_text (record, &css_class);
      set_taken (row, KW_PART_NOTE, flag, css_class);
    }
}

/* The line that has the first word which nothing else on the row shows. */
static char *
dup_excerpt (KwRow *row, KwItem *item)
{
  const KwFound *found = kw_item_get_found (item);
  char *excerpt = NULL;
  guint32 index = 0;

  if (found == NULL
      || !kw_snapshot_get_index (kw_item_get_snapshot (item), kw_item_get_record (item), &index))
    return NULL;
  for (guint i = 0; excerpt == NULL && found->terms[i] != NULL; i++)
    {
      const char *term[] = { found->terms[i], NULL };

      if (!kw_row_has_words (row, term))
        excerpt = kw_search_dup_excerpt (kw_item_get_search (item), term, index);
    }
  return excerpt;
}

void
kw_row_bind_found (KwRow *row, KwItem *item)
{
  const KwRecord *record = kw_item_get_record (item);
  KwSnapshot *snapshot = kw_item_get_snapshot (item);
  const KwWordsContext *words = kw_snapshot_get_words (snapshot);
  g_autofree char *title = kw_words_title (words, record);
  g_autofree char *lay = kw_words_lay_name (record);
  g_autofree char *subtitle = kw_words_subtitle (words, record);
  g_autoptr (GString) line = g_string_new (NULL);

  kw_row_set_icon (row, kw_section_get_icon_name (record->section), NULL);
  kw_row_set_title (row, title,
                    kw_snapshot_is_listed (snapshot, record) ? NULL : _ ("(no longer listed)"));
  append (line, lay);
  append (line, subtitle);
  set_sides (row, record, line);
  kw_row_set_text (row, KW_PART_SUBTITLE, line->str, "secondary");
  /* From here on the row is asked what it shows: nothing of the record before. */
  kw_row_end (row);
  set_taken (row, KW_PART_THIRD, dup_excerpt (row, item), "secondary");
  if (kw_item_get_found (item) != NULL)
    kw_row_mark_words (row, (const char *const *) kw_item_get_found (item)->terms);
}

void
kw_row_speak_found (KwRow *row)
{
  const char *line = kw_row_get_text (row, KW_PART_THIRD);

  if (*line == '\0')
    return;

  g_autofree char *both = g_strdup_printf ("%s %s", kw_row_get_spoken (row), line);
  kw_row_set_spoken (row, both);
}
