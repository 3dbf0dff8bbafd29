/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/view.h"

G_BEGIN_DECLS

/**
 * KwCorrectionPage:
 *
 * *Ask for a correction…*: a letter to the hospital that recorded something wrong. It names the
 * record as the hospital worded it and has the person's own words; Copy, Print and Save PDF act on
 * it. Keepwell sends it nowhere.
 */
#define KW_TYPE_CORRECTION_PAGE (kw_correction_page_get_type ())
G_DECLARE_FINAL_TYPE (KwCorrectionPage, kw_correction_page, KW, CORRECTION_PAGE, KwView)

KwCorrectionPage *kw_correction_page_new (const char *ref);

G_END_DECLS
