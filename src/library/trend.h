/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/snapshot.h"

G_BEGIN_DECLS

/* One result of a test in time. */
typedef struct
{
  const KwRecord *record; /* its value, ranges and flag are those that held then */
  const char *when;       /* as sent; NULL when undated */
  gint64 time;            /* microseconds since 1970; G_MININT64 when undated */
  gboolean is_number;
  double number;          /* for drawing only; never shown */
  const char *comparator; /* "" for none; NULL when it is no number */
  guint n_records;        /* how many records say this of this moment */
  gboolean is_replaced;   /* the lab put another result in its place (rule L17): never drawn */
} KwTrendPoint;

/* Results that may stand in one chart: one unit, and one method and sample where these differ. */
typedef struct
{
  char *unit;     /* as people write it; "" for results in words */
  char *method;   /* NULL unless there are several */
  char *specimen; /* the same */
  GArray *points; /* of KwTrendPoint, oldest first, undated last */
} KwTrendSeries;

/**
 * KwTrend:
 *
 * All results of one test, parted so that what cannot be compared never stands in one row or chart
 * (rule L12). It borrows the records of its snapshot.
 */
typedef struct
{
  GPtrArray *series; /* of KwTrendSeries, the asked result's own first */
  guint n_results;   /* without replaced ones */
  gboolean has_several_places;
} KwTrend;

KwTrend *kw_trend_new (const KwSnapshot *snapshot,
                       const KwRecord *record) G_GNUC_WARN_UNUSED_RESULT;
void kw_trend_free (KwTrend *self);
/* The results of the test and unit of @record alone, for a row; @out_n is how many count. */
KwTrendSeries *kw_trend_series_new_of_row (const KwSnapshot *snapshot,
                                           const KwRecord *record,
                                           guint *out_n) G_GNUC_WARN_UNUSED_RESULT;
void kw_trend_series_free (KwTrendSeries *self);

/* Whether there is anything to tell beside the result itself. */
gboolean kw_trend_is_wanted (const KwTrend *self, const KwRecord *record);
/* Whether a chart can be drawn: two numbers with a date at least (rules L12 and L13). */
gboolean kw_trend_series_is_drawable (const KwTrendSeries *series);
/* "mg/dL", "mg/dL, Immunoassay", or "Results in words". */
char *kw_trend_series_dup_title (const KwTrendSeries *series) G_GNUC_WARN_UNUSED_RESULT;
/* "4 results, 2 January 2022 to 5 May 2025, from 5.1 to 6.4 %. Newest: 6.4 %. Above …" */
char *kw_trend_series_dup_sentence (const KwTrendSeries *series) G_GNUC_WARN_UNUSED_RESULT;
/* That there are several series and why; NULL when there is one. */
char *kw_trend_dup_remark (const KwTrend *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwTrend, kw_trend_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwTrendSeries, kw_trend_series_free)

G_END_DECLS
