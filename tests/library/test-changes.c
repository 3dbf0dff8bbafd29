/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "library/changes.h"
#include "library/fixture.h"

#define MEDICINE                                                                                   \
  "{'resourceType':'MedicationRequest','id':'m','status':'%s','intent':'order',"                   \
  "'medicationCodeableConcept':{'text':'Lisinopril %s tablet'},'authoredOn':'2026-11-05'}"
#define RESULT                                                                                     \
  "{'resourceType':'Observation','id':'%s','status':'final','category':[{'coding':[{'code':"       \
  "'laboratory'}]}],'code':{'text':'%s'},'effectiveDateTime':'2026-11-05','valueQuantity':{"       \
  "'value':1.12,'unit':'mg/dL'},'interpretation':[{'coding':[{'code':'H'}]}]}"

static void
put (KwVault *vault, const char *format, const char *one, const char *two)
{
  KwBatch *batch = kw_batch_new ("c1");
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  g_autofree char *text = g_strdup_printf (format, one, two);
#pragma GCC diagnostic pop

  fixture_put_json (batch, text);
  fixture_commit (vault, batch);
}

/* The source was fetched to its end, as a sync says it. */
static void
put_source (KwVault *vault, const char *id, KwSourceKind kind)
{
  g_autoptr (KwSource) source
      = kw_source_new (kind, id, "Canary Hospital", "https://canary.example/r4/T1");
  GError *error = NULL;

  source->as_of = 1700000000;
  kw_vault_put_source (vault, source, &error);
  g_assert_no_error (error);
}

static KwSnapshot *
load (KwVault *vault)
{
  GError *error = NULL;
  KwSnapshot *snapshot = kw_snapshot_new_from_vault (vault, NULL, &error);

  g_assert_no_error (error);
  return snapshot;
}

static void
adopt (KwVault *vault)
{
  g_autoptr (KwSnapshot) snapshot = load (vault);
  GError *error = NULL;

  g_assert_cmpuint (kw_snapshot_count_changes (snapshot), ==, 0);
  kw_changes_adopt (snapshot, vault, 1793836800, &error);
  g_assert_no_error (error);
}

/* A moment is a second: what comes next has to be later than what was seen. */
static void
wait_a_second (void)
{
  g_usleep (1100 * 1000);
}

static void
assert_title (KwSnapshot *snapshot, guint i, const char *expected)
{
  const KwChange *change = g_ptr_array_index (kw_snapshot_get_changes (snapshot), i);
  g_autofree char *title = kw_change_dup_title (change, snapshot);

  g_assert_cmpstr (title, ==, expected);
}

static void
test_first_shows_none (void)
{
  g_autofree char *dir = fixture_new ();
  g_autoptr (KwVault) vault = fixture_vault (dir);
  g_autoptr (KwSnapshot) during = NULL;
  g_autoptr (KwSnapshot) after = NULL;

  put (vault, RESULT, "a", "Iron");
  during = load (vault);
  /* While the first fetch goes on nothing is known, and nothing is news. */
  g_assert_true (kw_changes_adopt (during, vault, 1, NULL));
  g_assert_cmpint (kw_snapshot_get_looked_at (during), ==, 0);
  put_source (vault, "c1", KW_SOURCE_CONNECTION);
  adopt (vault);
  after = load (vault);
  g_assert_cmpuint (kw_snapshot_count_changes (after), ==, 0);
  g_assert_cmpint (kw_snapshot_get_looked_at (after), ==, 1793836800);
  fixture_remove (dir);
}

static void
end_type (KwVault *vault, const char *type)
{
  KwBatch *batch = kw_batch_new ("c1");

  kw_batch_set_run (batch, "later");
  kw_batch_end_type (batch, type);
  fixture_commit (vault, batch);
}

static void
test_old_and_new (void)
{
  g_autofree char *dir = fixture_new ();
  g_autoptr (KwVault) vault = fixture_vault (dir);
  g_autoptr (KwSnapshot) whole = NULL;
  g_autoptr (KwSnapshot) front = NULL;
  g_autoptr (KwSnapshot) cleared = NULL;
  g_autofree char *meta = NULL;
  GError *error = NULL;

  put (vault, MEDICINE, "active", "5 mg");
  put (vault, "{'resourceType':'Condition','id':'c','code':{'text':'%s %s'}}", "Sore", "throat");
  put_source (vault, "c1", KW_SOURCE_CONNECTION);
  adopt (vault);
  wait_a_second ();
  /* Twice: what counts is what the person saw last. */
  put (vault, MEDICINE, "active", "7 mg");
  put (vault, MEDICINE, "active", "10 mg");
  put (vault, RESULT, "a", "Creatinine");
  end_type (vault, "Condition");

  whole = load (vault);
  g_assert_cmpuint (kw_snapshot_count_changes (whole), ==, 3);
  assert_title (whole, 0, "Lisinopril 5 mg tablet → 10 mg tablet");
  assert_title (whole, 1, "Sore throat");
  assert_title (whole, 2, "Creatinine 1.12 mg/dL, above the standard range");
  meta = kw_change_dup_meta (g_ptr_array_index (kw_snapshot_get_changes (whole), 0), whole);
  g_assert_cmpstr (meta, ==, "Changed · Canary Hospital, 5 November 2026");
  g_assert_cmpint (
      kw_snapshot_find_change (whole, kw_snapshot_find (whole, "c1/Condition/c"))->kind, ==,
      KW_CHANGE_NOT_LISTED);

  /* The front page says the same before anything else is read. */
  g_assert_true (kw_snapshot_store_front_page (whole, vault, NULL));
  front = kw_snapshot_new_from_front_page (vault, NULL);
  g_assert_cmpuint (kw_snapshot_count_changes (front), ==, 3);
  assert_title (front, 0, "Lisinopril 5 mg tablet → 10 mg tablet");
  g_assert_cmpint (kw_snapshot_get_looked_at (front), ==, 1793836800);

  kw_changes_mark_seen (whole, vault, 1793923200, &error);
  g_assert_no_error (error);
  cleared = load (vault);
  g_assert_cmpuint (kw_snapshot_count_changes (cleared), ==, 0);
  g_assert_cmpint (kw_snapshot_get_looked_at (cleared), ==, 1793923200);
  g_assert_null (kw_vault_load_before (vault, "c1/MedicationRequest/m", &error));
  g_assert_no_error (error);
  fixture_remove (dir);
}

/* The status is told where the name is the same; and what came after the person looked stays. */
static void
test_after_seen (void)
{
  g_autofree char *dir = fixture_new ();
  g_autoptr (KwVault) vault = fixture_vault (dir);
  g_autoptr (KwSnapshot) seen = NULL;
  g_autoptr (KwSnapshot) later = NULL;

  put (vault, MEDICINE, "active", "5 mg");
  put_source (vault, "c1", KW_SOURCE_CONNECTION);
  adopt (vault);
  seen = load (vault);
  wait_a_second ();
  put (vault, MEDICINE, "stopped", "5 mg");
  g_assert_true (kw_changes_mark_seen (seen, vault, 1793923200, NULL));
  later = load (vault);
  g_assert_cmpuint (kw_snapshot_count_changes (later), ==, 1);
  assert_title (later, 0, "Lisinopril 5 mg tablet: Current → Stopped");
  fixture_remove (dir);
}

/* What a source sealed goes with it, also what a record said before. */
static void
test_goes_with_source (void)
{
  g_autofree char *dir = fixture_new ();
  g_autoptr (KwVault) vault = fixture_vault (dir);
  g_autoptr (KwRecord) before = NULL;
  GError *error = NULL;

  put (vault, MEDICINE, "active", "5 mg");
  put (vault, MEDICINE, "active", "10 mg");
  before = kw_vault_load_before (vault, "c1/MedicationRequest/m", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (before->text, ==, "Lisinopril 5 mg tablet");
  g_assert_true (kw_vault_remove_source (vault, "c1", &error));
  g_assert_null (kw_vault_load_before (vault, "c1/MedicationRequest/m", &error));
  g_assert_no_error (error);
  fixture_remove (dir);
}

/* Rule L19: a new note by its kind and date, a new grave result once and by its kind. */
static void
test_calm (void)
{
  g_autofree char *dir = fixture_new ();
  g_autoptr (KwVault) vault = fixture_vault (dir);
  g_autoptr (KwSnapshot) snapshot = NULL;

  put_source (vault, "c1", KW_SOURCE_CONNECTION);
  adopt (vault);
  put (
      vault,
      "{'resourceType':'DocumentReference','id':'n','status':'current','type':{'coding':[{'system'"
      ":'http://loinc.org','code':'11506-3','display':'Progress note'}],'text':'%s'},'date':"
      "'2026-11-05T10:00:00Z','content':[{'attachment':{'contentType':'text/plain','data':'%s'}}]}",
      "Lymphoma follow-up", "QQ==");
  put (vault,
       "{'resourceType':'DiagnosticReport','id':'r','status':'final','category':[{'coding':[{"
       "'code':'%s'}]}],'code':{'text':'%s'},'effectiveDateTime':'2026-11-03','result':[{"
       "'reference':'Observation/a'}]}",
       "PAT", "Adenocarcinoma");
  put (vault, RESULT, "a", "Final diagnosis");
  snapshot = load (vault);
  g_assert_cmpuint (kw_snapshot_count_changes (snapshot), ==, 2);
  assert_title (snapshot, 0, "Progress note, 5 November 2026");
  assert_title (snapshot, 1, "Pathology report, 3 November 2026");
  fixture_remove (dir);
}

int
main (int argc, char *argv[])
{
  fixture_start ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/changes/first-shows-none", test_first_shows_none);
  g_test_add_func ("/changes/old-and-new", test_old_and_new);
  g_test_add_func ("/changes/after-seen", test_after_seen);
  g_test_add_func ("/changes/L19", test_calm);
  g_test_add_func ("/changes/goes-with-source", test_goes_with_source);
  return fixture_end (g_test_run ());
}
