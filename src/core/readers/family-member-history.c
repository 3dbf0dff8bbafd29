/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/readers/readers.h"

/* FamilyMemberHistory (FHIR R4): the relative is the name, what they had is the value. */
void
kw_read_family_member_history (KwRecordBuilder *builder, const KwJsonNode *resource)
{
  KwRecord *record = &builder->record;
  const KwJsonNode *conditions = kw_json_node_get_member (resource, "condition");

  kw_builder_name (builder, kw_json_node_get_member (resource, "relationship"));
  if (record->text == NULL && builder->codes->len == 0)
    record->text = kw_builder_text (builder, "name");
  record->value.text = kw_builder_words_in (builder, conditions, "code");
  record->value.kind = record->value.text ? KW_VALUE_CONCEPT : KW_VALUE_NONE;
  KW_FHIR_FOREACH (item, conditions)
    kw_builder_notes (builder, kw_json_node_get_member (item, "note"));
  kw_builder_when (builder, KW_WHEN_RECORDED, kw_json_node_get_member (resource, "date"));
  kw_builder_when_any (builder, KW_WHEN_BORN, "born");
  kw_builder_reason (builder, kw_json_node_get_member (resource, "reasonCode"),
                     kw_json_node_get_member (resource, "reasonReference"));
}
