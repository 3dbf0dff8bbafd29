/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync/clinic.h"

/* The records of @vault that have an attachment which is not inside them. */
static GPtrArray *
list_documents (KwVault *vault)
{
  g_autoptr (GPtrArray) index = kw_vault_load_index (vault, NULL, NULL);
  GPtrArray *refs = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < index->len; i++)
    {
      const KwRecord *record = ((KwIndexRow *) g_ptr_array_index (index, i))->record;

      if (record->n_attachments > 0 && record->attachments[0].url != NULL
          && !record->attachments[0].is_inline)
        g_ptr_array_add (refs, g_strdup (record->ref));
    }
  return refs;
}

/* After a sync every note can be read without the hospital. */
static void
test_offline (void)
{
  g_autofree char *dir = fixture_new ();
  g_autoptr (Clinic) clinic = clinic_start (NULL);
  g_autofree char *uuid = NULL;
  g_autoptr (KwVault) vault = clinic_connect (dir, clinic->bases[0], "Mary Lee", &uuid);
  g_autoptr (GPtrArray) refs = NULL;
  g_autoptr (GHashTable) types = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_assert_true (kw_sync_run (vault, uuid, NULL, NULL, NULL, NULL));
  g_clear_pointer (&clinic, clinic_stop);
  refs = list_documents (vault);
  g_assert_cmpuint (refs->len, >, 3);
  for (guint i = 0; i < refs->len; i++)
    {
      char *type = NULL;
      g_autoptr (GBytes) bytes
          = kw_attachment_fetch (vault, g_ptr_array_index (refs, i), 0, &type, NULL, NULL);

      if (bytes != NULL && type != NULL)
        g_hash_table_add (types, type);
      else
        g_free (type);
    }
  g_assert_true (g_hash_table_contains (types, "application/pdf"));
  g_assert_cmpuint (g_hash_table_size (types), >=, 3);
  g_clear_object (&vault);
  fixture_remove (dir);
}

/* What is not there is an error with a sentence, and the list of documents is whole all the same.
 */
static void
test_absent (void)
{
  const char *const options[] = { "--fault", "binary-404", NULL };
  g_autofree char *dir = fixture_new ();
  g_autoptr (Clinic) clinic = clinic_start (options);
  g_autofree char *uuid = NULL;
  g_autoptr (KwVault) vault = clinic_connect (dir, clinic->bases[0], "Mary Lee", &uuid);
  g_autoptr (GPtrArray) refs = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (kw_sync_run (vault, uuid, NULL, NULL, NULL, NULL));
  refs = list_documents (vault);
  g_assert_cmpuint (refs->len, >, 3);
  g_assert_null (kw_attachment_fetch (vault, g_ptr_array_index (refs, 0), 0, NULL, NULL, &error));
  g_assert_error (error, KW_ERROR, KW_ERROR_NOT_OFFERED);
  g_clear_error (&error);
  g_assert_null (kw_attachment_fetch (vault, g_ptr_array_index (refs, 0), 99, NULL, NULL, &error));
  g_assert_error (error, KW_ERROR, KW_ERROR_NO_SUCH_RECORD);
  g_clear_object (&vault);
  fixture_remove (dir);
}

int
main (int argc, char **argv)
{
  int status;

  fixture_start ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sync/attachment/offline", test_offline);
  g_test_add_func ("/sync/attachment/absent", test_absent);
  status = g_test_run ();
  return fixture_end (status);
}
