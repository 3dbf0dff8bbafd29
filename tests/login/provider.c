/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "provider.h"

#include <string.h>

#define TIMEOUT_SECONDS 40

/* What the processes that WebKit starts read to know whom to trust (Debian's GnuTLS). */
#define TRUST "/etc/ssl/certs/ca-certificates.crt"

static char *
dup_filled (const Provider *self, const char *text)
{
  g_autofree char *port = g_strdup_printf ("%u", self->ports[SERVER_PLAIN]);
  g_autofree char *untrusted = g_strdup_printf ("%u", self->ports[SERVER_UNTRUSTED]);
  GString *filled = g_string_new (text);

  g_string_replace (filled, "@PORT@", port, 0);
  g_string_replace (filled, "@UNTRUSTED@", untrusted, 0);
  return g_string_free (filled, FALSE);
}

static void
serve_page (const Provider *self, const Page *page, SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

  if (page->location != NULL)
    {
      g_autofree char *location = dup_filled (self, page->location);
      soup_message_headers_replace (headers, "Location", location);
      soup_server_message_set_status (message, 302, NULL);
      return;
    }
  if (page->disposition != NULL)
    soup_message_headers_replace (headers, "Content-Disposition", page->disposition);
  char *html = dup_filled (self, page->html);
  soup_server_message_set_status (message, 200, NULL);
  soup_server_message_set_response (message, page->type != NULL ? page->type : "text/html",
                                    SOUP_MEMORY_TAKE, html, strlen (html));
}

static void
serve_cb (SoupServer *server,
          SoupServerMessage *message,
          const char *path,
          GHashTable *query,
          gpointer user_data)
{
  Provider *self = user_data;
  (void) server;
  (void) query;

  self->callback_loaded |= strcmp (path, "/callback") == 0;
  soup_server_message_set_status (message, 404, NULL);
  for (gsize i = 0; i < self->n_pages; i++)
    if (strcmp (self->pages[i].path, path) == 0)
      serve_page (self, &self->pages[i], message);
}

/* @pem: NULL: http. */
static void
listen_local (Provider *self, ServerKind kind, const char *pem)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GTlsCertificate) certificate = NULL;
  SoupServerListenOptions options = SOUP_SERVER_LISTEN_IPV4_ONLY;

  if (pem != NULL)
    {
      g_autofree char *path = g_test_build_filename (G_TEST_DIST, "login", "fixtures", pem, NULL);
      certificate = g_tls_certificate_new_from_file (path, &error);
      g_assert_no_error (error);
      options |= SOUP_SERVER_LISTEN_HTTPS;
    }
  self->servers[kind] = soup_server_new ("tls-certificate", certificate, NULL);
  soup_server_add_handler (self->servers[kind], NULL, serve_cb, self, NULL);
  soup_server_listen_local (self->servers[kind], 0, options, &error);
  g_assert_no_error (error);
  GSList *uris = soup_server_get_uris (self->servers[kind]);
  self->ports[kind] = (guint) g_uri_get_port (uris->data);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
}

void
provider_start (Provider *self, const Page *pages, gsize n_pages)
{
  *self = (Provider){ .pages = pages, .n_pages = n_pages };
  listen_local (self, SERVER_PLAIN, NULL);
  listen_local (self, SERVER_TRUSTED, "trusted.pem");
  listen_local (self, SERVER_UNTRUSTED, "untrusted.pem");
}

void
provider_stop (Provider *self)
{
  for (guint i = 0; i < N_SERVERS; i++)
    g_clear_object (&self->servers[i]);
}

char *
provider_dup_url (const Provider *self, ServerKind kind, const char *path)
{
  return g_strdup_printf ("%s://127.0.0.1:%u%s", kind == SERVER_PLAIN ? "http" : "https",
                          self->ports[kind], path);
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

/* One line is the whole answer: a second one, were there any, is kept as well. */
static void
answer_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Run *self = user_data;
  g_autofree char *line
      = g_data_input_stream_read_line_finish (G_DATA_INPUT_STREAM (source), result, NULL, NULL);

  self->n_reading--;
  if (self->answered)
    {
      self->second = g_steal_pointer (&line);
      return;
    }
  self->answered = TRUE;
  self->answer = g_steal_pointer (&line);
  g_main_loop_quit (self->loop);
  if (self->answer == NULL)
    return;
  self->n_reading++;
  g_data_input_stream_read_line_async (G_DATA_INPUT_STREAM (source), 0, self->cancellable,
                                       answer_cb, self);
}

static gboolean
timeout_cb (gpointer user_data)
{
  Run *self = user_data;

  self->timed_out = TRUE;
  g_main_loop_quit (self->loop);
  return G_SOURCE_REMOVE;
}

void
run_wait (Run *self, const char *words)
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

/* A new mount namespace in which the list of authorities is one certificate: no change outside. The
 * program stays the user's own: as a mapped root it would look for root's home, and with the rights
 * that the mount needs WebKit's sandbox does not start. */
static GSubprocess *
spawn (GSubprocessLauncher *launcher, gboolean trusting, const char *program, GError **error)
{
  g_autofree char *certificate
      = g_test_build_filename (G_TEST_DIST, "login", "fixtures", "trusted.pem", NULL);

  if (!trusting)
    return g_subprocess_launcher_spawn (launcher, error, program, NULL);
  return g_subprocess_launcher_spawn (
      launcher, error, "unshare", "--map-current-user", "--keep-caps", "--mount", "sh", "-c",
      "mount --bind \"$1\" " TRUST " && exec setpriv --ambient-caps=-all --inh-caps=-all \"$2\"",
      "sh", certificate, program, NULL);
}

gboolean
run_can_trust (void)
{
  g_autoptr (GSubprocessLauncher) launcher
      = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autoptr (GSubprocess) process = spawn (launcher, TRUE, "true", NULL);

  return process != NULL && g_subprocess_wait_check (process, NULL, NULL);
}

void
run_start (Run *self, const char *url, const char *redirect_uri, gboolean trusting)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocessLauncher) launcher
      = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE
                                   | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autofree char *line
      = g_strdup_printf ("{\"authorize_url\":\"%s\",\"redirect_uri\":\"%s\",\"title\":\"City "
                         "Clinic\",\"parent_handle\":\"x11:400123\"}\n",
                         url, redirect_uri);

  *self = (Run){ .loop = g_main_loop_new (NULL, FALSE),
                 .log = g_string_new (NULL),
                 .cancellable = g_cancellable_new (),
                 .n_reading = 2 };
  g_subprocess_launcher_setenv (launcher, "G_MESSAGES_DEBUG", "keepwell-login", TRUE);
  self->process = spawn (launcher, trusting, g_getenv ("KEEPWELL_LOGIN"), &error);
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

void
run_finish (Run *self)
{
  if (self->answer == NULL)
    g_subprocess_send_signal (self->process, 15);
  g_subprocess_wait (self->process, NULL, NULL);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpstr (self->second, ==, NULL);
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

void
run_press_until (Run *self, const char *key, const char *words)
{
  run_wait (self, "Loaded");
  guint source = g_timeout_add (400, press_cb, (gpointer) key);
  run_wait (self, words);
  g_source_remove (source);
}
