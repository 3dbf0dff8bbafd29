/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define KW_KEY_SIZE 32
#define KW_ID_SIZE 16

/* A key in memory that is locked against swapping and wiped when it goes. */
typedef struct _KwKey KwKey;
KwKey *kw_key_new_random (void) G_GNUC_WARN_UNUSED_RESULT;
KwKey *kw_key_new (gconstpointer bytes) G_GNUC_WARN_UNUSED_RESULT;
KwKey *kw_key_derive (const KwKey *self, const char *purpose) G_GNUC_WARN_UNUSED_RESULT;
const guint8 *kw_key_get (const KwKey *self);
void kw_key_free (KwKey *self);

/* A row's place: what is sealed for one place opens at no other. */
typedef struct
{
  const char *table;
  const guint8 *id; /* KW_ID_SIZE bytes */
  guint64 version;
} KwPlace;

GBytes *kw_seal (const KwKey *key, const KwPlace *place, gconstpointer data, gsize size)
    G_GNUC_WARN_UNUSED_RESULT;
GBytes *kw_unseal (const KwKey *key,
                   const KwPlace *place,
                   gconstpointer sealed,
                   gsize size,
                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

GBytes *kw_bytes_new_wiped (gconstpointer data, gsize size) G_GNUC_WARN_UNUSED_RESULT;
void kw_vault_wipe (gpointer data, gsize size);

/* A name that tells nothing: the keyed hash of @text in the realm of @table. */
void kw_hash_name (const KwKey *key, const char *table, const char *text, guint8 *out_id);
void kw_hash_bytes (const KwKey *key, gconstpointer data, gsize size, guint8 *out_id);
void kw_random_id (guint8 *out_id);

char *kw_id_to_hex (const guint8 *id) G_GNUC_WARN_UNUSED_RESULT;
gboolean kw_id_from_hex (const char *hex, guint8 *out_id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwKey, kw_key_free)

G_END_DECLS
