/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "vault/batch.h"

#define USUAL_PAYLOAD 1024

static void
op_free (KwOp *op)
{
  g_free (op->key);
  g_free (op->type);
  g_free (op->version);
  g_clear_pointer (&op->lasting, g_bytes_unref);
  g_clear_pointer (&op->value, g_bytes_unref);
  g_clear_pointer (&op->payload, g_bytes_unref);
  g_clear_pointer (&op->source, kw_source_free);
  g_free (op);
}

/**
 * kw_batch_new:
 * @source_id: the source whose records it holds
 *
 * Returns: (transfer full): an empty batch
 */
KwBatch *
kw_batch_new (const char *source_id)
{
  KwBatch *self = g_new0 (KwBatch, 1);

  self->source_id = g_strdup (source_id);
  self->ops = g_ptr_array_new_with_free_func ((GDestroyNotify) op_free);
  return self;
}

void
kw_batch_free (KwBatch *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->source_id);
  g_free (self->run);
  g_free (self->import);
  g_ptr_array_unref (self->ops);
  g_free (self);
}

KwOp *
kw_batch_add (KwBatch *self, KwOpKind kind, const char *key)
{
  KwOp *op = g_new0 (KwOp, 1);

  op->kind = kind;
  op->key = g_strdup (key);
  g_ptr_array_add (self->ops, op);
  return op;
}

static void
take_value (KwBatch *self, KwOp *op, GBytes *value)
{
  op->value = g_bytes_ref (value);
  self->size += g_bytes_get_size (value);
}

/**
 * kw_batch_put_record:
 * @self: a batch
 * @record: the payload
 * @body: the resource as received
 *
 * A record of the same source, type and id is replaced; it keeps when it was first seen.
 */
void
kw_batch_put_record (KwBatch *self, const KwRecord *record, GBytes *body)
{
  kw_batch_put_record_as (self, record, body, NULL);
}

void
kw_batch_put_record_as (KwBatch *self, const KwRecord *record, GBytes *body, GBytes *lasting)
{
  g_autoptr (GString) payload = g_string_sized_new (USUAL_PAYLOAD);
  KwOp *op;

  g_return_if_fail (self != NULL && record != NULL && body != NULL);

  op = kw_batch_add (self, KW_OP_RECORD, record->ref);
  op->type = g_strdup (record->type);
  kw_record_write (record, payload);
  op->payload = g_string_free_to_bytes (g_steal_pointer (&payload));
  self->size += g_bytes_get_size (op->payload);
  self->n_records++;
  op->lasting = lasting != NULL ? g_bytes_ref (lasting) : NULL;
  take_value (self, op, body);
}

/**
 * kw_batch_remove_record:
 * @self: a batch of the source that the record is of
 * @ref: "source/Type/id"
 *
 * Erases a record and its body. What a hospital lists no more is never removed this way.
 *
 * ```c
 * kw_batch_remove_record (batch, "own/Condition/1");
 * ```
 */
void
kw_batch_remove_record (KwBatch *self, const char *ref)
{
  g_return_if_fail (self != NULL && ref != NULL);

  kw_batch_add (self, KW_OP_REMOVE_RECORD, ref);
}

/**
 * kw_batch_forget_before:
 * @self: any batch
 * @ref: "source/Type/id"
 *
 * Erases what the record said before it changed; nothing happens when there is nothing.
 *
 * ```c
 * kw_batch_forget_before (batch, "c1/MedicationRequest/m4");
 * ```
 */
void
kw_batch_forget_before (KwBatch *self, const char *ref)
{
  g_return_if_fail (self != NULL && ref != NULL);

  kw_batch_add (self, KW_OP_FORGET_BEFORE, ref);
}

void
kw_batch_put_blob (KwBatch *self,
                   const char *ref,
                   guint index,
                   const char *version,
                   const char *content_type,
                   GBytes *bytes)
{
  KwOp *op;

  g_return_if_fail (self != NULL && ref != NULL && bytes != NULL);

  op = kw_batch_add (self, KW_OP_BLOB, ref);
  op->index = index;
  op->type = g_strdup (content_type);
  op->version = g_strdup (version);
  take_value (self, op, bytes);
}

void
kw_batch_put_item (KwBatch *self, const char *key, GBytes *value)
{
  g_return_if_fail (self != NULL && key != NULL && value != NULL);

  take_value (self, kw_batch_add (self, KW_OP_ITEM, key), value);
}

void
kw_batch_put_source (KwBatch *self, const KwSource *source)
{
  g_return_if_fail (self != NULL && source != NULL);

  kw_batch_add (self, KW_OP_SOURCE, source->id)->source = kw_source_copy (source);
}

void
kw_batch_set_run (KwBatch *self, const char *run_id)
{
  g_return_if_fail (self != NULL);

  g_free (self->run);
  self->run = g_strdup (run_id);
}

void
kw_batch_set_import (KwBatch *self, const char *import_id)
{
  g_return_if_fail (self != NULL);

  g_free (self->import);
  self->import = g_strdup (import_id);
}

void
kw_batch_end_type (KwBatch *self, const char *type)
{
  g_return_if_fail (self != NULL && type != NULL);

  kw_batch_add (self, KW_OP_END_TYPE, type);
}

guint
kw_batch_get_n_records (const KwBatch *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_records;
}

gsize
kw_batch_get_size (const KwBatch *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->size;
}
