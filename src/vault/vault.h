/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/connection.h"
#include "core/person.h"
#include "core/record.h"
#include "core/source.h"

G_BEGIN_DECLS

/**
 * KwVault:
 *
 * One person's sealed database. Every function blocks and may be called from any thread but the one
 * that draws; each thread that reads gets a database connection of its own, all writing is done by
 * one writer thread. Errors are of KW_ERROR: KEYRING_LOCKED, KEYRING_ABSENT, VAULT_DAMAGED,
 * DISK_FULL, FAILED.
 */
#define KW_TYPE_VAULT (kw_vault_get_type ())
G_DECLARE_FINAL_TYPE (KwVault, kw_vault, KW, VAULT, GObject)

/* @data_dir holds everything of Keepwell's: "people/<uuid>/vault.db". */
KwVault *kw_vault_create (const char *data_dir,
                          const KwPerson *person,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
KwVault *kw_vault_open (const char *data_dir,
                        const char *person_uuid,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Erases the vault's key in the keyring first, then the files. */
gboolean kw_vault_delete (const char *data_dir, const char *person_uuid, GError **error);
/* The uuids of all vaults under @data_dir, sorted; reads no key. */
GStrv kw_vault_list (const char *data_dir);

const char *kw_vault_get_person_uuid (KwVault *self);
const char *kw_vault_get_data_dir (KwVault *self);
KwPerson *kw_vault_dup_person (KwVault *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean kw_vault_set_person (KwVault *self, const KwPerson *person, GError **error);
/* Changes with every commit, by this process or another (PRAGMA data_version and a counter). */
guint64 kw_vault_get_version (KwVault *self);

/* Sources; each has a data key of its own, so that removing it erases what it sealed. */
GPtrArray *kw_vault_list_sources (KwVault *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean kw_vault_put_source (KwVault *self, const KwSource *source, GError **error);
gboolean kw_vault_remove_source (KwVault *self, const char *source_id, GError **error);

/* Connections, sealed; never a token. */
GPtrArray *kw_vault_list_connections (KwVault *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean kw_vault_put_connection (KwVault *self, KwConnection *connection, GError **error);
gboolean kw_vault_remove_connection (KwVault *self, const char *uuid, GError **error);

/* Small sealed values: settings that tell something about health, cursors, the front page. */
GBytes *kw_vault_get_item (KwVault *self, const char *key, GError **error)
    G_GNUC_WARN_UNUSED_RESULT; /* NULL without error: no such item */
gboolean kw_vault_put_item (KwVault *self, const char *key, GBytes *value, GError **error);

/**
 * KwBatch:
 *
 * What is written together: records with their bodies, items, ended types. A batch is built by one
 * thread and committed once.
 */
typedef struct _KwBatch KwBatch;
KwBatch *kw_batch_new (const char *source_id) G_GNUC_WARN_UNUSED_RESULT;
void kw_batch_free (KwBatch *self);
/* @body is the resource's bytes as received. Same source, type, id and body: nothing changes but
 * last_listed_run. */
void kw_batch_put_record (KwBatch *self, const KwRecord *record, GBytes *body);
/* The same, where some of @body differs each time it is read and is no change: @lasting is the
 * rest, and what is compared. */
void kw_batch_put_record_as (KwBatch *self, const KwRecord *record, GBytes *body, GBytes *lasting);
/* The person has seen what @ref says now: what it said before is erased. */
void kw_batch_forget_before (KwBatch *self, const char *ref);
/* For what a person wrote and takes back; a record of a hospital is kept. One that is not there is
 * no error. */
void kw_batch_remove_record (KwBatch *self, const char *ref);
/* The bytes of an attachment that came in a request of its own, under the record's ref. @version is
 * what the record said of it then; an amended record has another. */
void kw_batch_put_blob (KwBatch *self,
                        const char *ref,
                        guint index,
                        const char *version,
                        const char *content_type,
                        GBytes *bytes);
void kw_batch_put_item (KwBatch *self, const char *key, GBytes *value);
void kw_batch_put_source (KwBatch *self, const KwSource *source);
void kw_batch_set_run (KwBatch *self, const char *run_id);
void kw_batch_set_import (KwBatch *self, const char *import_id);
/* The query of @type ended complete in this run: records of this source and type that this run did
 * not list get missing_since; they are kept. */
void kw_batch_end_type (KwBatch *self, const char *type);
guint kw_batch_get_n_records (const KwBatch *self);
gsize kw_batch_get_size (const KwBatch *self);

/* Takes @batch. Returns when it is on disk; batches that wait at the same time share a transaction.
 */
gboolean kw_vault_commit (KwVault *self, KwBatch *batch, GError **error);
/* Takes @batch. Returns at once; the writer commits within 250 ms or 1 MiB. An error is kept and
 * returned by the next kw_vault_flush(). */
void kw_vault_commit_soon (KwVault *self, KwBatch *batch);
gboolean kw_vault_flush (KwVault *self, GError **error);

/* Identity and history of a record, sealed. Unix seconds; 0 = never. */
typedef struct
{
  gint64 first_seen;
  gint64 changed_at;
  gint64 missing_since;
} KwHistory;

/* One row of the index: the payload and its history. */
typedef struct
{
  KwRecord *record;
  KwHistory history;
} KwIndexRow;
void kw_index_row_free (KwIndexRow *row);

/* All payloads, by segment order; the caller sorts. Rows are checked against the sealed root. */
GPtrArray *kw_vault_load_index (KwVault *self,
                                GCancellable *cancellable,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT; /* of KwIndexRow */
GBytes *
kw_vault_load_body (KwVault *self, const char *ref, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* @version: NULL for whichever is there; bytes of another one are none. */
GBytes *
kw_vault_load_blob (KwVault *self,
                    const char *ref,
                    guint index,
                    const char *version,
                    char **out_content_type,
                    GError **error) G_GNUC_WARN_UNUSED_RESULT; /* NULL without error: none */

/* What the record said before it changed, as long as the person has not seen the change. */
KwRecord *kw_vault_load_before (KwVault *self,
                                const char *ref,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT; /* or NULL: nothing */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwBatch, kw_batch_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwIndexRow, kw_index_row_free)

G_END_DECLS
