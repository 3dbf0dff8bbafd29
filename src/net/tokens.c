/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "core/error.h"
#include "core/json-writer.h"
#include "net/net.h"

#define MAX_TOKENS ((gsize) 1024 * 1024)

/* One row per field that is text. */
static const struct
{
  const char *name;
  gsize offset;
} fields[] = {
  { "access_token", G_STRUCT_OFFSET (KwTokens, access_token) },
  { "refresh_token", G_STRUCT_OFFSET (KwTokens, refresh_token) },
  { "id_token", G_STRUCT_OFFSET (KwTokens, id_token) },
  { "scope", G_STRUCT_OFFSET (KwTokens, scope) },
  { "patient", G_STRUCT_OFFSET (KwTokens, patient) },
  { "fhir_user", G_STRUCT_OFFSET (KwTokens, fhir_user) },
  { "device_client", G_STRUCT_OFFSET (KwTokens, device_client) },
  { "device_key", G_STRUCT_OFFSET (KwTokens, device_key) },
};

static char **
get_field (const KwTokens *self, guint index)
{
  return G_STRUCT_MEMBER_P (self, fields[index].offset);
}

/**
 * kw_wipe:
 * @secret: (transfer full) (nullable): a text that must not stay in memory
 */
void
kw_wipe (char *secret)
{
  if (secret == NULL)
    return;
  explicit_bzero (secret, strlen (secret));
  g_free (secret);
}

void
kw_tokens_free (KwTokens *self)
{
  g_return_if_fail (self != NULL);

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    kw_wipe (*get_field (self, i));
  g_free (self);
}

gboolean
kw_tokens_can_renew (const KwTokens *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return self->refresh_token != NULL || self->device_key != NULL;
}

/**
 * kw_tokens_to_json:
 * @self: tokens
 *
 * Returns: (transfer full): their text for the keyring, to be wiped
 */
char *
kw_tokens_to_json (const KwTokens *self)
{
  g_autoptr (KwJsonWriter) writer = kw_json_writer_new (FALSE);
  g_autoptr (GBytes) bytes = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  kw_json_writer_begin_object (writer);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    kw_json_writer_member (writer, fields[i].name, *get_field (self, i));
  kw_json_writer_name (writer, "expires_at");
  kw_json_writer_int (writer, self->expires_at);
  kw_json_writer_name (writer, "lapses_at");
  kw_json_writer_int (writer, self->lapses_at);
  kw_json_writer_end_object (writer);
  bytes = kw_json_writer_end (writer);
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

KwTokens *
kw_tokens_new_from_json (const char *json, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (KwJson) tree = NULL;
  KwTokens *self;

  g_return_val_if_fail (json != NULL, NULL);

  bytes = g_bytes_new (json, strlen (json));
  tree = kw_json_new (bytes, MAX_TOKENS, NULL);
  if (tree == NULL)
    {
      g_set_error_literal (error, KW_ERROR, KW_ERROR_SIGN_IN_LAPSED, "stored tokens do not parse");
      return NULL;
    }
  self = g_new0 (KwTokens, 1);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    *get_field (self, i) = g_strdup (kw_json_string_at (kw_json_get_root (tree), fields[i].name));
  self->lapses_at
      = kw_json_node_get_int (kw_json_node_at (kw_json_get_root (tree), "lapses_at"), 0);
  self->expires_at
      = kw_json_node_get_int (kw_json_node_at (kw_json_get_root (tree), "expires_at"), 0);
  return self;
}
