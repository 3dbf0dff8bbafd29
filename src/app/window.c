/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/window-private.h"

#include <glib/gi18n-lib.h>

#include "app/toasts.h"
#include "core/error.h"

enum
{
  PROP_TAB = 1,
  N_PROPS
};
static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (KwWindow, kw_window, ADW_TYPE_APPLICATION_WINDOW)

/* What a failed opening shows: the sentence in two parts, what happened and what to do. */
static void
show_problem (KwWindow *self, const GError *error)
{
  g_autofree char *sentence = kw_error_dup_sentence (error);
  gboolean keyring = g_error_matches (error, KW_ERROR, KW_ERROR_KEYRING_LOCKED)
                     || g_error_matches (error, KW_ERROR, KW_ERROR_KEYRING_ABSENT)
                     || g_error_matches (error, KW_ERROR, KW_ERROR_VAULT_LOCKED);

  adw_status_page_set_icon_name (self->problem,
                                 keyring ? "keepwell-lock-symbolic" : "dialog-warning-symbolic");
  adw_status_page_set_title (self->problem, keyring ? _ ("Your record is locked")
                                                    : _ ("Your record could not be opened"));
  g_autofree char *escaped = g_markup_escape_text (sentence, -1);
  adw_status_page_set_description (self->problem, escaped);
  kw_window_show_page (self, "problem");
}

void
kw_window_set_snapshot (KwWindow *self, KwSnapshot *snapshot)
{
  g_return_if_fail (KW_IS_WINDOW (self) && snapshot != NULL);

  const KwPerson *person = kw_snapshot_get_person (snapshot);
  static const KwPerson nobody = { 0 };

  kw_snapshot_ref (snapshot);
  g_clear_pointer (&self->snapshot, kw_snapshot_unref);
  self->snapshot = snapshot;

  kw_header_set_person (self->header, person != NULL ? person : &nobody);
  kw_tab_bar_set_snapshot (self->top_tabs, snapshot);
  kw_status_line_set_snapshot (self->status, snapshot);
  kw_window_update_notice (self);
  for (guint i = 0; i < KW_N_TABS; i++)
    if (self->views[i] != NULL)
      kw_view_set_snapshot (self->views[i], snapshot);
  for (guint i = 0; i < self->pushed->len; i++)
    kw_view_set_snapshot (g_ptr_array_index (self->pushed, i), snapshot);

  const char *page = gtk_stack_get_visible_child_name (self->pages);
  if (g_strcmp0 (page, "connect") != 0 && g_strcmp0 (page, "files") != 0
      && g_strcmp0 (page, "record") != 0)
    kw_window_show_page (self, "record");
  kw_window_show_tab (self, self->tab);
}

void
kw_window_make_words_again (KwWindow *self)
{
  g_return_if_fail (KW_IS_WINDOW (self));

  if (self->snapshot != NULL)
    kw_window_set_snapshot (self, self->snapshot);
}

static void
library_changed_cb (KwWindow *self)
{
  KwSnapshot *snapshot = kw_library_get_snapshot (self->library);

  if (snapshot != NULL)
    kw_window_set_snapshot (self, snapshot);
}

static void
library_search_cb (KwWindow *self)
{
  kw_window_update_search (self);
}

static void
library_failed_cb (KwWindow *self, const GError *error)
{
  kw_window_toast_error (self, error);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (KwWindow) self = data;
  g_autoptr (GError) error = NULL;

  if (kw_library_open_finish (KW_LIBRARY (source), result, &error)
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->closing)
    return;
  if (self->snapshot == NULL)
    show_problem (self, error);
  else
    kw_window_toast_error (self, error);
}

/* What was copied from the record before could be pasted beside another name, or into their
 * record. What another program has copied stays. */
static void
forget_clipboard (KwWindow *self)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (self));

  if (gdk_clipboard_is_local (clipboard))
    gdk_clipboard_set_content (clipboard, NULL);
}

/* Everything of the person before goes: their rows must not be seen beside another name. */
void
kw_window_forget_person (KwWindow *self)
{
  kw_window_stop_jobs (self);
  kw_toasts_dismiss_all (self->toasts);
  kw_window_forget_views (self);
  if (self->library != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->library, self);
      kw_library_close (self->library);
      g_clear_object (&self->library);
    }
  g_clear_pointer (&self->snapshot, kw_snapshot_unref);
  kw_header_set_person (self->header, NULL);
  forget_clipboard (self);
}

void
kw_window_take_library (KwWindow *self, KwLibrary *library, const char *uuid)
{
  g_return_if_fail (KW_IS_WINDOW (self) && KW_IS_LIBRARY (library));

  if (self->opening != uuid)
    {
      g_free (self->opening);
      self->opening = g_strdup (uuid);
    }
  self->library = library;
  g_signal_connect_swapped (library, "changed", G_CALLBACK (library_changed_cb), self);
  g_signal_connect_swapped (library, "failed", G_CALLBACK (library_failed_cb), self);
  g_signal_connect_swapped (library, "notify::search", G_CALLBACK (library_search_cb), self);
  kw_window_show_page (self, "opening");
  library_changed_cb (self);
}

void
kw_window_open_person (KwWindow *self, const char *uuid)
{
  g_return_if_fail (KW_IS_WINDOW (self) && uuid != NULL);

  g_autofree char *wanted = g_strdup (uuid);

  kw_window_forget_person (self);
  g_free (self->opening);
  self->opening = g_steal_pointer (&wanted);
  kw_window_take_library (self, kw_library_new (self->data_dir), self->opening);
  kw_library_open_async (self->library, self->opening, NULL, opened_cb, g_object_ref (self));
}

void
kw_window_show_start (KwWindow *self)
{
  g_return_if_fail (KW_IS_WINDOW (self));

  kw_window_show_page (self, "start");
}

static void
people_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  GPtrArray *people = kw_people_list (data, &error);

  (void) source;
  (void) cancellable;
  if (people != NULL)
    g_task_return_pointer (task, people, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
people_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  KwWindow *self = KW_WINDOW (source);
  g_autofree char *name = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) people = g_task_propagate_pointer (G_TASK (result), &error);

  if (self->closing)
    return;
  if (people == NULL)
    {
      show_problem (self, error);
      return;
    }
  for (guint i = 0; name != NULL && i < people->len; i++)
    {
      const KwPerson *person = ((const KwPersonOverview *) g_ptr_array_index (people, i))->person;
      if (g_strcmp0 (person->name, name) == 0 || g_strcmp0 (person->uuid, name) == 0)
        {
          kw_window_open_person (self, person->uuid);
          return;
        }
    }
  if (people->len == 0)
    {
      kw_window_show_start (self);
      return;
    }
  if (name != NULL)
    {
      g_autoptr (GError) nobody
          = g_error_new_literal (KW_ERROR, KW_ERROR_NO_SUCH_PERSON, "--person");
      kw_window_toast_error (self, nobody);
    }
  kw_people_page_set_people (self->people, people);
  kw_window_show_page (self, "people");
}

void
kw_window_choose_person (KwWindow *self, const char *name)
{
  g_return_if_fail (KW_IS_WINDOW (self));

  g_autoptr (GTask) task = g_task_new (self, self->cancellable, people_cb, g_strdup (name));

  kw_window_show_page (self, "opening");
  g_task_set_task_data (task, g_strdup (self->data_dir), g_free);
  g_task_run_in_thread (task, people_thread);
}

void
kw_window_show_people (KwWindow *self)
{
  kw_window_forget_person (self);
  kw_window_choose_person (self, NULL);
}

static void
narrow_changed_cb (KwWindow *self)
{
  self->narrow = kw_adaptive_get_narrow (self->adaptive);
  kw_header_set_narrow (self->header, self->narrow);
  kw_start_page_set_narrow (self->start, self->narrow);
  kw_people_page_set_narrow (self->people, self->narrow);
  for (guint i = 0; i < KW_N_TABS; i++)
    if (self->views[i] != NULL)
      kw_view_set_narrow (self->views[i], self->narrow);
  for (guint i = 0; i < self->pushed->len; i++)
    kw_view_set_narrow (g_ptr_array_index (self->pushed, i), self->narrow);
  if (self->narrow)
    gtk_widget_add_css_class (GTK_WIDGET (self), "narrow");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "narrow");
  kw_window_update_rows (self);
}

static void
search_changed_cb (KwWindow *self)
{
  kw_window_update_search (self);
}

static void
save_size (KwWindow *self)
{
  g_autoptr (GSettings) settings = g_settings_new (KW_APP_ID);
  int width = 0, height = 0;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  g_settings_set (settings, "window-size", "(ii)", width, height);
  g_settings_set_boolean (settings, "window-maximized",
                          gtk_window_is_maximized (GTK_WINDOW (self)));
}

/* While records come in, closing stops that first: what was committed stays, and the window goes
 * when the last worker has ended. */
static gboolean
kw_window_close_request (GtkWindow *window)
{
  KwWindow *self = KW_WINDOW (window);

  if (!self->closing)
    save_size (self);
  self->closing = TRUE;
  if (self->connect != NULL)
    kw_connect_page_stop (self->connect);
  kw_window_stop_jobs (self);
  if (kw_window_is_busy (self))
    {
      gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
      return TRUE;
    }

  return GTK_WINDOW_CLASS (kw_window_parent_class)->close_request (window);
}

static void
kw_window_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_TAB)
    g_value_set_string (value, KW_WINDOW (object)->tab);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
kw_window_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KwWindow *self = KW_WINDOW (object);

  if (id != PROP_TAB)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      return;
    }
  if (kw_tab_find (g_value_get_string (value)) < 0)
    return;
  g_free (self->tab);
  self->tab = g_value_dup_string (value);
  kw_window_pop_all (self);
  kw_header_clear_search (self->header);
  kw_window_show_tab (self, self->tab);
  g_object_notify_by_pspec (object, pspec);
}

static void
kw_window_dispose (GObject *object)
{
  KwWindow *self = KW_WINDOW (object);

  g_clear_handle_id (&self->slow, g_source_remove);
  g_clear_weak_pointer (&self->before_search);
  g_cancellable_cancel (self->cancellable);
  if (self->library != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->library, self);
      kw_library_close (self->library);
      g_clear_object (&self->library);
    }
  g_clear_pointer (&self->snapshot, kw_snapshot_unref);
  g_clear_pointer (&self->jobs, g_ptr_array_unref);
  g_clear_pointer (&self->clinic, kw_demo_clinic_free);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (kw_window_parent_class)->dispose (object);
}

static void
kw_window_finalize (GObject *object)
{
  KwWindow *self = KW_WINDOW (object);

  g_clear_pointer (&self->pushed, g_ptr_array_unref);
  g_free (self->data_dir);
  g_free (self->tab);
  g_free (self->opening);

  G_OBJECT_CLASS (kw_window_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, KwWindow, adaptive);
  gtk_widget_class_bind_template_child (widget_class, KwWindow, header);
  gtk_widget_class_bind_template_child (widget_class, KwWindow, top_tabs);
  gtk_widget_class_bind_template_child (widget_class, KwWindow, bottom_tabs);
  gtk_widget_class_bind_template_child (widget_class, KwWindow, page_row);
  gtk_widget_class_bind_template_child (widget_class, KwWindow, back_title);
  gtk_widget_class_bind_template_child (widget_class, KwWindow, page_title);
  gtk_widget_class_bind_template_child (widget_class, KwWindow, page_actions);
  gtk_widget_class_bind_template_child (widget_class, KwWindow, notice);
  gtk_widget_class_bind_template_child (widget_class, KwWindow, notice_content);
  gtk_widget_class_bind_template_child (widget_class, KwWindow, notice_words);
  gtk_widget_class_bind_template_child (widget_class, KwWindow, notice_button);
  gtk_widget_class_bind_template_child (widget_class, KwWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, KwWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, KwWindow, start);
  gtk_widget_class_bind_template_child (widget_class, KwWindow, people);
  gtk_widget_class_bind_template_child (widget_class, KwWindow, problem);
  gtk_widget_class_bind_template_child (widget_class, KwWindow, opening_page);
  gtk_widget_class_bind_template_child (widget_class, KwWindow, content);
  gtk_widget_class_bind_template_child (widget_class, KwWindow, status);
  gtk_widget_class_bind_template_callback (widget_class, narrow_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, kw_window_enter_results);
  gtk_widget_class_bind_template_callback (widget_class, kw_window_open_best);
}

static void
kw_window_class_init (KwWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = kw_window_get_property;
  object_class->set_property = kw_window_set_property;
  object_class->dispose = kw_window_dispose;
  object_class->finalize = kw_window_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = kw_window_close_request;

  props[PROP_TAB]
      = g_param_spec_string ("tab", NULL, NULL, "summary",
                             G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);

  g_type_ensure (KW_TYPE_ADAPTIVE);
  g_type_ensure (KW_TYPE_HEADER);
  g_type_ensure (KW_TYPE_TAB_BAR);
  g_type_ensure (KW_TYPE_START_PAGE);
  g_type_ensure (KW_TYPE_PEOPLE_PAGE);
  g_type_ensure (KW_TYPE_STATUS_LINE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/keepwell/Keepwell/ui/window.ui");
  bind_children (widget_class);
  gtk_widget_class_install_property_action (widget_class, "win.tab", "tab");
  kw_window_install_page_actions (widget_class);
  kw_window_install_actions (widget_class);
  kw_window_install_own_actions (widget_class);
  kw_window_install_people_actions (widget_class);
  kw_window_install_calendar_action (widget_class);
  kw_window_install_source_actions (widget_class);
}

static void
kw_window_init (KwWindow *self)
{
  self->tab = g_strdup ("summary");
  self->cancellable = g_cancellable_new ();
  self->jobs = g_ptr_array_new_with_free_func (g_object_unref);
  self->pushed = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  kw_window_accept_drops (self);
  kw_window_watch_focus (self);
  kw_adaptive_set_probe (self->adaptive, kw_tab_bar_get_content (self->top_tabs));

  g_autoptr (GSettings) settings = g_settings_new (KW_APP_ID);
  int width = 0, height = 0;
  g_settings_get (settings, "window-size", "(ii)", &width, &height);
  gtk_window_set_default_size (GTK_WINDOW (self), width, height);
  if (g_settings_get_boolean (settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
}

GtkWidget *
kw_window_new (GtkApplication *application, const char *data_dir)
{
  g_return_val_if_fail (data_dir != NULL, NULL);

  KwWindow *self = g_object_new (KW_TYPE_WINDOW, "application", application, NULL);

  self->data_dir = g_strdup (data_dir);

  return GTK_WIDGET (self);
}
