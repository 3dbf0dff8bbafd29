/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/section-cards.h"

#include <glib/gi18n-lib.h>

#include "library/links.h"

/* Rows of a card; the heading says how many there are. */
#define MAX_ROWS 25

/* How a row of each section is drawn where its day is known from the page. */
static const KwRowStyle styles[KW_N_SECTIONS] = {
  [KW_SECTION_ALLERGIES] = KW_ROW_ALLERGY, [KW_SECTION_CONDITIONS] = KW_ROW_BRIEF,
  [KW_SECTION_MEDICATIONS] = KW_ROW_BRIEF, [KW_SECTION_LABS] = KW_ROW_TEST_SLIM,
  [KW_SECTION_VITALS] = KW_ROW_VITAL,      [KW_SECTION_IMMUNIZATIONS] = KW_ROW_BRIEF,
  [KW_SECTION_PROCEDURES] = KW_ROW_BRIEF,  [KW_SECTION_DOCUMENTS] = KW_ROW_DOCUMENT,
};

static void
append_card (GtkBox *box,
             KwSnapshot *snapshot,
             const char *title,
             const GArray *indexes,
             KwRowStyle style,
             const char *note)
{
  GtkWidget *card = kw_card_new (title);
  g_autofree char *some = NULL;

  kw_card_fill (KW_CARD (card), snapshot, indexes, MAX_ROWS, indexes->len, style);
  if (note == NULL && indexes->len > MAX_ROWS)
    note = some = g_strdup_printf (_ ("The first %u of %u; all of them are in All records."),
                                   (guint) MAX_ROWS, indexes->len);
  if (note != NULL)
    kw_card_set_note (KW_CARD (card), note);
  gtk_box_append (box, card);
}

void
kw_section_cards_clear (GtkBox *box)
{
  g_return_if_fail (GTK_IS_BOX (box));

  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
  gtk_widget_set_visible (GTK_WIDGET (box), FALSE);
}

void
kw_section_cards_append (GtkBox *box, KwSnapshot *snapshot, const GArray *indexes)
{
  g_return_if_fail (GTK_IS_BOX (box));
  g_return_if_fail (snapshot != NULL && indexes != NULL);

  for (KwSection section = 0; section < KW_N_SECTIONS; section++)
    {
      g_autoptr (GArray) of_section = g_array_new (FALSE, FALSE, sizeof (guint32));

      for (guint i = 0; i < indexes->len; i++)
        {
          guint32 index = g_array_index (indexes, guint32, i);
          if (kw_snapshot_get_record (snapshot, index)->section == section)
            g_array_append_val (of_section, index);
        }
      if (of_section->len > 0)
        append_card (box, snapshot, kw_section_get_title (section), of_section, styles[section],
                     NULL);
    }
  gtk_widget_set_visible (GTK_WIDGET (box), gtk_widget_get_first_child (GTK_WIDGET (box)) != NULL);
}

static void
append_words (GtkBox *box, const char *words)
{
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "secondary");
  gtk_box_append (box, label);
}

void
kw_section_cards_append_visit (GtkBox *box, KwSnapshot *snapshot, const KwRecord *visit)
{
  g_return_if_fail (GTK_IS_BOX (box));
  g_return_if_fail (snapshot != NULL && visit != NULL);

  g_autoptr (GArray) linked = kw_links_dup (snapshot, visit);
  g_autoptr (GArray) same_day = kw_links_dup_same_day (snapshot, visit);

  kw_section_cards_append (box, snapshot, linked);
  if (linked->len == 0)
    append_words (box, _ ("Your record does not say what was done at this visit."));
  if (same_day->len > 0)
    {
      g_autofree char *note
          = g_strdup_printf (_ ("Only the date matches. Your record does not say that these "
                                "belong to this visit. %u in all."),
                             same_day->len);
      append_card (box, snapshot, _ ("On the same day"), same_day, KW_ROW_PLAIN, note);
    }
  gtk_widget_set_visible (GTK_WIDGET (box), TRUE);
}
