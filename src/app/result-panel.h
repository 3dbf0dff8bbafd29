/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "library/snapshot.h"

G_BEGIN_DECLS

/**
 * KwResultPanel:
 *
 * What the page of a test says first: the takeaway, the large number line, and the chart over time
 * (rules L1, L5, L12, L14). Empty for everything that is no result.
 */
#define KW_TYPE_RESULT_PANEL (kw_result_panel_get_type ())
G_DECLARE_FINAL_TYPE (KwResultPanel, kw_result_panel, KW, RESULT_PANEL, AdwBin)

void kw_result_panel_set_record (KwResultPanel *self, KwSnapshot *snapshot, const KwRecord *record);

G_END_DECLS
