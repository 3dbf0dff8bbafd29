/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/words.h"

G_BEGIN_DECLS

/* More points than this have a stepped band instead of a bar each (rule L12). */
#define KW_CHART_BARS 8

/* One result as it goes into a chart. Times are microseconds since 1970. */
typedef struct
{
  gint64 time;
  double number;
  double low; /* of the range that held then; NAN where it is open or there is none */
  double high;
  guint line;  /* points of one line are joined: systolic is 0, diastolic 1 */
  guint place; /* which laboratory or source: its shape */
  KwFlag flag;
} KwChartPoint;

/* Everything below is from 0 to 1, from the left and from the bottom. */
typedef struct
{
  double x;
  double y;
  guint index; /* of its KwChartPoint */
  gboolean has_label;
} KwChartMark;

typedef struct
{
  double x0; /* equal to x1 for the bar of one point */
  double x1;
  double y0;
  double y1;
  gboolean open_low;
  gboolean open_high;
} KwChartBand;

typedef enum
{
  KW_CHART_YEARS,
  KW_CHART_MONTHS,
  KW_CHART_DAYS,
} KwChartStep;

typedef struct
{
  double at;
  double value; /* of the vertical axis; seconds since 1970 of the horizontal one */
} KwChartTick;

/**
 * KwChart:
 *
 * Where everything of a trend stands. Pure numbers: the window and a page draw the same (rules L12,
 * X4).
 */
typedef struct
{
  GArray *marks;  /* of KwChartMark, in time */
  GArray *bands;  /* of KwChartBand */
  GArray *values; /* of KwChartTick */
  GArray *times;  /* of KwChartTick */
  KwChartStep step;
  int decimals; /* of the ticks of the vertical axis */
  gboolean is_banded;
} KwChart;

KwChart *
kw_chart_new (const KwChartPoint *points, guint n, guint columns) G_GNUC_WARN_UNUSED_RESULT;
void kw_chart_free (KwChart *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwChart, kw_chart_free)

G_END_DECLS
