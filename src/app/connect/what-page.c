/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/connect/what-page.h"

#include <glib/gi18n-lib.h>

#include "app/adaptive.h"
#include "core/types.h"
#include "net/vendor.h"

struct _KwWhatPage
{
  AdwBin parent_instance;

  /* Template children. */
  KwAdaptive *adaptive;
  GtkLabel *title;
  GtkLabel *server;
  GtkLabel *kinds;
  GtkLabel *page_says;
  GtkLabel *missing;
  AdwEntryRow *client_id;
  AdwEntryRow *redirect_uri;
  AdwComboRow *profile;
  AdwEntryRow *scope;
  AdwExpanderRow *advanced;
  GtkLabel *reason;
  GtkBox *ways;
  GtkButton *sign_in;
  GtkButton *browser;
  GtkLabel *browser_label;

  /* Owned. */
  KwConnection *connection; /* NULL before the first hospital */
  char *usual_scope;        /* as written into the field */
};

/* As in the list of the field. */
static const char *const profiles[] = { NULL, "smart-v1", "smart-v2" };

enum
{
  SIGN_IN,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KwWhatPage, kw_what_page, ADW_TYPE_BIN)

static void
sign_in_cb (KwWhatPage *self)
{
  g_signal_emit (self, signals[SIGN_IN], 0, FALSE);
}

static void
browser_cb (KwWhatPage *self)
{
  g_signal_emit (self, signals[SIGN_IN], 0, TRUE);
}

/* Without a client id no hospital lets anybody in. A browser comes back to this program and to no
 * redirect of the person's own; only our own window sees that one. */
static void
update_ways (KwWhatPage *self)
{
  gboolean has = *gtk_editable_get_text (GTK_EDITABLE (self->client_id)) != '\0';
  const char *redirect = gtk_editable_get_text (GTK_EDITABLE (self->redirect_uri));
  gboolean ours = *redirect == '\0' || g_str_equal (redirect, KW_REDIRECT_URI);

  gtk_widget_set_sensitive (GTK_WIDGET (self->sign_in), has);
  gtk_widget_set_sensitive (GTK_WIDGET (self->browser), has && ours);
}

static void
redirect_changed_cb (KwWhatPage *self)
{
  update_ways (self);
}

static void
fill_scope (KwWhatPage *self)
{
  g_autoptr (KwConnection) as_said = kw_connection_with (self->connection, KW_CONNECTION_PROFILE,
                                                         kw_what_page_get_profile (self));

  g_free (self->usual_scope);
  self->usual_scope = kw_scope_for (as_said);
  gtk_editable_set_text (GTK_EDITABLE (self->scope), self->usual_scope);
}

/* What the person wrote there stays. */
static void
profile_changed_cb (KwWhatPage *self)
{
  if (self->connection != NULL
      && g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self->scope)), self->usual_scope) == 0)
    fill_scope (self);
}

static void
client_id_changed_cb (KwWhatPage *self)
{
  gboolean has = *gtk_editable_get_text (GTK_EDITABLE (self->client_id)) != '\0';

  update_ways (self);
  gtk_widget_set_visible (GTK_WIDGET (self->missing), !has);
  if (!has)
    adw_expander_row_set_expanded (self->advanced, TRUE);
}

static void
narrow_cb (KwWhatPage *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->ways),
                                  kw_adaptive_get_narrow (self->adaptive)
                                      ? GTK_ORIENTATION_VERTICAL
                                      : GTK_ORIENTATION_HORIZONTAL);
}

static void
kw_what_page_finalize (GObject *object)
{
  KwWhatPage *self = KW_WHAT_PAGE (object);

  g_clear_pointer (&self->connection, kw_connection_unref);
  g_free (self->usual_scope);

  G_OBJECT_CLASS (kw_what_page_parent_class)->finalize (object);
}

static void
kw_what_page_class_init (KwWhatPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = kw_what_page_finalize;
  signals[SIGN_IN] = g_signal_new ("sign-in", KW_TYPE_WHAT_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  g_type_ensure (KW_TYPE_ADAPTIVE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/keepwell/Keepwell/ui/what-page.ui");
  gtk_widget_class_bind_template_callback (widget_class, narrow_cb);
  gtk_widget_class_bind_template_child (widget_class, KwWhatPage, adaptive);
  gtk_widget_class_bind_template_child (widget_class, KwWhatPage, title);
  gtk_widget_class_bind_template_child (widget_class, KwWhatPage, server);
  gtk_widget_class_bind_template_child (widget_class, KwWhatPage, kinds);
  gtk_widget_class_bind_template_child (widget_class, KwWhatPage, page_says);
  gtk_widget_class_bind_template_child (widget_class, KwWhatPage, missing);
  gtk_widget_class_bind_template_child (widget_class, KwWhatPage, client_id);
  gtk_widget_class_bind_template_child (widget_class, KwWhatPage, redirect_uri);
  gtk_widget_class_bind_template_child (widget_class, KwWhatPage, profile);
  gtk_widget_class_bind_template_child (widget_class, KwWhatPage, reason);
  gtk_widget_class_bind_template_child (widget_class, KwWhatPage, ways);
  gtk_widget_class_bind_template_child (widget_class, KwWhatPage, browser_label);
  gtk_widget_class_bind_template_child (widget_class, KwWhatPage, scope);
  gtk_widget_class_bind_template_child (widget_class, KwWhatPage, advanced);
  gtk_widget_class_bind_template_child (widget_class, KwWhatPage, sign_in);
  gtk_widget_class_bind_template_child (widget_class, KwWhatPage, browser);
  gtk_widget_class_bind_template_callback (widget_class, sign_in_cb);
  gtk_widget_class_bind_template_callback (widget_class, browser_cb);
  gtk_widget_class_bind_template_callback (widget_class, client_id_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, redirect_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, profile_changed_cb);
}

static void
kw_what_page_init (KwWhatPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* "patient/Observation.read patient/Immunization.rs" → the lay names, once each. */
static char *
dup_kinds (const char *scope)
{
  g_auto (GStrv) parts = g_strsplit (scope != NULL ? scope : "", " ", -1);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GString) kinds = g_string_new (NULL);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      if (!g_str_has_prefix (parts[i], "patient/"))
        continue;
      char *type = parts[i] + strlen ("patient/");
      char *dot = strchr (type, '.');
      if (dot != NULL)
        *dot = '\0';
      if (strcmp (type, "*") == 0)
        return g_strdup (_ ("all kinds of records"));
      const KwType *row = kw_type_lookup (type);
      const char *title = row != NULL && !row->support ? kw_section_get_title (row->section) : NULL;
      if (title == NULL || !g_hash_table_add (seen, (gpointer) title))
        continue;
      g_string_append_printf (kinds, "%s%s", kinds->len > 0 ? " · " : "", title);
    }

  return kinds->len > 0 ? g_strdup (kinds->str) : g_strdup (_ ("all kinds of records"));
}

static char *
dup_host (const char *url)
{
  g_autoptr (GUri) uri = url != NULL ? g_uri_parse (url, G_URI_FLAGS_NONE, NULL) : NULL;

  return g_strdup (uri != NULL ? g_uri_get_host (uri) : "");
}

void
kw_what_page_set (KwWhatPage *self,
                  const char *name,
                  KwConnection *connection,
                  const char *client_id)
{
  g_return_if_fail (KW_IS_WHAT_PAGE (self) && connection != NULL);

  g_autofree char *host = dup_host (kw_connection_get (connection, KW_CONNECTION_AUTHORIZE_URL));
  g_autofree char *base_host = dup_host (kw_connection_get (connection, KW_CONNECTION_BASE));
  /* Translators: the name of a hospital, and the name of the computer where its sign-in page is. */
  g_autofree char *server = g_strdup_printf (
      _ ("You sign in on the hospital’s own page at %s. Keepwell never sees your password. Your "
         "record then comes from %s to this computer, and goes nowhere else."),
      host, base_host);

  kw_connection_ref (connection);
  g_clear_pointer (&self->connection, kw_connection_unref);
  self->connection = connection;
  adw_combo_row_set_selected (self->profile, 0);
  fill_scope (self);

  g_autofree char *kinds = dup_kinds (self->usual_scope);

  gtk_label_set_text (self->title, name);
  gtk_label_set_text (self->server, server);
  gtk_label_set_text (self->kinds, kinds);
  gtk_label_set_text (self->page_says, kw_vendor_of (connection)->page_says);
  gtk_editable_set_text (GTK_EDITABLE (self->client_id), client_id != NULL ? client_id : "");
  gtk_editable_set_text (GTK_EDITABLE (self->redirect_uri), KW_REDIRECT_URI);
  adw_expander_row_set_expanded (self->advanced, FALSE);
  client_id_changed_cb (self);
}

/* Once it is on the screen: what has no size takes no focus. */
static gboolean
focus_cb (gpointer data)
{
  KwWhatPage *self = data;

  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_widget_grab_focus (gtk_widget_get_first_child (GTK_WIDGET (self->ways)));
  return G_SOURCE_REMOVE;
}

void
kw_what_page_prefer_browser (KwWhatPage *self, const char *reason)
{
  g_return_if_fail (KW_IS_WHAT_PAGE (self));

  gboolean prefer = reason != NULL;
  GtkWidget *first = GTK_WIDGET (prefer ? self->browser : self->sign_in);
  GtkWidget *second = GTK_WIDGET (prefer ? self->sign_in : self->browser);
  const char *words = prefer ? _ ("Open in my browser") : _ ("Open in my browser instead");

  gtk_label_set_text (self->reason, reason != NULL ? reason : "");
  gtk_widget_set_visible (GTK_WIDGET (self->reason), prefer);
  gtk_label_set_text (self->browser_label, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->browser), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  words, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, prefer ? reason : "",
                                  -1);
  gtk_button_set_label (self->sign_in,
                        prefer ? _ ("Sign in in Keepwell’s own window") : _ ("Sign in"));
  gtk_label_set_wrap (GTK_LABEL (gtk_button_get_child (self->sign_in)), TRUE);
  gtk_label_set_justify (GTK_LABEL (gtk_button_get_child (self->sign_in)), GTK_JUSTIFY_CENTER);
  gtk_widget_add_css_class (first, "suggested-action");
  gtk_widget_remove_css_class (second, "suggested-action");
  gtk_box_reorder_child_after (self->ways, first, NULL);
  g_idle_add_full (G_PRIORITY_LOW, focus_cb, g_object_ref (self), g_object_unref);
}

static char *
dup_text (gpointer editable)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (editable));

  return *text != '\0' ? g_strdup (text) : NULL;
}

char *
kw_what_page_dup_client_id (KwWhatPage *self)
{
  g_return_val_if_fail (KW_IS_WHAT_PAGE (self), NULL);

  return dup_text (self->client_id);
}

char *
kw_what_page_dup_redirect (KwWhatPage *self)
{
  g_return_val_if_fail (KW_IS_WHAT_PAGE (self), NULL);

  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->redirect_uri));

  return g_str_equal (text, KW_REDIRECT_URI) ? NULL : dup_text (self->redirect_uri);
}

const char *
kw_what_page_get_profile (KwWhatPage *self)
{
  g_return_val_if_fail (KW_IS_WHAT_PAGE (self), NULL);

  guint selected = adw_combo_row_get_selected (self->profile);

  return selected < G_N_ELEMENTS (profiles) ? profiles[selected] : NULL;
}

char *
kw_what_page_dup_scope (KwWhatPage *self)
{
  g_return_val_if_fail (KW_IS_WHAT_PAGE (self), NULL);

  return dup_text (self->scope);
}
