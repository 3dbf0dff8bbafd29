/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/readers/readers.h"

/* InsurancePlan (FHIR R4): what an insurer offers. It says nothing of the person. */
void
kw_read_insurance_plan (KwRecordBuilder *builder, const KwJsonNode *resource)
{
  static const char *const names[] = { "name", "alias", "type", NULL };
  static const char *const active[] = { "active", NULL };

  kw_read_names (builder, names);
  builder->record.kind_text
      = kw_builder_words (builder, kw_json_node_get_member (resource, "type"));
  kw_builder_when (builder, KW_WHEN_DATE, kw_json_node_get_member (resource, "period"));
  kw_builder_where (builder, KW_RELATION_ORGANIZATION,
                    kw_json_node_get_member (resource, "ownedBy"));
  kw_builder_where (builder, KW_RELATION_ORGANIZATION,
                    kw_json_node_get_member (resource, "administeredBy"));
  kw_builder_flag (builder, KW_RECORD_CURRENT, kw_builder_status_is (builder, active));
}
