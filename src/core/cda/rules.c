/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/cda/rules.h"

#include <string.h>

#include "core/cda/special.h"
#include "core/cda/status.h"

#define COMMENT "entryRelationship/act~22.4.64|1.40/text"
#define INDICATION "entryRelationship/observation~22.4.19|1.28/value"
#define PRODUCT "consumable/manufacturedProduct/manufacturedMaterial/"

static void
put_const (KwCda *cda, const char *member, const KwXmlNode *node, const char *path)
{
  (void) node;
  kw_json_writer_member (cda->out, member, path);
}

static const KwCdaField result_fields[] = {
  { "identifier", kw_cda_put_identifiers, "id" },
  { "effective", kw_cda_put_when, "effectiveTime" },
  { "performer", kw_cda_put_actors, "performer" },
  { NULL, kw_cda_put_value, "value" },
  { "interpretation", kw_cda_put_concepts, "interpretationCode" },
  { "bodySite", kw_cda_put_concept, "targetSiteCode" },
  { "method", kw_cda_put_concept, "methodCode" },
  { "referenceRange", kw_cda_put_ranges, "referenceRange/observationRange" },
  { "note", kw_cda_put_notes, COMMENT },
  { 0 },
};

static const KwCdaField procedure_fields[] = {
  { "identifier", kw_cda_put_identifiers, "id" },
  { "performed", kw_cda_put_when, "effectiveTime" },
  { "performer", kw_cda_put_performers, "performer" },
  { "location", kw_cda_put_actor, "participant@LOC" },
  { "bodySite", kw_cda_put_concepts, "targetSiteCode" },
  { "reasonCode", kw_cda_put_concepts, INDICATION },
  { "outcome", kw_cda_put_concept, "value" },
  { "usedCode", kw_cda_put_concepts, "participant@DEV/participantRole/playingDevice/code" },
  { "note", kw_cda_put_notes, COMMENT },
  { 0 },
};

static const KwCdaField order_fields[] = {
  { "identifier", kw_cda_put_identifiers, "id" },
  { "intent", put_const, "plan" },
  { "occurrence", kw_cda_put_when, "effectiveTime" },
  { "authoredOn", kw_cda_put_date, "author/time" },
  { "requester", kw_cda_put_actor, "author" },
  { "performer", kw_cda_put_actors, "performer" },
  { "bodySite", kw_cda_put_concepts, "targetSiteCode" },
  { "reasonCode", kw_cda_put_concepts, INDICATION },
  { "patientInstruction", kw_cda_put_instruction, "code" },
  { "note", kw_cda_put_notes, COMMENT },
  { 0 },
};

static const KwCdaField goal_fields[] = {
  { "identifier", kw_cda_put_identifiers, "id" },
  { "startDate", kw_cda_put_date, "effectiveTime" },
  { "expressedBy", kw_cda_put_actor, "author" },
  { "note", kw_cda_put_notes, "text " COMMENT },
  { 0 },
};

static const KwCdaField medicine_fields[] = {
  { "identifier", kw_cda_put_identifiers, "id" },
  { "effective", kw_cda_put_course, "effectiveTime" },
  { "dateAsserted", kw_cda_put_date, "author/time" },
  { "informationSource", kw_cda_put_actor, "author" },
  { "dosage", kw_cda_put_dosage, "" },
  { "reasonCode", kw_cda_put_concepts, INDICATION },
  { "note", kw_cda_put_medicine_notes, COMMENT },
  { 0 },
};

static const KwCdaField planned_medicine_fields[] = {
  { "identifier", kw_cda_put_identifiers, "id" },
  { "intent", put_const, "plan" },
  { "authoredOn", kw_cda_put_date, "author/time" },
  { "requester", kw_cda_put_actor, "author" },
  { "dosageInstruction", kw_cda_put_dosage, "" },
  { "reasonCode", kw_cda_put_concepts, INDICATION },
  { "note", kw_cda_put_medicine_notes, COMMENT },
  { 0 },
};

static const KwCdaField prescription_fields[] = {
  { "identifier", kw_cda_put_identifiers, "id" },
  { "intent", put_const, "order" },
  { "authoredOn", kw_cda_put_date, "author/time" },
  { "requester", kw_cda_put_actor, "author" },
  { "dispenseRequest", kw_cda_put_supply, "" },
  { "note", kw_cda_put_notes, COMMENT },
  { 0 },
};

static const KwCdaField planned_supply_fields[] = {
  { "identifier", kw_cda_put_identifiers, "id" },
  { "intent", put_const, "plan" },
  { "authoredOn", kw_cda_put_date, "author/time" },
  { "requester", kw_cda_put_actor, "author" },
  { "dispenseRequest", kw_cda_put_supply, "" },
  { "note", kw_cda_put_notes, "text " COMMENT },
  { 0 },
};

static const KwCdaField dispense_fields[] = {
  { "identifier", kw_cda_put_identifiers, "id" },
  { "quantity", kw_cda_put_quantity, "quantity" },
  { "whenHandedOver", kw_cda_put_date, "effectiveTime" },
  { "performer", kw_cda_put_performers, "performer" },
  { "note", kw_cda_put_notes, COMMENT },
  { 0 },
};

static const KwCdaField vaccine_fields[] = {
  { "identifier", kw_cda_put_identifiers, "id" },
  { "statusReason", kw_cda_put_refusal, "entryRelationship/observation~22.4.53" },
  { "occurrence", kw_cda_put_when, "effectiveTime" },
  { "lotNumber", kw_cda_put_text, PRODUCT "lotNumberText" },
  { "manufacturer", kw_cda_put_actor, "consumable/manufacturedProduct" },
  { "site", kw_cda_put_concept, "approachSiteCode" },
  { "route", kw_cda_put_concept, "routeCode" },
  { "doseQuantity", kw_cda_put_quantity, "doseQuantity" },
  { "performer", kw_cda_put_performers, "performer" },
  { "reasonCode", kw_cda_put_concepts, INDICATION },
  { "note", kw_cda_put_notes, COMMENT },
  { 0 },
};

static const KwCdaField visit_fields[] = {
  { "identifier", kw_cda_put_identifiers, "id" },
  { "class", kw_cda_put_class, "code" },
  { "period", kw_cda_put_period, "effectiveTime" },
  { "participant", kw_cda_put_participants, "performer" },
  { "location", kw_cda_put_places, "participant@LOC" },
  { "reasonCode", kw_cda_put_concepts, INDICATION },
  { 0 },
};

static const KwCdaField device_fields[] = {
  { "identifier", kw_cda_put_identifiers, "id" },
  { "timing", kw_cda_put_when, "effectiveTime" },
  { "note", kw_cda_put_notes, COMMENT },
  { 0 },
};

static const KwCdaField coverage_fields[] = {
  { "identifier", kw_cda_put_identifiers, "id" },
  { "subscriberId", kw_cda_put_member_id, "participant@COV/participantRole/id" },
  { "relationship", kw_cda_put_concept, "participant@COV/participantRole/code" },
  { "period", kw_cda_put_period, "participant@COV/time" },
  { "payor", kw_cda_put_actors, "performer" },
  { 0 },
};

#define SUBJECT "subject"
#define RESULT                                                                                     \
  "Observation", "code", "code", SUBJECT, "status", kw_cda_status_result, result_fields, NULL
#define DONE                                                                                       \
  "Procedure", "code", "code", SUBJECT, "status", kw_cda_status_event, procedure_fields, NULL
#define ORDER                                                                                      \
  "ServiceRequest", "code", "code", SUBJECT, "status", kw_cda_status_order, order_fields, NULL
#define GOAL                                                                                       \
  "Goal", "description", "code", SUBJECT, "lifecycleStatus", kw_cda_status_goal, goal_fields, NULL
#define MEDICINE                                                                                   \
  "MedicationStatement", "medicationCodeableConcept", PRODUCT "code", SUBJECT, "status",           \
      kw_cda_status_medicine, medicine_fields, NULL
#define PLANNED_MEDICINE                                                                           \
  "MedicationRequest", "medicationCodeableConcept", PRODUCT "code", SUBJECT, "status",             \
      kw_cda_status_prescription, planned_medicine_fields, NULL
#define PRESCRIPTION                                                                               \
  "MedicationRequest", "medicationCodeableConcept", "", SUBJECT, "status",                         \
      kw_cda_status_prescription, prescription_fields, NULL
#define PLANNED_SUPPLY                                                                             \
  "MedicationRequest", "medicationCodeableConcept", "", SUBJECT, "status",                         \
      kw_cda_status_prescription, planned_supply_fields, NULL
#define DISPENSE                                                                                   \
  "MedicationDispense", "medicationCodeableConcept", "", SUBJECT, "status",                        \
      kw_cda_status_dispense, dispense_fields, NULL
#define VACCINE                                                                                    \
  "Immunization", "vaccineCode", PRODUCT "code", "patient", "status", kw_cda_status_vaccine,       \
      vaccine_fields, NULL
#define VISIT                                                                                      \
  "Encounter", "type", "code", SUBJECT, "status", kw_cda_status_visit, visit_fields, NULL
#define DEVICE                                                                                     \
  "DeviceUseStatement", "device", "participant/participantRole/playingDevice/code", SUBJECT,       \
      "status", kw_cda_status_use, device_fields, kw_cda_write_device
#define COVERAGE                                                                                   \
  "Coverage", "type", "code", "beneficiary", "status", kw_cda_status_coverage, coverage_fields, NULL
#define CUSTOM(write) NULL, NULL, NULL, NULL, NULL, NULL, NULL, write
#define INSIDE CUSTOM (NULL)

#define PLANS "INT|RQO|PRMS|PRP|ARQ|APT"
#define WITHIN KW_CDA_WITHIN
#define CATEGORY KW_CDA_CATEGORY

/* By template (C-CDA R2.1; those that begin with "1." are CCD's of 2007), by the LOINC code of the
 * section ("@"), then by element. */
/* clang-format off */
static const KwCdaRule rules[] = {
  /* Allergies and problems: the concern is a frame around what it is about. */
  { "act", "22.4.30|22.4.3|1.27|22.4.132|22.4.136", NULL, INSIDE, 0 },
  { "act", "22.4.33|22.4.34|22.4.35|22.4.36|22.4.51|22.4.65|22.4.80", NULL, INSIDE, WITHIN },
  { "act", "22.4.60|1.20", NULL, INSIDE, 0 },
  { "observation", "22.4.7|22.4.90|1.18", NULL, CUSTOM (kw_cda_write_allergy), WITHIN },
  { "observation", "22.4.4|1.28|22.4.68|22.4.73", NULL, CUSTOM (kw_cda_write_condition), WITHIN },
  { "substanceAdministration", "22.4.52", PLANS, PLANNED_MEDICINE, 0 },
  { "substanceAdministration", "22.4.52", NULL, VACCINE, 0 },
  { "substanceAdministration", "@11369-6", NULL, VACCINE, 0 },
  { "substanceAdministration", "22.4.120|22.4.42", NULL, PLANNED_MEDICINE, WITHIN },
  { "substanceAdministration", "22.4.16|1.24", NULL, MEDICINE, WITHIN },
  { "supply", "22.4.17", NULL, PRESCRIPTION, WITHIN },
  { "supply", "22.4.18", NULL, DISPENSE, WITHIN },
  { "supply", "22.4.50|1.34", NULL, DEVICE, WITHIN },
  { "supply", "22.4.43", NULL, PLANNED_SUPPLY, WITHIN },
  { "organizer", "22.4.1|22.4.26|1.32|1.35", NULL, CUSTOM (kw_cda_write_report), WITHIN },
  { "organizer", "22.4.45|1.23", NULL, CUSTOM (kw_cda_write_relative), 0 },
  { "observation", "22.4.121", NULL, GOAL, WITHIN },
  { "observation", NULL, "GOL", GOAL, WITHIN },
  { "observation", "22.4.44", PLANS, ORDER, WITHIN },
  { "observation", "22.4.13", NULL, DONE, WITHIN },
  { "procedure", "22.4.41", PLANS, ORDER, WITHIN },
  { "procedure", "22.4.14", NULL, DONE, WITHIN },
  { "act", "22.4.12", NULL, DONE, WITHIN },
  { "act", "22.4.39|22.4.20|22.4.130|22.4.140", NULL, ORDER, 0 },
  { "act", "22.4.61|1.26", NULL, COVERAGE, WITHIN | KW_CDA_UNNAMED },
  { "encounter", "22.4.49|1.21", NULL, VISIT, WITHIN },
};

/* What an entry is by its element, when its template is nobody's. */
static const KwCdaRule plain[] = {
  { "observation", NULL, PLANS, ORDER, 0 },
  { "procedure", NULL, PLANS, ORDER, 0 },
  { "act", NULL, PLANS, ORDER, 0 },
  { "supply", NULL, PLANS, ORDER, 0 },
  { "encounter", NULL, NULL, VISIT, 0 },
  { "substanceAdministration", NULL, PLANS, PLANNED_MEDICINE, 0 },
  { "substanceAdministration", NULL, NULL, MEDICINE, 0 },
  { "procedure", NULL, NULL, DONE, 0 },
  { "act", NULL, NULL, DONE, 0 },
  { "supply", NULL, NULL, DEVICE, 0 },
  { "organizer", NULL, NULL, INSIDE, 0 },
  { "observation", NULL, NULL, RESULT, CATEGORY },
};
/* clang-format on */

static gboolean
has_mood (const KwXmlNode *node, const char *moods)
{
  const char *mood = kw_xml_node_get_attribute (node, "moodCode");
  g_auto (GStrv) wanted = g_strsplit (moods, "|", -1);

  return mood != NULL && g_strv_contains ((const char *const *) wanted, mood);
}

static gboolean
has_template (const KwXmlNode *node, const char *templates)
{
  if (*templates != '@')
    return kw_cda_has_template (node, templates);
  for (; node != NULL; node = kw_xml_node_get_parent (node))
    if (kw_xml_node_is (node, "section"))
      return g_strcmp0 (kw_cda_attribute (node, "code", "code"), templates + 1) == 0;
  return FALSE;
}

static const KwCdaRule *
find (const KwCdaRule *table, gsize n, const KwXmlNode *node)
{
  for (gsize i = 0; i < n; i++)
    if (kw_xml_node_is (node, table[i].element)
        && (table[i].templates == NULL || has_template (node, table[i].templates))
        && (table[i].moods == NULL || has_mood (node, table[i].moods)))
      return &table[i];
  return NULL;
}

const KwCdaRule *
kw_cda_find_rule (const KwXmlNode *node)
{
  return find (rules, G_N_ELEMENTS (rules), node);
}

const KwCdaRule *
kw_cda_find_plain_rule (const KwXmlNode *node)
{
  return find (plain, G_N_ELEMENTS (plain), node);
}
