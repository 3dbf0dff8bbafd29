/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/goals.h"

static gboolean
is_same_code (const KwRecord *record, const KwComponent *target)
{
  for (guint i = 0; i < target->n_codes; i++)
    if (target->codes[i].system != NULL && target->codes[i].code != NULL
        && kw_record_has_code (record, target->codes[i].system, target->codes[i].code))
      return TRUE;
  return FALSE;
}

static gboolean
is_same_range (const KwRange *a, const KwRange *b)
{
  return g_strcmp0 (a->low, b->low) == 0 && g_strcmp0 (a->high, b->high) == 0
         && g_strcmp0 (a->low_unit, b->low_unit) == 0
         && g_strcmp0 (a->high_unit, b->high_unit) == 0;
}

/**
 * kw_snapshot_get_goal:
 * @self: a snapshot
 * @record: a result
 *
 * What the record states that the person aims at for this test: the target of a Goal that is active
 * and measured by the same code (rule L8). Two goals that differ are none: nobody here knows which
 * one holds.
 *
 * Returns: (transfer none) (nullable): a range of the type "treatment"
 */
const KwRange *
kw_snapshot_get_goal (const KwSnapshot *self, const KwRecord *record)
{
  g_return_val_if_fail (self != NULL && record != NULL, NULL);

  const GArray *goals = kw_snapshot_get_section (self, KW_SECTION_GOALS);
  const KwRange *found = NULL;
  for (guint i = 0; i < goals->len; i++)
    {
      const KwRecord *goal = kw_snapshot_get_record (self, g_array_index (goals, guint32, i));
      if ((goal->flags & KW_RECORD_CURRENT) == 0 || !kw_snapshot_is_listed (self, goal))
        continue;
      for (guint j = 0; j < goal->n_components; j++)
        {
          const KwComponent *target = &goal->components[j];
          if (target->n_ranges == 0 || !is_same_code (record, target))
            continue;
          if (found != NULL && !is_same_range (found, &target->ranges[0]))
            return NULL;
          found = &target->ranges[0];
        }
    }
  return found;
}
