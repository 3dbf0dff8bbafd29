/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync/clock.h"

/* Sent at 2026-03-01 12:00:00 UTC. */
#define SENT G_GINT64_CONSTANT (1772366400)

static void
take (KwJournal *journal, gint64 seconds, const char *date)
{
  KwExchange *exchange = g_new0 (KwExchange, 1);

  exchange->sent_at = seconds * G_USEC_PER_SEC;
  exchange->date = g_strdup (date);
  kw_journal_take (journal, exchange);
}

static void
test_compare (void)
{
  static const struct
  {
    const char *date;
    gboolean good;
    gint64 ahead;
  } cases[] = {
    { "Sun, 01 Mar 2026 12:00:00 GMT", TRUE, 0 },
    { "Sun, 01 Mar 2026 11:55:00 GMT", TRUE, 300 },
    { "Sun, 01 Mar 2026 13:00:01 GMT", TRUE, -3601 },
    { "Sun, 01 arM 2026 12:00:00 GMT", FALSE, 0 },
    { "yesterday", FALSE, 0 },
    { "", FALSE, 0 },
    { NULL, FALSE, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KwJournal) journal = kw_journal_new ();
      gint64 ahead = 0;

      take (journal, SENT, cases[i].date);
      g_assert_cmpint (kw_clock_compare (journal, &ahead), ==, cases[i].good);
      g_assert_cmpint (ahead, ==, cases[i].ahead);
    }
}

/* The newest answer that has a date; one without does not hide it. */
static void
test_newest (void)
{
  g_autoptr (KwJournal) journal = kw_journal_new ();
  gint64 ahead = 0;

  g_assert_false (kw_clock_compare (journal, &ahead));
  take (journal, SENT, "Sun, 01 Mar 2026 11:00:00 GMT");
  take (journal, SENT + 10, "Sun, 01 Mar 2026 12:00:05 GMT");
  take (journal, SENT + 20, NULL);
  g_assert_true (kw_clock_compare (journal, &ahead));
  g_assert_cmpint (ahead, ==, 5);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sync/clock/compare", test_compare);
  g_test_add_func ("/sync/clock/newest", test_newest);
  return g_test_run ();
}
