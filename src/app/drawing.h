/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What the drawn widgets share: plain nodes of GSK, no cairo. */

typedef enum
{
  KW_SHAPE_DOT,
  KW_SHAPE_SQUARE,
  KW_SHAPE_DIAMOND,
  KW_SHAPE_BAR,
} KwShape;

/* Where a text came to stand. */
typedef struct
{
  double left;
  double right;
} KwTextSpan;

GdkRGBA kw_draw_color (GtkWidget *widget, const char *name);
PangoLayout *kw_draw_layout (GtkWidget *widget, const char *text, double scale, PangoWeight weight)
    G_GNUC_WARN_UNUSED_RESULT;
/* Centred on @x, but within the widget. */
KwTextSpan kw_draw_span (GtkWidget *widget, PangoLayout *layout, double x);
KwTextSpan kw_draw_text (GtkWidget *widget,
                         GtkSnapshot *snapshot,
                         PangoLayout *layout,
                         double x,
                         double y,
                         const GdkRGBA *color);
void kw_draw_box (GtkSnapshot *snapshot,
                  double x,
                  double y,
                  double w,
                  double h,
                  double radius,
                  const GdkRGBA *color);
void kw_draw_line (GtkSnapshot *snapshot,
                   double x0,
                   double y0,
                   double x1,
                   double y1,
                   double width,
                   const GdkRGBA *color);
void kw_draw_shape (GtkSnapshot *snapshot,
                    KwShape shape,
                    double x,
                    double y,
                    double radius,
                    const GdkRGBA *color);

G_END_DECLS
