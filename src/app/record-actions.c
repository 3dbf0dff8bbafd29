/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/record-actions.h"

#include <glib/gi18n-lib.h>

#include "core/own-system.h"

struct _KwRecordActions
{
  AdwBin parent_instance;

  /* Borrowed. */
  GtkWidget *buttons;
  GtkWidget *menu;

  /* Owned. */
  GMenu *wide; /* what no button does */
  GMenu *all;
};

G_DEFINE_FINAL_TYPE (KwRecordActions, kw_record_actions, ADW_TYPE_BIN)

typedef struct
{
  const char *label;
  const char *action;
  const char *icon; /* NULL: words alone */
  gboolean first;   /* a button where there is room; the others are in the menu */
} Row;

static const Row of_hospital[] = {
  { N_ ("Ask about it"), "win.ask-about", "dialog-question-symbolic", TRUE },
  { N_ ("Ask for a correction…"), "win.correct", "mail-unread-symbolic", TRUE },
  { N_ ("Source data"), "win.open-source", NULL, TRUE },
  { N_ ("Add a paper to it…"), "win.add-paper", NULL, FALSE },
};
static const Row of_person[] = {
  { N_ ("Edit…"), "win.edit-own", "document-edit-symbolic", TRUE },
  { N_ ("Remove…"), "win.remove-own", "user-trash-symbolic", TRUE },
  { N_ ("Ask about it"), "win.ask-about", NULL, FALSE },
  { N_ ("Add a paper to it…"), "win.add-paper", NULL, FALSE },
  { N_ ("Move to another person…"), "win.move-own", NULL, FALSE },
  { N_ ("Source data"), "win.open-source", NULL, FALSE },
};

static GtkWidget *
make_button (const Row *row, const char *ref)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  if (row->icon != NULL)
    gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (row->icon));
  gtk_box_append (GTK_BOX (box), gtk_label_new (_ (row->label)));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (row->label), -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), row->action);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", ref);
  return button;
}

static void
fill (KwRecordActions *self, const Row *rows, guint n, const char *ref)
{
  self->wide = g_menu_new ();
  self->all = g_menu_new ();
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (_ (rows[i].label), NULL);

      g_menu_item_set_action_and_target (item, rows[i].action, "s", ref);
      g_menu_append_item (self->all, item);
      if (rows[i].first)
        gtk_box_append (GTK_BOX (self->buttons), make_button (&rows[i], ref));
      else
        g_menu_append_item (self->wide, item);
    }
  kw_record_actions_set_narrow (self, FALSE);
}

static void
kw_record_actions_finalize (GObject *object)
{
  g_clear_object (&KW_RECORD_ACTIONS (object)->wide);
  g_clear_object (&KW_RECORD_ACTIONS (object)->all);

  G_OBJECT_CLASS (kw_record_actions_parent_class)->finalize (object);
}

static void
kw_record_actions_class_init (KwRecordActionsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kw_record_actions_finalize;
}

static void
kw_record_actions_init (KwRecordActions *self)
{
  GtkWidget *both = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  self->menu = gtk_menu_button_new ();
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->menu), "view-more-symbolic");
  gtk_widget_add_css_class (self->menu, "flat");
  gtk_widget_set_tooltip_text (self->menu, _ ("What you can do with this record"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->menu), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("What you can do with this record"), -1);
  gtk_box_append (GTK_BOX (both), self->buttons);
  gtk_box_append (GTK_BOX (both), self->menu);
  adw_bin_set_child (ADW_BIN (self), both);
}

void
kw_record_actions_set_narrow (KwRecordActions *self, gboolean narrow)
{
  g_return_if_fail (KW_IS_RECORD_ACTIONS (self));

  gtk_widget_set_visible (self->buttons, !narrow);
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->menu),
                                  G_MENU_MODEL (narrow ? self->all : self->wide));
}

GtkWidget *
kw_record_actions_new (const char *ref)
{
  g_return_val_if_fail (ref != NULL, NULL);

  KwRecordActions *self = g_object_new (KW_TYPE_RECORD_ACTIONS, NULL);

  if (g_str_has_prefix (ref, KW_OWN_SOURCE "/"))
    fill (self, of_person, G_N_ELEMENTS (of_person), ref);
  else
    fill (self, of_hospital, G_N_ELEMENTS (of_hospital), ref);
  return GTK_WIDGET (self);
}
