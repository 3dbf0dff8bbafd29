/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "demo/clinic-private.h"

/* Epic's way for a program without a server: a computer registers itself with its first access
 * token and its public key, and gets later tokens by what it signs (RFC 7523). */

typedef struct
{
  GBytes *jwks;
  KwDemoGrant *grant;
} Device;

static void
device_free (gpointer data)
{
  Device *device = data;
  g_bytes_unref (device->jwks);
  g_free (device);
}

static GHashTable *
devices_of (KwClinic *clinic)
{
  if (clinic->devices == NULL)
    clinic->devices = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, device_free);
  return clinic->devices;
}

static KwDemoGrant *
find_grant (const KwDemoRequest *request)
{
  const char *header = soup_message_headers_get_one (
      soup_server_message_get_request_headers (request->message), "Authorization");
  KwDemoGrant *grant = NULL;
  if (header == NULL || !g_str_has_prefix (header, "Bearer ")
      || kw_demo_grants_find_access (request->clinic->grants, header + strlen ("Bearer "),
                                     kw_demo_now (), &grant)
             != KW_DEMO_TOKEN_GOOD)
    return NULL;
  return grant->hospital == request->hospital ? grant : NULL;
}

static KwJson *
read_body (const KwDemoRequest *request)
{
  g_autoptr (GBytes) body
      = soup_message_body_flatten (soup_server_message_get_request_body (request->message));
  return kw_json_new (body, G_MAXUINT16, NULL);
}

void
kw_demo_auth_register (const KwDemoRequest *request)
{
  KwDemoGrant *grant = find_grant (request);
  g_autoptr (KwJson) json = read_body (request);
  const KwJsonNode *root = json == NULL ? NULL : kw_json_get_root (json);
  const KwJsonNode *jwks = kw_json_node_get_member (root, "jwks");
  const char *software = kw_json_string_at (root, "software_id");
  if (!kw_faults_has (request->clinic->faults, KW_FAULT_DEVICE))
    {
      kw_demo_answer (request->message, 404, "text/plain", "Not Found");
      return;
    }
  if (grant == NULL)
    {
      kw_demo_answer (request->message, 401, "text/plain", "Unauthorized");
      return;
    }
  if (g_strcmp0 (software, grant->client_id) != 0
      || g_strcmp0 (kw_json_string_at (jwks, "keys.0.kty"), "RSA") != 0
      || kw_json_node_at (jwks, "keys.0.d") != NULL)
    {
      kw_demo_answer (request->message, 400, "application/json",
                      "{\"error\":\"invalid_client_metadata\"}");
      return;
    }
  Device *device = g_new0 (Device, 1);
  device->jwks = kw_json_dup_source (json, jwks);
  device->grant = grant;
  char *id = g_uuid_string_random ();
  g_hash_table_insert (devices_of (request->clinic), id, device);
  g_autoptr (KwJsonWriter) writer = kw_json_writer_new (FALSE);
  kw_json_writer_begin_object (writer);
  kw_json_writer_member (writer, "client_id", id);
  kw_json_writer_end_object (writer);
  kw_demo_answer_json (request->message, 201, writer);
}

/* The grant of the device that signed the assertion; NULL when it is not right in every claim. */
KwDemoGrant *
kw_demo_auth_check_assertion (const KwDemoRequest *request, const char *token_url)
{
  const char *assertion = kw_demo_request_get (request, "assertion");
  g_autoptr (KwJson) claims = assertion == NULL ? NULL : kw_jws_peek (assertion);
  const char *issuer = claims == NULL ? NULL : kw_json_string_at (kw_json_get_root (claims), "iss");
  const Device *device
      = issuer == NULL ? NULL : g_hash_table_lookup (devices_of (request->clinic), issuer);
  if (device == NULL)
    return NULL;
  g_autoptr (KwJson) verified = kw_jws_verify (assertion, device->jwks, NULL);
  const KwJsonNode *root = verified == NULL ? NULL : kw_json_get_root (verified);
  gint64 expires = kw_json_node_get_int (kw_json_node_get_member (root, "exp"), 0);
  gboolean good = g_strcmp0 (kw_json_string_at (root, "sub"), issuer) == 0
                  && g_strcmp0 (kw_json_string_at (root, "aud"), token_url) == 0
                  && kw_json_string_at (root, "jti") != NULL && expires > kw_demo_now ()
                  && expires <= kw_demo_now () + 5 * 60;
  return good && !device->grant->revoked ? device->grant : NULL;
}
