/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What somebody can do who may write the file and has no key: take rows away, and put older ones
 * back, which were sealed by the right key for the right place. All of it must be seen. */
#include "core/error.h"
#include "vault/database.h"
#include "vault/fixture.h"

typedef struct
{
  char *dir;
  char *uuid;
  char *path;
} Vault;

static void
commit_text (KwVault *vault, const char *text, const char *cursor)
{
  KwBatch *batch = kw_batch_new ("c1");
  g_autoptr (GBytes) item = g_bytes_new (cursor, strlen (cursor));
  GError *error = NULL;

  fixture_put (batch, "a", text);
  kw_batch_put_item (batch, "cursor", item);
  kw_vault_commit (vault, batch, &error);
  g_assert_no_error (error);
}

/* A closed vault, of which the table "old" of the same file keeps an earlier state. */
static Vault
vault_with_past (void)
{
  Vault self = { .dir = fixture_new () };
  g_autoptr (KwVault) vault = fixture_vault (self.dir);
  g_autoptr (KwDatabase) db = NULL;
  GError *error = NULL;

  self.uuid = g_strdup (kw_vault_get_person_uuid (vault));
  self.path = g_build_filename (self.dir, "people", self.uuid, "vault.db", NULL);
  commit_text (vault, "Asthma", "page 1");
  db = kw_database_open (self.path, FALSE, &error);
  g_assert_no_error (error);
  kw_database_exec (db,
                    "CREATE TABLE old_row AS SELECT * FROM row;"
                    "CREATE TABLE old_item AS SELECT * FROM item;"
                    "CREATE TABLE old_segment AS SELECT * FROM segment;"
                    "CREATE TABLE old_root AS SELECT * FROM root",
                    &error);
  g_assert_no_error (error);
  commit_text (vault, "Asthma, severe", "page 2");
  return self;
}

static void
vault_clear (Vault *self)
{
  fixture_remove (self->dir);
  g_free (self->dir);
  g_free (self->uuid);
  g_free (self->path);
}

static void
change (const Vault *self, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KwDatabase) db = kw_database_open (self->path, FALSE, &error);

  g_assert_no_error (error);
  kw_database_exec (db, sql, &error);
  g_assert_no_error (error);
}

/* Opens and reads everything; what it says first. */
static GError *
read_all (const Vault *self)
{
  GError *error = NULL;
  g_autoptr (KwVault) vault = kw_vault_open (self->dir, self->uuid, &error);
  g_autoptr (GPtrArray) index = vault != NULL ? kw_vault_load_index (vault, NULL, &error) : NULL;
  g_autoptr (GBytes) body = NULL;

  if (index == NULL)
    return error;
  body = kw_vault_load_body (vault, "c1/Condition/a", &error);
  if (body != NULL)
    {
      g_assert_cmpuint (index->len, ==, 1);
      g_assert_cmpstr (fixture_find (index, "a")->record->text, ==, "Asthma, severe");
    }
  return error;
}

static void
test_tampering (void)
{
  static const char *const changes[] = {
    "DELETE FROM root",
    "DELETE FROM segment",
    "DELETE FROM row",
    "DELETE FROM source",
    "DELETE FROM item",
    "DELETE FROM item WHERE version > 1",
    "REPLACE INTO row SELECT * FROM old_row",
    "REPLACE INTO segment SELECT * FROM old_segment",
    "REPLACE INTO item SELECT * FROM old_item",
    "REPLACE INTO root SELECT * FROM old_root",
    "UPDATE root SET version = version + 1",
    "UPDATE root SET sealed = X'00'",
    "UPDATE segment SET version = version + 1",
    "UPDATE segment SET sealed = zeroblob (100)",
    "UPDATE row SET version = version + 1",
    "UPDATE row SET segment = zeroblob (16)",
    "UPDATE row SET segment = X''",
    "UPDATE row SET sealed = substr (sealed, 1, 20)",
    "UPDATE source SET slot = zeroblob (16)",
    "UPDATE item SET sealed = zeroblob (100); UPDATE source SET sealed = zeroblob (100)",
    "DROP TABLE row",
    "DROP TABLE source",
  };

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      Vault vault = vault_with_past ();
      g_autoptr (GError) error = NULL;

      change (&vault, changes[i]);
      error = read_all (&vault);
      if (error == NULL)
        g_error ("not seen: %s", changes[i]);
      g_assert_true (error->domain == KW_ERROR);
      if (!g_str_has_prefix (changes[i], "DROP"))
        g_assert_error (error, KW_ERROR, KW_ERROR_VAULT_DAMAGED);
      vault_clear (&vault);
    }
}

/* The past by itself, whole, opens: nothing in one file can tell that a copy of the file is old. */
static void
test_untouched (void)
{
  Vault vault = vault_with_past ();
  g_autoptr (GError) error = NULL;

  change (&vault, "SELECT 1");
  error = read_all (&vault);
  g_assert_no_error (error);
  vault_clear (&vault);
}

/* A damaged vault refuses to be written as well: a new root would make the damage look right. */
static void
test_no_laundering (void)
{
  Vault self = vault_with_past ();
  g_autoptr (GError) error = NULL;
  g_autoptr (KwVault) vault = kw_vault_open (self.dir, self.uuid, &error);
  KwBatch *batch = kw_batch_new ("c1");

  g_assert_no_error (error);
  change (&self, "REPLACE INTO item SELECT * FROM old_item");
  fixture_put (batch, "b", "Gout");
  g_assert_false (kw_vault_commit (vault, batch, &error));
  g_assert_error (error, KW_ERROR, KW_ERROR_VAULT_DAMAGED);
  g_clear_object (&vault);
  g_clear_error (&error);
  error = read_all (&self);
  g_assert_error (error, KW_ERROR, KW_ERROR_VAULT_DAMAGED);
  vault_clear (&self);
}

int
main (int argc, char **argv)
{
  fixture_start ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/untouched", test_untouched);
  g_test_add_func ("/store/tampering", test_tampering);
  g_test_add_func ("/store/no-laundering", test_no_laundering);
  return fixture_end (g_test_run ());
}
