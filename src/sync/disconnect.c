/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/error.h"
#include "sync/run.h"
#include "sync/token-store.h"
#include "vault/keyring.h"

void
kw_disconnected_free (KwDisconnected *self)
{
  g_free (self->why_not);
  g_clear_error (&self->kept);
  g_free (self->manage_url);
  g_free (self);
}

static void
tell (KwDisconnected *result, KwVault *vault, const char *uuid, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KwKeeper) keeper = kw_keeper_new (vault, uuid, cancellable, &error);

  result->told = keeper != NULL && kw_keeper_revoke (keeper, &error);
  if (error != NULL)
    result->why_not = kw_error_dup_sentence (error);
}

/* The records stay under the hospital's name, which says since when nothing comes from there. */
static gboolean
leave_source (KwVault *vault, KwSource *source, GError **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *day = g_date_time_format (now, "%x");

  g_clear_pointer (&source->uuid, g_free);
  g_free (source->message);
  source->state = KW_SOURCE_FINE;
  source->lapses_at = 0;
  /* Translators: a day. */
  source->message
      = g_strdup_printf (_ ("Disconnected since %s. Nothing new comes from there."), day);
  return kw_vault_put_source (vault, source, error);
}

/**
 * kw_disconnect:
 * @vault: the vault of the connection
 * @uuid: the connection
 * @delete_records: whether what came from there goes as well
 * @cancellable: (nullable): ends what goes over the network
 * @error: return location of a #KwError
 *
 * Each step is told, whichever fails: what the hospital knows by then it knows. Tells the hospital
 * (RFC 7009), then erases the tokens, then the connection: whatever fails, there
 * is never a token without its connection. Without network, and where two hospitals are mixed and
 * nothing may be sent, the tokens of this computer are erased all the same.
 *
 * ```c
 * g_autoptr (KwDisconnected) result = kw_disconnect (vault, uuid, FALSE, NULL, &error);
 * g_assert_true (result->told);
 * ```
 *
 * Returns: (transfer full) (nullable): what came of it; %NULL when there is no such connection, or
 * its records could not be deleted
 */
KwDisconnected *
kw_disconnect (KwVault *vault,
               const char *uuid,
               gboolean delete_records,
               GCancellable *cancellable,
               GError **error)
{
  g_autoptr (KwDisconnected) result = g_new0 (KwDisconnected, 1);
  g_autoptr (KwConnection) connection = NULL;
  g_autoptr (KwSource) source = NULL;

  g_return_val_if_fail (KW_IS_VAULT (vault) && uuid != NULL, NULL);

  connection = kw_find_connection (vault, uuid, error);
  if (connection == NULL)
    return NULL;
  source = kw_run_load_source (vault, uuid, NULL);
  result->manage_url = g_strdup (kw_connection_get (connection, KW_CONNECTION_MANAGE_URL));
  tell (result, vault, uuid, cancellable);
  if (!kw_keyring_clear_tokens (uuid, kw_connection_get (connection, KW_CONNECTION_BASE),
                                &result->kept)
      || !kw_vault_remove_connection (vault, uuid, &result->kept))
    return g_steal_pointer (&result);
  kw_token_store_remove_lock (vault, connection);
  if (source == NULL)
    return g_steal_pointer (&result);
  if (!delete_records)
    return leave_source (vault, source, error) ? g_steal_pointer (&result) : NULL;
  if (!kw_vault_remove_source (vault, source->id, error))
    return NULL;
  result->records_deleted = TRUE;
  return g_steal_pointer (&result);
}
