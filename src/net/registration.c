/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "net/registration.h"

#include <string.h>

#include "core/error.h"
#include "core/json-writer.h"
#include "jose/jose.h"
#include "net/session.h"
#include "net/url.h"
#include "net/vendor.h"

#define MAX_ANSWER ((gsize) 1024 * 1024)
/* Epic takes only RSA keys, and an assertion of at most five minutes. */
#define ALGORITHM "RS384"
#define KEY_NAME "keepwell"
#define ASSERTION_SECONDS (4 * 60)

static void
fail (GError **error, KwError code, const char *what)
{
  g_set_error_literal (error, KW_ERROR, (int) code, what);
}

static KwJson *
post_json (KwSession *session,
           const char *url,
           GBytes *body,
           const char *bearer,
           GCancellable *cancellable,
           GError **error)
{
  KwRequest request = { .method = "POST",
                        .url = url,
                        .accept = "application/json",
                        .bearer = bearer,
                        .form = body,
                        .body_type = "application/json",
                        .max_size = MAX_ANSWER,
                        .purpose = KW_PURPOSE_REGISTRATION };
  g_autoptr (KwReply) reply = kw_session_send (session, &request, cancellable, error);
  g_autoptr (KwJson) json = NULL;

  if (reply == NULL)
    return NULL;
  if (reply->status != 200 && reply->status != 201)
    {
      kw_reply_set_error (reply, error);
      return NULL;
    }
  json = kw_json_new (reply->body, MAX_ANSWER, NULL);
  if (json == NULL || kw_json_string_at (kw_json_get_root (json), "client_id") == NULL)
    {
      fail (error, KW_ERROR_SERVER, "the registration answer names no client");
      return NULL;
    }
  return g_steal_pointer (&json);
}

/* Beside the token address, as Epic documents it, where the discovery document names none; always
 * of the host of the token address, because the token goes there. */
static char *
dup_address (KwConnection *connection)
{
  const char *token = kw_connection_get (connection, KW_CONNECTION_TOKEN_URL);
  const char *named = kw_connection_get (connection, KW_CONNECTION_REGISTRATION_URL);
  g_autofree char *url
      = named != NULL ? g_strdup (named)
                      : g_uri_resolve_relative (token, "register", G_URI_FLAGS_ENCODED, NULL);
  g_autofree char *host = url != NULL ? kw_url_dup_host (url) : NULL;
  g_autofree char *token_host = kw_url_dup_host (token);

  return host != NULL && g_strcmp0 (host, token_host) == 0 ? g_steal_pointer (&url) : NULL;
}

static GBytes *
write_device (KwConnection *connection, const KwSigningKey *key)
{
  g_autoptr (KwJsonWriter) writer = kw_json_writer_new (FALSE);
  g_autoptr (GBytes) keys = kw_signing_key_dup_public_jwks (key);

  kw_json_writer_begin_object (writer);
  kw_json_writer_member (writer, "software_id",
                         kw_connection_get (connection, KW_CONNECTION_CLIENT_ID));
  kw_json_writer_name (writer, "jwks");
  kw_json_writer_raw (writer, g_bytes_get_data (keys, NULL), (gssize) g_bytes_get_size (keys));
  kw_json_writer_end_object (writer);
  return kw_json_writer_end (writer);
}

/**
 * kw_register_device:
 * @session: the session
 * @connection: a connection that has just been signed in to
 * @tokens: its tokens; they get the device's client id and its private key
 * @cancellable: (nullable): ends it
 * @error: return location of a #KwError; not set where the vendor has no such thing
 *
 * Epic gives a program without a server no refresh token. Instead this computer registers itself
 * with the first access token and a key pair of its own, and gets later tokens by what it signs
 * (fhir.epic.com, "Dynamic client registration"). The private key is kept with the tokens, in the
 * keyring, under the connection's UUID and base.
 *
 * Returns: whether it is registered
 */
gboolean
kw_register_device (KwSession *session,
                    KwConnection *connection,
                    KwTokens *tokens,
                    GCancellable *cancellable,
                    GError **error)
{
  g_autofree char *url = NULL;
  g_autoptr (KwSigningKey) key = NULL;
  g_autoptr (GBytes) body = NULL;
  g_autoptr (KwJson) answer = NULL;

  g_return_val_if_fail (session != NULL && connection != NULL && tokens != NULL, FALSE);

  if (tokens->refresh_token != NULL
      || g_strcmp0 (kw_vendor_of (connection)->registration, "epic") != 0)
    return FALSE;
  url = dup_address (connection);
  if (url == NULL || !kw_tenant_check (connection, tokens->access_token, tokens->id_token, error))
    return FALSE;
  key = kw_signing_key_generate (ALGORITHM, KEY_NAME, error);
  if (key == NULL)
    return FALSE;
  body = write_device (connection, key);
  answer = post_json (session, url, body, tokens->access_token, cancellable, error);
  if (answer == NULL)
    return FALSE;
  kw_wipe (tokens->device_key);
  tokens->device_key = kw_signing_key_to_pem (key);
  g_free (tokens->device_client);
  tokens->device_client = g_strdup (kw_json_string_at (kw_json_get_root (answer), "client_id"));
  return TRUE;
}

static void
write_int (KwJsonWriter *writer, const char *name, gint64 value)
{
  kw_json_writer_name (writer, name);
  kw_json_writer_int (writer, value);
}

/**
 * kw_device_assertion:
 * @connection: a connection
 * @tokens: its tokens, with a device's key
 * @error: return location of a #KwError
 *
 * RFC 7523 section 3: who the device is, signed by itself, for the connection's own token address.
 *
 * Returns: (transfer full) (nullable): the assertion, to be wiped
 */
char *
kw_device_assertion (KwConnection *connection, const KwTokens *tokens, GError **error)
{
  g_autoptr (KwSigningKey) key
      = kw_signing_key_new_from_pem (tokens->device_key, ALGORITHM, KEY_NAME, NULL);
  g_autoptr (KwJsonWriter) writer = kw_json_writer_new (FALSE);
  g_autofree char *id = g_uuid_string_random ();
  g_autoptr (GBytes) payload = NULL;
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  if (key == NULL)
    {
      fail (error, KW_ERROR_SIGN_IN_LAPSED, "the key of this computer is damaged");
      return NULL;
    }
  kw_json_writer_begin_object (writer);
  kw_json_writer_member (writer, "iss", tokens->device_client);
  kw_json_writer_member (writer, "sub", tokens->device_client);
  kw_json_writer_member (writer, "aud", kw_connection_get (connection, KW_CONNECTION_TOKEN_URL));
  kw_json_writer_member (writer, "jti", id);
  write_int (writer, "iat", now);
  write_int (writer, "exp", now + ASSERTION_SECONDS);
  kw_json_writer_end_object (writer);
  payload = kw_json_writer_end (writer);
  return kw_jws_sign (key, payload, error);
}

static void
write_list (KwJsonWriter *writer, const char *name, const char *first, const char *second)
{
  kw_json_writer_name (writer, name);
  kw_json_writer_begin_array (writer);
  kw_json_writer_string (writer, first);
  if (second != NULL)
    kw_json_writer_string (writer, second);
  kw_json_writer_end_array (writer);
}

/**
 * kw_register_client:
 * @session: the session
 * @connection: what kw_discover() gave
 * @redirect_uri: where the answers shall go
 * @scope: what will be asked for
 * @cancellable: (nullable): ends it
 * @error: return location of a #KwError
 *
 * RFC 7591: where a server announces it, a program makes itself known before the first sign-in. It
 * is a public client with PKCE, and has no secret.
 *
 * Returns: (transfer full) (nullable): the client id
 */
char *
kw_register_client (KwSession *session,
                    KwConnection *connection,
                    const char *redirect_uri,
                    const char *scope,
                    GCancellable *cancellable,
                    GError **error)
{
  const char *url = kw_connection_get (connection, KW_CONNECTION_REGISTRATION_URL);
  g_autoptr (KwJsonWriter) writer = kw_json_writer_new (FALSE);
  g_autoptr (GBytes) body = NULL;
  g_autoptr (KwJson) answer = NULL;

  g_return_val_if_fail (url != NULL && redirect_uri != NULL, NULL);

  kw_json_writer_begin_object (writer);
  kw_json_writer_member (writer, "client_name", "Keepwell");
  kw_json_writer_member (writer, "application_type", "native");
  kw_json_writer_member (writer, "token_endpoint_auth_method", "none");
  kw_json_writer_member (writer, "scope", scope);
  write_list (writer, "redirect_uris", redirect_uri, NULL);
  write_list (writer, "grant_types", "authorization_code", "refresh_token");
  write_list (writer, "response_types", "code", NULL);
  kw_json_writer_end_object (writer);
  body = kw_json_writer_end (writer);
  answer = post_json (session, url, body, NULL, cancellable, error);
  return answer != NULL ? g_strdup (kw_json_string_at (kw_json_get_root (answer), "client_id"))
                        : NULL;
}
