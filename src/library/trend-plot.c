/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/trend-plot.h"

#include <math.h>

#include "core/own-units.h"
#include "core/range-limits.h"

/* LOINC's codes of the two numbers of a blood pressure, in the order in which they are written. */
static const char *const pressures[] = { "8480-6", "8462-4" };

/**
 * kw_trend_plot_free:
 * @self: (transfer full): a plot
 */
void
kw_trend_plot_free (KwTrendPlot *self)
{
  g_return_if_fail (self != NULL);

  g_array_unref (self->points);
  g_ptr_array_unref (self->labels);
  g_ptr_array_unref (self->places);
  g_free (self);
}

/* Which laboratory did it; where nobody says, who sent it. */
static guint
find_place (KwTrendPlot *self, const KwSnapshot *snapshot, const KwRecord *record)
{
  const KwSource *source = kw_snapshot_find_source (snapshot, record->source);
  g_autofree char *where = kw_words_where (kw_snapshot_get_words (snapshot), record);
  g_autofree char *who = kw_words_who (kw_snapshot_get_words (snapshot), record);
  const char *name = where != NULL ? where : who != NULL ? who : source != NULL ? source->name : "";

  for (guint i = 0; i < self->places->len; i++)
    if (g_str_equal (g_ptr_array_index (self->places, i), name))
      return i;
  g_ptr_array_add (self->places, g_strdup (name));
  return self->places->len - 1;
}

static double
number_of (const char *digits)
{
  char *end = NULL;
  double number = g_ascii_strtod (digits, &end);

  return end != digits && *end == '\0' && isfinite (number) ? number : NAN;
}

/* One number with the one usual range that held for it, if there is one; @own: the digits in the
 * person's own unit, or NULL. */
static gboolean
add_point (KwTrendPlot *self,
           KwChartPoint *point,
           const KwValue *value,
           const KwRange *ranges,
           guint n_ranges,
           KwFlag flag,
           const char *own)
{
  KwReading reading;
  KwLimits limits;

  if (!kw_reading_init (&reading, value))
    return FALSE;
  point->number = number_of (own != NULL ? own : reading.number);
  if (!isfinite (point->number))
    return FALSE;
  /* A range is in the unit that was sent. */
  gboolean has_range = own == NULL && kw_limits_init (&limits, &reading, ranges, n_ranges);
  point->low = has_range ? number_of (limits.low) : NAN;
  point->high = has_range ? number_of (limits.high) : NAN;
  point->flag = flag;
  g_array_append_val (self->points, *point);
  g_ptr_array_add (self->labels,
                   g_strconcat (reading.comparator, own != NULL ? own : reading.number, NULL));
  self->n_lines = MAX (self->n_lines, point->line + 1);
  return TRUE;
}

static const KwComponent *
find_component (const KwRecord *record, const char *code)
{
  for (guint i = 0; i < record->n_components; i++)
    for (guint j = 0; j < record->components[i].n_codes; j++)
      if (g_strcmp0 (record->components[i].codes[j].code, code) == 0)
        return &record->components[i];
  return NULL;
}

/* The point of @line of one result; only a blood pressure has a second one. */
static gboolean
add_result (KwTrendPlot *self, const KwSnapshot *snapshot, const KwTrendPoint *result, guint line)
{
  const KwRecord *record = result->record;
  KwChartPoint point = { .time = result->time, .line = line };

  if (result->is_replaced || result->time == G_MININT64)
    return FALSE;
  if (record->value.kind != KW_VALUE_NONE)
    {
      const char *unit = NULL;
      g_autofree char *own = kw_own_units_dup_number (record, &unit);
      point.place = line == 0 ? find_place (self, snapshot, record) : 0;
      return line == 0
             && add_point (self, &point, &record->value, record->ranges, record->n_ranges,
                           kw_flag_of_record (record, NULL), own);
    }
  const KwComponent *component = find_component (record, pressures[line]);
  const KwComponent *other = find_component (record, pressures[1 - line]);
  if (component == NULL || other == NULL
      || g_strcmp0 (component->value.unit, other->value.unit) != 0)
    return FALSE;
  point.place = find_place (self, snapshot, record);
  KwFlag flag = kw_flag_compute (&component->value, component->ranges, component->n_ranges);
  return add_point (self, &point, &component->value, component->ranges, component->n_ranges, flag,
                    NULL);
}

/**
 * kw_trend_plot_new:
 * @snapshot: the snapshot of @series
 * @series: results that may stand in one chart
 *
 * The dated numbers of @series, each with the range that held for it and the laboratory that did it
 * (rule L12). What the lab replaced, what has no date and what is no number is in the table alone.
 *
 * Returns: (transfer full) (nullable): %NULL where fewer than two results can be drawn
 */
KwTrendPlot *
kw_trend_plot_new (const KwSnapshot *snapshot, const KwTrendSeries *series)
{
  g_return_val_if_fail (snapshot != NULL && series != NULL, NULL);

  KwTrendPlot *self = g_new0 (KwTrendPlot, 1);
  guint n = 0;

  self->points = g_array_new (FALSE, FALSE, sizeof (KwChartPoint));
  self->labels = g_ptr_array_new_with_free_func (g_free);
  self->places = g_ptr_array_new_with_free_func (g_free);
  for (guint line = 0; line < G_N_ELEMENTS (pressures); line++)
    for (guint i = 0; i < series->points->len; i++)
      if (add_result (self, snapshot, &g_array_index (series->points, KwTrendPoint, i), line)
          && line == 0)
        n++;
  if (n >= 2)
    return self;
  kw_trend_plot_free (self);
  return NULL;
}
