/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/page-loader.h"

#include "pages/pages.h"

/* More pixels than this help nobody, and cost memory. */
#define MAX_WIDTH 4096

struct _KwPageLoader
{
  GObject parent_instance;

  /* Owned. */
  GBytes *bytes;
  char *type;
  GThreadPool *pool;
  KwPages *pages; /* of the worker, once it is open */

  guint n;
};

G_DEFINE_FINAL_TYPE (KwPageLoader, kw_page_loader, G_TYPE_OBJECT)

typedef struct
{
  void (*answer) (GTask *task, KwPageLoader *self);
  guint page;
  double scale;
} Question;

static void
answer_open (GTask *task, KwPageLoader *self)
{
  GError *error = NULL;

  self->pages = kw_pages_new (self->bytes, self->type, g_task_get_cancellable (task), &error);
  if (self->pages == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  self->n = kw_pages_get_n (self->pages);
  g_task_return_boolean (task, TRUE);
}

static void
answer_render (GTask *task, KwPageLoader *self)
{
  const Question *question = g_task_get_task_data (task);
  double width = 1, height = 1;
  int w = 0, h = 0, stride = 0;
  GError *error = NULL;

  kw_pages_get_size (self->pages, question->page, &width, &height);
  g_autoptr (GBytes) pixels
      = kw_pages_render (self->pages, question->page, MIN (question->scale, MAX_WIDTH / width), &w,
                         &h, &stride, &error);
  if (pixels == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (
        task,
        gdk_memory_texture_new (w, h, GDK_MEMORY_B8G8R8A8_PREMULTIPLIED, pixels, (gsize) stride),
        g_object_unref);
}

static void
answer_text (GTask *task, KwPageLoader *self)
{
  const Question *question = g_task_get_task_data (task);
  GError *error = NULL;
  char *text = kw_pages_dup_text (self->pages, question->page, &error);

  if (text == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, text, g_free);
}

static void
answer_boxes (GTask *task, KwPageLoader *self)
{
  const Question *question = g_task_get_task_data (task);
  GError *error = NULL;
  GArray *boxes = kw_pages_dup_boxes (self->pages, question->page, &error);

  if (boxes == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, boxes, (GDestroyNotify) g_array_unref);
}

static void
work_cb (gpointer data, gpointer unused)
{
  g_autoptr (GTask) task = data;
  const Question *question = g_task_get_task_data (task);

  (void) unused;
  if (!g_task_return_error_if_cancelled (task))
    question->answer (task, g_task_get_source_object (task));
}

static void
ask (KwPageLoader *self, Question question, GTask *task)
{
  g_task_set_task_data (task, g_memdup2 (&question, sizeof question), g_free);
  g_thread_pool_push (self->pool, task, NULL);
}

/* The last question may be answered when nobody waits any more, and end all this in the worker. */
static void
kw_page_loader_finalize (GObject *object)
{
  KwPageLoader *self = KW_PAGE_LOADER (object);

  g_thread_pool_free (self->pool, TRUE, FALSE);
  g_clear_pointer (&self->pages, kw_pages_free);
  g_bytes_unref (self->bytes);
  g_free (self->type);

  G_OBJECT_CLASS (kw_page_loader_parent_class)->finalize (object);
}

static void
kw_page_loader_class_init (KwPageLoaderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kw_page_loader_finalize;
}

static void
kw_page_loader_init (KwPageLoader *self)
{
  self->pool = g_thread_pool_new (work_cb, NULL, 1, FALSE, NULL);
}

KwPageLoader *
kw_page_loader_new (GBytes *bytes, const char *type)
{
  g_return_val_if_fail (bytes != NULL && type != NULL, NULL);

  KwPageLoader *self = g_object_new (KW_TYPE_PAGE_LOADER, NULL);

  self->bytes = g_bytes_ref (bytes);
  self->type = g_strdup (type);

  return self;
}

void
kw_page_loader_open_async (KwPageLoader *self,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer data)
{
  g_return_if_fail (KW_IS_PAGE_LOADER (self));

  ask (self, (Question){ answer_open, 0, 0 }, g_task_new (self, cancellable, callback, data));
}

gboolean
kw_page_loader_open_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

guint
kw_page_loader_get_n (KwPageLoader *self)
{
  g_return_val_if_fail (KW_IS_PAGE_LOADER (self), 0);

  return self->n;
}

void
kw_page_loader_get_size (KwPageLoader *self, guint page, double *out_width, double *out_height)
{
  g_return_if_fail (KW_IS_PAGE_LOADER (self) && page < self->n);

  kw_pages_get_size (self->pages, page, out_width, out_height);
}

void
kw_page_loader_render_async (KwPageLoader *self,
                             guint page,
                             double scale,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer data)
{
  g_return_if_fail (KW_IS_PAGE_LOADER (self) && page < self->n);

  ask (self, (Question){ answer_render, page, scale },
       g_task_new (self, cancellable, callback, data));
}

GdkTexture *
kw_page_loader_render_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
kw_page_loader_text_async (KwPageLoader *self,
                           guint page,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer data)
{
  g_return_if_fail (KW_IS_PAGE_LOADER (self) && page < self->n);

  ask (self, (Question){ answer_text, page, 0 }, g_task_new (self, cancellable, callback, data));
}

char *
kw_page_loader_text_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
kw_page_loader_boxes_async (KwPageLoader *self,
                            guint page,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer data)
{
  g_return_if_fail (KW_IS_PAGE_LOADER (self) && page < self->n);

  ask (self, (Question){ answer_boxes, page, 0 }, g_task_new (self, cancellable, callback, data));
}

GArray *
kw_page_loader_boxes_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
