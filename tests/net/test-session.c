/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "net/session.h"

#include <string.h>

#include "server.h"

static KwReply *
get (KwSession *session, const char *url, gsize max_size, GCancellable *cancellable, GError **error)
{
  const KwRequest request = { .method = "GET", .url = url, .max_size = max_size };

  return kw_session_send (session, &request, cancellable, error);
}

static void
test_reply (void)
{
  g_autoptr (Server) server = server_new ();
  g_autoptr (KwSession) session = kw_session_new ();
  g_autofree char *url = g_strconcat (server_get_origin (server), "/x", NULL);
  g_autoptr (KwReply) reply = NULL;

  server_set (server, "/x", 429, "Application/FHIR+json; charset=utf-8", "{}");
  server_set_header (server, "/x", "Retry-After", "17");
  server_set_header (server, "/x", "Opc-Request-Id", "one/two");
  server_set_header (server, "/x", "WWW-Authenticate", "Bearer error=\"invalid_token\"");
  reply = get (session, url, 100, NULL, NULL);
  g_assert_cmpuint (reply->status, ==, 429);
  g_assert_cmpstr (reply->content_type, ==, "application/fhir+json");
  g_assert_cmpint (reply->retry_after, ==, 17);
  g_assert_cmpstr (reply->request_ids, ==, "Opc-Request-Id: one/two");
  g_assert_cmpstr (reply->www_authenticate, ==, "Bearer error=\"invalid_token\"");
  g_assert_cmpmem (g_bytes_get_data (reply->body, NULL), g_bytes_get_size (reply->body), "{}", 2);
}

/* Retry-After as a date is a number of seconds as well, and never a negative one. */
static void
test_retry_after (void)
{
  g_autoptr (Server) server = server_new ();
  g_autoptr (KwSession) session = kw_session_new ();
  g_autofree char *url = g_strconcat (server_get_origin (server), "/x", NULL);
  g_autoptr (GDateTime) soon
      = g_date_time_new_from_unix_utc (g_get_real_time () / G_USEC_PER_SEC + 90);
  g_autofree char *date = soup_date_time_to_string (soon, SOUP_DATE_HTTP);
  const char *const values[] = { date, "Sun, 06 Nov 1994 08:49:37 GMT", "soon" };
  const gint64 least[] = { 85, 0, -1 }, most[] = { 90, 0, -1 };

  server_set (server, "/x", 503, NULL, "");
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      server_set_header (server, "/x", "Retry-After", values[i]);
      g_autoptr (KwReply) reply = get (session, url, 100, NULL, NULL);
      g_assert_cmpint (reply->retry_after, >=, least[i]);
      g_assert_cmpint (reply->retry_after, <=, most[i]);
    }
}

/* A redirect is an answer and is not followed: what is elsewhere may be about somebody else. */
static void
test_redirect (void)
{
  g_autoptr (Server) server = server_new ();
  g_autoptr (Server) other = server_new ();
  g_autoptr (KwSession) session = kw_session_new ();
  g_autofree char *url = g_strconcat (server_get_origin (server), "/x", NULL);
  g_autofree char *elsewhere = g_strconcat (server_get_origin (other), "/y", NULL);
  const KwRequest request = { .method = "GET", .url = url, .bearer = "canary", .max_size = 100 };
  g_autoptr (KwReply) reply = NULL;
  g_autofree char *log = NULL;

  server_set (server, "/x", 302, NULL, "");
  server_set_header (server, "/x", "Location", elsewhere);
  reply = kw_session_send (session, &request, NULL, NULL);
  g_assert_cmpuint (reply->status, ==, 302);
  log = server_dup_log (other);
  g_assert_cmpstr (log, ==, "");
}

/* The server itself ends the test when a cookie comes back to it. */
static void
test_no_cookies (void)
{
  g_autoptr (Server) server = server_new ();
  g_autoptr (KwSession) session = kw_session_new ();
  g_autofree char *url = g_strconcat (server_get_origin (server), "/x", NULL);

  server_set (server, "/x", 200, "text/plain", "");
  server_set_header (server, "/x", "Set-Cookie", "a=b; Path=/");
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (KwReply) reply = get (session, url, 100, NULL, NULL);

      g_assert_cmpuint (reply->status, ==, 200);
    }
}

static void
test_errors (void)
{
  g_autoptr (Server) server = server_new ();
  g_autoptr (KwSession) session = kw_session_new ();
  g_autofree char *url = g_strconcat (server_get_origin (server), "/x", NULL);
  g_autofree char *gone = NULL;
  g_autofree char *long_body = g_strnfill (200000, 'x');
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  server_set (server, "/x", 200, "text/plain", long_body);
  g_assert_null (get (session, url, 100000, NULL, &error));
  g_assert_error (error, KW_ERROR, KW_ERROR_TOO_LARGE);
  g_clear_error (&error);

  g_cancellable_cancel (cancelled);
  g_assert_null (get (session, url, 1000000, cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);

  g_assert_null (get (session, "http://fhir.example/?secret", 100, NULL, &error));
  g_assert_error (error, KW_ERROR, KW_ERROR_ADDRESS);
  g_assert_null (strstr (error->message, "secret"));
  g_clear_error (&error);

  gone = g_strdup (url);
  g_clear_pointer (&server, server_free);
  g_assert_null (get (session, gone, 100, NULL, &error));
  g_assert_error (error, KW_ERROR, KW_ERROR_UNREACHABLE);
  g_assert_null (strstr (error->message, "127.0.0.1"));
}

/* The server's certificate is nobody's: there is no way past it. */
static void
test_certificate (void)
{
  g_autoptr (Server) server = server_new_tls ();
  g_autoptr (KwSession) session = kw_session_new ();
  g_autofree char *url = g_strconcat (server_get_origin (server), "/x", NULL);
  const KwRequest request = { .method = "GET", .url = url, .bearer = "canary", .max_size = 100 };
  g_autofree char *log = NULL;
  g_autoptr (GError) error = NULL;

  server_set (server, "/x", 200, "text/plain", "");
  g_assert_null (kw_session_send (session, &request, NULL, &error));
  g_assert_error (error, KW_ERROR, KW_ERROR_CERTIFICATE);
  log = server_dup_log (server);
  g_assert_cmpstr (log, ==, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/net/session/reply", test_reply);
  g_test_add_func ("/net/session/retry-after", test_retry_after);
  g_test_add_func ("/net/session/redirect", test_redirect);
  g_test_add_func ("/net/session/no-cookies", test_no_cookies);
  g_test_add_func ("/net/session/errors", test_errors);
  g_test_add_func ("/net/session/certificate", test_certificate);
  return g_test_run ();
}
