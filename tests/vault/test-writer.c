/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/error.h"
#include "vault/fixture.h"

static KwBatch *
batch_of (const char *source, const char *id)
{
  KwBatch *batch = kw_batch_new (source);

  fixture_put (batch, id, "Asthma");
  return batch;
}

/* A batch that cannot be written fails alone, although it waited with good ones. */
static void
test_own_fault_only (void)
{
  g_autofree char *dir = fixture_new ();
  g_autoptr (KwVault) vault = fixture_vault (dir);
  g_autoptr (GPtrArray) index = NULL;
  g_autoptr (GError) error = NULL;

  kw_vault_commit_soon (vault, batch_of ("c1", "before"));
  kw_vault_commit_soon (vault, batch_of ("nowhere", "bad"));
  kw_vault_commit_soon (vault, batch_of ("c1", "after"));
  g_assert_true (kw_vault_commit (vault, batch_of ("c1", "waited for"), &error));
  g_assert_no_error (error);
  g_assert_false (kw_vault_flush (vault, &error));
  g_assert_error (error, KW_ERROR, KW_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_true (kw_vault_flush (vault, &error));
  index = kw_vault_load_index (vault, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (index->len, ==, 3);
  g_assert_null (fixture_find (index, "bad"));
  fixture_remove (dir);
}

/* A batch that fails halfway leaves nothing of its first half. */
static void
test_all_or_nothing (void)
{
  g_autofree char *dir = fixture_new ();
  g_autoptr (KwVault) vault = fixture_vault (dir);
  KwBatch *batch = kw_batch_new ("nowhere");
  g_autoptr (GBytes) value = g_bytes_new_static ("1", 1);
  g_autoptr (GError) error = NULL;

  kw_batch_put_item (batch, "cursor", value);
  fixture_put (batch, "bad", "Asthma");
  g_assert_false (kw_vault_commit (vault, batch, &error));
  g_clear_error (&error);
  g_assert_null (kw_vault_get_item (vault, "cursor", &error));
  g_assert_no_error (error);
  fixture_remove (dir);
}

/* Nothing to write writes nothing: nobody has to read everything again. */
static void
test_nothing_new (void)
{
  g_autofree char *dir = fixture_new ();
  g_autoptr (KwVault) vault = fixture_vault (dir);
  KwBatch *batches[2];
  guint64 version;
  GError *error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (batches); i++)
    {
      batches[i] = batch_of ("c1", "a");
      kw_batch_set_run (batches[i], "run1");
    }
  g_assert_true (kw_vault_commit (vault, batches[0], &error));
  version = kw_vault_get_version (vault);
  g_assert_true (kw_vault_commit (vault, batches[1], &error));
  g_assert_true (kw_vault_flush (vault, &error));
  g_assert_cmpuint (kw_vault_get_version (vault), ==, version);
  batches[0] = batch_of ("c1", "a");
  kw_batch_set_run (batches[0], "run2");
  g_assert_true (kw_vault_commit (vault, batches[0], &error));
  g_assert_cmpuint (kw_vault_get_version (vault), ==, version + 1);
  fixture_remove (dir);
}

/* What nobody waited for is on disk when the vault is let go. */
static void
test_written_at_end (void)
{
  g_autofree char *dir = fixture_new ();
  g_autoptr (KwVault) vault = fixture_vault (dir);
  g_autofree char *uuid = g_strdup (kw_vault_get_person_uuid (vault));
  g_autoptr (GPtrArray) index = NULL;
  GError *error = NULL;

  kw_vault_commit_soon (vault, batch_of ("c1", "last"));
  g_clear_object (&vault);
  vault = kw_vault_open (dir, uuid, &error);
  index = kw_vault_load_index (vault, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (fixture_find (index, "last"));
  fixture_remove (dir);
}

static gpointer
read_often (gpointer data)
{
  KwVault *vault = data;
  guint last = 0;

  for (guint i = 0; i < 40; i++)
    {
      GError *error = NULL;
      g_autoptr (GPtrArray) index = kw_vault_load_index (vault, NULL, &error);
      g_autoptr (GBytes) body = NULL;

      g_assert_no_error (error);
      g_assert_cmpuint (index->len, >=, last);
      g_assert_cmpuint (index->len % 5, ==, 0);
      last = index->len;
      body = kw_vault_load_body (vault, "c1/Condition/r0-0", &error);
      g_assert_no_error (error);
    }
  return NULL;
}

/* Threads that read while another writes see whole batches, and never less than before. */
static void
test_readers (void)
{
  g_autofree char *dir = fixture_new ();
  g_autoptr (KwVault) vault = fixture_vault (dir);
  GThread *threads[3];
  GError *error = NULL;

  for (guint i = 0; i < 60; i++)
    {
      KwBatch *batch = kw_batch_new ("c1");

      for (guint r = 0; r < 5; r++)
        {
          g_autofree char *id = g_strdup_printf ("r%u-%u", i, r);
          fixture_put (batch, id, "Asthma");
        }
      g_assert_true (kw_vault_commit (vault, batch, &error));
      for (guint t = 0; i == 0 && t < G_N_ELEMENTS (threads); t++)
        threads[t] = g_thread_new ("reader", read_often, vault);
    }
  for (guint t = 0; t < G_N_ELEMENTS (threads); t++)
    g_thread_join (threads[t]);
  fixture_remove (dir);
}

int
main (int argc, char **argv)
{
  fixture_start ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/writer/own-fault-only", test_own_fault_only);
  g_test_add_func ("/writer/all-or-nothing", test_all_or_nothing);
  g_test_add_func ("/writer/nothing-new", test_nothing_new);
  g_test_add_func ("/writer/written-at-end", test_written_at_end);
  g_test_add_func ("/writer/readers", test_readers);
  return fixture_end (g_test_run ());
}
