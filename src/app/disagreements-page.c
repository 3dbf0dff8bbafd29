/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/disagreements-page.h"

#include <glib/gi18n-lib.h>

#include "app/card.h"
#include "library/disagreement.h"

struct _KwDisagreementsPage
{
  KwView parent_instance;

  /* Children. */
  GtkLabel *question;
  GtkBox *cards;
};

G_DEFINE_FINAL_TYPE (KwDisagreementsPage, kw_disagreements_page, KW_TYPE_VIEW)

static void
clear (KwDisagreementsPage *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->cards))) != NULL)
    gtk_box_remove (self->cards, child);
}

/* It goes to My questions: what is right only the hospitals can say. */
static GtkWidget *
create_ask (KwSnapshot *snapshot, const KwDisagreement *one, const char *title)
{
  const KwRecord *first
      = kw_snapshot_get_record (snapshot, g_array_index (one->indexes, guint32, 0));
  GtkWidget *button = gtk_button_new_with_label (_ ("Ask about it"));
  /* Translators: for a screen reader; the name of a medicine or allergy follows. */
  g_autofree char *label = g_strdup_printf (_ ("Ask about it: %s"), title);

  gtk_widget_set_halign (button, GTK_ALIGN_END);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.ask-about");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", first->ref);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  return button;
}

static void
add_card (KwDisagreementsPage *self, KwSnapshot *snapshot, const KwDisagreement *one)
{
  g_autofree char *title = kw_disagreement_dup_title (one, snapshot);
  g_autofree char *heading = g_strdup_printf ("%s: %s", title, kw_disagreement_get_heading (one));
  GtkWidget *card = kw_card_new (heading);

  kw_card_set_show_all (KW_CARD (card), NULL);
  kw_card_set_note (KW_CARD (card), NULL);
  kw_card_fill (KW_CARD (card), snapshot, one->indexes, G_MAXUINT, 0, KW_ROW_ONE_OF);
  if (kw_view_get_library (KW_VIEW (self)) != NULL)
    kw_card_set_footer (KW_CARD (card), create_ask (snapshot, one, title));
  gtk_box_append (self->cards, card);
}

static void
kw_disagreements_page_update (KwView *view, KwSnapshot *snapshot)
{
  KwDisagreementsPage *self = KW_DISAGREEMENTS_PAGE (view);
  g_autoptr (GPtrArray) found = kw_disagreements_new (snapshot);

  clear (self);
  for (guint i = 0; i < found->len; i++)
    add_card (self, snapshot, g_ptr_array_index (found, i));
  gtk_label_set_text (self->question, found->len > 0
                                          ? kw_disagreement_get_question ()
                                          : _ ("Your hospitals do not disagree on what is here."));
}

/* On paper they stand with the lists that they are about. */
static void
kw_disagreements_page_get_scope (KwView *view, KwReportOptions *options)
{
  static const KwSection sections[]
      = { KW_SECTION_ALLERGIES, KW_SECTION_MEDICATIONS, KW_SECTION_CONDITIONS };

  (void) view;
  options->sections = sections;
  options->n_sections = G_N_ELEMENTS (sections);
}

static void
kw_disagreements_page_class_init (KwDisagreementsPageClass *klass)
{
  KW_VIEW_CLASS (klass)->update = kw_disagreements_page_update;
  KW_VIEW_CLASS (klass)->get_scope = kw_disagreements_page_get_scope;
}

static GtkWidget *
new_label (const char *text, const char *css_class, GtkAccessibleRole role)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", text, "wrap", TRUE, "xalign", 0.0,
                                   "accessible-role", role, NULL);

  gtk_widget_add_css_class (label, css_class);

  return label;
}

static void
kw_disagreements_page_init (KwDisagreementsPage *self)
{
  GtkWidget *scrolled
      = g_object_new (GTK_TYPE_SCROLLED_WINDOW, "hscrollbar-policy", GTK_POLICY_NEVER, NULL);
  GtkWidget *clamp
      = g_object_new (ADW_TYPE_CLAMP, "maximum-size", 1000, "tightening-threshold", 900, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  const char *title = _ ("Where your hospitals disagree");

  self->question = GTK_LABEL (new_label ("", "secondary", GTK_ACCESSIBLE_ROLE_LABEL));
  self->cards = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 16));
  gtk_widget_add_css_class (box, "page-margin");
  gtk_box_append (GTK_BOX (box), new_label (title, "record-title", GTK_ACCESSIBLE_ROLE_HEADING));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->question));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->cards));
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);
  adw_bin_set_child (ADW_BIN (self), scrolled);
  kw_view_set_title (KW_VIEW (self), title);
}

KwDisagreementsPage *
kw_disagreements_page_new (void)
{
  return g_object_new (KW_TYPE_DISAGREEMENTS_PAGE, NULL);
}
