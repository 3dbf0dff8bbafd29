/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/summary-view.h"

#include <glib/gi18n-lib.h>

#include "app/allergies-view.h"
#include "app/card.h"
#include "app/changes-page.h"
#include "app/count.h"
#include "app/pair-layout.h"
#include "library/calm.h"
#include "library/changes.h"
#include "library/disagreement.h"

typedef enum
{
  FILL_GROUP,
  FILL_NEWS,
  FILL_ALLERGIES,
  FILL_MEDICINES,
  FILL_DISAGREEMENTS,
  FILL_VACCINES,
  FILL_SECTION,
} Fill;

/* The cards in reading order. What is new and the allergies cannot be hidden and have no id; a card
 * with nothing in it is not there, but for the allergies. */
static const struct
{
  const char *id;
  const char *title;
  Fill fill;
  KwGroup group;
  KwSection section;
  KwRowStyle style;
  KwRowStyle slim_style;
  guint limit;
  const char *show_all;
} cards[] = {
  { NULL, N_ ("New and changed"), FILL_NEWS, 0, KW_SECTION_OTHER, KW_ROW_NEWS, KW_ROW_NEWS, 3,
    NULL },
  { NULL, N_ ("Allergies"), FILL_ALLERGIES, KW_GROUP_ALLERGIES, KW_SECTION_ALLERGIES,
    KW_ROW_ALLERGY, KW_ROW_ALLERGY, G_MAXUINT, "win.tab::allergies" },
  { "medicines", N_ ("Current medicines, as your hospitals list them"), FILL_MEDICINES,
    KW_GROUP_MEDICINES_CURRENT, KW_SECTION_MEDICATIONS, KW_ROW_BRIEF, KW_ROW_BRIEF, 5,
    "win.tab::medications" },
  { "conditions", N_ ("Current conditions"), FILL_GROUP, KW_GROUP_CONDITIONS_CURRENT,
    KW_SECTION_CONDITIONS, KW_ROW_BRIEF, KW_ROW_BRIEF, 5, "win.section::conditions" },
  { "disagreements", N_ ("Where your hospitals disagree"), FILL_DISAGREEMENTS, 0, KW_SECTION_OTHER,
    KW_ROW_BRIEF, KW_ROW_BRIEF, 4, "win.disagreements" },
  { "results", N_ ("Results outside their range"), FILL_GROUP, KW_GROUP_OUT_OF_RANGE,
    KW_SECTION_LABS, KW_ROW_TEST_CARD, KW_ROW_TEST_SLIM, 3, "win.tab::labs" },
  { "vitals", N_ ("Latest vitals"), FILL_GROUP, KW_GROUP_LATEST_VITALS, KW_SECTION_VITALS,
    KW_ROW_VITAL, KW_ROW_VITAL, 4, "win.section::vitals" },
  { "immunizations", N_ ("Immunizations"), FILL_VACCINES, KW_GROUP_IMMUNIZATIONS,
    KW_SECTION_IMMUNIZATIONS, KW_ROW_BRIEF, KW_ROW_BRIEF, 3, "win.section::immunizations" },
  { "appointments", N_ ("Next appointments"), FILL_SECTION, 0, KW_SECTION_APPOINTMENTS,
    KW_ROW_BRIEF, KW_ROW_BRIEF, 2, "win.section::appointments" },
  { "visits", N_ ("Recent visits"), FILL_GROUP, KW_GROUP_VISITS, KW_SECTION_VISITS, KW_ROW_BRIEF,
    KW_ROW_BRIEF, 2, "win.section::visits" },
  { "documents", N_ ("Recent documents"), FILL_GROUP, KW_GROUP_DOCUMENTS, KW_SECTION_DOCUMENTS,
    KW_ROW_BRIEF, KW_ROW_BRIEF, 2, "win.tab::documents" },
};

/* So many fill the window at first; those below the fold come right after the first frame. */
#define N_FIRST_CARDS 6

struct _KwSummaryView
{
  KwView parent_instance;

  /* Template children. */
  GtkGrid *grid;
  GtkBox *more;

  /* Of the news card. */
  GtkButton *show_all_news;

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
  g_autoptr (GArray) listed = NULL;

  if (cards[i].fill == FILL_NEWS)
    return kw_snapshot_count_changes (snapshot) > 0;
  if (cards[i].fill == FILL_DISAGREEMENTS)
    return self->disagreements != NULL && self->disagreements->len > 0;
  if (cards[i].fill != FILL_SECTION)
    return kw_snapshot_count_group (snapshot, cards[i].group) > 0;
  listed = dup_listed (snapshot, cards[i].section);
  return listed->len > 0;
}

static gboolean
is_shown (KwSummaryView *self, KwSnapshot *snapshot, guint i)
{
  if (cards[i].fill == FILL_ALLERGIES)
    return TRUE;
  if (cards[i].id != NULL && kw_snapshot_is_card_hidden (snapshot, cards[i].id))
    return FALSE;
  return has_rows (self, snapshot, i);
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
seen_cb (KwSummaryView *self)
{
  kw_changes_page_seen (KW_VIEW (self));
}

static GtkWidget *
create_news_footer (KwSummaryView *self)
{
  GtkWidget *footer = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *seen = gtk_button_new_with_label (_ ("I have seen these"));
  GtkLabel *label = GTK_LABEL (gtk_button_get_child (GTK_BUTTON (seen)));

  self->show_all_news = GTK_BUTTON (gtk_button_new_with_label (""));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->show_all_news), "win.changes");
  gtk_widget_add_css_class (GTK_WIDGET (self->show_all_news), "flat");
  gtk_widget_add_css_class (GTK_WIDGET (self->show_all_news), "link-text");
  gtk_label_set_wrap (label, TRUE);
  gtk_label_set_justify (label, GTK_JUSTIFY_CENTER);
  g_signal_connect_swapped (seen, "clicked", G_CALLBACK (seen_cb), self);
  gtk_widget_set_layout_manager (footer, g_object_new (KW_TYPE_PAIR_LAYOUT, NULL));
  gtk_widget_set_halign (GTK_WIDGET (self->show_all_news), GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (footer), GTK_WIDGET (self->show_all_news));
  gtk_box_append (GTK_BOX (footer), seen);
  return footer;
}

/* At most three rows, two when narrow, so that the allergies stay on the first screen. */
static void
fill_news (KwSummaryView *self, KwSnapshot *snapshot, guint i, KwCard *card, gboolean narrow)
{
  const GPtrArray *changes = kw_snapshot_get_changes (snapshot);
  g_autoptr (GArray) indexes = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint n = kw_snapshot_count_changes (snapshot);
  guint limit = narrow ? cards[i].limit - 1 : cards[i].limit;
  g_autofree char *heading = kw_changes_dup_heading (snapshot);
  g_autofree char *count = kw_dup_count (n);
  /* Translators: how many there are. */
  g_autofree char *show_all = g_strdup_printf (_ ("Show all %s"), count);

  for (guint c = 0; c < MIN (changes->len, limit); c++)
    {
      guint32 index;

      if (kw_snapshot_get_index (snapshot, ((KwChange *) g_ptr_array_index (changes, c))->record,
                                 &index))
        g_array_append_val (indexes, index);
    }
  kw_card_set_title (card, heading);
  gtk_button_set_label (self->show_all_news, show_all);
  gtk_widget_set_visible (GTK_WIDGET (self->show_all_news), n > indexes->len);
  kw_card_fill (card, snapshot, indexes, limit, n, cards[i].style);
}

/* Rule A3: the newest dose stands for all of one vaccine. */
static void
fill_vaccines (KwSnapshot *snapshot, guint i, KwCard *card, KwRowStyle style)
{
  const GArray *all = kw_snapshot_get_group (snapshot, cards[i].group);
  g_autoptr (GArray) newest = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint v = 0; v < all->len && newest->len < cards[i].limit; v++)
    {
      guint32 index = g_array_index (all, guint32, v);
      const GArray *same
          = kw_snapshot_get_same_vaccine (snapshot, kw_snapshot_get_record (snapshot, index));

      if (same == NULL || g_array_index (same, guint32, 0) == index)
        g_array_append_val (newest, index);
    }
  kw_card_fill (card, snapshot, newest, cards[i].limit,
                kw_snapshot_count_group (snapshot, cards[i].group), style);
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

  if (!is_shown (self, snapshot, i))
    return;
  switch (cards[i].fill)
    {
    case FILL_NEWS:
      fill_news (self, snapshot, i, card, narrow);
      break;
    case FILL_ALLERGIES:
      fill_allergies (self, snapshot, card);
      break;
    case FILL_MEDICINES:
      fill_medicines (snapshot, i, card, style);
      break;
    case FILL_DISAGREEMENTS:
      fill_disagreements (self, snapshot, i, card);
      break;
    case FILL_VACCINES:
      fill_vaccines (snapshot, i, card, style);
      break;
    case FILL_SECTION:
      fill_section (snapshot, i, card, style);
      break;
    case FILL_GROUP:
      kw_card_fill (card, snapshot, kw_snapshot_get_group (snapshot, cards[i].group),
                    cards[i].limit, kw_snapshot_count_group (snapshot, cards[i].group), style);
      break;
    default:
      g_return_if_reached ();
    }
}

static void
make_card (KwSummaryView *self, guint i)
{
  KwCard *card = KW_CARD (kw_card_new (_ (cards[i].title)));

  self->cards[i] = g_object_ref_sink (GTK_WIDGET (card));
  kw_card_set_show_all (card, cards[i].show_all);
  /* A tab is where a person reads; the Summary is where they look. */
  kw_card_set_calm (card, TRUE);
  if (cards[i].fill == FILL_NEWS)
    kw_card_set_footer (card, create_news_footer (self));
}

static void
fill (KwSummaryView *self, KwSnapshot *snapshot)
{
  gboolean narrow = kw_view_get_narrow (KW_VIEW (self));

  for (guint i = 0; i < self->n_made; i++)
    {
      if (self->cards[i] == NULL)
        make_card (self, i);
      fill_card (self, snapshot, i, narrow);
    }
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->more),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_widget_set_visible (GTK_WIDGET (self->more), kw_view_get_library (KW_VIEW (self)) != NULL);
  place (self);
}

const char *
kw_summary_get_card (guint index, const char **out_title)
{
  for (guint i = 0; i < G_N_ELEMENTS (cards); i++)
    if (cards[i].id != NULL && index-- == 0)
      {
        if (out_title != NULL)
          *out_title = _ (cards[i].title);
        return cards[i].id;
      }
  return NULL;
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
  gtk_widget_class_bind_template_child (widget_class, KwSummaryView, more);
}

static void
kw_summary_view_init (KwSummaryView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  kw_view_set_title (KW_VIEW (self), _ ("Summary"));
  self->n_made = N_FIRST_CARDS;
}
