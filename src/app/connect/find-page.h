/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * KwFindPage:
 *
 * Which hospital: by name, place or portal from the lists that were fetched, by its address, or one
 * of the demo hospitals where there are some. Emits "chosen"
 * (address, name or NULL).
 */
#define KW_TYPE_FIND_PAGE (kw_find_page_get_type ())
G_DECLARE_FINAL_TYPE (KwFindPage, kw_find_page, KW, FIND_PAGE, AdwBin)

/* Where the lists of hospitals are kept; loads them. */
void kw_find_page_set_data_dir (KwFindPage *self, const char *data_dir);
void kw_find_page_set_demo_bases (KwFindPage *self, const char *const *bases); /* or NULL */
/* An error about the address, under its entry; NULL takes it away. */
void kw_find_page_set_error (KwFindPage *self, const char *sentence);
/* Puts the keyboard where one types. */
void kw_find_page_focus (KwFindPage *self);
/* Before the page is hidden: an entry that is hidden while it has the focus is never told that it
 * lost it (GTK 4.8). */
void kw_find_page_leave (KwFindPage *self);
void kw_find_page_set_busy (KwFindPage *self, gboolean busy);

G_END_DECLS
