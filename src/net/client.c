/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "core/error.h"
#include "net/session.h"
#include "net/url.h"

/* A page of records or one attachment. */
#define MAX_REPLY ((gsize) 128 * 1024 * 1024)

static gboolean
fail (GError **error, const char *what)
{
  g_set_error_literal (error, KW_ERROR, KW_ERROR_ADDRESS, what);
  return FALSE;
}

/* A path that stays below the base however a server reads it: no scheme, no host, no way up,
 * encoded or not. */
static gboolean
is_inside (const char *path)
{
  g_autofree char *lower = g_ascii_strdown (path, -1);
  const char *query = strchr (lower, '?');
  g_autofree char *head
      = g_strndup (lower, query != NULL ? (gsize) (query - lower) : strlen (lower));

  return *path != '/' && strstr (head, "..") == NULL && strstr (head, "%2e") == NULL
         && strchr (head, '\\') == NULL && strchr (head, ':') == NULL && strchr (head, '#') == NULL
         && strstr (head, "//") == NULL;
}

/**
 * kw_client_get:
 * @session: the session
 * @connection: whose base is asked
 * @access_token: its access token
 * @relative_path: what is asked for, below the base
 * @accept: (nullable): the type that is wanted; FHIR JSON when %NULL
 * @cancellable: (nullable): ends it
 * @error: return location of a #KwError
 *
 * The only way to the network with a token. There is no call that takes a URL and a token, so that
 * no token can meet another hospital's address.
 *
 * Returns: (transfer full) (nullable): the answer, whatever its status
 */
KwReply *
kw_client_get (KwSession *session,
               KwConnection *connection,
               const char *access_token,
               const char *relative_path,
               const char *accept,
               GCancellable *cancellable,
               GError **error)
{
  g_autofree char *url = NULL;
  KwRequest request = { .method = "GET", .bearer = access_token, .max_size = MAX_REPLY };
  const char *mark;

  g_return_val_if_fail (session != NULL && connection != NULL && access_token != NULL, NULL);
  g_return_val_if_fail (relative_path != NULL, NULL);

  if (!is_inside (relative_path))
    {
      fail (error, "the address is not below the base");
      return NULL;
    }
  mark = *relative_path == '?' || *relative_path == '\0' ? "" : "/";
  url = g_strconcat (kw_connection_get (connection, KW_CONNECTION_BASE), mark, relative_path, NULL);
  request.url = url;
  if (g_str_has_prefix (relative_path, "Binary/"))
    request.purpose = KW_PURPOSE_ATTACHMENT;
  request.accept = accept != NULL ? accept : "application/fhir+json";
  return kw_session_send (session, &request, cancellable, error);
}

/**
 * kw_client_relative:
 * @connection: a connection
 * @url: an address that its server gave: a next link, a fullUrl, an attachment
 * @error: return location of a #KwError
 *
 * Returns: (transfer full) (nullable): the path below the base; %NULL for another tenant of the
 * same host, another host, and everything else that is not below this base
 */
char *
kw_client_relative (KwConnection *connection, const char *url, GError **error)
{
  const char *base;
  g_autofree char *slashed = NULL;
  g_autofree char *absolute = NULL;
  g_autofree char *resolved = NULL;
  const char *tail;

  g_return_val_if_fail (connection != NULL && url != NULL, NULL);

  base = kw_connection_get (connection, KW_CONNECTION_BASE);
  slashed = g_strconcat (base, "/", NULL);
  /* A search's "?page=2" belongs to the base itself and not to the folder of it. */
  if (*url == '?')
    return g_strdup (url);
  absolute = g_uri_resolve_relative (slashed, url, G_URI_FLAGS_ENCODED, NULL);
  resolved = absolute != NULL ? kw_url_dup_normal (absolute) : NULL;
  if (resolved == NULL || !g_str_has_prefix (resolved, base))
    {
      fail (error, "the address is not below the base");
      return NULL;
    }
  tail = resolved + strlen (base);
  if (*tail == '/')
    tail++;
  else if (*tail != '?' && *tail != '\0')
    tail = "/";
  if (!is_inside (tail))
    {
      fail (error, "the address is not below the base");
      return NULL;
    }
  return g_strdup (tail);
}

/**
 * kw_fetch_outside:
 * @session: the session
 * @connection: whose record names the address
 * @url: a presigned address outside the base
 * @max_size: the most bytes to read
 * @cancellable: (nullable): ends it
 * @error: return location of a #KwError
 *
 * Has no token to send, and asks nothing of this computer itself for a hospital that is elsewhere.
 *
 * Returns: (transfer full) (nullable): the answer
 */
KwReply *
kw_fetch_outside (KwSession *session,
                  KwConnection *connection,
                  const char *url,
                  gsize max_size,
                  GCancellable *cancellable,
                  GError **error)
{
  KwRequest request = { .method = "GET",
                        .url = url,
                        .accept = "*/*",
                        .max_size = max_size,
                        .purpose = KW_PURPOSE_ATTACHMENT };

  g_return_val_if_fail (session != NULL && connection != NULL && url != NULL, NULL);

  if (kw_url_is_loopback (url)
      && !kw_url_is_loopback (kw_connection_get (connection, KW_CONNECTION_BASE)))
    {
      fail (error, "an address of this computer");
      return NULL;
    }
  return kw_session_send (session, &request, cancellable, error);
}
