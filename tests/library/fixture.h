/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <string.h>

#include "library/snapshot-private.h"
#include "vault/fixture.h"

/* JSON with ' for ", so that a table of resources can be read. */
static inline GBytes *
fixture_json (const char *text)
{
  char *copy = g_strdelimit (g_strdup (text), "'", '"');

  return g_bytes_new_take (copy, strlen (copy));
}

/* A file of these resources, NULL-terminated, as a snapshot. */
typedef struct
{
  KwBundle *bundle;
  KwSnapshot *snapshot;
} File;

static inline void
file_clear (File *self)
{
  g_clear_pointer (&self->snapshot, kw_snapshot_unref);
  g_clear_pointer (&self->bundle, kw_bundle_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (File, file_clear)

static inline void
file_open (File *self, const char *const *resources)
{
  g_autoptr (GString) text = g_string_new ("[");
  g_autoptr (GBytes) bytes = NULL;
  GError *error = NULL;

  for (guint i = 0; resources[i] != NULL; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "," : "", resources[i]);
  g_string_append_c (text, ']');
  bytes = fixture_json (text->str);
  self->bundle = kw_bundle_new (bytes, "s", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (kw_bundle_get_n_persons (self->bundle), ==, 1);
  self->snapshot = kw_snapshot_new_from_bundle (self->bundle, 0, "record.json");
}

/* Puts a resource of any type into @batch, as of the source "c1". */
static inline void
fixture_put_json (KwBatch *batch, const char *text)
{
  g_autoptr (GBytes) bytes = fixture_json (text);
  g_autoptr (KwJson) json = kw_json_new (bytes, G_MAXSIZE, NULL);
  g_autoptr (KwRecord) record = kw_record_new_from_fhir (kw_json_get_root (json), "c1");

  kw_batch_put_record (batch, record, bytes);
}

static inline void
fixture_commit (KwVault *vault, KwBatch *batch)
{
  GError *error = NULL;

  kw_vault_commit (vault, batch, &error);
  g_assert_no_error (error);
}

/* The ids of the records at @indexes, joined by a blank. */
static inline char *
fixture_ids (const KwSnapshot *snapshot, const GArray *indexes)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < indexes->len; i++)
    g_string_append_printf (
        out, "%s%s", i > 0 ? " " : "",
        kw_snapshot_get_record (snapshot, g_array_index (indexes, guint32, i))->id);
  return g_string_free (out, FALSE);
}

static inline void
fixture_assert_ids (const KwSnapshot *snapshot, const GArray *indexes, const char *ids)
{
  g_autofree char *found = fixture_ids (snapshot, indexes);

  g_assert_cmpstr (found, ==, ids);
}
