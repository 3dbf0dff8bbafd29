/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/connect/find-page.h"

#include <glib/gi18n-lib.h>

#include "app/demo-clinic.h"

struct _KwFindPage
{
  AdwBin parent_instance;

  /* Template children. */
  GtkEntry *address;
  GtkButton *next;
  GtkLabel *error;
  GtkSpinner *spinner;
  GtkBox *demo;
  GtkBox *demo_list;

  /* Owned. */
  GStrv bases;

  gboolean busy;
};

enum
{
  CHOSEN,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KwFindPage, kw_find_page, ADW_TYPE_BIN)

static void
address_changed_cb (KwFindPage *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->address));

  kw_find_page_set_error (self, NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->next), *text != '\0' && !self->busy);
}

static void
next_cb (KwFindPage *self)
{
  g_autofree char *address
      = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->address))));

  if (*address != '\0' && !self->busy)
    g_signal_emit (self, signals[CHOSEN], 0, address, NULL);
}

static void
demo_clicked_cb (KwFindPage *self, GtkButton *button)
{
  guint i = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "kw-index"));

  if (!self->busy)
    g_signal_emit (self, signals[CHOSEN], 0, self->bases[i], kw_demo_get_name (i));
}

static void
kw_find_page_finalize (GObject *object)
{
  g_strfreev (KW_FIND_PAGE (object)->bases);

  G_OBJECT_CLASS (kw_find_page_parent_class)->finalize (object);
}

static void
kw_find_page_class_init (KwFindPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = kw_find_page_finalize;
  signals[CHOSEN] = g_signal_new ("chosen", KW_TYPE_FIND_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/keepwell/Keepwell/ui/find-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KwFindPage, address);
  gtk_widget_class_bind_template_child (widget_class, KwFindPage, next);
  gtk_widget_class_bind_template_child (widget_class, KwFindPage, error);
  gtk_widget_class_bind_template_child (widget_class, KwFindPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, KwFindPage, demo);
  gtk_widget_class_bind_template_child (widget_class, KwFindPage, demo_list);
  gtk_widget_class_bind_template_callback (widget_class, address_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
}

static void
kw_find_page_init (KwFindPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
add_demo (KwFindPage *self, guint i)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *name = gtk_label_new (kw_demo_get_name (i));
  GtkWidget *what
      = gtk_label_new (_ ("Demo hospital on this computer, with people who are not real"));

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_xalign (GTK_LABEL (what), 0);
  gtk_label_set_wrap (GTK_LABEL (what), TRUE);
  gtk_widget_add_css_class (name, "row-title");
  gtk_widget_add_css_class (what, "secondary");
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), what);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "card");
  gtk_widget_add_css_class (button, "whose-choice");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  kw_demo_get_name (i), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  gtk_label_get_text (GTK_LABEL (what)), -1);
  g_object_set_data (G_OBJECT (button), "kw-index", GUINT_TO_POINTER (i));
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (demo_clicked_cb), self);
  gtk_box_append (self->demo_list, button);
}

void
kw_find_page_set_demo_bases (KwFindPage *self, const char *const *bases)
{
  g_return_if_fail (KW_IS_FIND_PAGE (self));

  GtkWidget *child;

  g_strfreev (self->bases);
  self->bases = g_strdupv ((char **) bases);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->demo_list))) != NULL)
    gtk_box_remove (self->demo_list, child);
  for (guint i = 0; self->bases != NULL && self->bases[i] != NULL; i++)
    add_demo (self, i);
  gtk_widget_set_visible (GTK_WIDGET (self->demo), self->bases != NULL && self->bases[0] != NULL);
}

void
kw_find_page_set_error (KwFindPage *self, const char *sentence)
{
  g_return_if_fail (KW_IS_FIND_PAGE (self));

  gtk_label_set_text (self->error, sentence != NULL ? sentence : "");
  gtk_widget_set_visible (GTK_WIDGET (self->error), sentence != NULL);
}

void
kw_find_page_set_busy (KwFindPage *self, gboolean busy)
{
  g_return_if_fail (KW_IS_FIND_PAGE (self));

  self->busy = busy;
  gtk_spinner_set_spinning (self->spinner, busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->demo_list), !busy);
  address_changed_cb (self);
}
