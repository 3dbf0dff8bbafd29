/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/no-longer.h"

#include <glib/gi18n-lib.h>

static gint64
get_since (const KwSnapshot *snapshot, const KwRecord *record)
{
  const KwHistory *history = kw_snapshot_get_history (snapshot, record);

  return history != NULL ? history->missing_since : 0;
}

static char *
dup_day (gint64 since)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (since);
  g_autofree char *iso = g_date_time_format (time, "%Y-%m-%d");

  return kw_words_date (iso);
}

static void
append_source (KwRecordList *list, KwSnapshot *snapshot, KwSection section, const KwSource *source)
{
  const GArray *all = kw_snapshot_get_group (snapshot, KW_GROUP_NO_LONGER_LISTED);
  g_autoptr (GArray) indexes = g_array_new (FALSE, FALSE, sizeof (guint32));
  gint64 first = G_MAXINT64;

  for (guint i = 0; i < all->len; i++)
    {
      guint32 index = g_array_index (all, guint32, i);
      const KwRecord *record = kw_snapshot_get_record (snapshot, index);

      if (record->section != section || (record->flags & KW_RECORD_SUPPORT)
          || g_strcmp0 (record->source, source->id) != 0)
        continue;
      first = MIN (first, get_since (snapshot, record));
      g_array_append_val (indexes, index);
    }
  if (indexes->len == 0)
    return;

  g_autofree char *day = dup_day (first);
  /* Translators: the name of a hospital. */
  g_autofree char *heading = g_strdup_printf (_ ("No longer listed by %s"), source->name);
  /* Translators: a day. */
  g_autofree char *detail = g_strdup_printf (_ ("since %s"), day);
  kw_record_list_append (list, heading, detail, indexes);
}

void
kw_no_longer_append (KwRecordList *list, KwSnapshot *snapshot, KwSection section)
{
  g_return_if_fail (KW_IS_RECORD_LIST (list) && snapshot != NULL);

  for (guint i = 0; i < kw_snapshot_get_n_sources (snapshot); i++)
    append_source (list, snapshot, section, kw_snapshot_get_source (snapshot, i));
}
