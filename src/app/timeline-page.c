/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/timeline-page.h"

#include <glib/gi18n-lib.h>

#include "app/filter-bar.h"
#include "app/record-pane.h"
#include "library/timeline.h"

struct _KwTimelinePage
{
  KwView parent_instance;

  /* Children. */
  KwFilterBar *filter;
  KwRecordPane *pane;

  /* Owned. */
  GArray *all; /* of guint32: what the filter narrows */
  KwRecordList *list;
  char **refs; /* what a filter lets through, for Copy and Print; NULL: everything */
};

G_DEFINE_FINAL_TYPE (KwTimelinePage, kw_timeline_page, KW_TYPE_VIEW)

static void
show_rows (KwTimelinePage *self)
{
  KwSnapshot *snapshot = kw_view_get_snapshot (KW_VIEW (self));
  g_autoptr (GArray) rows = kw_filter_bar_apply (self->filter);
  gboolean filtered = kw_filter_bar_is_active (self->filter);

  g_clear_object (&self->list);
  self->list = kw_record_list_new (snapshot);
  kw_record_list_take_timeline (self->list, kw_timeline_new (snapshot, rows));
  kw_record_pane_set_empty (
      self->pane, "x-office-calendar-symbolic",
      filtered ? _ ("No record fits these limits") : _ ("No records yet"),
      filtered ? _ ("Take a limit away, or choose “Clear all” to see every record.")
               : _ ("Only what your hospitals sent can be shown here."));
  kw_record_pane_set_list (self->pane, self->list, KW_ROW_ON_DAY);
}

static void
changed_cb (KwTimelinePage *self)
{
  show_rows (self);
}

static void
jump_cb (KwTimelinePage *self, int year)
{
  guint position = 0;

  if (self->list != NULL && kw_record_list_find_year (self->list, year, &position))
    kw_record_pane_jump (self->pane, position);
}

static void
kw_timeline_page_update (KwView *view, KwSnapshot *snapshot)
{
  KwTimelinePage *self = KW_TIMELINE_PAGE (view);
  gboolean partial = kw_snapshot_is_partial (snapshot);

  gtk_widget_set_visible (GTK_WIDGET (self->filter), !partial);
  if (partial)
    {
      kw_record_pane_set_loading (self->pane);
      return;
    }
  g_clear_pointer (&self->all, g_array_unref);
  self->all = kw_timeline_dup_all (snapshot);
  kw_filter_bar_set_records (self->filter, snapshot, self->all);
  show_rows (self);
}

static void
kw_timeline_page_get_scope (KwView *view, KwReportOptions *options)
{
  KwTimelinePage *self = KW_TIMELINE_PAGE (view);

  g_clear_pointer (&self->refs, g_strfreev);
  if (self->list == NULL || !kw_filter_bar_is_active (self->filter))
    return;
  self->refs = kw_record_list_dup_refs (self->list);
  options->refs = (const char *const *) self->refs;
}

static void
kw_timeline_page_dispose (GObject *object)
{
  KwTimelinePage *self = KW_TIMELINE_PAGE (object);

  g_clear_object (&self->list);
  g_clear_pointer (&self->all, g_array_unref);
  g_clear_pointer (&self->refs, g_strfreev);

  G_OBJECT_CLASS (kw_timeline_page_parent_class)->dispose (object);
}

static void
kw_timeline_page_class_init (KwTimelinePageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kw_timeline_page_dispose;
  KW_VIEW_CLASS (klass)->update = kw_timeline_page_update;
  KW_VIEW_CLASS (klass)->get_scope = kw_timeline_page_get_scope;
}

static void
kw_timeline_page_init (KwTimelinePage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *clamp
      = g_object_new (ADW_TYPE_CLAMP, "maximum-size", 860, "tightening-threshold", 660, NULL);
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *title = g_object_new (GTK_TYPE_LABEL, "label", _ ("Timeline"), "xalign", 0.0,
                                   "accessible-role", GTK_ACCESSIBLE_ROLE_HEADING, NULL);

  self->filter = g_object_new (KW_TYPE_FILTER_BAR, NULL);
  self->pane = g_object_new (KW_TYPE_RECORD_PANE, NULL);
  gtk_widget_add_css_class (title, "page-title");
  gtk_widget_add_css_class (bar, "list-bar");
  gtk_box_append (GTK_BOX (bar), title);
  gtk_box_append (GTK_BOX (bar), GTK_WIDGET (self->filter));
  adw_clamp_set_child (ADW_CLAMP (clamp), bar);
  gtk_box_append (GTK_BOX (box), clamp);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->pane));
  adw_bin_set_child (ADW_BIN (self), box);
  g_signal_connect_swapped (self->filter, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->filter, "jump", G_CALLBACK (jump_cb), self);
  kw_view_set_title (KW_VIEW (self), _ ("Timeline"));
  kw_record_pane_set_name (self->pane, _ ("Timeline"));
  kw_record_pane_set_maximum_width (self->pane, 860);
}

KwTimelinePage *
kw_timeline_page_new (void)
{
  return g_object_new (KW_TYPE_TIMELINE_PAGE, NULL);
}
