/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/medicine-identity.h"

#include <string.h>

/* The systems whose codes can name a product; by address, and by OID as C-CDA has them. */
static const char *const systems[KW_MEDICINE_N_SYSTEMS][2] = {
  { "http://www.nlm.nih.gov/research/umls/rxnorm", "urn:oid:2.16.840.1.113883.6.88" },
  { "http://snomed.info/sct", "urn:oid:2.16.840.1.113883.6.96" },
  { "http://hl7.org/fhir/sid/ndc", "urn:oid:2.16.840.1.113883.6.69" },
};

typedef enum
{
  WORD_OTHER,
  WORD_UNIT,
  WORD_FORM,
  WORD_ROUTE,
} WordKind;

/* Words of a medicine's name that are not its ingredient, small, with one spelling for each. Units:
 * UCUM and how RxNorm and pharmacies write them. Forms and routes: the words of RxNorm's dose forms
 * (RxNorm Technical Documentation, appendix 2) and of the abbreviations of pharmacies. "" is a word
 * that says nothing. */
static const struct
{
  const char *word;
  WordKind kind;
  const char *same;
} words[] = {
  { "%", WORD_UNIT, "%" },
  { "g", WORD_UNIT, "g" },
  { "gm", WORD_UNIT, "g" },
  { "iu", WORD_UNIT, "unit" },
  { "kg", WORD_UNIT, "kg" },
  { "l", WORD_UNIT, "l" },
  { "mcg", WORD_UNIT, "mcg" },
  { "microgram", WORD_UNIT, "mcg" },
  { "micrograms", WORD_UNIT, "mcg" },
  { "milligram", WORD_UNIT, "mg" },
  { "milligrams", WORD_UNIT, "mg" },
  { "meq", WORD_UNIT, "meq" },
  { "mg", WORD_UNIT, "mg" },
  { "ml", WORD_UNIT, "ml" },
  { "mmol", WORD_UNIT, "mmol" },
  { "ng", WORD_UNIT, "ng" },
  { "ug", WORD_UNIT, "mcg" },
  { "\u03bcg", WORD_UNIT, "mcg" },
  { "unit", WORD_UNIT, "unit" },
  { "units", WORD_UNIT, "unit" },
  { "unt", WORD_UNIT, "unit" },
  { "aerosol", WORD_FORM, "aerosol" },
  { "cap", WORD_FORM, "capsule" },
  { "caps", WORD_FORM, "capsule" },
  { "capsule", WORD_FORM, "capsule" },
  { "capsules", WORD_FORM, "capsule" },
  { "chewable", WORD_FORM, "chewable" },
  { "coated", WORD_FORM, "" },
  { "cr", WORD_FORM, "er" },
  { "cream", WORD_FORM, "cream" },
  { "delayed", WORD_FORM, "dr" },
  { "disintegrating", WORD_FORM, "disintegrating" },
  { "dr", WORD_FORM, "dr" },
  { "drops", WORD_FORM, "drops" },
  { "ec", WORD_FORM, "dr" },
  { "effervescent", WORD_FORM, "effervescent" },
  { "elixir", WORD_FORM, "elixir" },
  { "enema", WORD_FORM, "enema" },
  { "enteric", WORD_FORM, "dr" },
  { "er", WORD_FORM, "er" },
  { "extended", WORD_FORM, "er" },
  { "film", WORD_FORM, "film" },
  { "foam", WORD_FORM, "foam" },
  { "gel", WORD_FORM, "gel" },
  { "inhaler", WORD_FORM, "inhaler" },
  { "injectable", WORD_FORM, "injection" },
  { "injection", WORD_FORM, "injection" },
  { "lotion", WORD_FORM, "lotion" },
  { "lozenge", WORD_FORM, "lozenge" },
  { "odt", WORD_FORM, "disintegrating" },
  { "ointment", WORD_FORM, "ointment" },
  { "patch", WORD_FORM, "patch" },
  { "pen", WORD_FORM, "pen" },
  { "powder", WORD_FORM, "powder" },
  { "release", WORD_FORM, "" },
  { "solution", WORD_FORM, "solution" },
  { "spray", WORD_FORM, "spray" },
  { "sr", WORD_FORM, "er" },
  { "suppository", WORD_FORM, "suppository" },
  { "suspension", WORD_FORM, "suspension" },
  { "syringe", WORD_FORM, "syringe" },
  { "syrup", WORD_FORM, "syrup" },
  { "tab", WORD_FORM, "tablet" },
  { "tablet", WORD_FORM, "tablet" },
  { "tablets", WORD_FORM, "tablet" },
  { "tabs", WORD_FORM, "tablet" },
  { "xl", WORD_FORM, "er" },
  { "xr", WORD_FORM, "er" },
  { "buccal", WORD_ROUTE, "buccal" },
  { "inhalation", WORD_ROUTE, "inhalation" },
  { "intramuscular", WORD_ROUTE, "intramuscular" },
  { "intravenous", WORD_ROUTE, "intravenous" },
  { "nasal", WORD_ROUTE, "nasal" },
  { "ophthalmic", WORD_ROUTE, "ophthalmic" },
  { "oral", WORD_ROUTE, "oral" },
  { "otic", WORD_ROUTE, "otic" },
  { "rectal", WORD_ROUTE, "rectal" },
  { "subcutaneous", WORD_ROUTE, "subcutaneous" },
  { "sublingual", WORD_ROUTE, "sublingual" },
  { "topical", WORD_ROUTE, "topical" },
  { "transdermal", WORD_ROUTE, "transdermal" },
  { "vaginal", WORD_ROUTE, "vaginal" },
};

/* The words of names, sorted as a set: a name and its display say the same things twice. */
typedef struct
{
  GPtrArray *strengths;
  GPtrArray *forms;
  GPtrArray *routes;
  GString *rest;
} Parts;

static WordKind
look_up (const char *word, const char **out_same)
{
  *out_same = word;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (words[i].word, word))
      {
        *out_same = words[i].same;
        return words[i].kind;
      }
  return WORD_OTHER;
}

static void
add_once (GPtrArray *set, const char *word)
{
  if (*word != '\0' && !g_ptr_array_find_with_equal_func (set, word, g_str_equal, NULL))
    g_ptr_array_add (set, g_strdup (word));
}

static int
compare_words (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static char *
join_sorted (GPtrArray *set)
{
  g_ptr_array_sort (set, compare_words);
  g_ptr_array_add (set, NULL);
  return g_strjoinv (" ", (char **) set->pdata);
}

static char *
dup_small (const char *text)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);
  g_auto (GStrv) parts = g_strsplit_set (folded, " \t\r\n", -1);
  GString *out = g_string_new (NULL);

  for (guint i = 0; parts[i] != NULL; i++)
    if (*parts[i] != '\0')
      g_string_append_printf (out, "%s%s", out->len > 0 ? " " : "", parts[i]);
  return g_string_free (out, FALSE);
}

static const char *
skip_blanks (const char *at)
{
  return at + strspn (at, " ");
}

/* Letters and digits, or "%". */
static char *
read_word (const char **at)
{
  const char *start = *at;

  if (*start == '%')
    (*at)++;
  else
    while (g_unichar_isalnum (g_utf8_get_char (*at)))
      *at = g_utf8_next_char (*at);
  return g_strndup (start, (gsize) (*at - start));
}

/* The zeros behind a point say nothing of a dose (rule M5). */
static void
append_number (GString *out, const char *digits, gsize length)
{
  gsize start = out->len;

  g_string_append_len (out, digits, (gssize) length);
  if (strchr (out->str + start, '.') == NULL)
    return;
  while (out->str[out->len - 1] == '0')
    g_string_truncate (out, out->len - 1);
  if (out->str[out->len - 1] == '.')
    g_string_truncate (out, out->len - 1);
}

/* "10", "2.50" → "2.5", "20-25": one number, or those of a combination. */
static void
read_numbers (const char **at, GString *out)
{
  for (;;)
    {
      gsize length = strspn (*at, "0123456789.,");

      while (length > 1 && strchr (".,", (*at)[length - 1]) != NULL)
        length--;
      append_number (out, *at, length);
      *at += length;
      if ((**at != '-' && **at != '/') || !g_ascii_isdigit ((*at)[1]))
        return;
      g_string_append_c (out, **at);
      (*at)++;
    }
}

/* "/ml", "/5 ml", "/actuat" behind a unit. */
static void
read_per (const char **at, GString *out)
{
  const char *next = skip_blanks (*at);

  if (*next != '/')
    return;
  next = skip_blanks (next + 1);
  g_string_append_c (out, '/');
  if (g_ascii_isdigit (*next))
    read_numbers (&next, out);
  next = skip_blanks (next);

  g_autofree char *word = read_word (&next);
  const char *same;

  look_up (word, &same);
  g_string_append (out, same);
  *at = next;
}

/* A number with its unit is a strength; one without is a part of the name too. */
static void
read_strength (const char **at, Parts *parts)
{
  g_autoptr (GString) number = g_string_new (NULL);
  const char *after, *same;

  read_numbers (at, number);
  after = *at + strspn (*at, " -");

  g_autofree char *unit = read_word (&after);

  if (look_up (unit, &same) == WORD_UNIT)
    {
      g_string_append (number, same);
      *at = after;
      read_per (at, number);
    }
  else
    g_string_append_printf (parts->rest, " %s", number->str);
  add_once (parts->strengths, number->str);
}

static void
read_name (Parts *parts, const char *small)
{
  for (const char *at = small; *at != '\0';)
    {
      const char *same;

      if (g_ascii_isdigit (*at))
        {
          read_strength (&at, parts);
          continue;
        }

      g_autofree char *word = read_word (&at);

      if (*word == '\0')
        at = g_utf8_next_char (at);
      else if (look_up (word, &same) == WORD_FORM)
        add_once (parts->forms, same);
      else if (look_up (word, &same) == WORD_ROUTE)
        add_once (parts->routes, same);
      else
        g_string_append_printf (parts->rest, " %s", word);
    }
}

/* What another text says of strength, form and route; its other words are of no use. */
static void
read_more (Parts *parts, const char *text)
{
  gsize length = parts->rest->len;

  if (text == NULL)
    return;

  g_autofree char *small = dup_small (text);

  read_name (parts, small);
  g_string_truncate (parts->rest, length);
}

static const char *
name_of (const KwRecord *record)
{
  if (record->text != NULL)
    return record->text;
  for (guint i = 0; i < record->n_codes; i++)
    if (record->codes[i].display != NULL)
      return record->codes[i].display;
  return NULL;
}

static gboolean
is_of_system (const KwCode *code, guint system)
{
  return code->code != NULL && code->system != NULL
         && (g_str_equal (code->system, systems[system][0])
             || g_str_equal (code->system, systems[system][1]));
}

static char *
dup_codes (const KwRecord *record, const KwRecord *medication, guint system)
{
  g_autoptr (GPtrArray) set = g_ptr_array_new_with_free_func (g_free);
  const KwRecord *both[] = { record, medication };

  for (guint r = 0; r < G_N_ELEMENTS (both); r++)
    for (guint i = 0; both[r] != NULL && i < both[r]->n_codes; i++)
      if (is_of_system (&both[r]->codes[i], system))
        add_once (set, both[r]->codes[i].code);
  if (set->len == 0)
    return NULL;

  g_autofree char *joined = join_sorted (set);

  return g_strconcat (" ", joined, " ", NULL);
}

/* The Medication that the record points to, when it is here. */
static const KwRecord *
find_medication (const KwWordsContext *context, const KwRecord *record)
{
  const KwRelation *relation = kw_record_get_relation (record, KW_RELATION_MEDICATION);

  if (context == NULL || context->lookup == NULL || relation == NULL || relation->reference == NULL)
    return NULL;
  return context->lookup (context->data, record, relation->reference);
}

static void
read_parts (Parts *parts, const KwRecord *record)
{
  read_more (parts, record->text);
  for (guint i = 0; i < record->n_codes; i++)
    read_more (parts, record->codes[i].display);
  read_more (parts, record->strength);
  read_more (parts, record->kind_text);
}

static void
fill_names (KwMedicineIdentity *self, const KwRecord *record, const KwRecord *medication)
{
  g_autoptr (GPtrArray) strengths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) forms = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) routes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) rest = g_string_new (NULL);
  Parts parts = { strengths, forms, routes, rest };
  const char *name = name_of (record);

  if (name == NULL && medication != NULL)
    name = name_of (medication);
  if (name != NULL)
    {
      self->name = dup_small (name);
      read_name (&parts, self->name);
      self->ingredient = g_strdup (g_strchug (rest->str));
    }
  read_parts (&parts, record);
  if (medication != NULL)
    read_parts (&parts, medication);
  self->strength = join_sorted (strengths);
  self->facets[0] = join_sorted (forms);
  self->facets[1] = join_sorted (routes);
}

/**
 * kw_medicine_identity_new:
 * @context: (nullable): finds the Medication that @record refers to
 * @record: a request, dispense, statement or administration
 *
 * ```c
 * KwRecord record = { .text = "Lisinopril 10 MG Oral Tablet" };
 * g_autoptr (KwMedicineIdentity) identity = kw_medicine_identity_new (NULL, &record);
 * identity->ingredient; // "lisinopril"
 * identity->strength;   // "10mg"
 * ```
 *
 * Returns: (transfer full): which medicine it is
 */
KwMedicineIdentity *
kw_medicine_identity_new (const KwWordsContext *context, const KwRecord *record)
{
  KwMedicineIdentity *self = g_new0 (KwMedicineIdentity, 1);
  const KwRecord *medication = find_medication (context, record);
  g_autofree char *said = kw_words_how (record);
  g_autofree char *how = dup_small (said != NULL ? said : "");

  for (guint i = 0; i < KW_MEDICINE_N_SYSTEMS; i++)
    self->codes[i] = dup_codes (record, medication, i);
  fill_names (self, record, medication);
  self->facets[2] = dup_small (record->method != NULL ? record->method : "");
  self->how = g_steal_pointer (&how);
  self->dosage = g_strdup (record->dosage != NULL ? record->dosage : "");
  return self;
}

void
kw_medicine_identity_free (KwMedicineIdentity *self)
{
  for (guint i = 0; i < KW_MEDICINE_N_SYSTEMS; i++)
    g_free (self->codes[i]);
  for (guint i = 0; i < KW_MEDICINE_N_FACETS; i++)
    g_free (self->facets[i]);
  g_free (self->name);
  g_free (self->ingredient);
  g_free (self->strength);
  g_free (self->how);
  g_free (self->dosage);
  g_free (self);
}

static gboolean
share_a_code (const char *codes, const char *others)
{
  g_auto (GStrv) parts = g_strsplit (codes, " ", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_autofree char *whole = g_strconcat (" ", parts[i], " ", NULL);

      if (*parts[i] != '\0' && strstr (others, whole) != NULL)
        return TRUE;
    }
  return FALSE;
}

gboolean
kw_medicine_identity_facets_conflict (const KwMedicineIdentity *self,
                                      const KwMedicineIdentity *other)
{
  for (guint i = 0; i < KW_MEDICINE_N_FACETS; i++)
    if (*self->facets[i] != '\0' && *other->facets[i] != '\0'
        && !g_str_equal (self->facets[i], other->facets[i]))
      return TRUE;
  return FALSE;
}

gboolean
kw_medicine_identity_conflicts (const KwMedicineIdentity *self, const KwMedicineIdentity *other)
{
  for (guint i = 0; i < KW_MEDICINE_N_SYSTEMS; i++)
    if (self->codes[i] != NULL && other->codes[i] != NULL
        && !share_a_code (self->codes[i], other->codes[i]))
      return TRUE;
  return kw_medicine_identity_facets_conflict (self, other);
}

char *
kw_medicine_identity_dup_whole (const KwMedicineIdentity *self)
{
  GString *out = g_string_new (self->name);

  for (guint i = 0; i < KW_MEDICINE_N_SYSTEMS; i++)
    g_string_append_printf (out, "\v%s", self->codes[i] != NULL ? self->codes[i] : "");
  for (guint i = 0; i < KW_MEDICINE_N_FACETS; i++)
    g_string_append_printf (out, "\v%s", self->facets[i]);
  g_string_append_printf (out, "\v%s\v%s\v%s", self->strength, self->how, self->dosage);
  return g_string_free (out, FALSE);
}

GStrv
kw_medicine_identity_dup_keys (const KwMedicineIdentity *self, gboolean with_how)
{
  GStrv keys = g_new0 (char *, KW_MEDICINE_N_SYSTEMS + 2);
  g_autofree char *how
      = with_how ? g_strconcat (self->how, "\v", self->dosage, NULL) : g_strdup ("");
  guint n = 0;

  for (guint i = 0; i < KW_MEDICINE_N_SYSTEMS; i++)
    if (self->codes[i] != NULL)
      keys[n++] = g_strdup_printf ("%u\v%s\v%s\v%s", i, self->codes[i], self->strength, how);
  if (self->name != NULL)
    keys[n++] = g_strdup_printf ("name\v%s\v%s\v%s", self->name, self->strength, how);
  return keys;
}
