/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/own-change.h"

#include "core/error.h"

typedef struct
{
  char *ref;
  KwRecord *record; /* NULL: it is removed */
  GBytes *body;     /* with @record */
} Step;

struct _KwOwnChange
{
  GPtrArray *steps;
};

static void
step_free (gpointer data)
{
  Step *self = data;

  g_free (self->ref);
  g_clear_pointer (&self->record, kw_record_unref);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self);
}

static Step *
add_step (KwOwnChange *self, const char *ref)
{
  Step *step = g_new0 (Step, 1);

  step->ref = g_strdup (ref);
  g_ptr_array_add (self->steps, step);
  return step;
}

/**
 * kw_own_change_new:
 *
 * Returns: (transfer full): a change of nothing
 */
KwOwnChange *
kw_own_change_new (void)
{
  KwOwnChange *self = g_new0 (KwOwnChange, 1);

  self->steps = g_ptr_array_new_with_free_func (step_free);
  return self;
}

void
kw_own_change_free (KwOwnChange *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->steps);
  g_free (self);
}

/**
 * kw_own_change_put:
 * @self: a change
 * @body: a FHIR R4 resource with resourceType and id
 * @error: return location
 *
 * ```c
 * kw_own_change_put (change, body, &error);
 * undo = kw_own_change_apply (change, vault, &error);
 * ```
 *
 * Returns: whether @body is one
 */
gboolean
kw_own_change_put (KwOwnChange *self, GBytes *body, GError **error)
{
  g_return_val_if_fail (self != NULL && body != NULL, FALSE);

  g_autoptr (KwJson) json = kw_json_new (body, G_MAXSIZE, error);
  const KwJsonNode *root = json != NULL ? kw_json_get_root (json) : NULL;

  if (json == NULL)
    return FALSE;
  if (kw_json_string_at (root, "resourceType") == NULL || kw_json_string_at (root, "id") == NULL)
    {
      g_set_error_literal (error, KW_ERROR, KW_ERROR_FAILED, "an own entry has no type or no id");
      return FALSE;
    }

  g_autoptr (KwRecord) record = kw_record_new_from_fhir (root, KW_OWN_SOURCE);
  Step *step = add_step (self, record->ref);

  step->record = g_steal_pointer (&record);
  step->body = g_bytes_ref (body);
  return TRUE;
}

void
kw_own_change_remove (KwOwnChange *self, const char *ref)
{
  g_return_if_fail (self != NULL && ref != NULL);

  add_step (self, ref);
}

gboolean
kw_own_change_is_empty (const KwOwnChange *self)
{
  g_return_val_if_fail (self != NULL, TRUE);

  return self->steps->len == 0;
}

/* The body of @ref as it is now; NULL without an error where there is none. */
static gboolean
load_now (KwVault *vault, const char *ref, GBytes **out_body, GError **error)
{
  g_autoptr (GError) local = NULL;

  *out_body = kw_vault_load_body (vault, ref, &local);
  if (local == NULL || g_error_matches (local, KW_ERROR, KW_ERROR_NO_SUCH_RECORD))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* Puts what is there now of @step into @undo. */
static gboolean
remember (KwOwnChange *undo, KwVault *vault, const Step *step, GError **error)
{
  g_autoptr (GBytes) body = NULL;

  if (!load_now (vault, step->ref, &body, error))
    return FALSE;
  if (body == NULL)
    {
      kw_own_change_remove (undo, step->ref);
      return TRUE;
    }
  return kw_own_change_put (undo, body, error);
}

static gboolean
ensure_source (KwVault *vault, KwBatch *batch, GError **error)
{
  g_autoptr (GPtrArray) sources = kw_vault_list_sources (vault, error);

  if (sources == NULL)
    return FALSE;
  for (guint i = 0; i < sources->len; i++)
    if (g_str_equal (((const KwSource *) g_ptr_array_index (sources, i))->id, KW_OWN_SOURCE))
      return TRUE;

  /* Its name is words of ours and so is not stored. */
  g_autoptr (KwSource) source = kw_source_new (KW_SOURCE_OWN, KW_OWN_SOURCE, NULL, NULL);

  source->state = KW_SOURCE_FINE;
  kw_batch_put_source (batch, source);
  return TRUE;
}

static void
add_to_batch (KwBatch *batch, const Step *step)
{
  if (step->record != NULL)
    kw_batch_put_record (batch, step->record, step->body);
  else
    kw_batch_remove_record (batch, step->ref);
}

/**
 * kw_own_change_apply:
 * @self: a change
 * @vault: whose
 * @error: return location
 *
 * One transaction: all of it, or nothing.
 *
 * Returns: (transfer full) (nullable): the change that undoes it
 */
KwOwnChange *
kw_own_change_apply (const KwOwnChange *self, KwVault *vault, GError **error)
{
  g_return_val_if_fail (self != NULL && KW_IS_VAULT (vault), NULL);

  g_autoptr (KwOwnChange) undo = kw_own_change_new ();
  g_autoptr (KwBatch) batch = kw_batch_new (KW_OWN_SOURCE);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  if (!ensure_source (vault, batch, error))
    return NULL;
  for (guint i = 0; i < self->steps->len; i++)
    {
      const Step *step = g_ptr_array_index (self->steps, i);

      if (g_hash_table_add (seen, step->ref) && !remember (undo, vault, step, error))
        return NULL;
      add_to_batch (batch, step);
    }
  return kw_vault_commit (vault, g_steal_pointer (&batch), error) ? g_steal_pointer (&undo) : NULL;
}

static void
apply_thread (GTask *task,
              gpointer source G_GNUC_UNUSED,
              gpointer data,
              GCancellable *cancellable G_GNUC_UNUSED)
{
  GError *error = NULL;
  KwVault *vault = g_object_get_data (G_OBJECT (task), "vault");
  KwOwnChange *undo = kw_own_change_apply (data, vault, &error);

  if (undo != NULL)
    g_task_return_pointer (task, undo, (GDestroyNotify) kw_own_change_free);
  else
    g_task_return_error (task, error);
}

/**
 * kw_own_change_apply_async:
 * @self: (transfer full): a change
 * @library: whose vault, and who reads again afterwards
 * @callback: (nullable): called when it is on disk, or not
 * @data: for @callback
 *
 * The vault is the one that is open now: a switch to another person meanwhile changes nothing.
 */
void
kw_own_change_apply_async (KwOwnChange *self,
                           KwLibrary *library,
                           GAsyncReadyCallback callback,
                           gpointer data)
{
  g_return_if_fail (self != NULL && KW_IS_LIBRARY (library));
  g_return_if_fail (kw_library_get_vault (library) != NULL);

  g_autoptr (GTask) task = g_task_new (library, NULL, callback, data);

  g_task_set_name (task, "own-change");
  g_object_set_data_full (G_OBJECT (task), "vault", g_object_ref (kw_library_get_vault (library)),
                          g_object_unref);
  g_task_set_task_data (task, self, (GDestroyNotify) kw_own_change_free);
  g_task_run_in_thread (task, apply_thread);
}

KwOwnChange *
kw_own_change_apply_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);

  KwOwnChange *undo = g_task_propagate_pointer (G_TASK (result), error);
  KwLibrary *library = g_task_get_source_object (G_TASK (result));

  if (undo != NULL)
    kw_library_reload (library);
  return undo;
}

/**
 * kw_own_dup_ref:
 * @type: a FHIR type
 * @id: an id
 *
 * ```c
 * kw_own_dup_ref ("Condition", "1"); // "own/Condition/1"
 * ```
 *
 * Returns: (transfer full): the ref of an own entry
 */
char *
kw_own_dup_ref (const char *type, const char *id)
{
  g_return_val_if_fail (type != NULL && id != NULL, NULL);

  return g_strconcat (KW_OWN_SOURCE, "/", type, "/", id, NULL);
}

gboolean
kw_own_is_own (const KwRecord *record)
{
  g_return_val_if_fail (record != NULL, FALSE);

  return g_str_equal (record->source, KW_OWN_SOURCE);
}
