/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/view.h"

G_BEGIN_DECLS

/**
 * KwAllRecordsView:
 *
 * Every section with its count and state in words at the side, its records by year beside it.
 */
#define KW_TYPE_ALL_RECORDS_VIEW (kw_all_records_view_get_type ())
G_DECLARE_FINAL_TYPE (KwAllRecordsView, kw_all_records_view, KW, ALL_RECORDS_VIEW, KwView)

void kw_all_records_view_set_section (KwAllRecordsView *self, KwSection section);

G_END_DECLS
