/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "library/library.h"

G_BEGIN_DECLS

/**
 * KwQuestionsCard:
 *
 * My questions: each can be ticked off, changed and removed, and new ones are written here.
 */
#define KW_TYPE_QUESTIONS_CARD (kw_questions_card_get_type ())
G_DECLARE_FINAL_TYPE (KwQuestionsCard, kw_questions_card, KW, QUESTIONS_CARD, AdwBin)

/* @library: NULL where nothing can be written. */
void kw_questions_card_set (KwQuestionsCard *self, KwSnapshot *snapshot, KwLibrary *library);

G_END_DECLS
