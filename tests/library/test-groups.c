/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "library/fixture.h"

#define NO_GROUP KW_N_GROUPS

#define ALLERGY "{'resourceType':'AllergyIntolerance','patient':{'reference':'Patient/a'},"
#define REQUEST "{'resourceType':'MedicationRequest','subject':{'reference':'Patient/a'},"
#define CONDITION "{'resourceType':'Condition','subject':{'reference':'Patient/a'},"
#define LAB                                                                                        \
  "{'resourceType':'Observation','status':'final','subject':{'reference':'Patient/a'},"            \
  "'category':[{'coding':[{'code':'laboratory'}]}],"
#define VITAL                                                                                      \
  "{'resourceType':'Observation','status':'final','subject':{'reference':'Patient/a'},"            \
  "'category':[{'coding':[{'code':'vital-signs'}]}],"
#define VERIFIED(code) "'verificationStatus':{'coding':[{'code':'" code "'}]},"
#define CLINICAL(code) "'clinicalStatus':{'coding':[{'code':'" code "'}]},"
#define LOINC(code) "'code':{'coding':[{'system':'http://loinc.org','code':'" code "'}]},"
#define QUANTITY(value, unit) "'valueQuantity':{'value':" value ",'unit':'" unit "'}"
#define PATIENT "{'resourceType':'Patient','id':'a','name':[{'text':'Rosa'}]}"

/* One record, and the one group that it counts in (rules A1, A1b, A2, G9, M10). */
static const struct
{
  const char *text;
  KwGroup group;
} cases[] = {
  { ALLERGY "'id':'nuts','code':{'text':'Nuts'}}", KW_GROUP_ALLERGIES },
  { ALLERGY "'id':'unsure'," VERIFIED ("unconfirmed") "'code':{'text':'Latex'}}",
    KW_GROUP_ALLERGIES },
  { ALLERGY "'id':'milk','type':'intolerance','code':{'text':'Milk'}}", KW_GROUP_INTOLERANCES },
  { ALLERGY "'id':'not-milk','type':'intolerance'," VERIFIED ("refuted") "'code':{'text':'Milk'}}",
    KW_GROUP_ALLERGIES_RULED_OUT },
  { ALLERGY "'id':'none','code':{'coding':[{'system':'http://snomed.info/sct','code':'716186003'}"
            "]}}",
    KW_GROUP_NO_KNOWN_ALLERGY },
  { ALLERGY "'id':'wrong'," VERIFIED ("entered-in-error") "'code':{'text':'Eggs'}}", NO_GROUP },
  { REQUEST "'id':'now','status':'active','intent':'order','medicationCodeableConcept':"
            "{'text':'A'}}",
    KW_GROUP_MEDICINES_CURRENT },
  { REQUEST "'id':'hold','status':'on-hold','intent':'order','medicationCodeableConcept':"
            "{'text':'B'}}",
    KW_GROUP_MEDICINES_ON_HOLD },
  { REQUEST "'id':'stopped','status':'stopped','intent':'order','medicationCodeableConcept':"
            "{'text':'C'}}",
    KW_GROUP_MEDICINES_PAST },
  { REQUEST "'id':'strange','status':'perhaps','intent':'order','medicationCodeableConcept':"
            "{'text':'D'}}",
    KW_GROUP_MEDICINES_NOT_STATED },
  { REQUEST "'id':'plan','status':'active','intent':'plan','medicationCodeableConcept':"
            "{'text':'E'}}",
    KW_GROUP_MEDICINES_PLANNED },
  { REQUEST "'id':'proposal','status':'active','intent':'proposal','medicationCodeableConcept':"
            "{'text':'F'}}",
    KW_GROUP_MEDICINES_PLANNED },
  { REQUEST "'id':'not','status':'active','intent':'order','doNotPerform':true,"
            "'medicationCodeableConcept':{'text':'G'}}",
    KW_GROUP_DO_NOT_TAKE },
  { REQUEST "'id':'not-planned','status':'active','intent':'proposal','doNotPerform':true,"
            "'medicationCodeableConcept':{'text':'H'}}",
    KW_GROUP_DO_NOT_TAKE },
  { REQUEST "'id':'ward','status':'active','intent':'order','category':[{'coding':[{'code':"
            "'inpatient'}]}],'medicationCodeableConcept':{'text':'I'}}",
    KW_GROUP_MEDICINES_IN_HOSPITAL },
  { "{'resourceType':'MedicationAdministration','id':'given','status':'completed','subject':"
    "{'reference':'Patient/a'},'medicationCodeableConcept':{'text':'J'}}",
    KW_GROUP_MEDICINES_IN_HOSPITAL },
  { "{'resourceType':'Medication','id':'tablet','code':{'text':'K'}}", NO_GROUP },
  { CONDITION "'id':'asthma'," CLINICAL ("active") "'code':{'text':'Asthma'}}",
    KW_GROUP_CONDITIONS_CURRENT },
  { CONDITION "'id':'back'," CLINICAL ("recurrence") "'code':{'text':'Back pain'}}",
    KW_GROUP_CONDITIONS_CURRENT },
  { CONDITION "'id':'flu'," CLINICAL ("resolved") "'code':{'text':'Flu'}}",
    KW_GROUP_CONDITIONS_PAST },
  { CONDITION "'id':'calm'," CLINICAL ("remission") "'code':{'text':'Leukemia'}}",
    KW_GROUP_CONDITIONS_IN_REMISSION },
  { CONDITION "'id':'ruled'," CLINICAL ("active") VERIFIED ("refuted") "'code':{'text':'Gout'}}",
    KW_GROUP_CONDITIONS_RULED_OUT },
  { "{'resourceType':'Immunization','id':'shot','status':'completed','patient':{'reference':"
    "'Patient/a'},'vaccineCode':{'text':'Flu shot'}}",
    KW_GROUP_IMMUNIZATIONS },
  { "{'resourceType':'DocumentReference','id':'note','status':'current','subject':{'reference':"
    "'Patient/a'},'content':[{'attachment':{'title':'Note'}}]}",
    KW_GROUP_DOCUMENTS },
  { "{'resourceType':'Encounter','id':'visit','status':'finished','subject':{'reference':"
    "'Patient/a'},'class':{'code':'AMB'}}",
    KW_GROUP_VISITS },
};

static gboolean
holds (const KwSnapshot *snapshot, guint group, const char *id)
{
  const GArray *indexes = kw_snapshot_get_group (snapshot, group);

  for (guint i = 0; i < indexes->len; i++)
    if (g_str_equal (kw_snapshot_get_record (snapshot, g_array_index (indexes, guint32, i))->id,
                     id))
      return TRUE;
  return FALSE;
}

static void
test_one_group_each (void)
{
  const char *resources[G_N_ELEMENTS (cases) + 2] = { PATIENT };
  g_auto (File) file = { NULL, NULL };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    resources[i + 1] = cases[i].text;
  file_open (&file, resources);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *start = strstr (cases[i].text, "'id':'") + strlen ("'id':'");
      g_autofree char *id = g_strndup (start, strcspn (start, "'"));

      for (guint group = 0; group < KW_N_GROUPS; group++)
        if (holds (file.snapshot, group, id) != (group == cases[i].group))
          g_error ("%s: group %u, expected %u", id, group, cases[i].group);
    }
  for (guint group = 0; group < KW_N_GROUPS; group++)
    g_assert_cmpuint (kw_snapshot_count_group (file.snapshot, group), ==,
                      kw_snapshot_get_group (file.snapshot, group)->len);
}

static void
test_tests (void)
{
  static const char *const resources[] = {
    PATIENT,
    LAB "'id':'old'," LOINC ("718-7") "'effectiveDateTime':'2020-01-01'," QUANTITY (
        "9", "g/dL") ",'referenceRange':[{'low':{'value':12,'unit':'g/dL'}}]}",
    LAB "'id':'new'," LOINC ("718-7") "'effectiveDateTime':'2021-01-01'," QUANTITY (
        "13", "g/dL") ",'referenceRange':[{'low':{'value':12,'unit':'g/dL'}}]}",
    LAB "'id':'other-unit'," LOINC ("718-7") "'effectiveDateTime':'2019-01-01'," QUANTITY (
        "80", "g/L") ",'referenceRange':[{'low':{'value':120,'unit':'g/L'}}]}",
    LAB "'id':'named-old','code':{'text':'Iron'},'effectiveDateTime':'2018',"
        "'valueString':'low'}",
    LAB "'id':'named-new','code':{'text':'IRON'},'effectiveDateTime':'2019-06','interpretation':"
        "[{'coding':[{'code':'L'}]}],'valueString':'low'}",
    LAB "'id':'without-value'," LOINC ("2345-7") "'effectiveDateTime':'2022-01-01'}",
    LAB "'id':'undated'," LOINC ("2345-7") QUANTITY ("5", "mmol/L") "}",
    "{'resourceType':'DiagnosticReport','id':'report','status':'final','category':[{'coding':[{"
    "'code':'LAB'}]}],'code':{'text':'Blood count'},'subject':{'reference':'Patient/a'},"
    "'effectiveDateTime':'2021-01-01','result':[{'reference':'Observation/new'}]}",
    NULL,
  };
  g_auto (File) file = { NULL, NULL };

  file_open (&file, resources);
  fixture_assert_ids (file.snapshot, kw_snapshot_get_group (file.snapshot, KW_GROUP_TESTS),
                      "new named-new other-unit undated");
  fixture_assert_ids (file.snapshot, kw_snapshot_get_group (file.snapshot, KW_GROUP_OUT_OF_RANGE),
                      "named-new other-unit");
  fixture_assert_ids (file.snapshot, kw_snapshot_get_group (file.snapshot, KW_GROUP_PANELS),
                      "report");
  fixture_assert_ids (file.snapshot, kw_snapshot_get_group (file.snapshot, KW_GROUP_RESULTS_ALONE),
                      "without-value old named-new other-unit named-old undated");
}

/* Rule V1: blood pressure stands first, however old. */
static void
test_vitals (void)
{
  static const char *const resources[] = {
    PATIENT,
    VITAL "'id':'pressure'," LOINC ("85354-9") "'effectiveDateTime':'2015-01-01','component':[{"
                                               "'code':{'text':'Systolic'}," QUANTITY (
                                                   "120", "mmHg") "}]}",
    VITAL "'id':'weight'," LOINC ("29463-7") "'effectiveDateTime':'2021-01-01'," QUANTITY (
        "70", "kg") "}",
    VITAL "'id':'weight-old'," LOINC ("29463-7") "'effectiveDateTime':'2011-01-01'," QUANTITY (
        "60", "kg") "}",
    NULL,
  };
  g_auto (File) file = { NULL, NULL };

  file_open (&file, resources);
  fixture_assert_ids (file.snapshot, kw_snapshot_get_group (file.snapshot, KW_GROUP_LATEST_VITALS),
                      "pressure weight");
}

/* What a hospital lists no more is kept, shown apart, and counts as current nowhere. */
static void
test_no_longer_listed (void)
{
  g_autofree char *dir = fixture_new ();
  g_autoptr (KwVault) vault = fixture_vault (dir);
  g_autoptr (KwSnapshot) snapshot = NULL;
  KwBatch *batch = kw_batch_new ("c1");

  kw_batch_set_run (batch, "run1");
  fixture_put_json (batch, LAB "'id':'lab'," LOINC ("718-7") QUANTITY ("13", "g/dL") "}");
  fixture_put_json (batch, CONDITION "'id':'gone'," CLINICAL ("active") "'code':{'text':'A'}}");
  fixture_put_json (batch, CONDITION "'id':'here'," CLINICAL ("active") "'code':{'text':'B'}}");
  fixture_commit (vault, batch);
  batch = kw_batch_new ("c1");
  kw_batch_set_run (batch, "run2");
  fixture_put_json (batch, CONDITION "'id':'here'," CLINICAL ("active") "'code':{'text':'B'}}");
  kw_batch_end_type (batch, "Condition");
  kw_batch_end_type (batch, "Observation");
  fixture_commit (vault, batch);

  snapshot = kw_snapshot_new_from_vault (vault, NULL, NULL);
  fixture_assert_ids (snapshot, kw_snapshot_get_group (snapshot, KW_GROUP_CONDITIONS_CURRENT),
                      "here");
  g_assert_true (holds (snapshot, KW_GROUP_NO_LONGER_LISTED, "gone"));
  g_assert_true (holds (snapshot, KW_GROUP_NO_LONGER_LISTED, "lab"));
  g_assert_cmpuint (kw_snapshot_count_group (snapshot, KW_GROUP_TESTS), ==, 0);
  g_assert_cmpuint (kw_snapshot_count_section (snapshot, KW_SECTION_CONDITIONS), ==, 2);
  for (guint i = 0; i < kw_snapshot_get_n_records (snapshot); i++)
    {
      const KwRecord *record = kw_snapshot_get_record (snapshot, i);

      g_assert_true (kw_snapshot_is_listed (snapshot, record) == g_str_equal (record->id, "here"));
    }
  fixture_remove (dir);
}

int
main (int argc, char *argv[])
{
  fixture_start ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/groups/one-each", test_one_group_each);
  g_test_add_func ("/groups/tests", test_tests);
  g_test_add_func ("/groups/vitals", test_vitals);
  g_test_add_func ("/groups/no-longer-listed", test_no_longer_listed);
  return fixture_end (g_test_run ());
}
