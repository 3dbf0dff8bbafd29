/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sync/ranges.h"

/* No server of today is older, and none of its records was changed after tomorrow. */
#define FIRST_TIME G_GINT64_CONSTANT (631152000) /* 1990-01-01 */
#define DAY (24 * 60 * 60)
/* A server that fails so often one after the other fails always. */
#define MAX_FAILED_IN_A_ROW 5
/* Three bad records take some 180 requests; a record with more of them is told as failed. */
#define MAX_REQUESTS 240

typedef struct
{
  gint64 from;
  gint64 to; /* not included */
} Stretch;

struct _KwRanges
{
  GQueue pending; /* of Stretch */
  Stretch current;
  guint n_requests;
  guint n_failed; /* in a row */
  guint n_gaps;
  gint64 first_gap;
};

static void
push (KwRanges *self, gint64 from, gint64 to)
{
  Stretch *stretch = g_new (Stretch, 1);

  *stretch = (Stretch){ from, to };
  g_queue_push_tail (&self->pending, stretch);
}

static void
split (KwRanges *self, gint64 from, gint64 to)
{
  gint64 middle = from + (to - from) / 2;

  push (self, from, middle);
  push (self, middle, to);
}

/**
 * kw_ranges_new:
 * @now: unix seconds
 *
 * Returns: (transfer full): all of time, in two halves
 */
KwRanges *
kw_ranges_new (gint64 now)
{
  KwRanges *self = g_new0 (KwRanges, 1);

  g_queue_init (&self->pending);
  split (self, FIRST_TIME, now + DAY);
  return self;
}

void
kw_ranges_free (KwRanges *self)
{
  g_queue_clear_full (&self->pending, g_free);
  g_free (self);
}

static char *
dup_time (gint64 seconds)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (seconds);

  return g_date_time_format (time, "%Y-%m-%dT%H:%M:%S.000Z");
}

char *
kw_ranges_next (KwRanges *self)
{
  g_autofree Stretch *next = g_queue_pop_head (&self->pending);

  if (next == NULL || self->n_requests++ >= MAX_REQUESTS)
    return NULL;
  self->current = *next;
  g_autofree char *from = dup_time (next->from);
  g_autofree char *to = dup_time (next->to);
  return g_strdup_printf ("_lastUpdated=ge%s&_lastUpdated=lt%s", from, to);
}

void
kw_ranges_succeed (KwRanges *self)
{
  self->n_failed = 0;
}

gboolean
kw_ranges_fail (KwRanges *self)
{
  if (++self->n_failed >= MAX_FAILED_IN_A_ROW || self->n_requests >= MAX_REQUESTS)
    return FALSE;
  if (self->current.to - self->current.from > 1)
    split (self, self->current.from, self->current.to);
  else
    {
      self->n_gaps++;
      if (self->first_gap == 0)
        self->first_gap = self->current.from;
    }
  return TRUE;
}

guint
kw_ranges_get_n_gaps (const KwRanges *self)
{
  return self->n_gaps;
}

gint64
kw_ranges_get_first_gap (const KwRanges *self)
{
  return self->first_gap;
}
