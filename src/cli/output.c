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

/* Files that name nobody are about one and the same nobody. */
static gboolean
is_same (const KwPerson *a, const KwPerson *b)
{
  if (a == NULL || b == NULL)
    return a == b;
  return kw_person_compare (a, b) == KW_PERSON_SAME;
}

guint
kw_output_group (KwOutput *outputs, guint n)
{
  guint n_people = 0;

  for (guint i = 0; i < n; i++)
    {
      outputs[i].person = n_people;
      for (guint j = 0; j < i && outputs[i].person == n_people; j++)
        if (is_same (kw_snapshot_get_person (outputs[i].snapshot),
                     kw_snapshot_get_person (outputs[j].snapshot)))
          outputs[i].person = outputs[j].person;
      n_people += outputs[i].person == n_people;
    }
  return n_people;
}

const KwOutput *
kw_output_of_person (const KwOutput *outputs, guint n, guint person)
{
  for (guint i = 0; i < n; i++)
    if (outputs[i].person == person)
      return &outputs[i];
  return NULL;
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  const KwOutputRow *left = a, *right = b;

  return kw_record_compare_newest_first (left->record, right->record);
}

GArray *
kw_output_rows (const KwOutput *outputs, guint n, guint person, KwSection section)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (KwOutputRow));
  gboolean ranked = FALSE;

  for (guint i = 0; i < n; i++)
    {
      const KwSnapshot *snapshot = outputs[i].snapshot;
      const GArray *all
          = outputs[i].only ? outputs[i].only : kw_snapshot_get_section (snapshot, section);

      ranked = ranked || outputs[i].only != NULL;
      for (guint j = 0; outputs[i].person == person && j < all->len; j++)
        {
          const KwOutputRow row
              = { snapshot, kw_snapshot_get_record (snapshot, g_array_index (all, guint32, j)) };

          if (row.record->section == section)
            g_array_append_val (rows, row);
        }
    }
  if (!ranked)
    g_array_sort (rows, compare_rows);
  return rows;
}

GPtrArray *
kw_output_disagreements (const KwCli *cli, const KwOutput *output)
{
  GPtrArray *found;

  if (output->only != NULL)
    return g_ptr_array_new ();
  found = kw_disagreements_new (output->snapshot);
  for (guint i = found->len; i > 0; i--)
    if (!kw_output_wants (cli, ((KwDisagreement *) g_ptr_array_index (found, i - 1))->section))
      g_ptr_array_remove_index (found, i - 1);
  return found;
}

char *
kw_output_time (gint64 unix_seconds)
{
  g_autoptr (GDateTime) time
      = unix_seconds > 0 ? g_date_time_new_from_unix_utc (unix_seconds) : NULL;

  return time ? g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ") : NULL;
}

void
kw_output_limits (const KwRecord *record, KwLimits *room, const char **low, const char **high)
{
  const KwRange *range = record->n_ranges == 1 ? &record->ranges[0] : NULL;
  KwReading reading;

  *low = range != NULL ? range->low : NULL;
  *high = range != NULL ? range->high : NULL;
  if (range == NULL || *low != NULL || *high != NULL || !kw_reading_init (&reading, &record->value)
      || !kw_limits_init (room, &reading, range, 1))
    return;
  *low = *room->low != '\0' ? room->low : NULL;
  *high = *room->high != '\0' ? room->high : NULL;
}

GPtrArray *
kw_output_facts (const KwSnapshot *snapshot, const KwRecord *record)
{
  return kw_snapshot_dup_facts (snapshot, record);
}

KwExit
kw_output_print (KwCli *cli, KwOutput *outputs, guint n)
{
  g_autoptr (GBytes) json = NULL;
  g_autofree char *text = NULL;

  kw_output_group (outputs, n);
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
