/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/document.h"

G_BEGIN_DECLS

/**
 * KwDocumentBuilder:
 *
 * What the readers of HTML, RTF and text tell what they meet; it makes the blocks. Tables inside
 * tables are laid out one after the other, and blocks inside a cell become lines of it.
 */
typedef struct _KwDocumentBuilder KwDocumentBuilder;

typedef enum
{
  KW_SPACE_COLLAPSE, /* as in HTML: any white space is one space */
  KW_SPACE_KEEP,
} KwSpaceMode;

KwDocumentBuilder *kw_document_builder_new (void) G_GNUC_WARN_UNUSED_RESULT;
void kw_document_builder_free (KwDocumentBuilder *self);

/* The text that follows belongs to a new block of this kind; an empty block leaves no trace. */
void
kw_document_builder_begin (KwDocumentBuilder *self, KwBlockKind kind, guint level, guint ordinal);
void kw_document_builder_end (KwDocumentBuilder *self);
/* The heading of @level that was just ended opens a section; @code may be NULL. */
void kw_document_builder_mark_section (KwDocumentBuilder *self, guint level, const char *code);
void kw_document_builder_add_text (KwDocumentBuilder *self,
                                   const char *text,
                                   gsize length,
                                   KwSpanStyle style,
                                   KwSpaceMode mode);
void kw_document_builder_add_break (KwDocumentBuilder *self);
void kw_document_builder_add_rule (KwDocumentBuilder *self);

void kw_document_builder_begin_table (KwDocumentBuilder *self);
void kw_document_builder_begin_row (KwDocumentBuilder *self);
void kw_document_builder_begin_cell (KwDocumentBuilder *self,
                                     gboolean header,
                                     guint columns,
                                     guint rows);
void kw_document_builder_end_cell (KwDocumentBuilder *self);
void kw_document_builder_end_row (KwDocumentBuilder *self);
void kw_document_builder_end_table (KwDocumentBuilder *self);

KwDocument *kw_document_builder_finish (KwDocumentBuilder *self) G_GNUC_WARN_UNUSED_RESULT;

/* Digits and signs raised or lowered: 10<sup>9</sup> must never read 109. */
char *kw_document_dup_raised (const char *text, gsize length) G_GNUC_WARN_UNUSED_RESULT;
char *kw_document_dup_lowered (const char *text, gsize length) G_GNUC_WARN_UNUSED_RESULT;

/* For the builder only. */
KwDocument *kw_document_take_blocks (GPtrArray *blocks) G_GNUC_WARN_UNUSED_RESULT;
void kw_block_free (KwBlock *block);
void kw_cell_free (KwCell *cell);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwDocumentBuilder, kw_document_builder_free)

G_END_DECLS
