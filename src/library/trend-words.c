/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/trend.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/own-units.h"

/* What the sentence is made of. */
typedef struct
{
  guint n;
  guint n_undated;
  const KwTrendPoint *first; /* dated */
  const KwTrendPoint *last;  /* dated */
  const KwTrendPoint *lowest;
  const KwTrendPoint *highest;
  gboolean all_numbers;
} Summary;

static Summary
summarize (const KwTrendSeries *series)
{
  Summary sum = { .all_numbers = TRUE };
  for (guint i = 0; i < series->points->len; i++)
    {
      const KwTrendPoint *point = &g_array_index (series->points, KwTrendPoint, i);
      if (point->is_replaced)
        continue;
      sum.n++;
      sum.all_numbers = sum.all_numbers && point->is_number;
      if (point->time == G_MININT64)
        sum.n_undated++;
      else
        {
          sum.first = sum.first == NULL ? point : sum.first;
          sum.last = point;
        }
      if (sum.lowest == NULL || point->number < sum.lowest->number)
        sum.lowest = point;
      if (sum.highest == NULL || point->number > sum.highest->number)
        sum.highest = point;
    }
  return sum;
}

/* The day, as the record has it: the time of day is in the table. */
static char *
dup_day (const KwTrendPoint *point)
{
  g_autofree char *day = g_strndup (point->when, strcspn (point->when, "T"));
  return kw_words_date (day);
}

static char *
dup_period (const Summary *sum)
{
  if (sum->first == NULL)
    return NULL;
  g_autofree char *from = dup_day (sum->first);
  g_autofree char *to = dup_day (sum->last);
  if (g_str_equal (from, to))
    return g_steal_pointer (&from);
  /* Translators: from the first to the last day of some results. */
  return g_strdup_printf (_ ("%s to %s"), from, to);
}

/* Without its unit, which stands once, after the higher one. */
static char *
dup_number (const KwTrendPoint *point)
{
  const KwValue *value = &point->record->value;
  const char *unit = NULL;
  g_autofree char *own = kw_own_units_dup_number (point->record, &unit);
  if (own != NULL)
    return g_strconcat (point->comparator, own, NULL);
  if (value->kind == KW_VALUE_TEXT)
    return g_strdup (value->text);
  return g_strconcat (point->comparator, value->number, NULL);
}

static char *
dup_span (const Summary *sum)
{
  g_autofree char *high = kw_words_value (sum->highest->record);
  if (!sum->all_numbers || high == NULL)
    return NULL;
  g_autofree char *low = dup_number (sum->lowest);
  g_autofree char *top = dup_number (sum->highest);
  if (g_str_equal (low, top))
    /* Translators: all results are this value. */
    return g_strdup_printf (_ ("each %s"), high);
  /* Translators: the lowest and the highest of some results: "from 5.1 to 6.4 %". */
  return g_strdup_printf (_ ("from %s to %s"), low, high);
}

/* "Newest: 6.4 %. Above the standard range." In the lab's words, or by its own range. */
static void
append_newest (GString *out, const Summary *sum)
{
  const KwTrendPoint *newest = sum->last;
  g_autofree char *value = newest != NULL ? kw_words_value (newest->record) : NULL;
  g_autofree char *flag = newest != NULL ? kw_words_flag (newest->record) : NULL;

  if (value != NULL)
    /* Translators: the value of the newest of some results. */
    g_string_append_printf (out, _ (" Newest: %s."), value);
  if (flag != NULL)
    g_string_append_printf (out, " %s.", flag);
}

/**
 * kw_trend_series_dup_sentence:
 * @series: results of one test in one unit
 *
 * What a chart shows, in one sentence that is shown and spoken alike (rule L14): how many, from
 * when to when, the lowest and the highest as sent, and the newest with its verdict. It says
 * nothing of what that means.
 *
 * Returns: (transfer full): a sentence
 */
char *
kw_trend_series_dup_sentence (const KwTrendSeries *series)
{
  g_return_val_if_fail (series != NULL, NULL);

  Summary sum = summarize (series);
  g_autoptr (GString) out = g_string_new (NULL);
  g_string_append_printf (out, ngettext ("%u result", "%u results", sum.n), sum.n);
  if (sum.n == 0)
    return g_string_free (g_steal_pointer (&out), FALSE);
  g_autofree char *period = dup_period (&sum);
  g_autofree char *span = sum.n > 1 ? dup_span (&sum) : NULL;
  if (period != NULL)
    g_string_append_printf (out, ", %s", period);
  if (span != NULL)
    g_string_append_printf (out, ", %s", span);
  g_string_append_c (out, '.');
  if (sum.n_undated > 0)
    g_string_append_printf (out, ngettext (" %u has no date.", " %u have no date.", sum.n_undated),
                            sum.n_undated);
  append_newest (out, &sum);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/**
 * kw_trend_series_dup_title:
 * @series: results of one test in one unit
 *
 * Returns: (transfer full): what tells it from the other series: unit, method and sample
 */
char *
kw_trend_series_dup_title (const KwTrendSeries *series)
{
  g_return_val_if_fail (series != NULL, NULL);

  const KwTrendPoint *first = &g_array_index (series->points, KwTrendPoint, 0);
  const char *scale = *series->unit != '\0'             ? series->unit
                      : first->is_number                ? _ ("No unit")
                      : first->record->n_components > 0 ? _ ("Several values")
                                                        : _ ("Results in words");
  g_autoptr (GString) out = g_string_new (scale);
  if (series->method != NULL)
    g_string_append_printf (out, ", %s", series->method);
  if (series->specimen != NULL)
    g_string_append_printf (out, ", %s", series->specimen);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/**
 * kw_trend_dup_remark:
 * @self: a trend
 *
 * Returns: (transfer full) (nullable): why there are several lists, or %NULL when there is one
 */
char *
kw_trend_dup_remark (const KwTrend *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (self->series->len < 2)
    return NULL;
  return g_strdup (_ ("These results are in different units, or were done in different ways. They "
                      "stand apart, because their numbers must not be compared."));
}
