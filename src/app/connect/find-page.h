/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * KwFindPage:
 *
 * Which hospital: its address, or one of the demo hospitals where there are some. Emits "chosen"
 * (address, name or NULL).
 */
#define KW_TYPE_FIND_PAGE (kw_find_page_get_type ())
G_DECLARE_FINAL_TYPE (KwFindPage, kw_find_page, KW, FIND_PAGE, AdwBin)

void kw_find_page_set_demo_bases (KwFindPage *self, const char *const *bases); /* or NULL */
/* An error about the address, under its entry; NULL takes it away. */
void kw_find_page_set_error (KwFindPage *self, const char *sentence);
void kw_find_page_set_busy (KwFindPage *self, gboolean busy);

G_END_DECLS
