/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "net/net.h"
#include "vault/vault.h"

G_BEGIN_DECLS

/* Keeps one connection's tokens fresh: the only place that refreshes, one at a time over all
 * threads and all programs. Used by any thread. */
typedef struct _KwKeeper KwKeeper;

/* The stored connection of that id. */
KwConnection *
kw_find_connection (KwVault *vault, const char *uuid, GError **error) G_GNUC_WARN_UNUSED_RESULT;

KwKeeper *kw_keeper_new (KwVault *vault,
                         const char *uuid,
                         GCancellable *cancellable,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* For the doctor, who looks at what the guard refuses: nothing may be read before
 * kw_keeper_check() has passed. */
KwKeeper *kw_keeper_open (KwVault *vault,
                          const char *uuid,
                          GCancellable *cancellable,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean kw_keeper_check (KwKeeper *self, GError **error);
gboolean kw_keeper_can_refresh (KwKeeper *self);
/* When a sign-in lapses if nothing is done, unix seconds; 0: nobody says. */
gint64 kw_lapse_of (KwConnection *connection, const KwTokens *tokens);
gint64 kw_keeper_get_lapse (KwKeeper *self);
void kw_keeper_free (KwKeeper *self);
KwConnection *kw_keeper_get_connection (KwKeeper *self); /* borrowed */
KwSession *kw_keeper_get_session (KwKeeper *self);       /* borrowed */
GCancellable *kw_keeper_get_cancellable (KwKeeper *self);
/* The tokens' tenant values, granted scope and time left, for the doctor. */
GPtrArray *kw_keeper_dup_tenant_values (KwKeeper *self) G_GNUC_WARN_UNUSED_RESULT;
gint64 kw_keeper_get_expires_at (KwKeeper *self);
/* Before the end of a run: tokens that only memory knows go to the keyring, or it is an error. */
gboolean kw_keeper_settle (KwKeeper *self, GError **error);
/* Ends the grant at the hospital. */
gboolean kw_keeper_revoke (KwKeeper *self, GError **error);

/* One read with a fresh token, retried where a server asks for that: 429 and 503 after a pause, 401
 * after one refresh, a tenant mismatch after one discovery and one refresh. Gives the answer
 * whatever its status, but a 401 that stays is an error. */
KwReply *kw_keeper_read (KwKeeper *self,
                         const char *relative_path,
                         const char *accept,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwKeeper, kw_keeper_free)

G_END_DECLS
