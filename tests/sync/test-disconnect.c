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
  g_autoptr (GError) error = NULL;
  gboolean told = FALSE;
  guint n;

  g_assert_true (kw_sync_run (vault, uuid, NULL, NULL, NULL, &error));
  n = count (vault);
  g_assert_cmpuint (n, >, 0);
  g_assert_true (kw_disconnect (vault, uuid, &told, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (told);
  check_gone (vault, uuid, clinic->bases[0], n);
  g_assert_true (g_file_get_contents (log, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "/token/revoke"));
  g_assert_false (kw_disconnect (vault, uuid, &told, NULL, &error));
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
  gboolean told = TRUE;

  g_clear_pointer (&clinic, clinic_stop);
  g_assert_true (kw_disconnect (vault, uuid, &told, NULL, NULL));
  g_assert_false (told);
  check_gone (vault, uuid, base, 0);
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
  status = g_test_run ();
  return fixture_end (status);
}
