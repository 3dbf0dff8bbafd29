/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sync/clinic.h"
#include "sync/inbox.h"

static char *home;

static void
write_file (const char *path, const char *text)
{
  g_autofree char *dir = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (dir, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

/* A browser of this test's own: it signs in, follows a redirect to this computer, and gives one to
 * another scheme to the desktop, which here is a file. */
static void
install_browser (void)
{
  g_autofree char *program = g_build_filename (home, "browser", NULL);
  g_autofree char *desktop = g_build_filename (home, "applications", "test-browser.desktop", NULL);
  g_autofree char *list = g_build_filename (home, "applications", "mimeapps.list", NULL);
  g_autofree char *config = g_build_filename (home, "mimeapps.list", NULL);
  g_autofree char *script
      = g_strdup_printf ("#!/usr/bin/python3\n"
                         "import os, subprocess, sys, urllib.request\n"
                         "out = subprocess.run(['%s', '--user', 'Rosa Alvarez', sys.argv[1]],\n"
                         "                     check=True, capture_output=True, text=True).stdout\n"
                         "out = out.strip()\n"
                         "if out.startswith('http'):\n"
                         "    urllib.request.urlopen(out).read()\n"
                         "else:\n"
                         "    with open('%s/redirect.part', 'w') as file:\n"
                         "        file.write(out)\n"
                         "    os.rename('%s/redirect.part', '%s/redirect')\n",
                         g_getenv ("KEEPWELL_DEMO_SIGN_IN"), home, home, home);
  g_autofree char *entry = g_strdup_printf ("[Desktop Entry]\nType=Application\nName=Test\nExec=%s "
                                            "%%u\nMimeType=x-scheme-handler/http;\n",
                                            program);

  write_file (program, script);
  g_assert_cmpint (g_chmod (program, 0700), ==, 0);
  write_file (desktop, entry);
  write_file (list, "[Default Applications]\nx-scheme-handler/http=test-browser.desktop\n");
  write_file (config, "[Default Applications]\nx-scheme-handler/http=test-browser.desktop\n");
}

/* Which way there is at which vendor, with a window and without one. */
static void
test_ways (void)
{
  static const struct
  {
    const char *vendor;
    gboolean has_window;
    KwLoginFunc login; /* NULL: refused */
  } cases[] = {
    { "demo", FALSE, kw_login_with_browser },
    { "demo", TRUE, kw_login_with_browser },
    { "epic", FALSE, kw_login_with_browser },
    { "generic", TRUE, kw_login_with_browser },
    /* Oracle Health registers the program's scheme and no address on this computer. */
    { "oracle-health", TRUE, kw_login_with_scheme },
    { "oracle-health", FALSE, NULL },
    { "athenahealth", FALSE, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (KwLoginWay) way = { .login = kw_login_with_helper };
      g_autoptr (GError) error = NULL;
      gboolean found = kw_login_way_use_browser (&way, kw_vendor_find (cases[i].vendor),
                                                 cases[i].has_window, &error);

      g_test_message ("%s", cases[i].vendor);
      g_assert_cmpint (found, ==, cases[i].login != NULL);
      if (!found)
        {
          g_assert_error (error, KW_ERROR, KW_ERROR_WINDOW_ONLY);
          continue;
        }
      g_assert_true (way.login == cases[i].login);
      if (way.login == kw_login_with_scheme)
        g_assert_cmpstr (way.redirect_uri, ==, KW_REDIRECT_URI);
      else
        g_assert_true (g_str_has_prefix (way.redirect_uri, "http://127.0.0.1:"));
    }
}

static KwConnection *
dup_stored (KwVault *vault)
{
  g_autoptr (GPtrArray) connections = kw_vault_list_connections (vault, NULL);

  g_assert_cmpuint (connections->len, ==, 1);
  return kw_connection_ref (g_ptr_array_index (connections, 0));
}

static void
assert_stored (KwVault *vault, const char *login, const char *redirect_prefix)
{
  g_autoptr (KwConnection) stored = dup_stored (vault);

  g_assert_cmpstr (kw_connection_get (stored, KW_CONNECTION_LOGIN), ==, login);
  g_assert_true (
      g_str_has_prefix (kw_connection_get (stored, KW_CONNECTION_REDIRECT_URI), redirect_prefix));
}

static void
sign_in_again (KwVault *vault, const KwLoginWay *way)
{
  g_autoptr (KwConnection) stored = dup_stored (vault);
  g_autoptr (GError) error = NULL;

  kw_sign_in_again (vault, kw_connection_get (stored, KW_CONNECTION_UUID), way->login,
                    way->login_data, NULL, NULL, &error);
  g_assert_no_error (error);
}

/* In the browser, in the window, in the browser: each time it is remembered, and the listener's
 * port never takes the place of the redirect that is registered. */
static void
test_remembered (void)
{
  g_autofree char *dir = fixture_new ();
  g_autoptr (Clinic) clinic = clinic_start (NULL);
  g_autofree char *command
      = g_strdup_printf ("%s --user 'Rosa Alvarez'", g_getenv ("KEEPWELL_DEMO_SIGN_IN"));
  KwLoginWay window = { .login = kw_login_with_command, .login_data = command };
  g_auto (KwLoginWay) browser = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_true (kw_login_way_use_browser (&browser, kw_vendor_find ("demo"), FALSE, NULL));
  KwConnectRequest request = { .address = clinic->bases[0],
                               .redirect_uri = browser.redirect_uri,
                               .login = browser.login,
                               .login_data = browser.login_data };
  g_autoptr (KwSignIn) first = kw_sign_in_run (&request, NULL, &error);
  g_assert_no_error (error);
  g_autoptr (KwVault) vault = kw_vault_create (dir, kw_sign_in_get_person (first), NULL);
  g_autoptr (KwConnection) connection = kw_sign_in_store (first, vault, NULL);
  g_assert_nonnull (connection);
  assert_stored (vault, "browser", "http://127.0.0.1:");
  sign_in_again (vault, &window);
  assert_stored (vault, NULL, KW_REDIRECT_URI);
  g_assert_true (kw_login_way_use_browser (&browser, kw_vendor_find ("demo"), FALSE, NULL));
  sign_in_again (vault, &browser);
  assert_stored (vault, "browser", KW_REDIRECT_URI);
  g_clear_object (&vault);
  fixture_remove (dir);
}

/* What the second instance of the program does, when the desktop starts it with the redirect. */
static gpointer
deliver_thread (gpointer path)
{
  g_autofree char *redirect = NULL;

  for (guint i = 0; i < 3000 && !g_file_get_contents (path, &redirect, NULL, NULL); i++)
    g_usleep (10000);
  g_assert_nonnull (redirect);
  g_assert_false (kw_inbox_deliver (KW_REDIRECT_URI "?code=x&state=of-another-attempt"));
  while (!kw_inbox_deliver (redirect))
    g_usleep (10000);
  return NULL;
}

static void
test_scheme (void)
{
  g_autoptr (Clinic) clinic = clinic_start (NULL);
  g_autofree char *path = g_build_filename (home, "redirect", NULL);
  g_autoptr (GError) error = NULL;
  GThread *thread = g_thread_new ("deliver", deliver_thread, path);
  KwConnectRequest request = { .address = clinic->bases[0], .login = kw_login_with_scheme };
  g_autoptr (KwSignIn) sign_in = kw_sign_in_run (&request, NULL, &error);

  g_thread_join (thread);
  g_assert_no_error (error);
  g_assert_cmpstr (kw_sign_in_get_person (sign_in)->family, ==, "Alvarez");
  g_assert_cmpstr (
      kw_connection_get (kw_sign_in_get_connection (sign_in), KW_CONNECTION_REDIRECT_URI), ==,
      KW_REDIRECT_URI);
}

int
main (int argc, char **argv)
{
  int status;

  home = g_dir_make_tmp ("keepwell-home-XXXXXX", NULL);
  g_setenv ("XDG_DATA_HOME", home, TRUE);
  g_setenv ("XDG_CONFIG_HOME", home, TRUE);
  fixture_start ();
  g_test_init (&argc, &argv, NULL);
  install_browser ();
  g_test_add_func ("/sync/login-way/ways", test_ways);
  g_test_add_func ("/sync/login-way/remembered", test_remembered);
  g_test_add_func ("/sync/login-way/scheme", test_scheme);
  status = g_test_run ();
  fixture_remove (home);
  g_free (home);
  return fixture_end (status);
}
