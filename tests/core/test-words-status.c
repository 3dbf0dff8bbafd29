/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

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
  const char *const allowed[] = { "Current", "On hold",   "Finished",  "Stopped", "Not stated",
                                  "Planned", "Not taken", "Not given", NULL };
  const char *const statuses[]
      = { "active",      "on-hold",     "cancelled", "completed", "entered-in-error",
          "stopped",     "draft",       "unknown",   "intended",  "not-taken",
          "preparation", "in-progress", "declined",  "not-done",  NULL };
  for (guint i = 0; statuses[i] != NULL; i++)
    g_assert_true (
        g_strv_contains (allowed, kw_words_status_code ("MedicationRequest", statuses[i])));
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
    { NULL, "unable-to-assess", NULL },
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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/words-status/status", test_status);
  g_test_add_func ("/words-status/medicines", test_medicines);
  g_test_add_func ("/words-status/severity", test_severity);
  return g_test_run ();
}
