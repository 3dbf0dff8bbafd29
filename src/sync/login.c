/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <signal.h>
#include <string.h>

#include "core/error.h"
#include "core/json-writer.h"
#include "net/url.h"
#include "sync/inbox.h"
#include "sync/sync.h"

/* How long a person may take in a browser that does not tell us when it is closed. */
#define BROWSER_SECONDS (10 * 60)

#define MAX_ANSWER 65536

static char *
fail (GError **error, KwError code, const char *what)
{
  g_set_error_literal (error, KW_ERROR, (int) code, what);
  return NULL;
}

static GBytes *
build_request (const char *authorize_url,
               const char *redirect_uri,
               const char *title,
               const char *parent_handle)
{
  g_autoptr (KwJsonWriter) writer = kw_json_writer_new (FALSE);

  kw_json_writer_begin_object (writer);
  kw_json_writer_member (writer, "authorize_url", authorize_url);
  kw_json_writer_member (writer, "redirect_uri", redirect_uri);
  kw_json_writer_member (writer, "title", title);
  kw_json_writer_member (writer, "parent_handle", parent_handle);
  kw_json_writer_end_object (writer);
  return kw_json_writer_end (writer);
}

/* One line {redirect}, {browser}, {cancelled} or {error}; the program closed without a word means
 * cancelled.
 */
static char *
read_answer (const char *line, GError **error)
{
  g_autoptr (GBytes) bytes
      = g_bytes_new (line != NULL ? line : "", line != NULL ? strlen (line) : 0);
  g_autoptr (KwJson) json = kw_json_new (bytes, MAX_ANSWER, NULL);
  const KwJsonNode *root = json != NULL ? kw_json_get_root (json) : NULL;
  const char *redirect = kw_json_string_at (root, "redirect");

  if (redirect != NULL)
    return g_strdup (redirect);
  if (kw_json_node_get_boolean (kw_json_node_get_member (root, "browser"), FALSE))
    return fail (error, KW_ERROR_IN_BROWSER, "the sign-in goes on in the browser");
  if (kw_json_string_at (root, "error") != NULL)
    return fail (error, KW_ERROR_LOGIN_HELPER, kw_json_string_at (root, "error"));
  return fail (error, KW_ERROR_SIGN_IN_CANCELLED, "the sign-in page was closed");
}

/* What the programs write on their output is their answer, and nothing of it is for a log: GLib
 * would put its debugging there. */
static GSubprocess *
start (const char *const *argv, GSubprocessFlags flags)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (flags);

  g_subprocess_launcher_unsetenv (launcher, "G_MESSAGES_DEBUG");
  return argv[0] != NULL ? g_subprocess_launcher_spawnv (launcher, argv, NULL) : NULL;
}

/* Ends the helper when the sign-in is cancelled while it is open. */
static void
cancelled_cb (GCancellable *cancellable, gpointer process)
{
  g_subprocess_force_exit (process);
}

static char *
talk (GSubprocess *process, GBytes *request, GCancellable *cancellable, GError **error)
{
  g_autoptr (GString) line = g_string_new (NULL);
  g_autoptr (GDataInputStream) out = NULL;
  GOutputStream *in = g_subprocess_get_stdin_pipe (process);
  gulong handler = 0;
  char *answer;

  /* A helper that ends before it has read must not end this program; GLib's sockets do the same. */
  signal (SIGPIPE, SIG_IGN);
  if (cancellable != NULL)
    handler = g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb), process, NULL);
  g_output_stream_write_all (in, g_bytes_get_data (request, NULL), g_bytes_get_size (request), NULL,
                             NULL, NULL);
  g_output_stream_write_all (in, "\n", 1, NULL, NULL, NULL);
  g_output_stream_flush (in, NULL, NULL);
  out = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  answer = g_data_input_stream_read_line (out, NULL, NULL, NULL);
  g_output_stream_close (in, NULL, NULL);
  g_subprocess_wait (process, NULL, NULL);
  if (cancellable != NULL)
    g_cancellable_disconnect (cancellable, handler);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    g_clear_pointer (&answer, kw_wipe);
  else
    {
      char *redirect = read_answer (answer, error);

      kw_wipe (answer);
      answer = redirect;
    }
  return answer;
}

/**
 * kw_login_with_helper:
 * @data: (nullable): handle of the window that the page belongs to, "x11:…" or "wayland:…"
 * @authorize_url: the page
 * @redirect_uri: where it ends
 * @title: the hospital's name
 * @cancellable: (nullable): ends it
 * @error: return location of a #KwError
 *
 * Starts keepwell-login, which shows the page in a process of its own and never sees a token.
 *
 * Returns: (transfer full) (nullable): the redirect
 */
char *
kw_login_with_helper (gpointer data,
                      const char *authorize_url,
                      const char *redirect_uri,
                      const char *title,
                      GCancellable *cancellable,
                      GError **error)
{
  const char *program = g_getenv ("KEEPWELL_LOGIN");
  g_autoptr (GBytes) request = build_request (authorize_url, redirect_uri, title, data);
  g_autoptr (GSubprocess) process = NULL;

  if (program == NULL)
    program = KW_LIBEXECDIR "/keepwell-login";
  process = start ((const char *const[]){ program, NULL },
                   G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  if (process == NULL)
    return fail (error, KW_ERROR_LOGIN_HELPER, "keepwell-login did not start");
  return talk (process, request, cancellable, error);
}

/**
 * kw_login_with_command:
 * @data: a command line; it gets the address as its last argument and prints the redirect
 *
 * For tests and scripts.
 */
char *
kw_login_with_command (gpointer data,
                       const char *authorize_url,
                       const char *redirect_uri,
                       const char *title,
                       GCancellable *cancellable,
                       GError **error)
{
  g_auto (GStrv) words = NULL;
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GSubprocess) process = NULL;
  g_autofree char *out = NULL;

  if (!g_shell_parse_argv (data, NULL, &words, NULL))
    return fail (error, KW_ERROR_LOGIN_HELPER, "the login command cannot be read");
  for (guint i = 0; words[i] != NULL; i++)
    g_ptr_array_add (argv, words[i]);
  g_ptr_array_add (argv, (gpointer) authorize_url);
  g_ptr_array_add (argv, NULL);
  process = start ((const char *const *) argv->pdata, G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  if (process == NULL)
    return fail (error, KW_ERROR_LOGIN_HELPER, "the login command did not start");
  if (!g_subprocess_communicate_utf8 (process, NULL, cancellable, &out, NULL, error))
    {
      g_subprocess_force_exit (process);
      return NULL;
    }
  if (!g_subprocess_get_successful (process) || out == NULL || *g_strstrip (out) == '\0')
    return fail (error, KW_ERROR_SIGN_IN_CANCELLED, "the login command gave no redirect");
  out[strcspn (out, "\r\n")] = '\0';
  return g_strdup (out);
}

/**
 * kw_login_with_browser:
 * @data: the #KwLoopback whose redirect URI was sent
 *
 * RFC 8252: opens the page in the person's own browser and waits at the loopback address.
 */
char *
kw_login_with_browser (gpointer data,
                       const char *authorize_url,
                       const char *redirect_uri,
                       const char *title,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autofree char *state = kw_url_dup_parameter (authorize_url, "state");

  g_return_val_if_fail (data != NULL, NULL);

  if (state == NULL || !g_app_info_launch_default_for_uri (authorize_url, NULL, NULL))
    return fail (error, KW_ERROR_NO_BROWSER, "no browser could be started");
  return kw_loopback_wait (data, state, BROWSER_SECONDS, cancellable, error);
}

/**
 * kw_login_with_scheme:
 * @data: not used
 *
 * RFC 8252 section 7.1: opens the page in the person's own browser; the desktop gives the redirect
 * to a second instance of the program, which hands it to this one.
 */
char *
kw_login_with_scheme (gpointer data,
                      const char *authorize_url,
                      const char *redirect_uri,
                      const char *title,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autofree char *state = kw_url_dup_parameter (authorize_url, "state");

  if (state == NULL || !g_app_info_launch_default_for_uri (authorize_url, NULL, NULL))
    return fail (error, KW_ERROR_NO_BROWSER, "no browser could be started");
  return kw_inbox_wait (state, BROWSER_SECONDS, cancellable, error);
}
