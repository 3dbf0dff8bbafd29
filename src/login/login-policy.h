/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  KW_LOGIN_ALLOW,   /* https, or http to this computer */
  KW_LOGIN_CAPTURE, /* the redirect that ends the sign-in: never loaded */
  KW_LOGIN_DENY,
} KwLoginVerdict;

KwLoginVerdict
kw_login_policy_classify (const char *redirect_uri, const char *uri, gboolean main_frame);
/* Whether @redirect_uri can end a sign-in at all. */
gboolean kw_login_policy_is_redirect (const char *redirect_uri);
/* Whether the page says that its provider closes embedded views out. */
gboolean kw_login_policy_is_closed (const char *uri);
/* The host for people to read, in ASCII so that no look-alike letter hides in it; NULL without one.
 */
char *kw_login_policy_dup_host (const char *uri) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
