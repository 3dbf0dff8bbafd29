/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "app-test.h"

#include "app/card.h"

static guint
count_rows (GtkWidget *widget)
{
  guint n = GTK_IS_LIST_BOX_ROW (widget) ? 1 : 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count_rows (child);
  return n;
}

static GtkWidget *
find_button (GtkWidget *widget, const char *words)
{
  g_autofree char *text = GTK_IS_BUTTON (widget) ? app_test_dup_text (widget) : NULL;

  if (text != NULL && gtk_widget_get_visible (widget) && strstr (text, words) != NULL)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_button (child, words);
      if (found != NULL)
        return found;
    }
  return NULL;
}

/* Thousands of results of one test do not each cost a row before anybody asks for them, and none is
 * out of reach (rule L14). */
static void
test_steps (void)
{
  KwSnapshot *snapshot = app_test_get_snapshot ();
  g_autoptr (GtkWidget) card = g_object_ref_sink (kw_card_new ("All results of this test"));
  g_autoptr (GArray) indexes = g_array_new (FALSE, FALSE, sizeof (guint32));
  const guint32 first = 0;

  for (guint i = 0; i < 250; i++)
    g_array_append_val (indexes, first);
  kw_card_fill_by_steps (KW_CARD (card), snapshot, indexes, 10, KW_ROW_RESULT);
  g_assert_cmpuint (count_rows (card), ==, 10);
  g_signal_emit_by_name (find_button (card, "10 of 250 are shown"), "clicked");
  g_assert_cmpuint (count_rows (card), ==, 110);
  g_signal_emit_by_name (find_button (card, "110 of 250 are shown"), "clicked");
  g_signal_emit_by_name (find_button (card, "210 of 250 are shown"), "clicked");
  g_assert_cmpuint (count_rows (card), ==, 250);
  g_assert_null (find_button (card, "are shown"));

  g_array_set_size (indexes, 4);
  kw_card_fill_by_steps (KW_CARD (card), snapshot, indexes, 10, KW_ROW_RESULT);
  g_assert_cmpuint (count_rows (card), ==, 4);
  g_assert_null (find_button (card, "are shown"));
}

int
main (int argc, char **argv)
{
  app_test_init (&argc, &argv);
  g_test_add_func ("/app/card/steps", test_steps);

  return g_test_run ();
}
