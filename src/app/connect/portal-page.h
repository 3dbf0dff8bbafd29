/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "net/vendor.h"

G_BEGIN_DECLS

/**
 * KwPortalPage:
 *
 * The equal way to one's record where Keepwell is not registered: numbered steps to a file from the
 * hospital's portal. Emits "own" when the person has a client id all the same.
 */
#define KW_TYPE_PORTAL_PAGE (kw_portal_page_get_type ())
G_DECLARE_FINAL_TYPE (KwPortalPage, kw_portal_page, KW, PORTAL_PAGE, AdwBin)

void kw_portal_page_set (KwPortalPage *self, const char *hospital, const KwVendor *vendor);

G_END_DECLS
