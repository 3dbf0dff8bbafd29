/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "provider.h"

#include <string.h>

/* keepwell-login for real, on a display, against identity providers that behave and that do not. */

static const Page pages[] = {
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
  Provider provider;

  provider_start (&provider, pages, G_N_ELEMENTS (pages));
  g_autofree char *port = g_strdup_printf ("%u", provider.ports[SERVER_PLAIN]);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *url
          = g_strdup_printf ("http://127.0.0.1:%u%s", provider.ports[SERVER_PLAIN], cases[i].path);
      g_autofree char *loopback
          = g_strdup_printf ("http://127.0.0.1:%u/callback", provider.ports[SERVER_PLAIN]);
      g_autoptr (GString) expected = g_string_new (cases[i].answer);
      g_string_replace (expected, "@PORT@", port, 0);
      Run run;
      run_start (&run, url, cases[i].loopback ? loopback : APP, FALSE);
      run_wait (&run, NULL);
      g_assert_cmpstr (run.answer, ==, expected->str);
      run_finish (&run);
    }
  g_assert_false (provider.callback_loaded);
  provider_stop (&provider);
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
  Provider provider;

  provider_start (&provider, pages, G_N_ELEMENTS (pages));
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *url = cases[i].tls
                                 ? g_strdup_printf ("https://127.0.0.1:%u%s",
                                                    provider.ports[SERVER_UNTRUSTED], cases[i].path)
                                 : g_strdup_printf ("http://127.0.0.1:%u%s",
                                                    provider.ports[SERVER_PLAIN], cases[i].path);
      Run run;
      g_test_message ("%s", cases[i].path);
      run_start (&run, url, APP, FALSE);
      if (cases[i].key != NULL)
        run_press_until (&run, cases[i].key, cases[i].refusal);
      else
        run_wait (&run, cases[i].refusal);
      g_assert_null (run.answer);
      run_finish (&run);
    }
  provider_stop (&provider);
}

/* The page has the keyboard from the start; Escape ends the sign-in, Alt+B takes it elsewhere. */
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
    { "alt+b", "{\"browser\":true}" },
  };
  Provider provider;

  provider_start (&provider, pages, G_N_ELEMENTS (pages));
  g_autofree char *url = g_strdup_printf ("http://127.0.0.1:%u/form", provider.ports[SERVER_PLAIN]);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Run run;
      run_start (&run, url, APP, FALSE);
      run_press_until (&run, cases[i].key, NULL);
      g_assert_cmpstr (run.answer, ==, cases[i].answer);
      run_finish (&run);
    }
  provider_stop (&provider);
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
  Run run;

  run_start (&run, "http://127.0.0.1:1/", APP, FALSE);
  run_wait (&run, "Refused: unreachable");
  run_finish (&run);
  Run bad;
  run_start (&bad, "http://192.0.2.1/", APP, FALSE);
  run_wait (&bad, NULL);
  g_assert_cmpstr (bad.answer, ==, "{\"error\":\"bad-request\"}");
  run_finish (&bad);
}

/* The window belongs to the one whose handle was given (0x400123, which need not exist), and says
 * so. */
static void
test_parent (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *out = NULL;
  Run run;

  run_start (&run, "http://127.0.0.1:1/", APP, FALSE);
  run_wait (&run, "Refused: unreachable");
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
  run_finish (&run);
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
