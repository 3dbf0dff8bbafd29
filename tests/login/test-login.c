/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <libsoup/soup.h>
#include <string.h>

/* keepwell-login for real, on a display, against identity providers that behave and that do not. */

#define APP "io.github.keepwell.keepwell://callback"
#define CANARY "planted-cookie-7141"
#define TIMEOUT_SECONDS 40

typedef struct
{
  SoupServer *server;
  SoupServer *tls_server;
  guint port;
  guint tls_port;
  gboolean callback_loaded;
} Provider;

typedef struct
{
  GSubprocess *process;
  GMainLoop *loop;
  const char *await; /* in the debug log; NULL: the answer */
  GString *log;
  char *answer;
  gboolean timed_out;
  GCancellable *cancellable; /* of the two readers */
  guint n_reading;
} Run;

static const struct
{
  const char *path;
  const char *location;
  const char *html;
  const char *type;
  const char *disposition;
} pages[] = {
  { "/redirect", APP "?code=c&state=s", NULL, NULL, NULL },
  { "/loopback", "http://127.0.0.1:@PORT@/callback?code=c", NULL, NULL, NULL },
  { "/script", NULL, "<script>location='" APP "?code=js'</script>", NULL, NULL },
  { "/prefix", APP ".evil?code=c", NULL, NULL, NULL },
  { "/path", APP "/x?code=c", NULL, NULL, NULL },
  { "/http", "http://192.0.2.1/login", NULL, NULL, NULL },
  { "/link", NULL, "<a id=a href='http://192.0.2.1/'>x</a><script>a.click()</script>", NULL, NULL },
  { "/window", NULL, "<a href='/redirect' target=_blank autofocus>x</a>", NULL, NULL },
  { "/download", NULL, "bytes", "application/octet-stream", NULL },
  { "/attachment", NULL, "<p>bytes", "text/html", "attachment; filename=x.html" },
  { "/frame", NULL,
    "<iframe src='/redirect'></iframe><iframe src='" APP "?code=frame'></iframe>"
    "<script>setTimeout(()=>{location='" APP "?code=page'},1500)</script>",
    NULL, NULL },
  { "/permission", NULL, "<script>navigator.geolocation.getCurrentPosition(()=>{})</script>", NULL,
    NULL },
  { "/form", NULL,
    "<script>document.cookie='x=" CANARY ";max-age=99999';"
    "localStorage.setItem('x','" CANARY "')</script>"
    "<form action='/redirect'><button autofocus>Go</button></form>",
    NULL, NULL },
};

static void
serve_cb (SoupServer *server,
          SoupServerMessage *message,
          const char *path,
          GHashTable *query,
          gpointer user_data)
{
  Provider *self = user_data;
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  (void) server;
  (void) query;

  self->callback_loaded |= strcmp (path, "/callback") == 0;
  soup_server_message_set_status (message, 404, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      if (strcmp (pages[i].path, path) != 0)
        continue;
      if (pages[i].location != NULL)
        {
          g_autofree char *port = g_strdup_printf ("%u", self->port);
          g_autoptr (GString) location = g_string_new (pages[i].location);
          g_string_replace (location, "@PORT@", port, 0);
          soup_message_headers_replace (headers, "Location", location->str);
          soup_server_message_set_status (message, 302, NULL);
          return;
        }
      if (pages[i].disposition != NULL)
        soup_message_headers_replace (headers, "Content-Disposition", pages[i].disposition);
      soup_server_message_set_status (message, 200, NULL);
      soup_server_message_set_response (message,
                                        pages[i].type != NULL ? pages[i].type : "text/html",
                                        SOUP_MEMORY_STATIC, pages[i].html, strlen (pages[i].html));
    }
}

static guint
listen_local (SoupServer *server, SoupServerListenOptions options)
{
  g_autoptr (GError) error = NULL;

  soup_server_listen_local (server, 0, options | SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  GSList *uris = soup_server_get_uris (server);
  guint port = (guint) g_uri_get_port (uris->data);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  return port;
}

static void
start_provider (Provider *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *pem
      = g_test_build_filename (G_TEST_DIST, "login", "fixtures", "untrusted.pem", NULL);
  g_autoptr (GTlsCertificate) certificate = g_tls_certificate_new_from_file (pem, &error);

  g_assert_no_error (error);
  self->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (self->server, NULL, serve_cb, self, NULL);
  self->port = listen_local (self->server, 0);
  self->tls_server = soup_server_new ("tls-certificate", certificate, NULL);
  soup_server_add_handler (self->tls_server, NULL, serve_cb, self, NULL);
  self->tls_port = listen_local (self->tls_server, SOUP_SERVER_LISTEN_HTTPS);
}

static void
stop_provider (Provider *self)
{
  g_clear_object (&self->server);
  g_clear_object (&self->tls_server);
}

static void
log_line_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Run *self = user_data;
  g_autofree char *line
      = g_data_input_stream_read_line_finish (G_DATA_INPUT_STREAM (source), result, NULL, NULL);

  if (line == NULL)
    {
      self->n_reading--;
      return;
    }
  g_string_append_printf (self->log, "%s\n", line);
  if (self->await != NULL && strstr (line, self->await) != NULL)
    g_main_loop_quit (self->loop);
  g_data_input_stream_read_line_async (G_DATA_INPUT_STREAM (source), 0, self->cancellable,
                                       log_line_cb, self);
}

static void
answer_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Run *self = user_data;

  self->n_reading--;
  self->answer
      = g_data_input_stream_read_line_finish (G_DATA_INPUT_STREAM (source), result, NULL, NULL);
  g_main_loop_quit (self->loop);
}

static gboolean
timeout_cb (gpointer user_data)
{
  Run *self = user_data;

  self->timed_out = TRUE;
  g_main_loop_quit (self->loop);
  return G_SOURCE_REMOVE;
}

static void
wait_for (Run *self, const char *words)
{
  self->await = words;
  if (words != NULL && strstr (self->log->str, words) != NULL)
    return;
  guint timeout = g_timeout_add_seconds (TIMEOUT_SECONDS, timeout_cb, self);
  g_main_loop_run (self->loop);
  if (!self->timed_out)
    g_source_remove (timeout);
  if (self->timed_out || (words != NULL && strstr (self->log->str, words) == NULL))
    g_test_message ("log: %s", self->log->str);
  g_assert_false (self->timed_out);
}

static void
start (Run *self, const char *url, const char *redirect_uri)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocessLauncher) launcher
      = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE
                                   | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autofree char *line
      = g_strdup_printf ("{\"authorize_url\":\"%s\",\"redirect_uri\":\"%s\",\"title\":\"City "
                         "Clinic\",\"parent_handle\":\"x11:400123\"}\n",
                         url, redirect_uri);

  self->loop = g_main_loop_new (NULL, FALSE);
  self->log = g_string_new (NULL);
  self->cancellable = g_cancellable_new ();
  self->n_reading = 2;
  g_subprocess_launcher_setenv (launcher, "G_MESSAGES_DEBUG", "keepwell-login", TRUE);
  self->process = g_subprocess_launcher_spawn (launcher, &error, g_getenv ("KEEPWELL_LOGIN"), NULL);
  g_assert_no_error (error);
  g_output_stream_write_all (g_subprocess_get_stdin_pipe (self->process), line, strlen (line), NULL,
                             NULL, &error);
  g_assert_no_error (error);
  g_autoptr (GDataInputStream) out
      = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  g_autoptr (GDataInputStream) err
      = g_data_input_stream_new (g_subprocess_get_stderr_pipe (self->process));
  g_data_input_stream_read_line_async (out, 0, self->cancellable, answer_cb, self);
  g_data_input_stream_read_line_async (err, 0, self->cancellable, log_line_cb, self);
}

static void
finish (Run *self)
{
  if (self->answer == NULL)
    g_subprocess_send_signal (self->process, 15);
  g_subprocess_wait (self->process, NULL, NULL);
  /* WebKit's own processes may hold the pipes a little longer. */
  g_cancellable_cancel (self->cancellable);
  while (self->n_reading > 0)
    g_main_context_iteration (NULL, TRUE);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->process);
  g_main_loop_unref (self->loop);
  g_string_free (self->log, TRUE);
  g_free (self->answer);
}

static gboolean
press_cb (gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) tool
      = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, "xdotool", "key", user_data, NULL);

  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait_check (tool, NULL, &error));
  return G_SOURCE_CONTINUE;
}

/* A page may be loaded before it listens to keys, so the key is pressed until something comes of
 * it. */
static void
press_until (Run *self, const char *key, const char *words)
{
  wait_for (self, "Loaded");
  guint source = g_timeout_add (400, press_cb, (gpointer) key);
  wait_for (self, words);
  g_source_remove (source);
}

static void
test_answers (void)
{
  static const struct
  {
    const char *path;
    gboolean loopback;
    const char *answer;
  } cases[] = {
    { "/redirect", FALSE, "{\"redirect\":\"" APP "?code=c&state=s\"}" },
    { "/loopback", TRUE, "{\"redirect\":\"http://127.0.0.1:@PORT@/callback?code=c\"}" },
    { "/script", FALSE, "{\"redirect\":\"" APP "?code=js\"}" },
    { "/frame", FALSE, "{\"redirect\":\"" APP "?code=page\"}" },
  };
  Provider provider = { 0 };

  start_provider (&provider);
  g_autofree char *port = g_strdup_printf ("%u", provider.port);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *url
          = g_strdup_printf ("http://127.0.0.1:%u%s", provider.port, cases[i].path);
      g_autofree char *loopback = g_strdup_printf ("http://127.0.0.1:%u/callback", provider.port);
      g_autoptr (GString) expected = g_string_new (cases[i].answer);
      g_string_replace (expected, "@PORT@", port, 0);
      Run run = { 0 };
      start (&run, url, cases[i].loopback ? loopback : APP);
      wait_for (&run, NULL);
      g_assert_cmpstr (run.answer, ==, expected->str);
      finish (&run);
    }
  g_assert_false (provider.callback_loaded);
  stop_provider (&provider);
}

static void
test_refusals (void)
{
  static const struct
  {
    const char *path;
    gboolean tls;
    const char *refusal;
    const char *key;
  } cases[] = {
    { "/prefix", FALSE, "Refused: address", NULL },
    { "/path", FALSE, "Refused: address", NULL },
    { "/http", FALSE, "Refused: address", NULL },
    { "/link", FALSE, "Refused: link", NULL },
    { "/window", FALSE, "Refused: window", "Return" },
    { "/download", FALSE, "Refused: download", NULL },
    { "/attachment", FALSE, "Refused: download", NULL },
    { "/permission", FALSE, "Refused: permission", NULL },
    { "/redirect", TRUE, "Refused: certificate", NULL },
  };
  Provider provider = { 0 };

  start_provider (&provider);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *url
          = cases[i].tls
                ? g_strdup_printf ("https://127.0.0.1:%u%s", provider.tls_port, cases[i].path)
                : g_strdup_printf ("http://127.0.0.1:%u%s", provider.port, cases[i].path);
      Run run = { 0 };
      g_test_message ("%s", cases[i].path);
      start (&run, url, APP);
      if (cases[i].key != NULL)
        press_until (&run, cases[i].key, cases[i].refusal);
      else
        wait_for (&run, cases[i].refusal);
      g_assert_null (run.answer);
      finish (&run);
    }
  stop_provider (&provider);
}

/* The page has the keyboard from the start; Escape ends the sign-in. */
static void
test_keys (void)
{
  static const struct
  {
    const char *key;
    const char *answer;
  } cases[] = {
    { "Return", "{\"redirect\":\"" APP "?code=c&state=s\"}" },
    { "Escape", "{\"cancelled\":true}" },
  };
  Provider provider = { 0 };

  start_provider (&provider);
  g_autofree char *url = g_strdup_printf ("http://127.0.0.1:%u/form", provider.port);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Run run = { 0 };
      start (&run, url, APP);
      press_until (&run, cases[i].key, NULL);
      g_assert_cmpstr (run.answer, ==, cases[i].answer);
      finish (&run);
    }
  stop_provider (&provider);
  /* /form set a cookie and stored an item: neither may outlive the window. */
  g_autoptr (GSubprocess) grep
      = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, NULL, "grep", "-rqsF", CANARY,
                          g_get_user_data_dir (), g_get_user_cache_dir (), g_get_user_config_dir (),
                          g_get_user_state_dir (), g_get_home_dir (), NULL);
  g_subprocess_wait (grep, NULL, NULL);
  g_assert_cmpint (g_subprocess_get_exit_status (grep), ==, 1);
}

static void
test_nobody_there (void)
{
  Run run = { 0 };

  start (&run, "http://127.0.0.1:1/", APP);
  wait_for (&run, "Refused: unreachable");
  finish (&run);
  Run bad = { 0 };
  start (&bad, "http://192.0.2.1/", APP);
  wait_for (&bad, NULL);
  g_assert_cmpstr (bad.answer, ==, "{\"error\":\"bad-request\"}");
  finish (&bad);
}

/* The window belongs to the one whose handle was given (0x400123, which need not exist), and says
 * so. */
static void
test_parent (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *out = NULL;
  Run run = { 0 };

  start (&run, "http://127.0.0.1:1/", APP);
  wait_for (&run, "Refused: unreachable");
  g_autoptr (GSubprocess) tool
      = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, "sh", "-c",
                          "for w in $(xdotool search --name 'Sign in'); do xprop -id $w "
                          "WM_TRANSIENT_FOR _NET_WM_NAME; done",
                          NULL);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate_utf8 (tool, NULL, NULL, &out, NULL, &error));
  g_test_message ("%s", out);
  g_assert_nonnull (strstr (out, "0x400123"));
  g_assert_nonnull (strstr (out, "Sign in – City Clinic"));
  finish (&run);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/login/answers", test_answers);
  g_test_add_func ("/login/refusals", test_refusals);
  g_test_add_func ("/login/keys", test_keys);
  g_test_add_func ("/login/parent", test_parent);
  g_test_add_func ("/login/nobody-there", test_nobody_there);
  return g_test_run ();
}
