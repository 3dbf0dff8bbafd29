/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/typed-date.h"

/* Rule D1: the precision that was typed, and nothing that was not. */
static const struct
{
  const char *typed;
  const char *date;
} cases[] = {
  { "2019", "2019" },
  { " 2019 ", "2019" },
  { "March 2019", "2019-03" },
  { "mar 2019", "2019-03" },
  { "2019-03", "2019-03" },
  { "3/2019", "2019-03" },
  { "5 March 2019", "2019-03-05" },
  { "March 5, 2019", "2019-03-05" },
  { "march 5th 2019", "2019-03-05" },
  { "2019-03-05", "2019-03-05" },
  { "2019 March 5", "2019-03-05" },
  { "13/5/2019", "2019-05-13" },
  { "5/13/2019", "2019-05-13" },
  { "5.5.2019", "2019-05-05" },
  { "29 February 2020", "2020-02-29" },
  /* A day that could be two is none. */
  { "3/5/2019", NULL },
  { "29 February 2019", NULL },
  { "31 April 2019", NULL },
  { "0 March 2019", NULL },
  { "March", NULL },
  { "ma 2019", NULL },
  { "5 March", NULL },
  { "13/13/2019", NULL },
  { "19", NULL },
  { "0019", NULL },
  { "20199", NULL },
  { "yesterday", NULL },
  { "", NULL },
  { "5 March 2019 10:00", NULL },
};

static void
test_cases (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *date = kw_typed_date_parse (cases[i].typed);

      if (g_strcmp0 (date, cases[i].date) != 0)
        g_error ("“%s” is %s", cases[i].typed, date);
    }
}

static void
test_again (void)
{
  static const char *const dates[] = { "2019", "2019-03", "2019-03-05" };

  for (guint i = 0; i < G_N_ELEMENTS (dates); i++)
    {
      g_autofree char *typed = kw_typed_date_dup (dates[i]);
      g_autofree char *date = kw_typed_date_parse (typed);

      g_assert_cmpstr (date, ==, dates[i]);
    }
}

static void
test_future (void)
{
  g_assert_false (kw_typed_date_is_future ("2019"));
  g_assert_false (kw_typed_date_is_future ("2019-03-05"));
  g_assert_true (kw_typed_date_is_future ("2199"));
  g_assert_true (kw_typed_date_is_future ("2199-01-01"));

  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *this_year = g_date_time_format (now, "%Y");
  g_autofree char *today = g_date_time_format (now, "%Y-%m-%d");

  g_assert_false (kw_typed_date_is_future (this_year));
  g_assert_false (kw_typed_date_is_future (today));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/typed-date/D1", test_cases);
  g_test_add_func ("/typed-date/again", test_again);
  g_test_add_func ("/typed-date/future", test_future);
  return g_test_run ();
}
