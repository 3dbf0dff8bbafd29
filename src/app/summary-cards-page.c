/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/summary-cards-page.h"

#include <glib/gi18n-lib.h>

#include "app/summary-job.h"
#include "app/summary-view.h"
#include "library/calm.h"

struct _KwSummaryCardsPage
{
  KwView parent_instance;

  /* Children. */
  GtkSwitch *calm;
  GPtrArray *switches; /* of GtkSwitch, one for each card */

  gboolean filling;
};

G_DEFINE_FINAL_TYPE (KwSummaryCardsPage, kw_summary_cards_page, KW_TYPE_VIEW)

typedef struct
{
  gboolean calm;
  char **hidden;
} Choice;

static void
choice_free (gpointer data)
{
  Choice *choice = data;

  g_strfreev (choice->hidden);
  g_free (choice);
}

static gboolean
store (KwVault *vault, gpointer data, GError **error)
{
  const Choice *choice = data;

  return kw_summary_choice_store (vault, choice->calm, (const char *const *) choice->hidden, error);
}

static void
switched_cb (KwSummaryCardsPage *self)
{
  KwLibrary *library = kw_view_get_library (KW_VIEW (self));
  g_autoptr (GStrvBuilder) hidden = g_strv_builder_new ();
  Choice *choice;

  if (self->filling || library == NULL)
    return;
  for (guint i = 0; i < self->switches->len; i++)
    if (!gtk_switch_get_active (g_ptr_array_index (self->switches, i)))
      g_strv_builder_add (hidden, kw_summary_get_card (i, NULL));
  choice = g_new0 (Choice, 1);
  choice->calm = gtk_switch_get_active (self->calm);
  choice->hidden = g_strv_builder_end (hidden);
  kw_summary_job_run (GTK_WIDGET (self), library, store, choice, choice_free, NULL);
}

static void
kw_summary_cards_page_update (KwView *view, KwSnapshot *snapshot)
{
  KwSummaryCardsPage *self = KW_SUMMARY_CARDS_PAGE (view);

  self->filling = TRUE;
  gtk_switch_set_active (self->calm, kw_snapshot_is_calm (snapshot));
  for (guint i = 0; i < self->switches->len; i++)
    gtk_switch_set_active (g_ptr_array_index (self->switches, i),
                           !kw_snapshot_is_card_hidden (snapshot, kw_summary_get_card (i, NULL)));
  self->filling = FALSE;
}

static GtkSwitch *
add_switch (KwSummaryCardsPage *self, GtkWidget *group, const char *title, const char *subtitle)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "title", title, NULL);
  GtkWidget *toggle = gtk_switch_new ();

  if (subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_set_valign (toggle, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (toggle), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), toggle);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), toggle);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  g_signal_connect_swapped (toggle, "notify::active", G_CALLBACK (switched_cb), self);
  return GTK_SWITCH (toggle);
}

static GtkWidget *
new_group (const char *title)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  return group;
}

static void
kw_summary_cards_page_dispose (GObject *object)
{
  g_clear_pointer (&KW_SUMMARY_CARDS_PAGE (object)->switches, g_ptr_array_unref);

  G_OBJECT_CLASS (kw_summary_cards_page_parent_class)->dispose (object);
}

static void
kw_summary_cards_page_class_init (KwSummaryCardsPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kw_summary_cards_page_dispose;
  KW_VIEW_CLASS (klass)->update = kw_summary_cards_page_update;
}

static void
kw_summary_cards_page_init (KwSummaryCardsPage *self)
{
  GtkWidget *scrolled
      = g_object_new (GTK_TYPE_SCROLLED_WINDOW, "hscrollbar-policy", GTK_POLICY_NEVER, NULL);
  GtkWidget *clamp = g_object_new (ADW_TYPE_CLAMP, "maximum-size", 690, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 20);
  GtkWidget *cards = new_group (_ ("Cards on the Summary"));
  GtkWidget *news = new_group (_ ("Grave news"));
  const char *title;

  adw_preferences_group_set_description (
      ADW_PREFERENCES_GROUP (cards),
      _ ("What is new and your allergies always stand there. A card that is off is not deleted: "
         "all of it stays in your record."));
  self->switches = g_ptr_array_new ();
  for (guint i = 0; kw_summary_get_card (i, &title) != NULL; i++)
    g_ptr_array_add (self->switches, add_switch (self, cards, title, NULL));
  self->calm = add_switch (
      self, news, _ ("Show only the kind and the date"),
      _ ("For tissue tests, scans, gene tests, HIV tests and new notes. One click opens them."));
  gtk_widget_add_css_class (box, "page-margin");
  gtk_box_append (GTK_BOX (box), cards);
  gtk_box_append (GTK_BOX (box), news);
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);
  adw_bin_set_child (ADW_BIN (self), scrolled);
  kw_view_set_title (KW_VIEW (self), _ ("Choose what stands here"));
}

KwSummaryCardsPage *
kw_summary_cards_page_new (void)
{
  return g_object_new (KW_TYPE_SUMMARY_CARDS_PAGE, NULL);
}
