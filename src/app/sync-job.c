/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/sync-job.h"

struct _KwSyncJob
{
  GObject parent_instance;

  /* Owned. */
  KwVault *vault;
  char *uuid;
  char *name;
  KwSection only;
  GCancellable *cancellable;
};

enum
{
  PROGRESS,
  FINISHED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KwSyncJob, kw_sync_job, G_TYPE_OBJECT)

/* One message of the worker on its way to the main context. */
typedef struct
{
  KwSyncJob *job;
  char *type;
  KwSection section;
  KwSectionState state;
  guint count;
  gboolean done;
} Message;

static void
message_free (gpointer data)
{
  Message *message = data;

  g_object_unref (message->job);
  g_free (message->type);
  g_free (message);
}

static gboolean
message_cb (gpointer data)
{
  Message *m = data;

  g_signal_emit (m->job, signals[PROGRESS], 0, m->type, (guint) m->section, (guint) m->state,
                 m->count, m->done);

  return G_SOURCE_REMOVE;
}

static void
progress (gpointer data,
          const char *type,
          KwSection section,
          KwSectionState state,
          guint count,
          gboolean done)
{
  Message *message = g_new0 (Message, 1);

  *message = (Message){ g_object_ref (data), g_strdup (type), section, state, count, done };
  g_main_context_invoke_full (NULL, G_PRIORITY_DEFAULT, message_cb, message, message_free);
}

static void
sync_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  KwSyncJob *self = source;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) flush_error = NULL;
  gboolean fine = self->only == KW_N_SECTIONS
                      ? kw_sync_run (self->vault, self->uuid, progress, self, cancellable, &error)
                      : kw_sync_retry (self->vault, self->uuid, self->only, progress, self,
                                       cancellable, &error);

  (void) data;
  /* What has come is on disk before anybody hears that it has ended. */
  if (!kw_vault_flush (self->vault, &flush_error) && fine)
    g_task_return_error (task, g_steal_pointer (&flush_error));
  else if (fine)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
finished_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  (void) data;
  g_task_propagate_boolean (G_TASK (result), &error);
  g_signal_emit (source, signals[FINISHED], 0, error);
}

static void
kw_sync_job_finalize (GObject *object)
{
  KwSyncJob *self = KW_SYNC_JOB (object);

  g_clear_object (&self->vault);
  g_clear_object (&self->cancellable);
  g_free (self->uuid);
  g_free (self->name);

  G_OBJECT_CLASS (kw_sync_job_parent_class)->finalize (object);
}

static void
kw_sync_job_class_init (KwSyncJobClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kw_sync_job_finalize;
  signals[PROGRESS] = g_signal_new ("progress", KW_TYPE_SYNC_JOB, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                    NULL, G_TYPE_NONE, 5, G_TYPE_STRING, G_TYPE_UINT, G_TYPE_UINT,
                                    G_TYPE_UINT, G_TYPE_BOOLEAN);
  signals[FINISHED] = g_signal_new ("finished", KW_TYPE_SYNC_JOB, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                    NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
kw_sync_job_init (KwSyncJob *self)
{
  self->cancellable = g_cancellable_new ();
}

KwSyncJob *
kw_sync_job_new (KwVault *vault, const char *uuid, const char *name, KwSection only)
{
  g_return_val_if_fail (KW_IS_VAULT (vault) && uuid != NULL, NULL);

  KwSyncJob *self = g_object_new (KW_TYPE_SYNC_JOB, NULL);

  self->vault = g_object_ref (vault);
  self->uuid = g_strdup (uuid);
  self->name = g_strdup (name);
  self->only = only;

  return self;
}

void
kw_sync_job_start (KwSyncJob *self)
{
  g_return_if_fail (KW_IS_SYNC_JOB (self));

  g_autoptr (GTask) task = g_task_new (self, self->cancellable, finished_cb, NULL);

  /* The answer of the worker counts, also after Cancel: something may have gone wrong before. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_name (task, "sync");
  g_task_run_in_thread (task, sync_thread);
}

void
kw_sync_job_cancel (KwSyncJob *self)
{
  g_return_if_fail (KW_IS_SYNC_JOB (self));

  g_cancellable_cancel (self->cancellable);
}

gboolean
kw_sync_job_is_cancelled (KwSyncJob *self)
{
  g_return_val_if_fail (KW_IS_SYNC_JOB (self), FALSE);

  return g_cancellable_is_cancelled (self->cancellable);
}

const char *
kw_sync_job_get_uuid (KwSyncJob *self)
{
  g_return_val_if_fail (KW_IS_SYNC_JOB (self), NULL);

  return self->uuid;
}

const char *
kw_sync_job_get_name (KwSyncJob *self)
{
  g_return_val_if_fail (KW_IS_SYNC_JOB (self), NULL);

  return self->name;
}

KwSection
kw_sync_job_get_only (KwSyncJob *self)
{
  g_return_val_if_fail (KW_IS_SYNC_JOB (self), KW_N_SECTIONS);

  return self->only;
}
