/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The characters that windows-1252 puts where Latin-1 has controls; other code points unchanged. */
gunichar kw_charset_from_c1 (gunichar c);
/* @bytes in @charset as UTF-8; what cannot be read becomes U+FFFD. NULL when nobody knows @charset.
 */
char *
kw_charset_convert (const char *bytes, gsize length, const char *charset) G_GNUC_WARN_UNUSED_RESULT;
/* @bytes as UTF-8: by byte order mark, then @declared (may be NULL), then what they look like. */
char *
kw_charset_decode (const char *bytes, gsize length, const char *declared) G_GNUC_WARN_UNUSED_RESULT;
/* "UTF-16LE" or "UTF-16BE" for a text of two bytes a character without a mark, or NULL. */
const char *kw_charset_detect_wide (const char *bytes, gsize length);
/* The charset parameter of a content type, or NULL. */
char *kw_charset_dup_parameter (const char *content_type) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
