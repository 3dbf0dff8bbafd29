/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What kind of file a content type is, in words: "A PDF document"; NULL for one without words. */
const char *kw_document_kind_words (const char *content_type);
/* The ending that programs know it by: "pdf"; "bin" for one without. */
const char *kw_document_kind_ending (const char *content_type);

G_END_DECLS
