/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/page-widget.h"

#include <math.h>
#include <string.h>

/* A letter above or below the pointer is farther away than one beside it. */
#define LINE_WEIGHT 8

static const GdkRGBA mark_colour = { 1, 0.85f, 0.1f, 0.45f };
static const GdkRGBA current_colour = { 1, 0.5f, 0, 0.55f };
static const GdkRGBA selected_colour = { 0.2f, 0.5f, 0.9f, 0.35f };
static const GdkRGBA paper_colour = { 1, 1, 1, 1 };
static const GdkRGBA ink_colour = { 0, 0, 0, 1 };

struct _KwPageWidget
{
  GtkWidget parent_instance;

  /* Owned. */
  GdkTexture *texture;
  char *sentence;
  char *text;
  GArray *boxes; /* of KwPagesBox */
  GArray *marks; /* of KwMark */

  double width; /* in points */
  double height;
  guint turns;
  guint current;
  /* Letters that are selected, both of them too; -1: none. */
  int from;
  int to;
};

enum
{
  SELECTED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KwPageWidget, kw_page_widget, GTK_TYPE_WIDGET)

static gboolean
is_sideways (KwPageWidget *self)
{
  return self->turns % 2 != 0;
}

/* Pixels of the widget for a point of the page. */
static double
get_scale (KwPageWidget *self)
{
  return gtk_widget_get_width (GTK_WIDGET (self))
         / (is_sideways (self) ? self->height : self->width);
}

/* From points of the upright page to the turned widget. */
static void
transform (KwPageWidget *self, GtkSnapshot *snapshot)
{
  float scale = (float) get_scale (self);
  static const struct
  {
    float x;
    float y;
  } corners[] = { { 0, 0 }, { 1, 0 }, { 1, 1 }, { 0, 1 } };

  gtk_snapshot_translate (
      snapshot, &GRAPHENE_POINT_INIT (
                    corners[self->turns].x * (float) gtk_widget_get_width (GTK_WIDGET (self)),
                    corners[self->turns].y * (float) gtk_widget_get_height (GTK_WIDGET (self))));
  gtk_snapshot_rotate (snapshot, 90.0f * (float) self->turns);
  gtk_snapshot_scale (snapshot, scale, scale);
}

static void
get_point (KwPageWidget *self, double x, double y, double *out_x, double *out_y)
{
  double scale = get_scale (self);
  double w = gtk_widget_get_width (GTK_WIDGET (self)) / scale;
  double h = gtk_widget_get_height (GTK_WIDGET (self)) / scale;
  double px = x / scale, py = y / scale;
  const double points[4][2] = { { px, py }, { py, w - px }, { w - px, h - py }, { h - py, px } };

  *out_x = points[self->turns][0];
  *out_y = points[self->turns][1];
}

static graphene_rect_t
turn_rect (KwPageWidget *self, const KwPagesBox *box)
{
  double s = get_scale (self);
  double w = self->width, h = self->height;
  const double all[4][4] = {
    { box->x1, box->y1, box->x2, box->y2 },
    { h - box->y2, box->x1, h - box->y1, box->x2 },
    { w - box->x2, h - box->y2, w - box->x1, h - box->y1 },
    { box->y1, w - box->x2, box->y2, w - box->x1 },
  };
  const double *r = all[self->turns];

  return GRAPHENE_RECT_INIT ((float) (r[0] * s), (float) (r[1] * s), (float) ((r[2] - r[0]) * s),
                             (float) ((r[3] - r[1]) * s));
}

/* Drawing. */

/* Letters from @from to before @to, those of one line in one piece. */
static void
append_boxes (KwPageWidget *self,
              GtkSnapshot *snapshot,
              guint from,
              guint to,
              const GdkRGBA *colour)
{
  KwPagesBox line = { 0 };
  gboolean open = FALSE;

  for (guint i = from; i <= to && i <= self->boxes->len; i++)
    {
      const KwPagesBox *box
          = i < to && i < self->boxes->len ? &g_array_index (self->boxes, KwPagesBox, i) : NULL;
      if (open && box != NULL && fabsf (box->y1 - line.y1) < 2 && box->x1 >= line.x1 - 1)
        {
          line.x2 = MAX (line.x2, box->x2);
          line.y2 = MAX (line.y2, box->y2);
          continue;
        }
      if (open)
        gtk_snapshot_append_color (
            snapshot, colour,
            &GRAPHENE_RECT_INIT (line.x1, line.y1, line.x2 - line.x1, line.y2 - line.y1));
      open = box != NULL;
      if (box != NULL)
        line = *box;
    }
}

static guint
get_letter (KwPageWidget *self, guint byte)
{
  return (guint) g_utf8_pointer_to_offset (self->text, self->text + byte);
}

static void
append_marks (KwPageWidget *self, GtkSnapshot *snapshot)
{
  if (self->boxes == NULL || self->text == NULL)
    return;
  for (guint i = 0; self->marks != NULL && i < self->marks->len; i++)
    {
      KwMark mark = g_array_index (self->marks, KwMark, i);
      append_boxes (self, snapshot, get_letter (self, mark.start), get_letter (self, mark.end),
                    i == self->current ? &current_colour : &mark_colour);
    }
  if (self->from >= 0)
    append_boxes (self, snapshot, (guint) MIN (self->from, self->to),
                  (guint) MAX (self->from, self->to) + 1, &selected_colour);
}

static void
append_sentence (KwPageWidget *self, GtkSnapshot *snapshot)
{
  g_autoptr (PangoLayout) layout
      = gtk_widget_create_pango_layout (GTK_WIDGET (self), self->sentence);

  pango_layout_set_width (layout, (gtk_widget_get_width (GTK_WIDGET (self)) - 32) * PANGO_SCALE);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (16, 16));
  gtk_snapshot_append_layout (snapshot, layout, &ink_colour);
}

static void
kw_page_widget_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  KwPageWidget *self = KW_PAGE_WIDGET (widget);

  gtk_snapshot_append_color (snapshot, &paper_colour,
                             &GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (widget),
                                                  (float) gtk_widget_get_height (widget)));
  if (self->sentence != NULL)
    {
      append_sentence (self, snapshot);
      return;
    }
  gtk_snapshot_save (snapshot);
  transform (self, snapshot);
  if (self->texture != NULL)
    gtk_snapshot_append_texture (
        snapshot, self->texture,
        &GRAPHENE_RECT_INIT (0, 0, (float) self->width, (float) self->height));
  append_marks (self, snapshot);
  gtk_snapshot_restore (snapshot);
}

/* Selecting. */

static int
find_letter (KwPageWidget *self, double x, double y)
{
  int best = -1;
  double best_distance = G_MAXDOUBLE;

  for (guint i = 0; self->boxes != NULL && i < self->boxes->len; i++)
    {
      const KwPagesBox *box = &g_array_index (self->boxes, KwPagesBox, i);
      double dx = x < box->x1 ? box->x1 - x : MAX (0, x - box->x2);
      double dy = y < box->y1 ? box->y1 - y : MAX (0, y - box->y2);
      double distance = dx + LINE_WEIGHT * dy;
      if (distance < best_distance)
        {
          best_distance = distance;
          best = (int) i;
        }
    }

  return best;
}

static int
find_letter_at (KwPageWidget *self, double widget_x, double widget_y)
{
  double x, y;

  get_point (self, widget_x, widget_y, &x, &y);

  return find_letter (self, x, y);
}

static void
drag_begin_cb (KwPageWidget *self)
{
  kw_page_widget_clear_selection (self);
  g_signal_emit (self, signals[SELECTED], 0);
}

static void
drag_update_cb (KwPageWidget *self, double dx, double dy, GtkGestureDrag *gesture)
{
  double x, y;

  if (!gtk_gesture_drag_get_start_point (gesture, &x, &y))
    return;
  self->from = find_letter_at (self, x, y);
  self->to = find_letter_at (self, x + dx, y + dy);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
kw_page_widget_dispose (GObject *object)
{
  KwPageWidget *self = KW_PAGE_WIDGET (object);

  g_clear_object (&self->texture);
  g_clear_pointer (&self->sentence, g_free);
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->boxes, g_array_unref);
  g_clear_pointer (&self->marks, g_array_unref);

  G_OBJECT_CLASS (kw_page_widget_parent_class)->dispose (object);
}

static void
kw_page_widget_class_init (KwPageWidgetClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kw_page_widget_dispose;
  widget_class->snapshot = kw_page_widget_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  signals[SELECTED] = g_signal_new ("selected", KW_TYPE_PAGE_WIDGET, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 0);
}

static void
kw_page_widget_init (KwPageWidget *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();

  self->from = self->to = -1;
  self->current = G_MAXUINT;
  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_add_css_class (GTK_WIDGET (self), "document-page");
}

GtkWidget *
kw_page_widget_new (double width, double height, const char *name)
{
  g_return_val_if_fail (width > 0 && height > 0 && name != NULL, NULL);

  KwPageWidget *self = g_object_new (KW_TYPE_PAGE_WIDGET, NULL);

  self->width = width;
  self->height = height;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);

  return GTK_WIDGET (self);
}

void
kw_page_widget_set_layout (KwPageWidget *self, int width, guint turns)
{
  g_return_if_fail (KW_IS_PAGE_WIDGET (self) && width > 0);

  self->turns = turns % 4;
  double w = is_sideways (self) ? self->height : self->width;
  double h = is_sideways (self) ? self->width : self->height;
  gtk_widget_set_size_request (GTK_WIDGET (self), width,
                               (int) CLAMP (ceil (width * h / w), 1, 200000));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
kw_page_widget_set_texture (KwPageWidget *self, GdkTexture *texture)
{
  g_return_if_fail (KW_IS_PAGE_WIDGET (self));

  if (g_set_object (&self->texture, texture))
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
kw_page_widget_set_sentence (KwPageWidget *self, const char *sentence)
{
  g_return_if_fail (KW_IS_PAGE_WIDGET (self) && sentence != NULL);

  g_free (self->sentence);
  self->sentence = g_strdup (sentence);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  sentence, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
kw_page_widget_set_words (KwPageWidget *self, const char *text, GArray *boxes)
{
  g_return_if_fail (KW_IS_PAGE_WIDGET (self));

  g_free (self->text);
  self->text = g_strdup (text);
  g_clear_pointer (&self->boxes, g_array_unref);
  self->boxes = boxes != NULL ? g_array_ref (boxes) : NULL;
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self),
                                   boxes != NULL && boxes->len > 0 ? "text" : NULL);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
kw_page_widget_set_marks (KwPageWidget *self, GArray *marks, guint current)
{
  g_return_if_fail (KW_IS_PAGE_WIDGET (self));

  g_clear_pointer (&self->marks, g_array_unref);
  self->marks = marks != NULL ? g_array_ref (marks) : NULL;
  self->current = current;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

gboolean
kw_page_widget_get_mark (KwPageWidget *self, KwMark mark, graphene_rect_t *out_area)
{
  g_return_val_if_fail (KW_IS_PAGE_WIDGET (self), FALSE);

  if (self->text == NULL || self->boxes == NULL || mark.start > strlen (self->text))
    return FALSE;
  guint letter = get_letter (self, mark.start);
  if (letter >= self->boxes->len)
    return FALSE;
  *out_area = turn_rect (self, &g_array_index (self->boxes, KwPagesBox, letter));

  return TRUE;
}

char *
kw_page_widget_dup_selection (KwPageWidget *self)
{
  g_return_val_if_fail (KW_IS_PAGE_WIDGET (self), NULL);

  if (self->from < 0 || self->to < 0 || self->text == NULL)
    return NULL;
  glong n = g_utf8_strlen (self->text, -1);

  return g_utf8_substring (self->text, MIN (MIN (self->from, self->to), n),
                           MIN (MAX (self->from, self->to) + 1, n));
}

void
kw_page_widget_clear_selection (KwPageWidget *self)
{
  g_return_if_fail (KW_IS_PAGE_WIDGET (self));

  self->from = self->to = -1;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
