/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "provider.h"

#include <stdio.h>
#include <string.h>

/* keepwell-login against pages that want more than a sign-in: every line of what the sign-in window
 * promises in docs/security.md. */

#define SOON "<script>setTimeout(()=>{location='" APP "?code=page'},1500)</script>"
#define HTTP "http://192.0.2.1/"

static const Page pages[] = {
  /* Frames. Each page goes to the redirect itself a little later, and only that may count. */
  { "/redirect", APP "?code=frame", NULL, NULL, NULL },
  { "/inner-script", NULL, "<script>location='" APP "?code=frame'</script>", NULL, NULL },
  { "/inner-meta", NULL, "<meta http-equiv=refresh content='0;url=" APP "?code=frame'>", NULL,
    NULL },
  { "/inner-link", NULL, "<a id=a href='" APP "?code=frame'>x</a><script>a.click()</script>", NULL,
    NULL },
  { "/inner", NULL, "<iframe src=/redirect></iframe>", NULL, NULL },
  { "/ok", NULL, "<p>ok", NULL, NULL },
  { "/frame-redirect", NULL, "<iframe src=/redirect></iframe>" SOON, NULL, NULL },
  { "/frame-script", NULL, "<iframe src=/inner-script></iframe>" SOON, NULL, NULL },
  { "/frame-meta", NULL, "<iframe src=/inner-meta></iframe>" SOON, NULL, NULL },
  { "/frame-link", NULL, "<iframe src=/inner-link></iframe>" SOON, NULL, NULL },
  { "/frame-nested", NULL, "<iframe src=/inner></iframe>" SOON, NULL, NULL },
  { "/frame-srcdoc", NULL, "<iframe srcdoc='<iframe src=/redirect></iframe>'></iframe>" SOON, NULL,
    NULL },
  { "/frame-form", NULL,
    "<iframe name=f src=/ok></iframe><form id=g action=/redirect target=f></form>"
    "<script>setTimeout(()=>g.submit(),500)</script>" SOON,
    NULL, NULL },
  { "/frame-parent", NULL,
    "<iframe name=f src=/ok></iframe>"
    "<script>setTimeout(()=>{frames.f.location='" APP "?code=frame'},500)</script>" SOON,
    NULL, NULL },
  { "/frame-object", NULL, "<object data=/redirect></object><embed src=/redirect>" SOON, NULL,
    NULL },
  { "/frame-insecure", NULL, "<iframe src='http://127.0.0.1:@PORT@/redirect'></iframe>" SOON, NULL,
    NULL },
  { "/script-insecure", NULL,
    "<script src='http://192.0.2.1/x.js'></script>"
    "<script src='http://127.0.0.1:@PORT@/evil.js'></script>" SOON,
    NULL, NULL },
  { "/evil.js", NULL, "location='" APP "?code=frame'", "text/javascript", NULL },
  /* Twice. */
  { "/twice", NULL,
    "<script>location='" APP "?code=page';setTimeout(()=>{location='" APP
    "?code=again'},0)</script>",
    NULL, NULL },
  /* Elsewhere. */
  { "/to-file", "file:///etc/passwd", NULL, NULL, NULL },
  { "/to-http", HTTP, NULL, NULL, NULL },
  { "/to-other", "other-program://callback?code=c", NULL, NULL, NULL },
  { "/to-data", "data:text/html,x", NULL, NULL, NULL },
  { "/to-untrusted", "https://127.0.0.1:@UNTRUSTED@/ok", NULL, NULL, NULL },
  { "/link-file", NULL, "<a id=a href='file:///etc/passwd'>x</a><script>a.click()</script>" SOON,
    NULL, NULL },
  { "/link-mail", NULL, "<a id=a href='mailto:a@b.example'>x</a><script>a.click()</script>", NULL,
    NULL },
  { "/link-other", NULL, "<a id=a href='other-program://x'>x</a><script>a.click()</script>", NULL,
    NULL },
  { "/link-blob", NULL,
    "<script>location=URL.createObjectURL(new Blob(['<p>x'],{type:'text/html'}))</script>", NULL,
    NULL },
  { "/post-http", NULL,
    "<form id=f method=post action='" HTTP "'><input name=password value=x></form>"
    "<script>f.submit()</script>",
    NULL, NULL },
  { "/open", NULL, "<button autofocus onclick=\"window.open('/ok')\">x</button>", NULL, NULL },
  { "/open-redirect", NULL,
    "<button autofocus onclick=\"window.open('" APP "?code=c')\">x</button>", NULL, NULL },
  { "/open-form", NULL, "<form action=/redirect target=_blank><button autofocus>x</button></form>",
    NULL, NULL },
  { "/save-link", NULL, "<a id=a href=/ok download=x.html>x</a><script>a.click()</script>", NULL,
    NULL },
  { "/save-blob", NULL,
    "<script>const a=document.createElement('a');a.download='x';"
    "a.href=URL.createObjectURL(new Blob(['x']));a.click()</script>",
    NULL, NULL },
  { "/pointer", NULL, "<button autofocus onclick='document.body.requestPointerLock()'>x</button>",
    NULL, NULL },
  /* In the way. */
  { "/alerts", NULL, "<script>onload=()=>setTimeout(()=>{for(;;)alert('stay')},100)</script>", NULL,
    NULL },
  { "/endless", NULL, "<script>onload=()=>setTimeout(()=>{for(;;);},100)</script>", NULL, NULL },
  { "/unload", NULL,
    "<button autofocus>x</button><script>onbeforeunload=e=>{e.preventDefault();"
    "e.returnValue='stay'}</script>",
    NULL, NULL },
  /* What another sign-in left: "nothing", or it went through. */
  { "/keeps", NULL,
    "<script>const seen=document.cookie+(localStorage.x||'')+(sessionStorage.x||'')+name;"
    "document.cookie='x=" CANARY ";max-age=99999';localStorage.x=sessionStorage.x=name='" CANARY
    "';location='" APP "?code='+(seen||'nothing')</script>",
    NULL, NULL },
};

static void
begin (Provider *provider, Run *run, const char *path, gboolean trusting)
{
  g_autofree char *url
      = provider_dup_url (provider, trusting ? SERVER_TRUSTED : SERVER_PLAIN, path);

  g_test_message ("%s", path);
  run_start (run, url, APP, trusting);
}

/* Over https, where frames may be: so that it is the frame which is refused, and not its address.
 */
static void
test_only_the_page (void)
{
  static const char *const paths[]
      = { "/frame-redirect",  "/frame-script", "/frame-meta",   "/frame-link",   "/frame-nested",
          "/frame-srcdoc",    "/frame-form",   "/frame-parent", "/frame-object", "/frame-insecure",
          "/script-insecure", "/link-file",    "/twice" };
  Provider provider;

  if (!run_can_trust ())
    {
      g_test_skip ("no mount namespace here");
      return;
    }
  provider_start (&provider, pages, G_N_ELEMENTS (pages));
  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      Run run;
      begin (&provider, &run, paths[i], TRUE);
      run_wait (&run, NULL);
      g_assert_cmpstr (run.answer, ==, "{\"redirect\":\"" APP "?code=page\"}");
      run_finish (&run);
    }
  provider_stop (&provider);
}

static void
test_refused (void)
{
  static const struct
  {
    const char *path;
    const char *refusal;
    const char *key; /* what a person presses; NULL: nothing */
  } cases[] = {
    /* Where a redirect leads to a file or to no server at all, WebKit ends the page itself. */
    { "/to-file", "Refused: ", NULL },
    { "/to-http", "Refused: address", NULL },
    { "/to-other", "Refused: address", NULL },
    { "/to-data", "Refused: ", NULL },
    { "/to-untrusted", "Refused: certificate", NULL },
    { "/link-mail", "Refused: link", NULL },
    { "/link-other", "Refused: link", NULL },
    { "/link-blob", "Refused: link", NULL },
    { "/post-http", "Refused: link", NULL },
    { "/open", "Refused: window", "Return" },
    { "/open-redirect", "Refused: window", "Return" },
    { "/open-form", "Refused: window", "Return" },
    { "/save-link", "Refused: download", NULL },
    { "/save-blob", "Refused: link", NULL },
    { "/pointer", "Refused: permission", "Return" },
  };
  Provider provider;

  provider_start (&provider, pages, G_N_ELEMENTS (pages));
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Run run;
      begin (&provider, &run, cases[i].path, FALSE);
      if (cases[i].key != NULL)
        run_press_until (&run, cases[i].key, cases[i].refusal);
      else
        run_wait (&run, cases[i].refusal);
      g_assert_null (run.answer);
      run_finish (&run);
    }
  provider_stop (&provider);
}

/* A page cannot hold anybody: Control+W goes to the window first. */
static void
test_cancel (void)
{
  static const char *const paths[] = { "/alerts", "/endless", "/unload" };
  Provider provider;

  provider_start (&provider, pages, G_N_ELEMENTS (pages));
  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      Run run;
      begin (&provider, &run, paths[i], FALSE);
      run_press_until (&run, "ctrl+w", NULL);
      g_assert_cmpstr (run.answer, ==, "{\"cancelled\":true}");
      run_finish (&run);
    }
  provider_stop (&provider);
}

/* Neither one after the other nor side by side does a sign-in see what another one left. */
static void
test_nothing_shared (void)
{
  Provider provider;
  Run runs[3];

  provider_start (&provider, pages, G_N_ELEMENTS (pages));
  begin (&provider, &runs[0], "/keeps", FALSE);
  run_wait (&runs[0], NULL);
  for (guint i = 1; i < G_N_ELEMENTS (runs); i++)
    begin (&provider, &runs[i], "/keeps", FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (runs); i++)
    {
      if (!runs[i].answered)
        run_wait (&runs[i], NULL);
      g_assert_cmpstr (runs[i].answer, ==, "{\"redirect\":\"" APP "?code=nothing\"}");
      run_finish (&runs[i]);
    }
  provider_stop (&provider);
}

/* The parent of @pid, and whether it is one of bubblewrap; 0 when there is none. */
static int
get_parent (int pid, gboolean *is_bwrap)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/stat", pid);
  g_autofree char *stat = NULL;
  int parent = 0;

  if (!g_file_get_contents (path, &stat, NULL, NULL))
    return 0;
  *is_bwrap = strstr (stat, "(bwrap)") != NULL;
  sscanf (strrchr (stat, ')') + 2, "%*c %d", &parent);
  return parent;
}

static gboolean
has_sandbox (int program)
{
  g_autoptr (GDir) dir = g_dir_open ("/proc", 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      gboolean is_bwrap = FALSE, ignored;
      int pid = get_parent (atoi (name), &is_bwrap);

      while (is_bwrap && pid > 1 && pid != program)
        pid = get_parent (pid, &ignored);
      if (is_bwrap && pid == program)
        return TRUE;
    }
  return FALSE;
}

/* The page runs inside WebKit's sandbox, which this build must not switch off. */
static void
test_sandbox (void)
{
  Provider provider;
  Run run;

  provider_start (&provider, pages, G_N_ELEMENTS (pages));
  begin (&provider, &run, "/ok", FALSE);
  run_wait (&run, "Loaded");
  g_assert_true (has_sandbox (atoi (g_subprocess_get_identifier (run.process))));
  run_finish (&run);
  provider_stop (&provider);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/login/hostile/only-the-page", test_only_the_page);
  g_test_add_func ("/login/hostile/refused", test_refused);
  g_test_add_func ("/login/hostile/cancel", test_cancel);
  g_test_add_func ("/login/hostile/nothing-shared", test_nothing_shared);
  g_test_add_func ("/login/hostile/sandbox", test_sandbox);
  return g_test_run ();
}
