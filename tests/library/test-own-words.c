/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "library/fixture.h"
#include "library/own-words.h"

#define PILL "c1/MedicationRequest/m"

static KwVault *
vault_with_pill (const char *dir)
{
  KwVault *vault = fixture_vault (dir);
  KwBatch *batch = kw_batch_new ("c1");

  fixture_put_json (batch, "{'resourceType':'MedicationRequest','id':'m','status':'active',"
                           "'intent':'order','medicationCodeableConcept':{'text':'Lisinopril'}}");
  fixture_commit (vault, batch);
  return vault;
}

static void
put (KwVault *vault, KwOwnWords *words)
{
  g_autoptr (KwOwnChange) change = kw_own_change_new ();
  g_autoptr (KwOwnChange) undo = NULL;
  GError *error = NULL;

  kw_own_words_put (words, change);
  undo = kw_own_change_apply (change, vault, &error);
  g_assert_no_error (error);
}

static KwSnapshot *
snapshot_of (KwVault *vault)
{
  GError *error = NULL;
  KwSnapshot *snapshot = kw_snapshot_new_from_vault (vault, NULL, &error);

  g_assert_no_error (error);
  return snapshot;
}

static KwOwnWords *
stop_remark (KwSnapshot *snapshot)
{
  KwOwnWords *remark = kw_own_words_new (KW_OWN_REMARK);

  remark->answer = KW_ANSWER_NOT_ANY_MORE;
  remark->since = g_strdup ("2019-03");
  remark->text = g_strdup ("it made me dizzy");
  kw_own_words_set_about (remark, snapshot, kw_snapshot_find (snapshot, PILL));
  return remark;
}

static void
assert_remark (const KwSnapshot *snapshot)
{
  const GPtrArray *of = kw_snapshot_get_remarks (snapshot, kw_snapshot_find (snapshot, PILL));
  const KwOwnWords *found;
  g_autofree char *sentence = NULL;

  g_assert_nonnull (of);
  g_assert_cmpuint (of->len, ==, 1);
  found = g_ptr_array_index (of, 0);
  sentence = kw_own_words_dup_sentence (found);
  g_assert_cmpstr (sentence, ==, "I do not take it any more, since March 2019: it made me dizzy");
  g_assert_cmpstr (found->about_title, ==, "Lisinopril");
  g_assert_nonnull (found->written);
}

/* A remark is beside the record and is none itself; the front page has it as well. */
static void
test_remark (void)
{
  g_autofree char *dir = fixture_new ();
  g_autoptr (KwVault) vault = vault_with_pill (dir);
  g_autoptr (KwSnapshot) before = snapshot_of (vault);
  g_autoptr (KwOwnWords) remark = stop_remark (before);
  g_autoptr (KwSnapshot) after = NULL;
  g_autoptr (KwSnapshot) front = NULL;

  g_assert_null (kw_snapshot_get_remarks (before, kw_snapshot_find (before, PILL)));
  put (vault, remark);
  after = snapshot_of (vault);
  assert_remark (after);
  g_assert_cmpuint (kw_snapshot_count_records (after), ==, kw_snapshot_count_records (before));
  g_assert_cmpuint (kw_snapshot_count_section (after, KW_SECTION_DOCUMENTS), ==, 0);
  g_assert_cmpuint (kw_snapshot_get_questions (after)->len, ==, 0);
  kw_snapshot_store_front_page (after, vault, NULL);
  front = kw_snapshot_new_from_front_page (vault, NULL);
  assert_remark (front);
  g_clear_pointer (&front, kw_snapshot_unref);
  g_clear_pointer (&before, kw_snapshot_unref);
  g_clear_pointer (&after, kw_snapshot_unref);
  g_clear_object (&vault);
  fixture_remove (dir);
}

/* The hospital's records go, the person's words stay. */
static void
test_without_record (void)
{
  g_autofree char *dir = fixture_new ();
  g_autoptr (KwVault) vault = vault_with_pill (dir);
  g_autoptr (KwSnapshot) snapshot = snapshot_of (vault);
  g_autoptr (KwOwnWords) remark = stop_remark (snapshot);
  const GPtrArray *all;

  put (vault, remark);
  kw_vault_remove_source (vault, "c1", NULL);
  g_clear_pointer (&snapshot, kw_snapshot_unref);
  snapshot = snapshot_of (vault);
  all = kw_snapshot_get_all_remarks (snapshot);
  g_assert_cmpuint (all->len, ==, 1);
  g_assert_cmpstr (((const KwOwnWords *) g_ptr_array_index (all, 0))->about_title, ==,
                   "Lisinopril");
  g_clear_pointer (&snapshot, kw_snapshot_unref);
  g_clear_object (&vault);
  fixture_remove (dir);
}

/* Written, asked, not asked, worded anew, taken back. */
static void
test_question (void)
{
  g_autofree char *dir = fixture_new ();
  g_autoptr (KwVault) vault = vault_with_pill (dir);
  g_autoptr (KwSnapshot) snapshot = NULL;
  g_autoptr (KwOwnWords) question = kw_own_words_new (KW_OWN_QUESTION);
  g_autoptr (KwOwnWords) found = NULL;
  g_autoptr (KwOwnChange) removal = kw_own_change_new ();
  g_autoptr (KwOwnChange) undo = NULL;

  question->text = g_strdup ("Do I still <need> \"this\"?");
  put (vault, question);
  snapshot = snapshot_of (vault);
  g_assert_cmpuint (kw_snapshot_get_questions (snapshot)->len, ==, 1);
  found = kw_own_words_copy (g_ptr_array_index (kw_snapshot_get_questions (snapshot), 0));
  g_assert_cmpstr (found->text, ==, "Do I still <need> \"this\"?");
  g_assert_false (found->asked);
  g_assert_null (found->about);

  kw_own_words_set_asked (found, TRUE);
  put (vault, found);
  g_clear_pointer (&snapshot, kw_snapshot_unref);
  snapshot = snapshot_of (vault);
  g_assert_cmpuint (kw_snapshot_get_questions (snapshot)->len, ==, 1);
  kw_own_words_free (found);
  found = kw_own_words_copy (g_ptr_array_index (kw_snapshot_get_questions (snapshot), 0));
  g_assert_true (found->asked);
  g_assert_nonnull (found->asked_at);
  kw_own_words_set_asked (found, FALSE);
  g_assert_null (found->asked_at);

  kw_own_change_remove (removal, found->ref);
  undo = kw_own_change_apply (removal, vault, NULL);
  g_clear_pointer (&snapshot, kw_snapshot_unref);
  snapshot = snapshot_of (vault);
  g_assert_cmpuint (kw_snapshot_get_questions (snapshot)->len, ==, 0);
  g_clear_pointer (&snapshot, kw_snapshot_unref);
  g_clear_object (&vault);
  fixture_remove (dir);
}

static void
test_sentences (void)
{
  g_autoptr (KwOwnWords) words = kw_own_words_new (KW_OWN_REMARK);
  g_autofree char *taken = NULL;
  g_autofree char *plain = NULL;

  words->answer = KW_ANSWER_TAKEN;
  taken = kw_own_words_dup_sentence (words);
  g_assert_cmpstr (taken, ==, "I take it");
  words->answer = KW_ANSWER_NONE;
  words->text = g_strdup ("I was not there");
  plain = kw_own_words_dup_sentence (words);
  g_assert_cmpstr (plain, ==, "I was not there");
  g_assert_null (kw_answer_get_words (KW_ANSWER_NONE));
}

int
main (int argc, char **argv)
{
  fixture_start ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/own-words/remark", test_remark);
  g_test_add_func ("/own-words/without-record", test_without_record);
  g_test_add_func ("/own-words/question", test_question);
  g_test_add_func ("/own-words/sentences", test_sentences);
  return fixture_end (g_test_run ());
}
