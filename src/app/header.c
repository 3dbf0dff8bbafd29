/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/header.h"

#include <glib/gi18n-lib.h>

#include "app/stack.h"

struct _KwHeader
{
  AdwBin parent_instance;

  /* Template children. */
  AdwHeaderBar *bar;
  GtkMenuButton *person_button;
  AdwAvatar *avatar;
  GtkBox *who;
  GtkLabel *name;
  GtkLabel *born;
  GtkStack *middle;
  GtkSearchEntry *search;
  AdwWindowTitle *title;
  GtkBox *actions;
  GMenu *main_menu;
  GMenu *add_menu;
  GtkToggleButton *search_button;
  GtkButton *cancel;

  /* Owned. */
  char *year; /* of birth, NULL */

  gboolean narrow;
  gboolean has_person;
  gboolean has_title;
};

enum
{
  SEARCH_CHANGED,
  SEARCH_DOWN,
  SEARCH_ENTER,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KwHeader, kw_header, ADW_TYPE_BIN)

/* Pixels of a letter from which on text counts as large. */
#define LARGE_LETTER 11
/* Of a line of the name then. */
#define LARGE_NAME_LETTERS 10
#define NARROW_NAME_LETTERS 13

static void
show_birth (KwHeader *self)
{
  /* Translators: the year of birth behind a name in the header. */
  g_autofree char *born = self->year != NULL ? g_strdup_printf (_ ("born %s"), self->year) : NULL;

  gtk_label_set_text (self->born, self->year == NULL ? "" : self->narrow ? self->year : born);
}

/* How wide a letter is: with text of twice the size the name needs the room of the initials. */
static int
get_letter (KwHeader *self)
{
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self));
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  int letter = pango_font_metrics_get_approximate_char_width (metrics);

  pango_font_metrics_unref (metrics);
  return letter;
}

/* The bar asks how high the name is on one line only; on two it would push the year out of sight.
 */
static int
get_name_height (KwHeader *self, int letter)
{
  const char *text = gtk_label_get_text (self->name);
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self->name), text);
  int height = 0;

  pango_layout_set_width (layout, LARGE_NAME_LETTERS * letter);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_height (layout, -2);
  pango_layout_get_pixel_size (layout, NULL, &height);
  return height;
}

/* Name and year are read at every width: narrow, the year stands below, and large, the name takes
 * two lines. The bar does not ask how high a line is at the width that it gives, so that the width
 * is said in letters. */
static void
arrange_name (KwHeader *self)
{
  int letter = get_letter (self);
  gboolean large = self->narrow && letter > LARGE_LETTER * PANGO_SCALE;

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->who), self->narrow
                                                                  ? GTK_ORIENTATION_VERTICAL
                                                                  : GTK_ORIENTATION_HORIZONTAL);
  gtk_box_set_spacing (self->who, self->narrow ? 0 : 6);
  gtk_label_set_wrap (self->name, self->narrow);
  gtk_label_set_lines (self->name, self->narrow ? 2 : -1);
  gtk_label_set_max_width_chars (self->name, large          ? LARGE_NAME_LETTERS
                                             : self->narrow ? NARROW_NAME_LETTERS
                                                            : -1);
  gtk_widget_set_size_request (GTK_WIDGET (self->name), -1,
                               large ? get_name_height (self, letter) : -1);
  gtk_label_set_ellipsize (self->name, self->narrow ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
  /* A title in the very middle would leave it less than half of the bar. */
  adw_header_bar_set_centering_policy (self->bar, self->narrow ? ADW_CENTERING_POLICY_LOOSE
                                                               : ADW_CENTERING_POLICY_STRICT);
  gtk_widget_set_visible (GTK_WIDGET (self->avatar), !large);
  adw_avatar_set_size (self->avatar, self->narrow ? 22 : 28);
}

/* What is seen follows from three facts only: is somebody open, is there a title, is it narrow. */
static void
arrange (KwHeader *self)
{
  gboolean reading = self->has_person && !self->has_title;
  gboolean searching = gtk_toggle_button_get_active (self->search_button);

  gtk_widget_set_visible (GTK_WIDGET (self->person_button),
                          self->has_person && !(self->narrow && reading && searching)
                              && !(self->narrow && self->has_title));
  arrange_name (self);
  gtk_widget_set_visible (GTK_WIDGET (self->actions), reading && !self->narrow);
  gtk_widget_set_visible (GTK_WIDGET (self->search_button), reading && self->narrow);
  kw_stack_show_name (self->middle, self->has_title || !self->has_person ? "title"
                                    : !self->narrow || searching         ? "search"
                                                                         : "nothing");
  gtk_widget_set_visible (GTK_WIDGET (self->middle), !(self->narrow && reading && !searching));
  /* A narrow window has no room for more than the one button that everybody needs. */
  adw_header_bar_set_decoration_layout (self->bar, self->narrow ? ":close" : NULL);
  show_birth (self);
}

static void
search_changed_cb (KwHeader *self)
{
  g_signal_emit (self, signals[SEARCH_CHANGED], 0);
}

static void
search_activate_cb (KwHeader *self)
{
  g_signal_emit (self, signals[SEARCH_ENTER], 0);
}

static gboolean
search_key_cb (KwHeader *self, guint key)
{
  if (key != GDK_KEY_Down && key != GDK_KEY_KP_Down)
    return GDK_EVENT_PROPAGATE;
  g_signal_emit (self, signals[SEARCH_DOWN], 0);

  return GDK_EVENT_STOP;
}

static void
stop_search_cb (KwHeader *self)
{
  kw_header_clear_search (self);
}

static void
search_toggled_cb (KwHeader *self)
{
  arrange (self);
  if (gtk_toggle_button_get_active (self->search_button))
    gtk_widget_grab_focus (GTK_WIDGET (self->search));
  else
    gtk_editable_set_text (GTK_EDITABLE (self->search), "");
}

static void
kw_header_finalize (GObject *object)
{
  g_free (KW_HEADER (object)->year);

  G_OBJECT_CLASS (kw_header_parent_class)->finalize (object);
}

static void
kw_header_class_init (KwHeaderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kw_header_finalize;

  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[SEARCH_CHANGED] = g_signal_new ("search-changed", KW_TYPE_HEADER, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SEARCH_DOWN] = g_signal_new ("search-down", KW_TYPE_HEADER, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 0);
  signals[SEARCH_ENTER] = g_signal_new ("search-enter", KW_TYPE_HEADER, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/keepwell/Keepwell/ui/header.ui");
  gtk_widget_class_bind_template_child (widget_class, KwHeader, bar);
  gtk_widget_class_bind_template_child (widget_class, KwHeader, person_button);
  gtk_widget_class_bind_template_child (widget_class, KwHeader, avatar);
  gtk_widget_class_bind_template_child (widget_class, KwHeader, who);
  gtk_widget_class_bind_template_child (widget_class, KwHeader, name);
  gtk_widget_class_bind_template_child (widget_class, KwHeader, born);
  gtk_widget_class_bind_template_child (widget_class, KwHeader, middle);
  gtk_widget_class_bind_template_child (widget_class, KwHeader, search);
  gtk_widget_class_bind_template_child (widget_class, KwHeader, title);
  gtk_widget_class_bind_template_child (widget_class, KwHeader, actions);
  gtk_widget_class_bind_template_child (widget_class, KwHeader, main_menu);
  gtk_widget_class_bind_template_child (widget_class, KwHeader, add_menu);
  gtk_widget_class_bind_template_child (widget_class, KwHeader, search_button);
  gtk_widget_class_bind_template_child (widget_class, KwHeader, cancel);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_key_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_toggled_cb);
}

/* GTK lets the icon of a button name it beside its label: "GtkImage Copy push button" is heard. */
static void
name_icons (KwHeader *self)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->actions)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_BUTTON (child))
      gtk_accessible_reset_relation (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (self->search_button),
                                 GTK_ACCESSIBLE_RELATION_LABELLED_BY);
}

static void
kw_header_init (KwHeader *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  name_icons (self);

  /* A part of its own, because the first part is made anew for each person. */
  g_autoptr (GMenu) part = g_menu_new ();

  g_menu_append_submenu (part, _ ("_Add"), G_MENU_MODEL (self->add_menu));
  g_menu_insert_section (self->main_menu, 1, NULL, G_MENU_MODEL (part));
  arrange (self);
}

/* Whose record the buttons and the first part of the menu act on is said at each of them. */
static void
name_actions (KwHeader *self, const char *name)
{
  g_autofree char *whose = g_strdup_printf (_ ("Record of %s"), name);
  g_autoptr (GMenuItem) part = g_menu_item_new_from_model (G_MENU_MODEL (self->main_menu), 0);

  g_menu_item_set_label (part, whose);
  g_menu_remove (self->main_menu, 0);
  g_menu_insert_item (self->main_menu, 0, part);
  for (GtkWidget *button = gtk_widget_get_first_child (GTK_WIDGET (self->actions)); button != NULL;
       button = gtk_widget_get_next_sibling (button))
    {
      g_auto (GStrv) lines = g_strsplit (gtk_widget_get_tooltip_text (button), "\n", 2);
      g_autofree char *both = g_strdup_printf ("%s\n%s", lines[0], whose);

      gtk_widget_set_tooltip_text (button, both);
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                      whose, -1);
    }
}

void
kw_header_set_person (KwHeader *self, const KwPerson *person)
{
  g_return_if_fail (KW_IS_HEADER (self));

  self->has_person = person != NULL;
  if (person != NULL)
    {
      g_autofree char *year = kw_person_dup_birth_year (person);
      const char *name = person->name != NULL ? person->name : _ ("Name not stated");
      g_autofree char *born = year != NULL ? g_strdup_printf (_ ("born %s"), year) : NULL;
      g_autofree char *spoken
          = born != NULL ? g_strdup_printf ("%s, %s", name, born) : g_strdup (name);

      adw_avatar_set_text (self->avatar, name);
      gtk_label_set_text (self->name, name);
      name_actions (self, name);
      g_free (self->year);
      self->year = g_steal_pointer (&year);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->person_button),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
    }
  arrange (self);
}

void
kw_header_set_title (KwHeader *self, const char *title, const char *subtitle)
{
  g_return_if_fail (KW_IS_HEADER (self));

  self->has_title = title != NULL;
  adw_window_title_set_title (self->title, title != NULL ? title : _ ("Keepwell"));
  adw_window_title_set_subtitle (self->title, subtitle != NULL ? subtitle : "");
  arrange (self);
}

void
kw_header_set_can_cancel (KwHeader *self, gboolean can_cancel)
{
  g_return_if_fail (KW_IS_HEADER (self));

  gtk_widget_set_visible (GTK_WIDGET (self->cancel), can_cancel);
}

void
kw_header_set_narrow (KwHeader *self, gboolean narrow)
{
  g_return_if_fail (KW_IS_HEADER (self));

  self->narrow = narrow;
  arrange (self);
}

void
kw_header_set_search (KwHeader *self, const char *words)
{
  g_return_if_fail (KW_IS_HEADER (self) && words != NULL);

  gtk_toggle_button_set_active (self->search_button, TRUE);
  gtk_editable_set_text (GTK_EDITABLE (self->search), words);
}

const char *
kw_header_get_search (KwHeader *self)
{
  g_return_val_if_fail (KW_IS_HEADER (self), "");

  return gtk_editable_get_text (GTK_EDITABLE (self->search));
}

void
kw_header_focus_search (KwHeader *self)
{
  g_return_if_fail (KW_IS_HEADER (self));

  if (self->narrow)
    gtk_toggle_button_set_active (self->search_button, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

void
kw_header_clear_search (KwHeader *self)
{
  g_return_if_fail (KW_IS_HEADER (self));

  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  gtk_toggle_button_set_active (self->search_button, FALSE);
}
