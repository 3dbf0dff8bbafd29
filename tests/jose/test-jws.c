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

/* RFC 7518 section 3.4, for both curves: R or S zero or the order of the curve, too short, too
 * long, in the DER form of other protocols, or another bit. The first is as it was. */
static gsize
damage (guint kind, const guint8 *good, const guint8 *order, gsize half, guint8 *bad)
{
  gsize size = 2 * half;

  memcpy (bad, good, size);
  switch (kind)
    {
    case 1:
      memset (bad, 0, size);
      return size;
    case 2:
    case 3:
      memset (kind == 2 ? bad : bad + half, 0, half);
      return size;
    case 4:
    case 5:
      memcpy (kind == 4 ? bad : bad + half, order, half);
      return size;
    case 6:
      return size - 1;
    case 7:
      return size + 1;
    case 8: /* SEQUENCE { INTEGER R, INTEGER S } */
      memcpy (bad, (guint8[]){ 0x30, (guint8) (size + 4), 0x02, (guint8) half }, 4);
      memcpy (bad + 4, good, half);
      memcpy (bad + 4 + half, (guint8[]){ 0x02, (guint8) half }, 2);
      memcpy (bad + 6 + half, good + half, half);
      return size + 6;
    case 9:
      bad[size - 1] ^= 1;
      return size;
    default:
      return size;
    }
}

static void
check_damaged (const char *algorithm, gsize half, const char *hex)
{
  g_autoptr (KwSigningKey) key = kw_signing_key_generate (algorithm, "k1", NULL);
  g_autoptr (GBytes) jwks = kw_signing_key_dup_public_jwks (key);
  g_autofree char *token = sign (key, "{\"sub\":\"rosa\"}");
  char *dot = strrchr (token, '.');
  g_autoptr (GBytes) signature = kw_base64url_decode (dot + 1, -1);
  guint8 order[48];

  for (gsize i = 0; i < half; i++)
    order[i]
        = (guint8) (g_ascii_xdigit_value (hex[2 * i]) << 4 | g_ascii_xdigit_value (hex[2 * i + 1]));
  *dot = '\0';
  for (guint kind = 0; kind < 10; kind++)
    {
      guint8 bad[128] = { 0 };
      gsize size = damage (kind, g_bytes_get_data (signature, NULL), order, half, bad);
      g_autofree char *text = kw_base64url_encode (bad, size);
      g_autofree char *whole = g_strconcat (token, ".", text, NULL);
      g_autoptr (KwJson) payload = kw_jws_verify (whole, jwks, NULL);

      g_assert_true ((payload != NULL) == (kind == 0));
    }
}

static void
test_damaged_signatures (void)
{
  check_damaged ("ES256", 32, "FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551");
  check_damaged ("ES384", 48,
                 "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFC7634D81F4372DDF581A0DB248B0A77AE"
                 "CEC196ACCC52973");
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
  g_test_add_func ("/jws/damaged-signatures", test_damaged_signatures);
  g_test_add_func ("/jws/refused", test_refused);
  g_test_add_func ("/jws/wycheproof", test_wycheproof);
  return g_test_run ();
}
