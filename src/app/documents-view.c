/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/documents-view.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#include "app/no-longer.h"
#include "app/record-pane.h"
#include "core/icons.h"

struct _KwDocumentsView
{
  KwView parent_instance;

  /* The child. */
  KwRecordPane *pane;
};

G_DEFINE_FINAL_TYPE (KwDocumentsView, kw_documents_view, KW_TYPE_VIEW)

/* A document and the day under which people look for it: that of its visit, else its own (rule
 * O4). */
typedef struct
{
  guint32 index;
  const KwRecord *visit; /* NULL when none is named, or it is not here */
  const char *date;      /* as sent, NULL when not stated */
  int day;               /* YYYYMMDD, less of it when less is known, 0 when not stated */
} Entry;

static const char *
get_date (const KwRecord *record)
{
  return record->n_whens > 0 && record->sort_time != G_MININT64 ? record->whens[0].text : NULL;
}

static Entry
make_entry (KwSnapshot *snapshot, guint32 index)
{
  const KwRecord *record = kw_snapshot_get_record (snapshot, index);
  const KwRelation *relation = kw_record_get_relation (record, KW_RELATION_ENCOUNTER);
  const KwWordsContext *words = kw_snapshot_get_words (snapshot);
  Entry entry = { .index = index };

  if (relation != NULL && relation->reference != NULL && words->lookup != NULL)
    entry.visit = words->lookup (words->data, record, relation->reference);
  entry.date = entry.visit != NULL ? get_date (entry.visit) : NULL;
  if (entry.date == NULL)
    entry.date = get_date (record);
  if (entry.date != NULL)
    entry.day = kw_words_year (entry.date) * 10000
                + (strlen (entry.date) >= 7 ? atoi (entry.date + 5) * 100 : 0)
                + (strlen (entry.date) >= 10 ? atoi (entry.date + 8) : 0);

  return entry;
}

/* The newest first, what has no date last; of one day as they stood. */
static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const Entry *x = a, *y = b;

  return x->day != y->day ? (x->day < y->day) - (x->day > y->day)
                          : (x->index > y->index) - (x->index < y->index);
}

static char *
dup_heading (const Entry *entry)
{
  g_autofree char *day = entry->date != NULL ? g_strndup (entry->date, 10) : NULL;

  return day != NULL ? kw_words_date (day) : g_strdup (_ ("Date not stated"));
}

/* "Office visit, Riverside Hospital"; nothing when the documents of a day are of several visits. */
static char *
dup_visit (const KwWordsContext *words, const Entry *entries, guint n)
{
  const KwRecord *visit = entries[0].visit;

  for (guint i = 1; i < n; i++)
    if (entries[i].visit != visit)
      return NULL;
  if (visit == NULL)
    return NULL;
  g_autofree char *title = kw_words_title (words, visit);
  g_autofree char *place = kw_words_where (words, visit);

  return place != NULL && strstr (title, place) == NULL ? g_strdup_printf ("%s, %s", title, place)
                                                        : g_steal_pointer (&title);
}

static void
append_visits (KwRecordList *list, KwSnapshot *snapshot, const GArray *indexes)
{
  g_autoptr (GArray) entries = g_array_new (FALSE, FALSE, sizeof (Entry));

  for (guint i = 0; i < indexes->len; i++)
    {
      Entry entry = make_entry (snapshot, g_array_index (indexes, guint32, i));
      g_array_append_val (entries, entry);
    }
  g_array_sort (entries, compare_entries);
  for (guint start = 0, end = 0; start < entries->len; start = end)
    {
      const Entry *first = &g_array_index (entries, Entry, start);
      g_autoptr (GArray) group = g_array_new (FALSE, FALSE, sizeof (guint32));

      for (end = start; end < entries->len && first[end - start].day == first->day; end++)
        g_array_append_val (group, first[end - start].index);
      g_autofree char *heading = dup_heading (first);
      g_autofree char *visit = dup_visit (kw_snapshot_get_words (snapshot), first, end - start);
      kw_record_list_append (list, heading, visit, group);
    }
}

static void
kw_documents_view_update (KwView *view, KwSnapshot *snapshot)
{
  KwDocumentsView *self = KW_DOCUMENTS_VIEW (view);

  if (kw_snapshot_is_partial (snapshot))
    {
      kw_record_pane_set_loading (self->pane);
      return;
    }

  g_autoptr (KwRecordList) list = kw_record_list_new (snapshot);
  append_visits (list, snapshot, kw_snapshot_get_group (snapshot, KW_GROUP_DOCUMENTS));
  kw_no_longer_append (list, snapshot, KW_SECTION_DOCUMENTS);
  kw_record_pane_set_list (self->pane, list, KW_ROW_DOCUMENT);
}

static void
kw_documents_view_get_scope (KwView *view, KwReportOptions *options)
{
  static const KwSection sections[] = { KW_SECTION_DOCUMENTS };

  (void) view;
  options->sections = sections;
  options->n_sections = G_N_ELEMENTS (sections);
}

static void
kw_documents_view_class_init (KwDocumentsViewClass *klass)
{
  KW_VIEW_CLASS (klass)->update = kw_documents_view_update;
  KW_VIEW_CLASS (klass)->get_scope = kw_documents_view_get_scope;
}

static void
kw_documents_view_init (KwDocumentsView *self)
{
  self->pane = g_object_new (KW_TYPE_RECORD_PANE, NULL);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->pane));
  kw_view_set_title (KW_VIEW (self), _ ("Documents"));
  kw_record_pane_set_name (self->pane, _ ("Documents"));
  kw_record_pane_set_empty (self->pane, KW_ICON_DOCUMENTS, _ ("No documents received"),
                            _ ("Only what your hospitals sent can be shown here."));
}
