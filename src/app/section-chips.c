/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/section-chips.h"

#include <glib/gi18n-lib.h>

#include "app/wrap-layout.h"

struct _KwSectionChips
{
  AdwBin parent_instance;

  /* The child. */
  GtkWidget *box;

  /* Borrowed from the box, by section; NULL for one that is not there. */
  GtkToggleButton *buttons[KW_N_SECTIONS + 1];
  GtkLabel *counts[KW_N_SECTIONS + 1];

  GtkWidget *last; /* of those that were added since kw_section_chips_begin() */
  guint selected;
  gboolean syncing;
};

enum
{
  CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KwSectionChips, kw_section_chips, ADW_TYPE_BIN)

static const char *
title_of (guint section)
{
  return section == KW_SECTION_EVERYTHING ? _ ("Everything") : kw_section_get_title (section);
}

static void
show_selected (KwSectionChips *self)
{
  self->syncing = TRUE;
  for (guint i = 0; i <= KW_N_SECTIONS; i++)
    if (self->buttons[i] != NULL)
      gtk_toggle_button_set_active (self->buttons[i], i == self->selected);
  self->syncing = FALSE;
}

static void
toggled_cb (KwSectionChips *self, GtkToggleButton *button)
{
  guint section = 0;

  if (self->syncing)
    return;
  while (section < KW_N_SECTIONS && self->buttons[section] != button)
    section++;

  gboolean changed = section != self->selected;
  self->selected = section;
  show_selected (self);
  if (changed)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
make_button (KwSectionChips *self, guint section)
{
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 7);
  GtkWidget *button
      = g_object_new (GTK_TYPE_TOGGLE_BUTTON, "accessible-role", GTK_ACCESSIBLE_ROLE_RADIO,
                      "css-classes", (const char *[]){ "chip", NULL }, NULL);

  self->buttons[section] = GTK_TOGGLE_BUTTON (button);
  self->counts[section] = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->counts[section]), "chip-count");
  gtk_box_append (GTK_BOX (content), gtk_label_new (title_of (section)));
  gtk_box_append (GTK_BOX (content), GTK_WIDGET (self->counts[section]));
  gtk_button_set_child (GTK_BUTTON (button), content);
  g_signal_connect_swapped (button, "toggled", G_CALLBACK (toggled_cb), self);
}

static void
kw_section_chips_class_init (KwSectionChipsClass *klass)
{
  signals[CHANGED] = g_signal_new ("changed", KW_TYPE_SECTION_CHIPS, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
kw_section_chips_init (KwSectionChips *self)
{
  self->selected = KW_SECTION_EVERYTHING;
  self->box = g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_RADIO_GROUP, NULL);
  gtk_widget_set_layout_manager (self->box, kw_wrap_layout_new (8));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->box), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Kinds of results"), -1);
  adw_bin_set_child (ADW_BIN (self), self->box);
}

GtkWidget *
kw_section_chips_new (void)
{
  return g_object_new (KW_TYPE_SECTION_CHIPS, NULL);
}

void
kw_section_chips_begin (KwSectionChips *self)
{
  g_return_if_fail (KW_IS_SECTION_CHIPS (self));

  self->last = NULL;
  for (guint i = 0; i <= KW_N_SECTIONS; i++)
    if (self->buttons[i] != NULL)
      gtk_widget_set_visible (GTK_WIDGET (self->buttons[i]), FALSE);
}

/* A button is made once and shown again, so that it keeps the keys while somebody types. */
void
kw_section_chips_add (KwSectionChips *self, guint section, const char *count)
{
  g_return_if_fail (KW_IS_SECTION_CHIPS (self) && section <= KW_N_SECTIONS);

  g_autofree char *name = g_strdup_printf ("%s %s", title_of (section), count != NULL ? count : "");

  if (self->buttons[section] == NULL)
    {
      make_button (self, section);
      gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->buttons[section]));
    }

  GtkWidget *button = GTK_WIDGET (self->buttons[section]);
  gtk_box_reorder_child_after (GTK_BOX (self->box), button, self->last);
  gtk_label_set_text (self->counts[section], count != NULL ? count : "");
  gtk_widget_set_visible (GTK_WIDGET (self->counts[section]), count != NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_set_visible (button, TRUE);
  self->last = button;
}

guint
kw_section_chips_get_selected (KwSectionChips *self)
{
  g_return_val_if_fail (KW_IS_SECTION_CHIPS (self), KW_SECTION_EVERYTHING);

  return self->selected;
}

void
kw_section_chips_set_selected (KwSectionChips *self, guint section)
{
  g_return_if_fail (KW_IS_SECTION_CHIPS (self) && section <= KW_N_SECTIONS);

  gboolean there = self->buttons[section] != NULL
                   && gtk_widget_get_visible (GTK_WIDGET (self->buttons[section]));

  self->selected = there ? section : KW_SECTION_EVERYTHING;
  show_selected (self);
}
