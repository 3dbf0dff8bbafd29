/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "world.h"

#include "app/row.h"

static const char *
focused_ref (World *world)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (world->window));
  GtkWidget *row = focus != NULL ? gtk_widget_get_first_child (focus) : NULL;

  return row != NULL && KW_IS_ROW (row) ? kw_row_get_ref (KW_ROW (row)) : NULL;
}

static gboolean
has_focused_row (World *world, gpointer data)
{
  return focused_ref (world) != NULL;
}

static void
type (World *world, const char *words)
{
  kw_header_focus_search (KW_WINDOW (world->window)->header);
  kw_header_set_search (KW_WINDOW (world->window)->header, words);
}

static void
open_world (World *world)
{
  world_init (world);
  g_autoptr (KwVault) vault = world_add_person (world, "Rosa Alvarez", "1951-05-03");
  world_import (vault);
  world_open (world, vault);
}

/* From the box into the results, to a record, back to its row, and to where one was. */
static void
test_way_back (void)
{
  World world;

  open_world (&world);
  KwWindow *window = KW_WINDOW (world.window);
  g_object_set (window, "tab", "allergies", NULL);
  world_wait_for (&world, "Penicillin");
  gtk_widget_child_focus (GTK_WIDGET (window->views[kw_tab_find ("allergies")]),
                          GTK_DIR_TAB_FORWARD);
  GtkWidget *before = gtk_window_get_focus (GTK_WINDOW (window));
  g_assert_nonnull (before);

  type (&world, "glucsoe");
  world_wait_for (&world, "Showing results for “glucose”");
  kw_window_enter_results (window);
  world_wait (&world, has_focused_row, NULL, "the first result");
  g_autofree char *ref = g_strdup (focused_ref (&world));
  gtk_widget_activate_action (world.window, "win.open-record", "s", ref);
  world_wait_for (&world, "What is this?");
  g_assert_cmpstr (gtk_label_get_text (window->back_title), ==, "Search");

  gtk_widget_activate_action (world.window, "win.back", NULL);
  world_wait_for (&world, "Showing results for “glucose”");
  world_wait (&world, has_focused_row, NULL, "the row that was opened");
  g_assert_cmpstr (focused_ref (&world), ==, ref);
  g_assert_cmpstr (kw_header_get_search (window->header), ==, "glucsoe");

  gtk_widget_activate_action (world.window, "win.back", NULL);
  world_wait_for (&world, "Penicillin");
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (window)) == before);
  world_clear (&world);
}

/* Enter in the box opens the best result; a tab that is chosen ends the search for good. */
static void
test_enter (void)
{
  World world;

  open_world (&world);
  KwWindow *window = KW_WINDOW (world.window);
  type (&world, "glucose");
  kw_window_open_best (window);
  world_wait_for (&world, "What is this?");
  g_object_set (window, "tab", "documents", NULL);
  world_wait_for (&world, "Progress note");
  g_assert_null (window->search);
  g_assert_cmpstr (kw_header_get_search (window->header), ==, "");
  world_clear (&world);
}

int
main (int argc, char **argv)
{
  fixture_start ();
  app_test_init (&argc, &argv);
  g_test_add_func ("/app/window-search/way-back", test_way_back);
  g_test_add_func ("/app/window-search/enter", test_enter);

  return fixture_end (g_test_run ());
}
