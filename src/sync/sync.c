/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sync/sync.h"

#include "sync/run.h"

/* A sync that cannot even begin is a state of the source as well. */
static void
note_failed_start (KwVault *vault, const char *uuid, const GError *error)
{
  g_autoptr (KwSource) source = kw_run_load_source (vault, uuid, NULL);

  if (source == NULL)
    return;
  kw_run_set_source_state (source, error);
  kw_vault_put_source (vault, source, NULL);
}

static gboolean
sync_sections (KwVault *vault,
               const char *uuid,
               KwSection only,
               KwSyncProgress progress,
               gpointer data,
               GCancellable *cancellable,
               GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (KwRun) run = kw_run_new (vault, uuid, only, progress, data, cancellable, &local);

  if (run == NULL)
    {
      note_failed_start (vault, uuid, local);
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  kw_run_queries (run);
  if (!kw_run_is_stopped (run))
    kw_run_collect_links (run);
  if (!kw_run_is_stopped (run))
    kw_run_references (run);
  if (!kw_run_is_stopped (run))
    kw_run_documents (run);
  kw_vault_flush (vault, &local);
  if (local != NULL)
    kw_run_note_error (run, local);
  return kw_run_finish (run, error);
}

/**
 * kw_sync_run:
 * @vault: the vault of the connection
 * @uuid: the connection
 * @progress: (nullable): called in worker threads
 * @data: for @progress
 * @cancellable: (nullable): ends it; what was committed stays, and the next run goes on from there
 * @error: return location of a #KwError
 *
 * The Patient and every query of the plan side by side, then what records refer to, then
 * attachments. Straight-line and blocking; run it in a thread. A type that is refused or fails is
 * named in the source's sections.
 *
 * Returns: %FALSE when the run was stopped as a whole
 */
gboolean
kw_sync_run (KwVault *vault,
             const char *uuid,
             KwSyncProgress progress,
             gpointer data,
             GCancellable *cancellable,
             GError **error)
{
  g_return_val_if_fail (KW_IS_VAULT (vault) && uuid != NULL, FALSE);

  return sync_sections (vault, uuid, KW_N_SECTIONS, progress, data, cancellable, error);
}

/**
 * kw_sync_retry:
 * @vault: the vault of the connection
 * @uuid: the connection
 * @section: the kind that is asked for again
 * @progress: (nullable): called in worker threads
 * @data: for @progress
 * @cancellable: (nullable): ends it
 * @error: return location of a #KwError
 *
 * As kw_sync_run(), for the queries of one kind: after a failure of that kind alone. The time of
 * the whole source stays as it was. Where a whole run was interrupted, that one goes on instead.
 *
 * Returns: %FALSE when the run was stopped as a whole
 */
gboolean
kw_sync_retry (KwVault *vault,
               const char *uuid,
               KwSection section,
               KwSyncProgress progress,
               gpointer data,
               GCancellable *cancellable,
               GError **error)
{
  g_return_val_if_fail (KW_IS_VAULT (vault) && uuid != NULL && section < KW_N_SECTIONS, FALSE);

  return sync_sections (vault, uuid, section, progress, data, cancellable, error);
}

/**
 * kw_sync_ask_for_everything:
 * @vault: the vault of the connection
 * @uuid: the connection
 * @error: return location of a #KwError
 *
 * For somebody who misses a record: a hospital's word on what changed may be wrong.
 *
 * Returns: whether the next kw_sync_run() asks for everything
 */
gboolean
kw_sync_ask_for_everything (KwVault *vault, const char *uuid, GError **error)
{
  g_autoptr (KwSource) source = NULL;

  g_return_val_if_fail (KW_IS_VAULT (vault) && uuid != NULL, FALSE);

  source = kw_run_load_source (vault, uuid, error);
  if (source == NULL)
    return FALSE;
  for (guint i = 0; i < source->sections->len; i++)
    ((KwSourceSection *) g_ptr_array_index (source->sections, i))->full_as_of = 0;
  return kw_vault_put_source (vault, source, error);
}
