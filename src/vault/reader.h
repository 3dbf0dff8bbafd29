/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vault/store.h"
#include "vault/vault.h"

G_BEGIN_DECLS

/* One thread's connection to the database, with what it knows of the root. Reads happen between
 * kw_reader_begin() and kw_reader_end(), which are one moment of the database. */
typedef struct _KwReader KwReader;

KwReader *
kw_reader_new (const char *path, const KwVaultKeys *keys, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void kw_reader_free (KwReader *self);

/* FALSE, and nothing to end, when the root does not hold. */
gboolean kw_reader_begin (KwReader *self, GError **error);
void kw_reader_end (KwReader *self);

guint64 kw_reader_get_version (KwReader *self);
GBytes *kw_reader_get_item (KwReader *self, const char *table, const char *name, GError **error)
    G_GNUC_WARN_UNUSED_RESULT; /* NULL without error: none */
GPtrArray *kw_reader_list (KwReader *self,
                           const char *table,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT; /* of GBytes */
GPtrArray *kw_reader_list_sources (KwReader *self) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *kw_reader_load_index (KwReader *self,
                                 GCancellable *cancellable,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT; /* of KwIndexRow */
GBytes *
kw_reader_load_body (KwReader *self, const char *ref, GError **error) G_GNUC_WARN_UNUSED_RESULT;
GBytes *kw_reader_load_blob (KwReader *self, const char *ref, guint index, GError **error)
    G_GNUC_WARN_UNUSED_RESULT; /* content type, NUL, bytes */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwReader, kw_reader_free)

G_END_DECLS
