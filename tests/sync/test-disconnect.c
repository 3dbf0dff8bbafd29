/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync/clinic.h"
#include "vault/keyring.h"

static void
check_gone (KwVault *vault, const char *uuid, const char *base, guint n_records)
{
  g_autoptr (GPtrArray) connections = kw_vault_list_connections (vault, NULL);
  g_autoptr (GPtrArray) index = kw_vault_load_index (vault, NULL, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (connections->len, ==, 0);
  g_assert_null (kw_keyring_load_tokens (uuid, base, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (index->len, ==, n_records);
}

static guint
count (KwVault *vault)
{
  g_autoptr (GPtrArray) index = kw_vault_load_index (vault, NULL, NULL);

  return index->len;
}

/* The hospital is told, the tokens are gone, the records stay. */
static void
test_told (void)
{
  g_autofree char *dir = fixture_new ();
  g_autofree char *log = g_build_filename (dir, "log", NULL);
  const char *const options[] = { "--log", log, NULL };
  g_autoptr (Clinic) clinic = clinic_start (options);
  g_autofree char *uuid = NULL;
  g_autofree char *text = NULL;
  g_autoptr (KwVault) vault = clinic_connect (dir, clinic->bases[0], "James Okafor", &uuid);
  g_autoptr (KwDisconnected) result = NULL;
  g_autoptr (GError) error = NULL;
  guint n;

  g_assert_true (kw_sync_run (vault, uuid, NULL, NULL, NULL, &error));
  n = count (vault);
  g_assert_cmpuint (n, >, 0);
  result = kw_disconnect (vault, uuid, FALSE, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (result->told);
  g_assert_null (result->why_not);
  g_assert_false (result->records_deleted);
  g_assert_true (g_str_has_suffix (result->manage_url, "/my-authorizations"));
  check_gone (vault, uuid, clinic->bases[0], n);
  g_assert_true (g_file_get_contents (log, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "/token/revoke"));
  g_assert_null (kw_disconnect (vault, uuid, FALSE, NULL, &error));
  g_assert_error (error, KW_ERROR, KW_ERROR_NO_SUCH_RECORD);
  g_clear_object (&vault);
  fixture_remove (dir);
}

/* Without network what is on this computer goes all the same. */
static void
test_offline (void)
{
  g_autofree char *dir = fixture_new ();
  g_autoptr (Clinic) clinic = clinic_start (NULL);
  g_autofree char *base = g_strdup (clinic->bases[0]);
  g_autofree char *uuid = NULL;
  g_autoptr (KwVault) vault = clinic_connect (dir, base, "James Okafor", &uuid);
  g_autoptr (KwDisconnected) result = NULL;

  g_clear_pointer (&clinic, clinic_stop);
  result = kw_disconnect (vault, uuid, FALSE, NULL, NULL);
  g_assert_false (result->told);
  g_assert_nonnull (strstr (result->why_not, "could not be reached"));
  check_gone (vault, uuid, base, 0);
  g_clear_object (&vault);
  fixture_remove (dir);
}

/* A keyring that cannot be opened: the sign-in is still there, and that is said with its reason. */
static void
test_locked (void)
{
  g_autofree char *dir = fixture_new ();
  g_autoptr (Clinic) clinic = clinic_start (NULL);
  g_autofree char *uuid = NULL;
  g_autoptr (KwVault) vault = clinic_connect (dir, clinic->bases[0], "James Okafor", &uuid);
  g_autoptr (KwDisconnected) failed = NULL;
  g_autoptr (KwDisconnected) done = NULL;
  g_autoptr (GPtrArray) connections = NULL;
  const char *path = g_getenv ("SECRET_FILE_TEST_PATH");
  g_autofree char *away = g_strconcat (path, ".away", NULL);

  g_assert_cmpint (g_rename (path, away), ==, 0);
  g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
  failed = kw_disconnect (vault, uuid, TRUE, NULL, NULL);
  g_assert_false (failed->told);
  g_assert_nonnull (failed->why_not);
  g_assert_nonnull (failed->kept);
  g_assert_false (failed->records_deleted);
  connections = kw_vault_list_connections (vault, NULL);
  g_assert_cmpuint (connections->len, ==, 1);
  g_assert_cmpint (g_rmdir (path), ==, 0);
  g_assert_cmpint (g_rename (away, path), ==, 0);
  done = kw_disconnect (vault, uuid, FALSE, NULL, NULL);
  g_assert_true (done->told);
  g_assert_no_error (done->kept);
  check_gone (vault, uuid, clinic->bases[0], 0);
  g_clear_object (&vault);
  fixture_remove (dir);
}

static const KwSource *
only_source (GPtrArray *sources)
{
  g_assert_cmpuint (sources->len, ==, 1);
  return g_ptr_array_index (sources, 0);
}

/* Connecting anew to the same record goes on where it was, and puts nothing beside itself. */
static void
test_connected_anew (void)
{
  g_autofree char *dir = fixture_new ();
  g_autoptr (Clinic) clinic = clinic_start (NULL);
  g_autofree char *uuid = NULL;
  g_autoptr (KwVault) vault = clinic_connect (dir, clinic->bases[0], "James Okafor", &uuid);
  g_autoptr (KwDisconnected) result = NULL;
  g_autoptr (KwSignIn) sign_in = NULL;
  g_autoptr (KwConnection) connection = NULL;
  g_autoptr (GPtrArray) left = NULL;
  g_autoptr (GPtrArray) again = NULL;
  guint n;

  g_assert_true (kw_sync_run (vault, uuid, NULL, NULL, NULL, NULL));
  n = count (vault);
  result = kw_disconnect (vault, uuid, FALSE, NULL, NULL);
  left = kw_vault_list_sources (vault, NULL);
  g_assert_null (only_source (left)->uuid);
  g_assert_nonnull (only_source (left)->message);
  sign_in = clinic_sign_in (clinic->bases[0], "James Okafor", NULL);
  connection = kw_sign_in_store (sign_in, vault, NULL);
  again = kw_vault_list_sources (vault, NULL);
  g_assert_cmpstr (only_source (again)->id, ==, only_source (left)->id);
  g_assert_cmpstr (only_source (again)->uuid, ==,
                   kw_connection_get (connection, KW_CONNECTION_UUID));
  g_assert_null (only_source (again)->message);
  g_assert_true (kw_sync_run (vault, only_source (again)->uuid, NULL, NULL, NULL, NULL));
  g_assert_cmpuint (count (vault), ==, n);
  g_clear_object (&vault);
  fixture_remove (dir);
}

static void
test_deleted (void)
{
  g_autofree char *dir = fixture_new ();
  g_autoptr (Clinic) clinic = clinic_start (NULL);
  g_autofree char *uuid = NULL;
  g_autoptr (KwVault) vault = clinic_connect (dir, clinic->bases[0], "James Okafor", &uuid);
  g_autoptr (KwDisconnected) result = NULL;
  g_autoptr (GPtrArray) sources = NULL;

  g_assert_true (kw_sync_run (vault, uuid, NULL, NULL, NULL, NULL));
  result = kw_disconnect (vault, uuid, TRUE, NULL, NULL);
  g_assert_true (result->records_deleted);
  sources = kw_vault_list_sources (vault, NULL);
  g_assert_cmpuint (sources->len, ==, 0);
  check_gone (vault, uuid, clinic->bases[0], 0);
  g_clear_object (&vault);
  fixture_remove (dir);
}

int
main (int argc, char **argv)
{
  int status;

  fixture_start ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sync/disconnect/told", test_told);
  g_test_add_func ("/sync/disconnect/offline", test_offline);
  g_test_add_func ("/sync/disconnect/locked", test_locked);
  g_test_add_func ("/sync/disconnect/connected-anew", test_connected_anew);
  g_test_add_func ("/sync/disconnect/deleted", test_deleted);
  status = g_test_run ();
  return fixture_end (status);
}
