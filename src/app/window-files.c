/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/window-private.h"

#include <glib/gi18n-lib.h>

#include "core/bundle.h"
#include "core/error.h"

/* A file that was read: the snapshot borrows from the bundle, which therefore lives as long. */
typedef struct
{
  KwBundle *bundle;
  KwSnapshot *snapshot;
  char *name;
} Opened;

static void
opened_free (gpointer data)
{
  Opened *opened = data;

  g_clear_pointer (&opened->snapshot, kw_snapshot_unref);
  g_clear_pointer (&opened->bundle, kw_bundle_free);
  g_free (opened->name);
  g_free (opened);
}

static void
read_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GFile *file = data;
  GError *error = NULL;
  Opened *opened = g_new0 (Opened, 1);
  g_autofree char *path = g_file_get_path (file);

  (void) source;
  (void) cancellable;
  opened->name = g_file_get_basename (file);
  if (path == NULL)
    g_set_error_literal (&error, KW_ERROR, KW_ERROR_UNREADABLE, "not a local file");
  else
    opened->bundle = kw_bundle_new_from_file (path, &error);
  if (opened->bundle != NULL && kw_bundle_get_n_persons (opened->bundle) == 0)
    g_set_error_literal (&error, KW_ERROR, KW_ERROR_NOT_FHIR, "no record in it");
  if (error == NULL)
    {
      opened->snapshot = kw_snapshot_new_from_bundle (opened->bundle, 0, opened->name);
      g_task_return_pointer (task, opened, opened_free);
      return;
    }
  g_task_return_error (task, error);
  opened_free (opened);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  KwWindow *self = KW_WINDOW (source);
  g_autoptr (GError) error = NULL;
  Opened *opened = g_task_propagate_pointer (G_TASK (result), &error);

  (void) data;
  if (opened == NULL)
    {
      kw_window_toast_error (self, error);
      if (self->snapshot == NULL)
        kw_window_show_start (self);
      return;
    }
  kw_window_forget_person (self);
  g_object_set_data_full (G_OBJECT (self), "kw-opened-file", opened, opened_free);
  kw_window_set_snapshot (self, opened->snapshot);
}

void
kw_window_open_files (KwWindow *self, GListModel *files)
{
  g_return_if_fail (KW_IS_WINDOW (self) && G_IS_LIST_MODEL (files));

  g_autoptr (GFile) file = g_list_model_get_item (files, 0);
  if (file == NULL)
    return;

  g_autoptr (GTask) task = g_task_new (self, self->cancellable, read_cb, NULL);
  g_task_set_task_data (task, g_object_ref (file), g_object_unref);
  g_task_run_in_thread (task, read_thread);
}
