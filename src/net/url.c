/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "net/url.h"

#include <string.h>

#define FLAGS (G_URI_FLAGS_ENCODED | G_URI_FLAGS_PARSE_RELAXED)

static gboolean
is_loopback_host (const char *host)
{
  return g_strcmp0 (host, "127.0.0.1") == 0 || g_strcmp0 (host, "::1") == 0
         || g_strcmp0 (host, "localhost") == 0;
}

gboolean
kw_url_is_loopback (const char *url)
{
  g_autoptr (GUri) uri = url != NULL ? g_uri_parse (url, FLAGS, NULL) : NULL;

  return uri != NULL && is_loopback_host (g_uri_get_host (uri));
}

gboolean
kw_url_is_allowed (const char *url)
{
  g_autoptr (GUri) uri = url != NULL ? g_uri_parse (url, FLAGS, NULL) : NULL;
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;

  /* Relaxed parsing lets through what no host can be called. */
  if (host == NULL || *host == '\0' || strpbrk (host, " \t\r\n<>\"\\^`{|}") != NULL
      || g_uri_get_userinfo (uri) != NULL)
    return FALSE;
  return g_str_equal (g_uri_get_scheme (uri), "https")
         || (g_str_equal (g_uri_get_scheme (uri), "http") && is_loopback_host (host));
}

static gboolean
has_default_port (GUri *uri)
{
  int port = g_uri_get_port (uri);
  gboolean https = g_str_equal (g_uri_get_scheme (uri), "https");

  return port == -1 || port == (https ? 443 : 80);
}

char *
kw_url_dup_host (const char *url)
{
  g_autoptr (GUri) uri = url != NULL ? g_uri_parse (url, FLAGS, NULL) : NULL;
  g_autofree char *host = NULL;

  if (uri == NULL || g_uri_get_host (uri) == NULL)
    return NULL;
  host = g_ascii_strdown (g_uri_get_host (uri), -1);
  if (has_default_port (uri))
    return g_steal_pointer (&host);
  return g_strdup_printf ("%s:%d", host, g_uri_get_port (uri));
}

char *
kw_url_dup_origin (const char *url)
{
  g_autofree char *host = kw_url_dup_host (url);
  g_autofree char *scheme = host != NULL ? g_uri_parse_scheme (url) : NULL;
  g_autofree char *lower = scheme != NULL ? g_ascii_strdown (scheme, -1) : NULL;

  return lower != NULL ? g_strconcat (lower, "://", host, NULL) : NULL;
}

/**
 * kw_url_dup_normal:
 * @url: an absolute URL
 *
 * Scheme and host in lower case and without the default port (RFC 3986 section 6.2); everything
 * after them stays as it is.
 *
 * Example: `kw_url_dup_normal ("HTTPS://A.Example:443/r4/Tenant")` gives
 * "https://a.example/r4/Tenant".
 *
 * Returns: (transfer full) (nullable): the same address in one spelling
 */
char *
kw_url_dup_normal (const char *url)
{
  g_autofree char *origin = kw_url_dup_origin (url);
  const char *host = origin != NULL ? strstr (url, "://") : NULL;

  if (host == NULL)
    return NULL;
  host += strlen ("://");
  return g_strconcat (origin, host + strcspn (host, "/?#"), NULL);
}

char *
kw_url_dup_segment_after (const char *url, const char *name)
{
  g_autoptr (GUri) uri = url != NULL ? g_uri_parse (url, FLAGS, NULL) : NULL;
  g_auto (GStrv) segments = NULL;

  if (uri == NULL)
    return NULL;
  segments = g_strsplit (g_uri_get_path (uri), "/", -1);
  for (guint i = 0; segments[i] != NULL && segments[i + 1] != NULL; i++)
    if (g_str_equal (segments[i], name) && *segments[i + 1] != '\0')
      return g_uri_unescape_string (segments[i + 1], NULL);
  return NULL;
}

char *
kw_url_add_query (const char *url, const char *const *pairs)
{
  GString *out = g_string_new (url);
  char mark = strchr (url, '?') != NULL ? '&' : '?';

  for (guint i = 0; pairs[i] != NULL; i += 2)
    {
      if (pairs[i + 1] == NULL)
        continue;
      g_string_append_c (out, mark);
      g_string_append_uri_escaped (out, pairs[i], NULL, FALSE);
      g_string_append_c (out, '=');
      g_string_append_uri_escaped (out, pairs[i + 1], NULL, FALSE);
      mark = '&';
    }
  return g_string_free (out, FALSE);
}

char *
kw_url_dup_parameter (const char *url, const char *name)
{
  const char *mark = url != NULL ? strpbrk (url, "?#") : NULL;
  const char *query = mark != NULL && *mark == '?' ? mark : NULL;
  gssize length = query != NULL ? (gssize) strcspn (query + 1, "#") : 0;
  g_autoptr (GHashTable) parameters
      = query != NULL ? g_uri_parse_params (query + 1, length, "&", G_URI_PARAMS_WWW_FORM, NULL)
                      : NULL;

  return parameters != NULL ? g_strdup (g_hash_table_lookup (parameters, name)) : NULL;
}

static void
cut_suffix (char *text, const char *suffix)
{
  if (g_str_has_suffix (text, suffix))
    text[strlen (text) - strlen (suffix)] = '\0';
}

/**
 * kw_url_dup_base:
 * @typed: what a person typed or pasted
 *
 * Normalises a FHIR base once, where it enters: everything later compares it byte for byte. A
 * tenant id keeps its case.
 *
 * Returns: (transfer full) (nullable): the base without a slash at its end
 */
char *
kw_url_dup_base (const char *typed)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (typed));
  g_autofree char *url = NULL;

  if (*trimmed == '\0')
    return NULL;
  url = strstr (trimmed, "://") != NULL ? g_steal_pointer (&trimmed)
                                        : g_strconcat ("https://", trimmed, NULL);
  url[strcspn (url, "?#")] = '\0';
  cut_suffix (url, "/");
  cut_suffix (url, "/.well-known/smart-configuration");
  cut_suffix (url, "/metadata");
  cut_suffix (url, "/");
  return kw_url_is_allowed (url) ? kw_url_dup_normal (url) : NULL;
}
