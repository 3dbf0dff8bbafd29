/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "client.h"

typedef struct
{
  guint pages;
  guint records;
  guint outcomes;
  guint foreign;
  char *total; /* of the first page */
} Walk;

static void
count_page (Walk *walk, const KwJsonNode *root, GHashTable *ids)
{
  KW_JSON_FOREACH (entry, kw_json_node_get_member (root, "entry"))
    {
      const char *subject = kw_json_string_at (entry, "resource.subject.reference");
      if (g_strcmp0 (kw_json_string_at (entry, "search.mode"), "outcome") == 0)
        walk->outcomes++;
      else if (g_strcmp0 (subject, "Patient/1001") != 0)
        walk->foreign++;
      else
        {
          walk->records++;
          g_assert_true (
              g_hash_table_add (ids, g_strdup (kw_json_string_at (entry, "resource.id"))));
        }
    }
}

static char *
next_of (const KwJsonNode *root)
{
  KW_JSON_FOREACH (link, kw_json_node_get_member (root, "link"))
    if (g_strcmp0 (kw_json_string_at (link, "relation"), "next") == 0)
      return g_strdup (kw_json_string_at (link, "url"));
  return NULL;
}

/* Rosa's record page by page, no record twice. */
static Walk
walk_through (KwClinic *clinic, const char *query)
{
  Walk walk = { 0 };
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (KwJson) tokens = connect_as (clinic, 0, "Rosa Alvarez", NULL);
  const char *token = kw_json_string_at (kw_json_get_root (tokens), "access_token");
  g_autofree char *url = g_strconcat (kw_clinic_get_base (clinic, 0), "/", query, NULL);
  while (url != NULL)
    {
      g_autoptr (Reply) reply = fetch (url, NULL, token, "application/fhir+json");
      g_assert_cmpuint (reply->status, ==, 200);
      g_autoptr (KwJson) json = reply_json (reply);
      if (walk.pages++ == 0)
        walk.total = g_strdup (kw_json_scalar_at (kw_json_get_root (json), "total"));
      count_page (&walk, kw_json_get_root (json), ids);
      g_free (url);
      url = next_of (kw_json_get_root (json));
    }
  return walk;
}

static void
test_paging (void)
{
  static const struct
  {
    const char *count;
    guint size;
  } rows[] = { { "", 50 },
               { "&_count=7", 7 },
               { "&_count=200", 200 },
               { "&_count=5000", 200 },
               { "&_count=none", 50 } };
  g_autoptr (KwClinic) clinic = clinic_with (NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *query = g_strconcat ("Observation?patient=1001", rows[i].count, NULL);
      Walk walk = walk_through (clinic, query);
      g_autofree char *total = walk.total;
      g_assert_cmpuint (walk.records, >, 500);
      g_assert_cmpuint (walk.records, ==, (guint) g_ascii_strtoull (total, NULL, 10));
      g_assert_cmpuint (walk.pages, ==, (walk.records + rows[i].size - 1) / rows[i].size);
    }
}

static guint
count (KwClinic *clinic, const char *query)
{
  Walk walk = walk_through (clinic, query);
  g_free (walk.total);
  return walk.records;
}

/* A narrower question never gives more, and the parts give the whole. */
static void
test_parameters (void)
{
  g_autoptr (KwClinic) clinic = clinic_with (NULL);
  guint all = count (clinic, "Observation?patient=1001&_count=200");
  guint laboratory = count (clinic, "Observation?patient=1001&category=laboratory&_count=200");
  guint vital = count (clinic, "Observation?patient=1001&category=vital-signs&_count=200");
  guint social = count (clinic, "Observation?patient=1001&category=social-history&_count=200");
  g_assert_cmpuint (laboratory, >=, 300);
  g_assert_cmpuint (laboratory + vital + social, ==, all);
  g_assert_cmpuint (
      count (clinic, "Observation?patient=1001&category=laboratory,vital-signs&_count=200"), ==,
      laboratory + vital);
  guint a1c = count (clinic, "Observation?patient=1001&code=http://loinc.org%7C4548-4&_count=200");
  g_assert_cmpuint (a1c, >=, 40);
  g_assert_cmpuint (a1c, <, laboratory);
  guint since = count (clinic, "Observation?patient=1001&date=ge2020-01-01&_count=200");
  guint before = count (clinic, "Observation?patient=1001&date=lt2020-01-01&_count=200");
  guint between
      = count (clinic, "Observation?patient=1001&date=ge2020-01-01&date=lt2021-01-01&_count=200");
  g_assert_cmpuint (since + before, ==, all - 1); /* one has no date */
  g_assert_cmpuint (between, >, 0);
  g_assert_cmpuint (between, <, since);
  guint updated
      = count (clinic, "Observation?patient=1001&_lastUpdated=gt2026-10-01T00:00:00Z&_count=200");
  g_assert_cmpuint (updated, >, 0);
  g_assert_cmpuint (updated, <, since);
}

static void
test_list_faults (void)
{
  static const struct
  {
    const char *fault;
    const char *total;
    gboolean outcome;
    gboolean foreign;
  } rows[] = { { "incomplete", NULL, TRUE, FALSE },
               { "foreign-record", NULL, FALSE, TRUE },
               { "no-total", NULL, FALSE, FALSE },
               { "total-zero", "0", FALSE, FALSE } };
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (KwClinic) clinic = clinic_with ((const char *[]){ rows[i].fault, NULL });
      Walk walk = walk_through (clinic, "Observation?patient=1001&_count=200");
      g_autofree char *total = walk.total;
      g_assert_cmpuint (walk.records, >, 0);
      g_assert_true ((walk.outcomes > 0) == rows[i].outcome);
      g_assert_true ((walk.foreign > 0) == rows[i].foreign);
      if (g_str_has_suffix (rows[i].fault, "zero") || g_str_has_prefix (rows[i].fault, "no-"))
        g_assert_cmpstr (total, ==, rows[i].total);
    }
}

static void
test_next_faults (void)
{
  static const char *const names[]
      = { "next-outside", "next-other-tenant", "next-loop", "next-relative", "next-expired" };
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (KwClinic) clinic = clinic_with ((const char *[]){ names[i], NULL });
      g_autoptr (KwJson) tokens = connect_as (clinic, 0, "Rosa Alvarez", NULL);
      const char *token = kw_json_string_at (kw_json_get_root (tokens), "access_token");
      g_autoptr (Reply) reply = read_fhir (clinic, 0, token, "Observation?patient=1001");
      g_autoptr (KwJson) json = reply_json (reply);
      g_autofree char *next = next_of (kw_json_get_root (json));
      const char *base = kw_clinic_get_base (clinic, 0);
      gboolean inside = g_str_has_prefix (next, base);
      g_assert_true (inside == (i == 2 || i == 4));
      g_assert_true (g_str_has_prefix (next, kw_clinic_get_base (clinic, 1)) == (i == 1));
      g_assert_true (g_str_has_prefix (next, "Observation?") == (i == 3));
      if (!inside)
        continue;
      g_autoptr (Reply) second = fetch (next, NULL, token, "application/fhir+json");
      g_assert_cmpuint (second->status, ==, i == 4 ? 410 : 200);
      if (i == 2)
        {
          g_autoptr (KwJson) page = reply_json (second);
          g_autofree char *again = next_of (kw_json_get_root (page));
          g_assert_cmpstr (again, ==, next);
        }
    }
}

static void
test_answer_faults (void)
{
  static const struct
  {
    const char *fault;
    const char *query;
    guint status;
    const char *content_type;
    gboolean whole;
  } rows[] = {
    { "old-content-type", "Observation?patient=1001", 200, "application/json+fhir", TRUE },
    { "cut-off:Observation", "Observation?patient=1001", 200, "application/fhir+json;charset=utf-8",
      FALSE },
    { "strict-search", "Observation?patient=1001", 400, "application/fhir+json;charset=utf-8",
      TRUE },
    { "strict-search", "Observation?patient=1001&category=laboratory", 200,
      "application/fhir+json;charset=utf-8", TRUE },
  };
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (KwClinic) clinic = clinic_with ((const char *[]){ rows[i].fault, NULL });
      g_autoptr (KwJson) tokens = connect_as (clinic, 0, "Rosa Alvarez", NULL);
      const char *token = kw_json_string_at (kw_json_get_root (tokens), "access_token");
      g_autoptr (Reply) reply = read_fhir (clinic, 0, token, rows[i].query);
      g_assert_cmpuint (reply->status, ==, rows[i].status);
      g_assert_cmpstr (reply->content_type, ==, rows[i].content_type);
      g_assert_true (g_str_has_suffix (reply->text, "}") == rows[i].whole);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/demo/fhir-search/paging", test_paging);
  g_test_add_func ("/demo/fhir-search/parameters", test_parameters);
  g_test_add_func ("/demo/fhir-search/list-faults", test_list_faults);
  g_test_add_func ("/demo/fhir-search/next-faults", test_next_faults);
  g_test_add_func ("/demo/fhir-search/answer-faults", test_answer_faults);
  return g_test_run ();
}
