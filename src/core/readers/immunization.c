/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/readers/readers.h"

/* Immunization (FHIR R4). */
void
kw_read_immunization (KwRecordBuilder *builder, const KwJsonNode *resource)
{
  KwRecord *record = &builder->record;
  gboolean not_done
      = g_strcmp0 (record->status, "not-done") == 0
        || kw_json_node_get_boolean (kw_json_node_get_member (resource, "notGiven"), FALSE);
  /* When it was not given is no day on which it was. */
  KwWhenRole role = not_done ? KW_WHEN_DATE : KW_WHEN_GIVEN;

  kw_builder_name (builder, kw_json_node_get_member (resource, "vaccineCode"));
  kw_builder_when_any (builder, role, "occurrence");
  kw_builder_when (builder, role, kw_json_node_get_member (resource, "date"));
  kw_builder_when (builder, KW_WHEN_RECORDED, kw_json_node_get_member (resource, "recorded"));
  kw_builder_who (builder, KW_RELATION_PERFORMER, kw_json_node_get_member (resource, "performer"));
  kw_builder_where (builder, KW_RELATION_LOCATION, kw_json_node_get_member (resource, "location"));
  kw_builder_reason (builder, kw_json_node_get_member (resource, "reasonCode"),
                     kw_json_node_get_member (resource, "reasonReference"));
  record->body_site = kw_builder_words (builder, kw_json_node_get_member (resource, "site"));
  record->method = kw_builder_words (builder, kw_json_node_get_member (resource, "route"));
  kw_builder_flag (builder, KW_RECORD_NOT_DONE, not_done);
  kw_read_negation (builder);
}
