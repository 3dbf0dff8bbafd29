/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "net/registration.h"

#include <string.h>

#include "jose/jose.h"
#include "server.h"

static KwTokens *
make_tokens (void)
{
  static const char json[] = "{\"access_token\":\"first\",\"expires_at\":0}";

  return kw_tokens_new_from_json (json, NULL);
}

static KwConnection *
make_connection (Server *server, const char *vendor, const char *registration)
{
  g_autofree char *base = g_strconcat (server_get_origin (server), "/fhir", NULL);
  g_autofree char *token = g_strconcat (server_get_origin (server), "/oauth2/token", NULL);

  return connection_with (KW_CONNECTION_BASE, base, KW_CONNECTION_TOKEN_URL, token,
                          KW_CONNECTION_CLIENT_ID, "keepwell", KW_CONNECTION_VENDOR, vendor,
                          KW_CONNECTION_REGISTRATION_URL, registration, -1);
}

/* The first token goes to the address beside the token address, with the public half alone. */
static void
test_device (void)
{
  g_autoptr (Server) server = server_new ();
  g_autoptr (KwSession) session = kw_session_new ();
  g_autoptr (KwConnection) connection = make_connection (server, "epic", NULL);
  g_autoptr (KwTokens) tokens = make_tokens ();
  g_autoptr (GError) error = NULL;
  g_autofree char *log = NULL;

  server_set (server, "/oauth2/register", 201, "application/json", "{\"client_id\":\"device-7\"}");
  g_assert_true (kw_register_device (session, connection, tokens, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (tokens->device_client, ==, "device-7");
  g_assert_true (kw_tokens_can_renew (tokens));
  log = server_dup_log (server);
  g_assert_nonnull (
      strstr (log, "POST /oauth2/register|Bearer first|{\"software_id\":\"keepwell\""));
  g_assert_nonnull (strstr (log, "\"kty\":\"RSA\""));
  g_assert_null (strstr (log, "\"d\":"));
}

static void
test_not_there (void)
{
  g_autoptr (Server) server = server_new ();
  g_autoptr (Server) other = server_new ();
  g_autoptr (KwSession) session = kw_session_new ();
  g_autoptr (KwConnection) epic = make_connection (server, "epic", NULL);
  g_autoptr (KwConnection) generic = make_connection (server, "generic", NULL);
  g_autoptr (KwConnection) elsewhere
      = make_connection (server, "epic", "https://other.example/register");
  g_autoptr (KwTokens) tokens = make_tokens ();
  g_autoptr (GError) error = NULL;
  g_autofree char *log = NULL;

  g_assert_false (kw_register_device (session, epic, tokens, NULL, &error));
  g_assert_error (error, KW_ERROR, KW_ERROR_NOT_OFFERED);
  g_clear_error (&error);
  g_assert_false (kw_register_device (session, generic, tokens, NULL, &error));
  g_assert_no_error (error);
  /* Another host never gets the token. */
  g_assert_false (kw_register_device (session, elsewhere, tokens, NULL, &error));
  g_assert_false (kw_tokens_can_renew (tokens));
  log = server_dup_log (other);
  g_assert_cmpstr (log, ==, "");
}

static void
test_assertion (void)
{
  g_autoptr (Server) server = server_new ();
  g_autoptr (KwConnection) connection = make_connection (server, "epic", NULL);
  g_autoptr (KwTokens) tokens = make_tokens ();
  g_autoptr (KwSigningKey) key = kw_signing_key_generate ("RS384", "keepwell", NULL);
  g_autoptr (GBytes) jwks = kw_signing_key_dup_public_jwks (key);
  g_autofree char *assertion = NULL;
  g_autoptr (KwJson) claims = NULL;
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  g_autoptr (GError) error = NULL;

  tokens->device_key = kw_signing_key_to_pem (key);
  tokens->device_client = g_strdup ("device-7");
  assertion = kw_device_assertion (connection, tokens, NULL);
  claims = kw_jws_verify (assertion, jwks, NULL);
  const KwJsonNode *root = kw_json_get_root (claims);
  g_assert_cmpstr (kw_json_string_at (root, "iss"), ==, "device-7");
  g_assert_cmpstr (kw_json_string_at (root, "sub"), ==, "device-7");
  g_assert_cmpstr (kw_json_string_at (root, "aud"), ==,
                   kw_connection_get (connection, KW_CONNECTION_TOKEN_URL));
  g_assert_nonnull (kw_json_string_at (root, "jti"));
  g_assert_cmpint (kw_json_node_get_int (kw_json_node_at (root, "exp"), 0), <=, now + 300);
  g_free (tokens->device_key);
  tokens->device_key = g_strdup ("damaged");
  g_assert_null (kw_device_assertion (connection, tokens, &error));
  g_assert_error (error, KW_ERROR, KW_ERROR_SIGN_IN_LAPSED);
}

static void
test_client (void)
{
  g_autoptr (Server) server = server_new ();
  g_autoptr (KwSession) session = kw_session_new ();
  g_autofree char *url = g_strconcat (server_get_origin (server), "/reg", NULL);
  g_autoptr (KwConnection) connection = make_connection (server, "generic", url);
  g_autofree char *id = NULL;
  g_autofree char *log = NULL;
  g_autoptr (GError) error = NULL;

  server_set (server, "/reg", 201, "application/json", "{\"client_id\":\"c9\",\"scope\":\"x\"}");
  id = kw_register_client (session, connection, "http://127.0.0.1/callback", "openid", NULL, NULL);
  g_assert_cmpstr (id, ==, "c9");
  log = server_dup_log (server);
  g_assert_nonnull (strstr (log, "\"token_endpoint_auth_method\":\"none\""));
  g_assert_nonnull (strstr (log, "POST /reg||{"));
  server_set (server, "/reg", 200, "application/json", "{}");
  g_assert_null (kw_register_client (session, connection, "a:/b", "openid", NULL, &error));
  g_assert_error (error, KW_ERROR, KW_ERROR_SERVER);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/net/registration/device", test_device);
  g_test_add_func ("/net/registration/not-there", test_not_there);
  g_test_add_func ("/net/registration/assertion", test_assertion);
  g_test_add_func ("/net/registration/client", test_client);
  return g_test_run ();
}
