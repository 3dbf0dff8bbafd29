/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/section-row.h"

#include "app/row.h"
#include "app/count.h"
#include "app/state-words.h"

GtkWidget *
kw_section_row_new (KwSnapshot *snapshot, KwSection section)
{
  g_return_val_if_fail (snapshot != NULL, NULL);

  KwRow *row = KW_ROW (kw_row_new ());
  const char *title = kw_section_get_title (section);
  guint n = kw_snapshot_count_section (snapshot, section);
  KwSectionState state = kw_snapshot_get_section_state (snapshot, section);
  g_autofree char *note = kw_snapshot_dup_section_note (snapshot, section);
  g_autofree char *count = kw_dup_count (n);
  const char *words = note;

  if (words == NULL && n == 0)
    words = kw_state_get_words (state);

  kw_row_reset (row);
  kw_row_set_icon (row, kw_section_get_icon_name (section), NULL);
  kw_row_set_text (row, KW_PART_TITLE, title, NULL);
  kw_row_set_text (row, KW_PART_SUBTITLE, words,
                   state == KW_STATE_FAILED || state == KW_STATE_REFUSED ? "outside" : "secondary");
  kw_row_set_text (row, KW_PART_NOTE, n > 0 || state == KW_STATE_EMPTY ? count : "–", NULL);
  g_autofree char *spoken = words != NULL ? g_strdup_printf ("%s, %s, %s", title, count, words)
                                          : g_strdup_printf ("%s, %s", title, count);
  kw_row_set_spoken (row, spoken);
  gtk_widget_add_css_class (GTK_WIDGET (row), "section-row");

  return GTK_WIDGET (row);
}
