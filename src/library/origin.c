/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/snapshot-private.h"

/* A record that more point at than a person reads has the newest ones. */
#define MAX_ORIGINS 8

static void
add_target (KwSnapshot *self, const KwRecord *provenance, const KwRelation *relation)
{
  const KwRecord *target = NULL;

  if ((relation->kind == KW_RELATION_NAME || relation->kind == KW_RELATION_OTHER)
      && relation->reference != NULL)
    target = self->words.lookup (self->words.data, provenance, relation->reference);
  if (target == NULL || target == provenance)
    return;

  GPtrArray *origins = g_hash_table_lookup (self->origins, target);

  if (origins == NULL)
    {
      origins = g_ptr_array_new ();
      g_hash_table_insert (self->origins, (gpointer) target, origins);
    }
  if (origins->len < MAX_ORIGINS && !g_ptr_array_find (origins, provenance, NULL))
    g_ptr_array_add (origins, (gpointer) provenance);
}

/* Made when the first page asks, for most people have none and opening must not wait for it. */
static void
gather_origins (KwSnapshot *self)
{
  self->origins = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);
  for (guint i = 0; i < self->records->len; i++)
    {
      const KwRecord *record = g_ptr_array_index (self->records, i);

      if (g_strcmp0 (record->type, "Provenance") == 0
          && (record->flags & KW_RECORD_ENTERED_IN_ERROR) == 0)
        for (guint j = 0; j < record->n_relations; j++)
          add_target (self, record, &record->relations[j]);
    }
}

/**
 * kw_snapshot_add_origins:
 * @self: a snapshot
 * @record: one of its records
 * @facts: (element-type KwFact): facts of @record
 *
 * Adds what the Provenances that point at @record say of who made it (rule G8), newest first.
 */
void
kw_snapshot_add_origins (const KwSnapshot *self, const KwRecord *record, GPtrArray *facts)
{
  g_return_if_fail (self != NULL && record != NULL && facts != NULL);

  /* What is remembered of an answer does not change the snapshot. */
  KwSnapshot *cache = (KwSnapshot *) self;

  if (g_once_init_enter (&cache->has_origins))
    {
      gather_origins (cache);
      g_once_init_leave (&cache->has_origins, 1);
    }

  const GPtrArray *origins = g_hash_table_lookup (self->origins, record);

  for (guint i = 0; origins != NULL && i < origins->len; i++)
    kw_facts_add_origin (facts, &self->words, g_ptr_array_index (origins, i));
}

/**
 * kw_snapshot_dup_facts:
 * @self: a snapshot
 * @record: one of its records
 *
 * Everything that is known of @record, as its page, a script and paper say it. Blocks for a record
 * of a vault.
 *
 * Returns: (transfer full) (nullable) (element-type KwFact): facts; %NULL when its body cannot be
 *   read
 */
GPtrArray *
kw_snapshot_dup_facts (const KwSnapshot *self, const KwRecord *record)
{
  g_return_val_if_fail (self != NULL && record != NULL, NULL);

  g_autoptr (GBytes) body = kw_snapshot_load_body (self, record, NULL);
  g_autoptr (KwJson) json = body != NULL ? kw_json_new (body, G_MAXSIZE, NULL) : NULL;
  GPtrArray *facts;

  if (json == NULL)
    return NULL;
  facts = kw_facts_new (&self->words, record, kw_json_get_root (json));
  kw_snapshot_add_origins (self, record, facts);
  return facts;
}
