/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/rtf-output.h"

#include <string.h>

void
kw_rtf_output_init (KwRtfOutput *self, KwDocumentBuilder *builder)
{
  *self = (KwRtfOutput){ .builder = builder,
                         .marker = g_string_new (NULL),
                         .merged_cells = g_array_new (FALSE, TRUE, sizeof (gboolean)) };
}

void
kw_rtf_output_clear (KwRtfOutput *self)
{
  g_string_free (self->marker, TRUE);
  g_array_unref (self->merged_cells);
}

static gboolean
is_merged (KwRtfOutput *self, guint cell)
{
  return cell < self->merged_cells->len && g_array_index (self->merged_cells, gboolean, cell);
}

static void
begin_cell (KwRtfOutput *self)
{
  guint columns = 1;

  if (self->in_cell)
    return;
  while (is_merged (self, self->cell + columns))
    columns++;
  kw_document_builder_begin_cell (self->builder, FALSE, columns, 1);
  self->in_cell = TRUE;
}

/* "3." is an ordinal; every other marker but a sign stays in the text. */
static void
begin_item (KwRtfOutput *self)
{
  g_autofree char *marker = g_strdup (g_strstrip (self->marker->str));
  char *rest = NULL;
  guint64 ordinal = g_ascii_strtoull (marker, &rest, 10);
  gboolean is_number = g_ascii_isdigit (*marker) && (strcmp (rest, ".") == 0 || *rest == '\0');
  gboolean is_letter = g_ascii_isalnum (*marker) && !is_number;

  kw_document_builder_begin (self->builder, is_letter ? KW_BLOCK_PARAGRAPH : KW_BLOCK_LIST_ITEM,
                             self->list_level + 1, is_number ? (guint) MIN (ordinal, 99999) : 0);
  if (is_letter)
    {
      g_autofree char *lead = g_strconcat (marker, " ", NULL);
      kw_document_builder_add_text (self->builder, lead, strlen (lead), 0, KW_SPACE_KEEP);
    }
  g_string_truncate (self->marker, 0);
}

static void
begin_paragraph (KwRtfOutput *self)
{
  if (self->in_row)
    begin_cell (self);
  else if (self->in_table)
    {
      kw_document_builder_end_table (self->builder);
      self->in_table = FALSE;
    }
  if (self->in_paragraph)
    return;
  self->in_paragraph = TRUE;
  if (self->marker->len > 0)
    begin_item (self);
  else
    kw_document_builder_begin (
        self->builder, self->heading > 0 ? KW_BLOCK_HEADING : KW_BLOCK_PARAGRAPH, self->heading, 0);
}

void
kw_rtf_output_add_words (KwRtfOutput *self,
                         const char *text,
                         gsize length,
                         KwSpanStyle style,
                         KwRtfRaise raise)
{
  g_autofree char *moved = NULL;

  if (raise == KW_RTF_RAISED_TEXT)
    moved = kw_document_dup_raised (text, length);
  else if (raise == KW_RTF_LOWERED_TEXT)
    moved = kw_document_dup_lowered (text, length);
  begin_paragraph (self);
  kw_document_builder_add_text (self->builder, moved != NULL ? moved : text,
                                moved != NULL ? strlen (moved) : length, style, KW_SPACE_KEEP);
}

void
kw_rtf_output_end_paragraph (KwRtfOutput *self)
{
  if (!self->in_row)
    kw_document_builder_end (self->builder);
  self->in_paragraph = FALSE;
}

/* Word repeats the definition of a row before its end: the edges are taken again, the cells stay.
 */
void
kw_rtf_output_begin_row (KwRtfOutput *self)
{
  g_array_set_size (self->merged_cells, 0);
  self->merged = FALSE;
  if (self->in_row)
    return;
  if (!self->in_table)
    kw_document_builder_begin_table (self->builder);
  self->in_table = TRUE;
  kw_document_builder_begin_row (self->builder);
  self->in_row = TRUE;
  self->in_paragraph = FALSE;
  self->cell = 0;
}

void
kw_rtf_output_add_edge (KwRtfOutput *self)
{
  g_array_append_val (self->merged_cells, self->merged);
  self->merged = FALSE;
}

void
kw_rtf_output_end_cell (KwRtfOutput *self)
{
  if (!self->in_row)
    return;
  if (!self->in_cell && !is_merged (self, self->cell))
    begin_cell (self);
  if (self->in_cell)
    kw_document_builder_end_cell (self->builder);
  self->in_cell = FALSE;
  self->in_paragraph = FALSE;
  self->cell++;
}

void
kw_rtf_output_end_row (KwRtfOutput *self)
{
  if (!self->in_row)
    return;
  if (self->in_cell)
    kw_rtf_output_end_cell (self);
  kw_document_builder_end_row (self->builder);
  self->in_row = FALSE;
  self->in_paragraph = FALSE;
}
