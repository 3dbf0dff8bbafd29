/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/readers/readers.h"

/* Coverage (FHIR R4): the insurer names it, the type and the plan say which kind. */
void
kw_read_coverage (KwRecordBuilder *builder, const KwJsonNode *resource)
{
  static const char *const active[] = { "active", NULL };
  KwRecord *record = &builder->record;
  const KwJsonNode *payor = kw_json_node_get_member (resource, "payor");

  kw_builder_name (builder, kw_json_node_get_member (resource, "type"));

  const char *type = record->text;

  record->text = kw_builder_reference_words (builder, kw_fhir_first (payor));
  if (record->text == NULL)
    record->text = type;
  KW_FHIR_FOREACH (item, kw_json_node_get_member (resource, "class"))
    if (record->kind_text == NULL)
      record->kind_text = kw_fhir_text_at (item, "name");
  if (record->text == NULL && builder->codes->len == 0)
    record->text = record->kind_text;
  kw_builder_when (builder, KW_WHEN_STARTED, kw_json_node_get_member (resource, "period"));
  kw_builder_where (builder, KW_RELATION_ORGANIZATION, payor);
  kw_builder_relation (builder, KW_RELATION_OTHER,
                       kw_json_node_get_member (resource, "subscriber"));
  kw_builder_flag (builder, KW_RECORD_CURRENT, kw_builder_status_is (builder, active));
}
