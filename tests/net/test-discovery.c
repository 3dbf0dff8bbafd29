/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "server.h"

#include <string.h>

#define WELL_KNOWN "/.well-known/smart-configuration"
#define PROFILE "/protocols/oauth2/profiles/smart-v1/"
#define DOCUMENT                                                                                   \
  "{\"issuer\":\"%o/tenants/T\",\"authorization_endpoint\":\"%o/tenants/T" PROFILE                 \
  "personas/patient/authorize\",\"token_endpoint\":\"%o/tenants/T" PROFILE                         \
  "token\",\"jwks_uri\":\"%o/jwk\",\"capabilities\":[]}"

static void
test_found (void)
{
  g_autoptr (Server) server = server_new ();
  g_autoptr (KwSession) session = kw_session_new ();
  g_autoptr (KwConnection) connection = NULL;
  g_autoptr (KwConnection) again = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *typed = g_strconcat (server_get_origin (server), "/r4/T/", NULL);
  g_autofree char *base = g_strconcat (server_get_origin (server), "/r4/T", NULL);
  g_autofree char *jwks = g_strconcat (server_get_origin (server), "/jwk", NULL);
  g_autofree char *log = NULL;

  server_set (server, "/r4/T" WELL_KNOWN, 200, "text/html", DOCUMENT);
  connection = kw_discover (session, typed, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (kw_connection_get (connection, KW_CONNECTION_BASE), ==, base);
  g_assert_cmpstr (kw_connection_get (connection, KW_CONNECTION_AUD), ==, base);
  g_assert_cmpstr (kw_connection_get (connection, KW_CONNECTION_JWKS_URL), ==, jwks);
  g_assert_cmpstr (kw_connection_get (connection, KW_CONNECTION_VENDOR), ==, "demo");
  g_assert_null (kw_connection_get (connection, KW_CONNECTION_REVOKE_URL));
  g_assert_nonnull (kw_connection_get (connection, KW_CONNECTION_DISCOVERED_AT));
  log = server_dup_log (server);
  g_assert_cmpstr (log, ==, "GET /r4/T" WELL_KNOWN "||\n");

  /* The same again keeps who it is; a hospital that moved to another tenant is refused. */
  again = kw_rediscover (session, connection, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (kw_connection_get (again, KW_CONNECTION_UUID), ==,
                   kw_connection_get (connection, KW_CONNECTION_UUID));
  server_set (server, "/r4/T" WELL_KNOWN, 200, "application/json",
              "{\"authorization_endpoint\":\"%o/tenants/U" PROFILE
              "personas/patient/authorize\",\"token_endpoint\":\"%o/tenants/U" PROFILE "token\"}");
  g_assert_null (kw_rediscover (session, connection, NULL, &error));
  g_assert_error (error, KW_ERROR, KW_ERROR_TENANT_MISMATCH_OURS);
}

static void
test_relative (void)
{
  g_autoptr (Server) server = server_new ();
  g_autoptr (KwSession) session = kw_session_new ();
  g_autoptr (KwConnection) connection = NULL;
  g_autofree char *typed = g_strconcat (server_get_origin (server), "/fhir", NULL);
  g_autofree char *authorize = g_strconcat (server_get_origin (server), "/auth", NULL);
  g_autofree char *token = g_strconcat (server_get_origin (server), "/fhir/token", NULL);

  server_set (server, "/fhir" WELL_KNOWN, 200, "application/json",
              "{\"authorization_endpoint\":\"/auth\",\"token_endpoint\":\"token\","
              "\"capabilities\":[\"client-public\",7,\"launch-standalone\"],"
              "\"code_challenge_methods_supported\":[\"plain\",\"S256\"],"
              "\"registration_endpoint\":\"register\","
              "\"authorization_response_iss_parameter_supported\":true,\"management_endpoint\":"
              "\"\",\"revocation_endpoint\":\"http://a.example/revoke\"}");
  connection = kw_discover (session, typed, NULL, NULL);
  g_assert_nonnull (connection);
  g_assert_cmpstr (kw_connection_get (connection, KW_CONNECTION_AUTHORIZE_URL), ==, authorize);
  g_assert_cmpstr (kw_connection_get (connection, KW_CONNECTION_TOKEN_URL), ==, token);
  g_assert_cmpstr (kw_connection_get (connection, KW_CONNECTION_SENDS_ISSUER), ==, "true");
  g_assert_cmpstr (kw_connection_get (connection, KW_CONNECTION_CAPABILITIES), ==,
                   "client-public launch-standalone S256");
  g_assert_true (g_str_has_suffix (kw_connection_get (connection, KW_CONNECTION_REGISTRATION_URL),
                                   "/fhir/register"));
  g_assert_null (kw_connection_get (connection, KW_CONNECTION_MANAGE_URL));
  g_assert_null (kw_connection_get (connection, KW_CONNECTION_REVOKE_URL));
}

static void
test_refused (void)
{
  static const struct
  {
    guint status;
    const char *body;
    KwError error;
  } cases[] = {
    { 404, "<html></html>", KW_ERROR_DISCOVERY },
    { 401, "", KW_ERROR_DISCOVERY },
    { 302, "", KW_ERROR_DISCOVERY },
    { 500, "", KW_ERROR_SERVER },
    { 503, "", KW_ERROR_BUSY },
    { 200, "", KW_ERROR_DISCOVERY },
    { 200, "<html>sign in</html>", KW_ERROR_DISCOVERY },
    { 200, "[]", KW_ERROR_DISCOVERY },
    { 200, "{}", KW_ERROR_DISCOVERY },
    { 200, "{\"authorization_endpoint\":1,\"token_endpoint\":[]}", KW_ERROR_DISCOVERY },
    { 200, "{\"authorization_endpoint\":\"https://a.example/\"}", KW_ERROR_DISCOVERY },
    { 200, "{\"authorization_endpoint\":\"http://a.example/\",\"token_endpoint\":\"%o/t\"}",
      KW_ERROR_DISCOVERY },
    { 200, "{\"authorization_endpoint\":\"javascript:1\",\"token_endpoint\":\"%o/t\"}",
      KW_ERROR_DISCOVERY },
    { 200,
      "{\"authorization_endpoint\":\"%o/tenants/Other" PROFILE
      "personas/patient/authorize\",\"token_endpoint\":\"%o/tenants/T" PROFILE "token\"}",
      KW_ERROR_TENANT_MISMATCH_OURS },
  };
  g_autoptr (Server) server = server_new ();
  g_autoptr (KwSession) session = kw_session_new ();
  g_autofree char *typed = g_strconcat (server_get_origin (server), "/r4/T", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%u %s", cases[i].status, cases[i].body);
      server_set (server, "/r4/T" WELL_KNOWN, cases[i].status, "application/json", cases[i].body);
      g_assert_null (kw_discover (session, typed, NULL, &error));
      g_assert_error (error, KW_ERROR, (int) cases[i].error);
    }
}

static void
test_address (void)
{
  static const char *const typed[] = { "", "http://fhir.example/r4", "not a host/", "file:///etc" };
  g_autoptr (KwSession) session = kw_session_new ();

  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (kw_discover (session, typed[i], NULL, &error));
      g_assert_error (error, KW_ERROR, KW_ERROR_ADDRESS);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/net/discovery/found", test_found);
  g_test_add_func ("/net/discovery/relative", test_relative);
  g_test_add_func ("/net/discovery/refused", test_refused);
  g_test_add_func ("/net/discovery/address", test_address);
  return g_test_run ();
}
