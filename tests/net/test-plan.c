/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "server.h"

#include <string.h>

#include "core/section.h"
#include "net/vendor.h"

static const char *const ids[]
    = { "demo", "oracle-health", "epic",    "athenahealth", "veradigm", "eclinicalworks",
        "va",   "nextgen",       "medhost", "generic" };

static KwConnection *
make_connection (const char *vendor)
{
  return connection_with (KW_CONNECTION_BASE, "https://fhir.example", KW_CONNECTION_VENDOR, vendor,
                          -1);
}

/* What is of little use to a reader, or unknown to most servers, and asked for only on request. */
static gboolean
is_extra (const char *type)
{
  static const char *const extra[] = { "Consent", "NutritionOrder", "QuestionnaireResponse", NULL };

  return g_strv_contains (extra, type);
}

/* Each query names the patient once, its key once, and is of a type that is asked for, or can be.
 */
static void
test_queries (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autoptr (KwConnection) connection = make_connection (ids[i]);
      g_autofree char *scope = kw_scope_for (connection);
      guint n;
      const KwQuery *queries = kw_query_plan (connection, &n);

      for (guint q = 0; q < n; q++)
        {
          const char *mark = strstr (queries[q].query, "%s");
          g_autofree char *wanted = g_strdup_printf ("patient/%s.read", queries[q].type);
          KwSection section;

          g_test_message ("%s %s", ids[i], queries[q].key);
          g_assert_nonnull (mark);
          g_assert_null (strstr (mark + 1, "%s"));
          g_assert_true (strstr (scope, wanted) != NULL || is_extra (queries[q].type));
          g_assert_true (queries[q].section == NULL
                         || kw_section_from_id (queries[q].section, &section));
          for (guint other = 0; other < q; other++)
            g_assert_cmpstr (queries[q].key, !=, queries[other].key);
        }
    }
}

static const char *
find_query (const char *vendor, const char *key)
{
  g_autoptr (KwConnection) connection = make_connection (vendor);
  guint n;
  const KwQuery *queries = kw_query_plan (connection, &n);

  for (guint i = 0; i < n; i++)
    if (g_str_equal (queries[i].key, key))
      return queries[i].query;
  return NULL;
}

static void
test_vendor_words (void)
{
  g_assert_cmpstr (find_query ("generic", "CarePlan"), ==, "patient=%s&category=assess-plan");
  g_assert_cmpstr (find_query ("oracle-health", "CarePlan"), ==, "patient=%s&category=assess-plan");
  g_assert_cmpstr (find_query ("oracle-health", "Appointment"), ==,
                   "patient=%s&date=ge1900-01-01T00:00:00Z");
  g_assert_nonnull (strstr (find_query ("oracle-health", "RelatedPerson"), "relationship-level"));
  g_assert_null (strstr (find_query ("generic", "RelatedPerson"), "relationship-level"));
  g_assert_nonnull (find_query ("generic", "Observation?vital-signs"));
}

/* SMART 2 only where the server takes nothing else. */
static void
test_scope_version (void)
{
  static const struct
  {
    const char *vendor;
    const char *capabilities;
    const char *profile;
    const char *part;
  } cases[] = {
    { "generic", NULL, NULL, "patient/Goal.read" },
    { "generic", "permission-v1 permission-v2", NULL, "patient/Goal.read" },
    { "generic", "permission-v2", NULL, "patient/Goal.rs" },
    { "oracle-health", "permission-v2", NULL, "patient/Goal.read" },
    /* What a person says goes before what is announced and what the vendor is known for. */
    { "generic", "permission-v2", "smart-v1", "patient/Goal.read" },
    { "generic", NULL, "smart-v2", "patient/Goal.rs" },
    { "oracle-health", NULL, "smart-v2", "patient/Goal.rs" },
    { "generic", NULL, "smart-v3", "patient/Goal.read" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KwConnection) connection
          = connection_with (KW_CONNECTION_BASE, "https://fhir.example", KW_CONNECTION_VENDOR,
                             cases[i].vendor, KW_CONNECTION_CAPABILITIES, cases[i].capabilities,
                             KW_CONNECTION_PROFILE, cases[i].profile, -1);
      g_autofree char *scope = kw_scope_for (connection);

      g_assert_nonnull (strstr (scope, cases[i].part));
    }
  g_assert_true (kw_profile_is_known ("smart-v1") && kw_profile_is_known ("smart-v2"));
  g_assert_false (kw_profile_is_known ("smart-v3") || kw_profile_is_known (NULL));
}

static void
test_client_id (void)
{
  g_autoptr (KwConnection) demo = make_connection ("demo");
  g_autoptr (KwConnection) generic = make_connection ("generic");
  g_autofree char *id = kw_client_id_for (demo);
  g_autofree char *scope = kw_scope_for (demo);

  g_assert_cmpstr (id, ==, "keepwell-demo");
  g_assert_null (kw_client_id_for (generic));
  g_assert_true (g_str_has_prefix (scope, "launch/patient openid fhirUser offline_access "));
}

/* Every type of Oracle Health's scope list is searched, read by id, or read where a record names
 * it; run.c has the list of the last ones. */
static void
test_all_types (void)
{
  static const char *const searched[] = { "AllergyIntolerance",
                                          "Appointment",
                                          "CarePlan",
                                          "CareTeam",
                                          "Condition",
                                          "Consent",
                                          "Coverage",
                                          "Device",
                                          "DiagnosticReport",
                                          "DocumentReference",
                                          "Encounter",
                                          "FamilyMemberHistory",
                                          "Goal",
                                          "Immunization",
                                          "MedicationAdministration",
                                          "MedicationDispense",
                                          "MedicationRequest",
                                          "NutritionOrder",
                                          "Observation",
                                          "Procedure",
                                          "Provenance",
                                          "QuestionnaireResponse",
                                          "RelatedPerson",
                                          "ServiceRequest" };
  g_autoptr (KwConnection) connection = make_connection ("oracle-health");
  guint n;
  const KwQuery *queries = kw_query_plan (connection, &n);

  for (guint i = 0; i < G_N_ELEMENTS (searched); i++)
    {
      gboolean found = FALSE;

      for (guint q = 0; q < n; q++)
        found = found || g_str_equal (queries[q].type, searched[i]);
      g_test_message ("%s", searched[i]);
      g_assert_true (found);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/net/plan/queries", test_queries);
  g_test_add_func ("/net/plan/all-types", test_all_types);
  g_test_add_func ("/net/plan/vendor-words", test_vendor_words);
  g_test_add_func ("/net/plan/scope-version", test_scope_version);
  g_test_add_func ("/net/plan/client-id", test_client_id);
  return g_test_run ();
}
