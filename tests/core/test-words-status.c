/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "core/words-private.h"

static void
test_status (void)
{
  const struct
  {
    KwRecord record;
    const char *words;
    gboolean ordinary;
  } cases[] = {
    { { .type = "MedicationRequest", .status = "active" }, "Current", TRUE },
    { { .type = "MedicationRequest", .status = "on-hold" }, "On hold", FALSE },
    { { .type = "MedicationRequest", .status = "cancelled" }, "Stopped", FALSE },
    { { .type = "MedicationRequest", .status = "completed" }, "Finished", FALSE },
    { { .type = "MedicationRequest", .status = "stopped" }, "Stopped", FALSE },
    { { .type = "MedicationRequest", .status = "draft" }, "Planned", FALSE },
    { { .type = "MedicationRequest", .status = "unknown" }, "Not stated", FALSE },
    { { .type = "MedicationRequest", .status = "x-new" }, "Not stated", FALSE },
    { { .type = "MedicationRequest", .status = "active", .flags = KW_RECORD_PROPOSED },
      "Planned",
      FALSE },
    { { .type = "MedicationStatement", .status = "intended" }, "Planned", FALSE },
    { { .type = "MedicationStatement", .status = "not-taken" }, "Not taken", FALSE },
    { { .type = "MedicationAdministration", .status = "completed" }, "Finished", TRUE },
    { { .type = "Observation", .status = "final" }, "Final", TRUE },
    { { .type = "Observation", .status = "preliminary" }, "Preliminary", FALSE },
    { { .type = "Observation", .status = "corrected" }, "Corrected", FALSE },
    { { .type = "DiagnosticReport", .status = "cancelled" }, "Cancelled", FALSE },
    { { .type = "Immunization", .status = "completed" }, "Given", TRUE },
    { { .type = "Immunization", .status = "not-done" }, "Not given", FALSE },
    { { .type = "Goal", .status = "active" }, "Current", TRUE },
    { { .type = "Encounter", .status = "finished" }, "Finished", TRUE },
    { { .type = "Appointment", .status = "noshow" }, "Missed", FALSE },
    { { .type = "Condition", .clinical_status = "active" }, "Current", TRUE },
    { { .type = "Condition", .clinical_status = "resolved" }, "Past", FALSE },
    { { .type = "Condition", .clinical_status = "remission" }, "In remission", FALSE },
    { { .type = "Condition", .clinical_status = "active", .verification = "confirmed" },
      "Current",
      TRUE },
    { { .type = "Condition", .clinical_status = "active", .verification = "provisional" },
      "Suspected",
      FALSE },
    { { .type = "Condition", .clinical_status = "resolved", .verification = "differential" },
      "Suspected, past",
      FALSE },
    { { .type = "AllergyIntolerance", .verification = "unconfirmed" }, "Suspected", FALSE },
    { { .type = "AllergyIntolerance", .verification = "refuted" }, "Ruled out", FALSE },
    { { .type = "Condition", .clinical_status = "resolved", .flags = KW_RECORD_REFUTED },
      "Ruled out",
      FALSE },
    { { .type = "Condition", .clinical_status = "unknown" }, "Not stated", FALSE },
    { { .type = "ServiceRequest", .status = "revoked" }, "Called off", FALSE },
    { { .type = "Coverage", .status = "cancelled" }, "Ended", FALSE },
    { { .type = "Consent", .status = "active" }, "In force", TRUE },
    { { .type = "FamilyMemberHistory", .status = "health-unknown" }, "Not known", FALSE },
    { { .type = "Specimen", .status = "unsatisfactory" }, "Not usable", FALSE },
    { { .type = "Starship", .status = "active" }, "Current", TRUE },
    /* Rule G9: a mistake is called one before anything else. */
    { { .type = "Observation", .status = "entered-in-error" }, "Entered in error", FALSE },
    { { .type = "Condition",
        .clinical_status = "resolved",
        .verification = "entered-in-error",
        .flags = KW_RECORD_ENTERED_IN_ERROR },
      "Entered in error",
      FALSE },
    { { .type = "Condition" }, NULL, TRUE },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *words = kw_words_status (&cases[i].record);
      g_autofree char *definition = kw_words_status_definition (&cases[i].record);
      g_assert_cmpstr (words, ==, cases[i].words);
      g_assert_cmpint (words == NULL, ==, definition == NULL);
      g_assert_true (definition == NULL || g_str_has_suffix (definition, "."));
      g_assert_cmpint (kw_words_status_is_ordinary (&cases[i].record), ==, cases[i].ordinary);
    }
}

/* Rule M2: every status of the four kinds of medicine records has a word. */
static void
test_medicines (void)
{
  const char *const allowed[]
      = { "Current",   "On hold",          "Finished",   "Stopped",   "Planned",
          "Not taken", "Entered in error", "Not stated", "Not given", NULL };
  const char *const statuses[]
      = { "active",      "on-hold",     "cancelled", "completed", "entered-in-error",
          "stopped",     "draft",       "unknown",   "intended",  "not-taken",
          "preparation", "in-progress", "declined",  "not-done",  NULL };
  for (guint i = 0; statuses[i] != NULL; i++)
    g_assert_true (
        g_strv_contains (allowed, kw_words_status_code ("MedicationRequest", statuses[i])));
}

/* Every status code of R4 of every type that has one, from the value sets of hl7.org/fhir/R4, has a
 * word and a sentence of its own; only "unknown" is not stated. */
static const struct
{
  const char *type;
  const char *codes;
} value_sets[] = {
  { "Account", "active|inactive|entered-in-error|on-hold|unknown" },
  { "Appointment", "proposed|pending|booked|arrived|fulfilled|cancelled|noshow|entered-in-error|"
                   "checked-in|waitlist" },
  { "CarePlan", "draft|active|on-hold|revoked|completed|entered-in-error|unknown" },
  { "CareTeam", "proposed|active|suspended|inactive|entered-in-error" },
  { "ChargeItem", "planned|billable|not-billable|aborted|billed|entered-in-error|unknown" },
  { "Claim", "active|cancelled|draft|entered-in-error" },
  { "ClaimResponse", "active|cancelled|draft|entered-in-error" },
  { "Communication", "preparation|in-progress|not-done|on-hold|stopped|completed|entered-in-error|"
                     "unknown" },
  { "Composition", "preliminary|final|amended|entered-in-error" },
  { "Consent", "draft|proposed|active|rejected|inactive|entered-in-error" },
  { "Coverage", "active|cancelled|draft|entered-in-error" },
  { "Device", "active|inactive|entered-in-error|unknown" },
  { "DeviceRequest", "draft|active|on-hold|revoked|completed|entered-in-error|unknown" },
  { "DeviceUseStatement", "active|completed|entered-in-error|intended|stopped|on-hold" },
  { "DiagnosticReport", "registered|partial|preliminary|final|amended|corrected|appended|cancelled|"
                        "entered-in-error|unknown" },
  { "DocumentReference", "current|superseded|entered-in-error|preliminary|final|amended" },
  { "Encounter", "planned|arrived|triaged|in-progress|onleave|finished|cancelled|entered-in-error|"
                 "unknown" },
  { "EpisodeOfCare", "planned|waitlist|active|onhold|finished|cancelled|entered-in-error" },
  { "ExplanationOfBenefit", "active|cancelled|draft|entered-in-error" },
  { "FamilyMemberHistory", "partial|completed|entered-in-error|health-unknown" },
  { "Flag", "active|inactive|entered-in-error" },
  { "Goal",
    "proposed|planned|accepted|active|on-hold|completed|cancelled|entered-in-error|rejected" },
  { "ImagingStudy", "registered|available|cancelled|entered-in-error|unknown" },
  { "Immunization", "completed|entered-in-error|not-done" },
  { "List", "current|retired|entered-in-error" },
  { "Media",
    "preparation|in-progress|not-done|on-hold|stopped|completed|entered-in-error|unknown" },
  { "MedicationAdministration", "in-progress|not-done|on-hold|completed|entered-in-error|stopped|"
                                "unknown" },
  { "MedicationDispense", "preparation|in-progress|cancelled|on-hold|completed|entered-in-error|"
                          "stopped|declined|unknown" },
  { "MedicationRequest",
    "active|on-hold|cancelled|completed|entered-in-error|stopped|draft|unknown" },
  { "MedicationStatement", "active|completed|entered-in-error|intended|stopped|on-hold|unknown|"
                           "not-taken" },
  { "NutritionOrder", "draft|active|on-hold|revoked|completed|entered-in-error|unknown" },
  { "Observation", "registered|preliminary|final|amended|corrected|cancelled|entered-in-error|"
                   "unknown" },
  { "Procedure", "preparation|in-progress|not-done|on-hold|stopped|completed|entered-in-error|"
                 "unknown" },
  { "QuestionnaireResponse", "in-progress|completed|amended|entered-in-error|stopped" },
  { "ServiceRequest", "draft|active|on-hold|revoked|completed|entered-in-error|unknown" },
  { "Specimen", "available|unavailable|unsatisfactory|entered-in-error" },
  { "Task", "draft|requested|received|accepted|rejected|ready|cancelled|in-progress|on-hold|failed|"
            "completed|entered-in-error" },
  /* The types without a table of their own. */
  { "GuidanceResponse", "in-progress|failed|entered-in-error" },
  { "Invoice", "draft|issued|balanced|cancelled|entered-in-error" },
  { "SupplyRequest", "draft|active|suspended|cancelled|completed|entered-in-error|unknown" },
  { "SupplyDelivery", "in-progress|completed|abandoned|entered-in-error" },
  { "DetectedIssue", "registered|preliminary|final|amended|corrected|cancelled|entered-in-error" },
};

static void
test_value_sets (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (value_sets); i++)
    {
      g_auto (GStrv) codes = g_strsplit (value_sets[i].codes, "|", -1);
      for (guint j = 0; codes[j] != NULL; j++)
        {
          const KwRecord record = { .type = value_sets[i].type, .status = codes[j] };
          g_autofree char *words = kw_words_status (&record);
          g_autofree char *definition = kw_words_status_definition (&record);
          g_test_message ("%s %s: %s. %s", record.type, record.status, words, definition);
          g_assert_cmpint (g_str_equal (words, "Not stated"), ==,
                           g_str_equal (codes[j], "unknown"));
          g_assert_true (g_str_has_suffix (definition, "."));
          g_assert_cmpuint (strlen (definition), >, 8);
        }
    }
  /* The last row of each table stands for what it does not know. */
  const KwRecord odd = { .type = "Coverage", .status = "x-new" };
  g_autofree char *words = kw_words_status (&odd);
  g_assert_cmpstr (words, ==, "Not stated");
}

static void
test_severity (void)
{
  const struct
  {
    const char *severity;
    const char *criticality;
    const char *words;
  } cases[] = {
    { NULL, NULL, NULL },
    { "severe", NULL, "Severe" },
    { "mild", "high", "Mild, high risk" },
    { NULL, "low", "Low risk" },
    { NULL, "unable-to-assess", "Risk not known" },
    { "mild", "unable-to-assess", "Mild, risk not known" },
    { "24484000", NULL, "Severe" },
    { "123456789", NULL, NULL },
    { "very bad", NULL, "Very bad" },
    { "LA6752-5", "high", "High risk" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const KwRecord record
          = { .severity = cases[i].severity, .criticality = cases[i].criticality };
      g_autofree char *words = kw_words_severity (&record);
      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

/* Rule A1: what is past or only suspected says so beside its name, where no status stands. */
static void
test_a1_qualifier (void)
{
  const struct
  {
    KwRecord record;
    const char *words;
  } cases[] = {
    { { .type = "AllergyIntolerance" }, NULL },
    { { .type = "AllergyIntolerance", .clinical_status = "active" }, NULL },
    { { .type = "AllergyIntolerance", .clinical_status = "resolved" }, "past" },
    { { .type = "AllergyIntolerance", .clinical_status = "inactive" }, "past" },
    { { .type = "AllergyIntolerance",
        .clinical_status = "inactive",
        .flags = KW_RECORD_UNCONFIRMED },
      "suspected, past" },
    { { .type = "AllergyIntolerance", .flags = KW_RECORD_UNCONFIRMED }, "suspected" },
    { { .type = "AllergyIntolerance", .clinical_status = "resolved", .flags = KW_RECORD_REFUTED },
      "ruled out" },
    { { .type = "Condition", .clinical_status = "resolved" }, NULL },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpstr (kw_words_qualifier (&cases[i].record), ==, cases[i].words);
}

/* Rule L17. */
static void
test_unusual (void)
{
  const struct
  {
    const char *status;
    const char *words;
  } rows[] = { { "final", NULL },
               { "preliminary", "Preliminary" },
               { "corrected", "Corrected" },
               { "amended", "Changed" },
               { "registered", "Not ready yet" } };
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const KwRecord record = { .type = "Observation", .status = rows[i].status };
      g_autofree char *words = kw_words_unusual_status (&record);
      g_assert_cmpstr (words, ==, rows[i].words);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/words-status/status", test_status);
  g_test_add_func ("/words-status/m2/medicines", test_medicines);
  g_test_add_func ("/words-status/value-sets", test_value_sets);
  g_test_add_func ("/words-status/a1/severity", test_severity);
  g_test_add_func ("/words-status/a1/qualifier", test_a1_qualifier);
  g_test_add_func ("/words-status/L17-unusual", test_unusual);
  return g_test_run ();
}
