/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/json.h"

G_BEGIN_DECLS

typedef enum
{
  KW_JOSE_ERROR_FORMAT,    /* not a JWK, JWS or JWT */
  KW_JOSE_ERROR_ALGORITHM, /* none, HMAC or anything but RS256/384 and ES256/384 */
  KW_JOSE_ERROR_KEY,       /* no key of that kid; refetch the keys once */
  KW_JOSE_ERROR_SIGNATURE,
  KW_JOSE_ERROR_CLAIM, /* iss, aud, sub, exp, iat or nonce; the message names which */
} KwJoseError;
#define KW_JOSE_ERROR (kw_jose_error_quark ())
GQuark kw_jose_error_quark (void);

/* Base64url without padding, RFC 4648 section 5. */
char *kw_base64url_encode (gconstpointer data, gsize size) G_GNUC_WARN_UNUSED_RESULT;
GBytes *kw_base64url_decode (const char *text,
                             gssize length) G_GNUC_WARN_UNUSED_RESULT; /* or NULL */

/* Random texts that nobody can guess, and their comparison. */
char *kw_random_secret (gsize size) G_GNUC_WARN_UNUSED_RESULT;
gboolean kw_is_same_secret (const char *a, const char *b);

/* @jwks is the text of a JWK Set (RFC 7517). Returns the payload of the compact JWS @token,
 * verified with the key that its header names. */
GBytes *
kw_jws_verify_bytes (const char *token, GBytes *jwks, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same for a payload that is a JSON object. */
KwJson *kw_jws_verify (const char *token, GBytes *jwks, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The payload without any check, for diagnosis only; NULL when it cannot be decoded. */
KwJson *kw_jws_peek (const char *token) G_GNUC_WARN_UNUSED_RESULT;

/* What an OpenID Connect ID token must say (OpenID Connect Core 3.1.3.7). @now in unix seconds. */
typedef struct
{
  const char *issuer;
  const char *audience;
  const char *nonce; /* NULL on refresh */
  gint64 now;
} KwIdTokenExpectation;
KwJson *kw_id_token_verify (const char *token,
                            GBytes *jwks,
                            const KwIdTokenExpectation *expected,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* A private key, for the demo clinic's signatures and for this computer's own (Epic). */
typedef struct _KwSigningKey KwSigningKey;
KwSigningKey *kw_signing_key_generate (const char *alg, const char *kid, GError **error)
    G_GNUC_WARN_UNUSED_RESULT; /* "RS256", "RS384", "ES256", "ES384" */
void kw_signing_key_free (KwSigningKey *self);
/* Its text for the keyring, to be wiped, and back. */
char *kw_signing_key_to_pem (const KwSigningKey *self) G_GNUC_WARN_UNUSED_RESULT;
KwSigningKey *kw_signing_key_new_from_pem (const char *pem,
                                           const char *alg,
                                           const char *kid,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
GBytes *kw_signing_key_dup_public_jwks (const KwSigningKey *self) G_GNUC_WARN_UNUSED_RESULT;
char *
kw_jws_sign (const KwSigningKey *key, GBytes *payload, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwSigningKey, kw_signing_key_free)

G_END_DECLS
