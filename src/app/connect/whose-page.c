/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/connect/whose-page.h"

#include <glib/gi18n-lib.h>

#include "app/adaptive.h"
#include "core/words.h"

struct _KwWhosePage
{
  AdwBin parent_instance;

  /* Template children. */
  KwAdaptive *adaptive;
  GtkLabel *lead;
  GtkGrid *fields;
  GtkBox *choices;

  /* Owned. */
  KwPerson *sent;
  KwPerson *other; /* who it is compared with, NULL */

  KwWhose preferred;
  gboolean is_file;
};

enum
{
  DECIDED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KwWhosePage, kw_whose_page, ADW_TYPE_BIN)

typedef struct
{
  const char *label;
  gsize offset;
  gboolean is_date;
} Field;

enum
{
  GIVEN,
  FAMILY,
  BIRTH_DATE,
};

static const Field fields[] = {
  [GIVEN] = { N_ ("First name"), G_STRUCT_OFFSET (KwPerson, given), FALSE },
  [FAMILY] = { N_ ("Last name"), G_STRUCT_OFFSET (KwPerson, family), FALSE },
  [BIRTH_DATE] = { N_ ("Date of birth"), G_STRUCT_OFFSET (KwPerson, birth_date), TRUE },
};

static const char *
get_field (const KwPerson *person, const Field *field)
{
  return person != NULL ? G_STRUCT_MEMBER (const char *, person, field->offset) : NULL;
}

static GtkWidget *
make_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  /* A long name breaks rather than to make the page wider than its window. */
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_hexpand (label, TRUE);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);

  return label;
}

static char *
dup_shown (const KwPerson *person, const Field *field)
{
  const char *value = get_field (person, field);

  if (value == NULL || *value == '\0')
    return g_strdup (_ ("not stated"));

  return field->is_date ? kw_words_date (value) : g_strdup (value);
}

/* As core compares whole people: a field that one side does not state says nothing. */
static KwPersonMatch
compare_field (const KwPerson *a, const KwPerson *b, const Field *field)
{
  const char *left = get_field (a, field);
  const char *right = get_field (b, field);

  if (left == NULL || right == NULL)
    return KW_PERSON_UNSURE;
  g_autofree char *folded_left = g_utf8_casefold (left, -1);
  g_autofree char *folded_right = g_utf8_casefold (right, -1);
  return strcmp (folded_left, folded_right) == 0 ? KW_PERSON_SAME : KW_PERSON_DIFFERENT;
}

static GtkWidget *
make_verdict (KwWhosePage *self, const Field *field)
{
  switch (compare_field (self->sent, self->other, field))
    {
    case KW_PERSON_SAME:
      return make_label (_ ("✓ same"), "in-range");
    case KW_PERSON_DIFFERENT:
      return make_label (_ ("⚠ different"), "outside");
    case KW_PERSON_UNSURE:
    default:
      return make_label (_ ("? not stated"), "secondary");
    }
}

/* Which fields differ, and what that may be: said where one can pass over it. */
static char *
dup_differences (KwWhosePage *self, const KwPerson *person)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (compare_field (self->sent, person, &fields[i]) == KW_PERSON_DIFFERENT)
      g_ptr_array_add (names, (gpointer) _ (fields[i].label));
  if (names->len == 0)
    return g_strdup (_ ("Not everything is stated. Choose this only if you are sure."));
  g_ptr_array_add (names, NULL);
  g_autofree char *joined = g_strjoinv (", ", (char **) names->pdata);
  /* Translators: one or more of First name, Last name, Date of birth. */
  return g_strdup_printf (
      _ ("Different: %s. Choose this only if that is a mistake, a short name or "
         "a new name."),
      joined);
}

/* Somebody who may be meant under another name: born on the same day, and one of the names is the
 * same. Twins are as near as a nickname or a marriage, so it is never more than offered. */
static gboolean
is_near (const KwPerson *sent, const KwPerson *person)
{
  return person->sample == sent->sample && sent->birth_date != NULL
         && g_strcmp0 (sent->birth_date, person->birth_date) == 0
         && (compare_field (sent, person, &fields[GIVEN]) == KW_PERSON_SAME
             || compare_field (sent, person, &fields[FAMILY]) == KW_PERSON_SAME);
}

static const char *
get_head (KwWhosePage *self, const KwPerson *person)
{
  if (person == self->sent)
    return self->is_file ? _ ("The file says") : _ ("The hospital sent");
  return self->preferred == KW_WHOSE_EXISTING ? _ ("Already here") : _ ("You opened");
}

/* Each field has a row, each person a column. */
static void
fill_table (KwWhosePage *self)
{
  const KwPerson *const people[] = { self->sent, self->other };

  for (int k = 0; k < 2 && people[k] != NULL; k++)
    gtk_grid_attach (self->fields, make_label (get_head (self, people[k]), "secondary"), k + 1, 0,
                     1, 1);
  for (int i = 0; i < (int) G_N_ELEMENTS (fields); i++)
    {
      gtk_grid_attach (self->fields, make_label (_ (fields[i].label), "secondary"), 0, i + 1, 1, 1);
      for (int k = 0; k < 2 && people[k] != NULL; k++)
        {
          g_autofree char *shown = dup_shown (people[k], &fields[i]);
          gtk_grid_attach (self->fields, make_label (shown, "row-title"), k + 1, i + 1, 1, 1);
        }
      if (self->other != NULL)
        gtk_grid_attach (self->fields, make_verdict (self, &fields[i]), 3, i + 1, 1, 1);
    }
}

/* Each field is a heading with its verdict, and the people stand below it. */
static void
fill_stacked (KwWhosePage *self)
{
  const KwPerson *const people[] = { self->sent, self->other };
  int row = 0;

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      GtkWidget *title = make_label (_ (fields[i].label), "card-title");
      gtk_grid_attach (self->fields, title, 0, row, self->other != NULL ? 1 : 2, 1);
      if (self->other != NULL)
        gtk_grid_attach (self->fields, make_verdict (self, &fields[i]), 1, row, 1, 1);
      row++;
      for (guint k = 0; k < G_N_ELEMENTS (people) && people[k] != NULL; k++, row++)
        {
          g_autofree char *shown = dup_shown (people[k], &fields[i]);
          gtk_grid_attach (self->fields, make_label (get_head (self, people[k]), "secondary"), 0,
                           row, 1, 1);
          gtk_grid_attach (self->fields, make_label (shown, "row-title"), 1, row, 1, 1);
        }
    }
}

static void
fill_fields (KwWhosePage *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->fields))) != NULL)
    gtk_grid_remove (self->fields, child);
  if (kw_adaptive_get_narrow (self->adaptive))
    fill_stacked (self);
  else
    fill_table (self);
}

static void
narrow_cb (KwWhosePage *self)
{
  if (self->sent != NULL)
    fill_fields (self);
}

static void
choice_cb (KwWhosePage *self, GtkButton *button)
{
  KwWhose whose = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "kw-whose"));

  g_signal_emit (self, signals[DECIDED], 0, (guint) whose,
                 g_object_get_data (G_OBJECT (button), "kw-uuid"));
}

static void
add_choice (KwWhosePage *self,
            KwWhose whose,
            const char *uuid,
            const char *title,
            const char *detail)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *heading = make_label (title, "row-title");

  gtk_box_append (GTK_BOX (box), heading);
  gtk_box_append (GTK_BOX (box), make_label (detail, NULL));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "whose-choice");
  gtk_widget_add_css_class (button, whose == self->preferred ? "suggested-action" : "card");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, detail, -1);
  g_object_set_data (G_OBJECT (button), "kw-whose", GUINT_TO_POINTER (whose));
  g_object_set_data_full (G_OBJECT (button), "kw-uuid", g_strdup (uuid), g_free);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (choice_cb), self);
  gtk_box_append (self->choices, button);
  if (whose == self->preferred)
    gtk_widget_grab_focus (button);
}

/* The person who is open, and whoever else here may be meant under another name. */
static void
add_near (KwWhosePage *self, gboolean other_is_open, GPtrArray *people)
{
  if (other_is_open)
    {
      g_autofree char *differences = dup_differences (self, self->other);
      add_choice (self, KW_WHOSE_SAME, self->other->uuid, _ ("It is the same person"), differences);
    }
  for (guint i = 0; people != NULL && i < people->len; i++)
    {
      const KwPerson *person = g_ptr_array_index (people, i);

      if (!is_near (self->sent, person)
          || (other_is_open && g_strcmp0 (person->uuid, self->other->uuid) == 0))
        continue;
      g_autofree char *differences = dup_differences (self, person);
      /* Translators: the name of a person who has a record here. */
      g_autofree char *title = g_strdup_printf (_ ("It is %s, who is already here"), person->name);
      add_choice (self, KW_WHOSE_SAME, person->uuid, title, differences);
    }
}

static void
fill_choices (KwWhosePage *self, gboolean other_is_open, GPtrArray *people)
{
  GtkWidget *child;
  const char *sent = self->sent->name != NULL ? self->sent->name : _ ("Name not stated");

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->choices))) != NULL)
    gtk_box_remove (self->choices, child);

  if (self->preferred == KW_WHOSE_EXISTING)
    {
      g_autofree char *title
          = g_strdup_printf (_ ("Put it with %s, who is already here"), self->other->name);
      add_choice (self, KW_WHOSE_EXISTING, self->other->uuid, title,
                  _ ("Every field is the same."));
    }
  g_autofree char *new_title = g_strdup_printf (_ ("Put it in a new person “%s”"), sent);
  add_choice (self, KW_WHOSE_NEW, NULL, new_title,
              self->other != NULL ? _ ("The records that are here stay as they are.")
              : self->is_file     ? _ ("A record begins with what the file holds.")
                                  : _ ("A record begins with what this hospital sends."));
  if (self->preferred != KW_WHOSE_EXISTING)
    add_near (self, other_is_open, people);
  add_choice (self, KW_WHOSE_STOP, NULL, _ ("Stop"), _ ("Nothing is kept."));
}

static void
clear (KwWhosePage *self)
{
  g_clear_pointer (&self->sent, kw_person_free);
  g_clear_pointer (&self->other, kw_person_free);
}

static void
kw_whose_page_finalize (GObject *object)
{
  clear (KW_WHOSE_PAGE (object));

  G_OBJECT_CLASS (kw_whose_page_parent_class)->finalize (object);
}

static void
kw_whose_page_class_init (KwWhosePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = kw_whose_page_finalize;
  signals[DECIDED] = g_signal_new ("decided", KW_TYPE_WHOSE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_STRING);
  g_type_ensure (KW_TYPE_ADAPTIVE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/keepwell/Keepwell/ui/whose-page.ui");
  gtk_widget_class_bind_template_callback (widget_class, narrow_cb);
  gtk_widget_class_bind_template_child (widget_class, KwWhosePage, adaptive);
  gtk_widget_class_bind_template_child (widget_class, KwWhosePage, lead);
  gtk_widget_class_bind_template_child (widget_class, KwWhosePage, fields);
  gtk_widget_class_bind_template_child (widget_class, KwWhosePage, choices);
}

static void
kw_whose_page_init (KwWhosePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Somebody here whose fields are all the same; a sample only matches a sample. */
static const KwPerson *
find_same (const KwPerson *sent, GPtrArray *people)
{
  for (guint i = 0; people != NULL && i < people->len; i++)
    {
      const KwPerson *person = g_ptr_array_index (people, i);
      if (person->sample == sent->sample && kw_person_compare (sent, person) == KW_PERSON_SAME)
        return person;
    }

  return NULL;
}

static char *
dup_lead (const char *origin, gboolean is_file, gboolean here, gboolean comparable)
{
  static const char *const words[2][3]
      = { { N_ ("%s sent somebody who has a record here."),
            N_ ("%s sent somebody else than the person you opened."),
            N_ ("%s sent this person. Is it who you expect?") },
          { N_ ("%s is about somebody who has a record here."),
            N_ ("%s is about somebody else than the person you opened."),
            N_ ("%s is about this person. Is it who you expect?") } };
  guint which = here ? 0 : comparable ? 1 : 2;
  g_auto (GStrv) parts = g_strsplit (_ (words[is_file ? 1 : 0][which]), "%s", 2);

  return g_strconcat (parts[0], origin, parts[1], NULL);
}

void
kw_whose_page_set (KwWhosePage *self,
                   const char *origin,
                   gboolean is_file,
                   const KwPerson *sent,
                   const KwPerson *opened,
                   GPtrArray *people)
{
  g_return_if_fail (KW_IS_WHOSE_PAGE (self) && sent != NULL);

  const KwPerson *same = find_same (sent, people);
  gboolean comparable = opened != NULL && opened->sample == sent->sample;
  const KwPerson *other = same != NULL ? same : comparable ? opened : NULL;
  g_autofree char *lead = NULL;

  clear (self);
  self->sent = kw_person_copy (sent);
  self->other = other != NULL ? kw_person_copy (other) : NULL;
  self->preferred = same != NULL ? KW_WHOSE_EXISTING : KW_WHOSE_NEW;

  self->is_file = is_file;
  lead = dup_lead (origin, is_file, same != NULL, comparable);
  gtk_label_set_text (self->lead, lead);
  fill_fields (self);
  fill_choices (self, same == NULL && comparable, people);
}

KwWhose
kw_whose_page_get_default (KwWhosePage *self)
{
  g_return_val_if_fail (KW_IS_WHOSE_PAGE (self), KW_WHOSE_STOP);

  return self->preferred;
}
