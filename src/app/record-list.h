/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/item.h"
#include "library/timeline.h"

G_BEGIN_DECLS

typedef enum
{
  KW_GROUPING_NONE,
  KW_GROUPING_YEAR,    /* "2026", at last "Date not stated" (rule D2) */
  KW_GROUPING_DAY,     /* "5 November 2026" */
  KW_GROUPING_SECTION, /* "Lab results", for records that stand by section already */
} KwGrouping;

/**
 * KwRecordList:
 *
 * A list model over indexes of a snapshot with headings as rows of their own. It holds four bytes
 * a row; the items are made when a row is shown.
 */
#define KW_TYPE_RECORD_LIST (kw_record_list_get_type ())
G_DECLARE_FINAL_TYPE (KwRecordList, kw_record_list, KW, RECORD_LIST, GObject)

KwRecordList *kw_record_list_new (KwSnapshot *snapshot) G_GNUC_WARN_UNUSED_RESULT;
/* Adds a part: a heading when @heading is not NULL, then the records at @indexes (guint32). */
void kw_record_list_append (KwRecordList *self,
                            const char *heading,
                            const char *detail,
                            const GArray *indexes);
/* Adds the records with a heading, and the number of its rows, before each group. */
void kw_record_list_append_grouped (KwRecordList *self, const GArray *indexes, KwGrouping grouping);
/* Everything by day and visit; takes it. The words of a heading are made when it is shown. */
void kw_record_list_take_timeline (KwRecordList *self, KwTimeline *timeline);
/* The last row of a part: opens all of @section. */
void kw_record_list_append_more (KwRecordList *self, const char *title, KwSection section);
/* What found the records, before the first is shown. */
void kw_record_list_set_found (KwRecordList *self, KwSearch *search, KwFound *found);
/* Where the heading of @year stands, and all years in their order (of int; 0: not stated). */
GArray *kw_record_list_dup_years (KwRecordList *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean kw_record_list_find_year (KwRecordList *self, int year, guint *out_position);
gboolean kw_record_list_find_ref (KwRecordList *self, const char *ref, guint *out_position);
char **kw_record_list_dup_refs (KwRecordList *self) G_GNUC_WARN_UNUSED_RESULT;
guint kw_record_list_get_n_records (KwRecordList *self);

G_END_DECLS
