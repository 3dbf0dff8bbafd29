/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* HTML as UTF-8 that libxml2's HTML parser reads whole. */
char *
kw_html_dup_input (const char *bytes, gsize length, const char *charset) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
