/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "vault/vault.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "core/error.h"
#include "vault/batch.h"
#include "vault/keyring.h"
#include "vault/reader.h"
#include "vault/writer.h"

#define PERSON "person"

struct _KwVault
{
  GObject parent_instance;

  char *data_dir;
  char *uuid;
  KwVaultKeys keys;
  KwWriter *writer;
  GMutex lock;     /* of @idle */
  GPtrArray *idle; /* of KwReader: a thread that reads takes one, or makes one, and puts it back */
};

G_DEFINE_FINAL_TYPE (KwVault, kw_vault, G_TYPE_OBJECT)

static KwReader *
take_reader (KwVault *self, GError **error)
{
  KwReader *reader = NULL;
  g_autofree char *path = NULL;

  g_mutex_lock (&self->lock);
  if (self->idle->len > 0)
    reader = g_ptr_array_steal_index (self->idle, self->idle->len - 1);
  g_mutex_unlock (&self->lock);
  if (reader != NULL)
    return reader;
  path = g_build_filename (self->data_dir, "people", self->uuid, "vault.db", NULL);
  return kw_reader_new (path, &self->keys, error);
}

static void
put_reader_back (KwVault *self, KwReader *reader)
{
  g_mutex_lock (&self->lock);
  g_ptr_array_add (self->idle, reader);
  g_mutex_unlock (&self->lock);
}

/* A reader at one moment of the database, whose root was checked. */
static KwReader *
begin_reading (KwVault *self, GError **error)
{
  KwReader *reader = take_reader (self, error);

  if (reader == NULL || kw_reader_begin (reader, error))
    return reader;
  kw_reader_free (reader);
  return NULL;
}

static void
end_reading (KwVault *self, KwReader *reader)
{
  kw_reader_end (reader);
  put_reader_back (self, reader);
}

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

static KwVault *
create_files (const char *data_dir, const KwPerson *person, const KwKey *key, GError **error)
{
  g_autofree char *folder = dup_folder (data_dir, person->uuid);
  g_autofree char *path = dup_path (data_dir, person->uuid);
  g_autoptr (KwDatabase) db = NULL;
  g_autoptr (KwVault) self = NULL;

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      fail_system (error, "folder");
      return NULL;
    }
  db = kw_database_open (path, TRUE, error);
  self = db != NULL ? open_with_key (data_dir, person->uuid, key, error) : NULL;
  return self != NULL && kw_vault_set_person (self, person, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * kw_vault_create:
 * @data_dir: where Keepwell keeps everything
 * @person: who it is about; without uuid it gets one
 * @error: return location
 *
 * Makes a vault with a random key, which goes to the keyring before anything is written. Leaves
 * nothing behind when it fails. Blocks.
 *
 * Returns: (transfer full) (nullable): the open vault
 */
KwVault *
kw_vault_create (const char *data_dir, const KwPerson *person, GError **error)
{
  g_autofree char *path = NULL;
  g_autoptr (KwKey) key = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (KwPerson) named = NULL;
  g_autoptr (KwVault) self = NULL;

  g_return_val_if_fail (data_dir != NULL && person != NULL, NULL);

  named = kw_person_copy (person);
  if (named->uuid == NULL)
    named->uuid = g_uuid_string_random ();
  path = dup_path (data_dir, named->uuid);
  /* Its key in the keyring would be replaced, and with it all that it holds be lost. */
  if (g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error_literal (error, KW_ERROR, KW_ERROR_FAILED, "a vault of that id is there already");
      return NULL;
    }
  key = kw_key_new_random ();
  bytes = kw_bytes_new_wiped (kw_key_get (key), KW_KEY_SIZE);
  if (!kw_keyring_store_vault_key (named->uuid, bytes, error))
    return NULL;
  self = create_files (data_dir, named, key, error);
  if (self == NULL)
    kw_vault_delete (data_dir, named->uuid, NULL);
  return g_steal_pointer (&self);
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
  g_autoptr (GError) local = NULL;
  KwReader *reader;

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
  reader = begin_reading (self, error);
  if (reader == NULL)
    return NULL;
  end_reading (self, reader);
  return g_steal_pointer (&self);
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
  KwReader *reader;
  guint64 version;

  g_return_val_if_fail (KW_IS_VAULT (self), 0);

  reader = take_reader (self, NULL);
  if (reader == NULL)
    return 0;
  version = kw_reader_get_version (reader);
  put_reader_back (self, reader);
  return version;
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
  g_autoptr (GError) local = NULL;

  g_return_val_if_fail (KW_IS_VAULT (self), NULL);

  bytes = kw_vault_get_item (self, PERSON, &local);
  json = bytes != NULL ? kw_json_new (bytes, G_MAXUINT32, NULL) : NULL;
  if (json != NULL)
    return kw_person_new_from_json (kw_json_get_root (json));
  if (local == NULL)
    g_set_error_literal (&local, KW_ERROR, KW_ERROR_VAULT_DAMAGED, "the vault names nobody");
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
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
  KwReader *reader;
  GPtrArray *sources;

  g_return_val_if_fail (KW_IS_VAULT (self), NULL);

  reader = begin_reading (self, error);
  if (reader == NULL)
    return NULL;
  sources = kw_reader_list_sources (reader);
  end_reading (self, reader);
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

  if (!commit_one (self, KW_OP_REMOVE_SOURCE, source_id, NULL, error))
    return FALSE;
  /* What idle readers know of the root holds the key that has just gone. */
  g_mutex_lock (&self->lock);
  g_ptr_array_set_size (self->idle, 0);
  g_mutex_unlock (&self->lock);
  return TRUE;
}

static GPtrArray *
parse_connections (GPtrArray *rows, GError **error)
{
  g_autoptr (GPtrArray) connections
      = g_ptr_array_new_with_free_func ((GDestroyNotify) kw_connection_unref);

  for (guint i = 0; i < rows->len; i++)
    {
      g_autoptr (KwJson) json = kw_json_new (g_ptr_array_index (rows, i), G_MAXUINT32, NULL);
      KwConnection *connection
          = json != NULL ? kw_connection_new_from_json (kw_json_get_root (json), NULL) : NULL;

      if (connection == NULL)
        {
          g_set_error_literal (error, KW_ERROR, KW_ERROR_VAULT_DAMAGED,
                               "a connection does not parse");
          return NULL;
        }
      g_ptr_array_add (connections, connection);
    }
  return g_steal_pointer (&connections);
}

GPtrArray *
kw_vault_list_connections (KwVault *self, GError **error)
{
  g_autoptr (GPtrArray) rows = NULL;
  KwReader *reader;

  g_return_val_if_fail (KW_IS_VAULT (self), NULL);

  reader = begin_reading (self, error);
  if (reader == NULL)
    return NULL;
  rows = kw_reader_list (reader, "connection", error);
  end_reading (self, reader);
  return rows != NULL ? parse_connections (rows, error) : NULL;
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
  KwReader *reader;
  GBytes *value;

  g_return_val_if_fail (KW_IS_VAULT (self) && key != NULL, NULL);

  reader = begin_reading (self, error);
  if (reader == NULL)
    return NULL;
  value = kw_reader_get_item (reader, "item", key, error);
  end_reading (self, reader);
  return value;
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

  return kw_writer_flush (self->writer, error);
}

void
kw_index_row_free (KwIndexRow *row)
{
  kw_record_unref (row->record);
  g_free (row);
}

GPtrArray *
kw_vault_load_index (KwVault *self, GCancellable *cancellable, GError **error)
{
  KwReader *reader;
  GPtrArray *index;

  g_return_val_if_fail (KW_IS_VAULT (self), NULL);

  reader = begin_reading (self, error);
  if (reader == NULL)
    return NULL;
  index = kw_reader_load_index (reader, cancellable, error);
  end_reading (self, reader);
  return index;
}

/**
 * kw_vault_load_body:
 * @self: a vault
 * @ref: the record's
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the bytes as received; %NULL with KW_ERROR_NO_SUCH_RECORD,
 * or with KW_ERROR_VAULT_DAMAGED when they are not the ones that the root binds
 */
GBytes *
kw_vault_load_body (KwVault *self, const char *ref, GError **error)
{
  KwReader *reader;
  GBytes *body;

  g_return_val_if_fail (KW_IS_VAULT (self) && ref != NULL, NULL);

  reader = begin_reading (self, error);
  if (reader == NULL)
    return NULL;
  body = kw_reader_load_body (reader, ref, error);
  end_reading (self, reader);
  return body;
}

/* The text before the next zero byte, which is ours. */
static const char *
take_text (const char **data, gsize *size)
{
  const char *text = *data;
  gsize length = strnlen (text, *size);

  if (length == *size)
    return NULL;
  *data += length + 1;
  *size -= length + 1;
  return text;
}

GBytes *
kw_vault_load_blob (KwVault *self,
                    const char *ref,
                    guint index,
                    const char *version,
                    char **out_content_type,
                    GError **error)
{
  g_autoptr (GBytes) plain = NULL;
  KwReader *reader;
  const char *data, *content_type, *stored;
  gsize size;

  g_return_val_if_fail (KW_IS_VAULT (self) && ref != NULL, NULL);

  reader = begin_reading (self, error);
  if (reader == NULL)
    return NULL;
  plain = kw_reader_load_blob (reader, ref, index, error);
  end_reading (self, reader);
  if (plain == NULL)
    return NULL;
  data = g_bytes_get_data (plain, &size);
  content_type = take_text (&data, &size);
  stored = content_type != NULL ? take_text (&data, &size) : NULL;
  if (stored == NULL)
    {
      g_set_error_literal (error, KW_ERROR, KW_ERROR_VAULT_DAMAGED, "a blob has no head");
      return NULL;
    }
  if (version != NULL && !g_str_equal (version, stored))
    return NULL;
  if (out_content_type != NULL)
    *out_content_type = *content_type != '\0' ? g_strdup (content_type) : NULL;
  return g_bytes_new_from_bytes (plain, g_bytes_get_size (plain) - size, size);
}

/**
 * kw_vault_load_before:
 * @self: a vault
 * @ref: "source/Type/id"
 * @error: return location
 *
 * A record that changes keeps what it said when the person saw it last, so that a change can be
 * told as old and new. It is sealed with the key of its source, and goes with it. Blocks.
 *
 * ```c
 * before = kw_vault_load_before (vault, "c1/MedicationRequest/m4", &error);
 * ```
 *
 * Returns: (transfer full) (nullable): the payload of then; %NULL without error when there is none
 */
KwRecord *
kw_vault_load_before (KwVault *self, const char *ref, GError **error)
{
  g_autoptr (GBytes) payload = kw_vault_load_blob (self, ref, KW_BEFORE_INDEX, NULL, NULL, error);
  g_autoptr (KwJson) json = payload != NULL ? kw_json_new (payload, G_MAXUINT32, error) : NULL;

  return json != NULL ? kw_record_read (kw_json_get_root (json)) : NULL;
}

static void
kw_vault_finalize (GObject *object)
{
  KwVault *self = KW_VAULT (object);

  g_clear_pointer (&self->writer, kw_writer_free);
  g_clear_pointer (&self->idle, g_ptr_array_unref);
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
  self->idle = g_ptr_array_new_with_free_func ((GDestroyNotify) kw_reader_free);
}
