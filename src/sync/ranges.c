/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sync/ranges.h"

/* No server of today is older, and none of its records was changed after tomorrow. */
#define FIRST_TIME G_GINT64_CONSTANT (631152000) /* 1990-01-01 */
#define DAY (24 * 60 * 60)
/* A server that fails so often before it succeeds once fails always. */
#define MAX_FAILED_AT_FIRST 5
/* One bad record takes some 60 requests, ten spread over the years fewer than ten times as many.
 * What is still open then is told as failed. */
#define MAX_REQUESTS 600

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
  guint n_failed;
  gboolean succeeded; /* once */
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
  g_autofree Stretch *next = NULL;

  if (self->n_requests >= MAX_REQUESTS)
    return NULL;
  next = g_queue_pop_head (&self->pending);
  if (next == NULL)
    return NULL;
  self->n_requests++;
  self->current = *next;
  g_autofree char *from = dup_time (next->from);
  g_autofree char *to = dup_time (next->to);
  return g_strdup_printf ("_lastUpdated=ge%s&_lastUpdated=lt%s", from, to);
}

void
kw_ranges_succeed (KwRanges *self)
{
  self->succeeded = TRUE;
}

gboolean
kw_ranges_fail (KwRanges *self)
{
  if (++self->n_failed >= MAX_FAILED_AT_FIRST && !self->succeeded)
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

gboolean
kw_ranges_is_whole (const KwRanges *self)
{
  return g_queue_is_empty ((GQueue *) &self->pending);
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
