/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jose/algorithm.h"

/* NIST SP 800-131A: shorter RSA keys are not to be trusted. */
#define MIN_RSA_BITS 2048

static const KwAlgorithm algorithms[] = {
  { "RS256", "RSA", NULL, GNUTLS_PK_RSA, GNUTLS_ECC_CURVE_INVALID, GNUTLS_SIGN_RSA_SHA256, 0 },
  { "RS384", "RSA", NULL, GNUTLS_PK_RSA, GNUTLS_ECC_CURVE_INVALID, GNUTLS_SIGN_RSA_SHA384, 0 },
  { "ES256", "EC", "P-256", GNUTLS_PK_ECDSA, GNUTLS_ECC_CURVE_SECP256R1, GNUTLS_SIGN_ECDSA_SHA256,
    32 },
  { "ES384", "EC", "P-384", GNUTLS_PK_ECDSA, GNUTLS_ECC_CURVE_SECP384R1, GNUTLS_SIGN_ECDSA_SHA384,
    48 },
};

G_DEFINE_QUARK (kw_jose_error, kw_jose_error)

const KwAlgorithm *
kw_algorithm_find (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (algorithms); i++)
    if (g_strcmp0 (algorithms[i].name, name) == 0)
      return &algorithms[i];
  return NULL;
}

static GBytes *
get_bytes (const KwJsonNode *jwk, const char *name, gnutls_datum_t *out)
{
  const char *text = kw_json_string_at (jwk, name);
  GBytes *bytes = text != NULL ? kw_base64url_decode (text, -1) : NULL;
  gsize size = 0;

  if (bytes == NULL)
    return NULL;
  out->data = (unsigned char *) g_bytes_get_data (bytes, &size);
  out->size = (unsigned int) size;
  return bytes;
}

/* RFC 7517 sections 4.2 to 4.4: what the key is for, when it says so. */
static gboolean
may_verify (const KwJsonNode *jwk, const KwAlgorithm *algorithm)
{
  const char *use = kw_json_string_at (jwk, "use");
  const char *alg = kw_json_string_at (jwk, "alg");
  const KwJsonNode *ops = kw_json_node_get_member (jwk, "key_ops");

  if (g_strcmp0 (kw_json_string_at (jwk, "kty"), algorithm->kty) != 0
      || g_strcmp0 (kw_json_string_at (jwk, "crv"), algorithm->crv) != 0)
    return FALSE;
  if ((use != NULL && !g_str_equal (use, "sig"))
      || (alg != NULL && !g_str_equal (alg, algorithm->name)))
    return FALSE;
  KW_JSON_FOREACH (op, ops)
    if (g_strcmp0 (kw_json_node_get_string (op), "verify") == 0)
      return TRUE;
  return ops == NULL;
}

static gboolean
import_rsa (gnutls_pubkey_t key, const KwJsonNode *jwk)
{
  gnutls_datum_t modulus = { 0 }, exponent = { 0 };
  g_autoptr (GBytes) n = get_bytes (jwk, "n", &modulus);
  g_autoptr (GBytes) e = get_bytes (jwk, "e", &exponent);
  unsigned int bits = 0;

  return n != NULL && e != NULL && gnutls_pubkey_import_rsa_raw (key, &modulus, &exponent) == 0
         && gnutls_pubkey_get_pk_algorithm (key, &bits) == GNUTLS_PK_RSA && bits >= MIN_RSA_BITS;
}

static gboolean
import_ec (gnutls_pubkey_t key, const KwJsonNode *jwk, const KwAlgorithm *algorithm)
{
  gnutls_datum_t x_datum = { 0 }, y_datum = { 0 };
  g_autoptr (GBytes) x = get_bytes (jwk, "x", &x_datum);
  g_autoptr (GBytes) y = get_bytes (jwk, "y", &y_datum);

  /* RFC 7518 section 6.2.1.2: each coordinate has the full size of the curve. */
  return x != NULL && y != NULL && x_datum.size == algorithm->half
         && y_datum.size == algorithm->half
         && gnutls_pubkey_import_ecc_raw (key, algorithm->curve, &x_datum, &y_datum) == 0;
}

gnutls_pubkey_t
kw_jwk_import (const KwJsonNode *jwk, const KwAlgorithm *algorithm)
{
  gnutls_pubkey_t key = NULL;

  if (!may_verify (jwk, algorithm) || gnutls_pubkey_init (&key) != 0)
    return NULL;
  if (algorithm->pk == GNUTLS_PK_RSA ? import_rsa (key, jwk) : import_ec (key, jwk, algorithm))
    return key;
  gnutls_pubkey_deinit (key);
  return NULL;
}
