/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/record-list.h"
#include "app/row-style.h"

G_BEGIN_DECLS

/**
 * KwRecordPane:
 *
 * A scrolled list of records, or, when there are none, the words that say so. A row opens its
 * record by the window's action. Emits "more" (KwSection) for a row that opens the rest of one.
 */
#define KW_TYPE_RECORD_PANE (kw_record_pane_get_type ())
G_DECLARE_FINAL_TYPE (KwRecordPane, kw_record_pane, KW, RECORD_PANE, AdwBin)

void kw_record_pane_set_list (KwRecordPane *self, KwRecordList *list, KwRowStyle style);
/* What stands there when the list is empty. */
void kw_record_pane_set_empty (KwRecordPane *self,
                               const char *icon_name,
                               const char *title,
                               const char *description);
/* Moves the keys to the record of @ref, or to the first; FALSE when there is none. */
gboolean kw_record_pane_focus (KwRecordPane *self, const char *ref);
/* The first record's ref, NULL when there is none. */
const char *kw_record_pane_get_first_ref (KwRecordPane *self);
/* Puts the row at @position on top. */
void kw_record_pane_jump (KwRecordPane *self, guint position);
void kw_record_pane_set_name (KwRecordPane *self, const char *name);
void kw_record_pane_set_maximum_width (KwRecordPane *self, int width);
/* Says so while the rest of the record is on its way. */
void kw_record_pane_set_loading (KwRecordPane *self);

G_END_DECLS
