/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "jose/jose.h"

static const char payload[] = "{\"sub\":\"rosa\"}";

/* The set of @key, with one text in it replaced. */
static GBytes *
make_set (const KwSigningKey *key, const char *find, const char *replace)
{
  g_autoptr (GBytes) bytes = kw_signing_key_dup_public_jwks (key);
  GString *text
      = g_string_new_len (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes));

  if (find != NULL)
    g_assert_cmpuint (g_string_replace (text, find, replace, 1), ==, 1);
  return g_string_free_to_bytes (text);
}

/* What a key says of itself decides what it may check (RFC 7517 section 4). */
static void
test_purpose (void)
{
  static const struct
  {
    const char *find;
    const char *replace;
    gboolean good;
  } cases[] = {
    { NULL, NULL, TRUE },
    { "\"use\":\"sig\"", "\"key_ops\":[\"verify\"]", TRUE },
    { "\"alg\":\"ES256\"", "\"x5t\":\"ignored\"", TRUE },
    { "\"use\":\"sig\"", "\"use\":\"enc\"", FALSE },
    { "\"use\":\"sig\"", "\"key_ops\":[\"encrypt\"]", FALSE },
    { "\"alg\":\"ES256\"", "\"alg\":\"ES384\"", FALSE },
    { "\"kty\":\"EC\"", "\"kty\":\"oct\"", FALSE },
    { "\"crv\":\"P-256\"", "\"crv\":\"P-384\"", FALSE },
    { "\"x\":\"", "\"x\":\"A", FALSE },
    { "\"y\":", "\"z\":", FALSE },
    { "\"kid\":\"k1\"", "\"kid\":\"k2\"", FALSE },
    { "\"keys\":", "\"key\":", FALSE },
  };
  g_autoptr (KwSigningKey) key = kw_signing_key_generate ("ES256", "k1", NULL);
  g_autoptr (GBytes) bytes = g_bytes_new_static (payload, strlen (payload));
  g_autofree char *token = kw_jws_sign (key, bytes, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) set = make_set (key, cases[i].find, cases[i].replace);
      g_autoptr (KwJson) verified = kw_jws_verify (token, set, NULL);

      g_test_message ("%s", cases[i].replace);
      g_assert_cmpint (verified != NULL, ==, cases[i].good);
    }
}

static void
test_not_a_set (void)
{
  static const char *const texts[] = {
    "", "[]", "{}", "null", "{\"keys\":{}}", "{\"keys\":[1,null,[]]}", "<html>", "{\"keys\":"
  };
  g_autoptr (KwSigningKey) key = kw_signing_key_generate ("ES256", "k1", NULL);
  g_autoptr (GBytes) bytes = g_bytes_new_static (payload, strlen (payload));
  g_autofree char *token = kw_jws_sign (key, bytes, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GBytes) set = g_bytes_new_static (texts[i], strlen (texts[i]));
      g_autoptr (GError) error = NULL;

      g_assert_null (kw_jws_verify (token, set, &error));
      g_assert_cmpstr (g_quark_to_string (error->domain), ==, g_quark_to_string (KW_JOSE_ERROR));
    }
}

/* RFC 7518 section 3.3: an RSA key of less than 2048 bits checks nothing. */
static void
test_short_rsa (void)
{
  static const char set[]
      = "{\"keys\":[{\"kty\":\"RSA\",\"kid\":\"k1\",\"e\":\"AQAB\",\"n\":\""
        "wJSEFJ_fzdYqLWmEVjC7OHQ5JUMuTUU3QiSbCD4AkzvbPQUDCb_mKOm3VrTxLxLkzUqEmSrIMpsWKNDwZmNNDEVZ"
        "LFLMNoYlTYSyPXMIG9BSDJHNlQ53cgJ8jKZuRP6BxTHWtqKXmwwIKLdAdSc7CvyV6JQ7LzD8S8oXUhzwVDM\"}]}";
  g_autofree char *header = kw_base64url_encode ("{\"alg\":\"RS256\",\"kid\":\"k1\"}", 26);
  g_autofree char *token = g_strconcat (header, ".e30.AAAA", NULL);
  g_autoptr (GBytes) bytes = g_bytes_new_static (set, strlen (set));
  g_autoptr (GError) error = NULL;

  g_assert_null (kw_jws_verify (token, bytes, &error));
  g_assert_false (g_error_matches (error, KW_JOSE_ERROR, KW_JOSE_ERROR_SIGNATURE));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/jose/jwk/purpose", test_purpose);
  g_test_add_func ("/jose/jwk/not-a-set", test_not_a_set);
  g_test_add_func ("/jose/jwk/short-rsa", test_short_rsa);
  return g_test_run ();
}
