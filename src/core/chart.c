/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/chart.h"

#include <math.h>

/* Room at the left and right, so that the first and the last bar lie within. */
#define SIDE 0.03

/* So many steps the vertical axis has at most, and the horizontal one. */
#define MAX_VALUES 6
#define MAX_TIMES 7

typedef struct
{
  gint64 start;
  gint64 end;
  double bottom;
  double top;
} Frame;

/**
 * kw_chart_free:
 * @self: (transfer full): a chart
 */
void
kw_chart_free (KwChart *self)
{
  g_return_if_fail (self != NULL);

  g_array_unref (self->marks);
  g_array_unref (self->bands);
  g_array_unref (self->values);
  g_array_unref (self->times);
  g_free (self);
}

static void
hold (Frame *frame, double number)
{
  if (!isfinite (number))
    return;
  frame->bottom = MIN (frame->bottom, number);
  frame->top = MAX (frame->top, number);
}

static Frame
measure (const KwChartPoint *points, guint n)
{
  Frame frame
      = { .start = G_MAXINT64, .end = G_MININT64, .bottom = G_MAXDOUBLE, .top = -G_MAXDOUBLE };
  for (guint i = 0; i < n; i++)
    {
      frame.start = MIN (frame.start, points[i].time);
      frame.end = MAX (frame.end, points[i].time);
      hold (&frame, points[i].number);
      hold (&frame, points[i].low);
      hold (&frame, points[i].high);
    }
  return frame;
}

/* 1, 2 or 5 times a power of ten, so that at most MAX_VALUES fit into @span. */
static double
nice_step (double span)
{
  static const double factors[] = { 1, 2, 5, 10 };
  double power = pow (10, floor (log10 (span / MAX_VALUES)));
  for (guint i = 0; i < G_N_ELEMENTS (factors); i++)
    if (span / (factors[i] * power) <= MAX_VALUES)
      return factors[i] * power;
  return 10 * power;
}

/* The vertical axis begins and ends at a step, and never below 0 where nothing is. */
static void
make_values (KwChart *self, Frame *frame)
{
  double span = frame->top - frame->bottom;
  if (span <= 0)
    {
      span = frame->top != 0 ? fabs (frame->top) / 2 : 1;
      frame->bottom = frame->bottom >= 0 ? MAX (0, frame->bottom - span) : frame->bottom - span;
      frame->top += span;
      span = frame->top - frame->bottom;
    }
  double step = nice_step (span * 1.1);
  frame->bottom = floor (frame->bottom / step) * step;
  frame->top = ceil (frame->top / step + 0.15) * step;
  self->decimals = CLAMP ((int) -floor (log10 (step) + 1e-9), 0, 9);
  guint n = (guint) MIN (round ((frame->top - frame->bottom) / step), 4 * MAX_VALUES);
  for (guint i = 0; i <= n; i++)
    {
      KwChartTick tick = { .value = frame->bottom + i * step };
      tick.at = (tick.value - frame->bottom) / (frame->top - frame->bottom);
      g_array_append_val (self->values, tick);
    }
}

static double
place_time (const Frame *frame, gint64 time)
{
  if (frame->end <= frame->start)
    return 0.5;
  double part
      = ((double) time - (double) frame->start) / ((double) frame->end - (double) frame->start);
  return SIDE + part * (1 - 2 * SIDE);
}

static double
place_number (const Frame *frame, double number)
{
  return CLAMP ((number - frame->bottom) / (frame->top - frame->bottom), 0, 1);
}

static GDateTime *
begin_of (GDateTime *when, KwChartStep step)
{
  int month = step == KW_CHART_YEARS ? 1 : g_date_time_get_month (when);
  int day = step == KW_CHART_DAYS ? g_date_time_get_day_of_month (when) : 1;
  return g_date_time_new_utc (g_date_time_get_year (when), month, day, 0, 0, 0);
}

static GDateTime *
add_steps (GDateTime *when, KwChartStep step, int n)
{
  return step == KW_CHART_YEARS    ? g_date_time_add_years (when, n)
         : step == KW_CHART_MONTHS ? g_date_time_add_months (when, n)
                                   : g_date_time_add_days (when, n);
}

/* Whole years, months or days of real time, never more than fit. */
static void
make_times (KwChart *self, const Frame *frame)
{
  static const double lengths[] = { 365.25, 30.44, 1 };
  double days = ((double) frame->end - (double) frame->start) / (double) G_TIME_SPAN_DAY;
  g_autoptr (GDateTime) start = g_date_time_new_from_unix_utc (frame->start / G_USEC_PER_SEC);

  self->step = days > 2 * 365 ? KW_CHART_YEARS : days > 60 ? KW_CHART_MONTHS : KW_CHART_DAYS;
  if (start == NULL)
    return;
  int every = MAX (1, (int) ceil (days / lengths[self->step] / MAX_TIMES));
  g_autoptr (GDateTime) when = begin_of (start, self->step);
  for (guint i = 0; when != NULL && i <= 2 * MAX_TIMES; i++)
    {
      gint64 seconds = g_date_time_to_unix (when);
      KwChartTick tick
          = { .at = place_time (frame, seconds * G_USEC_PER_SEC), .value = (double) seconds };
      if (tick.at > 1)
        break;
      if (tick.at >= 0)
        g_array_append_val (self->times, tick);
      GDateTime *next = add_steps (when, self->step, every);
      g_date_time_unref (when);
      when = next;
    }
}

static gboolean
same_number (double a, double b)
{
  return a == b || (isnan (a) && isnan (b));
}

static gboolean
has_range (const KwChartPoint *point)
{
  return isfinite (point->low) || isfinite (point->high);
}

static gboolean
same_band (const KwChartPoint *a, const KwChartPoint *b)
{
  return a->place == b->place && same_number (a->low, b->low) && same_number (a->high, b->high);
}

static void
add_band (KwChart *self, const Frame *frame, const KwChartPoint *point, double x0, double x1)
{
  KwChartBand band = {
    .x0 = x0, .x1 = x1, .open_low = !isfinite (point->low), .open_high = !isfinite (point->high)
  };
  band.y0 = band.open_low ? 0 : place_number (frame, point->low);
  band.y1 = band.open_high ? 1 : place_number (frame, point->high);
  g_array_append_val (self->bands, band);
}

/* Of one line: a bar for each point, or one band for each run of equal range and laboratory, which
 * ends half-way to the next run. No range is drawn where none held (rule L12). */
static void
make_bands (KwChart *self, const Frame *frame, const KwChartPoint *points, const GArray *line)
{
  for (guint first = 0, end = 0; first < line->len; first = end)
    {
      const KwChartPoint *point = &points[g_array_index (line, guint, first)];
      for (end = first + 1; self->is_banded && end < line->len; end++)
        if (!same_band (point, &points[g_array_index (line, guint, end)]))
          break;
      if (!has_range (point))
        continue;
      double from = place_time (frame, point->time);
      double to = place_time (frame, points[g_array_index (line, guint, end - 1)].time);
      if (self->is_banded && first > 0)
        from = (from + place_time (frame, points[g_array_index (line, guint, first - 1)].time)) / 2;
      if (self->is_banded && end < line->len)
        to = (to + place_time (frame, points[g_array_index (line, guint, end)].time)) / 2;
      add_band (self, frame, point, from, to);
    }
}

/* Of more points than columns, each column keeps its first and last, lowest and highest: the eye
 * sees the same, and the table has them all. */
static void
thin (GArray *line, const KwChartPoint *points, const Frame *frame, guint columns)
{
  g_autoptr (GArray) kept = g_array_new (FALSE, FALSE, sizeof (guint));
  if (columns == 0 || line->len <= 4 * columns)
    return;
  for (guint i = 0, end = 0; i < line->len; i = end)
    {
      guint low = i, high = i;
      int column
          = (int) (place_time (frame, points[g_array_index (line, guint, i)].time) * columns);
      for (end = i; end < line->len; end++)
        {
          const KwChartPoint *point = &points[g_array_index (line, guint, end)];
          if ((int) (place_time (frame, point->time) * columns) != column)
            break;
          if (point->number < points[g_array_index (line, guint, low)].number)
            low = end;
          if (point->number > points[g_array_index (line, guint, high)].number)
            high = end;
        }
      for (guint j = i; j < end; j++)
        if (j == i || j == low || j == high || j == end - 1)
          g_array_append_val (kept, g_array_index (line, guint, j));
    }
  g_array_set_size (line, 0);
  g_array_append_vals (line, kept->data, kept->len);
}

/* All values are written while they are few; of many the first, the last and the extremes. */
static void
make_marks (KwChart *self, const Frame *frame, const KwChartPoint *points, const GArray *line)
{
  guint low = 0, high = 0;
  for (guint i = 0; i < line->len; i++)
    {
      double number = points[g_array_index (line, guint, i)].number;
      low = number < points[g_array_index (line, guint, low)].number ? i : low;
      high = number > points[g_array_index (line, guint, high)].number ? i : high;
    }
  for (guint i = 0; i < line->len; i++)
    {
      KwChartMark mark = { .index = g_array_index (line, guint, i) };
      mark.x = place_time (frame, points[mark.index].time);
      mark.y = place_number (frame, points[mark.index].number);
      mark.has_label = !self->is_banded || i == 0 || i == line->len - 1 || i == low || i == high;
      g_array_append_val (self->marks, mark);
    }
}

/**
 * kw_chart_new:
 * @points: (array length=n): numbers with a date, each line oldest first
 * @n: how many
 * @columns: how many columns can be told apart; 0 keeps every point
 *
 * The one geometry of a trend (rule L12): real time from left to right, the range that held at each
 * point, bars while there are at most %KW_CHART_BARS points of a line and stepped bands after that.
 * Two results of one moment are two marks.
 *
 * ```c
 * const KwChartPoint points[] = { { .time = january, .number = 5.1, .low = NAN, .high = 5.6 },
 *                                 { .time = may, .number = 6.4, .low = NAN, .high = 5.6 } };
 * g_autoptr (KwChart) chart = kw_chart_new (points, 2, 0); // two marks, two bars
 * ```
 *
 * Returns: (transfer full) (nullable): the chart; %NULL without points
 */
KwChart *
kw_chart_new (const KwChartPoint *points, guint n, guint columns)
{
  g_return_val_if_fail (points != NULL || n == 0, NULL);

  if (n == 0)
    return NULL;
  KwChart *self = g_new0 (KwChart, 1);
  Frame frame = measure (points, n);
  guint n_lines = 0;
  self->marks = g_array_new (FALSE, FALSE, sizeof (KwChartMark));
  self->bands = g_array_new (FALSE, FALSE, sizeof (KwChartBand));
  self->values = g_array_new (FALSE, FALSE, sizeof (KwChartTick));
  self->times = g_array_new (FALSE, FALSE, sizeof (KwChartTick));
  make_values (self, &frame);
  make_times (self, &frame);
  for (guint i = 0; i < n; i++)
    n_lines = MAX (n_lines, points[i].line + 1);
  self->is_banded = n > KW_CHART_BARS * n_lines;
  for (guint l = 0; l < n_lines; l++)
    {
      g_autoptr (GArray) line = g_array_new (FALSE, FALSE, sizeof (guint));
      for (guint i = 0; i < n; i++)
        if (points[i].line == l)
          g_array_append_val (line, i);
      make_bands (self, &frame, points, line);
      thin (line, points, &frame, columns);
      make_marks (self, &frame, points, line);
    }
  return self;
}
