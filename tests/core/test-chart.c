/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/chart.h"

#include <math.h>

#define DAY G_TIME_SPAN_DAY
/* 1 January 2022. */
#define START (G_GINT64_CONSTANT (1640995200) * G_USEC_PER_SEC)

static const KwChartMark *
mark_at (const KwChart *chart, guint index)
{
  return &g_array_index (chart->marks, KwChartMark, index);
}

static const KwChartBand *
band_at (const KwChart *chart, guint index)
{
  return &g_array_index (chart->bands, KwChartBand, index);
}

/* Rule L12: real time from left to right, the range of each point at that point, two results of one
 * moment both there, and no range where none was sent. */
static void
test_few (void)
{
  const KwChartPoint points[] = {
    { .time = START, .number = 5, .low = 4, .high = 6 },
    { .time = START + 300 * DAY, .number = 7, .low = NAN, .high = 6.5, .place = 1 },
    { .time = START + 300 * DAY, .number = 6, .low = NAN, .high = NAN },
    { .time = START + 1200 * DAY, .number = 8, .low = 3, .high = NAN },
  };
  g_autoptr (KwChart) chart = kw_chart_new (points, G_N_ELEMENTS (points), 0);

  g_assert_cmpuint (chart->marks->len, ==, 4);
  g_assert_cmpuint (chart->bands->len, ==, 3);
  g_assert_false (chart->is_banded);
  g_assert_cmpfloat_with_epsilon ((mark_at (chart, 1)->x - mark_at (chart, 0)->x)
                                      / (mark_at (chart, 3)->x - mark_at (chart, 0)->x),
                                  0.25, 1e-9);
  g_assert_cmpfloat (mark_at (chart, 1)->x, ==, mark_at (chart, 2)->x);
  g_assert_cmpfloat (mark_at (chart, 1)->y, >, mark_at (chart, 2)->y);
  for (guint i = 0; i < 4; i++)
    g_assert_true (mark_at (chart, i)->has_label);
  g_assert_cmpfloat (band_at (chart, 0)->x0, ==, mark_at (chart, 0)->x);
  g_assert_cmpfloat (band_at (chart, 0)->y0, <, mark_at (chart, 0)->y);
  g_assert_cmpfloat (band_at (chart, 0)->y1, >, mark_at (chart, 0)->y);
  g_assert_true (band_at (chart, 1)->open_low && !band_at (chart, 1)->open_high);
  g_assert_cmpfloat (band_at (chart, 1)->y1, <, mark_at (chart, 1)->y);
  g_assert_cmpfloat (band_at (chart, 2)->y1, ==, 1);
  g_assert_cmpint (chart->step, ==, KW_CHART_YEARS);
}

/* More than eight points: a band for each run of one range and one laboratory, and labels on the
 * first, the last and the extremes. */
static void
test_many (void)
{
  KwChartPoint points[20];
  guint labels = 0;

  for (guint i = 0; i < G_N_ELEMENTS (points); i++)
    points[i] = (KwChartPoint){ .time = START + i * DAY,
                                .number = i == 3   ? 1
                                          : i == 5 ? 9
                                                   : 5,
                                .low = 4,
                                .high = i < 10 ? 6 : 7,
                                .place = i < 15 ? 0 : 1 };
  g_autoptr (KwChart) chart = kw_chart_new (points, G_N_ELEMENTS (points), 0);
  g_assert_true (chart->is_banded);
  g_assert_cmpuint (chart->bands->len, ==, 3);
  for (guint i = 1; i < 3; i++)
    g_assert_cmpfloat (band_at (chart, i)->x0, ==, band_at (chart, i - 1)->x1);
  for (guint i = 0; i < chart->marks->len; i++)
    if (mark_at (chart, i)->has_label)
      {
        labels++;
        g_assert_true (i == 0 || i == 3 || i == 5 || i == 19);
      }
  g_assert_cmpuint (labels, ==, 4);
  g_assert_cmpint (chart->step, ==, KW_CHART_DAYS);
}

/* Systolic and diastolic are two lines, each with its own ranges. */
static void
test_lines (void)
{
  KwChartPoint points[16];

  for (guint i = 0; i < 8; i++)
    {
      points[2 * i] = (KwChartPoint){ START + i * DAY, 120, NAN, 130, 0, 0, KW_FLAG_NONE };
      points[2 * i + 1] = (KwChartPoint){ START + i * DAY, 80, NAN, NAN, 1, 0, KW_FLAG_NONE };
    }
  g_autoptr (KwChart) chart = kw_chart_new (points, G_N_ELEMENTS (points), 0);
  g_assert_false (chart->is_banded);
  g_assert_cmpuint (chart->bands->len, ==, 8);
  g_assert_cmpuint (mark_at (chart, 0)->index, ==, 0);
  g_assert_cmpuint (mark_at (chart, 8)->index, ==, 1);
}

/* 5,000 results are thinned to what can be seen, and their extremes stay. */
static void
test_thinned (void)
{
  g_autofree KwChartPoint *points = g_new0 (KwChartPoint, 5000);
  gboolean has_low = FALSE, has_high = FALSE;

  for (guint i = 0; i < 5000; i++)
    points[i] = (KwChartPoint){ START + i * DAY, 5 + sin (i), NAN, NAN, 0, 0, KW_FLAG_NONE };
  points[1234].number = 40;
  points[3456].number = -40;
  g_autoptr (KwChart) chart = kw_chart_new (points, 5000, 300);
  g_assert_cmpuint (chart->marks->len, <=, 1200);
  for (guint i = 0; i < chart->marks->len; i++)
    {
      has_high = has_high || mark_at (chart, i)->index == 1234;
      has_low = has_low || mark_at (chart, i)->index == 3456;
      g_assert_true (mark_at (chart, i)->x >= 0 && mark_at (chart, i)->x <= 1);
    }
  g_assert_true (has_low && has_high);
  g_assert_cmpuint (chart->times->len, <=, 15);
}

/* One point, equal values, and times that no calendar holds are laid out as well. */
static void
test_odd (void)
{
  const KwChartPoint one = { START, 5, NAN, NAN, 0, 0, KW_FLAG_NONE };
  const KwChartPoint far[] = { { -60000000000000000, 0, NAN, NAN, 0, 0, KW_FLAG_NONE },
                               { START, 0, 0, 0, 0, 0, KW_FLAG_NONE } };
  g_autoptr (KwChart) single = kw_chart_new (&one, 1, 0);
  g_autoptr (KwChart) wide = kw_chart_new (far, 2, 10);

  g_assert_null (kw_chart_new (NULL, 0, 0));
  g_assert_cmpfloat (mark_at (single, 0)->x, ==, 0.5);
  g_assert_cmpuint (single->values->len, >=, 2);
  g_assert_cmpuint (wide->marks->len, ==, 2);
  for (guint i = 0; i < wide->values->len; i++)
    g_assert_true (isfinite (g_array_index (wide->values, KwChartTick, i).at));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/chart/L12-few", test_few);
  g_test_add_func ("/core/chart/L12-many", test_many);
  g_test_add_func ("/core/chart/V1-lines", test_lines);
  g_test_add_func ("/core/chart/thinned", test_thinned);
  g_test_add_func ("/core/chart/L13-odd", test_odd);

  return g_test_run ();
}
