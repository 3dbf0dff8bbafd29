/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <locale.h>
#include <stdlib.h>
#include <time.h>

#include "core/words-private.h"

static const struct
{
  const char *iso;
  const char *words;
  const char *shorter;
  int year;
} dates[] = {
  { "2019", "2019", "2019", 2019 },
  { "0987", "0987", "0987", 987 },
  { "2019-03", "March 2019", "March 2019", 2019 },
  { "2026-11-05", "5 November 2026", "5 Nov", 2026 },
  { "2024-02-29", "29 February 2024", "29 Feb", 2024 },
  { "2026-11-05T14:05:00Z", "5 November 2026, 14:05", "5 Nov", 2026 },
  { "2026-11-05T00:00:00-08:00", "5 November 2026, 0:00", "5 Nov", 2026 },
  { "2026-12-31T23:59:59.999+13:00", "31 December 2026, 23:59", "31 Dec", 2026 },
  { "2026-03-08T02:30:00-08:00", "8 March 2026, 2:30", "8 Mar", 2026 },
  { "2026-11-05T14:05", "5 November 2026, 14:05", "5 Nov", 2026 },
  { "1951-06-14", "14 June 1951", "14 Jun", 1951 },
  /* Words and damage come back as they are. */
  { "about 20 years old", "about 20 years old", "about 20 years old", 0 },
  { "", "", "", 0 },
  { "2026-13", "2026-13", "2026-13", 0 },
  { "2026-02-30", "2026-02-30", "2026-02-30", 0 },
  { "2026-00-01", "2026-00-01", "2026-00-01", 0 },
  { "0000", "0000", "0000", 0 },
  { "2026-1-5", "2026-1-5", "2026-1-5", 0 },
  { "20261105", "20261105", "20261105", 0 },
  { "2026-11-05 14:05", "2026-11-05 14:05", "2026-11-05 14:05", 0 },
  { "2026-11-05T25:00:00Z", "2026-11-05T25:00:00Z", "2026-11-05T25:00:00Z", 0 },
  { "2026-11-05T14:05:00+1", "2026-11-05T14:05:00+1", "2026-11-05T14:05:00+1", 0 },
};

static void
check_dates (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (dates); i++)
    {
      g_autofree char *words = kw_words_date (dates[i].iso);
      g_autofree char *shorter = kw_words_date_short (dates[i].iso);
      g_assert_cmpstr (words, ==, dates[i].words);
      g_assert_cmpstr (shorter, ==, dates[i].shorter);
      g_assert_cmpint (kw_words_year (dates[i].iso), ==, dates[i].year);
    }
  g_assert_cmpint (kw_words_year (NULL), ==, 0);
}

/* Rule D1: the same words wherever the computer stands. */
static void
test_zones (void)
{
  const char *const zones[] = { "UTC", "America/Los_Angeles", "Pacific/Auckland" };
  for (gsize i = 0; i < G_N_ELEMENTS (zones); i++)
    {
      g_setenv ("TZ", zones[i], TRUE);
      tzset ();
      check_dates ();
    }
  g_setenv ("TZ", "UTC", TRUE);
  tzset ();
}

/* Rule D4: the order of the locale, where the system has it. */
static void
test_locale_order (void)
{
  const struct
  {
    const char *locale;
    const char *date;
    const char *time;
    const char *shorter;
  } locales[] = {
    { "C.UTF-8", "5 November 2026", "5 November 2026, 14:05", "5 Nov" },
    { "en_US.UTF-8", "November 5, 2026", "November 5, 2026, 2:05 PM", "Nov 5" },
    { "en_GB.UTF-8", "5 November 2026", "5 November 2026, 14:05", "5 Nov" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (locales); i++)
    {
      if (setlocale (LC_TIME, locales[i].locale) == NULL)
        {
          g_test_message ("no locale %s here", locales[i].locale);
          continue;
        }
      g_autofree char *date = kw_words_date ("2026-11-05");
      g_autofree char *time = kw_words_date ("2026-11-05T14:05:00Z");
      g_autofree char *shorter = kw_words_date_short ("2026-11-05");
      g_assert_cmpstr (date, ==, locales[i].date);
      g_assert_cmpstr (time, ==, locales[i].time);
      g_assert_cmpstr (shorter, ==, locales[i].shorter);
    }
  setlocale (LC_TIME, "C");
}

static void
test_period (void)
{
  const struct
  {
    const char *start;
    const char *end;
    const char *words;
  } periods[] = {
    { "2019", NULL, "2019" },
    { NULL, "2020-05-05", "until 5 May 2020" },
    { "2019-03-03", "2020-05-05", "3 March 2019 to 5 May 2020" },
    { "2019-03-03", "2019-03-03", "3 March 2019" },
    { "2026-11-05T14:05:00Z", "2026-11-05T15:00:00Z", "5 November 2026, 14:05 to 15:00" },
    { "2026-11-05T14:05:00Z", "2026-11-06T15:00:00Z",
      "5 November 2026, 14:05 to 6 November 2026, 15:00" },
    { "2026-11-05T14:05:10Z", "2026-11-05T14:05:40Z", "5 November 2026, 14:05" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (periods); i++)
    {
      g_autofree char *words = kw_words_period (periods[i].start, periods[i].end);
      g_assert_cmpstr (words, ==, periods[i].words);
    }
}

static void
test_when (void)
{
  const KwWhen whens[]
      = { { KW_WHEN_COLLECTED, "2026-11", NULL }, { KW_WHEN_ENDED, "2027", NULL } };
  const KwWhen empty = { KW_WHEN_DATE, NULL, NULL };
  const KwRecord dated = { .whens = whens, .n_whens = 2 };
  const KwRecord damaged = { .whens = &empty, .n_whens = 1 };
  const KwRecord undated = { 0 };
  g_autofree char *first = kw_words_when (&dated);
  g_autofree char *second = kw_words_when (&damaged);
  g_autofree char *third = kw_words_when (&undated);
  g_assert_cmpstr (first, ==, "November 2026");
  g_assert_cmpstr (second, ==, "Date not stated");
  g_assert_cmpstr (third, ==, "Date not stated");
}

static void
test_labels (void)
{
  for (int role = KW_WHEN_NONE; role <= KW_WHEN_DATE; role++)
    g_assert_cmpuint (strlen (kw_words_when_label ((KwWhenRole) role)), >, 2);
  g_assert_cmpstr (kw_words_when_label (KW_WHEN_COLLECTED), ==, "Collected");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/words-date/zones", test_zones);
  g_test_add_func ("/words-date/locale-order", test_locale_order);
  g_test_add_func ("/words-date/period", test_period);
  g_test_add_func ("/words-date/when", test_when);
  g_test_add_func ("/words-date/labels", test_labels);
  return g_test_run ();
}
