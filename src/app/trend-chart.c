/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/trend-chart.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "app/drawing.h"
#include "app/row-style.h"

#define WIDTH 260
#define HEIGHT 220
#define SPARK_WIDTH 96
#define SPARK_HEIGHT 32
#define BAR 22
#define MARK 5
/* More marks than this are small, and the line says more than they do. */
#define MANY 60

struct _KwTrendChart
{
  GtkWidget parent_instance;

  /* Owned. */
  KwTrendPlot *plot;
  KwChart *chart;

  gboolean spark;
};

/* The part of the widget that is inside the axes. */
typedef struct
{
  double left;
  double top;
  double width;
  double height;
} Frame;

G_DEFINE_FINAL_TYPE (KwTrendChart, kw_trend_chart, GTK_TYPE_WIDGET)

static const KwShape shapes[] = { KW_SHAPE_DOT, KW_SHAPE_SQUARE, KW_SHAPE_DIAMOND, KW_SHAPE_BAR };

static const KwChartPoint *
point_of (KwTrendChart *self, const KwChartMark *mark)
{
  return &g_array_index (self->plot->points, KwChartPoint, mark->index);
}

static KwShape
shape_of (const KwChartPoint *point)
{
  return shapes[MIN (point->place, G_N_ELEMENTS (shapes) - 1)];
}

static double
to_x (const Frame *frame, double x)
{
  return frame->left + x * frame->width;
}

static double
to_y (const Frame *frame, double y)
{
  return frame->top + (1 - y) * frame->height;
}

static PangoLayout *
value_layout (KwTrendChart *self, double value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *format = g_strdup_printf ("%%.%df", self->chart->decimals);

  /* A zero has no sign. */
  g_ascii_formatd (buffer, sizeof buffer, format, fabs (value) < 1e-12 ? 0 : value);

  return kw_draw_layout (GTK_WIDGET (self), buffer, 0.85, PANGO_WEIGHT_NORMAL);
}

static Frame
make_frame (KwTrendChart *self)
{
  Frame frame = { 4, 6, 0, 0 };
  int line = 0;

  if (!self->spark)
    {
      for (guint i = 0; i < self->chart->values->len; i++)
        {
          g_autoptr (PangoLayout) layout
              = value_layout (self, g_array_index (self->chart->values, KwChartTick, i).value);
          int w = 0;
          pango_layout_get_pixel_size (layout, &w, &line);
          frame.left = MAX (frame.left, w + 10);
        }
      frame.top = line / 2.0 + 2;
    }
  frame.width = gtk_widget_get_width (GTK_WIDGET (self)) - frame.left - 6;
  frame.height
      = gtk_widget_get_height (GTK_WIDGET (self)) - frame.top - (self->spark ? 6 : line + 8);

  return frame;
}

/* The year, the month or the day of a tick, in the reader's language. */
static char *
dup_time (KwTrendChart *self, double seconds)
{
  static const char *const formats[] = { "%Y", "%Y-%m", "%Y-%m-%d" };
  g_autoptr (GDateTime) when = g_date_time_new_from_unix_utc ((gint64) seconds);
  g_autofree char *iso
      = when != NULL ? g_date_time_format (when, formats[self->chart->step]) : NULL;

  if (iso == NULL)
    return g_strdup ("");
  if (self->chart->step == KW_CHART_MONTHS)
    return g_date_time_format (when, g_date_time_get_month (when) == 1 ? "%b %Y" : "%b");

  return self->chart->step == KW_CHART_DAYS ? kw_words_date_short (iso) : g_strdup (iso);
}

static void
draw_grid (KwTrendChart *self, GtkSnapshot *snapshot, const Frame *frame)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GdkRGBA grid = kw_draw_color (widget, "kw_track_color");
  GdkRGBA text = kw_draw_color (widget, "kw_secondary_color");
  double free_from = 0;

  for (guint i = 0; i < self->chart->values->len; i++)
    {
      const KwChartTick *tick = &g_array_index (self->chart->values, KwChartTick, i);
      g_autoptr (PangoLayout) layout = value_layout (self, tick->value);
      double y = to_y (frame, tick->at);
      int w = 0, h = 0;
      pango_layout_get_pixel_size (layout, &w, &h);
      kw_draw_box (snapshot, frame->left, y, frame->width, 1, 0, &grid);
      kw_draw_text (widget, snapshot, layout, frame->left - 6 - w / 2.0, y - h / 2.0, &text);
    }
  for (guint i = 0; i < self->chart->times->len; i++)
    {
      const KwChartTick *tick = &g_array_index (self->chart->times, KwChartTick, i);
      g_autofree char *words = dup_time (self, tick->value);
      g_autoptr (PangoLayout) layout = kw_draw_layout (widget, words, 0.85, PANGO_WEIGHT_NORMAL);
      double x = to_x (frame, tick->at);
      KwTextSpan span = kw_draw_span (widget, layout, x);
      kw_draw_box (snapshot, x, frame->top, 1, frame->height, 0, &grid);
      if (span.left < free_from)
        continue;
      kw_draw_text (widget, snapshot, layout, x, frame->top + frame->height + 4, &text);
      free_from = span.right + 8;
    }
}

static void
draw_bands (KwTrendChart *self, GtkSnapshot *snapshot, const Frame *frame)
{
  GdkRGBA block = kw_draw_color (GTK_WIDGET (self), "kw_range_color");
  GdkRGBA border = kw_draw_color (GTK_WIDGET (self), "kw_range_border_color");
  double least = self->chart->is_banded ? 2 : BAR;

  for (guint i = 0; i < self->chart->bands->len; i++)
    {
      const KwChartBand *band = &g_array_index (self->chart->bands, KwChartBand, i);
      double width = MAX (least, (band->x1 - band->x0) * frame->width);
      double left = to_x (frame, (band->x0 + band->x1) / 2) - width / 2;
      double top = to_y (frame, band->y1);
      double height = MAX (3, to_y (frame, band->y0) - top);
      double radius = self->chart->is_banded ? 0 : 4;
      if (width > 4)
        kw_draw_box (snapshot, left, top, width, height, radius, &border);
      kw_draw_box (snapshot, left + 1, top + 1, width - 2, height - 2, radius, &block);
    }
}

static void
draw_lines (KwTrendChart *self, GtkSnapshot *snapshot, const Frame *frame)
{
  GdkRGBA color = kw_draw_color (GTK_WIDGET (self), "kw_secondary_color");

  for (guint i = 1; i < self->chart->marks->len; i++)
    {
      const KwChartMark *from = &g_array_index (self->chart->marks, KwChartMark, i - 1);
      const KwChartMark *to = &g_array_index (self->chart->marks, KwChartMark, i);
      if (point_of (self, from)->line == point_of (self, to)->line)
        kw_draw_line (snapshot, to_x (frame, from->x), to_y (frame, from->y), to_x (frame, to->x),
                      to_y (frame, to->y), self->spark ? 1.5 : 2, &color);
    }
}

static void
draw_marks (KwTrendChart *self, GtkSnapshot *snapshot, const Frame *frame)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GdkRGBA ring = kw_draw_color (widget, "card_bg_color");
  GdkRGBA text = kw_draw_color (widget, "kw_text_color");
  GdkRGBA outside = kw_draw_color (widget, "kw_outside_color");
  guint n = self->chart->marks->len;

  for (guint i = 0; i < n; i++)
    {
      const KwChartMark *mark = &g_array_index (self->chart->marks, KwChartMark, i);
      const KwChartPoint *point = point_of (self, mark);
      double x = to_x (frame, mark->x);
      double y = to_y (frame, mark->y);
      gboolean last = i + 1 == n;
      double radius = self->spark ? (last ? 4 : 2) : n > MANY ? 2.5 : MARK;
      gboolean is_outside = kw_flag_is_outside (point->flag) && (!self->spark || last);
      KwShape shape = !self->spark ? shape_of (point)
                      : is_outside ? KW_SHAPE_DIAMOND
                                   : KW_SHAPE_DOT;
      if (!self->spark && n <= MANY)
        kw_draw_shape (snapshot, shape, x, y, radius + 2, &ring);
      kw_draw_shape (snapshot, shape, x, y, radius, is_outside ? &outside : &text);
    }
}

static gboolean
is_free (const GArray *taken, const graphene_rect_t *rect)
{
  for (guint i = 0; i < taken->len; i++)
    if (graphene_rect_intersection (&g_array_index (taken, graphene_rect_t, i), rect, NULL))
      return FALSE;

  return TRUE;
}

/* Where the marks are, as long as each can be told from the others. */
static GArray *
take_marks (KwTrendChart *self, const Frame *frame)
{
  GArray *taken = g_array_new (FALSE, FALSE, sizeof (graphene_rect_t));

  for (guint i = 0; self->chart->marks->len <= MANY && i < self->chart->marks->len; i++)
    {
      const KwChartMark *mark = &g_array_index (self->chart->marks, KwChartMark, i);
      graphene_rect_t rect = GRAPHENE_RECT_INIT ((float) to_x (frame, mark->x) - 4,
                                                 (float) to_y (frame, mark->y) - 4, 8, 8);
      g_array_append_val (taken, rect);
    }

  return taken;
}

/* Above @y, or below where something is in the way; FALSE when both are taken. */
static gboolean
find_room (const GArray *taken, KwTextSpan span, double y, int height, graphene_rect_t *out_rect)
{
  double tops[] = { MAX (0, y - MARK - 3 - height), y + MARK + 3 };

  for (guint i = 0; i < G_N_ELEMENTS (tops); i++)
    {
      *out_rect = GRAPHENE_RECT_INIT ((float) span.left - 2, (float) tops[i],
                                      (float) (span.right - span.left) + 4, (float) height);
      if (is_free (taken, out_rect))
        return TRUE;
    }

  return FALSE;
}

/* The digits of one mark; outside with a symbol as well as a colour (rule G11). */
static void
draw_label (KwTrendChart *self,
            GtkSnapshot *snapshot,
            const Frame *frame,
            const KwChartMark *mark,
            GArray *taken)
{
  GtkWidget *widget = GTK_WIDGET (self);
  KwFlag flag = point_of (self, mark)->flag;
  gboolean is_outside = kw_flag_is_outside (flag);
  GdkRGBA color = kw_draw_color (widget, is_outside ? "kw_outside_color" : "kw_text_color");
  GdkRGBA ground = kw_draw_color (widget, "card_bg_color");
  const char *digits = g_ptr_array_index (self->plot->labels, mark->index);
  g_autofree char *marked
      = is_outside ? g_strdup_printf ("%s %s", kw_row_flag_symbol (flag), digits) : NULL;
  g_autoptr (PangoLayout) layout
      = kw_draw_layout (widget, marked != NULL ? marked : digits, 0.88, PANGO_WEIGHT_BOLD);
  KwTextSpan span = kw_draw_span (widget, layout, to_x (frame, mark->x));
  graphene_rect_t rect;
  int height = 0;

  pango_layout_get_pixel_size (layout, NULL, &height);
  if (!find_room (taken, span, to_y (frame, mark->y), height, &rect))
    return;
  g_array_append_val (taken, rect);
  ground.alpha *= 0.8f;
  kw_draw_box (snapshot, rect.origin.x, rect.origin.y, rect.size.width, rect.size.height, 3,
               &ground);
  kw_draw_text (widget, snapshot, layout, to_x (frame, mark->x), rect.origin.y, &color);
}

/* One that would lie upon another is left out: the table has it. The newest comes first. */
static void
draw_labels (KwTrendChart *self, GtkSnapshot *snapshot, const Frame *frame)
{
  g_autoptr (GArray) taken = take_marks (self, frame);

  for (guint i = self->chart->marks->len; i-- > 0;)
    {
      const KwChartMark *mark = &g_array_index (self->chart->marks, KwChartMark, i);
      if (mark->has_label)
        draw_label (self, snapshot, frame, mark, taken);
    }
}

static void
kw_trend_chart_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  KwTrendChart *self = KW_TREND_CHART (widget);
  Frame frame = make_frame (self);

  if (frame.width <= 0 || frame.height <= 0)
    return;
  if (!self->spark)
    {
      draw_grid (self, snapshot, &frame);
      draw_bands (self, snapshot, &frame);
    }
  draw_lines (self, snapshot, &frame);
  draw_marks (self, snapshot, &frame);
  if (!self->spark)
    draw_labels (self, snapshot, &frame);
}

static void
kw_trend_chart_measure (GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  KwTrendChart *self = KW_TREND_CHART (widget);

  (void) for_size;
  (void) minimum_baseline;
  (void) natural_baseline;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = *natural = self->spark ? SPARK_WIDTH : WIDTH;
  else
    *minimum = *natural = self->spark ? SPARK_HEIGHT : HEIGHT;
}

static void
kw_trend_chart_finalize (GObject *object)
{
  KwTrendChart *self = KW_TREND_CHART (object);

  g_clear_pointer (&self->plot, kw_trend_plot_free);
  g_clear_pointer (&self->chart, kw_chart_free);

  G_OBJECT_CLASS (kw_trend_chart_parent_class)->finalize (object);
}

static void
kw_trend_chart_class_init (KwTrendChartClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = kw_trend_chart_finalize;
  widget_class->measure = kw_trend_chart_measure;
  widget_class->snapshot = kw_trend_chart_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_class_set_css_name (widget_class, "trendchart");
}

static void
kw_trend_chart_init (KwTrendChart *self)
{
  (void) self;
}

static GtkWidget *
make (KwTrendPlot *plot, gboolean spark, const char *title, const char *sentence)
{
  KwTrendChart *self = g_object_new (KW_TYPE_TREND_CHART, NULL);

  self->plot = plot;
  self->spark = spark;
  self->chart = kw_chart_new ((const KwChartPoint *) (gpointer) plot->points->data,
                              plot->points->len, spark ? 24 : 240);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, sentence, -1);

  return GTK_WIDGET (self);
}

GtkWidget *
kw_trend_chart_new (KwTrendPlot *plot, const char *title, const char *sentence)
{
  g_return_val_if_fail (plot != NULL && title != NULL && sentence != NULL, NULL);

  return make (plot, FALSE, title, sentence);
}

GtkWidget *
kw_trend_chart_new_spark (KwTrendPlot *plot, const char *sentence)
{
  g_return_val_if_fail (plot != NULL && sentence != NULL, NULL);

  return make (plot, TRUE, _ ("Results over time"), sentence);
}

GtkWidget *
kw_trend_chart_new_legend (KwTrendChart *self)
{
  /* The same shapes as they are drawn. */
  static const char *const symbols[] = { "●", "■", "◆", "▬" };
  g_autoptr (GString) words = g_string_new (NULL);

  g_return_val_if_fail (KW_IS_TREND_CHART (self), NULL);

  for (guint i = 0; self->plot->places->len > 1 && i < self->plot->places->len; i++)
    g_string_append_printf (words, "%s%s %s", words->len > 0 ? "   " : "",
                            symbols[MIN (i, G_N_ELEMENTS (symbols) - 1)],
                            (const char *) g_ptr_array_index (self->plot->places, i));
  if (self->chart->bands->len > 0)
    g_string_append_printf (words, "%s▭ %s", words->len > 0 ? "   " : "",
                            _ ("range that held then"));
  if (words->len == 0)
    return NULL;

  GtkWidget *label = gtk_label_new (words->str);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "secondary");

  return label;
}
