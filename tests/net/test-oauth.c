/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "server.h"

#include <string.h>

#include "jose/jose.h"
#include "net/attempt.h"

#define REDIRECT "io.github.keepwell.keepwell://callback"
#define PROFILE "/protocols/oauth2/profiles/smart-v1/"

/* A hospital with its keys, and an attempt to sign in there. */
typedef struct
{
  Server *server;
  KwSession *session;
  KwSigningKey *key;
  KwConnection *connection;
  KwAttempt *attempt;
  char *issuer;
} Fixture;

static KwConnection *
make_connection (Server *server, const char *issuer)
{
  const char *origin = server_get_origin (server);
  g_autofree char *host = g_strdup (origin + strlen ("http://"));
  g_autofree char *base = g_strconcat (origin, "/r4/T", NULL);
  g_autofree char *authorize
      = g_strconcat (origin, "/tenants/T" PROFILE "personas/patient/authorize", NULL);
  g_autofree char *token = g_strconcat (origin, "/tenants/T/hosts/", host, PROFILE "token", NULL);
  g_autofree char *jwks = g_strconcat (origin, "/jwk", NULL);

  return connection_with (KW_CONNECTION_BASE, base, KW_CONNECTION_AUD, base, KW_CONNECTION_ISSUER,
                          issuer, KW_CONNECTION_AUTHORIZE_URL, authorize, KW_CONNECTION_TOKEN_URL,
                          token, KW_CONNECTION_JWKS_URL, jwks, KW_CONNECTION_CLIENT_ID, "client",
                          KW_CONNECTION_PATIENT, "p1", -1);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GBytes) jwks = NULL;
  g_autofree char *text = NULL;

  self->server = server_new ();
  self->session = kw_session_new ();
  self->key = kw_signing_key_generate ("ES256", "k1", NULL);
  self->issuer = g_strconcat (server_get_origin (self->server), "/tenants/T", NULL);
  self->connection = make_connection (self->server, self->issuer);
  self->attempt
      = kw_attempt_new (self->connection, "client", REDIRECT, "openid offline_access", NULL);
  g_assert_nonnull (self->attempt);
  jwks = kw_signing_key_dup_public_jwks (self->key);
  text = g_strndup (g_bytes_get_data (jwks, NULL), g_bytes_get_size (jwks));
  server_set (self->server, "/jwk", 200, "application/json", text);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  kw_attempt_free (self->attempt);
  kw_connection_unref (self->connection);
  kw_signing_key_free (self->key);
  kw_session_unref (self->session);
  server_free (self->server);
  g_free (self->issuer);
}

static char *
token_path (Fixture *self)
{
  const char *url = kw_connection_get (self->connection, KW_CONNECTION_TOKEN_URL);

  return g_strdup (url + strlen (server_get_origin (self->server)));
}

static void
set_token_answer (Fixture *self, guint status, const char *type, const char *body)
{
  g_autofree char *path = token_path (self);

  server_set (self->server, path, status, type, body);
}

static KwTokens *
exchange (Fixture *self, KwConnection **out, GError **error)
{
  return kw_oauth_exchange (self->session, self->attempt, "code-canary", out, NULL, error);
}

/* An ID token of the fixture's hospital; @more is put among its claims. */
static char *
make_id_token (Fixture *self, const char *issuer, const char *nonce, const char *more)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  g_autofree char *claims = g_strdup_printf (
      "{\"iss\":\"%s\",\"aud\":[\"client\"],\"sub\":\"s1\",\"exp\":%" G_GINT64_FORMAT
      ",\"iat\":%" G_GINT64_FORMAT ",\"auth_time\":1.5,\"nonce\":\"%s\"%s}",
      issuer, now + 300, now, nonce, more);
  g_autoptr (GBytes) payload = g_bytes_new (claims, strlen (claims));

  return kw_jws_sign (self->key, payload, NULL);
}

/* Servers seen in the wild, 2: what a token answer may look like. */
static void
test_answers (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *body;
    const char *patient;
    gint64 lifetime;
    const char *refresh;
  } cases[] = {
    { "{\"access_token\":\"a\",\"token_type\":\"Bearer\",\"expires_in\":570,\"patient\":\"p1\","
      "\"refresh_token\":\"r\"}",
      "p1", 570, "r" },
    { "{\"access_token\":\"a\",\"token_type\":\"bEARER\",\"expires_in\":\"570\",\"patient\":"
      "\"p1\"}",
      "p1", 570, NULL },
    { "{\"access_token\":\"a\",\"expires_in\":16768.523842,\"patient\":\"p1\",\"extra\":{\"x\":[]}"
      "}",
      "p1", 16768, NULL },
    { "{\"access_token\":\"a\",\"patient\":12724066}", "12724066", 300, NULL },
    { "{\"access_token\":\"a\",\"patient\":\"Patient/p1\",\"expires_in\":-5}", "p1", 300, NULL },
    { "{\"access_token\":\"a\",\"patient\":\"p1\",\"expires_in\":\"x\"}", "p1", 300, NULL },
    { "{\"access_token\":\"a\",\"patient\":\"erXuFYUfucBZaryVksYEcMg3_x.2-1\"}",
      "erXuFYUfucBZaryVksYEcMg3_x.2-1", 300, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KwConnection) connection = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (KwTokens) tokens = NULL;
      gint64 left;

      g_test_message ("%s", cases[i].body);
      set_token_answer (self, 200, "application/json", cases[i].body);
      tokens = exchange (self, &connection, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (tokens->access_token, ==, "a");
      g_assert_cmpstr (tokens->patient, ==, cases[i].patient);
      g_assert_cmpstr (tokens->refresh_token, ==, cases[i].refresh);
      left = tokens->expires_at - g_get_real_time () / G_USEC_PER_SEC;
      g_assert_cmpint (left, <=, cases[i].lifetime);
      g_assert_cmpint (left, >=, cases[i].lifetime - 5);
      g_assert_cmpstr (kw_connection_get (connection, KW_CONNECTION_PATIENT), ==, cases[i].patient);
      /* No scope in the answer means the scope that was asked for (RFC 6749 section 5.1). */
      g_assert_cmpstr (kw_connection_get (connection, KW_CONNECTION_SCOPE_GRANTED), ==,
                       "openid offline_access");
    }
}

static void
test_damaged_answers (Fixture *self, gconstpointer data)
{
  static const struct
  {
    guint status;
    const char *body;
    KwError error;
  } cases[] = {
    { 200, "", KW_ERROR_SERVER },
    { 200, "<html>Sign in</html>", KW_ERROR_SERVER },
    { 200, "[]", KW_ERROR_SERVER },
    { 200, "{}", KW_ERROR_SERVER },
    { 200, "{\"access_token\":\"\",\"patient\":\"p1\"}", KW_ERROR_SERVER },
    { 200, "{\"access_token\":\"a\\r\\nX-Other: b\",\"patient\":\"p1\"}", KW_ERROR_SERVER },
    { 200, "{\"access_token\":\"a\",\"patient\":\"https://x.example/r4/T/Patient/p1\"}",
      KW_ERROR_CHOOSE_PATIENT },
    { 200, "{\"access_token\":[1],\"patient\":\"p1\"}", KW_ERROR_SERVER },
    { 200, "{\"access_token\":\"a\",\"token_type\":\"mac\",\"patient\":\"p1\"}", KW_ERROR_SERVER },
    { 200, "{\"access_token\":\"a\"}", KW_ERROR_CHOOSE_PATIENT },
    { 200, "{\"access_token\":\"a\",\"patient\":\"\"}", KW_ERROR_CHOOSE_PATIENT },
    { 200, "{\"access_token\":\"a\",\"patient\":\"..\"}", KW_ERROR_CHOOSE_PATIENT },
    { 200, "{\"access_token\":\"a\",\"patient\":\"p1?x=y\"}", KW_ERROR_CHOOSE_PATIENT },
    { 200, "{\"access_token\":\"a\",\"patient\":\"Patient/p1/../p2\"}", KW_ERROR_CHOOSE_PATIENT },
    { 200, "{\"access_token\":\"a\",\"patient\":\"p1\",\"id_token\":\"nonsense\"}",
      KW_ERROR_ID_TOKEN },
    { 400, "{\"error\":\"invalid_grant\"}", KW_ERROR_SIGN_IN_DAMAGED },
    { 400, "{\"error\":\"invalid_client\"}", KW_ERROR_NOT_ENABLED },
    { 401, "", KW_ERROR_SIGN_IN_DAMAGED },
    { 500, "", KW_ERROR_SERVER },
    { 503, "", KW_ERROR_BUSY },
    { 400,
      "{\"error\":\"invalid_grant\",\"error_uri\":\"https://a/errors/urn%3Acerner%3Aerror%3A"
      "authorization-server%3Aoauth2%3Atoken%3Acode%3Atenant%3Amismatch/instances/1\"}",
      KW_ERROR_TENANT_MISMATCH_OURS },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KwConnection) connection = NULL;
      g_autoptr (GError) error = NULL;

      g_test_message ("%u %s", cases[i].status, cases[i].body);
      set_token_answer (self, cases[i].status, "application/json", cases[i].body);
      g_assert_null (exchange (self, &connection, &error));
      g_assert_error (error, KW_ERROR, (int) cases[i].error);
      g_assert_null (connection);
      g_assert_null (strstr (error->message, "code-canary"));
    }
}

/* An answer of eight megabytes is not read to its end. */
static void
test_huge_answer (Fixture *self, gconstpointer data)
{
  g_autofree char *member = g_strnfill (8 * 1024 * 1024, 'x');
  g_autofree char *body = g_strconcat ("{\"access_token\":\"", member, "\"}", NULL);
  g_autoptr (GError) error = NULL;

  set_token_answer (self, 200, "application/json", body);
  g_assert_null (exchange (self, NULL, &error));
  g_assert_error (error, KW_ERROR, KW_ERROR_SERVER);
}

static void
test_request (Fixture *self, gconstpointer data)
{
  g_autoptr (KwConnection) connection = NULL;
  g_autoptr (KwTokens) tokens = NULL;
  g_autofree char *log = NULL;
  g_autofree char *expected = NULL;
  g_autofree char *path = token_path (self);

  set_token_answer (self, 200, "application/json", "{\"access_token\":\"a\",\"patient\":\"p1\"}");
  tokens = exchange (self, &connection, NULL);
  expected = g_strdup_printf (
      "POST %s||grant_type=authorization_code&code=code-canary&redirect_uri="
      "io.github.keepwell.keepwell%%3A%%2F%%2Fcallback&client_id=client&code_verifier=%s\n",
      path, self->attempt->verifier);
  log = server_dup_log (self->server);
  g_assert_cmpstr (log, ==, expected);
}

static void
set_id_token_answer (Fixture *self, const char *id_token)
{
  g_autofree char *body = g_strdup_printf (
      "{\"access_token\":\"a\",\"patient\":\"p1\",\"id_token\":\"%s\"}", id_token);

  set_token_answer (self, 200, "application/json", body);
}

static void
test_id_token (Fixture *self, gconstpointer data)
{
  g_autofree char *oidc = g_strconcat (self->issuer, "/oidc/idsps/x/", NULL);
  g_autofree char *slashed = g_strconcat (self->issuer, "/", NULL);
  g_autofree char *other = g_strconcat (server_get_origin (self->server), "/tenants/U", NULL);
  const struct
  {
    const char *issuer;
    const char *nonce;
    const char *more;
    KwError error; /* 0: accepted */
  } cases[] = {
    { self->issuer, self->attempt->nonce, ",\"fhirUser\":\"Patient/p1\"", 0 },
    { slashed, self->attempt->nonce, "", 0 },
    { oidc, self->attempt->nonce, "", 0 },
    { other, self->attempt->nonce, "", KW_ERROR_ID_TOKEN },
    { "https://evil.example/tenants/T", self->attempt->nonce, "", KW_ERROR_ID_TOKEN },
    { self->issuer, "another", "", KW_ERROR_ID_TOKEN },
    { self->issuer, self->attempt->nonce,
      ",\"fhirUser\":\"https://fhir.example/r4/Other/Patient/p1\"", KW_ERROR_TENANT_MISMATCH_OURS },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *token = make_id_token (self, cases[i].issuer, cases[i].nonce, cases[i].more);
      g_autoptr (KwConnection) connection = NULL;
      g_autoptr (KwTokens) tokens = NULL;
      g_autoptr (GError) error = NULL;

      g_test_message ("%s %s", cases[i].issuer, cases[i].more);
      set_id_token_answer (self, token);
      tokens = exchange (self, &connection, &error);
      if (cases[i].error != 0)
        {
          g_assert_error (error, KW_ERROR, (int) cases[i].error);
          continue;
        }
      g_assert_no_error (error);
      g_assert_cmpstr (kw_connection_get (connection, KW_CONNECTION_ID_TOKEN_ISSUER), ==,
                       cases[i].issuer);
    }
}

/* A key that the hospital does not have, and one that is not its own. */
static void
test_foreign_key (Fixture *self, gconstpointer data)
{
  static const char *const kids[] = { "k2", "k1" };

  for (guint i = 0; i < G_N_ELEMENTS (kids); i++)
    {
      g_autofree char *token = NULL;
      g_autoptr (KwConnection) connection = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (KwSigningKey) own = g_steal_pointer (&self->key);

      self->key = kw_signing_key_generate ("ES256", kids[i], NULL);
      token = make_id_token (self, self->issuer, self->attempt->nonce, "");
      set_id_token_answer (self, token);
      g_assert_null (exchange (self, &connection, &error));
      g_assert_error (error, KW_ERROR, KW_ERROR_ID_TOKEN);
    }
}

/* The patient of a sign-in comes from fhirUser where the answer does not name one, and a proxy's
 * own fhirUser is nobody's record. */
static void
test_patient (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *user;
    const char *patient;
  } cases[] = {
    { "Patient/p7", "p7" },
    { "RelatedPerson/r7", NULL },
    { "Patient/", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *more = g_strdup_printf (",\"fhirUser\":\"%s\"", cases[i].user);
      g_autofree char *token = make_id_token (self, self->issuer, self->attempt->nonce, more);
      g_autofree char *body
          = g_strdup_printf ("{\"access_token\":\"a\",\"id_token\":\"%s\"}", token);
      g_autoptr (KwConnection) connection = NULL;
      g_autoptr (KwTokens) tokens = NULL;
      g_autoptr (GError) error = NULL;

      set_token_answer (self, 200, "application/json", body);
      tokens = exchange (self, &connection, &error);
      g_assert_cmpstr (tokens != NULL ? tokens->patient : NULL, ==, cases[i].patient);
    }
}

static KwTokens *
make_old (Fixture *self)
{
  KwTokens *old = g_new0 (KwTokens, 1);

  old->access_token = g_strdup ("old");
  old->refresh_token = g_strdup ("refresh-canary");
  old->patient = g_strdup ("p1");
  old->scope = g_strdup ("openid");
  old->id_token = make_id_token (self, self->issuer, "n", "");
  return old;
}

static void
test_refresh (Fixture *self, gconstpointer data)
{
  static const struct
  {
    guint status;
    const char *body;
    int error; /* -1: good */
    const char *refresh;
  } cases[] = {
    { 200, "{\"access_token\":\"a\",\"expires_in\":570}", -1, "refresh-canary" },
    { 200, "{\"access_token\":\"a\",\"refresh_token\":\"r2\",\"patient\":\"p1\"}", -1, "r2" },
    { 200, "{\"access_token\":\"a\",\"id_token\":\"no.audience.here\"}", -1, "refresh-canary" },
    { 200, "{\"access_token\":\"a\",\"patient\":\"p2\"}", KW_ERROR_OTHER_PATIENT, NULL },
    { 200, "<html></html>", KW_ERROR_RENEWAL, NULL },
    { 400, "{\"error\":\"invalid_grant\"}", KW_ERROR_SIGN_IN_LAPSED, NULL },
    { 400, "{\"error\":\"invalid_request\"}", KW_ERROR_SIGN_IN_LAPSED, NULL },
    { 400,
      "{\"error\":\"invalid_grant\",\"error_uri\":\"https://a/errors/urn%3Acerner%3Aerror%3A"
      "authorization-server%3Aoauth2%3Asome:new:one\"}",
      KW_ERROR_SIGN_IN_LAPSED, NULL },
    { 400, "<html>Maintenance</html>", KW_ERROR_RENEWAL, NULL },
    { 401, "", KW_ERROR_SIGN_IN_LAPSED, NULL },
    { 403, "<html>Blocked</html>", KW_ERROR_RENEWAL, NULL },
    { 404, "", KW_ERROR_RENEWAL, NULL },
    { 500, "", KW_ERROR_RENEWAL, NULL },
    { 503, "", KW_ERROR_RENEWAL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KwTokens) old = make_old (self);
      g_autoptr (KwTokens) tokens = NULL;
      g_autoptr (GError) error = NULL;

      g_test_message ("%u %s", cases[i].status, cases[i].body);
      set_token_answer (self, cases[i].status, "application/json", cases[i].body);
      tokens = kw_oauth_refresh (self->session, self->connection, old, NULL, &error);
      if (cases[i].error >= 0)
        {
          g_assert_null (tokens);
          g_assert_error (error, KW_ERROR, cases[i].error);
          g_assert_null (strstr (error->message, "refresh-canary"));
          continue;
        }
      g_assert_no_error (error);
      g_assert_cmpstr (tokens->access_token, ==, "a");
      g_assert_cmpstr (tokens->refresh_token, ==, cases[i].refresh);
      g_assert_cmpstr (tokens->patient, ==, "p1");
      /* The one that was verified stays. */
      g_assert_cmpstr (tokens->id_token, ==, old->id_token);
    }
}

/* When the sign-in as a whole ends, in the three ways that servers say it. */
static void
test_lapse (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *members;
    gint64 lapse; /* seconds from now, or the moment */
    gboolean moment;
  } cases[] = {
    { "", 0, TRUE },
    { ",\"refresh_expires_in\":1800", 1800, FALSE },
    { ",\"refresh_token_expires_in\":\"7776000\"", 7776000, FALSE },
    { ",\"refresh_expires_in\":0", 0, TRUE },
    { ",\"access_grant_expiration\":\"2099-01-02T03:04:05Z\"", 4071006245, TRUE },
    { ",\"access_grant_expiration\":\"soon\"", 0, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *body = g_strdup_printf (
          "{\"access_token\":\"a\",\"patient\":\"p1\",\"refresh_token\":\"r\"%s}",
          cases[i].members);
      g_autofree char *json = NULL;
      g_autoptr (KwConnection) connection = NULL;
      g_autoptr (KwTokens) tokens = NULL;
      g_autoptr (KwTokens) stored = NULL;
      g_autoptr (KwTokens) fresh = NULL;
      gint64 expected
          = cases[i].lapse + (cases[i].moment ? 0 : g_get_real_time () / G_USEC_PER_SEC);

      g_test_message ("%s", body);
      set_token_answer (self, 200, "application/json", body);
      tokens = exchange (self, &connection, NULL);
      g_assert_nonnull (tokens);
      g_assert_cmpint (ABS (tokens->lapses_at - expected), <=, 5);
      json = kw_tokens_to_json (tokens);
      stored = kw_tokens_new_from_json (json, NULL);
      g_assert_cmpint (stored->lapses_at, ==, tokens->lapses_at);
      /* The same refresh token keeps its end, a new one has none until the server says it. */
      set_token_answer (self, 200, "application/json", "{\"access_token\":\"b\"}");
      fresh = kw_oauth_refresh (self->session, self->connection, stored, NULL, NULL);
      g_assert_cmpint (fresh->lapses_at, ==, tokens->lapses_at);
      kw_tokens_free (g_steal_pointer (&fresh));
      set_token_answer (self, 200, "application/json",
                        "{\"access_token\":\"b\",\"refresh_token\":\"r2\"}");
      fresh = kw_oauth_refresh (self->session, self->connection, stored, NULL, NULL);
      g_assert_cmpint (fresh->lapses_at, ==, 0);
    }
}

/* Where nobody is named, the one record that the token opens is asked for; two are a choice. */
static void
test_asked (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *entries;
    const char *patient;
  } cases[] = {
    { "{\"resource\":{\"resourceType\":\"Patient\",\"id\":\"p9\"}},{\"resource\":{"
      "\"resourceType\":\"OperationOutcome\"}}",
      "p9" },
    { "{\"resource\":{\"resourceType\":\"Patient\",\"id\":\"p9\"}},{\"resource\":{"
      "\"resourceType\":\"Patient\",\"id\":\"p8\"}}",
      NULL },
    { "", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *bundle = g_strdup_printf (
          "{\"resourceType\":\"Bundle\",\"type\":\"searchset\",\"entry\":[%s]}", cases[i].entries);
      g_autoptr (KwConnection) connection = NULL;
      g_autoptr (KwTokens) tokens = NULL;
      g_autoptr (GError) error = NULL;

      server_set (self->server, "/r4/T/Patient", 200, "application/fhir+json", bundle);
      set_token_answer (self, 200, "application/json", "{\"access_token\":\"a\"}");
      tokens = exchange (self, &connection, &error);
      g_assert_cmpstr (tokens != NULL ? tokens->patient : NULL, ==, cases[i].patient);
      if (tokens == NULL)
        g_assert_error (error, KW_ERROR, KW_ERROR_CHOOSE_PATIENT);
    }
}

/* A refresh that answers with the ID token of somebody else. */
static void
test_refresh_subject (Fixture *self, gconstpointer data)
{
  g_autoptr (KwTokens) old = make_old (self);
  g_autoptr (GError) error = NULL;
  g_autofree char *payload = kw_base64url_encode ("{\"sub\":\"s2\"}", 12);
  g_autofree char *body = g_strdup_printf (
      "{\"access_token\":\"a\",\"id_token\":\"eyJhbGciOiJFUzI1NiJ9.%s.AAAA\"}", payload);

  set_token_answer (self, 200, "application/json", body);
  g_assert_null (kw_oauth_refresh (self->session, self->connection, old, NULL, &error));
  g_assert_error (error, KW_ERROR, KW_ERROR_OTHER_PATIENT);
}

/* An access token of another tenant is not given back. */
static void
test_refresh_tenant (Fixture *self, gconstpointer data)
{
  static const char claims[] = "{\"urn:com:cerner:authorization:claims\":{\"tnt\":\"U\"}}";
  g_autoptr (KwTokens) old = make_old (self);
  g_autoptr (GError) error = NULL;
  g_autofree char *payload = kw_base64url_encode (claims, strlen (claims));
  g_autofree char *body
      = g_strdup_printf ("{\"access_token\":\"eyJhbGciOiJFUzI1NiJ9.%s.AAAA\"}", payload);

  set_token_answer (self, 200, "application/json", body);
  g_assert_null (kw_oauth_refresh (self->session, self->connection, old, NULL, &error));
  g_assert_error (error, KW_ERROR, KW_ERROR_TENANT_MISMATCH_OURS);
}

static void
test_revoke (Fixture *self, gconstpointer data)
{
  g_autofree char *url
      = g_strconcat (server_get_origin (self->server), "/tenants/T" PROFILE "token/revoke", NULL);
  g_autofree char *mixed
      = g_strconcat (server_get_origin (self->server), "/tenants/U" PROFILE "token/revoke", NULL);
  g_autoptr (KwTokens) old = make_old (self);
  g_autoptr (KwConnection) good
      = kw_connection_with (self->connection, KW_CONNECTION_REVOKE_URL, url);
  g_autoptr (KwConnection) bad
      = kw_connection_with (self->connection, KW_CONNECTION_REVOKE_URL, mixed);
  g_autofree char *log = NULL;
  char *end;
  g_autoptr (GError) error = NULL;

  g_assert_false (kw_oauth_revoke (self->session, self->connection, old, NULL, &error));
  g_assert_error (error, KW_ERROR, KW_ERROR_NOT_OFFERED);
  g_clear_error (&error);
  g_assert_false (kw_oauth_revoke (self->session, bad, old, NULL, &error));
  g_assert_error (error, KW_ERROR, KW_ERROR_TENANT_MISMATCH_OURS);
  g_clear_error (&error);
  server_set (self->server, "/tenants/T" PROFILE "token/revoke", 503, NULL, "");
  g_assert_false (kw_oauth_revoke (self->session, good, old, NULL, &error));
  g_assert_error (error, KW_ERROR, KW_ERROR_BUSY);
  server_set (self->server, "/tenants/T" PROFILE "token/revoke", 200, NULL, "");
  g_assert_true (kw_oauth_revoke (self->session, good, old, NULL, NULL));
  log = server_dup_log (self->server);
  /* The grant first, then the token that some servers let live on. */
  end = strstr (log, "token/revoke||token=old&token_type_hint=access_token&client_id=client\n");
  g_assert_nonnull (end);
  *end = '\0';
  g_assert_true (
      strstr (log,
              "token/revoke||token=refresh-canary&token_type_hint=refresh_token&client_id=client\n")
      != NULL);
  g_assert_null (strstr (log, "/tenants/U"));
}

static void
test_no_refresh_token (Fixture *self, gconstpointer data)
{
  g_autoptr (KwTokens) old = make_old (self);
  g_autofree char *log = NULL;
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&old->refresh_token, g_free);
  g_assert_null (kw_oauth_refresh (self->session, self->connection, old, NULL, &error));
  g_assert_error (error, KW_ERROR, KW_ERROR_SIGN_IN_LAPSED);
  log = server_dup_log (self->server);
  g_assert_cmpstr (log, ==, "");
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture *self, gconstpointer data);
  } tests[] = {
    { "/net/oauth/answers", test_answers },
    { "/net/oauth/damaged-answers", test_damaged_answers },
    { "/net/oauth/huge-answer", test_huge_answer },
    { "/net/oauth/request", test_request },
    { "/net/oauth/id-token", test_id_token },
    { "/net/oauth/foreign-key", test_foreign_key },
    { "/net/oauth/patient", test_patient },
    { "/net/oauth/refresh", test_refresh },
    { "/net/oauth/refresh-subject", test_refresh_subject },
    { "/net/oauth/refresh-tenant", test_refresh_tenant },
    { "/net/oauth/lapse", test_lapse },
    { "/net/oauth/asked", test_asked },
    { "/net/oauth/revoke", test_revoke },
    { "/net/oauth/no-refresh-token", test_no_refresh_token },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
