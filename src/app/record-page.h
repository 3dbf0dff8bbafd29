/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/view.h"

G_BEGIN_DECLS

/**
 * KwRecordPage:
 *
 * One record: every fact that it states, where it comes from, what it belongs with; for a result,
 * all results of the same test.
 */
#define KW_TYPE_RECORD_PAGE (kw_record_page_get_type ())
G_DECLARE_FINAL_TYPE (KwRecordPage, kw_record_page, KW, RECORD_PAGE, KwView)

KwRecordPage *kw_record_page_new (const char *ref) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
