/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "server.h"

#include <string.h>

#include "net/attempt.h"

#define BASE "https://fhir.example/r4"
#define REDIRECT "io.github.keepwell.keepwell://callback"

static KwAttempt *
make_attempt (const char *redirect)
{
  g_autoptr (KwConnection) connection = connection_with (
      KW_CONNECTION_BASE, BASE, KW_CONNECTION_AUD, BASE, KW_CONNECTION_ISSUER, "https://id.example",
      KW_CONNECTION_AUTHORIZE_URL, "https://id.example/authorize?tab=1", KW_CONNECTION_TOKEN_URL,
      "https://id.example/token", -1);

  return kw_attempt_new (connection, "client 1", redirect, "openid patient/Patient.read", NULL);
}

static char *
get_parameter (const char *url, const char *name)
{
  g_autoptr (GHashTable) params
      = g_uri_parse_params (strchr (url, '?') + 1, -1, "&", G_URI_PARAMS_NONE, NULL);

  return g_strdup (g_hash_table_lookup (params, name));
}

static void
test_authorize_url (void)
{
  static const char *const expected[][2] = {
    { "tab", "1" },
    { "response_type", "code" },
    { "client_id", "client 1" },
    { "redirect_uri", REDIRECT },
    { "scope", "openid patient/Patient.read" },
    { "aud", BASE },
    { "code_challenge_method", "S256" },
  };
  g_autoptr (KwAttempt) attempt = make_attempt (REDIRECT);
  const char *url = kw_attempt_get_authorize_url (attempt);

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autofree char *value = get_parameter (url, expected[i][0]);

      g_assert_cmpstr (value, ==, expected[i][1]);
    }
  /* The challenge is in the address, the verifier is not (RFC 7636). */
  g_assert_null (strstr (url, attempt->verifier));
}

/* OpenID Connect Core 1.0 section 11: without it offline access may be dropped in silence. Only the
 * vendors whose row says so are sent it. */
static void
test_prompt (void)
{
  static const char *const vendors[][2] = { { "generic", "consent" }, { "oracle-health", NULL } };

  for (guint i = 0; i < G_N_ELEMENTS (vendors); i++)
    {
      g_autoptr (KwAttempt) attempt = make_attempt (REDIRECT);
      g_autoptr (KwConnection) connection
          = kw_connection_with (attempt->connection, KW_CONNECTION_VENDOR, vendors[i][0]);
      g_autoptr (KwAttempt) of_vendor
          = kw_attempt_new (connection, "client", REDIRECT, "openid offline_access", NULL);
      g_autofree char *prompt = get_parameter (kw_attempt_get_authorize_url (of_vendor), "prompt");

      g_assert_cmpstr (prompt, ==, vendors[i][1]);
    }
}

/* RFC 7636 appendix B: what the challenge of a known verifier is, by the address it makes. */
static void
test_secrets (void)
{
  g_autoptr (KwAttempt) first = make_attempt (REDIRECT);
  g_autoptr (KwAttempt) second = make_attempt (REDIRECT);
  g_autofree char *challenge
      = get_parameter (kw_attempt_get_authorize_url (first), "code_challenge");
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[32];
  gsize size = sizeof digest;
  g_autofree char *base64 = NULL;

  /* 43 letters hold 256 bits. */
  g_assert_cmpuint (strlen (first->state), ==, 43);
  g_assert_cmpuint (strlen (first->verifier), ==, 43);
  g_assert_cmpuint (strlen (first->nonce), ==, 43);
  g_assert_cmpstr (first->state, !=, second->state);
  g_assert_cmpstr (first->verifier, !=, second->verifier);
  g_assert_cmpstr (first->nonce, !=, second->nonce);
  g_checksum_update (sum, (const guchar *) first->verifier, -1);
  g_checksum_get_digest (sum, digest, &size);
  base64 = g_base64_encode (digest, size);
  g_strdelimit (base64, "+", '-');
  g_strdelimit (base64, "/", '_');
  base64[43] = '\0';
  g_assert_cmpstr (challenge, ==, base64);
}

#define DENIED                                                                                     \
  "error=access_denied&error_uri=https%3A%2F%2Fauthorization.example%2Ferrors%2Furn%253Acerner"    \
  "%253Aerror%253Aauthorization-server%253Aoauth2%253Agrant%253A"

static const struct
{
  const char *redirect; /* %s is the state */
  const char *code;     /* NULL: an error */
  KwError error;
} redirects[] = {
  { REDIRECT "?code=c1&state=%s", "c1", 0 },
  { REDIRECT "?state=%s&code=c%%2B1&scope=x&nonce=y&session_state=z", "c+1", 0 },
  { REDIRECT "#code=c1&state=%s", "c1", 0 },
  { REDIRECT "?code=c1&state=%s&iss=https%%3A%%2F%%2Fid.example%%2F", "c1", 0 },
  { REDIRECT "?code=c1&state=%s&iss=https%%3A%%2F%%2Fevil.example", NULL,
    KW_ERROR_SIGN_IN_DAMAGED },
  { REDIRECT "?code=c1&state=%sx", NULL, KW_ERROR_SIGN_IN_DAMAGED },
  { REDIRECT "?code=c1&state=", NULL, KW_ERROR_SIGN_IN_DAMAGED },
  { REDIRECT "?code=c1", NULL, KW_ERROR_SIGN_IN_DAMAGED },
  { REDIRECT "?state=%s", NULL, KW_ERROR_SIGN_IN_DAMAGED },
  { REDIRECT, NULL, KW_ERROR_SIGN_IN_DAMAGED },
  { REDIRECT "?code=%%zz&state=%s", NULL, KW_ERROR_SIGN_IN_DAMAGED },
  { REDIRECT "/other?code=c1&state=%s", NULL, KW_ERROR_SIGN_IN_DAMAGED },
  { REDIRECT ".evil?code=c1&state=%s", NULL, KW_ERROR_SIGN_IN_DAMAGED },
  { "io.github.keepwell.keepwell://callback:8?code=c1&state=%s", NULL, KW_ERROR_SIGN_IN_DAMAGED },
  { "https://callback/?code=c1&state=%s", NULL, KW_ERROR_SIGN_IN_DAMAGED },
  { "nothing", NULL, KW_ERROR_SIGN_IN_DAMAGED },
  { REDIRECT "?error=access_denied&state=%s", NULL, KW_ERROR_SIGN_IN_CANCELLED },
  { REDIRECT "?error=invalid_scope&error_description=%%3Cb%%3E%%E2%%80%%AE&state=%s", NULL,
    KW_ERROR_SIGN_IN_REFUSED },
  { REDIRECT "?state=%s&error_uri=https%%3A%%2F%%2Fx%%2Ferrors%%2Funrelated", NULL,
    KW_ERROR_SIGN_IN_REFUSED },
  { REDIRECT "?error=access_denied", NULL, KW_ERROR_SIGN_IN_DAMAGED },
};

static void
test_redirect (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (redirects); i++)
    {
      g_autoptr (KwAttempt) attempt = make_attempt (REDIRECT);
      g_auto (GStrv) parts = g_strsplit (redirects[i].redirect, "%%", -1);
      g_autofree char *plain = g_strjoinv ("%", parts);
      g_auto (GStrv) around = g_strsplit (plain, "%s", 2);
      g_autofree char *redirect = g_strjoinv (attempt->state, around);
      g_autoptr (GError) error = NULL;
      g_autofree char *code = kw_attempt_parse_redirect (attempt, redirect, &error);

      g_test_message ("%s", redirects[i].redirect);
      g_assert_cmpstr (code, ==, redirects[i].code);
      if (redirects[i].code != NULL)
        continue;
      g_assert_error (error, KW_ERROR, (int) redirects[i].error);
      g_assert_null (strstr (error->message, attempt->state));
      g_assert_null (strstr (error->message, "c1"));
      g_assert_null (strchr (error->message, '<'));
    }
}

/* An error of Oracle Health says what it is in an address that is encoded twice. */
static void
test_error_uri (void)
{
  static const struct
  {
    const char *tail;
    KwError error;
  } cases[] = {
    { "denied-by-user", KW_ERROR_SIGN_IN_CANCELLED },
    { "denied-by-server", KW_ERROR_NOT_ENABLED },
    { "unknown-tenant", KW_ERROR_MOVED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KwAttempt) attempt = make_attempt (REDIRECT);
      g_autofree char *redirect
          = g_strconcat (REDIRECT "?state=", attempt->state, "&" DENIED, cases[i].tail,
                         "%2Finstances%2F1%3Fclient%3Da%26tenant%3Db", NULL);
      g_autoptr (GError) error = NULL;

      g_assert_null (kw_attempt_parse_redirect (attempt, redirect, &error));
      g_assert_error (error, KW_ERROR, (int) cases[i].error);
      g_assert_nonnull (strstr (error->message, cases[i].tail));
    }
}

/* One redirect, once, and of no other attempt. */
static void
test_once (void)
{
  g_autoptr (KwAttempt) first = make_attempt (REDIRECT);
  g_autoptr (KwAttempt) second = make_attempt (REDIRECT);
  g_autofree char *redirect = g_strconcat (REDIRECT "?code=c1&state=", first->state, NULL);
  g_autofree char *code = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (kw_attempt_parse_redirect (second, redirect, &error));
  g_assert_error (error, KW_ERROR, KW_ERROR_SIGN_IN_DAMAGED);
  g_clear_error (&error);
  code = kw_attempt_parse_redirect (first, redirect, &error);
  g_assert_cmpstr (code, ==, "c1");
  g_assert_null (kw_attempt_parse_redirect (first, redirect, &error));
  g_assert_error (error, KW_ERROR, KW_ERROR_SIGN_IN_DAMAGED);
}

static void
test_loopback_port (void)
{
  g_autoptr (KwAttempt) attempt = make_attempt ("http://127.0.0.1:4000/callback");
  g_autofree char *other
      = g_strconcat ("http://127.0.0.1:4001/callback?code=c&state=", attempt->state, NULL);
  g_autofree char *own
      = g_strconcat ("http://127.0.0.1:4000/callback?code=c&state=", attempt->state, NULL);
  g_autofree char *code = NULL;

  g_assert_null (kw_attempt_parse_redirect (attempt, other, NULL));
  code = kw_attempt_parse_redirect (attempt, own, NULL);
  g_assert_cmpstr (code, ==, "c");
}

/* RFC 9207: a server that says that it names itself must do so. */
static void
test_announced_issuer (void)
{
  static const struct
  {
    const char *tail;
    gboolean good;
  } cases[] = { { "", FALSE },
                { "&iss=https%3A%2F%2Fevil.example", FALSE },
                { "&iss=https%3A%2F%2Fid.example", TRUE } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KwConnection) connection = connection_with (
          KW_CONNECTION_BASE, BASE, KW_CONNECTION_AUD, BASE, KW_CONNECTION_ISSUER,
          "https://id.example", KW_CONNECTION_SENDS_ISSUER, "true", KW_CONNECTION_AUTHORIZE_URL,
          "https://id.example/authorize", -1);
      g_autoptr (KwAttempt) attempt
          = kw_attempt_new (connection, "client", REDIRECT, "openid", NULL);
      g_autofree char *redirect
          = g_strconcat (REDIRECT "?code=c1&state=", attempt->state, cases[i].tail, NULL);
      g_autofree char *code = kw_attempt_parse_redirect (attempt, redirect, NULL);

      g_assert_cmpint (code != NULL, ==, cases[i].good);
    }
}

/* The guard runs before any page opens, and nobody signs in without a client id. */
static void
test_refused (void)
{
  g_autoptr (KwConnection) mixed
      = connection_with (KW_CONNECTION_BASE, "https://fhir.example/r4/one", KW_CONNECTION_AUD,
                         "https://fhir.example/r4/one", KW_CONNECTION_AUTHORIZE_URL,
                         "https://id.example/tenants/two/protocols/oauth2/profiles/smart-v1/"
                         "personas/patient/authorize",
                         -1);
  g_autoptr (GError) error = NULL;

  g_assert_null (kw_attempt_new (mixed, "c", REDIRECT, "openid", &error));
  g_assert_error (error, KW_ERROR, KW_ERROR_TENANT_MISMATCH_OURS);
  g_clear_error (&error);
  g_assert_null (kw_attempt_new (mixed, NULL, REDIRECT, "openid", &error));
  g_assert_error (error, KW_ERROR, KW_ERROR_NOT_REGISTERED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/net/attempt/authorize-url", test_authorize_url);
  g_test_add_func ("/net/attempt/secrets", test_secrets);
  g_test_add_func ("/net/attempt/prompt", test_prompt);
  g_test_add_func ("/net/attempt/redirect", test_redirect);
  g_test_add_func ("/net/attempt/error-uri", test_error_uri);
  g_test_add_func ("/net/attempt/once", test_once);
  g_test_add_func ("/net/attempt/loopback-port", test_loopback_port);
  g_test_add_func ("/net/attempt/announced-issuer", test_announced_issuer);
  g_test_add_func ("/net/attempt/refused", test_refused);
  return g_test_run ();
}
