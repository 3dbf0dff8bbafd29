/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/view.h"

G_BEGIN_DECLS

/**
 * KwDocumentsView:
 *
 * Documents by the day of the visit (rule O4).
 */
#define KW_TYPE_DOCUMENTS_VIEW (kw_documents_view_get_type ())
G_DECLARE_FINAL_TYPE (KwDocumentsView, kw_documents_view, KW, DOCUMENTS_VIEW, KwView)

G_END_DECLS
