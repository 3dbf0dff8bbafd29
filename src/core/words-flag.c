/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/decimal.h"
#include "core/number-axis.h"
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

/* Words that laboratories write as a range and as a result, and what else there is. The words of
 * two rows are never compared: "not detected" may stand for less than "negative". */
static const struct
{
  const char *usual;
  const char *other;
} opposites[] = {
  { "negative", "positive" },
  { "notdetected", "detected" },
  { "nonreactive", "reactive" },
  { "absent", "present" },
  { "notpresent", "present" },
  { "positive", "negative" },
  { "detected", "notdetected" },
  { "reactive", "nonreactive" },
  { "present", "absent" },
  { "normal", "abnormal" },
  { "immune", "nonimmune" },
  { "none", NULL },
  { "noneseen", NULL },
  { "nonedetected", NULL },
  { "nogrowth", NULL },
  { "clear", NULL },
  { "yellow", NULL },
};

/* Rule L9: what a laboratory's word means, and nothing of whether that is good. */
static const struct
{
  const char *letters;
  const char *gloss;
} glosses[] = {
  { "negative", N_ ("“Negative” means: what the test looks for was not found.") },
  { "positive", N_ ("“Positive” means: what the test looks for was found.") },
  { "nonreactive", N_ ("“Non-reactive” means: what the test looks for was not found.") },
  { "reactive", N_ ("“Reactive” means: what the test looks for was found.") },
  { "unremarkable", N_ ("“Unremarkable” means that there was nothing odd to see in it.") },
  { "indeterminate",
    N_ ("“Indeterminate” means that the test did not say yes and did not say no.") },
  { "equivocal", N_ ("“Equivocal” means that the test did not say yes and did not say no.") },
  { "inconclusive", N_ ("“Inconclusive” means that the test did not say yes and did not say no.") },
  { "nogrowth", N_ ("“No growth” means: no germs grew in the sample.") },
  { "trace", N_ ("“Trace” means: a very small amount.") },
};

/* "Non-Reactive." as "nonreactive". */
static char *
letters_of (const char *text)
{
  g_autoptr (GString) out = g_string_new (NULL);
  for (const char *c = text; *c != '\0'; c++)
    if (g_ascii_isalpha (*c))
      g_string_append_c (out, g_ascii_tolower (*c));
    else if (strchr (" -.", *c) == NULL)
      return g_strdup ("");
  return g_string_free (g_steal_pointer (&out), FALSE);
}

const char *
kw_words_gloss (const KwRecord *record)
{
  const KwValue *value = &record->value;
  gboolean is_result = record->section == KW_SECTION_LABS || record->section == KW_SECTION_VITALS;
  if (!is_result || value->text == NULL
      || (value->kind != KW_VALUE_TEXT && value->kind != KW_VALUE_CONCEPT))
    return NULL;
  g_autofree char *said = letters_of (value->text);
  for (gsize i = 0; i < G_N_ELEMENTS (glosses); i++)
    if (g_str_equal (glosses[i].letters, said))
      return _ (glosses[i].gloss);
  return NULL;
}

/* A result in words against the one range in words: "Positive" where "Negative" is usual. */
static KwFlag
compare_words (const KwValue *value, const KwRange *ranges, guint n_ranges)
{
  if (n_ranges != 1 || value->text == NULL || ranges->text == NULL || !kw_range_is_usual (ranges)
      || ranges->low != NULL || ranges->high != NULL)
    return KW_FLAG_NONE;
  g_autofree char *said = letters_of (value->text);
  g_autofree char *usual = letters_of (ranges->text);
  for (gsize i = 0; i < G_N_ELEMENTS (opposites); i++)
    {
      if (!g_str_equal (opposites[i].usual, usual))
        continue;
      if (g_str_equal (said, usual))
        return KW_FLAG_IN_RANGE;
      return g_strcmp0 (said, opposites[i].other) == 0 ? KW_FLAG_ABNORMAL : KW_FLAG_NONE;
    }
  return KW_FLAG_NONE;
}

/* How the number of a value stands to a limit, below, at or above 0; and whether the value may be
 * the number itself, and the limit is in the range itself. */
typedef struct
{
  int order;
  gboolean has_limit;
  gboolean is_limit_open;
} End;

/* Whether all that the value can be is above the upper limit (@direction 1) or below the lower one
 * (-1). "<5" can be anything under 5, and ">5" anything over it. */
static gboolean
is_beyond (const End *end, const char *comparator, int direction)
{
  gboolean points_away = *comparator == (direction > 0 ? '>' : '<');
  if (!end->has_limit || (*comparator != '\0' && !points_away))
    return FALSE;
  if (end->order != 0)
    return end->order == direction;
  return end->is_limit_open || (points_away && comparator[1] == '\0');
}

/* Whether all that the value can be is on the inner side of a limit. */
static gboolean
is_inside (const End *end, const char *comparator, int direction)
{
  if (!end->has_limit)
    return TRUE;
  if (*comparator == (direction > 0 ? '>' : '<'))
    return FALSE;
  if (end->order != 0)
    return end->order == -direction;
  return !end->is_limit_open || (*comparator != '\0' && comparator[1] == '\0');
}

/* Rule L3 as a matrix: any comparator against a range that is open to one end or to none. */
KwFlag
kw_flag_compare (const KwReading *reading, const KwLimits *limits)
{
  End low = { .has_limit = *limits->low != '\0', .is_limit_open = limits->low_open };
  End high = { .has_limit = *limits->high != '\0', .is_limit_open = limits->high_open };

  if ((low.has_limit && !kw_decimal_compare (reading->number, limits->low, &low.order))
      || (high.has_limit && !kw_decimal_compare (reading->number, limits->high, &high.order)))
    return KW_FLAG_NONE;
  if (is_beyond (&low, reading->comparator, -1))
    return KW_FLAG_BELOW;
  if (is_beyond (&high, reading->comparator, 1))
    return KW_FLAG_ABOVE;
  return is_inside (&low, reading->comparator, -1) && is_inside (&high, reading->comparator, 1)
             ? KW_FLAG_IN_RANGE
             : KW_FLAG_NONE;
}

/**
 * kw_flag_compute:
 * @value: a value
 * @ranges: the ranges that the lab sent with it
 * @n_ranges: how many
 *
 * Compares by the digits, only in equal units, only with one usual range, and only where the
 * comparator leaves no doubt (rules L3 and L4). A value or a range that is typed as a text is read
 * where it can mean only one thing.
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

  KwReading reading;
  KwLimits limits;
  if (n_ranges == 0)
    return KW_FLAG_NONE;
  if (kw_reading_init (&reading, value) && kw_limits_init (&limits, &reading, ranges, n_ranges))
    return kw_flag_compare (&reading, &limits);
  gboolean in_words = value->kind == KW_VALUE_TEXT || value->kind == KW_VALUE_CONCEPT;
  return in_words ? compare_words (value, ranges, n_ranges) : KW_FLAG_NONE;
}

/* What the lab itself said, by code or, where it sent only words, as something other. */
KwFlag
kw_flag_from_lab (const char *code, const char *text)
{
  KwFlag flag = kw_flag_from_code (code);
  if (flag == KW_FLAG_NONE && text != NULL)
    flag = kw_flag_from_code (text);
  if (flag == KW_FLAG_NONE && text != NULL && kw_words_is_presentable (text, NULL))
    flag = KW_FLAG_OTHER;
  return flag;
}

/* Worst first: of several components the record takes the verdict of the worst. */
guint
kw_flag_severity (KwFlag flag)
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
      /* What was not measured is neither high nor low, whatever was sent with it. */
      if (component->value.kind == KW_VALUE_ABSENT)
        continue;
      KwFlag flag = kw_flag_from_lab (component->flag_code, component->flag_text);
      gboolean computed = flag == KW_FLAG_NONE;
      if (computed)
        flag = kw_flag_compute (&component->value, component->ranges, component->n_ranges);
      if (kw_flag_severity (flag) <= kw_flag_severity (worst))
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
  KwFlag flag = kw_flag_from_lab (record->flag_code, record->flag_text);
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

/* Whether what the range says is another thing than what the lab says. */
static gboolean
range_differs (KwFlag computed, KwFlag lab)
{
  if (computed == KW_FLAG_NONE || lab == KW_FLAG_OTHER)
    return FALSE;
  if (computed == KW_FLAG_IN_RANGE || lab == KW_FLAG_IN_RANGE)
    return computed != lab;
  return (computed == KW_FLAG_ABOVE && (lab == KW_FLAG_BELOW || lab == KW_FLAG_CRITICAL_LOW))
         || (computed == KW_FLAG_BELOW && (lab == KW_FLAG_ABOVE || lab == KW_FLAG_CRITICAL_HIGH));
}

/* Takes @words. A lab may say several things of one result: "H" and "U". */
static char *
append_more (char *words, const char *more)
{
  if (more == NULL)
    return words;
  g_autoptr (GString) out = g_string_new (words);
  g_auto (GStrv) parts = g_strsplit (more, "; ", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      KwFlag flag = kw_flag_from_lab (parts[i], parts[i]);
      g_autofree char *part = kw_words_verdict (flag, parts[i], parts[i]);
      if (part != NULL && strstr (out->str, part) == NULL)
        g_string_append_printf (out, "; %s", part);
    }
  g_free (words);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* The lab's verdict with all that it adds, and that its own range says another thing. */
static char *
words_of_lab (KwFlag flag, const char *code, const char *text, const char *more, KwFlag computed)
{
  char *words = append_more (kw_words_verdict (flag, code, text), more);
  if (words == NULL || !range_differs (computed, flag))
    return words;
  g_autofree char *said = words;
  return g_strdup_printf (computed == KW_FLAG_ABNORMAL
                              /* Translators: a lab's verdict on a result in words, where its own
                               * range is another word. */
                              ? _ ("%s, says the lab; its range differs")
                              /* Translators: a lab's verdict on a result, which its own numbers
                               * contradict. */
                              : _ ("%s, says the lab; its numbers differ"),
                          said);
}

char *
kw_words_component_flag (const KwComponent *component)
{
  KwFlag flag = kw_flag_from_lab (component->flag_code, component->flag_text);
  KwFlag computed = kw_flag_compute (&component->value, component->ranges, component->n_ranges);
  if (flag == KW_FLAG_NONE)
    return kw_words_verdict (computed, NULL, NULL);
  return words_of_lab (flag, component->flag_code, component->flag_text, component->flag_more,
                       computed);
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

  if (origin != KW_FLAG_FROM_LAB || kw_flag_from_lab (record->flag_code, record->flag_text) != flag)
    return kw_words_verdict (flag, NULL, NULL);
  return words_of_lab (flag, record->flag_code, record->flag_text, record->flag_more,
                       kw_flag_compute (&record->value, record->ranges, record->n_ranges));
}
