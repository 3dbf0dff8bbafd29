/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/viewer.h"
#include "core/document.h"

G_BEGIN_DECLS

/**
 * KwDocumentView:
 *
 * A note as labels that can be selected, copied and read aloud; sections of a C-CDA fold.
 */
#define KW_TYPE_DOCUMENT_VIEW (kw_document_view_get_type ())
G_DECLARE_FINAL_TYPE (KwDocumentView, kw_document_view, KW, DOCUMENT_VIEW, AdwBin)

/* @folded: codes of sections that are closed at first, or NULL. */
GtkWidget *kw_document_view_new (const KwDocument *document, const char *const *folded);
/* The sections by their titles, in order; 0 of them for a note that has none. */
guint kw_document_view_get_n_sections (KwDocumentView *self);
const char *kw_document_view_get_section_title (KwDocumentView *self, guint index);
/* Opens the section and brings it into sight. */
void kw_document_view_show_section (KwDocumentView *self, guint index);
/* Signal "folded" (string code, gboolean folded): a person opened or closed a section. */

G_END_DECLS
