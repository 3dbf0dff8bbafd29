/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/words-private.h"

/* What a section's records may be: an order is of a test or of a procedure. */
static const struct
{
  KwSection section;
  const KwLayTable *tables[3];
} places[] = {
  { KW_SECTION_LABS, { &kw_lay_labs } },
  { KW_SECTION_VITALS, { &kw_lay_vitals } },
  { KW_SECTION_CONDITIONS, { &kw_lay_conditions } },
  { KW_SECTION_ALLERGIES, { &kw_lay_allergies } },
  { KW_SECTION_IMMUNIZATIONS, { &kw_lay_vaccines } },
  { KW_SECTION_PROCEDURES, { &kw_lay_procedures } },
  { KW_SECTION_ORDERS, { &kw_lay_labs, &kw_lay_procedures } },
  { KW_SECTION_DOCUMENTS, { &kw_lay_documents, &kw_lay_procedures } },
  { KW_SECTION_VISITS, { &kw_lay_visits } },
};

/* One word, or several, that a name may hold. */
typedef struct
{
  const KwLayRow *row;
  char *text;
  gsize length;
} Phrase;

/* The columns of a table, so that a record asks for what it says and not for every row.
 * @names: whole name → row
 * @codes: code → row; "E11." stands for all codes that begin with "E11"
 * @phrases: first word of a phrase → Phrases */
typedef struct
{
  GHashTable *names;
  GHashTable *codes;
  GHashTable *phrases;
} Index;

/* A row that is shown goes before one that only helps to search. */
static void
index_cells (GHashTable *table, const char *cells, const KwLayRow *row)
{
  g_auto (GStrv) split = cells != NULL ? g_strsplit (cells, "|", -1) : NULL;
  for (guint i = 0; split != NULL && split[i] != NULL; i++)
    if (row->shown || !g_hash_table_contains (table, split[i]))
      g_hash_table_insert (table, g_strdup (split[i]), (gpointer) row);
}

static gsize
word_length (const char *text)
{
  gsize length = 0;
  while (g_ascii_isalnum (text[length]))
    length++;
  return length;
}

static void
index_phrases (Index *self, const KwLayRow *row)
{
  g_auto (GStrv) split = row->words != NULL ? g_strsplit (row->words, "|", -1) : NULL;
  for (guint i = 0; split != NULL && split[i] != NULL; i++)
    {
      char *first = g_strndup (split[i], word_length (split[i]));
      GPtrArray *phrases = g_hash_table_lookup (self->phrases, first);
      if (phrases == NULL)
        {
          phrases = g_ptr_array_new ();
          g_hash_table_insert (self->phrases, g_strdup (first), phrases);
        }
      Phrase *phrase = g_new0 (Phrase, 1);
      *phrase = (Phrase){ row, g_strdup (split[i]), strlen (split[i]) };
      g_ptr_array_add (phrases, phrase);
      g_free (first);
    }
}

static Index *
index_new (const KwLayTable *table)
{
  Index *self = g_new0 (Index, 1);
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->codes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->phrases = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < table->n_rows; i++)
    {
      index_cells (self->names, table->rows[i].names, &table->rows[i]);
      index_cells (self->codes, table->rows[i].codes, &table->rows[i]);
      index_phrases (self, &table->rows[i]);
    }
  return self;
}

/* Made once and kept as long as the program runs. */
static const Index *
index_of (const KwLayTable *table)
{
  static GMutex mutex;
  static GHashTable *made;
  g_mutex_lock (&mutex);
  if (made == NULL)
    made = g_hash_table_new (NULL, NULL);
  Index *found = g_hash_table_lookup (made, table);
  if (found == NULL)
    {
      found = index_new (table);
      g_hash_table_insert (made, (gpointer) table, found);
    }
  g_mutex_unlock (&mutex);
  return found;
}

static const KwLayTable *const *
tables_of (KwSection section)
{
  static const KwLayTable *const none[] = { NULL };
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    if (places[i].section == section)
      return places[i].tables;
  return none;
}

gboolean
kw_words_has_phrase (const char *text, const char *phrase, gsize length)
{
  for (const char *at = text; (at = memmem (at, strlen (at), phrase, length)) != NULL; at++)
    if ((at == text || !g_ascii_isalnum (at[-1])) && !g_ascii_isalnum (at[length]))
      return TRUE;
  return FALSE;
}

static gboolean
has_any_phrase (const char *text, const char *list)
{
  for (const char *entry = list; entry != NULL && *entry != '\0';)
    {
      gsize end = strcspn (entry, "|");
      if (kw_words_has_phrase (text, entry, end))
        return TRUE;
      entry += end;
      entry += *entry == '|';
    }
  return FALSE;
}

/* The systems in which the codes of a table are meant. */
static gboolean
is_system_of (const char *system, const KwLayTable *table)
{
  if (system == NULL)
    return FALSE;
  if (table == &kw_lay_labs || table == &kw_lay_vitals || table == &kw_lay_documents)
    return g_str_has_prefix (system, "http://loinc.org");
  return g_str_has_suffix (system, "/sct") || g_str_has_suffix (system, "/icd-10-cm")
         || g_str_has_suffix (system, "/icd-10");
}

/* The row of the whole code, else of the longest beginning of it that stands for all below. */
static const KwLayRow *
row_of_code (const Index *index, const char *code)
{
  const KwLayRow *row = g_hash_table_lookup (index->codes, code);
  for (gsize length = MIN (strlen (code), 15); row == NULL && length > 2; length--)
    {
      char start[17];
      memcpy (start, code, length);
      memcpy (start + length, ".", 2);
      row = g_hash_table_lookup (index->codes, start);
    }
  return row;
}

static const KwLayRow *
row_of_codes (const KwRecord *record, const KwLayTable *table)
{
  const KwLayRow *row = NULL;
  for (guint i = 0; row == NULL && i < record->n_codes; i++)
    if (record->codes[i].code != NULL && is_system_of (record->codes[i].system, table))
      row = row_of_code (index_of (table), record->codes[i].code);
  return row;
}

/* SNOMED CT says the kind of thing in brackets, ICD-10-CM how little is known: neither is a part of
 * the name. */
static void
cut_kind (char *name)
{
  static const char *const endings[]
      = { " (disorder)",  " (finding)",   ", unspecified", " (procedure)",
          " (situation)", " (substance)", " (event)",      NULL };
  for (guint i = 0; endings[i] != NULL; i++)
    if (g_str_has_suffix (name, endings[i]))
      name[strlen (name) - strlen (endings[i])] = '\0';
}

/* All names of the record in lower case, one a line. */
char *
kw_words_dup_names (const KwRecord *record)
{
  g_autoptr (GString) out = g_string_new (record->text != NULL ? record->text : "");
  for (guint i = 0; i < record->n_codes; i++)
    if (record->codes[i].display != NULL)
      {
        g_string_append_c (out, '\n');
        g_string_append (out, record->codes[i].display);
      }
  g_autofree char *lower = g_utf8_strdown (out->str, (gssize) out->len);
  g_auto (GStrv) lines = g_strsplit (lower, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    cut_kind (lines[i]);
  return g_strjoinv ("\n", lines);
}

/* Whether what @names and the sample say is of another fluid than blood: "Albumin" is one test
 * there and another one here. */
gboolean
kw_words_is_of_other_fluid (const KwRecord *record, const char *names)
{
  static const char fluids[] = "urine|urinary|cerebrospinal|csf|fluid|stool|feces|saliva|semen|"
                               "sweat|amniotic|pleural|peritoneal|synovial|cord";
  if (has_any_phrase (names, fluids))
    return TRUE;
  g_autofree char *specimen
      = record->specimen != NULL ? g_utf8_strdown (record->specimen, -1) : NULL;
  return specimen != NULL && has_any_phrase (specimen, fluids);
}

static const KwLayRow *
row_of_names (const KwRecord *record, const KwLayTable *table, const char *names)
{
  gboolean elsewhere = table == &kw_lay_labs && kw_words_is_of_other_fluid (record, names);
  g_auto (GStrv) lines = g_strsplit (names, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      const KwLayRow *row = g_hash_table_lookup (index_of (table)->names, lines[i]);
      if (row != NULL && (!elsewhere || kw_words_is_of_other_fluid (&(KwRecord){ 0 }, lines[i])))
        return row;
    }
  return NULL;
}

/* Adds to @out the rows of which @names holds a word or several. */
static void
add_rows_of_phrases (const KwLayTable *table, const char *names, GPtrArray *out)
{
  const Index *index = index_of (table);
  for (const char *at = names; *at != '\0';)
    {
      gsize length = word_length (at);
      char word[48];
      GPtrArray *phrases = NULL;
      if (length > 0 && length < sizeof word)
        {
          memcpy (word, at, length);
          word[length] = '\0';
          phrases = g_hash_table_lookup (index->phrases, word);
        }
      for (guint i = 0; phrases != NULL && i < phrases->len; i++)
        {
          const Phrase *phrase = g_ptr_array_index (phrases, i);
          if (strncmp (at, phrase->text, phrase->length) == 0
              && !g_ascii_isalnum (at[phrase->length])
              && !has_any_phrase (names, phrase->row->unless)
              && !g_ptr_array_find (out, phrase->row, NULL))
            g_ptr_array_add (out, (gpointer) phrase->row);
        }
      at += MAX (length, 1);
    }
}

/* The lay name of the record's CVX code, which says more than the words of its name. */
static const char *
vaccine_of_codes (const KwRecord *record)
{
  const char *lay = NULL;
  for (guint i = 0; lay == NULL && i < record->n_codes; i++)
    if (record->codes[i].system != NULL && g_str_has_suffix (record->codes[i].system, "/cvx"))
      lay = kw_vaccine_lay_name (record->codes[i].code);
  return lay;
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  const KwLayRow *const *first = a, *const *second = b;
  return *first < *second ? -1 : *first > *second;
}

/* A vaccine's name that holds the word is that vaccine, and can be against several things. */
static char *
vaccine_words (const KwRecord *record, const char *names)
{
  const char *known = vaccine_of_codes (record);
  if (known != NULL)
    return g_strdup (known);
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  add_rows_of_phrases (&kw_lay_vaccines, names, rows);
  g_ptr_array_sort (rows, compare_rows);
  g_autoptr (GString) lay = g_string_new (NULL);
  for (guint i = 0; i < rows->len; i++)
    {
      const KwLayRow *row = g_ptr_array_index (rows, i);
      if (row->shown)
        g_string_append_printf (lay, "%s%s", lay->len > 0 ? " + " : "", _ (row->lay));
    }
  return lay->len > 0 ? g_string_free (g_steal_pointer (&lay), FALSE) : NULL;
}

static char *
dup_lay (const KwRecord *record)
{
  const KwLayTable *const *tables = tables_of (record->section);
  if (tables[0] == NULL)
    return NULL;
  g_autofree char *names = kw_words_dup_names (record);
  if (tables[0] == &kw_lay_vaccines)
    return vaccine_words (record, names);
  /* Only the whole name counts: a word more can make it another disease. A code is surer still. */
  const KwLayRow *row = NULL;
  for (guint i = 0; row == NULL && tables[i] != NULL; i++)
    row = row_of_codes (record, tables[i]);
  for (guint i = 0; row == NULL && tables[i] != NULL; i++)
    row = row_of_names (record, tables[i], names);
  return row != NULL && row->shown ? g_strdup (_ (row->lay)) : NULL;
}

/**
 * kw_words_lay_name:
 * @record: a record
 *
 * What people call it where its name is a specialist's (rule G4).
 *
 * ```c
 * KwRecord record = { .section = KW_SECTION_CONDITIONS, .text = "Essential hypertension" };
 * kw_words_lay_name (&record); // "high blood pressure"
 * ```
 *
 * Returns: (transfer full) (nullable): the lay name, NULL when there is none or the one holds the
 * other
 */
char *
kw_words_lay_name (const KwRecord *record)
{
  g_return_val_if_fail (record != NULL, NULL);

  g_autofree char *lay = dup_lay (record);
  if (lay == NULL)
    return NULL;
  g_autofree char *title = kw_words_title (NULL, record);
  /* "COVID-19" needs no "COVID-19 vaccine" beside it under the heading of vaccines. */
  if (strcasestr (title, lay) != NULL || strcasestr (lay, title) != NULL)
    return NULL;
  return g_steal_pointer (&lay);
}

/**
 * kw_words_both_names:
 * @context: (nullable): where what the record names is found
 * @record: a record
 *
 * The title and the lay name in one line. Of a vaccine the lay name comes first (rule A3), unless
 * it was not given: then the title says so.
 *
 * ```c
 * KwRecord record = { .section = KW_SECTION_IMMUNIZATIONS, .text = "Influenza, seasonal" };
 * kw_words_both_names (NULL, &record); // "Flu vaccine – Influenza, seasonal"
 * ```
 *
 * Returns: (transfer full): both, or the title alone where there is no lay name
 */
char *
kw_words_both_names (const KwWordsContext *context, const KwRecord *record)
{
  g_return_val_if_fail (record != NULL, NULL);

  g_autofree char *title = kw_words_title (context, record);
  g_autofree char *lay = kw_words_lay_name (record);
  if (lay == NULL)
    return g_steal_pointer (&title);
  if (record->section != KW_SECTION_IMMUNIZATIONS || (record->flags & KW_RECORD_NOT_DONE) != 0)
    return g_strdup_printf ("%s – %s", title, lay);
  g_autofree char *first = kw_words_capitalize (lay);
  return g_strdup_printf ("%s – %s", first, title);
}

/* The vaccine's own code as a name, for a record that has no other; NULL. */
char *
kw_words_dup_vaccine (const KwRecord *record)
{
  const char *lay = record->section == KW_SECTION_IMMUNIZATIONS ? vaccine_of_codes (record) : NULL;
  return lay != NULL ? kw_words_capitalize (lay) : NULL;
}

void
kw_lay_append_search (const KwRecord *record, GString *out)
{
  const KwLayTable *const *tables = tables_of (record->section);
  if (tables[0] == NULL)
    return;
  g_autofree char *names = kw_words_dup_names (record);
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  const char *vaccine = tables[0] == &kw_lay_vaccines ? vaccine_of_codes (record) : NULL;
  if (vaccine != NULL)
    g_string_append_printf (out, " %s", vaccine);
  for (guint i = 0; tables[i] != NULL; i++)
    {
      const KwLayRow *named[]
          = { row_of_codes (record, tables[i]), row_of_names (record, tables[i], names) };
      for (guint j = 0; j < G_N_ELEMENTS (named); j++)
        if (named[j] != NULL && !g_ptr_array_find (rows, named[j], NULL))
          g_ptr_array_add (rows, (gpointer) named[j]);
      add_rows_of_phrases (tables[i], names, rows);
    }
  /* The words that a name may hold are other names of it: brands, and what it is called elsewhere.
   */
  for (guint i = 0; i < rows->len; i++)
    g_string_append_printf (out, " %s", _ (((const KwLayRow *) g_ptr_array_index (rows, i))->lay));
}
