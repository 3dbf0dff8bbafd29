/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/readers/readers.h"

static const char *const error_codes[] = { "entered-in-error", "entered in error", NULL };

/* Where the status, the patient and the visit stand, by the usual names. */
static const char *const status_members[] = { "status", "lifecycleStatus" };
static const char *const error_members[]
    = { "status", "verificationStatus", "docStatus", "lifecycleStatus", "clinicalStatus" };
static const char *const reason_members[]
    = { "statusReason", "statusReasonCodeableConcept", "cancelationReason", "dataAbsentReason" };
static const char *const subject_members[]
    = { "subject", "patient", "beneficiary", "individual", "for" };

/* DSTU2 and STU3 said in an element of its own that something was not done, beside a status of
 * "completed"; R4 says it in the status, and so do we. */
static void
read_older_negation (KwRecordBuilder *builder)
{
  static const char *const members[]
      = { "wasNotGiven", "notGiven", "notPerformed", "notDone", "wasNotTaken" };
  KwRecord *record = &builder->record;
  gboolean is_not = g_strcmp0 (kw_builder_text (builder, "taken"), "n") == 0;

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    is_not = is_not || kw_json_node_get_boolean (kw_builder_get (builder, members[i]), FALSE);
  if (!is_not)
    return;
  kw_builder_flag (builder, KW_RECORD_NOT_DONE, TRUE);
  record->status = g_str_equal (record->type, "MedicationStatement") ? "not-taken" : "not-done";
}

void
kw_read_common (KwRecordBuilder *builder)
{
  KwRecord *record = &builder->record;
  const KwJsonNode *context = kw_builder_get (builder, "context");

  for (guint i = 0; record->status == NULL && i < G_N_ELEMENTS (status_members); i++)
    record->status = kw_fhir_concept_code (kw_builder_get (builder, status_members[i]));
  read_older_negation (builder);
  for (guint i = 0; i < G_N_ELEMENTS (error_members); i++)
    kw_builder_flag (builder, KW_RECORD_ENTERED_IN_ERROR,
                     kw_fhir_any_code (kw_builder_get (builder, error_members[i]), error_codes));
  for (guint i = 0; record->status_reason == NULL && i + 1 < G_N_ELEMENTS (reason_members); i++)
    record->status_reason = kw_builder_words (builder, kw_builder_get (builder, reason_members[i]));
  for (guint i = 0; i < G_N_ELEMENTS (subject_members); i++)
    kw_builder_relation (builder, KW_RELATION_SUBJECT,
                         kw_builder_get (builder, subject_members[i]));
  kw_builder_relation (builder, KW_RELATION_ENCOUNTER, kw_builder_get (builder, "encounter"));
  kw_builder_relation (builder, KW_RELATION_ENCOUNTER,
                       kw_json_node_get_member (context, "encounter"));
  if (kw_fhir_refers_to (context, "Encounter"))
    kw_builder_relation (builder, KW_RELATION_ENCOUNTER, context);
  kw_builder_relation (builder, KW_RELATION_BASED_ON, kw_builder_get (builder, "basedOn"));
  kw_builder_relation (builder, KW_RELATION_DERIVED_FROM, kw_builder_get (builder, "derivedFrom"));
  kw_builder_relation (builder, KW_RELATION_REPLACES, kw_builder_get (builder, "replaces"));
  kw_builder_relation (builder, KW_RELATION_OTHER, kw_builder_get (builder, "partOf"));
  record->intent = kw_builder_text (builder, "intent");
  record->category = kw_fhir_concept_code (kw_builder_get (builder, "category"));
  kw_builder_flag (builder, KW_RECORD_DO_NOT_PERFORM,
                   kw_json_node_get_boolean (kw_builder_get (builder, "doNotPerform"), FALSE));
  kw_builder_flag (builder, KW_RECORD_CONDITIONAL,
                   kw_json_node_get_first (kw_builder_get (builder, "modifierExtension")) != NULL);
  kw_builder_notes (builder, kw_builder_get (builder, "note"));
}
