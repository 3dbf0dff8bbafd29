/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "server.h"

#include <string.h>

#define BASE "https://fhir.example/r4/T"

static void
test_relative (void)
{
  static const char *const cases[][2] = {
    { BASE "/Observation?page=2", "Observation?page=2" },
    { "HTTPS://FHIR.example:443/r4/T/Observation?page=2", "Observation?page=2" },
    { BASE "?sessionID=opaque/../x", "?sessionID=opaque/../x" },
    { BASE "/Binary/1", "Binary/1" },
    { "Binary/1", "Binary/1" },
    { "?pageContext=x", "?pageContext=x" },
    { "/r4/T/Observation?page=2", "Observation?page=2" },
    { BASE "/Patient/1/../2", "Patient/2" },
    { BASE, "" },
    /* Another tenant of the same host, in all its disguises. */
    { "https://fhir.example/r4/Other/Observation?page=2", NULL },
    { BASE "x/Observation", NULL },
    { BASE "/../Other/Observation", NULL },
    { BASE "/%2e%2e/Other/Observation", NULL },
    { BASE "/..%2fOther/Observation", NULL },
    { BASE "/\\..\\Other", NULL },
    { "../Other/Observation", NULL },
    { "/r4/Other/Observation", NULL },
    { "https://fhir.example/r4/t/Observation", NULL },
    /* Another host. */
    { "https://evil.example/r4/T/Observation", NULL },
    { "https://fhir.example.evil.example/r4/T/Observation", NULL },
    { "https://fhir.example:8443/r4/T/Observation", NULL },
    { "http://fhir.example/r4/T/Observation", NULL },
    { "//evil.example/r4/T/Observation", NULL },
    { "javascript:alert(1)", NULL },
    { "urn:uuid:1", NULL },
  };
  g_autoptr (KwConnection) connection = connection_with (KW_CONNECTION_BASE, BASE, -1);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *path = kw_client_relative (connection, cases[i][0], &error);

      g_test_message ("%s", cases[i][0]);
      g_assert_cmpstr (path, ==, cases[i][1]);
      if (cases[i][1] == NULL)
        g_assert_error (error, KW_ERROR, KW_ERROR_ADDRESS);
    }
}

static void
test_get (void)
{
  g_autoptr (Server) server = server_new ();
  g_autoptr (KwSession) session = kw_session_new ();
  g_autofree char *base = g_strconcat (server_get_origin (server), "/r4/T", NULL);
  g_autoptr (KwConnection) connection = connection_with (KW_CONNECTION_BASE, base, -1);
  g_autoptr (KwReply) good = NULL;
  g_autoptr (KwReply) absent = NULL;
  g_autofree char *log = NULL;

  server_set (server, "/r4/T/Patient/1", 200, "application/json+fhir", "{}");
  good = kw_client_get (session, connection, "canary", "Patient/1", NULL, NULL, NULL);
  g_assert_cmpuint (good->status, ==, 200);
  absent = kw_client_get (session, connection, "canary", "?page=2", NULL, NULL, NULL);
  g_assert_cmpuint (absent->status, ==, 404);
  log = server_dup_log (server);
  g_assert_cmpstr (log, ==,
                   "GET /r4/T/Patient/1|Bearer canary|\nGET /r4/T?page=2|Bearer canary|\n");
}

/* Nothing that is not a path below the base is sent at all. */
static void
test_get_refused (void)
{
  static const char *const paths[] = {
    "https://evil.example/",       "//evil.example/", "/r4/Other/Patient/1", "../Other/Patient/1",
    "Patient/%2e%2e/%2E%2e/Other", "Patient\\1",      "Patient/1#x",         "a//b"
  };
  g_autoptr (Server) server = server_new ();
  g_autoptr (KwSession) session = kw_session_new ();
  g_autofree char *base = g_strconcat (server_get_origin (server), "/r4/T", NULL);
  g_autoptr (KwConnection) connection = connection_with (KW_CONNECTION_BASE, base, -1);
  g_autofree char *log = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", paths[i]);
      g_assert_null (kw_client_get (session, connection, "canary", paths[i], NULL, NULL, &error));
      g_assert_error (error, KW_ERROR, KW_ERROR_ADDRESS);
    }
  log = server_dup_log (server);
  g_assert_cmpstr (log, ==, "");
}

static void
test_outside (void)
{
  g_autoptr (Server) server = server_new ();
  g_autoptr (KwSession) session = kw_session_new ();
  g_autofree char *url = g_strconcat (server_get_origin (server), "/file?signature=x", NULL);
  g_autoptr (KwConnection) connection
      = connection_with (KW_CONNECTION_BASE, server_get_origin (server), -1);
  g_autoptr (KwConnection) remote = connection_with (KW_CONNECTION_BASE, BASE, -1);
  g_autoptr (KwReply) reply = NULL;
  g_autofree char *log = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (kw_fetch_outside (session, remote, url, 100, NULL, &error));
  g_assert_error (error, KW_ERROR, KW_ERROR_ADDRESS);
  g_clear_error (&error);
  server_set (server, "/file", 200, "application/pdf", "%PDF-1.4");
  reply = kw_fetch_outside (session, connection, url, 100, NULL, NULL);
  g_assert_cmpuint (g_bytes_get_size (reply->body), ==, 8);
  g_assert_null (kw_fetch_outside (session, connection, url, 4, NULL, &error));
  g_assert_error (error, KW_ERROR, KW_ERROR_TOO_LARGE);
  log = server_dup_log (server);
  g_assert_null (strstr (log, "Bearer"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/net/client/relative", test_relative);
  g_test_add_func ("/net/client/get", test_get);
  g_test_add_func ("/net/client/get-refused", test_get_refused);
  g_test_add_func ("/net/client/outside", test_outside);
  return g_test_run ();
}
