/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>

#include "core/error.h"
#include "vault/fixture.h"
#include "vault/keyring.h"

static const char *self_path;

static GPtrArray *
load (KwVault *vault)
{
  GError *error = NULL;
  GPtrArray *index = kw_vault_load_index (vault, NULL, &error);

  g_assert_no_error (error);
  return index;
}

static void
commit (KwVault *vault, KwBatch *batch)
{
  GError *error = NULL;

  kw_vault_commit (vault, batch, &error);
  g_assert_no_error (error);
}

static void
test_round_trip (void)
{
  g_autofree char *dir = fixture_new ();
  g_autoptr (KwVault) vault = fixture_vault (dir);
  g_autofree char *uuid = g_strdup (kw_vault_get_person_uuid (vault));
  KwBatch *batch = kw_batch_new ("c1");
  g_autoptr (GPtrArray) index = NULL;
  g_autoptr (GPtrArray) sources = NULL;
  g_autoptr (KwPerson) person = NULL;
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 1300; i++)
    {
      g_autofree char *id = g_strdup_printf ("r%u", i);
      fixture_put (batch, id, "Asthma");
    }
  commit (vault, batch);
  g_clear_object (&vault);

  vault = kw_vault_open (dir, uuid, &error);
  g_assert_no_error (error);
  index = load (vault);
  g_assert_cmpuint (index->len, ==, 1300);
  g_assert_cmpint (fixture_find (index, "r1299")->history.first_seen, >, 0);
  person = kw_vault_dup_person (vault, NULL);
  g_assert_cmpstr (person->name, ==, "Canaria Plantword");
  sources = kw_vault_list_sources (vault, NULL);
  g_assert_cmpuint (sources->len, ==, 1);
  body = kw_vault_load_body (vault, "c1/Condition/r7", &error);
  g_assert_no_error (error);
  g_assert_nonnull (g_strstr_len (g_bytes_get_data (body, NULL), (gssize) g_bytes_get_size (body),
                                  "\"id\":\"r7\""));
  g_assert_null (kw_vault_load_body (vault, "c1/Condition/none", &error));
  g_assert_error (error, KW_ERROR, KW_ERROR_NO_SUCH_RECORD);
  fixture_remove (dir);
}

static void
test_history (void)
{
  g_autofree char *dir = fixture_new ();
  g_autoptr (KwVault) vault = fixture_vault (dir);
  KwBatch *batch = kw_batch_new ("c1");
  g_autoptr (GPtrArray) first = NULL;
  g_autoptr (GPtrArray) second = NULL;
  g_autoptr (GPtrArray) third = NULL;
  g_autoptr (GBytes) body = NULL;

  kw_batch_set_run (batch, "run1");
  fixture_put (batch, "stays", "Asthma");
  fixture_put (batch, "goes", "Gout");
  kw_batch_end_type (batch, "Condition");
  commit (vault, batch);
  first = load (vault);
  g_assert_cmpint (fixture_find (first, "goes")->history.missing_since, ==, 0);

  batch = kw_batch_new ("c1");
  kw_batch_set_run (batch, "run2");
  fixture_put (batch, "stays", "Asthma, mild");
  kw_batch_end_type (batch, "Observation");
  kw_batch_end_type (batch, "Condition");
  commit (vault, batch);
  second = load (vault);
  g_assert_cmpuint (second->len, ==, 2);
  g_assert_cmpint (fixture_find (second, "goes")->history.missing_since, >, 0);
  g_assert_cmpint (fixture_find (second, "stays")->history.missing_since, ==, 0);
  g_assert_cmpint (fixture_find (second, "stays")->history.first_seen, ==,
                   fixture_find (first, "stays")->history.first_seen);
  g_assert_cmpstr (fixture_find (second, "stays")->record->text, ==, "Asthma, mild");
  body = kw_vault_load_body (vault, "c1/Condition/goes", NULL);
  g_assert_nonnull (body);

  batch = kw_batch_new ("c1");
  kw_batch_set_run (batch, "run3");
  fixture_put (batch, "goes", "Gout");
  commit (vault, batch);
  third = load (vault);
  g_assert_cmpint (fixture_find (third, "goes")->history.missing_since, ==, 0);
  fixture_remove (dir);
}

static void
test_remove_source (void)
{
  g_autofree char *dir = fixture_new ();
  g_autoptr (KwVault) vault = fixture_vault (dir);
  KwBatch *batch = kw_batch_new ("c1");
  g_autoptr (GPtrArray) index = NULL;
  g_autoptr (GBytes) blob = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new_static ("%PDF", 4);
  g_autofree char *type = NULL;

  fixture_put (batch, "a", "Asthma");
  kw_batch_put_blob (batch, "c1/DocumentReference/d", 0, NULL, "application/pdf", bytes);
  commit (vault, batch);
  blob = kw_vault_load_blob (vault, "c1/DocumentReference/d", 0, NULL, &type, NULL);
  g_assert_true (g_bytes_equal (blob, bytes));
  g_assert_cmpstr (type, ==, "application/pdf");

  g_assert_true (kw_vault_remove_source (vault, "c1", NULL));
  index = load (vault);
  g_assert_cmpuint (index->len, ==, 0);
  g_assert_null (kw_vault_load_blob (vault, "c1/DocumentReference/d", 0, NULL, NULL, NULL));
  g_assert_null (kw_vault_load_body (vault, "c1/Condition/a", NULL));
  fixture_remove (dir);
}

static void
expect_absent (const char *haystack, gsize size, const char *needle, gsize n, const char *word)
{
  if (memmem (haystack, size, needle, n) != NULL)
    g_error ("%s is readable in a file of the vault", word);
}

/* The bytes of @word that base64 gives wherever it begins: at 0, 1 or 2 of a group of three. */
static char *
dup_base64 (const char *word, guint offset)
{
  g_autofree char *shifted = g_strdup_printf ("%.*s%s", (int) offset, "xx", word);
  gsize whole = strlen (shifted) / 3 * 3;
  g_autofree char *base64 = g_base64_encode ((const guchar *) shifted, whole);

  return g_strdup (base64 + (offset > 0 ? 4 : 0));
}

/* Plain, UTF-16 of both orders, hex of both cases, base64. */
static void
grep (const char *path, const char *word)
{
  g_autofree char *bytes = NULL;
  g_autoptr (GString) hex = g_string_new (NULL);
  g_autoptr (GString) wide = g_string_new (NULL);
  g_autofree char *upper = NULL;
  gsize size, n = strlen (word);

  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  for (gsize i = 0; i < n; i++)
    {
      g_string_append_printf (hex, "%02x", (guint8) word[i]);
      g_string_append_c (wide, word[i]);
      g_string_append_c (wide, '\0');
    }
  upper = g_ascii_strup (hex->str, -1);
  expect_absent (bytes, size, word, n, word);
  expect_absent (bytes, size, hex->str, hex->len, word);
  expect_absent (bytes, size, upper, hex->len, word);
  /* Both orders hold the letters with zeros between them. */
  expect_absent (bytes, size, wide->str, wide->len - 1, word);
  for (guint offset = 0; offset < 3; offset++)
    {
      g_autofree char *base64 = dup_base64 (word, offset);

      g_assert_cmpuint (strlen (base64), >=, 4);
      expect_absent (bytes, size, base64, strlen (base64), word);
    }
}

/* No name, title or health word is in any file. */
static void
test_canary (void)
{
  static const char *const words[]
      = { "Canaria",        "Plantword", "1951-02-03",  "Canary Hospital", "canary.example",
          "Condition",      "Feverwort", "plantsecret", "resourceType",    "cursor",
          "text/plantnote", "Plantnote", "run-plant",   "import-plant" };
  g_autofree char *dir = fixture_new ();
  g_autoptr (KwVault) vault = fixture_vault (dir);
  g_autofree char *folder
      = g_build_filename (dir, "people", kw_vault_get_person_uuid (vault), NULL);
  KwBatch *batch = kw_batch_new ("c1");
  g_autoptr (GBytes) item = g_bytes_new_static ("plantsecret", 11);
  g_autoptr (GBytes) note = g_bytes_new_static ("Plantnote", 9);
  g_autoptr (GDir) files = NULL;
  const char *name;
  guint n = 0;

  fixture_put (batch, "Plantword-id", "Feverwort");
  kw_batch_put_item (batch, "cursor", item);
  kw_batch_put_blob (batch, "c1/Condition/Plantword-id", 0, NULL, "text/plantnote", note);
  kw_batch_set_run (batch, "run-plant");
  kw_batch_set_import (batch, "import-plant");
  commit (vault, batch);
  files = g_dir_open (folder, 0, NULL);
  while ((name = g_dir_read_name (files)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      GStatBuf info;

      for (guint i = 0; i < G_N_ELEMENTS (words); i++)
        grep (path, words[i]);
      g_assert_cmpint (g_stat (path, &info), ==, 0);
      g_assert_cmpuint (info.st_mode & 0777, ==, 0600);
      n++;
    }
  g_assert_cmpuint (n, >=, 2);
  fixture_remove (dir);
}

/* The grep above finds what it is for, in each form. */
static void
test_canary_can_fail (void)
{
  static const char *const forms[] = {
    "..Feverwort..",    "..4665766572776f7274..", "..4665766572776F7274..",
    "..RmV2ZXJ3b3J0..", "..LkZldmVyd29ydA==",     "..Li5GZXZlcndvcnQ=",
  };
  g_autofree char *dir = fixture_new ();
  g_autofree char *path = g_build_filename (dir, "file", NULL);

  if (g_test_subprocess ())
    {
      grep (g_getenv ("KEEPWELL_CANARY_FILE"), "Feverwort");
      return;
    }
  g_setenv ("KEEPWELL_CANARY_FILE", path, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_assert_true (g_file_set_contents (path, forms[i], -1, NULL));
      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
      g_test_trap_assert_failed ();
    }
  g_assert_true (g_file_set_contents (path, "..F\0e\0v\0e\0r\0w\0o\0r\0t\0..", 21, NULL));
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_failed ();
  g_assert_true (g_file_set_contents (path, "..nothing..", -1, NULL));
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
  fixture_remove (dir);
}

/* Creating again under a uuid that has a vault would replace its key, and is refused. */
static void
test_create_twice (void)
{
  g_autofree char *dir = fixture_new ();
  g_autoptr (KwVault) vault = fixture_vault (dir);
  g_autofree char *uuid = g_strdup (kw_vault_get_person_uuid (vault));
  KwPerson person = { .uuid = uuid, .name = (char *) "Other" };
  g_autoptr (KwPerson) found = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (kw_vault_create (dir, &person, &error));
  g_assert_error (error, KW_ERROR, KW_ERROR_FAILED);
  g_clear_error (&error);
  g_clear_object (&vault);
  vault = kw_vault_open (dir, uuid, &error);
  g_assert_no_error (error);
  found = kw_vault_dup_person (vault, &error);
  g_assert_cmpstr (found->name, ==, "Canaria Plantword");
  fixture_remove (dir);
}

/* A folder that cannot be written: an error, and no key left in the keyring. */
static void
test_create_fails (void)
{
  g_autofree char *dir = fixture_new ();
  g_autofree char *file = g_build_filename (dir, "people", NULL);
  KwPerson person = { .uuid = (char *) "7f2a2f8e-1111-4000-8000-000000000000" };
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (file, "", 0, NULL));
  g_assert_null (kw_vault_create (dir, &person, &error));
  g_assert_error (error, KW_ERROR, KW_ERROR_UNREADABLE);
  g_clear_error (&error);
  g_assert_null (kw_keyring_load_vault_key (person.uuid, &error));
  g_assert_no_error (error);
  fixture_remove (dir);
}

/* What a second program does: 40 commits of 5 records each, then it says how many came back good.
 */
static int
write_as_other_program (const char *dir, const char *uuid, const char *prefix)
{
  g_autoptr (KwVault) vault = kw_vault_open (dir, uuid, NULL);

  for (guint i = 0; i < 40; i++)
    {
      KwBatch *batch = kw_batch_new ("c1");

      for (guint r = 0; r < 5; r++)
        {
          g_autofree char *id = g_strdup_printf ("%s-%u-%u", prefix, i, r);
          fixture_put (batch, id, prefix);
        }
      if (!kw_vault_commit (vault, batch, NULL))
        return 1;
      g_print ("%u\n", i);
    }
  return 0;
}

static GSubprocess *
start_writer (const char *dir, const char *uuid, const char *prefix)
{
  GSubprocess *process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, NULL, self_path,
                                           "--write", dir, uuid, prefix, NULL);
  g_assert_nonnull (process);
  return process;
}

static void
test_two_programs (void)
{
  g_autofree char *dir = fixture_new ();
  g_autoptr (KwVault) vault = fixture_vault (dir);
  const char *uuid = kw_vault_get_person_uuid (vault);
  guint64 before = kw_vault_get_version (vault);
  g_autoptr (GSubprocess) a = start_writer (dir, uuid, "a");
  g_autoptr (GSubprocess) b = start_writer (dir, uuid, "b");
  g_autoptr (GPtrArray) index = NULL;
  g_autoptr (GError) error = NULL;

  g_subprocess_communicate_utf8 (a, NULL, NULL, NULL, NULL, NULL);
  g_subprocess_communicate_utf8 (b, NULL, NULL, NULL, NULL, NULL);
  g_assert_true (g_subprocess_get_successful (a));
  g_assert_true (g_subprocess_get_successful (b));
  index = load (vault);
  g_assert_cmpuint (index->len, ==, 400);
  g_assert_cmpuint (kw_vault_get_version (vault), >=, before + 80);
  fixture_remove (dir);
}

/* Everything that a killed program was told is committed is there, and the vault opens. */
static void
test_kill (void)
{
  g_autofree char *dir = fixture_new ();
  g_autoptr (KwVault) vault = fixture_vault (dir);
  g_autofree char *uuid = g_strdup (kw_vault_get_person_uuid (vault));

  for (guint round = 0; round < 6; round++)
    {
      g_autofree char *prefix = g_strdup_printf ("k%u", round);
      g_autoptr (GSubprocess) writer = start_writer (dir, uuid, prefix);
      g_autoptr (GDataInputStream) lines
          = g_data_input_stream_new (g_subprocess_get_stdout_pipe (writer));
      g_autoptr (KwVault) again = NULL;
      g_autoptr (GPtrArray) index = NULL;
      g_autoptr (GError) error = NULL;

      for (guint i = 0; i < 3 + round * 5; i++)
        g_free (g_data_input_stream_read_line (lines, NULL, NULL, NULL));
      g_subprocess_send_signal (writer, SIGKILL);
      g_subprocess_wait (writer, NULL, NULL);
      again = kw_vault_open (dir, uuid, &error);
      g_assert_no_error (error);
      index = load (again);
      for (guint i = 0; i < 3 + round * 5; i++)
        {
          g_autofree char *id = g_strdup_printf ("%s-%u-4", prefix, i);
          g_assert_nonnull (fixture_find (index, id));
        }
    }
  fixture_remove (dir);
}

/* A changed byte is damage that is said, or a part of the file that nothing reads; never a crash.
 */
static void
test_flipped_bytes (void)
{
  g_autofree char *dir = fixture_new ();
  g_autoptr (KwVault) vault = fixture_vault (dir);
  g_autofree char *uuid = g_strdup (kw_vault_get_person_uuid (vault));
  g_autofree char *path = g_build_filename (dir, "people", uuid, "vault.db", NULL);
  g_autofree char *bytes = NULL;
  KwBatch *batch = kw_batch_new ("c1");
  guint n_damaged = 0;
  gsize size;

  fixture_put (batch, "a", "Asthma");
  commit (vault, batch);
  g_clear_object (&vault);
  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  for (gsize at = 100; at < size; at += 331)
    {
      g_autoptr (KwVault) again = NULL;
      g_autoptr (GPtrArray) index = NULL;

      bytes[at] ^= 0x40;
      g_assert_true (g_file_set_contents (path, bytes, (gssize) size, NULL));
      again = kw_vault_open (dir, uuid, NULL);
      index = again != NULL ? kw_vault_load_index (again, NULL, NULL) : NULL;
      if (index == NULL)
        n_damaged++;
      else if (index->len > 0)
        g_assert_cmpstr (fixture_find (index, "a")->record->text, ==, "Asthma");
      g_clear_object (&again);
      bytes[at] ^= 0x40;
    }
  g_assert_cmpuint (n_damaged, >, 0);
  fixture_remove (dir);
}

static void
test_commit_soon (void)
{
  g_autofree char *dir = fixture_new ();
  g_autoptr (KwVault) vault = fixture_vault (dir);
  g_autoptr (GPtrArray) index = NULL;
  g_autoptr (GError) error = NULL;
  guint64 before = kw_vault_get_version (vault);

  for (guint i = 0; i < 50; i++)
    {
      KwBatch *batch = kw_batch_new ("c1");
      g_autofree char *id = g_strdup_printf ("s%u", i);

      fixture_put (batch, id, "Asthma");
      kw_vault_commit_soon (vault, batch);
    }
  g_assert_true (kw_vault_flush (vault, &error));
  index = load (vault);
  g_assert_cmpuint (index->len, ==, 50);
  g_assert_cmpuint (kw_vault_get_version (vault) - before, <, 10);

  kw_vault_commit_soon (vault, kw_batch_new ("nowhere"));
  {
    KwBatch *batch = kw_batch_new ("nowhere");
    fixture_put (batch, "x", "Asthma");
    kw_vault_commit_soon (vault, batch);
  }
  g_assert_false (kw_vault_flush (vault, &error));
  g_assert_error (error, KW_ERROR, KW_ERROR_FAILED);
  fixture_remove (dir);
}

static void
test_delete (void)
{
  g_autofree char *dir = fixture_new ();
  g_autoptr (KwVault) vault = fixture_vault (dir);
  g_autofree char *uuid = g_strdup (kw_vault_get_person_uuid (vault));
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) people = kw_vault_list (dir);

  g_assert_cmpuint (g_strv_length (people), ==, 1);
  g_clear_object (&vault);
  g_assert_null (kw_vault_open (dir, "7f2a2f8e-0000-4000-8000-000000000000", &error));
  g_assert_error (error, KW_ERROR, KW_ERROR_NO_SUCH_PERSON);
  g_clear_error (&error);
  g_assert_true (kw_vault_delete (dir, uuid, &error));
  g_assert_no_error (error);
  g_strfreev (people);
  people = kw_vault_list (dir);
  g_assert_cmpuint (g_strv_length (people), ==, 0);
  fixture_remove (dir);
}

int
main (int argc, char **argv)
{
  if (argc == 5 && g_str_equal (argv[1], "--write"))
    return write_as_other_program (argv[2], argv[3], argv[4]);
  self_path = argv[0];
  fixture_start ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/vault/round-trip", test_round_trip);
  g_test_add_func ("/vault/history", test_history);
  g_test_add_func ("/vault/remove-source", test_remove_source);
  g_test_add_func ("/vault/canary", test_canary);
  g_test_add_func ("/vault/canary-can-fail", test_canary_can_fail);
  g_test_add_func ("/vault/create-twice", test_create_twice);
  g_test_add_func ("/vault/create-fails", test_create_fails);
  g_test_add_func ("/vault/two-programs", test_two_programs);
  g_test_add_func ("/vault/kill", test_kill);
  g_test_add_func ("/vault/flipped-bytes", test_flipped_bytes);
  g_test_add_func ("/vault/commit-soon", test_commit_soon);
  g_test_add_func ("/vault/delete", test_delete);
  return fixture_end (g_test_run ());
}
