/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "client.h"

#include "demo/sign-in.h"

void
reply_free (Reply *self)
{
  g_free (self->content_type);
  g_free (self->location);
  g_free (self->cache_control);
  g_free (self->www_authenticate);
  g_free (self->server);
  g_free (self->text);
  g_free (self);
}

static char *
dup_header (SoupMessage *message, const char *name)
{
  return g_strdup (
      soup_message_headers_get_one (soup_message_get_response_headers (message), name));
}

Reply *
fetch (const char *url, const char *form, const char *token, const char *accept)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SoupSession) session = soup_session_new_with_options ("timeout", 20, NULL);
  g_autoptr (SoupMessage) message = soup_message_new (form == NULL ? "GET" : "POST", url);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);
  soup_message_set_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  if (form != NULL)
    {
      g_autoptr (GBytes) body = g_bytes_new (form, strlen (form));
      soup_message_set_request_body_from_bytes (message, SOUP_FORM_MIME_TYPE_URLENCODED, body);
    }
  if (token != NULL)
    {
      g_autofree char *value = g_strconcat ("Bearer ", token, NULL);
      soup_message_headers_replace (headers, "Authorization", value);
    }
  if (accept != NULL)
    soup_message_headers_replace (headers, "Accept", accept);
  g_autoptr (GBytes) body = soup_session_send_and_read (session, message, NULL, &error);
  g_assert_no_error (error);
  Reply *reply = g_new0 (Reply, 1);
  reply->status = soup_message_get_status (message);
  reply->content_type = dup_header (message, "Content-Type");
  reply->location = dup_header (message, "Location");
  reply->cache_control = dup_header (message, "Cache-Control");
  reply->www_authenticate = dup_header (message, "WWW-Authenticate");
  reply->server = dup_header (message, "Server");
  const char *data = g_bytes_get_data (body, NULL);
  reply->text = g_strndup (data == NULL ? "" : data, g_bytes_get_size (body));
  return reply;
}

KwJson *
reply_json (const Reply *reply)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new (reply->text, strlen (reply->text));
  KwJson *json = kw_json_new (bytes, G_MAXSIZE, &error);
  g_assert_no_error (error);
  return json;
}

KwClinic *
clinic_with (const char *const *faults)
{
  g_autoptr (GError) error = NULL;
  KwClinic *clinic = kw_clinic_new (&(KwDemoOptions){ .faults = faults }, &error);
  g_assert_no_error (error);
  return clinic;
}

char *
endpoint (KwClinic *clinic, guint hospital, const char *member)
{
  g_autofree char *url = g_strconcat (kw_clinic_get_base (clinic, hospital),
                                      "/.well-known/smart-configuration", NULL);
  g_autoptr (Reply) reply = fetch (url, NULL, NULL, NULL);
  g_assert_cmpuint (reply->status, ==, 200);
  g_autoptr (KwJson) json = reply_json (reply);
  return g_strdup (kw_json_string_at (kw_json_get_root (json), member));
}

static char *
encode_with (GHashTable *members, const char *name, const char *value)
{
  if (name != NULL && value == NULL)
    g_hash_table_remove (members, name);
  else if (name != NULL)
    g_hash_table_insert (members, (gpointer) name, (gpointer) value);
  return soup_form_encode_hash (members);
}

static GHashTable *
table_of (const char *const *pairs)
{
  GHashTable *table = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; pairs[i] != NULL; i += 2)
    g_hash_table_insert (table, (gpointer) pairs[i], (gpointer) pairs[i + 1]);
  return table;
}

char *
authorize_url (KwClinic *clinic, guint hospital, const char *name, const char *value)
{
  const char *pairs[] = { "response_type",
                          "code",
                          "client_id",
                          KW_DEMO_CLIENT_ID,
                          "redirect_uri",
                          REDIRECT,
                          "scope",
                          SCOPE,
                          "state",
                          "the-state",
                          "nonce",
                          "the-nonce",
                          "aud",
                          kw_clinic_get_base (clinic, hospital),
                          "code_challenge",
                          CHALLENGE,
                          "code_challenge_method",
                          "S256",
                          NULL };
  g_autoptr (GHashTable) members = table_of (pairs);
  g_autofree char *authorize = endpoint (clinic, hospital, "authorization_endpoint");
  g_autofree char *query = encode_with (members, name, value);
  return g_strconcat (authorize, "?", query, NULL);
}

char *
sign_in (KwClinic *clinic, guint hospital, const char *user, const char *patient)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *url = authorize_url (clinic, hospital, NULL, NULL);
  KwDemoChoice choice = { .user = user, .patient = patient };
  char *redirect = kw_demo_sign_in (url, &choice, &error);
  g_assert_no_error (error);
  return redirect;
}

char *
query_member (const char *url, const char *name)
{
  g_autoptr (GUri) uri = g_uri_parse (url, SOUP_HTTP_URI_FLAGS, NULL);
  g_autoptr (GHashTable) members = soup_form_decode (g_uri_get_query (uri));
  return g_strdup (g_hash_table_lookup (members, name));
}

Reply *
exchange (KwClinic *clinic, guint hospital, const char *code, const char *name, const char *value)
{
  const char *pairs[] = { "grant_type",
                          "authorization_code",
                          "code",
                          code,
                          "client_id",
                          KW_DEMO_CLIENT_ID,
                          "redirect_uri",
                          REDIRECT,
                          "code_verifier",
                          VERIFIER,
                          NULL };
  g_autoptr (GHashTable) members = table_of (pairs);
  g_autofree char *url = endpoint (clinic, hospital, "token_endpoint");
  g_autofree char *form = encode_with (members, name, value);
  return fetch (url, form, NULL, NULL);
}

Reply *
refresh (KwClinic *clinic, guint hospital, const char *token)
{
  const char *pairs[] = { "grant_type", "refresh_token", "refresh_token", token, NULL };
  g_autoptr (GHashTable) members = table_of (pairs);
  g_autofree char *url = endpoint (clinic, hospital, "token_endpoint");
  g_autofree char *form = encode_with (members, NULL, NULL);
  return fetch (url, form, NULL, NULL);
}

KwJson *
connect_as (KwClinic *clinic, guint hospital, const char *user, const char *patient)
{
  g_autofree char *redirect = sign_in (clinic, hospital, user, patient);
  g_autofree char *code = query_member (redirect, "code");
  g_autoptr (Reply) reply = exchange (clinic, hospital, code, NULL, NULL);
  g_assert_cmpuint (reply->status, ==, 200);
  return reply_json (reply);
}

Reply *
read_fhir (KwClinic *clinic, guint hospital, const char *token, const char *path)
{
  g_autofree char *url = g_strconcat (kw_clinic_get_base (clinic, hospital), "/", path, NULL);
  return fetch (url, NULL, token, "application/fhir+json");
}
