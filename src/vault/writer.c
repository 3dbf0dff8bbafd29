/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "vault/writer.h"

#include "vault/transaction.h"

/* What has arrived is committed at least this often and at this size, so that a kill costs no more.
 */
#define MAX_WAIT_MICROSECONDS (250 * G_TIME_SPAN_MILLISECOND)
/* After as long without work, what was kept to make the next transaction quicker goes. */
#define IDLE_MICROSECONDS (2 * G_TIME_SPAN_SECOND)
#define MAX_GROUP ((gsize) 4 * 1024 * 1024)

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
  GMutex lock;
  GCond arrived;
  GQueue queue;   /* of Request; with what follows under the lock */
  gsize size;     /* of what is in it */
  guint n_urgent; /* of those in it, how many are waited for */
  GCond answered;
  GPtrArray *known; /* of KwSegment, as the last transaction left them; of the thread; NULL */
  GError *late;     /* of a batch that nobody waited for; given to the next who does */
};

static void
request_free (Request *request)
{
  g_clear_pointer (&request->batch, kw_batch_free);
  g_clear_error (&request->error);
  g_free (request);
}

/* Work of no hurry wakes the thread once and not with every page. */
static void
push (KwWriter *self, Request *request)
{
  g_mutex_lock (&self->lock);
  g_queue_push_tail (&self->queue, request);
  self->size += request->batch != NULL ? kw_batch_get_size (request->batch) : 0;
  self->n_urgent += request->waits;
  if (self->queue.length == 1 || self->n_urgent > 0 || self->size >= MAX_GROUP)
    g_cond_signal (&self->arrived);
  g_mutex_unlock (&self->lock);
}

static Request *
pop (KwWriter *self)
{
  Request *request = g_queue_pop_head (&self->queue);

  self->size -= request->batch != NULL ? kw_batch_get_size (request->batch) : 0;
  self->n_urgent -= request->waits;
  return request;
}

/* With the lock held: until there is work, however long it takes. */
static void
wait_for_work (KwWriter *self)
{
  gint64 idle = g_get_monotonic_time () + IDLE_MICROSECONDS;

  while (self->queue.length == 0)
    if (self->known == NULL)
      g_cond_wait (&self->arrived, &self->lock);
    else if (!g_cond_wait_until (&self->arrived, &self->lock, idle))
      g_clear_pointer (&self->known, g_ptr_array_unref);
}

/* Takes what belongs into one transaction: all that is there when somebody waits for it, and what
 * comes within the time and size that a kill may cost otherwise. FALSE at the end. */
static gboolean
gather (KwWriter *self, GPtrArray *group)
{
  gint64 end;
  gsize size = 0;
  gboolean more = TRUE;

  g_mutex_lock (&self->lock);
  wait_for_work (self);
  end = g_get_monotonic_time () + MAX_WAIT_MICROSECONDS;
  while (self->n_urgent == 0 && self->size < MAX_GROUP
         && g_cond_wait_until (&self->arrived, &self->lock, end))
    ;
  while (more && self->queue.length > 0 && size < MAX_GROUP)
    {
      Request *request = pop (self);

      more = request->batch != NULL;
      if (more)
        {
          g_ptr_array_add (group, request);
          size += kw_batch_get_size (request->batch);
        }
      else
        request_free (request);
    }
  g_mutex_unlock (&self->lock);
  return more;
}

static gboolean
write_requests (KwWriter *self, Request **requests, guint n, GError **error)
{
  g_autoptr (KwTransaction) transaction = kw_transaction_begin (self->db, self->keys, error);
  g_autoptr (GPtrArray) known = g_steal_pointer (&self->known);

  if (transaction == NULL)
    return FALSE;
  if (known != NULL)
    kw_transaction_adopt (transaction, known);
  for (guint i = 0; i < n; i++)
    if (!kw_transaction_apply (transaction, requests[i]->batch, error))
      return FALSE;
  if (!kw_transaction_commit (transaction, error))
    return FALSE;
  self->known = kw_transaction_take_segments (transaction);
  return TRUE;
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
  g_mutex_init (&self->lock);
  g_cond_init (&self->arrived);
  g_cond_init (&self->answered);
  self->thread = g_thread_new ("vault-writer", write_thread, self);
  return g_steal_pointer (&self);
}

void
kw_writer_free (KwWriter *self)
{
  Request *end = g_new0 (Request, 1);

  end->waits = TRUE;
  push (self, end);
  g_thread_join (self->thread);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->arrived);
  g_cond_clear (&self->answered);
  g_clear_pointer (&self->known, g_ptr_array_unref);
  g_clear_error (&self->late);
  kw_database_close (self->db);
  g_free (self);
}

void
kw_writer_commit_soon (KwWriter *self, KwBatch *batch)
{
  Request *request = g_new0 (Request, 1);

  request->batch = batch;
  push (self, request);
}

gboolean
kw_writer_commit (KwWriter *self, KwBatch *batch, GError **error)
{
  Request *request = g_new0 (Request, 1);
  gboolean good;

  request->batch = batch;
  request->waits = TRUE;
  push (self, request);
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
