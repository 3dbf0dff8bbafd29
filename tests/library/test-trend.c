/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "library/fixture.h"
#include "library/trend.h"

#define PATIENT "{'resourceType':'Patient','id':'a','name':[{'text':'Rosa'}]}"
#define LAB(id, code, when)                                                                        \
  "{'resourceType':'Observation','id':'" id "','status':'final','subject':{'reference':"           \
  "'Patient/a'},'category':[{'coding':[{'code':'laboratory'}]}],'code':{'coding':[{'system':"      \
  "'http://loinc.org','code':'" code "'}]}" when
#define AT(when) ",'effectiveDateTime':'" when "'"
#define QUANTITY(value, unit) ",'valueQuantity':{'value':" value ",'unit':'" unit "'}"
#define RANGE(low, high, unit)                                                                     \
  ",'referenceRange':[{'low':{'value':" low ",'unit':'" unit "'},'high':{'value':" high            \
  ",'unit':'" unit "'}}]"
#define END "}"

/* The ids of the points of a series, in their order. */
static char *
ids_of (const KwTrend *trend, guint index)
{
  const KwTrendSeries *series = g_ptr_array_index (trend->series, index);
  GString *out = g_string_new (NULL);
  for (guint i = 0; i < series->points->len; i++)
    g_string_append_printf (out, "%s%s", i > 0 ? " " : "",
                            g_array_index (series->points, KwTrendPoint, i).record->id);
  return g_string_free (out, FALSE);
}

static void
assert_series (const KwTrend *trend,
               guint index,
               const char *ids,
               const char *title,
               const char *sentence)
{
  g_assert_cmpuint (index, <, trend->series->len);
  const KwTrendSeries *series = g_ptr_array_index (trend->series, index);
  g_autofree char *found = ids_of (trend, index);
  g_autofree char *its_title = kw_trend_series_dup_title (series);
  g_autofree char *its_sentence = kw_trend_series_dup_sentence (series);
  g_assert_cmpstr (found, ==, ids);
  g_assert_cmpstr (its_title, ==, title);
  g_assert_cmpstr (its_sentence, ==, sentence);
}

static KwTrend *
trend_of (const File *file, const char *id)
{
  g_autofree char *ref = g_strconcat ("s/Observation/", id, NULL);
  return kw_trend_new (file->snapshot, kw_snapshot_find (file->snapshot, ref));
}

/* Rules L12 and L14: one unit by whatever spelling, each point with the range that held then, and
 * two results of one day are two. */
static void
test_one_unit (void)
{
  static const char *const resources[] = {
    PATIENT,
    LAB ("first", "4548-4", AT ("2022-01")) QUANTITY ("5.10", "%") END,
    LAB ("morning", "4548-4", AT ("2025-05-05T08:00:00Z")) QUANTITY ("6.0", "percent") END,
    LAB ("evening", "4548-4", AT ("2025-05-05T18:00:00Z")) QUANTITY ("6.4", "%")
        RANGE ("4.0", "5.6", "%") END,
    LAB ("undated", "4548-4", "") QUANTITY ("5.5", "%") END,
    LAB ("other", "2345-7", AT ("2025-05-05")) QUANTITY ("99", "mg/dL") END,
    LAB ("no-value", "4548-4", AT ("2025-05-06")) END,
    NULL,
  };
  g_auto (File) file = { NULL, NULL };
  file_open (&file, resources);
  g_autoptr (KwTrend) trend = trend_of (&file, "first");
  g_autofree char *remark = kw_trend_dup_remark (trend);
  const KwTrendSeries *series = g_ptr_array_index (trend->series, 0);

  g_assert_cmpuint (trend->series->len, ==, 1);
  g_assert_null (remark);
  assert_series (trend, 0, "first morning evening undated", "%",
                 "4 results, January 2022 to 5 May 2025, from 5.10 to 6.4 %. 1 has no date. "
                 "Newest: 6.4 %. Above the standard range.");
  g_assert_true (kw_trend_series_is_drawable (series));
  g_assert_cmpuint (g_array_index (series->points, KwTrendPoint, 0).record->n_ranges, ==, 0);
  g_assert_cmpuint (g_array_index (series->points, KwTrendPoint, 2).record->n_ranges, ==, 1);
  g_assert_null (g_array_index (series->points, KwTrendPoint, 3).when);

  g_autoptr (KwTrend) single = trend_of (&file, "other");
  assert_series (single, 0, "other", "mg/dL",
                 "1 result, 5 May 2025. Newest: 99 mg/dL. No range given by the lab.");
  g_assert_false (
      kw_trend_is_wanted (single, kw_snapshot_find (file.snapshot, "s/Observation/other")));
  g_autoptr (KwTrend) none = trend_of (&file, "no-value");
  g_assert_cmpuint (none->series->len, ==, 0);
}

/* Rule L12: units, numbers and words never mix; a comparison keeps its sign (trap of peers). */
static void
test_units_never_mix (void)
{
  static const char *const resources[] = {
    PATIENT,
    LAB ("mg1", "2345-7", AT ("2020-01-01")) QUANTITY ("90", "mg/dL") END,
    LAB ("mg2", "2345-7", AT ("2021-01-01")) QUANTITY ("110", "mg/dL") END,
    LAB ("mmol", "2345-7", AT ("2022-01-01")) QUANTITY ("5.5", "mmol/L") END,
    LAB ("text", "2345-7", AT ("2023-01-01")) ",'valueString':'<5 mg/dL'" END,
    LAB ("words", "2345-7", AT ("2024-01-01")) ",'valueString':'Not enough blood'" END,
    NULL,
  };
  g_auto (File) file = { NULL, NULL };
  file_open (&file, resources);
  g_autoptr (KwTrend) trend = trend_of (&file, "mg1");
  g_autofree char *remark = kw_trend_dup_remark (trend);

  g_assert_cmpuint (trend->series->len, ==, 3);
  g_assert_cmpuint (trend->n_results, ==, 5);
  g_assert_nonnull (remark);
  assert_series (trend, 0, "mg1 mg2 text", "mg/dL",
                 "3 results, 1 January 2020 to 1 January 2023, from <5 mg/dL to 110 mg/dL. "
                 "Newest: <5 mg/dL.");
  assert_series (trend, 1, "words", "Results in words",
                 "1 result, 1 January 2024. Newest: Not enough blood.");
  assert_series (trend, 2, "mmol", "mmol/L",
                 "1 result, 1 January 2022. Newest: 5.5 mmol/L. No range given by the lab.");
  g_assert_false (kw_trend_series_is_drawable (g_ptr_array_index (trend->series, 1)));
}

/* Two methods are two series; a method that only some results name is no difference. */
static void
test_methods (void)
{
  static const char *const resources[] = {
    PATIENT,
    LAB ("a", "2857-1", AT ("2020-01-01"))
        QUANTITY ("1.0", "ng/mL") ",'method':{'text':'Roche'}" END,
    LAB ("b", "2857-1", AT ("2021-01-01"))
        QUANTITY ("1.1", "ng/mL") ",'method':{'text':'ROCHE'}" END,
    LAB ("c", "2857-1", AT ("2022-01-01"))
        QUANTITY ("1.9", "ng/mL") ",'method':{'text':'Abbott'}" END,
    LAB ("x", "3016-3", AT ("2020-01-01"))
        QUANTITY ("1.0", "mIU/L") ",'method':{'text':'Roche'}" END,
    LAB ("y", "3016-3", AT ("2021-01-01")) QUANTITY ("1.0", "uIU/mL") END,
    NULL,
  };
  g_auto (File) file = { NULL, NULL };
  file_open (&file, resources);
  g_autoptr (KwTrend) psa = trend_of (&file, "b");
  g_autoptr (KwTrend) tsh = trend_of (&file, "x");

  assert_series (psa, 0, "a b", "ng/mL, Roche",
                 "2 results, 1 January 2020 to 1 January 2021, from 1.0 to 1.1 ng/mL. "
                 "Newest: 1.1 ng/mL. No range given by the lab.");
  assert_series (psa, 1, "c", "ng/mL, Abbott",
                 "1 result, 1 January 2022. Newest: 1.9 ng/mL. No range given by the lab.");
  g_assert_cmpuint (tsh->series->len, ==, 1);
  assert_series (tsh, 0, "x y", "mIU/L",
                 "2 results, 1 January 2020 to 1 January 2021, each 1.0 mIU/L. "
                 "Newest: 1.0 uIU/mL. No range given by the lab.");
}

/* Rule L17: what the lab replaced is in the table and in no sentence and no chart; what came twice
 * is one point. */
static void
test_replaced (void)
{
  static const char *const resources[] = {
    PATIENT,
    "{'resourceType':'Observation','id':'early','status':'preliminary','subject':{'reference':"
    "'Patient/a'},'category':[{'coding':[{'code':'laboratory'}]}],'code':{'coding':[{'system':"
    "'http://loinc.org','code':'2823-3'}]},'effectiveDateTime':'2021-01-01T08:00:00Z',"
    "'valueQuantity':{'value':9.9,'unit':'mmol/L'}}",
    LAB ("final", "2823-3", AT ("2021-01-01T08:00:00Z")) QUANTITY ("4.0", "mmol/L") END,
    LAB ("twice1", "2823-3", AT ("2022-01-01T08:00:00Z")) QUANTITY ("4.2", "mmol/L") END,
    LAB ("twice2", "2823-3", AT ("2022-01-01T08:00:00Z")) QUANTITY ("4.2", "mmol/L") END,
    NULL,
  };
  g_auto (File) file = { NULL, NULL };
  file_open (&file, resources);
  g_autoptr (KwTrend) trend = trend_of (&file, "final");
  const KwTrendSeries *series = g_ptr_array_index (trend->series, 0);

  assert_series (trend, 0, "early final twice1", "mmol/L",
                 "2 results, 1 January 2021 to 1 January 2022, from 4.0 to 4.2 mmol/L. "
                 "Newest: 4.2 mmol/L. No range given by the lab.");
  g_assert_cmpuint (trend->n_results, ==, 2);
  g_assert_true (g_array_index (series->points, KwTrendPoint, 0).is_replaced);
  g_assert_cmpuint (g_array_index (series->points, KwTrendPoint, 2).n_records, ==, 2);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/trend/L12-one-unit", test_one_unit);
  g_test_add_func ("/trend/L12-units-never-mix", test_units_never_mix);
  g_test_add_func ("/trend/L12-methods", test_methods);
  g_test_add_func ("/trend/L17-replaced", test_replaced);
  return g_test_run ();
}
