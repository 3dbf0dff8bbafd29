/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "login/login-window.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <webkit/webkit.h>

#include "login/login-parent.h"
#include "login/login-policy.h"
#include "login/login-view.h"

struct _KwLoginWindow
{
  GtkWindow parent_instance;

  /* Template children */
  GtkLabel *host_label;
  GtkProgressBar *progress_bar;
  GtkRevealer *notice_revealer;
  GtkLabel *notice_label;
  GtkStack *stack;
  GtkLabel *message_title;
  GtkLabel *message_label;
  GtkButton *retry_button;
  GtkButton *browser_button;

  /* Owned */
  KwLoginRequest *request;
  gboolean answered;
  gboolean shown; /* a page, since the last time of asking for the first one */

  /* Borrowed */
  WebKitWebView *view;
};

G_DEFINE_FINAL_TYPE (KwLoginWindow, kw_login_window, GTK_TYPE_WINDOW)

enum
{
  SIGNAL_ANSWERED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

/* Why a step was refused. The id goes to the debug log, the words to the person. */
typedef enum
{
  REFUSED_ADDRESS,
  REFUSED_LINK,
  REFUSED_WINDOW,
  REFUSED_DOWNLOAD,
  REFUSED_CERTIFICATE,
  REFUSED_UNREACHABLE,
  REFUSED_CRASH,
  REFUSED_BY_PROVIDER,
} Refusal;

static const struct
{
  const char *id;
  const char *title; /* NULL: said above the page, which stays */
  const char *words;
  gboolean retry;
} refusals[] = {
  [REFUSED_ADDRESS]
  = { "address", N_ ("The sign-in led to an address that is not safe"),
      N_ ("Keepwell stopped before going there. Tell the hospital that its sign-in page sends you "
          "to "
          "an address without encryption, or to one that does not belong to Keepwell."),
      FALSE },
  [REFUSED_LINK]
  = { "link", NULL,
      N_ ("That link does not lead to an encrypted page, so it is not followed here."), FALSE },
  [REFUSED_WINDOW]
  = { "window", NULL, N_ ("The page wanted to open another window. Keepwell shows only this one."),
      FALSE },
  [REFUSED_DOWNLOAD]
  = { "download", NULL, N_ ("The page wanted to save a file. Keepwell saves nothing here."),
      FALSE },
  [REFUSED_CERTIFICATE] = { "certificate", N_ ("This server cannot prove who it is"),
                            N_ ("Its certificate is not valid, so somebody else could be reading "
                                "along. Nothing was sent. "
                                "Try again later, or tell the hospital."),
                            FALSE },
  [REFUSED_UNREACHABLE]
  = { "unreachable", N_ ("The sign-in page does not answer"),
      N_ ("Check that this computer is connected to the internet, and try again."), TRUE },
  [REFUSED_CRASH] = { "crash", N_ ("The page stopped working"),
                      N_ ("Nothing was lost but what you typed here."), TRUE },
  [REFUSED_BY_PROVIDER]
  = { "provider", NULL,
      N_ ("This page lets nobody sign in inside another program. Choose Open in my browser; "
          "Keepwell does so by itself the next time."),
      FALSE },
};

static void
answer (KwLoginWindow *self, const char *member, const char *value)
{
  if (self->answered)
    return;
  self->answered = TRUE;
  g_signal_emit (self, signals[SIGNAL_ANSWERED], 0, member, value);
}

static void
refuse (KwLoginWindow *self, Refusal refusal)
{
  g_debug ("Refused: %s", refusals[refusal].id);
  if (refusals[refusal].title == NULL)
    {
      gtk_label_set_label (self->notice_label, _ (refusals[refusal].words));
      gtk_revealer_set_reveal_child (self->notice_revealer, TRUE);
      return;
    }
  gtk_label_set_label (self->message_title, _ (refusals[refusal].title));
  gtk_label_set_label (self->message_label, _ (refusals[refusal].words));
  gtk_widget_set_visible (GTK_WIDGET (self->retry_button), refusals[refusal].retry);
  gtk_revealer_set_reveal_child (self->notice_revealer, FALSE);
  gtk_stack_set_visible_child_name (self->stack, "message");
  gtk_widget_set_visible (GTK_WIDGET (self->progress_bar), FALSE);
  /* A browser may let one go on where nobody should. */
  gtk_widget_set_visible (GTK_WIDGET (self->browser_button), refusals[refusal].retry);
  if (refusals[refusal].retry)
    gtk_widget_grab_focus (GTK_WIDGET (self->retry_button));
}

static void
show_host (KwLoginWindow *self, const char *uri)
{
  g_autofree char *host = kw_login_policy_dup_host (uri);

  gtk_label_set_label (self->host_label, host != NULL ? host : "");
}

static void
load (KwLoginWindow *self)
{
  self->shown = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self->progress_bar), TRUE);
  gtk_stack_set_visible_child_name (self->stack, "page");
  show_host (self, self->request->authorize_url);
  webkit_web_view_load_uri (self->view, self->request->authorize_url);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

/* Callbacks. */

static void
retry_cb (KwLoginWindow *self)
{
  load (self);
}

/* RFC 8252 section 8.12: the person's own browser is an equal way, from here as well. */
static void
browser_cb (KwLoginWindow *self)
{
  answer (self, "browser", NULL);
}

/* A redirect of the page itself is already the address of the view; that of a frame is not. Other
 * steps of frames cannot be told from the page's, so the view's content security policy keeps
 * frames on https, where no redirect of ours can be. */
static gboolean
is_main_frame (WebKitWebView *view, WebKitNavigationAction *action, const char *uri)
{
  return !webkit_navigation_action_is_redirect (action)
         || g_strcmp0 (webkit_web_view_get_uri (view), uri) == 0;
}

static gboolean
decide_navigation (KwLoginWindow *self, WebKitNavigationPolicyDecision *decision)
{
  WebKitNavigationAction *action
      = webkit_navigation_policy_decision_get_navigation_action (decision);
  const char *uri = webkit_uri_request_get_uri (webkit_navigation_action_get_request (action));
  gboolean main_frame = is_main_frame (self->view, action, uri);
  gboolean redirect = webkit_navigation_action_is_redirect (action);

  switch (kw_login_policy_classify (self->request->redirect_uri, uri, main_frame))
    {
    case KW_LOGIN_ALLOW:
      return FALSE;
    case KW_LOGIN_CAPTURE:
      webkit_policy_decision_ignore (WEBKIT_POLICY_DECISION (decision));
      answer (self, "redirect", uri);
      return TRUE;
    case KW_LOGIN_DENY:
      break;
    }
  webkit_policy_decision_ignore (WEBKIT_POLICY_DECISION (decision));
  refuse (self, redirect && main_frame ? REFUSED_ADDRESS : REFUSED_LINK);
  return TRUE;
}

static gboolean
decide_response (KwLoginWindow *self, WebKitResponsePolicyDecision *decision)
{
  if (webkit_response_policy_decision_is_mime_type_supported (decision))
    return FALSE;
  webkit_policy_decision_ignore (WEBKIT_POLICY_DECISION (decision));
  refuse (self, REFUSED_DOWNLOAD);
  return TRUE;
}

static gboolean
decide_policy_cb (KwLoginWindow *self,
                  WebKitPolicyDecision *decision,
                  WebKitPolicyDecisionType type)
{
  switch (type)
    {
    case WEBKIT_POLICY_DECISION_TYPE_NAVIGATION_ACTION:
      return decide_navigation (self, WEBKIT_NAVIGATION_POLICY_DECISION (decision));
    case WEBKIT_POLICY_DECISION_TYPE_RESPONSE:
      return decide_response (self, WEBKIT_RESPONSE_POLICY_DECISION (decision));
    case WEBKIT_POLICY_DECISION_TYPE_NEW_WINDOW_ACTION:
      break;
    }
  webkit_policy_decision_ignore (decision);
  refuse (self, REFUSED_WINDOW);
  return TRUE;
}

static GtkWidget *
create_cb (KwLoginWindow *self)
{
  refuse (self, REFUSED_WINDOW);
  return NULL;
}

static void
download_started_cb (KwLoginWindow *self, WebKitDownload *download)
{
  webkit_download_cancel (download);
  refuse (self, REFUSED_DOWNLOAD);
}

static void
load_changed_cb (KwLoginWindow *self, WebKitLoadEvent event)
{
  const char *uri = webkit_web_view_get_uri (self->view);

  if (event == WEBKIT_LOAD_FINISHED && self->shown)
    g_debug ("Loaded");
  /* A load may end in nothing without a word, as with a port that WebKit does not use. */
  else if (event == WEBKIT_LOAD_FINISHED && !self->answered
           && g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "page") == 0)
    refuse (self, REFUSED_UNREACHABLE);
  if (event != WEBKIT_LOAD_COMMITTED || uri == NULL || strcmp (uri, "about:blank") == 0)
    return;
  self->shown = TRUE;
  show_host (self, uri);
  gtk_revealer_set_reveal_child (self->notice_revealer, FALSE);
  if (kw_login_policy_is_closed (uri))
    {
      refuse (self, REFUSED_BY_PROVIDER);
      gtk_widget_add_css_class (GTK_WIDGET (self->browser_button), "suggested-action");
      gtk_widget_grab_focus (GTK_WIDGET (self->browser_button));
    }
}

static gboolean
load_failed_cb (KwLoginWindow *self, WebKitLoadEvent event, char *uri, GError *error)
{
  (void) event;
  (void) uri;
  gboolean ours = g_error_matches (error, WEBKIT_POLICY_ERROR,
                                   WEBKIT_POLICY_ERROR_FRAME_LOAD_INTERRUPTED_BY_POLICY_CHANGE)
                  || g_error_matches (error, WEBKIT_NETWORK_ERROR, WEBKIT_NETWORK_ERROR_CANCELLED);

  if (!ours)
    refuse (self, REFUSED_UNREACHABLE);
  return TRUE;
}

static gboolean
tls_failed_cb (KwLoginWindow *self)
{
  refuse (self, REFUSED_CERTIFICATE);
  return TRUE;
}

static void
terminated_cb (KwLoginWindow *self)
{
  refuse (self, REFUSED_CRASH);
}

static void
progress_cb (KwLoginWindow *self)
{
  double progress = webkit_web_view_get_estimated_load_progress (self->view);

  gtk_progress_bar_set_fraction (self->progress_bar, progress);
  /* Transparent, not gone: the page must not jump under the pointer. */
  gtk_widget_set_opacity (GTK_WIDGET (self->progress_bar), progress < 1 ? 1 : 0);
}

/* Virtual functions. */

static void
kw_login_window_realize (GtkWidget *widget)
{
  KwLoginWindow *self = KW_LOGIN_WINDOW (widget);

  GTK_WIDGET_CLASS (kw_login_window_parent_class)->realize (widget);
  kw_login_set_parent (GTK_WINDOW (self), self->request->parent_handle);
}

static gboolean
kw_login_window_close_request (GtkWindow *window)
{
  answer (KW_LOGIN_WINDOW (window), "cancelled", NULL);
  return TRUE;
}

static void
kw_login_window_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), KW_TYPE_LOGIN_WINDOW);
  G_OBJECT_CLASS (kw_login_window_parent_class)->dispose (object);
}

static void
kw_login_window_finalize (GObject *object)
{
  KwLoginWindow *self = KW_LOGIN_WINDOW (object);

  g_clear_pointer (&self->request, kw_login_request_free);
  G_OBJECT_CLASS (kw_login_window_parent_class)->finalize (object);
}

static void
kw_login_window_class_init (KwLoginWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = kw_login_window_dispose;
  object_class->finalize = kw_login_window_finalize;
  widget_class->realize = kw_login_window_realize;
  GTK_WINDOW_CLASS (klass)->close_request = kw_login_window_close_request;

  signals[SIGNAL_ANSWERED]
      = g_signal_new ("answered", KW_TYPE_LOGIN_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                      G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/keepwell/Keepwell/login/login-window.ui");
  gtk_widget_class_bind_template_child (widget_class, KwLoginWindow, host_label);
  gtk_widget_class_bind_template_child (widget_class, KwLoginWindow, progress_bar);
  gtk_widget_class_bind_template_child (widget_class, KwLoginWindow, notice_revealer);
  gtk_widget_class_bind_template_child (widget_class, KwLoginWindow, notice_label);
  gtk_widget_class_bind_template_child (widget_class, KwLoginWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, KwLoginWindow, message_title);
  gtk_widget_class_bind_template_child (widget_class, KwLoginWindow, message_label);
  gtk_widget_class_bind_template_child (widget_class, KwLoginWindow, retry_button);
  gtk_widget_class_bind_template_child (widget_class, KwLoginWindow, browser_button);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  gtk_widget_class_bind_template_callback (widget_class, browser_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

/* Escape goes to the page first, which may need it, or may never give it back: a script without
 * end, alerts without end. Control+W is taken before the page sees it, so that nobody is held. */
static void
add_way_out (KwLoginWindow *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_w, GDK_CONTROL_MASK),
                        gtk_named_action_new ("window.close")));
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

static void
kw_login_window_init (KwLoginWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_way_out (self);
}

static void
connect_view (KwLoginWindow *self)
{
  WebKitNetworkSession *session = webkit_web_view_get_network_session (self->view);

  g_signal_connect_object (self->view, "decide-policy", G_CALLBACK (decide_policy_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "create", G_CALLBACK (create_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "load-changed", G_CALLBACK (load_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "load-failed", G_CALLBACK (load_failed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "load-failed-with-tls-errors", G_CALLBACK (tls_failed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "web-process-terminated", G_CALLBACK (terminated_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "notify::estimated-load-progress", G_CALLBACK (progress_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "download-started", G_CALLBACK (download_started_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * kw_login_window_new:
 * @request: (transfer full): what was asked
 *
 * The window in which a person signs in at the hospital's own page. It begins to load at once.
 *
 * Returns: (transfer full): the window, owned by GTK until it is destroyed
 */
KwLoginWindow *
kw_login_window_new (KwLoginRequest *request)
{
  g_return_val_if_fail (request != NULL, NULL);

  KwLoginWindow *self = g_object_new (KW_TYPE_LOGIN_WINDOW, NULL);
  self->request = request;
  /* Translators: the title of the sign-in window; %s is the hospital. */
  g_autofree char *title = g_strdup_printf (_ ("Sign in – %s"), request->title);
  gtk_window_set_title (GTK_WINDOW (self), *request->title != '\0' ? title : _ ("Sign in"));
  self->view = kw_login_view_new ();
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->view), "page");
  connect_view (self);
  load (self);
  return self;
}
