/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "vault/vault.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "core/error.h"
#include "vault/keyring.h"
#include "vault/transaction.h"
#include "vault/writer.h"

#define PERSON "person"

struct _KwVault
{
  GObject parent_instance;

  char *data_dir;
  char *uuid;
  KwVaultKeys keys;
  KwWriter *writer;
  GMutex lock; /* of @reader */
  KwDatabase *reader;
};

G_DEFINE_FINAL_TYPE (KwVault, kw_vault, G_TYPE_OBJECT)

static char *
dup_folder (const char *data_dir, const char *uuid)
{
  return g_build_filename (data_dir, "people", uuid, NULL);
}

static char *
dup_path (const char *data_dir, const char *uuid)
{
  return g_build_filename (data_dir, "people", uuid, "vault.db", NULL);
}

static gboolean
fail_system (GError **error, const char *what)
{
  int number = errno;

  g_set_error (error, KW_ERROR, number == ENOSPC ? KW_ERROR_DISK_FULL : KW_ERROR_UNREADABLE,
               "%s: %s", what, g_strerror (number));
  return FALSE;
}

static KwVault *
open_with_key (const char *data_dir, const char *uuid, const KwKey *key, GError **error)
{
  g_autoptr (KwVault) self = g_object_new (KW_TYPE_VAULT, NULL);
  g_autofree char *path = dup_path (data_dir, uuid);

  self->data_dir = g_strdup (data_dir);
  self->uuid = g_strdup (uuid);
  self->keys.seal = kw_key_derive (key, "seal");
  self->keys.name = kw_key_derive (key, "name");
  self->reader = kw_database_open (path, FALSE, error);
  if (self->reader == NULL)
    return NULL;
  self->writer = kw_writer_new (path, &self->keys, error);
  return self->writer != NULL ? g_steal_pointer (&self) : NULL;
}

static KwKey *
load_key (const char *uuid, GError **error)
{
  g_autoptr (GBytes) bytes = kw_keyring_load_vault_key (uuid, error);
  KwKey *key;

  if (bytes == NULL)
    {
      if (error != NULL && *error == NULL)
        g_set_error_literal (error, KW_ERROR, KW_ERROR_VAULT_LOCKED,
                             "the keyring has no key of this vault");
      return NULL;
    }
  if (g_bytes_get_size (bytes) != KW_KEY_SIZE)
    {
      g_set_error_literal (error, KW_ERROR, KW_ERROR_VAULT_DAMAGED, "the key has a wrong size");
      return NULL;
    }
  key = kw_key_new (g_bytes_get_data (bytes, NULL));
  return key;
}

/**
 * kw_vault_create:
 * @data_dir: where Keepwell keeps everything
 * @person: who it is about; without uuid it gets one
 * @error: return location
 *
 * Makes a vault with a random key, which goes to the keyring before anything is written. Blocks.
 *
 * Returns: (transfer full) (nullable): the open vault
 */
KwVault *
kw_vault_create (const char *data_dir, const KwPerson *person, GError **error)
{
  g_autofree char *uuid = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *path = NULL;
  g_autoptr (KwKey) key = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (KwPerson) named = NULL;
  g_autoptr (KwDatabase) db = NULL;
  g_autoptr (KwVault) self = NULL;

  g_return_val_if_fail (data_dir != NULL && person != NULL, NULL);

  uuid = person->uuid != NULL ? g_strdup (person->uuid) : g_uuid_string_random ();
  folder = dup_folder (data_dir, uuid);
  path = dup_path (data_dir, uuid);
  key = kw_key_new_random ();
  bytes = g_bytes_new (kw_key_get (key), KW_KEY_SIZE);
  if (!kw_keyring_store_vault_key (uuid, bytes, error))
    return NULL;
  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      fail_system (error, "folder");
      return NULL;
    }
  db = kw_database_open (path, TRUE, error);
  self = db != NULL ? open_with_key (data_dir, uuid, key, error) : NULL;
  if (self == NULL)
    return NULL;
  named = kw_person_copy (person);
  g_free (named->uuid);
  named->uuid = g_strdup (uuid);
  return kw_vault_set_person (self, named, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * kw_vault_open:
 * @data_dir: where Keepwell keeps everything
 * @person_uuid: whose vault
 * @error: return location
 *
 * Blocks for the keyring and the disk. A root that does not open is KW_ERROR_VAULT_DAMAGED here and
 * not at the first record.
 *
 * Returns: (transfer full) (nullable): the open vault
 */
KwVault *
kw_vault_open (const char *data_dir, const char *person_uuid, GError **error)
{
  g_autofree char *path = NULL;
  g_autoptr (KwKey) key = NULL;
  g_autoptr (KwVault) self = NULL;
  g_autoptr (GPtrArray) root = NULL;
  g_autoptr (GError) local = NULL;
  guint64 version;

  g_return_val_if_fail (data_dir != NULL && person_uuid != NULL, NULL);

  path = dup_path (data_dir, person_uuid);
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error_literal (error, KW_ERROR, KW_ERROR_NO_SUCH_PERSON, "no vault of that id");
      return NULL;
    }
  key = load_key (person_uuid, &local);
  if (key == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  self = open_with_key (data_dir, person_uuid, key, error);
  if (self == NULL)
    return NULL;
  root = kw_store_load_root (self->reader, &self->keys, &version, error);
  return root != NULL ? g_steal_pointer (&self) : NULL;
}

/**
 * kw_vault_delete:
 * @data_dir: where Keepwell keeps everything
 * @person_uuid: whose vault
 * @error: return location
 *
 * Without its key a vault is noise, so the key goes first; then the files. Blocks.
 *
 * Returns: whether nothing of it is left
 */
gboolean
kw_vault_delete (const char *data_dir, const char *person_uuid, GError **error)
{
  g_autofree char *folder = NULL;
  g_autoptr (GDir) dir = NULL;
  const char *name;

  g_return_val_if_fail (data_dir != NULL && person_uuid != NULL, FALSE);

  if (!kw_keyring_clear_vault_key (person_uuid, error))
    return FALSE;
  folder = dup_folder (data_dir, person_uuid);
  dir = g_dir_open (folder, 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_unlink (path) != 0)
        return fail_system (error, "file");
    }
  return g_rmdir (folder) == 0 || errno == ENOENT || fail_system (error, "folder");
}

static int
compare_strings (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

GStrv
kw_vault_list (const char *data_dir)
{
  g_autoptr (GPtrArray) uuids = g_ptr_array_new ();
  g_autofree char *people = NULL;
  g_autoptr (GDir) dir = NULL;
  const char *name;

  g_return_val_if_fail (data_dir != NULL, NULL);

  people = g_build_filename (data_dir, "people", NULL);
  dir = g_dir_open (people, 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = dup_path (data_dir, name);

      if (g_uuid_string_is_valid (name) && g_file_test (path, G_FILE_TEST_EXISTS))
        g_ptr_array_add (uuids, g_strdup (name));
    }
  g_ptr_array_sort (uuids, compare_strings);
  g_ptr_array_add (uuids, NULL);
  return (GStrv) g_ptr_array_free (g_steal_pointer (&uuids), FALSE);
}

const char *
kw_vault_get_person_uuid (KwVault *self)
{
  g_return_val_if_fail (KW_IS_VAULT (self), NULL);

  return self->uuid;
}

const char *
kw_vault_get_data_dir (KwVault *self)
{
  g_return_val_if_fail (KW_IS_VAULT (self), NULL);

  return self->data_dir;
}

/**
 * kw_vault_get_version:
 * @self: a vault
 *
 * Returns: a number that grows with every commit of any program; 0 before the first
 */
guint64
kw_vault_get_version (KwVault *self)
{
  g_autoptr (KwStatement) select = NULL;
  guint64 version = 0;
  gboolean failed = FALSE;

  g_return_val_if_fail (KW_IS_VAULT (self), 0);

  g_mutex_lock (&self->lock);
  select = kw_database_prepare (self->reader, "SELECT version FROM root", NULL);
  if (select != NULL && kw_statement_next (select, &failed, NULL))
    version = (guint64) sqlite3_column_int64 (select, 0);
  g_clear_pointer (&select, sqlite3_finalize);
  g_mutex_unlock (&self->lock);
  return version;
}

static GBytes *
get_named (KwVault *self, const char *table, const char *name, GError **error)
{
  guint8 id[KW_ID_SIZE];
  GBytes *value;

  kw_hash_name (self->keys.name, table, name, id);
  g_mutex_lock (&self->lock);
  value = kw_store_get (self->reader, self->keys.seal, table, id, error);
  g_mutex_unlock (&self->lock);
  return value;
}

static gboolean
commit_one (KwVault *self, KwOpKind kind, const char *key, GBytes *value, GError **error)
{
  KwBatch *batch = kw_batch_new (NULL);
  KwOp *op = kw_batch_add (batch, kind, key);

  op->value = value != NULL ? g_bytes_ref (value) : NULL;
  return kw_vault_commit (self, batch, error);
}

KwPerson *
kw_vault_dup_person (KwVault *self, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (KwJson) json = NULL;

  g_return_val_if_fail (KW_IS_VAULT (self), NULL);

  bytes = kw_vault_get_item (self, PERSON, error);
  if (bytes == NULL)
    {
      if (error != NULL && *error == NULL)
        g_set_error_literal (error, KW_ERROR, KW_ERROR_VAULT_DAMAGED, "the vault names nobody");
      return NULL;
    }
  json = kw_json_new (bytes, G_MAXUINT32, error);
  return json != NULL ? kw_person_new_from_json (kw_json_get_root (json)) : NULL;
}

gboolean
kw_vault_set_person (KwVault *self, const KwPerson *person, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;

  g_return_val_if_fail (KW_IS_VAULT (self) && person != NULL, FALSE);

  bytes = kw_person_to_json (person);
  return kw_vault_put_item (self, PERSON, bytes, error);
}

GPtrArray *
kw_vault_list_sources (KwVault *self, GError **error)
{
  g_autoptr (GPtrArray) slots = NULL;
  GPtrArray *sources;

  g_return_val_if_fail (KW_IS_VAULT (self), NULL);

  g_mutex_lock (&self->lock);
  slots = kw_store_load_slots (self->reader, &self->keys, error);
  g_mutex_unlock (&self->lock);
  if (slots == NULL)
    return NULL;
  sources = g_ptr_array_new_with_free_func ((GDestroyNotify) kw_source_free);
  for (guint i = 0; i < slots->len; i++)
    g_ptr_array_add (sources, kw_source_copy (((KwSlot *) g_ptr_array_index (slots, i))->source));
  return sources;
}

gboolean
kw_vault_put_source (KwVault *self, const KwSource *source, GError **error)
{
  KwBatch *batch;

  g_return_val_if_fail (KW_IS_VAULT (self) && source != NULL, FALSE);

  batch = kw_batch_new (source->id);
  kw_batch_put_source (batch, source);
  return kw_vault_commit (self, batch, error);
}

/**
 * kw_vault_remove_source:
 * @self: a vault
 * @source_id: the source
 * @error: return location
 *
 * Removes the source's data key and everything that it sealed, also from the write-ahead log.
 *
 * Returns: whether it is gone
 */
gboolean
kw_vault_remove_source (KwVault *self, const char *source_id, GError **error)
{
  g_return_val_if_fail (KW_IS_VAULT (self) && source_id != NULL, FALSE);

  return commit_one (self, KW_OP_REMOVE_SOURCE, source_id, NULL, error);
}

GPtrArray *
kw_vault_list_connections (KwVault *self, GError **error)
{
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GPtrArray) connections
      = g_ptr_array_new_with_free_func ((GDestroyNotify) kw_connection_unref);

  g_return_val_if_fail (KW_IS_VAULT (self), NULL);

  g_mutex_lock (&self->lock);
  rows = kw_store_list (self->reader, self->keys.seal, "connection", error);
  g_mutex_unlock (&self->lock);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      g_autoptr (KwJson) json = kw_json_new (g_ptr_array_index (rows, i), G_MAXUINT32, error);
      KwConnection *connection
          = json != NULL ? kw_connection_new_from_json (kw_json_get_root (json), error) : NULL;

      if (connection == NULL)
        return NULL;
      g_ptr_array_add (connections, connection);
    }
  return rows != NULL ? g_steal_pointer (&connections) : NULL;
}

gboolean
kw_vault_put_connection (KwVault *self, KwConnection *connection, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;

  g_return_val_if_fail (KW_IS_VAULT (self) && connection != NULL, FALSE);

  bytes = kw_connection_to_json (connection);
  return commit_one (self, KW_OP_CONNECTION, kw_connection_get (connection, KW_CONNECTION_UUID),
                     bytes, error);
}

gboolean
kw_vault_remove_connection (KwVault *self, const char *uuid, GError **error)
{
  g_return_val_if_fail (KW_IS_VAULT (self) && uuid != NULL, FALSE);

  return commit_one (self, KW_OP_REMOVE_CONNECTION, uuid, NULL, error);
}

GBytes *
kw_vault_get_item (KwVault *self, const char *key, GError **error)
{
  g_return_val_if_fail (KW_IS_VAULT (self) && key != NULL, NULL);

  return get_named (self, "item", key, error);
}

gboolean
kw_vault_put_item (KwVault *self, const char *key, GBytes *value, GError **error)
{
  g_return_val_if_fail (KW_IS_VAULT (self) && key != NULL && value != NULL, FALSE);

  return commit_one (self, KW_OP_ITEM, key, value, error);
}

gboolean
kw_vault_commit (KwVault *self, KwBatch *batch, GError **error)
{
  g_return_val_if_fail (KW_IS_VAULT (self) && batch != NULL, FALSE);

  return kw_writer_commit (self->writer, batch, error);
}

void
kw_vault_commit_soon (KwVault *self, KwBatch *batch)
{
  g_return_if_fail (KW_IS_VAULT (self) && batch != NULL);

  kw_writer_commit_soon (self->writer, batch);
}

/**
 * kw_vault_flush:
 * @self: a vault
 * @error: return location
 *
 * Returns: whether everything given to kw_vault_commit_soon() before is on disk
 */
gboolean
kw_vault_flush (KwVault *self, GError **error)
{
  g_return_val_if_fail (KW_IS_VAULT (self), FALSE);

  return kw_writer_commit (self->writer, kw_batch_new (NULL), error);
}

void
kw_index_row_free (KwIndexRow *row)
{
  kw_record_unref (row->record);
  g_free (row);
}

static gboolean
add_rows (GPtrArray *index, const KwSegment *segment, GError **error)
{
  for (guint i = 0; i < segment->rows->len; i++)
    {
      const KwSegmentRow *row = g_ptr_array_index (segment->rows, i);
      g_autoptr (KwJson) json = kw_json_new (row->payload, G_MAXUINT32, error);
      KwRecord *record = json != NULL ? kw_record_read (kw_json_get_root (json)) : NULL;
      KwIndexRow *added;

      if (record == NULL)
        {
          g_clear_error (error);
          g_set_error_literal (error, KW_ERROR, KW_ERROR_VAULT_DAMAGED, "a payload does not parse");
          return FALSE;
        }
      added = g_new0 (KwIndexRow, 1);
      added->record = record;
      added->history = row->history;
      g_ptr_array_add (index, added);
    }
  return TRUE;
}

/* Inside one read transaction, so that root and segments are of the same moment. */
static gboolean
load_index (KwVault *self, GPtrArray *index, GCancellable *cancellable, GError **error)
{
  guint64 version;
  g_autoptr (GPtrArray) segments = kw_store_load_root (self->reader, &self->keys, &version, error);
  g_autoptr (GPtrArray) slots
      = segments != NULL ? kw_store_load_slots (self->reader, &self->keys, error) : NULL;

  for (guint i = 0; slots != NULL && i < segments->len; i++)
    {
      KwSegment *segment = g_ptr_array_index (segments, i);

      if (g_cancellable_set_error_if_cancelled (cancellable, error)
          || !kw_store_load_segment (self->reader, &self->keys, slots, segment, error)
          || !add_rows (index, segment, error))
        return FALSE;
      g_clear_pointer (&segment->rows, g_ptr_array_unref);
    }
  return slots != NULL;
}

GPtrArray *
kw_vault_load_index (KwVault *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) index = g_ptr_array_new_with_free_func ((GDestroyNotify) kw_index_row_free);
  gboolean good;

  g_return_val_if_fail (KW_IS_VAULT (self), NULL);

  g_mutex_lock (&self->lock);
  good = kw_database_exec (self->reader, "BEGIN", error);
  if (good)
    {
      good = load_index (self, index, cancellable, error);
      kw_database_exec (self->reader, "COMMIT", NULL);
    }
  g_mutex_unlock (&self->lock);
  return good ? g_steal_pointer (&index) : NULL;
}

/* Opens the one row of a statement: version, sealed, and in column 2 the segment or slot it belongs
 * to. */
static GBytes *
unseal_row (KwVault *self, KwStatement *select, const char *table, const guint8 *id, GError **error)
{
  guint8 slot[KW_ID_SIZE] = { 0 };
  KwPlace place = { table, id, (guint64) sqlite3_column_int64 (select, 0) };
  g_autoptr (GPtrArray) slots = kw_store_load_slots (self->reader, &self->keys, error);
  const KwSlot *of;

  if (slots == NULL)
    return NULL;
  kw_statement_get_id (select, 2, slot);
  if (g_str_equal (table, "row"))
    {
      guint64 version;
      g_autoptr (GPtrArray) segments
          = kw_store_load_root (self->reader, &self->keys, &version, error);

      for (guint i = 0; segments != NULL && i < segments->len; i++)
        {
          const KwSegment *segment = g_ptr_array_index (segments, i);

          if (memcmp (segment->id, slot, KW_ID_SIZE) == 0)
            {
              memcpy (slot, segment->slot, KW_ID_SIZE);
              break;
            }
        }
    }
  of = kw_slots_find_by_slot (slots, slot);
  if (of == NULL)
    {
      g_set_error_literal (error, KW_ERROR, KW_ERROR_VAULT_DAMAGED, "a row belongs to no source");
      return NULL;
    }
  return kw_unseal (of->key, &place, sqlite3_column_blob (select, 1),
                    (gsize) sqlite3_column_bytes (select, 1), error);
}

static GBytes *
load_row (KwVault *self, const char *sql, const char *table, const guint8 *id, GError **error)
{
  g_autoptr (KwStatement) select = NULL;
  gboolean failed = FALSE;
  GBytes *plain = NULL;

  g_mutex_lock (&self->lock);
  if (kw_database_exec (self->reader, "BEGIN", error))
    {
      select = kw_database_prepare (self->reader, sql, error);
      if (select != NULL)
        {
          kw_statement_bind_id (select, 1, id);
          if (kw_statement_next (select, &failed, error))
            plain = unseal_row (self, select, table, id, error);
          g_clear_pointer (&select, sqlite3_finalize);
        }
      kw_database_exec (self->reader, "COMMIT", NULL);
    }
  g_mutex_unlock (&self->lock);
  return plain;
}

GBytes *
kw_vault_load_body (KwVault *self, const char *ref, GError **error)
{
  g_autoptr (GError) local = NULL;
  guint8 id[KW_ID_SIZE];
  GBytes *body;

  g_return_val_if_fail (KW_IS_VAULT (self) && ref != NULL, NULL);

  kw_hash_name (self->keys.name, "row", ref, id);
  body
      = load_row (self, "SELECT version, sealed, segment FROM row WHERE id = ?", "row", id, &local);
  if (body == NULL && local == NULL)
    g_set_error_literal (&local, KW_ERROR, KW_ERROR_NO_SUCH_RECORD, "no such record in the vault");
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return body;
}

GBytes *
kw_vault_load_blob (KwVault *self,
                    const char *ref,
                    guint index,
                    char **out_content_type,
                    GError **error)
{
  guint8 id[KW_ID_SIZE];
  g_autoptr (GBytes) plain = NULL;
  const char *data;
  gsize size, type_length;

  g_return_val_if_fail (KW_IS_VAULT (self) && ref != NULL, NULL);

  kw_blob_id (&self->keys, ref, index, id);
  plain = load_row (self, "SELECT version, sealed, slot FROM blob WHERE id = ?", "blob", id, error);
  if (plain == NULL)
    return NULL;
  data = g_bytes_get_data (plain, &size);
  type_length = strnlen (data, size);
  if (out_content_type != NULL)
    *out_content_type = type_length > 0 ? g_strndup (data, type_length) : NULL;
  return g_bytes_new_from_bytes (plain, MIN (type_length + 1, size),
                                 size - MIN (type_length + 1, size));
}

static void
kw_vault_finalize (GObject *object)
{
  KwVault *self = KW_VAULT (object);

  g_clear_pointer (&self->writer, kw_writer_free);
  g_clear_pointer (&self->reader, kw_database_close);
  g_clear_pointer (&self->keys.seal, kw_key_free);
  g_clear_pointer (&self->keys.name, kw_key_free);
  g_mutex_clear (&self->lock);
  g_free (self->data_dir);
  g_free (self->uuid);
  G_OBJECT_CLASS (kw_vault_parent_class)->finalize (object);
}

static void
kw_vault_class_init (KwVaultClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kw_vault_finalize;
}

static void
kw_vault_init (KwVault *self)
{
  g_mutex_init (&self->lock);
}
