/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-test.h"

#include "app/adaptive.h"
#include "app/card.h"
#include "app/choice.h"
#include "app/connect/connect-page.h"
#include "app/connect/files-page.h"
#include "app/connect/find-page.h"
#include "app/connect/getting-page.h"
#include "app/connect/what-page.h"
#include "app/connect/whose-page.h"
#include "app/connections-page.h"
#include "app/count.h"
#include "app/document-view.h"
#include "app/fact-list.h"
#include "app/header.h"
#include "app/people-page.h"
#include "app/record-pane.h"
#include "app/search-view.h"
#include "app/start-page.h"
#include "app/status-line.h"
#include "app/tab-bar.h"
#include "app/tabs.h"

/* Every widget type can be made and goes without a trace. */
static void
test_construct (void)
{
  GType (*const types[]) (void) = {
    kw_adaptive_get_type,     kw_card_get_type,        kw_choice_get_type,
    kw_connect_page_get_type, kw_files_page_get_type,  kw_find_page_get_type,
    kw_getting_page_get_type, kw_what_page_get_type,   kw_whose_page_get_type,
    kw_fact_list_get_type,    kw_header_get_type,      kw_people_page_get_type,
    kw_record_pane_get_type,  kw_search_view_get_type, kw_start_page_get_type,
    kw_status_line_get_type,  kw_tab_bar_get_type,     kw_connections_page_get_type,
    kw_row_get_type,
  };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      GtkWidget *widget = g_object_ref_sink (g_object_new (types[i](), NULL));
      g_assert_finalize_object (widget);
    }
  for (guint i = 0; i < KW_N_TABS; i++)
    {
      GtkWidget *view = g_object_ref_sink (g_object_new (kw_tab_get (i)->get_type (), NULL));
      kw_view_set_snapshot (KW_VIEW (view), app_test_get_snapshot ());
      kw_view_set_narrow (KW_VIEW (view), TRUE);
      g_assert_nonnull (kw_view_get_title (KW_VIEW (view)));
      g_assert_finalize_object (view);
    }
}

/* What Copy and Print act on is what is shown. */
static void
test_scope (void)
{
  static const struct
  {
    const char *tab;
    int section; /* -1: everything */
  } cases[] = { { "summary", -1 },
                { "allergies", KW_SECTION_ALLERGIES },
                { "medications", KW_SECTION_MEDICATIONS },
                { "labs", KW_SECTION_LABS },
                { "documents", KW_SECTION_DOCUMENTS } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GType type = kw_tab_get ((guint) kw_tab_find (cases[i].tab))->get_type ();
      GtkWidget *view = g_object_ref_sink (g_object_new (type, NULL));
      KwReportOptions options;
      kw_view_get_scope (KW_VIEW (view), &options);
      g_assert_cmpuint (options.n_sections, ==, cases[i].section < 0 ? 0 : 1);
      if (cases[i].section >= 0)
        g_assert_cmpint (options.sections[0], ==, cases[i].section);
      g_object_unref (view);
    }
}

/* Narrow is what does not hold the wide widget, not a number of pixels. */
static void
test_adaptive (void)
{
  GtkWidget *window = gtk_window_new ();
  KwAdaptive *adaptive = g_object_new (KW_TYPE_ADAPTIVE, NULL);
  GtkWidget *probe = g_object_ref_sink (gtk_label_new ("x"));

  gtk_widget_insert_before (gtk_label_new ("content"), GTK_WIDGET (adaptive), NULL);
  kw_adaptive_set_probe (adaptive, probe);
  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (adaptive));
  gtk_window_set_default_size (GTK_WINDOW (window), 600, 400);
  gtk_window_present (GTK_WINDOW (window));
  app_test_settle (window);
  g_assert_false (kw_adaptive_get_narrow (adaptive));
  gtk_widget_set_size_request (probe, 800, -1);
  gtk_widget_queue_allocate (GTK_WIDGET (adaptive));
  app_test_settle (window);
  g_assert_true (kw_adaptive_get_narrow (adaptive));
  gtk_window_destroy (GTK_WINDOW (window));
  g_object_unref (probe);
}

static void
test_document (void)
{
  static const char html[] = "<h1>Plan</h1><p>Take <b>one</b>.</p><ul><li>First</li></ul>"
                             "<table><tr><th>A</th><td>B</td></tr></table>";
  g_autoptr (GBytes) bytes = g_bytes_new_static (html, strlen (html));
  g_autoptr (KwDocument) document = kw_document_new (bytes, "text/html", NULL);
  GtkWidget *view = g_object_ref_sink (kw_document_view_new (document, NULL));
  g_autofree char *text = app_test_dup_text (view);

  g_assert_cmpstr (text, ==, "Plan\nTake one.\n•\nFirst\nA\nB\n");
  g_assert_finalize_object (view);
}

static void
test_choice (void)
{
  KwChoice *choice = g_object_ref_sink (g_object_new (KW_TYPE_CHOICE, NULL));

  kw_choice_add (choice, "Current");
  kw_choice_add (choice, "Past");
  kw_choice_set_count (choice, 1, 31);
  g_assert_cmpuint (kw_choice_get_selected (choice), ==, 0);
  kw_choice_set_selected (choice, 1);
  g_assert_cmpuint (kw_choice_get_selected (choice), ==, 1);
  kw_choice_set_selected (choice, 7);
  g_assert_cmpuint (kw_choice_get_selected (choice), ==, 1);
  g_assert_finalize_object (choice);
}

static void
test_count (void)
{
  g_autofree char *small = kw_dup_count (0);
  g_autofree char *large = kw_dup_count (1320);

  g_assert_cmpstr (small, ==, "0");
  g_assert_true (g_str_has_prefix (large, "1") && g_str_has_suffix (large, "320"));
}

int
main (int argc, char **argv)
{
  app_test_init (&argc, &argv);
  g_test_add_func ("/app/widgets/construct", test_construct);
  g_test_add_func ("/app/widgets/scope", test_scope);
  g_test_add_func ("/app/widgets/adaptive", test_adaptive);
  g_test_add_func ("/app/widgets/document", test_document);
  g_test_add_func ("/app/widgets/choice", test_choice);
  g_test_add_func ("/app/widgets/count", test_count);

  return g_test_run ();
}
