/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/readers/readers.h"

/* A note without a type is called by its description or by the title of its first file. */
static void
read_title (KwRecordBuilder *builder, const KwJsonNode *resource)
{
  const KwJsonNode *type = kw_json_node_get_member (resource, "type");
  const char *description = kw_builder_text (builder, "description");

  kw_builder_name (builder, type);
  if (kw_fhir_concept_words (type) != NULL)
    {
      kw_builder_note (builder, description);
      return;
    }
  if (description == NULL)
    description = kw_fhir_text_at (resource, "content.0.attachment.title");
  builder->record.text = description;
}

/* DocumentReference (FHIR R4). */
void
kw_read_document_reference (KwRecordBuilder *builder, const KwJsonNode *resource)
{
  static const char *const current[] = { "current", NULL };
  KwRecord *record = &builder->record;
  const KwJsonNode *context = kw_json_node_get_member (resource, "context");

  read_title (builder, resource);
  record->kind_text = kw_builder_words (builder, kw_json_node_get_member (resource, "category"));
  record->verification = kw_builder_text (builder, "docStatus");
  kw_builder_when (builder, KW_WHEN_WRITTEN, kw_json_node_get_member (resource, "date"));
  kw_builder_when (builder, KW_WHEN_WRITTEN, kw_json_node_get_member (resource, "created"));
  kw_builder_when (builder, KW_WHEN_VISIT, kw_json_node_get_member (context, "period"));
  KW_FHIR_FOREACH (item, kw_json_node_get_member (resource, "content"))
    kw_builder_when (builder, KW_WHEN_WRITTEN, kw_json_node_at (item, "attachment.creation"));
  kw_builder_who (builder, KW_RELATION_AUTHOR, kw_json_node_get_member (resource, "author"));
  kw_builder_who (builder, KW_RELATION_AUTHOR, kw_json_node_get_member (resource, "authenticator"));
  kw_builder_where (builder, KW_RELATION_ORGANIZATION,
                    kw_json_node_get_member (resource, "custodian"));
  kw_builder_relation (builder, KW_RELATION_OTHER, kw_json_node_get_member (context, "related"));
  KW_FHIR_FOREACH (item, kw_json_node_get_member (resource, "relatesTo"))
    kw_builder_relation (
        builder,
        g_strcmp0 (kw_fhir_concept_code (kw_json_node_get_member (item, "code")), "replaces") == 0
            ? KW_RELATION_REPLACES
            : KW_RELATION_OTHER,
        kw_json_node_get_member (item, "target"));
  kw_builder_flag (builder, KW_RECORD_CURRENT, kw_builder_status_is (builder, current));
}
