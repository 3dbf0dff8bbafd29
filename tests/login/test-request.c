/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "login/login-request.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

static void
test_request (void)
{
  static const struct
  {
    const char *line;
    const char *title; /* NULL: refused */
  } cases[] = {
    { "{\"authorize_url\":\"https://h.example/a\",\"redirect_uri\":\"app://"
      "cb\",\"title\":\"City\"}",
      "City" },
    { "{\"authorize_url\":\"http://127.0.0.1:1/a\",\"redirect_uri\":\"http://127.0.0.1:2/cb\"}",
      "" },
    { "{\"authorize_url\":\"http://h.example/a\",\"redirect_uri\":\"app://cb\"}", NULL },
    { "{\"authorize_url\":\"https://h.example/a\",\"redirect_uri\":\"http://h.example/cb\"}",
      NULL },
    { "{\"authorize_url\":\"app://cb\",\"redirect_uri\":\"app://cb\"}", NULL },
    { "{\"authorize_url\":\"https://h.example/a\"}", NULL },
    { "{\"authorize_url\":1,\"redirect_uri\":[]}", NULL },
    { "[]", NULL },
    { "{", NULL },
    { "", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) line = g_bytes_new_static (cases[i].line, strlen (cases[i].line));
      g_autoptr (GError) error = NULL;
      g_autoptr (KwLoginRequest) request = kw_login_request_new (line, &error);
      g_assert_cmpstr (request != NULL ? request->title : NULL, ==, cases[i].title);
      g_assert_true ((request == NULL) == (error != NULL));
    }
}

static int
make_pipe (const char *text, gsize length)
{
  int fds[2];

  g_assert_cmpint (pipe (fds), ==, 0);
  g_assert_cmpint (write (fds[1], text, length), ==, (gssize) length);
  close (fds[1]);
  return fds[0];
}

static void
test_line (void)
{
  int fd = make_pipe ("one\ntwo", 7);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) one = kw_login_read_line (fd, &error);
  g_autoptr (GBytes) two = kw_login_read_line (fd, &error);

  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (one, NULL), g_bytes_get_size (one), "one", 3);
  g_assert_cmpmem (g_bytes_get_data (two, NULL), g_bytes_get_size (two), "two", 3);
  close (fd);

  g_autofree char *file = NULL;
  g_autofree char *long_line = g_strnfill (70000, 'x');
  int long_fd = g_file_open_tmp (NULL, &file, NULL);
  g_assert_cmpint (write (long_fd, long_line, 70000), ==, 70000);
  g_assert_cmpint (lseek (long_fd, 0, SEEK_SET), ==, 0);
  g_assert_null (kw_login_read_line (long_fd, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE);
  close (long_fd);
  g_unlink (file);
}

static void
test_answer (void)
{
  static const struct
  {
    const char *member;
    const char *value;
    const char *line;
  } cases[] = {
    { "redirect", "app://cb?a=\"b\"", "{\"redirect\":\"app://cb?a=\\\"b\\\"\"}\n" },
    { "cancelled", NULL, "{\"cancelled\":true}\n" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      int fds[2];
      char line[128] = "";
      g_assert_cmpint (pipe (fds), ==, 0);
      g_assert_true (kw_login_write_answer (fds[1], cases[i].member, cases[i].value));
      g_assert_cmpint (read (fds[0], line, sizeof line - 1), >, 0);
      g_assert_cmpstr (line, ==, cases[i].line);
      close (fds[0]);
      close (fds[1]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/login-request/request", test_request);
  g_test_add_func ("/login-request/line", test_line);
  g_test_add_func ("/login-request/answer", test_answer);
  return g_test_run ();
}
