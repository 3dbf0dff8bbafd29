/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/words-private.h"

/* Which explanations a section's records may have: an order is of a test or of a procedure. */
static const struct
{
  KwSection section;
  const KwGlossary *glossaries[2];
} places[] = {
  { KW_SECTION_LABS, { &kw_glossary_labs, &kw_glossary_vitals } },
  { KW_SECTION_VITALS, { &kw_glossary_vitals, &kw_glossary_labs } },
  { KW_SECTION_CONDITIONS, { &kw_glossary_conditions } },
  { KW_SECTION_PROCEDURES, { &kw_glossary_procedures } },
  { KW_SECTION_ORDERS, { &kw_glossary_labs, &kw_glossary_procedures } },
  { KW_SECTION_DOCUMENTS, { &kw_glossary_documents } },
  { KW_SECTION_VISITS, { &kw_glossary_visits } },
};

/* Names and codes of one glossary → its rows. */
typedef struct
{
  GHashTable *names;
  GHashTable *codes;
} Index;

static void
index_cells (GHashTable *table, const char *cells, const KwGlossaryRow *row)
{
  g_auto (GStrv) split = cells != NULL ? g_strsplit (cells, "|", -1) : NULL;
  for (guint i = 0; split != NULL && split[i] != NULL; i++)
    g_hash_table_insert (table, g_strdup (split[i]), (gpointer) row);
}

/* Made once and kept as long as the program runs. */
static const Index *
index_of (const KwGlossary *glossary)
{
  static GMutex mutex;
  static GHashTable *made;
  g_mutex_lock (&mutex);
  if (made == NULL)
    made = g_hash_table_new (NULL, NULL);
  Index *found = g_hash_table_lookup (made, glossary);
  if (found == NULL)
    {
      found = g_new0 (Index, 1);
      found->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      found->codes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      for (guint i = 0; i < glossary->n_rows; i++)
        {
          index_cells (found->names, glossary->rows[i].names, &glossary->rows[i]);
          index_cells (found->codes, glossary->rows[i].codes, &glossary->rows[i]);
        }
      g_hash_table_insert (made, (gpointer) glossary, found);
    }
  g_mutex_unlock (&mutex);
  return found;
}

static gboolean
is_test (const KwGlossary *glossary)
{
  return glossary == &kw_glossary_labs || glossary == &kw_glossary_vitals;
}

static gboolean
is_system_of (const char *system, const KwGlossary *glossary)
{
  if (system == NULL)
    return FALSE;
  if (is_test (glossary) || glossary == &kw_glossary_documents)
    return g_str_has_prefix (system, "http://loinc.org");
  return g_str_has_suffix (system, "/sct") || g_str_has_suffix (system, "/icd-10-cm");
}

/* The row of a code. A code that is not in the glossary says that the record may be of something
 * else: then a name counts only where it names its fluid as well (@out_is_other). */
static const KwGlossaryRow *
row_of_codes (const KwRecord *record, const KwGlossary *glossary, gboolean *out_is_other)
{
  for (guint i = 0; i < record->n_codes; i++)
    {
      const KwCode *code = &record->codes[i];
      if (code->code == NULL || !is_system_of (code->system, glossary))
        continue;
      const KwGlossaryRow *row = g_hash_table_lookup (index_of (glossary)->codes, code->code);
      if (row != NULL)
        return row;
      *out_is_other = TRUE;
    }
  return NULL;
}

/* LOINC says the fluid and the way of measuring behind the name: "Potassium [Moles/volume] in Serum
 * or Plasma" is the potassium of the blood. */
static gboolean
cut_loinc (char *name)
{
  char *bracket = strstr (name, " [");
  if (bracket == NULL
      || (strstr (bracket, "serum or plasma") == NULL && strstr (bracket, " in blood") == NULL))
    return FALSE;
  *bracket = '\0';
  return TRUE;
}

static const KwGlossaryRow *
row_of_names (const KwRecord *record, const KwGlossary *glossary, gboolean is_other)
{
  g_autofree char *names = kw_words_dup_names (record);
  gboolean elsewhere = is_test (glossary) && kw_words_is_of_other_fluid (record, names);
  g_auto (GStrv) lines = g_strsplit (names, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (!cut_loinc (lines[i]) && is_other && is_test (glossary))
        continue;
      const KwGlossaryRow *row = g_hash_table_lookup (index_of (glossary)->names, lines[i]);
      if (row != NULL && (!elsewhere || kw_words_is_of_other_fluid (&(KwRecord){ 0 }, lines[i])))
        return row;
    }
  return NULL;
}

/* Codes first: a wrong explanation is worse than none. */
static const KwGlossaryRow *
find_row (const KwRecord *record)
{
  gboolean is_other = FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    {
      if (places[i].section != record->section)
        continue;
      const KwGlossaryRow *row = NULL;
      for (guint j = 0; row == NULL && j < 2 && places[i].glossaries[j] != NULL; j++)
        row = row_of_codes (record, places[i].glossaries[j], &is_other);
      for (guint j = 0; row == NULL && j < 2 && places[i].glossaries[j] != NULL; j++)
        row = row_of_names (record, places[i].glossaries[j], is_other);
      return row;
    }
  return NULL;
}

/**
 * kw_words_explanation:
 * @record: a record
 *
 * What a test, a vital sign, a procedure or a common word is, in our own sentences (rule G6): what
 * it measures, never what to do, and never a range. It is ours and not the record's: a screen says
 * so.
 *
 * ```c
 * KwRecord record = { .section = KW_SECTION_LABS, .text = "WBC" };
 * kw_words_explanation (&record); // "White blood cells fight germs. The test counts them."
 * ```
 *
 * Returns: (transfer none) (nullable): two or three sentences, NULL when Keepwell has none (rule
 *   G6b) or is not sure that they are about this record
 */
const char *
kw_words_explanation (const KwRecord *record)
{
  g_return_val_if_fail (record != NULL, NULL);

  const KwGlossaryRow *row = find_row (record);
  return row != NULL ? _ (row->text) : NULL;
}

/**
 * kw_words_wants_explanation:
 * @record: a record
 *
 * Returns: whether a reader of this record expects to be told what it is, so that a screen says
 *   also that there is no explanation (rules G6 and G6b): results and vital signs
 */
gboolean
kw_words_wants_explanation (const KwRecord *record)
{
  g_return_val_if_fail (record != NULL, FALSE);

  return record->section == KW_SECTION_LABS || record->section == KW_SECTION_VITALS;
}

/* What the code of a test is called, for a record that has no other name (rule G1); NULL. */
const char *
kw_glossary_title_of_codes (const KwRecord *record)
{
  gboolean is_other = FALSE;
  const KwGlossaryRow *row = NULL;
  if (record->section == KW_SECTION_LABS || record->section == KW_SECTION_VITALS)
    row = row_of_codes (record, &kw_glossary_labs, &is_other);
  if (row == NULL && record->section == KW_SECTION_VITALS)
    row = row_of_codes (record, &kw_glossary_vitals, &is_other);
  return row != NULL ? _ (row->title) : NULL;
}
