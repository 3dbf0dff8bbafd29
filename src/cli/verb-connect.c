/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "cli/progress.h"

/* Which way the sign-in page opens. The loopback listener must live as long as the sign-in. */
static gboolean
choose_login (KwCli *cli, KwConnectRequest *request, KwLoopback **out_loopback, GError **error)
{
  request->login = kw_login_with_helper;
  request->redirect_uri = cli->redirect_uri;
  if (cli->login_command != NULL)
    {
      request->login = kw_login_with_command;
      request->login_data = cli->login_command;
    }
  else if (cli->browser)
    {
      *out_loopback = kw_loopback_new (error);
      if (*out_loopback == NULL)
        return FALSE;
      request->login = kw_login_with_browser;
      request->login_data = *out_loopback;
      request->redirect_uri = kw_loopback_get_redirect_uri (*out_loopback);
    }
  return TRUE;
}

/* Nothing is written before it is certain whose record it is. */
static KwExit
store (KwCli *cli, KwSignIn *sign_in)
{
  const KwPerson *person = kw_sign_in_get_person (sign_in);
  g_autofree char *uuid = NULL;
  g_autoptr (KwVault) vault = NULL;
  g_autoptr (KwConnection) connection = NULL;
  g_autoptr (GError) error = NULL;
  KwExit status = KW_EXIT_DONE;

  if (!kw_cli_match (cli, person, &uuid, &status))
    return status;
  vault = kw_cli_open_or_create (cli, uuid, person, &error);
  if (vault == NULL)
    return kw_cli_fail (NULL, error);
  connection = kw_sign_in_store (sign_in, vault, &error);
  if (connection == NULL)
    {
      kw_cli_undo_create (cli, &vault, uuid);
      return kw_cli_fail (NULL, error);
    }
  return kw_cli_sync (vault, connection, FALSE);
}

/* connect URL [--client-id ID] [--redirect-uri URI] [--scope S] [--login-command CMD | --browser]
 */
KwExit
kw_verb_connect (KwCli *cli)
{
  KwConnectRequest request = {
    .address = cli->rest[0],
    .client_id = cli->client_id,
    .scope = cli->scope,
  };
  g_autoptr (KwLoopback) loopback = NULL;
  g_autoptr (KwSignIn) sign_in = NULL;
  g_autoptr (GError) error = NULL;

  if (request.address == NULL)
    return kw_cli_usage (cli, _ ("Say the address of the hospital's FHIR server."));
  if (cli->browser && cli->login_command != NULL)
    return kw_cli_usage (cli, _ ("Choose --browser or --login-command, not both."));
  if (!choose_login (cli, &request, &loopback, &error))
    return kw_cli_fail (NULL, error);
  sign_in = kw_sign_in_run (&request, NULL, &error);
  if (sign_in == NULL)
    return kw_cli_fail (request.address, error);
  return store (cli, sign_in);
}
