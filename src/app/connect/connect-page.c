/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/connect/connect-page.h"

#include <glib/gi18n-lib.h>

#include "app/a11y.h"
#include "app/connect/connect-tasks.h"
#include "app/connect/find-page.h"
#include "app/connect/portal-page.h"
#include "app/connect/getting-page.h"
#include "app/connect/what-page.h"
#include "app/connect/whose-page.h"
#include "app/window-handle.h"
#include "app/stack.h"
#include "core/error.h"

struct _KwConnectPage
{
  AdwBin parent_instance;

  /* Template children. */
  GtkStack *steps;
  KwFindPage *find;
  KwPortalPage *portal;
  KwWhatPage *what;
  AdwStatusPage *wait;
  GtkButton *wait_other;
  KwWhosePage *whose;
  KwGettingPage *getting;
  AdwStatusPage *failed;
  GtkButton *failed_other;

  /* Owned. */
  char *data_dir;
  char *address;
  char *name; /* of the hospital */
  KwPerson *opened;
  KwDiscovered *discovered;
  KwSigned *signed_in;
  KwStored *stored;
  KwSyncJob *job;
  KwVault *again_vault; /* signing in again: whose, and which connection */
  char *again_uuid;
  GCancellable *cancellable;

  guint running; /* workers */
  gboolean in_browser;
  gboolean switching; /* the sign-in was cancelled to begin it again the other way */
};

static void begin_sign_in (KwConnectPage *self, gboolean in_browser);

enum
{
  DONE,
  LEFT,
  IDLE,
  STEP,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KwConnectPage, kw_connect_page, ADW_TYPE_BIN)

static const struct
{
  const char *name;
  int number;
} steps[] = {
  { "find", 1 },  { "portal", 1 },  { "what", 2 },   { "wait", 3 },
  { "whose", 4 }, { "getting", 5 }, { "failed", 0 },
};

static void
show_step (KwConnectPage *self, const char *name)
{
  if (!g_str_equal (name, "find"))
    kw_find_page_leave (self->find);
  kw_stack_show_name (self->steps, name);
  g_signal_emit (self, signals[STEP], 0);
}

static void
worker_began (KwConnectPage *self)
{
  self->running++;
}

static void
worker_ended (KwConnectPage *self)
{
  if (--self->running == 0)
    g_signal_emit (self, signals[IDLE], 0);
}

static const char *
get_other_way (KwConnectPage *self)
{
  return self->in_browser ? _ ("Sign in in Keepwell’s own window")
                          : _ ("Open in my browser instead");
}

/* A long label breaks rather than to make the page wider than its window. */
static void
offer_other_way (KwConnectPage *self, GtkButton *button)
{
  gtk_button_set_label (button, get_other_way (self));
  gtk_label_set_wrap (GTK_LABEL (gtk_button_get_child (button)), TRUE);
  gtk_label_set_justify (GTK_LABEL (gtk_button_get_child (button)), GTK_JUSTIFY_CENTER);
  gtk_widget_set_visible (GTK_WIDGET (button), TRUE);
}

static void
show_failure (KwConnectPage *self, const GError *error)
{
  g_autofree char *sentence = kw_error_dup_sentence (error);
  g_autofree char *escaped = g_markup_escape_text (sentence, -1);

  adw_status_page_set_title (self->failed, _ ("This did not work"));
  adw_status_page_set_description (self->failed, escaped);
  offer_other_way (self, self->failed_other);
  show_step (self, "failed");
  kw_a11y_announce (GTK_WIDGET (self), sentence);
}

static gboolean
is_cancelled (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
         || g_error_matches (error, KW_ERROR, KW_ERROR_SIGN_IN_CANCELLED);
}

/* The person wants the other way, from our page or from the sign-in page itself. */
static gboolean
goes_on_elsewhere (KwConnectPage *self, const GError *error)
{
  gboolean to_browser = g_error_matches (error, KW_ERROR, KW_ERROR_IN_BROWSER);
  gboolean switching = self->switching && is_cancelled (error);

  self->switching = FALSE;
  if (to_browser || switching)
    begin_sign_in (self, to_browser || !self->in_browser);
  return to_browser || switching;
}

static void
reset (KwConnectPage *self)
{
  self->switching = FALSE;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  g_clear_pointer (&self->discovered, kw_discovered_free);
  g_clear_pointer (&self->signed_in, kw_signed_free);
  g_clear_pointer (&self->stored, kw_stored_free);
  g_clear_object (&self->again_vault);
  g_clear_pointer (&self->again_uuid, g_free);
  g_clear_object (&self->job);
}

/* 5. Getting the records. */

static void
sync_finished_cb (KwConnectPage *self, const GError *error)
{
  (void) error;
  worker_ended (self);
}

static void
go_on_cb (KwConnectPage *self)
{
  g_autofree char *uuid = g_strdup (kw_vault_get_person_uuid (self->stored->vault));

  reset (self);
  g_signal_emit (self, signals[DONE], 0, uuid);
}

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (KwConnectPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KwStored) stored = kw_store_finish (result, &error);

  (void) source;
  if (stored == NULL)
    {
      show_failure (self, error);
      worker_ended (self);
      return;
    }
  self->stored = g_steal_pointer (&stored);
  self->job = kw_sync_job_new (self->stored->vault,
                               kw_connection_get (self->stored->connection, KW_CONNECTION_UUID),
                               self->name, KW_N_SECTIONS);
  kw_getting_page_follow (self->getting, self->stored->connection, self->job);
  show_step (self, "getting");
  worker_began (self);
  kw_sync_job_start (self->job);
  worker_ended (self);
}

/* 4. Whose record is this? */

static void
decided_cb (KwConnectPage *self, guint whose, const char *uuid)
{
  if (whose == KW_WHOSE_STOP)
    {
      reset (self);
      g_signal_emit (self, signals[LEFT], 0);
      return;
    }
  worker_began (self);
  gtk_widget_set_visible (GTK_WIDGET (self->wait_other), FALSE);
  adw_status_page_set_title (self->wait, _ ("One moment…"));
  adw_status_page_set_description (self->wait, NULL);
  show_step (self, "wait");
  kw_store_async (g_steal_pointer (&self->signed_in), self->data_dir, uuid, stored_cb,
                  g_object_ref (self));
}

static void
signed_in_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (KwConnectPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KwSigned) signed_in = kw_signed_in_finish (result, &error);

  (void) source;
  worker_ended (self);
  if (signed_in == NULL && goes_on_elsewhere (self, error))
    return;
  if (signed_in == NULL && is_cancelled (error))
    {
      if (self->discovered != NULL)
        show_step (self, "what");
      return;
    }
  if (signed_in == NULL)
    {
      show_failure (self, error);
      return;
    }
  g_clear_pointer (&self->signed_in, kw_signed_free);
  self->signed_in = g_steal_pointer (&signed_in);
  kw_whose_page_set (self->whose, self->name, FALSE, self->signed_in->person, self->opened,
                     self->signed_in->people);
  show_step (self, "whose");
}

static void
again_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (KwConnectPage) self = data;
  g_autoptr (GError) error = NULL;
  gboolean fine = kw_sign_in_again_finish (result, &error);

  (void) source;
  worker_ended (self);
  if (self->again_vault == NULL || (!fine && goes_on_elsewhere (self, error)))
    return;
  if (!fine && !is_cancelled (error))
    {
      show_failure (self, error);
      if (kw_sign_in_again_get_mistake (result) != NULL)
        adw_status_page_set_description (self->failed, kw_sign_in_again_get_mistake (result));
      return;
    }
  g_autofree char *uuid = g_strdup (kw_vault_get_person_uuid (self->again_vault));
  reset (self);
  if (fine)
    g_signal_emit (self, signals[DONE], 0, uuid);
  else
    g_signal_emit (self, signals[LEFT], 0);
}

/* 3. Signing in. */

static void
handle_cb (const char *handle, gpointer data)
{
  g_autoptr (KwConnectPage) self = data;
  KwSignInPlan *plan = g_new0 (KwSignInPlan, 1);

  *plan = (KwSignInPlan){
    .address = g_strdup (self->address),
    .name = g_strdup (self->name),
    .client_id = self->discovered != NULL ? kw_what_page_dup_client_id (self->what) : NULL,
    .redirect_uri = self->discovered != NULL ? kw_what_page_dup_redirect (self->what) : NULL,
    .scope = self->discovered != NULL ? kw_what_page_dup_scope (self->what) : NULL,
    .profile = self->discovered != NULL ? g_strdup (kw_what_page_get_profile (self->what)) : NULL,
    .parent_handle = g_strdup (handle),
    .data_dir = g_strdup (self->data_dir),
    .in_browser = self->in_browser,
  };
  worker_began (self);
  if (self->again_vault != NULL)
    kw_sign_in_again_async (self->again_vault, self->again_uuid, plan, self->cancellable, again_cb,
                            g_object_ref (self));
  else
    kw_signed_in_async (plan, self->cancellable, signed_in_cb, g_object_ref (self));
}

static void
begin_sign_in (KwConnectPage *self, gboolean in_browser)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (g_cancellable_is_cancelled (self->cancellable))
    {
      g_clear_object (&self->cancellable);
      self->cancellable = g_cancellable_new ();
    }
  self->in_browser = in_browser;
  offer_other_way (self, self->wait_other);
  adw_status_page_set_title (self->wait, in_browser ? _ ("Sign in in your browser")
                                                    : _ ("Sign in in the window that opens"));
  adw_status_page_set_description (
      self->wait, _ ("Keepwell goes on by itself when you have signed in. It never sees your "
                     "password."));
  show_step (self, "wait");
  kw_window_handle_export (root != NULL ? GTK_WINDOW (root) : NULL, handle_cb, g_object_ref (self));
}

static void
sign_in_cb (KwConnectPage *self, gboolean in_browser)
{
  begin_sign_in (self, in_browser);
}

/* 2. What will happen. */

static void
discovered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (KwConnectPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KwDiscovered) found = kw_discover_finish (result, &error);

  (void) source;
  worker_ended (self);
  kw_find_page_set_busy (self->find, FALSE);
  if (found == NULL)
    {
      g_autofree char *sentence = is_cancelled (error) ? NULL : kw_error_dup_sentence (error);
      kw_find_page_set_error (self->find, sentence);
      return;
    }
  if (self->name == NULL)
    self->name = g_strdup (kw_connection_get (found->connection, KW_CONNECTION_NAME));
  if (self->name == NULL)
    self->name = g_strdup (self->address);
  kw_what_page_set (self->what, self->name, found->connection, found->client_id);
  g_clear_pointer (&self->discovered, kw_discovered_free);
  self->discovered = g_steal_pointer (&found);
  show_step (self, "what");
  kw_what_page_prefer_browser (self->what, kw_browser_reason_get_words (self->discovered->browser));
}

/* 1. Which hospital. */

static void
discover (KwConnectPage *self)
{
  kw_find_page_set_error (self->find, NULL);
  kw_find_page_set_busy (self->find, TRUE);
  worker_began (self);
  kw_discover_async (self->address, self->cancellable, discovered_cb, g_object_ref (self));
}

/* A vendor that does not know Keepwell is said so before anybody goes to a sign-in page. */
static void
chosen_cb (KwConnectPage *self, const char *address, const char *name)
{
  const KwVendor *vendor = kw_vendor_for_base (address);
  const char *client_id = kw_vendor_get_client_id (vendor, kw_vendor_environment (address));

  g_free (self->address);
  g_free (self->name);
  self->address = g_strdup (address);
  self->name = g_strdup (name);
  if (name == NULL || client_id != NULL)
    {
      discover (self);
      return;
    }
  kw_portal_page_set (self->portal, name, vendor);
  show_step (self, "portal");
}

static void
own_cb (KwConnectPage *self)
{
  show_step (self, "find");
  discover (self);
}

static void
retry_cb (KwConnectPage *self)
{
  if (self->again_vault != NULL)
    begin_sign_in (self, self->in_browser);
  else
    show_step (self, self->discovered != NULL ? "what" : "find");
}

static void
other_way_cb (KwConnectPage *self)
{
  begin_sign_in (self, !self->in_browser);
}

static void
switch_way_cb (KwConnectPage *self)
{
  self->switching = TRUE;
  g_cancellable_cancel (self->cancellable);
}

static void
kw_connect_page_dispose (GObject *object)
{
  KwConnectPage *self = KW_CONNECT_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_pointer (&self->discovered, kw_discovered_free);
  g_clear_pointer (&self->signed_in, kw_signed_free);
  g_clear_pointer (&self->stored, kw_stored_free);
  g_clear_pointer (&self->opened, kw_person_free);
  g_clear_object (&self->again_vault);
  g_clear_object (&self->job);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->again_uuid, g_free);
  g_clear_pointer (&self->data_dir, g_free);
  g_clear_pointer (&self->address, g_free);
  g_clear_pointer (&self->name, g_free);

  G_OBJECT_CLASS (kw_connect_page_parent_class)->dispose (object);
}

static void
install_signals (GType type)
{
  signals[DONE] = g_signal_new ("done", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                1, G_TYPE_STRING);
  signals[LEFT]
      = g_signal_new ("left", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[IDLE]
      = g_signal_new ("idle", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[STEP]
      = g_signal_new ("step", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

/* Escape: a step back from what was chosen; a sign-in and what comes after are left by their
 * buttons. */
static gboolean
escape_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  KwConnectPage *self = KW_CONNECT_PAGE (widget);
  const char *name = gtk_stack_get_visible_child_name (self->steps);

  if (g_strcmp0 (name, "portal") != 0 && g_strcmp0 (name, "what") != 0)
    return GDK_EVENT_PROPAGATE;
  show_step (self, "find");
  kw_find_page_focus (self->find);
  return GDK_EVENT_STOP;
}

static void
kw_connect_page_class_init (KwConnectPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kw_connect_page_dispose;
  install_signals (G_TYPE_FROM_CLASS (klass));
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
  g_type_ensure (KW_TYPE_FIND_PAGE);
  g_type_ensure (KW_TYPE_PORTAL_PAGE);
  g_type_ensure (KW_TYPE_WHAT_PAGE);
  g_type_ensure (KW_TYPE_WHOSE_PAGE);
  g_type_ensure (KW_TYPE_GETTING_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/keepwell/Keepwell/ui/connect-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KwConnectPage, steps);
  gtk_widget_class_bind_template_child (widget_class, KwConnectPage, find);
  gtk_widget_class_bind_template_child (widget_class, KwConnectPage, portal);
  gtk_widget_class_bind_template_child (widget_class, KwConnectPage, what);
  gtk_widget_class_bind_template_child (widget_class, KwConnectPage, wait);
  gtk_widget_class_bind_template_child (widget_class, KwConnectPage, whose);
  gtk_widget_class_bind_template_child (widget_class, KwConnectPage, getting);
  gtk_widget_class_bind_template_child (widget_class, KwConnectPage, failed);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, own_cb);
  gtk_widget_class_bind_template_callback (widget_class, sign_in_cb);
  gtk_widget_class_bind_template_callback (widget_class, decided_cb);
  gtk_widget_class_bind_template_callback (widget_class, sync_finished_cb);
  gtk_widget_class_bind_template_callback (widget_class, go_on_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  gtk_widget_class_bind_template_child (widget_class, KwConnectPage, wait_other);
  gtk_widget_class_bind_template_child (widget_class, KwConnectPage, failed_other);
  gtk_widget_class_bind_template_callback (widget_class, other_way_cb);
  gtk_widget_class_bind_template_callback (widget_class, switch_way_cb);
}

static void
kw_connect_page_init (KwConnectPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
}

void
kw_connect_page_set_data_dir (KwConnectPage *self, const char *data_dir)
{
  g_return_if_fail (KW_IS_CONNECT_PAGE (self));

  g_free (self->data_dir);
  self->data_dir = g_strdup (data_dir);
  kw_find_page_set_data_dir (self->find, data_dir);
}

void
kw_connect_page_start (KwConnectPage *self, const KwPerson *opened, const char *const *demo_bases)
{
  g_return_if_fail (KW_IS_CONNECT_PAGE (self));

  reset (self);
  g_clear_pointer (&self->opened, kw_person_free);
  self->opened = opened != NULL ? kw_person_copy (opened) : NULL;
  kw_find_page_set_demo_bases (self->find, demo_bases);
  kw_find_page_set_error (self->find, NULL);
  show_step (self, "find");
  kw_find_page_focus (self->find);
}

/* The way that was taken the last time, or that is the only one that helps. */
static void
reason_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (KwConnectPage) self = data;
  KwBrowserReason reason = kw_browser_reason_finish (result);

  (void) source;
  worker_ended (self);
  if (self->again_vault != NULL && !g_cancellable_is_cancelled (self->cancellable))
    begin_sign_in (self, reason != KW_BROWSER_EQUAL);
}

void
kw_connect_page_again (KwConnectPage *self, KwVault *vault, const char *uuid, const char *name)
{
  g_return_if_fail (KW_IS_CONNECT_PAGE (self) && KW_IS_VAULT (vault) && uuid != NULL);

  reset (self);
  self->again_vault = g_object_ref (vault);
  self->again_uuid = g_strdup (uuid);
  g_free (self->name);
  self->name = g_strdup (name);
  gtk_widget_set_visible (GTK_WIDGET (self->wait_other), FALSE);
  adw_status_page_set_title (self->wait, _ ("One moment…"));
  adw_status_page_set_description (self->wait, NULL);
  show_step (self, "wait");
  worker_began (self);
  kw_browser_reason_async (vault, uuid, self->cancellable, reason_cb, g_object_ref (self));
}

void
kw_connect_page_stop (KwConnectPage *self)
{
  g_return_if_fail (KW_IS_CONNECT_PAGE (self));

  g_cancellable_cancel (self->cancellable);
  if (self->job != NULL)
    kw_sync_job_cancel (self->job);
}

void
kw_connect_page_cancel (KwConnectPage *self)
{
  g_return_if_fail (KW_IS_CONNECT_PAGE (self));

  const char *name = gtk_stack_get_visible_child_name (self->steps);

  kw_find_page_set_busy (self->find, FALSE);
  if (g_strcmp0 (name, "getting") == 0 && self->running == 0)
    go_on_cb (self);
  else if (g_strcmp0 (name, "getting") == 0)
    kw_sync_job_cancel (self->job);
  else if (g_strcmp0 (name, "wait") == 0 && self->running > 0)
    g_cancellable_cancel (self->cancellable);
  else
    {
      reset (self);
      g_signal_emit (self, signals[LEFT], 0);
    }
}

gboolean
kw_connect_page_is_busy (KwConnectPage *self)
{
  g_return_val_if_fail (KW_IS_CONNECT_PAGE (self), FALSE);

  return self->running > 0;
}

const char *
kw_connect_page_get_title (KwConnectPage *self)
{
  g_return_val_if_fail (KW_IS_CONNECT_PAGE (self), NULL);

  return self->name != NULL ? self->name : _ ("Connect to my hospital");
}

const char *
kw_connect_page_get_step (KwConnectPage *self)
{
  static const char *const words[] = { "",
                                       N_ ("Step 1 of 5"),
                                       N_ ("Step 2 of 5"),
                                       N_ ("Step 3 of 5"),
                                       N_ ("Step 4 of 5"),
                                       N_ ("Step 5 of 5") };

  g_return_val_if_fail (KW_IS_CONNECT_PAGE (self), NULL);

  const char *name = gtk_stack_get_visible_child_name (self->steps);
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (g_strcmp0 (steps[i].name, name) == 0 && steps[i].number > 0 && self->again_vault == NULL)
      return _ (words[steps[i].number]);

  return "";
}
