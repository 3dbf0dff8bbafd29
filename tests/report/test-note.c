/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "report/content.h"

/* One line a piece: its kind, then its words; the rows of a table by "/". */
static char *
flatten (const GPtrArray *blocks)
{
  static const char *const kinds[] = {
    [KW_REPORT_TITLE] = "title", [KW_REPORT_HEADING] = "heading", [KW_REPORT_SUBHEADING] = "sub",
    [KW_REPORT_TEXT] = "text",   [KW_REPORT_BOLD] = "bold",       [KW_REPORT_SMALL] = "small",
    [KW_REPORT_TABLE] = "table",
  };
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < blocks->len; i++)
    {
      const KwReportBlock *block = g_ptr_array_index (blocks, i);

      g_string_append_printf (out, "%s:%s", kinds[block->kind], block->text ? block->text : "");
      for (guint r = 0; block->rows != NULL && r < block->rows->len; r++)
        {
          g_autofree char *row = g_strjoinv ("|", g_ptr_array_index (block->rows, r));

          g_string_append_printf (out, "%s%s", r > 0 ? "/" : "", row);
        }
      g_string_append_c (out, '\n');
    }
  return g_string_free (out, FALSE);
}

static char *
dup_pieces (const char *html)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (html, strlen (html));
  g_autoptr (KwDocument) note = kw_document_new (bytes, "text/html", NULL);
  g_autoptr (GPtrArray) blocks
      = g_ptr_array_new_with_free_func ((GDestroyNotify) kw_report_block_free);

  kw_report_add_note (blocks, note);
  return flatten (blocks);
}

/* Nothing of a note is lost on paper, and what was crossed out says so. */
static void
test_pieces (void)
{
  g_autofree char *pieces
      = dup_pieces ("<h2>Plan</h2><p>Take <del>10</del> 5 mg</p><hr><ol><li>rest</ol>"
                    "<table><tr><th>Na<th>K<tr><td>140</table>");

  g_assert_cmpstr (pieces, ==,
                   "sub:Plan\ntext:Take [crossed out: 10] 5 mg\ntext:1. rest\n"
                   "table:Na|K/140|\n");
}

static void
test_wide_table (void)
{
  g_autofree char *pieces = dup_pieces ("<table><tr><td>a<td>b<td>c<td>d<td>e<td>f"
                                        "<tr><td>1<td>2<td>3<td>4<td>5<td>6</table>");

  g_assert_cmpstr (pieces, ==, "text:a · b · c · d · e · f\ntext:1 · 2 · 3 · 4 · 5 · 6\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/note/pieces", test_pieces);
  g_test_add_func ("/note/wide-table", test_wide_table);
  return g_test_run ();
}
