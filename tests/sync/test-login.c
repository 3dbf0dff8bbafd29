/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync/sync.h"

#include <glib/gstdio.h>
#include <string.h>

#include "core/error.h"

#define URL "https://id.example/authorize?state=canary"
#define REDIRECT "io.github.keepwell.keepwell://callback"

/* A program in the place of keepwell-login. */
static char *
write_helper (const char *dir, const char *script)
{
  g_autofree char *text = g_strconcat ("#!/bin/sh\n", script, "\n", NULL);
  char *path = g_build_filename (dir, "helper", NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  g_assert_cmpint (g_chmod (path, 0700), ==, 0);
  return path;
}

static void
test_helper (void)
{
  static const struct
  {
    const char *script;
    const char *redirect;
    KwError error;
  } cases[] = {
    { "read line; printf '{\"redirect\":\"" REDIRECT "?code=1\"}\\n'", REDIRECT "?code=1", 0 },
    { "read line; printf '{\"cancelled\":true}\\n'", NULL, KW_ERROR_SIGN_IN_CANCELLED },
    { "read line; printf '{\"error\":\"no display\"}\\n'", NULL, KW_ERROR_LOGIN_HELPER },
    { "read line; printf '{\"browser\":true}\\n'", NULL, KW_ERROR_IN_BROWSER },
    { "read line; printf '{\"browser\":false}\\n'", NULL, KW_ERROR_SIGN_IN_CANCELLED },
    { "read line; exit 1", NULL, KW_ERROR_SIGN_IN_CANCELLED },
    { "exit 0", NULL, KW_ERROR_SIGN_IN_CANCELLED },
    { "read line; printf 'no JSON\\n'", NULL, KW_ERROR_SIGN_IN_CANCELLED },
    { "read line; printf '{\"redirect\":[1]}\\n'", NULL, KW_ERROR_SIGN_IN_CANCELLED },
  };
  g_autofree char *dir = g_dir_make_tmp ("keepwell-login-XXXXXX", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *helper = write_helper (dir, cases[i].script);
      g_autoptr (GError) error = NULL;
      g_autofree char *redirect = NULL;

      g_test_message ("%s", cases[i].script);
      g_setenv ("KEEPWELL_LOGIN", helper, TRUE);
      redirect = kw_login_with_helper (NULL, URL, REDIRECT, "Hospital", NULL, &error);
      g_assert_cmpstr (redirect, ==, cases[i].redirect);
      if (cases[i].redirect == NULL)
        g_assert_error (error, KW_ERROR, (int) cases[i].error);
      g_unlink (helper);
    }
  g_rmdir (dir);
}

/* The helper is told what it needs, on its input: the address is in no list of processes. */
static void
test_helper_request (void)
{
  g_autofree char *dir = g_dir_make_tmp ("keepwell-login-XXXXXX", NULL);
  g_autofree char *seen = g_build_filename (dir, "seen", NULL);
  g_autofree char *script = g_strdup_printf (
      "read -r line; printf '%%s %%s' \"$#\" \"$line\" > '%s'; printf '{\"cancelled\":true}\\n'",
      seen);
  g_autofree char *helper = write_helper (dir, script);
  g_autofree char *text = NULL;

  g_setenv ("KEEPWELL_LOGIN", helper, TRUE);
  g_assert_null (
      kw_login_with_helper ((gpointer) "x11:1234", URL, REDIRECT, "The \"Clinic\"", NULL, NULL));
  g_assert_true (g_file_get_contents (seen, &text, NULL, NULL));
  g_assert_cmpstr (text, ==,
                   "0 {\"authorize_url\":\"" URL "\",\"redirect_uri\":\"" REDIRECT
                   "\",\"title\":\"The \\\"Clinic\\\"\",\"parent_handle\":\"x11:1234\"}");
  g_unlink (seen);
  g_unlink (helper);
  g_rmdir (dir);
}

static gpointer
cancel_soon (gpointer cancellable)
{
  g_usleep (100000);
  g_cancellable_cancel (cancellable);
  return NULL;
}

static void
test_cancel (void)
{
  g_autofree char *dir = g_dir_make_tmp ("keepwell-login-XXXXXX", NULL);
  g_autofree char *helper = write_helper (dir, "exec sleep 60");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  GThread *thread = g_thread_new ("cancel", cancel_soon, cancellable);
  g_autoptr (GError) error = NULL;

  g_setenv ("KEEPWELL_LOGIN", helper, TRUE);
  g_assert_null (kw_login_with_helper (NULL, URL, REDIRECT, "Hospital", cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_thread_join (thread);
  g_unlink (helper);
  g_rmdir (dir);
}

static void
test_no_helper (void)
{
  g_autoptr (GError) error = NULL;

  g_setenv ("KEEPWELL_LOGIN", "/nonexistent/keepwell-login", TRUE);
  g_assert_null (kw_login_with_helper (NULL, URL, REDIRECT, "Hospital", NULL, &error));
  g_assert_error (error, KW_ERROR, KW_ERROR_LOGIN_HELPER);
}

static void
test_command (void)
{
  static const struct
  {
    const char *command;
    const char *redirect;
    KwError error;
  } cases[] = {
    { "echo first", "first " URL, 0 },
    { "sh -c 'echo one; echo two'", "one", 0 },
    { "true", NULL, KW_ERROR_SIGN_IN_CANCELLED },
    { "sh -c 'echo one; exit 1'", NULL, KW_ERROR_SIGN_IN_CANCELLED },
    { "/nonexistent/command", NULL, KW_ERROR_LOGIN_HELPER },
    { "'", NULL, KW_ERROR_LOGIN_HELPER },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *redirect = kw_login_with_command ((gpointer) cases[i].command, URL, REDIRECT,
                                                         "Hospital", NULL, &error);

      g_test_message ("%s", cases[i].command);
      g_assert_cmpstr (redirect, ==, cases[i].redirect);
      if (cases[i].redirect == NULL)
        g_assert_error (error, KW_ERROR, (int) cases[i].error);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sync/login/helper", test_helper);
  g_test_add_func ("/sync/login/helper-request", test_helper_request);
  g_test_add_func ("/sync/login/cancel", test_cancel);
  g_test_add_func ("/sync/login/no-helper", test_no_helper);
  g_test_add_func ("/sync/login/command", test_command);
  return g_test_run ();
}
