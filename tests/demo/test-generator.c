/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "demo/generator.h"

#include "core/json.h"

static const KwDemoLogin *
login_of (KwDemoHospital *hospital, const char *name)
{
  const KwDemoLogin *login = kw_demo_hospital_find_login (hospital, name);
  g_assert_nonnull (login);
  return login;
}

static const char *
own_id (KwDemoHospital *hospital, const char *name)
{
  const KwDemoPerson *person = g_ptr_array_index (login_of (hospital, name)->records, 0);
  return person->patient_id;
}

static GPtrArray *
find (KwDemoHospital *hospital, const char *name, const char *type, const char *const *tokens)
{
  KwDemoQuery query = { .patient_id = own_id (hospital, name), .tokens = tokens };
  return kw_demo_store_search (hospital->store, type, &query);
}

static void
test_people (void)
{
  for (guint i = 0; i < KW_DEMO_N_HOSPITALS; i++)
    {
      g_autoptr (KwDemoHospital) hospital = kw_demo_generate (i, 0);
      g_assert_cmpuint (hospital->persons->len, ==, 5);
      g_assert_cmpuint (hospital->logins->len, ==, 4);
      const KwDemoLogin *carer = login_of (hospital, "anna lee");
      g_assert_cmpuint (carer->records->len, ==, 3);
      const char *names[] = { "Anna Lee", "Mary Lee", "Theo Lee" };
      for (guint k = 0; k < 3; k++)
        {
          const KwDemoPerson *person = g_ptr_array_index (carer->records, k);
          g_assert_cmpstr (person->name, ==, names[k]);
          g_assert_true (kw_demo_login_find_record (carer, person->patient_id) == person);
        }
      g_assert_null (kw_demo_hospital_find_login (hospital, "Theo Lee"));
      g_assert_null (kw_demo_hospital_find_login (hospital, NULL));
    }
}

/* The same id is somebody else at the other hospital. */
static void
test_ids_are_local (void)
{
  g_autoptr (KwDemoHospital) riverside = kw_demo_generate (0, 0);
  g_autoptr (KwDemoHospital) city = kw_demo_generate (1, 0);
  g_assert_cmpstr (own_id (riverside, "Rosa Alvarez"), ==, own_id (city, "Anna Lee"));
}

/* At least so many records of a kind, for people whom the specification of the demo names. */
static void
test_counts (void)
{
  static const struct
  {
    const char *name;
    const char *type;
    const char *category;
    guint least;
  } rows[] = {
    { "Rosa Alvarez", "Observation", "laboratory", 300 },
    { "Rosa Alvarez", "Observation", "vital-signs", 100 },
    { "Rosa Alvarez", "Observation", "social-history", 2 },
    { "Rosa Alvarez", "DiagnosticReport", "LAB", 80 },
    { "Rosa Alvarez", "AllergyIntolerance", NULL, 4 },
    { "Rosa Alvarez", "MedicationRequest", NULL, 10 },
    { "Rosa Alvarez", "Condition", NULL, 8 },
    { "Rosa Alvarez", "Encounter", NULL, 40 },
    { "Rosa Alvarez", "Appointment", NULL, 2 },
    { "Rosa Alvarez", "CarePlan", "assess-plan", 1 },
    { "Rosa Alvarez", "QuestionnaireResponse", NULL, 1 },
    { "Mary Lee", "DocumentReference", "clinical-note", 4 },
    { "Mary Lee", "Binary", NULL, 4 },
    { "Mary Lee", "Device", NULL, 2 },
    { "James Okafor", "AllergyIntolerance", NULL, 1 },
  };
  g_autoptr (KwDemoHospital) hospital = kw_demo_generate (0, 0);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const char *tokens[] = { "category", rows[i].category, NULL };
      g_autoptr (GPtrArray) found
          = find (hospital, rows[i].name, rows[i].type, rows[i].category == NULL ? NULL : tokens);
      g_assert_cmpuint (found->len, >=, rows[i].least);
    }
  g_autoptr (GPtrArray) none = find (hospital, "Anna Lee", "AllergyIntolerance", NULL);
  g_assert_cmpuint (none->len, ==, 0);
}

static char *
sum_of (guint index, guint n_people)
{
  g_autoptr (KwDemoHospital) hospital = kw_demo_generate (index, n_people);
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  static const char *const types[]
      = { "Patient", "Observation", "Encounter", "DiagnosticReport", "Binary" };
  for (guint i = 0; i < hospital->persons->len; i++)
    for (guint k = 0; k < G_N_ELEMENTS (types); k++)
      {
        const KwDemoPerson *person = g_ptr_array_index (hospital->persons, i);
        KwDemoQuery query = { .patient_id = person->patient_id };
        g_autoptr (GPtrArray) found = kw_demo_store_search (hospital->store, types[k], &query);
        for (guint n = 0; n < found->len; n++)
          {
            const KwDemoResource *resource = g_ptr_array_index (found, n);
            gsize size;
            const guchar *data = g_bytes_get_data (resource->body, &size);
            g_checksum_update (sum, data, (gssize) size);
          }
      }
  return g_strdup (g_checksum_get_string (sum));
}

static void
test_deterministic (void)
{
  for (guint i = 0; i < KW_DEMO_N_HOSPITALS; i++)
    {
      g_autofree char *once = sum_of (i, 3);
      g_autofree char *again = sum_of (i, 3);
      g_assert_cmpstr (once, ==, again);
    }
}

static void
test_further_people (void)
{
  g_autoptr (KwDemoHospital) hospital = kw_demo_generate (0, 100);
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  g_assert_cmpuint (hospital->persons->len, ==, 105);
  for (guint i = 0; i < hospital->persons->len; i++)
    {
      const KwDemoPerson *person = g_ptr_array_index (hospital->persons, i);
      g_assert_true (g_hash_table_add (names, person->name));
      g_assert_cmpuint (kw_demo_store_count (hospital->store, "Patient", person->patient_id), ==,
                        1);
    }
}

/* What displays must cope with is there: ranges with one side, in words, and none; a flag without a
 * range; a comparator; a result in words; a result that was cancelled; an undated one. */
static void
test_variety (void)
{
  static const char *const paths[] = {
    "referenceRange.0.low.value",     "referenceRange.0.high.value",    "referenceRange.0.text",
    "interpretation.0.coding.0.code", "valueQuantity.comparator",       "valueString",
    "valueCodeableConcept.text",      "dataAbsentReason.coding.0.code", "note.0.text"
  };
  guint have[G_N_ELEMENTS (paths)] = { 0 };
  guint one_sided = 0, undated = 0, flag_only = 0;
  const char *tokens[] = { "category", "laboratory", NULL };
  g_autoptr (KwDemoHospital) hospital = kw_demo_generate (0, 0);
  g_autoptr (GPtrArray) found = find (hospital, "Rosa Alvarez", "Observation", tokens);
  for (guint i = 0; i < found->len; i++)
    {
      const KwDemoResource *resource = g_ptr_array_index (found, i);
      g_autoptr (KwJson) json = kw_json_new (resource->body, G_MAXSIZE, NULL);
      const KwJsonNode *root = kw_json_get_root (json);
      for (guint k = 0; k < G_N_ELEMENTS (paths); k++)
        have[k] += kw_json_scalar_at (root, paths[k]) != NULL;
      gboolean low = kw_json_scalar_at (root, paths[0]) != NULL;
      gboolean high = kw_json_scalar_at (root, paths[1]) != NULL;
      one_sided += low != high;
      undated += resource->date == NULL;
      flag_only += kw_json_node_at (root, "referenceRange") == NULL
                   && kw_json_node_at (root, "interpretation") != NULL;
    }
  for (guint k = 0; k < G_N_ELEMENTS (paths); k++)
    g_assert_cmpuint (have[k], >, 0);
  g_assert_cmpuint (one_sided, >, 50);
  g_assert_cmpuint (undated, >, 0);
  g_assert_cmpuint (flag_only, >, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/demo/generator/people", test_people);
  g_test_add_func ("/demo/generator/ids-are-local", test_ids_are_local);
  g_test_add_func ("/demo/generator/counts", test_counts);
  g_test_add_func ("/demo/generator/deterministic", test_deterministic);
  g_test_add_func ("/demo/generator/further-people", test_further_people);
  g_test_add_func ("/demo/generator/variety", test_variety);
  return g_test_run ();
}
