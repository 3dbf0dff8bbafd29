/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/labs-view.h"

#include <glib/gi18n-lib.h>

#include "app/choice.h"
#include "app/count.h"
#include "app/no-longer.h"
#include "app/record-pane.h"
#include "core/icons.h"
#include "library/test-filter.h"

typedef enum
{
  BY_TEST,
  BY_REPORT,
} Mode;

struct _KwLabsView
{
  KwView parent_instance;

  /* Template children. */
  KwChoice *choice;
  GtkBox *bar;
  GtkWidget *order;
  GtkToggleButton *outside;
  GtkToggleButton *show_find; /* narrow: the entry would leave no room for the list */
  GtkSearchEntry *find;
  KwRecordPane *pane;
};

G_DEFINE_FINAL_TYPE (KwLabsView, kw_labs_view, KW_TYPE_VIEW)

static guint
count_outside (KwSnapshot *snapshot, const GArray *members)
{
  guint n = 0;

  for (guint i = 0; i < members->len; i++)
    if (kw_test_filter_is_outside (
            snapshot, kw_snapshot_get_record (snapshot, g_array_index (members, guint32, i))))
      n++;

  return n;
}

/* "Collected 5 November 2026 · 2 of 14 outside the range" (rule L15). */
static char *
panel_detail (KwSnapshot *snapshot, const KwRecord *panel, const GArray *members)
{
  guint outside = count_outside (snapshot, members);
  g_autofree char *when = kw_words_when (panel);

  if (outside == 0)
    return g_steal_pointer (&when);

  /* Translators: the date of a lab report, how many results are outside, and of how many. */
  return g_strdup_printf (_ ("%s · ⚠ %u of %u outside the range"), when, outside, members->len);
}

/* All of a report that has the typed name, or those of its results that have it. */
static void
append_panel (KwRecordList *list,
              KwSnapshot *snapshot,
              const KwRecord *panel,
              const KwTestFilter *filter)
{
  g_autoptr (GArray) members = kw_snapshot_dup_members (snapshot, panel);
  KwTestFilter any_name = { .only_outside = filter->only_outside };
  gboolean is_named = kw_test_filter_names (filter, snapshot, panel);
  g_autoptr (GArray) shown = kw_test_filter_dup (is_named ? &any_name : filter, snapshot, members);
  g_autofree char *title = kw_words_title (kw_snapshot_get_words (snapshot), panel);
  g_autofree char *detail = panel_detail (snapshot, panel, members);

  if (shown->len > 0)
    kw_record_list_append (list, title, detail, shown);
}

static void
append_panels (KwRecordList *list, KwSnapshot *snapshot, const KwTestFilter *filter)
{
  const GArray *panels = kw_snapshot_get_group (snapshot, KW_GROUP_PANELS);

  for (guint i = 0; i < panels->len; i++)
    append_panel (list, snapshot,
                  kw_snapshot_get_record (snapshot, g_array_index (panels, guint32, i)), filter);

  g_autoptr (GArray) alone = kw_test_filter_dup (
      filter, snapshot, kw_snapshot_get_group (snapshot, KW_GROUP_RESULTS_ALONE));
  if (alone->len > 0)
    kw_record_list_append (list, panels->len > 0 ? _ ("Not in a report") : NULL, NULL, alone);
}

static void
fill_counts (KwLabsView *self, KwSnapshot *snapshot)
{
  g_autofree char *count = kw_dup_count (kw_snapshot_count_group (snapshot, KW_GROUP_OUT_OF_RANGE));
  g_autofree char *label
      /* Translators: a filter, and how many newest results it shows. */
      = g_strdup_printf (C_ ("filter", "%s  %s"),
                         kw_view_get_narrow (KW_VIEW (self)) ? C_ ("filter", "Outside")
                                                             : _ ("Outside their range"),
                         count);
  g_autofree char *spoken = g_strdup_printf ("%s %s", _ ("Outside their range"), count);

  kw_choice_set_count (self->choice, BY_TEST, kw_snapshot_count_group (snapshot, KW_GROUP_TESTS));
  kw_choice_set_count (self->choice, BY_REPORT,
                       kw_snapshot_count_group (snapshot, KW_GROUP_PANELS));
  gtk_button_set_label (GTK_BUTTON (self->outside), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->outside), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  spoken, -1);
}

static void
set_empty (KwLabsView *self, const KwTestFilter *filter)
{
  if (*filter->words != NULL && **filter->words != '\0')
    kw_record_pane_set_empty (self->pane, KW_ICON_LABS, _ ("No test has this name"),
                              _ ("Search looks in all of the record, in notes as well."));
  else if (filter->only_outside)
    kw_record_pane_set_empty (self->pane, KW_ICON_LABS, _ ("No result is outside its range"),
                              _ ("Results without a range from the lab are not counted here."));
  else
    kw_record_pane_set_empty (self->pane, KW_ICON_LABS, _ ("No test results received"),
                              _ ("Only what your hospitals sent can be shown here."));
}

static void
fill (KwLabsView *self)
{
  KwSnapshot *snapshot = kw_view_get_snapshot (KW_VIEW (self));
  g_auto (KwTestFilter) filter = { 0 };

  if (snapshot == NULL)
    return;
  fill_counts (self, snapshot);
  if (kw_snapshot_is_partial (snapshot))
    {
      kw_record_pane_set_loading (self->pane);
      return;
    }

  g_autoptr (KwRecordList) list = kw_record_list_new (snapshot);
  kw_test_filter_init (&filter, gtk_editable_get_text (GTK_EDITABLE (self->find)),
                       gtk_toggle_button_get_active (self->outside));
  if (kw_choice_get_selected (self->choice) == BY_REPORT)
    append_panels (list, snapshot, &filter);
  else
    {
      g_autoptr (GArray) tests = kw_test_filter_dup (
          &filter, snapshot, kw_snapshot_get_group (snapshot, KW_GROUP_TESTS));
      kw_record_list_append (list, NULL, NULL, tests);
    }
  if (!filter.only_outside && *gtk_editable_get_text (GTK_EDITABLE (self->find)) == '\0')
    kw_no_longer_append (list, snapshot, KW_SECTION_LABS);
  set_empty (self, &filter);
  kw_record_pane_set_list (self->pane, list,
                           kw_view_get_narrow (KW_VIEW (self)) ? KW_ROW_TEST_SLIM : KW_ROW_TEST);
}

static void
changed_cb (KwLabsView *self)
{
  fill (self);
}

/* What is hidden does not filter. */
static void
show_find_cb (KwLabsView *self)
{
  gboolean shown = gtk_toggle_button_get_active (self->show_find);

  gtk_widget_set_visible (GTK_WIDGET (self->find), shown);
  if (shown)
    gtk_widget_grab_focus (GTK_WIDGET (self->find));
  else
    gtk_editable_set_text (GTK_EDITABLE (self->find), "");
}

static void
kw_labs_view_update (KwView *view, KwSnapshot *snapshot)
{
  (void) snapshot;
  fill (KW_LABS_VIEW (view));
}

static void
kw_labs_view_narrow_changed (KwView *view, gboolean narrow)
{
  KwLabsView *self = KW_LABS_VIEW (view);
  GtkOrientation orientation = narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL;

  kw_choice_set_narrow (self->choice, narrow);
  gtk_widget_set_visible (self->order, !narrow);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->bar), orientation);
  gtk_widget_set_visible (GTK_WIDGET (self->show_find), narrow);
  gtk_widget_set_visible (GTK_WIDGET (self->find),
                          !narrow || gtk_toggle_button_get_active (self->show_find));
  fill (KW_LABS_VIEW (view));
}

static void
kw_labs_view_get_scope (KwView *view, KwReportOptions *options)
{
  static const KwSection sections[] = { KW_SECTION_LABS };

  (void) view;
  options->sections = sections;
  options->n_sections = G_N_ELEMENTS (sections);
}

static void
kw_labs_view_class_init (KwLabsViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  KW_VIEW_CLASS (klass)->update = kw_labs_view_update;
  KW_VIEW_CLASS (klass)->narrow_changed = kw_labs_view_narrow_changed;
  KW_VIEW_CLASS (klass)->get_scope = kw_labs_view_get_scope;
  g_type_ensure (KW_TYPE_RECORD_PANE);
  g_type_ensure (KW_TYPE_CHOICE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/keepwell/Keepwell/ui/labs-view.ui");
  gtk_widget_class_bind_template_child (widget_class, KwLabsView, choice);
  gtk_widget_class_bind_template_child (widget_class, KwLabsView, order);
  gtk_widget_class_bind_template_child (widget_class, KwLabsView, bar);
  gtk_widget_class_bind_template_child (widget_class, KwLabsView, outside);
  gtk_widget_class_bind_template_child (widget_class, KwLabsView, show_find);
  gtk_widget_class_bind_template_child (widget_class, KwLabsView, find);
  gtk_widget_class_bind_template_callback (widget_class, show_find_cb);
  gtk_widget_class_bind_template_child (widget_class, KwLabsView, pane);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
}

static void
kw_labs_view_init (KwLabsView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  kw_view_set_title (KW_VIEW (self), _ ("Labs"));
  kw_record_pane_set_name (self->pane, _ ("Test results"));
  kw_choice_set_name (self->choice, _ ("How to list the results"));
  kw_choice_add (self->choice, _ ("By test"));
  kw_choice_add (self->choice, _ ("By report"));
}
