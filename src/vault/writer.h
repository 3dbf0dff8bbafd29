/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vault/batch.h"
#include "vault/store.h"

G_BEGIN_DECLS

/* The one thread that writes a vault. Batches that wait at the same time share a transaction. */
typedef struct _KwWriter KwWriter;

KwWriter *
kw_writer_new (const char *path, const KwVaultKeys *keys, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Writes what still waits, then ends the thread. */
void kw_writer_free (KwWriter *self);
/* Takes @batch; returns when it is on disk, or with the reason why that batch is not. */
gboolean kw_writer_commit (KwWriter *self, KwBatch *batch, GError **error);
void kw_writer_commit_soon (KwWriter *self, KwBatch *batch);
/* The first failure of a batch that nobody waited for, once. */
gboolean kw_writer_flush (KwWriter *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwWriter, kw_writer_free)

G_END_DECLS
