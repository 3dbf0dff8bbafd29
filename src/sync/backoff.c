/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sync/backoff.h"

#define FIRST_SPAN_MS 2000
/* Longer than this nobody waits before a window; the next sync comes by itself. */
#define MAX_WAIT_SECONDS 60
/* Behind what the server asks for, so that its own clock has got there. */
#define JITTER_MS 250

/* Epic's limit for a day comes with 403 and is none of them. */
static gboolean
is_passing (guint status)
{
  static const guint statuses[] = { 429, 502, 503, 504 };

  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    if (status == statuses[i])
      return TRUE;
  return FALSE;
}

gint64
kw_backoff_get_pause (const KwReply *reply, guint try, double share)
{
  g_return_val_if_fail (reply != NULL && share >= 0 && share <= 1, -1);

  if (try + 1 >= KW_BACKOFF_TRIES || !is_passing (reply->status)
      || reply->retry_after > MAX_WAIT_SECONDS)
    return -1;
  if (reply->retry_after >= 0)
    return reply->retry_after * 1000 + (gint64) (share * JITTER_MS);
  return (gint64) (share * (FIRST_SPAN_MS << try));
}
