/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "vault/transaction.h"

#include <string.h>

#include "core/error.h"
#include "core/json-writer.h"

struct _KwTransaction
{
  KwDatabase *db;
  const KwVaultKeys *keys;
  GPtrArray *segments; /* of the root, loaded as they are needed */
  GPtrArray *slots;
  guint64 root_version;
  gint64 now;
  gboolean open;
  int n_changes;     /* of the connection, before this transaction */
  gboolean erased;   /* something was removed: what the log still holds of it must go */
  GHashTable *items; /* of KwOp, borrowed from the batches: only the last of a key is written */
  KwStatement *find_row;
  KwStatement *put_row;
};

KwTransaction *
kw_transaction_begin (KwDatabase *db, const KwVaultKeys *keys, GError **error)
{
  g_autoptr (KwTransaction) self = g_new0 (KwTransaction, 1);

  self->db = db;
  self->keys = keys;
  self->items = g_hash_table_new (g_str_hash, g_str_equal);
  self->now = g_get_real_time () / G_USEC_PER_SEC;
  if (!kw_database_exec (db, "BEGIN IMMEDIATE", error))
    return NULL;
  self->open = TRUE;
  self->n_changes = sqlite3_total_changes (db);
  self->segments = kw_store_load_root (db, keys, &self->root_version, error);
  if (self->segments == NULL)
    return NULL;
  self->slots = kw_store_load_slots (db, keys, error);
  if (self->slots == NULL)
    return NULL;
  self->find_row = kw_database_prepare (db, "SELECT segment FROM row WHERE id = ?", error);
  if (self->find_row == NULL)
    return NULL;
  self->put_row = kw_database_prepare (
      db,
      "INSERT INTO row (id, segment, version, sealed) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO"
      " UPDATE SET segment = excluded.segment, version = excluded.version,"
      " sealed = excluded.sealed",
      error);
  return self->put_row != NULL ? g_steal_pointer (&self) : NULL;
}

void
kw_transaction_free (KwTransaction *self)
{
  g_clear_pointer (&self->find_row, sqlite3_finalize);
  g_clear_pointer (&self->put_row, sqlite3_finalize);
  if (self->open)
    kw_database_exec (self->db, "ROLLBACK", NULL);
  g_clear_pointer (&self->segments, g_ptr_array_unref);
  g_clear_pointer (&self->slots, g_ptr_array_unref);
  g_hash_table_unref (self->items);
  g_free (self);
}

void
kw_transaction_adopt (KwTransaction *self, GPtrArray *known)
{
  for (guint i = 0; i < self->segments->len; i++)
    for (guint k = 0; k < known->len; k++)
      {
        KwSegment *segment = g_ptr_array_index (self->segments, i);
        KwSegment *other = g_ptr_array_index (known, k);

        if (memcmp (segment->id, other->id, KW_ID_SIZE) != 0
            || memcmp (segment->hash, other->hash, KW_ID_SIZE) != 0
            || segment->version != other->version || other->changed)
          continue;
        segment->rows = g_steal_pointer (&other->rows);
        segment->payloads = g_steal_pointer (&other->payloads);
        break;
      }
}

GPtrArray *
kw_transaction_take_segments (KwTransaction *self)
{
  return g_steal_pointer (&self->segments);
}

static gboolean
fail (GError **error, KwError code, const char *what)
{
  g_set_error (error, KW_ERROR, (int) code, "%s", what);
  return FALSE;
}

/* The loaded segment that @id names in the root. */
static KwSegment *
get_segment (KwTransaction *self, const guint8 *id, GError **error)
{
  for (guint i = 0; i < self->segments->len; i++)
    {
      KwSegment *segment = g_ptr_array_index (self->segments, i);

      if (memcmp (segment->id, id, KW_ID_SIZE) == 0)
        return kw_store_load_segment (self->db, self->keys, self->slots, segment, error) ? segment
                                                                                         : NULL;
    }
  fail (error, KW_ERROR_VAULT_DAMAGED, "a record is in a segment that the root does not name");
  return NULL;
}

/* A segment of @slot with room; the newest ones are at the end. */
static KwSegment *
get_open_segment (KwTransaction *self, const KwSlot *slot, GError **error)
{
  KwSegment *segment;

  for (guint i = self->segments->len; i-- > 0;)
    {
      segment = g_ptr_array_index (self->segments, i);
      if (segment->n_rows < KW_SEGMENT_ROWS && memcmp (segment->slot, slot->slot, KW_ID_SIZE) == 0)
        return kw_store_load_segment (self->db, self->keys, self->slots, segment, error) ? segment
                                                                                         : NULL;
    }
  segment = kw_segment_new (slot->slot);
  g_ptr_array_add (self->segments, segment);
  return segment;
}

/* Where the record of @key is, or will be. */
static gboolean
locate (KwTransaction *self,
        const KwSlot *slot,
        const guint8 *key,
        const char *type,
        KwSegment **out_segment,
        KwSegmentRow **out_row,
        GError **error)
{
  guint8 id[KW_ID_SIZE];
  gboolean failed = FALSE, found;

  kw_statement_bind_id (self->find_row, 1, key);
  found = kw_statement_next (self->find_row, &failed, error)
          && kw_statement_get_id (self->find_row, 0, id);
  sqlite3_reset (self->find_row);
  if (failed)
    return FALSE;
  *out_segment = found ? get_segment (self, id, error) : get_open_segment (self, slot, error);
  if (*out_segment == NULL)
    return FALSE;
  *out_row = found ? kw_segment_find (*out_segment, key) : kw_segment_add (*out_segment, key, type);
  if (*out_row == NULL)
    return fail (error, KW_ERROR_VAULT_DAMAGED, "a record is not in its segment");
  return TRUE;
}

static gboolean
put_body (KwTransaction *self,
          const KwSlot *slot,
          const KwSegment *segment,
          const KwSegmentRow *row,
          GBytes *body,
          GError **error)
{
  KwPlace place = { "row", row->key, row->version };
  g_autoptr (GBytes) sealed
      = kw_seal (slot->key, &place, g_bytes_get_data (body, NULL), g_bytes_get_size (body));

  kw_statement_bind_id (self->put_row, 1, row->key);
  kw_statement_bind_id (self->put_row, 2, segment->id);
  sqlite3_bind_int64 (self->put_row, 3, (gint64) row->version);
  kw_statement_bind_bytes (self->put_row, 4, sealed);
  return kw_statement_run (self->put_row, error);
}

static void
note_listed (KwTransaction *self, const KwBatch *batch, KwSegment *segment, KwSegmentRow *row)
{
  if (g_strcmp0 (row->run, batch->run) != 0 || row->history.missing_since != 0)
    {
      g_free (row->run);
      row->run = g_strdup (batch->run);
      row->history.missing_since = 0;
      segment->changed = TRUE;
    }
  if (batch->import != NULL
      && !g_ptr_array_find_with_equal_func (row->imports, batch->import, g_str_equal, NULL))
    {
      g_ptr_array_add (row->imports, g_strdup (batch->import));
      segment->changed = TRUE;
    }
}

void
kw_blob_id (const KwVaultKeys *keys, const char *ref, guint index, guint8 *out_id)
{
  g_autofree char *name = g_strdup_printf ("%s\n%u", ref, index);

  kw_hash_name (keys->name, "blob", name, out_id);
}

static gboolean
put_plain_blob (KwTransaction *self,
                const KwSlot *slot,
                const guint8 *id,
                const char *content_type,
                const char *version,
                GBytes *bytes,
                GError **error)
{
  g_autoptr (GByteArray) plain = g_byte_array_new ();
  g_autoptr (GBytes) sealed = NULL;
  g_autoptr (KwStatement) put = NULL;
  KwPlace place = { "blob", id, kw_store_next_version (self->db, "blob", id) };

  g_byte_array_append (plain, (const guint8 *) content_type, (guint) strlen (content_type) + 1);
  g_byte_array_append (plain, (const guint8 *) version, (guint) strlen (version) + 1);
  g_byte_array_append (plain, g_bytes_get_data (bytes, NULL), (guint) g_bytes_get_size (bytes));
  sealed = kw_seal (slot->key, &place, plain->data, plain->len);
  put = kw_database_prepare (
      self->db, "INSERT OR REPLACE INTO blob (id, slot, version, sealed) VALUES (?, ?, ?, ?)",
      error);
  if (put == NULL)
    return FALSE;
  kw_statement_bind_id (put, 1, id);
  kw_statement_bind_id (put, 2, slot->slot);
  sqlite3_bind_int64 (put, 3, (gint64) place.version);
  kw_statement_bind_bytes (put, 4, sealed);
  return kw_statement_run (put, error);
}

static gboolean
put_blob (KwTransaction *self, const KwBatch *batch, const KwOp *op, GError **error)
{
  const KwSlot *slot = kw_slots_find (self->slots, batch->source_id);
  guint8 id[KW_ID_SIZE];

  if (slot == NULL)
    return fail (error, KW_ERROR_FAILED, "a blob of a source that the vault does not know");
  kw_blob_id (self->keys, op->key, op->index, id);
  return put_plain_blob (self, slot, id, op->type != NULL ? op->type : "",
                         op->version != NULL ? op->version : "", op->value, error);
}

/* What the person saw last stays, beside its source's other bytes, until they have seen what came
 * after it. What a person wrote is no news to them. */
static gboolean
keep_before (KwTransaction *self,
             const KwSlot *slot,
             const KwOp *op,
             const KwSegmentRow *row,
             GError **error)
{
  guint8 id[KW_ID_SIZE];

  if (row->version == 0 || row->payload == NULL || slot->source->kind == KW_SOURCE_OWN
      || g_bytes_equal (row->payload, op->payload))
    return TRUE;
  kw_blob_id (self->keys, op->key, KW_BEFORE_INDEX, id);
  if (kw_store_next_version (self->db, "blob", id) > 1)
    return TRUE;
  return put_plain_blob (self, slot, id, "", "", row->payload, error);
}

static gboolean
put_record (KwTransaction *self, const KwBatch *batch, const KwOp *op, GError **error)
{
  const KwSlot *slot = kw_slots_find (self->slots, batch->source_id);
  guint8 key[KW_ID_SIZE], hash[KW_ID_SIZE];
  KwSegment *segment;
  KwSegmentRow *row;
  GBytes *lasting = op->lasting != NULL ? op->lasting : op->value;
  gboolean same;

  if (slot == NULL)
    return fail (error, KW_ERROR_FAILED, "records of a source that the vault does not know");
  kw_hash_name (self->keys->name, "row", op->key, key);
  kw_hash_bytes (self->keys->name, g_bytes_get_data (lasting, NULL), g_bytes_get_size (lasting),
                 hash);
  if (!locate (self, slot, key, op->type, &segment, &row, error))
    return FALSE;
  same = row->version > 0 && memcmp (row->body_hash, hash, KW_ID_SIZE) == 0;
  note_listed (self, batch, segment, row);
  if (!same && !keep_before (self, slot, op, row, error))
    return FALSE;
  if (!same || row->payload == NULL || !g_bytes_equal (row->payload, op->payload))
    {
      g_clear_pointer (&row->payload, g_bytes_unref);
      row->payload = g_bytes_ref (op->payload);
      segment->changed = TRUE;
    }
  if (same && op->lasting == NULL)
    return TRUE;
  if (!same)
    row->history.changed_at = self->now;
  if (row->version++ == 0)
    row->history.first_seen = self->now;
  memcpy (row->body_hash, hash, KW_ID_SIZE);
  return put_body (self, slot, segment, row, op->value, error);
}

/* Records of the type that this run did not list are kept, with the time since when. */
static gboolean
end_type (KwTransaction *self, const KwBatch *batch, const KwOp *op, GError **error)
{
  const KwSlot *slot = kw_slots_find (self->slots, batch->source_id);

  for (guint i = 0; slot != NULL && i < self->segments->len; i++)
    {
      KwSegment *segment = g_ptr_array_index (self->segments, i);

      if (memcmp (segment->slot, slot->slot, KW_ID_SIZE) != 0)
        continue;
      if (!kw_store_load_segment (self->db, self->keys, self->slots, segment, error))
        return FALSE;
      for (guint r = 0; r < segment->rows->len; r++)
        {
          KwSegmentRow *row = g_ptr_array_index (segment->rows, r);

          if (g_strcmp0 (row->type, op->key) != 0 || g_strcmp0 (row->run, batch->run) == 0
              || row->history.missing_since != 0)
            continue;
          row->history.missing_since = self->now;
          segment->changed = TRUE;
        }
    }
  return TRUE;
}

static gboolean
put_source (KwTransaction *self, const KwOp *op, GError **error)
{
  KwSlot *slot = kw_slots_find (self->slots, op->key);

  if (slot == NULL)
    {
      slot = g_new0 (KwSlot, 1);
      kw_random_id (slot->slot);
      slot->key = kw_key_new_random ();
      g_ptr_array_add (self->slots, slot);
    }
  g_clear_pointer (&slot->source, kw_source_free);
  slot->source = kw_source_copy (op->source);
  return kw_store_put_slot (self->db, self->keys, slot, error);
}

static gboolean
run_with_id (KwTransaction *self, const char *sql, const guint8 *id, GError **error)
{
  g_autoptr (KwStatement) statement = kw_database_prepare (self->db, sql, error);

  if (statement == NULL)
    return FALSE;
  kw_statement_bind_id (statement, 1, id);
  return kw_statement_run (statement, error);
}

/* Only a record of the batch's own source: nobody erases a hospital's by naming it. */
static gboolean
remove_record (KwTransaction *self, const KwBatch *batch, const KwOp *op, GError **error)
{
  const KwSlot *slot = kw_slots_find (self->slots, batch->source_id);
  guint8 key[KW_ID_SIZE], id[KW_ID_SIZE];
  gboolean failed = FALSE, found;
  KwSegment *segment;
  KwSegmentRow *row;

  kw_hash_name (self->keys->name, "row", op->key, key);
  kw_statement_bind_id (self->find_row, 1, key);
  found = kw_statement_next (self->find_row, &failed, error)
          && kw_statement_get_id (self->find_row, 0, id);
  sqlite3_reset (self->find_row);
  if (failed || !found)
    return !failed;
  segment = get_segment (self, id, error);
  if (segment == NULL)
    return FALSE;
  row = kw_segment_find (segment, key);
  if (row == NULL || slot == NULL || memcmp (segment->slot, slot->slot, KW_ID_SIZE) != 0)
    return fail (error, KW_ERROR_VAULT_DAMAGED, "a record to remove is not its source's");
  kw_segment_remove (segment, row);
  self->erased = TRUE;
  return run_with_id (self, "DELETE FROM row WHERE id = ?", key, error);
}

static gboolean
put_segments (KwTransaction *self, GError **error)
{
  for (guint i = 0; i < self->segments->len; i++)
    {
      KwSegment *segment = g_ptr_array_index (self->segments, i);

      if (segment->changed
          && !kw_store_put_segment (self->db, self->keys,
                                    kw_slots_find_by_slot (self->slots, segment->slot), segment,
                                    error))
        return FALSE;
    }
  return TRUE;
}

/* The key goes with the source's own row, and with it everything that it sealed. */
static gboolean
remove_source (KwTransaction *self, const KwOp *op, GError **error)
{
  KwSlot *slot = kw_slots_find (self->slots, op->key);

  if (slot == NULL)
    return TRUE;
  self->erased = TRUE;
  for (guint i = self->segments->len; i-- > 0;)
    {
      KwSegment *segment = g_ptr_array_index (self->segments, i);

      if (memcmp (segment->slot, slot->slot, KW_ID_SIZE) != 0)
        continue;
      if (!run_with_id (self, "DELETE FROM segment WHERE id = ?", segment->id, error))
        return FALSE;
      g_ptr_array_remove_index (self->segments, i);
    }
  /* One walk through the table, and not one for each segment; segments of this transaction that are
   * not written yet have their rows here already and must keep them. */
  if (!put_segments (self, error)
      || !kw_database_exec (self->db,
                            "DELETE FROM row WHERE segment NOT IN (SELECT id FROM segment)", error)
      || !run_with_id (self, "DELETE FROM blob WHERE slot = ?", slot->slot, error)
      || !run_with_id (self, "DELETE FROM source WHERE slot = ?", slot->slot, error))
    return FALSE;
  g_ptr_array_remove (self->slots, slot);
  return TRUE;
}

static gboolean
apply_named (KwTransaction *self, const char *table, const KwOp *op, GError **error)
{
  guint8 id[KW_ID_SIZE];

  kw_hash_name (self->keys->name, table, op->key, id);
  if (op->value == NULL)
    return kw_store_delete (self->db, table, id, error);
  return kw_store_put (self->db, self->keys->seal, table, id, op->value, error);
}

static gboolean
forget_before (KwTransaction *self, const KwOp *op, GError **error)
{
  guint8 id[KW_ID_SIZE];

  kw_blob_id (self->keys, op->key, KW_BEFORE_INDEX, id);
  return run_with_id (self, "DELETE FROM blob WHERE id = ?", id, error);
}

static gboolean
apply_op (KwTransaction *self, const KwBatch *batch, const KwOp *op, GError **error)
{
  switch (op->kind)
    {
    case KW_OP_RECORD:
      return put_record (self, batch, op, error);
    case KW_OP_REMOVE_RECORD:
      return remove_record (self, batch, op, error);
    case KW_OP_BLOB:
      return put_blob (self, batch, op, error);
    case KW_OP_ITEM:
      g_hash_table_replace (self->items, op->key, (gpointer) op);
      return TRUE;
    case KW_OP_SOURCE:
      return put_source (self, op, error);
    case KW_OP_REMOVE_SOURCE:
      return remove_source (self, op, error);
    case KW_OP_CONNECTION:
    case KW_OP_REMOVE_CONNECTION:
      return apply_named (self, "connection", op, error);
    case KW_OP_END_TYPE:
      return end_type (self, batch, op, error);
    case KW_OP_FORGET_BEFORE:
      return forget_before (self, op, error);
    default:
      g_return_val_if_reached (FALSE);
    }
}

gboolean
kw_transaction_apply (KwTransaction *self, const KwBatch *batch, GError **error)
{
  for (guint i = 0; i < batch->ops->len; i++)
    if (!apply_op (self, batch, g_ptr_array_index (batch->ops, i), error))
      return FALSE;
  return TRUE;
}

/* A sync puts where it is with every page; of the pages in one transaction only the last counts. */
static gboolean
put_items (KwTransaction *self, GError **error)
{
  GHashTableIter iter;
  gpointer op;

  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, NULL, &op))
    if (!apply_named (self, "item", op, error))
      return FALSE;
  return TRUE;
}

gboolean
kw_transaction_commit (KwTransaction *self, GError **error)
{
  if (!put_segments (self, error) || !put_items (self, error))
    return FALSE;
  /* Nothing changed: no new version, so that nobody reads everything again, and no write. */
  if (sqlite3_total_changes (self->db) == self->n_changes)
    return TRUE;
  if (!kw_store_put_root (self->db, self->keys, self->segments, self->root_version + 1, error)
      || !kw_database_exec (self->db, "COMMIT", error))
    return FALSE;
  self->open = FALSE;
  if (self->erased)
    kw_database_exec (self->db, "PRAGMA wal_checkpoint (TRUNCATE)", NULL);
  return TRUE;
}
