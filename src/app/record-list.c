/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/record-list.h"

#include <glib/gi18n-lib.h>

#include "app/count.h"

/* An entry is the index of a record, or, with this bit, of a heading. */
#define HEADING (1u << 31)

typedef struct
{
  char *title;
  char *detail;
  KwSection section; /* of what opens the rest */
  gboolean is_more;
  int year; /* of the records below; 0: their dates are not stated, or they have many */
  gboolean has_year;
  const KwTimelineGroup *group; /* of a timeline: what the words are made of, later */
} Heading;

struct _KwRecordList
{
  GObject parent_instance;

  /* Owned. */
  KwSnapshot *snapshot;
  GArray *entries;  /* of guint32 */
  GArray *headings; /* of Heading */
  KwSearch *search; /* NULL but for what was found */
  KwFound *found;
  KwTimeline *timeline; /* or NULL */
};

static void kw_record_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KwRecordList,
                               kw_record_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, kw_record_list_model_init))

static void
heading_clear (gpointer data)
{
  Heading *heading = data;

  g_free (heading->title);
  g_free (heading->detail);
}

static guint32
entry_at (KwRecordList *self, guint position)
{
  return g_array_index (self->entries, guint32, position);
}

static Heading *
heading_at (KwRecordList *self, guint position)
{
  guint32 entry = entry_at (self, position);

  return (entry & HEADING) != 0 ? &g_array_index (self->headings, Heading, entry & ~HEADING) : NULL;
}

/* Whether a card ends at @position: a heading, or the end of the list. */
static gboolean
is_edge (KwRecordList *self, guint position)
{
  if (position >= self->entries->len)
    return TRUE;

  const Heading *heading = heading_at (self, position);
  return heading != NULL && !heading->is_more;
}

static const char *
first_date (const KwRecord *record)
{
  return record->n_whens > 0 ? record->whens[0].text : NULL;
}

/* Equal for two records of the same group: a year, a day as YYYYMMDD, a section. */
static int
group_key (const KwRecord *record, KwGrouping grouping)
{
  const char *date = first_date (record);

  if (grouping == KW_GROUPING_SECTION)
    return (int) record->section + 1;
  if (date == NULL || record->sort_time == G_MININT64)
    return 0;
  if (grouping == KW_GROUPING_YEAR || strlen (date) < 10)
    return kw_words_year (date);

  return kw_words_year (date) * 10000 + atoi (date + 5) * 100 + atoi (date + 8);
}

static char *
group_title (const KwRecord *record, KwGrouping grouping)
{
  int key = group_key (record, grouping);

  if (grouping == KW_GROUPING_SECTION)
    return g_strdup (kw_section_get_title (record->section));
  if (key == 0)
    return g_strdup (_ ("Date not stated"));
  if (grouping == KW_GROUPING_YEAR)
    return g_strdup_printf ("%d", key);

  g_autofree char *day = g_strndup (first_date (record), 10);
  return kw_words_date (day);
}

static void
append_heading (KwRecordList *self, const char *title, const char *detail)
{
  Heading heading = { .title = g_strdup (title), .detail = g_strdup (detail) };
  guint32 entry = HEADING | self->headings->len;

  g_array_append_val (self->headings, heading);
  g_array_append_val (self->entries, entry);
}

/* "5 November 2026", and beside it the visit and how much was done there. */
static KwItem *
make_group_heading (KwRecordList *self, const KwTimelineGroup *group)
{
  const KwRecord *first = kw_snapshot_get_record (
      self->snapshot, g_array_index (self->timeline->indexes, guint32, group->start));
  g_autofree char *title = group_title (first, KW_GROUPING_DAY);
  g_autofree char *count = kw_dup_count (group->n);

  if (group->visit == KW_TIMELINE_NO_VISIT)
    return kw_item_new_heading (title, count);

  const KwRecord *visit = kw_snapshot_get_record (self->snapshot, group->visit);
  g_autofree char *name = kw_words_title (kw_snapshot_get_words (self->snapshot), visit);
  g_autofree char *detail = g_strdup_printf ("%s · %s", name, count);

  return kw_item_new_heading (title, detail);
}

static GType
kw_record_list_get_item_type (GListModel *model)
{
  (void) model;
  return KW_TYPE_ITEM;
}

static guint
kw_record_list_get_n_items (GListModel *model)
{
  return KW_RECORD_LIST (model)->entries->len;
}

static gpointer
kw_record_list_get_item (GListModel *model, guint position)
{
  KwRecordList *self = KW_RECORD_LIST (model);

  if (position >= self->entries->len)
    return NULL;

  const Heading *heading = heading_at (self, position);
  if (heading != NULL && heading->group != NULL)
    return make_group_heading (self, heading->group);
  if (heading != NULL && !heading->is_more)
    return kw_item_new_heading (heading->title, heading->detail);

  KwItem *item
      = heading != NULL
            ? kw_item_new_more (heading->title, heading->section)
            : kw_item_new_record (
                self->snapshot, kw_snapshot_get_record (self->snapshot, entry_at (self, position)));
  kw_item_set_edges (item, position == 0 || is_edge (self, position - 1),
                     is_edge (self, position + 1));
  if (self->found != NULL && heading == NULL)
    kw_item_set_found (item, self->search, self->found);

  return item;
}

static void
kw_record_list_finalize (GObject *object)
{
  KwRecordList *self = KW_RECORD_LIST (object);

  g_clear_pointer (&self->snapshot, kw_snapshot_unref);
  g_clear_pointer (&self->timeline, kw_timeline_free);
  g_clear_pointer (&self->entries, g_array_unref);
  g_clear_pointer (&self->headings, g_array_unref);
  g_clear_pointer (&self->search, kw_search_unref);
  g_clear_pointer (&self->found, kw_found_unref);

  G_OBJECT_CLASS (kw_record_list_parent_class)->finalize (object);
}

static void
kw_record_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = kw_record_list_get_item_type;
  iface->get_n_items = kw_record_list_get_n_items;
  iface->get_item = kw_record_list_get_item;
}

static void
kw_record_list_class_init (KwRecordListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kw_record_list_finalize;
}

static void
kw_record_list_init (KwRecordList *self)
{
  self->entries = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->headings = g_array_new (FALSE, FALSE, sizeof (Heading));
  g_array_set_clear_func (self->headings, heading_clear);
}

KwRecordList *
kw_record_list_new (KwSnapshot *snapshot)
{
  g_return_val_if_fail (snapshot != NULL, NULL);

  KwRecordList *self = g_object_new (KW_TYPE_RECORD_LIST, NULL);

  self->snapshot = kw_snapshot_ref (snapshot);

  return self;
}

void
kw_record_list_append (KwRecordList *self,
                       const char *heading,
                       const char *detail,
                       const GArray *indexes)
{
  g_return_if_fail (KW_IS_RECORD_LIST (self));
  g_return_if_fail (indexes != NULL);

  guint before = self->entries->len;

  if (heading != NULL)
    append_heading (self, heading, detail);
  if (indexes->len > 0)
    g_array_append_vals (self->entries, indexes->data, indexes->len);

  g_list_model_items_changed (G_LIST_MODEL (self), before, 0, self->entries->len - before);
}

void
kw_record_list_append_grouped (KwRecordList *self, const GArray *indexes, KwGrouping grouping)
{
  g_return_if_fail (KW_IS_RECORD_LIST (self));
  g_return_if_fail (indexes != NULL);

  guint before = self->entries->len;

  for (guint start = 0, end = 0; start < indexes->len; start = end)
    {
      const KwRecord *first
          = kw_snapshot_get_record (self->snapshot, g_array_index (indexes, guint32, start));
      int key = group_key (first, grouping);

      for (end = start + 1; end < indexes->len; end++)
        if (group_key (
                kw_snapshot_get_record (self->snapshot, g_array_index (indexes, guint32, end)),
                grouping)
            != key)
          break;

      if (grouping != KW_GROUPING_NONE)
        {
          g_autofree char *title = group_title (first, grouping);
          g_autofree char *count = kw_dup_count (end - start);
          append_heading (self, title, count);
          Heading *heading = &g_array_index (self->headings, Heading, self->headings->len - 1);
          heading->has_year = grouping != KW_GROUPING_SECTION;
          heading->year = grouping == KW_GROUPING_DAY && key > 9999 ? key / 10000 : key;
        }
      g_array_append_vals (self->entries, &g_array_index (indexes, guint32, start), end - start);
    }

  g_list_model_items_changed (G_LIST_MODEL (self), before, 0, self->entries->len - before);
}

void
kw_record_list_take_timeline (KwRecordList *self, KwTimeline *timeline)
{
  g_return_if_fail (KW_IS_RECORD_LIST (self));
  g_return_if_fail (timeline != NULL && self->timeline == NULL);

  guint before = self->entries->len;

  self->timeline = timeline;
  for (guint i = 0; i < timeline->groups->len; i++)
    {
      const KwTimelineGroup *group = &g_array_index (timeline->groups, KwTimelineGroup, i);
      guint32 *indexes = &g_array_index (timeline->indexes, guint32, group->start);
      Heading heading = { .has_year = TRUE,
                          .group = group,
                          .year = group_key (kw_snapshot_get_record (self->snapshot, *indexes),
                                             KW_GROUPING_YEAR) };
      guint32 entry = HEADING | self->headings->len;

      g_array_append_val (self->headings, heading);
      g_array_append_val (self->entries, entry);
      g_array_append_vals (self->entries, indexes, group->n);
    }
  g_list_model_items_changed (G_LIST_MODEL (self), before, 0, self->entries->len - before);
}

void
kw_record_list_append_more (KwRecordList *self, const char *title, KwSection section)
{
  g_return_if_fail (KW_IS_RECORD_LIST (self) && title != NULL);

  append_heading (self, title, NULL);
  Heading *heading = &g_array_index (self->headings, Heading, self->headings->len - 1);
  heading->is_more = TRUE;
  heading->section = section;
  g_list_model_items_changed (G_LIST_MODEL (self), self->entries->len - 1, 0, 1);
}

void
kw_record_list_set_found (KwRecordList *self, KwSearch *search, KwFound *found)
{
  g_return_if_fail (KW_IS_RECORD_LIST (self) && search != NULL && found != NULL);
  g_return_if_fail (self->search == NULL);

  self->search = kw_search_ref (search);
  self->found = kw_found_ref (found);
}

GArray *
kw_record_list_dup_years (KwRecordList *self)
{
  GArray *years = g_array_new (FALSE, FALSE, sizeof (int));

  g_return_val_if_fail (KW_IS_RECORD_LIST (self), years);

  for (guint i = 0; i < self->headings->len; i++)
    {
      const Heading *heading = &g_array_index (self->headings, Heading, i);

      if (heading->has_year
          && (years->len == 0 || g_array_index (years, int, years->len - 1) != heading->year))
        g_array_append_val (years, heading->year);
    }

  return years;
}

gboolean
kw_record_list_find_year (KwRecordList *self, int year, guint *out_position)
{
  g_return_val_if_fail (KW_IS_RECORD_LIST (self) && out_position != NULL, FALSE);

  for (guint i = 0; i < self->entries->len; i++)
    {
      const Heading *heading = heading_at (self, i);

      if (heading != NULL && heading->has_year && heading->year == year)
        {
          *out_position = i;
          return TRUE;
        }
    }
  /* A list that stands by other parts: the first record of that year. */
  for (guint i = 0; i < self->entries->len; i++)
    if (heading_at (self, i) == NULL
        && group_key (kw_snapshot_get_record (self->snapshot, entry_at (self, i)), KW_GROUPING_YEAR)
               == year)
      {
        *out_position = i;
        return TRUE;
      }

  return FALSE;
}

gboolean
kw_record_list_find_ref (KwRecordList *self, const char *ref, guint *out_position)
{
  g_return_val_if_fail (KW_IS_RECORD_LIST (self) && ref != NULL && out_position != NULL, FALSE);

  for (guint i = 0; i < self->entries->len; i++)
    if (heading_at (self, i) == NULL
        && g_str_equal (kw_snapshot_get_record (self->snapshot, entry_at (self, i))->ref, ref))
      {
        *out_position = i;
        return TRUE;
      }

  return FALSE;
}

char **
kw_record_list_dup_refs (KwRecordList *self)
{
  g_return_val_if_fail (KW_IS_RECORD_LIST (self), NULL);

  GPtrArray *refs = g_ptr_array_new ();

  for (guint i = 0; i < self->entries->len; i++)
    if (heading_at (self, i) == NULL)
      g_ptr_array_add (refs,
                       g_strdup (kw_snapshot_get_record (self->snapshot, entry_at (self, i))->ref));
  g_ptr_array_add (refs, NULL);

  return (char **) g_ptr_array_free (refs, FALSE);
}

guint
kw_record_list_get_n_records (KwRecordList *self)
{
  g_return_val_if_fail (KW_IS_RECORD_LIST (self), 0);

  return self->entries->len - self->headings->len;
}
