/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/decimal.h"
#include "core/words-private.h"

/* Interpretation codes: http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation, all
 * that R4 lists, and "H*" and "L*" of HL7 v2 table 0078, which servers still send. Words are given
 * where the verdict has none of its own; "negative" says what it means (rule L9). */
static const struct
{
  const char *code;
  KwFlag flag;
  const char *words;
} codes[] = {
  { "N", KW_FLAG_IN_RANGE, NULL },
  { "H", KW_FLAG_ABOVE, NULL },
  { "HU", KW_FLAG_ABOVE, N_ ("Far above the standard range") },
  { "HX", KW_FLAG_ABOVE, N_ ("Above what can be measured") },
  { ">", KW_FLAG_ABOVE, N_ ("Above what can be measured") },
  { "HH", KW_FLAG_CRITICAL_HIGH, NULL },
  { "H*", KW_FLAG_CRITICAL_HIGH, NULL },
  { "L", KW_FLAG_BELOW, NULL },
  { "LU", KW_FLAG_BELOW, N_ ("Far below the standard range") },
  { "LX", KW_FLAG_BELOW, N_ ("Below what can be measured") },
  { "<", KW_FLAG_BELOW, N_ ("Below what can be measured") },
  { "LL", KW_FLAG_CRITICAL_LOW, NULL },
  { "L*", KW_FLAG_CRITICAL_LOW, NULL },
  { "A", KW_FLAG_ABNORMAL, NULL },
  { "AA", KW_FLAG_CRITICAL, NULL },
  { "B", KW_FLAG_OTHER, N_ ("Better than before") },
  { "W", KW_FLAG_OTHER, N_ ("Worse than before") },
  { "U", KW_FLAG_OTHER, N_ ("Clearly higher than before") },
  { "D", KW_FLAG_OTHER, N_ ("Clearly lower than before") },
  { "POS", KW_FLAG_OTHER, N_ ("Positive (found)") },
  { "NEG", KW_FLAG_OTHER, N_ ("Negative (not found)") },
  { "DET", KW_FLAG_OTHER, N_ ("Found") },
  { "ND", KW_FLAG_OTHER, N_ ("Not found") },
  { "IND", KW_FLAG_OTHER, N_ ("Unclear (neither positive nor negative)") },
  { "E", KW_FLAG_OTHER, N_ ("Unclear (neither positive nor negative)") },
  { "RR", KW_FLAG_OTHER, N_ ("Reactive (found)") },
  { "WR", KW_FLAG_OTHER, N_ ("Weakly reactive (a little found)") },
  { "NR", KW_FLAG_OTHER, N_ ("Non-reactive (not found)") },
  { "EXP", KW_FLAG_OTHER, N_ ("As expected") },
  { "UNE", KW_FLAG_OTHER, N_ ("Not as expected") },
  { "EX", KW_FLAG_OTHER, N_ ("Outside what can be measured") },
  { "IE", KW_FLAG_OTHER, N_ ("Too little is known to say") },
  { "OBX", KW_FLAG_OTHER, N_ ("See the other results of this report") },
  { "HM", KW_FLAG_OTHER, N_ ("Hold for medical review") },
  { "QCF", KW_FLAG_OTHER, N_ ("The lab’s quality check failed") },
  { "TOX", KW_FLAG_OTHER, N_ ("Poisonous to the cells of the test") },
  { "CAR", KW_FLAG_OTHER, N_ ("Carrier") },
  { "S", KW_FLAG_OTHER, N_ ("Susceptible (the medicine works against it)") },
  { "SDD", KW_FLAG_OTHER, N_ ("Susceptible, depending on the dose") },
  { "SYN-S", KW_FLAG_OTHER, N_ ("Susceptible to both medicines together") },
  { "VS", KW_FLAG_OTHER, N_ ("Very susceptible (the medicine works well against it)") },
  { "MS", KW_FLAG_OTHER, N_ ("Moderately susceptible") },
  { "I", KW_FLAG_OTHER, N_ ("Intermediate (the medicine may work against it)") },
  { "R", KW_FLAG_OTHER, N_ ("Resistant (the medicine does not work against it)") },
  { "SYN-R", KW_FLAG_OTHER, N_ ("Resistant to both medicines together") },
  { "NS", KW_FLAG_OTHER, N_ ("Not susceptible") },
  { "NCL", KW_FLAG_OTHER, N_ ("No limits are known for this medicine") },
  /* Words that servers send instead of a code. */
  { "Normal", KW_FLAG_IN_RANGE, NULL },
  { "High", KW_FLAG_ABOVE, NULL },
  { "Low", KW_FLAG_BELOW, NULL },
  { "Abnormal", KW_FLAG_ABNORMAL, NULL },
  { "Critical high", KW_FLAG_CRITICAL_HIGH, NULL },
  { "Critically high", KW_FLAG_CRITICAL_HIGH, NULL },
  { "Critical low", KW_FLAG_CRITICAL_LOW, NULL },
  { "Critically low", KW_FLAG_CRITICAL_LOW, NULL },
  { "Critical", KW_FLAG_CRITICAL, NULL },
  { "Critical abnormal", KW_FLAG_CRITICAL, NULL },
  { "Critically abnormal", KW_FLAG_CRITICAL, NULL },
  { "Positive", KW_FLAG_OTHER, N_ ("Positive (found)") },
  { "Negative", KW_FLAG_OTHER, N_ ("Negative (not found)") },
};

/* The takeaway of rule L1 for each verdict. */
static const char *const verdicts[] = {
  [KW_FLAG_NONE] = NULL,
  [KW_FLAG_IN_RANGE] = N_ ("In the standard range"),
  [KW_FLAG_ABOVE] = N_ ("Above the standard range"),
  [KW_FLAG_BELOW] = N_ ("Below the standard range"),
  [KW_FLAG_ABNORMAL] = N_ ("Outside the standard range"),
  [KW_FLAG_CRITICAL_HIGH] = N_ ("Critical, above the standard range"),
  [KW_FLAG_CRITICAL_LOW] = N_ ("Critical, below the standard range"),
  [KW_FLAG_CRITICAL] = N_ ("Critical"),
  [KW_FLAG_OTHER] = NULL,
};

static int
find_code (const char *code)
{
  for (gsize i = 0; code != NULL && i < G_N_ELEMENTS (codes); i++)
    if (g_ascii_strcasecmp (codes[i].code, code) == 0)
      return (int) i;
  return -1;
}

/* KW_FLAG_NONE for a code that is not in the table. */
KwFlag
kw_flag_from_code (const char *code)
{
  int index = find_code (code);
  return index < 0 ? KW_FLAG_NONE : codes[index].flag;
}

/* Whether the limits of @range are in the unit of @value; never compared otherwise (rule L3). */
static gboolean
units_agree (const KwValue *value, const KwRange *range)
{
  return (range->low == NULL
          || kw_words_same_unit (value->unit, value->unit_code, range->low_unit,
                                 range->low_unit_code))
         && (range->high == NULL
             || kw_words_same_unit (value->unit, value->unit_code, range->high_unit,
                                    range->high_unit_code));
}

/* The one usual range of a result. Where several are left, nobody here knows which one holds for
 * this person, so there is none (rule L4). */
static const KwRange *
pick_range (const KwRange *ranges, guint n_ranges)
{
  const KwRange *picked = NULL;
  for (guint i = 0; i < n_ranges; i++)
    {
      const KwRange *range = &ranges[i];
      gboolean usual = range->type == NULL || g_str_equal (range->type, "normal");
      if (!usual || (range->low == NULL && range->high == NULL))
        continue;
      if (picked != NULL
          && (g_strcmp0 (picked->low, range->low) != 0
              || g_strcmp0 (picked->high, range->high) != 0))
        return NULL;
      picked = range;
    }
  return picked;
}

/* Rule L3 as a matrix: where a value with this comparator can lie, seen from a limit. A limit that
 * is not there is passed by everything. */
static KwFlag
compare_with (const char *comparator, const int *low, const int *high)
{
  gboolean is_less = g_str_has_prefix (comparator, "<");
  gboolean is_open = strlen (comparator) == 1;

  if (*comparator == '\0')
    {
      if (low != NULL && *low < 0)
        return KW_FLAG_BELOW;
      return high != NULL && *high > 0 ? KW_FLAG_ABOVE : KW_FLAG_IN_RANGE;
    }
  if (is_less)
    {
      /* The value is anything under the number: below only if the number itself touches the limit,
       * in range only if there is no lower limit. */
      if (low != NULL)
        return *low < 0 || (is_open && *low == 0) ? KW_FLAG_BELOW : KW_FLAG_NONE;
      return *high <= 0 ? KW_FLAG_IN_RANGE : KW_FLAG_NONE;
    }
  if (high != NULL)
    return *high > 0 || (is_open && *high == 0) ? KW_FLAG_ABOVE : KW_FLAG_NONE;
  return *low >= 0 ? KW_FLAG_IN_RANGE : KW_FLAG_NONE;
}

static gboolean
is_known_comparator (const char *comparator)
{
  static const char *const known[] = { "", "<", "<=", ">", ">=", NULL };
  return g_strv_contains (known, comparator);
}

/**
 * kw_flag_compute:
 * @value: a value
 * @ranges: the ranges that the lab sent with it
 * @n_ranges: how many
 *
 * Compares by the digits, only in equal units, only with one usual range, and only where the
 * comparator leaves no doubt (rules L3 and L4).
 *
 * ```c
 * KwValue value = { .kind = KW_VALUE_QUANTITY, .number = "7.2", .unit = "%" };
 * KwRange range = { .low = "4.0", .high = "5.6", .low_unit = "%", .high_unit = "%" };
 * kw_flag_compute (&value, &range, 1); // KW_FLAG_ABOVE
 * ```
 *
 * Returns: in, above or below, or KW_FLAG_NONE where that cannot be said
 */
KwFlag
kw_flag_compute (const KwValue *value, const KwRange *ranges, guint n_ranges)
{
  g_return_val_if_fail (value != NULL, KW_FLAG_NONE);

  const KwRange *range = pick_range (ranges, n_ranges);
  const char *comparator = value->comparator != NULL ? value->comparator : "";
  if (value->kind != KW_VALUE_QUANTITY && value->kind != KW_VALUE_INTEGER)
    return KW_FLAG_NONE;
  if (range == NULL || !units_agree (value, range) || !is_known_comparator (comparator))
    return KW_FLAG_NONE;

  int low = 0;
  int high = 0;
  if (range->low != NULL && !kw_decimal_compare (value->number, range->low, &low))
    return KW_FLAG_NONE;
  if (range->high != NULL && !kw_decimal_compare (value->number, range->high, &high))
    return KW_FLAG_NONE;
  return compare_with (comparator, range->low ? &low : NULL, range->high ? &high : NULL);
}

/* What the lab itself said, by code or, where it sent only words, as something other. */
static KwFlag
flag_of_lab (const char *code, const char *text)
{
  KwFlag flag = kw_flag_from_code (code);
  if (flag == KW_FLAG_NONE && text != NULL)
    flag = kw_flag_from_code (text);
  if (flag == KW_FLAG_NONE && text != NULL && kw_words_is_presentable (text, NULL))
    flag = KW_FLAG_OTHER;
  return flag;
}

/* Worst first: of several components the record takes the verdict of the worst. */
static guint
severity (KwFlag flag)
{
  static const guint ranks[] = {
    [KW_FLAG_NONE] = 0,          [KW_FLAG_IN_RANGE] = 1,     [KW_FLAG_OTHER] = 2,
    [KW_FLAG_ABOVE] = 4,         [KW_FLAG_BELOW] = 4,        [KW_FLAG_ABNORMAL] = 3,
    [KW_FLAG_CRITICAL_HIGH] = 6, [KW_FLAG_CRITICAL_LOW] = 6, [KW_FLAG_CRITICAL] = 5,
  };
  return ranks[flag];
}

static KwFlag
flag_of_components (const KwRecord *record, KwFlagOrigin *origin)
{
  KwFlag worst = KW_FLAG_NONE;
  for (guint i = 0; i < record->n_components; i++)
    {
      const KwComponent *component = &record->components[i];
      KwFlag flag = flag_of_lab (component->flag_code, component->flag_text);
      gboolean computed = flag == KW_FLAG_NONE;
      if (computed)
        flag = kw_flag_compute (&component->value, component->ranges, component->n_ranges);
      if (severity (flag) <= severity (worst))
        continue;
      worst = flag;
      *origin = computed ? KW_FLAG_FROM_RANGE : KW_FLAG_FROM_LAB;
    }
  return worst;
}

/**
 * kw_flag_of_record:
 * @record: a result
 * @out_origin: (out) (optional): who says so
 *
 * The lab's own interpretation comes first, then what its range says, then that of the components
 * (rule L2).
 *
 * Returns: the verdict
 */
KwFlag
kw_flag_of_record (const KwRecord *record, KwFlagOrigin *out_origin)
{
  g_return_val_if_fail (record != NULL, KW_FLAG_NONE);

  KwFlagOrigin origin = KW_FLAG_FROM_LAB;
  KwFlag flag = flag_of_lab (record->flag_code, record->flag_text);
  if (flag == KW_FLAG_NONE)
    {
      origin = KW_FLAG_FROM_RANGE;
      flag = kw_flag_compute (&record->value, record->ranges, record->n_ranges);
    }
  if (flag == KW_FLAG_NONE && record->value.kind == KW_VALUE_NONE)
    flag = flag_of_components (record, &origin);
  if (out_origin != NULL)
    *out_origin = flag == KW_FLAG_NONE ? KW_FLAG_FROM_NOTHING : origin;
  return flag;
}

/**
 * kw_flag_is_outside:
 *
 * Returns: whether @flag says that a value lies outside its range
 */
gboolean
kw_flag_is_outside (KwFlag flag)
{
  return flag == KW_FLAG_ABOVE || flag == KW_FLAG_BELOW || flag == KW_FLAG_ABNORMAL
         || flag == KW_FLAG_CRITICAL_HIGH || flag == KW_FLAG_CRITICAL_LOW
         || flag == KW_FLAG_CRITICAL;
}

char *
kw_words_verdict (KwFlag flag, const char *code, const char *text)
{
  int index = find_code (code);
  if (index < 0)
    index = find_code (text);
  if (index >= 0 && codes[index].flag == flag && codes[index].words != NULL)
    return g_strdup (_ (codes[index].words));
  if (verdicts[flag] != NULL)
    return g_strdup (_ (verdicts[flag]));
  return flag == KW_FLAG_OTHER && text != NULL ? kw_words_tidy (text) : NULL;
}

/* Whether what the numbers say is another thing than what the lab says. */
static gboolean
numbers_differ (const KwRecord *record, KwFlag lab)
{
  KwFlag computed = kw_flag_compute (&record->value, record->ranges, record->n_ranges);
  if (computed == KW_FLAG_NONE || lab == KW_FLAG_OTHER)
    return FALSE;
  if (computed == KW_FLAG_IN_RANGE || lab == KW_FLAG_IN_RANGE)
    return computed != lab;
  return (computed == KW_FLAG_ABOVE && (lab == KW_FLAG_BELOW || lab == KW_FLAG_CRITICAL_LOW))
         || (computed == KW_FLAG_BELOW && (lab == KW_FLAG_ABOVE || lab == KW_FLAG_CRITICAL_HIGH));
}

static gboolean
is_plain_number (const KwRecord *record)
{
  return record->section == KW_SECTION_LABS && record->n_ranges == 0
         && (record->value.kind == KW_VALUE_QUANTITY || record->value.kind == KW_VALUE_INTEGER);
}

/**
 * kw_words_flag:
 * @record: a result
 *
 * The takeaway in words (rule L1). A lab's flag that its own numbers contradict is shown and said
 * to differ (rule L2).
 *
 * Returns: (transfer full) (nullable): "Above the standard range"; "No range given by the lab" for
 * a lab's number without one; NULL where there is nothing to say
 */
char *
kw_words_flag (const KwRecord *record)
{
  g_return_val_if_fail (record != NULL, NULL);

  KwFlagOrigin origin;
  KwFlag flag = kw_flag_of_record (record, &origin);
  if (flag == KW_FLAG_NONE)
    return is_plain_number (record) ? g_strdup (_ ("No range given by the lab")) : NULL;

  g_autofree char *words = kw_words_verdict (flag, record->flag_code, record->flag_text);
  if (words == NULL || origin != KW_FLAG_FROM_LAB || !numbers_differ (record, flag))
    return g_steal_pointer (&words);
  /* Translators: a lab's verdict on a result, which its own numbers contradict. */
  return g_strdup_printf (_ ("%s, says the lab; its numbers differ"), words);
}
