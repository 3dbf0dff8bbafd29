/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/parallel.h"

#define N 1000

typedef struct
{
  int done[N];
  GThread *thread; /* the one that may work, or NULL */
} Work;

static void
note (gpointer data, guint index)
{
  Work *self = data;

  if (self->thread != NULL)
    g_assert_true (self->thread == g_thread_self ());
  g_atomic_int_inc (&self->done[index]);
}

/* Each part once, however the parts are dealt out. */
static void
test_once (void)
{
  static const guint sizes[] = { 1, 7, 64, N - 1, N, N + 1, G_MAXUINT };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      Work work = { .thread = NULL };

      kw_parallel_run (N, sizes[i], note, &work);
      for (guint j = 0; j < N; j++)
        g_assert_cmpint (work.done[j], ==, 1);
    }
}

/* Little work is done where it stands, and none is none. */
static void
test_alone (void)
{
  Work work = { .thread = g_thread_self () };

  kw_parallel_run (N, N, note, &work);
  kw_parallel_run (0, 1, note, &work);
  for (guint j = 0; j < N; j++)
    g_assert_cmpint (work.done[j], ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/parallel/once", test_once);
  g_test_add_func ("/parallel/alone", test_alone);
  return g_test_run ();
}
