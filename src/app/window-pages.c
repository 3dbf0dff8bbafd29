/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/window-private.h"

#include <glib/gi18n-lib.h>

#include "app/all-records-view.h"
#include "app/changes-page.h"
#include "app/copies.h"
#include "app/disagreements-page.h"
#include "app/document-page.h"
#include "app/prepare-page.h"
#include "app/record-page.h"
#include "app/source-data-page.h"
#include "app/stack.h"
#include "app/summary-cards-page.h"
#include "app/timeline-page.h"
#include "core/error.h"

/* The first start has nowhere to go back to. */
static gboolean
has_people (KwWindow *self)
{
  g_auto (GStrv) uuids = self->data_dir != NULL ? kw_vault_list (self->data_dir) : NULL;

  return uuids != NULL && uuids[0] != NULL;
}

/* Whose record files and hospitals go to, while somebody is open. */
static char *
dup_whose (KwWindow *self)
{
  const KwPerson *person = self->snapshot != NULL ? kw_snapshot_get_person (self->snapshot) : NULL;

  return person != NULL && person->name != NULL ? g_strdup_printf (_ ("Record of %s"), person->name)
                                                : NULL;
}

/* Rows of the window follow from what is shown; one function decides for all of them. */
void
kw_window_update_rows (KwWindow *self)
{
  const char *page = gtk_stack_get_visible_child_name (self->pages);
  gboolean record = g_strcmp0 (page, "record") == 0;
  gboolean connect = g_strcmp0 (page, "connect") == 0;
  gboolean files = g_strcmp0 (page, "files") == 0;
  gboolean start = g_strcmp0 (page, "start") == 0;
  g_autofree char *whose = dup_whose (self);
  gboolean pushed = record && self->pushed->len > 0 && self->search == NULL;
  gboolean searching = record && self->search != NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->top_tabs),
                          record && !pushed && !searching && !self->narrow);
  gtk_widget_set_visible (GTK_WIDGET (self->bottom_tabs), record && self->narrow);
  gtk_widget_set_visible (GTK_WIDGET (self->page_row), pushed);
  gtk_widget_set_visible (GTK_WIDGET (self->back_title), !self->narrow);
  /* Between its buttons there is no room for it; the page says it in full. */
  gtk_widget_set_visible (GTK_WIDGET (self->page_title), !self->narrow);
  /* The words have the whole width of a narrow window, and the button stands below them. */
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->notice_content),
                                  self->narrow ? GTK_ORIENTATION_VERTICAL
                                               : GTK_ORIENTATION_HORIZONTAL);
  gtk_widget_set_halign (GTK_WIDGET (self->notice_button),
                         self->narrow ? GTK_ALIGN_START : GTK_ALIGN_FILL);
  gtk_widget_set_visible (GTK_WIDGET (self->status), record);
  if (connect)
    kw_header_set_title (self->header, kw_connect_page_get_title (self->connect),
                         kw_connect_page_get_step (self->connect));
  else
    kw_header_set_title (self->header,
                         record  ? NULL
                         : files ? _ ("Open files")
                                 : _ ("Keepwell"),
                         files ? whose : NULL);
  kw_header_set_can_cancel (self->header, connect || files || (start && has_people (self)));
  kw_window_update_notice (self);
}

static void
update_page_row (KwWindow *self)
{
  guint n = self->pushed->len;
  GtkWidget *old = gtk_widget_get_first_child (GTK_WIDGET (self->page_actions));

  if (old != NULL)
    gtk_box_remove (self->page_actions, old);
  if (n > 0)
    {
      KwView *view = g_ptr_array_index (self->pushed, n - 1);
      KwView *below
          = n > 1 ? g_ptr_array_index (self->pushed, n - 2) : self->views[kw_tab_find (self->tab)];
      GtkWidget *actions = kw_view_get_actions (view);

      gtk_label_set_text (self->page_title, kw_view_get_title (view));
      gtk_label_set_text (self->back_title, kw_window_get_search_behind (view) != NULL
                                                ? _ ("Search")
                                            : below != NULL ? kw_view_get_title (below)
                                                            : _ ("Back"));
      if (actions != NULL)
        gtk_box_append (self->page_actions, actions);
    }
  kw_window_update_rows (self);
}

static gboolean
slow_cb (gpointer data)
{
  KwWindow *self = data;

  self->slow = 0;
  gtk_widget_set_opacity (self->opening_page, 1);

  return G_SOURCE_REMOVE;
}

void
kw_window_show_page (KwWindow *self, const char *name)
{
  /* A record is there in a moment; only a keyring that asks takes longer, and wants words. */
  g_clear_handle_id (&self->slow, g_source_remove);
  if (strcmp (name, "opening") == 0)
    {
      gtk_widget_set_opacity (self->opening_page, 0);
      self->slow = g_timeout_add (400, slow_cb, self);
    }
  kw_window_ensure_page (self, name);
  kw_stack_show_name (self->pages, name);
  kw_window_update_rows (self);
  /* Without a focus no shortcut is heard. */
  if (gtk_window_get_focus (GTK_WINDOW (self)) == NULL)
    gtk_widget_child_focus (GTK_WIDGET (self->pages), GTK_DIR_TAB_FORWARD);
}

void
kw_window_add_view (KwWindow *self, KwView *view)
{
  kw_view_set_narrow (view, self->narrow);
  kw_view_set_library (view, self->library);
  gtk_stack_add_child (self->content, GTK_WIDGET (view));
  if (self->snapshot != NULL)
    kw_view_set_snapshot (view, self->snapshot);
}

void
kw_window_show_tab (KwWindow *self, const char *name)
{
  int i = kw_tab_find (name);

  g_return_if_fail (i >= 0);
  if (self->snapshot == NULL)
    return;
  if (self->views[i] == NULL)
    {
      self->views[i] = KW_VIEW (g_object_new (kw_tab_get ((guint) i)->get_type (), NULL));
      kw_window_add_view (self, self->views[i]);
    }
  if (self->pushed->len == 0 && self->search == NULL)
    kw_stack_show (self->content, GTK_WIDGET (self->views[i]));
}

void
kw_window_push (KwWindow *self, KwView *view)
{
  g_return_if_fail (KW_IS_WINDOW (self) && KW_IS_VIEW (view));

  /* A page from the search stands on top of what was there before. */
  kw_window_remember_search (self, view);
  kw_header_clear_search (self->header);
  kw_window_add_view (self, view);
  g_ptr_array_add (self->pushed, view);
  kw_stack_show (self->content, GTK_WIDGET (view));
  update_page_row (self);
  gtk_widget_grab_focus (gtk_center_box_get_start_widget (self->page_row));
}

gboolean
kw_window_pop (KwWindow *self)
{
  if (self->pushed->len == 0)
    return FALSE;

  KwView *top = g_ptr_array_steal_index (self->pushed, self->pushed->len - 1);
  update_page_row (self);
  if (self->pushed->len > 0)
    kw_stack_show (self->content, g_ptr_array_index (self->pushed, self->pushed->len - 1));
  else
    kw_window_show_tab (self, self->tab);
  gtk_stack_remove (self->content, GTK_WIDGET (top));

  return TRUE;
}

void
kw_window_pop_all (KwWindow *self)
{
  while (kw_window_pop (self))
    ;
}

void
kw_window_forget_views (KwWindow *self)
{
  kw_header_clear_search (self->header);
  kw_window_update_search (self);
  kw_window_pop_all (self);
  /* The copies are of the person that was open. */
  kw_copies_remove ();
  for (guint i = 0; i < KW_N_TABS; i++)
    if (self->views[i] != NULL)
      gtk_stack_remove (self->content, GTK_WIDGET (g_steal_pointer (&self->views[i])));
}

KwView *
kw_window_get_visible_view (KwWindow *self)
{
  GtkWidget *child = gtk_stack_get_visible_child (self->content);

  return child != NULL && KW_IS_VIEW (child) ? KW_VIEW (child) : NULL;
}

static void
open_record_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KwWindow *self = KW_WINDOW (widget);
  const char *ref = g_variant_get_string (parameter, NULL);
  const KwRecord *record = self->snapshot != NULL ? kw_snapshot_find (self->snapshot, ref) : NULL;

  (void) name;
  if (record == NULL)
    {
      g_autoptr (GError) error = g_error_new_literal (KW_ERROR, KW_ERROR_NO_SUCH_RECORD, "open");
      kw_window_toast_error (self, error);
      return;
    }
  if (record->section == KW_SECTION_DOCUMENTS && record->n_attachments > 0)
    kw_window_push (self, KW_VIEW (kw_document_page_new (ref)));
  else
    kw_window_push (self, KW_VIEW (kw_record_page_new (ref)));
}

static void
open_facts_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  (void) name;
  kw_window_push (KW_WINDOW (widget),
                  KW_VIEW (kw_record_page_new (g_variant_get_string (parameter, NULL))));
}

static void
open_document_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  (void) name;
  kw_window_push (KW_WINDOW (widget),
                  KW_VIEW (kw_document_page_new (g_variant_get_string (parameter, NULL))));
}

static void
open_source_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  (void) name;
  kw_window_push (KW_WINDOW (widget),
                  KW_VIEW (kw_source_data_page_new (g_variant_get_string (parameter, NULL))));
}

/* Pages about all of the record, each with its action. */
static const struct
{
  const char *action;
  GType (*get_type) (void);
} whole_pages[] = {
  { "win.disagreements", kw_disagreements_page_get_type },
  { "win.changes", kw_changes_page_get_type },
  { "win.prepare", kw_prepare_page_get_type },
  { "win.summary-cards", kw_summary_cards_page_get_type },
};

static void
whole_page_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KwWindow *self = KW_WINDOW (widget);

  (void) parameter;
  for (guint i = 0; self->snapshot != NULL && i < G_N_ELEMENTS (whole_pages); i++)
    if (g_str_equal (whole_pages[i].action, name))
      kw_window_push (self, KW_VIEW (g_object_new (whole_pages[i].get_type (), NULL)));
}

static void
timeline_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KwWindow *self = KW_WINDOW (widget);
  KwView *shown = kw_window_get_visible_view (self);

  (void) name;
  (void) parameter;
  /* The key pressed twice opens one. */
  if (self->snapshot != NULL && (shown == NULL || !KW_IS_TIMELINE_PAGE (shown)))
    kw_window_push (self, KW_VIEW (kw_timeline_page_new ()));
}

static void
section_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KwWindow *self = KW_WINDOW (widget);
  KwSection section = KW_SECTION_OTHER;

  (void) name;
  if (!kw_section_from_id (g_variant_get_string (parameter, NULL), &section))
    return;
  g_object_set (self, "tab", "all-records", NULL);
  kw_all_records_view_set_section (KW_ALL_RECORDS_VIEW (self->views[kw_tab_find ("all-records")]),
                                   section);
}

static void
back_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KwWindow *self = KW_WINDOW (widget);

  (void) name;
  (void) parameter;
  if (self->search != NULL)
    kw_header_clear_search (self->header);
  else
    kw_window_go_back (self);
}

static void
find_everything_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KwWindow *self = KW_WINDOW (widget);

  (void) name;
  (void) parameter;
  if (self->snapshot != NULL)
    kw_header_focus_search (self->header);
}

/* Inside a document, Ctrl+F finds in the document (rule O6). */
static void
find_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KwView *view = kw_window_get_visible_view (KW_WINDOW (widget));

  if (view == NULL || !gtk_widget_activate_action (GTK_WIDGET (view), "document.find", NULL))
    find_everything_cb (widget, name, parameter);
}

static void
zoom_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KwView *view = kw_window_get_visible_view (KW_WINDOW (widget));

  (void) name;
  if (view != NULL)
    gtk_widget_activate_action (GTK_WIDGET (view), "document.zoom", "i",
                                g_variant_get_int32 (parameter));
}

static void
install_zoom (GtkWidgetClass *klass)
{
  static const struct
  {
    guint key;
    int step;
  } keys[] = {
    { GDK_KEY_plus, 1 },         { GDK_KEY_equal, 1 }, { GDK_KEY_KP_Add, 1 }, { GDK_KEY_minus, -1 },
    { GDK_KEY_KP_Subtract, -1 }, { GDK_KEY_0, 0 },     { GDK_KEY_KP_0, 0 },
  };

  gtk_widget_class_install_action (klass, "win.zoom", "i", zoom_cb);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (klass, keys[i].key, GDK_CONTROL_MASK, "win.zoom", "i",
                                         keys[i].step);
  /* On most keyboards plus is typed with Shift. */
  gtk_widget_class_add_binding_action (klass, GDK_KEY_plus, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "win.zoom", "i", 1);
}

void
kw_window_install_page_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "win.open-record", "s", open_record_cb);
  gtk_widget_class_install_action (klass, "win.open-facts", "s", open_facts_cb);
  gtk_widget_class_install_action (klass, "win.open-document", "s", open_document_cb);
  gtk_widget_class_install_action (klass, "win.open-source", "s", open_source_cb);
  for (guint i = 0; i < G_N_ELEMENTS (whole_pages); i++)
    gtk_widget_class_install_action (klass, whole_pages[i].action, NULL, whole_page_cb);
  gtk_widget_class_install_action (klass, "win.timeline", NULL, timeline_cb);
  gtk_widget_class_install_action (klass, "win.section", "s", section_cb);
  gtk_widget_class_install_action (klass, "win.back", NULL, back_cb);
  gtk_widget_class_install_action (klass, "win.find", NULL, find_cb);
  gtk_widget_class_install_action (klass, "win.find-everything", NULL, find_everything_cb);
  install_zoom (klass);

  gtk_widget_class_add_binding_action (klass, GDK_KEY_Escape, 0, "win.back", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_Left, GDK_ALT_MASK, "win.back", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_t, GDK_CONTROL_MASK, "win.timeline", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_f, GDK_CONTROL_MASK, "win.find", NULL);
  for (guint i = 0; i < KW_N_TABS; i++)
    gtk_widget_class_add_binding_action (klass, GDK_KEY_1 + i, GDK_CONTROL_MASK, "win.tab", "s",
                                         kw_tab_get (i)->name);
}
