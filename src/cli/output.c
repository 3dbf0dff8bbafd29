/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/output.h"

#include <string.h>

gboolean
kw_output_wants (const KwCli *cli, KwSection section)
{
  for (guint i = 0; i < cli->sections->len; i++)
    if (g_array_index (cli->sections, KwSection, i) == section)
      return TRUE;
  return cli->sections->len == 0;
}

GArray *
kw_output_section (const KwOutput *output, KwSection section)
{
  const GArray *all
      = output->only ? output->only : kw_snapshot_get_section (output->snapshot, section);
  GArray *some = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint i = 0; i < all->len; i++)
    {
      guint32 index = g_array_index (all, guint32, i);

      if (kw_snapshot_get_record (output->snapshot, index)->section == section)
        g_array_append_val (some, index);
    }
  return some;
}

char *
kw_output_time (gint64 unix_seconds)
{
  g_autoptr (GDateTime) time
      = unix_seconds > 0 ? g_date_time_new_from_unix_utc (unix_seconds) : NULL;

  return time ? g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ") : NULL;
}

GPtrArray *
kw_output_facts (const KwSnapshot *snapshot, const KwRecord *record)
{
  g_autoptr (GBytes) body = kw_snapshot_load_body (snapshot, record, NULL);
  g_autoptr (KwJson) json = body ? kw_json_new (body, G_MAXSIZE, NULL) : NULL;

  if (json == NULL)
    return NULL;
  return kw_facts_new (kw_snapshot_get_words (snapshot), record, kw_json_get_root (json));
}

KwExit
kw_output_print (KwCli *cli, const KwOutput *outputs, guint n)
{
  g_autoptr (GBytes) json = NULL;
  g_autofree char *text = NULL;

  if (cli->format == KW_FORMAT_JSON)
    {
      gsize size = 0;
      const char *data;
      KwExit status;

      json = kw_output_json (cli, outputs, n);
      data = g_bytes_get_data (json, &size);
      status = kw_cli_print (data, size);
      return status == KW_EXIT_DONE ? kw_cli_print ("\n", 1) : status;
    }
  text = cli->format == KW_FORMAT_CSV ? kw_output_csv (cli, outputs, n)
                                      : kw_output_text (cli, outputs, n);
  return kw_cli_print (text, strlen (text));
}
