/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/people-page.h"

#include <glib/gi18n-lib.h>

#include "core/person.h"

struct _KwPeoplePage
{
  AdwBin parent_instance;

  /* Template children. */
  GtkListBox *list;

  /* Owned. */
  GPtrArray *people;
};

G_DEFINE_FINAL_TYPE (KwPeoplePage, kw_people_page, ADW_TYPE_BIN)

static GtkWidget *
make_row (const KwPerson *person)
{
  GtkWidget *row = adw_action_row_new ();
  const char *name = person->name != NULL ? person->name : _ ("Name not stated");
  g_autofree char *year = kw_person_dup_birth_year (person);
  g_autofree char *born = year != NULL ? g_strdup_printf (_ ("born %s"), year) : g_strdup ("");
  g_autofree char *escaped = g_markup_escape_text (name, -1);

  if (person->sample)
    {
      g_autofree char *with_sample
          = g_strdup_printf ("%s · %s", born, _ ("SAMPLE, not a real person"));
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), with_sample);
    }
  else
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), born);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), escaped);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), adw_avatar_new (40, name, TRUE));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);

  return row;
}

static void
row_activated_cb (KwPeoplePage *self, GtkListBoxRow *row)
{
  const KwPerson *person
      = g_ptr_array_index (self->people, (guint) gtk_list_box_row_get_index (row));

  gtk_widget_activate_action (GTK_WIDGET (self), "win.open-person", "s", person->uuid);
}

static void
kw_people_page_dispose (GObject *object)
{
  g_clear_pointer (&KW_PEOPLE_PAGE (object)->people, g_ptr_array_unref);

  G_OBJECT_CLASS (kw_people_page_parent_class)->dispose (object);
}

static void
kw_people_page_class_init (KwPeoplePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kw_people_page_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/keepwell/Keepwell/ui/people-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KwPeoplePage, list);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
kw_people_page_init (KwPeoplePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
kw_people_page_set_people (KwPeoplePage *self, GPtrArray *people)
{
  g_return_if_fail (KW_IS_PEOPLE_PAGE (self) && people != NULL);

  GtkListBoxRow *row;

  g_ptr_array_ref (people);
  g_clear_pointer (&self->people, g_ptr_array_unref);
  self->people = people;
  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; i < people->len; i++)
    gtk_list_box_append (self->list, make_row (g_ptr_array_index (people, i)));
}
