/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/snapshot-private.h"

static const KwGroup medicine_groups[]
    = { KW_GROUP_MEDICINES_CURRENT, KW_GROUP_MEDICINES_ON_HOLD, KW_GROUP_MEDICINES_PAST,
        KW_GROUP_MEDICINES_IN_HOSPITAL, KW_GROUP_MEDICINES_PLANNED };

/* Equal only for records that a person may read as one: the same ingredient, strength and form, and
 * the same words on how to take it, because another instruction is another dose (rule M7). */
static char *
dup_key (const KwRecord *record)
{
  g_autofree char *how = NULL;

  if (record->dose_key == NULL)
    return NULL;
  how = g_utf8_casefold (record->how != NULL ? record->how : "", -1);
  return g_strconcat (record->dose_key, "\n", g_strstrip (how), "\n",
                      record->dosage != NULL ? record->dosage : "", NULL);
}

static void
gather (KwSnapshot *self, const GArray *group)
{
  g_autoptr (GHashTable) by_key
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
  GHashTableIter iter;
  GArray *same;

  for (guint i = 0; i < group->len; i++)
    {
      guint32 index = g_array_index (group, guint32, i);
      char *key = dup_key (g_ptr_array_index (self->records, index));

      if (key == NULL)
        continue;
      same = g_hash_table_lookup (by_key, key);
      if (same == NULL)
        {
          same = g_array_new (FALSE, FALSE, sizeof (guint32));
          g_hash_table_insert (by_key, g_strdup (key), same);
        }
      g_array_append_val (same, index);
      g_free (key);
    }
  g_hash_table_iter_init (&iter, by_key);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &same))
    for (guint i = 0; same->len > 1 && i < same->len; i++)
      g_hash_table_insert (self->same_medicine,
                           g_ptr_array_index (self->records, g_array_index (same, guint32, i)),
                           g_array_ref (same));
}

void
kw_snapshot_gather_medicines (KwSnapshot *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (medicine_groups); i++)
    gather (self, self->groups[medicine_groups[i]]);
}

/**
 * kw_snapshot_get_same_medicine:
 * @self: a snapshot
 * @record: one of its records
 *
 * Returns: (transfer none) (nullable) (element-type guint32): the records of @record's group that
 *   stand in one row with it, newest first; %NULL when it is alone
 */
const GArray *
kw_snapshot_get_same_medicine (const KwSnapshot *self, const KwRecord *record)
{
  g_return_val_if_fail (self != NULL && record != NULL, NULL);

  return g_hash_table_lookup (self->same_medicine, record);
}

/**
 * kw_snapshot_dup_medicines:
 * @self: a snapshot
 * @group: a group of medicines
 *
 * Returns: (transfer full) (element-type guint32): one record of each medicine, the newest
 */
GArray *
kw_snapshot_dup_medicines (const KwSnapshot *self, KwGroup group)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (guint32));

  g_return_val_if_fail (self != NULL && group < KW_N_GROUPS, found);

  for (guint i = 0; i < self->groups[group]->len; i++)
    {
      guint32 index = g_array_index (self->groups[group], guint32, i);
      const GArray *same
          = g_hash_table_lookup (self->same_medicine, g_ptr_array_index (self->records, index));

      if (same == NULL || g_array_index (same, guint32, 0) == index)
        g_array_append_val (found, index);
    }
  return found;
}

/**
 * kw_snapshot_count_medicines:
 * @self: a snapshot
 * @group: a group of medicines
 *
 * Returns: how many medicines there are, which may be fewer than records
 */
guint
kw_snapshot_count_medicines (const KwSnapshot *self, KwGroup group)
{
  g_return_val_if_fail (self != NULL && group < KW_N_GROUPS, 0);

  return self->medicine_counts[group];
}
