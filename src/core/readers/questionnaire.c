/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "core/readers/readers.h"

/* How much of a question may stand in for a title. */
#define QUESTION_LENGTH 80

static const char *
find_question (const KwJsonNode *items)
{
  const char *text = NULL;

  KW_FHIR_FOREACH (item, items)
    {
      /* What the form says to whoever fills it in is no question. */
      if (g_strcmp0 (kw_fhir_text_at (item, "type"), "display") != 0)
        text = kw_fhir_text_at (item, "text");
      if (text == NULL)
        text = find_question (kw_json_node_get_member (item, "item"));
      if (text != NULL)
        return text;
    }
  return NULL;
}

/* Whole words only, because half a word reads like a mistake. */
static char *
shorten (const char *text)
{
  if (g_utf8_strlen (text, -1) <= QUESTION_LENGTH)
    return g_strdup (text);

  g_autofree char *start = g_utf8_substring (text, 0, QUESTION_LENGTH);
  char *space = strrchr (start, ' ');

  if (space != NULL)
    *space = '\0';
  return g_strconcat (start, "…", NULL);
}

void
kw_read_first_question (KwRecordBuilder *builder)
{
  const char *question = find_question (kw_builder_get (builder, "item"));

  if (builder->record.text == NULL && question != NULL)
    builder->record.narrative = kw_builder_take (builder, shorten (question));
}

/* Questionnaire (FHIR R4): a form that nobody has filled in yet. Its "name" is for programs. */
void
kw_read_questionnaire (KwRecordBuilder *builder, const KwJsonNode *resource)
{
  static const char *const active[] = { "active", NULL };
  KwRecord *record = &builder->record;

  record->text = kw_builder_text (builder, "title");
  if (record->text == NULL)
    kw_builder_name (builder, kw_json_node_get_member (resource, "code"));
  kw_builder_when (builder, KW_WHEN_WRITTEN, kw_json_node_get_member (resource, "date"));
  record->who = kw_builder_text (builder, "publisher");
  kw_read_first_question (builder);
  kw_builder_flag (builder, KW_RECORD_CURRENT, kw_builder_status_is (builder, active));
}
