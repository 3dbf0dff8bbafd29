/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/own-system.h"
#include "core/types.h"
#include "core/words-private.h"

/* Takes @words, which may be NULL, and appends it after @separator. */
static void
append_part (GString *out, const char *separator, char *words)
{
  g_autofree char *taken = words;
  if (taken == NULL || *taken == '\0')
    return;
  if (out->len > 0)
    g_string_append (out, separator);
  g_string_append (out, taken);
}

static char *
finish (GString *out)
{
  if (out->len > 0)
    return g_string_free (out, FALSE);
  g_string_free (out, TRUE);
  return NULL;
}

static char *
dup_presentable (const char *text, const KwRecord *record)
{
  return kw_words_is_presentable (text, record) ? kw_words_tidy (text) : NULL;
}

/* The same for a row, where "(finding)" says nothing; a search finds by every letter. */
static char *
dup_plain (const char *text, const KwRecord *record)
{
  char *words = dup_presentable (text, record);
  return words != NULL ? kw_words_without_notation (words) : NULL;
}

/**
 * kw_words_reason:
 * @context: (nullable): finds records that @record refers to
 * @record: a medicine, a visit or a procedure
 *
 * Returns: (transfer full) (nullable): what it was for, in words or by the record that it points to
 * (rule M3); %NULL when the record does not say
 */
char *
kw_words_reason (const KwWordsContext *context, const KwRecord *record)
{
  g_return_val_if_fail (record != NULL, NULL);

  char *reason = dup_presentable (record->reason, record);
  if (reason == NULL)
    reason = kw_words_related (context, record, KW_RELATION_REASON);
  return reason != NULL ? kw_words_without_notation (reason) : NULL;
}

/* "For: High blood pressure"; absent when the record does not say. */
static char *
reason_words (const KwWordsContext *context, const KwRecord *record)
{
  g_autofree char *reason = kw_words_reason (context, record);
  /* Translators: what a medicine, a visit or a procedure was for. */
  return reason != NULL ? g_strdup_printf (_ ("For: %s"), reason) : NULL;
}

/**
 * kw_words_who:
 * @context: (nullable): finds records that @record refers to
 * @record: a record
 *
 * Returns: (transfer full) (nullable): who recorded, prescribed or did it (rule G8)
 */
char *
kw_words_who (const KwWordsContext *context, const KwRecord *record)
{
  g_return_val_if_fail (record != NULL, NULL);

  static const KwRelationKind kinds[]
      = { KW_RELATION_AUTHOR, KW_RELATION_PERFORMER, KW_RELATION_ORGANIZATION };
  if (g_strcmp0 (record->source, KW_OWN_SOURCE) == 0 && record->who == NULL)
    return g_strdup (_ ("Entered by you"));
  if ((record->flags & KW_RECORD_BY_PATIENT) != 0)
    return g_strdup (_ ("Reported by the patient"));
  char *who = dup_presentable (record->who, record);
  for (gsize i = 0; who == NULL && i < G_N_ELEMENTS (kinds); i++)
    who = kw_words_related (context, record, kinds[i]);
  return who;
}

/**
 * kw_words_where:
 * @context: (nullable): finds records that @record refers to
 * @record: a record
 *
 * Returns: (transfer full) (nullable): the place or organization
 */
char *
kw_words_where (const KwWordsContext *context, const KwRecord *record)
{
  g_return_val_if_fail (record != NULL, NULL);

  char *where = dup_presentable (record->where, record);
  if (where == NULL)
    where = kw_words_related (context, record, KW_RELATION_LOCATION);
  if (where == NULL)
    where = kw_words_related (context, record, KW_RELATION_ORGANIZATION);
  return where;
}

static void
append_allergy (GString *out, const KwWordsContext *context, const KwRecord *record)
{
  (void) context;
  append_part (out, " · ", dup_plain (record->reactions, record));
  append_part (out, " · ", kw_words_severity (record));
}

static void
append_condition (GString *out, const KwWordsContext *context, const KwRecord *record)
{
  (void) context;
  append_part (out, " · ", kw_words_severity (record));
  append_part (out, " · ", dup_plain (record->body_site, record));
}

static const char *
intended_end (const KwRecord *record)
{
  for (guint i = 0; i < record->n_whens; i++)
    if (record->whens[i].role == KW_WHEN_TO_END)
      return record->whens[i].text;
  /* The period of a statement that is still in use (MedicationStatement.effective). */
  return g_strcmp0 (record->type, "MedicationStatement") == 0 && record->n_whens > 0
             ? record->whens[0].end
             : NULL;
}

/**
 * kw_words_intended_end:
 * @record: a medicine
 *
 * An order that is in use although its own end has passed is shown as what it is: the hospital has
 * it as current, and said when it was to end.
 *
 * ```c
 * KwWhen when = { .role = KW_WHEN_TO_END, .text = "2019-03-05" };
 * KwRecord record = { .flags = KW_RECORD_CURRENT, .whens = &when, .n_whens = 1 };
 * kw_words_intended_end (&record); // "Was to end 5 March 2019"
 * ```
 *
 * Returns: (transfer full) (nullable): %NULL for what is not in use, or has no end
 */
char *
kw_words_intended_end (const KwRecord *record)
{
  g_return_val_if_fail (record != NULL, NULL);

  const char *end = intended_end (record);
  if (end == NULL || (record->flags & (KW_RECORD_CURRENT | KW_RECORD_ON_HOLD)) == 0)
    return NULL;
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *today = g_date_time_format (now, "%Y-%m-%d");
  g_autofree char *day = g_strndup (end, strlen (today));
  g_autofree char *words = kw_words_date (day);
  /* "2026" is not over before the year is. */
  if (strncmp (day, today, strlen (day)) < 0)
    /* Translators: when a medicine was to end, which has passed; it is listed as current. */
    return g_strdup_printf (_ ("Was to end %s"), words);
  /* Translators: when a medicine is to end, as ordered. */
  return g_strdup_printf (_ ("To end %s"), words);
}

static void
append_medicine (GString *out, const KwWordsContext *context, const KwRecord *record)
{
  append_part (out, " · ", kw_words_how (record));
  append_part (out, " · ", kw_words_intended_end (record));
  if ((record->flags & KW_RECORD_BY_PATIENT) != 0)
    append_part (out, " · ", kw_words_who (context, record));
  append_part (out, " · ", reason_words (context, record));
}

/* Who and where, but for what @title says: a visit without a name of its own is called by it. */
static void
append_place_beside (GString *out,
                     const KwWordsContext *context,
                     const KwRecord *record,
                     const char *title)
{
  g_autofree char *who = kw_words_who (context, record);
  g_autofree char *where = kw_words_where (context, record);
  if (who != NULL && g_strcmp0 (who, where) != 0 && !g_str_has_suffix (title, who))
    append_part (out, " · ", g_steal_pointer (&who));
  /* A place or an insurer is not said again under its own name. */
  if (where != NULL && g_strcmp0 (where, record->text) != 0 && !g_str_has_suffix (title, where))
    append_part (out, " · ", g_steal_pointer (&where));
}

static void
append_place (GString *out, const KwWordsContext *context, const KwRecord *record)
{
  append_place_beside (out, context, record, "");
}

/* A goal and how far it is reached; a diet or an order and how it is done. */
static void
append_goal (GString *out, const KwWordsContext *context, const KwRecord *record)
{
  append_part (out, " · ", dup_plain (record->kind_text, record));
  append_place (out, context, record);
}

static void
append_order (GString *out, const KwWordsContext *context, const KwRecord *record)
{
  append_part (out, " · ", dup_plain (record->how, record));
  append_place (out, context, record);
}

static void
append_visit (GString *out, const KwWordsContext *context, const KwRecord *record)
{
  g_autofree char *title = kw_words_title (context, record);
  g_autofree char *kind = dup_plain (record->kind_text, record);
  if (g_strcmp0 (kind, title) != 0)
    append_part (out, " · ", g_steal_pointer (&kind));
  append_part (out, " · ", reason_words (context, record));
  append_place_beside (out, context, record, title);
}

static void
append_procedure (GString *out, const KwWordsContext *context, const KwRecord *record)
{
  append_part (out, " · ", dup_plain (record->body_site, record));
  append_part (out, " · ", reason_words (context, record));
  append_place (out, context, record);
}

/* What a row says under its title, by section; all others say who and where. */
static void
append_of_section (GString *out, const KwWordsContext *context, const KwRecord *record)
{
  static void (*const parts[KW_N_SECTIONS]) (GString *, const KwWordsContext *, const KwRecord *)
      = {
          [KW_SECTION_ALLERGIES] = append_allergy,    [KW_SECTION_CONDITIONS] = append_condition,
          [KW_SECTION_MEDICATIONS] = append_medicine, [KW_SECTION_PROCEDURES] = append_procedure,
          [KW_SECTION_GOALS] = append_goal,           [KW_SECTION_NUTRITION] = append_order,
          [KW_SECTION_ORDERS] = append_order,         [KW_SECTION_VISITS] = append_visit,
          [KW_SECTION_APPOINTMENTS] = append_visit,
        };
  if (parts[record->section] != NULL)
    parts[record->section](out, context, record);
  else
    append_place (out, context, record);
}

/**
 * kw_words_subtitle:
 * @context: (nullable): finds records that @record refers to
 * @record: a record
 *
 * The second line of a row: the status where it is not the expected one, then what matters most in
 * its section. The value, the flag and the date have places of their own.
 *
 * Returns: (transfer full) (nullable): one line, its parts joined by " · "
 */
char *
kw_words_subtitle (const KwWordsContext *context, const KwRecord *record)
{
  g_return_val_if_fail (record != NULL, NULL);

  GString *out = g_string_new (NULL);
  if (!kw_words_status_is_ordinary (record))
    append_part (out, " · ", kw_words_status (record));
  append_of_section (out, context, record);
  if ((record->flags & KW_RECORD_DAMAGED) != 0)
    append_part (out, " · ", g_strdup (_ ("some characters could not be read")));
  return finish (out);
}

/**
 * kw_words_spoken:
 * @context: (nullable): finds records that @record refers to
 * @record: a record
 *
 * One sentence for a screen reader (rule X1): what, its value, the verdict, the second line, the
 * date.
 *
 * Returns: (transfer full): "Potassium, 4.9 mmol/L, In the standard range, Collected 5 November
 * 2026."
 */
char *
kw_words_spoken (const KwWordsContext *context, const KwRecord *record)
{
  g_return_val_if_fail (record != NULL, NULL);

  GString *out = g_string_new (NULL);
  append_part (out, ", ", kw_words_title (context, record));
  append_part (out, ", ", kw_words_lay_name (record));
  append_part (out, ", ", kw_words_value (record));
  append_part (out, ", ", kw_words_flag (record));
  g_autofree char *subtitle = kw_words_subtitle (context, record);
  if (subtitle != NULL)
    {
      /* A reader says "middle dot". */
      g_auto (GStrv) parts = g_strsplit (subtitle, " · ", -1);
      append_part (out, ", ", g_strjoinv (", ", parts));
    }
  append_part (out, ", ", kw_words_when_labelled (record));
  g_string_append_c (out, '.');
  return g_string_free (out, FALSE);
}
