/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "vault/database.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "core/error.h"

/* Of the tables; a file of another format is not touched. */
#define KW_DATABASE_FORMAT 1

/* How long a writer waits for another program that writes. */
#define BUSY_MILLISECONDS 20000

/* Every key is a random id or a keyed hash and every value is sealed (docs/vault-format.md); what
 * is plain are versions. secure_delete overwrites what is removed. */
static const char schema[]
    = "CREATE TABLE IF NOT EXISTS root (id INTEGER PRIMARY KEY CHECK (id = 1),"
      " version INTEGER NOT NULL, sealed BLOB NOT NULL);"
      "CREATE TABLE IF NOT EXISTS source (slot BLOB PRIMARY KEY, version INTEGER NOT NULL,"
      " sealed BLOB NOT NULL);"
      "CREATE TABLE IF NOT EXISTS connection (id BLOB PRIMARY KEY, version INTEGER NOT NULL,"
      " sealed BLOB NOT NULL);"
      "CREATE TABLE IF NOT EXISTS item (id BLOB PRIMARY KEY, version INTEGER NOT NULL,"
      " sealed BLOB NOT NULL);"
      "CREATE TABLE IF NOT EXISTS segment (id BLOB PRIMARY KEY, version INTEGER NOT NULL,"
      " sealed BLOB NOT NULL);"
      "CREATE TABLE IF NOT EXISTS row (id BLOB PRIMARY KEY, segment BLOB NOT NULL,"
      " version INTEGER NOT NULL, sealed BLOB NOT NULL);"
      "CREATE TABLE IF NOT EXISTS blob (id BLOB PRIMARY KEY, slot BLOB NOT NULL,"
      " version INTEGER NOT NULL, sealed BLOB NOT NULL);"
      "PRAGMA user_version = " G_STRINGIFY (KW_DATABASE_FORMAT);

static const char settings[] = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
                               "PRAGMA secure_delete = ON; PRAGMA foreign_keys = ON;"
                               "PRAGMA temp_store = MEMORY; PRAGMA cache_size = -16384;"
                               "PRAGMA wal_autocheckpoint = 4000";

/* No room on the disk, in the quota, or in the largest file that this session may write. */
static gboolean
is_full (int number)
{
  return number == ENOSPC || number == EDQUOT || number == EFBIG;
}

/* SQLite forgets why a COMMIT could not write; then the thread's own errno still says it. */
gboolean
kw_database_fail (KwDatabase *db, GError **error)
{
  int last = errno;
  int number = sqlite3_system_errno (db) != 0 ? sqlite3_system_errno (db) : last;
  int code = sqlite3_errcode (db);
  KwError meaning = KW_ERROR_FAILED;

  if (code == SQLITE_FULL
      || ((code == SQLITE_IOERR || code == SQLITE_CANTOPEN) && is_full (number)))
    meaning = KW_ERROR_DISK_FULL;
  else if (code == SQLITE_CORRUPT || code == SQLITE_NOTADB)
    meaning = KW_ERROR_VAULT_DAMAGED;
  else if (code == SQLITE_CANTOPEN || code == SQLITE_READONLY || code == SQLITE_PERM)
    meaning = KW_ERROR_UNREADABLE;
  g_set_error (error, KW_ERROR, (int) meaning, "database: %s (%d)", sqlite3_errstr (code),
               sqlite3_extended_errcode (db));
  return FALSE;
}

gboolean
kw_database_exec (KwDatabase *db, const char *sql, GError **error)
{
  return sqlite3_exec (db, sql, NULL, NULL, NULL) == SQLITE_OK || kw_database_fail (db, error);
}

/* The file exists with mode 600 before SQLite opens it, and its companions take that mode from it.
 */
static gboolean
create_file (const char *path, GError **error)
{
  int fd = g_open (path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0600);

  if (fd >= 0)
    return g_close (fd, error);
  if (errno == EEXIST)
    return TRUE;
  g_set_error (error, KW_ERROR, is_full (errno) ? KW_ERROR_DISK_FULL : KW_ERROR_UNREADABLE,
               "create: %s", g_strerror (errno));
  return FALSE;
}

static gboolean
check_format (KwDatabase *db, GError **error)
{
  g_autoptr (KwStatement) select = kw_database_prepare (db, "PRAGMA user_version", error);
  gboolean failed = FALSE;

  if (select == NULL || !kw_statement_next (select, &failed, error))
    return FALSE;
  if (sqlite3_column_int (select, 0) == KW_DATABASE_FORMAT)
    return TRUE;
  g_set_error (error, KW_ERROR, KW_ERROR_VAULT_DAMAGED, "database: format %d, not %d",
               sqlite3_column_int (select, 0), KW_DATABASE_FORMAT);
  return FALSE;
}

KwDatabase *
kw_database_open (const char *path, gboolean create, GError **error)
{
  g_autoptr (KwDatabase) db = NULL;

  if (create && !create_file (path, error))
    return NULL;
  if (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_FULLMUTEX, NULL) != SQLITE_OK)
    {
      kw_database_fail (db, error);
      return NULL;
    }
  sqlite3_extended_result_codes (db, FALSE);
  sqlite3_busy_timeout (db, BUSY_MILLISECONDS);
  if ((!create && !check_format (db, error)) || !kw_database_exec (db, settings, error)
      || (create && !kw_database_exec (db, schema, error)))
    return NULL;
  return g_steal_pointer (&db);
}

void
kw_database_close (KwDatabase *db)
{
  sqlite3_close_v2 (db);
}

KwStatement *
kw_database_prepare (KwDatabase *db, const char *sql, GError **error)
{
  KwStatement *statement = NULL;

  if (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL) == SQLITE_OK)
    return statement;
  kw_database_fail (db, error);
  return NULL;
}

gboolean
kw_statement_run (KwStatement *statement, GError **error)
{
  int code = sqlite3_step (statement);

  sqlite3_reset (statement);
  return code == SQLITE_DONE || code == SQLITE_ROW
         || kw_database_fail (sqlite3_db_handle (statement), error);
}

gboolean
kw_statement_next (KwStatement *statement, gboolean *out_failed, GError **error)
{
  int code = sqlite3_step (statement);

  if (code == SQLITE_ROW)
    return TRUE;
  if (code != SQLITE_DONE)
    {
      kw_database_fail (sqlite3_db_handle (statement), error);
      *out_failed = TRUE;
    }
  return FALSE;
}

void
kw_statement_bind_id (KwStatement *statement, int column, const guint8 *id)
{
  sqlite3_bind_blob (statement, column, id, KW_ID_SIZE, SQLITE_TRANSIENT);
}

void
kw_statement_bind_bytes (KwStatement *statement, int column, GBytes *bytes)
{
  gsize size;
  gconstpointer data = g_bytes_get_data (bytes, &size);

  sqlite3_bind_blob64 (statement, column, data, size, SQLITE_STATIC);
}

gboolean
kw_statement_get_id (KwStatement *statement, int column, guint8 *out_id)
{
  if (sqlite3_column_bytes (statement, column) != KW_ID_SIZE)
    return FALSE;
  memcpy (out_id, sqlite3_column_blob (statement, column), KW_ID_SIZE);
  return TRUE;
}
