/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <langinfo.h>
#include <locale.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/words-private.h"

/* A date or time of FHIR (R4 2.24.0.1) by its parts as sent; 0 is a part that it does not have. No
 * time zone is ever applied: the clock that the source wrote down is the clock that is shown. */
typedef struct
{
  int year;
  int month;
  int day;
  int hour; /* -1: no time */
  int minute;
  int second;
  gboolean has_zone;
  int zone;              /* minutes east of UTC */
  gboolean is_disguised; /* midnight of UTC stood for the day */
} Stamp;

typedef enum
{
  ORDER_DAY_FIRST,
  ORDER_MONTH_FIRST,
  ORDER_YEAR_FIRST,
} DateOrder;

/* Formats of g_date_time_format() by the order of the locale, and by whether the day is known. */
static const struct
{
  const char *full;
  const char *month;
  const char *short_day;
} formats[] = {
  /* Translators: a date with its month as a word, "5 November 2026". %OB is the month by itself. */
  [ORDER_DAY_FIRST] = { NC_ ("date", "%-d %B %Y"), NC_ ("date", "%OB %Y"), NC_ ("date", "%-d %b") },
  [ORDER_MONTH_FIRST]
  = { NC_ ("date", "%B %-d, %Y"), NC_ ("date", "%OB %Y"), NC_ ("date", "%b %-d") },
  [ORDER_YEAR_FIRST]
  = { NC_ ("date", "%Y %B %-d"), NC_ ("date", "%Y %OB"), NC_ ("date", "%b %-d") },
};

/* The order of the locale's own numeric date (rule D4). The C locale says month first, but stands
 * for no country. */
static DateOrder
locale_order (void)
{
  const char *name = setlocale (LC_TIME, NULL);
  if (name == NULL || g_str_equal (name, "C") || g_str_equal (name, "POSIX")
      || g_str_has_prefix (name, "C."))
    return ORDER_DAY_FIRST;

  const char *format = nl_langinfo (D_FMT);
  const char *first = strpbrk (format, "dDemYyF");
  if (first == NULL || strchr ("de", *first) != NULL)
    return ORDER_DAY_FIRST;
  return strchr ("YyF", *first) != NULL ? ORDER_YEAR_FIRST : ORDER_MONTH_FIRST;
}

static gboolean
locale_has_half_days (void)
{
  const char *format = nl_langinfo (T_FMT);
  return strstr (format, "%r") != NULL || strstr (format, "%I") != NULL
         || strstr (format, "%p") != NULL;
}

/* Reads exactly @n digits and moves on; -1 when there are others. */
static int
read_digits (const char **text, int n)
{
  int value = 0;
  for (int i = 0; i < n; i++)
    {
      if (!g_ascii_isdigit ((*text)[i]))
        return -1;
      value = value * 10 + (*text)[i] - '0';
    }
  *text += n;
  return value;
}

/* "Z", "-08:00" or nothing. */
static gboolean
read_zone (const char *text, Stamp *stamp)
{
  stamp->has_zone = *text != '\0';
  if (*text == '\0' || g_str_equal (text, "Z"))
    return TRUE;
  if (*text != '+' && *text != '-')
    return FALSE;
  int sign = *text++ == '-' ? -1 : 1;
  int hours = read_digits (&text, 2);
  if (hours < 0 || hours > 14 || *text++ != ':')
    return FALSE;
  int minutes = read_digits (&text, 2);
  stamp->zone = sign * (hours * 60 + minutes);
  return minutes >= 0 && minutes <= 59 && *text == '\0';
}

/* The fraction of a second counts only where it is not zero. */
static gboolean
read_seconds (const char **text, Stamp *stamp)
{
  stamp->second = read_digits (text, 2);
  if (stamp->second < 0 || stamp->second > 60)
    return FALSE;
  if (**text != '.')
    return TRUE;
  gsize length = strspn (*text + 1, "0123456789");
  if (strspn (*text + 1, "0") < length)
    stamp->second = MAX (stamp->second, 1);
  *text += 1 + length;
  return length > 0;
}

static gboolean
read_time (const char *text, Stamp *stamp)
{
  stamp->hour = read_digits (&text, 2);
  if (stamp->hour < 0 || stamp->hour > 24 || *text++ != ':')
    return FALSE;
  stamp->minute = read_digits (&text, 2);
  if (stamp->minute < 0 || stamp->minute > 59)
    return FALSE;
  if (*text == ':')
    {
      text++;
      if (!read_seconds (&text, stamp))
        return FALSE;
    }
  return read_zone (text, stamp);
}

/* A computer that only knows a day and must send a time writes midnight of UTC, to the second: it
 * is a date (rule D1). Midnight of any other zone was chosen by somebody. */
static void
undisguise (Stamp *stamp)
{
  if (stamp->has_zone && stamp->zone == 0 && stamp->hour == 0 && stamp->minute == 0
      && stamp->second == 0)
    {
      stamp->hour = -1;
      stamp->has_zone = FALSE;
      stamp->is_disguised = TRUE;
    }
}

static gboolean
read_stamp (const char *text, Stamp *stamp)
{
  *stamp = (Stamp){ .hour = -1 };
  stamp->year = read_digits (&text, 4);
  if (stamp->year < 1)
    return FALSE;
  if (*text == '\0')
    return TRUE;
  if (*text++ != '-' || (stamp->month = read_digits (&text, 2)) < 1 || stamp->month > 12)
    return FALSE;
  if (*text == '\0')
    return TRUE;
  if (*text++ != '-' || (stamp->day = read_digits (&text, 2)) < 1
      || !g_date_valid_dmy ((GDateDay) stamp->day, (GDateMonth) stamp->month,
                            (GDateYear) stamp->year))
    return FALSE;
  if (*text != '\0' && (*text != 'T' || !read_time (text + 1, stamp)))
    return FALSE;
  undisguise (stamp);
  return TRUE;
}

static char *
format_stamp (const Stamp *stamp, const char *format)
{
  /* UTC on both sides: what comes out is what was put in. */
  g_autoptr (GDateTime) time
      = g_date_time_new_utc (stamp->year, MAX (stamp->month, 1), MAX (stamp->day, 1),
                             stamp->hour < 0 ? 0 : stamp->hour % 24, stamp->minute, 0);
  return g_date_time_format (time, format);
}

/* The last day that a thread has put into words: in a list that is sorted by date the next one is
 * mostly the same. */
typedef struct
{
  int year, month, day;
  char *format;
  char *locale;
  char *words;
} LastDay;

static void
free_last_day (gpointer data)
{
  LastDay *self = data;
  g_free (self->format);
  g_free (self->locale);
  g_free (self->words);
  g_free (self);
}

static char *
format_day (const Stamp *stamp, const char *format)
{
  static GPrivate last_days = G_PRIVATE_INIT (free_last_day);
  LastDay *last = g_private_get (&last_days);
  const char *locale = setlocale (LC_TIME, NULL);
  if (last != NULL && last->day == stamp->day && last->month == stamp->month
      && last->year == stamp->year && g_str_equal (last->format, format)
      && g_strcmp0 (last->locale, locale) == 0)
    return g_strdup (last->words);
  last = g_new (LastDay, 1);
  *last = (LastDay){ stamp->year,       stamp->month,      stamp->day,
                     g_strdup (format), g_strdup (locale), format_stamp (stamp, format) };
  g_private_replace (&last_days, last);
  return g_strdup (last->words);
}

static char *
format_date (const Stamp *stamp)
{
  DateOrder order = locale_order ();
  if (stamp->day > 0)
    return format_day (stamp, g_dpgettext2 (GETTEXT_PACKAGE, "date", formats[order].full));
  if (stamp->month > 0)
    return format_stamp (stamp, g_dpgettext2 (GETTEXT_PACKAGE, "date", formats[order].month));
  return g_strdup_printf ("%04d", stamp->year);
}

/* A time of UTC says so, for it is seldom the time of the clock on the wall; any other zone was the
 * clock of the place where it was written down. */
static char *
format_time (const Stamp *stamp)
{
  const char *zone = stamp->has_zone && stamp->zone == 0 ? " UTC" : "";
  if (!locale_has_half_days ())
    {
      const char digits[]
          = { (char) ('0' + stamp->hour / 10),   (char) ('0' + stamp->hour % 10),   ':',
              (char) ('0' + stamp->minute / 10), (char) ('0' + stamp->minute % 10), '\0' };
      return g_strconcat (digits + (stamp->hour < 10), zone, NULL);
    }
  g_autofree char *time = format_stamp (stamp, "%-I:%M %p");
  return g_strconcat (time, zone, NULL);
}

/* Days that computers write where nobody gave one (the zeros of Excel, SQL Server, VMS, Unix and of
 * MUMPS, and the last day that some can write), and years in which nobody of today was alive. */
static gboolean
is_implausible (const Stamp *stamp)
{
  static const struct
  {
    int year, month, day;
  } zeros[] = {
    { 1899, 12, 30 }, { 1899, 12, 31 }, { 1900, 1, 1 }, { 1970, 1, 1 }, { 2099, 12, 31 },
  };
  if (stamp->year < 1890 || stamp->year > 2150)
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (zeros); i++)
    if (stamp->year == zeros[i].year && stamp->month == zeros[i].month
        && stamp->day == zeros[i].day)
      return stamp->year != 1970 || stamp->is_disguised;
  return FALSE;
}

/* Takes @words of @stamp. */
static char *
with_remark (const Stamp *stamp, char *words)
{
  g_autofree char *taken = words;
  if (!is_implausible (stamp))
    return g_steal_pointer (&taken);
  /* Translators: a date that can hardly be right: "1 January 1900 (as sent, may not be right)". */
  return g_strdup_printf (_ ("%s (as sent, may not be right)"), taken);
}

/* An age as the readers write it, an ISO 8601 duration ("P72Y", "P12Y/P14Y"), in words: people have
 * an illness at an age, not for it. */
static char *
age_words (const char *text)
{
  static const struct
  {
    char letter;
    const char *words;
  } units[] = {
    /* Translators: how old somebody was; %s is a number or two, "72", "12–14". */
    { 'Y', N_ ("at age %s") },
    { 'M', N_ ("at %s months of age") },
    { 'W', N_ ("at %s weeks of age") },
    { 'D', N_ ("at %s days of age") },
  };
  g_auto (GStrv) ends = *text == 'P' ? g_strsplit (text, "/", 2) : NULL;
  char unit = '\0';
  for (guint i = 0; ends != NULL && ends[i] != NULL; i++)
    {
      char *number = ends[i] + (*ends[i] == 'P');
      gsize length = strspn (number, "0123456789.");
      if (length == 0 || number[length] == '\0' || number[length + 1] != '\0')
        return NULL;
      unit = number[length];
      number[length] = '\0';
      memmove (ends[i], number, strlen (number) + 1);
    }
  for (gsize i = 0; unit != '\0' && i < G_N_ELEMENTS (units); i++)
    if (units[i].letter == unit)
      {
        g_autofree char *numbers = g_strjoinv ("–", ends);
        g_auto (GStrv) around = g_strsplit (_ (units[i].words), "%s", 2);
        return g_strjoinv (numbers, around);
      }
  return NULL;
}

/* What stands in place of a date: an age, or words as sent. */
static char *
dup_other (const char *text)
{
  char *age = age_words (text);
  return age != NULL ? age : kw_words_tidy (text);
}

/**
 * kw_words_date:
 * @iso: a FHIR date or dateTime as sent, or words
 *
 * The date at its own precision, never shifted through a time zone (rules D1 and D4).
 *
 * ```c
 * kw_words_date ("2019-03");             // "March 2019"
 * kw_words_date ("2026-11-05T14:05:00-08:00"); // "5 November 2026, 14:05"
 * kw_words_date ("2026-11-05T00:00:00Z");      // "5 November 2026"
 * kw_words_date ("P72Y");                      // "at age 72"
 * ```
 *
 * Returns: (transfer full): words; @iso itself when it is neither a date nor an age
 */
char *
kw_words_date (const char *iso)
{
  g_return_val_if_fail (iso != NULL, g_strdup (""));

  Stamp stamp;
  if (!read_stamp (iso, &stamp))
    return dup_other (iso);
  g_autofree char *date = format_date (&stamp);
  if (stamp.hour < 0)
    return with_remark (&stamp, g_steal_pointer (&date));
  g_autofree char *time = format_time (&stamp);
  /* Most languages join them so, and joining is a tenth of the work of printing. */
  if (g_str_equal (C_ ("date", "%s, %s"), "%s, %s"))
    return with_remark (&stamp, g_strconcat (date, ", ", time, NULL));
  /* Translators: a date and the time of that day: "5 November 2026, 14:05". */
  return with_remark (&stamp, g_strdup_printf (C_ ("date", "%s, %s"), date, time));
}

/**
 * kw_words_date_short:
 * @iso: a FHIR date or dateTime as sent, or words
 *
 * Returns: (transfer full): "5 Nov" for a list that stands under its year; what is less precise
 *   than a day comes as from kw_words_date()
 */
char *
kw_words_date_short (const char *iso)
{
  g_return_val_if_fail (iso != NULL, g_strdup (""));

  Stamp stamp;
  if (!read_stamp (iso, &stamp))
    return dup_other (iso);
  if (stamp.day == 0)
    return format_date (&stamp);
  return format_stamp (&stamp,
                       g_dpgettext2 (GETTEXT_PACKAGE, "date", formats[locale_order ()].short_day));
}

/**
 * kw_words_year:
 * @iso: (nullable): a FHIR date or dateTime as sent
 *
 * Returns: its year, 0 when it has none
 */
int
kw_words_year (const char *iso)
{
  Stamp stamp;
  return iso != NULL && read_stamp (iso, &stamp) ? stamp.year : 0;
}

/* The end of a period needs no date when it is the day of the start. */
static char *
words_of_end (const char *start, const char *end)
{
  Stamp from, to;
  if (read_stamp (start, &from) && read_stamp (end, &to) && from.hour >= 0 && to.hour >= 0
      && from.year == to.year && from.month == to.month && from.day == to.day)
    return format_time (&to);
  return kw_words_date (end);
}

char *
kw_words_period (const char *start, const char *end)
{
  g_return_val_if_fail (start != NULL || end != NULL, g_strdup (""));

  if (end == NULL)
    return kw_words_date (start);
  if (start == NULL)
    {
      g_autofree char *until = kw_words_date (end);
      /* Translators: the end of a period whose start is not known. */
      return g_strdup_printf (_ ("until %s"), until);
    }

  g_autofree char *from = kw_words_date (start);
  g_autofree char *whole = kw_words_date (end);
  if (g_str_equal (from, whole))
    return g_steal_pointer (&from);
  g_autofree char *to = words_of_end (start, end);
  /* Translators: a period: "3 March 2019 to 5 May 2020". */
  return g_strdup_printf (C_ ("period", "%s to %s"), from, to);
}

/* Roles of what has happened already, so that a day still to come is a mistake. */
static gboolean
is_of_the_past (KwWhenRole role)
{
  const KwWhenRole past[] = { KW_WHEN_COLLECTED,  KW_WHEN_MEASURED, KW_WHEN_REPORTED, KW_WHEN_GIVEN,
                              KW_WHEN_DONE,       KW_WHEN_RECORDED, KW_WHEN_SIGNED,   KW_WHEN_BORN,
                              KW_WHEN_HANDED_OUT, KW_WHEN_PREPARED };
  for (gsize i = 0; i < G_N_ELEMENTS (past); i++)
    if (past[i] == role)
      return TRUE;
  return FALSE;
}

/* Two days of patience, for no zone is more than one away; a computer whose own clock is wrong
 * judges nobody. */
static gboolean
is_yet_to_come (const Stamp *stamp)
{
  /* Nearly every record is of an earlier year: that needs no calendar. */
  const gint64 year = G_GINT64_CONSTANT (31556952) * G_USEC_PER_SEC;
  if (stamp->year < 1970 + g_get_real_time () / year)
    return FALSE;
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) time
      = g_date_time_new_utc (stamp->year, MAX (stamp->month, 1), MAX (stamp->day, 1), 0, 0, 0);
  return time != NULL && g_date_time_get_year (now) >= 2026
         && g_date_time_difference (time, now) > 2 * G_TIME_SPAN_DAY;
}

/* The moment of @stamp by this computer's clock, NULL where that is the clock that was sent or none
 * was. */
static GDateTime *
dup_local (const Stamp *stamp)
{
  if (stamp->hour < 0 || !stamp->has_zone)
    return NULL;
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (stamp->zone * 60);
  g_autoptr (GDateTime) there = g_date_time_new (zone, stamp->year, stamp->month, stamp->day,
                                                 stamp->hour % 24, stamp->minute, 0);
  g_autoptr (GDateTime) here = there != NULL ? g_date_time_to_local (there) : NULL;
  if (here == NULL || g_date_time_get_utc_offset (here) == g_date_time_get_utc_offset (there))
    return NULL;
  return g_steal_pointer (&here);
}

/* Rule D5: whether the clock on the wall of the clinic is not this computer's, at that time. */
static gboolean
is_elsewhere (const Stamp *stamp)
{
  g_autoptr (GDateTime) here = stamp->zone != 0 ? dup_local (stamp) : NULL;
  return here != NULL;
}

/**
 * kw_words_local_time:
 * @record: a record
 *
 * A time that was sent in UTC, or by the clock of another zone, is shown as it was sent (rules D1
 * and D5), and helps nobody to be at the clinic in time. This says it by the clock of this
 * computer, for a place of its own beside what the record says.
 *
 * Returns: (transfer full) (nullable): "5 November 2026, 6:05", NULL when that is the same
 */
char *
kw_words_local_time (const KwRecord *record)
{
  g_return_val_if_fail (record != NULL, NULL);

  Stamp stamp;
  const char *text = record->n_whens > 0 ? record->whens[0].text : NULL;
  if (text == NULL || !read_stamp (text, &stamp))
    return NULL;
  g_autoptr (GDateTime) here = dup_local (&stamp);
  if (here == NULL)
    return NULL;
  g_autofree char *iso = g_date_time_format (here, "%Y-%m-%dT%H:%M");
  return kw_words_date (iso);
}

char *
kw_words_when_text (const KwRecord *record, const KwWhen *when)
{
  Stamp stamp;
  g_autofree char *words = kw_words_period (when->text, when->end);
  if (!read_stamp (when->text != NULL ? when->text : when->end, &stamp))
    return g_steal_pointer (&words);
  if (record->section == KW_SECTION_APPOINTMENTS && is_elsewhere (&stamp))
    /* Translators: the time of an appointment, by the clock of the clinic. */
    return g_strdup_printf (_ ("%s (clinic time)"), words);
  if (is_of_the_past (when->role) && !is_implausible (&stamp) && is_yet_to_come (&stamp))
    return g_strdup_printf (_ ("%s (as sent, may not be right)"), words);
  return g_steal_pointer (&words);
}

/**
 * kw_words_when:
 * @record: a record
 *
 * Returns: (transfer full): its first date or period, "Date not stated" when it has none (rule D2)
 */
char *
kw_words_when (const KwRecord *record)
{
  g_return_val_if_fail (record != NULL, NULL);

  const KwWhen *when = record->n_whens > 0 ? &record->whens[0] : NULL;
  if (when == NULL || (when->text == NULL && when->end == NULL))
    return g_strdup (_ ("Date not stated"));
  return kw_words_when_text (record, when);
}

/**
 * kw_words_when_label:
 * @role: what a date means
 *
 * Returns: (transfer none): the word that stands before that date (rule D3): "Collected"
 */
const char *
kw_words_when_label (KwWhenRole role)
{
  static const char *const labels[] = {
    [KW_WHEN_NONE] = NC_ ("when", "Date"),
    [KW_WHEN_COLLECTED] = NC_ ("when", "Collected"),
    [KW_WHEN_MEASURED] = NC_ ("when", "Measured"),
    [KW_WHEN_REPORTED] = NC_ ("when", "Reported"),
    [KW_WHEN_PRESCRIBED] = NC_ ("when", "Prescribed"),
    [KW_WHEN_GIVEN] = NC_ ("when", "Given"),
    [KW_WHEN_DONE] = NC_ ("when", "Done"),
    [KW_WHEN_STARTED] = NC_ ("when", "Started"),
    [KW_WHEN_ENDED] = NC_ ("when", "Ended"),
    [KW_WHEN_RECORDED] = NC_ ("when", "Recorded"),
    [KW_WHEN_WRITTEN] = NC_ ("when", "Written"),
    [KW_WHEN_VISIT] = NC_ ("when", "Visit"),
    [KW_WHEN_PLANNED] = NC_ ("when", "Planned"),
    [KW_WHEN_DUE] = NC_ ("when", "Due"),
    [KW_WHEN_SIGNED] = NC_ ("when", "Signed"),
    [KW_WHEN_BORN] = NC_ ("when", "Born"),
    [KW_WHEN_DATE] = NC_ ("when", "Date"),
    [KW_WHEN_TO_END] = NC_ ("when", "To end"),
    [KW_WHEN_HANDED_OUT] = NC_ ("when", "Handed out"),
    [KW_WHEN_PREPARED] = NC_ ("when", "Prepared"),
  };
  g_return_val_if_fail ((guint) role < G_N_ELEMENTS (labels), "");
  return g_dpgettext2 (GETTEXT_PACKAGE, "when", labels[role]);
}

/**
 * kw_words_when_role:
 * @when: one of a record's dates
 *
 * Returns: what its words mean: a start that is only an end is none, for "Started until 1 June" is
 *   no sentence, and what was to end may go on
 */
KwWhenRole
kw_words_when_role (const KwWhen *when)
{
  g_return_val_if_fail (when != NULL, KW_WHEN_NONE);
  return when->role == KW_WHEN_STARTED && when->text == NULL ? KW_WHEN_NONE : when->role;
}

/**
 * kw_words_when_labelled:
 * @record: a record
 *
 * kw_words_when() with what it means (rule D3), for a place where nothing else says it.
 *
 * ```c
 * KwWhen when = { KW_WHEN_COLLECTED, "2026-11-05", NULL };
 * KwRecord record = { .whens = &when, .n_whens = 1 };
 * kw_words_when_labelled (&record); // "Collected 5 November 2026"
 * ```
 *
 * Returns: (transfer full): words
 */
char *
kw_words_when_labelled (const KwRecord *record)
{
  g_return_val_if_fail (record != NULL, NULL);

  g_autofree char *when = kw_words_when (record);
  KwWhenRole role = record->n_whens > 0 ? kw_words_when_role (&record->whens[0]) : KW_WHEN_NONE;
  if (role == KW_WHEN_NONE || role == KW_WHEN_DATE)
    return g_steal_pointer (&when);
  /* Translators: what a date means, and the date: "Collected 5 November 2026". */
  return g_strdup_printf (C_ ("when", "%s %s"), kw_words_when_label (role), when);
}
