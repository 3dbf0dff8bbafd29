/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "net/net.h"
#include "vault/vault.h"

G_BEGIN_DECLS

/* Where the tokens of a connection live between two programs: the keyring, by UUID and base, and a
 * lock, because a rotating server ends the whole grant when a refresh token is used twice. */

KwTokens *kw_token_store_load (KwConnection *connection, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean kw_token_store_save (KwConnection *connection, const KwTokens *tokens, GError **error);

/* Waits for the other programs of this person. The lock goes with the file descriptor, also after a
 * kill; -1 where there can be none. */
int kw_token_store_lock (KwVault *vault, KwConnection *connection);
/* When any program last asked for new tokens, unix seconds; 0: never. For the holder of @lock. */
gint64 kw_token_store_get_asked (int lock);
void kw_token_store_set_asked (int lock, gint64 when);
/* What is left of the lock when the connection goes. */
void kw_token_store_remove_lock (KwVault *vault, KwConnection *connection);

G_END_DECLS
