/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "jose/jose.h"

/* What is published is the public half, with every number in its full size, and nothing else. */
static void
test_public_set (void)
{
  static const struct
  {
    const char *algorithm;
    const char *number;
    gsize size;
  } cases[] = {
    { "RS256", "n", 256 }, { "RS384", "n", 256 }, { "ES256", "x", 32 },
    { "ES256", "y", 32 },  { "ES384", "x", 48 },  { "ES384", "y", 48 },
  };
  static const char *const secrets[] = { "d", "p", "q", "dp", "dq", "qi", "k" };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KwSigningKey) key = kw_signing_key_generate (cases[i].algorithm, "k1", NULL);
      g_autoptr (GBytes) text = kw_signing_key_dup_public_jwks (key);
      g_autoptr (KwJson) json = kw_json_new (text, G_MAXSIZE, NULL);
      const KwJsonNode *jwk = kw_json_node_at (kw_json_get_root (json), "keys.0");
      g_autoptr (GBytes) number
          = kw_base64url_decode (kw_json_string_at (jwk, cases[i].number), -1);

      g_assert_cmpuint (g_bytes_get_size (number), ==, cases[i].size);
      g_assert_cmpstr (kw_json_string_at (jwk, "alg"), ==, cases[i].algorithm);
      g_assert_cmpstr (kw_json_string_at (jwk, "kid"), ==, "k1");
      for (guint s = 0; s < G_N_ELEMENTS (secrets); s++)
        g_assert_null (kw_json_node_get_member (jwk, secrets[s]));
    }
}

/* A coordinate or an R or S that begins with zeros is written in full: one in 128 keys. */
static void
test_leading_zeros (void)
{
  g_autoptr (KwSigningKey) key = kw_signing_key_generate ("ES256", "k1", NULL);
  g_autoptr (GBytes) jwks = kw_signing_key_dup_public_jwks (key);

  for (guint i = 0; i < 300; i++)
    {
      g_autofree char *text = g_strdup_printf ("{\"n\":%u}", i);
      g_autoptr (GBytes) payload = g_bytes_new (text, strlen (text));
      g_autofree char *token = kw_jws_sign (key, payload, NULL);
      g_autoptr (GBytes) signature = kw_base64url_decode (strrchr (token, '.') + 1, -1);
      g_autoptr (KwJson) verified = kw_jws_verify (token, jwks, NULL);

      g_assert_cmpuint (g_bytes_get_size (signature), ==, 64);
      g_assert_nonnull (verified);
    }
}

/* What was written is the same key; another kind or a damaged text is none. */
static void
test_pem (void)
{
  g_autoptr (KwSigningKey) key = kw_signing_key_generate ("RS384", "k1", NULL);
  char *pem = kw_signing_key_to_pem (key);
  g_autoptr (KwSigningKey) same = kw_signing_key_new_from_pem (pem, "RS384", "k1", NULL);
  g_autoptr (GBytes) jwks = kw_signing_key_dup_public_jwks (key);
  g_autoptr (GBytes) payload = g_bytes_new_static ("{}", 2);
  g_autofree char *token = kw_jws_sign (same, payload, NULL);
  g_autoptr (KwJson) verified = kw_jws_verify (token, jwks, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (verified);
  g_assert_null (kw_signing_key_new_from_pem (pem, "ES256", "k1", &error));
  g_assert_error (error, KW_JOSE_ERROR, KW_JOSE_ERROR_KEY);
  g_assert_null (kw_signing_key_new_from_pem ("no key", "RS384", "k1", NULL));
  g_assert_null (kw_signing_key_new_from_pem (NULL, "RS384", "k1", NULL));
  g_free (pem);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/jose/signing-key/public-set", test_public_set);
  g_test_add_func ("/jose/signing-key/leading-zeros", test_leading_zeros);
  g_test_add_func ("/jose/signing-key/pem", test_pem);
  return g_test_run ();
}
