/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "core/error.h"
#include "net/session.h"
#include "net/url.h"
#include "net/vendor.h"

#define MAX_DOCUMENT ((gsize) 1024 * 1024)

/* The members of a SMART configuration that a connection keeps. */
static const struct
{
  const char *member;
  KwConnectionField field;
  gboolean required;
} members[] = {
  { "authorization_endpoint", KW_CONNECTION_AUTHORIZE_URL, TRUE },
  { "token_endpoint", KW_CONNECTION_TOKEN_URL, TRUE },
  { "revocation_endpoint", KW_CONNECTION_REVOKE_URL, FALSE },
  { "management_endpoint", KW_CONNECTION_MANAGE_URL, FALSE },
  { "jwks_uri", KW_CONNECTION_JWKS_URL, FALSE },
  { "registration_endpoint", KW_CONNECTION_REGISTRATION_URL, FALSE },
};

static void
set (KwConnection **connection, KwConnectionField field, const char *value)
{
  KwConnection *changed = kw_connection_with (*connection, field, value);

  kw_connection_unref (*connection);
  *connection = changed;
}

static KwConnection *
fail (GError **error, KwError code, const char *what, const char *which)
{
  g_set_error (error, KW_ERROR, (int) code, "%s%s", what, which);
  return NULL;
}

/* Relative addresses of the document are relative to the base (SMART App Launch 2.2). */
static char *
dup_resolved (KwConnection *connection, const char *url)
{
  g_autofree char *base
      = g_strconcat (kw_connection_get (connection, KW_CONNECTION_BASE), "/", NULL);

  char *resolved = url != NULL && *url != '\0'
                       ? g_uri_resolve_relative (base, url, G_URI_FLAGS_ENCODED, NULL)
                       : NULL;

  if (resolved != NULL && g_str_equal (kw_vendor_of (connection)->slash, "strip")
      && g_str_has_suffix (resolved, "/"))
    resolved[strlen (resolved) - 1] = '\0';
  return resolved;
}

/* What the document says that the server can do. A client asks for nothing by it but the version of
 * the scopes, because many servers announce less than they do; the doctor names what is missing. */
static char *
dup_capabilities (const KwJsonNode *root)
{
  GString *words = g_string_new (NULL);

  KW_JSON_FOREACH (item, kw_json_node_get_member (root, "capabilities"))
    if (kw_json_node_get_string (item) != NULL)
      g_string_append_printf (words, "%s%s", words->len > 0 ? " " : "",
                              kw_json_node_get_string (item));
  KW_JSON_FOREACH (item, kw_json_node_get_member (root, "code_challenge_methods_supported"))
    if (g_strcmp0 (kw_json_node_get_string (item), "S256") == 0)
      g_string_append_printf (words, "%sS256", words->len > 0 ? " " : "");
  return g_string_free (words, FALSE);
}

/* A hospital has no business with the programs of this computer; the demo clinic is one of them. */
static gboolean
leads_home (KwConnection *connection, const char *url)
{
  return kw_url_is_loopback (url)
         && !kw_url_is_loopback (kw_connection_get (connection, KW_CONNECTION_BASE));
}

static KwConnection *
read_document (KwConnection *connection, const KwJsonNode *root, GError **error)
{
  g_autoptr (KwConnection) self = kw_connection_ref (connection);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *time = g_date_time_format_iso8601 (now);
  g_autofree char *capabilities = dup_capabilities (root);
  const char *sends_issuer = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      const char *text = kw_json_string_at (root, members[i].member);
      g_autofree char *url = dup_resolved (connection, text);

      if (text == NULL && members[i].required)
        return fail (error, KW_ERROR_DISCOVERY, "no ", members[i].member);
      if (!kw_url_is_allowed (url) || leads_home (connection, url))
        {
          if (members[i].required)
            return fail (error, KW_ERROR_DISCOVERY, "an unsafe address as ", members[i].member);
          g_clear_pointer (&url, g_free);
        }
      set (&self, members[i].field, url);
    }
  set (&self, KW_CONNECTION_ISSUER, kw_json_string_at (root, "issuer"));
  set (&self, KW_CONNECTION_DISCOVERED_AT, time);
  set (&self, KW_CONNECTION_CAPABILITIES, capabilities);
  if (kw_json_node_get_boolean (
          kw_json_node_get_member (root, "authorization_response_iss_parameter_supported"), FALSE))
    sends_issuer = "true";
  set (&self, KW_CONNECTION_SENDS_ISSUER, sends_issuer);
  return g_steal_pointer (&self);
}

/* Fetches and reads the document of @connection's base. */
static KwConnection *
discover (KwSession *session, KwConnection *connection, GCancellable *cancellable, GError **error)
{
  g_autofree char *url = g_strconcat (kw_connection_get (connection, KW_CONNECTION_BASE),
                                      "/.well-known/smart-configuration", NULL);
  KwRequest request = { .method = "GET",
                        .url = url,
                        .accept = "application/json",
                        .max_size = MAX_DOCUMENT,
                        .purpose = KW_PURPOSE_DISCOVERY };
  g_autoptr (KwReply) reply = kw_session_send (session, &request, cancellable, error);
  g_autoptr (KwJson) json = NULL;

  if (reply == NULL)
    return NULL;
  if (reply->status == 429 || reply->status >= 500)
    {
      kw_reply_set_error (reply, error);
      return NULL;
    }
  if (reply->status != 200)
    {
      g_set_error (error, KW_ERROR, KW_ERROR_DISCOVERY, "status %u", reply->status);
      return NULL;
    }
  json = kw_json_new (reply->body, MAX_DOCUMENT, NULL);
  if (json == NULL)
    return fail (error, KW_ERROR_DISCOVERY, "the document is no JSON", "");
  return read_document (connection, kw_json_get_root (json), error);
}

/* What the vendor wants to be named as the resource (SMART App Launch 2.2, "aud"); NULL: nothing.
 */
static char *
dup_audience (const KwVendor *vendor, const char *base)
{
  if (g_str_equal (vendor->aud, "none"))
    return NULL;
  return g_strconcat (base, g_str_equal (vendor->aud, "base/") ? "/" : "", NULL);
}

/**
 * kw_discover:
 * @session: the session
 * @address: a FHIR base as typed
 * @cancellable: (nullable): ends it
 * @error: return location of a #KwError
 *
 * SMART App Launch 2.2, "Obtaining metadata". The tenant guard has been passed when this returns.
 *
 * Returns: (transfer full) (nullable): a new connection with base, aud, vendor and endpoints
 */
KwConnection *
kw_discover (KwSession *session, const char *address, GCancellable *cancellable, GError **error)
{
  g_autofree char *base = NULL;
  g_autofree char *host = NULL;
  g_autofree char *aud = NULL;
  g_autoptr (KwConnection) connection = kw_connection_new ();
  g_autoptr (KwConnection) found = NULL;

  g_return_val_if_fail (session != NULL && address != NULL, NULL);

  base = kw_url_dup_base (address);
  if (base == NULL)
    return fail (error, KW_ERROR_ADDRESS, "not an https address", "");
  host = kw_url_dup_host (base);
  set (&connection, KW_CONNECTION_BASE, base);
  set (&connection, KW_CONNECTION_NAME, host);
  set (&connection, KW_CONNECTION_VENDOR, kw_vendor_for_base (base)->id);
  aud = dup_audience (kw_vendor_of (connection), base);
  set (&connection, KW_CONNECTION_AUD, aud);
  set (&connection, KW_CONNECTION_ENVIRONMENT, kw_vendor_environment (base));
  found = discover (session, connection, cancellable, error);
  if (found == NULL || !kw_tenant_check (found, NULL, NULL, error))
    return NULL;
  return g_steal_pointer (&found);
}

/**
 * kw_rediscover:
 * @session: the session
 * @connection: a stored connection
 * @cancellable: (nullable): ends it
 * @error: return location of a #KwError
 *
 * Immediately before each sign-in, and once after a tenant mismatch. Who and what the connection is
 * stays; only the addresses that the server names may change.
 *
 * Returns: (transfer full) (nullable): the connection with the addresses of now
 */
KwConnection *
kw_rediscover (KwSession *session,
               KwConnection *connection,
               GCancellable *cancellable,
               GError **error)
{
  g_autoptr (KwConnection) found = NULL;

  g_return_val_if_fail (session != NULL && connection != NULL, NULL);

  found = discover (session, connection, cancellable, error);
  if (found == NULL || !kw_tenant_check (found, NULL, NULL, error))
    return NULL;
  return g_steal_pointer (&found);
}
