/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "vault/reader.h"

#include <string.h>

#include "core/error.h"
#include "vault/transaction.h"

/* What the manifests say of one body: where its payload is, and which version of it is the one. */
typedef struct
{
  guint8 key[KW_ID_SIZE];
  guint64 version;
  const KwSegment *segment;
} Entry;

struct _KwReader
{
  KwDatabase *db;
  const KwVaultKeys *keys; /* borrowed from the vault */
  /* Of the root of @version; read again when another one stands there. */
  gboolean known;
  guint64 version;
  GPtrArray *segments;
  GPtrArray *slots;
  GHashTable *entries; /* set of Entry, of the segments whose manifest was read */
  GHashTable *read;    /* set of those KwSegments */
};

static guint
entry_hash (gconstpointer data)
{
  guint hash;

  memcpy (&hash, ((const Entry *) data)->key, sizeof hash);
  return hash;
}

static gboolean
entry_equal (gconstpointer a, gconstpointer b)
{
  return memcmp (((const Entry *) a)->key, ((const Entry *) b)->key, KW_ID_SIZE) == 0;
}

KwReader *
kw_reader_new (const char *path, const KwVaultKeys *keys, GError **error)
{
  KwDatabase *db = kw_database_open (path, FALSE, error);
  KwReader *self;

  if (db == NULL)
    return NULL;
  self = g_new0 (KwReader, 1);
  self->db = db;
  self->keys = keys;
  self->entries = g_hash_table_new_full (entry_hash, entry_equal, g_free, NULL);
  self->read = g_hash_table_new (NULL, NULL);
  return self;
}

static void
forget (KwReader *self)
{
  self->known = FALSE;
  g_hash_table_remove_all (self->entries);
  g_hash_table_remove_all (self->read);
  g_clear_pointer (&self->segments, g_ptr_array_unref);
  g_clear_pointer (&self->slots, g_ptr_array_unref);
}

void
kw_reader_free (KwReader *self)
{
  forget (self);
  g_hash_table_unref (self->entries);
  g_hash_table_unref (self->read);
  kw_database_close (self->db);
  g_free (self);
}

guint64
kw_reader_get_version (KwReader *self)
{
  return kw_store_get_version (self->db);
}

static gboolean
learn_root (KwReader *self, GError **error)
{
  if (self->known && kw_store_get_version (self->db) == self->version)
    return TRUE;
  forget (self);
  self->segments = kw_store_load_root (self->db, self->keys, &self->version, error);
  if (self->segments != NULL)
    self->slots = kw_store_load_slots (self->db, self->keys, error);
  self->known = self->slots != NULL;
  return self->known;
}

gboolean
kw_reader_begin (KwReader *self, GError **error)
{
  if (!kw_database_exec (self->db, "BEGIN", error))
    return FALSE;
  if (learn_root (self, error))
    return TRUE;
  kw_reader_end (self);
  return FALSE;
}

void
kw_reader_end (KwReader *self)
{
  kw_database_exec (self->db, "COMMIT", NULL);
}

GBytes *
kw_reader_get_item (KwReader *self, const char *table, const char *name, GError **error)
{
  guint8 id[KW_ID_SIZE];

  kw_hash_name (self->keys->name, table, name, id);
  return kw_store_get (self->db, self->keys->seal, table, id, error);
}

GPtrArray *
kw_reader_list (KwReader *self, const char *table, GError **error)
{
  return kw_store_list (self->db, self->keys->seal, table, error);
}

GPtrArray *
kw_reader_list_sources (KwReader *self)
{
  GPtrArray *sources = g_ptr_array_new_with_free_func ((GDestroyNotify) kw_source_free);

  for (guint i = 0; i < self->slots->len; i++)
    {
      const KwSlot *slot = g_ptr_array_index (self->slots, i);

      g_ptr_array_add (sources, kw_source_copy (slot->source));
    }
  return sources;
}

static gboolean
damaged (GError **error, const char *what)
{
  g_set_error (error, KW_ERROR, KW_ERROR_VAULT_DAMAGED, "%s", what);
  return FALSE;
}

/* Keeps of a loaded segment what is asked later, 32 bytes a record, and drops the payloads. */
static void
keep_manifest (KwReader *self, KwSegment *segment)
{
  gboolean first = g_hash_table_add (self->read, segment);

  for (guint i = 0; first && i < segment->rows->len; i++)
    {
      const KwSegmentRow *row = g_ptr_array_index (segment->rows, i);
      Entry *entry = g_new (Entry, 1);

      memcpy (entry->key, row->key, KW_ID_SIZE);
      entry->version = row->version;
      entry->segment = segment;
      g_hash_table_add (self->entries, entry);
    }
  kw_segment_unload (segment);
}

static gboolean
add_rows (GPtrArray *index, const KwSegment *segment, GError **error)
{
  g_autoptr (KwJson) json = kw_json_new (segment->payloads, G_MAXUINT32, NULL);
  const KwJsonNode *payloads = json != NULL ? kw_json_get_root (json) : NULL;
  const KwJsonNode *payload = kw_json_node_get_first (payloads);

  if (kw_json_node_get_length (payloads) != segment->rows->len)
    return damaged (error, "the payloads are not those of the rows");
  for (guint i = 0; i < segment->rows->len; i++, payload = kw_json_node_get_next (payload))
    {
      const KwSegmentRow *row = g_ptr_array_index (segment->rows, i);
      KwIndexRow *added;

      if (kw_json_node_get_kind (payload) != KW_JSON_OBJECT)
        return damaged (error, "a payload is no object");
      added = g_new0 (KwIndexRow, 1);
      added->record = kw_record_read (payload);
      added->history = row->history;
      g_ptr_array_add (index, added);
    }
  return TRUE;
}

GPtrArray *
kw_reader_load_index (KwReader *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) index = g_ptr_array_new_with_free_func ((GDestroyNotify) kw_index_row_free);

  for (guint i = 0; i < self->segments->len; i++)
    {
      KwSegment *segment = g_ptr_array_index (self->segments, i);
      gboolean good;

      if (g_cancellable_set_error_if_cancelled (cancellable, error)
          || !kw_store_load_segment (self->db, self->keys, self->slots, segment, error))
        return NULL;
      good = add_rows (index, segment, error);
      keep_manifest (self, segment);
      if (!good)
        return NULL;
    }
  return g_steal_pointer (&index);
}

static gboolean
read_manifest (KwReader *self, KwSegment *segment, GError **error)
{
  if (g_hash_table_contains (self->read, segment))
    return TRUE;
  if (!kw_store_load_segment (self->db, self->keys, self->slots, segment, error))
    return FALSE;
  keep_manifest (self, segment);
  return TRUE;
}

/* What the manifests say of @key. The row names its segment, which makes it one segment to read and
 * not all; a row that is gone may still be in any of them. */
static gboolean
find_entry (KwReader *self,
            const guint8 *key,
            const guint8 *segment_id,
            const Entry **out,
            GError **error)
{
  Entry wanted = { 0 };

  memcpy (wanted.key, key, KW_ID_SIZE);
  for (guint i = 0; i < self->segments->len; i++)
    {
      KwSegment *segment = g_ptr_array_index (self->segments, i);

      if ((segment_id == NULL || memcmp (segment->id, segment_id, KW_ID_SIZE) == 0)
          && !read_manifest (self, segment, error))
        return FALSE;
    }
  *out = g_hash_table_lookup (self->entries, &wanted);
  return TRUE;
}

/* Opens the row that @select stands on, when it is the version that its manifest names. */
static GBytes *
unseal_body (KwReader *self, KwStatement *select, const guint8 *key, GError **error)
{
  guint8 segment[KW_ID_SIZE] = { 0 };
  KwPlace place = { "row", key, (guint64) sqlite3_column_int64 (select, 0) };
  const Entry *entry = NULL;
  const KwSlot *slot;

  kw_statement_get_id (select, 2, segment);
  if (!find_entry (self, key, segment, &entry, error))
    return NULL;
  slot = entry != NULL ? kw_slots_find_by_slot (self->slots, entry->segment->slot) : NULL;
  if (slot == NULL || entry->version != place.version
      || memcmp (entry->segment->id, segment, KW_ID_SIZE) != 0)
    {
      damaged (error, "a body is not the one that its segment names");
      return NULL;
    }
  return kw_unseal (slot->key, &place, sqlite3_column_blob (select, 1),
                    (gsize) sqlite3_column_bytes (select, 1), error);
}

GBytes *
kw_reader_load_body (KwReader *self, const char *ref, GError **error)
{
  g_autoptr (KwStatement) select = kw_database_prepare (
      self->db, "SELECT version, sealed, segment FROM row WHERE id = ?", error);
  guint8 key[KW_ID_SIZE];
  const Entry *entry = NULL;
  gboolean failed = FALSE;

  if (select == NULL)
    return NULL;
  kw_hash_name (self->keys->name, "row", ref, key);
  kw_statement_bind_id (select, 1, key);
  if (kw_statement_next (select, &failed, error))
    return unseal_body (self, select, key, error);
  if (failed || !find_entry (self, key, NULL, &entry, error))
    return NULL;
  if (entry != NULL)
    damaged (error, "a body is missing");
  else
    g_set_error_literal (error, KW_ERROR, KW_ERROR_NO_SUCH_RECORD, "no such record in the vault");
  return NULL;
}

GBytes *
kw_reader_load_blob (KwReader *self, const char *ref, guint index, GError **error)
{
  g_autoptr (KwStatement) select = kw_database_prepare (
      self->db, "SELECT version, sealed, slot FROM blob WHERE id = ?", error);
  guint8 id[KW_ID_SIZE], slot_id[KW_ID_SIZE] = { 0 };
  KwPlace place = { "blob", id, 0 };
  gboolean failed = FALSE;
  const KwSlot *slot;

  kw_blob_id (self->keys, ref, index, id);
  if (select == NULL)
    return NULL;
  kw_statement_bind_id (select, 1, id);
  if (!kw_statement_next (select, &failed, error))
    return NULL;
  place.version = (guint64) sqlite3_column_int64 (select, 0);
  kw_statement_get_id (select, 2, slot_id);
  slot = kw_slots_find_by_slot (self->slots, slot_id);
  if (slot == NULL)
    {
      damaged (error, "a blob belongs to no source");
      return NULL;
    }
  return kw_unseal (slot->key, &place, sqlite3_column_blob (select, 1),
                    (gsize) sqlite3_column_bytes (select, 1), error);
}
