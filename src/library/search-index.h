/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <sqlite3.h>

#include "library/search-terms.h"
#include "library/snapshot.h"

G_BEGIN_DECLS

/* The table that search.c asks; nobody else includes this. A row's id is its section and its
 * record's index, so that the first rows of a section are found without a look at the others. */
#define KW_ROW_ID(section, index) (((gint64) (section) << 32) | (index))

typedef sqlite3_stmt KwStatement;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwStatement, sqlite3_finalize)

KwStatement *kw_statement_new (sqlite3 *db, const char *sql) G_GNUC_WARN_UNUSED_RESULT;
/* NULL for a failure; nothing of it is ever on disk. */
sqlite3 *kw_search_index_new (KwSnapshot *snapshot,
                              KwVocabulary *vocabulary,
                              GCancellable *cancellable) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
