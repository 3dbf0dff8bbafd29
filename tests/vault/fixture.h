/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib/gstdio.h>
#include <string.h>

#include "vault/vault.h"

static inline void
fixture_remove (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        fixture_remove (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

/* One keyring file for the whole test program, because libsecret reads its path only once. */
static inline void
fixture_start (void)
{
  g_autofree char *dir = g_dir_make_tmp ("keepwell-keyring-XXXXXX", NULL);
  g_autofree char *keyring = g_build_filename (dir, "keyring", NULL);

  g_setenv ("SECRET_BACKEND", "file", TRUE);
  g_setenv ("SECRET_FILE_TEST_PATH", keyring, TRUE);
  g_setenv ("SECRET_FILE_TEST_PASSWORD", "test", TRUE);
}

static inline int
fixture_end (int status)
{
  g_autofree char *dir = g_path_get_dirname (g_getenv ("SECRET_FILE_TEST_PATH"));

  fixture_remove (dir);
  return status;
}

static inline char *
fixture_new (void)
{
  return g_dir_make_tmp ("keepwell-test-XXXXXX", NULL);
}

static inline KwVault *
fixture_vault (const char *dir)
{
  KwPerson person = { .name = (char *) "Canaria Plantword", .birth_date = (char *) "1951-02-03" };
  g_autoptr (KwSource) source = kw_source_new (KW_SOURCE_CONNECTION, "c1", "Canary Hospital",
                                               "https://canary.example/r4/T1");
  GError *error = NULL;
  KwVault *vault = kw_vault_create (dir, &person, &error);

  g_assert_no_error (error);
  kw_vault_put_source (vault, source, &error);
  g_assert_no_error (error);
  return vault;
}

static inline void
fixture_put_of (KwBatch *batch, const char *source_id, const char *id, const char *text)
{
  g_autofree char *body = g_strdup_printf (
      "{\"resourceType\":\"Condition\",\"id\":\"%s\",\"code\":{\"text\":\"%s\"}}", id, text);
  g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));
  g_autoptr (KwJson) json = kw_json_new (bytes, G_MAXSIZE, NULL);
  g_autoptr (KwRecord) record = kw_record_new_from_fhir (kw_json_get_root (json), source_id);

  kw_batch_put_record (batch, record, bytes);
}

static inline void
fixture_put (KwBatch *batch, const char *id, const char *text)
{
  fixture_put_of (batch, "c1", id, text);
}

static inline const KwIndexRow *
fixture_find (GPtrArray *index, const char *id)
{
  for (guint i = 0; i < index->len; i++)
    {
      const KwIndexRow *row = g_ptr_array_index (index, i);

      if (g_strcmp0 (row->record->id, id) == 0)
        return row;
    }
  return NULL;
}
