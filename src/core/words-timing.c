/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/dosage-private.h"
#include "core/fhir.h"

/* When something is taken, in words (Timing, FHIR R4 2.24.0.16). Digits and times of day, no Latin
 * (rule M4). Whoever cannot be said in full is not said at all: half of how to take a medicine is
 * another way to take it. */

/* Codes of GTSAbbreviation (HL7 v3) and the Latin that people write. */
static const struct
{
  const char *code;
  const char *words;
} codes[] = {
  { "QD", N_ ("once a day") },       { "DAILY", N_ ("once a day") },
  { "BID", N_ ("2 times a day") },   { "TID", N_ ("3 times a day") },
  { "QID", N_ ("4 times a day") },   { "QOD", N_ ("every other day") },
  { "AM", N_ ("in the morning") },   { "QAM", N_ ("in the morning") },
  { "PM", N_ ("in the afternoon") }, { "BED", N_ ("at bedtime") },
  { "HS", N_ ("at bedtime") },       { "QHS", N_ ("at bedtime") },
  { "WK", N_ ("once a week") },      { "WEEKLY", N_ ("once a week") },
  { "MO", N_ ("once a month") },     { "Q1H", N_ ("every hour") },
  { "Q2H", N_ ("every 2 hours") },   { "Q3H", N_ ("every 3 hours") },
  { "Q4H", N_ ("every 4 hours") },   { "Q6H", N_ ("every 6 hours") },
  { "Q8H", N_ ("every 8 hours") },   { "Q12H", N_ ("every 12 hours") },
  { "Q24H", N_ ("every 24 hours") },
};

/* Codes of event-timing (FHIR R4 2.24.0.16.1, with those of HL7 v3 TimingEvent). */
static const struct
{
  const char *code;
  const char *words;
  const char *after; /* with minutes before it: "30 minutes before breakfast"; NULL: never */
} events[] = {
  { "MORN", N_ ("in the morning"), NULL },
  { "MORN.early", N_ ("early in the morning"), NULL },
  { "MORN.late", N_ ("late in the morning"), NULL },
  { "NOON", N_ ("at noon"), NULL },
  { "AFT", N_ ("in the afternoon"), NULL },
  { "AFT.early", N_ ("early in the afternoon"), NULL },
  { "AFT.late", N_ ("late in the afternoon"), NULL },
  { "EVE", N_ ("in the evening"), NULL },
  { "EVE.early", N_ ("early in the evening"), NULL },
  { "EVE.late", N_ ("late in the evening"), NULL },
  { "NIGHT", N_ ("at night"), NULL },
  { "PHS", N_ ("after going to sleep"), N_ ("%s after going to sleep") },
  { "HS", N_ ("at bedtime"), N_ ("%s before bedtime") },
  { "WAKE", N_ ("after waking up"), N_ ("%s after waking up") },
  { "C", N_ ("with meals"), NULL },
  { "CM", N_ ("with breakfast"), NULL },
  { "CD", N_ ("with lunch"), NULL },
  { "CV", N_ ("with dinner"), NULL },
  { "AC", N_ ("before meals"), N_ ("%s before meals") },
  { "ACM", N_ ("before breakfast"), N_ ("%s before breakfast") },
  { "ACD", N_ ("before lunch"), N_ ("%s before lunch") },
  { "ACV", N_ ("before dinner"), N_ ("%s before dinner") },
  { "PC", N_ ("after meals"), N_ ("%s after meals") },
  { "PCM", N_ ("after breakfast"), N_ ("%s after breakfast") },
  { "PCD", N_ ("after lunch"), N_ ("%s after lunch") },
  { "PCV", N_ ("after dinner"), N_ ("%s after dinner") },
};

static const struct
{
  const char *code;
  const char *words;
} days[] = {
  { "mon", N_ ("Monday") },   { "tue", N_ ("Tuesday") }, { "wed", N_ ("Wednesday") },
  { "thu", N_ ("Thursday") }, { "fri", N_ ("Friday") },  { "sat", N_ ("Saturday") },
  { "sun", N_ ("Sunday") },
};

/* Units of time (UCUM), and how often a thing is done in one. */
static const struct
{
  const char *code;
  const char *one;
  const char *many;
  const char *once;
  const char *often;
} units[] = {
  { "s", N_ ("second"), N_ ("%s seconds"), N_ ("once a second"), N_ ("%s times a second") },
  { "min", N_ ("minute"), N_ ("%s minutes"), N_ ("once a minute"), N_ ("%s times a minute") },
  { "h", N_ ("hour"), N_ ("%s hours"), N_ ("once an hour"), N_ ("%s times an hour") },
  { "d", N_ ("day"), N_ ("%s days"), N_ ("once a day"), N_ ("%s times a day") },
  { "wk", N_ ("week"), N_ ("%s weeks"), N_ ("once a week"), N_ ("%s times a week") },
  { "mo", N_ ("month"), N_ ("%s months"), N_ ("once a month"), N_ ("%s times a month") },
  { "a", N_ ("year"), N_ ("%s years"), N_ ("once a year"), N_ ("%s times a year") },
};

/* @format has one "%s", and is translated. */
static char *
fill (const char *format, const char *text)
{
  g_auto (GStrv) around = g_strsplit (format, "%s", 2);
  return g_strjoinv (text, around);
}

static int
find_unit (const char *code)
{
  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    if (g_strcmp0 (units[i].code, code) == 0)
      return (int) i;
  return -1;
}

char *
kw_words_duration (const char *number, const char *unit, gboolean with_one)
{
  int index = find_unit (unit);
  if (index < 0 || number == NULL)
    return NULL;
  g_autofree char *plain = kw_dose_number (number);
  if (!g_str_equal (plain, "1"))
    return fill (_ (units[index].many), plain);
  return with_one ? g_strconcat ("1 ", _ (units[index].one), NULL)
                  : g_strdup (_ (units[index].one));
}

/* "2", "2 to 3"; NULL when there is no number. */
static char *
count_words (const KwJsonNode *repeat, const char *name, const char *max_name)
{
  const char *low = kw_json_scalar_at (repeat, name);
  const char *high = kw_json_scalar_at (repeat, max_name);
  if (low == NULL)
    return NULL;
  g_autofree char *from = kw_dose_number (low);
  g_autofree char *to = high != NULL ? kw_dose_number (high) : NULL;
  if (to == NULL || g_str_equal (from, to))
    return g_steal_pointer (&from);
  /* Translators: two numbers, from the first to the second: "2 to 3". */
  return g_strdup_printf (C_ ("dose", "%s to %s"), from, to);
}

/* "2 times a day", "every 4 to 6 hours", "3 times every 2 weeks". FALSE: it cannot be said. */
static gboolean
add_frequency (GPtrArray *parts, const KwJsonNode *repeat)
{
  g_autofree char *often = count_words (repeat, "frequency", "frequencyMax");
  g_autofree char *period = count_words (repeat, "period", "periodMax");
  int unit = find_unit (kw_json_string_at (repeat, "periodUnit"));
  if (period == NULL)
    return often == NULL;
  if (unit < 0)
    return FALSE;
  gboolean once = often == NULL || g_str_equal (often, "1");
  if (g_str_equal (period, "1"))
    {
      g_ptr_array_add (parts, once ? g_strdup (_ (units[unit].once))
                                   : fill (_ (units[unit].often), often));
      return TRUE;
    }
  g_autofree char *span = fill (_ (units[unit].many), period);
  if (once)
    /* Translators: how often a medicine is taken: "every 4 to 6 hours". */
    g_ptr_array_add (parts, g_strdup_printf (_ ("every %s"), span));
  else
    /* Translators: how often a medicine is taken: "3 times every 2 weeks". */
    g_ptr_array_add (parts, g_strdup_printf (_ ("%s times every %s"), often, span));
  return TRUE;
}

/* "a, b and c" */
static char *
list_words (GPtrArray *items)
{
  g_autoptr (GString) out = g_string_new (NULL);
  for (guint i = 0; i < items->len; i++)
    {
      if (i > 0)
        /* Translators: stands before the last of several things, with its spaces. */
        g_string_append (out, i + 1 == items->len ? C_ ("list", " and ") : ", ");
      g_string_append (out, g_ptr_array_index (items, i));
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static gboolean
add_days (GPtrArray *parts, const KwJsonNode *repeat)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  KW_JSON_FOREACH (day, kw_json_node_get_member (repeat, "dayOfWeek"))
    {
      gsize i = 0;
      while (i < G_N_ELEMENTS (days)
             && g_strcmp0 (days[i].code, kw_json_node_get_string (day)) != 0)
        i++;
      if (i == G_N_ELEMENTS (days))
        return FALSE;
      g_ptr_array_add (names, (gpointer) _ (days[i].words));
    }
  if (names->len > 0)
    {
      g_autofree char *list = list_words (names);
      /* Translators: days of the week: "on Monday and Friday". */
      g_ptr_array_add (parts, g_strdup_printf (_ ("on %s"), list));
    }
  return TRUE;
}

/* "at 8:00 and 20:00", as sent but for the seconds. */
static gboolean
add_times (GPtrArray *parts, const KwJsonNode *repeat)
{
  g_autoptr (GPtrArray) times = g_ptr_array_new_with_free_func (g_free);
  KW_JSON_FOREACH (time, kw_json_node_get_member (repeat, "timeOfDay"))
    {
      const char *text = kw_json_node_get_string (time);
      if (text == NULL || strlen (text) < 5 || text[2] != ':')
        return FALSE;
      g_ptr_array_add (times, g_strndup (text + (*text == '0'), *text == '0' ? 4 : 5));
    }
  if (times->len > 0)
    {
      g_autofree char *list = list_words (times);
      /* Translators: times of the day: "at 8:00 and 20:00". */
      g_ptr_array_add (parts, g_strdup_printf (_ ("at %s"), list));
    }
  return TRUE;
}

static char *
event_words (const char *code, const char *offset)
{
  for (gsize i = 0; i < G_N_ELEMENTS (events); i++)
    {
      if (g_strcmp0 (events[i].code, code) != 0)
        continue;
      if (offset == NULL)
        return g_strdup (_ (events[i].words));
      g_autofree char *minutes = kw_words_duration (offset, "min", TRUE);
      return events[i].after != NULL ? fill (_ (events[i].after), minutes) : NULL;
    }
  return NULL;
}

/* The times of day of @repeat by its events; NULL when one of them is not known. */
static GPtrArray *
list_events (const KwJsonNode *repeat)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (g_free);
  KW_JSON_FOREACH (event, kw_json_node_get_member (repeat, "when"))
    {
      char *words
          = event_words (kw_json_node_get_string (event), kw_json_scalar_at (repeat, "offset"));
      if (words == NULL)
        {
          g_ptr_array_unref (list);
          return NULL;
        }
      g_ptr_array_add (list, words);
    }
  return list;
}

/* "2 tablets in the morning and 1 ..." is said with the dose before each, when the events are all
 * that is known of how often. */
static gboolean
add_events (GPtrArray *parts, const KwJsonNode *repeat, char **dose)
{
  g_autoptr (GPtrArray) list = list_events (repeat);
  if (list == NULL)
    return FALSE;
  if (list->len > 1 && *dose != NULL && parts->len == 0)
    {
      for (guint i = 0; i < list->len; i++)
        {
          char *event = g_ptr_array_index (list, i);
          /* Translators: a dose and when it is taken: "2 tablets in the morning". */
          list->pdata[i] = g_strdup_printf (C_ ("dose", "%s %s"), *dose, event);
          g_free (event);
        }
      g_clear_pointer (dose, g_free);
    }
  if (list->len > 0)
    g_ptr_array_add (parts, list_words (list));
  return TRUE;
}

/* "over 30 minutes", "for 10 days", "10 times in all". */
static gboolean
add_lengths (GPtrArray *parts, const KwJsonNode *repeat)
{
  const char *over = kw_json_scalar_at (repeat, "duration");
  const KwJsonNode *bounds = kw_json_node_get_member (repeat, "boundsDuration");
  g_autofree char *count = count_words (repeat, "count", "countMax");
  if (over != NULL)
    {
      g_autofree char *span
          = kw_words_duration (over, kw_json_string_at (repeat, "durationUnit"), TRUE);
      if (span == NULL || kw_json_scalar_at (repeat, "durationMax") != NULL)
        return FALSE;
      /* Translators: how long one dose takes to give: "over 30 minutes". */
      g_ptr_array_add (parts, g_strdup_printf (_ ("over %s"), span));
    }
  if (bounds != NULL)
    {
      const char *code = kw_json_string_at (bounds, "code");
      g_autofree char *span
          = kw_words_duration (kw_json_scalar_at (bounds, "value"),
                               code ? code : kw_json_string_at (bounds, "unit"), TRUE);
      if (span == NULL || kw_json_string_at (bounds, "comparator") != NULL)
        return FALSE;
      /* Translators: for how long a medicine is taken: "for 10 days". */
      g_ptr_array_add (parts, g_strdup_printf (_ ("for %s"), span));
    }
  if (g_strcmp0 (count, "1") == 0)
    /* Translators: a medicine that is taken one time and not again. */
    g_ptr_array_add (parts, g_strdup (_ ("once only")));
  else if (count != NULL)
    /* Translators: how many doses there are: "10 times in all". */
    g_ptr_array_add (parts, g_strdup_printf (_ ("%s times in all"), count));
  return TRUE;
}

/* Whether @repeat has nothing but what this file can say; the dates of a boundsPeriod stand by
 * themselves. */
static gboolean
is_known (const KwJsonNode *repeat)
{
  static const char *const known[]
      = { "frequency",    "frequencyMax",   "period", "periodMax", "periodUnit",  "dayOfWeek",
          "timeOfDay",    "when",           "offset", "duration",  "durationMax", "durationUnit",
          "boundsPeriod", "boundsDuration", "count",  "countMax",  "id",          NULL };
  KW_JSON_FOREACH (member, repeat)
    if (!g_strv_contains (known, kw_json_node_get_name (member)))
      return FALSE;
  return TRUE;
}

static const char *
code_words (const char *code)
{
  for (gsize i = 0; code != NULL && i < G_N_ELEMENTS (codes); i++)
    if (g_ascii_strcasecmp (codes[i].code, code) == 0)
      return _ (codes[i].words);
  return NULL;
}

gboolean
kw_timing_add (GPtrArray *parts, const KwJsonNode *timing, char **dose)
{
  const KwJsonNode *repeat = kw_json_node_get_member (timing, "repeat");
  const KwJsonNode *code = kw_json_node_get_member (timing, "code");
  const char *said = kw_json_string_at (code, "text");
  const char *words = code_words (said);
  KW_JSON_FOREACH (coding, kw_json_node_get_member (code, "coding"))
    if (words == NULL)
      words = code_words (kw_json_string_at (coding, "code"));
  if (kw_json_node_get_member (timing, "event") != NULL || !is_known (repeat))
    return FALSE;
  /* A code is a complete statement of what the rest says, but for the bounds (R4). */
  if (words != NULL || (said != NULL && kw_words_is_presentable (said, NULL)))
    {
      g_ptr_array_add (parts, words != NULL ? g_strdup (words) : kw_words_tidy (said));
      return add_lengths (parts, repeat);
    }
  return (code == NULL || repeat != NULL) && add_frequency (parts, repeat)
         && add_days (parts, repeat) && add_times (parts, repeat)
         && add_events (parts, repeat, dose) && add_lengths (parts, repeat);
}

/* A Timing by itself, or NULL when not all of it can be said. */
char *
kw_words_timing (const KwJsonNode *timing)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  char *no_dose = NULL;
  if (!kw_timing_add (parts, timing, &no_dose) || parts->len == 0)
    return NULL;
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (", ", (char **) parts->pdata);
}
