/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/own-units.h"
#include "library/fixture.h"
#include "library/trend-plot.h"

#define PATIENT "{'resourceType':'Patient','id':'a','name':[{'text':'Rosa'}]}"
#define WEIGHT(id, when, value, unit)                                                              \
  "{'resourceType':'Observation','id':'" id "','status':'final','subject':{'reference':"           \
  "'Patient/a'},'effectiveDateTime':'" when "','category':[{'coding':[{'code':'vital-signs'}]}],"  \
  "'code':{'text':'Weight','coding':[{'system':'http://loinc.org','code':'29463-7'}]},"            \
  "'valueQuantity':{'value':" value ",'unit':'" unit "'}}"

static const char *const resources[] = {
  PATIENT,
  WEIGHT ("w1", "2024-01-01", "70.0", "kg"),
  WEIGHT ("w2", "2025-01-01", "72.0", "kg"),
  WEIGHT ("w3", "2026-01-01", "160", "lb"),
  NULL,
};

/* Rule V2 in a chart: one unit, the person's own, for points, labels, title and sentence. */
static void
test_own_units (void)
{
  g_auto (File) file = { NULL, NULL };
  kw_own_units_set (KW_UNITS_US);
  file_open (&file, resources);
  const KwRecord *record = kw_snapshot_find (file.snapshot, "s/Observation/w1");
  g_autoptr (KwTrend) trend = kw_trend_new (file.snapshot, record);

  g_assert_cmpuint (trend->series->len, ==, 1);
  const KwTrendSeries *series = g_ptr_array_index (trend->series, 0);
  g_autoptr (KwTrendPlot) plot = kw_trend_plot_new (file.snapshot, series);
  g_autofree char *sentence = kw_trend_series_dup_sentence (series);
  g_assert_cmpstr (series->unit, ==, "lb");
  g_assert_cmpuint (plot->points->len, ==, 3);
  g_assert_cmpfloat (g_array_index (plot->points, KwChartPoint, 0).number, ==, 154);
  g_assert_cmpfloat (g_array_index (plot->points, KwChartPoint, 2).number, ==, 160);
  g_assert_cmpstr (g_ptr_array_index (plot->labels, 1), ==, "159");
  g_assert_cmpstr (sentence, ==,
                   "3 results, 1 January 2024 to 1 January 2026, from 154 to 160 lb. "
                   "Newest: 160 lb.");
  kw_own_units_set (KW_UNITS_AS_SENT);
}

/* As sent, the two units are two charts (rule L12), and one point is none (rule L13). */
static void
test_as_sent (void)
{
  g_auto (File) file = { NULL, NULL };
  file_open (&file, resources);
  const KwRecord *record = kw_snapshot_find (file.snapshot, "s/Observation/w1");
  g_autoptr (KwTrend) trend = kw_trend_new (file.snapshot, record);
  guint n = 0;

  g_assert_cmpuint (trend->series->len, ==, 2);
  g_autoptr (KwTrendPlot) kilograms
      = kw_trend_plot_new (file.snapshot, g_ptr_array_index (trend->series, 0));
  g_assert_nonnull (kilograms);
  g_assert_null (kw_trend_plot_new (file.snapshot, g_ptr_array_index (trend->series, 1)));
  g_autoptr (KwTrendSeries) row = kw_trend_series_new_of_row (file.snapshot, record, &n);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpuint (row->points->len, ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/library/trend-plot/V2", test_own_units);
  g_test_add_func ("/library/trend-plot/L12-L13", test_as_sent);

  return g_test_run ();
}
