/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/readers/readers.h"

/* Consent (FHIR R4). Its scope is a modifier: a wish for the end of life is no leave to share data.
 */
void
kw_read_consent (KwRecordBuilder *builder, const KwJsonNode *resource)
{
  static const char *const names[] = { "category", "scope", "policyRule", NULL };
  static const char *const active[] = { "active", NULL };
  KwRecord *record = &builder->record;
  const KwJsonNode *provision = kw_json_node_get_member (resource, "provision");

  kw_read_names (builder, names);
  record->kind_text = kw_builder_words (builder, kw_json_node_get_member (resource, "scope"));
  kw_builder_when (builder, KW_WHEN_SIGNED, kw_json_node_get_member (resource, "dateTime"));
  kw_builder_when (builder, KW_WHEN_DATE, kw_json_node_get_member (provision, "period"));
  kw_builder_who (builder, KW_RELATION_PERFORMER, kw_json_node_get_member (resource, "performer"));
  kw_builder_where (builder, KW_RELATION_ORGANIZATION,
                    kw_json_node_get_member (resource, "organization"));
  kw_builder_relation (builder, KW_RELATION_DOCUMENT,
                       kw_json_node_get_member (resource, "sourceReference"));
  kw_builder_flag (builder, KW_RECORD_CURRENT, kw_builder_status_is (builder, active));
}
