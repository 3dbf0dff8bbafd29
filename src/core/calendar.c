/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/calendar.h"

#include <string.h>

/* RFC 5545 3.1: octets of a line without its end. */
#define MAX_LINE 75

/* Appointment.status (FHIR R4) as RFC 5545 3.8.1.11 says it; what is over or undecided needs no
 * word. */
static const struct
{
  const char *status;
  const char *word;
} statuses[] = {
  { "booked", "CONFIRMED" },   { "arrived", "CONFIRMED" }, { "checked-in", "CONFIRMED" },
  { "proposed", "TENTATIVE" }, { "pending", "TENTATIVE" }, { "waitlist", "TENTATIVE" },
};

typedef enum
{
  MOMENT_NONE,
  MOMENT_DAY,      /* VALUE=DATE */
  MOMENT_UTC,      /* the zone was sent, so that every calendar knows the moment */
  MOMENT_FLOATING, /* no zone was sent: the clock on the wall, wherever that is */
} Kind;

typedef struct
{
  Kind kind;
  GDateTime *time;
} Moment;

static void
moment_clear (Moment *self)
{
  g_clear_pointer (&self->time, g_date_time_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Moment, moment_clear)

static gboolean
has_zone (const char *text)
{
  const char *clock = strchr (text, 'T');

  return clock != NULL && strpbrk (clock, "Z+-") != NULL;
}

/* The same days and moments that the words of a date show (rules D1 and D5): a time of midnight
 * UTC stood for a day, and what has no day is no date of a calendar. */
static Moment
read_moment (const char *text)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  Moment self = { MOMENT_NONE, NULL };

  if (text == NULL || strlen (text) < 10)
    return self;

  gboolean is_day = text[10] == '\0';
  g_autofree char *iso = is_day ? g_strconcat (text, "T00:00:00", NULL) : g_strdup (text);

  self.time = g_date_time_new_from_iso8601 (iso, utc);
  if (self.time == NULL)
    return self;
  if (is_day)
    self.kind = MOMENT_DAY;
  else if (!has_zone (text))
    self.kind = MOMENT_FLOATING;
  else if (g_date_time_get_utc_offset (self.time) == 0 && g_date_time_get_hour (self.time) == 0
           && g_date_time_get_minute (self.time) == 0 && g_date_time_get_second (self.time) == 0)
    self.kind = MOMENT_DAY;
  else
    {
      g_autoptr (GDateTime) sent = self.time;
      self.time = g_date_time_to_utc (sent);
      self.kind = MOMENT_UTC;
    }
  return self;
}

/* RFC 5545 3.1: a line is cut between characters, never inside one. */
static void
append_line (GString *out, const char *line)
{
  gsize n = 0;

  for (const char *c = line; *c != '\0'; c = g_utf8_next_char (c))
    {
      gsize length = (gsize) (g_utf8_next_char (c) - c);
      if (n + length > MAX_LINE)
        {
          g_string_append (out, "\r\n ");
          n = 1;
        }
      g_string_append_len (out, c, (gssize) length);
      n += length;
    }
  g_string_append (out, "\r\n");
}

/* RFC 5545 3.3.11. Control characters have no place in a calendar; a record's text is UTF-8. */
static char *
dup_escaped (const char *text)
{
  GString *out = g_string_new (NULL);

  for (const char *c = text; *c != '\0'; c++)
    {
      guchar byte = (guchar) *c;
      if (*c == '\n')
        g_string_append (out, "\\n");
      else if (strchr ("\\;,", *c) != NULL)
        g_string_append_printf (out, "\\%c", *c);
      else if (byte == '\t' || (byte >= 0x20 && byte != 0x7f))
        g_string_append_c (out, *c);
    }
  return g_string_free (out, FALSE);
}

static void
append_text (GString *out, const char *name, const char *text)
{
  if (text == NULL || *text == '\0')
    return;

  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *escaped = dup_escaped (valid);
  g_autofree char *line = g_strdup_printf ("%s:%s", name, escaped);

  append_line (out, line);
}

static void
append_moment (GString *out, const char *name, const Moment *moment)
{
  static const char *const formats[] = { [MOMENT_DAY] = ";VALUE=DATE:%Y%m%d",
                                         [MOMENT_UTC] = ":%Y%m%dT%H%M%SZ",
                                         [MOMENT_FLOATING] = ":%Y%m%dT%H%M%S" };
  g_autofree char *value = g_date_time_format (moment->time, formats[moment->kind]);
  g_autofree char *line = g_strconcat (name, value, NULL);

  append_line (out, line);
}

/* RFC 5545 3.6.1: the end is the first moment after it, and of the kind of the start. */
static void
append_end (GString *out, const Moment *start, const char *text)
{
  g_auto (Moment) end = read_moment (text);

  if (end.kind != start->kind || end.time == NULL
      || g_date_time_compare (end.time, start->time) < 0)
    return;
  if (end.kind == MOMENT_DAY)
    {
      g_autoptr (GDateTime) last = end.time;
      end.time = g_date_time_add_days (last, 1);
    }
  append_moment (out, "DTEND", &end);
}

/* The same for the same record, so that a second file changes the entry and makes no other; and
 * nobody reads an identifier of the hospital in it. */
static void
append_uid (GString *out, const KwRecord *record)
{
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, record->ref, -1);
  g_autofree char *line = g_strdup_printf ("UID:%.32s@keepwell", digest);

  append_line (out, line);
}

static void
append_words (GString *out, const KwWordsContext *context, const KwRecord *record)
{
  g_autofree char *title = kw_words_title (context, record);
  g_autofree char *where = kw_words_where (context, record);
  g_autofree char *who = kw_words_who (context, record);
  g_autofree char *how = kw_words_how (record);
  g_autofree char *description = g_strconcat (
      who != NULL ? who : "", who != NULL && how != NULL ? "\n" : "", how != NULL ? how : "", NULL);

  append_text (out, "SUMMARY", title);
  append_text (out, "LOCATION", where);
  append_text (out, "DESCRIPTION", description);
}

/**
 * kw_calendar_is_wanted:
 * @record: a record
 * @now: the time, in seconds since 1970
 *
 * Whether there is something to put into a calendar: an appointment that is still to come and has
 * a day, and was not called off.
 *
 * Returns: %TRUE for an appointment that kw_calendar_event() can write
 */
gboolean
kw_calendar_is_wanted (const KwRecord *record, gint64 now)
{
  g_return_val_if_fail (record != NULL, FALSE);

  /* Hours after its start: a day, and a clock of no zone, are over when they are so everywhere. */
  static const int grace[]
      = { [MOMENT_NONE] = 0, [MOMENT_DAY] = 36, [MOMENT_UTC] = 0, [MOMENT_FLOATING] = 12 };
  gboolean is_planned = record->n_whens > 0 && record->whens[0].role == KW_WHEN_PLANNED;
  g_auto (Moment) start = read_moment (is_planned ? record->whens[0].text : NULL);

  return record->section == KW_SECTION_APPOINTMENTS && start.kind != MOMENT_NONE
         && (record->flags & KW_RECORD_NOT_DONE) == 0
         && g_date_time_to_unix (start.time) + grace[start.kind] * 3600 > now;
}

/**
 * kw_calendar_event:
 * @context: (nullable): finds other records
 * @record: an appointment
 * @now: the time, in seconds since 1970
 *
 * A calendar of one event (RFC 5545): when, what, where, with whom and what to do before, and
 * nothing else of the record. It is private, for who shares a calendar. A time is written as the
 * moment it is, so that a calendar shows it by the clock of whoever looks (rule D5).
 *
 * ```c
 * g_autofree char *ics = kw_calendar_event (NULL, record, now);
 * // 2026-12-03T09:00:00-05:00 became "DTSTART:20261203T140000Z"
 * ```
 *
 * Returns: (transfer full) (nullable): the file, %NULL where kw_calendar_is_wanted() is %FALSE
 */
char *
kw_calendar_event (const KwWordsContext *context, const KwRecord *record, gint64 now)
{
  g_return_val_if_fail (record != NULL, NULL);

  if (!kw_calendar_is_wanted (record, now))
    return NULL;

  g_auto (Moment) start = read_moment (record->whens[0].text);
  g_autoptr (GDateTime) stamp = g_date_time_new_from_unix_utc (now);
  Moment written = { MOMENT_UTC, stamp };
  GString *out = g_string_new ("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Keepwell//EN\r\n"
                               "BEGIN:VEVENT\r\n");

  append_uid (out, record);
  append_moment (out, "DTSTAMP", &written);
  append_moment (out, "DTSTART", &start);
  append_end (out, &start, record->whens[0].end);
  append_words (out, context, record);
  append_line (out, "CLASS:PRIVATE");
  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    if (g_strcmp0 (statuses[i].status, record->status) == 0)
      {
        g_autofree char *line = g_strconcat ("STATUS:", statuses[i].word, NULL);
        append_line (out, line);
      }
  g_string_append (out, "END:VEVENT\r\nEND:VCALENDAR\r\n");

  return g_string_free (out, FALSE);
}
