/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "login/login-view.h"

/* Frames stay on https, and nothing is embedded but frames: so a step to the redirect address can
 * only be the page's own. */
#define CONTENT_POLICY "frame-src https:; object-src 'none'"

static gboolean
permission_request_cb (WebKitWebView *view, WebKitPermissionRequest *request)
{
  (void) view;
  g_debug ("Refused: permission");
  webkit_permission_request_deny (request);
  return TRUE;
}

static gboolean
file_chooser_cb (WebKitWebView *view, WebKitFileChooserRequest *request)
{
  (void) view;
  webkit_file_chooser_request_cancel (request);
  return TRUE;
}

/* The menu is for pasting a password; its other entries lead out of the page. */
static gboolean
context_menu_cb (WebKitWebView *view, WebKitContextMenu *menu, WebKitHitTestResult *hit)
{
  (void) view;
  (void) menu;
  return !webkit_hit_test_result_context_is_editable (hit);
}

/* For requests of the page that have no place here: printing, covering the host's name. */
static gboolean
refuse_cb (void)
{
  return TRUE;
}

static WebKitSettings *
create_settings (void)
{
  WebKitSettings *settings = webkit_settings_new ();

  webkit_settings_set_enable_developer_extras (settings, FALSE);
  webkit_settings_set_enable_page_cache (settings, FALSE);
  webkit_settings_set_enable_fullscreen (settings, FALSE);
  webkit_settings_set_enable_media (settings, FALSE);
  webkit_settings_set_enable_media_stream (settings, FALSE);
  webkit_settings_set_enable_webrtc (settings, FALSE);
  webkit_settings_set_enable_webgl (settings, FALSE);
  webkit_settings_set_enable_back_forward_navigation_gestures (settings, FALSE);
  webkit_settings_set_javascript_can_open_windows_automatically (settings, FALSE);
  webkit_settings_set_javascript_can_access_clipboard (settings, FALSE);
  webkit_settings_set_enable_write_console_messages_to_stdout (settings, FALSE);
  return settings;
}

/**
 * kw_login_view_new:
 *
 * Cookies, storage and cache live in memory and end with the view. WebKit's own sandbox stays as it
 * is; no script of ours runs in the page.
 */
WebKitWebView *
kw_login_view_new (void)
{
  g_autoptr (WebKitNetworkSession) session = webkit_network_session_new_ephemeral ();
  g_autoptr (WebKitSettings) settings = create_settings ();

  webkit_network_session_set_persistent_credential_storage_enabled (session, FALSE);
  webkit_network_session_set_tls_errors_policy (session, WEBKIT_TLS_ERRORS_POLICY_FAIL);
  WebKitWebView *view
      = g_object_new (WEBKIT_TYPE_WEB_VIEW, "network-session", session, "settings", settings,
                      "default-content-security-policy", CONTENT_POLICY, NULL);
  g_signal_connect (view, "permission-request", G_CALLBACK (permission_request_cb), NULL);
  g_signal_connect (view, "run-file-chooser", G_CALLBACK (file_chooser_cb), NULL);
  g_signal_connect (view, "context-menu", G_CALLBACK (context_menu_cb), NULL);
  g_signal_connect (view, "enter-fullscreen", G_CALLBACK (refuse_cb), NULL);
  g_signal_connect (view, "print", G_CALLBACK (refuse_cb), NULL);
  return view;
}
