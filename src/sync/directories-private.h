/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sync/directories.h"

G_BEGIN_DECLS

/* The columns of a stored list, a line a place. The last one is what is searched: words in small
 * letters without accents, each after a space. */
enum
{
  KW_COLUMN_BASE,
  KW_COLUMN_NAME,
  KW_COLUMN_CITY,
  KW_COLUMN_STATE,
  KW_COLUMN_PORTAL,
  KW_COLUMN_WORDS,
  KW_N_COLUMNS,
};

typedef struct
{
  const char *columns[KW_N_COLUMNS];
  const KwVendor *vendor;
} KwDirectoryRow;

struct _KwDirectories
{
  GPtrArray *lists; /* of KwDirectoryInfo */
  GPtrArray *texts; /* the files, which the rows point into */
  GArray *rows;     /* of KwDirectoryRow */
  GPtrArray *words; /* every word once, for typos; borrowed from @word_set */
  GHashTable *word_set;
};

/* Small letters without accents, words after a space each. */
char *kw_directories_dup_folded (const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
