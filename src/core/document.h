/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  KW_BLOCK_HEADING, /* level 1 to 6 */
  KW_BLOCK_PARAGRAPH,
  KW_BLOCK_LIST_ITEM, /* level is the nesting, from 1; ordinal 0 is a bullet */
  KW_BLOCK_PREFORMATTED,
  KW_BLOCK_TABLE,
  KW_BLOCK_RULE,
} KwBlockKind;

typedef enum
{
  KW_SPAN_BOLD = 1 << 0,
  KW_SPAN_ITALIC = 1 << 1,
  KW_SPAN_UNDERLINE = 1 << 2,
  KW_SPAN_STRIKE = 1 << 3,
  KW_SPAN_MONOSPACE = 1 << 4,
} KwSpanStyle;

/* A styled stretch of a block's text, in bytes. */
typedef struct
{
  guint start;
  guint end;
  KwSpanStyle style;
} KwSpan;

typedef struct
{
  char *text;
  GArray *spans; /* of KwSpan */
  gboolean header;
  guint columns; /* columns it covers, from 1 */
} KwCell;

typedef struct
{
  KwBlockKind kind;
  guint level;
  guint ordinal;
  char *text;      /* plain UTF-8, no markup; "" for tables and rules */
  GArray *spans;   /* of KwSpan */
  GPtrArray *rows; /* a table's rows, each a GPtrArray of KwCell; NULL otherwise */
  char *section;   /* the code of the section that a heading of C-CDA opens, "" for none; or NULL */
} KwBlock;

/**
 * KwDocument:
 *
 * A clinical note as blocks: headings, paragraphs, lists, tables and emphasis, links as text. By
 * construction it holds no script, no style, no picture and no address that could be fetched.
 */
typedef struct _KwDocument KwDocument;

KwDocument *kw_document_ref (KwDocument *self);
void kw_document_unref (KwDocument *self);

/* @content_type as sent, with parameters or NULL: what the bytes are is found from both. */
KwDocument *
kw_document_new (GBytes *bytes, const char *content_type, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* What @bytes really are: "text/html", "application/pdf", "text/rtf", "image/png", … */
const char *kw_document_sniff (GBytes *bytes, const char *content_type);
gboolean kw_document_can_read (const char *sniffed_type);

guint kw_document_get_n_blocks (const KwDocument *self);
const KwBlock *kw_document_get_block (const KwDocument *self, guint index);
char *kw_block_dup_text (const KwBlock *block) G_GNUC_WARN_UNUSED_RESULT;
char *kw_cell_dup_text (const KwCell *cell) G_GNUC_WARN_UNUSED_RESULT;
char *kw_document_dup_text (const KwDocument *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwDocument, kw_document_unref)

G_END_DECLS
