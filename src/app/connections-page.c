/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/connections-page.h"

#include <glib/gi18n-lib.h>

#include "app/source-table.h"
#include "app/when.h"
#include "app/wrapped-label.h"
#include "net/journal.h"
#include "sync/directories.h"

#define DAY (24 * 60 * 60)

struct _KwConnectionsPage
{
  KwView parent_instance;

  /* Template children. */
  GtkBox *columns;
  GtkBox *sources;
  GtkBox *aside;
  GtkBox *contacts;

  /* Owned. */
  GHashTable *warnings; /* by UUID of a connection: what the lists of hospitals say; NULL so far */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (KwConnectionsPage, kw_connections_page, KW_TYPE_VIEW)

static void kw_connections_page_update (KwView *view, KwSnapshot *snapshot);

static const struct
{
  const char *words;
  const char *icon_name;
  const char *css_class;
} states[] = {
  [KW_SOURCE_FINE] = { N_ ("Up to date"), "emblem-ok-symbolic", "in-range" },
  [KW_SOURCE_NEVER] = { N_ ("Not fetched so far"), "help-about-symbolic", "secondary" },
  [KW_SOURCE_SIGN_IN] = { N_ ("Asks you to sign in again"), "dialog-warning-symbolic", "outside" },
  [KW_SOURCE_NEEDS_ATTENTION]
  = { N_ ("Needs your attention"), "dialog-warning-symbolic", "outside" },
  [KW_SOURCE_FAILED] = { N_ ("The last try failed; what came before is still here"),
                         "dialog-warning-symbolic", "outside" },
};

/* When the sign-in will lapse, said before it does: calm when that is far away. */
static void
append_lapse (GtkBox *texts, const KwSource *source)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  g_autofree char *day = NULL;
  g_autofree char *words = NULL;

  if (source->uuid == NULL || source->lapses_at <= now || source->state == KW_SOURCE_SIGN_IN)
    return;
  day = kw_dup_when (source->lapses_at);
  if (source->lapses_at - now < DAY)
    words
        = g_strdup (_ ("This hospital gives no lasting sign-in: you will be asked to sign in each "
                       "time."));
  else
    /* Translators: a day. */
    words = g_strdup_printf (_ ("The sign-in lapses on %s if nothing is fetched until then."), day);
  gtk_box_append (
      texts, kw_wrapped_label_new (words, source->lapses_at - now < 14 * DAY ? NULL : "secondary"));
}

/* What else a person has to know of a source. */
static void
append_facts (GtkBox *texts, const KwSource *source)
{
  if (source->unfetched > 0)
    {
      g_autofree char *words = g_strdup_printf (
          ngettext ("%u document could not be fetched now. It is fetched when you open it.",
                    "%u documents could not be fetched now. They are fetched when you open them.",
                    source->unfetched),
          source->unfetched);
      gtk_box_append (texts, kw_wrapped_label_new (words, NULL));
    }
  if (source->thinned_at > 0)
    gtk_box_append (
        texts, kw_wrapped_label_new (_ ("The hospital shows less of this record than before. "
                                        "Hospitals often limit a parent’s view from about age 11 "
                                        "to 13. Ask the clinic what you may see."),
                                     NULL));
}

static GtkWidget *
make_head (const KwSource *source, const char *warning)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *icon = gtk_image_new_from_icon_name (states[source->state].icon_name);
  g_autofree char *when = kw_dup_when (source->as_of);
  gboolean is_file = source->kind == KW_SOURCE_FILE;
  g_autofree char *line
      = *when != '\0' ? g_strdup_printf (
            "%s, %s", is_file ? _ ("A file") : _ (states[source->state].words), when)
                      : g_strdup (is_file ? _ ("A file") : _ (states[source->state].words));
  GtkWidget *name = kw_wrapped_label_new (source->name, "card-title");

  gtk_image_set_pixel_size (GTK_IMAGE (icon), 24);
  gtk_widget_add_css_class (icon, states[source->state].css_class);
  gtk_box_append (GTK_BOX (texts), name);
  gtk_box_append (GTK_BOX (texts), kw_wrapped_label_new (line, "secondary"));
  if (source->message != NULL)
    gtk_box_append (GTK_BOX (texts), kw_wrapped_label_new (source->message, NULL));
  if (warning != NULL)
    gtk_box_append (GTK_BOX (texts), kw_wrapped_label_new (warning, NULL));
  append_lapse (GTK_BOX (texts), source);
  append_facts (GTK_BOX (texts), source);
  if (source->left_out > 0)
    {
      g_autofree char *words = g_strdup_printf (
          ngettext ("%u record is about somebody else and was left out.",
                    "%u records are about somebody else and were left out.", source->left_out),
          source->left_out);
      gtk_box_append (GTK_BOX (texts), kw_wrapped_label_new (words, NULL));
    }
  gtk_box_append (GTK_BOX (head), icon);
  gtk_box_append (GTK_BOX (head), texts);
  gtk_widget_add_css_class (head, "card-header");

  return head;
}

static GtkWidget *
add_button (GtkWidget *box, const char *label, const char *action, const KwSource *source)
{
  GtkWidget *button = gtk_button_new_with_label (label);
  GtkLabel *words = GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button)));
  g_autofree char *spoken = g_strdup_printf ("%s: %s", label, source->name);

  gtk_label_set_wrap (words, TRUE);
  gtk_label_set_justify (words, GTK_JUSTIFY_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", source->uuid);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  spoken, -1);
  gtk_box_append (GTK_BOX (box), button);
  return button;
}

/* What can be done with a source, and which of it solves what the source needs. */
static const struct
{
  const char *label;
  const char *needed_label; /* instead, in the states of @needed */
  const char *action;
  const char *css_class;
  guint needed; /* bits of KwSourceState */
} buttons[] = {
  { N_ ("Refresh"), NULL, "win.refresh-one", NULL, 1 << KW_SOURCE_NEVER | 1 << KW_SOURCE_FAILED },
  { N_ ("Check this connection"), N_ ("What to do"), "win.check", NULL,
    1 << KW_SOURCE_NEEDS_ATTENTION },
  { N_ ("Sign in again"), NULL, "win.sign-in-again", NULL, 1 << KW_SOURCE_SIGN_IN },
  { N_ ("Disconnect…"), NULL, "win.disconnect", "disconnect", 0 },
};

static GtkWidget *
make_buttons (const KwSource *source, gboolean narrow)
{
  GtkWidget *box = gtk_box_new (narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *last = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (buttons); i++)
    {
      gboolean needed = (buttons[i].needed & 1 << source->state) != 0;
      const char *label
          = needed && buttons[i].needed_label != NULL ? buttons[i].needed_label : buttons[i].label;

      last = add_button (box, _ (label), buttons[i].action, source);
      if (needed)
        gtk_widget_add_css_class (last, "suggested-action");
      if (buttons[i].css_class != NULL)
        gtk_widget_add_css_class (last, buttons[i].css_class);
    }
  /* Away from what is used every day. */
  gtk_widget_set_hexpand (last, !narrow);
  gtk_widget_set_halign (last, narrow ? GTK_ALIGN_FILL : GTK_ALIGN_END);
  gtk_widget_add_css_class (box, "card-note");

  return box;
}

static int
compare_contacts (gconstpointer a, gconstpointer b)
{
  const KwSourceContact *one = *(const KwSourceContact *const *) a;
  const KwSourceContact *other = *(const KwSourceContact *const *) b;
  int hosts = g_strcmp0 (one->host, other->host);

  return hosts != 0 ? hosts : (one->at < other->at) - (one->at > other->at);
}

/* "Keepwell talked to": every host of every source once, with when and why. */
static void
show_contacts (KwConnectionsPage *self, KwSnapshot *snapshot)
{
  g_autoptr (GPtrArray) contacts = g_ptr_array_new ();
  const char *host = NULL;
  guint seen = 0; /* bits of the purposes that were named for @host */

  for (guint i = 0; i < kw_snapshot_get_n_sources (snapshot); i++)
    g_ptr_array_extend (contacts, kw_snapshot_get_source (snapshot, i)->contacts, NULL, NULL);
  g_ptr_array_sort (contacts, compare_contacts);
  for (guint i = 0; i < contacts->len; i++)
    {
      const KwSourceContact *contact = g_ptr_array_index (contacts, i);
      gboolean same = g_strcmp0 (host, contact->host) == 0;
      KwPurpose purpose;

      if (!kw_purpose_from_id (contact->purpose, &purpose) || (same && (seen & 1u << purpose) != 0))
        continue;
      seen = (same ? seen : 0) | 1u << purpose;
      g_autofree char *when = kw_dup_when (contact->at);
      /* Translators: when a computer was asked, and what for. */
      g_autofree char *line = g_strdup_printf (_ ("%s, %s"), when, kw_purpose_get_words (purpose));
      if (!same)
        gtk_box_append (self->contacts, kw_wrapped_label_new (contact->host, NULL));
      gtk_box_append (self->contacts, kw_wrapped_label_new (line, "secondary"));
      host = contact->host;
    }
  gtk_widget_set_visible (gtk_widget_get_parent (GTK_WIDGET (self->contacts)), host != NULL);
}

static GtkWidget *
make_source (const KwSource *source, const char *warning, gboolean narrow)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "record-card");
  gtk_box_append (GTK_BOX (card), make_head (source, warning));
  if (source->uuid != NULL)
    gtk_box_append (GTK_BOX (card), make_buttons (source, narrow));
  if (source->sections != NULL && source->sections->len > 0)
    gtk_box_append (GTK_BOX (card), kw_source_table_new (source, narrow));

  return card;
}

/* ---- what the lists of hospitals say ---- */

/* The lists are large and the vault is not for the drawing thread. */
static void
look_up_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  KwVault *vault = data;
  g_autoptr (KwDirectories) all = kw_directories_load (kw_vault_get_data_dir (vault));
  g_autoptr (GPtrArray) connections = kw_vault_list_connections (vault, NULL);
  GHashTable *warnings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  (void) source, (void) cancellable;
  for (guint i = 0; connections != NULL && i < connections->len; i++)
    {
      KwConnection *connection = g_ptr_array_index (connections, i);
      char *warning = kw_directories_dup_warning (all, connection);
      if (warning != NULL)
        g_hash_table_insert (
            warnings, g_strdup (kw_connection_get (connection, KW_CONNECTION_UUID)), warning);
    }
  g_task_return_pointer (task, warnings, (GDestroyNotify) g_hash_table_unref);
}

static void
looked_up_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GHashTable *warnings = g_task_propagate_pointer (G_TASK (result), NULL);
  KwConnectionsPage *self = KW_CONNECTIONS_PAGE (source);

  (void) data;
  if (warnings == NULL)
    return;
  g_clear_pointer (&self->warnings, g_hash_table_unref);
  self->warnings = warnings;
  if (g_hash_table_size (warnings) > 0 && kw_view_get_snapshot (KW_VIEW (self)) != NULL)
    kw_connections_page_update (KW_VIEW (self), kw_view_get_snapshot (KW_VIEW (self)));
}

static void
look_up (KwConnectionsPage *self)
{
  KwVault *vault = kw_library_get_vault (kw_view_get_library (KW_VIEW (self)));

  if (vault == NULL)
    return;
  self->cancellable = g_cancellable_new ();
  g_autoptr (GTask) task = g_task_new (self, self->cancellable, looked_up_cb, NULL);
  g_task_set_task_data (task, g_object_ref (vault), g_object_unref);
  g_task_run_in_thread (task, look_up_thread);
}

static void
clear (GtkBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
}

static void
kw_connections_page_update (KwView *view, KwSnapshot *snapshot)
{
  KwConnectionsPage *self = KW_CONNECTIONS_PAGE (view);

  clear (self->sources);
  clear (self->contacts);
  for (guint i = 0; i < kw_snapshot_get_n_sources (snapshot); i++)
    {
      const KwSource *source = kw_snapshot_get_source (snapshot, i);
      const char *warning = self->warnings != NULL && source->uuid != NULL
                                ? g_hash_table_lookup (self->warnings, source->uuid)
                                : NULL;

      /* What the person entered comes from nowhere. */
      if (source->kind != KW_SOURCE_OWN)
        gtk_box_append (self->sources, make_source (source, warning, kw_view_get_narrow (view)));
    }
  show_contacts (self, snapshot);
  if (self->cancellable == NULL && kw_view_get_library (view) != NULL)
    look_up (self);
}

static void
kw_connections_page_narrow_changed (KwView *view, gboolean narrow)
{
  KwConnectionsPage *self = KW_CONNECTIONS_PAGE (view);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->columns),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_widget_set_size_request (GTK_WIDGET (self->aside), narrow ? -1 : 270, -1);
  if (kw_view_get_snapshot (view) != NULL)
    kw_connections_page_update (view, kw_view_get_snapshot (view));
}

static void
kw_connections_page_dispose (GObject *object)
{
  KwConnectionsPage *self = KW_CONNECTIONS_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->warnings, g_hash_table_unref);

  G_OBJECT_CLASS (kw_connections_page_parent_class)->dispose (object);
}

static void
kw_connections_page_class_init (KwConnectionsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kw_connections_page_dispose;
  KW_VIEW_CLASS (klass)->update = kw_connections_page_update;
  KW_VIEW_CLASS (klass)->narrow_changed = kw_connections_page_narrow_changed;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/keepwell/Keepwell/ui/connections-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KwConnectionsPage, columns);
  gtk_widget_class_bind_template_child (widget_class, KwConnectionsPage, sources);
  gtk_widget_class_bind_template_child (widget_class, KwConnectionsPage, aside);
  gtk_widget_class_bind_template_child (widget_class, KwConnectionsPage, contacts);
}

static void
kw_connections_page_init (KwConnectionsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  kw_view_set_title (KW_VIEW (self), _ ("Connections"));
}
