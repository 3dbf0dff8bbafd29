/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/snapshot.h"

G_BEGIN_DECLS

/* What a list can be narrowed by, next to its years. */
typedef enum
{
  KW_FACET_SOURCE,
  KW_FACET_STATUS, /* of a result its verdict */
  KW_FACET_KIND,
} KwFacet;
#define KW_N_FACETS (KW_FACET_KIND + 1)

/* One value of a facet that records of a list have. */
typedef struct
{
  char *value; /* for kw_filter_set() */
  char *label; /* in words */
  guint n_records;
} KwFacetValue;
void kw_facet_value_free (KwFacetValue *self);

/* A filter of a list (rule S2). All zero lets everything through. */
typedef struct
{
  char *values[KW_N_FACETS]; /* NULL: any */
  int first_year;            /* 0: no limit */
  int last_year;
  gboolean only_undated;
} KwFilter;
void kw_filter_clear (KwFilter *self);
void kw_filter_set (KwFilter *self, KwFacet facet, const char *value);
gboolean kw_filter_is_active (const KwFilter *self);
/* Those of @indexes (guint32) that it lets through, in their order. */
GArray *kw_filter_apply (const KwFilter *self,
                         const KwSnapshot *snapshot,
                         const GArray *indexes) G_GNUC_WARN_UNUSED_RESULT;
/* The values that @indexes have, of KwFacetValue; what most have comes first. */
GPtrArray *kw_filter_list_values (const KwSnapshot *snapshot,
                                  const GArray *indexes,
                                  KwFacet facet) G_GNUC_WARN_UNUSED_RESULT;
/* Whether there are two: what all share is no filter. */
gboolean kw_filter_has_values (const KwSnapshot *snapshot, const GArray *indexes, KwFacet facet);
/* The years that @indexes have, of int, newest first; 0 for those without a date (rule D2). */
GArray *kw_filter_list_years (const KwSnapshot *snapshot,
                              const GArray *indexes) G_GNUC_WARN_UNUSED_RESULT;
/* The year by which a record stands in a list; 0: not stated. */
int kw_filter_year_of (const KwRecord *record);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KwFilter, kw_filter_clear)

G_END_DECLS
