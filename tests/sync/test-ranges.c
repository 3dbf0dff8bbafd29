/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync/ranges.h"

#include <stdio.h>
#include <string.h>

#define NOW G_GINT64_CONSTANT (1772366400) /* 2026-03-01 12:00:00 UTC */

static gint64
read_time (const char *text)
{
  g_autofree char *iso = g_strndup (text, strlen ("2026-03-01T12:00:00.000Z"));
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (iso, NULL);

  return g_date_time_to_unix (time);
}

/* A server with bad records at @bad: how many requests it takes until all others could be read. */
static guint
search (KwRanges *ranges, const gint64 *bad, guint n_bad, gboolean *out_given_up)
{
  guint n = 0;

  *out_given_up = FALSE;
  for (;;)
    {
      g_autofree char *range = kw_ranges_next (ranges);
      gboolean fails = FALSE;

      if (range == NULL)
        return n;
      gint64 from = read_time (strstr (range, "ge") + 2);
      gint64 to = read_time (strstr (range, "lt") + 2);
      n++;
      for (guint i = 0; i < n_bad; i++)
        fails = fails || (bad[i] >= from && bad[i] < to);
      if (!fails)
        kw_ranges_succeed (ranges);
      else if (!kw_ranges_fail (ranges))
        {
          *out_given_up = TRUE;
          return n;
        }
    }
}

static void
test_one (void)
{
  static const gint64 bad[] = { 1700000000 };
  g_autoptr (KwRanges) ranges = kw_ranges_new (NOW);
  gboolean given_up;
  guint n = search (ranges, bad, 1, &given_up);

  g_assert_false (given_up);
  g_assert_cmpuint (n, <=, 64);
  g_assert_cmpuint (kw_ranges_get_n_gaps (ranges), ==, 1);
  g_assert_cmpint (kw_ranges_get_first_gap (ranges), ==, 1700000000);
}

static void
test_two (void)
{
  static const gint64 bad[] = { 1600000000, 1700000000 };
  g_autoptr (KwRanges) ranges = kw_ranges_new (NOW);
  gboolean given_up;

  g_assert_cmpuint (search (ranges, bad, 2, &given_up), <, 140);
  g_assert_false (given_up);
  g_assert_cmpuint (kw_ranges_get_n_gaps (ranges), ==, 2);
}

/* Ten of them, over fifteen years: each is found, and nothing else is lost. */
static void
test_spread (void)
{
  gint64 bad[10];
  g_autoptr (KwRanges) ranges = kw_ranges_new (NOW);
  gboolean given_up;

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    bad[i] = G_GINT64_CONSTANT (1280000000) + (gint64) i * 47374182;
  g_assert_cmpuint (search (ranges, bad, G_N_ELEMENTS (bad), &given_up), <, 600);
  g_assert_false (given_up);
  g_assert_true (kw_ranges_is_whole (ranges));
  g_assert_cmpuint (kw_ranges_get_n_gaps (ranges), ==, G_N_ELEMENTS (bad));
}

/* More of them than there is patience for: the end is known not to be the whole. */
static void
test_too_many (void)
{
  gint64 bad[40];
  g_autoptr (KwRanges) ranges = kw_ranges_new (NOW);
  gboolean given_up;

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    bad[i] = G_GINT64_CONSTANT (1280000000) + (gint64) i * 11843545;
  g_assert_cmpuint (search (ranges, bad, G_N_ELEMENTS (bad), &given_up), ==, 600);
  g_assert_false (given_up);
  g_assert_false (kw_ranges_is_whole (ranges));
}

/* None of its parts can be read: that is no bad record. */
static void
test_always (void)
{
  g_autoptr (KwRanges) ranges = kw_ranges_new (NOW);
  guint n = 0;
  gboolean more = TRUE;

  while (more)
    {
      g_autofree char *range = kw_ranges_next (ranges);
      g_assert_nonnull (range);
      more = kw_ranges_fail (ranges);
      n++;
    }
  g_assert_cmpuint (n, ==, 5);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sync/ranges/one", test_one);
  g_test_add_func ("/sync/ranges/two", test_two);
  g_test_add_func ("/sync/ranges/spread", test_spread);
  g_test_add_func ("/sync/ranges/too-many", test_too_many);
  g_test_add_func ("/sync/ranges/always", test_always);
  return g_test_run ();
}
