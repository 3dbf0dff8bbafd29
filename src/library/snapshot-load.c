/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/snapshot-private.h"

static gboolean
load_person_and_sources (KwSnapshot *self, KwVault *vault, GError **error)
{
  g_autoptr (GPtrArray) sources = NULL;

  self->person = kw_vault_dup_person (vault, error);
  if (self->person == NULL)
    return FALSE;
  sources = kw_vault_list_sources (vault, error);
  if (sources == NULL)
    return FALSE;
  for (guint i = 0; i < sources->len; i++)
    kw_snapshot_take_source (self, kw_source_copy (g_ptr_array_index (sources, i)));
  return TRUE;
}

/**
 * kw_snapshot_new_from_vault:
 * @vault: an open vault
 * @cancellable: (nullable): ends the reading
 * @error: return location
 *
 * Reads person, sources and the whole index. Blocks.
 *
 * Returns: (transfer full) (nullable): everything as of now
 */
KwSnapshot *
kw_snapshot_new_from_vault (KwVault *vault, GCancellable *cancellable, GError **error)
{
  g_autoptr (KwSnapshot) self = kw_snapshot_alloc ();
  g_autoptr (GPtrArray) index = NULL;

  g_return_val_if_fail (KW_IS_VAULT (vault), NULL);

  if (!load_person_and_sources (self, vault, error) || !kw_calm_load_choice (self, vault, error)
      || !kw_changes_load_looked (self, vault, error))
    return NULL;
  index = kw_vault_load_index (vault, cancellable, error);
  if (index == NULL)
    return NULL;
  self->vault = g_object_ref (vault);
  for (guint i = 0; i < index->len; i++)
    {
      const KwIndexRow *row = g_ptr_array_index (index, i);

      kw_snapshot_add (self, row->record, &row->history);
    }
  kw_snapshot_seal (self);
  if (!kw_changes_gather (self, vault, error))
    return NULL;
  return g_steal_pointer (&self);
}
