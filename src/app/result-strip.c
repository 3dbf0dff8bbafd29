/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/result-strip.h"

#include <glib/gi18n-lib.h>

#include "app/number-line.h"
#include "app/trend-chart.h"
#include "app/wrapped-label.h"
#include "library/goals.h"

#define LINE_WIDTH 230
#define SPARK_WIDTH 110

/* So many results a line of a hundred pixels shows. */
#define MAX_POINTS 60

static GtkWidget *
make_words (const KwRecord *record)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  g_autofree char *value = kw_words_value (record);
  g_autofree char *range = kw_words_range (record);
  GtkWidget *label = kw_wrapped_label_new (value != NULL ? value : _ ("Not stated"), "row-value");

  /* A report in words is read on its page. */
  gtk_label_set_lines (GTK_LABEL (label), 2);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), label);
  if (range != NULL)
    gtk_box_append (GTK_BOX (box), kw_wrapped_label_new (range, "secondary"));

  return box;
}

/* "9 since 2021" */
static char *
dup_caption (const KwTrendSeries *series, guint n)
{
  const KwTrendPoint *first = &g_array_index (series->points, KwTrendPoint, 0);
  int year = first->when != NULL ? kw_words_year (first->when) : 0;

  if (n < 2 || year == 0)
    return g_strdup_printf (ngettext ("%u result", "%u results", n), n);
  /* Translators: how many results of a test there are, and the year of the first. */
  return g_strdup_printf (_ ("%u since %d"), n, year);
}

static GtkWidget *
make_spark (const KwSnapshot *snapshot, const KwRecord *record)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  guint n = 0;
  g_autoptr (KwTrendSeries) series = kw_trend_series_new_of_row (snapshot, record, &n);

  /* What has no value of its own, as a report without results, has no history either. */
  gtk_widget_set_size_request (box, SPARK_WIDTH, -1);
  if (series->points->len == 0)
    return box;
  g_autofree char *caption = dup_caption (series, n);
  g_autofree char *sentence = kw_trend_series_dup_sentence (series);

  if (series->points->len > MAX_POINTS)
    g_array_remove_range (series->points, 0, series->points->len - MAX_POINTS);
  KwTrendPlot *plot = kw_trend_plot_new (snapshot, series);
  if (plot != NULL)
    {
      GtkWidget *chart = kw_trend_chart_new_spark (plot, sentence);
      gtk_widget_set_halign (chart, GTK_ALIGN_CENTER);
      gtk_box_append (GTK_BOX (box), chart);
    }
  GtkWidget *label = kw_wrapped_label_new (caption, "secondary");
  gtk_label_set_xalign (GTK_LABEL (label), 0.5);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_box_append (GTK_BOX (box), label);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);

  return box;
}

GtkWidget *
kw_result_strip_new (const KwSnapshot *snapshot, const KwRecord *record)
{
  g_return_val_if_fail (snapshot != NULL && record != NULL, NULL);

  GtkWidget *strip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 16);
  GtkWidget *line = kw_number_line_new_for_record (record, kw_snapshot_get_goal (snapshot, record));

  if (line == NULL)
    line = make_words (record);
  gtk_widget_set_valign (line, GTK_ALIGN_CENTER);
  gtk_widget_set_size_request (line, LINE_WIDTH, -1);
  gtk_box_append (GTK_BOX (strip), line);
  gtk_box_append (GTK_BOX (strip), make_spark (snapshot, record));

  return strip;
}
