/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/content.h"

static void
take_block (GPtrArray *blocks, KwReportKind kind, char *text)
{
  g_autofree char *taken = text;
  KwReportBlock *block;

  if (*taken == '\0')
    return;
  block = g_new0 (KwReportBlock, 1);
  block->kind = kind;
  block->text = g_steal_pointer (&taken);
  g_ptr_array_add (blocks, block);
}

static guint
count_columns (const GPtrArray *rows)
{
  guint n = 0;

  for (guint i = 0; i < rows->len; i++)
    n = MAX (n, ((const GPtrArray *) g_ptr_array_index (rows, i))->len);
  return n;
}

/* One more column than paper has room for makes a line of each row: no cell is lost. */
static void
add_lines (GPtrArray *blocks, const GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const GPtrArray *row = g_ptr_array_index (rows, i);
      g_autoptr (GString) line = g_string_new (NULL);

      for (guint c = 0; c < row->len; c++)
        {
          g_autofree char *cell = kw_cell_dup_text (g_ptr_array_index (row, c));

          g_string_append_printf (line, "%s%s", c > 0 ? " · " : "", cell);
        }
      take_block (blocks, KW_REPORT_TEXT, g_strdup (line->str));
    }
}

static void
add_table (GPtrArray *blocks, const GPtrArray *rows)
{
  guint n = count_columns (rows);
  KwReportBlock *table;

  if (n == 0 || n > KW_REPORT_MAX_COLUMNS)
    {
      add_lines (blocks, rows);
      return;
    }
  table = g_new0 (KwReportBlock, 1);
  table->kind = KW_REPORT_TABLE;
  table->n_columns = n;
  table->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  for (guint i = 0; i < rows->len; i++)
    {
      const GPtrArray *row = g_ptr_array_index (rows, i);
      GStrv cells = g_new0 (char *, n + 1);

      for (guint c = 0; c < n; c++)
        {
          table->widths[c] = 1.0 / n;
          cells[c] = c < row->len ? kw_cell_dup_text (g_ptr_array_index (row, c)) : g_strdup ("");
        }
      g_ptr_array_add (table->rows, cells);
    }
  g_ptr_array_add (blocks, table);
}

/* The blocks of a note as pieces of a report: words, headings, tables, and no pictures. */
void
kw_report_add_note (GPtrArray *blocks, const KwDocument *note)
{
  for (guint i = 0; i < kw_document_get_n_blocks (note); i++)
    {
      const KwBlock *block = kw_document_get_block (note, i);

      if (block->kind == KW_BLOCK_TABLE)
        add_table (blocks, block->rows);
      else if (block->kind != KW_BLOCK_RULE)
        take_block (blocks, block->kind == KW_BLOCK_HEADING ? KW_REPORT_SUBHEADING : KW_REPORT_TEXT,
                    kw_block_dup_text (block));
    }
}
