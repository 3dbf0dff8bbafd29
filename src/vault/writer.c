/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "vault/writer.h"

#include "vault/transaction.h"

/* What has arrived is committed at least this often and at this size, so that a kill costs no more.
 */
#define MAX_WAIT_MICROSECONDS (250 * G_TIME_SPAN_MILLISECOND)
#define MAX_GROUP ((gsize) 1024 * 1024)

/* A batch on its way, and who waits for it. */
typedef struct
{
  KwBatch *batch; /* NULL asks the thread to end */
  gboolean waits;
  gboolean done;
  GError *error;
} Request;

struct _KwWriter
{
  KwDatabase *db;
  const KwVaultKeys *keys; /* borrowed from the vault, which outlives the thread */
  GThread *thread;
  GAsyncQueue *queue; /* of Request */
  GMutex lock;
  GCond answered;
  GError *late; /* of a batch that nobody waited for; given to the next who does */
};

static void
request_free (Request *request)
{
  g_clear_pointer (&request->batch, kw_batch_free);
  g_clear_error (&request->error);
  g_free (request);
}

/* Takes what belongs into one transaction: all that is there when somebody waits for it, and what
 * comes within the time and size that a kill may cost otherwise. */
static gboolean
gather (KwWriter *self, GPtrArray *group)
{
  gint64 end = g_get_monotonic_time () + MAX_WAIT_MICROSECONDS;
  gsize size = 0;
  gboolean urgent = FALSE;

  for (;;)
    {
      gint64 left = urgent ? 0 : MAX (end - g_get_monotonic_time (), 0);
      Request *request = group->len == 0 ? g_async_queue_pop (self->queue)
                                         : g_async_queue_timeout_pop (self->queue, (guint64) left);

      if (request == NULL)
        return TRUE;
      if (request->batch == NULL)
        {
          request_free (request);
          return FALSE;
        }
      if (group->len == 0)
        end = g_get_monotonic_time () + MAX_WAIT_MICROSECONDS;
      g_ptr_array_add (group, request);
      urgent = urgent || request->waits;
      size += kw_batch_get_size (request->batch);
      if (size >= MAX_GROUP)
        return TRUE;
    }
}

static gboolean
write_requests (KwWriter *self, Request **requests, guint n, GError **error)
{
  g_autoptr (KwTransaction) transaction = kw_transaction_begin (self->db, self->keys, error);

  for (guint i = 0; transaction != NULL && i < n; i++)
    if (!kw_transaction_apply (transaction, requests[i]->batch, error))
      return FALSE;
  return transaction != NULL && kw_transaction_commit (transaction, error);
}

/* All in one transaction; when that fails each alone, so that nobody's batch is lost for the fault
 * of another that happened to wait at the same time. */
static void
write_group (KwWriter *self, GPtrArray *group)
{
  Request **requests = (Request **) group->pdata;
  g_autoptr (GError) error = NULL;

  if (group->len > 1 && write_requests (self, requests, group->len, &error))
    return;
  for (guint i = 0; i < group->len; i++)
    write_requests (self, &requests[i], 1, &requests[i]->error);
}

static void
answer (KwWriter *self, GPtrArray *group)
{
  g_mutex_lock (&self->lock);
  for (guint i = 0; i < group->len; i++)
    {
      Request *request = g_ptr_array_index (group, i);

      request->done = TRUE;
      if (request->waits)
        continue;
      if (self->late == NULL)
        self->late = g_steal_pointer (&request->error);
      request_free (request);
    }
  g_cond_broadcast (&self->answered);
  g_mutex_unlock (&self->lock);
}

static gpointer
write_thread (gpointer data)
{
  KwWriter *self = data;
  gboolean more = TRUE;

  while (more)
    {
      g_autoptr (GPtrArray) group = g_ptr_array_new ();

      more = gather (self, group);
      if (group->len == 0)
        continue;
      write_group (self, group);
      answer (self, group);
    }
  return NULL;
}

KwWriter *
kw_writer_new (const char *path, const KwVaultKeys *keys, GError **error)
{
  g_autoptr (KwWriter) self = NULL;
  KwDatabase *db = kw_database_open (path, FALSE, error);

  if (db == NULL)
    return NULL;
  self = g_new0 (KwWriter, 1);
  self->db = db;
  self->keys = keys;
  self->queue = g_async_queue_new ();
  g_mutex_init (&self->lock);
  g_cond_init (&self->answered);
  self->thread = g_thread_new ("vault-writer", write_thread, self);
  return g_steal_pointer (&self);
}

void
kw_writer_free (KwWriter *self)
{
  g_async_queue_push (self->queue, g_new0 (Request, 1));
  g_thread_join (self->thread);
  g_async_queue_unref (self->queue);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->answered);
  g_clear_error (&self->late);
  kw_database_close (self->db);
  g_free (self);
}

void
kw_writer_commit_soon (KwWriter *self, KwBatch *batch)
{
  Request *request = g_new0 (Request, 1);

  request->batch = batch;
  g_async_queue_push (self->queue, request);
}

gboolean
kw_writer_commit (KwWriter *self, KwBatch *batch, GError **error)
{
  Request *request = g_new0 (Request, 1);
  gboolean good;

  request->batch = batch;
  request->waits = TRUE;
  g_async_queue_push (self->queue, request);
  g_mutex_lock (&self->lock);
  while (!request->done)
    g_cond_wait (&self->answered, &self->lock);
  g_mutex_unlock (&self->lock);
  good = request->error == NULL;
  if (!good)
    g_propagate_error (error, g_steal_pointer (&request->error));
  request_free (request);
  return good;
}

gboolean
kw_writer_flush (KwWriter *self, GError **error)
{
  GError *late;

  /* An empty batch is written after all that came before it, and changes nothing. */
  if (!kw_writer_commit (self, kw_batch_new (NULL), error))
    return FALSE;
  g_mutex_lock (&self->lock);
  late = g_steal_pointer (&self->late);
  g_mutex_unlock (&self->lock);
  if (late != NULL)
    g_propagate_error (error, late);
  return late == NULL;
}
