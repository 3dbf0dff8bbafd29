/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "app/dialogs.h"
#include "app/window-private.h"
#include "core/error.h"
#include "sync/sync.h"

/* What the person chose, on its way through the dialog and the thread. */
typedef struct
{
  KwWindow *window;
  KwVault *vault;
  char *uuid;
  char *name;
  gboolean delete_records;
} Farewell;

static void
farewell_free (gpointer data)
{
  Farewell *farewell = data;

  g_object_unref (farewell->window);
  g_clear_object (&farewell->vault);
  g_free (farewell->uuid);
  g_free (farewell->name);
  g_free (farewell);
}

static void
open_page (guint choice, gpointer data)
{
  (void) choice;
  gtk_show_uri (NULL, data, GDK_CURRENT_TIME);
}

/* What was done and what was not, and the hospital's own page where there is one. */
static void
show_result (const Farewell *farewell, const KwDisconnected *result)
{
  const char *const pages[] = { _ ("Open the hospital’s page"), NULL };
  const char *const none[] = { NULL };
  g_autofree char *kept = result->kept != NULL ? kw_error_dup_sentence (result->kept) : NULL;
  g_autofree char *heading = g_strdup_printf (
      /* Translators: the name of a hospital. */
      result->kept == NULL ? _ ("%s is disconnected") : _ ("%s is still connected"),
      farewell->name);
  g_autofree char *body = g_strdup_printf (
      "%s\n\n%s%s%s",
      kept != NULL ? kept
      : result->records_deleted
          ? _ ("The sign-in is forgotten on this computer, and the records from there are deleted.")
          : _ ("The sign-in is forgotten on this computer. The records are "
               "still here."),
      result->told ? _ ("The hospital was told, and has ended Keepwell’s access.")
                   : _ ("The hospital was not told."),
      result->why_not != NULL ? " " : "", result->why_not != NULL ? result->why_not : "");

  kw_dialog_choose (GTK_WIDGET (farewell->window),
                    &(KwQuestion){ .heading = heading,
                                   .body = body,
                                   .close = _ ("_Close"),
                                   .choices = result->manage_url != NULL ? pages : none },
                    open_page, g_strdup (result->manage_url), g_free);
}

static void
disconnect_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Farewell *farewell = data;
  GError *error = NULL;
  KwDisconnected *result = kw_disconnect (farewell->vault, farewell->uuid, farewell->delete_records,
                                          cancellable, &error);

  (void) source;
  if (result != NULL)
    g_task_return_pointer (task, result, (GDestroyNotify) kw_disconnected_free);
  else
    g_task_return_error (task, error);
}

static void
disconnected_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  const Farewell *farewell = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autoptr (KwDisconnected) done = g_task_propagate_pointer (G_TASK (result), &error);

  (void) source;
  (void) data;
  if (done == NULL)
    {
      kw_window_toast_error (farewell->window, error);
      return;
    }
  if (farewell->window->library != NULL)
    kw_library_reload (farewell->window->library);
  show_result (farewell, done);
}

static void
chosen_cb (guint choice, gpointer data)
{
  const Farewell *chosen = data;
  Farewell *farewell = g_new0 (Farewell, 1);
  g_autoptr (GTask) task = g_task_new (NULL, NULL, disconnected_cb, NULL);

  *farewell = (Farewell){ g_object_ref (chosen->window), g_object_ref (chosen->vault),
                          g_strdup (chosen->uuid), g_strdup (chosen->name), choice == 1 };
  g_task_set_task_data (task, farewell, farewell_free);
  g_task_run_in_thread (task, disconnect_thread);
}

static const KwSource *
find_source (KwWindow *self, const char *uuid)
{
  for (guint i = 0; self->snapshot != NULL && i < kw_snapshot_get_n_sources (self->snapshot); i++)
    if (g_strcmp0 (kw_snapshot_get_source (self->snapshot, i)->uuid, uuid) == 0)
      return kw_snapshot_get_source (self->snapshot, i);
  return NULL;
}

static void
disconnect_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KwWindow *self = KW_WINDOW (widget);
  const KwSource *source = find_source (self, g_variant_get_string (parameter, NULL));
  KwVault *vault = self->library != NULL ? kw_library_get_vault (self->library) : NULL;
  const char *const choices[] = { _ ("_Keep the records"), _ ("_Delete the records"), NULL };

  (void) name;
  if (source == NULL || vault == NULL)
    return;
  Farewell *farewell = g_new0 (Farewell, 1);
  *farewell = (Farewell){ g_object_ref (self), g_object_ref (vault), g_strdup (source->uuid),
                          g_strdup (source->name), FALSE };
  /* Translators: the name of a hospital. */
  g_autofree char *heading = g_strdup_printf (_ ("Disconnect %s?"), source->name);
  kw_dialog_choose (widget,
                    &(KwQuestion){ .heading = heading,
                                   .body = _ ("Keepwell forgets the sign-in and tells the hospital "
                                              "so. Nothing new comes from there any more. The "
                                              "records that are here can stay or go."),
                                   .close = _ ("_Cancel"),
                                   .choices = choices,
                                   .n_harmless = 1 },
                    chosen_cb, farewell, farewell_free);
}

void
kw_window_install_disconnect (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "win.disconnect", "s", disconnect_cb);
}
