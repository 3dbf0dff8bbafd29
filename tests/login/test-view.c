/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "login/login-view.h"

/* What the view is told once and no page can show: it keeps nothing and shows no inspector. */

static void
test_keeps_nothing (void)
{
  g_autoptr (WebKitWebView) view = g_object_ref_sink (kw_login_view_new ());
  WebKitNetworkSession *session = webkit_web_view_get_network_session (view);

  g_assert_true (webkit_network_session_is_ephemeral (session));
  g_assert_false (webkit_network_session_get_persistent_credential_storage_enabled (session));
  g_assert_cmpint (webkit_network_session_get_tls_errors_policy (session), ==,
                   WEBKIT_TLS_ERRORS_POLICY_FAIL);
  g_assert_cmpstr (webkit_web_view_get_default_content_security_policy (view), ==,
                   "frame-src https:; object-src 'none'");
}

static void
test_two_sessions (void)
{
  g_autoptr (WebKitWebView) one = g_object_ref_sink (kw_login_view_new ());
  g_autoptr (WebKitWebView) two = g_object_ref_sink (kw_login_view_new ());

  g_assert_true (webkit_web_view_get_network_session (one)
                 != webkit_web_view_get_network_session (two));
}

static void
test_switched_off (void)
{
  static const char *const off[] = { "enable-developer-extras",
                                     "enable-page-cache",
                                     "enable-fullscreen",
                                     "enable-media",
                                     "enable-media-stream",
                                     "enable-webrtc",
                                     "enable-webgl",
                                     "javascript-can-open-windows-automatically",
                                     "javascript-can-access-clipboard",
                                     "enable-write-console-messages-to-stdout",
                                     "enable-back-forward-navigation-gestures" };
  g_autoptr (WebKitWebView) view = g_object_ref_sink (kw_login_view_new ());
  WebKitSettings *settings = webkit_web_view_get_settings (view);

  for (gsize i = 0; i < G_N_ELEMENTS (off); i++)
    {
      gboolean on = TRUE;
      g_object_get (settings, off[i], &on, NULL);
      g_test_message ("%s", off[i]);
      g_assert_false (on);
    }
}

/* A menu only where one pastes a password: elsewhere it saves, opens and inspects. */
static void
test_menu (void)
{
  static const struct
  {
    WebKitHitTestResultContext context;
    gboolean refused;
  } cases[] = {
    { WEBKIT_HIT_TEST_RESULT_CONTEXT_DOCUMENT, TRUE },
    { WEBKIT_HIT_TEST_RESULT_CONTEXT_DOCUMENT | WEBKIT_HIT_TEST_RESULT_CONTEXT_LINK, TRUE },
    { WEBKIT_HIT_TEST_RESULT_CONTEXT_DOCUMENT | WEBKIT_HIT_TEST_RESULT_CONTEXT_IMAGE, TRUE },
    { WEBKIT_HIT_TEST_RESULT_CONTEXT_DOCUMENT | WEBKIT_HIT_TEST_RESULT_CONTEXT_EDITABLE, FALSE },
  };
  g_autoptr (WebKitWebView) view = g_object_ref_sink (kw_login_view_new ());
  g_autoptr (WebKitContextMenu) menu = webkit_context_menu_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (WebKitHitTestResult) hit
          = g_object_new (WEBKIT_TYPE_HIT_TEST_RESULT, "context", (guint) cases[i].context, NULL);
      gboolean refused = !cases[i].refused;
      g_signal_emit_by_name (view, "context-menu", menu, hit, &refused);
      g_assert_cmpint (refused, ==, cases[i].refused);
    }
}

int
main (int argc, char **argv)
{
  gtk_init ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/login/view/keeps-nothing", test_keeps_nothing);
  g_test_add_func ("/login/view/two-sessions", test_two_sessions);
  g_test_add_func ("/login/view/switched-off", test_switched_off);
  g_test_add_func ("/login/view/menu", test_menu);
  return g_test_run ();
}
