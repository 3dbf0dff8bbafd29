/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "jose/algorithm.h"

/* An ID token or an access token; anything larger is not one. */
#define MAX_TOKEN ((gsize) 256 * 1024)
#define MAX_JWKS ((gsize) 1024 * 1024)

/* The three parts of a compact JWS (RFC 7515 section 7.1). */
typedef struct
{
  KwJson *header;
  GBytes *payload;
  GBytes *signature;
  gsize signed_length; /* of "header.payload" */
} Parts;

static void
parts_clear (Parts *parts)
{
  g_clear_pointer (&parts->header, kw_json_unref);
  g_clear_pointer (&parts->payload, g_bytes_unref);
  g_clear_pointer (&parts->signature, g_bytes_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Parts, parts_clear)

static gboolean
fail (GError **error, KwJoseError code, const char *what)
{
  g_set_error_literal (error, KW_JOSE_ERROR, (int) code, what);
  return FALSE;
}

/* RFC 7515 section 4: names are unique; a token that says a thing twice says nothing. */
static KwJson *
parse_object (GBytes *bytes)
{
  g_autoptr (KwJson) json = bytes != NULL ? kw_json_new (bytes, MAX_TOKEN, NULL) : NULL;

  if (json == NULL || kw_json_node_get_kind (kw_json_get_root (json)) != KW_JSON_OBJECT
      || kw_json_get_n_duplicates (json) > 0)
    return NULL;
  return g_steal_pointer (&json);
}

static gboolean
split (const char *token, Parts *parts)
{
  const char *first = strchr (token, '.');
  const char *second = first != NULL ? strchr (first + 1, '.') : NULL;
  g_autoptr (GBytes) header = NULL;

  if (second == NULL || strchr (second + 1, '.') != NULL || strlen (token) > MAX_TOKEN)
    return FALSE;
  header = kw_base64url_decode (token, first - token);
  parts->header = parse_object (header);
  parts->payload = kw_base64url_decode (first + 1, second - first - 1);
  parts->signature = kw_base64url_decode (second + 1, -1);
  parts->signed_length = (gsize) (second - token);
  return parts->header != NULL && parts->payload != NULL && parts->signature != NULL;
}

/* RFC 7518 section 3.4: a JWS holds R and S side by side, GnuTLS wants them in DER. */
static gboolean
to_gnutls (const KwAlgorithm *algorithm,
           GBytes *signature,
           gnutls_datum_t *out,
           gboolean *out_owned)
{
  gsize size;
  unsigned char *data = (unsigned char *) g_bytes_get_data (signature, &size);
  gnutls_datum_t r = { data, (unsigned int) algorithm->half };
  gnutls_datum_t s = { data + algorithm->half, (unsigned int) algorithm->half };

  *out_owned = algorithm->half > 0;
  if (!*out_owned)
    {
      *out = (gnutls_datum_t){ data, (unsigned int) size };
      return size > 0;
    }
  return size == 2 * algorithm->half && gnutls_encode_rs_value (out, &r, &s) == 0;
}

static gboolean
check (const char *token, const Parts *parts, const KwAlgorithm *algorithm, gnutls_pubkey_t key)
{
  gnutls_datum_t data = { (unsigned char *) token, (unsigned int) parts->signed_length };
  gnutls_datum_t signature = { 0 };
  gboolean owned = FALSE, good;

  good = to_gnutls (algorithm, parts->signature, &signature, &owned)
         && gnutls_pubkey_verify_data2 (key, algorithm->sign, 0, &data, &signature) >= 0;
  if (owned)
    gnutls_free (signature.data);
  return good;
}

/* Tries the key that the header names; every key that fits when it names none. */
static gboolean
verify_with_set (const char *token,
                 const Parts *parts,
                 const KwAlgorithm *algorithm,
                 const KwJsonNode *set,
                 GError **error)
{
  const char *kid = kw_json_string_at (kw_json_get_root (parts->header), "kid");
  gboolean found = FALSE;

  KW_JSON_FOREACH (jwk, kw_json_node_get_member (set, "keys"))
    {
      gnutls_pubkey_t key;
      gboolean good;

      if (kid != NULL && g_strcmp0 (kid, kw_json_string_at (jwk, "kid")) != 0)
        continue;
      key = kw_jwk_import (jwk, algorithm);
      if (key == NULL)
        continue;
      found = TRUE;
      good = check (token, parts, algorithm, key);
      gnutls_pubkey_deinit (key);
      if (good)
        return TRUE;
    }
  if (!found)
    return fail (error, KW_JOSE_ERROR_KEY, "no key of the set fits the token");
  return fail (error, KW_JOSE_ERROR_SIGNATURE, "the signature does not fit");
}

/**
 * kw_jws_verify:
 * @token: a compact JWS (RFC 7515)
 * @jwks: the text of a JWK Set (RFC 7517)
 * @error: return location of a #KwJoseError
 *
 * Only RS256, RS384, ES256 and ES384 are accepted. KW_JOSE_ERROR_KEY means that the set has no
 * fitting key: the caller may fetch the set again, once.
 *
 * Returns: (transfer full) (nullable): the payload's bytes
 */
GBytes *
kw_jws_verify_bytes (const char *token, GBytes *jwks, GError **error)
{
  g_auto (Parts) parts = { 0 };
  g_autoptr (KwJson) set = NULL;
  const KwAlgorithm *algorithm;

  g_return_val_if_fail (token != NULL && jwks != NULL, NULL);

  if (!split (token, &parts))
    {
      fail (error, KW_JOSE_ERROR_FORMAT, "not a compact JWS");
      return NULL;
    }
  /* RFC 7515 section 4.1.11: what is critical and not understood is refused; nothing is understood.
   */
  if (kw_json_node_get_member (kw_json_get_root (parts.header), "crit") != NULL)
    {
      fail (error, KW_JOSE_ERROR_FORMAT, "a critical header that is not understood");
      return NULL;
    }
  algorithm = kw_algorithm_find (kw_json_string_at (kw_json_get_root (parts.header), "alg"));
  if (algorithm == NULL)
    {
      fail (error, KW_JOSE_ERROR_ALGORITHM, "an algorithm that is not accepted");
      return NULL;
    }
  set = kw_json_new (jwks, MAX_JWKS, NULL);
  if (set == NULL)
    {
      fail (error, KW_JOSE_ERROR_KEY, "the key set is no JSON");
      return NULL;
    }
  if (!verify_with_set (token, &parts, algorithm, kw_json_get_root (set), error))
    return NULL;
  return g_steal_pointer (&parts.payload);
}

/**
 * kw_jws_verify:
 * @token: a JWT (RFC 7519)
 * @jwks: the text of a JWK Set
 * @error: return location of a #KwJoseError
 *
 * Like kw_jws_verify_bytes(), for a payload that is a JSON object.
 *
 * Returns: (transfer full) (nullable): the claims
 */
KwJson *
kw_jws_verify (const char *token, GBytes *jwks, GError **error)
{
  g_autoptr (GBytes) bytes = kw_jws_verify_bytes (token, jwks, error);
  KwJson *json = bytes != NULL ? parse_object (bytes) : NULL;

  if (bytes != NULL && json == NULL)
    fail (error, KW_JOSE_ERROR_FORMAT, "the payload is no JSON object");
  return json;
}

/**
 * kw_jws_peek:
 * @token: perhaps a JWS
 *
 * For diagnosis only: nothing is checked, so nothing may depend on it but what is said about it.
 *
 * Returns: (transfer full) (nullable): the payload; %NULL when it cannot be decoded
 */
KwJson *
kw_jws_peek (const char *token)
{
  g_auto (Parts) parts = { 0 };

  g_return_val_if_fail (token != NULL, NULL);

  return split (token, &parts) ? parse_object (parts.payload) : NULL;
}
