/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* https, or http to this computer itself; nothing else is ever asked. */
gboolean kw_url_is_allowed (const char *url);
gboolean kw_url_is_loopback (const char *url);
/* "https://host:port", lower case, the default port left out; NULL for no URL. */
char *kw_url_dup_origin (const char *url) G_GNUC_WARN_UNUSED_RESULT;
/* "host" or "host:port" as in a /hosts/…/ segment. */
char *kw_url_dup_host (const char *url) G_GNUC_WARN_UNUSED_RESULT;
/* The same URL with the origin as above; NULL for no URL. */
char *kw_url_dup_normal (const char *url) G_GNUC_WARN_UNUSED_RESULT;
/* The path segment after the segment @name, decoded; NULL. */
char *kw_url_dup_segment_after (const char *url, const char *name) G_GNUC_WARN_UNUSED_RESULT;
/* Adds name=value pairs, NULL-terminated, escaped. */
char *kw_url_add_query (const char *url, const char *const *pairs) G_GNUC_WARN_UNUSED_RESULT;
/* The value of the query parameter @name in a URL or a request target, decoded; NULL. */
char *kw_url_dup_parameter (const char *url, const char *name) G_GNUC_WARN_UNUSED_RESULT;
/* A typed address as a FHIR base: scheme added, what stands behind the base cut off; NULL. */
char *kw_url_dup_base (const char *typed) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
