/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/people-page.h"

#include <glib/gi18n-lib.h>

#include "core/error.h"
#include "core/words.h"

#define AVATAR_SIZE 56
/* A sentence of what is wrong leaves room for the name. */
#define MAX_CHARS 36

struct _KwPeoplePage
{
  AdwBin parent_instance;

  /* Template children. */
  GtkListBox *list;

  /* Owned. */
  GPtrArray *people;

  gboolean narrow;
};

G_DEFINE_FINAL_TYPE (KwPeoplePage, kw_people_page, ADW_TYPE_BIN)

/* Rule G11: word, symbol and colour. */
static const struct
{
  const char *icon;
  const char *css_class;
} looks[] = {
  [KW_NEED_NOTHING] = { "emblem-ok-symbolic", "in-range" },
  [KW_NEED_ATTENTION] = { "dialog-warning-symbolic", "outside" },
  [KW_NEED_SIGN_IN] = { "dialog-warning-symbolic", "outside" },
  [KW_NEED_RETRY] = { "dialog-warning-symbolic", "outside" },
};

static const char *
get_name (const KwPersonOverview *one)
{
  return one->person->name != NULL ? one->person->name : _ ("Name not stated");
}

static char *
dup_need (const KwPersonOverview *one)
{
  if (one->error != NULL)
    return kw_error_dup_sentence (one->error);
  switch (one->need)
    {
    case KW_NEED_ATTENTION:
      return g_strdup_printf (
          ngettext ("%u hospital needs attention", "%u hospitals need attention", one->n_need),
          one->n_need);
    case KW_NEED_SIGN_IN:
      return g_strdup (_ ("Sign in again"));
    case KW_NEED_RETRY:
      return g_strdup (_ ("The last update failed"));
    case KW_NEED_NOTHING:
    default:
      return g_strdup (_ ("Nothing to do"));
    }
}

static char *
dup_update (const KwPersonOverview *one)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) when = g_date_time_new_from_unix_local (one->as_of);
  g_autofree char *iso = g_date_time_format (when, "%Y-%m-%d");
  g_autofree char *today = g_date_time_format (now, "%Y-%m-%d");
  g_autofree char *time = g_date_time_format (when, "%H:%M");
  g_autofree char *day = kw_words_date (iso);

  if (one->error != NULL)
    return g_strdup ("");
  if (one->as_of == 0)
    return g_strdup (_ ("No update so far"));
  return g_str_equal (iso, today) ? g_strdup_printf (_ ("Last update today %s"), time)
                                  : g_strdup_printf (_ ("Last update %s"), day);
}

static GtkWidget *
make_label (const char *text, const char *css_class)
{
  GtkLabel *label = GTK_LABEL (gtk_label_new (text));

  gtk_label_set_xalign (label, 0);
  gtk_label_set_wrap (label, TRUE);
  gtk_label_set_wrap_mode (label, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_natural_wrap_mode (label, GTK_NATURAL_WRAP_NONE);
  gtk_label_set_max_width_chars (label, MAX_CHARS);
  gtk_widget_add_css_class (GTK_WIDGET (label), css_class);
  return GTK_WIDGET (label);
}

static GtkWidget *
make_need (const KwPersonOverview *one, gboolean narrow)
{
  KwNeed look = one->error != NULL ? KW_NEED_ATTENTION : one->need;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *icon = gtk_image_new_from_icon_name (looks[look].icon);
  g_autofree char *words = dup_need (one);
  GtkWidget *label = make_label (words, looks[look].css_class);

  gtk_widget_add_css_class (icon, looks[look].css_class);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), label);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (box, narrow);
  return box;
}

static char *
dup_born (const KwPersonOverview *one)
{
  g_autofree char *year = kw_person_dup_birth_year (one->person);

  return year != NULL ? g_strdup_printf (_ ("born %s"), year) : NULL;
}

static GtkWidget *
make_who (const KwPersonOverview *one, gboolean narrow)
{
  GtkWidget *who = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *first = gtk_box_new (narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL,
                                  narrow ? 0 : 8);
  g_autofree char *born = dup_born (one);
  g_autofree char *update = dup_update (one);

  gtk_box_append (GTK_BOX (first), make_label (get_name (one), "card-title"));
  if (born != NULL)
    gtk_box_append (GTK_BOX (first), make_label (born, "secondary"));
  gtk_box_append (GTK_BOX (who), first);
  if (one->person->sample)
    gtk_box_append (GTK_BOX (who), make_label (_ ("SAMPLE, not a real person"), "outside"));
  if (*update != '\0')
    gtk_box_append (GTK_BOX (who), make_label (update, "secondary"));
  gtk_widget_set_valign (who, GTK_ALIGN_CENTER);
  return who;
}

static GtkWidget *
make_menu (const KwPersonOverview *one)
{
  GtkWidget *button = gtk_menu_button_new ();
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenuItem) item = g_menu_item_new (NULL, NULL);
  g_autofree char *delete = g_strdup_printf (_ ("Delete the record of %s…"), get_name (one));
  /* Translators: for a screen reader; a person's name follows. */
  g_autofree char *label = g_strdup_printf (_ ("More: %s"), get_name (one));

  g_menu_item_set_label (item, delete);
  g_menu_item_set_action_and_target (item, "win.delete-person", "(ss)", one->person->uuid,
                                     get_name (one));
  g_menu_append_item (menu, item);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  return button;
}

/* One sentence for a screen reader: who, how fresh, what there is to do. */
static void
speak (GtkWidget *row, const KwPersonOverview *one)
{
  g_autofree char *born = dup_born (one);
  g_autofree char *update = dup_update (one);
  g_autofree char *need = dup_need (one);
  g_autofree char *spoken
      = g_strdup_printf ("%s%s%s. %s%s%s", get_name (one), born != NULL ? ", " : "",
                         born != NULL ? born : "", update, *update != '\0' ? ". " : "", need);

  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static GtkWidget *
make_row (const KwPersonOverview *one, gboolean narrow)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, narrow ? 10 : 18);
  GtkWidget *words = gtk_box_new (narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL,
                                  narrow ? 4 : 12);
  GtkWidget *who = make_who (one, narrow);
  GtkWidget *avatar = adw_avatar_new (narrow ? 36 : AVATAR_SIZE, get_name (one), TRUE);

  gtk_widget_set_hexpand (who, TRUE);
  gtk_widget_set_valign (avatar, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (words), who);
  gtk_box_append (GTK_BOX (words), make_need (one, narrow));
  gtk_box_append (GTK_BOX (box), avatar);
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (box), make_menu (one));
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_widget_add_css_class (box, "person-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  speak (row, one);
  return row;
}

static void
row_activated_cb (KwPeoplePage *self, GtkListBoxRow *row)
{
  const KwPersonOverview *one
      = g_ptr_array_index (self->people, (guint) gtk_list_box_row_get_index (row));

  gtk_widget_activate_action (GTK_WIDGET (self), "win.open-person", "s", one->person->uuid);
}

static void
fill (KwPeoplePage *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; self->people != NULL && i < self->people->len; i++)
    gtk_list_box_append (self->list, make_row (g_ptr_array_index (self->people, i), self->narrow));
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

/* @people: of KwPersonOverview. */
void
kw_people_page_set_people (KwPeoplePage *self, GPtrArray *people)
{
  g_return_if_fail (KW_IS_PEOPLE_PAGE (self) && people != NULL);

  g_ptr_array_ref (people);
  g_clear_pointer (&self->people, g_ptr_array_unref);
  self->people = people;
  fill (self);
}

void
kw_people_page_set_narrow (KwPeoplePage *self, gboolean narrow)
{
  g_return_if_fail (KW_IS_PEOPLE_PAGE (self));

  if (self->narrow == narrow)
    return;
  self->narrow = narrow;
  fill (self);
}
