/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "cli/progress.h"
#include "sync/sync.h"

/* disconnect CONNECTION: the sign-in goes, the records stay; and it is said whether the hospital
 * knows. */
KwExit
kw_verb_disconnect (KwCli *cli)
{
  g_autoptr (KwConnection) connection = NULL;
  g_autoptr (GError) error = NULL;
  const char *manage, *uuid;
  KwExit status = KW_EXIT_DONE;
  gboolean told = FALSE;

  if (cli->rest[0] == NULL)
    return kw_cli_usage (cli, _ ("Say which connection."));
  if (!kw_cli_open_vault (cli, &status))
    return status;
  connection = kw_cli_find_connection (cli, cli->rest[0], &status);
  if (connection == NULL)
    return status;
  uuid = kw_connection_get (connection, KW_CONNECTION_UUID);
  if (!kw_disconnect (cli->vault, uuid, &told, NULL, &error))
    return kw_cli_fail (NULL, error);
  g_print ("%s\n", _ ("The sign-in is forgotten on this computer. The records are still here."));
  manage = kw_connection_get (connection, KW_CONNECTION_MANAGE_URL);
  if (told)
    g_print ("%s\n", _ ("The hospital was told, and has ended Keepwell's access."));
  else if (manage != NULL)
    /* Translators: a web address. */
    g_print (_ ("The hospital was not told. You can end Keepwell's access there as well: %s\n"),
             manage);
  else
    g_print ("%s\n", _ ("The hospital was not told. Its portal may list the programs that have "
                        "access, and end it there."));
  return KW_EXIT_DONE;
}
