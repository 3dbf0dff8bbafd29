/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/document-builder.h"

G_BEGIN_DECLS

typedef enum
{
  KW_RTF_ON_LINE,
  KW_RTF_RAISED_TEXT,
  KW_RTF_LOWERED_TEXT,
} KwRtfRaise;

/**
 * KwRtfOutput:
 *
 * Paragraphs, list items, rows and cells of RTF, which begin with their first word and are ended by
 * control words.
 */
typedef struct
{
  KwDocumentBuilder *builder; /* borrowed */

  /* The paragraph. */
  gboolean in_paragraph;
  guint heading;    /* its level, 0 for none */
  guint list_level; /* from 0 */
  GString *marker;  /* of a list item that has not begun yet */

  /* The row of a table. */
  gboolean in_table;
  gboolean in_row;
  gboolean in_cell;
  guint cell;
  gboolean merged;      /* the cell whose edge comes next */
  GArray *merged_cells; /* of gboolean */
} KwRtfOutput;

void kw_rtf_output_init (KwRtfOutput *self, KwDocumentBuilder *builder);
void kw_rtf_output_clear (KwRtfOutput *self);

void kw_rtf_output_add_words (KwRtfOutput *self,
                              const char *text,
                              gsize length,
                              KwSpanStyle style,
                              KwRtfRaise raise);
void kw_rtf_output_end_paragraph (KwRtfOutput *self);
void kw_rtf_output_begin_row (KwRtfOutput *self);
void kw_rtf_output_add_edge (KwRtfOutput *self);
void kw_rtf_output_end_cell (KwRtfOutput *self);
void kw_rtf_output_end_row (KwRtfOutput *self);

G_END_DECLS
