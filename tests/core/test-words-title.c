/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "core/types.h"
#include "core/words-private.h"

#define LOINC "http://loinc.org"

/* Rule G1. */
static void
test_order (void)
{
  const KwCode plain[] = { { LOINC, "4548-4", "HbA1c in Blood", FALSE } };
  const KwCode picked[]
      = { { LOINC, "4548-4", "HbA1c in Blood", FALSE }, { "urn:local", "7", "Glycated Hb", TRUE } };
  const KwCode bare[] = { { LOINC, "4548-4", NULL, FALSE }, { LOINC, "1-8", "4548-4", TRUE } };
  const KwRelation drug[] = { { KW_RELATION_MEDICATION, "Medication/1", "Warfarin 5 mg" } };
  const struct
  {
    KwRecord record;
    const char *title;
  } cases[] = {
    { { .text = "Sugar test", .codes = picked, .n_codes = 2 }, "Sugar test" },
    { { .text = " ", .codes = picked, .n_codes = 2 }, "Glycated Hb" },
    { { .codes = picked, .n_codes = 2 }, "Glycated Hb" },
    { { .codes = plain, .n_codes = 1 }, "HbA1c in Blood" },
    { { .text = "4548-4", .codes = bare, .n_codes = 2, .narrative = "From the note" },
      "From the note" },
    { { .codes = bare, .n_codes = 2, .kind_text = "Lab sheet" }, "Lab sheet" },
    { { .relations = drug, .n_relations = 1 }, "Warfarin 5 mg" },
    { { .type = "Immunization" }, "Unnamed vaccine" },
    { { .type = "NoSuchType" }, "Unnamed record" },
    { { .type = NULL }, "Unnamed record" },
    { { .text = "  Two\n\n lines\t " }, "Two lines" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *title = kw_words_title (NULL, &cases[i].record);
      g_assert_cmpstr (title, ==, cases[i].title);
    }
}

static void
test_presentable (void)
{
  const KwCode codes[] = { { "http://hl7.org/fhir/sid/icd-10-cm", "E11.9", NULL, FALSE },
                           { "urn:local", "B12", NULL, FALSE } };
  const KwRecord record = { .type = "Condition", .codes = codes, .n_codes = 2 };
  const char *const bad[] = { NULL,
                              "",
                              "  ",
                              "unknown",
                              "Unknown",
                              " NULL ",
                              "n/a",
                              "44054006",
                              "4548-4",
                              "2.16.840.1.113883",
                              "http://loinc.org",
                              "urn:uuid:1",
                              "E11.9",
                              "Condition",
                              "6fa459ea-ee8a-4ca4-894e-db77e160355e",
                              "-",
                              "2019-03-01" };
  const char *const good[] = { "B12", "T3",      "CA 125", "Unknown allergen", "Nulliparous",
                               "pH",  "11-beta", "肺炎",   "Conditional" };
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (kw_words_is_presentable (bad[i], &record));
  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_true (kw_words_is_presentable (good[i], &record));
}

static const KwRecord *
find_any (gpointer data, const KwRecord *from, const char *reference)
{
  (void) from;
  return g_str_equal (reference, "Any/1") ? data : NULL;
}

/* What has no words of its own is called after what it is about, or by how it begins. */
static void
test_named_by_another (void)
{
  const KwRelation own[] = { { KW_RELATION_NAME, "Person/2", "Dr. Ana Lim" } };
  const KwRelation team[] = { { KW_RELATION_PERFORMER, "Person/2", "Dr. Ana Lim" } };
  const KwRelation about[] = { { KW_RELATION_NAME, "Any/1", NULL } };
  const KwRelation many[] = { { KW_RELATION_OTHER, "Any/2", NULL } };
  const KwRelation by[] = { { KW_RELATION_PERFORMER, "Any/1", NULL } };
  const KwRelation results[] = { { KW_RELATION_MEMBER, "Any/1", NULL } };
  const KwAttachment pdf[] = { { "application/pdf;v=1", NULL, NULL, NULL, -1, TRUE } };
  KwRecord nuts = { .type = "Condition", .text = "Nuts" };
  KwRecord role = { .type = "PractitionerRole", .relations = own, .n_relations = 1 };
  const KwWordsContext to_nuts = { find_any, &nuts }, to_role = { find_any, &role };
  const struct
  {
    const KwWordsContext *context;
    KwRecord record;
    const char *title;
  } cases[] = {
    { &to_nuts, { .type = "DeviceUseStatement", .relations = about, .n_relations = 1 }, "Nuts" },
    { &to_nuts,
      { .type = "Provenance", .relations = about, .n_relations = 1 },
      "Where it comes from: Nuts" },
    { &to_nuts,
      { .type = "Provenance", .relations = many, .n_relations = 1 },
      "Where other records come from" },
    { NULL, role, "Dr. Ana Lim" },
    { NULL,
      { .type = "CareTeam", .relations = team, .n_relations = 1 },
      "Care team with Dr. Ana Lim" },
    { NULL,
      { .type = "CareTeam", .kind_text = "Nurse (occupation), Cook (person)" },
      "Nurse, Cook" },
    { NULL, { .type = "Encounter", .where = "City Hall", .who = "Dr. Lim" }, "Visit at City Hall" },
    { NULL, { .type = "Encounter", .who = "Dr. Lim" }, "Visit with Dr. Lim" },
    { NULL, { .type = "Encounter", .kind_text = "virtual", .who = "Dr. Lim" }, "virtual" },
    { &to_nuts,
      { .type = "DiagnosticReport", .relations = results, .n_relations = 1 },
      "Report with Nuts" },
    { NULL,
      { .type = "QuestionnaireResponse", .narrative = "Do you smoke?" },
      "Questionnaire that begins “Do you smoke?”" },
    { NULL, { .type = "Binary", .attachments = pdf, .n_attachments = 1 }, "PDF document" },
    { NULL, { .text = "See urn:oid:1.2 and http://a.b now" }, "See and now" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *title = kw_words_title (cases[i].context, &cases[i].record);
      g_assert_cmpstr (title, ==, cases[i].title);
    }
  const KwRecord visit = { .type = "Encounter", .relations = by, .n_relations = 1 };
  g_autofree char *who = kw_words_who (&to_role, &visit);
  g_assert_cmpstr (who, ==, "Dr. Ana Lim");
}

/* No type of FHIR is ever its own title. */
static void
test_every_type_without_a_name (void)
{
  guint n_types;
  const KwType *types = kw_type_get_all (&n_types);
  g_assert_cmpuint (n_types, >, 100);
  for (guint i = 0; i < n_types; i++)
    {
      const KwRecord record = { .type = types[i].name, .text = types[i].name };
      g_autofree char *title = kw_words_title (NULL, &record);
      g_assert_true (g_str_has_prefix (title, "Unnamed "));
      g_assert_cmpuint (strlen (title), >, strlen ("Unnamed "));
    }
}

static const KwRecord *
find (gpointer data, const KwRecord *from, const char *reference)
{
  g_assert_nonnull (from);
  return g_str_equal (reference, "Medication/1") ? data : NULL;
}

static void
test_lookup (void)
{
  const KwRecord warfarin = { .type = "Medication", .text = "Warfarin 5 mg tablet" };
  const KwWordsContext context = { find, (gpointer) &warfarin };
  const KwRelation known[] = { { KW_RELATION_MEDICATION, "Medication/1", "a tablet" } };
  const KwRelation gone[] = { { KW_RELATION_MEDICATION, "Medication/2", NULL } };
  KwRecord record = { .type = "MedicationRequest",
                      .section = KW_SECTION_MEDICATIONS,
                      .relations = known,
                      .n_relations = 1 };
  g_autofree char *found = kw_words_title (&context, &record);
  g_assert_cmpstr (found, ==, "Warfarin 5 mg tablet");
  record.relations = gone;
  g_autofree char *lost = kw_words_title (&context, &record);
  g_assert_cmpstr (lost, ==, "Unnamed prescription");
}

static void
test_modifiers (void)
{
  const struct
  {
    KwSection section;
    KwRecordFlags flags;
    const char *title;
  } cases[] = {
    { KW_SECTION_MEDICATIONS, KW_RECORD_DO_NOT_PERFORM, "Do not take: Ibuprofen" },
    { KW_SECTION_ORDERS, KW_RECORD_DO_NOT_PERFORM, "Not to be done: Ibuprofen" },
    { KW_SECTION_IMMUNIZATIONS, KW_RECORD_NOT_DONE, "Not given: Ibuprofen" },
    { KW_SECTION_MEDICATIONS, KW_RECORD_NOT_DONE, "Not given: Ibuprofen" },
    { KW_SECTION_PROCEDURES, KW_RECORD_NOT_DONE, "Not done: Ibuprofen" },
    { KW_SECTION_MEDICATIONS, KW_RECORD_CURRENT, "Ibuprofen" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const KwRecord record
          = { .text = "Ibuprofen", .section = cases[i].section, .flags = cases[i].flags };
      g_autofree char *title = kw_words_title (NULL, &record);
      g_assert_cmpstr (title, ==, cases[i].title);
    }
}

/* Rule G2: the plain name, without the notation of a system of codes. */
static void
test_notation (void)
{
  const struct
  {
    const char *text;
    const char *title;
  } cases[] = {
    { "Potassium [Moles/volume] in Serum or Plasma", "Potassium in Serum or Plasma" },
    { "Platelets [#/volume] in Blood by Automated count", "Platelets in Blood by Automated count" },
    { "Body mass index (BMI) [Ratio]", "Body mass index (BMI)" },
    { "Acute bronchitis (disorder)", "Acute bronchitis" },
    { "Plain X-ray of chest (procedure)", "Plain X-ray of chest" },
    /* What somebody wrote stays. */
    { "Dextrose | INJECTION | 5 mL", "Dextrose, INJECTION, 5 mL" },
    { "Rate/\u200b1.73 \u202egnorw\u202c", "Rate/1.73 gnorw" },
    { "Bell\a and\x1b[1m more", "Bell and[1m more" },
    { "Vitamin D [25-OH]", "Vitamin D [25-OH]" },
    { "Albumin [Mass", "Albumin [Mass" },
    { "[Mass]", "[Mass]" },
    { "(disorder)", "(disorder)" },
    { "Lupus (disorder of the skin)", "Lupus (disorder of the skin)" },
    { "Fracture (finding) of wrist", "Fracture (finding) of wrist" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const KwRecord record = { .text = cases[i].text, .section = KW_SECTION_VISITS };
      g_autofree char *title = kw_words_title (NULL, &record);
      g_assert_cmpstr (title, ==, cases[i].title);
    }
}

/* Rule G3. */
static void
test_abbreviations (void)
{
  const struct
  {
    KwSection section;
    const char *text;
    const char *title;
  } cases[] = {
    { KW_SECTION_LABS, "WBC", "White blood cells (WBC)" },
    { KW_SECTION_LABS, "CBC with differential", "Complete blood count (CBC) with differential" },
    { KW_SECTION_LABS, "CBC, automated", "Complete blood count (CBC), automated" },
    { KW_SECTION_LABS, "LDL Cholesterol", "Low-density lipoprotein (LDL) Cholesterol" },
    { KW_SECTION_LABS, "CA 125 level", "Cancer antigen 125 (CA 125) level" },
    { KW_SECTION_LABS, "WBC (White Blood Cells)", "WBC (White Blood Cells)" },
    { KW_SECTION_LABS, "Wbc", "Wbc" },
    { KW_SECTION_LABS, "Altitude", "Altitude" },
    { KW_SECTION_LABS, "PT", "Prothrombin time (PT)" },
    { KW_SECTION_LABS, "PT/INR", "Prothrombin time (PT)/international normalized ratio (INR)" },
    { KW_SECTION_LABS, "Serum TSH", "Serum thyroid-stimulating hormone (TSH)" },
    { KW_SECTION_LABS, "A/G ratio", "Albumin to globulin (A/G) ratio" },
    { KW_SECTION_LABS, "Free T4, serum", "Free thyroxine (T4), serum" },
    { KW_SECTION_LABS, "EBV and EBV", "Epstein-Barr virus (EBV) and EBV" },
    { KW_SECTION_LABS, "Leukocytes (WBC)", "Leukocytes (WBC)" },
    { KW_SECTION_LABS, "Straße HGB é", "Straße hemoglobin (HGB) é" },
    { KW_SECTION_DOCUMENTS, "ED Provider Notes", "Emergency department (ED) Provider Notes" },
    { KW_SECTION_CONDITIONS, "ED", "ED" },
    { KW_SECTION_MEDICATIONS, "Lisinopril-HCTZ", "Lisinopril-HCTZ" },
    { KW_SECTION_MEDICATIONS, "HCTZ 25 mg", "Hydrochlorothiazide (HCTZ) 25 mg" },
    { KW_SECTION_ORDERS, "PT", "PT" },
    { KW_SECTION_VITALS, "BMI", "Body mass index (BMI)" },
    { KW_SECTION_IMMUNIZATIONS, "MMR", "Measles, mumps and rubella (MMR)" },
    { KW_SECTION_CONDITIONS, "HTN", "Hypertension (HTN)" },
    { KW_SECTION_MEDICATIONS, "HCT", "HCT" },
    { KW_SECTION_VISITS, "WBC", "WBC" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const KwRecord record = { .text = cases[i].text, .section = cases[i].section };
      g_autofree char *title = kw_words_title (NULL, &record);
      g_assert_cmpstr (title, ==, cases[i].title);
    }
}

/* The table is in the order of strcmp, so that it can be searched, and has 120 rows and more. */
static void
test_table_of_abbreviations (void)
{
  guint n = 0;
  for (; kw_abbreviation_letters (n) != NULL; n++)
    if (n > 0)
      g_assert_cmpint (strcmp (kw_abbreviation_letters (n - 1), kw_abbreviation_letters (n)), <=,
                       0);
  g_assert_cmpuint (n, >=, 120);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/words-title/order", test_order);
  g_test_add_func ("/words-title/presentable", test_presentable);
  g_test_add_func ("/words-title/every-type", test_every_type_without_a_name);
  g_test_add_func ("/words-title/lookup", test_lookup);
  g_test_add_func ("/words-title/modifiers", test_modifiers);
  g_test_add_func ("/words-title/notation", test_notation);
  g_test_add_func ("/words-title/named-by-another", test_named_by_another);
  g_test_add_func ("/words-title/abbreviations", test_abbreviations);
  g_test_add_func ("/words-title/table-of-abbreviations", test_table_of_abbreviations);
  return g_test_run ();
}
