/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "client.h"

#include <glib/gstdio.h>

/* Everything that must not be in the log, from one sign-in with a read and a refresh. */
static GPtrArray *
use_it (KwClinic *clinic)
{
  static const char *const members[] = { "access_token", "refresh_token", "id_token" };
  GPtrArray *secrets = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *redirect = sign_in (clinic, 1, "Anna Lee", "Mary Lee");
  g_autofree char *code = query_member (redirect, "code");
  g_autoptr (Reply) reply = exchange (clinic, 1, code, NULL, NULL);
  g_autoptr (KwJson) json = reply_json (reply);
  const KwJsonNode *root = kw_json_get_root (json);
  g_autoptr (Reply) read
      = read_fhir (clinic, 1, kw_json_string_at (root, members[0]), "Patient/1002");
  g_autoptr (Reply) list = read_fhir (clinic, 1, kw_json_string_at (root, members[0]),
                                      "AllergyIntolerance?patient=1002");
  g_assert_cmpuint (read->status, ==, 200);
  g_assert_cmpuint (list->status, ==, 200);
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    g_ptr_array_add (secrets, g_strdup (kw_json_string_at (root, members[i])));
  g_ptr_array_add (secrets, g_steal_pointer (&code));
  g_ptr_array_add (secrets, g_strdup (VERIFIER));
  g_ptr_array_add (secrets, g_strdup ("the-state"));
  g_ptr_array_add (secrets, g_strdup ("the-nonce"));
  g_ptr_array_add (secrets, g_strdup ("Mary"));
  g_ptr_array_add (secrets, g_strdup ("?"));
  return secrets;
}

static void
assert_line (const char *line)
{
  g_assert_true (g_regex_match_simple (
      "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z [^ ]+ (GET|POST) /[^ ]* [0-9]{3} [a-z-]+$", line, 0,
      0));
}

static void
test_log (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *directory = g_dir_make_tmp ("demo-XXXXXX", &error);
  g_assert_no_error (error);
  g_autofree char *path = g_build_filename (directory, "log", NULL);
  KwClinic *clinic = kw_clinic_new (&(KwDemoOptions){ .log = path }, &error);
  g_assert_no_error (error);
  const char *tenant = strrchr (kw_clinic_get_base (clinic, 1), '/') + 1;
  g_autofree char *wanted
      = g_strdup_printf (" %s GET /r4/%s/Patient/1002 200 own-token\n", tenant, tenant);
  g_autoptr (GPtrArray) secrets = use_it (clinic);
  kw_clinic_free (clinic);
  g_autofree char *log = NULL;
  g_assert_true (g_file_get_contents (path, &log, NULL, &error));
  g_assert_nonnull (strstr (log, wanted));
  g_assert_nonnull (strstr (log, "/token 200 no-token\n"));
  g_assert_nonnull (strstr (log, "/consent 303 no-token\n"));
  for (guint i = 0; i < secrets->len; i++)
    g_assert_null (strstr (log, g_ptr_array_index (secrets, i)));
  g_auto (GStrv) lines = g_strsplit (log, "\n", -1);
  for (guint i = 0; lines[i] != NULL && lines[i][0] != '\0'; i++)
    assert_line (lines[i]);
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (g_rmdir (directory), ==, 0);
}

static void
test_what_cannot_start (void)
{
  g_autoptr (KwClinic) first = clinic_with (NULL);
  g_auto (GStrv) parts = g_strsplit_set (kw_clinic_get_base (first, 0), ":/", -1);
  const KwDemoOptions rows[] = {
    { .faults = (const char *[]){ "no-such-fault", NULL } },
    { .port = (guint) g_ascii_strtoull (parts[4], NULL, 10) },
    { .log = "/nowhere/at/all/log" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_null (kw_clinic_new (&rows[i], &error));
      g_assert_nonnull (error);
    }
}

/* The same port again means the same addresses again, those of the authorization host too. */
static void
test_start_again (void)
{
  KwClinic *clinic = clinic_with (NULL);
  g_autofree char *base = g_strdup (kw_clinic_get_base (clinic, 0));
  g_autofree char *authorize = endpoint (clinic, 0, "authorization_endpoint");
  g_auto (GStrv) parts = g_strsplit_set (base, ":/", -1);
  g_assert_cmpstr (kw_clinic_get_name (clinic, 1), ==, "City Clinic");
  kw_clinic_free (clinic);
  g_autoptr (GError) error = NULL;
  KwDemoOptions options = { .port = (guint) g_ascii_strtoull (parts[4], NULL, 10) };
  g_autoptr (KwClinic) again = kw_clinic_new (&options, &error);
  g_assert_no_error (error);
  g_autofree char *authorize_again = endpoint (again, 0, "authorization_endpoint");
  g_assert_cmpstr (kw_clinic_get_base (again, 0), ==, base);
  g_assert_cmpstr (authorize_again, ==, authorize);
}

/* What was allowed in one run can be refreshed in the next, at its own hospital and unchanged only.
 */
static void
test_refresh_after_start (void)
{
  KwClinic *clinic = clinic_with (NULL);
  g_autoptr (KwJson) json = connect_as (clinic, 1, "Anna Lee", "Mary Lee");
  g_autofree char *token = g_strdup (kw_json_string_at (kw_json_get_root (json), "refresh_token"));
  kw_clinic_free (clinic);
  g_autoptr (KwClinic) again = clinic_with (NULL);
  g_autofree char *changed = g_strdup (token);
  changed[strlen (changed) - 1] = changed[strlen (changed) - 1] == '0' ? '1' : '0';
  g_autoptr (Reply) forged = refresh (again, 1, changed);
  g_autoptr (Reply) elsewhere = refresh (again, 0, token);
  g_autoptr (Reply) good = refresh (again, 1, token);
  g_autoptr (Reply) spent = refresh (again, 1, token);
  g_assert_cmpuint (forged->status, ==, 400);
  g_assert_cmpuint (elsewhere->status, ==, 400);
  g_assert_cmpuint (good->status, ==, 200);
  g_assert_cmpuint (spent->status, ==, 400);
  g_autoptr (KwJson) answer = reply_json (good);
  g_assert_cmpstr (kw_json_string_at (kw_json_get_root (answer), "patient"), ==, "1002");
}

static void
test_gone (void)
{
  g_autoptr (KwClinic) clinic = clinic_with ((const char *[]){ "gone-after:2", NULL });
  g_autofree char *url = g_strconcat (kw_clinic_get_base (clinic, 0), "/metadata", NULL);
  g_autoptr (SoupSession) session = soup_session_new ();
  for (guint i = 0; i < 4; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SoupMessage) message = soup_message_new ("GET", url);
      g_autoptr (GBytes) body = soup_session_send_and_read (session, message, NULL, &error);
      g_assert_true ((body != NULL && error == NULL) == (i < 2));
    }
}

static void
test_slow (void)
{
  g_autoptr (KwClinic) clinic = clinic_with ((const char *[]){ "slow:150", NULL });
  gint64 before = g_get_monotonic_time ();
  g_autoptr (Reply) reply = read_fhir (clinic, 0, NULL, "metadata");
  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_cmpint (g_get_monotonic_time () - before, >=, 150000);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/demo/clinic/log", test_log);
  g_test_add_func ("/demo/clinic/what-cannot-start", test_what_cannot_start);
  g_test_add_func ("/demo/clinic/start-again", test_start_again);
  g_test_add_func ("/demo/clinic/refresh-after-start", test_refresh_after_start);
  g_test_add_func ("/demo/clinic/gone", test_gone);
  g_test_add_func ("/demo/clinic/slow", test_slow);
  return g_test_run ();
}
