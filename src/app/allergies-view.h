/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/view.h"

G_BEGIN_DECLS

/**
 * KwAllergiesView:
 *
 * Every allergy, then the intolerances, then what was ruled out; above them what the record says or
 * does not say (rules A1, A1b).
 */
#define KW_TYPE_ALLERGIES_VIEW (kw_allergies_view_get_type ())
G_DECLARE_FINAL_TYPE (KwAllergiesView, kw_allergies_view, KW, ALLERGIES_VIEW, KwView)

/* Appends @indexes to @sorted, the severe ones first, otherwise in their order. */
void kw_allergies_append_severe_first (GArray *sorted, KwSnapshot *snapshot, const GArray *indexes);

G_END_DECLS
