/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/range-limits.h"

#include <string.h>

#include "core/decimal.h"
#include "core/unit.h"

/* How a comparison is written; of two that begin alike the longer one first. */
static const struct
{
  const char *words;
  const char *sign;
} comparisons[] = {
  { "less than or equal to", "<=" },
  { "greater than or equal to", ">=" },
  { "less than", "<" },
  { "greater than", ">" },
  { "more than", ">" },
  { "below", "<" },
  { "under", "<" },
  { "above", ">" },
  { "over", ">" },
  { "up to", "<=" },
  { "at most", "<=" },
  { "at least", ">=" },
  { "<=", "<=" },
  { "=<", "<=" },
  { ">=", ">=" },
  { "=>", ">=" },
  { "≤", "<=" },
  { "≥", ">=" },
  { "<", "<" },
  { ">", ">" },
};

/* What may stand between the ends of a range. */
static const char *const separators[] = { "-", "–", "—", "to ", "…", "..." };

/* What some laboratories write before their range. */
static const char *const headings[]
    = { "normal range:", "normal:", "reference range:", "ref range:", "range:" };

static const char *
skip_spaces (const char *text)
{
  for (;;)
    if (g_ascii_isspace (*text))
      text++;
    else if (g_str_has_prefix (text, "\302\240")) /* a space that does not break */
      text += 2;
    else
      return text;
}

static const char *
read_comparison (const char **text)
{
  for (gsize i = 0; i < G_N_ELEMENTS (comparisons); i++)
    {
      gsize length = strlen (comparisons[i].words);
      if (g_ascii_strncasecmp (*text, comparisons[i].words, length) != 0)
        continue;
      *text = skip_spaces (*text + length);
      return comparisons[i].sign;
    }
  return "";
}

/* Whether the commas (or points) of @text of @length part it into groups of three digits. */
static gboolean
is_grouped (const char *text, gsize length, char mark)
{
  const char *first = memchr (text, mark, length);
  gsize before = first == NULL ? 0 : (gsize) (first - text);
  if (before == 0 || before > 3 || *text == '0')
    return FALSE;
  for (gsize i = before; i < length; i += 4)
    if (text[i] != mark || length - i < 4 || memchr (text + i + 1, mark, 3) != NULL)
      return FALSE;
  return TRUE;
}

/* Which of the signs in a number is the decimal one: a point, a comma, or none (' '). Where it may
 * be either, as in "1,200", there is no telling, and 0. */
static char
find_decimal_sign (const char *text, gsize length)
{
  const char *point = memchr (text, '.', length);
  const char *comma = memchr (text, ',', length);
  if (point == NULL && comma == NULL)
    return ' ';
  if (comma == NULL)
    return memchr (point + 1, '.', length - (gsize) (point + 1 - text)) == NULL ? '.' : 0;
  if (point == NULL)
    {
      gboolean several = memchr (comma + 1, ',', length - (gsize) (comma + 1 - text)) != NULL;
      if (is_grouped (text, length, ','))
        return several ? ' ' : 0;
      return several ? 0 : ',';
    }
  char last = MAX (point, comma) == point ? '.' : ',';
  char other = last == '.' ? ',' : '.';
  const char *end = last == '.' ? point : comma;
  gboolean once = strspn (end + 1, "0123456789") + 1 == length - (gsize) (end - text);
  return once && is_grouped (text, (gsize) (end - text), other) ? last : 0;
}

/* Reads "-3.50", "3,5", "1,200,000"; the digits come out with a point. */
static gboolean
read_number (const char **text, char *out, char *out_sign)
{
  const char *p = *text;
  gsize n = 0;
  if (*p == '-' || *p == '+')
    {
      if (*p == '-')
        out[n++] = '-';
      p++;
    }
  gsize length = strspn (p, "0123456789.,");
  while (length > 0 && (p[length - 1] == '.' || p[length - 1] == ','))
    length--;
  if (length == 0 || length + n >= KW_LIMITS_DIGITS || !g_ascii_isdigit (p[*p == '.']))
    return FALSE;

  char sign = find_decimal_sign (p, length);
  const char *decimal = NULL;
  for (gsize i = length; i > 0 && decimal == NULL; i--)
    if (p[i - 1] == sign)
      decimal = p + i - 1;
  if (sign == 0 || (decimal != NULL && !g_ascii_isdigit (decimal[1])))
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (g_ascii_isdigit (p[i]))
      out[n++] = p[i];
    else if (p + i == decimal)
      out[n++] = '.';
  out[n] = '\0';
  *out_sign = sign;
  *text = p + length;
  return TRUE;
}

/* What stands after a number is its unit, or makes it no number: "1:160", "3+", "2019-03". */
static gboolean
read_unit (const char *text, const char **out)
{
  text = skip_spaces (text);
  *out = *text == '\0' ? NULL : text;
  if (*out == NULL)
    return TRUE;
  if (*text == '/')
    return !g_ascii_isdigit (text[1]);
  return g_ascii_isalpha (*text) || (*text & 0x80) != 0 || strchr ("%[{", *text) != NULL
         || g_str_has_prefix (text, "10*") || g_str_has_prefix (text, "10^");
}

static gboolean
read_reading (KwReading *self, const char *text)
{
  char sign;
  text = skip_spaces (text);
  self->comparator = read_comparison (&text);
  self->number = self->digits;
  return read_number (&text, self->digits, &sign) && read_unit (text, &self->unit);
}

/**
 * kw_reading_init:
 * @self: an uninitialized reading
 * @value: a value
 *
 * The number of a value that may be compared: a quantity, or a text that is nothing but a number
 * with a comparator and a unit. "1,200" may be a thousand or one and a bit, and is none.
 *
 * ```c
 * KwValue value = { .kind = KW_VALUE_TEXT, .text = "<5 mg/dL" };
 * kw_reading_init (&reading, &value); // "<", "5", "mg/dL"
 * ```
 *
 * Returns: whether @value is a number
 */
gboolean
kw_reading_init (KwReading *self, const KwValue *value)
{
  static const char *const known[] = { "", "<", "<=", ">", ">=", NULL };

  *self = (KwReading){ 0 };
  if (value->kind == KW_VALUE_TEXT)
    return value->text != NULL && read_reading (self, value->text);
  if ((value->kind != KW_VALUE_QUANTITY && value->kind != KW_VALUE_INTEGER)
      || value->number == NULL)
    return FALSE;
  self->number = value->number;
  self->comparator = value->comparator != NULL ? value->comparator : "";
  self->unit = value->unit;
  self->unit_code = value->unit_code;
  return g_strv_contains (known, self->comparator);
}

/* A separator with a number after it; the unit of the first number may stand before it. */
static const char *
find_second (const char *text, const char **out_end)
{
  for (; *text != '\0'; text++)
    for (gsize i = 0; i < G_N_ELEMENTS (separators); i++)
      {
        if (!g_str_has_prefix (text, separators[i]))
          continue;
        const char *number = skip_spaces (text + strlen (separators[i]));
        *out_end = text;
        if (g_ascii_isdigit (number[*number == '-' || *number == '+']))
          return number;
      }
  return NULL;
}

/* Reads the upper end. One decimal sign for both, and a unit before the separator only where it is
 * the one after it. */
static gboolean
read_second (KwLimits *self, const char *rest, char first_sign)
{
  const char *end = NULL;
  const char *second = find_second (rest, &end);
  char sign;
  int order = 0;

  if (second == NULL || !read_number (&second, self->high, &sign)
      || !read_unit (second, &self->unit))
    return FALSE;
  if (sign != first_sign && sign != ' ' && first_sign != ' ')
    return FALSE;
  g_autofree char *between = g_strstrip (g_strndup (rest, (gsize) (end - rest)));
  if (*between != '\0' && g_strcmp0 (between, self->unit) != 0)
    return FALSE;
  return kw_decimal_compare (self->low, self->high, &order) && order <= 0;
}

static gboolean
read_one_sided (KwLimits *self, const char *text, const char *comparison)
{
  gboolean is_high = *comparison == '<';
  gboolean is_open = comparison[1] == '\0';
  char sign;

  self->low_open = !is_high && is_open;
  self->high_open = is_high && is_open;
  return read_number (&text, is_high ? self->high : self->low, &sign)
         && read_unit (text, &self->unit);
}

/* Without what is around it in "(3.5-5.1)", "[3.5-5.1]" and "Normal: 3.5-5.1". */
static const char *
strip_frame (char *text)
{
  g_strstrip (text);
  gsize length = strlen (text);
  char close = *text == '(' ? ')' : ']';
  if (length > 2 && (*text == '(' || *text == '[') && text[length - 1] == close)
    {
      text[length - 1] = '\0';
      return g_strstrip (text + 1);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (headings); i++)
    if (g_ascii_strncasecmp (text, headings[i], strlen (headings[i])) == 0)
      return text + strlen (headings[i]);
  return text;
}

/**
 * kw_limits_read:
 * @self: uninitialized limits
 * @text: (nullable): a range as a laboratory wrote it
 *
 * Reads a range only where nothing else can be meant: two numbers, or a comparison and a number,
 * and a unit. "12-14 y Male: 4.4 - 5.2" has a unit that no value has, and so is never used.
 *
 * ```c
 * kw_limits_read (&limits, "11 - 26 mg/dL"); // "11", "26", "mg/dL"
 * ```
 *
 * Returns: whether @text is a range
 */
gboolean
kw_limits_read (KwLimits *self, const char *text)
{
  char sign;

  *self = (KwLimits){ 0 };
  if (text == NULL || g_strlcpy (self->text, text, sizeof self->text) >= sizeof self->text)
    return FALSE;
  text = skip_spaces (strip_frame (self->text));
  const char *comparison = read_comparison (&text);
  if (*comparison != '\0')
    return read_one_sided (self, text, comparison);
  return read_number (&text, self->low, &sign) && read_second (self, text, sign);
}

static gboolean
same_limit (const char *a, const char *b)
{
  int order = 0;
  if (*a == '\0' || *b == '\0')
    return *a == *b;
  return kw_decimal_compare (a, b, &order) && order == 0;
}

static gboolean
same_limits (const KwLimits *a, const KwLimits *b)
{
  return same_limit (a->low, b->low) && same_limit (a->high, b->high);
}

/* Whether the numbers of @reading and of the limits are in one unit (rule L3). A text without a
 * unit speaks of the value beside it (HL7 v2, OBX-7). */
static gboolean
units_agree (const KwReading *reading, const KwRange *range, const KwLimits *limits)
{
  if (range->low == NULL && range->high == NULL)
    return limits->unit == NULL
           || kw_unit_same (reading->unit, reading->unit_code, limits->unit, NULL);
  return (range->low == NULL
          || kw_unit_same (reading->unit, reading->unit_code, range->low_unit,
                           range->low_unit_code))
         && (range->high == NULL
             || kw_unit_same (reading->unit, reading->unit_code, range->high_unit,
                              range->high_unit_code));
}

/* Some servers send the ends the wrong way round; which of the two is wrong, nobody knows. */
static gboolean
is_reversed (const KwRange *range)
{
  int order = 0;
  return range->low != NULL && range->high != NULL
         && kw_decimal_compare (range->low, range->high, &order) && order > 0;
}

/* The limits of one range: as typed, and open where its text says so. */
static gboolean
limits_of_range (KwLimits *self, const KwRange *range, gboolean *out_conflict)
{
  KwLimits typed = { 0 };
  gboolean is_typed = range->low != NULL || range->high != NULL;
  gboolean is_read = kw_limits_read (self, range->text);

  *out_conflict = FALSE;
  if (!is_typed)
    return is_read;
  if (is_reversed (range))
    return FALSE;
  *out_conflict
      = (range->low != NULL
         && g_strlcpy (typed.low, range->low, sizeof typed.low) >= sizeof typed.low)
        || (range->high != NULL
            && g_strlcpy (typed.high, range->high, sizeof typed.high) >= sizeof typed.high)
        || (is_read && !same_limits (self, &typed));
  if (!is_read)
    memcpy (self, &typed, sizeof typed);
  return TRUE;
}

/**
 * kw_range_contradicts_itself:
 *
 * Returns: whether the limits of @range and its text are two different ranges, so that a reader
 *   must see both
 */
gboolean
kw_range_contradicts_itself (const KwRange *range)
{
  KwLimits limits;
  gboolean conflict = FALSE;
  return limits_of_range (&limits, range, &conflict) && conflict;
}

/**
 * kw_range_is_usual:
 *
 * Returns: whether a verdict may rest on this range: no goal and no cut-off of a disease
 */
gboolean
kw_range_is_usual (const KwRange *range)
{
  return range->type == NULL || g_str_equal (range->type, "normal");
}

/**
 * kw_range_is_goal:
 *
 * Returns: whether this range is what somebody aims at for this person (rule L8)
 */
gboolean
kw_range_is_goal (const KwRange *range)
{
  return g_strcmp0 (range->type, "treatment") == 0 || g_strcmp0 (range->type, "therapeutic") == 0;
}

/* The one range of those that @is_wanted; several different ones are none. */
static gboolean
pick_limits (KwLimits *self,
             const KwReading *reading,
             const KwRange *ranges,
             guint n_ranges,
             gboolean (*is_wanted) (const KwRange *))
{
  const KwRange *picked = NULL;

  for (guint i = 0; i < n_ranges; i++)
    {
      KwLimits limits;
      gboolean conflict;
      if (!is_wanted (&ranges[i]) || !limits_of_range (&limits, &ranges[i], &conflict))
        continue;
      if (conflict || (picked != NULL && !same_limits (&limits, self)))
        return FALSE;
      if (picked != NULL)
        continue;
      picked = &ranges[i];
      *self = limits;
      /* The unit leads into the text of the copy. */
      if (limits.unit != NULL)
        self->unit = self->text + (limits.unit - limits.text);
    }
  return picked != NULL && units_agree (reading, picked, self);
}

/**
 * kw_limits_init:
 * @self: uninitialized limits
 * @reading: the value that is to be compared
 * @ranges: the ranges that the lab sent with it
 * @n_ranges: how many
 *
 * The one usual range of a result, typed or in words. Where several different ones are left, nobody
 * here knows which holds for this person, and where text and numbers of one range differ, nobody
 * knows which is right: then there is none (rule L4).
 *
 * Returns: whether @reading may be compared with @self
 */
gboolean
kw_limits_init (KwLimits *self, const KwReading *reading, const KwRange *ranges, guint n_ranges)
{
  return pick_limits (self, reading, ranges, n_ranges, kw_range_is_usual);
}

/**
 * kw_limits_init_goal:
 * @self: uninitialized limits
 * @reading: the value that is to be compared
 * @ranges: ranges, of which those typed as a goal of treatment count
 * @n_ranges: how many
 *
 * Returns: whether there is one goal that @reading may be compared with (rule L8)
 */
gboolean
kw_limits_init_goal (KwLimits *self,
                     const KwReading *reading,
                     const KwRange *ranges,
                     guint n_ranges)
{
  return pick_limits (self, reading, ranges, n_ranges, kw_range_is_goal);
}
