/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "library/disagreement.h"
#include "library/fixture.h"

#define OF_ROSA "'subject':{'reference':'Patient/a'},"
#define ALLERGY(id, name, more)                                                                    \
  "{'resourceType':'AllergyIntolerance','id':'" id "','patient':{'reference':'Patient/a'},"        \
  "'code':{'text':'" name "'}" more "}"
#define NONE(id, code)                                                                             \
  "{'resourceType':'AllergyIntolerance','id':'" id "','patient':{'reference':'Patient/a'},"        \
  "'recordedDate':'2019-03','code':{'text':'No known allergies','coding':[{'code':'" code "'}]}}"
#define IS(code) ",'verificationStatus':{'coding':[{'code':'" code "'}]}"
#define WAS(code) ",'clinicalStatus':{'coding':[{'code':'" code "'}]}"
#define ORDER(id, status, date, name, how)                                                         \
  "{'resourceType':'MedicationRequest','id':'" id "','status':'" status                            \
  "','intent':'order'," OF_ROSA "'authoredOn':'" date                                              \
  "','medicationCodeableConcept':{'text':'" name "'},'dosageInstruction':[{'text':'" how "'}]}"
#define UNTIL(id, status, end, name)                                                               \
  "{'resourceType':'MedicationStatement','id':'" id "','status':'" status "'," OF_ROSA             \
  "'effectivePeriod':{'end':'" end "'},'medicationCodeableConcept':{'text':'" name "'}}"
#define CONDITION(id, clinical, code, more)                                                        \
  "{'resourceType':'Condition','id':'" id "'," OF_ROSA "'code':{'text':'Asthma " id                \
  "','coding':[{'system':'http://snomed.info/sct','code':'" code "'}]}" WAS (clinical) more "}"

/* What two hospitals say, one record a line in the order of hospital 1 and hospital 2, and what
 * comes of it: "kind:ids", one after the other. */
static const struct
{
  const char *name;
  const char *here[3];
  const char *there[3];
  const char *found;
} cases[] = {
  { "a1b/none-known-and-listed",
    { ALLERGY ("nuts", "Nuts", "") },
    { NONE ("none", "716186003") },
    "none-known:none nuts" },
  { "a1b/two-listed-are-one-disagreement",
    { ALLERGY ("nuts", "Nuts", ""), ALLERGY ("latex", "Latex", "") },
    { NONE ("none", "716186003") },
    "none-known:latex none nuts" },
  { "a1b/ruled-out-is-not-listed",
    { ALLERGY ("nuts", "Nuts", IS ("refuted")) },
    { NONE ("none", "716186003") },
    "" },
  { "a1b/no-known-drug-allergy-denies-no-food",
    { ALLERGY ("nuts", "Nuts", ",'category':['food']"),
      ALLERGY ("pen", "Penicillin", ",'category':['medication']"), ALLERGY ("any", "Any", "") },
    { NONE ("none", "409137002") },
    "none-known:none pen" },
  { "a1b/both-states-none", { NONE ("one", "716186003") }, { NONE ("two", "716186003") }, "" },
  { "a1b/same-source-disagrees-with-nobody",
    { ALLERGY ("nuts", "Nuts", ""), NONE ("none", "716186003") },
    { ALLERGY ("other", "Eggs", "") },
    "none-known:none other" },
  { "allergy/ruled-out-there",
    { ALLERGY ("pen", "Penicillin", "") },
    { ALLERGY ("not", "PENICILLIN", IS ("refuted")) },
    "allergy:not pen" },
  { "allergy/suspected-there",
    { ALLERGY ("pen", "Penicillin", IS ("confirmed")) },
    { ALLERGY ("may", "Penicillin", IS ("unconfirmed")) },
    "allergy:may pen" },
  { "allergy/past-there",
    { ALLERGY ("pen", "Penicillin", WAS ("active")) },
    { ALLERGY ("was", "Penicillin", WAS ("resolved")) },
    "allergy:pen was" },
  { "allergy/another-name-is-another-thing",
    { ALLERGY ("pen", "Penicillin", "") },
    { ALLERGY ("g", "Penicillin G", IS ("refuted")) },
    "" },
  { "allergy/another-risk",
    { ALLERGY ("pen", "Penicillin", ",'criticality':'high'") },
    { ALLERGY ("low", "Penicillin", ",'criticality':'low'") },
    "risk:low pen" },
  { "allergy/a-risk-that-is-not-stated-is-none",
    { ALLERGY ("pen", "Penicillin", ",'criticality':'high'") },
    { ALLERGY ("not", "Penicillin", "") },
    "" },
  { "m7b/another-strength",
    { ORDER ("ten", "active", "2024-01-01", "Lisinopril 10 mg", "1 a day") },
    { ORDER ("twenty", "active", "2023-01-01", "Lisinopril 20 MG Oral Tablet", "1 a day") },
    "dose:ten twenty" },
  { "m7b/other-words-on-how",
    { ORDER ("one", "active", "2024-01-01", "Lisinopril 10 mg", "1 a day") },
    { ORDER ("two", "active", "2023-01-01", "lisinopril 10 mg", "2 a day") },
    "how:one two" },
  { "m7b/both-have-both",
    { ORDER ("a", "active", "2024-01-01", "A 10 mg", "1 a day"),
      ORDER ("b", "active", "2024-01-02", "A 20 mg", "1 a day") },
    { ORDER ("c", "active", "2024-01-03", "A 20 mg", "1 a day"),
      ORDER ("d", "active", "2024-01-04", "A 10 mg", "1 a day") },
    "" },
  { "m7b/strength-not-stated",
    { ORDER ("a", "active", "2024-01-01", "A 10 mg", "1 a day") },
    { ORDER ("b", "active", "2024-01-02", "A", "1 a day") },
    "" },
  { "m7b/another-form-is-another-medicine",
    { ORDER ("a", "active", "2024-01-01", "A 10 mg tablet", "1 a day") },
    { ORDER ("b", "active", "2024-01-02", "A 1 % cream", "1 a day") },
    "" },
  { "m7b/past-there",
    { ORDER ("a", "active", "2024-01-01", "A 10 mg", "1 a day") },
    { ORDER ("b", "completed", "2024-01-02", "A 20 mg", "1 a day") },
    "" },
  { "stopped/there",
    { ORDER ("a", "active", "2024-01-01", "A 10 mg", "1 a day") },
    { ORDER ("b", "stopped", "2023-01-01", "A 10 mg", "2 a day") },
    "stopped:a b" },
  { "stopped/on-hold-there",
    { ORDER ("a", "on-hold", "2024-01-01", "A 10 mg", "1 a day") },
    { ORDER ("b", "active", "2023-01-01", "A 10 mg", "1 a day") },
    "stopped:a b" },
  { "stopped/not-to-be-taken-there",
    { ORDER ("a", "active", "2024-01-01", "Aspirin 100 mg", "1 a day") },
    { "{'resourceType':'MedicationRequest','id':'not','status':'active','intent':'order'," OF_ROSA
      "'doNotPerform':true,'medicationCodeableConcept':{'text':'Aspirin'}}" },
    "stopped:a not" },
  { "stopped/finished-is-no-stop",
    { ORDER ("a", "active", "2024-01-01", "A 10 mg", "1 a day") },
    { ORDER ("b", "completed", "2023-01-01", "A 10 mg", "1 a day") },
    "" },
  { "stopped/and-ordered-again",
    { ORDER ("a", "active", "2024-01-01", "A 10 mg", "1 a day") },
    { ORDER ("b", "stopped", "2022-01-01", "A 10 mg", "1 a day"),
      ORDER ("c", "active", "2023-01-01", "A 10 mg", "1 a day") },
    "" },
  { "stopped/ended-before-the-other-began",
    { ORDER ("a", "active", "2024-01-01", "A 10 mg", "1 a day") },
    { UNTIL ("b", "stopped", "2023-06", "A 10 mg") },
    "" },
  { "stopped/ended-after-the-other-began",
    { ORDER ("a", "active", "2024-01-01", "A 10 mg", "1 a day") },
    { UNTIL ("b", "stopped", "2024-06", "A 10 mg") },
    "stopped:a b" },
  { "condition/past-there",
    { CONDITION ("now", "active", "195967001", "") },
    { CONDITION ("then", "resolved", "195967001", "") },
    "condition:now then" },
  { "condition/ruled-out-there",
    { CONDITION ("now", "active", "195967001", "") },
    { CONDITION ("never", "active", "195967001", IS ("refuted")) },
    "condition:never now" },
  { "condition/the-newest-of-a-source-counts",
    { CONDITION ("now", "active", "195967001", "") },
    { CONDITION ("new", "active", "195967001", ",'recordedDate':'2024'"),
      CONDITION ("old", "resolved", "195967001", ",'recordedDate':'2020'") },
    "" },
  { "condition/it-came-back",
    { CONDITION ("now", "active", "1", ",'onsetDateTime':'2024-03'") },
    { CONDITION ("then", "resolved", "1", ",'onsetDateTime':'2019','abatementDateTime':'2020'") },
    "" },
  { "condition/another-code",
    { CONDITION ("a", "active", "1", "") },
    { CONDITION ("b", "resolved", "2", "") },
    "" },
};

static void
put (KwVault *vault, const char *source, const char *name, const char *const *resources)
{
  g_autoptr (KwSource) one
      = kw_source_new (KW_SOURCE_CONNECTION, source, name, "https://a.example/r4");
  KwBatch *batch = kw_batch_new (source);

  g_assert_true (kw_vault_put_source (vault, one, NULL));
  for (guint i = 0; i < 3 && resources[i] != NULL; i++)
    {
      g_autoptr (GBytes) bytes = fixture_json (resources[i]);
      g_autoptr (KwJson) json = kw_json_new (bytes, G_MAXSIZE, NULL);
      g_autoptr (KwRecord) record = kw_record_new_from_fhir (kw_json_get_root (json), source);

      kw_batch_put_record (batch, record, bytes);
    }
  fixture_commit (vault, batch);
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* "kind:ids" of each, the ids in their own order. */
static char *
flatten (const KwSnapshot *snapshot, GPtrArray *found)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < found->len; i++)
    {
      const KwDisagreement *one = g_ptr_array_index (found, i);
      g_autofree char *ids = fixture_ids (snapshot, one->indexes);
      g_auto (GStrv) parts = g_strsplit (ids, " ", -1);
      g_autofree char *sorted = NULL;

      qsort (parts, g_strv_length (parts), sizeof *parts, compare_ids);
      sorted = g_strjoinv (" ", parts);
      g_string_append_printf (out, "%s%s:%s", out->len > 0 ? " " : "", kw_disagreement_get_id (one),
                              sorted);
    }
  return g_string_free (out, FALSE);
}

static void
test_case (gconstpointer data)
{
  const guint i = GPOINTER_TO_UINT (data);
  g_autofree char *dir = fixture_new ();
  g_autoptr (KwVault) vault = fixture_vault (dir);
  g_autoptr (KwSnapshot) snapshot = NULL;
  g_autoptr (GPtrArray) found = NULL;
  g_autofree char *text = NULL;

  put (vault, "c1", "Riverside", cases[i].here);
  put (vault, "c2", "City Clinic", cases[i].there);
  snapshot = kw_snapshot_new_from_vault (vault, NULL, NULL);
  found = kw_disagreements_new (snapshot);
  text = flatten (snapshot, found);
  g_assert_cmpstr (text, ==, cases[i].found);
  for (guint d = 0; d < found->len; d++)
    {
      g_autofree char *title = kw_disagreement_dup_title (g_ptr_array_index (found, d), snapshot);

      g_assert_nonnull (title);
    }
  fixture_remove (dir);
}

/* Who says what, of when; and nothing that tells a person what to do but to ask. */
static void
test_words (void)
{
  static const char *const here[]
      = { ORDER ("a", "active", "2024-03-03", "Lisinopril 10 mg", "1 a day"),
          ALLERGY ("nuts", "Nuts", ",'criticality':'high'"), NULL };
  static const char *const there[]
      = { ORDER ("b", "active", "2023-01-02", "Lisinopril 20 mg", "1 a day"),
          NONE ("none", "716186003"), NULL };
  static const char *const says[][2]
      = { { "c1/AllergyIntolerance/nuts", "Riverside: Nuts · High risk · Date not stated" },
          { "c2/AllergyIntolerance/none", "City Clinic: No known allergies · Recorded March 2019" },
          { "c1/MedicationRequest/a",
            "Riverside: Lisinopril 10 mg · Current · 1 a day · Prescribed 3 March 2024" } };
  g_autofree char *dir = fixture_new ();
  g_autoptr (KwVault) vault = fixture_vault (dir);
  g_autoptr (KwSnapshot) snapshot = NULL;
  g_autoptr (GPtrArray) found = NULL;

  put (vault, "c1", "Riverside", here);
  put (vault, "c2", "City Clinic", there);
  snapshot = kw_snapshot_new_from_vault (vault, NULL, NULL);
  found = kw_disagreements_new (snapshot);
  g_assert_cmpuint (found->len, ==, 2);
  for (guint i = 0; i < G_N_ELEMENTS (says); i++)
    {
      g_autofree char *line
          = kw_disagreement_dup_says (snapshot, kw_snapshot_find (snapshot, says[i][0]));

      g_assert_cmpstr (line, ==, says[i][1]);
    }
  for (guint i = 0; i < found->len; i++)
    {
      g_autofree char *title = kw_disagreement_dup_title (g_ptr_array_index (found, i), snapshot);

      g_assert_cmpstr (title, ==, i == 0 ? "Allergies" : "Lisinopril 10 mg");
    }
  fixture_remove (dir);
}

/* One file is one source, whatever is in it. */
static void
test_one_source (void)
{
  static const char *const resources[]
      = { "{'resourceType':'Patient','id':'a','name':[{'text':'Rosa'}]}",
          ALLERGY ("nuts", "Nuts", ""), NONE ("none", "716186003"), NULL };
  g_auto (File) file = { NULL, NULL };
  g_autoptr (GPtrArray) found = NULL;

  file_open (&file, resources);
  found = kw_disagreements_new (file.snapshot);
  g_assert_cmpuint (found->len, ==, 0);
}

int
main (int argc, char *argv[])
{
  fixture_start ();
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/disagreement/", cases[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_case);
    }
  g_test_add_func ("/disagreement/words", test_words);
  g_test_add_func ("/disagreement/one-source", test_one_source);
  return fixture_end (g_test_run ());
}
