/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "library/fixture.h"

#define MEDICINE(type, id, status, date, member, code, text, how)                                  \
  "{'resourceType':'" type "','id':'" id "','status':'" status                                     \
  "','intent':'order','subject':{'reference':'Patient/a'},'authoredOn':'" date                     \
  "','dateAsserted':'" date "','medicationCodeableConcept':{'coding':[" code "],'text':'" text     \
  "'},'" member "':[{'text':'" how "'}]}"
#define REQUEST(id, status, date, code, text, how)                                                 \
  MEDICINE ("MedicationRequest", id, status, date, "dosageInstruction", code, text, how)
#define STATEMENT(id, status, date, code, text, how)                                               \
  MEDICINE ("MedicationStatement", id, status, date, "dosage", code, text, how)
#define RXNORM(code) "{'system':'http://www.nlm.nih.gov/research/umls/rxnorm','code':'" code "'}"

/* Rule M7: one row for one medicine, never across doses, instructions or states. */
static const char *const resources[] = {
  "{'resourceType':'Patient','id':'a','name':[{'text':'Rosa'}]}",
  REQUEST ("new", "active", "2024-03-01", RXNORM ("314076"), "Lisinopril 10 MG", "1 a day"),
  STATEMENT ("told", "active", "2023-01-01", RXNORM ("314076"), "Zestril 10 mg", " 1 A DAY"),
  REQUEST ("old", "active", "2022-01-01", RXNORM ("314076"), "Lisinopril 10 MG", "1 a day"),
  REQUEST ("twice", "active", "2021-01-01", RXNORM ("314076"), "Lisinopril 10 MG", "2 a day"),
  REQUEST ("strong", "active", "2020-01-01", RXNORM ("314077"), "Lisinopril 20 MG", "1 a day"),
  REQUEST ("held", "on-hold", "2019-01-01", RXNORM ("314076"), "Lisinopril 10 MG", "1 a day"),
  REQUEST ("words", "stopped", "2018-01-01", "", "Aspirin 100 mg", "1 a day"),
  REQUEST ("same-words", "stopped", "2017-01-01", "", "ASPIRIN 100 mg", "1 a day"),
  REQUEST ("other-words", "stopped", "2016-01-01", "", "Aspirin 300 mg", "1 a day"),
  NULL,
};

static void
assert_medicines (const KwSnapshot *snapshot, KwGroup group, const char *ids)
{
  g_autoptr (GArray) medicines = kw_snapshot_dup_medicines (snapshot, group);

  fixture_assert_ids (snapshot, medicines, ids);
  g_assert_cmpuint (kw_snapshot_count_medicines (snapshot, group), ==, medicines->len);
}

static void
test_rows (void)
{
  g_auto (File) file = { NULL, NULL };

  file_open (&file, resources);
  assert_medicines (file.snapshot, KW_GROUP_MEDICINES_CURRENT, "new twice strong");
  assert_medicines (file.snapshot, KW_GROUP_MEDICINES_ON_HOLD, "held");
  assert_medicines (file.snapshot, KW_GROUP_MEDICINES_PAST, "words other-words");
  assert_medicines (file.snapshot, KW_GROUP_MEDICINES_PLANNED, "");
  g_assert_cmpuint (kw_snapshot_count_group (file.snapshot, KW_GROUP_MEDICINES_CURRENT), ==, 5);
}

static void
test_records_of_a_row (void)
{
  static const char *const refs[]
      = { "s/MedicationRequest/new", "s/MedicationStatement/told", "s/MedicationRequest/old" };
  g_auto (File) file = { NULL, NULL };

  file_open (&file, resources);
  for (guint i = 0; i < G_N_ELEMENTS (refs); i++)
    fixture_assert_ids (
        file.snapshot,
        kw_snapshot_get_same_medicine (file.snapshot, kw_snapshot_find (file.snapshot, refs[i])),
        "new told old");
  g_assert_null (kw_snapshot_get_same_medicine (
      file.snapshot, kw_snapshot_find (file.snapshot, "s/MedicationRequest/held")));
  g_assert_null (kw_snapshot_get_same_medicine (file.snapshot,
                                                kw_snapshot_find (file.snapshot, "s/Patient/a")));
}

/* The Summary's first frame says the same numbers as the lists behind it. */
static void
test_front_page (void)
{
  g_autofree char *dir = fixture_new ();
  g_autoptr (KwVault) vault = fixture_vault (dir);
  g_autoptr (KwSnapshot) whole = NULL;
  g_autoptr (KwSnapshot) front = NULL;
  KwBatch *batch = kw_batch_new ("c1");

  for (guint i = 0; i < 30; i++)
    {
      g_autofree char *text = g_strdup_printf (
          REQUEST ("m%u", "active", "2024-01-%02u", RXNORM ("%u"), "Medicine", "1 a day"), i,
          1 + i % 28, 1 + i % 28, i % 3);
      fixture_put_json (batch, text);
    }
  fixture_commit (vault, batch);
  whole = kw_snapshot_new_from_vault (vault, NULL, NULL);
  g_assert_cmpuint (kw_snapshot_count_medicines (whole, KW_GROUP_MEDICINES_CURRENT), ==, 3);
  g_assert_true (kw_snapshot_store_front_page (whole, vault, NULL));
  front = kw_snapshot_new_from_front_page (vault, NULL);
  g_assert_cmpuint (kw_snapshot_count_medicines (front, KW_GROUP_MEDICINES_CURRENT), ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GArray) medicines = kw_snapshot_dup_medicines (front, KW_GROUP_MEDICINES_CURRENT);
      const KwRecord *record
          = kw_snapshot_get_record (front, g_array_index (medicines, guint32, i));

      g_assert_cmpuint (medicines->len, ==, 3);
      g_assert_cmpuint (kw_snapshot_get_same_medicine (front, record)->len, ==, 10);
    }
  fixture_remove (dir);
}

int
main (int argc, char *argv[])
{
  fixture_start ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/medicines/rows", test_rows);
  g_test_add_func ("/medicines/records-of-a-row", test_records_of_a_row);
  g_test_add_func ("/medicines/front-page", test_front_page);
  return fixture_end (g_test_run ());
}
