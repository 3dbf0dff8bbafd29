/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/readers/readers.h"

/* What happened to a medicine after it was ordered: which member holds the date, the dosage and the
 * person, and where it was. */
typedef struct
{
  const char *type;
  KwWhenRole role;
  const char *when;
  const char *dosage;
  const char *who;
  KwRecordFlags flag;
} Event;

static const Event events[] = {
  { "MedicationAdministration", KW_WHEN_GIVEN, "effective", "dosage", "performer",
    KW_RECORD_INPATIENT },
  { "MedicationDispense", KW_WHEN_HANDED_OUT, "whenHandedOver", "dosageInstruction", "performer",
    0 },
  { "MedicationStatement", KW_WHEN_STARTED, "effective", "dosage", "informationSource", 0 },
};

static const Event *
find_event (const char *type)
{
  for (guint i = 0; i < G_N_ELEMENTS (events); i++)
    if (g_strcmp0 (events[i].type, type) == 0)
      return &events[i];
  return &events[0];
}

/* An administration says its dose outside the timing. */
static const char *
read_dose (KwRecordBuilder *builder, const KwJsonNode *dosage)
{
  const char *number = kw_fhir_text_at (dosage, "dose.value");
  const char *unit = kw_fhir_text_at (dosage, "dose.unit");

  if (unit == NULL)
    unit = kw_fhir_text_at (dosage, "dose.code");
  return number ? kw_builder_join (builder, number, " ", unit) : NULL;
}

static gboolean
is_told_by_patient (const KwJsonNode *resource)
{
  const KwJsonNode *teller = kw_json_node_get_member (resource, "informationSource");
  const char *patient = kw_fhir_reference (kw_json_node_get_member (resource, "subject"));

  return kw_fhir_refers_to (teller, "Patient")
         || (patient != NULL && g_strcmp0 (kw_fhir_reference (teller), patient) == 0);
}

/* MedicationStatement, MedicationDispense and MedicationAdministration (FHIR R4). */
void
kw_read_medication_event (KwRecordBuilder *builder, const KwJsonNode *resource)
{
  static const char *const not_done[] = { "not-done", "not-taken", "declined", "cancelled", NULL };
  static const char *const inpatient[] = { "inpatient", NULL };
  const Event *event = find_event (builder->record.type);
  const KwJsonNode *dosage = kw_json_node_get_member (resource, event->dosage);
  KwRecord *record = &builder->record;

  kw_read_medicine_name (builder);
  kw_builder_when_any (
      builder, kw_builder_status_is (builder, not_done) ? KW_WHEN_DATE : event->role, event->when);
  kw_builder_when (builder, KW_WHEN_PREPARED, kw_json_node_get_member (resource, "whenPrepared"));
  kw_builder_when (builder, KW_WHEN_RECORDED, kw_json_node_get_member (resource, "dateAsserted"));
  kw_read_dosage (builder, dosage);
  if (record->how == NULL && event->flag == KW_RECORD_INPATIENT)
    record->how = read_dose (builder, dosage);
  kw_builder_reason (builder, kw_json_node_get_member (resource, "reasonCode"),
                     kw_json_node_get_member (resource, "reasonReference"));
  kw_builder_who (builder, KW_RELATION_AUTHOR, kw_json_node_get_member (resource, event->who));
  kw_builder_where (builder, KW_RELATION_LOCATION, kw_json_node_get_member (resource, "location"));
  kw_builder_relation (builder, KW_RELATION_BASED_ON,
                       kw_json_node_get_member (resource, "authorizingPrescription"));
  kw_builder_relation (builder, KW_RELATION_BASED_ON,
                       kw_json_node_get_member (resource, "request"));
  kw_builder_flag (builder, event->flag, TRUE);
  kw_builder_flag (builder, KW_RECORD_INPATIENT,
                   kw_fhir_any_code (kw_json_node_get_member (resource, "category"), inpatient));
  kw_builder_flag (builder, KW_RECORD_BY_PATIENT, is_told_by_patient (resource));
  kw_builder_flag (builder, KW_RECORD_NOT_DONE, kw_builder_status_is (builder, not_done));
  kw_builder_flag (builder, KW_RECORD_ON_HOLD, g_strcmp0 (record->status, "on-hold") == 0);
  kw_builder_flag (builder, KW_RECORD_PROPOSED, g_strcmp0 (record->status, "intended") == 0);
  kw_builder_flag (builder, KW_RECORD_CURRENT,
                   g_str_equal (event->type, "MedicationStatement")
                       && g_strcmp0 (record->status, "active") == 0
                       && !kw_builder_has_flag (builder, KW_RECORD_INPATIENT)
                       && !kw_builder_has_flag (builder, KW_RECORD_NONE_KNOWN));
}
