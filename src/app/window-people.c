/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/window-private.h"

#include <glib/gi18n-lib.h>

#include "app/dialogs.h"

typedef struct
{
  KwWindow *window;
  char *uuid;
  char *name;
} Deletion;

static void
deletion_free (gpointer data)
{
  Deletion *deletion = data;

  g_object_unref (deletion->window);
  g_free (deletion->uuid);
  g_free (deletion->name);
  g_free (deletion);
}

/* What the thread needs, and nothing of the window. */
typedef struct
{
  char *data_dir;
  char *uuid;
  char *name;
} Wanted;

static void
wanted_free (gpointer data)
{
  Wanted *wanted = data;

  g_free (wanted->data_dir);
  g_free (wanted->uuid);
  g_free (wanted->name);
  g_free (wanted);
}

static void
delete_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Wanted *wanted = data;
  GError *error = NULL;

  (void) source;
  (void) cancellable;
  if (kw_people_delete (wanted->data_dir, wanted->uuid, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
deleted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  KwWindow *self = KW_WINDOW (source);
  const Wanted *wanted = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  (void) data;
  if (!g_task_propagate_boolean (G_TASK (result), &error))
    kw_window_toast_error (self, error);
  else
    {
      g_autofree char *words = g_strdup_printf (_ ("The record of %s is deleted."), wanted->name);
      kw_window_toast (self, words);
    }
  if (!self->closing && self->library == NULL)
    kw_window_choose_person (self, NULL);
}

static void
confirmed_cb (gpointer data)
{
  const Deletion *deletion = data;
  Wanted *wanted = g_new0 (Wanted, 1);
  g_autoptr (GTask) task = g_task_new (deletion->window, NULL, deleted_cb, NULL);

  *wanted = (Wanted){ g_strdup (deletion->window->data_dir), g_strdup (deletion->uuid),
                      g_strdup (deletion->name) };
  g_task_set_task_data (task, wanted, wanted_free);
  g_task_run_in_thread (task, delete_thread);
}

/* Only from the page of people, where nobody is open. */
static void
delete_person_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KwWindow *self = KW_WINDOW (widget);
  const char *uuid, *person;
  Deletion *deletion;

  (void) name;
  if (self->library != NULL)
    return;
  g_variant_get (parameter, "(&s&s)", &uuid, &person);

  g_autofree char *heading = g_strdup_printf (_ ("Delete the record of %s?"), person);

  deletion = g_new0 (Deletion, 1);
  *deletion = (Deletion){ g_object_ref (self), g_strdup (uuid), g_strdup (person) };
  kw_dialog_confirm (
      widget, heading,
      _ ("All that Keepwell has of this person goes from this computer, also what "
         "you entered. It cannot be undone.\n\nThe hospitals keep what they have. To "
         "tell them that Keepwell goes, disconnect them first."),
      _ ("_Delete"), confirmed_cb, deletion, deletion_free);
}

void
kw_window_install_people_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "win.delete-person", "(ss)", delete_person_cb);
}
