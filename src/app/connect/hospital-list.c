/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/connect/hospital-list.h"

#define MEGABYTE (1000 * 1000)

typedef struct
{
  char *data_dir;
  KwHospitalProgress progress;
  gpointer data;
} Update;

/* One word from the thread to the page: which list, and how much of it. */
typedef struct
{
  KwHospitalProgress progress;
  gpointer data;
  GCancellable *cancellable; /* a page that is gone is not told */
  const char *vendor;
  guint megabytes;
} Word;

typedef struct
{
  const Update *update;
  GCancellable *cancellable;
  const char *vendor;
  guint said;
} Following;

static void
update_free (gpointer data)
{
  Update *update = data;

  g_free (update->data_dir);
  g_free (update);
}

static void
word_free (gpointer data)
{
  Word *word = data;

  g_object_unref (word->cancellable);
  g_free (word);
}

static gboolean
word_cb (gpointer data)
{
  const Word *word = data;

  if (!g_cancellable_is_cancelled (word->cancellable))
    word->progress (word->data, word->vendor, word->megabytes);
  return G_SOURCE_REMOVE;
}

static void
tell (Following *following, guint megabytes)
{
  Word *word = g_new0 (Word, 1);

  *word = (Word){ .progress = following->update->progress,
                  .data = following->update->data,
                  .cancellable = g_object_ref (following->cancellable),
                  .vendor = following->vendor,
                  .megabytes = megabytes };
  following->said = megabytes;
  g_main_context_invoke_full (NULL, G_PRIORITY_DEFAULT, word_cb, word, word_free);
}

static void
received_cb (gpointer data, gsize received, gsize total)
{
  Following *following = data;
  guint megabytes = (guint) (received / MEGABYTE);

  (void) total;
  if (megabytes > following->said)
    tell (following, megabytes);
}

static void
load_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  (void) source;
  (void) cancellable;
  g_task_return_pointer (task, kw_directories_load (data), (GDestroyNotify) kw_directories_free);
}

void
kw_hospital_list_load_async (const char *data_dir,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);

  g_task_set_task_data (task, g_strdup (data_dir), g_free);
  g_task_run_in_thread (task, load_thread);
}

KwDirectories *
kw_hospital_list_load_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* One list that cannot be had does not keep the others away; only when none came is it an error. */
static void
update_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Update *update = data;
  guint n, n_good = 0;
  const KwVendor *const *vendors = kw_vendor_list (&n);
  g_autoptr (GError) first = NULL;

  (void) source;
  for (guint i = 0; i < n; i++)
    for (guint k = 0; k < vendors[i]->n_directories; k++)
      {
        Following following = { update, cancellable, vendors[i]->name, 0 };
        g_autofree char *id = kw_directories_dup_id (vendors[i], k);
        KwDirectoryUpdate one = { .id = id,
                                  .url = vendors[i]->directories[k].url,
                                  .progress = received_cb,
                                  .data = &following };
        g_autoptr (GError) error = NULL;
        gboolean changed;

        tell (&following, 0);
        if (kw_directories_update (update->data_dir, &one, &changed, cancellable, &error))
          n_good++;
        else if (first == NULL)
          first = g_steal_pointer (&error);
      }
  if (n_good == 0 && first != NULL)
    g_task_return_error (task, g_steal_pointer (&first));
  else
    g_task_return_pointer (task, kw_directories_load (update->data_dir),
                           (GDestroyNotify) kw_directories_free);
}

void
kw_hospital_list_update_async (const char *data_dir,
                               KwHospitalProgress progress,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);
  Update *update = g_new0 (Update, 1);

  *update = (Update){ g_strdup (data_dir), progress, data };
  g_task_set_task_data (task, update, update_free);
  g_task_run_in_thread (task, update_thread);
}

guint
kw_hospital_list_get_megabytes (void)
{
  guint n, megabytes = 0;
  const KwVendor *const *vendors = kw_vendor_list (&n);

  for (guint i = 0; i < n; i++)
    for (guint k = 0; k < vendors[i]->n_directories; k++)
      megabytes += vendors[i]->directories[k].megabytes;
  return megabytes;
}
