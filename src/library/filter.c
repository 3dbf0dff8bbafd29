/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/filter.h"

#include <glib/gi18n-lib.h>

#include "core/types.h"

/* Every verdict beyond a range, whatever it is called. */
#define OUTSIDE "outside"
#define NO_STATUS ""

void
kw_facet_value_free (KwFacetValue *self)
{
  g_free (self->value);
  g_free (self->label);
  g_free (self);
}

void
kw_filter_clear (KwFilter *self)
{
  g_return_if_fail (self != NULL);

  for (KwFacet facet = 0; facet < KW_N_FACETS; facet++)
    g_clear_pointer (&self->values[facet], g_free);
  self->first_year = self->last_year = 0;
  self->only_undated = FALSE;
}

/* @value: NULL takes the limit away. */
void
kw_filter_set (KwFilter *self, KwFacet facet, const char *value)
{
  g_return_if_fail (self != NULL && facet < KW_N_FACETS);

  char *copy = g_strdup (value);

  g_free (self->values[facet]);
  self->values[facet] = copy;
}

gboolean
kw_filter_is_active (const KwFilter *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  for (KwFacet facet = 0; facet < KW_N_FACETS; facet++)
    if (self->values[facet] != NULL)
      return TRUE;
  return self->first_year != 0 || self->last_year != 0 || self->only_undated;
}

int
kw_filter_year_of (const KwRecord *record)
{
  g_return_val_if_fail (record != NULL, 0);

  return record->n_whens > 0 && record->whens[0].text != NULL && record->sort_time != G_MININT64
             ? kw_words_year (record->whens[0].text)
             : 0;
}

static gboolean
is_lab (const KwRecord *record)
{
  return record->section == KW_SECTION_LABS;
}

/* The words of a status are what a person chooses by; of a result those of its verdict. */
static char *
dup_status (const KwSnapshot *snapshot, const KwRecord *record)
{
  char *words = is_lab (record) ? kw_words_flag (record) : kw_words_status (record);

  return words != NULL ? words : g_strdup (NO_STATUS);
}

static char *
dup_source (const KwSnapshot *snapshot, const KwRecord *record)
{
  return g_strdup (record->source);
}

static char *
dup_kind (const KwSnapshot *snapshot, const KwRecord *record)
{
  const KwType *type = kw_type_lookup (record->type);

  return g_strdup (type != NULL ? kw_type_get_singular (type) : record->type);
}

static const struct
{
  char *(*dup_value) (const KwSnapshot *snapshot, const KwRecord *record);
} facets[KW_N_FACETS] = {
  [KW_FACET_SOURCE] = { dup_source },
  [KW_FACET_STATUS] = { dup_status },
  [KW_FACET_KIND] = { dup_kind },
};

static gboolean
has_value (const KwSnapshot *snapshot, const KwRecord *record, KwFacet facet, const char *wanted)
{
  if (facet == KW_FACET_SOURCE)
    return g_str_equal (record->source, wanted);
  if (facet == KW_FACET_STATUS && g_str_equal (wanted, OUTSIDE))
    return is_lab (record) && kw_flag_is_outside (kw_flag_of_record (record, NULL));

  g_autofree char *value = facets[facet].dup_value (snapshot, record);
  return g_str_equal (value, wanted);
}

/* What costs least is asked first. */
static gboolean
lets_through (const KwFilter *self, const KwSnapshot *snapshot, const KwRecord *record)
{
  int year = kw_filter_year_of (record);

  if (self->only_undated && year != 0)
    return FALSE;
  if (self->first_year != 0 && year < self->first_year)
    return FALSE;
  if (self->last_year != 0 && (year == 0 || year > self->last_year))
    return FALSE;
  for (KwFacet facet = 0; facet < KW_N_FACETS; facet++)
    if (self->values[facet] != NULL && !has_value (snapshot, record, facet, self->values[facet]))
      return FALSE;
  return TRUE;
}

/**
 * kw_filter_apply:
 * @self: a filter
 * @snapshot: whose records
 * @indexes: (element-type guint32): a list
 *
 * Returns: (transfer full) (element-type guint32): what it lets through; a record without a date
 * stays only while no year is asked for
 */
GArray *
kw_filter_apply (const KwFilter *self, const KwSnapshot *snapshot, const GArray *indexes)
{
  GArray *rows = g_array_sized_new (FALSE, FALSE, sizeof (guint32), indexes->len);

  g_return_val_if_fail (self != NULL && snapshot != NULL, rows);

  for (guint i = 0; i < indexes->len; i++)
    {
      guint32 index = g_array_index (indexes, guint32, i);

      if (lets_through (self, snapshot, kw_snapshot_get_record (snapshot, index)))
        g_array_append_val (rows, index);
    }
  return rows;
}

static char *
dup_label (const KwSnapshot *snapshot, KwFacet facet, const char *value)
{
  const KwSource *source
      = facet == KW_FACET_SOURCE ? kw_snapshot_find_source (snapshot, value) : NULL;

  if (facet == KW_FACET_SOURCE)
    return g_strdup (source != NULL && source->name != NULL ? source->name : value);
  return g_strdup (g_str_equal (value, NO_STATUS) ? _ ("Not stated") : value);
}

static KwFacetValue *
facet_value_new (const char *value, char *label, guint n)
{
  KwFacetValue *self = g_new0 (KwFacetValue, 1);

  self->value = g_strdup (value);
  self->label = label;
  self->n_records = n;
  return self;
}

static int
compare_values (gconstpointer a, gconstpointer b)
{
  const KwFacetValue *first = *(KwFacetValue *const *) a, *second = *(KwFacetValue *const *) b;

  if (first->n_records != second->n_records)
    return first->n_records < second->n_records ? 1 : -1;
  return g_utf8_collate (first->label, second->label);
}

static guint
count_outside (const KwSnapshot *snapshot, const GArray *indexes)
{
  guint n = 0;

  for (guint i = 0; i < indexes->len; i++)
    n += has_value (snapshot,
                    kw_snapshot_get_record (snapshot, g_array_index (indexes, guint32, i)),
                    KW_FACET_STATUS, OUTSIDE);
  return n;
}

/**
 * kw_filter_list_values:
 * @snapshot: whose records
 * @indexes: (element-type guint32): a list
 * @facet: what it can be narrowed by
 *
 * Returns: (transfer full) (element-type KwFacetValue): the values with their counts; of results
 * first all that are outside their range
 */
GPtrArray *
kw_filter_list_values (const KwSnapshot *snapshot, const GArray *indexes, KwFacet facet)
{
  GPtrArray *values = g_ptr_array_new_with_free_func ((GDestroyNotify) kw_facet_value_free);
  g_autoptr (GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer value, n;

  g_return_val_if_fail (snapshot != NULL && indexes != NULL && facet < KW_N_FACETS, values);

  for (guint i = 0; i < indexes->len; i++)
    {
      const KwRecord *record
          = kw_snapshot_get_record (snapshot, g_array_index (indexes, guint32, i));
      char *key = facets[facet].dup_value (snapshot, record);
      guint before = GPOINTER_TO_UINT (g_hash_table_lookup (counts, key));

      g_hash_table_replace (counts, key, GUINT_TO_POINTER (before + 1));
    }
  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &value, &n))
    g_ptr_array_add (
        values, facet_value_new (value, dup_label (snapshot, facet, value), GPOINTER_TO_UINT (n)));
  g_ptr_array_sort (values, compare_values);

  guint outside = facet == KW_FACET_STATUS ? count_outside (snapshot, indexes) : 0;
  if (outside > 0)
    g_ptr_array_insert (values, 0,
                        facet_value_new (OUTSIDE, g_strdup (_ ("Outside their range")), outside));
  return values;
}

gboolean
kw_filter_has_values (const KwSnapshot *snapshot, const GArray *indexes, KwFacet facet)
{
  g_autofree char *first = NULL;

  g_return_val_if_fail (snapshot != NULL && indexes != NULL && facet < KW_N_FACETS, FALSE);

  for (guint i = 0; i < indexes->len; i++)
    {
      const KwRecord *record
          = kw_snapshot_get_record (snapshot, g_array_index (indexes, guint32, i));
      g_autofree char *value = facets[facet].dup_value (snapshot, record);

      if (first == NULL)
        first = g_steal_pointer (&value);
      else if (!g_str_equal (first, value))
        return TRUE;
    }
  return FALSE;
}

static int
compare_years (gconstpointer a, gconstpointer b)
{
  int first = *(const int *) a, second = *(const int *) b;

  return (first < second) - (first > second);
}

GArray *
kw_filter_list_years (const KwSnapshot *snapshot, const GArray *indexes)
{
  GArray *years = g_array_new (FALSE, FALSE, sizeof (int));
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  g_return_val_if_fail (snapshot != NULL && indexes != NULL, years);

  for (guint i = 0; i < indexes->len; i++)
    {
      int year = kw_filter_year_of (
          kw_snapshot_get_record (snapshot, g_array_index (indexes, guint32, i)));

      if (g_hash_table_add (seen, GINT_TO_POINTER (year + 1)))
        g_array_append_val (years, year);
    }
  g_array_sort (years, compare_years);
  return years;
}
