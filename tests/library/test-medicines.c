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

#define NDC(code) "{'system':'http://hl7.org/fhir/sid/ndc','code':'" code "'}"
#define PATIENT "{'resourceType':'Patient','id':'a','name':[{'text':'Rosa'}]}"
#define OF_ROSA "'subject':{'reference':'Patient/a'}"

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

static void
assert_rows (const char *const *list, KwGroup group, const char *ids)
{
  g_auto (File) file = { NULL, NULL };

  file_open (&file, list);
  assert_medicines (file.snapshot, group, ids);
}

static void
assert_same (const File *file, const char *ref, const char *ids)
{
  const KwRecord *record = kw_snapshot_find (file->snapshot, ref);

  fixture_assert_ids (file->snapshot, kw_snapshot_get_same_medicine (file->snapshot, record), ids);
}

/* Rule M7: a code may say no more than an ingredient, so that another strength, form or route in
 * the words is another medicine even under one code. */
static void
test_m7_never_across_strengths (void)
{
  static const char *const same_code[] = {
    PATIENT,
    REQUEST ("ten", "active", "2024-05-01", RXNORM ("29046"), "Lisinopril 10 mg", "1 a day"),
    REQUEST ("twenty", "active", "2024-04-01", RXNORM ("29046"), "Lisinopril 20 mg", "1 a day"),
    REQUEST ("unsaid", "active", "2024-03-01", RXNORM ("29046"), "Lisinopril", "1 a day"),
    REQUEST ("again", "active", "2024-02-01", RXNORM ("29046"), "lisinopril 10.0 MG", "1 a day"),
    NULL,
  };
  static const char *const forms[] = {
    PATIENT,
    REQUEST ("tablet", "active", "2024-05-01", RXNORM ("1"), "Cetirizine 10 mg tablet", "1 a day"),
    REQUEST ("syrup", "active", "2024-04-01", RXNORM ("1"), "Cetirizine 10 mg syrup", "1 a day"),
    REQUEST ("either", "active", "2024-03-01", RXNORM ("1"), "Zyrtec 10 mg", "1 a day"),
    REQUEST ("slow", "active", "2024-02-01", RXNORM ("2"), "Metoprolol ER 50 mg", "1 a day"),
    REQUEST ("fast", "active", "2024-01-01", RXNORM ("2"), "Metoprolol 50 mg tablet", "1 a day"),
    NULL,
  };

  assert_rows (same_code, KW_GROUP_MEDICINES_CURRENT, "ten twenty unsaid");
  assert_rows (forms, KW_GROUP_MEDICINES_CURRENT, "tablet syrup either slow fast");
}

/* Rule M7: the same code of any of the systems is enough, the same words are not where codes of one
 * system differ. */
static void
test_m7_by_codes (void)
{
  static const char *const list[] = {
    PATIENT,
    REQUEST ("both", "active", "2024-05-01", RXNORM ("1") "," NDC ("9"), "A 5 mg", "1 a day"),
    REQUEST ("ndc", "active", "2024-04-01", NDC ("9"), "Brand of A 5 mg", "1 a day"),
    REQUEST ("rxnorm", "active", "2024-03-01", RXNORM ("1"), "Other brand 5 mg", "1 a day"),
    REQUEST ("other", "active", "2024-02-01", RXNORM ("7"), "B 5 mg", "1 a day"),
    REQUEST ("words", "active", "2024-01-01", RXNORM ("8"), "B 5 mg", "1 a day"),
    NULL,
  };

  assert_rows (list, KW_GROUP_MEDICINES_CURRENT, "both other words");
}

#define PILL(id, code, strength)                                                                   \
  "{'resourceType':'Medication','id':'" id "','code':{'coding':[" code "],'text':'Warfarin'},"     \
  "'form':{'text':'Tablet'},'ingredient':[{'itemCodeableConcept':{'text':'Warfarin'},"             \
  "'strength':{'numerator':{'value':" strength ",'unit':'mg'},'denominator':{'value':1,"           \
  "'unit':'1'}}}]}"
#define POINTS(id, date, more, to)                                                                 \
  "{'resourceType':'MedicationRequest','id':'" id "','status':'active','intent':'order'," OF_ROSA  \
  ",'authoredOn':'" date "'," more "'medicationReference':{'reference':'" to "'},"                 \
  "'dosageInstruction':[{'text':'1 a day'}]}"

/* Rule M7: a medicine that is another resource, within the record or beside it, is known by what
 * that resource says, its strength included. */
static void
test_m7_medication_reference (void)
{
  static const char *const list[] = {
    PATIENT,
    PILL ("two", RXNORM ("11289"), "2"),
    PILL ("five", RXNORM ("11289"), "5"),
    POINTS ("beside", "2024-05-01", "", "Medication/two"),
    POINTS ("five-mg", "2024-04-01", "", "Medication/five"),
    POINTS ("within", "2024-03-01", "'contained':[" PILL ("in", RXNORM ("11289"), "2") "],", "#in"),
    REQUEST ("words", "active", "2024-02-01", RXNORM ("11289"), "Warfarin 2 mg tablet", "1 a day"),
    NULL,
  };
  g_auto (File) file = { NULL, NULL };

  file_open (&file, list);
  assert_medicines (file.snapshot, KW_GROUP_MEDICINES_CURRENT, "beside five-mg");
  assert_same (&file, "s/MedicationRequest/within", "beside within words");
}

#define HAND_OUT(id, status, date, text, more)                                                     \
  "{'resourceType':'MedicationDispense','id':'" id "','status':'" status "'," OF_ROSA              \
  ",'whenHandedOver':'" date "','medicationCodeableConcept':{'text':'" text "'}" more "}"

/* Rule M7: what a pharmacy handed out is a record of the medicine that was prescribed, behind the
 * order; where two orders fit it is the one that was filled, and where none fits nobody says
 * whether it is taken. */
static void
test_m7_handed_out (void)
{
  static const char *const list[] = {
    PATIENT,
    REQUEST ("order", "active", "2024-01-01", "", "Metformin 500 mg", "2 a day"),
    HAND_OUT ("first", "completed", "2024-02-01", "Metformin 500 mg", ""),
    HAND_OUT ("second", "completed", "2024-05-01", "metformin 500 MG",
              ",'dosageInstruction':[{'text':'2 A DAY'}]"),
    HAND_OUT ("other-way", "completed", "2024-04-01", "Metformin 500 mg",
              ",'dosageInstruction':[{'text':'3 a day'}]"),
    HAND_OUT ("stronger", "completed", "2024-03-01", "Metformin 850 mg", ""),
    REQUEST ("one", "active", "2023-02-01", "", "Aspirin 100 mg", "1 a day"),
    REQUEST ("two", "active", "2023-01-01", "", "Aspirin 100 mg", "2 a day"),
    HAND_OUT ("filled", "completed", "2023-03-01", "Aspirin 100 mg",
              ",'authorizingPrescription':[{'reference':'MedicationRequest/two'}]"),
    HAND_OUT ("either", "completed", "2023-04-01", "Aspirin 100 mg tablet", ""),
    NULL,
  };
  g_auto (File) file = { NULL, NULL };

  file_open (&file, list);
  assert_medicines (file.snapshot, KW_GROUP_MEDICINES_CURRENT, "order one two");
  assert_medicines (file.snapshot, KW_GROUP_MEDICINES_NOT_STATED, "other-way stronger either");
  assert_same (&file, "s/MedicationRequest/order", "order second first");
  assert_same (&file, "s/MedicationDispense/filled", "two filled");
}

/* Rule M10: taken at home, given in hospital and planned never stand in one row. */
static void
test_m10_kept_apart (void)
{
  static const char *const list[] = {
    PATIENT,
    REQUEST ("home", "active", "2024-01-01", "", "Ondansetron 4 mg", "once"),
    "{'resourceType':'MedicationAdministration','id':'given','status':'completed'," OF_ROSA
    ",'effectiveDateTime':'2024-02-01','medicationCodeableConcept':{'text':'Ondansetron 4 mg'},"
    "'dosage':{'text':'once'}}",
    "{'resourceType':'MedicationStatement','id':'ward','status':'active'," OF_ROSA
    ",'effectiveDateTime':'2024-01-15','category':{'coding':[{'code':'inpatient'}]},"
    "'medicationCodeableConcept':{'text':'Ondansetron 4 mg'},'dosage':[{'text':'once'}]}",
    REQUEST ("draft", "draft", "2024-03-01", "", "Ondansetron 4 mg", "once"),
    NULL,
  };
  g_auto (File) file = { NULL, NULL };

  file_open (&file, list);
  assert_medicines (file.snapshot, KW_GROUP_MEDICINES_CURRENT, "home");
  assert_medicines (file.snapshot, KW_GROUP_MEDICINES_IN_HOSPITAL, "given");
  assert_medicines (file.snapshot, KW_GROUP_MEDICINES_PLANNED, "draft");
  assert_same (&file, "s/MedicationStatement/ward", "given ward");
}

/* Rule M7b: another dose of the same ingredient comes directly beneath, and each says so. */
static void
test_m7b_other_doses (void)
{
  static const char *const list[] = {
    PATIENT,
    REQUEST ("ten", "active", "2024-05-01", "", "Lisinopril 10 mg", "1 a day"),
    REQUEST ("between", "active", "2024-04-01", "", "Aspirin 100 mg", "1 a day"),
    REQUEST ("twenty", "active", "2024-03-01", "", "Lisinopril 20 mg tablet", "1 a day"),
    REQUEST ("syrup", "active", "2024-02-01", "", "Lisinopril 1 mg/mL solution", "5 mL a day"),
    REQUEST ("past", "stopped", "2024-01-01", "", "Lisinopril 5 mg", "1 a day"),
    NULL,
  };
  g_auto (File) file = { NULL, NULL };
  g_autofree char *also = NULL;
  g_autofree char *both = NULL;

  file_open (&file, list);
  assert_medicines (file.snapshot, KW_GROUP_MEDICINES_CURRENT, "ten twenty syrup between");
  also = kw_snapshot_dup_also_listed (
      file.snapshot, kw_snapshot_find (file.snapshot, "s/MedicationRequest/twenty"));
  g_assert_cmpstr (also, ==, "Also listed: Lisinopril 10 mg, 1 a day (record.json)");
  both = kw_snapshot_dup_also_listed (file.snapshot,
                                      kw_snapshot_find (file.snapshot, "s/MedicationRequest/ten"));
  g_assert_cmpstr (both, ==,
                   "Also listed: Lisinopril 20 mg tablet, 1 a day (record.json)\n"
                   "Also listed: Lisinopril 1 mg/mL solution, 5 mL a day (record.json)");
  g_assert_null (kw_snapshot_dup_also_listed (
      file.snapshot, kw_snapshot_find (file.snapshot, "s/MedicationRequest/between")));
  g_assert_null (kw_snapshot_dup_also_listed (
      file.snapshot, kw_snapshot_find (file.snapshot, "s/MedicationRequest/past")));
}

/* Rules M2 and G5: who does not say that a medicine has ended does not have it among the past ones,
 * and "no known medicines" is none. */
static void
test_m2_not_stated (void)
{
  static const char *const list[] = {
    PATIENT,
    REQUEST ("unknown", "unknown", "2024-05-01", "", "A", "1 a day"),
    REQUEST ("strange", "perhaps", "2024-04-01", "", "B", "1 a day"),
    STATEMENT ("not-taken", "not-taken", "2024-03-01", "", "C", "1 a day"),
    REQUEST ("called-off", "cancelled", "2024-02-01", "", "D", "1 a day"),
    HAND_OUT ("out", "completed", "2024-01-15", "E", ""),
    HAND_OUT ("kept", "declined", "2024-01-14", "F", ""),
    "{'resourceType':'MedicationStatement','id':'none','status':'active'," OF_ROSA
    ",'dateAsserted':'2019-03','medicationCodeableConcept':{'coding':[{'code':"
    "'no-known-medications','display':'No known medications'}]}}",
    NULL,
  };
  g_auto (File) file = { NULL, NULL };
  g_autofree char *statement = NULL;

  file_open (&file, list);
  assert_medicines (file.snapshot, KW_GROUP_MEDICINES_NOT_STATED, "unknown strange out");
  assert_medicines (file.snapshot, KW_GROUP_MEDICINES_PAST, "not-taken called-off kept");
  assert_medicines (file.snapshot, KW_GROUP_MEDICINES_CURRENT, "");
  statement = kw_snapshot_dup_medicine_statement (file.snapshot);
  g_assert_cmpstr (statement, ==, "record.json states: No known medications (March 2019)");
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
  g_test_add_func ("/medicines/m7/rows", test_rows);
  g_test_add_func ("/medicines/m7/records-of-a-row", test_records_of_a_row);
  g_test_add_func ("/medicines/m7/never-across-strengths", test_m7_never_across_strengths);
  g_test_add_func ("/medicines/m7/by-codes", test_m7_by_codes);
  g_test_add_func ("/medicines/m7/medication-reference", test_m7_medication_reference);
  g_test_add_func ("/medicines/m7/handed-out", test_m7_handed_out);
  g_test_add_func ("/medicines/m10/kept-apart", test_m10_kept_apart);
  g_test_add_func ("/medicines/m7b/other-doses", test_m7b_other_doses);
  g_test_add_func ("/medicines/m2/not-stated", test_m2_not_stated);
  g_test_add_func ("/medicines/front-page", test_front_page);
  return fixture_end (g_test_run ());
}
