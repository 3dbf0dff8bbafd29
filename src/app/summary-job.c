/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/summary-job.h"

#include "app/toasts.h"
#include "core/error.h"

typedef struct
{
  AdwToastOverlay *overlay; /* or NULL */
  KwLibrary *library;
  KwVault *vault;
  KwSummaryWork work;
  gpointer data;
  GDestroyNotify free_data;
  char *done; /* or NULL */
} Job;

static void
job_free (gpointer data)
{
  Job *self = data;

  g_clear_object (&self->overlay);
  g_object_unref (self->library);
  g_object_unref (self->vault);
  if (self->free_data != NULL)
    self->free_data (self->data);
  g_free (self->done);
  g_free (self);
}

static void
work_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *self = data;
  GError *error = NULL;

  (void) source;
  (void) cancellable;
  if (self->work (self->vault, self->data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Job *self = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autofree char *escaped = NULL;
  gboolean fine = g_task_propagate_boolean (G_TASK (result), &error);

  (void) source;
  (void) data;
  /* Somebody else is open by now, and is told nothing of this person. */
  if (kw_library_get_vault (self->library) != self->vault)
    return;
  if (fine)
    kw_library_reload (self->library);
  if (self->overlay == NULL || (fine && self->done == NULL))
    return;

  g_autofree char *words = fine ? g_strdup (self->done) : kw_error_dup_sentence (error);

  escaped = g_markup_escape_text (words, -1);
  kw_toasts_add (self->overlay, adw_toast_new (escaped), words);
}

void
kw_summary_job_run (GtkWidget *near,
                    KwLibrary *library,
                    KwSummaryWork work,
                    gpointer data,
                    GDestroyNotify free_data,
                    const char *done)
{
  g_return_if_fail (GTK_IS_WIDGET (near) && KW_IS_LIBRARY (library) && work != NULL);

  GtkWidget *overlay = gtk_widget_get_ancestor (near, ADW_TYPE_TOAST_OVERLAY);
  KwVault *vault = kw_library_get_vault (library);
  Job *self;

  if (vault == NULL)
    {
      if (free_data != NULL)
        free_data (data);
      return;
    }
  self = g_new0 (Job, 1);
  *self = (Job){ overlay != NULL ? g_object_ref (ADW_TOAST_OVERLAY (overlay)) : NULL,
                 g_object_ref (library),
                 g_object_ref (vault),
                 work,
                 data,
                 free_data,
                 g_strdup (done) };

  g_autoptr (GTask) task = g_task_new (NULL, NULL, done_cb, NULL);
  g_task_set_task_data (task, self, job_free);
  g_task_run_in_thread (task, work_thread);
}
