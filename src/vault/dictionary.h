/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <zstd.h>

G_BEGIN_DECLS

/* The number of the dictionary that rows are written with; each row names its own. */
#define KW_DICTIONARY_CURRENT 1

/* For the level that every row is compressed at; shared by all threads, never freed. */
const ZSTD_CDict *kw_dictionary_get_compressor (int level);
/* NULL for a number that this program does not ship. */
const ZSTD_DDict *kw_dictionary_get_decompressor (guint number);

G_END_DECLS
