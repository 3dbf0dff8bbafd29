/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/drawing.h"

#include <math.h>

GdkRGBA
kw_draw_color (GtkWidget *widget, const char *name)
{
  GdkRGBA color = { 0.5f, 0.5f, 0.5f, 1 };

  gtk_style_context_lookup_color (gtk_widget_get_style_context (widget), name, &color);

  return color;
}

PangoLayout *
kw_draw_layout (GtkWidget *widget, const char *text, double scale, PangoWeight weight)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (widget, text);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_weight_new (weight));
  pango_attr_list_insert (attributes, pango_attr_scale_new (scale));
  pango_layout_set_attributes (layout, attributes);

  return layout;
}

KwTextSpan
kw_draw_span (GtkWidget *widget, PangoLayout *layout, double x)
{
  int width = 0;

  pango_layout_get_pixel_size (layout, &width, NULL);
  double left = CLAMP (x - width / 2.0, 0, MAX (0, gtk_widget_get_width (widget) - width));

  return (KwTextSpan){ left, left + width };
}

KwTextSpan
kw_draw_text (GtkWidget *widget,
              GtkSnapshot *snapshot,
              PangoLayout *layout,
              double x,
              double y,
              const GdkRGBA *color)
{
  KwTextSpan span = kw_draw_span (widget, layout, x);

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) span.left, (float) y));
  gtk_snapshot_append_layout (snapshot, layout, color);
  gtk_snapshot_restore (snapshot);

  return span;
}

void
kw_draw_box (GtkSnapshot *snapshot,
             double x,
             double y,
             double w,
             double h,
             double radius,
             const GdkRGBA *color)
{
  GskRoundedRect rect;

  if (w <= 0 || h <= 0)
    return;
  gsk_rounded_rect_init_from_rect (
      &rect, &GRAPHENE_RECT_INIT ((float) x, (float) y, (float) w, (float) h), (float) radius);
  if (radius > 0)
    gtk_snapshot_push_rounded_clip (snapshot, &rect);
  gtk_snapshot_append_color (snapshot, color, &rect.bounds);
  if (radius > 0)
    gtk_snapshot_pop (snapshot);
}

void
kw_draw_line (GtkSnapshot *snapshot,
              double x0,
              double y0,
              double x1,
              double y1,
              double width,
              const GdkRGBA *color)
{
  double length = hypot (x1 - x0, y1 - y0);

  if (length <= 0)
    return;
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) x0, (float) y0));
  gtk_snapshot_rotate (snapshot, (float) (atan2 (y1 - y0, x1 - x0) * 180 / G_PI));
  kw_draw_box (snapshot, 0, -width / 2, length, width, 0, color);
  gtk_snapshot_restore (snapshot);
}

void
kw_draw_shape (GtkSnapshot *snapshot,
               KwShape shape,
               double x,
               double y,
               double radius,
               const GdkRGBA *color)
{
  double half = shape == KW_SHAPE_DOT ? radius : radius * 0.85;
  double wide = shape == KW_SHAPE_BAR ? half * 1.3 : half;
  double high = shape == KW_SHAPE_BAR ? half * 0.6 : half;

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) x, (float) y));
  if (shape == KW_SHAPE_DIAMOND)
    gtk_snapshot_rotate (snapshot, 45);
  kw_draw_box (snapshot, -wide, -high, 2 * wide, 2 * high, shape == KW_SHAPE_DOT ? radius : 1,
               color);
  gtk_snapshot_restore (snapshot);
}
