/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>
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
  { "0987", "0987 (as sent, may not be right)", "0987", 987 },
  { "2019-03", "March 2019", "March 2019", 2019 },
  { "2026-11-05", "5 November 2026", "5 Nov", 2026 },
  { "2024-02-29", "29 February 2024", "29 Feb", 2024 },
  { "2026-11-05T14:05:00Z", "5 November 2026, 14:05 UTC", "5 Nov", 2026 },
  { "2026-11-05T14:05:00+00:00", "5 November 2026, 14:05 UTC", "5 Nov", 2026 },
  { "2026-11-05T14:05:00-08:00", "5 November 2026, 14:05", "5 Nov", 2026 },
  /* Midnight of UTC to the second is a day that had to be sent as a time. */
  { "2019-03-05T00:00:00Z", "5 March 2019", "5 Mar", 2019 },
  { "2019-03-05T00:00Z", "5 March 2019", "5 Mar", 2019 },
  { "2019-03-05T00:00:00.000Z", "5 March 2019", "5 Mar", 2019 },
  { "2019-03-05T00:00:00.000+00:00", "5 March 2019", "5 Mar", 2019 },
  { "2019-03-05T00:00:00-00:00", "5 March 2019", "5 Mar", 2019 },
  { "2019-03-05T00:00:01Z", "5 March 2019, 0:00 UTC", "5 Mar", 2019 },
  { "2019-03-05T00:00:00.250Z", "5 March 2019, 0:00 UTC", "5 Mar", 2019 },
  { "2019-03-05T00:00:00", "5 March 2019, 0:00", "5 Mar", 2019 },
  /* What can hardly be right is shown as sent, and says so. */
  { "1900-01-01", "1 January 1900 (as sent, may not be right)", "1 Jan", 1900 },
  { "1753-01", "January 1753 (as sent, may not be right)", "January 1753", 1753 },
  { "9999-12-31", "31 December 9999 (as sent, may not be right)", "31 Dec", 9999 },
  { "1970-01-01T00:00:00Z", "1 January 1970 (as sent, may not be right)", "1 Jan", 1970 },
  { "1970-01-01", "1 January 1970", "1 Jan", 1970 },
  { "1900-01-02", "2 January 1900", "2 Jan", 1900 },
  /* Ages. */
  { "P72Y", "at age 72", "at age 72", 0 },
  { "P7M", "at 7 months of age", "at 7 months of age", 0 },
  { "P3W", "at 3 weeks of age", "at 3 weeks of age", 0 },
  { "P10D", "at 10 days of age", "at 10 days of age", 0 },
  { "P12Y/P14Y", "at age 12–14", "at age 12–14", 0 },
  { "P1.5Y", "at age 1.5", "at age 1.5", 0 },
  { "P", "P", "P", 0 },
  { "P72", "P72", "P72", 0 },
  { "P72YX", "P72YX", "P72YX", 0 },
  { "P72H", "P72H", "P72H", 0 },
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
  { "2026-11-05T14:05:00+19:00", "2026-11-05T14:05:00+19:00", "2026-11-05T14:05:00+19:00", 0 },
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
      g_autofree char *time = kw_words_date ("2026-11-05T14:05:00-08:00");
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
    { "2026-11-05T14:05:00Z", "2026-11-05T15:00:00Z", "5 November 2026, 14:05 UTC to 15:00 UTC" },
    { "2026-11-05T14:05:00Z", "2026-11-06T15:00:00Z",
      "5 November 2026, 14:05 UTC to 6 November 2026, 15:00 UTC" },
    { "2026-11-05T14:05:10Z", "2026-11-05T14:05:40Z", "5 November 2026, 14:05 UTC" },
    { "2026-11-05T00:00:00Z", "2026-11-06T00:00:00Z", "5 November 2026 to 6 November 2026" },
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

/* Rule D5: an appointment is by the clock of the clinic, and says so where that is another one; the
 * digits are the same everywhere. */
static void
test_clinic_time (void)
{
  const struct
  {
    const char *zone;
    const char *iso;
    const char *words;
  } cases[] = {
    { "America/Los_Angeles", "2026-12-01T10:00:00-08:00", "1 December 2026, 10:00" },
    { "America/Los_Angeles", "2026-07-01T10:00:00-07:00", "1 July 2026, 10:00" },
    { "America/Los_Angeles", "2026-07-01T10:00:00-08:00", "1 July 2026, 10:00 (clinic time)" },
    { "Pacific/Auckland", "2026-12-01T10:00:00-08:00", "1 December 2026, 10:00 (clinic time)" },
    { "Pacific/Auckland", "2026-12-01T10:00:00Z", "1 December 2026, 10:00 UTC" },
    { "Pacific/Auckland", "2026-12-01", "1 December 2026" },
    { "Pacific/Auckland", "2026-12-01T10:00:00", "1 December 2026, 10:00" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const KwWhen when = { KW_WHEN_PLANNED, cases[i].iso, NULL };
      const KwRecord visit = { .section = KW_SECTION_APPOINTMENTS, .whens = &when, .n_whens = 1 };
      const KwRecord other = { .section = KW_SECTION_LABS, .whens = &when, .n_whens = 1 };
      g_setenv ("TZ", cases[i].zone, TRUE);
      tzset ();
      g_autofree char *words = kw_words_when (&visit);
      g_autofree char *plain = kw_words_when (&other);
      g_assert_cmpstr (words, ==, cases[i].words);
      g_assert_true (g_str_has_prefix (words, plain));
      g_assert_null (strstr (plain, "clinic"));
    }
  g_setenv ("TZ", "UTC", TRUE);
  tzset ();
}

/* The clock of this computer, for a place of its own; other digits there are the point of it. */
static void
test_local_time (void)
{
  const struct
  {
    const char *iso;
    const char *words;
  } cases[] = {
    { "2026-11-05T14:05:00Z", "5 November 2026, 6:05" },
    { "2026-11-05T02:05:00Z", "4 November 2026, 18:05" },
    { "2026-11-05T14:05:00-05:00", "5 November 2026, 11:05" },
    { "2026-11-05T14:05:00-08:00", NULL },
    { "2026-07-05T14:05:00-07:00", NULL },
    { "2026-11-05T14:05:00", NULL },
    { "2026-11-05T00:00:00Z", NULL },
    { "2026-11-05", NULL },
    { "P72Y", NULL },
  };
  g_setenv ("TZ", "America/Los_Angeles", TRUE);
  tzset ();
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const KwWhen when = { KW_WHEN_PLANNED, cases[i].iso, NULL };
      const KwRecord record = { .whens = &when, .n_whens = 1 };
      g_autofree char *words = kw_words_local_time (&record);
      g_assert_cmpstr (words, ==, cases[i].words);
    }
  g_setenv ("TZ", "UTC", TRUE);
  tzset ();
}

/* What has happened has a day that has been; what is planned may be far. */
static void
test_future (void)
{
  const struct
  {
    KwWhenRole role;
    gboolean remark;
  } cases[] = {
    { KW_WHEN_COLLECTED, TRUE },  { KW_WHEN_GIVEN, TRUE },    { KW_WHEN_BORN, TRUE },
    { KW_WHEN_HANDED_OUT, TRUE }, { KW_WHEN_PREPARED, TRUE }, { KW_WHEN_PLANNED, FALSE },
    { KW_WHEN_DUE, FALSE },       { KW_WHEN_ENDED, FALSE },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const KwWhen when = { cases[i].role, "2119-03-05", NULL };
      const KwRecord record = { .whens = &when, .n_whens = 1 };
      g_autofree char *words = kw_words_when (&record);
      g_assert_cmpstr (
          words, ==, cases[i].remark ? "5 March 2119 (as sent, may not be right)" : "5 March 2119");
    }
}

static void
test_labels (void)
{
  for (int role = KW_WHEN_NONE; role < KW_N_WHEN_ROLES; role++)
    g_assert_cmpuint (strlen (kw_words_when_label ((KwWhenRole) role)), >, 2);
  g_assert_cmpstr (kw_words_when_label (KW_WHEN_COLLECTED), ==, "Collected");
}

/* Rule D3, and the example of kw_words_when_labelled(). */
static void
test_labelled (void)
{
  KwWhen when = { KW_WHEN_COLLECTED, "2026-11-05", NULL };
  KwRecord record = { .whens = &when, .n_whens = 1 };
  KwWhen end = { KW_WHEN_STARTED, NULL, "2017-06-01" };
  KwRecord undated = { .type = "Observation" };
  KwRecord startless = { .whens = &end, .n_whens = 1 };
  g_autofree char *words = kw_words_when_labelled (&record);
  g_autofree char *none = kw_words_when_labelled (&undated);
  g_autofree char *until = kw_words_when_labelled (&startless);

  g_assert_cmpstr (words, ==, "Collected 5 November 2026");
  g_assert_cmpstr (none, ==, "Date not stated");
  g_assert_cmpstr (until, ==, "until 1 June 2017");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/words-date/labelled", test_labelled);
  g_test_add_func ("/words-date/zones", test_zones);
  g_test_add_func ("/words-date/locale-order", test_locale_order);
  g_test_add_func ("/words-date/period", test_period);
  g_test_add_func ("/words-date/when", test_when);
  g_test_add_func ("/words-date/clinic-time", test_clinic_time);
  g_test_add_func ("/words-date/local-time", test_local_time);
  g_test_add_func ("/words-date/future", test_future);
  g_test_add_func ("/words-date/labels", test_labels);
  return g_test_run ();
}
