/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/trend.h"

#include <string.h>

#include "core/own-units.h"
#include "core/range-limits.h"
#include "core/unit.h"
#include "library/snapshot-private.h"

/* A result on its way into a series. */
typedef struct
{
  KwTrendPoint point;
  char *key; /* the unit, or that there is none to compare */
} Item;

static void
clear_item (gpointer data)
{
  g_free (((Item *) data)->key);
}

/**
 * kw_trend_series_free:
 * @self: (transfer full): a series that no trend owns
 */
void
kw_trend_series_free (KwTrendSeries *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->unit);
  g_free (self->method);
  g_free (self->specimen);
  g_array_unref (self->points);
  g_free (self);
}

static void
free_series (gpointer data)
{
  kw_trend_series_free (data);
}

/**
 * kw_trend_free:
 * @self: (transfer full): a trend
 */
void
kw_trend_free (KwTrend *self)
{
  g_return_if_fail (self != NULL);

  g_ptr_array_unref (self->series);
  g_free (self);
}

/* Numbers stand by their unit, everything else by itself, because "Negative" is on no scale. */
static Item
make_item (const KwSnapshot *snapshot, const KwRecord *record)
{
  Item item = { .point = { .record = record, .time = record->sort_time, .n_records = 1 } };
  const GArray *same = kw_snapshot_get_same_result (snapshot, record);
  KwReading reading;
  char *end = NULL;

  if (record->sort_time != G_MININT64 && record->n_whens > 0)
    item.point.when = record->whens[0].text != NULL ? record->whens[0].text : record->whens[0].end;
  item.point.is_replaced = kw_snapshot_get_replacement (snapshot, record) != NULL;
  if (same != NULL)
    item.point.n_records = same->len;
  if (!kw_reading_init (&reading, &record->value))
    {
      item.key = g_strdup ("\n");
      return item;
    }
  const char *unit = NULL;
  g_autofree char *own = kw_own_units_dup_number (record, &unit);
  item.point.number = g_ascii_strtod (own != NULL ? own : reading.number, &end);
  item.point.is_number = *end == '\0';
  item.point.comparator = *reading.comparator == '\0'        ? ""
                          : record->value.comparator != NULL ? record->value.comparator
                                                             : reading.comparator;
  item.key = kw_unit_canonical (unit != NULL                ? unit
                                : reading.unit_code != NULL ? reading.unit_code
                                                            : reading.unit);
  return item;
}

/* Of several records that say the same of one moment, the first stands for all. */
static gboolean
is_repeated (const KwSnapshot *snapshot, guint32 index, const KwRecord *record)
{
  const GArray *same = kw_snapshot_get_same_result (snapshot, record);
  return same != NULL && g_array_index (same, guint32, 0) != index;
}

static gboolean
has_value (const KwRecord *record)
{
  return (record->value.kind != KW_VALUE_NONE && record->value.kind != KW_VALUE_ABSENT)
         || record->n_components > 0;
}

static GArray *
collect (const KwSnapshot *snapshot, const KwRecord *record)
{
  const GArray *section = kw_snapshot_get_section (snapshot, record->section);
  GArray *items = g_array_new (FALSE, FALSE, sizeof (Item));

  g_array_set_clear_func (items, clear_item);
  for (guint i = section->len; i-- > 0;)
    {
      guint32 index = g_array_index (section, guint32, i);
      const KwRecord *other = kw_snapshot_get_record (snapshot, index);
      if (!has_value (other) || !kw_test_is_same (record, other)
          || (other != record && is_repeated (snapshot, index, other)))
        continue;
      Item item = make_item (snapshot, other);
      g_array_append_val (items, item);
    }
  return items;
}

/* Whether two items of one unit say two methods (or two samples). Where only one says any, nobody
 * knows that they differ. */
static gboolean
differs (const GArray *items, const char *key, gsize offset)
{
  const char *first = NULL;
  for (guint i = 0; i < items->len; i++)
    {
      const Item *item = &g_array_index (items, Item, i);
      const char *said = G_STRUCT_MEMBER (const char *, item->point.record, offset);
      if (said == NULL || !g_str_equal (item->key, key))
        continue;
      if (first != NULL && g_ascii_strcasecmp (first, said) != 0)
        return TRUE;
      first = said;
    }
  return FALSE;
}

static char *
dup_lower (const char *text)
{
  return g_utf8_strdown (text != NULL ? text : "", -1);
}

enum
{
  KNOWN = 1 << 0,
  BY_METHOD = 1 << 1,
  BY_SPECIMEN = 1 << 2,
};

/* What the results of one unit are parted by; looked up once, because there may be many. */
static guint
get_parting (GHashTable *partings, const GArray *items, const char *key)
{
  guint parting = GPOINTER_TO_UINT (g_hash_table_lookup (partings, key));
  if (parting != 0)
    return parting;
  parting = KNOWN;
  if (differs (items, key, G_STRUCT_OFFSET (KwRecord, method)))
    parting |= BY_METHOD;
  if (differs (items, key, G_STRUCT_OFFSET (KwRecord, specimen)))
    parting |= BY_SPECIMEN;
  g_hash_table_insert (partings, g_strdup (key), GUINT_TO_POINTER (parting));
  return parting;
}

/* The unit that its results are shown in: the person's own (rule V2), or the sent one. */
static char *
dup_unit (const KwRecord *record)
{
  KwReading reading;
  const char *unit = NULL;
  g_autofree char *own = kw_own_units_dup_number (record, &unit);

  if (own != NULL)
    return g_strdup (unit);
  return kw_reading_init (&reading, &record->value) ? kw_words_unit (reading.unit) : g_strdup ("");
}

/* A point goes to the series of its unit, method and sample; a new one is made for the first. */
static void
add_item (GPtrArray *all, GHashTable *by_key, guint parting, const Item *item)
{
  const KwRecord *record = item->point.record;
  gboolean by_method = (parting & BY_METHOD) != 0;
  gboolean by_specimen = (parting & BY_SPECIMEN) != 0;
  g_autofree char *method = dup_lower (by_method ? record->method : NULL);
  g_autofree char *specimen = dup_lower (by_specimen ? record->specimen : NULL);
  char *key = g_strjoin ("\t", item->key, method, specimen, NULL);
  KwTrendSeries *series = g_hash_table_lookup (by_key, key);

  if (series == NULL)
    {
      series = g_new0 (KwTrendSeries, 1);
      series->unit = dup_unit (record);
      series->method = by_method ? g_strdup (record->method) : NULL;
      series->specimen = by_specimen ? g_strdup (record->specimen) : NULL;
      series->points = g_array_new (FALSE, FALSE, sizeof (KwTrendPoint));
      g_ptr_array_add (all, series);
      g_hash_table_insert (by_key, g_strdup (key), series);
    }
  g_array_append_val (series->points, item->point);
  g_free (key);
}

/* Undated last, whatever the order of the list. */
static int
compare_points (gconstpointer a, gconstpointer b)
{
  const KwTrendPoint *first = a;
  const KwTrendPoint *second = b;
  gboolean first_undated = first->time == G_MININT64;
  gboolean second_undated = second->time == G_MININT64;

  if (first_undated != second_undated)
    return first_undated ? 1 : -1;
  if (first->time != second->time)
    return first->time < second->time ? -1 : 1;
  return strcmp (first->record->ref, second->record->ref);
}

static gboolean
holds (const KwTrendSeries *series, const KwRecord *record)
{
  for (guint i = 0; i < series->points->len; i++)
    if (g_array_index (series->points, KwTrendPoint, i).record == record)
      return TRUE;
  return FALSE;
}

static gint64
newest_of (const KwTrendSeries *series)
{
  gint64 newest = G_MININT64;
  for (guint i = 0; i < series->points->len; i++)
    newest = MAX (newest, g_array_index (series->points, KwTrendPoint, i).time);
  return newest;
}

static int
compare_series (gconstpointer a, gconstpointer b, gpointer record)
{
  const KwTrendSeries *first = *(KwTrendSeries *const *) a;
  const KwTrendSeries *second = *(KwTrendSeries *const *) b;
  gboolean first_holds = holds (first, record);

  if (first_holds != holds (second, record))
    return first_holds ? -1 : 1;
  gint64 first_newest = newest_of (first);
  gint64 second_newest = newest_of (second);
  return first_newest == second_newest ? 0 : first_newest > second_newest ? -1 : 1;
}

/**
 * kw_trend_new:
 * @snapshot: a snapshot
 * @record: a result
 *
 * All results of the test of @record, parted by unit, and by method and sample where these differ
 * (rule L12). Two results of one day are two points; a result that came twice is one.
 *
 * Returns: (transfer full): the trend; without series when @record has no value
 */
KwTrend *
kw_trend_new (const KwSnapshot *snapshot, const KwRecord *record)
{
  g_return_val_if_fail (snapshot != NULL && record != NULL, NULL);

  KwTrend *self = g_new0 (KwTrend, 1);
  g_autoptr (GHashTable) by_key = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) partings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *place = NULL;

  self->series = g_ptr_array_new_with_free_func (free_series);
  if (!has_value (record))
    return self;
  g_autoptr (GArray) items = collect (snapshot, record);
  for (guint i = 0; i < items->len; i++)
    {
      const Item *item = &g_array_index (items, Item, i);
      g_autofree char *where
          = kw_words_where (kw_snapshot_get_words (snapshot), item->point.record);
      add_item (self->series, by_key, get_parting (partings, items, item->key), item);
      self->n_results += item->point.is_replaced ? 0 : 1;
      if (place != NULL && where != NULL && !g_str_equal (place, where))
        self->has_several_places = TRUE;
      if (place == NULL)
        place = g_steal_pointer (&where);
    }
  for (guint i = 0; i < self->series->len; i++)
    g_array_sort (((KwTrendSeries *) g_ptr_array_index (self->series, i))->points, compare_points);
  g_ptr_array_sort_with_data (self->series, compare_series, (gpointer) record);
  return self;
}

static gboolean
same_words (const char *a, const char *b)
{
  return a == NULL || b == NULL || g_ascii_strcasecmp (a, b) == 0;
}

/**
 * kw_trend_series_new_of_row:
 * @snapshot: a snapshot
 * @record: a result
 * @out_n: (out): how many results count
 *
 * The same as the first series of kw_trend_new(), looked up rather than searched, because a list
 * asks for one with each row. What was done by another method or of another sample is left out
 * (rule L12).
 *
 * Returns: (transfer full): its results, oldest first
 */
KwTrendSeries *
kw_trend_series_new_of_row (const KwSnapshot *snapshot, const KwRecord *record, guint *out_n)
{
  g_return_val_if_fail (snapshot != NULL && record != NULL && out_n != NULL, NULL);

  KwTrendSeries *self = g_new0 (KwTrendSeries, 1);
  g_autoptr (GArray) same = kw_snapshot_dup_same_test (snapshot, record);

  *out_n = 0;
  self->unit = dup_unit (record);
  self->points = g_array_new (FALSE, FALSE, sizeof (KwTrendPoint));
  for (guint i = same->len; i-- > 0;)
    {
      guint32 index = g_array_index (same, guint32, i);
      const KwRecord *other = kw_snapshot_get_record (snapshot, index);
      if (!has_value (other) || !same_words (record->method, other->method)
          || !same_words (record->specimen, other->specimen)
          || (other != record && is_repeated (snapshot, index, other)))
        continue;
      Item item = make_item (snapshot, other);
      *out_n += item.point.is_replaced ? 0 : 1;
      g_array_append_val (self->points, item.point);
      g_free (item.key);
    }
  g_array_sort (self->points, compare_points);
  return self;
}

/**
 * kw_trend_is_wanted:
 *
 * Returns: whether @record is a result with others beside it
 */
gboolean
kw_trend_is_wanted (const KwTrend *self, const KwRecord *record)
{
  gboolean is_result = record->section == KW_SECTION_LABS || record->section == KW_SECTION_VITALS;
  const KwTrendSeries *first = self->series->len > 0 ? g_ptr_array_index (self->series, 0) : NULL;
  return is_result && (self->series->len > 1 || (first != NULL && first->points->len > 1));
}

/**
 * kw_trend_series_is_drawable:
 *
 * Returns: whether a chart can be drawn: two numbers at two moments at least; everything else is a
 *   table (rule L13)
 */
gboolean
kw_trend_series_is_drawable (const KwTrendSeries *series)
{
  guint n = 0;
  for (guint i = 0; i < series->points->len; i++)
    {
      const KwTrendPoint *point = &g_array_index (series->points, KwTrendPoint, i);
      n += point->is_number && !point->is_replaced && point->time != G_MININT64 ? 1 : 0;
    }
  return n >= 2;
}
