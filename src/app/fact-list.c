/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/fact-list.h"

#include "app/direction.h"

struct _KwFactList
{
  AdwBin parent_instance;

  /* The child. */
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (KwFactList, kw_fact_list, ADW_TYPE_BIN)

static void
kw_fact_list_class_init (KwFactListClass *klass)
{
  (void) klass;
}

static void
row_activated_cb (KwFactList *self, GtkListBoxRow *row)
{
  const char *ref = g_object_get_data (G_OBJECT (row), "kw-ref");

  if (ref != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.open-facts", "s", ref);
}

static void
kw_fact_list_init (KwFactList *self)
{
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "facts");
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (row_activated_cb), self);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->list));
}

void
kw_fact_list_clear (KwFactList *self)
{
  g_return_if_fail (KW_IS_FACT_LIST (self));

  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

static GtkLabel *
make_label (const char *text)
{
  GtkLabel *label = GTK_LABEL (gtk_label_new (text));

  gtk_label_set_xalign (label, 0);
  gtk_label_set_yalign (label, 0);
  gtk_label_set_wrap (label, TRUE);
  gtk_label_set_wrap_mode (label, PANGO_WRAP_WORD_CHAR);

  return label;
}

void
kw_fact_list_add (KwFactList *self, const char *label, const char *text, const char *ref)
{
  g_return_if_fail (KW_IS_FACT_LIST (self) && label != NULL && text != NULL);

  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkLabel *name = make_label (label);
  GtkLabel *value = make_label (text);
  g_autofree char *spoken = g_strdup_printf ("%s: %s", label, text);

  gtk_label_set_width_chars (name, 14);
  gtk_label_set_max_width_chars (name, 14);
  gtk_widget_add_css_class (GTK_WIDGET (name), "secondary");
  gtk_widget_set_hexpand (GTK_WIDGET (value), TRUE);
  gtk_label_set_selectable (value, ref == NULL);
  kw_direction_follow_text (GTK_WIDGET (value), text);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (name));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (value));
  if (ref != NULL)
    gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), ref != NULL);
  g_object_set_data_full (G_OBJECT (row), "kw-ref", g_strdup (ref), g_free);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_list_box_append (self->list, row);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}
