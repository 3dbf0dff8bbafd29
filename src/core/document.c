/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/document.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/cda/cda.h"
#include "core/document-builder.h"
#include "core/document-charset.h"
#include "core/error.h"
#include "core/html-reader.h"
#include "core/rtf-reader.h"
#include "core/text-reader.h"

/* A note of this size is no note; libxml2 counts in int. */
#define MAX_BYTES (64 * 1024 * 1024)

struct _KwDocument
{
  gatomicrefcount ref_count;
  GPtrArray *blocks; /* of KwBlock */
};

void
kw_cell_free (KwCell *cell)
{
  g_free (cell->text);
  g_clear_pointer (&cell->spans, g_array_unref);
  g_free (cell);
}

void
kw_block_free (KwBlock *block)
{
  g_free (block->text);
  g_free (block->section);
  g_clear_pointer (&block->spans, g_array_unref);
  g_clear_pointer (&block->rows, g_ptr_array_unref);
  g_free (block);
}

/* For the builder: every block has an array of spans, so that nobody asks for NULL. */
KwDocument *
kw_document_take_blocks (GPtrArray *blocks)
{
  KwDocument *self = g_new0 (KwDocument, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->blocks = blocks;
  for (guint i = 0; i < blocks->len; i++)
    {
      KwBlock *block = g_ptr_array_index (blocks, i);
      if (block->spans == NULL)
        block->spans = g_array_new (FALSE, FALSE, sizeof (KwSpan));
    }
  return self;
}

KwDocument *
kw_document_ref (KwDocument *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
kw_document_unref (KwDocument *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_ptr_array_unref (self->blocks);
  g_free (self);
}

typedef void (*ReadFunc) (KwDocumentBuilder *builder,
                          const char *bytes,
                          gsize length,
                          const char *charset);

static void
read_rtf (KwDocumentBuilder *builder, const char *bytes, gsize length, const char *charset)
{
  (void) charset; /* RTF says it itself, and is ASCII on the wire */
  kw_rtf_read (builder, bytes, length);
}

static const struct
{
  const char *type;
  ReadFunc read;
} readers[] = {
  { "text/html", kw_html_read },          { "application/xhtml+xml", kw_html_read },
  { "application/cda+xml", kw_cda_read }, { "text/rtf", read_rtf },
  { "text/plain", kw_text_read },
};

static ReadFunc
find_reader (const char *type)
{
  for (gsize i = 0; i < G_N_ELEMENTS (readers); i++)
    if (g_strcmp0 (type, readers[i].type) == 0)
      return readers[i].read;
  return NULL;
}

/**
 * kw_document_can_read:
 * @sniffed_type: (nullable): what kw_document_sniff() answered
 *
 * Returns: whether kw_document_new() makes blocks of it
 */
gboolean
kw_document_can_read (const char *sniffed_type)
{
  return find_reader (sniffed_type) != NULL;
}

/**
 * kw_document_new:
 * @bytes: a note as the hospital sent it
 * @content_type: (nullable): what it is said to be, with or without parameters
 *
 * Reads HTML, XHTML, RTF or plain text. What the bytes are decides, not what they are said to be:
 * `<p>5 mg</p>` sent as `text/plain; charset=utf-8` is one paragraph, "5 mg". Damaged markup is
 * read as far as it goes; nothing is fetched and no script is kept.
 *
 * Returns: (transfer full): the note, or `NULL` with %KW_ERROR_EMPTY_FILE, %KW_ERROR_TOO_LARGE or
 *   %KW_ERROR_UNREADABLE
 */
KwDocument *
kw_document_new (GBytes *bytes, const char *content_type, GError **error)
{
  g_return_val_if_fail (bytes != NULL, NULL);

  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  if (length == 0)
    {
      g_set_error_literal (error, KW_ERROR, KW_ERROR_EMPTY_FILE, "The document has no bytes");
      return NULL;
    }
  if (length > MAX_BYTES)
    {
      g_set_error (error, KW_ERROR, KW_ERROR_TOO_LARGE,
                   "The document has %" G_GSIZE_FORMAT " bytes", length);
      return NULL;
    }

  const char *type = kw_document_sniff (bytes, content_type);
  ReadFunc read = find_reader (type);
  if (read == NULL)
    {
      g_set_error (error, KW_ERROR, KW_ERROR_UNREADABLE, "The document is %s", type);
      return NULL;
    }
  g_autoptr (KwDocumentBuilder) builder = kw_document_builder_new ();
  g_autofree char *charset = kw_charset_dup_parameter (content_type);
  read (builder, data, length, charset);
  return kw_document_builder_finish (builder);
}

guint
kw_document_get_n_blocks (const KwDocument *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->blocks->len;
}

/**
 * kw_document_get_block:
 *
 * Returns: (transfer none): the block, which lives as long as the document
 */
const KwBlock *
kw_document_get_block (const KwDocument *self, guint index)
{
  g_return_val_if_fail (self != NULL && index < self->blocks->len, NULL);
  return g_ptr_array_index (self->blocks, index);
}

/* Plain text. */

/* Struck words say so where no line can go through them: "10 mg" that was taken back must not read
 * like the dose. */
static void
append_spanned (GString *out, const char *text, const GArray *spans)
{
  guint done = 0;

  for (guint i = 0; spans != NULL && i < spans->len; i++)
    {
      const KwSpan *span = &g_array_index (spans, KwSpan, i);
      if ((span->style & KW_SPAN_STRIKE) == 0)
        continue;
      g_string_append_len (out, text + done, span->start - done);
      g_autofree char *words = g_strndup (text + span->start, span->end - span->start);
      /* Translators: words that the author of a note crossed out, in a copy without styles. */
      g_string_append_printf (out, _ ("[crossed out: %s]"), g_strstrip (words));
      done = span->end;
    }
  g_string_append (out, text + done);
}

static void
append_table (GString *out, const GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const GPtrArray *row = g_ptr_array_index (rows, i);
      for (guint j = 0; j < row->len; j++)
        {
          const KwCell *cell = g_ptr_array_index (row, j);
          gsize start = out->len;
          append_spanned (out, cell->text, cell->spans);
          for (char *c = out->str + start; *c != '\0'; c++)
            if (*c == '\n')
              *c = ' ';
          g_string_append_c (out, j + 1 < row->len ? '\t' : '\n');
        }
    }
  g_string_truncate (out, out->len - 1);
}

static void
append_block (GString *out, const KwBlock *block)
{
  switch (block->kind)
    {
    case KW_BLOCK_TABLE:
      append_table (out, block->rows);
      break;
    case KW_BLOCK_LIST_ITEM:
      for (guint i = 1; i < block->level; i++)
        g_string_append (out, "  ");
      if (block->ordinal > 0)
        g_string_append_printf (out, "%u. ", block->ordinal);
      else
        g_string_append (out, "• ");
      append_spanned (out, block->text, block->spans);
      break;
    case KW_BLOCK_HEADING:
    case KW_BLOCK_PARAGRAPH:
    case KW_BLOCK_PREFORMATTED:
      append_spanned (out, block->text, block->spans);
      break;
    case KW_BLOCK_RULE:
      break;
    }
}

/**
 * kw_block_dup_text:
 * @block: a block
 *
 * Returns: (transfer full): its words with the mark of a list, and what was crossed out called so
 */
char *
kw_block_dup_text (const KwBlock *block)
{
  GString *out = g_string_new (NULL);

  append_block (out, block);
  return g_string_free (out, FALSE);
}

/**
 * kw_cell_dup_text:
 * @cell: a cell of a table
 *
 * Returns: (transfer full): its words, and what was crossed out called so
 */
char *
kw_cell_dup_text (const KwCell *cell)
{
  GString *out = g_string_new (NULL);

  append_spanned (out, cell->text, cell->spans);
  return g_string_free (out, FALSE);
}

/**
 * kw_document_dup_text:
 *
 * The words of the note, for search, copying and the terminal: blocks parted by an empty line,
 * cells by a tab.
 *
 * Returns: (transfer full): UTF-8, "" for a note without words
 */
char *
kw_document_dup_text (const KwDocument *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  GString *out = g_string_new (NULL);
  const KwBlock *previous = NULL;
  for (guint i = 0; i < self->blocks->len; i++)
    {
      const KwBlock *block = g_ptr_array_index (self->blocks, i);
      if (block->kind == KW_BLOCK_RULE)
        continue;
      gboolean in_list = previous != NULL && previous->kind == KW_BLOCK_LIST_ITEM
                         && block->kind == KW_BLOCK_LIST_ITEM;
      if (previous != NULL)
        g_string_append (out, in_list ? "\n" : "\n\n");
      append_block (out, block);
      previous = block;
    }
  return g_string_free (out, FALSE);
}
