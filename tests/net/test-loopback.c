/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "server.h"

#include <string.h>

/* What a browser would do: each target in turn, on a connection of its own; "none" where nobody
 * listens any more. */
static gpointer
browse (gpointer data)
{
  const char *const *requests = data;
  g_autoptr (GString) answers = g_string_new (NULL);
  guint16 port = (guint16) g_ascii_strtoull (requests[0], NULL, 10);

  for (guint i = 1; requests[i] != NULL; i++)
    {
      g_autoptr (GSocketClient) client = g_socket_client_new ();
      g_autoptr (GSocketConnection) connection
          = g_socket_client_connect_to_host (client, "127.0.0.1", port, NULL, NULL);
      GIOStream *stream = G_IO_STREAM (connection);
      char buffer[4096];
      gssize n;

      if (connection == NULL)
        {
          g_string_append (answers, "none ");
          continue;
        }
      g_output_stream_write_all (g_io_stream_get_output_stream (stream), requests[i],
                                 strlen (requests[i]), NULL, NULL, NULL);
      n = g_input_stream_read (g_io_stream_get_input_stream (stream), buffer, sizeof buffer, NULL,
                               NULL);
      if (n >= 12)
        g_string_append_printf (answers, "%.3s ", buffer + 9);
    }
  return g_string_free (g_steal_pointer (&answers), FALSE);
}

static void
test_answer (void)
{
  g_autoptr (KwLoopback) loopback = kw_loopback_new (NULL);
  const char *uri = kw_loopback_get_redirect_uri (loopback);
  g_autoptr (GUri) parsed = g_uri_parse (uri, G_URI_FLAGS_NONE, NULL);
  g_autofree char *port = g_strdup_printf ("%d", g_uri_get_port (parsed));
  const char *const requests[] = { port,
                                   "GET /favicon.ico HTTP/1.1\r\nHost: x\r\n\r\n",
                                   "GET /callbackx?code=1 HTTP/1.1\r\n\r\n",
                                   "POST /callback?code=1 HTTP/1.1\r\n\r\n",
                                   "GET /callback?code=1 HTTP/1.1\r\n\r\n",
                                   "GET /callback?code=1&state=other HTTP/1.1\r\n\r\n",
                                   "GET /callback?code=c%2B1&state=s HTTP/1.1\r\nHost: x\r\n\r\n",
                                   "GET /callback?code=2&state=s HTTP/1.1\r\nHost: x\r\n\r\n",
                                   NULL };
  GThread *thread = g_thread_new ("browser", browse, (gpointer) requests);
  g_autofree char *redirect = kw_loopback_wait (loopback, "s", 60, NULL, NULL);
  g_autofree char *answers = g_thread_join (thread);
  g_autofree char *expected = g_strconcat (uri, "?code=c%2B1&state=s", NULL);

  g_assert_true (g_str_has_prefix (uri, "http://127.0.0.1:"));
  g_assert_true (g_str_has_suffix (uri, "/callback"));
  g_assert_cmpstr (redirect, ==, expected);
  g_assert_cmpstr (answers, ==, "404 404 404 400 400 200 none ");
}

static gpointer
cancel_soon (gpointer cancellable)
{
  g_usleep (50000);
  g_cancellable_cancel (cancellable);
  return NULL;
}

static void
test_cancel (void)
{
  g_autoptr (KwLoopback) loopback = kw_loopback_new (NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  GThread *thread = g_thread_new ("cancel", cancel_soon, cancellable);
  g_autoptr (GError) error = NULL;

  g_assert_null (kw_loopback_wait (loopback, "s", 60, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_thread_join (thread);
}

/* Nobody comes, and then it is over. */
static void
test_time (void)
{
  g_autoptr (KwLoopback) loopback = kw_loopback_new (NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (kw_loopback_wait (loopback, "s", 1, NULL, &error));
  g_assert_error (error, KW_ERROR, KW_ERROR_SIGN_IN_CANCELLED);
}

/* A browser opens connections ahead of need and says nothing on them; the answer behind them is
 * taken all the same. */
static void
test_silent (void)
{
  g_autoptr (KwLoopback) loopback = kw_loopback_new (NULL);
  g_autoptr (GUri) parsed
      = g_uri_parse (kw_loopback_get_redirect_uri (loopback), G_URI_FLAGS_NONE, NULL);
  g_autofree char *port = g_strdup_printf ("%d", g_uri_get_port (parsed));
  const char *const requests[] = { port, "GET /callback?state=s HTTP/1.1\r\n\r\n", NULL };
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) silent = g_socket_client_connect_to_host (
      client, "127.0.0.1", (guint16) g_uri_get_port (parsed), NULL, NULL);

  g_assert_nonnull (silent);
  GThread *thread = g_thread_new ("browser", browse, (gpointer) requests);
  g_autofree char *redirect = kw_loopback_wait (loopback, "s", 60, NULL, NULL);
  g_autofree char *answers = g_thread_join (thread);

  g_assert_true (g_str_has_suffix (redirect, "/callback?state=s"));
  g_assert_cmpstr (answers, ==, "200 ");
}

static void
test_ports (void)
{
  g_autoptr (KwLoopback) first = kw_loopback_new (NULL);
  g_autoptr (KwLoopback) second = kw_loopback_new (NULL);

  g_assert_cmpstr (kw_loopback_get_redirect_uri (first), !=, kw_loopback_get_redirect_uri (second));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/net/loopback/answer", test_answer);
  g_test_add_func ("/net/loopback/cancel", test_cancel);
  g_test_add_func ("/net/loopback/time", test_time);
  g_test_add_func ("/net/loopback/silent", test_silent);
  g_test_add_func ("/net/loopback/ports", test_ports);
  return g_test_run ();
}
