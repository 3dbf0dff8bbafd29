/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib-unix.h>
#include <glib/gi18n-lib.h>
#include <locale.h>
#include <sys/resource.h>
#include <unistd.h>

#include "login/login-request.h"
#include "login/login-window.h"

/* keepwell-login: one line of JSON in, the sign-in page, one line of JSON out. It knows no token
 * and no record, and ends with its answer. */

typedef struct
{
  GMainLoop *loop;
  gboolean failed;
} State;

static void
answered_cb (KwLoginWindow *window, const char *member, const char *value, State *state)
{
  (void) window;
  state->failed = !kw_login_write_answer (STDOUT_FILENO, member, value);
  g_main_loop_quit (state->loop);
}

/* Nobody waits for the answer any more. */
static gboolean
reader_gone_cb (int fd, GIOCondition condition, gpointer user_data)
{
  (void) fd;
  (void) condition;
  State *state = user_data;
  state->failed = TRUE;
  g_main_loop_quit (state->loop);
  return G_SOURCE_REMOVE;
}

static void
prepare_process (void)
{
  const struct rlimit none = { 0, 0 };

  /* A core file would hold a password. */
  setrlimit (RLIMIT_CORE, &none);
  /* Standard output is for the answer alone. */
  g_log_writer_default_set_use_stderr (TRUE);
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, KW_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  g_set_prgname (KW_APP_ID);
  g_set_application_name ("Keepwell");
}

static int
run (KwLoginRequest *request)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  State state = { loop, FALSE };
  KwLoginWindow *window = kw_login_window_new (request);

  g_signal_connect (window, "answered", G_CALLBACK (answered_cb), &state);
  g_unix_fd_add (STDOUT_FILENO, G_IO_ERR, reader_gone_cb, &state);
  gtk_window_present (GTK_WINDOW (window));
  g_main_loop_run (loop);
  gtk_window_destroy (GTK_WINDOW (window));
  return state.failed ? 1 : 0;
}

int
main (void)
{
  g_autoptr (GError) error = NULL;

  prepare_process ();
  g_autoptr (GBytes) line = kw_login_read_line (STDIN_FILENO, &error);
  KwLoginRequest *request = line != NULL ? kw_login_request_new (line, &error) : NULL;
  if (request == NULL)
    {
      kw_login_write_answer (STDOUT_FILENO, "error", "bad-request");
      return 2;
    }
  if (!gtk_init_check ())
    {
      kw_login_request_free (request);
      kw_login_write_answer (STDOUT_FILENO, "error", "no-display");
      return 1;
    }
  return run (request);
}
