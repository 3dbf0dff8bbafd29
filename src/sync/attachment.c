/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sync/attachment.h"

#include <string.h>

#include "core/error.h"
#include "core/fhir.h"
#include "sync/run.h"

#define MAX_ATTACHMENT ((gsize) 256 * 1024 * 1024)

/* "application/pdf" of "application/pdf; charset=…". */
static char *
dup_plain_type (const char *content_type)
{
  char *type = g_strdup (content_type);

  if (type != NULL)
    {
      type[strcspn (type, ";")] = '\0';
      g_strstrip (type);
    }
  return type;
}

/* A Binary that came as FHIR JSON instead of in its own type (FHIR R4 Binary, "Content
 * negotiation"). */
static GBytes *
unwrap (GBytes *body, char **out_content_type)
{
  g_autoptr (KwJson) json = kw_json_new (body, MAX_ATTACHMENT, NULL);
  const KwJsonNode *root = json != NULL ? kw_json_get_root (json) : NULL;
  const char *data = kw_json_string_at (root, "data");
  guchar *bytes;
  gsize size = 0;

  if (data == NULL || g_strcmp0 (kw_json_string_at (root, "resourceType"), "Binary") != 0)
    return NULL;
  bytes = g_base64_decode (data, &size);
  g_free (*out_content_type);
  *out_content_type = g_strdup (kw_json_string_at (root, "contentType"));
  return g_bytes_new_take (bytes, size);
}

static GBytes *
take_reply (const KwReply *reply, char **out_content_type, GError **error)
{
  GBytes *inner = NULL;

  if (reply->status != 200)
    {
      kw_reply_set_error (reply, error);
      return NULL;
    }
  *out_content_type = g_strdup (reply->content_type);
  if (reply->content_type != NULL && strstr (reply->content_type, "json") != NULL)
    inner = unwrap (reply->body, out_content_type);
  return inner != NULL ? inner : g_bytes_ref (reply->body);
}

/* Servers differ in which Accept they answer: the attachment's own type first, then FHIR JSON. */
static GBytes *
fetch_inside (KwKeeper *keeper,
              const char *path,
              const char *type,
              char **out_content_type,
              GError **error)
{
  g_autoptr (KwReply) reply = kw_keeper_read (keeper, path, type != NULL ? type : "*/*", error);

  if (reply == NULL)
    return NULL;
  if (reply->status == 400 || reply->status == 404 || reply->status == 406 || reply->status == 415)
    {
      g_autoptr (KwReply) again = kw_keeper_read (keeper, path, NULL, error);

      return again != NULL ? take_reply (again, out_content_type, error) : NULL;
    }
  return take_reply (reply, out_content_type, error);
}

static GBytes *
fetch (KwKeeper *keeper, const KwAttachment *attachment, char **out_content_type, GError **error)
{
  KwConnection *connection = kw_keeper_get_connection (keeper);
  g_autofree char *type = dup_plain_type (attachment->content_type);
  g_autofree char *path = kw_client_relative (connection, attachment->url, NULL);
  g_autoptr (KwReply) reply = NULL;

  if (path != NULL)
    return fetch_inside (keeper, path, type, out_content_type, error);
  reply = kw_fetch_outside (kw_keeper_get_session (keeper), connection, attachment->url,
                            MAX_ATTACHMENT, kw_keeper_get_cancellable (keeper), error);
  return reply != NULL ? take_reply (reply, out_content_type, error) : NULL;
}

static GBytes *
no_such (GError **error, const char *what)
{
  g_set_error_literal (error, KW_ERROR, KW_ERROR_NO_SUCH_RECORD, what);
  return NULL;
}

/* An attachment of a stored record. */
typedef struct
{
  KwJson *json;
  KwRecord *record;
  const KwAttachment *attachment;
  char *version;
} Found;

static void
found_clear (Found *self)
{
  g_clear_pointer (&self->json, kw_json_unref);
  g_clear_pointer (&self->record, kw_record_unref);
  g_clear_pointer (&self->version, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Found, found_clear)

/* What tells whether bytes are still the record's: a hospital amends a note in place, under its old
 * address, and a presigned address is another one each time. The first of these that is there does;
 * an address is read up to its '?'. */
static char *
dup_version (const KwJsonNode *resource, guint index)
{
  g_autoptr (GPtrArray) nodes = kw_fhir_list_attachments (resource);
  const KwJsonNode *node = index < nodes->len ? g_ptr_array_index (nodes, index) : NULL;
  const char *hash = kw_json_string_at (node, "hash");
  const char *version = kw_json_string_at (resource, "meta.versionId");
  const char *url = kw_json_string_at (node, "url");

  if (hash != NULL)
    return g_strconcat ("hash ", hash, NULL);
  if (version == NULL)
    version = kw_json_string_at (resource, "meta.lastUpdated");
  if (version != NULL)
    return g_strconcat ("version ", version, NULL);
  return g_strndup (url != NULL ? url : "", url != NULL ? strcspn (url, "?") : 0);
}

static gboolean
find (KwVault *vault, const char *ref, guint index, Found *found, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (ref, "/", 2);
  g_autoptr (GBytes) body = kw_vault_load_body (vault, ref, error);

  if (body == NULL)
    return FALSE;
  found->json = kw_json_new (body, G_MAXUINT32, error);
  if (found->json == NULL)
    return FALSE;
  found->record = kw_record_new_from_fhir (kw_json_get_root (found->json), parts[0]);
  if (index >= found->record->n_attachments)
    return no_such (error, "the record has no such attachment") != NULL;
  found->attachment = &found->record->attachments[index];
  found->version = dup_version (kw_json_get_root (found->json), index);
  return TRUE;
}

static GBytes *
fetch_found (KwVault *vault,
             KwKeeper *keeper,
             const Found *found,
             guint index,
             char **out_content_type,
             GError **error)
{
  const KwAttachment *attachment = found->attachment;
  g_autofree char *type = NULL;
  g_autoptr (GBytes) bytes = NULL;
  KwBatch *batch;

  if (attachment->url == NULL)
    return no_such (error, "the attachment has neither data nor an address");
  bytes = fetch (keeper, attachment, &type, error);
  if (bytes == NULL)
    return NULL;
  batch = kw_batch_new (found->record->source);
  kw_batch_put_blob (batch, found->record->ref, index, found->version,
                     type != NULL ? type : attachment->content_type, bytes);
  kw_vault_commit_soon (vault, batch);
  if (out_content_type != NULL)
    *out_content_type = g_steal_pointer (&type);
  return g_steal_pointer (&bytes);
}

static const KwSource *
find_source (GPtrArray *sources, const char *id)
{
  for (guint i = 0; i < sources->len; i++)
    {
      const KwSource *source = g_ptr_array_index (sources, i);

      if (g_strcmp0 (source->id, id) == 0)
        return source;
    }
  return NULL;
}

/**
 * kw_attachment_fetch:
 * @vault: the vault
 * @ref: a record
 * @index: which of its attachments
 * @out_content_type: (out) (optional): what the bytes are said to be
 * @cancellable: (nullable): ends it
 * @error: return location of a #KwError
 *
 * From the vault where it is there, from the record itself where it is inline, else from the
 * hospital; then it is kept. An address outside the hospital's base is asked without a token.
 * Blocks.
 *
 * Returns: (transfer full) (nullable): the bytes
 */
GBytes *
kw_attachment_fetch (KwVault *vault,
                     const char *ref,
                     guint index,
                     char **out_content_type,
                     GCancellable *cancellable,
                     GError **error)
{
  g_auto (Found) found = { NULL };
  g_autoptr (GPtrArray) sources = NULL;
  g_autoptr (KwKeeper) keeper = NULL;
  const KwSource *source;
  GBytes *bytes;

  g_return_val_if_fail (KW_IS_VAULT (vault) && ref != NULL, NULL);

  if (!find (vault, ref, index, &found, error))
    return NULL;
  if (found.attachment->is_inline)
    {
      if (out_content_type != NULL)
        *out_content_type = g_strdup (found.attachment->content_type);
      return kw_attachment_dup_data (kw_json_get_root (found.json), index, error);
    }
  sources = kw_vault_list_sources (vault, error);
  if (sources == NULL)
    return NULL;
  source = find_source (sources, found.record->source);
  /* What stood in a file came with it. */
  bytes = kw_vault_load_blob (
      vault, ref, index, source != NULL && source->kind == KW_SOURCE_FILE ? NULL : found.version,
      out_content_type, NULL);
  if (bytes != NULL)
    return bytes;
  if (source == NULL || source->uuid == NULL)
    return no_such (error, "the attachment was not in the file");
  keeper = kw_keeper_new (vault, source->uuid, cancellable, error);
  if (keeper == NULL)
    return NULL;
  return fetch_found (vault, keeper, &found, index, out_content_type, error);
}

/* Whether it is worth fetching before anybody opens it. */
static gboolean
is_due (KwVault *vault, const Found *found, guint index)
{
  g_autoptr (GBytes) stored
      = kw_vault_load_blob (vault, found->record->ref, index, found->version, NULL, NULL);

  return stored == NULL && found->attachment->size <= KW_ATTACHMENT_BACKGROUND_SIZE;
}

static void
fetch_one (gpointer data, gpointer user_data)
{
  const KwWantedBlob *blob = data;
  KwRun *run = user_data;
  g_auto (Found) found = { NULL };
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  if (kw_run_is_stopped (run) || !find (run->vault, blob->ref, blob->index, &found, NULL)
      || !is_due (run->vault, &found, blob->index))
    return;
  bytes = fetch_found (run->vault, run->keeper, &found, blob->index, NULL, &error);
  if (bytes != NULL)
    return;
  g_mutex_lock (&run->lock);
  run->unfetched++;
  g_mutex_unlock (&run->lock);
  if (error != NULL)
    kw_run_note_error (run, error);
}

/* After the records, so that a note is readable offline. One that fails is tried again when opened.
 */
void
kw_run_documents (KwRun *self)
{
  guint parallel = kw_plan_get_parallel (kw_keeper_get_connection (self->keeper));
  GThreadPool *pool;

  if (self->documents->len == 0)
    return;
  /* They are looked up in the records that name them. */
  kw_vault_flush (self->vault, NULL);
  pool = g_thread_pool_new (fetch_one, self, (int) parallel, FALSE, NULL);
  for (guint i = 0; i < self->documents->len; i++)
    g_thread_pool_push (pool, g_ptr_array_index (self->documents, i), NULL);
  g_thread_pool_free (pool, FALSE, TRUE);
}
