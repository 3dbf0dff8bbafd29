/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "demo/store.h"

static KwDemoStore *
store_of_four (void)
{
  static const char *const bodies[] = {
    "{\"resourceType\":\"Observation\",\"id\":\"1\",\"meta\":{\"lastUpdated\":\"2024-01-01T00:00:"
    "00Z\"},"
    "\"status\":\"final\",\"category\":[{\"coding\":[{\"code\":\"laboratory\"}]}],"
    "\"code\":{\"coding\":[{\"system\":\"http://loinc.org\",\"code\":\"4548-4\"}]},"
    "\"subject\":{\"reference\":\"Patient/7\"},\"effectiveDateTime\":\"2024-01-01\"}",
    "{\"resourceType\":\"Observation\",\"id\":\"2\",\"meta\":{\"lastUpdated\":\"2025-01-01T00:00:"
    "00Z\"},"
    "\"status\":\"preliminary\",\"category\":[{\"coding\":[{\"code\":\"vital-signs\"}]}],"
    "\"subject\":{\"reference\":\"Patient/7\"},\"effectiveDateTime\":\"2024-05\"}",
    "{\"resourceType\":\"Observation\",\"id\":\"3\",\"meta\":{\"lastUpdated\":\"2026-01-01T00:00:"
    "00Z\"},"
    "\"status\":\"final\",\"subject\":{\"reference\":\"Patient/7\"}}",
    "{\"resourceType\":\"Observation\",\"id\":\"4\",\"meta\":{\"lastUpdated\":\"2026-01-01T00:00:"
    "00Z\"},"
    "\"status\":\"final\",\"subject\":{\"reference\":\"Patient/8\"}}",
  };
  KwDemoStore *store = kw_demo_store_new ();
  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    kw_demo_store_take (store, g_bytes_new_static (bodies[i], strlen (bodies[i])));
  return store;
}

static void
test_search (void)
{
  static const struct
  {
    const char *tokens[3];
    const char *dates[5];
    const char *id;
    const char *found; /* the ids of Patient/7, in order */
  } rows[] = {
    { { NULL }, { NULL }, NULL, "123" },
    { { NULL }, { NULL }, "2", "2" },
    { { "category", "laboratory" }, { NULL }, NULL, "1" },
    { { "category", "laboratory,vital-signs" }, { NULL }, NULL, "12" },
    { { "category", "http://x|laboratory" }, { NULL }, NULL, "1" },
    { { "category", "labor" }, { NULL }, NULL, "" },
    { { "code", "http://loinc.org|4548-4" }, { NULL }, NULL, "1" },
    { { "status", "final" }, { NULL }, NULL, "13" },
    { { NULL }, { "date", "ge2024-05-01" }, NULL, "2" },
    { { NULL }, { "date", "ge2024-01-01", "date", "lt2024-05-01" }, NULL, "1" },
    { { NULL }, { "date", "2024" }, NULL, "12" },
    { { NULL }, { "date", "le2024-01-01" }, NULL, "1" },
    { { NULL }, { "_lastUpdated", "gt2025-01-01" }, NULL, "3" },
    { { NULL }, { "_lastUpdated", "ge2025-01-01T00:00:00.000Z" }, NULL, "23" },
    { { NULL }, { "date", "g" }, NULL, "" },
  };
  KwDemoStore *store = store_of_four ();
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GString) ids = g_string_new (NULL);
      KwDemoQuery query = {
        .patient_id = "7", .id = rows[i].id, .tokens = rows[i].tokens, .dates = rows[i].dates
      };
      g_autoptr (GPtrArray) found = kw_demo_store_search (store, "Observation", &query);
      for (guint k = 0; k < found->len; k++)
        g_string_append (ids, ((const KwDemoResource *) g_ptr_array_index (found, k))->id);
      g_assert_cmpstr (ids->str, ==, rows[i].found);
    }
  kw_demo_store_free (store);
}

static void
test_lookup (void)
{
  KwDemoStore *store = store_of_four ();
  g_assert_cmpstr (kw_demo_store_lookup (store, "Observation", "4")->patient_id, ==, "8");
  g_assert_null (kw_demo_store_lookup (store, "Condition", "4"));
  g_assert_null (kw_demo_store_lookup (store, "Observation", "5"));
  g_assert_cmpuint (kw_demo_store_count (store, "Observation", "7"), ==, 3);
  g_assert_cmpuint (kw_demo_store_count (store, "Observation", "9"), ==, 0);
  g_assert_cmpstr (kw_demo_store_find_foreign (store, "Observation", "7")->id, ==, "4");
  g_assert_null (kw_demo_store_find_foreign (store, "Goal", "7"));
  kw_demo_store_free (store);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/demo/store/search", test_search);
  g_test_add_func ("/demo/store/lookup", test_lookup);
  return g_test_run ();
}
