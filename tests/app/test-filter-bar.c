/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-test.h"

#include "app/all-records-view.h"
#include "app/filter-bar.h"

typedef struct
{
  GtkWidget *window;
  KwAllRecordsView *view;
  GtkWidget *bar;
} Page;

static void
page_open (Page *self, KwSection section)
{
  self->window = gtk_window_new ();
  self->view = g_object_new (KW_TYPE_ALL_RECORDS_VIEW, NULL);
  gtk_window_set_default_size (GTK_WINDOW (self->window), 1000, 700);
  gtk_window_set_child (GTK_WINDOW (self->window), GTK_WIDGET (self->view));
  kw_view_set_snapshot (KW_VIEW (self->view), app_test_get_snapshot ());
  kw_all_records_view_set_section (self->view, section);
  gtk_window_present (GTK_WINDOW (self->window));
  app_test_settle (self->window);
  self->bar = app_test_find (GTK_WIDGET (self->view), KW_TYPE_FILTER_BAR);
}

static void
page_clear (Page *self)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Page, page_clear)

static gboolean
shows (Page *self, const char *words)
{
  app_test_settle (self->window);
  g_autofree char *text = app_test_dup_text (GTK_WIDGET (self->view));
  return strstr (text, words) != NULL;
}

static GtkWidget *
find_button (GtkWidget *widget, GType type, const char *label)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type) && gtk_widget_get_visible (widget))
    {
      g_autofree char *text = app_test_dup_text (widget);
      if (g_str_has_prefix (text, label))
        return widget;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_button (child, type, label);
      if (found != NULL)
        return found;
    }
  return NULL;
}

static guint
count_labs (gboolean only_outside)
{
  const GArray *labs = kw_snapshot_get_section (app_test_get_snapshot (), KW_SECTION_LABS);
  guint n = 0;

  for (guint i = 0; i < labs->len; i++)
    n += !only_outside
         || kw_flag_is_outside (kw_flag_of_record (
             kw_snapshot_get_record (app_test_get_snapshot (), g_array_index (labs, guint32, i)),
             NULL));
  return n;
}

/* Rules S2 and A4: a limit applies at once, is a chip, says "3 of 17 · newest first", and goes. */
static void
test_limit (void)
{
  g_auto (Page) page = { NULL, NULL, NULL };
  g_autofree char *all = NULL;
  g_autofree char *some = NULL;

  page_open (&page, KW_SECTION_LABS);
  all = g_strdup_printf ("%u records · newest first", count_labs (FALSE));
  some = g_strdup_printf ("%u of %u · newest first", count_labs (TRUE), count_labs (FALSE));
  g_assert_true (shows (&page, all));
  gtk_widget_activate_action (page.bar, "filter.status", "s", "=outside");
  g_assert_true (shows (&page, some));
  g_assert_true (shows (&page, "Outside their range"));
  app_test_save_png (page.window, "filter-light");

  KwReportOptions options = { 0 };
  kw_view_get_scope (KW_VIEW (page.view), &options);
  g_assert_cmpuint (g_strv_length ((char **) options.refs), ==, count_labs (TRUE));

  GtkWidget *chip = find_button (page.bar, GTK_TYPE_BUTTON, "Outside their range");
  g_assert_nonnull (chip);
  g_signal_emit_by_name (chip, "clicked");
  g_assert_true (shows (&page, all));
  g_assert_false (shows (&page, "Outside their range"));
}

/* "Clear all" is one press, and where nothing fits the list says so. */
static void
test_clear_all (void)
{
  g_auto (Page) page = { NULL, NULL, NULL };

  page_open (&page, KW_SECTION_LABS);
  g_assert_false (shows (&page, "Clear all"));
  gtk_widget_activate_action (page.bar, "filter.status", "s", "=outside");
  gtk_widget_activate_action (page.bar, "filter.kind", "s", "=Nothing of this kind");
  g_assert_true (shows (&page, "No record fits these limits"));
  app_test_save_png (page.window, "filter-nothing-light");
  GtkWidget *clear = find_button (page.bar, GTK_TYPE_BUTTON, "Clear all");
  g_assert_nonnull (clear);
  g_signal_emit_by_name (clear, "clicked");
  g_assert_false (shows (&page, "Clear all"));
  g_assert_false (shows (&page, "No record fits"));
}

/* A limit of one section is none of the next. */
static void
test_other_section (void)
{
  g_auto (Page) page = { NULL, NULL, NULL };

  page_open (&page, KW_SECTION_LABS);
  gtk_widget_activate_action (page.bar, "filter.status", "s", "=outside");
  kw_all_records_view_set_section (page.view, KW_SECTION_CONDITIONS);
  g_assert_false (shows (&page, "Clear all"));
  g_assert_true (shows (&page, "newest first"));
}

/* By years: the drop-downs apply at once, and the last choice wins. */
static void
test_years (void)
{
  g_auto (Page) page = { NULL, NULL, NULL };

  page_open (&page, KW_SECTION_LABS);
  GtkWidget *date = find_button (page.bar, GTK_TYPE_MENU_BUTTON, "Date");
  g_assert_nonnull (date);
  gtk_menu_button_popup (GTK_MENU_BUTTON (date));
  app_test_settle (page.window);
  GtkWidget *popover = GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (date)));
  GtkWidget *from = app_test_find (popover, GTK_TYPE_DROP_DOWN);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (from), 1);
  g_assert_true (shows (&page, "From 2026"));
  app_test_save_png (page.window, "filter-date-light");
  gtk_menu_button_popdown (GTK_MENU_BUTTON (date));
  app_test_settle (page.window);
}

static void
jumped_cb (GtkWidget *bar, int year, gpointer data)
{
  (void) bar;
  *(int *) data = year;
}

/* Rule S3: one list, and the way to a year of it. */
static void
test_jump (void)
{
  g_auto (Page) page = { NULL, NULL, NULL };
  int year = -1;

  page_open (&page, KW_SECTION_LABS);
  g_signal_connect (page.bar, "jump", G_CALLBACK (jumped_cb), &year);
  gtk_widget_activate_action (page.bar, "filter.jump", "i", 2025);
  app_test_settle (page.window);
  g_assert_cmpint (year, ==, 2025);
}

static void
test_finalize (void)
{
  GtkWidget *bar = g_object_new (KW_TYPE_FILTER_BAR, NULL);

  g_object_ref_sink (bar);
  g_assert_finalize_object (bar);
}

int
main (int argc, char **argv)
{
  app_test_init (&argc, &argv);
  g_test_add_func ("/app/filter-bar/limit/S2", test_limit);
  g_test_add_func ("/app/filter-bar/clear-all/S2", test_clear_all);
  g_test_add_func ("/app/filter-bar/other-section", test_other_section);
  g_test_add_func ("/app/filter-bar/years", test_years);
  g_test_add_func ("/app/filter-bar/jump/S3", test_jump);
  g_test_add_func ("/app/filter-bar/finalize", test_finalize);

  return g_test_run ();
}
