/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

#include "cli/progress.h"
#include "core/error.h"

/* Which way the sign-in page opens. */
static gboolean
choose_way (KwCli *cli, KwLoginWay *way, gboolean browser, GError **error)
{
  if (browser)
    return kw_login_way_use_browser (way, kw_vendor_for_base (cli->rest[0]), FALSE, error);
  way->login = cli->login_command != NULL ? kw_login_with_command : kw_login_with_helper;
  way->login_data = cli->login_command;
  way->redirect_uri = cli->redirect_uri;
  return TRUE;
}

static KwSignIn *
sign_in_by (KwCli *cli, gboolean browser, GError **error)
{
  g_auto (KwLoginWay) way = { 0 };

  if (!choose_way (cli, &way, browser, error))
    return NULL;

  KwConnectRequest request = { .address = cli->rest[0],
                               .client_id = cli->client_id,
                               .redirect_uri = way.redirect_uri,
                               .scope = cli->scope,
                               .profile = cli->profile,
                               .login = way.login,
                               .login_data = way.login_data };

  return kw_sign_in_run (&request, NULL, error);
}

/* Who chooses the browser on the page itself goes on there. */
static KwSignIn *
run_sign_in (KwCli *cli, GError **error)
{
  g_autoptr (GError) local = NULL;
  KwSignIn *sign_in = sign_in_by (cli, cli->browser, &local);

  if (g_error_matches (local, KW_ERROR, KW_ERROR_IN_BROWSER))
    return sign_in_by (cli, TRUE, error);
  if (sign_in == NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return sign_in;
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

/* What cannot go together, or means nothing; NULL when all is well. */
static const char *
get_complaint (KwCli *cli)
{
  if (cli->rest[0] == NULL)
    return _ ("Say the address of the hospital's FHIR server.");
  if (cli->browser && cli->login_command != NULL)
    return _ ("Choose --browser or --login-command, not both.");
  if (cli->browser && cli->redirect_uri != NULL)
    return _ ("Choose --browser or --redirect-uri, not both: a browser comes back to where this "
              "program listens.");
  if (cli->profile != NULL && !kw_profile_is_known (cli->profile))
    return _ ("There are the profiles smart-v1 and smart-v2.");
  return NULL;
}

/* Said before anything is asked where it is known, as the window says it: a maker that this program
 * is not registered with. Of the others a server says for itself whom it takes (RFC 7591). */
static void
check_registered (KwCli *cli, GError **error)
{
  const KwVendor *vendor = kw_vendor_for_base (cli->rest[0]);
  const char *known = kw_vendor_get_client_id (vendor, kw_vendor_environment (cli->rest[0]));

  if (known == NULL && cli->client_id == NULL && !g_str_equal (vendor->id, "generic"))
    g_set_error_literal (error, KW_ERROR, KW_ERROR_NOT_REGISTERED, "no client id");
}

/* The equal way, where there is no sign-in. */
static KwExit
fail (KwCli *cli, const GError *error)
{
  g_autoptr (GString) steps = g_string_new (NULL);
  KwExit status = kw_cli_fail (cli->rest[0], error);

  if (g_error_matches (error, KW_ERROR, KW_ERROR_NOT_REGISTERED))
    kw_cli_append_portal_steps (steps, kw_vendor_for_base (cli->rest[0]));
  fputs (steps->str, stderr);
  return status;
}

/* connect URL [--client-id ID] [--redirect-uri URI] [--scope S] [--profile NAME]
 * [--login-command CMD | --browser] */
KwExit
kw_verb_connect (KwCli *cli)
{
  const char *complaint = get_complaint (cli);
  g_autoptr (KwSignIn) sign_in = NULL;
  g_autoptr (GError) error = NULL;

  if (complaint != NULL)
    return kw_cli_usage (cli, complaint);
  check_registered (cli, &error);
  sign_in = error == NULL ? run_sign_in (cli, &error) : NULL;
  if (sign_in == NULL)
    return fail (cli, error);
  return store (cli, sign_in);
}
