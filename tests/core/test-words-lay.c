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
  { KW_SECTION_LABS, "Glucose in Urine", LOINC, "5792-7", NULL, "urine test" },
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
    "tetanus, diphtheria and whooping cough vaccine + hepatitis B vaccine + polio vaccine",
    "polio" },
  { KW_SECTION_IMMUNIZATIONS, "Something", "urn:local", "21", NULL, NULL },
  { KW_SECTION_PROCEDURES, "Laparoscopic cholecystectomy", NULL, NULL, "gallbladder removal",
    "gallbladder" },
  { KW_SECTION_VISITS, "Influenza", NULL, NULL, NULL, NULL },
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

static void
test_size (void)
{
  g_assert_cmpuint (kw_lay_count (), >=, 60);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/words-lay/cases", test_cases);
  g_test_add_func ("/words-lay/size", test_size);
  return g_test_run ();
}
