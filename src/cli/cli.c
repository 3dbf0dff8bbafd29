/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/cli.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "core/error.h"

/* Errors that have an exit status of their own. */
static const struct
{
  KwError code;
  KwExit exit;
} exits[] = {
  { KW_ERROR_VAULT_LOCKED, KW_EXIT_LOCKED },    { KW_ERROR_KEYRING_LOCKED, KW_EXIT_LOCKED },
  { KW_ERROR_SIGN_IN_LAPSED, KW_EXIT_SIGN_IN }, { KW_ERROR_TENANT_MISMATCH_THEIRS, KW_EXIT_PART },
  { KW_ERROR_TOKEN_UNTRUSTED, KW_EXIT_PART },
};

void
kw_cli_say (const char *format, ...)
{
  va_list args;

  va_start (args, format);

  g_autofree char *text = g_strdup_vprintf (format, args);

  va_end (args);
  fprintf (stderr, "keepwellctl: %s\n", text);
}

KwExit
kw_cli_fail (const char *about, const GError *error)
{
  g_autofree char *sentence = kw_error_dup_sentence (error);
  g_autofree char *detail = kw_error_dup_detail (error);

  if (about != NULL)
    kw_cli_say ("%s: %s", about, sentence);
  else
    kw_cli_say ("%s", sentence);
  /* The place of damaged JSON is in the sentence already. */
  if (detail != NULL && error->domain == KW_ERROR)
    fprintf (stderr, "  (%s)\n", detail);
  if (error->domain == KW_ERROR)
    for (guint i = 0; i < G_N_ELEMENTS (exits); i++)
      if ((int) exits[i].code == error->code)
        return exits[i].exit;
  return KW_EXIT_FAILED;
}

void
kw_cli_append_portal_steps (GString *out, const KwVendor *vendor)
{
  for (guint i = 0; vendor->portal_steps[i] != NULL; i++)
    g_string_append_printf (out, "  %u. %s\n", i + 1, vendor->portal_steps[i]);
}

KwExit
kw_cli_usage (const KwCli *cli, const char *sentence)
{
  kw_cli_say ("%s", sentence);
  /* Translators: do not translate the command. */
  fprintf (stderr, _ ("Try 'keepwellctl %s --help'.\n"), cli->verb ? cli->verb : "");
  return KW_EXIT_USAGE;
}

KwExit
kw_cli_print (const char *text, gsize length)
{
  if (fwrite (text, 1, length, stdout) == length && fflush (stdout) == 0)
    return KW_EXIT_DONE;
  /* "keepwellctl list | head": whoever reads has read enough, and that is no failure. */
  if (errno == EPIPE)
    return KW_EXIT_DONE;

  g_autoptr (GError) error
      = g_error_new (G_IO_ERROR, g_io_error_from_errno (errno), "standard output");

  return kw_cli_fail (NULL, error);
}
