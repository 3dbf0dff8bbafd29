/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/record.h"

G_BEGIN_DECLS

/* A number of more digits than this is no result of a laboratory. */
#define KW_LIMITS_DIGITS 40

/* A measured number, typed or read from a text such as "<5 mg/dL"; digits with a point. The
 * pointers may lead into the struct itself, so it is never copied. */
typedef struct
{
  const char *number;
  const char *comparator; /* "", "<", "<=", ">" or ">=" */
  const char *unit;       /* NULL when there is none */
  const char *unit_code;
  char digits[KW_LIMITS_DIGITS];
} KwReading;

/* A longer text is no range but an explanation. */
#define KW_LIMITS_TEXT 120

/* The ends of a range, typed or read from a text such as "11 - 26 mg/dL"; "" is no limit. @unit
 * leads into @text, so it is never copied. */
typedef struct
{
  char low[KW_LIMITS_DIGITS];
  char high[KW_LIMITS_DIGITS];
  gboolean low_open; /* "more than", not "or more" */
  gboolean high_open;
  const char *unit; /* that the text names, or NULL */
  char text[KW_LIMITS_TEXT];
} KwLimits;

gboolean kw_reading_init (KwReading *self, const KwValue *value);
gboolean kw_limits_read (KwLimits *self, const char *text);
gboolean
kw_limits_init (KwLimits *self, const KwReading *reading, const KwRange *ranges, guint n_ranges);
gboolean kw_limits_init_goal (KwLimits *self,
                              const KwReading *reading,
                              const KwRange *ranges,
                              guint n_ranges);
gboolean kw_range_is_usual (const KwRange *range);
gboolean kw_range_is_goal (const KwRange *range);
gboolean kw_range_contradicts_itself (const KwRange *range);

G_END_DECLS
