/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/number-line.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "app/drawing.h"

#define WIDTH 210
#define HEIGHT 54
#define TRACK_Y 27

/* Of the large form, README of the mockups: label, pointer, block, ticks, two lines of words. */
#define LABEL_PADDING 12
#define POINTER 8
#define BLOCK 32
#define TICK 8

struct _KwNumberLine
{
  GtkWidget parent_instance;

  /* Owned. */
  char *value_text;
  char *range_text;

  KwNumberAxis axis;
  gboolean outside;
  gboolean large;
};

G_DEFINE_FINAL_TYPE (KwNumberLine, kw_number_line, GTK_TYPE_WIDGET)

static double
position (KwNumberLine *self, double value, double width)
{
  return 8 + kw_number_axis_place (&self->axis, value) * (width - 16);
}

static int
text_height (GtkWidget *widget)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, "0");
  int height = 0;

  pango_layout_get_pixel_size (layout, NULL, &height);

  return height;
}

static void
draw_track (KwNumberLine *self, GtkSnapshot *snapshot, double width, double y)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GdkRGBA track = kw_draw_color (widget, "kw_track_color");
  GdkRGBA block = kw_draw_color (widget, "kw_range_color");
  GdkRGBA border = kw_draw_color (widget, "kw_range_border_color");
  double left = position (self, self->axis.low, width);
  double right = MAX (left + 3, position (self, self->axis.high, width));
  double high = self->large ? BLOCK : 15;
  double thick = self->large ? 10 : 6;

  kw_draw_box (snapshot, 4, y - thick / 2, width - 8, thick, thick / 2, &track);
  kw_draw_box (snapshot, left, y - high / 2, right - left, high, 4, &border);
  kw_draw_box (snapshot, left + 1, y - high / 2 + 1, right - left - 2, high - 2, 3, &block);
}

static void
draw_marker (KwNumberLine *self, GtkSnapshot *snapshot, double x, double y)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GdkRGBA ring = kw_draw_color (widget, "card_bg_color");
  GdkRGBA color = kw_draw_color (widget, self->outside ? "kw_outside_color" : "kw_text_color");
  KwShape shape = self->outside ? KW_SHAPE_DIAMOND : KW_SHAPE_DOT;
  double radius = self->large ? 9 : 6;

  kw_draw_shape (snapshot, shape, x, y, radius + 2, &ring);
  kw_draw_shape (snapshot, shape, x, y, radius, &color);
}

/* Three digits, and no powers of ten: where the axis ends means nothing. */
static PangoLayout *
end_layout (KwNumberLine *self, double end, double scale)
{
  g_autofree char *text = g_strdup_printf (fabs (end) < 1000 ? "%.3g" : "%.0f", end);

  return kw_draw_layout (GTK_WIDGET (self), text, scale, PANGO_WEIGHT_NORMAL);
}

/* An end label is left out where it would touch the middle ones, never shrunk. */
static void
draw_ends (KwNumberLine *self, GtkSnapshot *snapshot, double width, double y, KwTextSpan middle)
{
  GdkRGBA color = kw_draw_color (GTK_WIDGET (self), "kw_secondary_color");
  double ends[] = { self->axis.start, self->axis.end };

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (PangoLayout) layout = end_layout (self, ends[i], self->large ? 0.93 : 0.85);
      int w = 0;
      pango_layout_get_pixel_size (layout, &w, NULL);
      if ((i == 0 && w + 6 > middle.left) || (i == 1 && width - w - 6 < middle.right))
        continue;
      kw_draw_text (GTK_WIDGET (self), snapshot, layout, i == 0 ? 0 : width, y, &color);
    }
}

static void
draw_compact (KwNumberLine *self, GtkSnapshot *snapshot, double width)
{
  GtkWidget *widget = GTK_WIDGET (self);
  double y = gtk_widget_get_height (widget) * (double) TRACK_Y / HEIGHT;
  double marker = position (self, self->axis.value, width);
  double middle
      = (position (self, self->axis.low, width) + position (self, self->axis.high, width)) / 2;
  GdkRGBA text = kw_draw_color (widget, "kw_text_color");
  GdkRGBA color = kw_draw_color (widget, self->outside ? "kw_outside_color" : "kw_text_color");
  int height = 0;

  draw_track (self, snapshot, width, y);
  draw_marker (self, snapshot, marker, y);
  g_autoptr (PangoLayout) value
      = kw_draw_layout (widget, self->value_text, 0.95, PANGO_WEIGHT_BOLD);
  pango_layout_get_pixel_size (value, NULL, &height);
  kw_draw_text (widget, snapshot, value, marker, y - 8 - height, &color);
  g_autoptr (PangoLayout) range
      = kw_draw_layout (widget, self->range_text, 0.85, PANGO_WEIGHT_NORMAL);
  KwTextSpan span = kw_draw_text (widget, snapshot, range, middle, y + 9, &text);
  draw_ends (self, snapshot, width, y + 9, span);
}

/* The value in a filled label with a pointer. */
static void
draw_label (KwNumberLine *self, GtkSnapshot *snapshot, double x, int line)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GdkRGBA fill = kw_draw_color (widget, self->outside ? "kw_outside_color" : "kw_text_color");
  GdkRGBA text = kw_draw_color (widget, "card_bg_color");
  g_autoptr (PangoLayout) layout
      = kw_draw_layout (widget, self->value_text, 1.1, PANGO_WEIGHT_BOLD);
  int width = 0, height = 0;

  /* A card may be see-through in the dark, and words on the label are not. */
  text.alpha = 1;
  pango_layout_get_pixel_size (layout, &width, &height);
  double all = width + 2 * LABEL_PADDING;
  double left = CLAMP (x - all / 2, 0, MAX (0, gtk_widget_get_width (widget) - all));
  kw_draw_shape (snapshot, KW_SHAPE_DIAMOND, x, line + LABEL_PADDING - 2, 7, &fill);
  kw_draw_box (snapshot, left, 0, all, line + LABEL_PADDING, 6, &fill);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot,
                          &GRAPHENE_POINT_INIT ((float) left + LABEL_PADDING,
                                                (float) (line + LABEL_PADDING - height) / 2));
  gtk_snapshot_append_layout (snapshot, layout, &text);
  gtk_snapshot_restore (snapshot);
}

/* The limits with the digits that the lab sent (rule L10). */
static KwTextSpan
draw_limits (KwNumberLine *self, GtkSnapshot *snapshot, double width, double y)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GdkRGBA text = kw_draw_color (widget, "kw_text_color");
  GdkRGBA border = kw_draw_color (widget, "kw_range_border_color");
  double limits[] = { self->axis.low, self->axis.high };
  const char *words[] = { self->axis.low_text, self->axis.high_text };
  KwTextSpan all = { width, 0 };

  for (guint i = 0; i < 2; i++)
    {
      double x = position (self, limits[i], width);
      g_autoptr (PangoLayout) layout = kw_draw_layout (widget, words[i], 1, PANGO_WEIGHT_BOLD);
      KwTextSpan span = kw_draw_span (widget, layout, x);
      if (*words[i] == '\0' || (i == 1 && *words[0] != '\0' && span.left < all.right + 6))
        continue;
      kw_draw_box (snapshot, x - 1, y - TICK, 1, TICK, 0, &border);
      kw_draw_text (widget, snapshot, layout, x, y, &text);
      all.left = MIN (all.left, span.left);
      all.right = MAX (all.right, span.right);
    }

  return all;
}

static void
draw_sides (KwNumberLine *self, GtkSnapshot *snapshot, double width, double y)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GdkRGBA color = kw_draw_color (widget, "kw_secondary_color");
  const char *words[] = { C_ ("number line", "below"), C_ ("number line", "above") };
  double from[] = { 0, position (self, self->axis.high, width) };
  double to[] = { position (self, self->axis.low, width), width };
  gboolean open[] = { self->axis.open_low, self->axis.open_high };

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (PangoLayout) layout = kw_draw_layout (widget, words[i], 0.9, PANGO_WEIGHT_NORMAL);
      int w = 0;
      pango_layout_get_pixel_size (layout, &w, NULL);
      if (!open[i] && to[i] - from[i] > w + 8)
        kw_draw_text (widget, snapshot, layout, (from[i] + to[i]) / 2, y, &color);
    }
}

static void
draw_block_title (KwNumberLine *self, GtkSnapshot *snapshot, double width, double y)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GdkRGBA color = kw_draw_color (widget, "kw_text_color");
  double left = position (self, self->axis.low, width);
  double right = position (self, self->axis.high, width);
  double marker = position (self, self->axis.value, width);
  g_autoptr (PangoLayout) layout = kw_draw_layout (
      widget, self->axis.is_goal ? _ ("Your goal") : _ ("Standard range"), 1, PANGO_WEIGHT_BOLD);
  int w = 0, h = 0;

  pango_layout_get_pixel_size (layout, &w, &h);
  /* Beside the marker where that stands in the block. */
  if (marker > left && marker < right && marker - left > right - marker)
    right = marker - 14;
  else if (marker > left && marker < right)
    left = marker + 14;
  if (right - left > w + 8)
    kw_draw_text (widget, snapshot, layout, (left + right) / 2, y - h / 2.0, &color);
}

static void
draw_large (KwNumberLine *self, GtkSnapshot *snapshot, double width)
{
  int line = text_height (GTK_WIDGET (self));
  double y = line + LABEL_PADDING + POINTER + BLOCK / 2.0;
  double marker = position (self, self->axis.value, width);
  double below = y + BLOCK / 2.0 + TICK;

  draw_track (self, snapshot, width, y);
  draw_block_title (self, snapshot, width, y);
  draw_label (self, snapshot, marker, line);
  draw_marker (self, snapshot, marker, y);
  KwTextSpan limits = draw_limits (self, snapshot, width, below);
  draw_ends (self, snapshot, width, below, limits);
  draw_sides (self, snapshot, width, below + line);
}

static void
kw_number_line_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  KwNumberLine *self = KW_NUMBER_LINE (widget);
  double width = gtk_widget_get_width (widget);

  if (self->large)
    draw_large (self, snapshot, width);
  else
    draw_compact (self, snapshot, width);
}

static void
kw_number_line_measure (GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  int line = text_height (widget);

  (void) for_size;
  (void) minimum_baseline;
  (void) natural_baseline;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = *natural = WIDTH;
  else if (KW_NUMBER_LINE (widget)->large)
    *minimum = *natural = 3 * line + LABEL_PADDING + POINTER + BLOCK + TICK;
  else
    *minimum = *natural = MAX (HEIGHT, 2 * line + 18);
}

static void
kw_number_line_finalize (GObject *object)
{
  KwNumberLine *self = KW_NUMBER_LINE (object);

  g_free (self->value_text);
  g_free (self->range_text);

  G_OBJECT_CLASS (kw_number_line_parent_class)->finalize (object);
}

static void
kw_number_line_class_init (KwNumberLineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = kw_number_line_finalize;
  widget_class->measure = kw_number_line_measure;
  widget_class->snapshot = kw_number_line_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_class_set_css_name (widget_class, "numberline");
}

static void
kw_number_line_init (KwNumberLine *self)
{
  /* Numbers and ranges are read from left to right in every language. */
  gtk_widget_set_direction (GTK_WIDGET (self), GTK_TEXT_DIR_LTR);
}

GtkWidget *
kw_number_line_new_for_record (const KwRecord *record, const KwRange *goal)
{
  KwNumberAxis axis;

  g_return_val_if_fail (record != NULL, NULL);
  if (!kw_number_axis_init (&axis, record, goal))
    return NULL;

  KwNumberLine *self = g_object_new (KW_TYPE_NUMBER_LINE, NULL);
  KwFlag flag = axis.is_goal ? axis.flag : kw_flag_of_record (record, NULL);
  self->axis = axis;
  self->outside = kw_flag_is_outside (flag);
  self->value_text = kw_words_value (record);
  self->range_text = kw_number_axis_dup_range (&axis, record, goal);

  /* What is drawn, in words: the verdict, and the block. */
  g_autofree char *verdict = axis.is_goal ? NULL : kw_words_flag (record);
  g_autofree char *both
      = verdict != NULL ? g_strdup_printf ("%s: %s", verdict, self->range_text) : NULL;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  self->value_text, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  both != NULL ? both : self->range_text, -1);

  return GTK_WIDGET (self);
}

GtkWidget *
kw_number_line_new_large (const KwRecord *record,
                          const KwRange *goal,
                          double lowest,
                          double highest)
{
  GtkWidget *line = kw_number_line_new_for_record (record, goal);

  if (line == NULL)
    return NULL;
  KW_NUMBER_LINE (line)->large = TRUE;
  kw_number_axis_stretch (&KW_NUMBER_LINE (line)->axis, lowest, highest);

  return line;
}
