/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

#include "vault/seal.h"

G_BEGIN_DECLS

typedef sqlite3 KwDatabase;
typedef sqlite3_stmt KwStatement;

KwDatabase *
kw_database_open (const char *path, gboolean create, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void kw_database_close (KwDatabase *db);
/* Always FALSE; sets what SQLite's last failure means for a person. */
gboolean kw_database_fail (KwDatabase *db, GError **error);
gboolean kw_database_exec (KwDatabase *db, const char *sql, GError **error);
KwStatement *
kw_database_prepare (KwDatabase *db, const char *sql, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Runs a statement that gives no rows. */
gboolean kw_statement_run (KwStatement *statement, GError **error);
/* The next row; FALSE with *out_failed at the end of all, or of an error. */
gboolean kw_statement_next (KwStatement *statement, gboolean *out_failed, GError **error);
void kw_statement_bind_id (KwStatement *statement, int column, const guint8 *id);
void kw_statement_bind_bytes (KwStatement *statement, int column, GBytes *bytes);
gboolean kw_statement_get_id (KwStatement *statement, int column, guint8 *out_id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwDatabase, kw_database_close)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwStatement, sqlite3_finalize)

G_END_DECLS
