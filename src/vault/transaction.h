/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vault/batch.h"
#include "vault/store.h"

G_BEGIN_DECLS

/* One BEGIN IMMEDIATE: everything is read again inside it, so that nothing of another program is
 * lost. */
typedef struct _KwTransaction KwTransaction;

KwTransaction *kw_transaction_begin (KwDatabase *db,
                                     const KwVaultKeys *keys,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean kw_transaction_apply (KwTransaction *self, const KwBatch *batch, GError **error);
gboolean kw_transaction_commit (KwTransaction *self, GError **error);
/* Rolls back what was not committed. */
void kw_transaction_free (KwTransaction *self);

void kw_blob_id (const KwVaultKeys *keys, const char *ref, guint index, guint8 *out_id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwTransaction, kw_transaction_free)

G_END_DECLS
