/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/record-list.h"
#include "app/row-style.h"

G_BEGIN_DECLS

/**
 * KwCard:
 *
 * A card of the Summary or of a record's page: a heading with its count, a few rows, a sentence
 * beneath. A row opens its record by the window's action.
 */
#define KW_TYPE_CARD (kw_card_get_type ())
G_DECLARE_FINAL_TYPE (KwCard, kw_card, KW, CARD, AdwBin)

GtkWidget *kw_card_new (const char *title) G_GNUC_WARN_UNUSED_RESULT;
void kw_card_set_title (KwCard *self, const char *title);
/* Rule L19: grave things and news of notes by their kind only. */
void kw_card_set_calm (KwCard *self, gboolean calm);
/* What stands below everything else; sinks the reference. */
void kw_card_set_footer (KwCard *self, GtkWidget *footer);
/* The button "Show all" activates @detailed_action, "win.tab::labs"; NULL: no button. */
void kw_card_set_show_all (KwCard *self, const char *detailed_action);
/* The first @limit rows of @indexes (guint32); @count is how many there are. */
void kw_card_fill (KwCard *self,
                   KwSnapshot *snapshot,
                   const GArray *indexes,
                   guint limit,
                   guint count,
                   KwRowStyle style);
/* All of @indexes, @first of them at once and the others by a button beneath: a row costs its
 * drawing, and nobody looks at thousands. */
void kw_card_fill_by_steps (KwCard *self,
                            KwSnapshot *snapshot,
                            const GArray *indexes,
                            guint first,
                            KwRowStyle style);
void kw_card_set_note (KwCard *self, const char *note);

G_END_DECLS
