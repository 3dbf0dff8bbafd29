/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/connection.h"

#include "core/error.h"
#include "core/json-writer.h"

struct _KwConnection
{
  char *values[KW_N_CONNECTION_FIELDS];
};

/* The name of each field in JSON, and whether a connection is none without it. */
static const struct
{
  const char *name;
  gboolean required;
} fields[KW_N_CONNECTION_FIELDS] = {
  [KW_CONNECTION_UUID] = { "uuid", TRUE },
  [KW_CONNECTION_NAME] = { "name", FALSE },
  [KW_CONNECTION_BASE] = { "base", TRUE },
  [KW_CONNECTION_VENDOR] = { "vendor", FALSE },
  [KW_CONNECTION_ENVIRONMENT] = { "environment", FALSE },
  [KW_CONNECTION_CLIENT_ID] = { "client_id", FALSE },
  [KW_CONNECTION_REDIRECT_URI] = { "redirect_uri", FALSE },
  [KW_CONNECTION_AUD] = { "aud", FALSE },
  [KW_CONNECTION_SCOPE_ASKED] = { "scope_asked", FALSE },
  [KW_CONNECTION_SCOPE_GRANTED] = { "scope_granted", FALSE },
  [KW_CONNECTION_PATIENT] = { "patient", FALSE },
  [KW_CONNECTION_FHIR_USER] = { "fhir_user", FALSE },
  [KW_CONNECTION_ID_TOKEN_ISSUER] = { "id_token_issuer", FALSE },
  [KW_CONNECTION_ISSUER] = { "issuer", FALSE },
  [KW_CONNECTION_AUTHORIZE_URL] = { "authorize_url", FALSE },
  [KW_CONNECTION_TOKEN_URL] = { "token_url", FALSE },
  [KW_CONNECTION_REVOKE_URL] = { "revoke_url", FALSE },
  [KW_CONNECTION_MANAGE_URL] = { "manage_url", FALSE },
  [KW_CONNECTION_JWKS_URL] = { "jwks_url", FALSE },
  [KW_CONNECTION_DISCOVERED_AT] = { "discovered_at", FALSE },
  [KW_CONNECTION_SENDS_ISSUER] = { "sends_issuer", FALSE },
  [KW_CONNECTION_REGISTRATION_URL] = { "registration_url", FALSE },
  [KW_CONNECTION_CAPABILITIES] = { "capabilities", FALSE },
  [KW_CONNECTION_LOGIN] = { "login", FALSE },
  [KW_CONNECTION_PROFILE] = { "profile", FALSE },
};

static void
connection_clear (gpointer data)
{
  KwConnection *self = data;
  for (guint i = 0; i < KW_N_CONNECTION_FIELDS; i++)
    g_free (self->values[i]);
}

/**
 * kw_connection_new:
 *
 * Returns: (transfer full): a connection of which nothing is known but its fresh UUID
 */
KwConnection *
kw_connection_new (void)
{
  KwConnection *self = g_atomic_rc_box_new0 (KwConnection);
  self->values[KW_CONNECTION_UUID] = g_uuid_string_random ();
  return self;
}

/**
 * kw_connection_new_from_json:
 * @node: an object that kw_connection_to_json() wrote
 * @error: KW_ERROR_VAULT_DAMAGED when @node is none, or lacks UUID or base
 *
 * Members that this version does not know are left out.
 *
 * Returns: (transfer full) (nullable): the connection
 */
KwConnection *
kw_connection_new_from_json (const KwJsonNode *node, GError **error)
{
  g_autoptr (KwConnection) self = g_atomic_rc_box_new0 (KwConnection);
  for (guint i = 0; i < KW_N_CONNECTION_FIELDS; i++)
    {
      const char *value = kw_json_node_get_string (kw_json_node_get_member (node, fields[i].name));
      if (fields[i].required && (value == NULL || *value == '\0'))
        {
          g_set_error (error, KW_ERROR, KW_ERROR_VAULT_DAMAGED,
                       "a stored connection lacks its member “%s”", fields[i].name);
          return NULL;
        }
      self->values[i] = g_strdup (value);
    }
  return g_steal_pointer (&self);
}

/**
 * kw_connection_with:
 * @self: a connection
 * @field: the field that differs in the copy
 * @value: (nullable): its value there
 *
 * ```c
 * g_autoptr (KwConnection) named = kw_connection_with (blank, KW_CONNECTION_NAME, "City Clinic");
 * // blank is as it was; named has the UUID of blank
 * ```
 *
 * Returns: (transfer full): a copy of @self with another value
 */
KwConnection *
kw_connection_with (const KwConnection *self, KwConnectionField field, const char *value)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail ((guint) field < KW_N_CONNECTION_FIELDS, NULL);

  KwConnection *copy = g_atomic_rc_box_new0 (KwConnection);
  for (guint i = 0; i < KW_N_CONNECTION_FIELDS; i++)
    copy->values[i] = g_strdup (i == field ? value : self->values[i]);
  return copy;
}

KwConnection *
kw_connection_ref (KwConnection *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return g_atomic_rc_box_acquire (self);
}

void
kw_connection_unref (KwConnection *self)
{
  g_return_if_fail (self != NULL);
  g_atomic_rc_box_release_full (self, connection_clear);
}

/**
 * kw_connection_get:
 *
 * Returns: (transfer none) (nullable): the value of @field, NULL when it is not known
 */
const char *
kw_connection_get (const KwConnection *self, KwConnectionField field)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail ((guint) field < KW_N_CONNECTION_FIELDS, NULL);
  return self->values[field];
}

const char *
kw_connection_field_get_name (KwConnectionField field)
{
  g_return_val_if_fail ((guint) field < KW_N_CONNECTION_FIELDS, NULL);
  return fields[field].name;
}

/**
 * kw_connection_to_json:
 *
 * Returns: (transfer full): one JSON object with the fields that are known
 */
GBytes *
kw_connection_to_json (const KwConnection *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_autoptr (KwJsonWriter) writer = kw_json_writer_new (FALSE);
  kw_json_writer_begin_object (writer);
  for (guint i = 0; i < KW_N_CONNECTION_FIELDS; i++)
    kw_json_writer_member (writer, fields[i].name, self->values[i]);
  kw_json_writer_end_object (writer);
  return kw_json_writer_end (writer);
}
