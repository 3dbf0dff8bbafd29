/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "intake/parts.h"

#include <string.h>

#include "core/composition.h"
#include "core/document.h"
#include "core/error.h"

/* A scan that is larger was never seen. */
#define MAX_BESIDE (64 * 1024 * 1024)

/* The part's own resources, and those of nobody that they refer to: the doctor whom two people of
 * one file share is stored with each of them. */
static GPtrArray *
collect (const KwIntakePart *self)
{
  g_autoptr (GHashTable) known = g_hash_table_new (NULL, NULL);
  GPtrArray *all = g_ptr_array_new ();

  for (guint i = 0; i < self->of->resources->len; i++)
    if (g_hash_table_add (known, g_ptr_array_index (self->of->resources, i)))
      g_ptr_array_add (all, g_ptr_array_index (self->of->resources, i));
  for (guint i = 0; i < all->len; i++)
    {
      const KwRecord *record = ((const KwResource *) g_ptr_array_index (all, i))->record;

      for (guint j = 0; j < record->n_relations; j++)
        {
          const KwResource *other
              = kw_bundle_resolve (self->file->bundle, record, record->relations[j].reference);

          if (other != NULL && (other->record->flags & KW_RECORD_SUPPORT)
              && !(other->record->flags & KW_RECORD_ENTERED_IN_ERROR)
              && kw_record_get_relation (other->record, KW_RELATION_SUBJECT) == NULL
              && g_hash_table_add (known, (gpointer) other))
            g_ptr_array_add (all, (gpointer) other);
        }
    }
  return all;
}

/* A file of the same base is the same source again. Sets an error, or gives a fresh one. */
static KwSource *
find_source (const KwIntakePart *self, KwVault *vault, GError **error)
{
  const char *base = kw_bundle_get_source_base (self->file->bundle);
  g_autoptr (GPtrArray) sources = kw_vault_list_sources (vault, error);
  g_autofree char *digest = NULL;
  g_autofree char *id = NULL;

  if (sources == NULL)
    return NULL;
  for (guint i = 0; i < sources->len; i++)
    {
      const KwSource *source = g_ptr_array_index (sources, i);

      if (source->kind == KW_SOURCE_FILE && g_strcmp0 (source->base, base) == 0)
        return kw_source_copy (source);
    }
  digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, base, -1);
  id = g_strdup_printf ("f%.10s", digest);
  return kw_source_new (KW_SOURCE_FILE, id, self->file->name, base);
}

/* A document may name a file that is sent along with it (CDA R2 4.3.1.1). It is taken only from the
 * document's own folder, by a plain name, and when its bytes are of the kind that they are said to
 * be: nobody's other files come into a record because a document names them. */
static GBytes *
load_beside (const KwIntakeFile *file, const KwAttachment *attachment, const char **out_type)
{
  const char *name = attachment->url;
  const char *type = attachment->content_type;
  g_autoptr (GFile) folder = g_file_new_for_path (file->folder);
  g_autoptr (GFile) beside = NULL;
  g_autoptr (GFileInfo) info = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (name == NULL || name[0] == '.' || strpbrk (name, "/\\:%") != NULL)
    return NULL;
  beside = g_file_get_child (folder, name);
  info = g_file_query_info (beside,
                            G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE,
                            G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, NULL, NULL);
  if (info == NULL || g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR
      || g_file_info_get_size (info) > MAX_BESIDE)
    return NULL;
  bytes = g_file_load_bytes (beside, NULL, NULL, NULL);
  if (bytes == NULL)
    return NULL;
  *out_type = kw_document_sniff (bytes, NULL);
  /* Any words could be text, and a private note of somebody's. */
  if (g_str_has_prefix (*out_type, "text/") || g_str_equal (*out_type, "application/octet-stream")
      || (type != NULL && !g_str_equal (type, *out_type)))
    return NULL;
  return g_steal_pointer (&bytes);
}

/* The bytes that an attachment points at, where the file holds them or lies beside them. */
static void
add_blobs (const KwIntakePart *self, KwBatch *batch, const KwRecord *record)
{
  for (guint i = 0; i < record->n_attachments; i++)
    {
      const KwResource *binary
          = kw_bundle_resolve (self->file->bundle, record, record->attachments[i].url);
      const char *type = record->attachments[i].content_type;
      g_autoptr (GBytes) bytes = NULL;

      if (binary == NULL)
        bytes = load_beside (self->file, &record->attachments[i], &type);
      else if (g_str_equal (binary->record->type, "Binary"))
        {
          bytes = kw_attachment_dup_data (binary->node, 0, NULL);
          type = kw_json_string_at (binary->node, "contentType");
        }
      if (bytes != NULL)
        kw_batch_put_blob (batch, record->ref, i, NULL, type, bytes);
    }
}

/* Adds a record unless it is there in the same bytes. */
static gboolean
add_record (const KwIntakePart *self,
            KwVault *vault,
            KwBatch *batch,
            const KwResource *resource,
            const char *source,
            KwIntakeResult *result,
            GError **error)
{
  g_autoptr (KwRecord) record = kw_record_with_source (resource->record, source);
  g_autoptr (GError) local = NULL;
  g_autoptr (GBytes) old = kw_vault_load_body (vault, record->ref, &local);

  if (old == NULL && local != NULL && !g_error_matches (local, KW_ERROR, KW_ERROR_NO_SUCH_RECORD))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (old != NULL && g_bytes_equal (old, resource->body))
    {
      result->n_same++;
      return TRUE;
    }
  kw_batch_put_record (batch, record, resource->body);
  add_blobs (self, batch, record);
  if (old != NULL)
    result->n_changed++;
  else
    result->n_new++;
  return TRUE;
}

/* How many records of each type the source has sent; a file is all there is of it. */
static void
note_sections (KwSource *source, GPtrArray *resources)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < resources->len; i++)
    {
      const KwRecord *record = ((const KwResource *) g_ptr_array_index (resources, i))->record;
      KwSourceSection *section = kw_source_get_section (source, record->type, record->section);
      guint count = GPOINTER_TO_UINT (g_hash_table_lookup (counts, record->type)) + 1;

      g_hash_table_insert (counts, (gpointer) record->type, GUINT_TO_POINTER (count));
      section->state = KW_STATE_COMPLETE;
      section->count = MAX (section->count, count);
      section->as_of = source->as_of;
    }
  for (guint i = 0; i < resources->len; i++)
    {
      const KwResource *resource = g_ptr_array_index (resources, i);

      if (kw_composition_may_be (resource->record->type))
        kw_composition_note_sections (resource->node, source);
    }
}

gboolean
kw_intake_part_store (const KwIntakePart *self,
                      KwVault *vault,
                      KwIntakeResult *result,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autoptr (KwSource) source = find_source (self, vault, error);
  g_autoptr (GPtrArray) resources = NULL;
  g_autoptr (KwBatch) batch = NULL;
  g_autofree char *import = g_uuid_string_random ();

  if (source == NULL)
    return FALSE;
  resources = collect (self);
  source->as_of = g_get_real_time () / G_USEC_PER_SEC;
  source->state = KW_SOURCE_FINE;
  note_sections (source, resources);
  batch = kw_batch_new (source->id);
  kw_batch_set_import (batch, import);
  /* The vault must know the source before it takes its records. */
  kw_batch_put_source (batch, source);
  for (guint i = 0; i < resources->len; i++)
    if (g_cancellable_set_error_if_cancelled (cancellable, error)
        || !add_record (self, vault, batch, g_ptr_array_index (resources, i), source->id, result,
                        error))
      return FALSE;
  /* What is there already changes nothing, the source's date neither. */
  if (kw_batch_get_n_records (batch) == 0)
    return TRUE;
  return kw_vault_commit (vault, g_steal_pointer (&batch), error);
}
