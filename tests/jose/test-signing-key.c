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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/jose/signing-key/public-set", test_public_set);
  g_test_add_func ("/jose/signing-key/leading-zeros", test_leading_zeros);
  return g_test_run ();
}
