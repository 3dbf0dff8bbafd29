/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <libintl.h>
#include <locale.h>

#include "sync/clinic.h"
#include "sync/keeper.h"
#include "vault/keyring.h"

#define ROSA "Rosa Alvarez"

static const KwCheck *
find_check (const KwDoctorReport *report, const char *id)
{
  for (guint i = 0; i < report->checks->len; i++)
    {
      const KwCheck *check = g_ptr_array_index (report->checks, i);
      if (g_str_equal (check->id, id))
        return check;
    }
  g_assert_not_reached ();
}

/* An address alone: what needs a sign-in is said to be not checked. */
static void
test_address (void)
{
  static const struct
  {
    const char *fault;
    KwDoctorEnd end;
    const char *failed;
  } cases[] = {
    { "no-total", KW_DOCTOR_WELL, NULL },
    { "no-discovery", KW_DOCTOR_DO, "discovery" },
    { "stale-discovery", KW_DOCTOR_HOSPITAL, "one-hospital" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *const options[] = { "--fault", cases[i].fault, NULL };
      g_autoptr (Clinic) clinic = clinic_start (options);
      g_autoptr (KwDoctorReport) report
          = kw_doctor_run (NULL, clinic->bases[0], NULL, NULL, NULL, NULL);

      g_test_message ("%s", cases[i].fault);
      g_assert_cmpint (report->end, ==, cases[i].end);
      g_assert_cmpuint (report->checks->len, ==, 9);
      g_assert_cmpint (find_check (report, "read")->verdict, ==, KW_CHECK_UNKNOWN);
      if (cases[i].failed != NULL)
        g_assert_cmpint (find_check (report, cases[i].failed)->verdict, ==, KW_CHECK_FAIL);
    }
}

static void
test_nobody (void)
{
  g_autoptr (KwDoctorReport) report
      = kw_doctor_run (NULL, "http://127.0.0.1:1/r4/T", NULL, NULL, NULL, NULL);

  g_assert_cmpint (find_check (report, "reachable")->verdict, ==, KW_CHECK_FAIL);
  g_assert_cmpint (find_check (report, "certificate")->verdict, ==, KW_CHECK_UNKNOWN);
  g_assert_cmpint (report->action, ==, KW_DOCTOR_ACTION_LATER);
  g_assert_nonnull (strstr (report->block, "no answer (unreachable)"));
}

static void
count_cb (gpointer data, const KwCheck *check)
{
  g_assert_nonnull (check->words);
  ++*(guint *) data;
}

static void
test_connection (void)
{
  g_autofree char *dir = fixture_new ();
  g_autoptr (Clinic) clinic = clinic_start (NULL);
  g_autofree char *uuid = NULL;
  g_autoptr (KwVault) vault = clinic_connect (dir, clinic->bases[0], ROSA, &uuid);
  guint n = 0;
  g_autoptr (KwDoctorReport) well = kw_doctor_run (vault, uuid, count_cb, &n, NULL, NULL);
  g_autoptr (KwDoctorReport) gone = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (well->worst, ==, KW_CHECK_FINE);
  g_assert_cmpint (well->end, ==, KW_DOCTOR_WELL);
  g_assert_cmpstr (well->verdict, ==, "All is well.");
  g_assert_cmpuint (n, ==, 9);
  for (guint i = 0; i < well->values->len; i++)
    g_assert_cmpint (((KwTenantValue *) g_ptr_array_index (well->values, i))->state, ==,
                     KW_TENANT_SAME);
  g_clear_pointer (&clinic, clinic_stop);
  gone = kw_doctor_run (vault, uuid, NULL, NULL, NULL, NULL);
  g_assert_cmpint (gone->action, ==, KW_DOCTOR_ACTION_LATER);
  g_assert_null (
      kw_doctor_run (vault, "00000000-0000-4000-8000-000000000000", NULL, NULL, NULL, &error));
  g_assert_error (error, KW_ERROR, KW_ERROR_NO_SUCH_RECORD);
  g_clear_object (&vault);
  fixture_remove (dir);
}

/* The fault that this program was begun for. */
static void
test_theirs (void)
{
  g_autofree char *dir = fixture_new ();
  g_autoptr (Clinic) clinic = clinic_start (NULL);
  g_autofree char *uuid = NULL;
  g_autoptr (KwVault) vault = clinic_connect (dir, clinic->bases[0], ROSA, &uuid);
  g_autoptr (KwDoctorReport) report = NULL;
  g_autofree char *text = NULL;

  clinic_go_wrong (&clinic, "tenant-mismatch");
  report = kw_doctor_run (vault, uuid, NULL, NULL, NULL, NULL);
  text = kw_doctor_report_dup_text (report);
  g_assert_cmpint (report->end, ==, KW_DOCTOR_HOSPITAL);
  g_assert_nonnull (strstr (report->verdict, "Only the hospital can mend this"));
  g_assert_nonnull (report->send_to);
  g_assert_cmpint (find_check (report, "one-hospital")->verdict, ==, KW_CHECK_FINE);
  g_assert_cmpint (find_check (report, "read")->verdict, ==, KW_CHECK_FAIL);
  g_assert_nonnull (strstr (text, "This is not about my password."));
  g_assert_nonnull (strstr (text, "urn:cerner:error:oauth2:resource-access:tenant-mismatch"));
  g_assert_nonnull (strstr (text, "Opc-Request-Id: /"));
  g_assert_nonnull (strstr (text, "/Patient/{patient} -> 401"));
  g_assert_nonnull (strstr (text, "$TOKEN"));
  g_assert_nonnull (strstr (text, "Date: "));
  g_clear_object (&vault);
  fixture_remove (dir);
}

/* Two connections to two hospitals of one host whose secrets were exchanged: each pass names the
 * other hospital, which is ours to mend. */
static void
test_ours (void)
{
  g_autofree char *dir = fixture_new ();
  g_autoptr (Clinic) clinic = clinic_start (NULL);
  g_autofree char *uuid = NULL;
  g_autofree char *other_dir = fixture_new ();
  g_autofree char *other_uuid = NULL;
  g_autoptr (KwVault) vault = clinic_connect (dir, clinic->bases[0], ROSA, &uuid);
  g_autoptr (KwVault) other = clinic_connect (other_dir, clinic->bases[1], ROSA, &other_uuid);
  char *swapped = kw_keyring_load_tokens (other_uuid, clinic->bases[1], NULL);
  g_autoptr (KwDoctorReport) report = NULL;

  g_assert_true (kw_keyring_store_tokens (uuid, clinic->bases[0], "Test", swapped, NULL));
  kw_wipe (swapped);
  report = kw_doctor_run (vault, uuid, NULL, NULL, NULL, NULL);
  g_assert_cmpint (report->end, ==, KW_DOCTOR_DO);
  g_assert_cmpint (report->action, ==, KW_DOCTOR_ACTION_SIGN_IN);
  g_assert_nonnull (strstr (report->verdict, "Keepwell holds addresses of two hospitals"));
  g_assert_nonnull (
      strstr (report->verdict, "“Address of your records” and “Written in the pass itself”"));
  g_assert_nonnull (strstr (report->block, "tenant claim of the access token: "));
  g_assert_nonnull (strstr (report->block, "(DIFFERENT)"));
  g_assert_cmpint (find_check (report, "read")->verdict, ==, KW_CHECK_UNKNOWN);
  g_assert_null (strstr (report->block, "with the token"));
  g_clear_object (&vault);
  g_clear_object (&other);
  fixture_remove (dir);
  fixture_remove (other_dir);
}

/* Nothing that is secret or about anybody is in what is sent. */
static void
test_canaries (void)
{
  g_autofree char *dir = fixture_new ();
  g_autoptr (Clinic) clinic = clinic_start (NULL);
  g_autofree char *uuid = NULL;
  g_autoptr (KwVault) vault = clinic_connect (dir, clinic->bases[0], ROSA, &uuid);
  g_autoptr (KwConnection) connection = kw_find_connection (vault, uuid, NULL);
  g_autoptr (KwDoctorReport) report = NULL;
  g_autoptr (KwTokens) tokens = NULL;
  g_autofree char *text = NULL;
  char *json;

  clinic_go_wrong (&clinic, "tenant-mismatch");
  report = kw_doctor_run (vault, uuid, NULL, NULL, NULL, NULL);
  text = kw_doctor_report_dup_text (report);
  json = kw_keyring_load_tokens (uuid, clinic->bases[0], NULL);
  tokens = kw_tokens_new_from_json (json, NULL);
  /* Four digits alone may stand in a port or a request id. */
  g_autofree char *patient
      = g_strconcat ("Patient/", kw_connection_get (connection, KW_CONNECTION_PATIENT), NULL);
  const char *const canaries[] = { tokens->access_token,
                                   tokens->refresh_token,
                                   tokens->id_token,
                                   patient,
                                   "Rosa",
                                   "Alvarez",
                                   "1951-03",
                                   "Diabetes",
                                   "diabetes" };

  for (guint i = 0; i < G_N_ELEMENTS (canaries); i++)
    g_assert_true (canaries[i] == NULL || strstr (text, canaries[i]) == NULL);
  g_assert_cmpuint (strlen (text), <, 8000); /* fits one e-mail */
  kw_wipe (json);
  g_clear_object (&vault);
  fixture_remove (dir);
}

/* What changes from run to run. */
static char *
dup_stable (const char *block)
{
  static const char *const patterns[]
      = { "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z", "Date: [A-Za-z0-9:, ]+GMT",
          "[A-Za-z-]+-Request-Id: [^ ,\n]+" };
  char *text = g_strdup (block);

  for (guint i = 0; i < G_N_ELEMENTS (patterns); i++)
    {
      g_autoptr (GRegex) regex = g_regex_new (patterns[i], 0, 0, NULL);
      char *next = g_regex_replace_literal (regex, text, -1, 0, "…", 0, NULL);
      g_free (text);
      text = next;
    }
  return text;
}

/* A catalogue that puts marks around a few of our sentences stands for any other language. */
static void
bind_marks (const char *dir)
{
  static const char catalogue[]
      = "msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\n\"\n"
        "msgid \"The record can be read\"\nmsgstr \"«read»\"\n"
        "msgid \"Address of your records\"\nmsgstr \"«base»\"\n"
        "msgid \"This is not about my password.\"\nmsgstr \"«not»\"\n"
        "msgid \"Yes.\"\nmsgstr \"«yes»\"\n";
  g_autofree char *folder = g_build_filename (dir, "xx", "LC_MESSAGES", NULL);
  g_autofree char *po = g_build_filename (dir, "marks.po", NULL);
  g_autofree char *mo = g_build_filename (folder, GETTEXT_PACKAGE ".mo", NULL);
  char *argv[] = { (char *) "msgfmt", (char *) "-o", mo, po, NULL };

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (po, catalogue, -1, NULL));
  g_assert_true (
      g_spawn_sync (NULL, argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL));
  g_assert_true (g_file_test (mo, G_FILE_TEST_EXISTS));
  setlocale (LC_ALL, "C.UTF-8");
  g_setenv ("LANGUAGE", "xx", TRUE);
  bindtextdomain (GETTEXT_PACKAGE, dir);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
}

static void
test_language (void)
{
  g_autofree char *dir = fixture_new ();
  g_autoptr (Clinic) clinic = clinic_start (NULL);
  g_autofree char *uuid = NULL;
  g_autoptr (KwVault) vault = clinic_connect (dir, clinic->bases[0], ROSA, &uuid);
  g_autoptr (KwDoctorReport) english = NULL;
  g_autoptr (KwDoctorReport) other = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  clinic_go_wrong (&clinic, "tenant-mismatch");
  english = kw_doctor_run (vault, uuid, NULL, NULL, NULL, NULL);
  g_clear_pointer (&english, kw_doctor_report_free);
  english = kw_doctor_run (vault, uuid, NULL, NULL, NULL, NULL);
  first = dup_stable (english->block);
  bind_marks (dir);
  other = kw_doctor_run (vault, uuid, NULL, NULL, NULL, NULL);
  second = dup_stable (other->block);
  g_assert_cmpstr (find_check (other, "read")->name, ==, "«read»");
  g_assert_cmpstr (((KwTenantValue *) g_ptr_array_index (other->values, 0))->name, ==, "«base»");
  g_assert_nonnull (strstr (other->letter, "«not»"));
  g_assert_cmpstr (first, ==, second);
  g_unsetenv ("LANGUAGE");
  g_clear_object (&vault);
  fixture_remove (dir);
}

int
main (int argc, char **argv)
{
  int status;

  fixture_start ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sync/doctor/address", test_address);
  g_test_add_func ("/sync/doctor/nobody", test_nobody);
  g_test_add_func ("/sync/doctor/connection", test_connection);
  g_test_add_func ("/sync/doctor/theirs", test_theirs);
  g_test_add_func ("/sync/doctor/ours", test_ours);
  g_test_add_func ("/sync/doctor/canaries", test_canaries);
  g_test_add_func ("/sync/doctor/language", test_language);
  status = g_test_run ();
  return fixture_end (status);
}
