/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/error.h"
#include "library/fixture.h"
#include "library/own-change.h"

static KwOwnChange *
apply (KwOwnChange *change, KwVault *vault)
{
  g_autoptr (KwOwnChange) owned = change;
  GError *error = NULL;
  KwOwnChange *undo = kw_own_change_apply (change, vault, &error);

  g_assert_no_error (error);
  return undo;
}

static KwOwnChange *
put_new (const char *text)
{
  KwOwnChange *change = kw_own_change_new ();
  g_autoptr (GBytes) body = fixture_json (text);
  GError *error = NULL;

  kw_own_change_put (change, body, &error);
  g_assert_no_error (error);
  return change;
}

static char *
dup_title (KwVault *vault, const char *ref)
{
  g_autoptr (KwSnapshot) snapshot = kw_snapshot_new_from_vault (vault, NULL, NULL);
  const KwRecord *record = kw_snapshot_find (snapshot, ref);

  return record != NULL ? kw_words_title (kw_snapshot_get_words (snapshot), record) : NULL;
}

static void
assert_title (KwVault *vault, const char *ref, const char *title)
{
  g_autofree char *found = dup_title (vault, ref);

  g_assert_cmpstr (found, ==, title);
}

#define ASTHMA "{'resourceType':'Condition','id':'1','code':{'text':'Asthma'}}"
#define COUGH "{'resourceType':'Condition','id':'1','code':{'text':'Cough'}}"
#define REF "own/Condition/1"

/* Rule G8: an own entry stands among the others, with who wrote it, and every change can be undone.
 */
static void
test_undo (void)
{
  g_autofree char *dir = fixture_new ();
  g_autoptr (KwVault) vault = fixture_vault (dir);
  g_autoptr (KwOwnChange) undo_put = apply (put_new (ASTHMA), vault);
  g_autoptr (KwOwnChange) undo_edit = apply (put_new (COUGH), vault);
  KwOwnChange *removal = kw_own_change_new ();
  g_autoptr (KwOwnChange) undo_removal = NULL;
  g_autoptr (KwOwnChange) redo = NULL;

  assert_title (vault, REF, "Cough");
  kw_own_change_remove (removal, REF);
  undo_removal = apply (removal, vault);
  assert_title (vault, REF, NULL);
  redo = apply (g_steal_pointer (&undo_removal), vault);
  assert_title (vault, REF, "Cough");
  g_assert_false (kw_own_change_is_empty (redo));
  kw_own_change_free (apply (g_steal_pointer (&undo_edit), vault));
  assert_title (vault, REF, "Asthma");
  kw_own_change_free (apply (g_steal_pointer (&undo_put), vault));
  assert_title (vault, REF, NULL);
  g_clear_object (&vault);
  fixture_remove (dir);
}

static void
test_source (void)
{
  g_autofree char *dir = fixture_new ();
  g_autoptr (KwVault) vault = fixture_vault (dir);
  g_autoptr (KwSnapshot) snapshot = NULL;
  g_autofree char *line = NULL;
  g_autoptr (GPtrArray) stored = NULL;

  kw_own_change_free (apply (put_new (ASTHMA), vault));
  snapshot = kw_snapshot_new_from_vault (vault, NULL, NULL);
  g_assert_cmpstr (kw_snapshot_find_source (snapshot, KW_OWN_SOURCE)->name, ==, "Entered by you");
  g_assert_true (kw_own_is_own (kw_snapshot_find (snapshot, REF)));
  /* The words are not stored, and the person is no hospital that is out of date. */
  stored = kw_vault_list_sources (vault, NULL);
  for (guint i = 0; i < stored->len; i++)
    if (((const KwSource *) g_ptr_array_index (stored, i))->kind == KW_SOURCE_OWN)
      g_assert_null (((const KwSource *) g_ptr_array_index (stored, i))->name);
  line = kw_snapshot_dup_status_line (snapshot);
  g_assert_cmpstr (line, ==, "Canary Hospital: nothing received so far");
  g_clear_pointer (&snapshot, kw_snapshot_unref);
  g_clear_object (&vault);
  fixture_remove (dir);
}

static void
test_refused (void)
{
  g_autoptr (KwOwnChange) change = kw_own_change_new ();
  g_autoptr (GBytes) body = fixture_json ("{'resourceType':'Condition'}");
  g_autoptr (GError) error = NULL;

  g_assert_false (kw_own_change_put (change, body, &error));
  g_assert_error (error, KW_ERROR, KW_ERROR_FAILED);
  g_assert_true (kw_own_change_is_empty (change));
}

/* A sync that ends complete lists no own entry, and none is missing for that. */
static void
test_sync (void)
{
  g_autofree char *dir = fixture_new ();
  g_autoptr (KwVault) vault = fixture_vault (dir);
  KwBatch *batch = kw_batch_new ("c1");
  g_autoptr (KwSnapshot) snapshot = NULL;

  kw_own_change_free (apply (put_new (ASTHMA), vault));
  kw_batch_set_run (batch, "run-2");
  kw_batch_end_type (batch, "Condition");
  fixture_commit (vault, batch);
  kw_vault_remove_source (vault, "c1", NULL);
  snapshot = kw_snapshot_new_from_vault (vault, NULL, NULL);
  g_assert_true (kw_snapshot_is_listed (snapshot, kw_snapshot_find (snapshot, REF)));
  g_clear_pointer (&snapshot, kw_snapshot_unref);
  g_clear_object (&vault);
  fixture_remove (dir);
}

static void
applied_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  KwOwnChange **out = data;
  GError *error = NULL;

  *out = kw_own_change_apply_finish (result, &error);
  g_assert_no_error (error);
}

/* What the window does: the new snapshot comes by itself. */
static void
test_async (void)
{
  g_autofree char *dir = fixture_new ();
  g_autoptr (KwVault) vault = fixture_vault (dir);
  g_autoptr (KwLibrary) library = kw_library_new (dir);
  g_autoptr (KwOwnChange) undo = NULL;

  kw_library_open_async (library, kw_vault_get_person_uuid (vault), NULL, NULL, NULL);
  while (kw_library_get_search (library) == NULL)
    g_main_context_iteration (NULL, TRUE);
  kw_own_change_apply_async (put_new (ASTHMA), library, applied_cb, &undo);
  while (kw_snapshot_find (kw_library_get_snapshot (library), REF) == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_nonnull (undo);
  kw_library_close (library);
  g_clear_object (&vault);
  fixture_remove (dir);
}

static void
test_ref (void)
{
  g_autofree char *ref = kw_own_dup_ref ("Condition", "1");

  g_assert_cmpstr (ref, ==, REF);
}

int
main (int argc, char **argv)
{
  fixture_start ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/own-change/undo", test_undo);
  g_test_add_func ("/own-change/source/G8", test_source);
  g_test_add_func ("/own-change/refused", test_refused);
  g_test_add_func ("/own-change/sync", test_sync);
  g_test_add_func ("/own-change/async", test_async);
  g_test_add_func ("/own-change/ref", test_ref);
  return fixture_end (g_test_run ());
}
