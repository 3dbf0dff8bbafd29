/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/fhir.h"
#include "core/typed-date.h"
#include "library/own-private.h"

/* The comparators of FHIR R4 (2.24.0.7), the longer ones first. */
static const char *const comparators[] = { "<=", ">=", "<", ">" };

/* The digits stay as they were typed (rule L10); only a comma becomes the point that FHIR wants. */
gboolean
kw_own_parse_number (const char *typed, const char **out_comparator, char **out_number)
{
  g_autofree char *number = g_strstrip (g_strdup (typed));
  const char *start = number;
  char *comma;

  *out_comparator = NULL;
  for (guint i = 0; i < G_N_ELEMENTS (comparators) && *out_comparator == NULL; i++)
    if (g_str_has_prefix (start, comparators[i]))
      {
        *out_comparator = comparators[i];
        start += strlen (comparators[i]);
      }
  while (g_ascii_isspace (*start))
    start++;
  comma = strchr (start, ',');
  if (comma != NULL && strchr (start, '.') == NULL)
    *comma = '.';
  if (!kw_fhir_is_number (start))
    return FALSE;
  *out_number = g_strdup (start);
  return TRUE;
}

/* Blood pressure: the upper and the lower number. */
gboolean
kw_own_parse_pair (const char *typed, char **out_first, char **out_second)
{
  g_auto (GStrv) parts = g_strsplit (typed, "/", -1);
  const char *comparator;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  if (g_strv_length (parts) != 2 || !kw_own_parse_number (parts[0], &comparator, &first)
      || comparator != NULL || !kw_own_parse_number (parts[1], &comparator, &second)
      || comparator != NULL)
    return FALSE;
  *out_first = g_steal_pointer (&first);
  *out_second = g_steal_pointer (&second);
  return TRUE;
}

static gboolean
fail (KwOwnProblem *problem, KwOwnField field, const char *sentence)
{
  *problem = (KwOwnProblem){ field, sentence };
  return FALSE;
}

static gboolean
check_required (const KwOwnEntry *self, KwOwnProblem *problem)
{
  const KwOwnForm *form = kw_own_form_get (self->kind);

  for (guint i = 0; i < form->n_fields; i++)
    if (form->fields[i].required && *kw_own_entry_get (self, form->fields[i].field) == '\0')
      return fail (problem, form->fields[i].field, _ ("This is needed."));
  if (self->kind == KW_OWN_FILE && self->file == NULL)
    return fail (problem, KW_OWN_FIELD_FILE, _ ("Choose a file."));
  if (self->kind == KW_OWN_MEASUREMENT
      && kw_own_measure_find (kw_own_entry_get (self, KW_OWN_FIELD_CHOICE)) == NULL
      && *kw_own_entry_get (self, KW_OWN_FIELD_NAME) == '\0')
    return fail (problem, KW_OWN_FIELD_NAME, _ ("This is needed."));
  return TRUE;
}

static gboolean
check_dates (const KwOwnEntry *self, KwOwnProblem *problem)
{
  static const KwOwnField fields[] = { KW_OWN_FIELD_DATE, KW_OWN_FIELD_END };
  g_autofree char *date = kw_typed_date_parse (kw_own_entry_get (self, KW_OWN_FIELD_DATE));
  g_autofree char *end = kw_typed_date_parse (kw_own_entry_get (self, KW_OWN_FIELD_END));
  const char *found[] = { date, end };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (found[i] == NULL && *kw_own_entry_get (self, fields[i]) != '\0')
      return fail (
          problem, fields[i],
          _ ("Write a year, a month and a year, or a day with the month as a word: 5 March 2019."));
  if (date != NULL && kw_typed_date_is_future (date))
    return fail (problem, KW_OWN_FIELD_DATE, _ ("This day is still to come."));
  if (date != NULL && end != NULL && strncmp (end, date, MIN (strlen (end), strlen (date))) < 0)
    return fail (problem, KW_OWN_FIELD_END, _ ("This is before the beginning."));
  return TRUE;
}

static gboolean
check_value (const KwOwnEntry *self, KwOwnProblem *problem)
{
  const char *typed = kw_own_entry_get (self, KW_OWN_FIELD_VALUE);
  const char *comparator;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  if (self->kind != KW_OWN_MEASUREMENT)
    return TRUE;
  if (g_str_equal (kw_own_entry_get (self, KW_OWN_FIELD_CHOICE), "blood-pressure"))
    return kw_own_parse_pair (typed, &first, &second)
           || fail (problem, KW_OWN_FIELD_VALUE, _ ("Write two numbers, such as 120/80."));
  /* Of something else the value may be words: "negative". */
  return g_str_equal (kw_own_entry_get (self, KW_OWN_FIELD_CHOICE), "other")
         || kw_own_parse_number (typed, &comparator, &first)
         || fail (problem, KW_OWN_FIELD_VALUE, _ ("Write a number, such as 72 or 36.8."));
}

/**
 * kw_own_entry_check:
 * @self: a form as filled in
 * @out_problem: (out caller-allocates): the first problem
 *
 * Nothing is guessed: what cannot be read in one way only is asked for again.
 *
 * Returns: whether it can be written
 */
gboolean
kw_own_entry_check (const KwOwnEntry *self, KwOwnProblem *out_problem)
{
  g_return_val_if_fail (self != NULL && out_problem != NULL, FALSE);

  return check_required (self, out_problem) && check_value (self, out_problem)
         && check_dates (self, out_problem);
}
