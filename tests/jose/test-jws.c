/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "jose/jose.h"

static const char *const algorithms[] = { "RS256", "RS384", "ES256", "ES384" };

static char *
sign (const KwSigningKey *key, const char *payload)
{
  g_autoptr (GBytes) bytes = g_bytes_new (payload, strlen (payload));
  GError *error = NULL;
  char *token = kw_jws_sign (key, bytes, &error);

  g_assert_no_error (error);
  return token;
}

static void
test_round_trip (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (algorithms); i++)
    {
      g_autoptr (KwSigningKey) key = kw_signing_key_generate (algorithms[i], "k1", NULL);
      g_autoptr (KwSigningKey) other = kw_signing_key_generate (algorithms[i], "k2", NULL);
      g_autoptr (GBytes) jwks = kw_signing_key_dup_public_jwks (key);
      g_autoptr (GBytes) others = kw_signing_key_dup_public_jwks (other);
      g_autofree char *token = sign (key, "{\"sub\":\"rosa\"}");
      g_autoptr (GError) error = NULL;
      g_autoptr (KwJson) payload = kw_jws_verify (token, jwks, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (kw_json_string_at (kw_json_get_root (payload), "sub"), ==, "rosa");
      g_assert_null (kw_jws_verify (token, others, &error));
      g_assert_error (error, KW_JOSE_ERROR, KW_JOSE_ERROR_KEY);
      g_clear_error (&error);

      token[strlen (token) / 2] = token[strlen (token) / 2] == 'A' ? 'B' : 'A';
      g_assert_null (kw_jws_verify (token, jwks, &error));
      g_assert_nonnull (error);
    }
}

/* Signed by a key of the same name that is not the one in the set. */
static void
test_foreign_key (void)
{
  g_autoptr (KwSigningKey) key = kw_signing_key_generate ("ES256", "k1", NULL);
  g_autoptr (KwSigningKey) thief = kw_signing_key_generate ("ES256", "k1", NULL);
  g_autoptr (GBytes) jwks = kw_signing_key_dup_public_jwks (key);
  g_autofree char *token = sign (thief, "{}");
  g_autoptr (GError) error = NULL;

  g_assert_null (kw_jws_verify (token, jwks, &error));
  g_assert_error (error, KW_JOSE_ERROR, KW_JOSE_ERROR_SIGNATURE);
}

static void
test_refused (void)
{
  static const struct
  {
    const char *header;
    KwJoseError code;
  } cases[] = {
    { "{\"alg\":\"none\"}", KW_JOSE_ERROR_ALGORITHM },
    { "{\"alg\":\"HS256\",\"kid\":\"k1\"}", KW_JOSE_ERROR_ALGORITHM },
    { "{\"alg\":\"ES256\",\"crit\":[\"b64\"],\"b64\":false}", KW_JOSE_ERROR_FORMAT },
    { "{\"alg\":\"ES256\",\"alg\":\"none\"}", KW_JOSE_ERROR_FORMAT },
    { "[]", KW_JOSE_ERROR_FORMAT },
    { "{}", KW_JOSE_ERROR_ALGORITHM },
  };
  g_autoptr (KwSigningKey) key = kw_signing_key_generate ("ES256", "k1", NULL);
  g_autoptr (GBytes) jwks = kw_signing_key_dup_public_jwks (key);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *header = kw_base64url_encode (cases[i].header, strlen (cases[i].header));
      g_autofree char *token = g_strconcat (header, ".e30.AAAA", NULL);
      g_autoptr (GError) error = NULL;

      g_assert_null (kw_jws_verify (token, jwks, &error));
      g_assert_error (error, KW_JOSE_ERROR, (int) cases[i].code);
    }
  g_assert_null (kw_jws_peek ("not a token"));
  g_assert_null (kw_jws_peek ("a.b"));
}

static KwJson *
read_corpus (const char *name)
{
  g_autofree char *path = g_build_filename (g_getenv ("KEEPWELL_CORPUS"), "malformed", name, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GBytes) bytes = NULL;
  gsize size;

  if (!g_file_get_contents (path, &text, &size, NULL))
    return NULL;
  bytes = g_bytes_new (text, size);
  return kw_json_new (bytes, G_MAXSIZE, NULL);
}

static GBytes *
as_set (KwJson *json, const KwJsonNode *jwk)
{
  g_autoptr (GBytes) source = kw_json_dup_source (json, jwk);
  g_autoptr (GString) text = g_string_new ("{\"keys\":[");

  g_string_append_len (text, g_bytes_get_data (source, NULL), (gssize) g_bytes_get_size (source));
  g_string_append (text, "]}");
  return g_string_free_to_bytes (g_steal_pointer (&text));
}

/* What others call invalid is refused; what they call valid and is of our four algorithms is
 * accepted. */
static void
test_wycheproof (void)
{
  g_autoptr (KwJson) json = read_corpus ("wycheproof/json_web_signature_test.json");
  guint n_good = 0, n_bad = 0;

  if (json == NULL)
    {
      g_test_skip ("the folder of records by other hands is not there");
      return;
    }
  KW_JSON_FOREACH (group, kw_json_node_at (kw_json_get_root (json), "testGroups"))
    {
      const KwJsonNode *jwk = kw_json_node_get_member (group, "public");
      g_autoptr (GBytes) jwks = NULL;

      if (jwk == NULL)
        jwk = kw_json_node_get_member (group, "private");
      jwks = as_set (json, jwk);
      KW_JSON_FOREACH (test, kw_json_node_get_member (group, "tests"))
        {
          const char *jws = kw_json_string_at (test, "jws");
          gboolean valid = g_strcmp0 (kw_json_string_at (test, "result"), "valid") == 0;
          g_autoptr (GError) error = NULL;
          g_autoptr (GBytes) payload = jws != NULL ? kw_jws_verify_bytes (jws, jwks, &error) : NULL;

          if (payload != NULL && !valid)
            g_error ("accepted: %s", kw_json_string_at (test, "comment"));
          n_good += payload != NULL;
          n_bad += payload == NULL && !valid;
        }
    }
  g_assert_cmpuint (n_good, ==, 14);
  g_assert_cmpuint (n_bad, >, 20);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/jws/round-trip", test_round_trip);
  g_test_add_func ("/jws/foreign-key", test_foreign_key);
  g_test_add_func ("/jws/refused", test_refused);
  g_test_add_func ("/jws/wycheproof", test_wycheproof);
  return g_test_run ();
}
