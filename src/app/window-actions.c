/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/window-private.h"

#include <glib/gi18n-lib.h>

#include "app/dialogs.h"
#include "app/print.h"
#include "app/scope.h"
#include "app/toasts.h"
#include "core/error.h"

void
kw_window_toast (KwWindow *self, const char *words)
{
  g_autofree char *escaped = g_markup_escape_text (words, -1);

  kw_toasts_add (self->toasts, adw_toast_new (escaped), words);
}

void
kw_window_toast_error (KwWindow *self, const GError *error)
{
  /* Whoever has turned away knows it. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_autofree char *sentence = kw_error_dup_sentence (error);
  g_autofree char *escaped = g_markup_escape_text (sentence, -1);
  AdwToast *toast = adw_toast_new (escaped);

  adw_toast_set_timeout (toast, 10);
  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  kw_toasts_add (self->toasts, toast, sentence);
}

static void
toast_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  (void) name;
  kw_window_toast (KW_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

/* What is acted on, when the whole record is here. */
static KwScope *
dup_scope (KwWindow *self)
{
  if (self->snapshot == NULL || kw_snapshot_is_partial (self->snapshot))
    {
      kw_window_toast (self, _ ("One moment: your record is still being read."));
      return NULL;
    }

  return kw_scope_new (self->snapshot, kw_window_get_visible_view (self));
}

static void
copy_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KwWindow *self = KW_WINDOW (widget);
  g_autoptr (KwScope) scope = dup_scope (self);

  (void) name;
  (void) parameter;
  if (scope == NULL)
    return;

  g_autofree char *text = kw_report_text (scope->snapshot, &scope->options, kw_scope_now ());
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
  kw_window_toast (self, _ ("Copied."));
}

static void
print_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KwWindow *self = KW_WINDOW (widget);
  KwScope *scope = dup_scope (self);
  g_autoptr (GError) error = NULL;

  (void) name;
  (void) parameter;
  if (scope != NULL && !kw_print_run (GTK_WINDOW (self), scope, &error))
    kw_window_toast_error (self, error);
}

typedef struct
{
  KwWindow *window;
  KwScope *scope;
  char *path;
} Saving;

static void
saving_free (gpointer data)
{
  Saving *saving = data;

  g_object_unref (saving->window);
  kw_scope_free (saving->scope);
  g_free (saving->path);
  g_free (saving);
}

static void
save_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Saving *saving = data;
  GError *error = NULL;
  g_autoptr (GBytes) pdf
      = kw_report_pdf (saving->scope->snapshot, &saving->scope->options, kw_scope_now (), &error);

  (void) source;
  (void) cancellable;
  if (pdf != NULL && kw_report_save (pdf, saving->path, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  KwWindow *self = KW_WINDOW (source);
  g_autoptr (GError) error = NULL;

  (void) data;
  if (g_task_propagate_boolean (G_TASK (result), &error))
    kw_window_toast (self, _ ("PDF saved. This copy is not encrypted."));
  else
    kw_window_toast_error (self, error);
}

static void
path_cb (const char *path, gpointer data)
{
  Saving *saving = data;

  if (path == NULL)
    {
      saving_free (saving);
      return;
    }

  g_autoptr (GTask) task = g_task_new (saving->window, NULL, saved_cb, NULL);
  saving->path = g_strdup (path);
  g_task_set_task_data (task, saving, saving_free);
  g_task_run_in_thread (task, save_thread);
}

static void
save_pdf_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KwWindow *self = KW_WINDOW (widget);
  KwScope *scope = dup_scope (self);

  (void) name;
  (void) parameter;
  if (scope == NULL)
    return;

  Saving *saving = g_new0 (Saving, 1);
  const KwPerson *person = kw_snapshot_get_person (self->snapshot);
  g_autofree char *file_name = kw_report_file_name (self->snapshot, kw_scope_now (), "pdf");
  /* Translators: the title of a dialog; whose record is saved. */
  g_autofree char *title
      = g_strdup_printf (_ ("Save the record of %s"),
                         person != NULL && person->name != NULL ? person->name : _ ("this person"));
  *saving = (Saving){ g_object_ref (self), scope, NULL };
  kw_dialog_save (widget, title, file_name, path_cb, saving);
}

static void
about_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  (void) name;
  (void) parameter;
  kw_dialog_about (widget);
}

static void
close_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  (void) name;
  (void) parameter;
  gtk_window_close (GTK_WINDOW (widget));
}

/* Built only when somebody asks for it. */
static void
shortcuts_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (GtkBuilder) builder
      = gtk_builder_new_from_resource ("/io/github/keepwell/Keepwell/ui/shortcuts.ui");
  GtkWindow *window = GTK_WINDOW (gtk_builder_get_object (builder, "shortcuts"));

  (void) name;
  (void) parameter;
  gtk_window_set_transient_for (window, GTK_WINDOW (widget));
  gtk_window_present (window);
}

void
kw_window_install_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "win.copy", NULL, copy_cb);
  gtk_widget_class_install_action (klass, "win.print", NULL, print_cb);
  gtk_widget_class_install_action (klass, "win.save-pdf", NULL, save_pdf_cb);
  gtk_widget_class_install_action (klass, "win.toast", "s", toast_cb);
  gtk_widget_class_install_action (klass, "win.about", NULL, about_cb);
  gtk_widget_class_install_action (klass, "win.close", NULL, close_cb);
  gtk_widget_class_install_action (klass, "win.shortcuts", NULL, shortcuts_cb);

  gtk_widget_class_add_binding_action (klass, GDK_KEY_p, GDK_CONTROL_MASK, "win.print", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_s, GDK_CONTROL_MASK, "win.save-pdf", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_c, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "win.copy", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_w, GDK_CONTROL_MASK, "win.close", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_q, GDK_CONTROL_MASK, "win.close", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_question, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "win.shortcuts", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_question, GDK_CONTROL_MASK, "win.shortcuts",
                                       NULL);
}
