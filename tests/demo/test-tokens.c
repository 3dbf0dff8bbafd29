/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "client.h"

#include "demo/sign-in.h"
#include "jose/jose.h"

#define NOW (g_get_real_time () / G_USEC_PER_SEC)

static const char *
member (KwJson *json, const char *path)
{
  return kw_json_scalar_at (kw_json_get_root (json), path);
}

/* One member of the token request changed or left out: invalid_grant with the URN, and never
 * stored. */
static void
test_strict (void)
{
  static const struct
  {
    const char *name;
    const char *value;
    const char *urn;
  } rows[] = {
    { "code_verifier", NULL, "code%3Ainvalid" },
    { "code_verifier", "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXX", "code%3Ainvalid" },
    { "code_verifier", CHALLENGE, "code%3Ainvalid" },
    { "redirect_uri", NULL, "invalid-redirect-uri" },
    { "redirect_uri", "http://127.0.0.1:4712/callback", "invalid-redirect-uri" },
    { "client_id", NULL, "client%3Amismatch" },
    { "client_id", "somebody-else", "client%3Amismatch" },
    { "code", "never-given", "code%3Ainvalid" },
    { "code", NULL, "code%3Ainvalid" },
    { "grant_type", "password", "unsupported-grant-type" },
  };
  g_autoptr (KwClinic) clinic = clinic_with (NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *redirect = sign_in (clinic, 0, "James Okafor", NULL);
      g_autofree char *code = query_member (redirect, "code");
      g_autoptr (Reply) reply = exchange (clinic, 0, code, rows[i].name, rows[i].value);
      g_test_message ("%s=%s", rows[i].name, rows[i].value);
      g_assert_cmpuint (reply->status, ==, 400);
      g_assert_cmpstr (reply->cache_control, ==, "no-store");
      g_assert_nonnull (strstr (reply->text, rows[i].urn));
    }
}

/* A second use of a code fails, and ends what the first use gave. */
static void
test_code_once (void)
{
  g_autoptr (KwClinic) clinic = clinic_with (NULL);
  g_autofree char *redirect = sign_in (clinic, 0, "James Okafor", NULL);
  g_autofree char *code = query_member (redirect, "code");
  g_autoptr (Reply) first = exchange (clinic, 0, code, NULL, NULL);
  g_autoptr (Reply) second = exchange (clinic, 0, code, NULL, NULL);
  g_assert_cmpuint (first->status, ==, 200);
  g_assert_cmpuint (second->status, ==, 400);
  g_autoptr (KwJson) json = reply_json (first);
  g_autoptr (Reply) read = read_fhir (clinic, 0, member (json, "access_token"), "Patient/1");
  g_assert_cmpuint (read->status, ==, 401);
}

static void
test_code_of_the_other (void)
{
  g_autoptr (KwClinic) clinic = clinic_with (NULL);
  g_autofree char *redirect = sign_in (clinic, 0, "James Okafor", NULL);
  g_autofree char *code = query_member (redirect, "code");
  g_autoptr (Reply) reply = exchange (clinic, 1, code, NULL, NULL);
  g_assert_cmpuint (reply->status, ==, 400);
  g_assert_nonnull (strstr (reply->text, "tenant%3Amismatch"));
}

/* The answer of each hospital, and the ID token against the published keys. */
static void
test_answer (void)
{
  g_autoptr (KwClinic) clinic = clinic_with (NULL);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (KwJson) json = connect_as (clinic, i, "Anna Lee", "Mary Lee");
      g_autofree char *issuer = endpoint (clinic, i, "issuer");
      g_autofree char *keys_url = endpoint (clinic, i, "jwks_uri");
      g_autoptr (Reply) keys = fetch (keys_url, NULL, NULL, NULL);
      g_autoptr (GBytes) jwks = g_bytes_new (keys->text, strlen (keys->text));
      g_autofree char *expected = g_strconcat (issuer, "/oidc/idsps/demo/", NULL);
      KwIdTokenExpectation expectation
          = { .issuer = expected, .audience = KW_DEMO_CLIENT_ID, .nonce = "the-nonce", .now = NOW };
      g_assert_cmpstr (member (json, "token_type"), ==, "Bearer");
      g_assert_cmpstr (member (json, "expires_in"), ==, "570");
      g_assert_nonnull (member (json, "refresh_token"));
      g_autoptr (KwJson) claims
          = kw_id_token_verify (member (json, "id_token"), jwks, &expectation, &error);
      g_assert_no_error (error);
      g_assert_true (g_str_has_suffix (member (claims, "fhirUser"), "Patient/1001") == (i == 1));
      g_autoptr (KwJson) access = kw_jws_peek (member (json, "access_token"));
      const KwJsonNode *tenant = kw_json_node_get_member (
          kw_json_node_get_member (kw_json_get_root (access),
                                   "urn:cerner:authorization:claims:version:1"),
          "tenant");
      g_assert_true (
          g_str_has_suffix (kw_clinic_get_base (clinic, i), kw_json_node_get_string (tenant)));
    }
}

/* Riverside keeps its refresh token; City Clinic gives a new one each time, and the use of a spent
 * one ends the grant. */
static void
test_refresh (void)
{
  g_autoptr (KwClinic) clinic = clinic_with (NULL);
  g_autoptr (KwJson) kept = connect_as (clinic, 0, "James Okafor", NULL);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (Reply) reply = refresh (clinic, 0, member (kept, "refresh_token"));
      g_assert_cmpuint (reply->status, ==, 200);
      g_assert_null (strstr (reply->text, "refresh_token"));
    }
  g_autoptr (KwJson) first = connect_as (clinic, 1, "James Okafor", NULL);
  g_autoptr (Reply) reply = refresh (clinic, 1, member (first, "refresh_token"));
  g_autoptr (KwJson) second = reply_json (reply);
  g_assert_cmpstr (member (second, "refresh_token"), !=, member (first, "refresh_token"));
  g_autoptr (Reply) spent = refresh (clinic, 1, member (first, "refresh_token"));
  g_assert_cmpuint (spent->status, ==, 400);
  g_autoptr (Reply) ended = refresh (clinic, 1, member (second, "refresh_token"));
  g_assert_cmpuint (ended->status, ==, 400);
  g_autoptr (Reply) elsewhere = refresh (clinic, 1, member (kept, "refresh_token"));
  g_assert_cmpuint (elsewhere->status, ==, 400);
}

static void
test_revoke (void)
{
  g_autoptr (KwClinic) clinic = clinic_with (NULL);
  g_autoptr (KwJson) json = connect_as (clinic, 0, "James Okafor", NULL);
  g_autofree char *url = endpoint (clinic, 0, "revocation_endpoint");
  g_autofree char *form = g_strdup_printf ("token=%s", member (json, "refresh_token"));
  g_autoptr (Reply) unknown = fetch (url, "token=never-given", NULL, NULL);
  g_autoptr (Reply) known = fetch (url, form, NULL, NULL);
  g_assert_cmpuint (unknown->status, ==, 200);
  g_assert_cmpuint (known->status, ==, 200);
  g_autoptr (Reply) reply = refresh (clinic, 0, member (json, "refresh_token"));
  g_assert_cmpuint (reply->status, ==, 400);
}

/* No offline_access, no refresh token; no openid, no ID token. City Clinic names the scopes of
 * records only. */
static void
test_scope (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KwClinic) clinic = clinic_with (NULL);
  g_autofree char *url = authorize_url (clinic, 0, "scope", "launch/patient patient/Patient.read");
  g_autofree char *redirect
      = kw_demo_sign_in (url, &(KwDemoChoice){ .user = "James Okafor" }, &error);
  g_assert_no_error (error);
  g_autofree char *code = query_member (redirect, "code");
  g_autoptr (Reply) reply = exchange (clinic, 0, code, NULL, NULL);
  g_autoptr (KwJson) small = reply_json (reply);
  g_assert_null (member (small, "refresh_token"));
  g_assert_null (member (small, "id_token"));
  g_autoptr (KwJson) full = connect_as (clinic, 0, "James Okafor", NULL);
  g_assert_cmpstr (member (full, "scope"), ==, SCOPE);
  g_autoptr (KwJson) city = connect_as (clinic, 1, "James Okafor", NULL);
  g_assert_null (strstr (member (city, "scope"), "offline_access"));
}

/* Each fault of a token answer: a member and its text; NULL: it is not there. */
static void
test_faults (void)
{
  static const struct
  {
    const char *fault;
    const char *member;
    const char *value;
  } rows[] = {
    { "expires-string", "expires_in", "570" }, { "expires-float", "expires_in", "570.523842" },
    { "no-expires", "expires_in", NULL },      { "no-refresh", "refresh_token", NULL },
    { "no-patient", "patient", NULL },         { "other-patient", "patient", "1002" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (KwClinic) clinic = clinic_with ((const char *[]){ rows[i].fault, NULL });
      g_autoptr (KwJson) json = connect_as (clinic, 0, "Rosa Alvarez", NULL);
      g_assert_cmpstr (member (json, rows[i].member), ==, rows[i].value);
    }
  g_autoptr (KwClinic) clinic = clinic_with ((const char *[]){ "html-token", NULL });
  g_autoptr (Reply) reply = exchange (clinic, 0, "any", NULL, NULL);
  g_assert_cmpstr (reply->content_type, ==, "text/html");
}

/* Each fault of an ID token is one that a verifier refuses, for the reason that it names. */
static void
test_id_token_faults (void)
{
  static const struct
  {
    const char *fault;
    KwJoseError code;
  } rows[] = {
    { "bad-nonce", KW_JOSE_ERROR_CLAIM },         { "wrong-audience", KW_JOSE_ERROR_CLAIM },
    { "bad-signature", KW_JOSE_ERROR_SIGNATURE }, { "alg-none", KW_JOSE_ERROR_ALGORITHM },
    { "unknown-kid", KW_JOSE_ERROR_KEY },
  };
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    for (guint hospital = 0; hospital < 2; hospital++)
      {
        g_autoptr (GError) error = NULL;
        g_autoptr (KwClinic) clinic = clinic_with ((const char *[]){ rows[i].fault, NULL });
        g_autoptr (KwJson) json = connect_as (clinic, hospital, "James Okafor", NULL);
        g_autofree char *keys_url = endpoint (clinic, hospital, "jwks_uri");
        g_autofree char *issuer = endpoint (clinic, hospital, "issuer");
        g_autofree char *expected = g_strconcat (issuer, "/oidc/idsps/demo/", NULL);
        g_autoptr (Reply) keys = fetch (keys_url, NULL, NULL, NULL);
        g_autoptr (GBytes) jwks = g_bytes_new (keys->text, strlen (keys->text));
        KwIdTokenExpectation expectation = {
          .issuer = expected, .audience = KW_DEMO_CLIENT_ID, .nonce = "the-nonce", .now = NOW
        };
        g_assert_null (kw_id_token_verify (member (json, "id_token"), jwks, &expectation, &error));
        g_assert_error (error, KW_JOSE_ERROR, (int) rows[i].code);
      }
}

static void
test_refresh_faults (void)
{
  static const struct
  {
    const char *fault;
    guint status;
  } rows[] = { { "expired-refresh", 400 },
               { "refresh-500", 500 },
               { "refresh-503", 503 },
               { "refresh-other-sub", 200 },
               { "refresh-no-aud", 200 } };
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (KwClinic) clinic = clinic_with ((const char *[]){ rows[i].fault, NULL });
      g_autoptr (KwJson) json = connect_as (clinic, 0, "James Okafor", NULL);
      g_autoptr (Reply) reply = refresh (clinic, 0, member (json, "refresh_token"));
      g_assert_cmpuint (reply->status, ==, rows[i].status);
      if (reply->status != 200)
        continue;
      g_autoptr (KwJson) answer = reply_json (reply);
      g_autoptr (KwJson) before = kw_jws_peek (member (json, "id_token"));
      g_autoptr (KwJson) after = kw_jws_peek (member (answer, "id_token"));
      gboolean same_sub = g_strcmp0 (member (before, "sub"), member (after, "sub")) == 0;
      gboolean same_patient = g_strcmp0 (member (json, "patient"), member (answer, "patient")) == 0;
      g_assert_true (same_sub == !g_str_has_suffix (rows[i].fault, "other-sub"));
      g_assert_true (same_patient == !g_str_has_suffix (rows[i].fault, "other-patient"));
      g_assert_true ((member (after, "aud") == NULL) == g_str_has_suffix (rows[i].fault, "no-aud"));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/demo/tokens/strict", test_strict);
  g_test_add_func ("/demo/tokens/code-once", test_code_once);
  g_test_add_func ("/demo/tokens/code-of-the-other", test_code_of_the_other);
  g_test_add_func ("/demo/tokens/answer", test_answer);
  g_test_add_func ("/demo/tokens/refresh", test_refresh);
  g_test_add_func ("/demo/tokens/revoke", test_revoke);
  g_test_add_func ("/demo/tokens/scope", test_scope);
  g_test_add_func ("/demo/tokens/faults", test_faults);
  g_test_add_func ("/demo/tokens/id-token-faults", test_id_token_faults);
  g_test_add_func ("/demo/tokens/refresh-faults", test_refresh_faults);
  return g_test_run ();
}
