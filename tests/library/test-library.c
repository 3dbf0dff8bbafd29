/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/error.h"
#include "library/fixture.h"
#include "library/library.h"

/* What a window would have seen. */
typedef struct
{
  guint n_changed;
  guint n_partial;
  guint n_done;
  GError *failed;
  GError *error;
} Seen;

static void
changed_cb (KwLibrary *library, Seen *seen)
{
  seen->n_changed++;
  seen->n_partial += kw_snapshot_is_partial (kw_library_get_snapshot (library));
}

static void
failed_cb (KwLibrary *library, GError *error, Seen *seen)
{
  (void) library;
  g_clear_error (&seen->failed);
  seen->failed = g_error_copy (error);
}

static void
opened_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  Seen *seen = data;

  g_clear_error (&seen->error);
  kw_library_open_finish (KW_LIBRARY (object), result, &seen->error);
  seen->n_done++;
}

static void
open_person (KwLibrary *library, const char *uuid, Seen *seen)
{
  guint n = seen->n_done;

  kw_library_open_async (library, uuid, NULL, opened_cb, seen);
  while (seen->n_done == n)
    g_main_context_iteration (NULL, TRUE);
}

static KwLibrary *
watch (const char *dir, Seen *seen)
{
  KwLibrary *library = kw_library_new (dir);

  g_signal_connect (library, "changed", G_CALLBACK (changed_cb), seen);
  g_signal_connect (library, "failed", G_CALLBACK (failed_cb), seen);
  return library;
}

/* A thread may still hold the library; it tells nobody any more. */
static void
leave (KwLibrary *library, Seen *seen, const char *dir)
{
  g_signal_handlers_disconnect_by_data (library, seen);
  kw_library_close (library);
  g_clear_error (&seen->error);
  g_clear_error (&seen->failed);
  fixture_remove (dir);
}

static char *
make_person (const char *dir, const char *condition)
{
  g_autoptr (KwVault) vault = fixture_vault (dir);
  KwBatch *batch = kw_batch_new ("c1");

  fixture_put (batch, "a", condition);
  fixture_commit (vault, batch);
  return g_strdup (kw_vault_get_person_uuid (vault));
}

/* The first opening has no front page; the second shows it before everything is read. */
static void
test_open (void)
{
  g_autofree char *dir = fixture_new ();
  g_autofree char *uuid = make_person (dir, "Asthma");
  Seen seen = { 0 };
  g_autoptr (KwLibrary) library = watch (dir, &seen);
  g_autoptr (GArray) found = NULL;

  g_assert_null (kw_library_get_snapshot (library));
  open_person (library, uuid, &seen);
  g_assert_no_error (seen.error);
  g_assert_cmpuint (seen.n_changed, ==, 1);
  g_assert_cmpuint (seen.n_partial, ==, 0);
  g_assert_cmpuint (kw_snapshot_get_n_records (kw_library_get_snapshot (library)), ==, 1);
  found = kw_search_run (kw_library_get_search (library), "asth", 10);
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_cmpstr (kw_vault_get_person_uuid (kw_library_get_vault (library)), ==, uuid);

  kw_library_close (library);
  g_assert_null (kw_library_get_snapshot (library));
  g_assert_null (kw_library_get_search (library));
  g_assert_null (kw_library_get_vault (library));

  open_person (library, uuid, &seen);
  g_assert_no_error (seen.error);
  g_assert_cmpuint (seen.n_changed, ==, 3);
  g_assert_cmpuint (seen.n_partial, ==, 1);
  g_assert_false (kw_snapshot_is_partial (kw_library_get_snapshot (library)));
  leave (library, &seen, dir);
}

/* What was committed is seen after a reload, by reading and by searching. */
static void
test_reload (void)
{
  g_autofree char *dir = fixture_new ();
  g_autofree char *uuid = make_person (dir, "Asthma");
  Seen seen = { 0 };
  g_autoptr (KwLibrary) library = watch (dir, &seen);
  g_autoptr (GArray) found = NULL;
  KwBatch *batch = kw_batch_new ("c1");

  kw_library_reload (library); /* nobody is open: nothing happens */
  open_person (library, uuid, &seen);
  fixture_put (batch, "b", "Gout");
  fixture_commit (kw_library_get_vault (library), batch);
  for (guint i = 0; i < 5; i++)
    kw_library_reload (library);
  while (kw_snapshot_get_n_records (kw_library_get_snapshot (library)) < 2
         || kw_library_get_search (library) == NULL)
    g_main_context_iteration (NULL, TRUE);
  found = kw_search_run (kw_library_get_search (library), "gout", 10);
  fixture_assert_ids (kw_library_get_snapshot (library), found, "b");
  g_assert_no_error (seen.failed);
  leave (library, &seen, dir);
}

/* Whoever was open is closed; nothing of them arrives later. */
static void
test_switch (void)
{
  g_autofree char *dir = fixture_new ();
  g_autofree char *first = make_person (dir, "Asthma");
  g_autofree char *second = make_person (dir, "Gout");
  Seen dropped = { 0 };
  Seen seen = { 0 };
  g_autoptr (KwLibrary) library = watch (dir, &seen);

  kw_library_open_async (library, first, NULL, opened_cb, &dropped);
  open_person (library, second, &seen);
  while (dropped.n_done == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_error (dropped.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_no_error (seen.error);
  g_assert_cmpuint (seen.n_changed, ==, 1);
  g_assert_cmpstr (kw_snapshot_find (kw_library_get_snapshot (library), "c1/Condition/a")->text, ==,
                   "Gout");
  g_clear_error (&dropped.error);
  leave (library, &seen, dir);
}

static void
test_nobody (void)
{
  g_autofree char *dir = fixture_new ();
  Seen seen = { 0 };
  g_autoptr (KwLibrary) library = watch (dir, &seen);
  g_autoptr (GPtrArray) people = kw_library_list_people (dir, NULL);

  g_assert_cmpuint (people->len, ==, 0);
  open_person (library, "8f14e45f-ceea-467f-8a5d-1c2b3d4e5f60", &seen);
  g_assert_error (seen.error, KW_ERROR, KW_ERROR_NO_SUCH_PERSON);
  g_assert_null (kw_library_get_snapshot (library));
  g_assert_cmpuint (seen.n_changed, ==, 0);
  leave (library, &seen, dir);
}

static void
test_people (void)
{
  g_autofree char *dir = fixture_new ();
  g_autofree char *first = make_person (dir, "Asthma");
  g_autofree char *second = make_person (dir, "Gout");
  g_autoptr (GPtrArray) people = kw_library_list_people (dir, NULL);

  g_assert_cmpuint (people->len, ==, 2);
  for (guint i = 0; i < people->len; i++)
    {
      const KwPerson *person = g_ptr_array_index (people, i);

      g_assert_cmpstr (person->name, ==, "Canaria Plantword");
      g_assert_true (g_str_equal (person->uuid, first) || g_str_equal (person->uuid, second));
    }
  fixture_remove (dir);
}

int
main (int argc, char *argv[])
{
  fixture_start ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/library/open", test_open);
  g_test_add_func ("/library/reload", test_reload);
  g_test_add_func ("/library/switch", test_switch);
  g_test_add_func ("/library/nobody", test_nobody);
  g_test_add_func ("/library/people", test_people);
  return fixture_end (g_test_run ());
}
