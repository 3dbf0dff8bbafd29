/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/labs-view.h"

#include <glib/gi18n-lib.h>

#include "app/choice.h"
#include "app/no-longer.h"
#include "app/record-pane.h"
#include "core/icons.h"

typedef enum
{
  BY_TEST,
  BY_REPORT,
  OUTSIDE,
} Mode;

struct _KwLabsView
{
  KwView parent_instance;

  /* Template children. */
  KwChoice *choice;
  GtkWidget *order;
  KwRecordPane *pane;
};

G_DEFINE_FINAL_TYPE (KwLabsView, kw_labs_view, KW_TYPE_VIEW)

static guint
count_outside (KwSnapshot *snapshot, const GArray *members)
{
  guint n = 0;

  for (guint i = 0; i < members->len; i++)
    {
      const KwRecord *record
          = kw_snapshot_get_record (snapshot, g_array_index (members, guint32, i));
      if (kw_snapshot_get_replacement (snapshot, record) == NULL
          && kw_flag_is_outside (kw_flag_of_record (record, NULL)))
        n++;
    }

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

static void
append_panels (KwRecordList *list, KwSnapshot *snapshot)
{
  const GArray *panels = kw_snapshot_get_group (snapshot, KW_GROUP_PANELS);

  for (guint i = 0; i < panels->len; i++)
    {
      const KwRecord *panel = kw_snapshot_get_record (snapshot, g_array_index (panels, guint32, i));
      g_autoptr (GArray) members = kw_snapshot_dup_members (snapshot, panel);
      g_autofree char *title = kw_words_title (kw_snapshot_get_words (snapshot), panel);
      g_autofree char *detail = panel_detail (snapshot, panel, members);
      kw_record_list_append (list, title, detail, members);
    }

  const GArray *alone = kw_snapshot_get_group (snapshot, KW_GROUP_RESULTS_ALONE);
  if (alone->len > 0)
    kw_record_list_append (list, panels->len > 0 ? _ ("Not in a report") : NULL, NULL, alone);
}

static void
fill (KwLabsView *self)
{
  KwSnapshot *snapshot = kw_view_get_snapshot (KW_VIEW (self));

  if (snapshot == NULL)
    return;
  kw_choice_set_count (self->choice, BY_TEST, kw_snapshot_count_group (snapshot, KW_GROUP_TESTS));
  kw_choice_set_count (self->choice, BY_REPORT,
                       kw_snapshot_count_group (snapshot, KW_GROUP_PANELS));
  kw_choice_set_count (self->choice, OUTSIDE,
                       kw_snapshot_count_group (snapshot, KW_GROUP_OUT_OF_RANGE));
  if (kw_snapshot_is_partial (snapshot))
    {
      kw_record_pane_set_loading (self->pane);
      return;
    }

  g_autoptr (KwRecordList) list = kw_record_list_new (snapshot);
  Mode mode = kw_choice_get_selected (self->choice);
  if (mode == BY_REPORT)
    append_panels (list, snapshot);
  else
    kw_record_list_append (
        list, NULL, NULL,
        kw_snapshot_get_group (snapshot, mode == OUTSIDE ? KW_GROUP_OUT_OF_RANGE : KW_GROUP_TESTS));
  if (mode != OUTSIDE)
    kw_no_longer_append (list, snapshot, KW_SECTION_LABS);
  kw_record_pane_set_empty (self->pane, KW_ICON_LABS,
                            mode == OUTSIDE ? _ ("No newest result is outside its range")
                                            : _ ("No test results received"),
                            mode == OUTSIDE
                                ? _ ("Results without a range from the lab are not counted here.")
                                : _ ("Only what your hospitals sent can be shown here."));
  kw_record_pane_set_list (self->pane, list,
                           kw_view_get_narrow (KW_VIEW (self)) ? KW_ROW_TEST_SLIM : KW_ROW_TEST);
}

static void
changed_cb (KwLabsView *self)
{
  fill (self);
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
  kw_choice_set_narrow (KW_LABS_VIEW (view)->choice, narrow);
  gtk_widget_set_visible (KW_LABS_VIEW (view)->order, !narrow);
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
  kw_choice_add (self->choice, _ ("Outside their range"));
}
