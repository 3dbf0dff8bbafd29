/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/changes.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/json-writer.h"
#include "library/calm.h"
#include "library/snapshot-private.h"

#define ITEM "looked"
#define MAX_ITEM (1024 * 1024)
/* More than anybody reads as old and new; the rest say only that they have changed. */
#define MAX_BEFORES 500

/* What a person wants to know first; the sections that are not here come after these. */
static const KwSection by_weight[]
    = { KW_SECTION_ALLERGIES, KW_SECTION_MEDICATIONS, KW_SECTION_CONDITIONS };
enum
{
  WEIGHT_CRITICAL = 0,
  WEIGHT_FIRST_SECTION = 1,
  WEIGHT_OUTSIDE = 10,
  WEIGHT_NOTE,
  WEIGHT_OTHER,
  WEIGHT_RESULT,
  WEIGHT_PEOPLE,
};

static guint
get_weight (const KwSnapshot *self, const KwRecord *record)
{
  KwFlag flag = kw_flag_of_record (record, NULL);

  if (flag == KW_FLAG_CRITICAL || flag == KW_FLAG_CRITICAL_HIGH || flag == KW_FLAG_CRITICAL_LOW)
    return WEIGHT_CRITICAL;
  for (guint i = 0; i < G_N_ELEMENTS (by_weight); i++)
    if (record->section == by_weight[i])
      return WEIGHT_FIRST_SECTION + i;
  if (record->section == KW_SECTION_DOCUMENTS || kw_snapshot_get_calm_words (self, record) != NULL)
    return WEIGHT_NOTE;
  if (record->section == KW_SECTION_LABS)
    return kw_flag_is_outside (flag) ? WEIGHT_OUTSIDE : WEIGHT_RESULT;
  return record->section == KW_SECTION_PEOPLE ? WEIGHT_PEOPLE : WEIGHT_OTHER;
}

static gint64
get_last (const KwHistory *history)
{
  return MAX (MAX (history->first_seen, history->changed_at), history->missing_since);
}

static void
change_free (gpointer data)
{
  KwChange *self = data;

  g_clear_pointer (&self->before, kw_record_unref);
  g_free (self);
}

void
kw_changes_init (KwSnapshot *self)
{
  self->changes = g_ptr_array_new_with_free_func (change_free);
  self->change_of = g_hash_table_new (NULL, NULL);
  self->looked_to = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

void
kw_changes_take (KwSnapshot *self, KwChangeKind kind, const KwRecord *record, KwRecord *before)
{
  KwChange *change = g_new0 (KwChange, 1);

  *change = (KwChange){ kind, record, before };
  g_ptr_array_add (self->changes, change);
  g_hash_table_insert (self->change_of, (gpointer) record, change);
}

/* ---- what was seen ---- */

gboolean
kw_changes_load_looked (KwSnapshot *self, KwVault *vault, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (GBytes) bytes = kw_vault_get_item (vault, ITEM, &local);
  g_autoptr (KwJson) json = NULL;

  if (bytes == NULL && local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  json = bytes != NULL ? kw_json_new (bytes, MAX_ITEM, NULL) : NULL;
  if (json == NULL)
    return TRUE;
  self->looked_at
      = kw_json_node_get_int (kw_json_node_get_member (kw_json_get_root (json), "at"), 0);
  KW_JSON_FOREACH (source, kw_json_node_get_member (kw_json_get_root (json), "sources"))
    {
      const char *id = kw_json_node_get_string (kw_json_node_get_member (source, "id"));
      gint64 to = kw_json_node_get_int (kw_json_node_get_member (source, "to"), 0);

      if (id != NULL)
        g_hash_table_insert (self->looked_to, g_strdup (id), g_memdup2 (&to, sizeof to));
    }
  return TRUE;
}

static GBytes *
looked_to_json (GHashTable *looked_to, gint64 at)
{
  g_autoptr (KwJsonWriter) writer = kw_json_writer_new (FALSE);
  g_autoptr (GList) ids = g_list_sort (g_hash_table_get_keys (looked_to), (GCompareFunc) strcmp);

  kw_json_writer_begin_object (writer);
  kw_json_writer_name (writer, "at");
  kw_json_writer_int (writer, at);
  kw_json_writer_name (writer, "sources");
  kw_json_writer_begin_array (writer);
  for (GList *l = ids; l != NULL; l = l->next)
    {
      kw_json_writer_begin_object (writer);
      kw_json_writer_member (writer, "id", l->data);
      kw_json_writer_name (writer, "to");
      kw_json_writer_int (writer, *(gint64 *) g_hash_table_lookup (looked_to, l->data));
      kw_json_writer_end_object (writer);
    }
  kw_json_writer_end_array (writer);
  kw_json_writer_end_object (writer);
  return kw_json_writer_end (writer);
}

/* ---- which are news ---- */

static gboolean
is_news (const KwSnapshot *self, const KwRecord *record, KwChangeKind *out_kind)
{
  const KwHistory *history = g_hash_table_lookup (self->history, record);
  const gint64 *to = g_hash_table_lookup (self->looked_to, record->source);

  if (history == NULL || to == NULL || (record->flags & KW_RECORD_SUPPORT) != 0
      || get_last (history) <= *to)
    return FALSE;
  *out_kind = history->missing_since > *to ? KW_CHANGE_NOT_LISTED
              : history->first_seen > *to  ? KW_CHANGE_NEW
                                           : KW_CHANGE_CHANGED;
  return TRUE;
}

/* A panel and its results are one piece of news: the results, or, where their names alone would
 * tell a grave thing, the report (rule L19). */
static void
fold_panel (KwSnapshot *self, const KwRecord *panel, GHashTable *folded)
{
  gboolean grave = kw_calm_get_kind (self, panel) != 0;

  for (guint i = 0; i < panel->n_relations; i++)
    {
      const KwRelation *relation = &panel->relations[i];
      const KwRecord *member
          = relation->kind == KW_RELATION_MEMBER
                ? self->words.lookup (self->words.data, panel, relation->reference)
                : NULL;

      if (member != NULL && g_hash_table_contains (self->change_of, member))
        g_hash_table_add (folded, (gpointer) (grave ? member : panel));
    }
}

static void
drop_folded (KwSnapshot *self)
{
  g_autoptr (GHashTable) folded = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < self->changes->len; i++)
    fold_panel (self, ((KwChange *) g_ptr_array_index (self->changes, i))->record, folded);
  for (guint i = self->changes->len; i-- > 0;)
    {
      const KwRecord *record = ((KwChange *) g_ptr_array_index (self->changes, i))->record;

      if (!g_hash_table_contains (folded, record))
        continue;
      g_hash_table_remove (self->change_of, record);
      g_ptr_array_remove_index (self->changes, i);
    }
}

/* The array stands as the records do, newest first, and a stable order keeps that. */
static int
compare (gconstpointer a, gconstpointer b, gpointer data)
{
  const KwSnapshot *self = data;
  const KwRecord *first = (*(const KwChange *const *) a)->record;
  const KwRecord *second = (*(const KwChange *const *) b)->record;
  guint one = get_weight (self, first), other = get_weight (self, second);

  if (one != other)
    return one < other ? -1 : 1;
  return kw_record_compare_newest_first (first, second);
}

gboolean
kw_changes_gather (KwSnapshot *self, KwVault *vault, GError **error)
{
  KwChangeKind kind;

  for (guint i = 0; i < self->records->len; i++)
    if (is_news (self, g_ptr_array_index (self->records, i), &kind))
      kw_changes_take (self, kind, g_ptr_array_index (self->records, i), NULL);
  drop_folded (self);
  g_ptr_array_sort_with_data (self->changes, compare, self);
  self->n_changes = self->changes->len;
  for (guint i = 0; i < MIN (self->changes->len, MAX_BEFORES); i++)
    {
      KwChange *change = g_ptr_array_index (self->changes, i);
      g_autoptr (GError) local = NULL;

      if (change->kind != KW_CHANGE_CHANGED)
        continue;
      change->before = kw_vault_load_before (vault, change->record->ref, &local);
      if (local != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
    }
  return TRUE;
}

const GPtrArray *
kw_snapshot_get_changes (const KwSnapshot *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->changes;
}

guint
kw_snapshot_count_changes (const KwSnapshot *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_changes;
}

const KwChange *
kw_snapshot_find_change (const KwSnapshot *self, const KwRecord *record)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_hash_table_lookup (self->change_of, record);
}

gint64
kw_snapshot_get_looked_at (const KwSnapshot *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->looked_at;
}

/* ---- keeping what was seen ---- */

/* The newest moment of each source: what is stored later is later than that. */
static GHashTable *
gather_moments (const KwSnapshot *snapshot)
{
  GHashTable *moments = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; i < snapshot->sources->len; i++)
    {
      const KwSource *source = g_ptr_array_index (snapshot->sources, i);

      if (source->kind != KW_SOURCE_OWN)
        g_hash_table_insert (moments, g_strdup (source->id), g_new0 (gint64, 1));
    }
  for (guint i = 0; i < snapshot->records->len; i++)
    {
      const KwRecord *record = g_ptr_array_index (snapshot->records, i);
      const KwHistory *history = g_hash_table_lookup (snapshot->history, record);
      gint64 *to = g_hash_table_lookup (moments, record->source);

      if (to != NULL && history != NULL)
        *to = MAX (*to, get_last (history));
    }
  return moments;
}

/**
 * kw_changes_mark_seen:
 * @snapshot: what the person saw, whole
 * @vault: its vault
 * @now: unix seconds
 * @error: return location
 *
 * Nothing of @snapshot is news from the next snapshot on. What has been stored since @snapshot was
 * made is news still, because nobody has seen it. Blocks.
 *
 * ```c
 * kw_changes_mark_seen (snapshot, vault, now, &error);
 * ```
 *
 * Returns: whether the vault now holds it
 */
gboolean
kw_changes_mark_seen (const KwSnapshot *snapshot, KwVault *vault, gint64 now, GError **error)
{
  g_return_val_if_fail (snapshot != NULL && !snapshot->partial && KW_IS_VAULT (vault), FALSE);

  g_autoptr (GHashTable) moments = gather_moments (snapshot);
  g_autoptr (GHashTable) kept = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (KwBatch) batch = kw_batch_new ("");
  g_autoptr (GBytes) looked = NULL;
  GHashTableIter iter;
  gpointer id, to;

  /* A source that is being fetched for the first time becomes known at its end. */
  g_hash_table_iter_init (&iter, moments);
  while (g_hash_table_iter_next (&iter, &id, &to))
    if (g_hash_table_contains (snapshot->looked_to, id))
      g_hash_table_insert (kept, g_strdup (id), g_memdup2 (to, sizeof (gint64)));
  looked = looked_to_json (kept, now);
  kw_batch_put_item (batch, ITEM, looked);
  for (guint i = 0; i < snapshot->records->len; i++)
    {
      const KwRecord *record = g_ptr_array_index (snapshot->records, i);
      KwChangeKind kind;

      if (is_news (snapshot, record, &kind) && kind != KW_CHANGE_NEW)
        kw_batch_forget_before (batch, record->ref);
    }
  return kw_vault_commit (vault, g_steal_pointer (&batch), error);
}

static gboolean
is_fetched (const KwSource *source)
{
  return source->kind == KW_SOURCE_FILE
         || (source->kind == KW_SOURCE_CONNECTION && source->as_of > 0);
}

/**
 * kw_changes_adopt:
 * @snapshot: a whole snapshot
 * @vault: its vault
 * @now: unix seconds
 * @error: return location
 *
 * A source that was fetched to the end and is not known so far is known from now on: what it
 * brought is the record itself and no news. Writes nothing when there is no such source. Blocks.
 *
 * ```c
 * kw_changes_adopt (snapshot, vault, now, &error);
 * ```
 *
 * Returns: whether the vault now holds it
 */
gboolean
kw_changes_adopt (const KwSnapshot *snapshot, KwVault *vault, gint64 now, GError **error)
{
  g_return_val_if_fail (snapshot != NULL && !snapshot->partial && KW_IS_VAULT (vault), FALSE);

  g_autoptr (GHashTable) moments = NULL;
  g_autoptr (GBytes) looked = NULL;
  gboolean any = FALSE;

  for (guint i = 0; i < snapshot->sources->len; i++)
    {
      const KwSource *source = g_ptr_array_index (snapshot->sources, i);

      if (!is_fetched (source) || g_hash_table_contains (snapshot->looked_to, source->id))
        continue;
      if (moments == NULL)
        moments = gather_moments (snapshot);
      g_hash_table_insert (snapshot->looked_to, g_strdup (source->id),
                           g_memdup2 (g_hash_table_lookup (moments, source->id), sizeof (gint64)));
      any = TRUE;
    }
  if (!any)
    return TRUE;
  looked
      = looked_to_json (snapshot->looked_to, snapshot->looked_at != 0 ? snapshot->looked_at : now);
  return kw_vault_put_item (vault, ITEM, looked, error);
}
