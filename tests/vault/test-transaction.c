/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Identity and history, one level below the vault, where what the sealed rows hold can be read. */
#include "vault/fixture.h"
#include "vault/transaction.h"

typedef struct
{
  char *dir;
  KwDatabase *db;
  KwVaultKeys keys;
} Store;

static Store
store_new (void)
{
  Store self = { .dir = fixture_new () };
  g_autofree char *path = g_build_filename (self.dir, "vault.db", NULL);
  g_autoptr (GError) error = NULL;

  self.db = kw_database_open (path, TRUE, &error);
  g_assert_no_error (error);
  self.keys.seal = kw_key_new_random ();
  self.keys.name = kw_key_new_random ();
  return self;
}

static void
store_clear (Store *self)
{
  kw_database_close (self->db);
  kw_key_free (self->keys.seal);
  kw_key_free (self->keys.name);
  fixture_remove (self->dir);
  g_free (self->dir);
}

static KwBatch *
batch_new (const char *source_id)
{
  g_autoptr (KwSource) source = kw_source_new (KW_SOURCE_CONNECTION, source_id, "Clinic", NULL);
  KwBatch *batch = kw_batch_new (source_id);

  kw_batch_put_source (batch, source);
  return batch;
}

/* Takes @batch. */
static void
apply (Store *self, KwBatch *batch)
{
  g_autoptr (KwBatch) owned = batch;
  GError *error = NULL;
  g_autoptr (KwTransaction) transaction = kw_transaction_begin (self->db, &self->keys, &error);

  g_assert_no_error (error);
  kw_transaction_apply (transaction, batch, &error);
  g_assert_no_error (error);
  kw_transaction_commit (transaction, &error);
  g_assert_no_error (error);
}

static GPtrArray *
load_segments (Store *self)
{
  GError *error = NULL;
  guint64 version;
  GPtrArray *segments = kw_store_load_root (self->db, &self->keys, &version, &error);
  g_autoptr (GPtrArray) slots = kw_store_load_slots (self->db, &self->keys, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < segments->len; i++)
    {
      kw_store_load_segment (self->db, &self->keys, slots, g_ptr_array_index (segments, i), &error);
      g_assert_no_error (error);
    }
  return segments;
}

static const KwSegmentRow *
find (Store *self, GPtrArray *segments, const char *ref)
{
  guint8 key[KW_ID_SIZE];

  kw_hash_name (self->keys.name, "row", ref, key);
  for (guint i = 0; i < segments->len; i++)
    {
      const KwSegmentRow *row = kw_segment_find (g_ptr_array_index (segments, i), key);

      if (row != NULL)
        return row;
    }
  return NULL;
}

static int
count (Store *self, const char *table)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count (*) FROM %s", table);
  g_autoptr (KwStatement) select = kw_database_prepare (self->db, sql, NULL);
  gboolean failed = FALSE;

  g_assert_true (kw_statement_next (select, &failed, NULL));
  return sqlite3_column_int (select, 0);
}

static void
put (Store *self, const char *text, const char *run, const char *import)
{
  KwBatch *batch = batch_new ("c1");

  kw_batch_set_run (batch, run);
  kw_batch_set_import (batch, import);
  fixture_put (batch, "a", text);
  apply (self, batch);
}

/* The same body changes the run and the imports alone; another one the version and the time. */
static void
test_same_body (void)
{
  Store store = store_new ();
  g_autoptr (GPtrArray) first = NULL;
  g_autoptr (GPtrArray) second = NULL;
  g_autoptr (GPtrArray) third = NULL;
  const KwSegmentRow *a, *b, *c;

  put (&store, "Asthma", "run1", "import1");
  first = load_segments (&store);
  a = find (&store, first, "c1/Condition/a");
  g_assert_cmpuint (a->version, ==, 1);
  g_assert_cmpint (a->history.first_seen, >, 0);
  g_assert_cmpint (a->history.changed_at, ==, a->history.first_seen);

  put (&store, "Asthma", "run2", "import2");
  put (&store, "Asthma", "run2", "import2");
  second = load_segments (&store);
  b = find (&store, second, "c1/Condition/a");
  g_assert_cmpuint (b->version, ==, 1);
  g_assert_cmpstr (b->run, ==, "run2");
  g_assert_cmpuint (b->imports->len, ==, 2);
  g_assert_cmpmem (&a->history, sizeof a->history, &b->history, sizeof b->history);
  g_assert_cmpmem (a->body_hash, KW_ID_SIZE, b->body_hash, KW_ID_SIZE);

  g_usleep (1100000);
  put (&store, "Asthma, severe", "run3", NULL);
  third = load_segments (&store);
  c = find (&store, third, "c1/Condition/a");
  g_assert_cmpuint (c->version, ==, 2);
  g_assert_cmpint (c->history.first_seen, ==, a->history.first_seen);
  g_assert_cmpint (c->history.changed_at, >, a->history.changed_at);
  g_assert_cmpint (count (&store, "row"), ==, 1);
  store_clear (&store);
}

/* No segment has more than 512 rows, and one has rows of one source only. */
static void
test_segments (void)
{
  Store store = store_new ();
  g_autoptr (GPtrArray) segments = NULL;
  guint n = 0;

  for (guint i = 0; i < 6; i++)
    {
      KwBatch *batch = batch_new (i % 2 == 0 ? "c1" : "c2");

      for (guint r = 0; r < 300; r++)
        {
          g_autofree char *id = g_strdup_printf ("r%u-%u", i, r);
          fixture_put_of (batch, batch->source_id, id, "Asthma");
        }
      apply (&store, batch);
    }
  segments = load_segments (&store);
  g_assert_cmpuint (segments->len, ==, 4);
  for (guint i = 0; i < segments->len; i++)
    {
      const KwSegment *segment = g_ptr_array_index (segments, i);

      g_assert_cmpuint (segment->rows->len, <=, KW_SEGMENT_ROWS);
      g_assert_cmpuint (segment->rows->len, ==, segment->n_rows);
      n += segment->n_rows;
    }
  g_assert_cmpuint (n, ==, 1800);
  store_clear (&store);
}

/* An ended type touches the records of its own source and type only. */
static void
test_end_type (void)
{
  Store store = store_new ();
  KwBatch *batch = batch_new ("c1");
  g_autoptr (GPtrArray) segments = NULL;

  kw_batch_set_run (batch, "run1");
  fixture_put_of (batch, "c1", "mine", "Asthma");
  apply (&store, batch);
  batch = batch_new ("c2");
  kw_batch_set_run (batch, "run1");
  fixture_put_of (batch, "c2", "other", "Asthma");
  apply (&store, batch);

  batch = batch_new ("c1");
  kw_batch_set_run (batch, "run2");
  kw_batch_end_type (batch, "Observation");
  apply (&store, batch);
  segments = load_segments (&store);
  g_assert_cmpint (find (&store, segments, "c1/Condition/mine")->history.missing_since, ==, 0);
  g_clear_pointer (&segments, g_ptr_array_unref);

  batch = batch_new ("c1");
  kw_batch_set_run (batch, "run3");
  kw_batch_end_type (batch, "Condition");
  apply (&store, batch);
  segments = load_segments (&store);
  g_assert_cmpint (find (&store, segments, "c1/Condition/mine")->history.missing_since, >, 0);
  g_assert_cmpint (find (&store, segments, "c2/Condition/other")->history.missing_since, ==, 0);
  store_clear (&store);
}

/* With a source goes all of it and nothing of another, also of what the same batch has just put. */
static void
test_remove_source (void)
{
  Store store = store_new ();
  KwBatch *batch = batch_new ("c1");
  g_autoptr (GBytes) bytes = g_bytes_new_static ("%PDF", 4);
  g_autoptr (GPtrArray) segments = NULL;

  fixture_put_of (batch, "c1", "mine", "Asthma");
  kw_batch_put_blob (batch, "c1/Binary/b", 0, NULL, "application/pdf", bytes);
  apply (&store, batch);
  batch = batch_new ("c2");
  fixture_put_of (batch, "c2", "other", "Asthma");
  kw_batch_put_blob (batch, "c2/Binary/b", 0, NULL, "application/pdf", bytes);
  kw_batch_add (batch, KW_OP_REMOVE_SOURCE, "c1");
  apply (&store, batch);

  segments = load_segments (&store);
  g_assert_cmpuint (segments->len, ==, 1);
  g_assert_nonnull (find (&store, segments, "c2/Condition/other"));
  g_assert_cmpint (count (&store, "row"), ==, 1);
  g_assert_cmpint (count (&store, "blob"), ==, 1);
  g_assert_cmpint (count (&store, "segment"), ==, 1);
  g_assert_cmpint (count (&store, "source"), ==, 1);
  store_clear (&store);
}

/* What is not committed was never there. */
/* Only its own source takes a record back, and then nothing of it is left. */
static void
test_remove_record (void)
{
  Store self = store_new ();
  KwBatch *batch = batch_new ("own");
  g_autoptr (GPtrArray) segments = NULL;
  g_autoptr (KwBatch) foreign = NULL;
  g_autoptr (KwTransaction) transaction = NULL;
  GError *error = NULL;

  fixture_put_of (batch, "own", "a", "Asthma");
  fixture_put_of (batch, "own", "b", "Cough");
  apply (&self, batch);
  batch = kw_batch_new ("own");
  kw_batch_remove_record (batch, "own/Condition/a");
  kw_batch_remove_record (batch, "own/Condition/never");
  apply (&self, batch);
  segments = load_segments (&self);
  g_assert_null (find (&self, segments, "own/Condition/a"));
  g_assert_nonnull (find (&self, segments, "own/Condition/b"));

  foreign = batch_new ("c1");
  kw_batch_remove_record (foreign, "own/Condition/b");
  transaction = kw_transaction_begin (self.db, &self.keys, &error);
  g_assert_false (kw_transaction_apply (transaction, foreign, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_clear_pointer (&transaction, kw_transaction_free);
  store_clear (&self);
}

static void
test_rollback (void)
{
  Store store = store_new ();
  g_autoptr (KwBatch) batch = batch_new ("c1");
  g_autoptr (KwTransaction) transaction = NULL;
  GError *error = NULL;

  fixture_put (batch, "a", "Asthma");
  transaction = kw_transaction_begin (store.db, &store.keys, &error);
  g_assert_true (kw_transaction_apply (transaction, batch, &error));
  g_clear_pointer (&transaction, kw_transaction_free);
  g_assert_cmpint (count (&store, "row"), ==, 0);
  g_assert_cmpint (count (&store, "source"), ==, 0);
  g_assert_cmpint (count (&store, "root"), ==, 0);
  store_clear (&store);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/transaction/same-body", test_same_body);
  g_test_add_func ("/transaction/segments", test_segments);
  g_test_add_func ("/transaction/end-type", test_end_type);
  g_test_add_func ("/transaction/remove-source", test_remove_source);
  g_test_add_func ("/transaction/remove-record", test_remove_record);
  g_test_add_func ("/transaction/rollback", test_rollback);
  return g_test_run ();
}
