/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync/backoff.h"

static void
test_pauses (void)
{
  static const struct
  {
    guint status;
    gint64 retry_after; /* -1: none */
    guint try;
    double share;
    gint64 pause;
  } cases[] = {
    /* As long as the server asks, and never sooner. */
    { 429, 0, 0, 0, 0 },
    { 503, 45, 0, 0, 45000 },
    { 503, 45, 0, 1, 45250 },
    { 429, 60, 2, 0.5, 60125 },
    { 429, 61, 0, 0.5, -1 },
    { 503, 86400, 0, 0.5, -1 },
    /* Nothing asked for: any part of a span that doubles. */
    { 503, -1, 0, 0, 0 },
    { 503, -1, 0, 1, 2000 },
    { 502, -1, 1, 0.5, 2000 },
    { 504, -1, 2, 1, 8000 },
    { 504, -1, 3, 1, -1 },
    /* Waiting does not help. */
    { 500, -1, 0, 1, -1 },
    { 200, -1, 0, 1, -1 },
    { 403, 5, 0, 1, -1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) body = g_bytes_new_static ("", 0);
      KwReply reply
          = { .status = cases[i].status, .body = body, .retry_after = cases[i].retry_after };

      g_test_message ("%u", i);
      g_assert_cmpint (kw_backoff_get_pause (&reply, cases[i].try, cases[i].share), ==,
                       cases[i].pause);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sync/backoff/pauses", test_pauses);
  return g_test_run ();
}
