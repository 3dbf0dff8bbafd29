/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sync/token-store.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "core/error.h"
#include "vault/keyring.h"

/**
 * kw_token_store_load:
 * @connection: a connection
 * @error: return location of a #KwError; KW_ERROR_SIGN_IN_LAPSED where there are none
 *
 * ```c
 * g_autoptr (KwTokens) tokens = kw_token_store_load (connection, &error);
 * ```
 *
 * Returns: (transfer full) (nullable): its tokens
 */
KwTokens *
kw_token_store_load (KwConnection *connection, GError **error)
{
  GError *local = NULL;
  char *json = kw_keyring_load_tokens (kw_connection_get (connection, KW_CONNECTION_UUID),
                                       kw_connection_get (connection, KW_CONNECTION_BASE), &local);
  KwTokens *tokens;

  if (json == NULL)
    {
      if (local != NULL)
        g_propagate_error (error, local);
      else
        g_set_error_literal (error, KW_ERROR, KW_ERROR_SIGN_IN_LAPSED, "no stored tokens");
      return NULL;
    }
  tokens = kw_tokens_new_from_json (json, error);
  kw_wipe (json);
  return tokens;
}

/**
 * kw_token_store_save:
 * @connection: a connection
 * @tokens: its tokens of now
 * @error: return location of a #KwError of the keyring
 *
 * Returns: whether they are stored
 */
gboolean
kw_token_store_save (KwConnection *connection, const KwTokens *tokens, GError **error)
{
  char *json = kw_tokens_to_json (tokens);
  gboolean good
      = kw_keyring_store_tokens (kw_connection_get (connection, KW_CONNECTION_UUID),
                                 kw_connection_get (connection, KW_CONNECTION_BASE),
                                 kw_connection_get (connection, KW_CONNECTION_NAME), json, error);

  kw_wipe (json);
  return good;
}

static char *
dup_path (KwVault *vault, KwConnection *connection)
{
  g_autofree char *name
      = g_strconcat (kw_connection_get (connection, KW_CONNECTION_UUID), ".refresh", NULL);

  return g_build_filename (kw_vault_get_data_dir (vault), "people",
                           kw_vault_get_person_uuid (vault), name, NULL);
}

int
kw_token_store_lock (KwVault *vault, KwConnection *connection)
{
  g_autofree char *path = dup_path (vault, connection);
  int lock = g_open (path, O_CREAT | O_RDWR | O_CLOEXEC, 0600);

  while (lock >= 0 && flock (lock, LOCK_EX) != 0)
    if (errno != EINTR)
      break;
  return lock;
}

gint64
kw_token_store_get_asked (int lock)
{
  char text[32] = "";

  if (lock < 0 || pread (lock, text, sizeof text - 1, 0) <= 0)
    return 0;
  return g_ascii_strtoll (text, NULL, 10);
}

void
kw_token_store_set_asked (int lock, gint64 when)
{
  char text[32];

  g_snprintf (text, sizeof text, "%" G_GINT64_FORMAT "\n", when);
  /* Without it the next refresh comes earlier than the vendor likes, which is no fault of now. */
  if (lock >= 0 && pwrite (lock, text, strlen (text), 0) < 0)
    g_debug ("the time of a refresh could not be kept");
}

void
kw_token_store_remove_lock (KwVault *vault, KwConnection *connection)
{
  g_autofree char *path = dup_path (vault, connection);

  g_unlink (path);
}
