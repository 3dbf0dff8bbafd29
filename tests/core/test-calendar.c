/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/calendar.h"

#include <string.h>

/* 1 December 2026, 12:00 UTC. */
#define NOW 1796126400

static KwWhen when = { KW_WHEN_PLANNED, NULL, NULL };

static KwRecord
make (const char *start, const char *end)
{
  when = (KwWhen){ KW_WHEN_PLANNED, start, end };

  return (KwRecord){ .type = "Appointment",
                     .id = "secret-id-7",
                     .ref = "c1/Appointment/secret-id-7",
                     .section = KW_SECTION_APPOINTMENTS,
                     .text = "Eye check",
                     .status = "booked",
                     .who = "Dr. Marsh",
                     .where = "City Clinic",
                     .reason = "A reason that no calendar needs",
                     .whens = &when,
                     .n_whens = 1 };
}

/* The line that starts with @name, folds undone; NULL. */
static char *
dup_line (const char *ics, const char *name)
{
  g_auto (GStrv) parts = g_strsplit (ics, "\r\n ", -1);
  g_autofree char *unfolded = g_strjoinv ("", parts);
  g_auto (GStrv) lines = g_strsplit (unfolded, "\r\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], name))
      return g_strdup (lines[i]);
  return NULL;
}

static void
assert_line (const char *ics, const char *name, const char *expected)
{
  g_autofree char *line = dup_line (ics, name);

  g_assert_cmpstr (line, ==, expected);
}

/* Rule D5: the moment that was sent, whatever the clock of this computer says. */
static void
test_times (void)
{
  static const struct
  {
    const char *start;
    const char *end;
    const char *dtstart;
    const char *dtend;
  } cases[] = {
    { "2026-12-03T09:00:00-05:00", "2026-12-03T09:30:00-05:00", "DTSTART:20261203T140000Z",
      "DTEND:20261203T143000Z" },
    { "2026-12-31T23:30:00.123+01:00", NULL, "DTSTART:20261231T223000Z", NULL },
    { "2026-12-03T23:30:00-05:00", NULL, "DTSTART:20261204T043000Z", NULL },
    { "2026-12-03T09:00:00", "2026-12-03T10:00:00", "DTSTART:20261203T090000",
      "DTEND:20261203T100000" },
    { "2026-12-03", "2026-12-03", "DTSTART;VALUE=DATE:20261203", "DTEND;VALUE=DATE:20261204" },
    /* Rule D1: midnight of UTC stands for the day. */
    { "2026-12-03T00:00:00Z", NULL, "DTSTART;VALUE=DATE:20261203", NULL },
    { "2026-12-03T09:00:00Z", "2026-12-03", "DTSTART:20261203T090000Z", NULL },
    { "2026-12-03T09:00:00Z", "2026-12-03T08:00:00Z", "DTSTART:20261203T090000Z", NULL },
  };
  static const char *const zones[] = { "UTC", "America/Los_Angeles", "Pacific/Auckland" };

  for (guint z = 0; z < G_N_ELEMENTS (zones); z++)
    for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
      {
        g_setenv ("TZ", zones[z], TRUE);
        KwRecord record = make (cases[i].start, cases[i].end);
        g_autofree char *ics = kw_calendar_event (NULL, &record, NOW);
        g_assert_nonnull (ics);
        assert_line (ics, "DTSTART", cases[i].dtstart);
        assert_line (ics, "DTEND", cases[i].dtend);
        assert_line (ics, "DTSTAMP", "DTSTAMP:20261201T120000Z");
      }
}

static void
test_wanted (void)
{
  static const struct
  {
    const char *start;
    gboolean wanted;
  } cases[] = {
    { "2026-12-01T12:00:01Z", TRUE },
    { "2026-12-01T11:59:59Z", FALSE },
    { "2026-12-01", TRUE },
    { "2026-11-29", FALSE },
    { "2027", FALSE },
    { "2027-03", FALSE },
    { "in about a year", FALSE },
    { NULL, FALSE },
    { "2026-13-45", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      KwRecord record = make (cases[i].start, NULL);
      g_autofree char *ics = kw_calendar_event (NULL, &record, NOW);
      g_assert_cmpint (kw_calendar_is_wanted (&record, NOW), ==, cases[i].wanted);
      g_assert_cmpint (ics != NULL, ==, cases[i].wanted);
    }

  KwRecord cancelled = make ("2027-01-01", NULL);
  cancelled.flags = KW_RECORD_NOT_DONE;
  g_assert_false (kw_calendar_is_wanted (&cancelled, NOW));
  KwRecord written = make ("2027-01-01", NULL);
  when.role = KW_WHEN_WRITTEN;
  g_assert_false (kw_calendar_is_wanted (&written, NOW));
  KwRecord visit = make ("2027-01-01", NULL);
  visit.section = KW_SECTION_VISITS;
  g_assert_false (kw_calendar_is_wanted (&visit, NOW));
}

/* No more in it than is shown, and the hospital's identifier not at all. */
static void
test_contents (void)
{
  KwRecord record = make ("2026-12-03T09:00:00Z", NULL);
  g_autofree char *ics = kw_calendar_event (NULL, &record, NOW);
  g_autofree char *later = kw_calendar_event (NULL, &record, NOW + 3600);
  g_autofree char *uid = dup_line (ics, "UID:");

  assert_line (ics, "SUMMARY:", "SUMMARY:Eye check");
  assert_line (ics, "LOCATION:", "LOCATION:City Clinic");
  assert_line (ics, "DESCRIPTION:", "DESCRIPTION:Dr. Marsh");
  record.how = "Bring your glasses";
  g_autofree char *with = kw_calendar_event (NULL, &record, NOW);
  assert_line (with, "DESCRIPTION:", "DESCRIPTION:Dr. Marsh\\nBring your glasses");
  assert_line (ics, "CLASS:", "CLASS:PRIVATE");
  assert_line (ics, "STATUS:", "STATUS:CONFIRMED");
  g_assert_null (strstr (ics, "secret-id-7"));
  g_assert_null (strstr (ics, "A reason"));
  assert_line (later, "UID:", uid);
  record.ref = "c2/Appointment/secret-id-7";
  g_autofree char *other = kw_calendar_event (NULL, &record, NOW);
  g_autofree char *other_uid = dup_line (other, "UID:");
  g_assert_cmpstr (uid, !=, other_uid);
}

/* RFC 5545 3.1 and 3.3.11: nothing that a hospital sends makes a line of its own. */
static void
test_hostile (void)
{
  g_autoptr (GString) text = g_string_new ("a\\b;c,d\r\nEND:VCALENDAR\x01 \u202e");
  for (guint i = 0; i < 2500; i++)
    g_string_append (text, "e\u0301漢");
  KwRecord record = make ("2026-12-03T09:00:00Z", NULL);
  record.where = text->str;
  g_autofree char *ics = kw_calendar_event (NULL, &record, NOW);
  g_auto (GStrv) lines = g_strsplit (ics, "\r\n", -1);
  g_autofree char *where = dup_line (ics, "LOCATION:");
  guint n_ends = 0;

  g_assert_true (g_utf8_validate (ics, -1, NULL));
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_assert_cmpuint (strlen (lines[i]), <=, 75);
      g_assert_true (g_utf8_validate (lines[i], -1, NULL));
      n_ends += g_str_equal (lines[i], "END:VCALENDAR");
    }
  g_assert_cmpuint (n_ends, ==, 1);
  g_assert_true (g_str_has_prefix (where, "LOCATION:a\\\\b\\;c\\,d END:VCALENDAR e\u0301漢"));
  g_assert_true (g_str_has_suffix (where, "漢"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/calendar/times-D5-D1", test_times);
  g_test_add_func ("/core/calendar/wanted", test_wanted);
  g_test_add_func ("/core/calendar/contents", test_contents);
  g_test_add_func ("/core/calendar/hostile", test_hostile);

  return g_test_run ();
}
