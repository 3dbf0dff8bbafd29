/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/person.h"

G_BEGIN_DECLS

/**
 * KwHeader:
 *
 * The header of the window: the person with a menu, the search in the middle, what acts on the
 * page, the menu. While somebody signs in it shows a title and "Cancel" instead. Emits
 * "search-changed", "search-down" for the way into the results, "search-enter" for the best one.
 */
#define KW_TYPE_HEADER (kw_header_get_type ())
G_DECLARE_FINAL_TYPE (KwHeader, kw_header, KW, HEADER, AdwBin)

void kw_header_set_person (KwHeader *self, const KwPerson *person); /* NULL: nobody is open */
/* A title instead of the search; NULL brings the search back. */
void kw_header_set_title (KwHeader *self, const char *title, const char *subtitle);
void kw_header_set_can_cancel (KwHeader *self, gboolean can_cancel);
void kw_header_set_narrow (KwHeader *self, gboolean narrow);
void kw_header_set_search (KwHeader *self, const char *words);
const char *kw_header_get_search (KwHeader *self);
void kw_header_focus_search (KwHeader *self);
void kw_header_clear_search (KwHeader *self);

G_END_DECLS
