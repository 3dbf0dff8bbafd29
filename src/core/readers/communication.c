/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/own-system.h"
#include "core/readers/readers.h"

static void
read_extension (KwRecordBuilder *builder, KwWhenRole role, const char *url)
{
  KW_FHIR_FOREACH (extension, kw_builder_get (builder, "extension"))
    if (g_strcmp0 (kw_json_string_at (extension, "url"), url) == 0)
      kw_builder_when (builder, role, kw_json_node_get_member (extension, "valueDateTime"));
}

/* Which record it is about: our own ref of it, because the same "Type/id" is another record at
 * another hospital. */
static void
read_about (KwRecordBuilder *builder, const KwJsonNode *about)
{
  KwRelation relation = { KW_RELATION_OTHER, NULL, kw_fhir_text_at (about, "display") };

  if (about == NULL)
    return;
  if (g_strcmp0 (kw_json_string_at (about, "identifier.system"), KW_OWN_REF) == 0)
    relation.reference = kw_json_string_at (about, "identifier.value");
  g_array_append_val (builder->relations, relation);
}

static gboolean
is_own (const KwJsonNode *category)
{
  KW_FHIR_FOREACH (concept, category)
    KW_FHIR_FOREACH (coding, kw_json_node_get_member (concept, "coding"))
      if (g_strcmp0 (kw_json_string_at (coding, "system"), KW_OWN_SYSTEM) == 0)
        return TRUE;
  return FALSE;
}

/* Communication (FHIR R4): a message, or what the person wrote about a record, which
 * library/own-words.h explains. */
void
kw_read_communication (KwRecordBuilder *builder, const KwJsonNode *resource)
{
  if (!is_own (kw_builder_get (builder, "category")))
    {
      kw_read_generic (builder, resource);
      return;
    }
  read_extension (builder, KW_WHEN_WRITTEN, KW_OWN_WRITTEN);
  read_extension (builder, KW_WHEN_ENDED, KW_OWN_SINCE);
  kw_builder_when (builder, KW_WHEN_DONE, kw_builder_get (builder, "sent"));
  kw_builder_name (builder, kw_builder_get (builder, "topic"));
  builder->record.text = kw_builder_text (builder, "payload.0.contentString");
  kw_builder_flag (builder, KW_RECORD_BY_PATIENT, TRUE);
  read_about (builder, kw_fhir_first (kw_builder_get (builder, "about")));
}
