/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "library/trend-plot.h"

G_BEGIN_DECLS

/**
 * KwTrendChart:
 *
 * The results of one test over real time, with the range that held at each (rule L12). Drawn; the
 * table beside it says the same.
 */
#define KW_TYPE_TREND_CHART (kw_trend_chart_get_type ())
G_DECLARE_FINAL_TYPE (KwTrendChart, kw_trend_chart, KW, TREND_CHART, GtkWidget)

/* Takes @plot; @title and @sentence are its name and its description. */
GtkWidget *kw_trend_chart_new (KwTrendPlot *plot,
                               const char *title,
                               const char *sentence) G_GNUC_WARN_UNUSED_RESULT;
/* Its laboratories with their shapes, and what the block means; NULL where there is nothing to
 * explain. */
GtkWidget *kw_trend_chart_new_legend (KwTrendChart *self) G_GNUC_WARN_UNUSED_RESULT;
/* A small one for a row: the line alone. Takes @plot. */
GtkWidget *kw_trend_chart_new_spark (KwTrendPlot *plot,
                                     const char *sentence) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
