/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/loading.h"

#include "core/error.h"
#include "sync/sync.h"

typedef struct
{
  KwSnapshot *snapshot;
  KwVault *vault;
  char *ref;
  guint index;
} Wanted;

static void
wanted_free (gpointer data)
{
  Wanted *wanted = data;

  kw_snapshot_unref (wanted->snapshot);
  g_clear_object (&wanted->vault);
  g_free (wanted->ref);
  g_free (wanted);
}

static GBytes *
load_body (const Wanted *wanted, GError **error)
{
  const KwRecord *record = kw_snapshot_find (wanted->snapshot, wanted->ref);

  if (record == NULL)
    {
      g_set_error_literal (error, KW_ERROR, KW_ERROR_NO_SUCH_RECORD, "no longer in the index");
      return NULL;
    }

  return kw_snapshot_load_body (wanted->snapshot, record, error);
}

static void
body_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  GBytes *body = load_body (data, &error);

  (void) source;
  (void) cancellable;
  if (body != NULL)
    g_task_return_pointer (task, body, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, error);
}

static void
start (KwSnapshot *snapshot,
       KwVault *vault,
       const char *ref,
       guint index,
       GTaskThreadFunc func,
       GTask *task)
{
  Wanted *wanted = g_new0 (Wanted, 1);

  *wanted = (Wanted){ kw_snapshot_ref (snapshot), vault != NULL ? g_object_ref (vault) : NULL,
                      g_strdup (ref), index };
  g_task_set_task_data (task, wanted, wanted_free);
  g_task_run_in_thread (task, func);
}

void
kw_body_load_async (KwSnapshot *snapshot,
                    const char *ref,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer data)
{
  g_return_if_fail (snapshot != NULL && ref != NULL);

  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);

  start (snapshot, NULL, ref, 0, body_thread, task);
}

GBytes *
kw_body_load_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
kw_attachment_data_free (KwAttachmentData *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self->content_type);
  g_free (self);
}

static GBytes *
load_inline (const Wanted *wanted, GError **error)
{
  g_autoptr (GBytes) body = load_body (wanted, error);
  g_autoptr (KwJson) json = body != NULL ? kw_json_new (body, G_MAXSIZE, error) : NULL;

  if (json == NULL)
    return NULL;

  return kw_attachment_dup_data (kw_json_get_root (json), wanted->index, error);
}

static void
attachment_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Wanted *wanted = data;
  const KwRecord *record = kw_snapshot_find (wanted->snapshot, wanted->ref);
  g_autoptr (KwAttachmentData) found = g_new0 (KwAttachmentData, 1);
  GError *error = NULL;

  (void) source;
  if (record == NULL || wanted->index >= record->n_attachments)
    g_set_error_literal (&error, KW_ERROR, KW_ERROR_NO_SUCH_RECORD, "no such attachment");
  else if (record->attachments[wanted->index].is_inline)
    {
      found->content_type = g_strdup (record->attachments[wanted->index].content_type);
      found->bytes = load_inline (wanted, &error);
    }
  else if (wanted->vault != NULL)
    found->bytes = kw_attachment_fetch (wanted->vault, wanted->ref, wanted->index,
                                        &found->content_type, cancellable, &error);
  else
    g_set_error_literal (&error, KW_ERROR, KW_ERROR_NOT_OFFERED, "not in the file");

  if (found->bytes != NULL)
    g_task_return_pointer (task, g_steal_pointer (&found),
                           (GDestroyNotify) kw_attachment_data_free);
  else
    g_task_return_error (task, error);
}

void
kw_attachment_load_async (KwSnapshot *snapshot,
                          KwVault *vault,
                          const char *ref,
                          guint index,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer data)
{
  g_return_if_fail (snapshot != NULL && ref != NULL);

  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);

  start (snapshot, vault, ref, index, attachment_thread, task);
}

KwAttachmentData *
kw_attachment_load_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
