/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/connect/what-page.h"

#include <glib/gi18n-lib.h>

#include "core/types.h"
#include "net/vendor.h"

struct _KwWhatPage
{
  AdwBin parent_instance;

  /* Template children. */
  GtkLabel *title;
  GtkLabel *server;
  GtkLabel *kinds;
  GtkLabel *page_says;
  GtkLabel *missing;
  AdwEntryRow *client_id;
  AdwActionRow *redirect_uri;
  AdwEntryRow *scope;
  AdwExpanderRow *advanced;
  GtkButton *sign_in;
  GtkButton *browser;
};

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

/* Without a client id no hospital lets anybody in. */
static void
client_id_changed_cb (KwWhatPage *self)
{
  gboolean has = *gtk_editable_get_text (GTK_EDITABLE (self->client_id)) != '\0';

  gtk_widget_set_sensitive (GTK_WIDGET (self->sign_in), has);
  gtk_widget_set_sensitive (GTK_WIDGET (self->browser), has);
  gtk_widget_set_visible (GTK_WIDGET (self->missing), !has);
  if (!has)
    adw_expander_row_set_expanded (self->advanced, TRUE);
}

static void
kw_what_page_class_init (KwWhatPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[SIGN_IN] = g_signal_new ("sign-in", KW_TYPE_WHAT_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/keepwell/Keepwell/ui/what-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KwWhatPage, title);
  gtk_widget_class_bind_template_child (widget_class, KwWhatPage, server);
  gtk_widget_class_bind_template_child (widget_class, KwWhatPage, kinds);
  gtk_widget_class_bind_template_child (widget_class, KwWhatPage, page_says);
  gtk_widget_class_bind_template_child (widget_class, KwWhatPage, missing);
  gtk_widget_class_bind_template_child (widget_class, KwWhatPage, client_id);
  gtk_widget_class_bind_template_child (widget_class, KwWhatPage, redirect_uri);
  gtk_widget_class_bind_template_child (widget_class, KwWhatPage, scope);
  gtk_widget_class_bind_template_child (widget_class, KwWhatPage, advanced);
  gtk_widget_class_bind_template_child (widget_class, KwWhatPage, sign_in);
  gtk_widget_class_bind_template_child (widget_class, KwWhatPage, browser);
  gtk_widget_class_bind_template_callback (widget_class, sign_in_cb);
  gtk_widget_class_bind_template_callback (widget_class, browser_cb);
  gtk_widget_class_bind_template_callback (widget_class, client_id_changed_cb);
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
                  const char *client_id,
                  const char *redirect_uri,
                  const char *scope)
{
  g_return_if_fail (KW_IS_WHAT_PAGE (self) && connection != NULL);

  g_autofree char *kinds = dup_kinds (scope);
  g_autofree char *host = dup_host (kw_connection_get (connection, KW_CONNECTION_AUTHORIZE_URL));
  g_autofree char *base_host = dup_host (kw_connection_get (connection, KW_CONNECTION_BASE));
  /* Translators: the name of a hospital, and the name of the computer where its sign-in page is. */
  g_autofree char *server = g_strdup_printf (
      _ ("You sign in on the hospital’s own page at %s. Keepwell never sees your password. Your "
         "record then comes from %s to this computer, and goes nowhere else."),
      host, base_host);
  g_autofree char *escaped = g_markup_escape_text (redirect_uri != NULL ? redirect_uri : "", -1);

  gtk_label_set_text (self->title, name);
  gtk_label_set_text (self->server, server);
  gtk_label_set_text (self->kinds, kinds);
  gtk_label_set_text (self->page_says, kw_vendor_of (connection)->page_says);
  gtk_editable_set_text (GTK_EDITABLE (self->client_id), client_id != NULL ? client_id : "");
  gtk_editable_set_text (GTK_EDITABLE (self->scope), scope != NULL ? scope : "");
  adw_action_row_set_subtitle (self->redirect_uri, escaped);
  adw_expander_row_set_expanded (self->advanced, FALSE);
  client_id_changed_cb (self);
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
kw_what_page_dup_scope (KwWhatPage *self)
{
  g_return_val_if_fail (KW_IS_WHAT_PAGE (self), NULL);

  return dup_text (self->scope);
}
