/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "core/words-private.h"

#define LOINC "http://loinc.org"
#define SNOMED "http://snomed.info/sct"

static const struct
{
  KwSection section;
  const char *text;
  const char *system;
  const char *code;
  const char *display;
  const char *specimen;
  const char *begin; /* of the explanation; NULL: there is none */
} cases[] = {
  { KW_SECTION_LABS, "WBC", NULL, NULL, NULL, NULL, "White blood cells fight germs." },
  { KW_SECTION_LABS, "Anything", LOINC, "718-7", NULL, NULL,
    "Hemoglobin is what makes blood red." },
  { KW_SECTION_LABS, "HEMOGLOBIN", NULL, NULL, NULL, NULL, "Hemoglobin is what" },
  { KW_SECTION_LABS, "Hemoglobin A1c", LOINC, "4548-4", NULL, NULL, "Sugar sticks" },
  { KW_SECTION_LABS, "Potassium [Moles/volume] in Serum or Plasma", NULL, NULL, NULL, NULL,
    "Potassium is a salt" },
  { KW_SECTION_VITALS, "Heart rate", LOINC, "8867-4", NULL, NULL, "The heart rate is how many" },
  { KW_SECTION_VITALS, "Hemoglobin", NULL, NULL, NULL, NULL, "Hemoglobin is what" },
  { KW_SECTION_ORDERS, "Lipid panel", NULL, NULL, NULL, NULL, "This is a group of tests" },
  { KW_SECTION_ORDERS, "Colonoscopy", NULL, NULL, NULL, NULL, "A thin tube" },
  { KW_SECTION_CONDITIONS, "Essential hypertension (disorder)", NULL, NULL, NULL, NULL,
    "The blood pushes too hard" },
  { KW_SECTION_CONDITIONS, "x", SNOMED, "38341003", NULL, NULL, "The blood pushes too hard" },
  { KW_SECTION_DOCUMENTS, "Discharge summary", NULL, NULL, NULL, NULL, "The hospital wrote down" },
  { KW_SECTION_VISITS, "Emergency", NULL, NULL, NULL, NULL, "This was a visit to the emergency" },
  /* None rather than a wrong one. */
  { KW_SECTION_LABS, "Potassium", NULL, NULL, NULL, "Urine", NULL },
  { KW_SECTION_LABS, "Potassium", LOINC, "2828-2", "Potassium [Moles/volume] in Urine", NULL,
    NULL },
  { KW_SECTION_LABS, "Potassium", LOINC, "2828-2", NULL, NULL, NULL },
  { KW_SECTION_LABS, "Glucose", LOINC, "15074-8", "Glucose [Moles/volume] in Blood", NULL,
    "Glucose is the sugar" },
  { KW_SECTION_LABS, "Protein, urine", NULL, NULL, NULL, "Urine", "Most protein should stay" },
  { KW_SECTION_LABS, "Hemoglobin S", NULL, NULL, NULL, NULL, NULL },
  { KW_SECTION_LABS, "Anything", "urn:local", "718-7", NULL, NULL, NULL },
  { KW_SECTION_CONDITIONS, "Pulmonary hypertension", NULL, NULL, NULL, NULL, NULL },
  { KW_SECTION_MEDICATIONS, "Potassium", NULL, NULL, NULL, NULL, NULL },
};

static void
test_cases (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const KwCode code = { cases[i].system, cases[i].code, cases[i].display, FALSE };
      const KwRecord record = { .section = cases[i].section,
                                .text = cases[i].text,
                                .codes = &code,
                                .n_codes = cases[i].code != NULL,
                                .specimen = cases[i].specimen };
      const char *text = kw_words_explanation (&record);
      g_test_message ("%s %s: %s", cases[i].text, cases[i].code, text);
      if (cases[i].begin == NULL)
        g_assert_null (text);
      else
        g_assert_true (text != NULL && g_str_has_prefix (text, cases[i].begin));
    }
}

/* Rule G1: the code of a test that we can name is a name. */
static void
test_bare_code (void)
{
  const KwCode code = { LOINC, "777-3", NULL, FALSE };
  const KwRecord bare
      = { .type = "Observation", .section = KW_SECTION_LABS, .codes = &code, .n_codes = 1 };
  g_autofree char *title = kw_words_title (NULL, &bare);
  g_assert_cmpstr (title, ==, "Platelets");
}

static const struct
{
  const KwGlossary *glossary;
  KwSection section;
} glossaries[] = {
  { &kw_glossary_labs, KW_SECTION_LABS },
  { &kw_glossary_vitals, KW_SECTION_VITALS },
  { &kw_glossary_conditions, KW_SECTION_CONDITIONS },
  { &kw_glossary_procedures, KW_SECTION_PROCEDURES },
  { &kw_glossary_documents, KW_SECTION_DOCUMENTS },
  { &kw_glossary_visits, KW_SECTION_VISITS },
};

/* Rules G5 and M9: what it is, never advice, never a range; a number would be one. */
static void
check_text (const char *text)
{
  const char *const advice[] = { "should take",  "you should",   "ask your", "talk to", "call your",
                                 "normal range", "see a doctor", "avoid",    "must",    NULL };
  g_autofree char *lower = g_utf8_strdown (text, -1);
  g_test_message ("%s", text);
  g_assert_true (g_str_has_suffix (text, "."));
  g_assert_cmpuint (strlen (text), <=, 220);
  for (guint i = 0; advice[i] != NULL; i++)
    g_assert_null (strstr (lower, advice[i]));
  /* Digits that are a part of a name, as in "A1c", or count children. */
  const char *const names[] = { "covid-19", "ca 125", "ca 19-9", "100 ", NULL };
  for (guint i = 0; names[i] != NULL; i++)
    for (char *at = lower; (at = strstr (at, names[i])) != NULL;)
      memset (at, ' ', strlen (names[i]));
  for (const char *c = lower; *c != '\0'; c++)
    g_assert_true (!g_ascii_isdigit (*c) || g_ascii_isalpha (c[-1]) || g_ascii_isdigit (c[-1]));
}

static void
check_cells (const char *cells, GHashTable *seen)
{
  g_auto (GStrv) split = g_strsplit (cells != NULL ? cells : "", "|", -1);
  for (guint i = 0; split[i] != NULL; i++)
    if (!g_hash_table_add (seen, g_strdup (split[i])))
      g_error ("%s stands in two rows", split[i]);
}

/* 150 entries and more, sorted, none twice; each is found by each of its names. */
static void
test_table (void)
{
  guint n = 0;
  for (gsize g = 0; g < G_N_ELEMENTS (glossaries); g++)
    {
      const KwGlossary *glossary = glossaries[g].glossary;
      g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      for (guint i = 0; i < glossary->n_rows; i++, n++)
        {
          const KwGlossaryRow *row = &glossary->rows[i];
          g_assert_true (i == 0 || strcmp (glossary->rows[i - 1].title, row->title) < 0);
          check_text (row->text);
          check_cells (row->names, seen);
          check_cells (row->codes, seen);
          g_auto (GStrv) names = g_strsplit (row->names, "|", -1);
          for (guint j = 0; names[j] != NULL; j++)
            {
              const KwRecord record = { .section = glossaries[g].section, .text = names[j] };
              g_test_message ("%s", names[j]);
              g_assert_true (kw_words_explanation (&record) == row->text);
            }
        }
    }
  g_assert_cmpuint (n, >=, 150);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/words-glossary/cases", test_cases);
  g_test_add_func ("/words-glossary/bare-code", test_bare_code);
  g_test_add_func ("/words-glossary/table", test_table);
  return g_test_run ();
}
