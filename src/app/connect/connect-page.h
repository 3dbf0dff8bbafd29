/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/person.h"
#include "vault/vault.h"

G_BEGIN_DECLS

/**
 * KwConnectPage:
 *
 * From a hospital's address to its records on this computer, step by step. Properties "title" and
 * "step" for the header. Emits "done" (uuid of the person to open) and "left" when the person
 * turned away; "idle" whenever no worker runs any more.
 */
#define KW_TYPE_CONNECT_PAGE (kw_connect_page_get_type ())
G_DECLARE_FINAL_TYPE (KwConnectPage, kw_connect_page, KW, CONNECT_PAGE, AdwBin)

void kw_connect_page_set_data_dir (KwConnectPage *self, const char *data_dir);
/* @opened: who is open, or NULL; @demo_bases: the demo hospitals that are known, or NULL. */
void
kw_connect_page_start (KwConnectPage *self, const KwPerson *opened, const char *const *demo_bases);
/* Signs in again for a stored connection; "done" with the person's uuid follows, or "left". */
void
kw_connect_page_again (KwConnectPage *self, KwVault *vault, const char *uuid, const char *name);
void kw_connect_page_stop (KwConnectPage *self);
/* The button "Cancel" of the header: one step back, or out. */
void kw_connect_page_cancel (KwConnectPage *self);
gboolean kw_connect_page_is_busy (KwConnectPage *self);
const char *kw_connect_page_get_title (KwConnectPage *self);
const char *kw_connect_page_get_step (KwConnectPage *self);

G_END_DECLS
