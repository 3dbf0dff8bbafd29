/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/window-private.h"

#include <glib/gi18n-lib.h>

#include "app/connections-page.h"
#include "app/dialogs.h"
#include "app/doctor-page.h"
#include "core/error.h"

/* Records have left the current groups because a hospital says less: not without a word. */
static gboolean
show_thinned (KwWindow *self, const KwSource *source)
{
  if (source->thinned_at == 0)
    return FALSE;

  /* Translators: the name of a hospital. */
  g_autofree char *words = g_strdup_printf (
      _ ("%s shows less of this record than before. What it no longer lists is still here."),
      source->name);
  gtk_label_set_text (self->notice_words, words);
  gtk_button_set_label (self->notice_button, _ ("Why?"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->notice_button), NULL);
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (self->notice_button), NULL);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->notice_button), "win.connections");
  gtk_widget_set_visible (GTK_WIDGET (self->notice_button), TRUE);
  return TRUE;
}

/* What @source needs and the one button for it; FALSE when it needs nothing. */
static gboolean
show_need (KwWindow *self, const KwSource *source)
{
  gboolean sign_in = source->state == KW_SOURCE_SIGN_IN;
  g_autofree char *words = NULL;

  if (source->uuid == NULL)
    return FALSE;
  if (!sign_in && source->state != KW_SOURCE_NEEDS_ATTENTION)
    return show_thinned (self, source);
  if (sign_in)
    words = g_strdup_printf (_ ("%s asks you to sign in again."), source->name);
  else if (source->message != NULL)
    /* Translators: the name of a hospital, and sentences about it. */
    words = g_strdup_printf (_ ("%s: %s"), source->name, source->message);
  else
    words = g_strdup_printf (_ ("%s needs your attention."), source->name);
  gtk_button_set_label (self->notice_button, sign_in ? _ ("Sign in again") : _ ("What to do"));
  /* Target and name change together: an action never sees the target of the other. */
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->notice_button), NULL);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->notice_button), "s", source->uuid);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->notice_button),
                                  sign_in ? "win.sign-in-again" : "win.check");
  gtk_label_set_text (self->notice_words, words);
  gtk_widget_set_visible (GTK_WIDGET (self->notice_button), TRUE);
  return TRUE;
}

/* The bar: what the first source that needs something needs. */
void
kw_window_update_notice (KwWindow *self)
{
  gboolean record = g_strcmp0 (gtk_stack_get_visible_child_name (self->pages), "record") == 0;
  KwView *top = record ? kw_window_get_visible_view (self) : NULL;
  /* The doctor's page says all of it, and is where the button leads. */
  gboolean told = top != NULL && KW_IS_DOCTOR_PAGE (top);
  guint n
      = record && !told && self->snapshot != NULL ? kw_snapshot_get_n_sources (self->snapshot) : 0;
  gboolean shown = FALSE;

  for (guint i = 0; i < n && !shown; i++)
    shown = show_need (self, kw_snapshot_get_source (self->snapshot, i));
  if (record && !shown && self->library == NULL && self->snapshot != NULL)
    {
      gtk_label_set_text (self->notice_words,
                          _ ("This was opened from a file. Nothing of it is kept."));
      gtk_widget_set_visible (GTK_WIDGET (self->notice_button), FALSE);
      shown = TRUE;
    }
  gtk_widget_set_visible (GTK_WIDGET (self->notice), shown);
}

static void
update_work (KwWindow *self)
{
  g_autofree char *words = NULL;

  if (self->jobs->len > 0)
    words = g_strdup_printf (_ ("Getting records from %s…"),
                             kw_sync_job_get_name (g_ptr_array_index (self->jobs, 0)));
  kw_status_line_set_work (self->status, words);
}

/* The window that was closed while work ran goes when the last worker has ended. */
static void
close_when_idle (KwWindow *self)
{
  if (self->closing && !kw_window_is_busy (self))
    gtk_window_destroy (GTK_WINDOW (self));
}

/* What stays until somebody does something has a bar of its own, and no toast before it. */
static gboolean
is_told_by_the_bar (const GError *error)
{
  static const KwError codes[] = { KW_ERROR_SIGN_IN_LAPSED,
                                   KW_ERROR_ACCESS_ENDED,
                                   KW_ERROR_TENANT_MISMATCH_OURS,
                                   KW_ERROR_TENANT_MISMATCH_THEIRS,
                                   KW_ERROR_TOKEN_UNTRUSTED,
                                   KW_ERROR_OTHER_PATIENT,
                                   KW_ERROR_NOT_ENABLED,
                                   KW_ERROR_MOVED,
                                   KW_ERROR_REQUEST };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    if (g_error_matches (error, KW_ERROR, (int) codes[i]))
      return TRUE;
  return FALSE;
}

static void
job_finished_cb (KwWindow *self, const GError *error, KwSyncJob *job)
{
  g_autofree char *name = g_strdup (kw_sync_job_get_name (job));
  gboolean cancelled = kw_sync_job_is_cancelled (job);
  KwSection only = kw_sync_job_get_only (job);

  g_ptr_array_remove (self->jobs, job);
  if (self->closing)
    {
      close_when_idle (self);
      return;
    }
  update_work (self);
  if (self->library != NULL)
    kw_library_reload (self->library);
  if (error != NULL && !cancelled && !is_told_by_the_bar (error))
    kw_window_toast_error (self, error);
  else if (error == NULL && !cancelled)
    {
      /* Translators: the name of a hospital, and a kind of records that was asked for again. */
      g_autofree char *words = only == KW_N_SECTIONS
                                   ? g_strdup_printf (_ ("%s: up to date."), name)
                                   : g_strdup_printf (_ ("%s: asked again for %s."), name,
                                                      kw_section_get_title (only));
      kw_window_toast (self, words);
    }
}

static void
start_job (KwWindow *self, const char *uuid, const char *name, KwSection only)
{
  KwVault *vault = self->library != NULL ? kw_library_get_vault (self->library) : NULL;

  for (guint i = 0; i < self->jobs->len; i++)
    if (g_strcmp0 (kw_sync_job_get_uuid (g_ptr_array_index (self->jobs, i)), uuid) == 0)
      return;
  if (vault == NULL)
    return;

  KwSyncJob *job = kw_sync_job_new (vault, uuid, name, only);
  g_ptr_array_add (self->jobs, job);
  g_signal_connect_object (job, "finished", G_CALLBACK (job_finished_cb), self, G_CONNECT_SWAPPED);
  update_work (self);
  kw_sync_job_start (job);
}

typedef struct
{
  KwWindow *window;
  char *uuid;
  char *name;
  KwSection only; /* the kind that is tried again; KW_N_SECTIONS: all of them */
  gboolean sign_in;
} AfterClinic;

static void
after_clinic_free (AfterClinic *after)
{
  g_object_unref (after->window);
  g_free (after->uuid);
  g_free (after->name);
  g_free (after);
}

static void
go_on (const AfterClinic *after)
{
  KwWindow *self = after->window;

  if (after->sign_in)
    {
      KwVault *vault = self->library != NULL ? kw_library_get_vault (self->library) : NULL;
      if (vault == NULL)
        return;
      kw_window_show_page (self, "connect");
      kw_connect_page_again (self->connect, vault, after->uuid, after->name);
    }
  else
    start_job (self, after->uuid, after->name, after->only);
}

static void
clinic_back_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  AfterClinic *after = data;
  g_autoptr (GError) error = NULL;
  KwDemoClinic *clinic = kw_demo_clinic_start_finish (result, &error);

  (void) source;
  if (clinic != NULL)
    {
      g_clear_pointer (&after->window->clinic, kw_demo_clinic_free);
      after->window->clinic = clinic;
    }
  /* Without its clinic the sample says so like any hospital that cannot be reached. */
  go_on (after);
  after_clinic_free (after);
}

static const KwSource *
find_source (KwWindow *self, const char *uuid)
{
  for (guint i = 0; self->snapshot != NULL && i < kw_snapshot_get_n_sources (self->snapshot); i++)
    {
      const KwSource *source = kw_snapshot_get_source (self->snapshot, i);
      if (g_strcmp0 (source->uuid, uuid) == 0)
        return source;
    }

  return NULL;
}

/* The sample's hospital is a program on this computer: it is started again at its old place. */
static void
with_clinic (KwWindow *self, const KwSource *source, KwSection only, gboolean sign_in)
{
  AfterClinic *after = g_new0 (AfterClinic, 1);
  g_auto (GStrv) known = kw_demo_dup_known_bases ();

  *after = (AfterClinic){ g_object_ref (self), g_strdup (source->uuid), g_strdup (source->name),
                          only, sign_in };
  if (kw_demo_is_demo_base (source->base) && self->clinic == NULL
      && (known == NULL || !g_strv_contains ((const char *const *) known, source->base)))
    {
      kw_demo_clinic_start_async (kw_demo_get_port (source->base), self->cancellable,
                                  clinic_back_cb, after);
      return;
    }
  go_on (after);
  after_clinic_free (after);
}

void
kw_window_start_sync (KwWindow *self, const char *uuid)
{
  const KwSource *source = find_source (self, uuid);

  if (source != NULL)
    with_clinic (self, source, KW_N_SECTIONS, FALSE);
}

void
kw_window_stop_jobs (KwWindow *self)
{
  for (guint i = 0; self->jobs != NULL && i < self->jobs->len; i++)
    kw_sync_job_cancel (g_ptr_array_index (self->jobs, i));
}

static void
refresh_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KwWindow *self = KW_WINDOW (widget);
  guint n = self->snapshot != NULL ? kw_snapshot_get_n_sources (self->snapshot) : 0;

  (void) name;
  (void) parameter;
  for (guint i = 0; i < n; i++)
    {
      const KwSource *source = kw_snapshot_get_source (self->snapshot, i);
      if (source->uuid != NULL)
        kw_window_start_sync (self, source->uuid);
    }
}

static void
refresh_one_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  (void) name;
  kw_window_start_sync (KW_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
retry_kind_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KwWindow *self = KW_WINDOW (widget);
  const char *uuid, *id;
  const KwSource *source;
  KwSection section;

  (void) name;
  g_variant_get (parameter, "(&s&s)", &uuid, &id);
  source = find_source (self, uuid);
  if (source != NULL && kw_section_from_id (id, &section))
    with_clinic (self, source, section, FALSE);
}

static void
stop_refresh_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  (void) name;
  (void) parameter;
  kw_window_stop_jobs (KW_WINDOW (widget));
}

static void
connections_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KwWindow *self = KW_WINDOW (widget);
  KwView *top = kw_window_get_visible_view (self);

  (void) name;
  (void) parameter;
  if (self->snapshot != NULL && !(top != NULL && KW_IS_CONNECTIONS_PAGE (top)))
    kw_window_push (self, KW_VIEW (g_object_new (KW_TYPE_CONNECTIONS_PAGE, NULL)));
}

static void
check_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KwWindow *self = KW_WINDOW (widget);
  const char *uuid = g_variant_get_string (parameter, NULL);
  const KwSource *source = find_source (self, uuid);

  (void) name;
  if (source != NULL)
    kw_window_push (self, KW_VIEW (kw_doctor_page_new (uuid, source->name)));
}

static void
sign_in_again_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KwWindow *self = KW_WINDOW (widget);
  const KwSource *source = find_source (self, g_variant_get_string (parameter, NULL));

  (void) name;
  if (source != NULL)
    with_clinic (self, source, KW_N_SECTIONS, TRUE);
}

static void
start_connecting (KwWindow *self, const char *const *bases)
{
  const KwPerson *person = self->snapshot != NULL ? kw_snapshot_get_person (self->snapshot) : NULL;

  kw_window_show_page (self, "connect");
  kw_connect_page_start (self->connect, person, bases);
}

static void
connect_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KwWindow *self = KW_WINDOW (widget);
  g_auto (GStrv) known = kw_demo_dup_known_bases ();

  (void) name;
  (void) parameter;
  start_connecting (self, known != NULL          ? (const char *const *) known
                          : self->clinic != NULL ? kw_demo_clinic_get_bases (self->clinic)
                                                 : NULL);
}

static void
clinic_ready_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (KwWindow) self = data;
  g_autoptr (GError) error = NULL;
  KwDemoClinic *clinic = kw_demo_clinic_start_finish (result, &error);

  (void) source;
  if (clinic == NULL)
    {
      kw_window_toast_error (self, error);
      return;
    }
  g_clear_pointer (&self->clinic, kw_demo_clinic_free);
  self->clinic = clinic;
  start_connecting (self, kw_demo_clinic_get_bases (clinic));
}

static void
sample_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KwWindow *self = KW_WINDOW (widget);
  g_auto (GStrv) known = kw_demo_dup_known_bases ();

  (void) name;
  (void) parameter;
  if (known != NULL)
    start_connecting (self, (const char *const *) known);
  else if (self->clinic != NULL)
    start_connecting (self, kw_demo_clinic_get_bases (self->clinic));
  else
    kw_demo_clinic_start_async (0, self->cancellable, clinic_ready_cb, g_object_ref (self));
}

static void
cancel_connect_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KwWindow *self = KW_WINDOW (widget);

  (void) name;
  (void) parameter;
  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->pages), "start") == 0)
    kw_window_show_people (self);
  else if (g_strcmp0 (gtk_stack_get_visible_child_name (self->pages), "files") == 0)
    kw_files_page_cancel (self->files);
  else
    kw_connect_page_cancel (self->connect);
}

static void
connect_left_cb (KwWindow *self)
{
  if (self->snapshot != NULL)
    kw_window_show_page (self, "record");
  else
    kw_window_choose_person (self, NULL);
}

static void
connect_done_cb (KwWindow *self, const char *uuid)
{
  const KwPerson *person = self->snapshot != NULL ? kw_snapshot_get_person (self->snapshot) : NULL;

  if (self->library != NULL && person != NULL && g_strcmp0 (person->uuid, uuid) == 0)
    {
      kw_library_reload (self->library);
      kw_window_show_page (self, "record");
    }
  else
    kw_window_open_person (self, uuid);
}

static void
connect_step_cb (KwWindow *self)
{
  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->pages), "connect") == 0)
    kw_header_set_title (self->header, kw_connect_page_get_title (self->connect),
                         kw_connect_page_get_step (self->connect));
}

gboolean
kw_window_is_busy (KwWindow *self)
{
  return self->jobs->len > 0 || (self->connect != NULL && kw_connect_page_is_busy (self->connect))
         || (self->files != NULL && kw_files_page_is_busy (self->files));
}

static void
connect_idle_cb (KwWindow *self)
{
  close_when_idle (self);
}

static void
follow (KwWindow *self, gpointer page, const char *name)
{
  g_signal_connect_swapped (page, "left", G_CALLBACK (connect_left_cb), self);
  g_signal_connect_swapped (page, "done", G_CALLBACK (connect_done_cb), self);
  g_signal_connect_swapped (page, "idle", G_CALLBACK (connect_idle_cb), self);
  gtk_stack_add_named (self->pages, page, name);
}

void
kw_window_ensure_page (KwWindow *self, const char *name)
{
  if (self->connect == NULL && strcmp (name, "connect") == 0)
    {
      self->connect = g_object_new (KW_TYPE_CONNECT_PAGE, NULL);
      kw_connect_page_set_data_dir (self->connect, self->data_dir);
      g_signal_connect_swapped (self->connect, "step", G_CALLBACK (connect_step_cb), self);
      follow (self, self->connect, name);
    }
  else if (self->files == NULL && strcmp (name, "files") == 0)
    {
      self->files = g_object_new (KW_TYPE_FILES_PAGE, NULL);
      follow (self, self->files, name);
    }
}

static void
people_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  (void) name;
  (void) parameter;
  kw_window_show_people (KW_WINDOW (widget));
}

static void
open_person_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  (void) name;
  kw_window_open_person (KW_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
start_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  (void) name;
  (void) parameter;
  /* A new person is nobody who is open: no file and no hospital goes to that record. */
  kw_window_forget_person (KW_WINDOW (widget));
  kw_window_show_start (KW_WINDOW (widget));
}

static void
retry_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KwWindow *self = KW_WINDOW (widget);

  (void) name;
  (void) parameter;
  if (self->opening != NULL)
    kw_window_open_person (self, self->opening);
  else
    kw_window_choose_person (self, NULL);
}

static void
files_cb (GListModel *files, gpointer data)
{
  g_autoptr (KwWindow) self = data;

  if (files != NULL)
    kw_window_open_files (self, files);
}

static void
open_files_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  (void) name;
  (void) parameter;
  kw_dialog_open_files (widget, files_cb, g_object_ref (widget));
}

void
kw_window_install_source_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "win.refresh", NULL, refresh_cb);
  gtk_widget_class_install_action (klass, "win.refresh-one", "s", refresh_one_cb);
  gtk_widget_class_install_action (klass, "win.retry-kind", "(ss)", retry_kind_cb);
  gtk_widget_class_install_action (klass, "win.stop-refresh", NULL, stop_refresh_cb);
  gtk_widget_class_install_action (klass, "win.connections", NULL, connections_cb);
  gtk_widget_class_install_action (klass, "win.check", "s", check_cb);
  kw_window_install_disconnect (klass);
  gtk_widget_class_install_action (klass, "win.sign-in-again", "s", sign_in_again_cb);
  gtk_widget_class_install_action (klass, "win.connect", NULL, connect_cb);
  gtk_widget_class_install_action (klass, "win.cancel-connect", NULL, cancel_connect_cb);
  gtk_widget_class_install_action (klass, "win.sample", NULL, sample_cb);
  gtk_widget_class_install_action (klass, "win.people", NULL, people_cb);
  gtk_widget_class_install_action (klass, "win.open-person", "s", open_person_cb);
  gtk_widget_class_install_action (klass, "win.start", NULL, start_cb);
  gtk_widget_class_install_action (klass, "win.retry", NULL, retry_cb);
  gtk_widget_class_install_action (klass, "win.open-files", NULL, open_files_cb);

  gtk_widget_class_add_binding_action (klass, GDK_KEY_F5, 0, "win.refresh", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_o, GDK_CONTROL_MASK, "win.open-files", NULL);
}
