/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "login/login-policy.h"

#include <string.h>

/* Schemes that are never the redirect of a sign-in, whatever was asked. */
static const char *const forbidden_schemes[]
    = { "about", "blob", "data", "file", "ftp", "javascript", "view-source", NULL };

static GUri *
parse (const char *uri)
{
  return uri != NULL ? g_uri_parse (uri, G_URI_FLAGS_ENCODED, NULL) : NULL;
}

static gboolean
is_scheme (GUri *uri, const char *scheme)
{
  return g_ascii_strcasecmp (g_uri_get_scheme (uri), scheme) == 0;
}

static gboolean
is_loopback (GUri *uri)
{
  const char *host = g_uri_get_host (uri);

  return host != NULL
         && (strcmp (host, "127.0.0.1") == 0 || strcmp (host, "::1") == 0
             || g_ascii_strcasecmp (host, "localhost") == 0);
}

static int
get_port (GUri *uri)
{
  int port = g_uri_get_port (uri);

  if (port > 0)
    return port;
  if (is_scheme (uri, "https"))
    return 443;
  return is_scheme (uri, "http") ? 80 : 0;
}

/* "https://h" and "https://h/" are the same address (RFC 3986 section 6.2.3). */
static const char *
get_path (GUri *uri)
{
  const char *path = g_uri_get_path (uri);
  gboolean is_web = is_scheme (uri, "http") || is_scheme (uri, "https");

  return is_web && *path == '\0' ? "/" : path;
}

/* RFC 6749 section 3.1.2.3: exact, and only the query is the server's to add. */
static gboolean
is_same_place (GUri *wanted, GUri *uri)
{
  const char *wanted_host = g_uri_get_host (wanted);
  const char *host = g_uri_get_host (uri);

  return is_scheme (uri, g_uri_get_scheme (wanted)) && g_uri_get_userinfo (uri) == NULL
         && (wanted_host == NULL) == (host == NULL)
         && (host == NULL || g_ascii_strcasecmp (wanted_host, host) == 0)
         && get_port (wanted) == get_port (uri) && strcmp (get_path (wanted), get_path (uri)) == 0;
}

/**
 * kw_login_policy_classify:
 * @redirect_uri: where the sign-in ends, as registered
 * @uri: where the page wants to go
 * @main_frame: whether the page itself goes there, not a frame of it
 *
 * What happens to a step of the sign-in. `app://callback?code=x` is captured for `app://callback`;
 * `app://callback.evil` is denied, and so is everything that is neither https nor this computer.
 *
 * Returns: the verdict
 */
KwLoginVerdict
kw_login_policy_classify (const char *redirect_uri, const char *uri, gboolean main_frame)
{
  g_autoptr (GUri) wanted = parse (redirect_uri);
  g_autoptr (GUri) step = parse (uri);

  if (step == NULL || wanted == NULL)
    return KW_LOGIN_DENY;
  if (is_same_place (wanted, step))
    return main_frame ? KW_LOGIN_CAPTURE : KW_LOGIN_DENY;
  /* Pages make empty frames and fill them by script; what fills them is asked about again. */
  if (strcmp (uri, "about:blank") == 0 || strcmp (uri, "about:srcdoc") == 0)
    return KW_LOGIN_ALLOW;
  if (g_uri_get_host (step) == NULL || *g_uri_get_host (step) == '\0')
    return KW_LOGIN_DENY;
  gboolean safe = is_scheme (step, "https") || (is_scheme (step, "http") && is_loopback (step));
  return safe ? KW_LOGIN_ALLOW : KW_LOGIN_DENY;
}

/**
 * kw_login_policy_is_redirect:
 * @redirect_uri: (nullable): an address
 *
 * Returns: whether a sign-in can end there: `app://callback`, https, or http on this computer
 */
gboolean
kw_login_policy_is_redirect (const char *redirect_uri)
{
  g_autoptr (GUri) uri = parse (redirect_uri);

  if (uri == NULL || g_uri_get_fragment (uri) != NULL)
    return FALSE;
  for (gsize i = 0; forbidden_schemes[i] != NULL; i++)
    if (is_scheme (uri, forbidden_schemes[i]))
      return FALSE;
  return !is_scheme (uri, "http") || is_loopback (uri);
}

/* Where providers send views that they do not let in. Google: "disallowed_useragent" (OAuth 2.0 for
 * native apps) and "this browser or app may not be secure". */
static const struct
{
  const char *host;
  const char *path;
} closed[] = {
  { "accounts.google.com", "/signin/oauth/error" },
  { "accounts.google.com", "/signin/rejected" },
  { "accounts.google.com", "/v3/signin/rejected" },
};

gboolean
kw_login_policy_is_closed (const char *uri)
{
  g_autoptr (GUri) parsed = parse (uri);
  const char *host = parsed != NULL ? g_uri_get_host (parsed) : NULL;

  for (gsize i = 0; host != NULL && i < G_N_ELEMENTS (closed); i++)
    if (is_scheme (parsed, "https") && g_ascii_strcasecmp (host, closed[i].host) == 0
        && g_str_has_prefix (g_uri_get_path (parsed), closed[i].path))
      return TRUE;
  return FALSE;
}

char *
kw_login_policy_dup_host (const char *uri)
{
  g_autoptr (GUri) parsed = parse (uri);
  const char *host = parsed != NULL ? g_uri_get_host (parsed) : NULL;

  if (host == NULL || *host == '\0')
    return NULL;
  g_autofree char *ascii = g_hostname_to_ascii (host);
  return g_strdup (ascii != NULL ? ascii : host);
}
