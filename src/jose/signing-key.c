/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "core/json-writer.h"
#include "jose/algorithm.h"

#define RSA_BITS 2048

struct _KwSigningKey
{
  const KwAlgorithm *algorithm;
  char *kid;
  gnutls_privkey_t key;
};

static gboolean
fail (GError **error, int code)
{
  g_set_error_literal (error, KW_JOSE_ERROR, KW_JOSE_ERROR_KEY, gnutls_strerror (code));
  return FALSE;
}

/**
 * kw_signing_key_generate:
 * @alg: "RS256", "RS384", "ES256" or "ES384"
 * @kid: the name that tokens call it by
 * @error: return location
 *
 * Returns: (transfer full) (nullable): a new key
 */
KwSigningKey *
kw_signing_key_generate (const char *alg, const char *kid, GError **error)
{
  const KwAlgorithm *algorithm = kw_algorithm_find (alg);
  g_autoptr (KwSigningKey) self = NULL;
  unsigned int bits;
  int code;

  g_return_val_if_fail (algorithm != NULL && kid != NULL, NULL);

  bits = algorithm->half > 0 ? GNUTLS_CURVE_TO_BITS (algorithm->curve) : RSA_BITS;
  self = g_new0 (KwSigningKey, 1);
  self->algorithm = algorithm;
  self->kid = g_strdup (kid);
  code = gnutls_privkey_init (&self->key);
  if (code == 0)
    code = gnutls_privkey_generate (self->key, algorithm->pk, bits, 0);
  if (code == 0)
    return g_steal_pointer (&self);
  fail (error, code);
  return NULL;
}

void
kw_signing_key_free (KwSigningKey *self)
{
  g_return_if_fail (self != NULL);

  gnutls_privkey_deinit (self->key);
  g_free (self->kid);
  g_free (self);
}

/**
 * kw_signing_key_to_pem:
 * @self: a key
 *
 * Returns: (transfer full): its private half as PKCS #8, to be wiped
 */
char *
kw_signing_key_to_pem (const KwSigningKey *self)
{
  gnutls_x509_privkey_t key = NULL;
  gnutls_datum_t text = { 0 };
  char *pem;

  g_return_val_if_fail (self != NULL, NULL);

  if (gnutls_privkey_export_x509 (self->key, &key) != 0
      || gnutls_x509_privkey_export2_pkcs8 (key, GNUTLS_X509_FMT_PEM, NULL, GNUTLS_PKCS_PLAIN,
                                            &text)
             != 0)
    g_error ("a key of our own cannot be written");
  gnutls_x509_privkey_deinit (key);
  pem = g_strndup ((const char *) text.data, text.size);
  gnutls_memset (text.data, 0, text.size);
  gnutls_free (text.data);
  return pem;
}

/**
 * kw_signing_key_new_from_pem:
 * @pem: (nullable): what kw_signing_key_to_pem() gave
 * @alg: what it signs with
 * @kid: the name that tokens call it by
 * @error: return location
 *
 * ```c
 * char *pem = kw_signing_key_to_pem (key);
 * g_autoptr (KwSigningKey) same = kw_signing_key_new_from_pem (pem, "RS384", "k1", &error);
 * ```
 *
 * Returns: (transfer full) (nullable): the key
 */
KwSigningKey *
kw_signing_key_new_from_pem (const char *pem, const char *alg, const char *kid, GError **error)
{
  g_autoptr (KwSigningKey) self = g_new0 (KwSigningKey, 1);
  gnutls_datum_t text = { (unsigned char *) pem, pem != NULL ? (unsigned int) strlen (pem) : 0 };
  int code = gnutls_privkey_init (&self->key);

  self->algorithm = kw_algorithm_find (alg);
  self->kid = g_strdup (kid);
  if (code == 0)
    code = gnutls_privkey_import_x509_raw (self->key, &text, GNUTLS_X509_FMT_PEM, NULL, 0);
  if (code == 0 && gnutls_privkey_get_pk_algorithm (self->key, NULL) == (int) self->algorithm->pk)
    return g_steal_pointer (&self);
  fail (error, code != 0 ? code : GNUTLS_E_INVALID_REQUEST);
  return NULL;
}

/* A number with leading zeros to a full size, or without any when @size is 0. */
static void
write_number (KwJsonWriter *writer, const char *name, gnutls_datum_t *datum, gsize size)
{
  g_autofree guint8 *padded = NULL;
  g_autofree char *text = NULL;
  const guint8 *data = datum->data;
  gsize n = datum->size;

  while (n > size && n > 1 && *data == 0)
    data++, n--;
  padded = g_malloc0 (MAX (n, size));
  memcpy (padded + (MAX (n, size) - n), data, n);
  text = kw_base64url_encode (padded, MAX (n, size));
  kw_json_writer_member (writer, name, text);
  gnutls_free (datum->data);
}

static void
write_public (const KwSigningKey *self, KwJsonWriter *writer)
{
  gnutls_datum_t first = { 0 }, second = { 0 };
  gnutls_pubkey_t public_key = NULL;
  gsize half = self->algorithm->half;

  if (gnutls_pubkey_init (&public_key) != 0
      || gnutls_pubkey_import_privkey (public_key, self->key, GNUTLS_KEY_DIGITAL_SIGNATURE, 0) != 0)
    g_error ("a key of our own has no public half");
  if (half > 0)
    gnutls_pubkey_export_ecc_raw2 (public_key, NULL, &first, &second, 0);
  else
    gnutls_pubkey_export_rsa_raw2 (public_key, &first, &second, 0);
  gnutls_pubkey_deinit (public_key);
  write_number (writer, half > 0 ? "x" : "n", &first, half);
  write_number (writer, half > 0 ? "y" : "e", &second, half);
}

/**
 * kw_signing_key_dup_public_jwks:
 * @self: a key
 *
 * Returns: (transfer full): the text of a JWK Set with its public half
 */
GBytes *
kw_signing_key_dup_public_jwks (const KwSigningKey *self)
{
  g_autoptr (KwJsonWriter) writer = kw_json_writer_new (FALSE);

  g_return_val_if_fail (self != NULL, NULL);

  kw_json_writer_begin_object (writer);
  kw_json_writer_name (writer, "keys");
  kw_json_writer_begin_array (writer);
  kw_json_writer_begin_object (writer);
  kw_json_writer_member (writer, "kty", self->algorithm->kty);
  kw_json_writer_member (writer, "crv", self->algorithm->crv);
  kw_json_writer_member (writer, "use", "sig");
  kw_json_writer_member (writer, "alg", self->algorithm->name);
  kw_json_writer_member (writer, "kid", self->kid);
  write_public (self, writer);
  kw_json_writer_end_object (writer);
  kw_json_writer_end_array (writer);
  kw_json_writer_end_object (writer);
  return kw_json_writer_end (writer);
}

static char *
dup_header (const KwSigningKey *self)
{
  g_autoptr (KwJsonWriter) writer = kw_json_writer_new (FALSE);
  g_autoptr (GBytes) bytes = NULL;

  kw_json_writer_begin_object (writer);
  kw_json_writer_member (writer, "alg", self->algorithm->name);
  kw_json_writer_member (writer, "kid", self->kid);
  kw_json_writer_member (writer, "typ", "JWT");
  kw_json_writer_end_object (writer);
  bytes = kw_json_writer_end (writer);
  return kw_base64url_encode (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

/* R and S side by side, each of full size (RFC 7518 section 3.4). */
static char *
encode_signature (const KwAlgorithm *algorithm, const gnutls_datum_t *signature)
{
  gnutls_datum_t halves[2] = { { 0 }, { 0 } };
  guint8 out[2 * 48] = { 0 };

  if (algorithm->half == 0)
    return kw_base64url_encode (signature->data, signature->size);
  if (gnutls_decode_rs_value (signature, &halves[0], &halves[1]) != 0)
    return NULL;
  for (guint i = 0; i < 2; i++)
    {
      const guint8 *data = halves[i].data;
      gsize n = halves[i].size;

      while (n > algorithm->half)
        data++, n--;
      memcpy (out + (i + 1) * algorithm->half - n, data, n);
      gnutls_free (halves[i].data);
    }
  return kw_base64url_encode (out, 2 * algorithm->half);
}

/**
 * kw_jws_sign:
 * @key: a key
 * @payload: what is signed
 * @error: return location
 *
 * Returns: (transfer full) (nullable): a compact JWS of type JWT
 */
char *
kw_jws_sign (const KwSigningKey *key, GBytes *payload, GError **error)
{
  g_autofree char *header = NULL;
  g_autofree char *body = NULL;
  g_autofree char *text = NULL;
  g_autofree char *encoded = NULL;
  gnutls_datum_t signature = { 0 };
  gnutls_datum_t data;
  int code;

  g_return_val_if_fail (key != NULL && payload != NULL, NULL);

  header = dup_header (key);
  body = kw_base64url_encode (g_bytes_get_data (payload, NULL), g_bytes_get_size (payload));
  text = g_strconcat (header, ".", body, NULL);
  data = (gnutls_datum_t){ (unsigned char *) text, (unsigned int) strlen (text) };
  code = gnutls_privkey_sign_data2 (key->key, key->algorithm->sign, 0, &data, &signature);
  if (code != 0)
    {
      fail (error, code);
      return NULL;
    }
  encoded = encode_signature (key->algorithm, &signature);
  gnutls_free (signature.data);
  return g_strconcat (text, ".", encoded, NULL);
}
