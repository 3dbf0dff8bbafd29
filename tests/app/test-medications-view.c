/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-test.h"

#include "app/medications-view.h"
#include "app/tabs.h"

static GtkWidget *
show (GtkWidget **out_view)
{
  GtkWidget *window = gtk_window_new ();

  *out_view = g_object_new (KW_TYPE_MEDICATIONS_VIEW, NULL);
  gtk_window_set_child (GTK_WINDOW (window), *out_view);
  gtk_window_set_default_size (GTK_WINDOW (window), 1000, 700);
  kw_view_set_snapshot (KW_VIEW (*out_view), app_test_get_snapshot ());
  gtk_window_present (GTK_WINDOW (window));
  app_test_settle (window);

  return window;
}

/* Each drop-down has an entry of its own inside, so that the type alone does not tell. */
static GtkWidget *
find_entry (GtkWidget *widget)
{
  g_autofree char *placeholder = NULL;

  if (GTK_IS_SEARCH_ENTRY (widget))
    g_object_get (widget, "placeholder-text", &placeholder, NULL);
  if (g_strcmp0 (placeholder, "Find a medicine") == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *entry = find_entry (child);
      if (entry != NULL)
        return entry;
    }
  return NULL;
}

/* The entry waits a moment for the next key. */
static char *
dup_found (GtkWidget *window, GtkWidget *view, const char *words, const char *without)
{
  GtkWidget *find = find_entry (view);
  char *text = NULL;

  gtk_editable_set_text (GTK_EDITABLE (find), words);
  for (gint64 end = g_get_monotonic_time () + 10 * G_USEC_PER_SEC; g_get_monotonic_time () < end;)
    {
      app_test_settle (window);
      g_free (text);
      text = app_test_dup_text (view);
      if (strstr (text, without) == NULL)
        return text;
    }
  g_error ("still there: %s in %s", without, text);
}

/* Rule M8: type to find; what is not to be taken stays in sight. */
static void
test_find (void)
{
  GtkWidget *view;
  GtkWidget *window = show (&view);
  g_autofree char *all = app_test_dup_text (view);

  g_assert_nonnull (strstr (all, "Amlodipine 5 mg tablet"));
  g_assert_nonnull (strstr (all, "Metformin 500 mg tablet"));

  g_autofree char *found = dup_found (window, view, "METF 500", "Amlodipine");
  g_assert_nonnull (strstr (found, "Metformin 500 mg tablet"));
  g_assert_nonnull (strstr (found, "Do not take: Ibuprofen"));

  g_autofree char *none = dup_found (window, view, "no such <b>medicine", "Metformin 500 mg");
  g_assert_nonnull (strstr (none, "Do not take: Ibuprofen"));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* "Medications" is a word of the hospital's; the tab says what people say. */
static void
test_name (void)
{
  g_assert_cmpstr (kw_tab_get ((guint) kw_tab_find ("medications"))->title, ==, "Medicines");
}

int
main (int argc, char **argv)
{
  app_test_init (&argc, &argv);
  g_test_add_func ("/app/medications-view/find-M8", test_find);
  g_test_add_func ("/app/medications-view/name", test_name);

  return g_test_run ();
}
