/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/typed-date.h"

#include <string.h>

#include "core/words.h"

#define MAX_PARTS 3
#define MIN_YEAR 1800
#define MAX_YEAR 2200
/* Shorter beginnings of a month's name could be of two. */
#define MIN_MONTH_LETTERS 3

static const char *const english[]
    = { "january", "february", "march",     "april",   "may",      "june",
        "july",    "august",   "september", "october", "november", "december" };

/* One part of what was typed: a number, or a month. */
typedef struct
{
  guint number;
  guint digits;
  guint month; /* 0: it is a number */
} Part;

static gboolean
is_start (const char *name, const char *word)
{
  g_autofree char *folded = g_utf8_casefold (name, -1);

  return g_str_has_prefix (folded, word);
}

/* In English, or as this desktop's language calls it. */
static guint
find_month (const char *word)
{
  g_autofree char *folded = g_utf8_casefold (word, -1);

  if (g_utf8_strlen (folded, -1) < MIN_MONTH_LETTERS)
    return 0;
  for (guint i = 1; i <= G_N_ELEMENTS (english); i++)
    {
      g_autoptr (GDateTime) day = g_date_time_new_utc (2001, (int) i, 1, 0, 0, 0);
      g_autofree char *long_name = g_date_time_format (day, "%OB");
      g_autofree char *genitive = g_date_time_format (day, "%B");

      if (is_start (english[i - 1], folded) || is_start (long_name, folded)
          || is_start (genitive, folded))
        return i;
    }
  return 0;
}

/* "5", "5th" and "5." are the same day. */
static gboolean
read_part (const char *word, Part *out)
{
  static const char *const endings[] = { "", "st", "nd", "rd", "th", NULL };
  gsize digits = strspn (word, "0123456789");
  g_autofree char *ending = g_ascii_strdown (word + digits, -1);

  *out = (Part){ 0 };
  if (digits == 0)
    {
      out->month = find_month (word);
      return out->month != 0;
    }
  out->digits = (guint) digits;
  out->number = digits <= 4 ? (guint) g_ascii_strtoull (word, NULL, 10) : 0;
  return digits <= 4 && g_strv_contains (endings, ending);
}

static guint
split (const char *typed, Part *parts)
{
  g_auto (GStrv) words = g_strsplit_set (typed, " \t\n,./-", -1);
  guint n = 0;

  for (guint i = 0; words[i] != NULL; i++)
    {
      if (*words[i] == '\0')
        continue;
      if (n == MAX_PARTS || !read_part (words[i], &parts[n]))
        return 0;
      n++;
    }
  return n;
}

static char *
dup_date (guint year, guint month, guint day)
{
  if (year < MIN_YEAR || year > MAX_YEAR || month > 12)
    return NULL;
  if (month == 0)
    return g_strdup_printf ("%04u", year);
  if (day == 0)
    return g_strdup_printf ("%04u-%02u", year, month);
  return g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year)
             ? g_strdup_printf ("%04u-%02u-%02u", year, month, day)
             : NULL;
}

/* Two numbers before a year are a day and a month only when one of them can be no month, or both
 * are the same: nobody guesses which country's order was meant. */
static char *
dup_numbers (guint a, guint b, guint year)
{
  if (a > 12 || a == b)
    return b > 0 ? dup_date (year, b, a) : NULL;
  return b > 12 && a > 0 ? dup_date (year, a, b) : NULL;
}

static char *
dup_two (const Part *parts)
{
  const Part *year = parts[0].digits == 4 ? &parts[0] : &parts[1];
  const Part *other = year == &parts[0] ? &parts[1] : &parts[0];
  guint month = other->month != 0 ? other->month : other->number;

  return year->digits == 4 && month > 0 ? dup_date (year->number, month, 0) : NULL;
}

static char *
dup_three (const Part *parts)
{
  const Part *year = parts[0].digits == 4 ? &parts[0] : &parts[2];
  const Part *a = year == &parts[0] ? &parts[1] : &parts[0];
  const Part *b = year == &parts[0] ? &parts[2] : &parts[1];

  if (year->digits != 4 || (a->month != 0 && b->month != 0))
    return NULL;
  if (a->month != 0)
    return b->number > 0 ? dup_date (year->number, a->month, b->number) : NULL;
  if (b->month != 0)
    return a->number > 0 ? dup_date (year->number, b->month, a->number) : NULL;
  if (year == &parts[0]) /* 2019-03-05 is the one order that all agree on (ISO 8601) */
    return a->number > 0 && b->number > 0 ? dup_date (year->number, a->number, b->number) : NULL;
  return dup_numbers (a->number, b->number, year->number);
}

/**
 * kw_typed_date_parse:
 * @typed: what a person typed
 *
 * A year, a month and a year, or a day, in words or numbers; nothing is added to what was typed. A
 * day that could be read in two ways is not read.
 *
 * ```c
 * kw_typed_date_parse ("2019");         // "2019"
 * kw_typed_date_parse ("March 2019");   // "2019-03"
 * kw_typed_date_parse ("5 March 2019"); // "2019-03-05"
 * kw_typed_date_parse ("3/5/2019");     // NULL
 * ```
 *
 * Returns: (transfer full) (nullable): the FHIR date
 */
char *
kw_typed_date_parse (const char *typed)
{
  g_return_val_if_fail (typed != NULL, NULL);

  Part parts[MAX_PARTS];

  switch (split (typed, parts))
    {
    case 1:
      return parts[0].digits == 4 ? dup_date (parts[0].number, 0, 0) : NULL;
    case 2:
      return dup_two (parts);
    case 3:
      return dup_three (parts);
    default:
      return NULL;
    }
}

/**
 * kw_typed_date_dup:
 * @date: a FHIR date
 *
 * What a form begins with when it is edited.
 *
 * Returns: (transfer full): "5 March 2019", or @date itself where the words of this desktop's
 * language would not be understood
 */
char *
kw_typed_date_dup (const char *date)
{
  g_return_val_if_fail (date != NULL, NULL);

  g_autofree char *words = kw_words_date (date);
  g_autofree char *again = kw_typed_date_parse (words);

  return g_strcmp0 (again, date) == 0 ? g_steal_pointer (&words) : g_strdup (date);
}

gboolean
kw_typed_date_is_future (const char *date)
{
  g_return_val_if_fail (date != NULL, FALSE);

  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *today = g_date_time_format (now, "%Y-%m-%d");

  return strncmp (date, today, MIN (strlen (date), strlen (today))) > 0;
}
