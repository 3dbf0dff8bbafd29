/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/view.h"

G_BEGIN_DECLS

/**
 * KwLabsView:
 *
 * Test results, one row a test with its newest value, or report by report in the lab's own order;
 * above them the fixed sentence of rule L18.
 */
#define KW_TYPE_LABS_VIEW (kw_labs_view_get_type ())
G_DECLARE_FINAL_TYPE (KwLabsView, kw_labs_view, KW, LABS_VIEW, KwView)

G_END_DECLS
