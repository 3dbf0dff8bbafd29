/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/types.h"
#include "core/words-private.h"

#define LONGEST_ABBREVIATION 12
#define WORD_ENDS " ,;/"

/* Words that a source writes where it has no name. */
static const char *const empty_words[] = {
  "unknown", "null", "undefined",  "none given",    "n/a", "na",         "nan",    "-",  "--",
  ".",       "?",    "no display", "not available", "unk", "nullflavor", "(null)", NULL,
};

/* Of the longest of them. */
#define LONGEST_EMPTY_WORD 13

/* What starts an address or an id rather than a name. */
static const char *const address_prefixes[]
    = { "http://", "https://", "urn:", "mailto:", "ftp://", "#", NULL };

/* Signs that are not seen: a space without width, and orders to turn the direction of writing, with
 * which a name can be made to look like another one (Unicode Technical Report 36, 2.4). */
static gsize
unseen_length (const char *text)
{
  static const char *const unseen[]
      = { "\u200b", "\ufeff", "\u202a", "\u202b", "\u202c", "\u202d", "\u202e", NULL };
  for (guint i = 0; (guchar) *text >= 0xe2 && unseen[i] != NULL; i++)
    if (strncmp (text, unseen[i], 3) == 0)
      return 3;
  return *text != '\0' && g_ascii_iscntrl (*text) ? 1 : 0;
}

/* Most texts come as they should be. */
static gboolean
is_tidy (const char *text)
{
  char before = ' ';
  for (const guchar *c = (const guchar *) text; *c != '\0'; c++)
    {
      if (*c < ' ' || *c == 0x7f || (*c == ' ' && before == ' ')
          || (*c >= 0xe2 && unseen_length ((const char *) c) > 0))
        return FALSE;
      before = (char) *c;
    }
  return before != ' ' || *text == '\0';
}

/* Takes @text and gives it back without such signs; its lines stay. */
char *
kw_words_without_unseen (char *text)
{
  char *out = text;
  for (const char *c = text; *c != '\0';)
    {
      gsize length = *c != '\n' && *c != '\t' ? unseen_length (c) : 0;
      if (length == 0)
        *out++ = *c;
      c += MAX (length, 1);
    }
  *out = '\0';
  return text;
}

char *
kw_words_tidy (const char *text)
{
  if (is_tidy (text))
    return g_strdup (text);
  GString *out = g_string_new (NULL);
  for (const char *c = text; *c != '\0'; c++)
    if (g_ascii_isspace (*c))
      {
        if (out->len > 0 && out->str[out->len - 1] != ' ')
          g_string_append_c (out, ' ');
      }
    else if (unseen_length (c) > 0)
      c += unseen_length (c) - 1;
    else
      g_string_append_c (out, *c);
  if (out->len > 0 && out->str[out->len - 1] == ' ')
    g_string_truncate (out, out->len - 1);
  return g_string_free (out, FALSE);
}

char *
kw_words_capitalize (const char *text)
{
  if (*text == '\0')
    return g_strdup ("");
  g_autofree char *first = g_utf8_strup (text, g_utf8_next_char (text) - text);
  return g_strconcat (first, g_utf8_next_char (text), NULL);
}

/* LOINC "4548-4", SNOMED CT "44054006", OID "2.16.840", a date-like or phone-like run of digits:
 * nothing but digits and the marks between them. */
static gboolean
is_number_code (const char *text)
{
  return strspn (text, "0123456789.-/:") == strlen (text);
}

static gboolean
is_uuid (const char *text)
{
  return strlen (text) == 36 && g_uuid_string_is_valid (text);
}

/* ICD-10 "E11.9", CPT "G0008", local "LAB123": one of the record's own codes that holds a digit and
 * no small letter. "B12" and "T3" are names unless a system of codes says otherwise. */
static gboolean
is_own_code (const char *text, const KwRecord *record)
{
  static const char *const systems[]
      = { "loinc", "snomed", "icd-", "rxnorm", "cvx", "cpt", "hcpcs", "ndc", NULL };
  for (guint i = 0; record != NULL && i < record->n_codes; i++)
    {
      const KwCode *code = &record->codes[i];
      if (g_strcmp0 (code->code, text) != 0)
        continue;
      g_autofree char *system = g_ascii_strdown (code->system != NULL ? code->system : "", -1);
      for (guint j = 0; systems[j] != NULL; j++)
        if (strstr (system, systems[j]) != NULL)
          return TRUE;
    }
  return FALSE;
}

/* "Questionnaire/gcs": a reference is an address too. */
static gboolean
is_reference (const char *text)
{
  const char *slash = strchr (text, '/');
  if (slash == NULL || strchr (text, ' ') != NULL)
    return FALSE;
  g_autofree char *type = g_strndup (text, (gsize) (slash - text));
  return kw_type_lookup (type) != NULL;
}

/* Whether @text may be shown as a value or a range. Laxer than for a name: "0-5", "-" and "1:160"
 * are results; only ids, addresses and words for nothing are not. */
gboolean
kw_words_is_value (const char *text)
{
  static const char *const nothing[] = { "", "unknown", "null", "undefined", "n/a", "na", NULL };
  if (text == NULL)
    return FALSE;
  g_autofree char *tidy = kw_words_tidy (text);
  for (guint i = 0; nothing[i] != NULL; i++)
    if (g_ascii_strcasecmp (nothing[i], tidy) == 0)
      return FALSE;
  for (guint i = 0; address_prefixes[i] != NULL; i++)
    if (g_str_has_prefix (tidy, address_prefixes[i]))
      return FALSE;
  gsize digits = strspn (tidy, "0123456789");
  return !is_uuid (tidy) && (tidy[digits] != '\0' || digits < 6);
}

static gboolean
is_empty_word (const char *text)
{
  if (strlen (text) > LONGEST_EMPTY_WORD)
    return FALSE;
  for (guint i = 0; empty_words[i] != NULL; i++)
    if (g_ascii_strcasecmp (empty_words[i], text) == 0)
      return TRUE;
  return FALSE;
}

gboolean
kw_words_is_presentable (const char *text, const KwRecord *record)
{
  if (text == NULL)
    return FALSE;
  g_autofree char *made = is_tidy (text) ? NULL : kw_words_tidy (text);
  const char *tidy = made != NULL ? made : text;
  if (*tidy == '\0' || is_number_code (tidy) || is_uuid (tidy) || is_own_code (tidy, record)
      || is_reference (tidy) || is_empty_word (tidy))
    return FALSE;
  if (record != NULL && g_strcmp0 (record->type, tidy) == 0)
    return FALSE;
  for (guint i = 0; address_prefixes[i] != NULL; i++)
    if (*tidy == *address_prefixes[i] && g_str_has_prefix (tidy, address_prefixes[i]))
      return FALSE;
  return TRUE;
}

/* A name of a resource type is no name of a record, of whichever type it is: a claim that is called
 * "Encounter" says nothing. */
static const char *
presentable (const char *text, const KwRecord *record)
{
  if (!kw_words_is_presentable (text, record))
    return NULL;
  return strchr (text, ' ') != NULL || kw_type_lookup (text) == NULL ? text : NULL;
}

static const char *
display_of_codes (const KwRecord *record)
{
  const char *first = NULL;
  for (guint i = 0; i < record->n_codes; i++)
    {
      const KwCode *code = &record->codes[i];
      const char *display = presentable (code->display, record);
      /* "PAY" for "pay" is the code once more. */
      if (display != NULL && code->code != NULL && g_ascii_strcasecmp (display, code->code) == 0
          && kw_words_known_code (code->system, code->code) != NULL)
        display = NULL;
      if (display != NULL && record->codes[i].user_selected)
        return display;
      if (first == NULL)
        first = display;
    }
  return first;
}

/* The name that the record itself holds, without what it refers to. */
static const char *
own_name (const KwRecord *record)
{
  const char *name = presentable (record->text, record);
  return name != NULL ? name : display_of_codes (record);
}

/* What another record is called; a role of a professional is called as the professional, a use of a
 * device as the device. */
static const char *
name_of (const KwWordsContext *context, const KwRecord *record, gboolean follow)
{
  const char *name = own_name (record);
  for (guint i = 0; name == NULL && follow && i < record->n_relations; i++)
    {
      const KwRelation *relation = &record->relations[i];
      const KwRecord *other = NULL;
      if (relation->kind != KW_RELATION_NAME && relation->kind != KW_RELATION_MEDICATION)
        continue;
      if (relation->reference != NULL)
        other = context->lookup (context->data, record, relation->reference);
      name = other != NULL ? name_of (context, other, FALSE) : NULL;
      if (name == NULL)
        name = presentable (relation->display, record);
    }
  return name;
}

char *
kw_words_related (const KwWordsContext *context, const KwRecord *record, KwRelationKind kind)
{
  for (guint i = 0; i < record->n_relations; i++)
    {
      const KwRelation *relation = &record->relations[i];
      const KwRecord *other = NULL;
      if (relation->kind != kind)
        continue;
      if (context != NULL && context->lookup != NULL && relation->reference != NULL)
        other = context->lookup (context->data, record, relation->reference);
      /* The patient is of the team too, and does not name it. */
      if (other != NULL && g_strcmp0 (record->type, "CareTeam") == 0
          && g_strcmp0 (other->type, "Patient") == 0)
        continue;
      const char *name = other != NULL && other != record ? name_of (context, other, TRUE) : NULL;
      if (name == NULL)
        name = presentable (relation->display, record);
      if (name != NULL)
        return kw_words_tidy (name);
    }
  return NULL;
}

/* The kinds of files that a person knows, by the beginning of their content type. */
static char *
name_of_file (const KwRecord *record)
{
  static const struct
  {
    const char *type;
    const char *words;
  } files[] = {
    { "application/pdf", N_ ("PDF document") },
    { "image/", N_ ("Picture") },
    { "audio/", N_ ("Sound recording") },
    { "video/", N_ ("Video") },
    { "text/", N_ ("Text") },
  };
  for (guint i = 0; record->n_attachments > 0 && i < G_N_ELEMENTS (files); i++)
    if (record->attachments[0].content_type != NULL
        && g_str_has_prefix (record->attachments[0].content_type, files[i].type))
      return g_strdup (_ (files[i].words));
  return NULL;
}

/* A record of who made others is called after the one that it is about; a form that nobody gave a
 * title, by how it begins. */
static char *
name_by_what_it_is_about (const KwWordsContext *context, const KwRecord *record)
{
  g_autofree char *related = kw_words_related (context, record, KW_RELATION_NAME);
  if (g_strcmp0 (record->type, "Provenance") == 0 && related != NULL)
    /* Translators: who wrote another record, "Where it comes from: Penicillin". */
    return g_strdup_printf (_ ("Where it comes from: %s"), related);
  if (g_strcmp0 (record->type, "Provenance") == 0 && record->n_relations > 0)
    return g_strdup (_ ("Where other records come from"));
  if (related == NULL && g_strcmp0 (record->type, "CareTeam") == 0)
    {
      g_autofree char *member = kw_words_related (context, record, KW_RELATION_PERFORMER);
      /* Translators: a team without a name, by who is in it. */
      return member != NULL ? g_strdup_printf (_ ("Care team with %s"), member) : NULL;
    }
  if (related != NULL || !kw_words_is_presentable (record->narrative, record)
      || !g_str_has_prefix (record->type != NULL ? record->type : "", "Questionnaire"))
    return g_steal_pointer (&related);
  g_autofree char *words = kw_words_tidy (record->narrative);
  /* Translators: a questionnaire without a title, by its first question. */
  return g_strdup_printf (_ ("Questionnaire that begins “%s”"), words);
}

/* The last words before "Unnamed visit": where it was, with whom, or what else it holds. */
static char *
name_by_company (const KwWordsContext *context, const KwRecord *record)
{
  const char *type = record->type != NULL ? record->type : "";
  if (g_str_equal (type, "DiagnosticReport"))
    {
      g_autofree char *first = kw_words_related (context, record, KW_RELATION_MEMBER);
      /* Translators: a report without a name, by the first of its results. */
      return first != NULL ? g_strdup_printf (_ ("Report with %s"), first) : NULL;
    }
  if (!g_str_equal (type, "Encounter"))
    return NULL;
  g_autofree char *where = kw_words_where (context, record);
  if (where != NULL)
    /* Translators: a visit without a name, by its place. */
    return g_strdup_printf (_ ("Visit at %s"), where);
  g_autofree char *who = kw_words_who (context, record);
  /* Translators: a visit without a name, by whom the person saw. */
  return who != NULL ? g_strdup_printf (_ ("Visit with %s"), who) : NULL;
}

static char *
unnamed (const KwRecord *record)
{
  const KwType *type = kw_type_lookup (record->type);
  if (type == NULL)
    return g_strdup (_ ("Unnamed record"));
  const char *singular = kw_type_get_singular (type);
  g_autofree char *first = g_utf8_strdown (singular, g_utf8_next_char (singular) - singular);
  /* "ECG strip" keeps its capitals. */
  gboolean is_word = g_unichar_islower (g_utf8_get_char (g_utf8_next_char (singular)));
  g_autofree char *name
      = is_word ? g_strconcat (first, g_utf8_next_char (singular), NULL) : g_strdup (singular);
  /* Translators: a record without a name, by its kind: "Unnamed vaccine". */
  return g_strdup_printf (_ ("Unnamed %s"), name);
}

/* What LOINC measures, as its names have it in square brackets (LOINC Users' Guide, "Property"),
 * and the kinds of things of SNOMED CT in round ones. Neither is a part of a name (rule G2); the
 * record's page has both under "Original wording". */
static const char *const properties[]
    = { "Mass",   "Moles",     "#",          "Enzymatic",  "Entitic",
        "Volume", "Presence",  "Ratio",      "Units",      "Pure",
        "Type",   "Catalytic", "Titer",      "Percentile", "Interpretation",
        "Time",   "Length",    "Score",      "Molar",      "Relative",
        "Log",    "Color",     "Appearance", "Partial",    NULL };
static const char *const kinds[] = { "disorder",
                                     "finding",
                                     "procedure",
                                     "situation",
                                     "regime/therapy",
                                     "substance",
                                     "event",
                                     "specimen",
                                     "physical object",
                                     "product",
                                     "organism",
                                     "qualifier value",
                                     "person",
                                     "occupation",
                                     "body structure",
                                     "morphologic abnormality",
                                     "observable entity",
                                     "social concept",
                                     "environment",
                                     "medicinal product",
                                     "clinical drug",
                                     "disposition",
                                     "record artifact",
                                     NULL };

static gboolean
begins_with_any (const char *text, const char *const *words)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (g_str_has_prefix (text, words[i]))
      return TRUE;
  return FALSE;
}

/* An address within a name is for programs (rule G2). */
static void
cut_addresses (char *name)
{
  char *out = name;
  for (char *in = name; *in != '\0';)
    {
      gsize length = strcspn (in, " ");
      g_autofree char *word = g_strndup (in, length);
      gsize with_space = length + (in[length] == ' ' ? 1 : 0);
      if (strstr (word, "://") == NULL && strstr (word, "urn:") == NULL)
        {
          memmove (out, in, with_space);
          out += with_space;
        }
      in += with_space;
    }
  *out = '\0';
  g_strchomp (name);
}

/* "Patient, Professional (occupation)" is a list, and the kind stands behind each of its parts. */
static void
cut_kinds (char *name)
{
  for (char *bracket = name; (bracket = strstr (bracket + 1, " (")) != NULL;)
    for (guint i = 0; kinds[i] != NULL; i++)
      {
        gsize length = strlen (kinds[i]);
        if (strncmp (bracket + 2, kinds[i], length) != 0 || bracket[2 + length] != ')'
            || strchr (",;", bracket[3 + length]) == NULL)
          continue;
        memmove (bracket, bracket + 3 + length, strlen (bracket + 3 + length) + 1);
        bracket--;
        break;
      }
}

/* Takes @name. "Potassium [Moles/volume] in Serum or Plasma" → "Potassium in Serum or Plasma";
 * "Acute bronchitis (disorder)" → "Acute bronchitis". */
char *
kw_words_without_notation (char *name)
{
  /* Some write several fields into one text with bars between them. */
  for (char *bar = name; (bar = strstr (bar, " | ")) != NULL;)
    {
      *bar = ',';
      memmove (bar + 1, bar + 2, strlen (bar + 2) + 1);
    }
  if (strstr (name, "://") != NULL || strstr (name, "urn:") != NULL)
    cut_addresses (name);
  char *open = strstr (name, " [");
  char *close = open != NULL ? strchr (open, ']') : NULL;
  if (close != NULL && open > name && begins_with_any (open + 2, properties))
    memmove (open, close + 1, strlen (close + 1) + 1);
  cut_kinds (name);
  return name;
}

/* Takes @name. A medicine's strength stands with its name (rule M3), where an element of its own
 * says it and the name does not; of several ingredients nobody could tell whose it is. */
static char *
with_strength (const KwWordsContext *context, const KwRecord *record, char *name)
{
  const KwRelation *relation = kw_record_get_relation (record, KW_RELATION_MEDICATION);
  const char *strength = record->strength;
  if (strength == NULL && relation != NULL && relation->reference != NULL && context != NULL
      && context->lookup != NULL)
    {
      const KwRecord *medication = context->lookup (context->data, record, relation->reference);
      strength = medication != NULL ? medication->strength : NULL;
    }
  if (strength == NULL || strchr (strength, ',') != NULL || strpbrk (name, "0123456789") != NULL)
    return name;
  g_autofree char *bare = name;
  return g_strconcat (bare, " ", strength, NULL);
}

/* Rule G1: the record's words, what it refers to, its kind in its own words, its narrative. */
static char *
plain_name (const KwWordsContext *context, const KwRecord *record)
{
  const char *name = own_name (record);
  g_autofree char *said = name != NULL ? kw_words_without_notation (kw_words_tidy (name)) : NULL;
  /* "Unknown (qualifier value)" is no name either. */
  if (said != NULL && (strlen (said) == strlen (name) || presentable (said, record) != NULL))
    return g_steal_pointer (&said);

  char *related = kw_words_related (context, record, KW_RELATION_MEDICATION);
  if (related != NULL)
    return related;
  /* A vaccine that is sent as a bare code is one of a table that everybody may ship. */
  char *vaccine = kw_words_dup_vaccine (record);
  if (vaccine != NULL)
    return vaccine;
  /* So is a bare code of a test that we have a name of our own for. */
  const char *test = kw_glossary_title_of_codes (record);
  if (test != NULL)
    return g_strdup (test);
  char *about = name_by_what_it_is_about (context, record);
  if (about == NULL)
    about = kw_words_dup_name_of_codes (record);
  if (about != NULL)
    return about;
  name = presentable (record->kind_text, record);
  /* A narrative that a program wrote is a list of fields, not a name. */
  if (name == NULL && record->narrative != NULL
      && !g_str_has_prefix (record->narrative, "Generated Narrative"))
    name = presentable (record->narrative, record);
  if (name != NULL)
    return kw_words_without_notation (kw_words_tidy (name));
  char *company = name_by_company (context, record);
  if (company != NULL)
    return company;
  char *file = name_of_file (record);
  return file != NULL ? file : unnamed (record);
}

/* "Serum thyroid-stimulating hormone (TSH)": within a name the words begin small, but for those
 * that hold a name or letters of their own. */
static char *
words_within (const char *words)
{
  for (const char *c = words + 1; *c != '\0'; c++)
    if (!g_ascii_islower (words[1]) || g_ascii_isupper (*c))
      return g_strdup (words);
  return g_strdup_printf ("%c%s", g_ascii_tolower (*words), words + 1);
}

/* Appends the longest abbreviation that begins at @at, expanded; says how much of @name it is. */
static gsize
append_expanded (GString *out, const char *name, const char *at, KwSection section)
{
  char letters[LONGEST_ABBREVIATION + 1];
  /* "CA 125" has a space, "A/G" a stroke. */
  for (gsize length = strnlen (at, LONGEST_ABBREVIATION); length > 0; length--)
    {
      if (at[length] != '\0' && strchr (WORD_ENDS, at[length]) == NULL)
        continue;
      memcpy (letters, at, length);
      letters[length] = '\0';
      const char *words = kw_abbreviation_lookup (letters, section);
      if (words == NULL || strcasestr (name, words) != NULL || strcasestr (out->str, words) != NULL)
        continue;
      g_autofree char *within = words_within (words);
      g_string_append_printf (out, "%s (%s)", at == name ? words : within, letters);
      return length;
    }
  return 0;
}

/* Rule G3: "CBC with differential" → "Complete blood count (CBC) with differential". What stands in
 * brackets is somebody's explanation already. */
static char *
expand (const char *name, KwSection section)
{
  GString *out = g_string_new (NULL);
  for (const char *at = name; *at != '\0';)
    {
      gsize length = g_ascii_isalnum (*at) ? append_expanded (out, name, at, section) : 0;
      if (length == 0)
        {
          length = strcspn (at, WORD_ENDS);
          length += at[length] != '\0';
          g_string_append_len (out, at, (gssize) length);
        }
      at += length;
    }
  return g_string_free (out, FALSE);
}

/* An element that turns the meaning round stands in front of the name, so that no list, however it
 * is made, can say the opposite (rule M10: every isModifier element changes the words). Takes
 * @plain. */
static char *
with_modifier (const KwRecord *record, char *plain)
{
  g_autofree char *name = plain;
  gboolean is_medicine = record->section == KW_SECTION_MEDICATIONS;
  if ((record->flags & KW_RECORD_DO_NOT_PERFORM) != 0 && is_medicine)
    /* Translators: a medicine that somebody ordered not to be taken. */
    return g_strdup_printf (_ ("Do not take: %s"), name);
  if ((record->flags & KW_RECORD_DO_NOT_PERFORM) != 0)
    /* Translators: a procedure or an examination that somebody ordered not to be done. */
    return g_strdup_printf (_ ("Not to be done: %s"), name);
  if ((record->flags & KW_RECORD_NOT_DONE) == 0)
    return g_steal_pointer (&name);
  if (g_strcmp0 (record->type, "MedicationStatement") == 0)
    /* Translators: a medicine that the patient did not take. */
    return g_strdup_printf (_ ("Not taken: %s"), name);
  if (record->section == KW_SECTION_IMMUNIZATIONS || is_medicine)
    /* Translators: a vaccine or a medicine that was not given. */
    return g_strdup_printf (_ ("Not given: %s"), name);
  /* Translators: a procedure that was not done. */
  return g_strdup_printf (_ ("Not done: %s"), name);
}

/**
 * kw_words_title:
 * @context: (nullable): finds records that @record refers to
 * @record: a record
 *
 * The name of a record in plain words: never a resource type, an id, a bare code, an address,
 * "unknown" or empty (rule G1).
 *
 * ```c
 * KwRecord record = { .type = "Observation", .section = KW_SECTION_LABS, .text = "WBC" };
 * kw_words_title (NULL, &record); // "White blood cells (WBC)"
 * ```
 *
 * Returns: (transfer full): the title
 */
char *
kw_words_title (const KwWordsContext *context, const KwRecord *record)
{
  g_return_val_if_fail (record != NULL, NULL);

  char *own = plain_name (context, record);
  g_autofree char *plain
      = record->section == KW_SECTION_MEDICATIONS ? with_strength (context, record, own) : own;
  char *title = with_modifier (record, expand (plain, record->section));
  if ((record->flags & KW_RECORD_CONDITIONAL) == 0)
    return title;
  g_autofree char *bare = title;
  /* Translators: a record whose source changes what it means, in a way that only its page says. */
  return g_strdup_printf (_ ("%s (with a condition)"), bare);
}
