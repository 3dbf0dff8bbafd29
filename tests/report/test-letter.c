/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "library/own-words.h"
#include "report/report.h"
#include "vault/fixture.h"

#define NOW 1796083200 /* 2026-11-30 */

static KwVault *
vault_with_pill (const char *dir)
{
  static const char body[]
      = "{\"resourceType\":\"MedicationRequest\",\"id\":\"m\",\"status\":\"active\",\"intent\":"
        "\"order\",\"authoredOn\":\"2026-03\",\"medicationCodeableConcept\":{\"text\":\"Lisinopril "
        "10 mg\"},\"dosageInstruction\":[{\"text\":\"Take 1 at noon\"}],\"requester\":{\"display\":"
        "\"Dr. Canary\"}}";
  g_autoptr (GBytes) bytes = g_bytes_new_static (body, strlen (body));
  g_autoptr (KwJson) json = kw_json_new (bytes, G_MAXSIZE, NULL);
  g_autoptr (KwRecord) record = kw_record_new_from_fhir (kw_json_get_root (json), "c1");
  KwVault *vault = fixture_vault (dir);
  KwBatch *batch = kw_batch_new ("c1");

  kw_batch_put_record (batch, record, bytes);
  kw_vault_commit (vault, batch, NULL);
  return vault;
}

/* The hospital's own words, the person's, and nothing that is not so everywhere. */
static void
test_letter (void)
{
  g_autofree char *dir = fixture_new ();
  g_autoptr (KwVault) vault = vault_with_pill (dir);
  g_autoptr (KwSnapshot) snapshot = kw_snapshot_new_from_vault (vault, NULL, NULL);
  const KwRecord *record = kw_snapshot_find (snapshot, "c1/MedicationRequest/m");
  g_autofree char *letter = kw_report_letter (snapshot, record, "I was never given this.", NOW);
  g_autofree char *blank = kw_report_letter (snapshot, record, NULL, NOW);
  const KwReportOptions options = { .letter = letter };
  g_autofree char *text = kw_report_text (snapshot, &options, NOW);
  static const char *const must[] = {
    "To: Canary Hospital\n",         "From: Canaria Plantword\n", "Born: 3 February 1951\n",
    "Medicines: Lisinopril 10 mg\n", "It says: Take 1 at noon\n", "Status: Current\n",
    "Recorded by: Dr. Canary\n",     "I was never given this.\n", "If we are in the United States"
  };

  for (guint i = 0; i < G_N_ELEMENTS (must); i++)
    {
      if (strstr (letter, must[i]) == NULL)
        g_error ("“%s” is not in: %s", must[i], letter);
      g_assert_nonnull (strstr (text, must[i]));
    }
  g_assert_nonnull (strstr (blank, "____"));
  /* The letter, and nothing else of the record. */
  g_assert_null (strstr (text, "Allergies"));
  g_clear_pointer (&snapshot, kw_snapshot_unref);
  g_clear_object (&vault);
  fixture_remove (dir);
}

/* A remark stands on paper beside what the hospital says, and changes none of it. */
static void
test_remark (void)
{
  g_autofree char *dir = fixture_new ();
  g_autoptr (KwVault) vault = vault_with_pill (dir);
  g_autoptr (KwSnapshot) before = kw_snapshot_new_from_vault (vault, NULL, NULL);
  g_autoptr (KwSnapshot) after = NULL;
  g_autoptr (KwOwnWords) remark = kw_own_words_new (KW_OWN_REMARK);
  g_autoptr (KwOwnChange) change = kw_own_change_new ();
  g_autoptr (KwOwnChange) undo = NULL;
  g_autofree char *text = NULL;

  remark->answer = KW_ANSWER_DIFFERENTLY;
  remark->text = g_strdup ("half of it");
  kw_own_words_set_about (remark, before, kw_snapshot_find (before, "c1/MedicationRequest/m"));
  kw_own_words_put (remark, change);
  undo = kw_own_change_apply (change, vault, NULL);
  after = kw_snapshot_new_from_vault (vault, NULL, NULL);
  text = kw_report_text (after, NULL, NOW);
  g_assert_nonnull (
      strstr (text, "Lisinopril 10 mg\nMy remark: I take it differently: half of it"));
  g_assert_nonnull (strstr (text, "Take 1 at noon"));
  /* The person is no hospital from which nothing came. */
  g_assert_nonnull (strstr (text, "With what this person entered"));
  g_assert_null (strstr (text, "From Entered by you"));
  g_clear_pointer (&before, kw_snapshot_unref);
  g_clear_pointer (&after, kw_snapshot_unref);
  g_clear_object (&vault);
  fixture_remove (dir);
}

int
main (int argc, char **argv)
{
  fixture_start ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/letter/letter", test_letter);
  g_test_add_func ("/letter/remark", test_remark);
  return fixture_end (g_test_run ());
}
