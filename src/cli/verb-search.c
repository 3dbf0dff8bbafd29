/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "cli/output.h"

/* As many as the search box shows at first. */
#define LIMIT 200

/* search WORDS… [-- FILE…] */
KwExit
kw_verb_search (KwCli *cli)
{
  static char *const no_files[] = { NULL };
  g_autofree char *words = g_strjoinv (" ", cli->rest);
  g_autoptr (GPtrArray) results = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  g_autofree KwOutput *outputs = NULL;
  KwExit status = KW_EXIT_DONE;

  if (*words == '\0')
    return kw_cli_usage (cli, _ ("Say which words to look for."));
  if (!kw_cli_open_snapshot (cli, no_files, &status))
    return status;
  outputs = g_new0 (KwOutput, MAX (cli->snapshots->len, 1));
  for (guint i = 0; i < cli->snapshots->len; i++)
    {
      KwSnapshot *snapshot = g_ptr_array_index (cli->snapshots, i);
      g_autoptr (GError) error = NULL;
      g_autoptr (KwSearch) search = kw_search_new (snapshot, NULL, &error);

      if (search == NULL)
        return kw_cli_fail (NULL, error);
      g_ptr_array_add (results, kw_search_run (search, words, LIMIT));
      outputs[i] = (KwOutput){ snapshot, g_ptr_array_index (results, i), 0 };
    }
  return kw_output_print (cli, outputs, cli->snapshots->len);
}
