/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/readers/readers.h"

/* Procedure (FHIR R4). */
void
kw_read_procedure (KwRecordBuilder *builder, const KwJsonNode *resource)
{
  static const char *const not_done[] = { "not-done", NULL };
  KwRecord *record = &builder->record;
  const KwJsonNode *outcome = kw_json_node_get_member (resource, "outcome");

  kw_builder_name (builder, kw_json_node_get_member (resource, "code"));
  kw_builder_when_any (builder, KW_WHEN_DONE, "performed");
  kw_builder_when_any (builder, KW_WHEN_DONE, "occurrence"); /* R5 */
  kw_builder_who (builder, KW_RELATION_AUTHOR, kw_json_node_get_member (resource, "asserter"));
  kw_builder_who (builder, KW_RELATION_AUTHOR, kw_json_node_get_member (resource, "recorder"));
  kw_builder_who (builder, KW_RELATION_PERFORMER, kw_json_node_get_member (resource, "performer"));
  kw_builder_where (builder, KW_RELATION_LOCATION, kw_json_node_get_member (resource, "location"));
  kw_builder_reason (builder, kw_json_node_get_member (resource, "reasonCode"),
                     kw_json_node_get_member (resource, "reasonReference"));
  kw_builder_relation (builder, KW_RELATION_DOCUMENT, kw_json_node_get_member (resource, "report"));
  record->body_site = kw_builder_words (builder, kw_json_node_get_member (resource, "bodySite"));
  record->value.text = kw_builder_words (builder, outcome);
  record->value.kind = record->value.text ? KW_VALUE_CONCEPT : KW_VALUE_NONE;
  kw_builder_flag (builder, KW_RECORD_NOT_DONE, kw_builder_status_is (builder, not_done));
  kw_builder_flag (builder, KW_RECORD_PROPOSED, g_strcmp0 (record->status, "preparation") == 0);
  kw_builder_flag (builder, KW_RECORD_ON_HOLD, g_strcmp0 (record->status, "on-hold") == 0);
  kw_read_negation (builder);
}
