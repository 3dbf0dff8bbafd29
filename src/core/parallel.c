/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/parallel.h"

#define MAX_THREADS 8

/* The work that several threads share: each takes the next few until none is left. */
typedef struct
{
  KwParallelFunc func;
  gpointer data;
  guint n;
  guint at_once;
  guint next;
} Work;

static gpointer
take_turns (gpointer data)
{
  Work *self = data;
  guint start;

  while ((start = g_atomic_int_add (&self->next, self->at_once)) < self->n)
    for (guint i = start; i - start < self->at_once && i < self->n; i++)
      self->func (self->data, i);
  return NULL;
}

/**
 * kw_parallel_run:
 * @n: how many there are, less than a thousand million
 * @at_once: how many a thread takes at a time; with @n of them or more there is no other thread
 * @func: called once for each index below @n, from any thread and in any order
 * @data: for @func
 *
 * Does work whose parts do not depend on each other on all processors, and comes back when all of
 * it is done. The calling thread takes its share, so that no part waits for a thread that could not
 * be had.
 *
 * ```c
 * kw_parallel_run (records->len, 64, read_record, reading);
 * ```
 */
void
kw_parallel_run (guint n, guint at_once, KwParallelFunc func, gpointer data)
{
  g_return_if_fail (at_once > 0 && n < 1000u * 1000 * 1000 && func != NULL);

  Work work = { func, data, n, MIN (at_once, MAX (n, 1)), 0 };
  GThread *threads[MAX_THREADS] = { NULL };
  guint n_parts = n / work.at_once + (n % work.at_once > 0);
  guint n_threads = MIN (MIN (g_get_num_processors (), MAX_THREADS), n_parts);

  for (guint i = 1; i < n_threads; i++)
    threads[i] = g_thread_try_new ("parallel", take_turns, &work, NULL);
  take_turns (&work);
  for (guint i = 1; i < n_threads; i++)
    if (threads[i] != NULL)
      g_thread_join (threads[i]);
}
