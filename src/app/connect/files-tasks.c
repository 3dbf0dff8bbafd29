/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/connect/files-tasks.h"

#include <glib/gi18n-lib.h>

#include "core/error.h"
#include "library/library.h"

void
kw_files_read_free (KwFilesRead *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->intake, kw_intake_free);
  g_clear_pointer (&self->people, g_ptr_array_unref);
  g_free (self->name);
  g_free (self);
}

typedef struct
{
  GPtrArray *files; /* of GFile */
  char *data_dir;
} Wanted;

static void
wanted_free (gpointer data)
{
  Wanted *wanted = data;

  g_ptr_array_unref (wanted->files);
  g_free (wanted->data_dir);
  g_free (wanted);
}

static gboolean
add_files (KwFilesRead *read, const Wanted *wanted, GCancellable *cancellable, GError **error)
{
  g_autofree char *first = g_file_get_basename (g_ptr_array_index (wanted->files, 0));
  guint n = wanted->files->len;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *path = g_file_get_path (g_ptr_array_index (wanted->files, i));
      if (path == NULL)
        {
          g_set_error_literal (error, KW_ERROR, KW_ERROR_UNREADABLE, "not a local file");
          return FALSE;
        }
      if (!kw_intake_add_file (read->intake, path, cancellable, error))
        {
          g_autofree char *base = g_path_get_basename (path);
          g_prefix_error (error, "%s: ", base);
          return FALSE;
        }
    }
  read->name
      = n == 1 ? g_steal_pointer (&first)
               : g_strdup_printf (ngettext ("%s and %u more file", "%s and %u more files", n - 1),
                                  first, n - 1);

  return TRUE;
}

static void
read_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Wanted *wanted = data;
  g_autoptr (KwFilesRead) read = g_new0 (KwFilesRead, 1);
  GError *error = NULL;

  (void) source;
  read->intake = kw_intake_new ();
  if (!add_files (read, wanted, cancellable, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  if (kw_intake_get_n_persons (read->intake) == 0)
    g_set_error_literal (&error, KW_ERROR, KW_ERROR_NOT_FHIR, "no record in it");
  else
    read->people = kw_library_list_people (wanted->data_dir, &error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_steal_pointer (&read), (GDestroyNotify) kw_files_read_free);
}

void
kw_files_read_async (GListModel *files,
                     const char *data_dir,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer data)
{
  g_return_if_fail (G_IS_LIST_MODEL (files) && g_list_model_get_n_items (files) > 0);
  g_return_if_fail (data_dir != NULL);

  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);
  Wanted *wanted = g_new0 (Wanted, 1);

  *wanted = (Wanted){ g_ptr_array_new_with_free_func (g_object_unref), g_strdup (data_dir) };
  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    g_ptr_array_add (wanted->files, g_list_model_get_item (files, i));
  g_task_set_task_data (task, wanted, wanted_free);
  g_task_run_in_thread (task, read_thread);
}

KwFilesRead *
kw_files_read_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

typedef struct
{
  KwFilesRead *read; /* borrowed */
  guint index;
  char *data_dir;
  char *person_uuid;
  gboolean although_different;
} Store;

static void
store_free (gpointer data)
{
  Store *store = data;

  g_free (store->data_dir);
  g_free (store->person_uuid);
  g_free (store);
}

static KwVault *
open_vault (const Store *store, GError **error)
{
  const KwIntakePerson *part = kw_intake_get_person (store->read->intake, store->index);

  if (store->person_uuid != NULL)
    return kw_vault_open (store->data_dir, store->person_uuid, error);
  if (part->person != NULL)
    return kw_vault_create (store->data_dir, part->person, error);

  KwPerson nobody = { .name = (char *) _ ("Name not stated") };
  return kw_vault_create (store->data_dir, &nobody, error);
}

static void
store_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Store *store = data;
  GError *error = NULL;
  g_autoptr (KwVault) vault = open_vault (store, &error);
  KwPersonMatch accept = store->although_different ? KW_PERSON_DIFFERENT : KW_PERSON_UNSURE;

  KwIntakeResult stored;

  (void) source;
  if (vault != NULL
      && kw_intake_store (store->read->intake, store->index, vault, accept, &stored, cancellable,
                          &error))
    g_task_return_pointer (task, g_strdup (kw_vault_get_person_uuid (vault)), g_free);
  else
    g_task_return_error (task, error);
}

void
kw_files_store_async (KwFilesRead *read,
                      guint index,
                      const char *data_dir,
                      const char *person_uuid,
                      gboolean although_different,
                      GAsyncReadyCallback callback,
                      gpointer data)
{
  g_return_if_fail (read != NULL && data_dir != NULL);

  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, data);
  Store *store = g_new0 (Store, 1);

  *store = (Store){ read, index, g_strdup (data_dir), g_strdup (person_uuid), although_different };
  g_task_set_task_data (task, store, store_free);
  g_task_run_in_thread (task, store_thread);
}

char *
kw_files_store_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
