/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sync/clock.h"

#include <stdio.h>
#include <string.h>

/* RFC 9110 section 5.6.7: "Sun, 06 Nov 1994 08:49:37 GMT", the one form that is sent today. */
static GDateTime *
read_date (const char *text)
{
  static const char *const months = "JanFebMarAprMayJunJulAugSepOctNovDec";
  char month[4] = "";
  int day, year, hour, minute, second;
  const char *found;

  if (sscanf (text, "%*4c%d %3s %d %d:%d:%d", &day, month, &year, &hour, &minute, &second) != 6
      || strlen (month) != 3 || (found = strstr (months, month)) == NULL
      || (found - months) % 3 != 0)
    return NULL;
  return g_date_time_new_utc (year, (int) (found - months) / 3 + 1, day, hour, minute, second);
}

/**
 * kw_clock_compare:
 * @journal: what was asked and answered
 * @out_seconds: (out): how far this computer is ahead; negative when it is behind
 *
 * By the newest answer that has a date: the time of sending is ours, the Date header is the
 * server's. Both are whole seconds, so that one second of difference is none.
 *
 * Returns: whether there was such an answer
 */
gboolean
kw_clock_compare (KwJournal *journal, gint64 *out_seconds)
{
  g_autoptr (GPtrArray) exchanges = kw_journal_dup (journal);

  for (guint i = exchanges->len; i > 0; i--)
    {
      const KwExchange *exchange = g_ptr_array_index (exchanges, i - 1);
      g_autoptr (GDateTime) date = exchange->date != NULL ? read_date (exchange->date) : NULL;

      if (date == NULL)
        continue;
      *out_seconds = exchange->sent_at / G_USEC_PER_SEC - g_date_time_to_unix (date);
      return TRUE;
    }
  return FALSE;
}
