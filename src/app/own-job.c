/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/own-job.h"

#include <glib/gi18n-lib.h>

#include "app/toasts.h"
#include "core/error.h"

/* Long enough to read the words and to reach the button. */
#define UNDO_SECONDS 10

typedef struct
{
  AdwToastOverlay *overlay; /* weak: its toasts hold this */
  KwLibrary *library;
  KwOwnChange *undo; /* of one that is done, NULL before and once it was used */
  char *done;
  gboolean can_undo;
} Job;

static void
job_free (gpointer data)
{
  Job *self = data;

  g_clear_weak_pointer (&self->overlay);
  g_object_unref (self->library);
  g_clear_pointer (&self->undo, kw_own_change_free);
  g_free (self->done);
  g_free (self);
}

static void
job_free_closure (gpointer data, GClosure *closure)
{
  (void) closure;
  job_free (data);
}

static void start (Job *self, KwOwnChange *change);

static void
undo_cb (AdwToast *toast, gpointer data)
{
  Job *self = data;
  Job *back;

  (void) toast;
  if (self->undo == NULL || kw_library_get_vault (self->library) == NULL)
    return;
  back = g_new0 (Job, 1);
  g_set_weak_pointer (&back->overlay, self->overlay);
  back->library = g_object_ref (self->library);
  back->done = g_strdup (_ ("Undone."));
  start (back, g_steal_pointer (&self->undo));
}

/* While it fades it could still be pressed, and would undo what was not done last. */
static void
dismissed_cb (AdwToast *toast, gpointer data)
{
  Job *self = data;

  (void) toast;
  g_clear_pointer (&self->undo, kw_own_change_free);
}

static void
show_error (AdwToastOverlay *overlay, const GError *error)
{
  g_autofree char *sentence = kw_error_dup_sentence (error);
  g_autofree char *escaped = g_markup_escape_text (sentence, -1);
  AdwToast *toast = adw_toast_new (escaped);

  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  kw_toasts_add (overlay, toast, sentence);
}

static void
applied_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Job *self = data;
  g_autoptr (GError) error = NULL;
  AdwToast *toast;

  (void) source;
  self->undo = kw_own_change_apply_finish (result, &error);
  /* Somebody else is open by now, and is told nothing of this person. */
  if (self->overlay == NULL || kw_library_get_vault (self->library) == NULL)
    {
      job_free (self);
      return;
    }
  if (self->undo == NULL)
    {
      show_error (self->overlay, error);
      job_free (self);
      return;
    }
  toast = adw_toast_new (self->done);
  if (self->can_undo)
    {
      adw_toast_set_button_label (toast, _ ("_Undo"));
      adw_toast_set_timeout (toast, UNDO_SECONDS);
    }
  g_signal_connect (toast, "dismissed", G_CALLBACK (dismissed_cb), self);
  g_signal_connect_data (toast, "button-clicked", G_CALLBACK (undo_cb), self, job_free_closure, 0);
  kw_toasts_replace (self->overlay, toast, self->done);
}

static void
start (Job *self, KwOwnChange *change)
{
  kw_own_change_apply_async (change, self->library, applied_cb, self);
}

void
kw_own_job_run (GtkWidget *near, KwLibrary *library, KwOwnChange *change, const char *done)
{
  g_return_if_fail (GTK_IS_WIDGET (near) && KW_IS_LIBRARY (library));
  g_return_if_fail (change != NULL && done != NULL);

  GtkWidget *overlay
      = ADW_IS_TOAST_OVERLAY (near) ? near : gtk_widget_get_ancestor (near, ADW_TYPE_TOAST_OVERLAY);
  Job *self;

  if (kw_library_get_vault (library) == NULL)
    {
      kw_own_change_free (change);
      return;
    }
  self = g_new0 (Job, 1);
  g_set_weak_pointer (&self->overlay, overlay != NULL ? ADW_TOAST_OVERLAY (overlay) : NULL);
  self->library = g_object_ref (library);
  self->done = g_markup_escape_text (done, -1);
  self->can_undo = TRUE;
  start (self, change);
}
