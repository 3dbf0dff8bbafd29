/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/document-builder.h"

#include "document-dump.h"

static void
add (KwDocumentBuilder *builder, const char *text, KwSpanStyle style)
{
  kw_document_builder_add_text (builder, text, strlen (text), style, KW_SPACE_COLLAPSE);
}

static void
check (KwDocumentBuilder *builder, const char *expected)
{
  g_autoptr (KwDocument) document = kw_document_builder_finish (builder);
  g_autofree char *dump = dump_document (document);

  g_assert_cmpstr (dump, ==, expected);
}

static void
test_blocks (void)
{
  g_autoptr (KwDocumentBuilder) builder = kw_document_builder_new ();

  kw_document_builder_begin (builder, KW_BLOCK_HEADING, 2, 0);
  kw_document_builder_begin (builder, KW_BLOCK_HEADING, 3, 0);
  add (builder, "  A \n B  ", KW_SPAN_BOLD);
  kw_document_builder_end (builder);
  add (builder, "rest", 0);
  kw_document_builder_add_rule (builder);
  kw_document_builder_begin (builder, KW_BLOCK_LIST_ITEM, 4000, 7);
  add (builder, "x", 0);
  check (builder, "H3 {b:A B}\nP rest\nhr\nL20.7 x");
}

/* Words between the parts of a table are not lost, and a row or cell without a table is harmless.
 */
static void
test_tables (void)
{
  g_autoptr (KwDocumentBuilder) builder = kw_document_builder_new ();

  kw_document_builder_begin_row (builder);
  kw_document_builder_begin_cell (builder, FALSE, 1, 1);
  add (builder, "stray", 0);
  kw_document_builder_end_cell (builder);
  kw_document_builder_end_row (builder);
  kw_document_builder_begin_table (builder);
  add (builder, "between", 0);
  kw_document_builder_begin_cell (builder, TRUE, 0, 0);
  add (builder, "a", 0);
  kw_document_builder_begin_cell (builder, FALSE, 1, 1);
  add (builder, "b", 0);
  check (builder, "P stray\nP between\nT #a|b");
}

static void
test_moved (void)
{
  g_autofree char *raised = kw_document_dup_raised ("-12th", 5);
  g_autofree char *lowered = kw_document_dup_lowered ("1c", 2);

  g_assert_cmpstr (raised, ==, "⁻¹²th");
  g_assert_cmpstr (lowered, ==, "₁c");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/document-builder/blocks", test_blocks);
  g_test_add_func ("/document-builder/tables", test_tables);
  g_test_add_func ("/document-builder/moved", test_moved);
  return g_test_run ();
}
