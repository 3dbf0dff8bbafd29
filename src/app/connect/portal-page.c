/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/connect/portal-page.h"

#include <glib/gi18n-lib.h>

struct _KwPortalPage
{
  AdwBin parent_instance;

  /* Template children. */
  GtkLabel *title;
  GtkLabel *why;
  GtkListBox *steps;
};

enum
{
  OWN,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KwPortalPage, kw_portal_page, ADW_TYPE_BIN)

static void
own_cb (KwPortalPage *self)
{
  g_signal_emit (self, signals[OWN], 0);
}

static void
kw_portal_page_class_init (KwPortalPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[OWN] = g_signal_new ("own", KW_TYPE_PORTAL_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/keepwell/Keepwell/ui/portal-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KwPortalPage, title);
  gtk_widget_class_bind_template_child (widget_class, KwPortalPage, why);
  gtk_widget_class_bind_template_child (widget_class, KwPortalPage, steps);
  gtk_widget_class_bind_template_callback (widget_class, own_cb);
}

static void
kw_portal_page_init (KwPortalPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
add_step (KwPortalPage *self, guint number, const char *text)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 14);
  g_autofree char *figure = g_strdup_printf ("%u", number);
  g_autofree char *spoken = g_strdup_printf ("%u. %s", number, text);
  GtkWidget *label = gtk_label_new (figure);
  GtkWidget *words = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (words), TRUE);
  gtk_label_set_xalign (GTK_LABEL (words), 0);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  gtk_widget_add_css_class (label, "card-title");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), words);
  gtk_widget_add_css_class (box, "padded");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_list_box_append (self->steps, row);
}

void
kw_portal_page_set (KwPortalPage *self, const char *hospital, const KwVendor *vendor)
{
  GtkListBoxRow *row;
  /* Translators: the name of a hospital. */
  g_autofree char *title = g_strdup_printf (_ ("Your record from %s"), hospital);
  /* Translators: the maker of a hospital's program, "Epic"; then what people call its portal. */
  g_autofree char *why
      = g_strdup_printf (_ ("This hospital uses %s, where Keepwell is not registered, so you "
                            "cannot sign in from here. "
                            "You can get your record as a file from %s instead, in these steps."),
                         vendor->name, vendor->portal);

  g_return_if_fail (KW_IS_PORTAL_PAGE (self));

  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->why, why);
  while ((row = gtk_list_box_get_row_at_index (self->steps, 0)) != NULL)
    gtk_list_box_remove (self->steps, GTK_WIDGET (row));
  for (guint i = 0; vendor->portal_steps[i] != NULL; i++)
    add_step (self, i + 1, vendor->portal_steps[i]);
}
