/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Only secret_password_* calls, because only those reach libsecret's file backend inside Flatpak.
 * Errors: KW_ERROR_KEYRING_LOCKED, KW_ERROR_KEYRING_ABSENT. All block; never on the drawing thread.
 */

/* The vault's key, 32 bytes, by the person's uuid. Clearing what is not there is no error. */
GBytes *kw_keyring_load_vault_key (const char *person_uuid, GError **error)
    G_GNUC_WARN_UNUSED_RESULT; /* NULL without error: none stored */
gboolean kw_keyring_store_vault_key (const char *person_uuid, GBytes *key, GError **error);
gboolean kw_keyring_clear_vault_key (const char *person_uuid, GError **error);

/* A connection's tokens, one item of JSON text whose attributes carry the UUID and the exact base:
 * a secret whose base differs is not loaded. */
char *kw_keyring_load_tokens (const char *uuid, const char *base, GError **error)
    G_GNUC_WARN_UNUSED_RESULT; /* NULL without error: none stored */
gboolean kw_keyring_store_tokens (const char *uuid,
                                  const char *base,
                                  const char *label,
                                  const char *json,
                                  GError **error);
gboolean kw_keyring_clear_tokens (const char *uuid, const char *base, GError **error);

/* Whether the default collection is locked, read before the first look-up outside Flatpak so that
 * our own words come before its prompt. FALSE when it cannot be told. */
gboolean kw_keyring_is_locked (void);

G_END_DECLS
