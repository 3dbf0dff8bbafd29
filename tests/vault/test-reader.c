/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a reader keeps between two reads, and what it says of rows that are not as the root has
 * them; that an older row put back is seen is tested with the store. */
#include "core/error.h"
#include "vault/database.h"
#include "vault/fixture.h"

static void
commit (KwVault *vault, const char *id, const char *text)
{
  KwBatch *batch = kw_batch_new ("c1");
  GError *error = NULL;

  fixture_put (batch, id, text);
  kw_vault_commit (vault, batch, &error);
  g_assert_no_error (error);
}

static void
expect_body (KwVault *vault, const char *ref, const char *word)
{
  GError *error = NULL;
  g_autoptr (GBytes) body = kw_vault_load_body (vault, ref, &error);

  g_assert_no_error (error);
  g_assert_nonnull (
      memmem (g_bytes_get_data (body, NULL), g_bytes_get_size (body), word, strlen (word)));
}

/* What another connection has written is what the next read gives, whatever was kept. */
static void
test_never_stale (void)
{
  g_autofree char *dir = fixture_new ();
  g_autoptr (KwVault) vault = fixture_vault (dir);
  g_autoptr (KwVault) other = kw_vault_open (dir, kw_vault_get_person_uuid (vault), NULL);
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) after = NULL;
  guint64 version;

  commit (vault, "a", "Asthma");
  before = kw_vault_load_index (vault, NULL, NULL);
  expect_body (vault, "c1/Condition/a", "Asthma");
  version = kw_vault_get_version (vault);
  commit (other, "a", "Gout");
  commit (other, "b", "Measles");
  g_assert_cmpuint (kw_vault_get_version (vault), >, version);
  expect_body (vault, "c1/Condition/a", "Gout");
  expect_body (vault, "c1/Condition/b", "Measles");
  after = kw_vault_load_index (vault, NULL, NULL);
  g_assert_cmpuint (before->len, ==, 1);
  g_assert_cmpstr (fixture_find (before, "a")->record->text, ==, "Asthma");
  g_assert_cmpuint (after->len, ==, 2);
  fixture_remove (dir);
}

/* A record that the vault never had is one thing, a body that is gone another. */
static void
test_missing (void)
{
  g_autofree char *dir = fixture_new ();
  g_autoptr (KwVault) vault = fixture_vault (dir);
  g_autofree char *path
      = g_build_filename (dir, "people", kw_vault_get_person_uuid (vault), "vault.db", NULL);
  g_autoptr (KwDatabase) db = kw_database_open (path, FALSE, NULL);
  g_autoptr (GError) error = NULL;

  commit (vault, "a", "Asthma");
  g_assert_null (kw_vault_load_body (vault, "c1/Condition/b", &error));
  g_assert_error (error, KW_ERROR, KW_ERROR_NO_SUCH_RECORD);
  g_clear_error (&error);
  g_assert_null (kw_vault_load_body (vault, "", &error));
  g_assert_error (error, KW_ERROR, KW_ERROR_NO_SUCH_RECORD);
  g_clear_error (&error);
  g_assert_true (kw_database_exec (db, "DELETE FROM row", NULL));
  g_assert_null (kw_vault_load_body (vault, "c1/Condition/a", &error));
  g_assert_error (error, KW_ERROR, KW_ERROR_VAULT_DAMAGED);
  fixture_remove (dir);
}

static void
test_blob (void)
{
  g_autofree char *dir = fixture_new ();
  g_autoptr (KwVault) vault = fixture_vault (dir);
  g_autofree char *path
      = g_build_filename (dir, "people", kw_vault_get_person_uuid (vault), "vault.db", NULL);
  g_autoptr (KwDatabase) db = kw_database_open (path, FALSE, NULL);
  static const char *const values[] = { "%PDF", "", "%PDF-2" };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      KwBatch *batch = kw_batch_new ("c1");
      g_autoptr (GBytes) bytes = g_bytes_new (values[i], strlen (values[i]));
      g_autoptr (GBytes) found = NULL;
      g_autofree char *type = NULL;

      kw_batch_put_blob (batch, "c1/Binary/b", 1, NULL, i == 1 ? NULL : "application/pdf", bytes);
      g_assert_true (kw_vault_commit (vault, batch, &error));
      found = kw_vault_load_blob (vault, "c1/Binary/b", 1, NULL, &type, &error);
      g_assert_no_error (error);
      g_assert_true (g_bytes_equal (found, bytes));
      g_assert_cmpstr (type, ==, i == 1 ? NULL : "application/pdf");
    }
  g_assert_null (kw_vault_load_blob (vault, "c1/Binary/b", 0, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (kw_database_exec (db, "UPDATE blob SET slot = zeroblob (16)", NULL));
  g_assert_null (kw_vault_load_blob (vault, "c1/Binary/b", 1, NULL, NULL, &error));
  g_assert_error (error, KW_ERROR, KW_ERROR_VAULT_DAMAGED);
  fixture_remove (dir);
}

static void
test_cancelled (void)
{
  g_autofree char *dir = fixture_new ();
  g_autoptr (KwVault) vault = fixture_vault (dir);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GPtrArray) index = NULL;
  g_autoptr (GError) error = NULL;

  commit (vault, "a", "Asthma");
  g_cancellable_cancel (cancellable);
  g_assert_null (kw_vault_load_index (vault, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  index = kw_vault_load_index (vault, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (index->len, ==, 1);
  fixture_remove (dir);
}

int
main (int argc, char **argv)
{
  fixture_start ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/reader/never-stale", test_never_stale);
  g_test_add_func ("/reader/missing", test_missing);
  g_test_add_func ("/reader/blob", test_blob);
  g_test_add_func ("/reader/cancelled", test_cancelled);
  return fixture_end (g_test_run ());
}
