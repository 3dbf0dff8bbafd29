/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sync/keeper.h"
#include "sync/sync.h"
#include "vault/keyring.h"

/**
 * kw_disconnect:
 * @vault: the vault of the connection
 * @uuid: the connection
 * @out_told: (out) (optional): whether the hospital was told and has ended the grant
 * @cancellable: (nullable): ends what goes over the network
 * @error: return location of a #KwError
 *
 * Tells the hospital (RFC 7009), then erases the tokens, then the connection: whatever fails, there
 * is never a token without its connection. Without network, and where two hospitals are mixed and
 * nothing may be sent, the tokens of this computer are erased all the same. The records stay.
 *
 * Returns: whether the connection is gone
 */
gboolean
kw_disconnect (KwVault *vault,
               const char *uuid,
               gboolean *out_told,
               GCancellable *cancellable,
               GError **error)
{
  g_autoptr (KwConnection) connection = NULL;
  g_autoptr (KwKeeper) keeper = NULL;
  gboolean told;

  g_return_val_if_fail (KW_IS_VAULT (vault) && uuid != NULL, FALSE);

  connection = kw_find_connection (vault, uuid, error);
  if (connection == NULL)
    return FALSE;
  keeper = kw_keeper_new (vault, uuid, cancellable, NULL);
  told = keeper != NULL && kw_keeper_revoke (keeper, NULL);
  if (out_told != NULL)
    *out_told = told;
  return kw_keyring_clear_tokens (uuid, kw_connection_get (connection, KW_CONNECTION_BASE), error)
         && kw_vault_remove_connection (vault, uuid, error);
}
