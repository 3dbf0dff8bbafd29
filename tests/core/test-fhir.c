/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "core/fhir.h"

static KwJson *
parse (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  KwJson *json = kw_json_new (bytes, G_MAXSIZE, &error);

  g_assert_no_error (error);
  return json;
}

static void
test_dates (void)
{
  static const struct
  {
    const char *text;
    gint64 seconds;
  } good[] = {
    { "1970-01-01", 0 },
    { "1970-01-02", 86400 },
    { "1970", 0 },
    { "1970-02", 31 * 86400 },
    { "1969-12-31", -86400 },
    { "2026-02-03T07:45:00-05:00", 1770122700 },
    { "2026-02-03T12:45:00Z", 1770122700 },
    { "2026-02-03T12:45:00.123456Z", 1770122700 },
    { "2026-02-03T12:45:00", 1770122700 },
    { "2026-02-03T12:45Z", 1770122700 },
    { "2026-02-03 12:45:00", 1770122700 },
    { "2026-02-03T24:00:00Z", 1770163200 },
    { "0001-01-01", -62135596800 },
    { "2024-02-29", 1709164800 },
  };
  static const char *const bad[] = { "",
                                     "soon",
                                     "20",
                                     "2026-13",
                                     "2026-02-30",
                                     "2025-02-29",
                                     "2026-1-1",
                                     "0000-01-01",
                                     "2026-02-03T",
                                     "2026-02-03T7",
                                     "2026-02-03T25:00:00Z",
                                     "02/03/2026",
                                     "2026-02-03T12:45:00X",
                                     "2026-02-03T12:45:00+1",
                                     "2026-" };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      gint64 time = 1;

      g_assert_true (kw_fhir_parse_date (good[i].text, &time));
      g_assert_cmpint (time, ==, good[i].seconds * G_USEC_PER_SEC);
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (kw_fhir_parse_date (bad[i], NULL));
  g_assert_false (kw_fhir_parse_date (NULL, NULL));
}

static void
test_numbers (void)
{
  static const char *const good[] = { "0", "-1", "1.10", "66.89999999999999", "1e-3", "1E+10" };
  static const char *const bad[]
      = { "", "-", ".5", "5.", "+1", "1,5", "<5", "1e", "1e+", "0x1", "NaN", "1 " };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_true (kw_fhir_is_number (good[i]));
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (kw_fhir_is_number (bad[i]));
  g_assert_false (kw_fhir_is_number (NULL));
}

static void
test_concepts (void)
{
  static const struct
  {
    const char *json;
    const char *words;
    const char *code;
  } cases[] = {
    { "{\"text\":\"Asthma\",\"coding\":[{\"code\":\"1\",\"display\":\"asthma (disorder)\"}]}",
      "Asthma", "1" },
    { "{\"coding\":[{\"code\":\"1\",\"display\":\"one\"},"
      "{\"code\":\"2\",\"display\":\"two\",\"userSelected\":true}]}",
      "two", "1" },
    { "{\"coding\":[{\"code\":\"1\"},{\"code\":\"2\",\"display\":\"two\"}]}", "two", "1" },
    { "{\"coding\":[{\"code\":\"1\"}]}", NULL, "1" },
    { "{\"code\":\"1\",\"display\":\"one\"}", "one", "1" },
    { "\"active\"", "active", "active" },
    { "[{\"coding\":[{\"code\":\"1\"}]},{\"text\":\"second\"}]", "second", "1" },
    { "{\"concept\":{\"text\":\"newer\",\"coding\":[{\"code\":\"5\"}]}}", "newer", NULL },
    { "{\"text\":\"  \",\"coding\":[{\"display\":\"one\"}]}", "one", NULL },
    { "{\"text\":7,\"coding\":\"x\"}", "7", NULL },
    { "{\"coding\":{\"code\":\"1\",\"display\":\"lone\"}}", "lone", "1" },
    { "[]", NULL, NULL },
    { "null", NULL, NULL },
    { "[[[]]]", NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KwJson) json = parse (cases[i].json);
      const KwJsonNode *root = kw_json_get_root (json);

      g_assert_cmpstr (kw_fhir_concept_words (root), ==, cases[i].words);
      if (cases[i].code != NULL)
        g_assert_cmpstr (kw_fhir_concept_code (root), ==, cases[i].code);
    }
}

static void
test_codes (void)
{
  static const char *const codes[] = { "b", "c", NULL };
  g_autoptr (KwJson) json
      = parse ("[{\"coding\":[{\"system\":\"http://a.example/list\",\"code\":\"a\"}]},"
               "{\"coding\":[{\"code\":\"b\"}]}]");
  const KwJsonNode *root = kw_json_get_root (json);

  g_assert_true (kw_fhir_any_code (root, codes));
  g_assert_false (kw_fhir_any_code (kw_json_node_at (root, "0"), codes));
  g_assert_true (kw_fhir_concept_has (root, "/list", "a"));
  g_assert_true (kw_fhir_concept_has (root, NULL, "b"));
  g_assert_false (kw_fhir_concept_has (root, "/list", "b"));
}

static void
test_references (void)
{
  static const struct
  {
    const char *json;
    gboolean is_patient;
  } cases[] = {
    { "{\"reference\":\"Patient/1\"}", TRUE },
    { "{\"reference\":\"https://a.example/fhir/Patient/1\"}", TRUE },
    { "{\"reference\":\"urn:uuid:1\",\"type\":\"Patient\"}", TRUE },
    { "{\"reference\":{\"reference\":\"Patient/1\"}}", TRUE },
    { "{\"reference\":\"InPatient/1\"}", FALSE },
    { "{\"reference\":\"Practitioner/1\"}", FALSE },
    { "{\"reference\":7}", FALSE },
    { "{}", FALSE },
    { "\"Patient/1\"", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KwJson) json = parse (cases[i].json);

      g_assert_cmpint (kw_fhir_refers_to (kw_json_get_root (json), "Patient"), ==,
                       cases[i].is_patient);
    }
}

static void
test_names (void)
{
  static const struct
  {
    const char *json;
    const char *name;
  } cases[] = {
    { "[{\"family\":\"Lim\",\"given\":[\"Ana\",\"B.\"],\"prefix\":[\"Dr.\"],\"suffix\":[\"MD\"]}]",
      "Dr. Ana B. Lim MD" },
    { "[{\"use\":\"nickname\",\"text\":\"Rosie\"},{\"use\":\"usual\",\"text\":\"Rosa\"}]", "Rosa" },
    { "[{\"use\":\"official\",\"text\":\"Old\",\"period\":{\"end\":\"2001\"}},"
      "{\"text\":\"New\"}]",
      "New" },
    { "[{\"use\":\"old\",\"text\":\"Only\"}]", "Only" },
    { "{\"text\":\"Lone\"}", "Lone" },
    { "\"Plain\"", "Plain" },
    { "[{\"family\":[],\"given\":{}}]", NULL },
    { "[]", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KwJson) json = parse (cases[i].json);
      g_autofree char *name = kw_fhir_dup_name (kw_fhir_best_name (kw_json_get_root (json)));

      g_assert_cmpstr (name, ==, cases[i].name);
    }
}

static void
test_attachments (void)
{
  static const struct
  {
    const char *json;
    guint n;
  } cases[] = {
    { "{\"resourceType\":\"DocumentReference\",\"content\":[{\"attachment\":{\"url\":\"a\"}},"
      "{\"format\":{}},{\"attachment\":{\"url\":\"b\"}}]}",
      2 },
    { "{\"resourceType\":\"DiagnosticReport\",\"presentedForm\":{\"url\":\"a\"}}", 1 },
    { "{\"resourceType\":\"Binary\",\"data\":\"\"}", 1 },
    { "{\"resourceType\":\"Observation\",\"content\":[{\"attachment\":{}}]}", 0 },
    { "{\"resourceType\":\"DocumentReference\",\"content\":\"x\"}", 0 },
    { "{}", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KwJson) json = parse (cases[i].json);
      g_autoptr (GPtrArray) found = kw_fhir_list_attachments (kw_json_get_root (json));

      g_assert_cmpuint (found->len, ==, cases[i].n);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fhir/dates", test_dates);
  g_test_add_func ("/fhir/numbers", test_numbers);
  g_test_add_func ("/fhir/concepts", test_concepts);
  g_test_add_func ("/fhir/codes", test_codes);
  g_test_add_func ("/fhir/references", test_references);
  g_test_add_func ("/fhir/names", test_names);
  g_test_add_func ("/fhir/attachments", test_attachments);
  return g_test_run ();
}
