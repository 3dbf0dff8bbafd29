/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/pages-view.h"

#include <glib/gi18n-lib.h>

#include "app/stack.h"

#include "pages/pages.h"

/* More pixels than this help nobody on a page of this width. */
#define PAGE_WIDTH 690
#define SCALE_MAX 4.0
/* A file of 59,000 pages helps nobody either; the rest can be opened in another program. */
#define MAX_PAGES 200

struct _KwPagesView
{
  AdwBin parent_instance;

  /* Children. */
  GtkStack *stack;
  GtkBox *pictures;
  GtkBox *texts;

  /* Owned. */
  GCancellable *cancellable;
};

enum
{
  FAILED,
  READY,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KwPagesView, kw_pages_view, ADW_TYPE_BIN)

/* One page on its way from the worker to the main context. */
typedef struct
{
  KwPagesView *view;
  GBytes *pixels;
  int width;
  int height;
  int stride;
  char *text;
  guint number;
  guint total;
} Page;

static void
page_free (gpointer data)
{
  Page *page = data;

  g_object_unref (page->view);
  g_clear_pointer (&page->pixels, g_bytes_unref);
  g_free (page->text);
  g_free (page);
}

static void
append_picture (KwPagesView *self, const Page *page, const char *label)
{
  g_autoptr (GdkTexture) texture
      = gdk_memory_texture_new (page->width, page->height, GDK_MEMORY_B8G8R8A8_PREMULTIPLIED,
                                page->pixels, (gsize) page->stride);
  GtkWidget *picture = gtk_picture_new_for_paintable (GDK_PAINTABLE (texture));

  gtk_picture_set_can_shrink (GTK_PICTURE (picture), TRUE);
  gtk_picture_set_alternative_text (GTK_PICTURE (picture), label);
  gtk_widget_set_halign (picture, GTK_ALIGN_FILL);
  gtk_widget_add_css_class (picture, "document-page");
  gtk_box_append (self->pictures, picture);
}

static void
append_text (KwPagesView *self, const Page *page, const char *heading)
{
  gboolean scanned = page->text == NULL || *page->text == '\0';
  GtkWidget *title = gtk_label_new (heading);
  GtkWidget *label = gtk_label_new (
      scanned ? _ ("This page is a picture; Keepwell cannot read it aloud.") : page->text);

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_add_css_class (title, "document-h3");
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_box_append (self->texts, title);
  gtk_box_append (self->texts, label);
}

static gboolean
page_cb (gpointer data)
{
  Page *page = data;
  KwPagesView *self = page->view;

  if (g_cancellable_is_cancelled (self->cancellable))
    return G_SOURCE_REMOVE;
  g_autofree char *heading = g_strdup_printf (_ ("Page %u of %u"), page->number + 1, page->total);
  append_picture (self, page, heading);
  append_text (self, page, heading);
  if (page->number == 0)
    g_signal_emit (self, signals[READY], 0);

  return G_SOURCE_REMOVE;
}

typedef struct
{
  GBytes *bytes;
  char *type;
  int device_scale;
} Input;

static void
input_free (gpointer data)
{
  Input *input = data;

  g_bytes_unref (input->bytes);
  g_free (input->type);
  g_free (input);
}

static gboolean
render_page (KwPagesView *self, KwPages *pages, guint i, guint n, int device_scale, GError **error)
{
  Page *page = g_new0 (Page, 1);
  double width = 0, height = 0;

  page->view = g_object_ref (self);
  page->number = i;
  page->total = n;
  kw_pages_get_size (pages, i, &width, &height);
  double scale = width > 0 ? MIN (SCALE_MAX, PAGE_WIDTH * device_scale / width) : 1;
  page->pixels
      = kw_pages_render (pages, i, scale, &page->width, &page->height, &page->stride, error);
  if (page->pixels == NULL)
    {
      page_free (page);
      return FALSE;
    }
  page->text = kw_pages_dup_text (pages, i, NULL);
  g_main_context_invoke_full (NULL, G_PRIORITY_DEFAULT, page_cb, page, page_free);

  return TRUE;
}

static void
render_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Input *input = data;
  GError *error = NULL;
  g_autoptr (KwPages) pages = kw_pages_new (input->bytes, input->type, cancellable, &error);
  guint n = pages != NULL ? kw_pages_get_n (pages) : 0;

  for (guint i = 0; i < MIN (n, MAX_PAGES) && !g_cancellable_is_cancelled (cancellable); i++)
    if (!render_page (source, pages, i, n, input->device_scale, &error))
      break;
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
rendered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  (void) data;
  if (!g_task_propagate_boolean (G_TASK (result), &error)
      && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (source, signals[FAILED], 0, error);
}

static void
kw_pages_view_dispose (GObject *object)
{
  KwPagesView *self = KW_PAGES_VIEW (object);

  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (kw_pages_view_parent_class)->dispose (object);
}

/* The worker holds a reference; what nobody sees any more is not worth its work. */
static void
kw_pages_view_unroot (GtkWidget *widget)
{
  g_cancellable_cancel (KW_PAGES_VIEW (widget)->cancellable);

  GTK_WIDGET_CLASS (kw_pages_view_parent_class)->unroot (widget);
}

static void
kw_pages_view_class_init (KwPagesViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kw_pages_view_dispose;
  GTK_WIDGET_CLASS (klass)->unroot = kw_pages_view_unroot;
  signals[FAILED] = g_signal_new ("failed", KW_TYPE_PAGES_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
  signals[READY] = g_signal_new ("ready", KW_TYPE_PAGES_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

static void
kw_pages_view_init (KwPagesView *self)
{
  self->cancellable = g_cancellable_new ();
  self->stack = GTK_STACK (gtk_stack_new ());
  self->pictures = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 16));
  self->texts = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 10));
  gtk_stack_set_vhomogeneous (self->stack, FALSE);
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->pictures), "pictures");
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->texts), "texts");
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->stack));
}

GtkWidget *
kw_pages_view_new (GBytes *bytes, const char *type)
{
  g_return_val_if_fail (bytes != NULL && type != NULL, NULL);

  KwPagesView *self = g_object_new (KW_TYPE_PAGES_VIEW, NULL);
  Input *input = g_new0 (Input, 1);
  g_autoptr (GTask) task = g_task_new (self, self->cancellable, rendered_cb, NULL);

  *input = (Input){ g_bytes_ref (bytes), g_strdup (type), 2 };
  g_task_set_task_data (task, input, input_free);
  g_task_run_in_thread (task, render_thread);

  return GTK_WIDGET (self);
}

void
kw_pages_view_set_as_text (KwPagesView *self, gboolean as_text)
{
  g_return_if_fail (KW_IS_PAGES_VIEW (self));

  kw_stack_show_name (self->stack, as_text ? "texts" : "pictures");
}
