/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-test.h"

#include "app/labs-view.h"
#include "app/result-strip.h"
#include "app/trend-chart.h"

static KwLabsView *
open_labs (GtkWidget **out_window)
{
  KwView *view = g_object_new (KW_TYPE_LABS_VIEW, NULL);

  *out_window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (*out_window), GTK_WIDGET (view));
  gtk_window_set_default_size (GTK_WINDOW (*out_window), 1000, 900);
  kw_view_set_snapshot (view, app_test_get_snapshot ());
  gtk_window_present (GTK_WINDOW (*out_window));
  app_test_settle (*out_window);

  return KW_LABS_VIEW (view);
}

static gboolean
says (GtkWidget *window, const char *words)
{
  app_test_settle (window);
  g_autofree char *text = app_test_dup_text (window);

  return strstr (text, words) != NULL;
}

static void
close_window (GtkWidget *window)
{
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  gtk_window_destroy (GTK_WINDOW (window));
  app_test_settle_gone (&window);
}

static gboolean
is_outside (GtkWidget *widget)
{
  const char *label
      = GTK_IS_TOGGLE_BUTTON (widget) ? gtk_button_get_label (GTK_BUTTON (widget)) : NULL;

  return label != NULL && g_str_has_prefix (label, "Outside");
}

/* The drop-down of a KwChoice has an entry of its own. */
static gboolean
is_find (GtkWidget *widget)
{
  g_autofree char *words = NULL;

  if (!GTK_IS_SEARCH_ENTRY (widget))
    return FALSE;
  g_object_get (widget, "placeholder-text", &words, NULL);

  return g_strcmp0 (words, "Find a test") == 0;
}

static GtkWidget *
find_widget (GtkWidget *widget, gboolean (*is_wanted) (GtkWidget *))
{
  if (is_wanted (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_widget (child, is_wanted);
      if (found != NULL)
        return found;
    }

  return NULL;
}

/* Rules L15 and S2: the filter acts at once, and what is typed finds a test by its lay name. */
static void
test_filters (void)
{
  GtkWidget *window = NULL;
  KwLabsView *view = open_labs (&window);
  GtkWidget *outside = find_widget (GTK_WIDGET (view), is_outside);
  GtkWidget *find = find_widget (GTK_WIDGET (view), is_find);

  g_assert_nonnull (outside);
  g_assert_nonnull (find);
  g_assert_true (says (window, "Potassium"));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (outside), TRUE);
  g_assert_false (says (window, "Potassium"));
  g_assert_true (says (window, "Creatinine"));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (outside), FALSE);
  gtk_editable_set_text (GTK_EDITABLE (find), "hba1c");
  g_signal_emit_by_name (find, "search-changed");
  g_assert_false (says (window, "Potassium"));
  g_assert_true (says (window, "Hemoglobin A1c"));
  gtk_editable_set_text (GTK_EDITABLE (find), "nothing of this name");
  g_signal_emit_by_name (find, "search-changed");
  g_assert_true (says (window, "No test has this name"));
  close_window (window);
}

/* Rule X4: the small chart of a row has a role and says what its data are. */
static void
test_spark (void)
{
  GtkWidget *window = NULL;
  KwLabsView *view = open_labs (&window);
  GtkWidget *chart = app_test_find (GTK_WIDGET (view), KW_TYPE_TREND_CHART);

  g_assert_nonnull (chart);
  gtk_test_accessible_assert_role (chart, GTK_ACCESSIBLE_ROLE_IMG);
  const char *sentence = "4 results, 6 May 2025 to 5 November 2026, from 7.2 to 8.1 %. "
                         "Newest: 7.2 %. Above the standard range.";
  gtk_test_accessible_assert_property (chart, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, sentence);
  g_assert_true (says (window, "4 since 2025"));
  close_window (window);
}

/* Whatever stands in the list of tests: one without a value has nothing to draw. */
static void
test_strip_of_every_record (void)
{
  KwSnapshot *snapshot = app_test_get_snapshot ();

  for (guint i = 0; i < kw_snapshot_get_n_records (snapshot); i++)
    {
      GtkWidget *strip = kw_result_strip_new (snapshot, kw_snapshot_get_record (snapshot, i));

      g_object_ref_sink (strip);
      g_object_unref (strip);
    }
}

int
main (int argc, char **argv)
{
  app_test_init (&argc, &argv);
  g_test_add_func ("/app/labs-view/L15-S2-filters", test_filters);
  g_test_add_func ("/app/labs-view/X4-spark", test_spark);

  g_test_add_func ("/app/labs-view/strip-of-every-record", test_strip_of_every_record);

  return g_test_run ();
}
