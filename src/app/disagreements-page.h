/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/view.h"

G_BEGIN_DECLS

/**
 * KwDisagreementsPage:
 *
 * Where the hospitals of one person disagree: what each of them says, side by side, and that
 * nobody here knows which is right. Facts without advice.
 */
#define KW_TYPE_DISAGREEMENTS_PAGE (kw_disagreements_page_get_type ())
G_DECLARE_FINAL_TYPE (KwDisagreementsPage, kw_disagreements_page, KW, DISAGREEMENTS_PAGE, KwView)

KwDisagreementsPage *kw_disagreements_page_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
