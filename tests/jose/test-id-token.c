/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "jose/jose.h"

#define NOW 1700000000
#define GOOD                                                                                       \
  "\"iss\":\"https://id.example/t1\",\"aud\":\"keepwell\",\"sub\":\"rosa\",\"exp\":1700000500,"    \
  "\"iat\":1700000000,\"nonce\":\"n1\""

/* Each case changes one claim of a good token; NULL is a good one. */
static const struct
{
  const char *claims;
  const char *wrong;
} cases[] = {
  { "{" GOOD "}", NULL },
  { "{\"iss\":\"https://id.example/t1/\",\"aud\":[\"other\",\"keepwell\"],\"sub\":\"rosa\","
    "\"exp\":1700000500.5,\"iat\":1699999999.25,\"auth_time\":1.5,\"nonce\":\"n1\"}",
    NULL },
  { "{\"iss\":\"https://id.example/t2\",\"aud\":\"keepwell\",\"sub\":\"r\",\"exp\":1700000500,"
    "\"iat\":1700000000,\"nonce\":\"n1\"}",
    "iss" },
  { "{\"aud\":\"keepwell\",\"sub\":\"r\",\"exp\":1700000500,\"iat\":1700000000,\"nonce\":\"n1\"}",
    "iss" },
  { "{\"iss\":\"https://id.example/t1\",\"aud\":\"other\",\"sub\":\"r\",\"exp\":1700000500,"
    "\"iat\":1700000000,\"nonce\":\"n1\"}",
    "aud" },
  { "{\"iss\":\"https://id.example/t1\",\"aud\":[\"keepwell\",\"b\"],\"azp\":\"b\",\"sub\":\"r\","
    "\"exp\":1700000500,\"iat\":1700000000,\"nonce\":\"n1\"}",
    "aud" },
  { "{\"iss\":\"https://id.example/t1\",\"aud\":\"keepwell\",\"sub\":\"\",\"exp\":1700000500,"
    "\"iat\":1700000000,\"nonce\":\"n1\"}",
    "sub" },
  { "{\"iss\":\"https://id.example/t1\",\"aud\":\"keepwell\",\"sub\":\"r\",\"exp\":1699999000,"
    "\"iat\":1699998000,\"nonce\":\"n1\"}",
    "exp" },
  { "{\"iss\":\"https://id.example/t1\",\"aud\":\"keepwell\",\"sub\":\"r\",\"exp\":\"1700000500\","
    "\"iat\":1700000000,\"nonce\":\"n1\"}",
    "exp" },
  { "{\"iss\":\"https://id.example/t1\",\"aud\":\"keepwell\",\"sub\":\"r\",\"exp\":1700009500,"
    "\"iat\":1700009000,\"nonce\":\"n1\"}",
    "iat" },
  { "{\"iss\":\"https://id.example/t1\",\"aud\":\"keepwell\",\"sub\":\"r\",\"exp\":1700000500,"
    "\"nonce\":\"n1\"}",
    "iat" },
  { "{\"iss\":\"https://id.example/t1\",\"aud\":\"keepwell\",\"sub\":\"r\",\"exp\":1700000500,"
    "\"iat\":1700000000,\"nonce\":\"n2\"}",
    "nonce" },
  { "{\"iss\":\"https://id.example/t1\",\"aud\":\"keepwell\",\"sub\":\"r\",\"exp\":1700000500,"
    "\"iat\":1700000000}",
    "nonce" },
};

static void
test_claims (void)
{
  const KwIdTokenExpectation expected = { "https://id.example/t1", "keepwell", "n1", NOW };
  g_autoptr (KwSigningKey) key = kw_signing_key_generate ("ES256", "k1", NULL);
  g_autoptr (GBytes) jwks = kw_signing_key_dup_public_jwks (key);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) payload = g_bytes_new (cases[i].claims, strlen (cases[i].claims));
      g_autofree char *token = kw_jws_sign (key, payload, NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (KwJson) claims = kw_id_token_verify (token, jwks, &expected, &error);

      if (cases[i].wrong == NULL)
        {
          g_assert_no_error (error);
          continue;
        }
      g_assert_null (claims);
      g_assert_error (error, KW_JOSE_ERROR, KW_JOSE_ERROR_CLAIM);
      g_assert_nonnull (strstr (error->message, cases[i].wrong));
    }
}

/* On refresh no nonce was sent, so none is asked for. */
static void
test_without_nonce (void)
{
  const KwIdTokenExpectation expected = { "https://id.example/t1", "keepwell", NULL, NOW };
  g_autoptr (KwSigningKey) key = kw_signing_key_generate ("RS256", "k1", NULL);
  g_autoptr (GBytes) jwks = kw_signing_key_dup_public_jwks (key);
  g_autoptr (GBytes) payload = g_bytes_new_static ("{" GOOD "}", strlen ("{" GOOD "}"));
  g_autofree char *token = kw_jws_sign (key, payload, NULL);
  g_autoptr (KwJson) claims = kw_id_token_verify (token, jwks, &expected, NULL);

  g_assert_cmpstr (kw_json_string_at (kw_json_get_root (claims), "sub"), ==, "rosa");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/id-token/claims", test_claims);
  g_test_add_func ("/id-token/without-nonce", test_without_nonce);
  return g_test_run ();
}
