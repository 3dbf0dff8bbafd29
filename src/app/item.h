/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/library.h"

G_BEGIN_DECLS

/**
 * KwItem:
 *
 * One row of a list while it is shown: a record of a snapshot, or a heading. Made when a list asks
 * for it and gone with the row, so that a long record costs nothing.
 */
#define KW_TYPE_ITEM (kw_item_get_type ())
G_DECLARE_FINAL_TYPE (KwItem, kw_item, KW, ITEM, GObject)

KwItem *kw_item_new_record (KwSnapshot *snapshot, const KwRecord *record) G_GNUC_WARN_UNUSED_RESULT;
/* What opens the rest of a section; activating it shows @section. */
KwItem *kw_item_new_more (const char *title, KwSection section) G_GNUC_WARN_UNUSED_RESULT;
KwItem *kw_item_new_heading (const char *title, const char *detail) G_GNUC_WARN_UNUSED_RESULT;

KwSnapshot *kw_item_get_snapshot (KwItem *self);   /* NULL for a heading */
const KwRecord *kw_item_get_record (KwItem *self); /* NULL for a heading */
const char *kw_item_get_heading (KwItem *self);    /* NULL for a record */
const char *kw_item_get_detail (KwItem *self);     /* a heading's count or date, NULL */
gboolean kw_item_get_more (KwItem *self, KwSection *out_section);
/* What found the record, so that its words can be marked; NULL without a search. */
void kw_item_set_found (KwItem *self, KwSearch *search, KwFound *found);
KwSearch *kw_item_get_search (KwItem *self);
const KwFound *kw_item_get_found (KwItem *self);
void kw_item_set_edges (KwItem *self, gboolean first, gboolean last);
gboolean kw_item_is_first (KwItem *self); /* of its group */
gboolean kw_item_is_last (KwItem *self);

G_END_DECLS
