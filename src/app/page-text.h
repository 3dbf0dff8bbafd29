/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "library/highlight.h"

G_BEGIN_DECLS

/**
 * KwPageText:
 *
 * The words of one page of a PDF, to be read aloud, selected and copied, and the way to the next.
 * Signal "turn" (int): -1 or 1.
 */
#define KW_TYPE_PAGE_TEXT (kw_page_text_get_type ())
G_DECLARE_FINAL_TYPE (KwPageText, kw_page_text, KW, PAGE_TEXT, AdwBin)

/* @text: NULL while it is still read, "" for a page that is a picture. */
void kw_page_text_set_page (KwPageText *self, guint page, guint n, const char *text);
void kw_page_text_set_zoom (KwPageText *self, double zoom);
/* Of KwMark, NULL for none. */
void kw_page_text_set_marks (KwPageText *self, GArray *marks, guint current);

G_END_DECLS
