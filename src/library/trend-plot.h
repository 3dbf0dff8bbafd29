/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/chart.h"
#include "library/trend.h"

G_BEGIN_DECLS

/**
 * KwTrendPlot:
 *
 * What a chart of one series shows: a window and a page give it to kw_chart_new(). Blood pressure
 * is two lines (rule V1). Immutable; it borrows nothing.
 */
typedef struct
{
  GArray *points;    /* of KwChartPoint, oldest first, by line */
  GPtrArray *labels; /* of char *, for each point: its digits as sent */
  GPtrArray *places; /* of char *, the laboratories or sources by KwChartPoint.place */
  guint n_lines;
} KwTrendPlot;

/* NULL where no chart can be drawn (rule L13). */
KwTrendPlot *kw_trend_plot_new (const KwSnapshot *snapshot,
                                const KwTrendSeries *series) G_GNUC_WARN_UNUSED_RESULT;
void kw_trend_plot_free (KwTrendPlot *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwTrendPlot, kw_trend_plot_free)

G_END_DECLS
