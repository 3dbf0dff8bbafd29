/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "library/medicine-identity.h"
#include "library/snapshot-private.h"

/* Rows of one group never mix with those of another: what is taken at home, what was given in
 * hospital and what is only planned are different things (rule M10). */
static const KwGroup medicine_groups[]
    = { KW_GROUP_MEDICINES_CURRENT,     KW_GROUP_MEDICINES_ON_HOLD, KW_GROUP_MEDICINES_PAST,
        KW_GROUP_MEDICINES_IN_HOSPITAL, KW_GROUP_MEDICINES_PLANNED, KW_GROUP_MEDICINES_NOT_STATED };
/* What a pharmacy handed out, which is the last group, belongs to one of the first ones. */
#define N_FILLED 3

/* Records that say quite the same, and later the records of one row. */
typedef struct
{
  GArray *indexes;       /* of guint32 */
  GPtrArray *identities; /* of KwMedicineIdentity, of each of its records that differ */
  guint parent;          /* in the making: the row that it goes into */
  gboolean torn;         /* in the making: its records deny one another */
} Row;

static Row *
row_new (KwMedicineIdentity *identity, guint parent)
{
  Row *row = g_new0 (Row, 1);

  row->indexes = g_array_new (FALSE, FALSE, sizeof (guint32));
  row->identities = g_ptr_array_new_with_free_func ((GDestroyNotify) kw_medicine_identity_free);
  g_ptr_array_add (row->identities, identity);
  row->parent = parent;
  return row;
}

static void
row_free (gpointer data)
{
  Row *row = data;

  g_array_unref (row->indexes);
  g_ptr_array_unref (row->identities);
  g_free (row);
}

static guint
find_root (GPtrArray *rows, guint i)
{
  Row *row = g_ptr_array_index (rows, i);

  if (row->parent != i)
    row->parent = find_root (rows, row->parent);
  return row->parent;
}

/* One row for each thing that the records of @group say. */
static GPtrArray *
read_rows (const KwSnapshot *self, KwGroup group)
{
  g_autoptr (GHashTable) by_whole = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GPtrArray *rows = g_ptr_array_new_with_free_func (row_free);

  for (guint i = 0; i < self->groups[group]->len; i++)
    {
      guint32 index = g_array_index (self->groups[group], guint32, i);
      const KwRecord *record = g_ptr_array_index (self->records, index);
      KwMedicineIdentity *identity = kw_medicine_identity_new (&self->words, record);
      g_autofree char *whole = kw_medicine_identity_dup_whole (identity);
      Row *row = g_hash_table_lookup (by_whole, whole);

      if (row == NULL)
        {
          row = row_new (identity, rows->len);
          g_ptr_array_add (rows, row);
          g_hash_table_insert (by_whole, g_steal_pointer (&whole), row);
        }
      else
        kw_medicine_identity_free (identity);
      g_array_append_val (row->indexes, index);
    }
  return rows;
}

static void
unite_by_keys (GPtrArray *rows)
{
  g_autoptr (GHashTable) by_key = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      const Row *row = g_ptr_array_index (rows, i);
      GStrv keys = kw_medicine_identity_dup_keys (g_ptr_array_index (row->identities, 0), TRUE);

      for (guint k = 0; keys[k] != NULL; k++)
        {
          gpointer other = g_hash_table_lookup (by_key, keys[k]);

          if (other != NULL)
            {
              Row *root = g_ptr_array_index (rows, find_root (rows, i));
              root->parent = find_root (rows, GPOINTER_TO_UINT (other) - 1);
              g_free (keys[k]);
            }
          else
            g_hash_table_insert (by_key, keys[k], GUINT_TO_POINTER (i + 1));
        }
      g_free (keys);
    }
}

static void
tear_if_conflicting (GPtrArray *rows, guint root, const GArray *members)
{
  for (guint i = 0; i < members->len; i++)
    for (guint j = i + 1; j < members->len; j++)
      {
        const Row *a = g_ptr_array_index (rows, g_array_index (members, guint, i));
        const Row *b = g_ptr_array_index (rows, g_array_index (members, guint, j));

        if (kw_medicine_identity_conflicts (g_ptr_array_index (a->identities, 0),
                                            g_ptr_array_index (b->identities, 0)))
          ((Row *) g_ptr_array_index (rows, root))->torn = TRUE;
      }
}

/* A tablet and a syrup may both be one with what does not say its form. Then nobody knows which of
 * the two that is, and all of them stand alone. */
static void
tear_what_conflicts (GPtrArray *rows)
{
  g_autoptr (GHashTable) members
      = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);
  GHashTableIter iter;
  gpointer root, list;

  for (guint i = 0; i < rows->len; i++)
    {
      root = GUINT_TO_POINTER (find_root (rows, i));
      list = g_hash_table_lookup (members, root);
      if (list == NULL)
        {
          list = g_array_new (FALSE, FALSE, sizeof (guint));
          g_hash_table_insert (members, root, list);
        }
      g_array_append_val ((GArray *) list, i);
    }
  g_hash_table_iter_init (&iter, members);
  while (g_hash_table_iter_next (&iter, &root, &list))
    tear_if_conflicting (rows, GPOINTER_TO_UINT (root), list);
}

static int
compare_indexes (gconstpointer a, gconstpointer b)
{
  guint32 first = *(const guint32 *) a;
  guint32 second = *(const guint32 *) b;

  return first < second ? -1 : first > second;
}

/* Takes @rows; gives those that are left when each has what goes into it. */
static GPtrArray *
merge_rows (GPtrArray *rows)
{
  GPtrArray *merged = g_ptr_array_new_with_free_func (row_free);

  for (guint i = 0; i < rows->len; i++)
    {
      Row *row = g_ptr_array_index (rows, i);
      Row *root = g_ptr_array_index (rows, find_root (rows, i));

      if (row == root || root->torn)
        continue;
      g_array_append_vals (root->indexes, row->indexes->data, row->indexes->len);
      g_ptr_array_extend_and_steal (root->identities, g_steal_pointer (&row->identities));
      row->identities = g_ptr_array_new ();
      g_array_set_size (row->indexes, 0);
    }
  g_ptr_array_set_free_func (rows, NULL);
  for (guint i = 0; i < rows->len; i++)
    {
      Row *row = g_ptr_array_index (rows, i);

      g_array_sort (row->indexes, compare_indexes);
      if (row->indexes->len > 0)
        g_ptr_array_add (merged, row);
      else
        row_free (row);
    }
  g_ptr_array_unref (rows);
  return merged;
}

static GPtrArray *
make_rows (const KwSnapshot *self, KwGroup group)
{
  GPtrArray *rows = read_rows (self, group);

  unite_by_keys (rows);
  tear_what_conflicts (rows);
  return merge_rows (rows);
}

static gboolean
row_holds (const Row *row, guint32 index)
{
  for (guint i = 0; i < row->indexes->len; i++)
    if (g_array_index (row->indexes, guint32, i) == index)
      return TRUE;
  return FALSE;
}

/* The rows of a group by what they have in common with others, without how to take it and with. */
typedef struct
{
  GHashTable *by_key[2]; /* to GPtrArray of Row */
} RowIndex;

static void
row_index_add (GHashTable *by_key, Row *row, gboolean with_how)
{
  for (guint i = 0; i < row->identities->len; i++)
    {
      g_auto (GStrv) keys
          = kw_medicine_identity_dup_keys (g_ptr_array_index (row->identities, i), with_how);

      for (guint k = 0; keys[k] != NULL; k++)
        {
          GPtrArray *found = g_hash_table_lookup (by_key, keys[k]);

          if (found == NULL)
            {
              found = g_ptr_array_new ();
              g_hash_table_insert (by_key, g_strdup (keys[k]), found);
            }
          if (!g_ptr_array_find (found, row, NULL))
            g_ptr_array_add (found, row);
        }
    }
}

static void
row_index_fill (RowIndex *self, GPtrArray *rows)
{
  for (guint with_how = 0; with_how < 2; with_how++)
    {
      self->by_key[with_how] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                                      (GDestroyNotify) g_ptr_array_unref);
      for (guint i = 0; i < rows->len; i++)
        row_index_add (self->by_key[with_how], g_ptr_array_index (rows, i), with_how == 1);
    }
}

static void
row_index_clear (RowIndex *self)
{
  g_hash_table_unref (self->by_key[0]);
  g_hash_table_unref (self->by_key[1]);
}

static gboolean
row_conflicts (const Row *row, const KwMedicineIdentity *identity)
{
  for (guint i = 0; i < row->identities->len; i++)
    if (kw_medicine_identity_conflicts (g_ptr_array_index (row->identities, i), identity))
      return TRUE;
  return FALSE;
}

/* The rows of the same medicine, taken in the same way where @identity says how to take it. */
static GPtrArray *
find_rows (const RowIndex *index, const KwMedicineIdentity *identity)
{
  gboolean with_how = *identity->how != '\0';
  g_auto (GStrv) keys = kw_medicine_identity_dup_keys (identity, with_how);
  GPtrArray *found = g_ptr_array_new ();

  for (guint k = 0; keys[k] != NULL; k++)
    {
      const GPtrArray *rows = g_hash_table_lookup (index->by_key[with_how ? 1 : 0], keys[k]);

      for (guint i = 0; rows != NULL && i < rows->len; i++)
        if (!g_ptr_array_find (found, g_ptr_array_index (rows, i), NULL)
            && !row_conflicts (g_ptr_array_index (rows, i), identity))
          g_ptr_array_add (found, g_ptr_array_index (rows, i));
    }
  return found;
}

/* The only row that fits, or of several the one that has the prescription that was filled. */
static Row *
choose_row (const KwSnapshot *self, const RowIndex *index, const Row *handed_out)
{
  const KwRecord *record
      = g_ptr_array_index (self->records, g_array_index (handed_out->indexes, guint32, 0));
  const KwRelation *relation = kw_record_get_relation (record, KW_RELATION_BASED_ON);
  const KwRecord *order = relation != NULL
                              ? self->words.lookup (self->words.data, record, relation->reference)
                              : NULL;
  guint position = GPOINTER_TO_UINT (g_hash_table_lookup (self->index_of, order));
  g_autoptr (GPtrArray) found = find_rows (index, g_ptr_array_index (handed_out->identities, 0));

  for (guint i = 0; position > 0 && i < found->len; i++)
    if (row_holds (g_ptr_array_index (found, i), position - 1))
      return g_ptr_array_index (found, i);
  return found->len == 1 ? g_ptr_array_index (found, 0) : NULL;
}

static gboolean
is_handed_out (const KwSnapshot *self, const Row *row)
{
  for (guint i = 0; i < row->indexes->len; i++)
    {
      const KwRecord *record
          = g_ptr_array_index (self->records, g_array_index (row->indexes, guint32, i));

      if (!g_str_equal (record->type, "MedicationDispense"))
        return FALSE;
    }
  return TRUE;
}

/* What a pharmacy handed out is a record of the medicine that was prescribed, and comes behind the
 * order whatever its date. */
static void
add_hand_outs (const KwSnapshot *self, GPtrArray *handed_out, const RowIndex *filled)
{
  for (guint i = 0; i < handed_out->len; i++)
    {
      const Row *row = g_ptr_array_index (handed_out, i);
      Row *chosen = NULL;

      if (!is_handed_out (self, row))
        continue;
      for (guint g = 0; chosen == NULL && g < N_FILLED; g++)
        chosen = choose_row (self, &filled[g], row);
      if (chosen == NULL)
        continue;
      g_array_append_vals (chosen->indexes, row->indexes->data, row->indexes->len);
      g_array_set_size (row->indexes, 0);
    }
}

static void
remember (KwSnapshot *self, GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const Row *row = g_ptr_array_index (rows, i);

      for (guint r = 0; row->indexes->len > 1 && r < row->indexes->len; r++)
        g_hash_table_insert (
            self->same_medicine,
            g_ptr_array_index (self->records, g_array_index (row->indexes, guint32, r)),
            g_array_ref (row->indexes));
    }
}

static void
add_other_dose (KwSnapshot *self, guint32 index, guint32 other)
{
  gpointer record = g_ptr_array_index (self->records, index);
  GArray *others = g_hash_table_lookup (self->other_doses, record);

  if (others == NULL)
    {
      others = g_array_new (FALSE, FALSE, sizeof (guint32));
      g_hash_table_insert (self->other_doses, record, others);
    }
  g_array_append_val (others, other);
}

static guint32
first_of (const Row *row)
{
  return g_array_index (row->indexes, guint32, 0);
}

/* Rule M7b: the same ingredient in another row, unless its form or route makes it another thing. */
static void
pair_doses (KwSnapshot *self, GPtrArray *rows)
{
  g_autoptr (GHashTable) by_ingredient
      = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);

  for (guint i = 0; i < rows->len; i++)
    {
      Row *row = g_ptr_array_index (rows, i);
      const KwMedicineIdentity *identity = g_ptr_array_index (row->identities, 0);
      GPtrArray *same = NULL;

      if (identity->ingredient == NULL || *identity->ingredient == '\0')
        continue;
      same = g_hash_table_lookup (by_ingredient, identity->ingredient);
      if (same == NULL)
        {
          same = g_ptr_array_new ();
          g_hash_table_insert (by_ingredient, identity->ingredient, same);
        }
      for (guint s = 0; s < same->len; s++)
        {
          const Row *other = g_ptr_array_index (same, s);

          if (!kw_medicine_identity_facets_conflict (identity,
                                                     g_ptr_array_index (other->identities, 0)))
            {
              add_other_dose (self, first_of (row), first_of (other));
              add_other_dose (self, first_of (other), first_of (row));
            }
        }
      g_ptr_array_add (same, row);
    }
}

void
kw_snapshot_gather_medicines (KwSnapshot *self)
{
  GPtrArray *rows[G_N_ELEMENTS (medicine_groups)];
  RowIndex filled[N_FILLED];

  for (guint i = 0; i < G_N_ELEMENTS (medicine_groups); i++)
    rows[i] = make_rows (self, medicine_groups[i]);
  for (guint i = 0; i < N_FILLED; i++)
    row_index_fill (&filled[i], rows[i]);
  add_hand_outs (self, rows[G_N_ELEMENTS (medicine_groups) - 1], filled);
  pair_doses (self, rows[0]);
  for (guint i = 0; i < N_FILLED; i++)
    row_index_clear (&filled[i]);
  for (guint i = 0; i < G_N_ELEMENTS (medicine_groups); i++)
    {
      remember (self, rows[i]);
      g_ptr_array_unref (rows[i]);
    }
}

/**
 * kw_snapshot_get_same_medicine:
 * @self: a snapshot
 * @record: one of its records
 *
 * Returns: (transfer none) (nullable) (element-type guint32): the records that
 *   stand in one row with it, the newest order first; %NULL when it is alone
 */
const GArray *
kw_snapshot_get_same_medicine (const KwSnapshot *self, const KwRecord *record)
{
  g_return_val_if_fail (self != NULL && record != NULL, NULL);

  return g_hash_table_lookup (self->same_medicine, record);
}

static gboolean
take (GArray *from, guint32 index)
{
  for (guint i = 0; i < from->len; i++)
    if (g_array_index (from, guint32, i) == index)
      {
        g_array_remove_index (from, i);
        return TRUE;
      }
  return FALSE;
}

/**
 * kw_snapshot_put_doses_together:
 * @self: a snapshot
 * @rows: (element-type guint32): medicines in any order
 *
 * Rule M7b: what is listed at another strength or taken in another way comes directly beneath.
 */
void
kw_snapshot_put_doses_together (const KwSnapshot *self, GArray *rows)
{
  g_autoptr (GArray) left = NULL;

  g_return_if_fail (self != NULL && rows != NULL);

  if (g_hash_table_size (self->other_doses) == 0)
    return;
  left = g_array_copy (rows);
  g_array_set_size (rows, 0);
  while (left->len > 0)
    {
      guint32 index = g_array_index (left, guint32, 0);
      const GArray *others
          = g_hash_table_lookup (self->other_doses, g_ptr_array_index (self->records, index));

      g_array_remove_index (left, 0);
      g_array_append_val (rows, index);
      for (guint i = 0; others != NULL && i < others->len; i++)
        if (take (left, g_array_index (others, guint32, i)))
          g_array_append_val (rows, g_array_index (others, guint32, i));
    }
}

/**
 * kw_snapshot_dup_also_listed:
 * @self: a snapshot
 * @record: a current medicine
 *
 * Returns: (transfer full) (nullable): "Also listed: Lisinopril 20 mg, 1 a day (City Clinic)", a
 *   line each; %NULL when there is no other dose
 */
char *
kw_snapshot_dup_also_listed (const KwSnapshot *self, const KwRecord *record)
{
  g_autoptr (GString) out = g_string_new (NULL);
  const GArray *others;

  g_return_val_if_fail (self != NULL && record != NULL, NULL);

  others = g_hash_table_lookup (self->other_doses, record);
  for (guint i = 0; others != NULL && i < others->len; i++)
    {
      const KwRecord *other = g_ptr_array_index (self->records, g_array_index (others, guint32, i));
      g_autofree char *title = kw_words_title (&self->words, other);
      g_autofree char *how = kw_words_how (other);
      g_autofree char *what
          = how != NULL ? g_strdup_printf ("%s, %s", title, how) : g_strdup (title);

      if (out->len > 0)
        g_string_append_c (out, '\n');
      /* Translators: a medicine at another dose, and the hospital that lists it. */
      g_string_append_printf (out, _ ("Also listed: %s (%s)"), what,
                              kw_snapshot_source_name (self, other->source));
    }
  return out->len > 0 ? g_string_free (g_steal_pointer (&out), FALSE) : NULL;
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
  if (group == KW_GROUP_MEDICINES_CURRENT)
    kw_snapshot_put_doses_together (self, found);
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
