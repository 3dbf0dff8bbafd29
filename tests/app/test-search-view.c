/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-test.h"

#include "app/row.h"
#include "app/search-view.h"
#include "app/section-chips.h"

typedef struct
{
  GtkWidget *window;
  KwSearchView *view;
  KwSearch *search;
} Page;

static void
page_open (Page *self)
{
  GError *error = NULL;

  self->search = kw_search_new (app_test_get_snapshot (), NULL, &error);
  g_assert_no_error (error);
  self->window = gtk_window_new ();
  self->view = g_object_new (KW_TYPE_SEARCH_VIEW, NULL);
  gtk_window_set_default_size (GTK_WINDOW (self->window), 1000, 700);
  gtk_window_set_child (GTK_WINDOW (self->window), GTK_WIDGET (self->view));
  kw_view_set_snapshot (KW_VIEW (self->view), app_test_get_snapshot ());
  gtk_window_present (GTK_WINDOW (self->window));
}

static void
page_clear (Page *self)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  kw_search_unref (self->search);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Page, page_clear)

static char *
dup_text_of (Page *self, const char *words)
{
  kw_search_view_set_words (self->view, words, self->search);
  for (guint i = 0; i < 20; i++)
    {
      g_usleep (5000);
      app_test_settle (self->window);
    }
  return app_test_dup_text (GTK_WIDGET (self->view));
}

static void
assert_has (const char *text, const char *words)
{
  if (strstr (text, words) == NULL)
    g_error ("no “%s” in\n%s", words, text);
}

/* Rules S1 and G4: by section with counts; the lay word is on the row whose name hides it. */
static void
test_sections (void)
{
  g_auto (Page) page = { NULL, NULL, NULL };

  page_open (&page);
  g_autofree char *text = dup_text_of (&page, "sugar");
  assert_has (text, "Everything");
  assert_has (text, "Test results");
  assert_has (text, "sugar");
  assert_has (text, "Glucose");
  assert_has (text, "Best match first");
  app_test_save_png (page.window, "search-sugar-light");

  g_autofree char *pressure = dup_text_of (&page, "high blood pres");
  assert_has (pressure, "Hypertension");
  assert_has (pressure, "high blood pressure");
}

/* The text of a note, where nothing else of its row has the word. */
static void
test_note (void)
{
  g_auto (Page) page = { NULL, NULL, NULL };

  page_open (&page);
  g_autofree char *text = dup_text_of (&page, "lisinopril");
  assert_has (text, "Documents");
  assert_has (text, "Take lisinopril 10 mg");
}

/* One typo is forgiven, and said. */
static void
test_typo (void)
{
  g_auto (Page) page = { NULL, NULL, NULL };

  page_open (&page);
  g_autofree char *text = dup_text_of (&page, "glucsoe");
  assert_has (text, "Showing results for “glucose”. Nothing has “glucsoe”.");
  assert_has (text, "Glucose");
  g_autofree char *right = dup_text_of (&page, "glucose");
  g_assert_null (strstr (right, "Showing results for"));
}

static void
test_nothing (void)
{
  g_auto (Page) page = { NULL, NULL, NULL };

  page_open (&page);
  g_autofree char *text = dup_text_of (&page, "<b>xyzzyx");
  assert_has (text, "Nothing found for “<b>xyzzyx”"); /* as typed, and no markup */
  assert_has (text, "Keepwell looked at the names, the words and the notes of");
  assert_has (text, "PDF files and pictures");
  g_assert_null (kw_search_view_get_best (page.view));
  app_test_save_png (page.window, "search-nothing-light");
}

static GtkWidget *
find_chip (GtkWidget *widget, const char *title)
{
  g_autofree char *text = app_test_dup_text (widget);

  if (GTK_IS_TOGGLE_BUTTON (widget) && g_str_has_prefix (text, title))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_chip (child, title);
      if (found != NULL)
        return found;
    }
  return NULL;
}

/* Rules A4 and S3: one section alone by year, its order stated, its heading a row. */
static void
test_one_section (void)
{
  g_auto (Page) page = { NULL, NULL, NULL };

  page_open (&page);
  g_autofree char *all = dup_text_of (&page, "glucose");
  GtkWidget *chip = find_chip (GTK_WIDGET (page.view), "Test results");
  g_assert_nonnull (chip);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (chip), TRUE);
  app_test_settle (page.window);
  g_autofree char *text = app_test_dup_text (GTK_WIDGET (page.view));
  assert_has (text, "Newest first");
  assert_has (text, "2026");
  app_test_save_png (page.window, "search-labs-light");
  /* Other words start with everything again. */
  g_autofree char *other = dup_text_of (&page, "sugar");
  assert_has (other, "Best match first");
}

static GtkWidget *
find_label (GtkWidget *widget, const char *text)
{
  if (GTK_IS_LABEL (widget) && g_str_has_prefix (gtk_label_get_text (GTK_LABEL (widget)), text))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_label (child, text);
      if (found != NULL)
        return found;
    }
  return NULL;
}

/* The letters that were typed are marked, and the next record of the row starts without a mark. */
static void
test_marks (void)
{
  GtkWidget *row = g_object_ref_sink (kw_row_new ());
  const char *terms[] = { "sug", NULL };

  kw_row_set_text (KW_ROW (row), KW_PART_SUBTITLE, "Blood sugar", NULL);
  GtkLabel *label = GTK_LABEL (find_label (row, "Blood"));
  g_assert_true (kw_row_has_words (KW_ROW (row), terms));
  kw_row_mark_words (KW_ROW (row), terms);
  g_autofree char *marks = pango_attr_list_to_string (gtk_label_get_attributes (label));
  g_assert_true (g_str_has_prefix (marks, "6 9 background"));
  kw_row_reset (KW_ROW (row));
  g_assert_false (kw_row_has_words (KW_ROW (row), terms));
  g_assert_null (gtk_label_get_attributes (label));
  g_object_unref (row);
}

/* The keys go from the box to the first result. */
static void
test_focus (void)
{
  g_auto (Page) page = { NULL, NULL, NULL };

  page_open (&page);
  g_autofree char *text = dup_text_of (&page, "glucose");
  g_assert_true (kw_search_view_focus (page.view, NULL));
  app_test_settle (page.window);
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (page.window));
  g_assert_nonnull (focus);
  GtkWidget *row = gtk_widget_get_first_child (focus);
  g_assert_true (KW_IS_ROW (row));
  g_assert_cmpstr (kw_row_get_ref (KW_ROW (row)), ==, kw_search_view_get_best (page.view));
}

int
main (int argc, char **argv)
{
  app_test_init (&argc, &argv);
  g_test_add_func ("/app/search-view/sections", test_sections);
  g_test_add_func ("/app/search-view/note", test_note);
  g_test_add_func ("/app/search-view/typo", test_typo);
  g_test_add_func ("/app/search-view/nothing", test_nothing);
  g_test_add_func ("/app/search-view/one-section", test_one_section);
  g_test_add_func ("/app/search-view/marks", test_marks);
  g_test_add_func ("/app/search-view/focus", test_focus);

  return g_test_run ();
}
