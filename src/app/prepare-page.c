/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/prepare-page.h"

#include <glib/gi18n-lib.h>

#include "app/card.h"
#include "app/questions-card.h"
#include "library/visit.h"

/* So many rows of a card are read before a visit. */
#define MAX_ROWS 40

struct _KwPreparePage
{
  KwView parent_instance;

  /* Template children. */
  GtkBox *parts;
  KwQuestionsCard *questions;

  GPtrArray *cards; /* of GtkWidget, borrowed from @parts */
};

G_DEFINE_FINAL_TYPE (KwPreparePage, kw_prepare_page, KW_TYPE_VIEW)

static KwCard *
add_card (KwPreparePage *self, const char *title, const char *show_all)
{
  GtkWidget *card = kw_card_new (title);

  kw_card_set_show_all (KW_CARD (card), show_all);
  kw_card_set_note (KW_CARD (card), NULL);
  gtk_box_append (self->parts, card);
  g_ptr_array_add (self->cards, card);
  return KW_CARD (card);
}

static void
add_since (KwPreparePage *self, KwSnapshot *snapshot)
{
  const KwRecord *visit
      = kw_snapshot_find_last_visit (snapshot, g_get_real_time () / G_USEC_PER_SEC);
  g_autoptr (GArray) since = NULL;
  g_autofree char *when = NULL;
  g_autofree char *which = NULL;
  g_autofree char *title = NULL;
  g_autofree char *note = NULL;
  KwCard *card;

  if (visit == NULL)
    {
      card = add_card (self, _ ("What changed since the last visit"), NULL);
      since = g_array_new (FALSE, FALSE, sizeof (guint32));
      kw_card_fill (card, snapshot, since, 0, 0, KW_ROW_ONE_OF);
      kw_card_set_note (card, _ ("No earlier visit with a date is in this record."));
      return;
    }
  since = kw_snapshot_dup_since_visit (snapshot, visit);
  when = kw_words_when (visit);
  which = kw_snapshot_dup_visit_words (snapshot, visit);
  /* Translators: when a visit was. */
  title = g_strdup_printf (_ ("What changed since the visit of %s"), when);
  card = add_card (self, title, NULL);
  kw_card_fill (card, snapshot, since, MAX_ROWS, since->len, KW_ROW_ONE_OF);
  if (since->len == 0)
    note
        = g_strdup_printf ("%s\n%s", which, _ ("Nothing in this record is from after that visit."));
  else if (since->len > MAX_ROWS)
    note = g_strdup_printf (_ ("%s\nThese are the first %u of %u."), which, (guint) MAX_ROWS,
                            since->len);
  kw_card_set_note (card, note != NULL ? note : which);
}

static void
add_allergies (KwPreparePage *self, KwSnapshot *snapshot)
{
  const GArray *intolerances = kw_snapshot_get_group (snapshot, KW_GROUP_INTOLERANCES);
  const GArray *allergies = kw_snapshot_get_group (snapshot, KW_GROUP_ALLERGIES);
  g_autoptr (GArray) both = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autofree char *statement = kw_snapshot_dup_allergy_statement (snapshot);
  KwCard *card = add_card (self, _ ("Allergies"), "win.tab::allergies");

  if (allergies->len > 0)
    g_array_append_vals (both, allergies->data, allergies->len);
  if (intolerances->len > 0)
    g_array_append_vals (both, intolerances->data, intolerances->len);
  kw_card_fill (card, snapshot, both, G_MAXUINT, both->len, KW_ROW_ALLERGY);
  kw_card_set_note (card, statement);
}

static void
kw_prepare_page_update (KwView *view, KwSnapshot *snapshot)
{
  KwPreparePage *self = KW_PREPARE_PAGE (view);
  g_autoptr (GArray) medicines = kw_snapshot_dup_medicines (snapshot, KW_GROUP_MEDICINES_CURRENT);
  const GArray *conditions = kw_snapshot_get_group (snapshot, KW_GROUP_CONDITIONS_CURRENT);
  KwCard *card;

  for (guint i = 0; i < self->cards->len; i++)
    gtk_box_remove (self->parts, g_ptr_array_index (self->cards, i));
  g_ptr_array_set_size (self->cards, 0);
  kw_questions_card_set (self->questions, snapshot, kw_view_get_library (view));
  if (kw_snapshot_is_partial (snapshot))
    return;
  add_since (self, snapshot);
  card = add_card (self, _ ("Current medicines, as your hospitals list them"),
                   "win.tab::medications");
  kw_card_fill (card, snapshot, medicines, G_MAXUINT, medicines->len, KW_ROW_MEDICINE_SLIM);
  if (medicines->len == 0)
    kw_card_set_note (card, _ ("No current medicines in your record"));
  add_allergies (self, snapshot);
  card = add_card (self, _ ("Current conditions"), "win.section::conditions");
  kw_card_fill (card, snapshot, conditions, G_MAXUINT, conditions->len, KW_ROW_BRIEF);
  if (conditions->len == 0)
    kw_card_set_note (card, _ ("No current conditions in your record"));
}

static void
kw_prepare_page_get_scope (KwView *view, KwReportOptions *options)
{
  (void) view;
  options->visit = TRUE;
}

static void
kw_prepare_page_finalize (GObject *object)
{
  g_ptr_array_unref (KW_PREPARE_PAGE (object)->cards);

  G_OBJECT_CLASS (kw_prepare_page_parent_class)->finalize (object);
}

static void
kw_prepare_page_class_init (KwPreparePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = kw_prepare_page_finalize;
  KW_VIEW_CLASS (klass)->update = kw_prepare_page_update;
  KW_VIEW_CLASS (klass)->get_scope = kw_prepare_page_get_scope;
  g_type_ensure (KW_TYPE_QUESTIONS_CARD);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/keepwell/Keepwell/ui/prepare-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KwPreparePage, parts);
  gtk_widget_class_bind_template_child (widget_class, KwPreparePage, questions);
}

static void
kw_prepare_page_init (KwPreparePage *self)
{
  self->cards = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  kw_view_set_title (KW_VIEW (self), _ ("Prepare for a visit"));
}

KwPreparePage *
kw_prepare_page_new (void)
{
  return g_object_new (KW_TYPE_PREPARE_PAGE, NULL);
}
