/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/own-units.h"
#include "core/range-limits.h"
#include "core/unit.h"
#include "core/words-private.h"

/* Longer waves than this are no text to read. */
#define MAX_SAMPLES 120

/* Codes of http://terminology.hl7.org/CodeSystem/data-absent-reason (R4). */
static const struct
{
  const char *code;
  const char *words;
} absent_reasons[] = {
  { "unknown", N_ ("Not stated") },
  { "asked-unknown", N_ ("Asked, but not known") },
  { "temp-unknown", N_ ("Not ready yet") },
  { "not-asked", N_ ("Not asked") },
  { "asked-declined", N_ ("Asked, but not answered") },
  { "masked", N_ ("Kept private by the source") },
  { "not-applicable", N_ ("Does not apply") },
  { "unsupported", N_ ("Cannot be told by the source") },
  { "as-text", N_ ("Stands in the text of the record") },
  { "error", N_ ("Could not be measured") },
  { "not-a-number", N_ ("No number came out") },
  { "negative-infinity", N_ ("Too low to be measured") },
  { "positive-infinity", N_ ("Too high to be measured") },
  { "not-performed", N_ ("Not done") },
  { "not-permitted", N_ ("Not permitted") },
};

/* http://hl7.org/fhir/quantity-comparator; an unknown one is shown rather than lost. */
static const char *
comparator_sign (const char *comparator)
{
  if (comparator == NULL)
    return "";
  if (g_str_equal (comparator, "<="))
    return "≤";
  if (g_str_equal (comparator, ">="))
    return "≥";
  return comparator;
}

static char *
number_words (const char *comparator, const char *number, const char *unit)
{
  g_autofree char *plain = kw_words_unit (unit);
  const char *space = *plain == '\0' ? "" : " ";
  return g_strconcat (comparator_sign (comparator), number, space, plain, NULL);
}

/* "3.5–5.1 mmol/L", "60 mL or more"; the words of a value and of a reference range alike. */
static char *
limits_words (const char *low, const char *low_unit, const char *high, const char *high_unit)
{
  if (low != NULL && high != NULL)
    {
      gboolean same = low_unit == NULL || g_strcmp0 (low_unit, high_unit) == 0;
      g_autofree char *from = number_words (NULL, low, same ? NULL : low_unit);
      g_autofree char *to = number_words (NULL, high, high_unit != NULL ? high_unit : low_unit);
      if (*low == '-' || *high == '-')
        /* Translators: a range with a number below zero: "-2 to 2". */
        return g_strdup_printf (C_ ("range", "%s to %s"), from, to);
      return g_strdup_printf (same ? "%s–%s" : "%s – %s", from, to);
    }
  g_autofree char *limit = number_words (NULL, low ? low : high, low ? low_unit : high_unit);
  /* Translators: a range that is open to one end: "60 or more". */
  return g_strdup_printf (low != NULL ? _ ("%s or more") : _ ("%s or less"), limit);
}

static char *
range_value (const KwValue *value)
{
  if (value->number == NULL && value->number2 == NULL)
    return g_strdup (value->text != NULL ? value->text : value->text2);
  return limits_words (value->number, value->unit, value->number2, value->unit2);
}

/* A titre has no units, "1:160"; an amount in an amount has, "5 mg per 1 mL". */
static char *
ratio_value (const KwValue *value)
{
  if (value->number == NULL && value->number2 == NULL)
    return g_strdup (value->text);
  if (value->number == NULL || value->number2 == NULL)
    return number_words (value->number ? value->comparator : value->comparator2,
                         value->number ? value->number : value->number2,
                         value->number ? value->unit : value->unit2);

  g_autofree char *numerator = number_words (value->comparator, value->number, value->unit);
  g_autofree char *denominator = number_words (value->comparator2, value->number2, value->unit2);
  if (value->unit == NULL && value->unit2 == NULL)
    return g_strdup_printf ("%s:%s", numerator, denominator);
  /* Translators: an amount in an amount: "5 mg per 1 mL". */
  return g_strdup_printf (_ ("%s per %s"), numerator, denominator);
}

static char *
absent_value (const KwValue *value)
{
  for (gsize i = 0; i < G_N_ELEMENTS (absent_reasons); i++)
    if (g_strcmp0 (absent_reasons[i].code, value->text) == 0)
      return g_strdup (_ (absent_reasons[i].words));
  if (value->text != NULL && strchr (value->text, ' ') != NULL)
    return g_strdup (value->text);
  return g_strdup (_ ("Not stated"));
}

static char *
sampled_value (const KwValue *value)
{
  if (value->text == NULL || strlen (value->text) > MAX_SAMPLES)
    return g_strdup (_ ("A recorded curve"));
  g_autofree char *unit = kw_words_unit (value->unit);
  /* Translators: a row of measured numbers and their unit. */
  return g_strdup_printf (_ ("A series of measurements: %s %s"), value->text, unit);
}

static char *
quantity_value (const KwValue *value)
{
  return value->number == NULL ? NULL
                               : number_words (value->comparator, value->number, value->unit);
}

static char *
text_value (const KwValue *value)
{
  return value->text == NULL ? NULL : kw_words_tidy (value->text);
}

static char *
concept_value (const KwValue *value)
{
  if (!kw_words_is_value (value->text))
    return g_strdup (_ ("Not stated in words"));
  return kw_words_tidy (value->text);
}

static char *
boolean_value (const KwValue *value)
{
  const char *sent = value->text != NULL ? value->text : value->number;
  if (sent == NULL)
    return NULL;
  return g_strdup (g_str_equal (sent, "true") ? C_ ("answer", "Yes") : C_ ("answer", "No"));
}

static char *
datetime_value (const KwValue *value)
{
  return value->text == NULL ? NULL : kw_words_date (value->text);
}

static char *
period_value (const KwValue *value)
{
  if (value->text == NULL && value->text2 == NULL)
    return NULL;
  return kw_words_period (value->text, value->text2);
}

/* Every value[x] of R4 is shown (rule L11). */
char *
kw_words_any_value (const KwValue *value)
{
  static char *(*const words[]) (const KwValue *) = {
    [KW_VALUE_QUANTITY] = quantity_value, [KW_VALUE_TEXT] = text_value,
    [KW_VALUE_CONCEPT] = concept_value,   [KW_VALUE_INTEGER] = quantity_value,
    [KW_VALUE_BOOLEAN] = boolean_value,   [KW_VALUE_RANGE] = range_value,
    [KW_VALUE_RATIO] = ratio_value,       [KW_VALUE_SAMPLED] = sampled_value,
    [KW_VALUE_TIME] = text_value,         [KW_VALUE_DATETIME] = datetime_value,
    [KW_VALUE_PERIOD] = period_value,     [KW_VALUE_ABSENT] = absent_value,
  };
  if ((guint) value->kind >= G_N_ELEMENTS (words) || words[value->kind] == NULL)
    return NULL;
  g_autofree char *said = words[value->kind](value);
  /* Units and words are the source's: no order to a terminal or to the direction of writing. */
  g_autofree char *text = said != NULL ? kw_words_tidy (said) : NULL;
  return text == NULL || *text == '\0' ? NULL : g_steal_pointer (&text);
}

/**
 * kw_words_quantity:
 * @value: a value
 *
 * The digits exactly as sent, with comparator and unit (rule L10).
 *
 * ```c
 * KwValue value = { .kind = KW_VALUE_QUANTITY, .number = "5.0", .unit = "%" };
 * kw_words_quantity (&value); // "5.0 %"
 * ```
 *
 * Returns: (transfer full) (nullable): words, NULL when @value is no number with a unit
 */
char *
kw_words_quantity (const KwValue *value)
{
  g_return_val_if_fail (value != NULL, NULL);
  return quantity_value (value);
}

static const KwComponent *
find_component (const KwRecord *record, const char *loinc)
{
  for (guint i = 0; i < record->n_components; i++)
    for (guint j = 0; j < record->components[i].n_codes; j++)
      if (g_strcmp0 (record->components[i].codes[j].code, loinc) == 0
          && record->components[i].value.kind == KW_VALUE_QUANTITY)
        return &record->components[i];
  return NULL;
}

/* "120/80 mmHg" of LOINC 8480-6 (systolic) and 8462-4 (diastolic); rule V1. */
static char *
blood_pressure (const KwRecord *record)
{
  const KwComponent *systolic = find_component (record, "8480-6");
  const KwComponent *diastolic = find_component (record, "8462-4");
  if (systolic == NULL || diastolic == NULL
      || g_strcmp0 (systolic->value.unit, diastolic->value.unit) != 0)
    return NULL;
  g_autofree char *unit = kw_words_unit (systolic->value.unit);
  return g_strconcat (comparator_sign (systolic->value.comparator), systolic->value.number, "/",
                      comparator_sign (diastolic->value.comparator), diastolic->value.number,
                      *unit == '\0' ? "" : " ", unit, NULL);
}

static char *
component_values (const KwRecord *record)
{
  g_autoptr (GString) out = g_string_new (NULL);
  for (guint i = 0; i < record->n_components; i++)
    {
      const KwComponent *component = &record->components[i];
      g_autofree char *value = kw_words_any_value (&component->value);
      if (value == NULL)
        continue;
      if (out->len > 0)
        g_string_append (out, "; ");
      g_autofree char *name = component->name != NULL ? kw_words_tidy (component->name) : NULL;
      if (kw_words_is_presentable (name, NULL))
        g_string_append_printf (out, "%s: ", name);
      g_string_append (out, value);
    }
  return out->len == 0 ? NULL : g_string_free (g_steal_pointer (&out), FALSE);
}

/**
 * kw_words_value:
 * @record: a record
 *
 * Returns: (transfer full) (nullable): its value, or the values of its components:
 *   "120/80 mmHg"; NULL when it has neither
 */
char *
kw_words_value (const KwRecord *record)
{
  g_return_val_if_fail (record != NULL, NULL);

  char *own = kw_own_units_dup_value (record);
  if (own != NULL)
    return own;
  gboolean has_value = record->value.kind != KW_VALUE_NONE && record->value.kind != KW_VALUE_ABSENT;
  if (!has_value && record->n_components > 0)
    {
      char *words = blood_pressure (record);
      if (words == NULL)
        words = component_values (record);
      if (words != NULL)
        return words;
    }
  return kw_words_any_value (&record->value);
}

/**
 * kw_words_component_value:
 * @component: a component of an observation
 *
 * Returns: (transfer full): its value, "Not stated" when it has none
 */
char *
kw_words_component_value (const KwComponent *component)
{
  g_return_val_if_fail (component != NULL, NULL);
  char *words = kw_words_any_value (&component->value);
  return words != NULL ? words : g_strdup (_ ("Not stated"));
}

/* The unit of a range is told only where it is not that of the value beside it. */
static char *
range_words (const KwRange *range, const KwValue *value)
{
  if (range->low == NULL && range->high == NULL)
    return kw_words_is_value (range->text) ? kw_words_tidy (range->text) : NULL;

  gboolean low_same
      = range->low_unit == NULL
        || kw_unit_same (value->unit, value->unit_code, range->low_unit, range->low_unit_code);
  gboolean high_same
      = range->high_unit == NULL
        || kw_unit_same (value->unit, value->unit_code, range->high_unit, range->high_unit_code);
  g_autofree char *words = limits_words (range->low, low_same ? NULL : range->low_unit, range->high,
                                         high_same ? NULL : range->high_unit);
  if (!kw_range_contradicts_itself (range))
    return g_steal_pointer (&words);
  g_autofree char *text = kw_words_tidy (range->text);
  /* Translators: a range as the lab sent it in numbers, and the other one that it wrote. */
  return g_strdup_printf (_ ("%s, but written as “%s”"), words, text);
}

/* http://terminology.hl7.org/CodeSystem/referencerange-meaning (R4): a range that is not the usual
 * one says what it is. */
const char *
kw_words_range_meaning (const char *code)
{
  static const struct
  {
    const char *code;
    const char *words;
  } meanings[] = {
    { "normal", NC_ ("range", "usual") },
    { "recommended", NC_ ("range", "recommended") },
    { "treatment", NC_ ("range", "treatment goal") },
    { "therapeutic", NC_ ("range", "treatment goal") },
    { "pre", NC_ ("range", "before treatment") },
    { "post", NC_ ("range", "after treatment") },
    { "pre-puberty", NC_ ("range", "before puberty") },
    { "follicular", NC_ ("range", "first half of the cycle") },
    { "midcycle", NC_ ("range", "middle of the cycle") },
    { "luteal", NC_ ("range", "second half of the cycle") },
    { "postmenopausal", NC_ ("range", "after menopause") },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (meanings); i++)
    if (g_strcmp0 (meanings[i].code, code) == 0)
      return g_dpgettext2 (GETTEXT_PACKAGE, "range", meanings[i].words);
  return NULL;
}

/* "normal" needs no words; words of the source's own are said. */
static const char *
meaning_of_range (const KwRange *range)
{
  if (kw_range_is_usual (range))
    return NULL;
  const char *words = kw_words_range_meaning (range->type);
  return words != NULL || !kw_words_is_presentable (range->type, NULL) ? words : range->type;
}

static void
append_range (GString *out, const KwRange *range, const KwValue *value)
{
  g_autofree char *words = range_words (range, value);
  if (words == NULL)
    return;
  if (out->len > 0)
    g_string_append (out, "; ");
  g_string_append (out, words);
  const char *meaning = meaning_of_range (range);
  if (meaning != NULL)
    g_string_append_printf (out, " (%s)", meaning);
  if (range->applies_to != NULL)
    g_string_append_printf (out, " (%s)", range->applies_to);
}

char *
kw_words_ranges (const KwRange *ranges, guint n_ranges, const KwValue *value)
{
  g_autoptr (GString) out = g_string_new (NULL);
  for (guint i = 0; i < n_ranges; i++)
    append_range (out, &ranges[i], value);
  return out->len == 0 ? NULL : g_string_free (g_steal_pointer (&out), FALSE);
}

/**
 * kw_words_range:
 * @record: a record
 *
 * Returns: (transfer full) (nullable): the lab's own ranges, "3.5–5.1" or "60 or more", each with
 *   whom it is for when that was sent
 */
char *
kw_words_range (const KwRecord *record)
{
  g_return_val_if_fail (record != NULL, NULL);
  return kw_words_ranges (record->ranges, record->n_ranges, &record->value);
}
