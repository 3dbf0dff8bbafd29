/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/number-axis.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "core/own-units.h"
#include "core/words-private.h"

/* How many widths of a range that begins at 0 its axis holds: with two alone, a value that is 2 %
 * of the width above would stand a whole hundredth of the axis beyond (rule L6). */
#define WIDTHS_FROM_ZERO 2.1

static gboolean
parse (const char *text, double *out)
{
  char *end = NULL;

  *out = g_ascii_strtod (text, &end);
  return end != text && *end == '\0' && isfinite (*out);
}

/* Of ranges that say what is aimed at, the one that can be meant (rule L8). */
static gboolean
find_goal (KwLimits *limits, const KwReading *reading, const KwRecord *record, const KwRange *goal)
{
  if (goal != NULL && kw_limits_init_goal (limits, reading, goal, 1))
    return TRUE;
  return kw_limits_init_goal (limits, reading, record->ranges, record->n_ranges);
}

static void
make_ends (KwNumberAxis *axis)
{
  double width = axis->high - axis->low;
  double limit = axis->open_high ? axis->low : axis->high;

  if (axis->open_low || axis->open_high)
    {
      axis->start = MIN (0, limit * 2);
      axis->end = MAX (0, limit * 2);
      return;
    }
  axis->start = axis->low >= 0 ? MAX (0, axis->low - width) : axis->low - width;
  axis->end = MAX (axis->high + width, axis->start + WIDTHS_FROM_ZERO * width);
}

/**
 * kw_number_axis_init:
 * @axis: uninitialized
 * @record: a result
 * @goal: (nullable): what the person aims at for this test
 *
 * The range and one width on each side, at least 0 where nothing lies below, stretched to hold the
 * value; a range with one end goes from 0 to twice its limit. A goal takes the place of the range
 * (rule L8). No end of the axis means anything: no point of danger is made up (rule L7).
 *
 * ```c
 * KwNumberAxis axis;
 * kw_number_axis_init (&axis, potassium, NULL); // 3.5 to 5.1: the axis is 1.9 to 6.7
 * ```
 *
 * Returns: %FALSE when the value or its range cannot stand on a line: no number, a comparator,
 *   several ranges, other units
 */
gboolean
kw_number_axis_init (KwNumberAxis *axis, const KwRecord *record, const KwRange *goal)
{
  KwReading reading;
  KwLimits limits;

  g_return_val_if_fail (axis != NULL && record != NULL, FALSE);

  *axis = (KwNumberAxis){ 0 };
  /* A range is in the unit that was sent, and nothing converted is compared with it. */
  const char *unit = NULL;
  g_autofree char *own = kw_own_units_dup_number (record, &unit);
  if (own != NULL)
    return FALSE;
  if (!kw_reading_init (&reading, &record->value) || *reading.comparator != '\0'
      || !parse (reading.number, &axis->value))
    return FALSE;
  axis->is_goal = find_goal (&limits, &reading, record, goal);
  if (!axis->is_goal && !kw_limits_init (&limits, &reading, record->ranges, record->n_ranges))
    return FALSE;
  axis->flag = kw_flag_compare (&reading, &limits);
  axis->open_low = *limits.low == '\0';
  axis->open_high = *limits.high == '\0';
  if ((axis->open_low && axis->open_high) || (!axis->open_low && !parse (limits.low, &axis->low))
      || (!axis->open_high && !parse (limits.high, &axis->high)))
    return FALSE;
  g_strlcpy (axis->low_text, limits.low, sizeof axis->low_text);
  g_strlcpy (axis->high_text, limits.high, sizeof axis->high_text);
  make_ends (axis);
  kw_number_axis_stretch (axis, axis->value, axis->value);
  return axis->end > axis->start && axis->low <= axis->high;
}

/**
 * kw_number_axis_stretch:
 * @axis: an axis
 * @lowest: what it must hold
 * @highest: what it must hold
 *
 * Makes room for the history of a test (rule L6).
 */
void
kw_number_axis_stretch (KwNumberAxis *axis, double lowest, double highest)
{
  g_return_if_fail (axis != NULL);

  if (isfinite (lowest) && isfinite (highest))
    {
      axis->start = MIN (axis->start, lowest);
      axis->end = MAX (axis->end, highest);
    }
  if (axis->open_low)
    axis->low = axis->start;
  if (axis->open_high)
    axis->high = axis->end;
}

/**
 * kw_number_axis_place:
 *
 * Returns: where @value stands, 0 at the start of the axis and 1 at its end
 */
double
kw_number_axis_place (const KwNumberAxis *axis, double value)
{
  g_return_val_if_fail (axis != NULL, 0);

  return (value - axis->start) / (axis->end - axis->start);
}

/* The range that was drawn; its kind is said by us, and whom it is for by the row. */
static const KwRange *
find_range (const KwNumberAxis *axis, const KwRecord *record, const KwRange *goal)
{
  KwReading reading;
  KwLimits limits;

  if (axis->is_goal && goal != NULL && kw_reading_init (&reading, &record->value)
      && kw_limits_init_goal (&limits, &reading, goal, 1))
    return goal;
  for (guint i = 0; i < record->n_ranges; i++)
    if (axis->is_goal ? kw_range_is_goal (&record->ranges[i])
                      : kw_range_is_usual (&record->ranges[i]))
      return &record->ranges[i];
  return NULL;
}

/**
 * kw_number_axis_dup_range:
 * @axis: an axis of @record
 * @record: a result
 * @goal: (nullable): what @axis was made with
 *
 * Returns: (transfer full): what its block is, "standard 3.5–5.1" or "your goal 7.0 or less"
 */
char *
kw_number_axis_dup_range (const KwNumberAxis *axis, const KwRecord *record, const KwRange *goal)
{
  g_return_val_if_fail (axis != NULL && record != NULL, NULL);

  const KwRange *range = find_range (axis, record, goal);
  if (range == NULL)
    return g_strdup ("");
  KwRange plain = *range;
  plain.type = NULL;
  plain.applies_to = NULL;
  g_autofree char *words = kw_words_ranges (&plain, 1, &record->value);
  /* Translators: the range of a lab, as "3.5–5.1", or what a person aims at. */
  return g_strdup_printf (axis->is_goal ? _ ("your goal %s") : _ ("standard %s"),
                          words != NULL ? words : "");
}
