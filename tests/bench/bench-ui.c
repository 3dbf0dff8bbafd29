/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "app/resources.h"
#include "app/tabs.h"
#include "app/window-private.h"

/* The window's side of tools/bench: `bench-ui ROW DIR` opens the only person of DIR in a window and
 * prints the milliseconds of ROW. Runs in a session of tests/session.py. */

#define N_FRAMES 400
#define STEP 150 /* pixels of a frame: a fast turn of the wheel */
#define N_ROUNDS 5

typedef struct
{
  GtkWidget *window;
  gint64 frame_start;
  gint64 frame_end;
  double frame; /* milliseconds of the last frame */
  guint n_frames;
} Ui;

/* Microseconds; with KEEPWELL_BENCH_CLOCK=cpu those in which this thread ran, for a machine that
 * has other work to do. */
static gint64
now (void)
{
  struct timespec time = { 0 };
  gboolean cpu = g_strcmp0 (g_getenv ("KEEPWELL_BENCH_CLOCK"), "cpu") == 0;

  clock_gettime (cpu ? CLOCK_THREAD_CPUTIME_ID : CLOCK_MONOTONIC, &time);
  return (gint64) time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

static double
since (gint64 start)
{
  return (double) (now () - start) / 1000.0;
}

static void
before_paint_cb (GdkFrameClock *clock, gpointer data)
{
  ((Ui *) data)->frame_start = now ();
}

static void
after_paint_cb (GdkFrameClock *clock, gpointer data)
{
  Ui *ui = data;

  ui->frame_end = now ();
  ui->frame = (double) (ui->frame_end - ui->frame_start) / 1000.0;
  ui->n_frames++;
}

static void
load_look (void)
{
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (provider, "/io/github/keepwell/Keepwell/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  gtk_icon_theme_add_resource_path (gtk_icon_theme_get_for_display (gdk_display_get_default ()),
                                    "/io/github/keepwell/Keepwell/icons");
}

static void
ui_open (Ui *ui, const char *dir)
{
  g_auto (GStrv) uuids = kw_vault_list (dir);
  GdkFrameClock *clock;

  gtk_init ();
  kw_resources_register ();
  adw_init ();
  load_look ();
  ui->window = kw_window_new (NULL, dir);
  gtk_window_set_default_size (GTK_WINDOW (ui->window), 1000, 700);
  gtk_window_present (GTK_WINDOW (ui->window));
  clock = gtk_widget_get_frame_clock (ui->window);
  g_signal_connect (clock, "before-paint", G_CALLBACK (before_paint_cb), ui);
  g_signal_connect (clock, "after-paint", G_CALLBACK (after_paint_cb), ui);
  kw_window_open_person (KW_WINDOW (ui->window), uuids[0]);
}

/* One frame from here on, drawn whole. */
static void
draw_frame (Ui *ui)
{
  guint before = ui->n_frames;

  gtk_widget_queue_draw (ui->window);
  while (ui->n_frames == before)
    g_main_context_iteration (NULL, TRUE);
}

static void
wait_whole (Ui *ui)
{
  KwWindow *window = KW_WINDOW (ui->window);

  while (window->snapshot == NULL || kw_snapshot_is_partial (window->snapshot)
         || kw_library_get_search (window->library) == NULL)
    g_main_context_iteration (NULL, TRUE);
  for (guint i = 0; i < 5; i++)
    draw_frame (ui);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  double first = *(const double *) a, second = *(const double *) b;

  return (first > second) - (first < second);
}

static double
at_share (GArray *times, double share)
{
  g_array_sort (times, compare);
  return g_array_index (times, double, (guint) ((times->len - 1) * share));
}

/* From the start of the work to the first frame with the Summary. */
static double
row_first_frame (const char *dir)
{
  gint64 start = now ();
  Ui ui = { 0 };
  guint n = 0;

  ui_open (&ui, dir);
  while (KW_WINDOW (ui.window)->snapshot == NULL)
    g_main_context_iteration (NULL, TRUE);
  n = ui.n_frames;
  while (ui.n_frames == n)
    g_main_context_iteration (NULL, TRUE);
  return since (start);
}

static GtkWidget *
find_list (GtkWidget *widget)
{
  if (GTK_IS_LIST_VIEW (widget) && gtk_widget_get_mapped (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_list (child);
      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
show_labs (Ui *ui)
{
  gtk_widget_activate_action (ui->window, "win.section", "s", "labs");
  for (guint i = 0; i < 5; i++)
    draw_frame (ui);
}

/* The slowest of twenty frames while the longest list goes by. */
static double
row_scroll (const char *dir)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
  Ui ui = { 0 };

  ui_open (&ui, dir);
  wait_whole (&ui);
  show_labs (&ui);
  GtkWidget *list = find_list (ui.window);
  g_assert_nonnull (list);
  GtkAdjustment *position = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (list));
  for (guint i = 0; i < N_FRAMES; i++)
    {
      gint64 start = now ();
      gtk_adjustment_set_value (position, gtk_adjustment_get_value (position) + STEP);
      double moved = since (start);

      draw_frame (&ui);
      double whole = moved + ui.frame;
      g_array_append_val (times, whole);
    }
  g_assert_cmpfloat (gtk_adjustment_get_value (position), >, STEP * N_FRAMES / 2);
  return at_share (times, 0.95);
}

/* From a key to the tab on the screen: of each tab the median, of all tabs the slowest. */
static double
row_tab (const char *dir)
{
  Ui ui = { 0 };
  double slowest = 0;

  ui_open (&ui, dir);
  wait_whole (&ui);
  for (guint tab = 0; tab < KW_N_TABS; tab++)
    {
      g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));

      for (guint i = 0; i < N_ROUNDS; i++)
        {
          g_object_set (ui.window, "tab", kw_tab_get ((tab + 1) % KW_N_TABS)->name, NULL);
          draw_frame (&ui);
          gint64 start = now ();
          g_object_set (ui.window, "tab", kw_tab_get (tab)->name, NULL);
          double moved = since (start);
          draw_frame (&ui);
          double whole = moved + ui.frame;
          g_array_append_val (times, whole);
        }
      double median = at_share (times, 0.5);
      if (g_getenv ("KEEPWELL_BENCH_VERBOSE") != NULL)
        g_printerr ("%s %.1f (first %.1f at most)\n", kw_tab_get (tab)->name, median,
                    at_share (times, 1));
      slowest = MAX (slowest, median);
    }
  return slowest;
}

/* From a press on a row to the record's page on the screen. */
static double
row_page (const char *dir)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
  Ui ui = { 0 };

  ui_open (&ui, dir);
  wait_whole (&ui);
  show_labs (&ui);
  KwSnapshot *snapshot = KW_WINDOW (ui.window)->snapshot;
  const GArray *labs = kw_snapshot_get_section (snapshot, KW_SECTION_LABS);
  for (guint i = 0; i < 2 * N_ROUNDS; i++)
    {
      guint32 index = g_array_index (labs, guint32, i * (labs->len / (2 * N_ROUNDS)));
      gint64 start = now ();

      gtk_widget_activate_action (ui.window, "win.open-record", "s",
                                  kw_snapshot_get_record (snapshot, index)->ref);
      double moved = since (start);
      draw_frame (&ui);
      double whole = moved + ui.frame;
      g_array_append_val (times, whole);
      gtk_widget_activate_action (ui.window, "win.back", NULL);
      draw_frame (&ui);
    }
  return at_share (times, 0.5);
}

/* A key press: what is found, its rows, and the frame with them. */
static double
row_type (const char *dir)
{
  static const char *const typed[] = { "gl", "glu", "gluc", "blood", "blood p", "glucsoe", "ri" };
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
  Ui ui = { 0 };

  ui_open (&ui, dir);
  wait_whole (&ui);
  for (guint i = 0; i < 2 * G_N_ELEMENTS (typed); i++)
    {
      gint64 start = now ();

      kw_header_set_search (KW_WINDOW (ui.window)->header, typed[i % G_N_ELEMENTS (typed)]);
      kw_window_update_search (KW_WINDOW (ui.window));
      double moved = since (start);
      draw_frame (&ui);
      double whole = moved + ui.frame;
      g_array_append_val (times, whole);
    }
  return at_share (times, 0.5);
}

static const struct
{
  const char *name;
  double (*run) (const char *dir);
} rows[] = {
  { "first-frame", row_first_frame },
  { "scroll", row_scroll },
  { "tab", row_tab },
  { "page", row_page },
  { "type", row_type },
};

int
main (int argc, char **argv)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (argc == 3 && g_str_equal (argv[1], rows[i].name))
      {
        g_print ("%.3f\n", rows[i].run (argv[2]));
        fflush (stdout);
        /* What a window leaves when it closes is no part of any row. */
        _Exit (0);
      }
  g_printerr ("usage: bench-ui ROW DIR\n");
  return 2;
}
