/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/changes-page.h"

#include <glib/gi18n-lib.h>

#include "app/count.h"
#include "app/record-pane.h"
#include "app/summary-job.h"
#include "library/changes.h"

struct _KwChangesPage
{
  KwView parent_instance;

  /* Children. */
  GtkLabel *heading;
  GtkWidget *seen;
  KwRecordPane *pane;
};

G_DEFINE_FINAL_TYPE (KwChangesPage, kw_changes_page, KW_TYPE_VIEW)

static const char *const headings[KW_N_CHANGES] = {
  [KW_CHANGE_NEW] = N_ ("New"),
  [KW_CHANGE_CHANGED] = N_ ("Changed"),
  [KW_CHANGE_NOT_LISTED] = N_ ("No longer listed by the hospital"),
};

/* The year is said where it is not this one. */
char *
kw_changes_dup_heading (KwSnapshot *snapshot)
{
  g_return_val_if_fail (snapshot != NULL, NULL);

  gint64 at = kw_snapshot_get_looked_at (snapshot);
  g_autoptr (GDateTime) then = g_date_time_new_from_unix_local (at);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *iso = g_date_time_format (then, "%Y-%m-%d");
  g_autofree char *day = NULL;

  if (at == 0)
    return g_strdup (_ ("New and changed"));
  /* Translators: a day of this year, in the order of g_date_time_format(): "3 November". */
  day = g_date_time_get_year (then) == g_date_time_get_year (now)
            ? g_date_time_format (then, C_ ("day of this year", "%-d %B"))
            : kw_words_date (iso);
  /* Translators: a day. */
  return g_strdup_printf (_ ("New and changed since you last looked (%s)"), day);
}

static gboolean
mark_seen (KwVault *vault, gpointer data, GError **error)
{
  return kw_changes_mark_seen (data, vault, g_get_real_time () / G_USEC_PER_SEC, error);
}

static void
unref_snapshot (gpointer data)
{
  kw_snapshot_unref (data);
}

void
kw_changes_page_seen (KwView *view)
{
  g_return_if_fail (KW_IS_VIEW (view));

  KwSnapshot *snapshot = kw_view_get_snapshot (view);
  KwLibrary *library = kw_view_get_library (view);

  if (snapshot == NULL || library == NULL)
    return;
  if (kw_snapshot_is_partial (snapshot))
    gtk_widget_activate_action (GTK_WIDGET (view), "win.toast", "s",
                                _ ("One moment: your record is still being read."));
  else
    kw_summary_job_run (GTK_WIDGET (view), library, mark_seen, kw_snapshot_ref (snapshot),
                        unref_snapshot, _ ("Marked as seen."));
}

static void
seen_cb (KwChangesPage *self)
{
  kw_changes_page_seen (KW_VIEW (self));
}

static void
append_kind (KwRecordList *list, KwSnapshot *snapshot, KwChangeKind kind)
{
  const GPtrArray *changes = kw_snapshot_get_changes (snapshot);
  g_autoptr (GArray) indexes = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autofree char *count = NULL;

  for (guint i = 0; i < changes->len; i++)
    {
      const KwChange *change = g_ptr_array_index (changes, i);
      guint32 index;

      if (change->kind == kind && kw_snapshot_get_index (snapshot, change->record, &index))
        g_array_append_val (indexes, index);
    }
  count = kw_dup_count (indexes->len);
  if (indexes->len > 0)
    kw_record_list_append (list, _ (headings[kind]), count, indexes);
}

static void
kw_changes_page_update (KwView *view, KwSnapshot *snapshot)
{
  static const KwChangeKind order[] = { KW_CHANGE_CHANGED, KW_CHANGE_NEW, KW_CHANGE_NOT_LISTED };
  KwChangesPage *self = KW_CHANGES_PAGE (view);
  g_autoptr (KwRecordList) list = kw_record_list_new (snapshot);
  g_autofree char *heading = kw_changes_dup_heading (snapshot);

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    append_kind (list, snapshot, order[i]);
  gtk_label_set_text (self->heading, heading);
  gtk_widget_set_visible (self->seen, kw_snapshot_count_changes (snapshot) > 0);
  kw_record_pane_set_empty (self->pane, "emblem-ok-symbolic", _ ("Nothing new or changed"),
                            _ ("What your hospitals add or change will be listed here."));
  kw_record_pane_set_list (self->pane, list, KW_ROW_NEWS);
}

static void
kw_changes_page_class_init (KwChangesPageClass *klass)
{
  KW_VIEW_CLASS (klass)->update = kw_changes_page_update;
}

static void
kw_changes_page_init (KwChangesPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);

  self->heading = g_object_new (GTK_TYPE_LABEL, "wrap", TRUE, "xalign", 0.0, "accessible-role",
                                GTK_ACCESSIBLE_ROLE_HEADING, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->heading), "record-title");
  self->seen = gtk_button_new_with_label (_ ("I have seen these"));
  gtk_widget_set_halign (self->seen, GTK_ALIGN_START);
  g_signal_connect_swapped (self->seen, "clicked", G_CALLBACK (seen_cb), self);
  self->pane = g_object_new (KW_TYPE_RECORD_PANE, "vexpand", TRUE, NULL);
  kw_record_pane_set_name (self->pane, _ ("New and changed"));
  gtk_widget_add_css_class (bar, "list-bar");
  gtk_box_append (GTK_BOX (bar), GTK_WIDGET (self->heading));
  gtk_box_append (GTK_BOX (bar), self->seen);
  gtk_box_append (GTK_BOX (box), bar);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->pane));
  adw_bin_set_child (ADW_BIN (self), box);
  kw_view_set_title (KW_VIEW (self), _ ("New and changed"));
}

KwChangesPage *
kw_changes_page_new (void)
{
  return g_object_new (KW_TYPE_CHANGES_PAGE, NULL);
}
