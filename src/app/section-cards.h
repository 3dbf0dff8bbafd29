/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/card.h"

G_BEGIN_DECLS

/* Cards of a record's page for what belongs with it, in a box of their own. */
void kw_section_cards_clear (GtkBox *box);
/* One for each section of @indexes, in the order of the sections. */
void kw_section_cards_append (GtkBox *box, KwSnapshot *snapshot, const GArray *indexes);
/* Everything at @visit, and apart from it what only has the same date. */
void kw_section_cards_append_visit (GtkBox *box, KwSnapshot *snapshot, const KwRecord *visit);

G_END_DECLS
