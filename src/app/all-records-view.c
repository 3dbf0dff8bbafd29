/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/all-records-view.h"

#include <glib/gi18n-lib.h>

#include "app/count.h"
#include "app/filter-bar.h"
#include "app/record-pane.h"
#include "app/scope.h"
#include "app/section-row.h"
#include "app/state-words.h"
#include "library/parts.h"

struct _KwAllRecordsView
{
  KwView parent_instance;

  /* Template children. */
  GtkScrolledWindow *side;
  GtkListBox *sections;
  GtkExpander *never;
  GtkLabel *never_words;
  GtkDropDown *menu;
  GtkLabel *title;
  KwFilterBar *filter;
  KwRecordPane *pane;

  /* Owned. */
  GArray *shown; /* of KwSection, in the order of the rows */
  GtkStringList *names;

  char **refs;        /* what a filter lets through, for Copy and Print */
  KwRecordList *list; /* what is shown, NULL before the first */

  KwSection section;
  gboolean syncing;
};

G_DEFINE_FINAL_TYPE (KwAllRecordsView, kw_all_records_view, KW_TYPE_VIEW)

/* A section stands at the side when it has records or a state that a person should know. */
static gboolean
is_worth_a_row (KwSnapshot *snapshot, KwSection section)
{
  KwSectionState state = kw_snapshot_get_section_state (snapshot, section);

  return kw_snapshot_count_section (snapshot, section) > 0
         || (state != KW_STATE_NOT_ASKED && state != KW_STATE_NOT_OFFERED);
}

static int
position_of (KwAllRecordsView *self, KwSection section)
{
  for (guint i = 0; i < self->shown->len; i++)
    if (g_array_index (self->shown, KwSection, i) == section)
      return (int) i;

  return -1;
}

/* Rule A3: the doses of one vaccine are one row, the newest; its page has the others. */
static GArray *
dup_rows (KwSnapshot *snapshot, KwSection section)
{
  const GArray *all = kw_snapshot_get_section (snapshot, section);
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint i = 0; i < all->len; i++)
    {
      guint32 index = g_array_index (all, guint32, i);
      const GArray *same
          = kw_snapshot_get_same_vaccine (snapshot, kw_snapshot_get_record (snapshot, index));

      if (same == NULL || g_array_index (same, guint32, 0) == index)
        g_array_append_val (rows, index);
    }
  return rows;
}

/* A section in the parts that a person reads it in, else by its years. Only beneath a year does a
 * row need no year of its own. */
static KwRowStyle
append_rows (KwAllRecordsView *self, KwSnapshot *snapshot, const GArray *rows)
{
  g_autoptr (GPtrArray) parts = kw_parts_new (snapshot, self->section, rows, kw_scope_now ());

  if (parts == NULL)
    {
      kw_record_list_append_grouped (self->list, rows, KW_GROUPING_YEAR);
      return self->section == KW_SECTION_IMMUNIZATIONS ? KW_ROW_VACCINE : KW_ROW_DATED;
    }
  for (guint i = 0; i < parts->len; i++)
    {
      const KwPart *part = g_ptr_array_index (parts, i);
      g_autofree char *count = kw_dup_count (part->indexes->len);
      kw_record_list_append (self->list, part->title, count, part->indexes);
    }
  return self->section == KW_SECTION_ALLERGIES ? KW_ROW_ALLERGY : KW_ROW_ONE_OF;
}

/* What the filter lets through; where that is nothing, it says so and how to see more. */
static void
show_rows (KwAllRecordsView *self)
{
  KwSnapshot *snapshot = kw_view_get_snapshot (KW_VIEW (self));
  const char *title = kw_section_get_title (self->section);
  g_autofree char *note = kw_snapshot_dup_section_note (snapshot, self->section);
  const char *state
      = note != NULL ? note
                     : kw_state_get_words (kw_snapshot_get_section_state (snapshot, self->section));
  g_autoptr (GArray) rows = kw_filter_bar_apply (self->filter);
  gboolean filtered = kw_filter_bar_is_active (self->filter);

  g_clear_object (&self->list);
  self->list = kw_record_list_new (snapshot);
  KwRowStyle style = append_rows (self, snapshot, rows);
  kw_record_pane_set_empty (
      self->pane, kw_section_get_icon_name (self->section),
      filtered ? _ ("No record fits these limits") : title,
      filtered ? _ ("Take a limit away, or choose “Clear all” to see every record.") : state);
  kw_record_pane_set_list (self->pane, self->list, style);
}

static void
filter_changed_cb (KwAllRecordsView *self)
{
  show_rows (self);
}

static void
jump_cb (KwAllRecordsView *self, int year)
{
  guint position = 0;

  if (self->list != NULL && kw_record_list_find_year (self->list, year, &position))
    kw_record_pane_jump (self->pane, position);
}

static void
show_section (KwAllRecordsView *self)
{
  KwSnapshot *snapshot = kw_view_get_snapshot (KW_VIEW (self));
  const char *title = kw_section_get_title (self->section);

  gtk_label_set_text (self->title, title);
  kw_record_pane_set_name (self->pane, title);
  gtk_widget_set_visible (GTK_WIDGET (self->filter), !kw_snapshot_is_partial (snapshot));
  if (kw_snapshot_is_partial (snapshot))
    {
      kw_record_pane_set_loading (self->pane);
      return;
    }

  gboolean vaccines = self->section == KW_SECTION_IMMUNIZATIONS;
  g_autoptr (GArray) rows = vaccines ? dup_rows (snapshot, self->section) : NULL;
  kw_filter_bar_set_records (self->filter, snapshot,
                             vaccines ? rows : kw_snapshot_get_section (snapshot, self->section));
  show_rows (self);
}

static void
choose (KwAllRecordsView *self, int position)
{
  if (position < 0 || self->syncing)
    return;

  self->syncing = TRUE;
  if (self->section != g_array_index (self->shown, KwSection, position))
    kw_filter_bar_reset (self->filter);
  self->section = g_array_index (self->shown, KwSection, position);
  gtk_list_box_select_row (self->sections,
                           gtk_list_box_get_row_at_index (self->sections, position));
  gtk_drop_down_set_selected (self->menu, (guint) position);
  self->syncing = FALSE;
  show_section (self);
}

static void
row_selected_cb (KwAllRecordsView *self, GtkListBoxRow *row)
{
  if (row != NULL)
    choose (self, gtk_list_box_row_get_index (row));
}

static void
menu_changed_cb (KwAllRecordsView *self)
{
  guint selected = gtk_drop_down_get_selected (self->menu);

  if (selected != GTK_INVALID_LIST_POSITION)
    choose (self, (int) selected);
}

/* What no hospital offers and nobody asked for is one line that opens. */
static void
fill_never (KwAllRecordsView *self, KwSnapshot *snapshot)
{
  g_autoptr (GString) words = g_string_new (NULL);
  guint n = 0;

  for (KwSection section = 0; section < KW_N_SECTIONS; section++)
    {
      if (is_worth_a_row (snapshot, section))
        continue;
      g_autofree char *note = kw_snapshot_dup_section_note (snapshot, section);
      KwSectionState state = kw_snapshot_get_section_state (snapshot, section);
      g_string_append_printf (words, "%s%s: %s", n > 0 ? "\n" : "", kw_section_get_title (section),
                              note != NULL ? note : kw_state_get_words (state));
      n++;
    }

  g_autofree char *label = g_strdup_printf (ngettext ("%u section never offered or asked for",
                                                      "%u sections never offered or asked for", n),
                                            n);
  gtk_expander_set_label (self->never, label);
  gtk_label_set_text (self->never_words, words->str);
  gtk_widget_set_visible (GTK_WIDGET (self->never), n > 0);
}

static void
kw_all_records_view_update (KwView *view, KwSnapshot *snapshot)
{
  KwAllRecordsView *self = KW_ALL_RECORDS_VIEW (view);
  GtkListBoxRow *row;

  self->syncing = TRUE;
  g_array_set_size (self->shown, 0);
  gtk_string_list_splice (self->names, 0, g_list_model_get_n_items (G_LIST_MODEL (self->names)),
                          NULL);
  while ((row = gtk_list_box_get_row_at_index (self->sections, 0)) != NULL)
    gtk_list_box_remove (self->sections, GTK_WIDGET (row));
  for (KwSection section = 0; section < KW_N_SECTIONS; section++)
    {
      if (!is_worth_a_row (snapshot, section))
        continue;
      g_autofree char *name = g_strdup_printf ("%s %u", kw_section_get_title (section),
                                               kw_snapshot_count_section (snapshot, section));
      g_array_append_val (self->shown, section);
      gtk_string_list_append (self->names, name);
      gtk_list_box_append (self->sections, kw_section_row_new (snapshot, section));
    }
  self->syncing = FALSE;
  fill_never (self, snapshot);

  int position = position_of (self, self->section);
  choose (self, position >= 0 ? position : self->shown->len > 0 ? 0 : -1);
}

static void
kw_all_records_view_narrow_changed (KwView *view, gboolean narrow)
{
  KwAllRecordsView *self = KW_ALL_RECORDS_VIEW (view);

  gtk_widget_set_visible (GTK_WIDGET (self->side), !narrow);
  gtk_widget_set_visible (GTK_WIDGET (self->menu), narrow);
  gtk_widget_set_visible (GTK_WIDGET (self->title), !narrow);
}

static void
kw_all_records_view_get_scope (KwView *view, KwReportOptions *options)
{
  KwAllRecordsView *self = KW_ALL_RECORDS_VIEW (view);

  options->sections = &self->section;
  options->n_sections = 1;
  if (self->list == NULL || !kw_filter_bar_is_active (self->filter))
    return;
  g_strfreev (self->refs);
  self->refs = kw_record_list_dup_refs (self->list);
  options->refs = (const char *const *) self->refs;
}

static void
kw_all_records_view_dispose (GObject *object)
{
  KwAllRecordsView *self = KW_ALL_RECORDS_VIEW (object);

  self->syncing = TRUE;
  g_clear_object (&self->names);
  g_clear_object (&self->list);
  g_clear_pointer (&self->refs, g_strfreev);
  g_clear_pointer (&self->shown, g_array_unref);

  G_OBJECT_CLASS (kw_all_records_view_parent_class)->dispose (object);
}

static void
kw_all_records_view_class_init (KwAllRecordsViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kw_all_records_view_dispose;
  KW_VIEW_CLASS (klass)->update = kw_all_records_view_update;
  KW_VIEW_CLASS (klass)->narrow_changed = kw_all_records_view_narrow_changed;
  KW_VIEW_CLASS (klass)->get_scope = kw_all_records_view_get_scope;
  g_type_ensure (KW_TYPE_FILTER_BAR);
  g_type_ensure (KW_TYPE_RECORD_PANE);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/keepwell/Keepwell/ui/all-records-view.ui");
  gtk_widget_class_bind_template_child (widget_class, KwAllRecordsView, side);
  gtk_widget_class_bind_template_child (widget_class, KwAllRecordsView, sections);
  gtk_widget_class_bind_template_child (widget_class, KwAllRecordsView, never);
  gtk_widget_class_bind_template_child (widget_class, KwAllRecordsView, never_words);
  gtk_widget_class_bind_template_child (widget_class, KwAllRecordsView, menu);
  gtk_widget_class_bind_template_child (widget_class, KwAllRecordsView, title);
  gtk_widget_class_bind_template_child (widget_class, KwAllRecordsView, filter);
  gtk_widget_class_bind_template_child (widget_class, KwAllRecordsView, pane);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, jump_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, menu_changed_cb);
}

static void
kw_all_records_view_init (KwAllRecordsView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->shown = g_array_new (FALSE, FALSE, sizeof (KwSection));
  self->names = gtk_string_list_new (NULL);
  self->syncing = TRUE;
  gtk_drop_down_set_model (self->menu, G_LIST_MODEL (self->names));
  self->syncing = FALSE;
  kw_view_set_title (KW_VIEW (self), _ ("All records"));
  kw_record_pane_set_maximum_width (self->pane, 760);
}

void
kw_all_records_view_set_section (KwAllRecordsView *self, KwSection section)
{
  g_return_if_fail (KW_IS_ALL_RECORDS_VIEW (self));

  if (self->section != section)
    kw_filter_bar_reset (self->filter);
  self->section = section;
  if (kw_view_get_snapshot (KW_VIEW (self)) != NULL)
    choose (self, position_of (self, section));
}
