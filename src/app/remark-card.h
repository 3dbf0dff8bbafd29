/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "library/own-words.h"

G_BEGIN_DECLS

/**
 * KwRemarkCard:
 *
 * *My remark* on one record: what the person says of it, beside the hospital's unchanged words. For
 * a medicine: I take it, differently, not any more since …; otherwise that it is wrong; and a few
 * words. What was typed and not saved stays when another snapshot comes.
 */
#define KW_TYPE_REMARK_CARD (kw_remark_card_get_type ())
G_DECLARE_FINAL_TYPE (KwRemarkCard, kw_remark_card, KW, REMARK_CARD, AdwBin)

KwRemarkCard *kw_remark_card_new (void) G_GNUC_WARN_UNUSED_RESULT;
/* Hidden without a library, and for what the person entered. */
void kw_remark_card_set_record (KwRemarkCard *self,
                                KwLibrary *library,
                                KwSnapshot *snapshot,
                                const KwRecord *record);

G_END_DECLS
