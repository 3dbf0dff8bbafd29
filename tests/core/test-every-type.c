/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What must hold for every type of FHIR R4, whoever reads it, and what each status means. */
#include <string.h>

#include "core/types.h"
#include "core/words.h"

static KwRecord *
read_members (const char *type, const char *members)
{
  g_autofree char *text
      = g_strdup_printf ("{\"resourceType\":\"%s\",\"id\":\"x\"%s}", type, members);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  g_autoptr (KwJson) json = kw_json_new (bytes, G_MAXSIZE, &error);

  g_assert_no_error (error);
  return kw_record_new_from_fhir (kw_json_get_root (json), "s");
}

/* Rule G9: wherever a type says it. */
static void
test_entered_in_error (void)
{
  static const char *const members[]
      = { ",\"status\":\"entered-in-error\"", ",\"docStatus\":\"entered-in-error\"",
          ",\"lifecycleStatus\":\"entered-in-error\"",
          ",\"verificationStatus\":{\"coding\":[{\"code\":\"entered-in-error\"}]}",
          ",\"verificationStatus\":\"entered-in-error\"" };
  guint n = 0;
  const KwType *types = kw_type_get_all (&n);

  for (guint i = 0; i < n; i++)
    for (guint j = 0; j < G_N_ELEMENTS (members); j++)
      {
        g_autoptr (KwRecord) record = read_members (types[i].name, members[j]);
        g_autoptr (KwRecord) other = read_members (types[i].name, "");

        g_assert_true (record->flags & KW_RECORD_ENTERED_IN_ERROR);
        g_assert_false (other->flags & KW_RECORD_ENTERED_IN_ERROR);
      }
}

/* Rules D2 and G1: no date is none, no name is a name for it; never a word of the specification. */
static void
test_bare (void)
{
  guint n = 0;
  const KwType *types = kw_type_get_all (&n);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (KwRecord) record = read_members (types[i].name, "");
      g_autofree char *title = kw_words_title (NULL, record);
      g_autofree char *when = kw_words_when (record);

      g_assert_cmpint (record->sort_time, ==, G_MININT64);
      g_assert_cmpuint (record->n_whens, ==, 0);
      g_assert_cmpstr (when, ==, "Date not stated");
      g_assert_true (g_str_has_prefix (title, "Unnamed "));
      g_assert_null (strstr (title, "null"));
    }
}

static void
test_unknown_type (void)
{
  g_autoptr (KwRecord) record = read_members ("Starship", ",\"title\":\"Enterprise\"");
  g_autofree char *title = kw_words_title (NULL, record);

  g_assert_cmpint (record->section, ==, KW_SECTION_OTHER);
  g_assert_cmpstr (title, ==, "Enterprise");
}

#define CURRENT KW_RECORD_CURRENT
#define HOLD KW_RECORD_ON_HOLD
#define NOT KW_RECORD_NOT_DONE
#define PLAN KW_RECORD_PROPOSED
#define GIVEN KW_RECORD_INPATIENT
#define ERROR KW_RECORD_ENTERED_IN_ERROR

/* Every code of the status value sets of FHIR R4, and the flags that it gives. */
static const struct
{
  const char *type;
  const char *status;
  KwRecordFlags flags;
} statuses[] = {
  { "MedicationRequest", "active", CURRENT },
  { "MedicationRequest", "on-hold", HOLD },
  { "MedicationRequest", "cancelled", 0 },
  { "MedicationRequest", "completed", 0 },
  { "MedicationRequest", "stopped", 0 },
  { "MedicationRequest", "draft", KW_RECORD_PROPOSED },
  { "MedicationRequest", "unknown", 0 },
  { "MedicationStatement", "active", CURRENT },
  { "MedicationStatement", "completed", 0 },
  { "MedicationStatement", "intended", PLAN },
  { "MedicationStatement", "stopped", 0 },
  { "MedicationStatement", "on-hold", HOLD },
  { "MedicationStatement", "unknown", 0 },
  { "MedicationStatement", "not-taken", NOT },
  { "MedicationDispense", "preparation", 0 },
  { "MedicationDispense", "in-progress", 0 },
  { "MedicationDispense", "cancelled", NOT },
  { "MedicationDispense", "on-hold", HOLD },
  { "MedicationDispense", "completed", 0 },
  { "MedicationDispense", "stopped", 0 },
  { "MedicationDispense", "declined", NOT },
  { "MedicationDispense", "unknown", 0 },
  { "MedicationAdministration", "in-progress", GIVEN },
  { "MedicationAdministration", "not-done", GIVEN | NOT },
  { "MedicationAdministration", "on-hold", GIVEN | HOLD },
  { "MedicationAdministration", "completed", GIVEN },
  { "MedicationAdministration", "stopped", GIVEN },
  { "MedicationAdministration", "unknown", GIVEN },
  { "Immunization", "completed", 0 },
  { "Immunization", "not-done", NOT },
  { "Procedure", "preparation", PLAN },
  { "Procedure", "in-progress", 0 },
  { "Procedure", "not-done", NOT },
  { "Procedure", "on-hold", HOLD },
  { "Procedure", "stopped", 0 },
  { "Procedure", "completed", 0 },
  { "Procedure", "unknown", 0 },
  { "Observation", "registered", 0 },
  { "Observation", "preliminary", 0 },
  { "Observation", "final", 0 },
  { "Observation", "amended", 0 },
  { "Observation", "corrected", 0 },
  { "Observation", "cancelled", NOT },
  { "Observation", "unknown", 0 },
  { "DiagnosticReport", "registered", 0 },
  { "DiagnosticReport", "partial", 0 },
  { "DiagnosticReport", "final", 0 },
  { "DiagnosticReport", "appended", 0 },
  { "DiagnosticReport", "cancelled", NOT },
  { "DocumentReference", "current", CURRENT },
  { "DocumentReference", "superseded", 0 },
  { "Encounter", "planned", PLAN },
  { "Encounter", "arrived", CURRENT },
  { "Encounter", "triaged", CURRENT },
  { "Encounter", "in-progress", CURRENT },
  { "Encounter", "onleave", CURRENT },
  { "Encounter", "finished", 0 },
  { "Encounter", "cancelled", NOT },
  { "Appointment", "proposed", PLAN },
  { "Appointment", "pending", 0 },
  { "Appointment", "booked", 0 },
  { "Appointment", "arrived", 0 },
  { "Appointment", "fulfilled", 0 },
  { "Appointment", "cancelled", NOT },
  { "Appointment", "noshow", NOT },
  { "Appointment", "checked-in", 0 },
  { "Appointment", "waitlist", 0 },
  { "CarePlan", "draft", 0 },
  { "CarePlan", "active", CURRENT },
  { "CarePlan", "on-hold", HOLD },
  { "CarePlan", "revoked", 0 },
  { "CarePlan", "completed", 0 },
  { "CareTeam", "proposed", 0 },
  { "CareTeam", "active", CURRENT },
  { "CareTeam", "suspended", 0 },
  { "CareTeam", "inactive", 0 },
  { "Goal", "active", CURRENT },
  { "Goal", "on-hold", HOLD },
  { "Goal", "rejected", 0 },
  { "Coverage", "active", CURRENT },
  { "Coverage", "cancelled", 0 },
  { "Device", "active", CURRENT },
  { "Device", "inactive", 0 },
  { "ServiceRequest", "draft", 0 },
  { "ServiceRequest", "active", CURRENT },
  { "ServiceRequest", "on-hold", HOLD },
  { "ServiceRequest", "revoked", 0 },
  { "ServiceRequest", "completed", 0 },
  { "NutritionOrder", "active", CURRENT },
  { "NutritionOrder", "on-hold", HOLD },
  { "Consent", "active", CURRENT },
  { "Consent", "rejected", 0 },
  { "Flag", "active", CURRENT },
  { "Flag", "inactive", 0 },
  /* A code that no value set has is what it is and nothing more. */
  { "MedicationRequest", "ACTIVE", 0 },
  { "Procedure", "somehow", 0 },
};

static void
test_statuses (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      g_autofree char *member = g_strdup_printf (
          ",\"%s\":\"%s\"", g_str_equal (statuses[i].type, "Goal") ? "lifecycleStatus" : "status",
          statuses[i].status);
      g_autoptr (KwRecord) record = read_members (statuses[i].type, member);

      g_test_message ("%s %s", statuses[i].type, statuses[i].status);
      g_assert_cmpuint (record->flags, ==, statuses[i].flags);
      g_assert_cmpstr (record->status, ==, statuses[i].status);
    }
}

/* Every other element that R4 marks isModifier and that a patient can meet. */
static void
test_modifiers (void)
{
  static const struct
  {
    const char *type;
    const char *members;
    KwRecordFlags with;
    KwRecordFlags without;
  } cases[] = {
    { "MedicationRequest", ",\"status\":\"active\",\"doNotPerform\":true", KW_RECORD_DO_NOT_PERFORM,
      CURRENT },
    { "ServiceRequest", ",\"status\":\"active\",\"doNotPerform\":true", KW_RECORD_DO_NOT_PERFORM,
      CURRENT },
    { "MedicationRequest", ",\"status\":\"active\",\"intent\":\"plan\"", PLAN, CURRENT },
    { "MedicationRequest", ",\"status\":\"active\",\"intent\":\"proposal\"", PLAN, CURRENT },
    { "MedicationRequest", ",\"status\":\"active\",\"intent\":\"order\"", CURRENT, PLAN },
    { "ServiceRequest", ",\"status\":\"active\",\"intent\":\"plan\"", PLAN, CURRENT },
    { "NutritionOrder", ",\"status\":\"active\",\"intent\":\"proposal\"", PLAN, CURRENT },
    { "Patient", ",\"active\":false", 0, CURRENT },
    { "Condition",
      ",\"clinicalStatus\":{\"coding\":[{\"code\":\"active\"}]},\"verificationStatus\":"
      "{\"coding\":[{\"code\":\"refuted\"}]}",
      KW_RECORD_REFUTED, CURRENT },
    { "AllergyIntolerance",
      ",\"clinicalStatus\":{\"coding\":[{\"code\":\"active\"}]},\"verificationStatus\":"
      "{\"coding\":[{\"code\":\"refuted\"}]}",
      KW_RECORD_REFUTED, CURRENT },
    { "AllergyIntolerance", ",\"verificationStatus\":\"unconfirmed\"", KW_RECORD_UNCONFIRMED, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KwRecord) record = read_members (cases[i].type, cases[i].members);

      g_test_message ("%s %s", cases[i].type, cases[i].members);
      g_assert_cmpuint (record->flags & cases[i].with, ==, cases[i].with);
      g_assert_cmpuint (record->flags & cases[i].without, ==, 0);
    }
}

/* What DSTU2, STU3 and R5 call otherwise. That something was not done must never read as done. */
static void
test_other_versions (void)
{
  static const struct
  {
    const char *type;
    const char *members;
    const char *title;
    const char *status;
    KwRecordFlags with;
    KwRecordFlags without;
  } cases[] = {
    { "Immunization",
      ",\"status\":\"completed\",\"wasNotGiven\":true,\"vaccineCode\":{\"text\":\"A\"}",
      "Not given: A", "Not given", NOT, 0 },
    { "Immunization",
      ",\"status\":\"completed\",\"notGiven\":true,\"vaccineCode\":{\"text\":\"A\"}",
      "Not given: A", "Not given", NOT, 0 },
    { "Immunization",
      ",\"status\":\"completed\",\"notGiven\":false,\"vaccineCode\":{\"text\":\"A\"}", "A", "Given",
      0, NOT },
    { "Procedure", ",\"status\":\"completed\",\"notPerformed\":true,\"code\":{\"text\":\"A\"}",
      "Not done: A", "Not done", NOT, 0 },
    { "Procedure", ",\"status\":\"completed\",\"notDone\":true,\"code\":{\"text\":\"A\"}",
      "Not done: A", "Not done", NOT, 0 },
    { "MedicationAdministration",
      ",\"status\":\"completed\",\"wasNotGiven\":true,\"medicationCodeableConcept\":{\"text\":"
      "\"A\"}",
      "Not given: A", "Not given", NOT, CURRENT },
    { "MedicationStatement",
      ",\"status\":\"active\",\"wasNotTaken\":true,\"medicationCodeableConcept\":{\"text\":\"A\"}",
      "Not taken: A", "Not taken", NOT, CURRENT },
    { "MedicationStatement",
      ",\"status\":\"active\",\"taken\":\"n\",\"medicationCodeableConcept\":{\"text\":\"A\"}",
      "Not taken: A", "Not taken", NOT, CURRENT },
    { "MedicationStatement",
      ",\"status\":\"recorded\",\"medication\":{\"concept\":{\"text\":\"A\"}}", "A", "Written down",
      0, CURRENT },
    { "MedicationOrder", ",\"status\":\"active\",\"medicationCodeableConcept\":{\"text\":\"A\"}",
      "A", "Current", CURRENT, 0 },
    { "AllergyIntolerance", ",\"status\":\"refuted\",\"substance\":{\"text\":\"A\"}", "A",
      "Ruled out", KW_RECORD_REFUTED, CURRENT },
    { "AllergyIntolerance", ",\"status\":\"unconfirmed\",\"substance\":{\"text\":\"A\"}", "A",
      "Suspected", KW_RECORD_UNCONFIRMED, 0 },
    { "AllergyIntolerance", ",\"status\":\"resolved\",\"substance\":{\"text\":\"A\"}", "A", "Past",
      0, CURRENT },
    { "Encounter", ",\"status\":\"completed\",\"type\":[{\"text\":\"A\"}]", "A", "Finished", 0,
      CURRENT },
    { "DeviceUsage", ",\"status\":\"active\",\"device\":{\"concept\":{\"text\":\"A\"}}", "A",
      "In use", 0, 0 },
    { "DiagnosticOrder", ",\"status\":\"completed\",\"item\":[{\"code\":{\"text\":\"A\"}}]", "A",
      "Finished", 0, CURRENT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KwRecord) record = read_members (cases[i].type, cases[i].members);
      g_autofree char *title = kw_words_title (NULL, record);
      g_autofree char *status = kw_words_status (record);

      g_test_message ("%s %s", cases[i].type, cases[i].members);
      g_assert_cmpstr (title, ==, cases[i].title);
      g_assert_cmpstr (status, ==, cases[i].status);
      g_assert_cmpuint (record->flags & cases[i].with, ==, cases[i].with);
      g_assert_cmpuint (record->flags & cases[i].without, ==, 0);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/every-type/entered-in-error", test_entered_in_error);
  g_test_add_func ("/every-type/bare", test_bare);
  g_test_add_func ("/every-type/unknown-type", test_unknown_type);
  g_test_add_func ("/every-type/statuses", test_statuses);
  g_test_add_func ("/every-type/modifiers", test_modifiers);
  g_test_add_func ("/every-type/other-versions", test_other_versions);
  return g_test_run ();
}
