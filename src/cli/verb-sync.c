/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "cli/progress.h"

/* The order in which the statuses of several connections win: what a person can mend by signing in
 * comes before what only failed. */
static const KwExit worst_first[]
    = { KW_EXIT_LOCKED, KW_EXIT_SIGN_IN, KW_EXIT_FAILED, KW_EXIT_PART };

static KwExit
combine (GArray *statuses)
{
  gboolean any_done = FALSE;

  for (guint i = 0; i < statuses->len; i++)
    any_done = any_done || g_array_index (statuses, KwExit, i) == KW_EXIT_DONE;
  for (guint i = 0; i < G_N_ELEMENTS (worst_first); i++)
    for (guint j = 0; j < statuses->len; j++)
      if (g_array_index (statuses, KwExit, j) == worst_first[i])
        return any_done && worst_first[i] == KW_EXIT_FAILED ? KW_EXIT_PART : worst_first[i];
  return KW_EXIT_DONE;
}

/* sync [CONNECTION] [--everything] */
KwExit
kw_verb_sync (KwCli *cli)
{
  g_autoptr (GPtrArray) connections = NULL;
  g_autoptr (KwConnection) only = NULL;
  g_autoptr (GArray) statuses = g_array_new (FALSE, FALSE, sizeof (KwExit));
  g_autoptr (GError) error = NULL;
  KwExit status = KW_EXIT_DONE;

  if (!kw_cli_open_vault (cli, &status))
    return status;
  if (cli->rest[0] != NULL)
    {
      only = kw_cli_find_connection (cli, cli->rest[0], &status);
      return only ? kw_cli_sync (cli->vault, only, cli->everything) : status;
    }
  connections = kw_vault_list_connections (cli->vault, &error);
  if (connections == NULL)
    return kw_cli_fail (NULL, error);
  if (connections->len == 0)
    {
      kw_cli_say ("%s", _ ("There is no connection yet. Make one with 'keepwellctl connect'."));
      return KW_EXIT_FAILED;
    }
  for (guint i = 0; i < connections->len; i++)
    {
      status = kw_cli_sync (cli->vault, g_ptr_array_index (connections, i), cli->everything);
      g_array_append_val (statuses, status);
    }
  return combine (statuses);
}
