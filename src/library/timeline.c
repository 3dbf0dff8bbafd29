/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/timeline.h"

#include <string.h>

/* Its day as it was sent (rule D1), of a shorter date all of it; NULL: not stated (rule D2). */
static const char *
get_date (const KwRecord *record)
{
  return record->n_whens > 0 && record->sort_time != G_MININT64 ? record->whens[0].text : NULL;
}

static gboolean
is_same_day (const KwRecord *a, const KwRecord *b)
{
  const char *x = get_date (a), *y = get_date (b);

  return x == NULL || y == NULL ? x == y : strncmp (x, y, 10) == 0;
}

/* The visit that a record says it was at; a visit is at itself. Dates alone make no visit. */
static guint32
find_visit (const KwSnapshot *snapshot, guint32 index)
{
  const KwRecord *record = kw_snapshot_get_record (snapshot, index);
  const KwRelation *relation = kw_record_get_relation (record, KW_RELATION_ENCOUNTER);
  const KwWordsContext *words = kw_snapshot_get_words (snapshot);
  const KwRecord *visit = relation != NULL && relation->reference != NULL
                              ? words->lookup (words->data, record, relation->reference)
                              : NULL;
  guint32 found;

  if (record->section == KW_SECTION_VISITS)
    return index;
  return visit != NULL && visit->section == KW_SECTION_VISITS
                 && kw_snapshot_get_index (snapshot, visit, &found)
             ? found
             : KW_TIMELINE_NO_VISIT;
}

/* The records of one day: each visit with what was done at it, itself first. */
static void
add_day (KwTimeline *self, const KwSnapshot *snapshot, const guint32 *day, guint n)
{
  g_autoptr (GHashTable) of_visit
      = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);
  g_autoptr (GArray) order = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint i = 0; i < n; i++)
    {
      guint32 visit = find_visit (snapshot, day[i]);
      GArray *members = g_hash_table_lookup (of_visit, GUINT_TO_POINTER (visit));

      if (members == NULL)
        {
          members = g_array_new (FALSE, FALSE, sizeof (guint32));
          g_hash_table_insert (of_visit, GUINT_TO_POINTER (visit), members);
          g_array_append_val (order, visit);
        }
      if (visit == day[i])
        g_array_prepend_val (members, day[i]);
      else
        g_array_append_val (members, day[i]);
    }
  for (guint i = 0; i < order->len; i++)
    {
      guint32 visit = g_array_index (order, guint32, i);
      const GArray *members = g_hash_table_lookup (of_visit, GUINT_TO_POINTER (visit));
      KwTimelineGroup group = { self->indexes->len, members->len, visit };

      g_array_append_val (self->groups, group);
      g_array_append_vals (self->indexes, members->data, members->len);
    }
}

/**
 * kw_timeline_new:
 * @snapshot: a snapshot
 * @indexes: (element-type guint32): records of it, newest first, undated last
 *
 * The same records by day and visit: within a day each visit stands with what its records say was
 * done at it, and what names no visit by itself. Nothing is lost, and what has no date is last.
 *
 * Returns: (transfer full): the groups, newest first
 */
KwTimeline *
kw_timeline_new (const KwSnapshot *snapshot, const GArray *indexes)
{
  g_return_val_if_fail (snapshot != NULL && indexes != NULL, NULL);

  KwTimeline *self = g_new0 (KwTimeline, 1);

  self->indexes = g_array_sized_new (FALSE, FALSE, sizeof (guint32), indexes->len);
  self->groups = g_array_new (FALSE, FALSE, sizeof (KwTimelineGroup));
  for (guint start = 0, end = 0; start < indexes->len; start = end)
    {
      const KwRecord *first
          = kw_snapshot_get_record (snapshot, g_array_index (indexes, guint32, start));

      for (end = start + 1; end < indexes->len; end++)
        if (!is_same_day (first,
                          kw_snapshot_get_record (snapshot, g_array_index (indexes, guint32, end))))
          break;
      add_day (self, snapshot, &g_array_index (indexes, guint32, start), end - start);
    }
  return self;
}

void
kw_timeline_free (KwTimeline *self)
{
  g_array_unref (self->indexes);
  g_array_unref (self->groups);
  g_free (self);
}

GArray *
kw_timeline_dup_all (const KwSnapshot *snapshot)
{
  g_return_val_if_fail (snapshot != NULL, NULL);

  guint n = kw_snapshot_get_n_records (snapshot);
  GArray *all = g_array_sized_new (FALSE, FALSE, sizeof (guint32), n);

  for (guint32 i = 0; i < n; i++)
    if ((kw_snapshot_get_record (snapshot, i)->flags & KW_RECORD_SUPPORT) == 0)
      g_array_append_val (all, i);
  return all;
}
