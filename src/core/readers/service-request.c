/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/readers/readers.h"

/* ServiceRequest (FHIR R4): an order, a plan, or that something must not be done. */
void
kw_read_service_request (KwRecordBuilder *builder, const KwJsonNode *resource)
{
  static const char *const plans[] = { "proposal", "plan", "option", NULL };
  static const char *const active[] = { "active", NULL };
  KwRecord *record = &builder->record;

  kw_builder_name (builder, kw_json_node_get_member (resource, "code"));
  if (record->text == NULL && kw_fhir_concept_words (kw_builder_get (builder, "code")) == NULL)
    kw_builder_name (builder, kw_json_node_get_member (resource, "orderDetail"));
  kw_builder_when (builder, KW_WHEN_WRITTEN, kw_json_node_get_member (resource, "authoredOn"));
  kw_builder_when_any (builder, KW_WHEN_PLANNED, "occurrence");
  kw_builder_who (builder, KW_RELATION_AUTHOR, kw_json_node_get_member (resource, "requester"));
  kw_builder_relation (builder, KW_RELATION_PERFORMER,
                       kw_json_node_get_member (resource, "performer"));
  kw_builder_reason (builder, kw_json_node_get_member (resource, "reasonCode"),
                     kw_json_node_get_member (resource, "reasonReference"));
  kw_builder_relation (builder, KW_RELATION_SPECIMEN,
                       kw_json_node_get_member (resource, "specimen"));
  record->how = kw_builder_text (builder, "patientInstruction");
  record->body_site = kw_builder_words (builder, kw_json_node_get_member (resource, "bodySite"));
  kw_builder_flag (builder, KW_RECORD_PROPOSED,
                   record->intent != NULL && g_strv_contains (plans, record->intent));
  kw_builder_flag (builder, KW_RECORD_ON_HOLD, g_strcmp0 (record->status, "on-hold") == 0);
  kw_builder_flag (builder, KW_RECORD_CURRENT,
                   kw_builder_status_is (builder, active)
                       && !(record->flags & (KW_RECORD_PROPOSED | KW_RECORD_DO_NOT_PERFORM)));
}
