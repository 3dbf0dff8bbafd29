/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/snapshot-private.h"

#include "core/error.h"

static GBytes *
load_data (const KwSnapshot *self, const KwRecord *record, guint index, GError **error)
{
  g_autoptr (GBytes) body = kw_snapshot_load_body (self, record, error);
  g_autoptr (KwJson) json = body != NULL ? kw_json_new (body, G_MAXSIZE, error) : NULL;

  return json != NULL ? kw_attachment_dup_data (kw_json_get_root (json), index, error) : NULL;
}

/* A Binary of the same source stands in for an address. */
static GBytes *
load_bytes (const KwSnapshot *self, const KwRecord *record, guint index, GError **error)
{
  const KwAttachment *attachment = &record->attachments[index];
  const KwRecord *binary = attachment->url != NULL
                               ? self->words.lookup (self->words.data, record, attachment->url)
                               : NULL;

  if (attachment->is_inline)
    return load_data (self, record, index, error);
  if (binary != NULL && g_str_equal (binary->type, "Binary"))
    return load_data (self, binary, 0, error);
  if (self->vault != NULL)
    return kw_vault_load_blob (self->vault, record->ref, index, NULL, NULL, error);
  g_set_error_literal (error, KW_ERROR, KW_ERROR_NOT_OFFERED, "not in the file");
  return NULL;
}

/**
 * kw_snapshot_load_note:
 * @self: a snapshot
 * @record: one of its records
 * @index: which of its attachments
 * @error: return location
 *
 * The words of a note that is here already, in the record, beside it in the file, or in the vault;
 * nothing is fetched. Blocks for a record of a vault.
 *
 * Returns: (transfer full) (nullable): its blocks; %NULL for a file that is no text, or is not here
 */
KwDocument *
kw_snapshot_load_note (const KwSnapshot *self, const KwRecord *record, guint index, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;

  g_return_val_if_fail (self != NULL && record != NULL, NULL);
  g_return_val_if_fail (index < record->n_attachments, NULL);

  bytes = load_bytes (self, record, index, error);
  return bytes != NULL ? kw_document_new (bytes, record->attachments[index].content_type, error)
                       : NULL;
}
