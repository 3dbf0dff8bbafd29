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
/* @known: segments of an earlier transaction. Rows of one that the root still names, by version and
 * hash, need not be opened and parsed again; they are moved out of it. */
void kw_transaction_adopt (KwTransaction *self, GPtrArray *known);
/* After the commit: its segments, for the next one. */
GPtrArray *kw_transaction_take_segments (KwTransaction *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean kw_transaction_apply (KwTransaction *self, const KwBatch *batch, GError **error);
gboolean kw_transaction_commit (KwTransaction *self, GError **error);
/* Rolls back what was not committed. */
void kw_transaction_free (KwTransaction *self);

void kw_blob_id (const KwVaultKeys *keys, const char *ref, guint index, guint8 *out_id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwTransaction, kw_transaction_free)

G_END_DECLS
