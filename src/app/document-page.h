/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/view.h"

G_BEGIN_DECLS

/**
 * KwDocumentPage:
 *
 * One document: its words, its pages, or the sentence why neither can be shown, with Save.
 */
#define KW_TYPE_DOCUMENT_PAGE (kw_document_page_get_type ())
G_DECLARE_FINAL_TYPE (KwDocumentPage, kw_document_page, KW, DOCUMENT_PAGE, KwView)

KwDocumentPage *kw_document_page_new (const char *ref) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
