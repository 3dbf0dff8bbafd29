/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/view.h"

G_BEGIN_DECLS

/**
 * KwPreparePage:
 *
 * One or two sheets for a visit: the person's questions, what changed since the last visit, current
 * medicines with the person's remarks, and what a clinician looks for first.
 */
#define KW_TYPE_PREPARE_PAGE (kw_prepare_page_get_type ())
G_DECLARE_FINAL_TYPE (KwPreparePage, kw_prepare_page, KW, PREPARE_PAGE, KwView)

KwPreparePage *kw_prepare_page_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
