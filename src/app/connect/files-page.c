/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/connect/files-page.h"

#include <glib/gi18n-lib.h>

#include "app/a11y.h"
#include "app/connect/files-tasks.h"
#include "app/connect/whose-page.h"
#include "app/stack.h"
#include "core/error.h"

struct _KwFilesPage
{
  AdwBin parent_instance;

  /* Template children. */
  GtkStack *steps;
  KwWhosePage *whose;
  AdwStatusPage *failed;

  /* Owned. */
  char *data_dir;
  KwPerson *opened;
  KwFilesRead *read;
  char *last; /* uuid of the person stored last */
  GCancellable *cancellable;

  guint index; /* the person of the files that is asked about */
  guint running;
};

enum
{
  DONE,
  LEFT,
  IDLE,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KwFilesPage, kw_files_page, ADW_TYPE_BIN)

static void
worker_ended (KwFilesPage *self)
{
  if (--self->running == 0)
    g_signal_emit (self, signals[IDLE], 0);
}

static void
show_failure (KwFilesPage *self, const GError *error)
{
  g_autofree char *sentence = kw_error_dup_sentence (error);
  g_autofree char *escaped = g_markup_escape_text (sentence, -1);

  adw_status_page_set_description (self->failed, escaped);
  kw_stack_show_name (self->steps, "failed");
  kw_a11y_announce (GTK_WIDGET (self), sentence);
}

/* The next person of the files, or the end. */
static void
ask (KwFilesPage *self)
{
  static const KwPerson nobody = { 0 };

  if (self->index >= kw_intake_get_n_persons (self->read->intake))
    {
      g_signal_emit (self, signals[self->last != NULL ? DONE : LEFT], 0, self->last);
      return;
    }

  const KwIntakePerson *part = kw_intake_get_person (self->read->intake, self->index);
  kw_whose_page_set (self->whose, self->read->name, TRUE,
                     part->person != NULL ? part->person : &nobody, self->opened,
                     self->read->people);
  kw_stack_show_name (self->steps, "whose");
}

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (KwFilesPage) self = data;
  g_autoptr (GError) error = NULL;
  char *uuid = kw_files_store_finish (result, &error);

  (void) source;
  if (uuid != NULL)
    {
      g_free (self->last);
      self->last = uuid;
      self->index++;
      ask (self);
    }
  else
    show_failure (self, error);
  worker_ended (self);
}

static void
decided_cb (KwFilesPage *self, guint whose, const char *uuid)
{
  if (whose == KW_WHOSE_STOP)
    {
      self->index++;
      ask (self);
      return;
    }
  self->running++;
  kw_stack_show_name (self->steps, "wait");
  kw_files_store_async (self->read, self->index, self->data_dir, uuid, whose == KW_WHOSE_SAME,
                        stored_cb, g_object_ref (self));
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (KwFilesPage) self = data;
  g_autoptr (GError) error = NULL;
  KwFilesRead *read = kw_files_read_finish (result, &error);

  (void) source;
  if (read != NULL)
    {
      g_clear_pointer (&self->read, kw_files_read_free);
      self->read = read;
      ask (self);
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_failure (self, error);
  worker_ended (self);
}

static void
leave_cb (KwFilesPage *self)
{
  kw_files_page_cancel (self);
}

static void
kw_files_page_dispose (GObject *object)
{
  KwFilesPage *self = KW_FILES_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->read, kw_files_read_free);
  g_clear_pointer (&self->opened, kw_person_free);
  g_clear_pointer (&self->data_dir, g_free);
  g_clear_pointer (&self->last, g_free);

  G_OBJECT_CLASS (kw_files_page_parent_class)->dispose (object);
}

static void
kw_files_page_class_init (KwFilesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kw_files_page_dispose;
  signals[DONE] = g_signal_new ("done", KW_TYPE_FILES_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[LEFT] = g_signal_new ("left", KW_TYPE_FILES_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);
  signals[IDLE] = g_signal_new ("idle", KW_TYPE_FILES_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);
  g_type_ensure (KW_TYPE_WHOSE_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/keepwell/Keepwell/ui/files-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KwFilesPage, steps);
  gtk_widget_class_bind_template_child (widget_class, KwFilesPage, whose);
  gtk_widget_class_bind_template_child (widget_class, KwFilesPage, failed);
  gtk_widget_class_bind_template_callback (widget_class, decided_cb);
  gtk_widget_class_bind_template_callback (widget_class, leave_cb);
}

static void
kw_files_page_init (KwFilesPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
}

void
kw_files_page_start (KwFilesPage *self,
                     GListModel *files,
                     const char *data_dir,
                     const KwPerson *opened)
{
  g_return_if_fail (KW_IS_FILES_PAGE (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  g_clear_pointer (&self->opened, kw_person_free);
  g_clear_pointer (&self->last, g_free);
  g_free (self->data_dir);
  self->data_dir = g_strdup (data_dir);
  self->opened = opened != NULL ? kw_person_copy (opened) : NULL;
  self->index = 0;
  self->running++;
  kw_stack_show_name (self->steps, "wait");
  kw_files_read_async (files, data_dir, self->cancellable, read_cb, g_object_ref (self));
}

void
kw_files_page_cancel (KwFilesPage *self)
{
  g_return_if_fail (KW_IS_FILES_PAGE (self));

  g_cancellable_cancel (self->cancellable);
  g_signal_emit (self, signals[self->last != NULL ? DONE : LEFT], 0, self->last);
}

gboolean
kw_files_page_is_busy (KwFilesPage *self)
{
  g_return_val_if_fail (KW_IS_FILES_PAGE (self), FALSE);

  return self->running > 0;
}
