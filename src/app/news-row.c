/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/news-row.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "library/calm.h"
#include "library/changes.h"

static const struct
{
  const char *icon;
  const char *css_class;
} looks[KW_N_CHANGES] = {
  [KW_CHANGE_NEW] = { "starred-symbolic", "news" },
  [KW_CHANGE_CHANGED] = { "emblem-synchronizing-symbolic", NULL },
  [KW_CHANGE_NOT_LISTED] = { "list-remove-symbolic", "secondary" },
};

/* When and by whom, of a report that is told by its kind. */
static char *
dup_calm_meta (const KwSnapshot *snapshot, const KwRecord *record)
{
  const char *text = record->n_whens > 0 ? record->whens[0].text : NULL;
  g_autofree char *day = text != NULL ? g_strndup (text, strcspn (text, "T")) : NULL;
  g_autofree char *date = record->sort_time != G_MININT64 ? kw_words_date (day) : NULL;
  const KwSource *source = kw_snapshot_find_source (snapshot, record->source);

  if (source == NULL)
    return g_strdup (date != NULL ? date : _ ("Date not stated"));
  return g_strdup_printf ("%s · %s", date != NULL ? date : _ ("Date not stated"), source->name);
}

/* One sentence, and of a grave thing no more than the row shows. */
static void
set_spoken (KwRow *row, const char *title, const char *critical, const char *meta, const char *read)
{
  g_autoptr (GString) spoken = g_string_new (title);
  const char *const parts[] = { critical, meta, read };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL)
      g_string_append_printf (spoken, ". %s", parts[i]);
  kw_row_set_spoken (row, spoken->str);
}

gboolean
kw_news_row_bind (KwRow *row, KwItem *item)
{
  g_return_val_if_fail (KW_IS_ROW (row) && KW_IS_ITEM (item), FALSE);

  const KwRecord *record = kw_item_get_record (item);
  const KwSnapshot *snapshot = kw_item_get_snapshot (item);
  const KwChange *change = kw_snapshot_find_change (snapshot, record);
  const char *calm = kw_snapshot_get_calm_words (snapshot, record);
  const char *critical
      = kw_snapshot_get_critical_words (snapshot, record, g_get_real_time () / G_USEC_PER_SEC);
  g_autofree char *title = NULL;
  g_autofree char *meta = NULL;
  const char *read = calm != NULL && change != NULL ? _ ("Read it now") : NULL;

  if (change == NULL && calm == NULL)
    return FALSE;
  title = change != NULL ? kw_change_dup_title (change, snapshot) : g_strdup (calm);
  meta = change != NULL ? kw_change_dup_meta (change, snapshot) : dup_calm_meta (snapshot, record);
  if (change != NULL)
    kw_row_set_icon (row, looks[change->kind].icon, looks[change->kind].css_class);
  kw_row_set_text (row, KW_PART_TITLE, title, NULL);
  kw_row_set_text (row, KW_PART_FLAG, critical, "severe");
  kw_row_set_text (row, KW_PART_THIRD, meta, "secondary");
  kw_row_set_text (row, KW_PART_NOTE, read, "link-words");
  kw_row_set_chevron (row, read == NULL);
  kw_row_set_ref (row, record->ref);
  set_spoken (row, title, critical, meta, read);
  return TRUE;
}
