/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/range-limits.h"
#include "core/words.h"

G_BEGIN_DECLS

/* Where everything of a number line stands, in the unit of the result (rules L5, L6, L8). */
typedef struct
{
  double start; /* of the axis */
  double end;
  double low; /* of the range; equal to the axis' end where it is open */
  double high;
  double value;
  gboolean open_low;
  gboolean open_high;
  gboolean is_goal;                /* the block is what is aimed at, not what is usual */
  KwFlag flag;                     /* in, above or below what is drawn */
  char low_text[KW_LIMITS_DIGITS]; /* as sent; "" where it is open */
  char high_text[KW_LIMITS_DIGITS];
} KwNumberAxis;

gboolean kw_number_axis_init (KwNumberAxis *axis, const KwRecord *record, const KwRange *goal);
void kw_number_axis_stretch (KwNumberAxis *axis, double lowest, double highest);
double kw_number_axis_place (const KwNumberAxis *axis, double value);

/* "standard 3.5–5.1", "your goal 7.0 or less". */
char *kw_number_axis_dup_range (const KwNumberAxis *axis,
                                const KwRecord *record,
                                const KwRange *goal) G_GNUC_WARN_UNUSED_RESULT;
/* words-flag.c: in, above or below; KW_FLAG_NONE where the comparator leaves a doubt. */
KwFlag kw_flag_compare (const KwReading *reading, const KwLimits *limits);

G_END_DECLS
