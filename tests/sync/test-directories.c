/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync/clinic.h"
#include "sync/directories.h"

static void
update (const char *dir, const Clinic *clinic, const char *shape, const char *id, gboolean changed)
{
  g_autoptr (GUri) uri = g_uri_parse (clinic->bases[0], G_URI_FLAGS_NONE, NULL);
  g_autofree char *url
      = g_strdup_printf ("http://127.0.0.1:%d/directory/%s.json", g_uri_get_port (uri), shape);
  KwDirectoryUpdate request = { .id = id, .url = url };
  g_autoptr (GError) error = NULL;
  gboolean new_one = FALSE;

  g_assert_true (kw_directories_update (dir, &request, &new_one, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (new_one, ==, changed);
}

static const struct
{
  const char *words;
  const char *first; /* name of the best answer; NULL: none */
  guint n;
} searches[] = {
  { "city", "City Clinic", 2 },
  { "City Cl", "City Clinic", 2 },
  { "clinic portland", "City Clinic", 1 },
  { "97201", "City Clinic", 1 },
  { "lakeside", "Lakeside Eye Center", 1 },
  { "LAKESIDE family", "Lakeside Family Practice", 1 },
  { "sun prairie", "Lakeside Urgent Care", 1 },
  { "mychart.lakeside.example", "Lakeside Family Practice", 1 },
  { "https://mychart.lakeside.example/MyChart/Authentication", "Lakeside Family Practice", 1 },
  { "laekside", "Lakeside Eye Center", 1 },
  { "lakside practise", "Lakeside Family Practice", 1 },
  { "RGH", "Riverside Hospital", 1 },
  { "nowhere at all", NULL, 0 },
  { "", NULL, 0 },
  { "   ", NULL, 0 },
};

static void
test_search (void)
{
  static const char *const shapes[] = { "endpoints", "brands" };

  for (guint s = 0; s < G_N_ELEMENTS (shapes); s++)
    {
      g_autofree char *dir = fixture_new ();
      g_autoptr (Clinic) clinic = clinic_start (NULL);
      g_autoptr (KwDirectories) all = NULL;

      update (dir, clinic, shapes[s], "demo-0", TRUE);
      all = kw_directories_load (dir);
      g_assert_cmpuint (kw_directories_get_n_lists (all), ==, 1);
      g_assert_cmpuint (kw_directories_get_list (all, 0)->n_places, ==, 6);
      for (guint i = 0; i < G_N_ELEMENTS (searches); i++)
        {
          g_autoptr (GArray) found = kw_directories_search (all, searches[i].words, 50);

          /* Only brands say where the portal is. */
          if (strstr (searches[i].words, "mychart") != NULL && s == 0)
            continue;
          g_test_message ("%s: %s, %u", shapes[s], searches[i].words, found->len);
          g_assert_cmpuint (found->len, ==, searches[i].n);
          if (found->len > 0)
            g_assert_cmpstr (g_array_index (found, KwHospital, 0).name, ==, searches[i].first);
        }
      fixture_remove (dir);
    }
}

/* Three places of one sign-in are one answer; two hospitals of one name are two. */
static void
test_answers (void)
{
  g_autofree char *dir = fixture_new ();
  g_autoptr (Clinic) clinic = clinic_start (NULL);
  g_autoptr (KwDirectories) all = NULL;
  g_autoptr (GArray) lakeside = NULL;
  g_autoptr (GArray) city = NULL;

  update (dir, clinic, "brands", "demo-0", TRUE);
  all = kw_directories_load (dir);
  lakeside = kw_directories_search (all, "lakeside", 50);
  g_assert_cmpuint (g_array_index (lakeside, KwHospital, 0).n_places, ==, 3);
  g_assert_cmpstr (g_array_index (lakeside, KwHospital, 0).vendor->id, ==, "epic");
  city = kw_directories_search (all, "city clinic", 50);
  g_assert_cmpuint (city->len, ==, 2);
  g_assert_cmpstr (g_array_index (city, KwHospital, 0).city, !=,
                   g_array_index (city, KwHospital, 1).city);
  g_assert_false (g_array_index (city, KwHospital, 0).ambiguous);
  fixture_remove (dir);
}

/* The same again is not fetched; a list that cannot be had leaves the one that is here. */
static void
test_update (void)
{
  g_autofree char *dir = fixture_new ();
  g_autoptr (Clinic) clinic = clinic_start (NULL);
  KwDirectoryUpdate nobody = { .id = "demo-0", .url = "http://127.0.0.1:1/list" };
  g_autoptr (KwDirectories) all = NULL;
  g_autoptr (GError) error = NULL;
  gboolean changed = TRUE;

  update (dir, clinic, "endpoints", "demo-0", TRUE);
  update (dir, clinic, "endpoints", "demo-0", FALSE);
  g_assert_false (kw_directories_update (dir, &nobody, &changed, NULL, &error));
  g_assert_error (error, KW_ERROR, KW_ERROR_UNREACHABLE);
  all = kw_directories_load (dir);
  g_assert_cmpuint (kw_directories_get_list (all, 0)->n_places, ==, 6);
  fixture_remove (dir);
}

static void
test_import (void)
{
  static const char text[]
      = "{\"entry\":[{\"resource\":{\"resourceType\":\"Endpoint\",\"id\":\"e\",\"address\":"
        "\"https://a.example/r4\"}},{\"resource\":{\"resourceType\":\"Organization\",\"name\":"
        "\"Sankt\\tÄgidius\",\"endpoint\":[{\"reference\":\"Endpoint/e\"}]}}]}";
  g_autofree char *dir = fixture_new ();
  g_autofree char *path = g_build_filename (dir, "list.json", NULL);
  g_autoptr (KwDirectories) all = NULL;
  g_autoptr (GArray) found = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  g_assert_true (kw_directories_import (dir, path, &error));
  all = kw_directories_load (dir);
  found = kw_directories_search (all, "agidius", 5);
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_cmpstr (g_array_index (found, KwHospital, 0).name, ==, "Sankt Ägidius");
  g_assert_true (g_file_set_contents (path, "{\"entry\":[", -1, NULL));
  g_assert_false (kw_directories_import (dir, path, &error));
  g_assert_nonnull (error);
  fixture_remove (dir);
}

/* A connection whose hospital has left the list is flagged, and only if there is such a list. */
static void
test_vanished (void)
{
  static const struct
  {
    const char *base;
    const char *environment;
    gboolean vanished;
  } cases[] = {
    { "https://fhir-myrecord.cerner.com/r4/HERE", "production", FALSE },
    { "https://fhir-myrecord.cerner.com/r4/GONE", "production", TRUE },
    { "https://fhir-myrecord.cerner.com/r4/ec2458f2-1e24-41c8-b71b-0e701af7583d", "sandbox",
      FALSE },
    { "https://fhir.other.example/r4", "production", FALSE },
  };
  static const char list[] = "keepwell-directory/1\thttps://l.example\t\t1772366400\n"
                             "https://fhir-myrecord.cerner.com/r4/HERE\tHere\t\t\t\t here\n";
  g_autofree char *dir = fixture_new ();
  g_autofree char *folder = g_build_filename (dir, "directories", NULL);
  g_autofree char *path = g_build_filename (folder, "oracle-health-0.list", NULL);
  g_autoptr (KwDirectories) all = NULL;

  g_mkdir_with_parents (folder, 0700);
  g_assert_true (g_file_set_contents (path, list, -1, NULL));
  all = kw_directories_load (dir);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KwConnection) plain = kw_connection_new ();
      g_autoptr (KwConnection) with_base
          = kw_connection_with (plain, KW_CONNECTION_BASE, cases[i].base);
      g_autoptr (KwConnection) with_vendor = kw_connection_with (
          with_base, KW_CONNECTION_VENDOR, kw_vendor_for_base (cases[i].base)->id);
      g_autoptr (KwConnection) connection
          = kw_connection_with (with_vendor, KW_CONNECTION_ENVIRONMENT, cases[i].environment);
      gint64 as_of = 0;

      g_test_message ("%s", cases[i].base);
      g_assert_cmpint (kw_directories_has_vanished (all, connection, &as_of), ==,
                       cases[i].vanished);
      g_assert_cmpint (as_of, ==, cases[i].vanished ? 1772366400 : 0);
      g_autofree char *warning = kw_directories_dup_warning (all, connection);
      g_assert_cmpint (warning != NULL, ==, cases[i].vanished);
      g_assert_true (warning == NULL || strstr (warning, "1 March 2026") != NULL);
      g_assert_cmpint (kw_directories_covers (all, connection), ==, i < 2);
    }
  fixture_remove (dir);
}

int
main (int argc, char **argv)
{
  int status;

  fixture_start ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sync/directories/search", test_search);
  g_test_add_func ("/sync/directories/answers", test_answers);
  g_test_add_func ("/sync/directories/update", test_update);
  g_test_add_func ("/sync/directories/import", test_import);
  g_test_add_func ("/sync/directories/vanished", test_vanished);
  status = g_test_run ();
  return fixture_end (status);
}
