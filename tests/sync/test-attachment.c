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

static char *
dup_plain_text (KwVault *vault)
{
  g_autoptr (GPtrArray) refs = list_documents (vault);

  for (guint i = 0; i < refs->len; i++)
    {
      g_autofree char *type = NULL;
      g_autoptr (GBytes) bytes
          = kw_attachment_fetch (vault, g_ptr_array_index (refs, i), 0, &type, NULL, NULL);

      if (bytes != NULL && type != NULL && g_str_has_prefix (type, "text/plain"))
        return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
    }
  return NULL;
}

/* A note that was amended under its old address is never shown in its old words. */
static void
test_amended (void)
{
  g_autofree char *dir = fixture_new ();
  g_autoptr (Clinic) clinic = clinic_start (NULL);
  g_autofree char *uuid = NULL;
  g_autoptr (KwVault) vault = clinic_connect (dir, clinic->bases[0], "Rosa Alvarez", &uuid);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  g_assert_true (kw_sync_run (vault, uuid, NULL, NULL, NULL, NULL));
  before = dup_plain_text (vault);
  g_assert_nonnull (before);
  g_assert_false (g_str_has_prefix (before, "AMENDED"));
  clinic_go_wrong (&clinic, "note-amended");
  g_assert_true (kw_sync_run (vault, uuid, NULL, NULL, NULL, NULL));
  g_clear_pointer (&clinic, clinic_stop);
  after = dup_plain_text (vault);
  g_assert_nonnull (after);
  g_assert_true (g_str_has_prefix (after, "AMENDED"));
  g_clear_object (&vault);
  fixture_remove (dir);
}

/* The next sync asks for everything and not for what changed. */
static void
ask_for_all (KwVault *vault)
{
  g_autoptr (GPtrArray) sources = kw_vault_list_sources (vault, NULL);
  KwSource *source = g_ptr_array_index (sources, 0);

  for (guint i = 0; i < source->sections->len; i++)
    ((KwSourceSection *) g_ptr_array_index (source->sections, i))->full_as_of = 0;
  g_assert_true (kw_vault_put_source (vault, source, NULL));
}

/* An address that is signed anew with each read is no change of the record, and the bytes are not
 * fetched again. */
static void
test_presigned (void)
{
  g_autofree char *dir = fixture_new ();
  const char *const options[] = { "--fault", "attachment-presigned", NULL };
  g_autoptr (Clinic) clinic = clinic_start (options);
  g_autofree char *uuid = NULL;
  g_autoptr (KwVault) vault = clinic_connect (dir, clinic->bases[0], "Rosa Alvarez", &uuid);
  g_autoptr (GPtrArray) index = NULL;
  g_autofree char *text = NULL;
  guint n_signed = 0;

  g_assert_true (kw_sync_run (vault, uuid, NULL, NULL, NULL, NULL));
  g_usleep (1100000);
  ask_for_all (vault);
  g_assert_true (kw_sync_run (vault, uuid, NULL, NULL, NULL, NULL));
  index = kw_vault_load_index (vault, NULL, NULL);
  for (guint i = 0; i < index->len; i++)
    {
      const KwIndexRow *row = g_ptr_array_index (index, i);

      if (row->record->n_attachments == 0 || row->record->attachments[0].url == NULL)
        continue;
      n_signed += strstr (row->record->attachments[0].url, "X-Demo-Signature") != NULL;
      g_assert_cmpint (row->history.changed_at, ==, row->history.first_seen);
    }
  g_assert_cmpuint (n_signed, >, 0);
  g_clear_pointer (&clinic, clinic_stop);
  text = dup_plain_text (vault);
  g_assert_nonnull (text);
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
  g_test_add_func ("/sync/attachment/amended", test_amended);
  g_test_add_func ("/sync/attachment/presigned", test_presigned);
  status = g_test_run ();
  return fixture_end (status);
}
