/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "vault/store.h"

#include <string.h>

#include "core/error.h"
#include "core/json-writer.h"

static const guint8 root_id[KW_ID_SIZE] = { 1 };

static gboolean
damaged (GError **error, const char *what)
{
  g_set_error (error, KW_ERROR, KW_ERROR_VAULT_DAMAGED, "%s", what);
  return FALSE;
}

void
kw_slot_free (KwSlot *self)
{
  g_clear_pointer (&self->key, kw_key_free);
  g_clear_pointer (&self->source, kw_source_free);
  g_free (self);
}

/* The names of tables and their id columns are ours and fixed; nothing from outside is in the text.
 */
static KwStatement *
prepare (KwDatabase *db, const char *format, const char *table, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (format, "TABLE", -1);
  g_auto (GStrv) with_id = NULL;
  g_autofree char *named = g_strjoinv (table, parts);
  g_autofree char *sql = NULL;

  with_id = g_strsplit (named, "ID", -1);
  sql = g_strjoinv (g_str_equal (table, "source") ? "slot" : "id", with_id);
  return kw_database_prepare (db, sql, error);
}

/* Opens the row that @statement stands on: version in column 0, sealed in column 1. */
static GBytes *
unseal_current (KwStatement *statement,
                const KwKey *key,
                const char *table,
                const guint8 *id,
                GError **error)
{
  KwPlace place = { table, id, (guint64) sqlite3_column_int64 (statement, 0) };

  return kw_unseal (key, &place, sqlite3_column_blob (statement, 1),
                    (gsize) sqlite3_column_bytes (statement, 1), error);
}

GBytes *
kw_store_get (KwDatabase *db, const KwKey *key, const char *table, const guint8 *id, GError **error)
{
  g_autoptr (KwStatement) select
      = prepare (db, "SELECT version, sealed FROM TABLE WHERE ID = ?", table, error);
  gboolean failed = FALSE;

  if (select == NULL)
    return NULL;
  kw_statement_bind_id (select, 1, id);
  if (!kw_statement_next (select, &failed, error))
    return NULL;
  return unseal_current (select, key, table, id, error);
}

guint64
kw_store_next_version (KwDatabase *db, const char *table, const guint8 *id)
{
  g_autoptr (KwStatement) select
      = prepare (db, "SELECT version FROM TABLE WHERE ID = ?", table, NULL);
  gboolean failed = FALSE;

  if (select == NULL)
    return 1;
  kw_statement_bind_id (select, 1, id);
  if (!kw_statement_next (select, &failed, NULL))
    return 1;
  return (guint64) sqlite3_column_int64 (select, 0) + 1;
}

gboolean
kw_store_put (KwDatabase *db,
              const KwKey *key,
              const char *table,
              const guint8 *id,
              GBytes *value,
              GError **error)
{
  KwPlace place = { table, id, kw_store_next_version (db, table, id) };
  g_autoptr (GBytes) sealed
      = kw_seal (key, &place, g_bytes_get_data (value, NULL), g_bytes_get_size (value));
  g_autoptr (KwStatement) put = prepare (
      db,
      "INSERT INTO TABLE (ID, version, sealed) VALUES (?, ?, ?) ON CONFLICT (ID) DO UPDATE"
      " SET version = excluded.version, sealed = excluded.sealed",
      table, error);

  if (put == NULL)
    return FALSE;
  kw_statement_bind_id (put, 1, id);
  sqlite3_bind_int64 (put, 2, (gint64) place.version);
  kw_statement_bind_bytes (put, 3, sealed);
  return kw_statement_run (put, error);
}

gboolean
kw_store_delete (KwDatabase *db, const char *table, const guint8 *id, GError **error)
{
  g_autoptr (KwStatement) statement = prepare (db, "DELETE FROM TABLE WHERE ID = ?", table, error);

  if (statement == NULL)
    return FALSE;
  kw_statement_bind_id (statement, 1, id);
  return kw_statement_run (statement, error);
}

GPtrArray *
kw_store_list (KwDatabase *db, const KwKey *key, const char *table, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (KwStatement) select
      = prepare (db, "SELECT version, sealed, ID FROM TABLE ORDER BY rowid", table, error);
  gboolean failed = FALSE;

  while (select != NULL && kw_statement_next (select, &failed, error))
    {
      guint8 id[KW_ID_SIZE] = { 0 };
      GBytes *plain;

      kw_statement_get_id (select, 2, id);
      plain = unseal_current (select, key, table, id, error);
      if (plain == NULL)
        return NULL;
      g_ptr_array_add (list, plain);
    }
  return select == NULL || failed ? NULL : g_steal_pointer (&list);
}

static KwSlot *
read_slot (GBytes *plain, const guint8 *id, guint64 version)
{
  g_autoptr (KwJson) json = kw_json_new (plain, G_MAXUINT32, NULL);
  const KwJsonNode *root = json != NULL ? kw_json_get_root (json) : NULL;
  KwSource *source = kw_source_new_from_json (kw_json_node_get_member (root, "source"));
  guint8 key[KW_KEY_SIZE];
  KwSlot *slot = g_new0 (KwSlot, 1);

  slot->source = source;
  if (source == NULL || !kw_id_from_hex (kw_json_string_at (root, "key.0"), key)
      || !kw_id_from_hex (kw_json_string_at (root, "key.1"), key + KW_ID_SIZE))
    {
      kw_slot_free (slot);
      return NULL;
    }
  memcpy (slot->slot, id, KW_ID_SIZE);
  slot->version = version;
  slot->key = kw_key_new (key);
  kw_vault_wipe (key, sizeof key);
  return slot;
}

GPtrArray *
kw_store_load_slots (KwDatabase *db, const KwVaultKeys *keys, GError **error)
{
  g_autoptr (GPtrArray) slots = g_ptr_array_new_with_free_func ((GDestroyNotify) kw_slot_free);
  g_autoptr (KwStatement) select
      = kw_database_prepare (db, "SELECT version, sealed, slot FROM source ORDER BY rowid", error);
  gboolean failed = FALSE;

  while (select != NULL && kw_statement_next (select, &failed, error))
    {
      guint8 id[KW_ID_SIZE] = { 0 };
      g_autoptr (GBytes) plain = NULL;
      KwSlot *slot;

      kw_statement_get_id (select, 2, id);
      plain = unseal_current (select, keys->seal, "source", id, error);
      if (plain == NULL)
        return NULL;
      slot = read_slot (plain, id, (guint64) sqlite3_column_int64 (select, 0));
      if (slot == NULL)
        {
          damaged (error, "a source does not parse");
          return NULL;
        }
      g_ptr_array_add (slots, slot);
    }
  return select == NULL || failed ? NULL : g_steal_pointer (&slots);
}

gboolean
kw_store_put_slot (KwDatabase *db, const KwVaultKeys *keys, KwSlot *slot, GError **error)
{
  g_autoptr (KwJsonWriter) writer = kw_json_writer_new (FALSE);
  g_autofree char *first = kw_id_to_hex (kw_key_get (slot->key));
  g_autofree char *second = kw_id_to_hex (kw_key_get (slot->key) + KW_ID_SIZE);
  g_autoptr (GBytes) source = kw_source_to_json (slot->source);
  g_autoptr (GBytes) plain = NULL;

  kw_json_writer_begin_object (writer);
  kw_json_writer_name (writer, "key");
  kw_json_writer_begin_array (writer);
  kw_json_writer_string (writer, first);
  kw_json_writer_string (writer, second);
  kw_json_writer_end_array (writer);
  kw_json_writer_name (writer, "source");
  kw_json_writer_raw (writer, g_bytes_get_data (source, NULL), (gssize) g_bytes_get_size (source));
  kw_json_writer_end_object (writer);
  plain = kw_json_writer_end (writer);
  kw_vault_wipe (first, strlen (first));
  kw_vault_wipe (second, strlen (second));
  return kw_store_put (db, keys->seal, "source", slot->slot, plain, error);
}

KwSlot *
kw_slots_find (GPtrArray *slots, const char *source_id)
{
  for (guint i = 0; i < slots->len; i++)
    {
      KwSlot *slot = g_ptr_array_index (slots, i);

      if (g_strcmp0 (slot->source->id, source_id) == 0)
        return slot;
    }
  return NULL;
}

KwSlot *
kw_slots_find_by_slot (GPtrArray *slots, const guint8 *id)
{
  for (guint i = 0; i < slots->len; i++)
    {
      KwSlot *slot = g_ptr_array_index (slots, i);

      if (memcmp (slot->slot, id, KW_ID_SIZE) == 0)
        return slot;
    }
  return NULL;
}

guint64
kw_store_get_version (KwDatabase *db)
{
  g_autoptr (KwStatement) select = kw_database_prepare (db, "SELECT version FROM root", NULL);
  gboolean failed = FALSE;

  if (select == NULL || !kw_statement_next (select, &failed, NULL))
    return 0;
  return (guint64) sqlite3_column_int64 (select, 0);
}

/* The ids and versions of the small tables, as the root binds them: a row of theirs that is missing
 * or older than the root is seen. */
static gboolean
hash_small_tables (KwDatabase *db, const KwVaultKeys *keys, guint8 *out_hash, GError **error)
{
  static const char *const tables[] = { "source", "connection", "item" };
  g_autoptr (GByteArray) all = g_byte_array_new ();
  gboolean failed = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autoptr (KwStatement) select
          = prepare (db, "SELECT ID, version FROM TABLE ORDER BY ID", tables[i], error);

      if (select == NULL)
        return FALSE;
      g_byte_array_append (all, (const guint8 *) tables[i], (guint) strlen (tables[i]) + 1);
      while (kw_statement_next (select, &failed, error))
        {
          guint64 version = GUINT64_TO_LE ((guint64) sqlite3_column_int64 (select, 1));
          guint8 id[KW_ID_SIZE] = { 0 };

          kw_statement_get_id (select, 0, id);
          g_byte_array_append (all, id, sizeof id);
          g_byte_array_append (all, (const guint8 *) &version, sizeof version);
        }
    }
  kw_hash_bytes (keys->name, all->data, all->len, out_hash);
  return !failed;
}

/* A vault that was created and never written has no root, and then nothing else either. */
static GPtrArray *
empty_root (KwDatabase *db, GError **error)
{
  g_autoptr (KwStatement) select = kw_database_prepare (
      db,
      "SELECT 1 WHERE EXISTS (SELECT 1 FROM source) OR EXISTS (SELECT 1 FROM connection)"
      " OR EXISTS (SELECT 1 FROM item) OR EXISTS (SELECT 1 FROM segment)"
      " OR EXISTS (SELECT 1 FROM row) OR EXISTS (SELECT 1 FROM blob)",
      error);
  gboolean failed = FALSE;

  if (select == NULL)
    return NULL;
  if (kw_statement_next (select, &failed, error))
    damaged (error, "the root is missing");
  else if (!failed)
    return g_ptr_array_new_with_free_func ((GDestroyNotify) kw_segment_free);
  return NULL;
}

/* To be called inside a transaction, so that all of it is of one moment. */
GPtrArray *
kw_store_load_root (KwDatabase *db, const KwVaultKeys *keys, guint64 *out_version, GError **error)
{
  g_autoptr (KwStatement) select
      = kw_database_prepare (db, "SELECT version, sealed FROM root", error);
  g_autoptr (GPtrArray) segments = NULL;
  g_autoptr (GBytes) plain = NULL;
  guint8 named[KW_ID_SIZE], found[KW_ID_SIZE];
  gboolean failed = FALSE;

  *out_version = 0;
  if (select == NULL)
    return NULL;
  if (!kw_statement_next (select, &failed, error))
    return failed ? NULL : empty_root (db, error);
  *out_version = (guint64) sqlite3_column_int64 (select, 0);
  plain = unseal_current (select, keys->seal, "root", root_id, error);
  segments = plain != NULL ? kw_root_from_bytes (plain, named, error) : NULL;
  if (segments == NULL || !hash_small_tables (db, keys, found, error))
    return NULL;
  if (memcmp (named, found, KW_ID_SIZE) == 0)
    return g_steal_pointer (&segments);
  damaged (error, "sources, connections or items are not the ones that the root names");
  return NULL;
}

gboolean
kw_store_put_root (KwDatabase *db,
                   const KwVaultKeys *keys,
                   GPtrArray *segments,
                   guint64 version,
                   GError **error)
{
  KwPlace place = { "root", root_id, version };
  g_autoptr (GBytes) plain = NULL;
  g_autoptr (GBytes) sealed = NULL;
  g_autoptr (KwStatement) put = kw_database_prepare (
      db, "INSERT OR REPLACE INTO root (id, version, sealed) VALUES (1, ?, ?)", error);
  guint8 hash[KW_ID_SIZE];

  if (put == NULL || !hash_small_tables (db, keys, hash, error))
    return FALSE;
  plain = kw_root_to_bytes (segments, hash);
  sealed = kw_seal (keys->seal, &place, g_bytes_get_data (plain, NULL), g_bytes_get_size (plain));
  sqlite3_bind_int64 (put, 1, (gint64) version);
  kw_statement_bind_bytes (put, 2, sealed);
  return kw_statement_run (put, error);
}

static gboolean
load_current_segment (KwStatement *select,
                      const KwVaultKeys *keys,
                      const KwSlot *slot,
                      KwSegment *segment,
                      GError **error)
{
  guint8 hash[KW_ID_SIZE];
  g_autoptr (GBytes) plain = NULL;

  kw_hash_bytes (keys->name, sqlite3_column_blob (select, 1),
                 (gsize) sqlite3_column_bytes (select, 1), hash);
  if ((guint64) sqlite3_column_int64 (select, 0) != segment->version
      || memcmp (hash, segment->hash, KW_ID_SIZE) != 0)
    return damaged (error, "a segment is not the one that the root names");
  plain = unseal_current (select, slot->key, "segment", segment->id, error);
  return plain != NULL && kw_segment_load (segment, plain, error);
}

gboolean
kw_store_load_segment (KwDatabase *db,
                       const KwVaultKeys *keys,
                       GPtrArray *slots,
                       KwSegment *segment,
                       GError **error)
{
  const KwSlot *slot = kw_slots_find_by_slot (slots, segment->slot);
  g_autoptr (KwStatement) select = NULL;
  gboolean failed = FALSE;

  if (segment->rows != NULL)
    return TRUE;
  if (slot == NULL)
    return damaged (error, "a segment belongs to no source");
  select = kw_database_prepare (db, "SELECT version, sealed FROM segment WHERE id = ?", error);
  if (select == NULL)
    return FALSE;
  kw_statement_bind_id (select, 1, segment->id);
  if (!kw_statement_next (select, &failed, error))
    return !failed && damaged (error, "a segment that the root names is missing");
  return load_current_segment (select, keys, slot, segment, error);
}

gboolean
kw_store_put_segment (KwDatabase *db,
                      const KwVaultKeys *keys,
                      const KwSlot *slot,
                      KwSegment *segment,
                      GError **error)
{
  KwPlace place = { "segment", segment->id, ++segment->version };
  g_autoptr (GBytes) plain = kw_segment_to_bytes (segment);
  g_autoptr (GBytes) sealed
      = kw_seal (slot->key, &place, g_bytes_get_data (plain, NULL), g_bytes_get_size (plain));
  g_autoptr (KwStatement) put = kw_database_prepare (
      db,
      "INSERT INTO segment (id, version, sealed) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE"
      " SET version = excluded.version, sealed = excluded.sealed",
      error);

  if (put == NULL)
    return FALSE;
  kw_hash_bytes (keys->name, g_bytes_get_data (sealed, NULL), g_bytes_get_size (sealed),
                 segment->hash);
  kw_statement_bind_id (put, 1, segment->id);
  sqlite3_bind_int64 (put, 2, (gint64) place.version);
  kw_statement_bind_bytes (put, 3, sealed);
  segment->changed = FALSE;
  return kw_statement_run (put, error);
}
