/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "cli/progress.h"
#include "sync/sync.h"

static void
say_told (const KwDisconnected *result)
{
  if (result->told)
    {
      g_print ("%s\n", _ ("The hospital was told, and has ended Keepwell's access."));
      return;
    }
  if (result->why_not != NULL)
    /* Translators: one or two sentences that say why. */
    g_print (_ ("The hospital was not told. %s\n"), result->why_not);
  if (result->manage_url != NULL)
    /* Translators: a web address. */
    g_print (_ ("You can end Keepwell's access there as well: %s\n"), result->manage_url);
  else
    g_print ("%s\n", _ ("Its portal may list the programs that have access, and end it there."));
}

/* disconnect CONNECTION [--delete-records]: the sign-in goes, the records stay; and it is said
 * whether the hospital knows. */
KwExit
kw_verb_disconnect (KwCli *cli)
{
  g_autoptr (KwConnection) connection = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (KwDisconnected) result = NULL;
  KwExit status = KW_EXIT_DONE;

  if (cli->rest[0] == NULL)
    return kw_cli_usage (cli, _ ("Say which connection."));
  if (!kw_cli_open_vault (cli, &status))
    return status;
  connection = kw_cli_find_connection (cli, cli->rest[0], &status);
  if (connection == NULL)
    return status;
  result = kw_disconnect (cli->vault, kw_connection_get (connection, KW_CONNECTION_UUID),
                          cli->delete_records, NULL, &error);
  if (result != NULL && result->kept != NULL)
    {
      say_told (result);
      g_print ("%s\n", _ ("The sign-in is still on this computer, because this failed:"));
      return kw_cli_fail (NULL, result->kept);
    }
  if (result == NULL || !kw_cli_store_front_page (cli->vault, &error))
    return kw_cli_fail (NULL, error);
  g_print ("%s\n", result->records_deleted
                       ? _ ("The sign-in is forgotten on this computer, and the records from there "
                            "are deleted.")
                       : _ ("The sign-in is forgotten on this computer. The records are still "
                            "here."));
  say_told (result);
  return KW_EXIT_DONE;
}
