/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/output.h"

/* list [--section ID] [--format text|json|csv] [FILE…] */
KwExit
kw_verb_list (KwCli *cli)
{
  g_autofree KwOutput *outputs = NULL;
  KwExit status = KW_EXIT_DONE;

  if (!kw_cli_open_snapshot (cli, cli->rest, &status))
    return status;
  outputs = g_new0 (KwOutput, MAX (cli->snapshots->len, 1));
  for (guint i = 0; i < cli->snapshots->len; i++)
    outputs[i].snapshot = g_ptr_array_index (cli->snapshots, i);
  return kw_output_print (cli, outputs, cli->snapshots->len);
}
