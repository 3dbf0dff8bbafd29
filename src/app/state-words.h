/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/section.h"

G_BEGIN_DECLS

/* What is known of a kind of records, in words: "all that it sent", "nothing there". The word
 * complete is never shown, because hospitals leave things out in silence. */
const char *kw_state_get_words (KwSectionState state);
/* The symbol that stands with the words, and their CSS class (rule G11). */
const char *kw_state_get_symbol (KwSectionState state);
const char *kw_state_get_css_class (KwSectionState state);

G_END_DECLS
