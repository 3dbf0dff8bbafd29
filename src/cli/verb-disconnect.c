/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "cli/progress.h"
#include "vault/keyring.h"

/* disconnect CONNECTION: the tokens first, so that a failure leaves a connection that asks for a
 * new sign-in, and never a token without its connection. */
KwExit
kw_verb_disconnect (KwCli *cli)
{
  g_autoptr (KwConnection) connection = NULL;
  g_autoptr (GError) error = NULL;
  const char *manage, *uuid;
  KwExit status = KW_EXIT_DONE;

  if (cli->rest[0] == NULL)
    return kw_cli_usage (cli, _ ("Say which connection."));
  if (!kw_cli_open_vault (cli, &status))
    return status;
  connection = kw_cli_find_connection (cli, cli->rest[0], &status);
  if (connection == NULL)
    return status;
  uuid = kw_connection_get (connection, KW_CONNECTION_UUID);
  if (!kw_keyring_clear_tokens (uuid, kw_connection_get (connection, KW_CONNECTION_BASE), &error)
      || !kw_vault_remove_connection (cli->vault, uuid, &error))
    return kw_cli_fail (NULL, error);
  g_print ("%s\n", _ ("The sign-in is forgotten on this computer. The records are still here."));
  manage = kw_connection_get (connection, KW_CONNECTION_MANAGE_URL);
  if (manage != NULL)
    /* Translators: a web address. */
    g_print (_ ("The hospital was not told. You can end Keepwell's access there as well: %s\n"),
             manage);
  else
    g_print ("%s\n", _ ("The hospital was not told. Its portal may list the programs that have "
                        "access, and end it there."));
  return KW_EXIT_DONE;
}
