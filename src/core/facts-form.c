/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/facts-private.h"
#include "core/fhir.h"

/* Answers within answers of a questionnaire. */
#define MAX_NESTING 8

/* A question and its answers (QuestionnaireResponse.item), with the items within. */
void
kw_fact_add_questions (KwFactBuilder *self, const KwJsonNode *items, guint depth)
{
  if (depth > MAX_NESTING)
    return;
  KW_JSON_FOREACH (item, items)
    {
      const char *question = kw_fhir_text_at (item, "text");
      const KwJsonNode *answers = kw_json_node_get_member (item, "answer");
      if (!kw_words_is_presentable (question, self->record))
        question = _ ("Question without words");
      KW_JSON_FOREACH (answer, answers)
        {
          KW_JSON_FOREACH (member, answer)
            if (g_str_has_prefix (kw_json_node_get_name (member), "value"))
              kw_fact_add (
                  self, question,
                  kw_element_words (self->context, self->record, member, KW_ELEMENT_USUAL, 0),
                  NULL);
          kw_fact_add_questions (self, kw_json_node_get_member (answer, "item"), depth + 1);
        }
      kw_fact_add_questions (self, kw_json_node_get_member (item, "item"), depth + 1);
    }
}

/* One question of a form with what it offers and asks for: its answers, when it is to be asked. */
static char *
question_words (KwFactBuilder *self, const KwJsonNode *item)
{
  static const char *const elsewhere[]
      = { "item", "text", "linkId", "type", "definition", "code", NULL };
  const char *text = kw_fhir_text_at (item, "text");
  if (!kw_words_is_presentable (text, self->record))
    text = _ ("Question without words");
  GString *out = g_string_new (text);
  KW_JSON_FOREACH (member, item)
    {
      KwElementKind kind;
      const char *name = kw_json_node_get_name (member);
      if (g_strv_contains (elsewhere, name))
        continue;
      g_autofree char *label = kw_element_label (NULL, name, &kind);
      g_autofree char *words
          = kind == KW_ELEMENT_HIDDEN
                ? NULL
                : kw_element_words (self->context, self->record, member, kind, 1);
      if (words != NULL)
        g_string_append_printf (out, "; %s: %s", label, words);
    }
  return g_string_free (out, FALSE);
}

/* Questionnaire.item: what a form asks. */
void
kw_fact_add_form (KwFactBuilder *self, const KwJsonNode *items, guint depth)
{
  if (depth > MAX_NESTING)
    return;
  KW_FHIR_FOREACH (item, items)
    {
      const KwJsonNode *parts = kw_json_node_get_member (item, "item");
      kw_fact_add (self, parts != NULL ? _ ("Part of the form") : _ ("Question"),
                   question_words (self, item), NULL);
      kw_fact_add_form (self, parts, depth + 1);
    }
}
