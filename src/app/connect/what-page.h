/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/connection.h"

G_BEGIN_DECLS

/**
 * KwWhatPage:
 *
 * What will happen, in words, before anybody signs in; two equal ways to do so. Emits "sign-in"
 * (whether in the person's own browser).
 */
#define KW_TYPE_WHAT_PAGE (kw_what_page_get_type ())
G_DECLARE_FINAL_TYPE (KwWhatPage, kw_what_page, KW, WHAT_PAGE, AdwBin)

void kw_what_page_set (KwWhatPage *self,
                       const char *name,
                       KwConnection *connection,
                       const char *client_id);
/* Makes the person's own browser the first choice, with the reason in one sentence; NULL: two equal
 * ways. The first one takes the focus. */
void kw_what_page_prefer_browser (KwWhatPage *self, const char *reason);
/* What the person left in Advanced; empty, or the program's own redirect, is NULL. */
char *kw_what_page_dup_client_id (KwWhatPage *self) G_GNUC_WARN_UNUSED_RESULT;
char *kw_what_page_dup_redirect (KwWhatPage *self) G_GNUC_WARN_UNUSED_RESULT;
char *kw_what_page_dup_scope (KwWhatPage *self) G_GNUC_WARN_UNUSED_RESULT;
/* "smart-v1", "smart-v2", or NULL: as the server says. */
const char *kw_what_page_get_profile (KwWhatPage *self);

G_END_DECLS
