/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "core/readers/readers.h"

/* A form within a form is nested this deep at most; what is deeper is on the page Source data. */
#define MAX_DEPTH 8

static const char *
get_question (const KwJsonNode *item)
{
  const char *text = kw_fhir_text_at (item, "text");

  return text ? text : kw_fhir_text_at (item, "linkId");
}

/* Each answered question is a part of the record, in the order of the form. */
static void
read_items (KwRecordBuilder *builder, const KwJsonNode *items, guint depth)
{
  KW_FHIR_FOREACH (item, items)
    {
      KW_FHIR_FOREACH (answer, kw_json_node_get_member (item, "answer"))
        {
          KwComponent component = { .name = get_question (item) };

          kw_builder_value (builder, answer, &component.value);
          if (component.value.kind != KW_VALUE_NONE)
            g_array_append_val (builder->components, component);
          if (depth < MAX_DEPTH)
            read_items (builder, kw_json_node_get_member (answer, "item"), depth + 1);
        }
      if (depth < MAX_DEPTH)
        read_items (builder, kw_json_node_get_member (item, "item"), depth + 1);
    }
}

/* What the form is called: its display, by the extension of that name, or its own contained title.
 */
static const char *
get_title (KwRecordBuilder *builder)
{
  KW_FHIR_FOREACH (item, kw_json_node_at (builder->resource, "_questionnaire.extension"))
    {
      const char *url = kw_fhir_text_at (item, "url");

      if (url != NULL && g_str_has_suffix (url, "/display"))
        return kw_fhir_text_at (item, "valueString");
    }
  KW_FHIR_FOREACH (item, kw_builder_get (builder, "contained"))
    if (g_strcmp0 (kw_json_string_at (item, "resourceType"), "Questionnaire") == 0)
      return kw_fhir_text_at (item, "title");
  return NULL;
}

/* "Questionnaire/phq" is a form of the same source; an address of the world is known to nobody. */
static const char *
get_form (KwRecordBuilder *builder)
{
  const char *address = kw_builder_text (builder, "questionnaire");

  if (address == NULL || !g_str_has_prefix (address, "Questionnaire/"))
    return NULL;
  return kw_builder_take (builder, g_strndup (address, strcspn (address, "|")));
}

/* QuestionnaireResponse (FHIR R4). */
void
kw_read_questionnaire_response (KwRecordBuilder *builder, const KwJsonNode *resource)
{
  const KwRelation form = { KW_RELATION_NAME, get_form (builder), NULL };

  builder->record.text = get_title (builder);
  if (form.reference != NULL)
    g_array_append_val (builder->relations, form);
  kw_read_first_question (builder);
  kw_builder_when (builder, KW_WHEN_DATE, kw_json_node_get_member (resource, "authored"));
  kw_builder_who (builder, KW_RELATION_AUTHOR, kw_json_node_get_member (resource, "source"));
  kw_builder_who (builder, KW_RELATION_AUTHOR, kw_json_node_get_member (resource, "author"));
  read_items (builder, kw_json_node_get_member (resource, "item"), 0);
}
