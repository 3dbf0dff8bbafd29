/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/readers/readers.h"

/* MedicationRequest (FHIR R4; rule M10 for what is no order to take something now). */
void
kw_read_medication_request (KwRecordBuilder *builder, const KwJsonNode *resource)
{
  static const char *const inpatient[] = { "inpatient", NULL };
  static const char *const plans[] = { "proposal", "plan", "option", NULL };
  static const char *const active[] = { "active", NULL };
  static const char *const over[] = { "completed", "stopped", "cancelled", "ended", NULL };
  KwRecord *record = &builder->record;
  const KwJsonNode *reported = kw_json_node_get_member (resource, "reportedReference");
  gboolean is_plan = record->intent != NULL && g_strv_contains (plans, record->intent);
  gboolean is_inpatient
      = kw_fhir_any_code (kw_json_node_get_member (resource, "category"), inpatient);

  kw_read_medicine_name (builder);
  kw_builder_when (builder, KW_WHEN_PRESCRIBED, kw_json_node_get_member (resource, "authoredOn"));
  /* DSTU2: MedicationOrder. */
  kw_builder_when (builder, KW_WHEN_PRESCRIBED, kw_json_node_get_member (resource, "dateWritten"));
  kw_builder_reason (builder, kw_json_node_get_member (resource, "reasonCodeableConcept"), NULL);
  kw_builder_who (builder, KW_RELATION_AUTHOR, kw_json_node_get_member (resource, "prescriber"));
  kw_read_dosage (builder, kw_json_node_get_member (resource, "dosageInstruction"));
  kw_builder_reason (builder, kw_json_node_get_member (resource, "reasonCode"),
                     kw_json_node_get_member (resource, "reasonReference"));
  kw_builder_who (builder, KW_RELATION_AUTHOR, kw_json_node_get_member (resource, "requester"));
  kw_builder_who (builder, KW_RELATION_AUTHOR, kw_json_node_get_member (resource, "recorder"));
  kw_builder_who (builder, KW_RELATION_AUTHOR, reported);
  kw_builder_relation (builder, KW_RELATION_PERFORMER,
                       kw_json_node_get_member (resource, "performer"));
  kw_builder_relation (builder, KW_RELATION_REPLACES,
                       kw_json_node_get_member (resource, "priorPrescription"));
  kw_builder_flag (
      builder, KW_RECORD_BY_PATIENT,
      kw_json_node_get_boolean (kw_json_node_get_member (resource, "reportedBoolean"), FALSE)
          || kw_fhir_refers_to (reported, "Patient"));
  kw_builder_flag (builder, KW_RECORD_PROPOSED,
                   (is_plan && !kw_builder_status_is (builder, over))
                       || g_strcmp0 (record->status, "draft") == 0);
  kw_builder_flag (builder, KW_RECORD_INPATIENT, is_inpatient);
  kw_builder_flag (builder, KW_RECORD_ON_HOLD, g_strcmp0 (record->status, "on-hold") == 0);
  kw_builder_flag (
      builder, KW_RECORD_CURRENT,
      kw_builder_status_is (builder, active) && !is_plan && !is_inpatient
          && !(record->flags
               & (KW_RECORD_DO_NOT_PERFORM | KW_RECORD_ON_HOLD | KW_RECORD_NONE_KNOWN)));
}
