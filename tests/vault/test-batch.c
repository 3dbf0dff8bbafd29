/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "vault/batch.h"
#include "vault/fixture.h"

static void
test_counts (void)
{
  g_autoptr (KwBatch) batch = kw_batch_new ("c1");
  g_autoptr (GBytes) value = g_bytes_new_static ("12345", 5);
  gsize size;

  g_assert_cmpuint (kw_batch_get_n_records (batch), ==, 0);
  g_assert_cmpuint (kw_batch_get_size (batch), ==, 0);
  fixture_put (batch, "a", "Asthma");
  size = kw_batch_get_size (batch);
  g_assert_cmpuint (kw_batch_get_n_records (batch), ==, 1);
  g_assert_cmpuint (size, >, strlen ("{\"resourceType\":\"Condition\",\"id\":\"a\"}"));
  kw_batch_put_item (batch, "cursor", value);
  kw_batch_put_blob (batch, "c1/Binary/b", 0, NULL, NULL, value);
  kw_batch_end_type (batch, "Condition");
  g_assert_cmpuint (kw_batch_get_n_records (batch), ==, 1);
  g_assert_cmpuint (kw_batch_get_size (batch), ==, size + 10);
}

/* What is put is kept by value and in order; the caller's own may go. */
static void
test_order (void)
{
  static const KwOpKind kinds[]
      = { KW_OP_SOURCE, KW_OP_RECORD, KW_OP_BLOB, KW_OP_ITEM, KW_OP_END_TYPE };
  g_autoptr (KwBatch) batch = kw_batch_new ("c1");
  KwSource *source = kw_source_new (KW_SOURCE_CONNECTION, "c1", "Clinic", "https://a.example/r4");
  GBytes *value = g_bytes_new ("12345", 5);
  const KwOp *op;

  kw_batch_put_source (batch, source);
  fixture_put (batch, "a", "Asthma");
  kw_batch_put_blob (batch, "c1/Binary/b", 3, NULL, "text/plain", value);
  kw_batch_put_item (batch, "cursor", value);
  kw_batch_end_type (batch, "Condition");
  kw_source_free (source);
  g_bytes_unref (value);

  g_assert_cmpuint (batch->ops->len, ==, G_N_ELEMENTS (kinds));
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    g_assert_cmpint (((KwOp *) g_ptr_array_index (batch->ops, i))->kind, ==, kinds[i]);
  op = g_ptr_array_index (batch->ops, 0);
  g_assert_cmpstr (op->source->name, ==, "Clinic");
  op = g_ptr_array_index (batch->ops, 1);
  g_assert_cmpstr (op->key, ==, "c1/Condition/a");
  g_assert_cmpstr (op->type, ==, "Condition");
  op = g_ptr_array_index (batch->ops, 2);
  g_assert_cmpuint (op->index, ==, 3);
  g_assert_cmpstr (op->type, ==, "text/plain");
  g_assert_cmpuint (g_bytes_get_size (op->value), ==, 5);
}

static void
test_run_and_import (void)
{
  g_autoptr (KwBatch) batch = kw_batch_new ("c1");

  g_assert_null (batch->run);
  kw_batch_set_run (batch, "run1");
  kw_batch_set_run (batch, "run2");
  kw_batch_set_import (batch, "import1");
  g_assert_cmpstr (batch->run, ==, "run2");
  g_assert_cmpstr (batch->import, ==, "import1");
  kw_batch_set_run (batch, NULL);
  g_assert_null (batch->run);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/batch/counts", test_counts);
  g_test_add_func ("/batch/order", test_order);
  g_test_add_func ("/batch/run-and-import", test_run_and_import);
  return g_test_run ();
}
