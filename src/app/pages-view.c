/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/pages-view.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "app/page-loader.h"
#include "app/page-text.h"
#include "app/page-widget.h"
#include "app/stack.h"
#include "library/find-text.h"

/* Columns of a page of words are not read any better when they are wider. */
#define PAGE_WIDTH 690
#define MARGIN 24
#define SPACING 16
#define PIXELS_PER_POINT (96.0 / 72.0)

typedef struct
{
  GtkWidget *widget;    /* borrowed from the tree */
  GCancellable *wanted; /* while it is in or near sight; its picture is held or on its way */
  char *text;           /* NULL before it was read */
  GArray *marks;        /* of KwMark; what was found on it */
  guint first;          /* number of its first mark */
} Page;

struct _KwPagesView
{
  AdwBin parent_instance;

  /* Children. */
  GtkStack *stack;
  GtkBox *pictures;
  KwPageText *words;

  /* Owned. */
  KwPageLoader *loader;
  GCancellable *cancellable;
  GArray *pages; /* of Page */
  char *needle;
  GtkAdjustment *hadjustment;
  GtkAdjustment *vadjustment;

  guint updating; /* waits for the next layout */
  double zoom;
  guint turns;
  guint current; /* what was found and is looked at */
  guint reading; /* the next page whose words are read for finding */
  guint asked;   /* the page that is read for it */
  guint page;    /* that is read as text */
  gboolean is_pdf;
  gboolean as_text;
};

enum
{
  FAILED,
  READY,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void viewer_init (KwViewerInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KwPagesView,
                               kw_pages_view,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (KW_TYPE_VIEWER, viewer_init))

/* An answer that is waited for. */
typedef struct
{
  KwPagesView *view;
  guint page;
} Wait;

static Wait *
wait_new (KwPagesView *view, guint page)
{
  Wait *wait = g_new0 (Wait, 1);

  wait->view = g_object_ref (view);
  wait->page = page;

  return wait;
}

static void
wait_free (Wait *wait)
{
  g_object_unref (wait->view);
  g_free (wait);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Wait, wait_free)

static void
clear_page (gpointer data)
{
  Page *page = data;

  g_cancellable_cancel (page->wanted);
  g_clear_object (&page->wanted);
  g_clear_pointer (&page->text, g_free);
  g_clear_pointer (&page->marks, g_array_unref);
}

static Page *
get_page (KwPagesView *self, guint i)
{
  return &g_array_index (self->pages, Page, i);
}

static guint
count_marks (const Page *page)
{
  return page->marks != NULL ? page->marks->len : 0;
}

/* An answer may come when nobody sees this any more. */
static gboolean
is_gone (KwPagesView *self)
{
  return self->cancellable == NULL || g_cancellable_is_cancelled (self->cancellable);
}

/* What of @page is looked at; more than all of them when it is another page's. */
static guint
get_current_of (KwPagesView *self, const Page *page)
{
  return self->current >= page->first ? self->current - page->first : G_MAXUINT;
}

/* Words. */

static void update_words (KwPagesView *self);

static void
update_marks (KwPagesView *self, guint i)
{
  Page *page = get_page (self, i);

  kw_page_widget_set_marks (KW_PAGE_WIDGET (page->widget), page->marks,
                            get_current_of (self, page));
  if (self->as_text && i == self->page)
    update_words (self);
}

static void
count_found (KwPagesView *self)
{
  guint n = 0;

  for (guint i = 0; i < self->pages->len; i++)
    {
      get_page (self, i)->first = n;
      n += count_marks (get_page (self, i));
    }
  kw_viewer_found (KW_VIEWER (self), n);
}

static void
mark_page (KwPagesView *self, guint i)
{
  Page *page = get_page (self, i);

  g_clear_pointer (&page->marks, g_array_unref);
  if (self->needle != NULL && page->text != NULL)
    page->marks = kw_find_text (page->text, self->needle);
}

static void read_on (KwPagesView *self);

static void
text_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Wait) wait = data;
  KwPagesView *self = wait->view;
  g_autofree char *text = kw_page_loader_text_finish (result, NULL);

  (void) source;
  if (is_gone (self))
    return;
  Page *page = get_page (self, wait->page);
  if (page->text == NULL)
    page->text = text != NULL ? g_steal_pointer (&text) : g_strdup ("");
  mark_page (self, wait->page);
  if (self->needle != NULL)
    count_found (self);
  update_marks (self, wait->page);
  if (self->as_text && self->page == wait->page)
    update_words (self);
  read_on (self);
}

static void
read_text (KwPagesView *self, guint i)
{
  kw_page_loader_text_async (self->loader, i, self->cancellable, text_cb, wait_new (self, i));
}

/* One page after the other, as long as words are looked for. */
static void
read_on (KwPagesView *self)
{
  if (self->needle == NULL)
    return;
  while (self->reading < self->pages->len && get_page (self, self->reading)->text != NULL)
    self->reading++;
  if (self->reading == self->asked || self->reading >= self->pages->len)
    return;
  self->asked = self->reading;
  read_text (self, self->reading);
}

static void
update_words (KwPagesView *self)
{
  Page *page = get_page (self, self->page);

  kw_page_text_set_page (self->words, self->page, self->pages->len, page->text);
  kw_page_text_set_zoom (self->words, self->zoom);
  kw_page_text_set_marks (self->words, page->text != NULL ? page->marks : NULL,
                          get_current_of (self, page));
  if (page->text == NULL)
    read_text (self, self->page);
}

static void
turn_cb (KwPagesView *self, int step)
{
  guint page = (guint) CLAMP ((int) self->page + step, 0, (int) self->pages->len - 1);

  self->page = page;
  update_words (self);
  gtk_adjustment_set_value (self->vadjustment, 0);
}

/* Pictures. */

static void
scroll_to_current (KwPagesView *self, guint i)
{
  Page *page = get_page (self, i);
  guint current = get_current_of (self, page);
  graphene_rect_t area = GRAPHENE_RECT_INIT (0, 0, 1, 1);

  if (current >= count_marks (page))
    return;
  kw_page_widget_get_mark (KW_PAGE_WIDGET (page->widget),
                           g_array_index (page->marks, KwMark, current), &area);
  kw_viewer_scroll_to (page->widget, &area);
}

static void
boxes_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Wait) wait = data;
  KwPagesView *self = wait->view;
  g_autoptr (GArray) boxes = kw_page_loader_boxes_finish (result, NULL);

  (void) source;
  if (boxes == NULL || is_gone (self))
    return;
  Page *page = get_page (self, wait->page);
  if (page->text == NULL || page->wanted == NULL)
    return;
  kw_page_widget_set_words (KW_PAGE_WIDGET (page->widget), page->text, boxes);
  update_marks (self, wait->page);
  if (!self->as_text)
    scroll_to_current (self, wait->page);
}

static void
drawn_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Wait) wait = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = kw_page_loader_render_finish (result, &error);

  (void) source;
  if (is_gone (wait->view))
    return;
  Page *page = get_page (wait->view, wait->page);
  if (texture != NULL && page->wanted != NULL)
    kw_page_widget_set_texture (KW_PAGE_WIDGET (page->widget), texture);
  else if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    kw_page_widget_set_sentence (KW_PAGE_WIDGET (page->widget),
                                 _ ("This page cannot be shown. You can save the document and open "
                                    "it in another app."));
}

static int
get_width (KwPagesView *self, guint i)
{
  double width, height;
  double room = gtk_adjustment_get_page_size (self->hadjustment) - 2 * MARGIN;

  kw_page_loader_get_size (self->loader, i, &width, &height);
  double turned = self->turns % 2 != 0 ? height : width;
  double natural = self->is_pdf ? PAGE_WIDTH : MIN (PAGE_WIDTH, turned * PIXELS_PER_POINT);

  return (int) MAX (16, MIN (natural, MAX (room, 120)) * self->zoom);
}

static void
hold_page (KwPagesView *self, guint i)
{
  Page *page = get_page (self, i);
  double width, height;

  if (page->wanted != NULL)
    return;
  page->wanted = g_cancellable_new ();
  kw_page_loader_get_size (self->loader, i, &width, &height);
  double scale = get_width (self, i) * gtk_widget_get_scale_factor (GTK_WIDGET (self))
                 / (self->turns % 2 != 0 ? height : width);
  kw_page_loader_render_async (self->loader, i, scale, page->wanted, drawn_cb, wait_new (self, i));
  if (!self->is_pdf)
    return;
  if (page->text == NULL)
    read_text (self, i);
  kw_page_loader_boxes_async (self->loader, i, page->wanted, boxes_cb, wait_new (self, i));
}

static void
drop_page (KwPagesView *self, guint i)
{
  Page *page = get_page (self, i);

  if (page->wanted == NULL)
    return;
  g_cancellable_cancel (page->wanted);
  g_clear_object (&page->wanted);
  kw_page_widget_set_texture (KW_PAGE_WIDGET (page->widget), NULL);
  kw_page_widget_set_words (KW_PAGE_WIDGET (page->widget), NULL, NULL);
}

/* Where a page stands in what is scrolled: its upper and lower edge. */
static gboolean
get_place (KwPagesView *self, guint i, double *out_top, double *out_bottom)
{
  GtkWidget *viewport = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_VIEWPORT);
  GtkWidget *widget = get_page (self, i)->widget;
  graphene_point_t point;

  if (viewport == NULL
      || !gtk_widget_compute_point (widget, gtk_viewport_get_child (GTK_VIEWPORT (viewport)),
                                    &GRAPHENE_POINT_INIT (0, 0), &point))
    return FALSE;
  *out_top = point.y;
  *out_bottom = point.y + gtk_widget_get_height (widget);

  return TRUE;
}

/* The first page that ends below @y; they stand one below the other. */
static guint
find_page_at (KwPagesView *self, double y)
{
  guint low = 0, high = self->pages->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;
      double top = 0, bottom = 0;

      if (get_place (self, middle, &top, &bottom) && bottom < y)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

/* A screen before and one after what is seen is held too. */
static void
hold_seen (KwPagesView *self)
{
  double value = gtk_adjustment_get_value (self->vadjustment);
  double screen = gtk_adjustment_get_page_size (self->vadjustment);
  guint from = find_page_at (self, value - screen);
  guint to
      = self->as_text ? from : MIN (find_page_at (self, value + 2 * screen) + 1, self->pages->len);

  for (guint i = 0; i < self->pages->len; i++)
    if (i < from || i >= to)
      drop_page (self, i);
  /* What is in sight comes first. */
  guint seen = MIN (find_page_at (self, value), self->pages->len - 1);
  for (guint i = MAX (seen, from); i < to; i++)
    hold_page (self, i);
  for (guint i = from; i < MIN (seen, to); i++)
    hold_page (self, i);
}

static gboolean
update_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  KwPagesView *self = KW_PAGES_VIEW (widget);

  (void) clock;
  (void) data;
  self->updating = 0;
  if (!is_gone (self) && self->pages->len > 0
      && gtk_adjustment_get_page_size (self->vadjustment) > 1)
    hold_seen (self);

  return G_SOURCE_REMOVE;
}

static void
queue_update (KwPagesView *self)
{
  if (self->updating == 0)
    self->updating = gtk_widget_add_tick_callback (GTK_WIDGET (self), update_cb, NULL, NULL);
}

static void
lay_out (KwPagesView *self)
{
  if (self->hadjustment == NULL || is_gone (self))
    return;
  for (guint i = 0; i < self->pages->len; i++)
    {
      drop_page (self, i);
      kw_page_widget_set_layout (KW_PAGE_WIDGET (get_page (self, i)->widget), get_width (self, i),
                                 self->turns);
    }
  queue_update (self);
}

static gboolean
lay_out_cb (gpointer data)
{
  lay_out (data);

  return G_SOURCE_REMOVE;
}

/* The room changes while it is given out; what depends on it is laid out afterwards. */
static void
room_cb (KwPagesView *self)
{
  g_idle_add_full (G_PRIORITY_HIGH_IDLE, lay_out_cb, g_object_ref (self), g_object_unref);
}

static void
selected_cb (KwPagesView *self, KwPageWidget *widget)
{
  for (guint i = 0; i < self->pages->len; i++)
    if (get_page (self, i)->widget != GTK_WIDGET (widget))
      kw_page_widget_clear_selection (KW_PAGE_WIDGET (get_page (self, i)->widget));
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (KwPagesView) self = data;
  g_autoptr (GError) error = NULL;

  (void) source;
  if (!kw_page_loader_open_finish (result, &error))
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_signal_emit (self, signals[FAILED], 0, error);
      return;
    }
  guint n = kw_page_loader_get_n (self->loader);
  for (guint i = 0; i < n; i++)
    {
      double width, height;
      g_autofree char *name = g_strdup_printf (_ ("Page %u of %u"), i + 1, n);
      kw_page_loader_get_size (self->loader, i, &width, &height);
      Page page = { .widget = kw_page_widget_new (width, height, name) };
      g_signal_connect_object (page.widget, "selected", G_CALLBACK (selected_cb), self,
                               G_CONNECT_SWAPPED);
      gtk_box_append (self->pictures, page.widget);
      g_array_append_val (self->pages, page);
    }
  lay_out (self);
  g_signal_emit (self, signals[READY], 0);
}

/* As a viewer. */

static void
set_zoom (KwViewer *viewer, double zoom)
{
  KwPagesView *self = KW_PAGES_VIEW (viewer);

  self->zoom = zoom;
  lay_out (self);
  kw_page_text_set_zoom (self->words, zoom);
}

static void
find (KwViewer *viewer, const char *needle)
{
  KwPagesView *self = KW_PAGES_VIEW (viewer);

  g_free (self->needle);
  self->needle = *needle != '\0' ? g_strdup (needle) : NULL;
  self->current = G_MAXUINT;
  self->reading = 0;
  for (guint i = 0; i < self->pages->len; i++)
    mark_page (self, i);
  count_found (self);
  for (guint i = 0; i < self->pages->len; i++)
    update_marks (self, i);
  if (self->is_pdf)
    read_on (self);
}

static void
show_match (KwViewer *viewer, guint index)
{
  KwPagesView *self = KW_PAGES_VIEW (viewer);

  self->current = index;
  for (guint i = 0; i < self->pages->len; i++)
    {
      Page *page = get_page (self, i);
      if (count_marks (page) == 0)
        continue;
      gboolean is_here = get_current_of (self, page) < count_marks (page);
      if (is_here && self->as_text)
        self->page = i;
      update_marks (self, i);
      if (is_here && !self->as_text)
        scroll_to_current (self, i);
    }
}

static gboolean
copy (KwViewer *viewer)
{
  KwPagesView *self = KW_PAGES_VIEW (viewer);

  for (guint i = 0; i < self->pages->len; i++)
    {
      g_autofree char *text
          = kw_page_widget_dup_selection (KW_PAGE_WIDGET (get_page (self, i)->widget));
      if (text == NULL || *text == '\0')
        continue;
      gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
      return TRUE;
    }

  return FALSE;
}

static void
viewer_init (KwViewerInterface *iface)
{
  iface->set_zoom = set_zoom;
  iface->find = find;
  iface->show_match = show_match;
  iface->copy = copy;
}

static void
kw_pages_view_dispose (GObject *object)
{
  KwPagesView *self = KW_PAGES_VIEW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->loader);
  g_clear_object (&self->hadjustment);
  g_clear_object (&self->vadjustment);
  g_clear_pointer (&self->pages, g_array_unref);
  g_clear_pointer (&self->needle, g_free);

  G_OBJECT_CLASS (kw_pages_view_parent_class)->dispose (object);
}

static void
kw_pages_view_root (GtkWidget *widget)
{
  KwPagesView *self = KW_PAGES_VIEW (widget);

  GTK_WIDGET_CLASS (kw_pages_view_parent_class)->root (widget);
  GtkWidget *viewport = gtk_widget_get_ancestor (widget, GTK_TYPE_VIEWPORT);
  if (viewport == NULL || self->vadjustment != NULL)
    return;
  g_set_object (&self->hadjustment, gtk_scrollable_get_hadjustment (GTK_SCROLLABLE (viewport)));
  g_set_object (&self->vadjustment, gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (viewport)));
  g_signal_connect_object (self->hadjustment, "notify::page-size", G_CALLBACK (room_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->vadjustment, "value-changed", G_CALLBACK (queue_update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->vadjustment, "changed", G_CALLBACK (queue_update), self,
                           G_CONNECT_SWAPPED);
  lay_out (self);
}

/* The worker's answers hold references; what nobody sees any more is not worth its work. */
static void
kw_pages_view_unroot (GtkWidget *widget)
{
  KwPagesView *self = KW_PAGES_VIEW (widget);

  g_cancellable_cancel (self->cancellable);
  for (guint i = 0; i < self->pages->len; i++)
    g_cancellable_cancel (get_page (self, i)->wanted);

  GTK_WIDGET_CLASS (kw_pages_view_parent_class)->unroot (widget);
}

static void
kw_pages_view_class_init (KwPagesViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kw_pages_view_dispose;
  GTK_WIDGET_CLASS (klass)->root = kw_pages_view_root;
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
  self->pages = g_array_new (FALSE, FALSE, sizeof (Page));
  g_array_set_clear_func (self->pages, clear_page);
  self->zoom = 1;
  self->current = self->asked = G_MAXUINT;
  self->stack = GTK_STACK (gtk_stack_new ());
  self->pictures = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, SPACING));
  self->words = g_object_new (KW_TYPE_PAGE_TEXT, NULL);
  gtk_stack_set_vhomogeneous (self->stack, FALSE);
  gtk_stack_set_hhomogeneous (self->stack, FALSE);
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->pictures), "pictures");
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->words), "texts");
  g_signal_connect_object (self->words, "turn", G_CALLBACK (turn_cb), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->stack));
}

GtkWidget *
kw_pages_view_new (GBytes *bytes, const char *type)
{
  g_return_val_if_fail (bytes != NULL && type != NULL, NULL);

  KwPagesView *self = g_object_new (KW_TYPE_PAGES_VIEW, NULL);

  self->is_pdf = g_str_equal (type, "application/pdf");
  self->loader = kw_page_loader_new (bytes, type);
  kw_page_loader_open_async (self->loader, self->cancellable, opened_cb, g_object_ref (self));

  return GTK_WIDGET (self);
}

guint
kw_pages_view_get_n (KwPagesView *self)
{
  g_return_val_if_fail (KW_IS_PAGES_VIEW (self), 0);

  return self->pages->len;
}

void
kw_pages_view_set_as_text (KwPagesView *self, gboolean as_text)
{
  g_return_if_fail (KW_IS_PAGES_VIEW (self));

  if (self->as_text == as_text || self->pages->len == 0)
    return;
  self->as_text = as_text;
  if (as_text)
    {
      self->page = MIN (find_page_at (self, gtk_adjustment_get_value (self->vadjustment)),
                        self->pages->len - 1);
      update_words (self);
    }
  kw_stack_show_name (self->stack, as_text ? "texts" : "pictures");
  queue_update (self);
}

void
kw_pages_view_rotate (KwPagesView *self)
{
  g_return_if_fail (KW_IS_PAGES_VIEW (self));

  self->turns = (self->turns + 1) % 4;
  lay_out (self);
}

guint
kw_pages_view_get_n_held (KwPagesView *self)
{
  g_return_val_if_fail (KW_IS_PAGES_VIEW (self), 0);

  guint n = 0;

  for (guint i = 0; i < self->pages->len; i++)
    n += get_page (self, i)->wanted != NULL;

  return n;
}
