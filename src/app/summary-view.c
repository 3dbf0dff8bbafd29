/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/summary-view.h"

#include <glib/gi18n-lib.h>

#include "app/allergies-view.h"
#include "app/card.h"
#include "library/disagreement.h"

/* A card that is no group of records. */
#define DISAGREEMENTS KW_N_GROUPS

/* The cards in reading order. The allergies are never hidden; a card with nothing in it is. */
static const struct
{
  const char *title;
  KwGroup group;
  KwSection section; /* instead of a group, where @by_section */
  gboolean by_section;
  KwRowStyle style;
  KwRowStyle slim_style;
  guint limit;
  const char *show_all;
} cards[] = {
  { N_ ("Allergies"), KW_GROUP_ALLERGIES, KW_SECTION_ALLERGIES, FALSE, KW_ROW_ALLERGY,
    KW_ROW_ALLERGY, G_MAXUINT, "win.tab::allergies" },
  { N_ ("Current medicines, as your hospitals list them"), KW_GROUP_MEDICINES_CURRENT,
    KW_SECTION_MEDICATIONS, FALSE, KW_ROW_BRIEF, KW_ROW_BRIEF, 5, "win.tab::medications" },
  { N_ ("Current conditions"), KW_GROUP_CONDITIONS_CURRENT, KW_SECTION_CONDITIONS, FALSE,
    KW_ROW_BRIEF, KW_ROW_BRIEF, 5, "win.section::conditions" },
  { N_ ("Where your hospitals disagree"), DISAGREEMENTS, KW_SECTION_OTHER, FALSE, KW_ROW_BRIEF,
    KW_ROW_BRIEF, 4, "win.disagreements" },
  { N_ ("Results outside their range"), KW_GROUP_OUT_OF_RANGE, KW_SECTION_LABS, FALSE,
    KW_ROW_TEST_CARD, KW_ROW_TEST_SLIM, 3, "win.tab::labs" },
  { N_ ("Latest vitals"), KW_GROUP_LATEST_VITALS, KW_SECTION_VITALS, FALSE, KW_ROW_VITAL,
    KW_ROW_VITAL, 4, "win.section::vitals" },
  { N_ ("Immunizations"), KW_GROUP_IMMUNIZATIONS, KW_SECTION_IMMUNIZATIONS, FALSE, KW_ROW_BRIEF,
    KW_ROW_BRIEF, 3, "win.section::immunizations" },
  { N_ ("Next appointments"), KW_GROUP_VISITS, KW_SECTION_APPOINTMENTS, TRUE, KW_ROW_BRIEF,
    KW_ROW_BRIEF, 2, "win.section::appointments" },
  { N_ ("Recent visits"), KW_GROUP_VISITS, KW_SECTION_VISITS, FALSE, KW_ROW_BRIEF, KW_ROW_BRIEF, 2,
    "win.section::visits" },
  { N_ ("Recent documents"), KW_GROUP_DOCUMENTS, KW_SECTION_DOCUMENTS, FALSE, KW_ROW_BRIEF,
    KW_ROW_BRIEF, 2, "win.tab::documents" },
};

/* So many fill the window at first; those below the fold come right after the first frame. */
#define N_FIRST_CARDS 5

struct _KwSummaryView
{
  KwView parent_instance;

  /* Template children. */
  GtkGrid *grid;

  /* Owned; children of the grid while they have something to show, NULL until made. */
  GtkWidget *cards[G_N_ELEMENTS (cards)];

  GPtrArray *disagreements; /* of KwDisagreement, NULL until known */

  guint n_made;
  guint idle; /* makes the cards below the fold */
};

G_DEFINE_FINAL_TYPE (KwSummaryView, kw_summary_view, KW_TYPE_VIEW)

/* A whole section without what its source lists no more, which no card shows. */
static GArray *
dup_listed (KwSnapshot *snapshot, KwSection section)
{
  const GArray *all = kw_snapshot_get_section (snapshot, section);
  GArray *listed = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint k = 0; k < all->len; k++)
    {
      guint32 index = g_array_index (all, guint32, k);

      if (kw_snapshot_is_listed (snapshot, kw_snapshot_get_record (snapshot, index)))
        g_array_append_val (listed, index);
    }
  return listed;
}

/* How many a card counts; of a front page, what it holds is not all. */
static guint
count_listed (KwSnapshot *snapshot, KwSection section, const GArray *listed)
{
  return kw_snapshot_count_section (snapshot, section)
         - (kw_snapshot_get_section (snapshot, section)->len - listed->len);
}

static gboolean
has_rows (KwSummaryView *self, KwSnapshot *snapshot, guint i)
{
  if (cards[i].group == DISAGREEMENTS)
    return self->disagreements != NULL && self->disagreements->len > 0;
  if (!cards[i].by_section)
    return kw_snapshot_count_group (snapshot, cards[i].group) > 0;

  g_autoptr (GArray) listed = dup_listed (snapshot, cards[i].section);
  return listed->len > 0;
}

static gboolean
is_shown (KwSummaryView *self, KwSnapshot *snapshot, guint i)
{
  return cards[i].section == KW_SECTION_ALLERGIES || has_rows (self, snapshot, i);
}

/* Places what is shown, row by row; a grid keeps the two cards of a row equally high. */
static void
place (KwSummaryView *self)
{
  KwSnapshot *snapshot = kw_view_get_snapshot (KW_VIEW (self));
  int columns = kw_view_get_narrow (KW_VIEW (self)) ? 1 : 2;
  int n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (cards); i++)
    {
      if (self->cards[i] == NULL)
        continue;
      if (gtk_widget_get_parent (self->cards[i]) != NULL)
        gtk_grid_remove (self->grid, self->cards[i]);
      if (snapshot == NULL || !is_shown (self, snapshot, i))
        continue;
      gtk_grid_attach (self->grid, self->cards[i], n % columns, n / columns, 1, 1);
      n++;
    }
}

static void
fill_allergies (KwSummaryView *self, KwSnapshot *snapshot, KwCard *card)
{
  const GArray *allergies = kw_snapshot_get_group (snapshot, KW_GROUP_ALLERGIES);
  const GArray *intolerances = kw_snapshot_get_group (snapshot, KW_GROUP_INTOLERANCES);
  g_autoptr (GArray) both = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autofree char *statement = kw_snapshot_dup_allergy_statement (snapshot);

  (void) self;
  kw_allergies_append_severe_first (both, snapshot, allergies);
  if (intolerances->len > 0)
    g_array_append_vals (both, intolerances->data, intolerances->len);
  kw_card_fill (card, snapshot, both, G_MAXUINT,
                kw_snapshot_count_group (snapshot, KW_GROUP_ALLERGIES)
                    + kw_snapshot_count_group (snapshot, KW_GROUP_INTOLERANCES),
                KW_ROW_ALLERGY);
  kw_card_set_note (card, statement);
}

static void
fill_medicines (KwSnapshot *snapshot, guint i, KwCard *card, KwRowStyle style)
{
  g_autoptr (GArray) medicines = kw_snapshot_dup_medicines (snapshot, cards[i].group);

  kw_card_fill (card, snapshot, medicines, cards[i].limit,
                kw_snapshot_count_medicines (snapshot, cards[i].group), style);
}

/* A line for each: what it is about and how; the page behind it has what everybody says. */
static void
fill_disagreements (KwSummaryView *self, KwSnapshot *snapshot, guint i, KwCard *card)
{
  g_autoptr (GArray) none = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GString) lines = g_string_new (NULL);

  for (guint d = 0; d < MIN (self->disagreements->len, cards[i].limit); d++)
    {
      const KwDisagreement *one = g_ptr_array_index (self->disagreements, d);
      g_autofree char *title = kw_disagreement_dup_title (one, snapshot);

      g_string_append_printf (lines, "%s: %s\n", title, kw_disagreement_get_heading (one));
    }
  g_string_append (lines, kw_disagreement_get_question ());
  kw_card_fill (card, snapshot, none, 0, self->disagreements->len, cards[i].style);
  kw_card_set_note (card, lines->str);
}

static void
fill_section (KwSnapshot *snapshot, guint i, KwCard *card, KwRowStyle style)
{
  g_autoptr (GArray) listed = dup_listed (snapshot, cards[i].section);

  kw_card_fill (card, snapshot, listed, cards[i].limit,
                count_listed (snapshot, cards[i].section, listed), style);
}

static void
fill_card (KwSummaryView *self, KwSnapshot *snapshot, guint i, gboolean narrow)
{
  KwCard *card = KW_CARD (self->cards[i]);
  KwRowStyle style = narrow ? cards[i].slim_style : cards[i].style;

  if (i == 0)
    fill_allergies (self, snapshot, card);
  else if (!has_rows (self, snapshot, i))
    return;
  else if (cards[i].group == DISAGREEMENTS)
    fill_disagreements (self, snapshot, i, card);
  else if (cards[i].group == KW_GROUP_MEDICINES_CURRENT && !cards[i].by_section)
    fill_medicines (snapshot, i, card, style);
  else if (cards[i].by_section)
    fill_section (snapshot, i, card, style);
  else
    kw_card_fill (card, snapshot, kw_snapshot_get_group (snapshot, cards[i].group), cards[i].limit,
                  kw_snapshot_count_group (snapshot, cards[i].group), style);
}

static void
fill (KwSummaryView *self, KwSnapshot *snapshot)
{
  gboolean narrow = kw_view_get_narrow (KW_VIEW (self));

  for (guint i = 0; i < self->n_made; i++)
    {
      if (self->cards[i] == NULL)
        {
          self->cards[i] = g_object_ref_sink (kw_card_new (_ (cards[i].title)));
          kw_card_set_show_all (KW_CARD (self->cards[i]), cards[i].show_all);
        }
      fill_card (self, snapshot, i, narrow);
    }
  place (self);
}

static gboolean
make_rest_cb (gpointer data)
{
  KwSummaryView *self = data;

  self->idle = 0;
  self->n_made = G_N_ELEMENTS (cards);
  fill (self, kw_view_get_snapshot (KW_VIEW (self)));

  return G_SOURCE_REMOVE;
}

static void
kw_summary_view_update (KwView *view, KwSnapshot *snapshot)
{
  KwSummaryView *self = KW_SUMMARY_VIEW (view);

  g_clear_pointer (&self->disagreements, g_ptr_array_unref);
  self->disagreements = kw_disagreements_new (snapshot);
  fill (self, snapshot);
  if (self->n_made == N_FIRST_CARDS && self->idle == 0)
    self->idle = g_idle_add_full (G_PRIORITY_LOW, make_rest_cb, self, NULL);
}

static void
kw_summary_view_narrow_changed (KwView *view, gboolean narrow)
{
  (void) narrow;
  if (kw_view_get_snapshot (view) != NULL)
    fill (KW_SUMMARY_VIEW (view), kw_view_get_snapshot (view));
}

static void
kw_summary_view_dispose (GObject *object)
{
  KwSummaryView *self = KW_SUMMARY_VIEW (object);

  g_clear_handle_id (&self->idle, g_source_remove);
  g_clear_pointer (&self->disagreements, g_ptr_array_unref);
  for (guint i = 0; i < G_N_ELEMENTS (cards); i++)
    g_clear_object (&self->cards[i]);

  G_OBJECT_CLASS (kw_summary_view_parent_class)->dispose (object);
}

static void
kw_summary_view_class_init (KwSummaryViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kw_summary_view_dispose;
  KW_VIEW_CLASS (klass)->update = kw_summary_view_update;
  KW_VIEW_CLASS (klass)->narrow_changed = kw_summary_view_narrow_changed;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/keepwell/Keepwell/ui/summary-view.ui");
  gtk_widget_class_bind_template_child (widget_class, KwSummaryView, grid);
}

static void
kw_summary_view_init (KwSummaryView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  kw_view_set_title (KW_VIEW (self), _ ("Summary"));
  self->n_made = N_FIRST_CARDS;
}
