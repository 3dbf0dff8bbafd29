/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * KwStartPage:
 *
 * The first start: three equal choices and one sentence about privacy.
 */
#define KW_TYPE_START_PAGE (kw_start_page_get_type ())
G_DECLARE_FINAL_TYPE (KwStartPage, kw_start_page, KW, START_PAGE, AdwBin)

void kw_start_page_set_narrow (KwStartPage *self, gboolean narrow);

G_END_DECLS
