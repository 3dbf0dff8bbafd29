/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/choice.h"

#include "app/count.h"

typedef struct
{
  GtkToggleButton *button; /* borrowed from the box */
  GtkLabel *count;
  char *title;
} Option;

struct _KwChoice
{
  AdwBin parent_instance;

  /* Children. */
  GtkBox *box;
  GtkBox *buttons;
  GtkDropDown *menu;

  /* Owned. */
  GtkStringList *names;
  GArray *options; /* of Option */

  guint selected;
  gboolean syncing;
};

enum
{
  CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KwChoice, kw_choice, ADW_TYPE_BIN)

static void
option_clear (gpointer data)
{
  g_free (((Option *) data)->title);
}

static void
choose (KwChoice *self, guint index)
{
  if (index >= self->options->len || self->syncing)
    return;

  gboolean changed = index != self->selected;
  self->syncing = TRUE;
  self->selected = index;
  for (guint i = 0; i < self->options->len; i++)
    gtk_toggle_button_set_active (g_array_index (self->options, Option, i).button, i == index);
  gtk_drop_down_set_selected (self->menu, index);
  self->syncing = FALSE;
  if (changed)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
toggled_cb (KwChoice *self, GtkToggleButton *button)
{
  for (guint i = 0; i < self->options->len; i++)
    if (g_array_index (self->options, Option, i).button == button)
      choose (self, i);
}

static void
menu_changed_cb (KwChoice *self)
{
  choose (self, gtk_drop_down_get_selected (self->menu));
}

static void
kw_choice_finalize (GObject *object)
{
  KwChoice *self = KW_CHOICE (object);

  g_clear_object (&self->names);
  g_clear_pointer (&self->options, g_array_unref);

  G_OBJECT_CLASS (kw_choice_parent_class)->finalize (object);
}

static void
kw_choice_class_init (KwChoiceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kw_choice_finalize;
  signals[CHANGED] = g_signal_new ("changed", KW_TYPE_CHOICE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
kw_choice_init (KwChoice *self)
{
  self->options = g_array_new (FALSE, TRUE, sizeof (Option));
  g_array_set_clear_func (self->options, option_clear);
  self->names = gtk_string_list_new (NULL);
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0));
  self->buttons = g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_RADIO_GROUP,
                                "css-classes", (const char *[]){ "choice", NULL }, NULL);
  self->menu = GTK_DROP_DOWN (gtk_drop_down_new (G_LIST_MODEL (g_object_ref (self->names)), NULL));
  gtk_widget_set_visible (GTK_WIDGET (self->menu), FALSE);
  gtk_widget_set_hexpand (GTK_WIDGET (self->menu), TRUE);
  gtk_box_append (self->box, GTK_WIDGET (self->buttons));
  gtk_box_append (self->box, GTK_WIDGET (self->menu));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->box));
  g_signal_connect_swapped (self->menu, "notify::selected", G_CALLBACK (menu_changed_cb), self);
}

void
kw_choice_add (KwChoice *self, const char *title)
{
  g_return_if_fail (KW_IS_CHOICE (self) && title != NULL);

  Option option = { .title = g_strdup (title) };
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  option.button
      = g_object_new (GTK_TYPE_TOGGLE_BUTTON, "accessible-role", GTK_ACCESSIBLE_ROLE_RADIO, NULL);
  option.count = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (option.count), "secondary");
  gtk_box_append (GTK_BOX (content), gtk_label_new (title));
  gtk_box_append (GTK_BOX (content), GTK_WIDGET (option.count));
  gtk_button_set_child (GTK_BUTTON (option.button), content);
  gtk_accessible_update_property (GTK_ACCESSIBLE (option.button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title, -1);
  gtk_box_append (self->buttons, GTK_WIDGET (option.button));

  g_array_append_val (self->options, option);
  self->syncing = TRUE;
  gtk_string_list_append (self->names, title);
  gtk_toggle_button_set_active (option.button, self->options->len == 1);
  self->syncing = FALSE;
  g_signal_connect_swapped (option.button, "toggled", G_CALLBACK (toggled_cb), self);
}

void
kw_choice_set_count (KwChoice *self, guint index, guint count)
{
  g_return_if_fail (KW_IS_CHOICE (self) && index < self->options->len);

  Option *option = &g_array_index (self->options, Option, index);
  g_autofree char *number = kw_dup_count (count);
  g_autofree char *name = g_strdup_printf ("%s %s", option->title, number);
  const char *replacement[] = { name, NULL };

  gtk_label_set_text (option->count, number);
  self->syncing = TRUE;
  gtk_string_list_splice (self->names, index, 1, replacement);
  gtk_drop_down_set_selected (self->menu, self->selected);
  self->syncing = FALSE;
}

guint
kw_choice_get_selected (KwChoice *self)
{
  g_return_val_if_fail (KW_IS_CHOICE (self), 0);

  return self->selected;
}

void
kw_choice_set_selected (KwChoice *self, guint index)
{
  g_return_if_fail (KW_IS_CHOICE (self));

  choose (self, index);
}

void
kw_choice_set_narrow (KwChoice *self, gboolean narrow)
{
  g_return_if_fail (KW_IS_CHOICE (self));

  gtk_widget_set_visible (GTK_WIDGET (self->buttons), !narrow);
  gtk_widget_set_visible (GTK_WIDGET (self->menu), narrow);
}

void
kw_choice_set_name (KwChoice *self, const char *name)
{
  g_return_if_fail (KW_IS_CHOICE (self));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->buttons), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->menu), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
}
