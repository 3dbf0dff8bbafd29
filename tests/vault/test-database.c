/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <signal.h>
#include <sys/resource.h>

#include "core/error.h"
#include "vault/database.h"
#include "vault/fixture.h"

static void
test_settings (void)
{
  static const struct
  {
    const char *pragma;
    const char *value;
  } cases[] = {
    { "PRAGMA journal_mode", "wal" },
    { "PRAGMA synchronous", "2" },
    { "PRAGMA secure_delete", "1" },
    { "PRAGMA user_version", "1" },
  };
  g_autofree char *dir = fixture_new ();
  g_autofree char *path = g_build_filename (dir, "vault.db", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (KwDatabase) db = kw_database_open (path, TRUE, &error);
  GStatBuf info;

  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KwStatement) select = kw_database_prepare (db, cases[i].pragma, &error);
      gboolean failed = FALSE;

      g_assert_true (kw_statement_next (select, &failed, &error));
      g_assert_cmpstr ((const char *) sqlite3_column_text (select, 0), ==, cases[i].value);
    }
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 0777, ==, 0600);
  fixture_remove (dir);
}

static void
check_open (const char *dir, const char *bytes, gssize size, KwError code)
{
  g_autofree char *path = g_build_filename (dir, "vault.db", NULL);
  g_autoptr (GError) error = NULL;

  if (bytes != NULL)
    g_assert_true (g_file_set_contents (path, bytes, size, NULL));
  g_assert_null (kw_database_open (path, FALSE, &error));
  g_assert_error (error, KW_ERROR, (int) code);
}

static void
test_not_ours (void)
{
  g_autofree char *dir = fixture_new ();
  g_autofree char *path = g_build_filename (dir, "vault.db", NULL);
  g_autofree char *text = g_strnfill (5000, 'x');
  g_autoptr (KwDatabase) db = NULL;

  check_open (dir, NULL, 0, KW_ERROR_UNREADABLE);
  check_open (dir, "", 0, KW_ERROR_VAULT_DAMAGED);
  check_open (dir, text, 5000, KW_ERROR_VAULT_DAMAGED);
  g_unlink (path);
  db = kw_database_open (path, TRUE, NULL);
  g_assert_true (kw_database_exec (db, "PRAGMA user_version = 2", NULL));
  g_clear_pointer (&db, kw_database_close);
  check_open (dir, NULL, 0, KW_ERROR_VAULT_DAMAGED);
  fixture_remove (dir);
}

static gboolean
put_big_item (KwVault *vault, guint i, GError **error)
{
  g_autofree guint8 *bytes = g_malloc (100000);
  g_autofree char *key = g_strdup_printf ("item %u", i);
  g_autoptr (GBytes) value = NULL;

  for (guint at = 0; at < 100000; at++)
    bytes[at] = (guint8) g_random_int ();
  value = g_bytes_new (bytes, 100000);
  return kw_vault_put_item (vault, key, value, error);
}

static guint
fill_until (KwVault *vault, KwError code)
{
  g_autoptr (GError) error = NULL;
  guint n = 0;

  while (n < 200 && put_big_item (vault, n, &error))
    n++;
  g_assert_error (error, KW_ERROR, (int) code);
  return n;
}

/* The largest file that this process may write stands in for a disk without room: what was
 * committed stays, what was not is gone whole, and with room again writing goes on. */
static void
test_full_disk (void)
{
  g_autofree char *dir = fixture_new ();
  g_autoptr (KwVault) vault = fixture_vault (dir);
  g_autofree char *uuid = g_strdup (kw_vault_get_person_uuid (vault));
  g_autoptr (GError) error = NULL;
  struct rlimit limit, small;
  guint64 before;
  guint n;

  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  small = limit;
  small.rlim_cur = 1500000;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
  n = fill_until (vault, KW_ERROR_DISK_FULL);
  before = kw_vault_get_version (vault);
  g_assert_cmpuint (n, >, 2);
  g_assert_false (put_big_item (vault, n, NULL));
  g_assert_cmpuint (kw_vault_get_version (vault), ==, before);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);

  g_clear_object (&vault);
  vault = kw_vault_open (dir, uuid, &error);
  g_assert_no_error (error);
  for (guint i = 0; i <= n; i++)
    {
      g_autofree char *key = g_strdup_printf ("item %u", i);
      g_autoptr (GBytes) value = kw_vault_get_item (vault, key, &error);

      g_assert_no_error (error);
      g_assert_true ((value != NULL) == (i < n));
    }
  g_assert_true (put_big_item (vault, n, &error));
  fixture_remove (dir);
}

/* What SQLite itself calls full. */
static void
test_full_database (void)
{
  g_autofree char *dir = fixture_new ();
  g_autofree char *path = g_build_filename (dir, "vault.db", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (KwDatabase) db = kw_database_open (path, TRUE, &error);

  g_assert_no_error (error);
  g_assert_true (kw_database_exec (db, "PRAGMA max_page_count = 20", &error));
  g_assert_false (kw_database_exec (
      db, "INSERT INTO item (id, version, sealed) VALUES (X'01', 1, randomblob (200000))", &error));
  g_assert_error (error, KW_ERROR, KW_ERROR_DISK_FULL);
  fixture_remove (dir);
}

int
main (int argc, char **argv)
{
  fixture_start ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/database/settings", test_settings);
  g_test_add_func ("/database/not-ours", test_not_ours);
  g_test_add_func ("/database/full-disk", test_full_disk);
  g_test_add_func ("/database/full-database", test_full_database);
  return fixture_end (g_test_run ());
}
