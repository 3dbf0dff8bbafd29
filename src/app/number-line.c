/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/number-line.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "core/range-limits.h"

#define WIDTH 210
#define HEIGHT 54
#define TRACK_Y 27

struct _KwNumberLine
{
  GtkWidget parent_instance;

  /* Owned. */
  char *value_text;
  char *range_text;

  KwNumberAxis axis;
  gboolean outside;
};

G_DEFINE_FINAL_TYPE (KwNumberLine, kw_number_line, GTK_TYPE_WIDGET)

static gboolean
parse (const char *text, double *out)
{
  char *end = NULL;

  *out = g_ascii_strtod (text, &end);

  return end != text && *end == '\0' && isfinite (*out);
}

gboolean
kw_number_axis_init (KwNumberAxis *axis, const KwRecord *record)
{
  KwReading reading;
  KwLimits limits;

  *axis = (KwNumberAxis){ 0 };
  if (!kw_reading_init (&reading, &record->value) || *reading.comparator != '\0'
      || !kw_limits_init (&limits, &reading, record->ranges, record->n_ranges)
      || !parse (reading.number, &axis->value))
    return FALSE;
  axis->open_low = *limits.low == '\0';
  axis->open_high = *limits.high == '\0';
  if ((!axis->open_low && !parse (limits.low, &axis->low))
      || (!axis->open_high && !parse (limits.high, &axis->high)))
    return FALSE;

  double limit = axis->open_high ? axis->low : axis->high;
  double width = axis->high - axis->low;
  if (axis->open_low || axis->open_high)
    {
      axis->start = 0;
      axis->end = limit * 2;
    }
  else
    {
      axis->start = axis->low >= 0 ? MAX (0, axis->low - width) : axis->low - width;
      axis->end = axis->high + width;
    }
  axis->start = MIN (axis->start, axis->value);
  axis->end = MAX (axis->end, axis->value);
  if (axis->open_low)
    axis->low = axis->start;
  if (axis->open_high)
    axis->high = axis->end;

  return axis->end > axis->start && axis->low <= axis->high;
}

static double
position (KwNumberLine *self, double value, double width)
{
  return 8 + (value - self->axis.start) / (self->axis.end - self->axis.start) * (width - 16);
}

static GdkRGBA
named_color (GtkWidget *widget, const char *name)
{
  GdkRGBA color = { 0.5f, 0.5f, 0.5f, 1 };

  gtk_style_context_lookup_color (gtk_widget_get_style_context (widget), name, &color);

  return color;
}

/* Draws @layout centred on @x but inside the widget; answers its left and right edge. */
static void
draw_text (GtkWidget *widget,
           GtkSnapshot *snapshot,
           PangoLayout *layout,
           double x,
           double y,
           const GdkRGBA *color,
           double *out_left,
           double *out_right)
{
  int width = 0, height = 0;

  pango_layout_get_pixel_size (layout, &width, &height);
  double left = CLAMP (x - width / 2.0, 0, MAX (0, gtk_widget_get_width (widget) - width));
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) left, (float) y));
  gtk_snapshot_append_layout (snapshot, layout, color);
  gtk_snapshot_restore (snapshot);
  *out_left = left;
  *out_right = left + width;
}

static PangoLayout *
make_layout (GtkWidget *widget, const char *text, double scale, PangoWeight weight)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (widget, text);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_weight_new (weight));
  pango_attr_list_insert (attributes, pango_attr_scale_new (scale));
  pango_layout_set_attributes (layout, attributes);

  return layout;
}

static void
fill_rounded (GtkSnapshot *snapshot,
              double x,
              double y,
              double w,
              double h,
              double r,
              const GdkRGBA *c)
{
  GskRoundedRect rect;

  gsk_rounded_rect_init_from_rect (
      &rect, &GRAPHENE_RECT_INIT ((float) x, (float) y, (float) w, (float) h), (float) r);
  gtk_snapshot_push_rounded_clip (snapshot, &rect);
  gtk_snapshot_append_color (snapshot, c, &rect.bounds);
  gtk_snapshot_pop (snapshot);
}

static void
draw_track (KwNumberLine *self, GtkSnapshot *snapshot, double width, double y)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GdkRGBA track = named_color (widget, "kw_track_color");
  GdkRGBA block = named_color (widget, "kw_range_color");
  GdkRGBA border = named_color (widget, "kw_range_border_color");
  double left = position (self, self->axis.low, width);
  double right = MAX (left + 3, position (self, self->axis.high, width));

  fill_rounded (snapshot, 4, y - 3, width - 8, 6, 3, &track);
  fill_rounded (snapshot, left, y - 7.5, right - left, 15, 4, &border);
  fill_rounded (snapshot, left + 1, y - 6.5, right - left - 2, 13, 3, &block);
}

static void
draw_marker (KwNumberLine *self, GtkSnapshot *snapshot, double x, double y)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GdkRGBA ring = named_color (widget, "card_bg_color");
  GdkRGBA color = named_color (widget, self->outside ? "kw_outside_color" : "kw_text_color");

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) x, (float) y));
  if (self->outside)
    {
      gtk_snapshot_rotate (snapshot, 45);
      fill_rounded (snapshot, -7, -7, 14, 14, 2, &ring);
      fill_rounded (snapshot, -5, -5, 10, 10, 1, &color);
    }
  else
    {
      fill_rounded (snapshot, -8, -8, 16, 16, 8, &ring);
      fill_rounded (snapshot, -6, -6, 12, 12, 6, &color);
    }
  gtk_snapshot_restore (snapshot);
}

/* An end label is left out where it would touch the middle one, never shrunk. */
static void
draw_ends (KwNumberLine *self,
           GtkSnapshot *snapshot,
           double width,
           double y,
           double left,
           double right)
{
  GdkRGBA color = named_color (GTK_WIDGET (self), "kw_secondary_color");
  double ends[] = { self->axis.start, self->axis.end };

  for (guint i = 0; i < 2; i++)
    {
      /* Three digits, and no powers of ten. */
      g_autofree char *text = g_strdup_printf (fabs (ends[i]) < 1000 ? "%.3g" : "%.0f", ends[i]);
      g_autoptr (PangoLayout) layout
          = make_layout (GTK_WIDGET (self), text, 0.85, PANGO_WEIGHT_NORMAL);
      int w = 0, h = 0;
      pango_layout_get_pixel_size (layout, &w, &h);
      if ((i == 0 && w + 6 > left) || (i == 1 && width - w - 6 < right))
        continue;
      double a, b;
      draw_text (GTK_WIDGET (self), snapshot, layout, i == 0 ? 0 : width, y, &color, &a, &b);
    }
}

static void
kw_number_line_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  KwNumberLine *self = KW_NUMBER_LINE (widget);
  double width = gtk_widget_get_width (widget);
  double y = gtk_widget_get_height (widget) * (double) TRACK_Y / HEIGHT;
  double marker = position (self, self->axis.value, width);
  double middle
      = (position (self, self->axis.low, width) + position (self, self->axis.high, width)) / 2;
  GdkRGBA text = named_color (widget, "kw_text_color");
  GdkRGBA value_color = named_color (widget, self->outside ? "kw_outside_color" : "kw_text_color");
  double left, right;

  draw_track (self, snapshot, width, y);
  draw_marker (self, snapshot, marker, y);

  g_autoptr (PangoLayout) value = make_layout (widget, self->value_text, 0.95, PANGO_WEIGHT_BOLD);
  int value_height = 0;
  pango_layout_get_pixel_size (value, NULL, &value_height);
  draw_text (widget, snapshot, value, marker, y - 8 - value_height, &value_color, &left, &right);

  if (self->range_text == NULL)
    return;
  g_autoptr (PangoLayout) range = make_layout (widget, self->range_text, 0.85, PANGO_WEIGHT_NORMAL);
  draw_text (widget, snapshot, range, middle, y + 9, &text, &left, &right);
  draw_ends (self, snapshot, width, y + 9, left, right);
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
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, "0");
  int height = 0;

  (void) for_size;
  (void) minimum_baseline;
  (void) natural_baseline;
  pango_layout_get_pixel_size (layout, NULL, &height);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = *natural = WIDTH;
  else
    *minimum = *natural = MAX (HEIGHT, 2 * height + 18);
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
  (void) self;
}

GtkWidget *
kw_number_line_new_for_record (const KwRecord *record)
{
  KwNumberAxis axis;

  g_return_val_if_fail (record != NULL, NULL);
  if (!kw_number_axis_init (&axis, record))
    return NULL;

  KwNumberLine *self = g_object_new (KW_TYPE_NUMBER_LINE, NULL);
  self->axis = axis;
  self->outside = kw_flag_is_outside (kw_flag_of_record (record, NULL));
  self->value_text = kw_words_value (record);
  self->range_text = kw_words_range (record);

  g_autofree char *spoken = kw_words_flag (record);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  self->value_text, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  spoken != NULL ? spoken : "", -1);

  return GTK_WIDGET (self);
}
