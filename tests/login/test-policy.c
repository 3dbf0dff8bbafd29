/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "login/login-policy.h"

#define APP "io.github.keepwell.keepwell://callback"
#define LOOP "http://127.0.0.1:4711/callback"

static void
test_classify (void)
{
  static const struct
  {
    const char *redirect_uri;
    const char *uri;
    gboolean in_frame;
    KwLoginVerdict verdict;
  } cases[] = {
    /* The redirect. */
    { APP, APP "?code=x&state=y", FALSE, KW_LOGIN_CAPTURE },
    { APP, APP, FALSE, KW_LOGIN_CAPTURE },
    { APP, APP "?error=access_denied#x", FALSE, KW_LOGIN_CAPTURE },
    { APP, "IO.GitHub.Keepwell.Keepwell://CALLBACK?code=x", FALSE, KW_LOGIN_CAPTURE },
    { LOOP, LOOP "?code=x", FALSE, KW_LOGIN_CAPTURE },
    { "https://h.example", "https://H.example:443/?code=x", FALSE, KW_LOGIN_CAPTURE },
    { "app:/callback", "app:/callback?code=x", FALSE, KW_LOGIN_CAPTURE },
    /* Nearly the redirect. */
    { APP, APP "?code=x", TRUE, KW_LOGIN_DENY },
    { APP, APP ".evil?code=x", FALSE, KW_LOGIN_DENY },
    { APP, APP "/?code=x", FALSE, KW_LOGIN_DENY },
    { APP, APP "/more?code=x", FALSE, KW_LOGIN_DENY },
    { APP, APP ":80?code=x", FALSE, KW_LOGIN_DENY },
    { APP, "io.github.keepwell.keepwell://user@callback?code=x", FALSE, KW_LOGIN_DENY },
    { APP, "io.github.keepwell.keepwell:callback?code=x", FALSE, KW_LOGIN_DENY },
    { APP, "io.github.keepwell.keepwell:/callback?code=x", FALSE, KW_LOGIN_DENY },
    { APP, "io.github.keepwell://callback?code=x", FALSE, KW_LOGIN_DENY },
    { LOOP, "http://127.0.0.1:4712/callback?code=x", FALSE, KW_LOGIN_ALLOW },
    { LOOP, "http://localhost:4711/callback?code=x", FALSE, KW_LOGIN_ALLOW },
    { LOOP, "http://127.0.0.1:4711/callback/?code=x", FALSE, KW_LOGIN_ALLOW },
    { LOOP, "http://127.0.0.1:4711/Callback?code=x", FALSE, KW_LOGIN_ALLOW },
    { "https://h.example/a", "https://h.example/%62?code=x", FALSE, KW_LOGIN_ALLOW },
    /* Pages. */
    { APP, "https://login.example/authorize?x=" APP, FALSE, KW_LOGIN_ALLOW },
    { APP, "https://login.example/", TRUE, KW_LOGIN_ALLOW },
    { APP, "http://localhost:8080/", FALSE, KW_LOGIN_ALLOW },
    { APP, "http://[::1]:8080/", FALSE, KW_LOGIN_ALLOW },
    { APP, "about:blank", TRUE, KW_LOGIN_ALLOW },
    { APP, "http://login.example/", FALSE, KW_LOGIN_DENY },
    { APP, "http://127.0.0.1.example/", FALSE, KW_LOGIN_DENY },
    { APP, "http://localhost@login.example/", FALSE, KW_LOGIN_DENY },
    { APP, "https://", FALSE, KW_LOGIN_DENY },
    { APP, "file:///etc/passwd", FALSE, KW_LOGIN_DENY },
    { APP, "data:text/html,x", FALSE, KW_LOGIN_DENY },
    { APP, "javascript:alert(1)", FALSE, KW_LOGIN_DENY },
    { APP, "about:config", FALSE, KW_LOGIN_DENY },
    { APP, "mailto:a@b.example", FALSE, KW_LOGIN_DENY },
    { APP, "ftp://login.example/", FALSE, KW_LOGIN_DENY },
    { APP, "not an address", FALSE, KW_LOGIN_DENY },
    { APP, "", FALSE, KW_LOGIN_DENY },
    { APP, NULL, FALSE, KW_LOGIN_DENY },
    { NULL, "https://login.example/", FALSE, KW_LOGIN_DENY },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].uri);
      g_assert_cmpint (
          kw_login_policy_classify (cases[i].redirect_uri, cases[i].uri, !cases[i].in_frame), ==,
          cases[i].verdict);
    }
}

static void
test_redirect (void)
{
  static const struct
  {
    const char *uri;
    gboolean allowed;
  } cases[] = {
    { APP, TRUE },
    { LOOP, TRUE },
    { "https://h.example/callback", TRUE },
    { "http://h.example/callback", FALSE },
    { "javascript:x", FALSE },
    { "FILE:///x", FALSE },
    { "about:blank", FALSE },
    { APP "#x", FALSE },
    { "callback", FALSE },
    { NULL, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (kw_login_policy_is_redirect (cases[i].uri), ==, cases[i].allowed);
}

static void
test_host (void)
{
  static const struct
  {
    const char *uri;
    const char *host;
  } cases[] = {
    { "https://user@login.example:8443/x", "login.example" },
    { "https://l\xd0\xbegin.example/", "xn--lgin-55d.example" },
    { "http://[::1]:80/", "::1" },
    { "about:blank", NULL },
    { "", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *host = kw_login_policy_dup_host (cases[i].uri);
      g_assert_cmpstr (host, ==, cases[i].host);
    }
}

static void
test_closed (void)
{
  static const struct
  {
    const char *uri;
    gboolean closed;
  } cases[] = {
    { "https://accounts.google.com/signin/oauth/error/v2?authError=x", TRUE },
    { "https://Accounts.Google.com/v3/signin/rejected?rrk=46", TRUE },
    { "https://accounts.google.com/v3/signin/identifier", FALSE },
    { "https://accounts.google.com.example/signin/rejected", FALSE },
    { "http://accounts.google.com/signin/rejected", FALSE },
    { "about:blank", FALSE },
    { NULL, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (kw_login_policy_is_closed (cases[i].uri), ==, cases[i].closed);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/login-policy/classify", test_classify);
  g_test_add_func ("/login-policy/redirect", test_redirect);
  g_test_add_func ("/login-policy/host", test_host);
  g_test_add_func ("/login-policy/closed", test_closed);
  return g_test_run ();
}
