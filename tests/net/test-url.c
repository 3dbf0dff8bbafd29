/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <gio/gio.h>

#include "net/url.h"

static void
test_allowed (void)
{
  static const struct
  {
    const char *url;
    gboolean allowed;
  } cases[] = {
    { "https://a.example/r4", TRUE },
    { "HTTPS://a.example", TRUE },
    { "http://127.0.0.1:8080/r4", TRUE },
    { "http://localhost/r4", TRUE },
    { "http://[::1]:8080/", TRUE },
    { "http://a.example/r4", FALSE },
    { "http://127.0.0.1.evil.example/", FALSE },
    { "http://localhost.evil.example/", FALSE },
    { "https://user@a.example/", FALSE },
    { "https://user:secret@a.example/", FALSE },
    { "https:///r4", FALSE },
    { "ftp://a.example/", FALSE },
    { "file:///etc/passwd", FALSE },
    { "javascript:alert(1)", FALSE },
    { "", FALSE },
    { NULL, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].url);
      g_assert_cmpint (kw_url_is_allowed (cases[i].url), ==, cases[i].allowed);
    }
}

typedef char *(*Function) (const char *url);

static void
check_texts (Function function, const char *const (*cases)[2], guint n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *found = function (cases[i][0]);

      g_test_message ("%s", cases[i][0]);
      g_assert_cmpstr (found, ==, cases[i][1]);
    }
}

static void
test_base (void)
{
  static const char *const cases[][2] = {
    { "https://a.example/r4", "https://a.example/r4" },
    { "  https://a.example/r4/  ", "https://a.example/r4" },
    { "a.example/r4/T", "https://a.example/r4/T" },
    { "HTTPS://A.Example:443/r4/TeNaNt/", "https://a.example/r4/TeNaNt" },
    { "https://a.example/r4/metadata", "https://a.example/r4" },
    { "https://a.example/r4/.well-known/smart-configuration", "https://a.example/r4" },
    { "https://a.example/r4?x=1#y", "https://a.example/r4" },
    { "http://127.0.0.1:99/r4/t/", "http://127.0.0.1:99/r4/t" },
    { "http://a.example/r4", NULL },
    { "", NULL },
    { "   ", NULL },
    { "https://", NULL },
  };

  check_texts (kw_url_dup_base, cases, G_N_ELEMENTS (cases));
}

static void
test_origin (void)
{
  static const char *const cases[][2] = {
    { "https://A.example/x", "https://a.example" },
    { "https://a.example:443/x", "https://a.example" },
    { "https://a.example:8443/x", "https://a.example:8443" },
    { "http://127.0.0.1:80/x", "http://127.0.0.1" },
    { "not a url", NULL },
    { NULL, NULL },
  };

  check_texts (kw_url_dup_origin, cases, G_N_ELEMENTS (cases));
}

static void
test_segment (void)
{
  static const struct
  {
    const char *url;
    const char *name;
    const char *value;
  } cases[] = {
    { "https://a.example/tenants/T1/x", "tenants", "T1" },
    { "https://a.example/tenants/t%3A1/x", "tenants", "t:1" },
    { "https://a.example/tenants/", "tenants", NULL },
    { "https://a.example/tenants", "tenants", NULL },
    { "https://a.example/x?y=/tenants/T2/", "tenants", NULL },
    { "https://a.example/nottenants/T1/x", "tenants", NULL },
    { NULL, "tenants", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *found = kw_url_dup_segment_after (cases[i].url, cases[i].name);

      g_assert_cmpstr (found, ==, cases[i].value);
    }
}

static void
test_query (void)
{
  const char *const pairs[] = { "a", "x y&z", "b", "https://c/ü", NULL };
  g_autofree char *first = kw_url_add_query ("https://a.example/p", pairs);
  g_autofree char *second = kw_url_add_query ("https://a.example/p?q=1", pairs);

  g_assert_cmpstr (first, ==, "https://a.example/p?a=x%20y%26z&b=https%3A%2F%2Fc%2F%C3%BC");
  g_assert_cmpstr (second, ==, "https://a.example/p?q=1&a=x%20y%26z&b=https%3A%2F%2Fc%2F%C3%BC");
}

static void
test_parameter (void)
{
  static const struct
  {
    const char *url;
    const char *value;
  } cases[] = {
    { "app://callback?code=1&state=a%2Bb+c", "a+b c" },
    { "/callback?state=x#state=y", "x" },
    { "/callback?xstate=x&states=y", NULL },
    { "/callback?state=", "" },
    { "/callback?state=%zz", NULL },
    { "/callback#?state=x", NULL },
    { "/callback", NULL },
    { NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *value = kw_url_dup_parameter (cases[i].url, "state");

      g_assert_cmpstr (value, ==, cases[i].value);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/net/url/allowed", test_allowed);
  g_test_add_func ("/net/url/base", test_base);
  g_test_add_func ("/net/url/origin", test_origin);
  g_test_add_func ("/net/url/segment", test_segment);
  g_test_add_func ("/net/url/query", test_query);
  g_test_add_func ("/net/url/parameter", test_parameter);
  return g_test_run ();
}
