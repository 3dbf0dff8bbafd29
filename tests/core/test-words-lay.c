/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "core/words-private.h"

#define LOINC "http://loinc.org"
#define SNOMED "http://snomed.info/sct"
#define ICD "http://hl7.org/fhir/sid/icd-10-cm"
#define CVX "http://hl7.org/fhir/sid/cvx"

static const struct
{
  KwSection section;
  const char *text;
  const char *system;
  const char *code;
  const char *lay;    /* what is shown */
  const char *search; /* what must find it, NULL: nothing must */
} cases[] = {
  { KW_SECTION_LABS, "Lipid panel", NULL, NULL, "cholesterol and blood fats", "cholesterol" },
  { KW_SECTION_LABS, "HGB A1C", LOINC, "4548-4", "average blood sugar over about 3 months",
    "blood sugar" },
  { KW_SECTION_LABS, "Glucose", LOINC, "2345-7", "blood sugar", "blood sugar" },
  { KW_SECTION_LABS, "Glucose in Urine", LOINC, "5792-7", "sugar in the urine", "urine test" },
  { KW_SECTION_LABS, "Glucose", "urn:oid:1.2", "2345-7", NULL, "blood sugar" },
  { KW_SECTION_LABS, "SARS-CoV-2 rna ql naa+probe~pcr", LOINC, "94500-6", "COVID-19 test",
    "COVID-19" },
  { KW_SECTION_LABS, "Surgical pathology", NULL, NULL, "tissue sample (biopsy)", "biopsy" },
  { KW_SECTION_LABS, "Microbiology", NULL, NULL, "infection test", "infection" },
  { KW_SECTION_CONDITIONS, "Essential Hypertension", NULL, NULL, "high blood pressure",
    "high blood pressure" },
  { KW_SECTION_CONDITIONS, "BP up", ICD, "I10", "high blood pressure", "high blood pressure" },
  { KW_SECTION_CONDITIONS, "Pulmonary hypertension", SNOMED, "70995007", NULL,
    "high blood pressure" },
  { KW_SECTION_CONDITIONS, "T2 diabetes", ICD, "E11.65", NULL, "sugar" },
  { KW_SECTION_CONDITIONS, "MI", ICD, "I21.4", "heart attack", "heart attack" },
  { KW_SECTION_CONDITIONS, "Overweight", ICD, "E66.3", NULL, NULL },
  { KW_SECTION_IMMUNIZATIONS, "Influenza, seasonal", CVX, "141", "flu vaccine", "flu shot" },
  { KW_SECTION_IMMUNIZATIONS, "Haemophilus influenza b", CVX, "49",
    "vaccine against a meningitis germ (Hib)", "meningitis" },
  { KW_SECTION_IMMUNIZATIONS, "zoster recombinant", CVX, "187", "shingles vaccine", "shingles" },
  { KW_SECTION_IMMUNIZATIONS, "Varicella-zoster", NULL, NULL, NULL, NULL },
  { KW_SECTION_IMMUNIZATIONS, "varicella", CVX, "21", "chickenpox vaccine", "chickenpox" },
  { KW_SECTION_IMMUNIZATIONS, "DTaP-Hep B-IPV", CVX, "110",
    "tetanus, diphtheria, whooping cough, polio and hepatitis B vaccine", "polio" },
  { KW_SECTION_IMMUNIZATIONS, "DTaP-Hep B-IPV", NULL, NULL,
    "hepatitis B vaccine + polio vaccine + tetanus, diphtheria and whooping cough vaccine",
    "polio" },
  { KW_SECTION_IMMUNIZATIONS, "Shingrix", NULL, NULL, "shingles vaccine", "shingles" },
  { KW_SECTION_IMMUNIZATIONS, "Hep B", CVX, "8", "hepatitis B vaccine", "hepatitis" },
  { KW_SECTION_IMMUNIZATIONS, "Something", "urn:local", "21", NULL, NULL },
  { KW_SECTION_PROCEDURES, "Laparoscopic cholecystectomy", NULL, NULL, "gallbladder removal",
    "gallbladder" },
  { KW_SECTION_VISITS, "Influenza", NULL, NULL, NULL, NULL },
  { KW_SECTION_VISITS, "Ambulatory", NULL, NULL, "visit to the clinic", "clinic" },
  { KW_SECTION_ORDERS, "Lipid panel", NULL, NULL, "cholesterol and blood fats", "cholesterol" },
  { KW_SECTION_ORDERS, "Colonoscopy", NULL, NULL, "look into the bowel", "bowel" },
  { KW_SECTION_DOCUMENTS, "Discharge summary", LOINC, "18842-5", "summary of a hospital stay",
    "hospital" },
  { KW_SECTION_ALLERGIES, "Acetylsalicylic acid", NULL, NULL, "aspirin", "aspirin" },
  { KW_SECTION_ALLERGIES, "Aspirin", NULL, NULL, NULL, NULL },
  { KW_SECTION_ALLERGIES, "Latex", NULL, NULL, NULL, "rubber" },
  { KW_SECTION_IMMUNIZATIONS, "COVID-19", CVX, "213", NULL, "COVID-19 vaccine" },
  { KW_SECTION_CONDITIONS, "Hypokalemia (disorder)", SNOMED, NULL, "low potassium", "potassium" },
  { KW_SECTION_CONDITIONS, "Osteoarthritis, unspecified", NULL, NULL, "wear of the joints",
    "joints" },
  /* The same name is another test in another fluid; a wrong name is worse than none. */
  { KW_SECTION_LABS, "Albumin", NULL, NULL, "main protein of the blood", "protein" },
  { KW_SECTION_LABS, "Albumin\nAlbumin in Urine", NULL, NULL, NULL, "urine" },
  { KW_SECTION_LABS, "Albumin", LOINC, "1754-1", "protein in the urine", "urine" },
  { KW_SECTION_LABS, "Glucose, urine", NULL, NULL, "sugar in the urine", "sugar" },
  /* The name already says it. */
  { KW_SECTION_CONDITIONS, "Shingles", SNOMED, "4740000", NULL, "shingles" },
};

static void
test_cases (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const KwCode code = { cases[i].system, cases[i].code, NULL, FALSE };
      const KwRecord record = { .section = cases[i].section,
                                .text = cases[i].text,
                                .codes = &code,
                                .n_codes = cases[i].code != NULL };
      g_autoptr (GString) search = g_string_new (NULL);
      g_autofree char *lay = kw_words_lay_name (&record);
      kw_lay_append_search (&record, search);
      g_test_message ("%s: %s; %s", cases[i].text, lay, search->str);
      g_assert_cmpstr (lay, ==, cases[i].lay);
      if (cases[i].search == NULL)
        g_assert_cmpstr (search->str, ==, "");
      else
        g_assert_nonnull (strstr (search->str, cases[i].search));
    }
}

static const KwLayTable *const tables[]
    = { &kw_lay_labs,       &kw_lay_vitals,    &kw_lay_conditions, &kw_lay_allergies,
        &kw_lay_procedures, &kw_lay_documents, &kw_lay_visits,     &kw_lay_vaccines };

/* Each cell of @column but NULL, and that none of them stands in another row that is shown. */
static void
check_cells (GHashTable *seen, const char *cells, gboolean shown)
{
  g_auto (GStrv) split = cells != NULL ? g_strsplit (cells, "|", -1) : NULL;
  for (guint i = 0; split != NULL && split[i] != NULL; i++)
    {
      g_autofree char *lower = g_utf8_strdown (split[i], -1);
      g_assert_cmpstr (split[i], !=, "");
      g_assert_cmpstr (g_strstrip (lower), !=, "");
      if (shown && !g_hash_table_add (seen, g_strdup (split[i])))
        g_error ("%s stands in two rows", split[i]);
    }
}

/* 250 lay names and more, sorted, none twice; no name or code leads to two of them. */
static void
test_tables (void)
{
  guint n = 0;
  for (gsize t = 0; t < G_N_ELEMENTS (tables); t++)
    {
      g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      g_autoptr (GHashTable) codes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      for (guint i = 0; i < tables[t]->n_rows; i++, n++)
        {
          const KwLayRow *row = &tables[t]->rows[i];
          if (i > 0)
            g_assert_cmpint (strcmp (tables[t]->rows[i - 1].lay, row->lay), <, 0);
          check_cells (names, row->names, row->shown);
          check_cells (codes, row->codes, row->shown);
          g_assert_true (row->names != NULL || row->words != NULL || row->codes != NULL);
        }
    }
  g_assert_cmpuint (n, >=, 250);
}

/* Every row's own names find it, and every one of its words. */
static void
test_every_row_is_found (void)
{
  const KwSection sections[]
      = { KW_SECTION_LABS,      KW_SECTION_VITALS,       KW_SECTION_CONDITIONS,
          KW_SECTION_ALLERGIES, KW_SECTION_PROCEDURES,   KW_SECTION_DOCUMENTS,
          KW_SECTION_VISITS,    KW_SECTION_IMMUNIZATIONS };
  for (gsize t = 0; t < G_N_ELEMENTS (tables); t++)
    for (guint i = 0; i < tables[t]->n_rows; i++)
      {
        const KwLayRow *row = &tables[t]->rows[i];
        const char *cells = row->names != NULL ? row->names : row->words;
        g_auto (GStrv) split = g_strsplit (cells != NULL ? cells : "", "|", -1);
        for (guint j = 0; split[j] != NULL; j++)
          {
            const KwRecord record = { .section = sections[t], .text = split[j] };
            g_autoptr (GString) search = g_string_new (NULL);
            kw_lay_append_search (&record, search);
            g_test_message ("%s", split[j]);
            g_assert_nonnull (strstr (search->str, row->lay));
          }
      }
}

static void
test_vaccines (void)
{
  guint n = 0;
  for (; kw_vaccine_code (n) != 0; n++)
    {
      g_autofree char *code = g_strdup_printf ("%02u", kw_vaccine_code (n));
      g_assert_nonnull (kw_vaccine_lay_name (code));
      g_assert_true (n == 0 || kw_vaccine_code (n - 1) < kw_vaccine_code (n));
    }
  g_assert_cmpuint (n, >=, 280);
  g_assert_cmpstr (kw_vaccine_lay_name ("187"), ==, "shingles vaccine");
  g_assert_cmpstr (kw_vaccine_lay_name ("08"), ==, kw_vaccine_lay_name ("8"));
  g_assert_null (kw_vaccine_lay_name ("999"));
  g_assert_null (kw_vaccine_lay_name (""));
  g_assert_null (kw_vaccine_lay_name ("1x"));
  g_assert_null (kw_vaccine_lay_name (NULL));

  /* Rule G1: a bare code of this table is a name. */
  const KwCode code = { CVX, "141", NULL, FALSE };
  const KwRecord bare = {
    .type = "Immunization", .section = KW_SECTION_IMMUNIZATIONS, .codes = &code, .n_codes = 1
  };
  g_autofree char *title = kw_words_title (NULL, &bare);
  g_assert_cmpstr (title, ==, "Flu vaccine");
}

/* Rule A3, and the example of kw_words_both_names(). */
static void
test_both_names (void)
{
  KwRecord vaccine = { .section = KW_SECTION_IMMUNIZATIONS, .text = "Influenza, seasonal" };
  KwRecord disease = { .section = KW_SECTION_CONDITIONS, .text = "Essential hypertension" };
  KwRecord plain = { .section = KW_SECTION_CONDITIONS, .text = "Gout" };

  const struct
  {
    const KwRecord *record;
    const char *names;
  } both[] = {
    { &vaccine, "Flu vaccine – Influenza, seasonal" },
    { &disease, "Essential hypertension – high blood pressure" },
    { &plain, "Gout" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (both); i++)
    {
      g_autofree char *names = kw_words_both_names (NULL, both[i].record);
      g_assert_cmpstr (names, ==, both[i].names);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/words-lay/cases", test_cases);
  g_test_add_func ("/words-lay/both-names", test_both_names);
  g_test_add_func ("/words-lay/tables", test_tables);
  g_test_add_func ("/words-lay/every-row", test_every_row_is_found);
  g_test_add_func ("/words-lay/vaccines", test_vaccines);
  return g_test_run ();
}
