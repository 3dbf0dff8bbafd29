/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/view.h"

G_BEGIN_DECLS

/**
 * KwMedicationsView:
 *
 * Medicines in the five groups of rule M10; what is ordered not to be taken stands above them.
 */
#define KW_TYPE_MEDICATIONS_VIEW (kw_medications_view_get_type ())
G_DECLARE_FINAL_TYPE (KwMedicationsView, kw_medications_view, KW, MEDICATIONS_VIEW, KwView)

G_END_DECLS
