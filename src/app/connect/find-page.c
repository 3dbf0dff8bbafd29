/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/connect/find-page.h"

#include <glib/gi18n-lib.h>

#include "app/a11y.h"
#include "app/connect/hospital-list.h"
#include "app/count.h"
#include "app/demo-clinic.h"
#include "core/error.h"
#include "core/words.h"

/* More than anybody reads through: one more word makes it fewer. */
#define MOST_ANSWERS 40

struct _KwFindPage
{
  AdwBin parent_instance;

  /* Template children. */
  GtkSearchEntry *search;
  GtkLabel *state;
  GtkButton *get;
  GtkButton *stop;
  GtkListBox *answers;
  AdwExpanderRow *not_listed;
  GtkEntry *address;
  GtkButton *next;
  GtkLabel *error;
  GtkSpinner *spinner;
  GtkBox *demo;
  GtkBox *demo_list;

  /* Owned. */
  GStrv bases;
  char *data_dir;
  KwDirectories *all; /* NULL until the lists are loaded */
  GArray *found;      /* of KwHospital, as the rows show them */
  GCancellable *cancellable;

  gboolean busy;
  gboolean fetching;
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

/* ---- what is found ---- */

static char *
dup_place (const KwHospital *hospital)
{
  GString *place = g_string_new (hospital->city);

  if (*hospital->state != '\0')
    g_string_append_printf (place, "%s%s", place->len > 0 ? ", " : "", hospital->state);
  if (hospital->n_places > 1)
    g_string_append_printf (
        place, ngettext ("%s%u more place", "%s%u more places", hospital->n_places - 1),
        place->len > 0 ? " · " : "", hospital->n_places - 1);
  if (hospital->ambiguous)
    g_string_append_printf (place, "%s%s", place->len > 0 ? " · " : "", hospital->base);
  return g_string_free (place, FALSE);
}

static void
add_answer (KwFindPage *self, const KwHospital *hospital)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title = g_markup_escape_text (hospital->name, -1);
  g_autofree char *place = dup_place (hospital);
  g_autofree char *subtitle = g_markup_escape_text (place, -1);
  g_autofree char *spoken = g_strdup_printf ("%s, %s", hospital->name, place);
  GtkWidget *arrow = gtk_image_new_from_icon_name ("go-next-symbolic");

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), arrow);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_list_box_append (self->answers, row);
}

static void
show_answers (KwFindPage *self)
{
  const char *words = gtk_editable_get_text (GTK_EDITABLE (self->search));
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->answers, 0)) != NULL)
    gtk_list_box_remove (self->answers, GTK_WIDGET (row));
  g_clear_pointer (&self->found, g_array_unref);
  if (self->all != NULL)
    self->found = kw_directories_search (self->all, words, MOST_ANSWERS);
  for (guint i = 0; self->found != NULL && i < self->found->len; i++)
    add_answer (self, &g_array_index (self->found, KwHospital, i));
  gtk_widget_set_visible (GTK_WIDGET (self->answers), self->found != NULL && self->found->len > 0);
}

static char *
dup_day (gint64 as_of)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (as_of);
  g_autofree char *iso = g_date_time_format (time, "%Y-%m-%d");

  return kw_words_date (iso);
}

/* How many are here and of when; or that there is no list, and what getting one means. */
static char *
dup_state (KwFindPage *self)
{
  const char *words = gtk_editable_get_text (GTK_EDITABLE (self->search));
  guint n = 0;
  gint64 oldest = G_MAXINT64;

  for (guint i = 0; i < kw_directories_get_n_lists (self->all); i++)
    {
      const KwDirectoryInfo *info = kw_directories_get_list (self->all, i);
      n += info->n_places;
      oldest = MIN (oldest, info->as_of);
    }
  if (n == 0)
    return g_strdup (_ ("To look for your hospital by name, get the list of hospitals first. The "
                        "whole list comes to this computer, so nobody learns which one you look "
                        "for."));
  if (*words != '\0' && (self->found == NULL || self->found->len == 0))
    return g_strdup (_ ("No hospital of that name is in the list. Try another part of its name or "
                        "its city, or paste its address below."));
  g_autofree char *count = kw_dup_count (n);
  g_autofree char *day = dup_day (oldest);
  /* Translators: a number, and a day. */
  return g_strdup_printf (_ ("%s places, list of %s."), count, day);
}

static void
show_state (KwFindPage *self)
{
  gboolean any = self->all != NULL && kw_directories_get_n_lists (self->all) > 0;
  g_autofree char *state = NULL;
  g_autofree char *label = NULL;

  if (self->all == NULL || self->fetching)
    return;
  state = dup_state (self);
  label = any ? g_strdup (_ ("Get the new list"))
              /* Translators: a size. */
              : g_strdup_printf (_ ("Get the list of hospitals (%u MB)"),
                                 kw_hospital_list_get_megabytes ());
  gtk_label_set_text (self->state, state);
  gtk_button_set_label (self->get, label);
  gtk_label_set_wrap (GTK_LABEL (gtk_button_get_child (self->get)), TRUE);
  gtk_label_set_justify (GTK_LABEL (gtk_button_get_child (self->get)), GTK_JUSTIFY_CENTER);
  gtk_widget_set_visible (GTK_WIDGET (self->get), TRUE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->search), any);
}

static void
search_changed_cb (KwFindPage *self)
{
  show_answers (self);
  show_state (self);
}

static void
answer_cb (KwFindPage *self, GtkListBoxRow *row)
{
  guint i = (guint) gtk_list_box_row_get_index (row);

  if (self->busy || self->found == NULL || i >= self->found->len)
    return;
  const KwHospital *hospital = &g_array_index (self->found, KwHospital, i);
  g_autofree char *base = g_strdup (hospital->base);
  g_autofree char *name = g_strdup (hospital->name);
  g_signal_emit (self, signals[CHOSEN], 0, base, name);
}

/* The first answer, for somebody who presses Enter. */
static void
search_activate_cb (KwFindPage *self)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->answers, 0);

  if (row != NULL)
    answer_cb (self, row);
}

/* ---- the lists ---- */

static void
take_lists (KwFindPage *self, KwDirectories *all)
{
  g_clear_pointer (&self->found, g_array_unref);
  g_clear_pointer (&self->all, kw_directories_free);
  self->all = all;
  show_answers (self);
  show_state (self);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (KwFindPage) self = data;
  KwDirectories *all = kw_hospital_list_load_finish (result, NULL);

  (void) source;
  if (all != NULL)
    take_lists (self, all);
}

static void
progress_cb (gpointer data, const char *vendor, guint megabytes)
{
  KwFindPage *self = data;
  /* Translators: the maker of hospital programs whose list comes, and how much of it is here. */
  g_autofree char *words
      = g_strdup_printf (_ ("Getting the list of %s: %u MB so far…"), vendor, megabytes);

  if (self->fetching)
    gtk_label_set_text (self->state, words);
}

static void
set_fetching (KwFindPage *self, gboolean fetching)
{
  self->fetching = fetching;
  gtk_widget_set_visible (GTK_WIDGET (self->get), !fetching);
  gtk_widget_set_visible (GTK_WIDGET (self->stop), fetching);
  gtk_spinner_set_spinning (self->spinner, fetching || self->busy);
}

static void
updated_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (KwFindPage) self = data;
  g_autoptr (GError) error = NULL;
  KwDirectories *all = kw_hospital_list_load_finish (result, &error);

  (void) source;
  set_fetching (self, FALSE);
  if (all != NULL)
    {
      take_lists (self, all);
      gtk_widget_grab_focus (GTK_WIDGET (self->search));
      kw_a11y_announce (GTK_WIDGET (self), gtk_label_get_text (self->state));
      return;
    }
  show_state (self);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_autofree char *sentence = kw_error_dup_sentence (error);
  kw_find_page_set_error (self, sentence);
}

static void
get_cb (KwFindPage *self)
{
  kw_find_page_set_error (self, NULL);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  set_fetching (self, TRUE);
  kw_hospital_list_update_async (self->data_dir, progress_cb, self->cancellable, updated_cb,
                                 g_object_ref (self));
}

static void
stop_cb (KwFindPage *self)
{
  g_cancellable_cancel (self->cancellable);
}

static void
kw_find_page_finalize (GObject *object)
{
  KwFindPage *self = KW_FIND_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_strfreev (self->bases);
  g_free (self->data_dir);
  g_clear_pointer (&self->found, g_array_unref);
  g_clear_pointer (&self->all, kw_directories_free);

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
  gtk_widget_class_bind_template_child (widget_class, KwFindPage, search);
  gtk_widget_class_bind_template_child (widget_class, KwFindPage, state);
  gtk_widget_class_bind_template_child (widget_class, KwFindPage, get);
  gtk_widget_class_bind_template_child (widget_class, KwFindPage, stop);
  gtk_widget_class_bind_template_child (widget_class, KwFindPage, answers);
  gtk_widget_class_bind_template_child (widget_class, KwFindPage, not_listed);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, answer_cb);
  gtk_widget_class_bind_template_callback (widget_class, get_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
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
  self->cancellable = g_cancellable_new ();
}

void
kw_find_page_set_data_dir (KwFindPage *self, const char *data_dir)
{
  g_return_if_fail (KW_IS_FIND_PAGE (self) && data_dir != NULL);

  g_free (self->data_dir);
  self->data_dir = g_strdup (data_dir);
  kw_hospital_list_load_async (data_dir, NULL, loaded_cb, g_object_ref (self));
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
  if (sentence != NULL)
    kw_a11y_announce (GTK_WIDGET (self), sentence);
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

static gboolean
focus_cb (gpointer data)
{
  KwFindPage *self = data;

  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_widget_grab_focus (GTK_WIDGET (self->search));
  return G_SOURCE_REMOVE;
}

void
kw_find_page_focus (KwFindPage *self)
{
  g_return_if_fail (KW_IS_FIND_PAGE (self));

  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  /* Once it is on the screen: what has no size takes no focus. */
  g_idle_add_full (G_PRIORITY_LOW, focus_cb, g_object_ref (self), g_object_unref);
}

void
kw_find_page_leave (KwFindPage *self)
{
  g_return_if_fail (KW_IS_FIND_PAGE (self));

  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_widget_grab_focus (GTK_WIDGET (self->not_listed));
}
