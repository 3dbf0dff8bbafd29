/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-test.h"

#include "app/number-line.h"
#include "app/result-panel.h"
#include "app/trend-chart.h"
#include "library/fixture.h"

#define PATIENT "{'resourceType':'Patient','id':'a','name':[{'text':'Rosa'}]}"
#define LAB(id, code, when)                                                                        \
  "{'resourceType':'Observation','id':'" id "','status':'final','subject':{'reference':"           \
  "'Patient/a'},'category':[{'coding':[{'code':'laboratory'}]}],'code':{'text':'Creatinine',"      \
  "'coding':[{'system':'http://loinc.org','code':'" code "'}]},'effectiveDateTime':'" when "'"
#define BY(place) ",'performer':[{'display':'" place "'}]"
#define QUANTITY(value, unit) ",'valueQuantity':{'value':" value ",'unit':'" unit "'}"
#define RANGE(low, high)                                                                           \
  ",'referenceRange':[{'low':{'value':" low ",'unit':'mg/dL'},'high':{'value':" high               \
  ",'unit':'mg/dL'}}]"
#define NOTE(text) ",'note':[{'text':'" text "'}]"
#define END "}"

static const char *const creatinine[] = {
  PATIENT,
  LAB ("c1", "2160-0", "2022-01-20") BY ("Riverside") QUANTITY ("0.96", "mg/dL")
      RANGE ("0.50", "1.10") END,
  LAB ("c2", "2160-0", "2022-09-14") BY ("Riverside") QUANTITY ("1.02", "mg/dL")
      RANGE ("0.50", "1.10") END,
  LAB ("c3", "2160-0", "2023-10-30") BY ("City Clinic") QUANTITY ("1.01", "mg/dL")
      RANGE ("0.60", "1.20") END,
  LAB ("c4", "2160-0", "2026-08-03T08:00:00Z") BY ("Riverside") QUANTITY ("1.09", "mg/dL")
      RANGE ("0.55", "1.02") END,
  LAB ("c5", "2160-0", "2026-08-03T18:00:00Z") BY ("Riverside") QUANTITY ("1.00", "mg/dL") END,
  LAB ("c6", "2160-0", "2026-11-05") BY ("Riverside") QUANTITY ("1.12", "mg/dL")
      RANGE ("0.55", "1.02") NOTE ("New method from 1 June 2026.") END,
  LAB ("u1", "2160-0", "2024-11-05") BY ("Abroad") QUANTITY ("88", "umol/L") END,
  LAB ("u2", "2160-0", "2025-11-05") BY ("Abroad") QUANTITY ("92", "umol/L") END,
  NULL,
};

static GtkWidget *
show (const File *file, const char *id, const char *picture)
{
  g_autofree char *ref = g_strconcat ("s/Observation/", id, NULL);
  GtkWidget *window = gtk_window_new ();
  GtkWidget *panel = g_object_new (KW_TYPE_RESULT_PANEL, NULL);

  kw_result_panel_set_record (KW_RESULT_PANEL (panel), file->snapshot,
                              kw_snapshot_find (file->snapshot, ref));
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), panel);
  gtk_window_set_child (GTK_WINDOW (window), scrolled);
  gtk_window_set_default_size (GTK_WINDOW (window), 960, 1000);
  gtk_window_present (GTK_WINDOW (window));
  app_test_settle (window);
  app_test_save_png (window, picture);

  return window;
}

static void
assert_says (GtkWidget *window, const char *words)
{
  g_autofree char *text = app_test_dup_text (window);

  if (strstr (text, words) == NULL)
    g_error ("%s is not in: %s", words, text);
}

static void
close_window (GtkWidget *window)
{
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  gtk_window_destroy (GTK_WINDOW (window));
  app_test_settle_gone (&window);
}

/* Rules L1, L12, L14, L16, L18: the takeaway first, units in two charts, each chart with a role and
 * a description that says what its data are, the lab's comments in full. */
static void
test_result (void)
{
  g_auto (File) file = { NULL, NULL };
  file_open (&file, creatinine);
  GtkWidget *window = show (&file, "c6", "panel-result");
  GtkWidget *chart = app_test_find (window, KW_TYPE_TREND_CHART);

  assert_says (window, "Results may appear before your care team");
  assert_says (window, "▲ 1.12 mg/dL. Above the standard range.");
  assert_says (window, "The lab’s range: 0.55–1.02");
  assert_says (window, "● Riverside   ■ City Clinic");
  assert_says (window, "“New method from 1 June 2026.”");
  assert_says (window, "stand apart");
  g_assert_nonnull (app_test_find (window, KW_TYPE_NUMBER_LINE));
  gtk_test_accessible_assert_role (chart, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_test_accessible_assert_property (chart, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Chart over time, mg/dL");
  gtk_test_accessible_assert_property (
      chart, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
      "6 results, 20 January 2022 to 5 November 2026, from 0.96 to 1.12 mg/dL. Newest: 1.12 mg/dL. "
      "Above the standard range.");
  close_window (window);
}

/* Rule L13: one point and history in words have no chart, and say what there is. */
static void
test_no_chart (void)
{
  static const char *const resources[] = {
    PATIENT,
    LAB ("one", "1-1", "2024-01-01") QUANTITY ("5", "mg/dL") END,
    LAB ("t1", "2-2", "2024-01-01") ",'valueString':'Negative'" END,
    LAB ("t2", "2-2", "2024-02-01") ",'valueString':'Negative'" END,
    LAB ("un1", "3-3", "") QUANTITY ("5", "mg/dL") END,
    LAB ("un2", "3-3", "") QUANTITY ("6", "mg/dL") END,
    NULL,
  };
  g_auto (File) file = { NULL, NULL };
  file_open (&file, resources);
  const char *ids[] = { "one", "t1", "un1" };
  const char *words[] = { "No range given by the lab", "2 results", "2 have no date" };

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      GtkWidget *window = show (&file, ids[i], "panel-no-chart");
      g_assert_null (app_test_find (window, KW_TYPE_TREND_CHART));
      g_assert_null (app_test_find (window, KW_TYPE_NUMBER_LINE));
      assert_says (window, words[i]);
      close_window (window);
    }
}

#define PRESSURE(id, when, high, low)                                                              \
  "{'resourceType':'Observation','id':'" id "','status':'final','subject':{'reference':"           \
  "'Patient/a'},'category':[{'coding':[{'code':'vital-signs'}]}],'code':{'text':'Blood pressure'," \
  "'coding':[{'system':'http://loinc.org','code':'85354-9'}]},'effectiveDateTime':'" when          \
  "','component':[{'code':{'coding':[{'code':'8480-6'}]},'valueQuantity':{'value':" high           \
  ",'unit':'mmHg'}},{'code':{'coding':[{'code':'8462-4'}]},'valueQuantity':{'value':" low          \
  ",'unit':'mmHg'}}]}"

/* Rule V1: blood pressure is one chart with two lines. */
static void
test_pressure (void)
{
  static const char *const resources[] = {
    PATIENT,
    PRESSURE ("p1", "2024-01-01", "142", "90"),
    PRESSURE ("p2", "2024-06-01", "138", "82"),
    PRESSURE ("p3", "2025-06-01", "128", "79"),
    NULL,
  };
  g_auto (File) file = { NULL, NULL };
  file_open (&file, resources);
  GtkWidget *window = show (&file, "p3", "panel-pressure");
  GtkWidget *chart = app_test_find (window, KW_TYPE_TREND_CHART);

  g_assert_nonnull (chart);
  assert_says (window, "128/79 mmHg");
  assert_says (window, "3 results, 1 January 2024 to 1 June 2025");
  close_window (window);
}

/* 5,000 results of one test, with strings that want to break out. */
static void
test_many (void)
{
  g_autoptr (GPtrArray) resources = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (resources, g_strdup (PATIENT));
  for (guint i = 0; i < 5000; i++)
    g_ptr_array_add (resources,
                     g_strdup_printf (LAB ("m%u", "5-5", "%u-%02u-%02u")
                                          BY ("<b>Lab</b> \342\200\256 &amp; %u")
                                              QUANTITY ("%u.%u", "mg/dL") RANGE ("4", "%u") END,
                                      i, 2000 + i / 336, 1 + i / 28 % 12, 1 + i % 28, i % 3,
                                      3 + i % 5, i % 10, i < 2500 ? 6 : 7));
  g_ptr_array_add (resources, NULL);
  g_auto (File) file = { NULL, NULL };
  file_open (&file, (const char *const *) resources->pdata);
  gint64 start = g_get_monotonic_time ();
  GtkWidget *window = show (&file, "m4999", "panel-many");

  g_test_message ("%.0f ms", (double) (g_get_monotonic_time () - start) / 1000);
  assert_says (window, "5000 results");
  close_window (window);
}

int
main (int argc, char **argv)
{
  app_test_init (&argc, &argv);
  g_test_add_func ("/app/result-panel/L1-L12-L14-L16-L18", test_result);
  g_test_add_func ("/app/result-panel/L13-no-chart", test_no_chart);
  g_test_add_func ("/app/result-panel/V1-pressure", test_pressure);
  g_test_add_func ("/app/result-panel/many", test_many);

  return g_test_run ();
}
