/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <string.h>

#include "core/document.h"

/* A document as one line a block, so that a test's expectation can be read: "P", "H2", "L1.3"
 * (level 1, number 3), "pre", "hr", "T" with "|" between cells and "/" between rows; "{b:…}" around
 * spans. */

static inline void
dump_text (GString *out, const char *text, const GArray *spans)
{
  static const struct
  {
    KwSpanStyle style;
    char letter;
  } letters[] = { { KW_SPAN_BOLD, 'b' },
                  { KW_SPAN_ITALIC, 'i' },
                  { KW_SPAN_UNDERLINE, 'u' },
                  { KW_SPAN_STRIKE, 's' },
                  { KW_SPAN_MONOSPACE, 'm' } };
  guint done = 0;

  g_assert_true (g_utf8_validate (text, -1, NULL));
  for (guint i = 0; i < spans->len; i++)
    {
      const KwSpan *span = &g_array_index (spans, KwSpan, i);
      g_assert_cmpuint (span->start, <, span->end);
      g_assert_cmpuint (span->end, <=, strlen (text));
      g_string_append_len (out, text + done, span->start - done);
      g_string_append_c (out, '{');
      for (gsize j = 0; j < G_N_ELEMENTS (letters); j++)
        if (span->style & letters[j].style)
          g_string_append_c (out, letters[j].letter);
      g_string_append_c (out, ':');
      g_string_append_len (out, text + span->start, span->end - span->start);
      g_string_append_c (out, '}');
      done = span->end;
    }
  g_string_append (out, text + done);
}

static inline void
dump_table (GString *out, const GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const GPtrArray *row = g_ptr_array_index (rows, i);
      g_string_append (out, i > 0 ? " / " : "T ");
      for (guint j = 0; j < row->len; j++)
        {
          const KwCell *cell = g_ptr_array_index (row, j);
          g_string_append (out, j > 0 ? "|" : "");
          g_string_append (out, cell->header ? "#" : "");
          if (cell->columns > 1)
            g_string_append_printf (out, "%u*", cell->columns);
          dump_text (out, cell->text, cell->spans);
        }
    }
}

static inline char *
dump_document (const KwDocument *document)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < kw_document_get_n_blocks (document); i++)
    {
      const KwBlock *block = kw_document_get_block (document, i);
      g_string_append (out, i > 0 ? "\n" : "");
      switch (block->kind)
        {
        case KW_BLOCK_HEADING:
          g_string_append_printf (out, "H%u ", block->level);
          break;
        case KW_BLOCK_PARAGRAPH:
          g_string_append (out, "P ");
          break;
        case KW_BLOCK_LIST_ITEM:
          g_string_append_printf (out, "L%u.%u ", block->level, block->ordinal);
          break;
        case KW_BLOCK_PREFORMATTED:
          g_string_append (out, "pre ");
          break;
        case KW_BLOCK_TABLE:
          dump_table (out, block->rows);
          break;
        case KW_BLOCK_RULE:
          g_string_append (out, "hr");
          break;
        }
      dump_text (out, block->text, block->spans);
    }
  return g_string_free (out, FALSE);
}

static inline KwDocument *
read_document (const char *bytes, gssize length, const char *type)
{
  g_autoptr (GBytes) input = g_bytes_new (bytes, length < 0 ? strlen (bytes) : (gsize) length);
  g_autoptr (GError) error = NULL;
  KwDocument *document = kw_document_new (input, type, &error);

  g_assert_no_error (error);
  g_assert_nonnull (document);
  return document;
}

typedef struct
{
  const char *name;
  const char *bytes;
  const char *expected;
} DocumentCase;

static inline void
check_document_cases (const DocumentCase *cases, gsize n, const char *type)
{
  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (KwDocument) document = read_document (cases[i].bytes, -1, type);
      g_autofree char *dump = dump_document (document);
      g_test_message ("%s", cases[i].name);
      g_assert_cmpstr (dump, ==, cases[i].expected);
    }
}
