/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "demo/sign-in.h"

/* keepwell-demo-sign-in --user NAME [--patient NAME] [--deny] URL */
int
main (int argc, char *argv[])
{
  g_autofree char *user = NULL;
  g_autofree char *patient = NULL;
  gboolean deny = FALSE;
  g_auto (GStrv) urls = NULL;
  const GOptionEntry entries[] = {
    { "user", 'u', 0, G_OPTION_ARG_STRING, &user, "Who signs in", "NAME" },
    { "patient", 'p', 0, G_OPTION_ARG_STRING, &patient, "Whose record is chosen", "NAME" },
    { "deny", 'd', 0, G_OPTION_ARG_NONE, &deny, "Do not allow reading", NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_STRING_ARRAY, &urls, NULL, "URL" },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GOptionContext) context
      = g_option_context_new ("– sign in at the demo clinic and print the redirect address");
  g_autoptr (GError) error = NULL;
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      g_printerr ("keepwell-demo-sign-in: %s\n", error->message);
      return 2;
    }
  if (user == NULL || urls == NULL || g_strv_length (urls) != 1)
    {
      g_printerr ("keepwell-demo-sign-in: --user NAME and one URL are needed\n");
      return 2;
    }
  KwDemoChoice choice = { .user = user, .patient = patient, .deny = deny };
  g_autofree char *redirect = kw_demo_sign_in (urls[0], &choice, &error);
  if (redirect == NULL)
    {
      g_printerr ("keepwell-demo-sign-in: %s\n", error->message);
      return 1;
    }
  g_print ("%s\n", redirect);
  return 0;
}
