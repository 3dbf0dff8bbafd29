/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/own-system.h"
#include "core/words-private.h"

#define NOT_STATED                                                                                 \
  {                                                                                                \
    NULL, N_ ("Not stated"), N_ ("The record does not say.")                                       \
  }

/* Value sets condition-clinical and allergyintolerance-clinical. */
static const KwStatusRow clinical[] = {
  { "active", N_ ("Current"), N_ ("Your hospital has it as present.") },
  { "recurrence", N_ ("Current, came back"), N_ ("It was gone and has come back.") },
  { "relapse", N_ ("Current, came back"), N_ ("It was better and has come back.") },
  { "inactive", N_ ("Past"), N_ ("There are no signs of it at this time.") },
  { "remission", N_ ("In remission"),
    N_ ("There are no signs of it at this time; it may return.") },
  { "resolved", N_ ("Past"), N_ ("It is over.") },
  NOT_STATED,
};

/* Value sets condition-ver-status and allergyintolerance-verification; only what is not certain is
 * said (rules A2 and G9). */
static const KwStatusRow verification[] = {
  { "unconfirmed", N_ ("Suspected"), N_ ("It is suspected and not confirmed.") },
  { "provisional", N_ ("Suspected"), N_ ("It is suspected and not confirmed.") },
  { "differential", N_ ("Suspected"), N_ ("It is one of several that are considered.") },
  { "presumed", N_ ("Suspected"), N_ ("It is suspected and not confirmed.") },
  { "refuted", N_ ("Ruled out"), N_ ("It was looked for and is not there.") },
};

/* A table ends with a row for all other codes. */
static const KwStatusRow *
find_row (const KwStatusRow *rows, const char *code)
{
  while (rows->code != NULL && g_ascii_strcasecmp (rows->code, code) != 0)
    rows++;
  return rows;
}

static const KwStatusRow *
row_of_status (const char *type, const char *status)
{
  if (status == NULL)
    return NULL;
  const char *ordinary;
  return find_row (kw_status_rows (type, &ordinary), status);
}

/* NULL for what is certain, and for what nobody knows the code of. */
static const KwStatusRow *
find_certainty (const char *code)
{
  for (gsize i = 0; i < G_N_ELEMENTS (verification); i++)
    if (g_ascii_strcasecmp (verification[i].code, code) == 0)
      return &verification[i];
  return NULL;
}

/* What is said before anything else: that it is a mistake (rule G9), or how certain it is. */
static const KwStatusRow *
row_of_verification (const KwRecord *record)
{
  const char *ordinary;
  if ((record->flags & KW_RECORD_ENTERED_IN_ERROR) != 0)
    return find_row (kw_status_rows (NULL, &ordinary), "entered-in-error");
  if ((record->flags & KW_RECORD_REFUTED) != 0)
    return find_certainty ("refuted");
  if (record->verification == NULL)
    return NULL;
  return find_certainty (record->verification);
}

/* The row of what the record says of its state, without how certain it is. */
static const KwStatusRow *
row_of_record (const KwRecord *record)
{
  if (record->clinical_status != NULL)
    return find_row (clinical, record->clinical_status);
  return row_of_status (record->type, record->status);
}

static gboolean
is_past (const KwStatusRow *row)
{
  return row != NULL && row->code != NULL
         && (g_str_equal (row->code, "inactive") || g_str_equal (row->code, "resolved")
             || g_str_equal (row->code, "remission"));
}

const char *
kw_words_status_code (const char *type, const char *status)
{
  const KwStatusRow *row = row_of_status (type, status);
  return row != NULL ? _ (row->words) : NULL;
}

gboolean
kw_words_status_is_ordinary (const KwRecord *record)
{
  if (row_of_verification (record) != NULL || (record->flags & KW_RECORD_PROPOSED) != 0)
    return FALSE;
  if (record->clinical_status != NULL)
    return g_str_equal (record->clinical_status, "active");
  if (record->status == NULL)
    return TRUE;
  const char *ordinary;
  kw_status_rows (record->type, &ordinary);
  return g_str_equal (ordinary, record->status);
}

/**
 * kw_words_status:
 * @record: a record
 *
 * ```c
 * KwRecord record = { .type = "MedicationRequest", .status = "on-hold" };
 * kw_words_status (&record); // "On hold"
 * ```
 *
 * Returns: (transfer full) (nullable): its state in words (rules M2, A2 and L17), NULL when its
 * type has none; a code that nobody knows is "Not stated"
 */
char *
kw_words_status (const KwRecord *record)
{
  g_return_val_if_fail (record != NULL, NULL);

  const KwStatusRow *certainty = row_of_verification (record);
  const KwStatusRow *row = row_of_record (record);
  if (certainty != NULL && is_past (row)
      && (record->flags & (KW_RECORD_REFUTED | KW_RECORD_ENTERED_IN_ERROR)) == 0)
    /* Translators: a condition that was suspected, and that it is over: "Suspected, past". */
    return g_strdup (_ ("Suspected, past"));
  if (certainty != NULL)
    return g_strdup (_ (certainty->words));
  if ((record->flags & KW_RECORD_PROPOSED) != 0)
    return g_strdup (_ ("Planned"));
  return row != NULL ? g_strdup (_ (row->words)) : NULL;
}

/**
 * kw_words_status_definition:
 * @record: a record
 *
 * Returns: (transfer full) (nullable): what the word of kw_words_status() means, one sentence
 */
char *
kw_words_status_definition (const KwRecord *record)
{
  g_return_val_if_fail (record != NULL, NULL);

  const KwStatusRow *certainty = row_of_verification (record);
  const KwStatusRow *row = row_of_record (record);
  /* The sentences say what a hospital means; here no hospital says anything. */
  if (g_strcmp0 (record->source, KW_OWN_SOURCE) == 0)
    return NULL;
  if (certainty != NULL)
    return g_strdup (_ (certainty->definition));
  if ((record->flags & KW_RECORD_PROPOSED) != 0)
    return g_strdup (_ ("It is a plan or a proposal, not an order."));
  return row != NULL ? g_strdup (_ (row->definition)) : NULL;
}

/* Codes of reaction-event-severity and condition-severity (SNOMED CT). */
static const struct
{
  const char *code;
  const char *words;
} severities[] = {
  { "mild", NC_ ("severity", "Mild") },         { "255604002", NC_ ("severity", "Mild") },
  { "moderate", NC_ ("severity", "Moderate") }, { "6736007", NC_ ("severity", "Moderate") },
  { "severe", NC_ ("severity", "Severe") },     { "24484000", NC_ ("severity", "Severe") },
  { "fatal", NC_ ("severity", "Fatal") },       { "399166001", NC_ ("severity", "Fatal") },
};

static char *
severity_words (const char *severity)
{
  if (severity == NULL)
    return NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (severities); i++)
    if (g_ascii_strcasecmp (severities[i].code, severity) == 0)
      return g_strdup (g_dpgettext2 (GETTEXT_PACKAGE, "severity", severities[i].words));
  if (!kw_words_is_presentable (severity, NULL) || strpbrk (severity, "0123456789") != NULL)
    return NULL;
  g_autofree char *tidy = kw_words_tidy (severity);
  return kw_words_capitalize (tidy);
}

/* Value set allergy-intolerance-criticality: what the next contact could do, not what the last one
 * did. */
static const char *
criticality_words (const char *criticality)
{
  if (g_strcmp0 (criticality, "high") == 0)
    return _ ("high risk");
  if (g_strcmp0 (criticality, "low") == 0)
    return _ ("low risk");
  if (g_strcmp0 (criticality, "unable-to-assess") == 0)
    return _ ("risk not known");
  return NULL;
}

/**
 * kw_words_severity:
 * @record: an allergy or a condition
 *
 * ```c
 * KwRecord record = { .type = "AllergyIntolerance", .severity = "mild", .criticality = "high" };
 * kw_words_severity (&record); // "Mild, high risk"
 * ```
 *
 * Returns: (transfer full) (nullable): how severe it was and how great the risk is
 */
char *
kw_words_severity (const KwRecord *record)
{
  g_return_val_if_fail (record != NULL, NULL);

  g_autofree char *severity = severity_words (record->severity);
  const char *risk = criticality_words (record->criticality);
  if (risk == NULL)
    return g_steal_pointer (&severity);
  if (severity == NULL)
    return kw_words_capitalize (risk);
  return g_strconcat (severity, ", ", risk, NULL);
}

/**
 * kw_words_unusual_status:
 * @record: a record
 *
 * A row of a list has no room for what goes without saying, but "Preliminary" and "Corrected" must
 * never be missed (rule L17).
 *
 * Returns: (transfer full) (nullable): the status where it is not the usual one
 */
char *
kw_words_unusual_status (const KwRecord *record)
{
  g_return_val_if_fail (record != NULL, NULL);

  return kw_words_status_is_ordinary (record) ? NULL : kw_words_status (record);
}

/**
 * kw_words_qualifier:
 * @record: a record
 *
 * A short list shows a name without its status, and "Latex" alone would be said as a fact.
 *
 * Returns: (nullable): the word that turns the name into what the record says
 */
const char *
kw_words_qualifier (const KwRecord *record)
{
  g_return_val_if_fail (record != NULL, NULL);

  static const char *const over[] = { "inactive", "resolved", NULL };
  /* A past condition stands in a list of its own; a past allergy stands with the others. */
  gboolean past = g_strcmp0 (record->type, "AllergyIntolerance") == 0
                  && record->clinical_status != NULL
                  && g_strv_contains (over, record->clinical_status);

  if (record->flags & KW_RECORD_REFUTED)
    return C_ ("beside a name", "ruled out");
  if (past && (record->flags & KW_RECORD_UNCONFIRMED))
    return C_ ("beside a name", "suspected, past");
  if (past)
    return C_ ("beside a name", "past");
  if (record->flags & KW_RECORD_UNCONFIRMED)
    return C_ ("beside a name", "suspected");
  if (record->flags & KW_RECORD_NOT_DONE)
    return C_ ("beside a name", "not done");
  return NULL;
}
