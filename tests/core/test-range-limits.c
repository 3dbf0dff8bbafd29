/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/range-limits.h"

#include <string.h>

/* Ranges in words: read where they can mean only one thing. */
static void
test_read (void)
{
  const struct
  {
    const char *text;
    const char *low, *high, *unit;
    gboolean low_open, high_open;
  } cases[] = {
    { "3.6-10.0", "3.6", "10.0", NULL, FALSE, FALSE },
    { "3.6–10.0", "3.6", "10.0", NULL, FALSE, FALSE },
    { " 3.6 -  10.0 ", "3.6", "10.0", NULL, FALSE, FALSE },
    { "<0.41", "", "0.41", NULL, FALSE, TRUE },
    { "< 0.41 ng/mL", "", "0.41", "ng/mL", FALSE, TRUE },
    { "<.41", "", ".41", NULL, FALSE, TRUE },
    { "≤ 5", "", "5", NULL, FALSE, FALSE },
    { "=<5", "", "5", NULL, FALSE, FALSE },
    { ">=60", "60", "", NULL, FALSE, FALSE },
    { "> 60 mL/min/1.73 m2", "60", "", "mL/min/1.73 m2", TRUE, FALSE },
    { "Less than 200", "", "200", NULL, FALSE, TRUE },
    { "up to 40 U/L", "", "40", "U/L", FALSE, FALSE },
    { "at least 40", "40", "", NULL, FALSE, FALSE },
    { "11 - 26 mg/dL", "11", "26", "mg/dL", FALSE, FALSE },
    { "11 mg/dL - 26 mg/dL", "11", "26", "mg/dL", FALSE, FALSE },
    { "4.0%-5.6%", "4.0", "5.6", "%", FALSE, FALSE },
    { "11 to 26", "11", "26", NULL, FALSE, FALSE },
    { "3,5 - 5,1", "3.5", "5.1", NULL, FALSE, FALSE },
    { "0,412-1,5", "0.412", "1.5", NULL, FALSE, FALSE },
    { "-2 - 2", "-2", "2", NULL, FALSE, FALSE },
    { "-3--1", "-3", "-1", NULL, FALSE, FALSE },
    { "-2.0-+2.0", "-2.0", "2.0", NULL, FALSE, FALSE },
    { "(3.5-5.1)", "3.5", "5.1", NULL, FALSE, FALSE },
    { "[ 11 - 26 mg/dL ]", "11", "26", "mg/dL", FALSE, FALSE },
    { "Normal: 3.5-5.1", "3.5", "5.1", NULL, FALSE, FALSE },
    { "1,000,000-2,000,000", "1000000", "2000000", NULL, FALSE, FALSE },
    { "1,200.5-2,000.5", "1200.5", "2000.5", NULL, FALSE, FALSE },
    { "4.5-11.0 10*3/uL", "4.5", "11.0", "10*3/uL", FALSE, FALSE },
    /* The unit is no unit of any value, so nothing is ever compared with it. */
    { "12-14 y Male: 4.4 - 5.2", "12", "14", "y Male: 4.4 - 5.2", FALSE, FALSE },
    { "<5.7 normal", "", "5.7", "normal", FALSE, TRUE },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      KwLimits limits;
      g_test_message ("%s", cases[i].text);
      g_assert_true (kw_limits_read (&limits, cases[i].text));
      g_assert_cmpstr (limits.low, ==, cases[i].low);
      g_assert_cmpstr (limits.high, ==, cases[i].high);
      g_assert_cmpstr (limits.unit, ==, cases[i].unit);
      g_assert_cmpint (limits.low_open, ==, cases[i].low_open);
      g_assert_cmpint (limits.high_open, ==, cases[i].high_open);
    }
}

static void
test_not_read (void)
{
  const char *const texts[] = {
    NULL,
    "",
    "NA",
    "negative",
    "See comment",
    "-",
    "3.6",
    "3.6-",
    "-3.6",
    "10.0-3.6",
    "3,500 - 5,100", /* thousands, or three and a half */
    "3,5 - 5.1",     /* two decimal signs */
    "1.2.3-4",
    "1,200,5-3",
    "1,2000,3-4",
    "1.200,5,3-9999",
    "<1,200",
    "1:10-1:40",
    "<1:10",
    "2019-03-01",
    "5 mg - 7 g",
    "3.5 to",
    "< x",
    "5-6-7",
    "0-1+",
    "¼-½",
    "00000000000000000000000000000000000000000001-2",
  };
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      KwLimits limits;
      g_test_message ("%s", texts[i]);
      g_assert_false (kw_limits_read (&limits, texts[i]));
    }
  g_autofree char *novel = g_strnfill (500, ' ');
  memcpy (novel, "1-2", 3);
  KwLimits limits;
  g_assert_false (kw_limits_read (&limits, novel));
}

/* Results that were typed as texts. */
static void
test_reading (void)
{
  const struct
  {
    const char *text;
    const char *comparator, *number, *unit; /* number NULL: none */
  } cases[] = {
    { "27", "", "27", NULL },
    { " 27.50 ", "", "27.50", NULL },
    { "<5", "<", "5", NULL },
    { "< 0.01 mg/dL", "<", "0.01", "mg/dL" },
    { ">= 60", ">=", "60", NULL },
    { "Greater than 60", ">", "60", NULL },
    { "27 mg/dL", "", "27", "mg/dL" },
    { "5%", "", "5", "%" },
    { "-1.5", "", "-1.5", NULL },
    { "7,2", "", "7.2", NULL },
    { "1,200,000", "", "1200000", NULL },
    { "1,200", NULL, NULL, NULL },
    { "positive", NULL, NULL, NULL },
    { "1:160", NULL, NULL, NULL },
    { "3+", NULL, NULL, NULL },
    { "5-10", NULL, NULL, NULL },
    { "2019-03-01", NULL, NULL, NULL },
    { "120/80", NULL, NULL, NULL },
    { "27 (H)", NULL, NULL, NULL },
    { "", NULL, NULL, NULL },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const KwValue value = { .kind = KW_VALUE_TEXT, .text = cases[i].text };
      KwReading reading;
      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (kw_reading_init (&reading, &value), ==, cases[i].number != NULL);
      if (cases[i].number == NULL)
        continue;
      g_assert_cmpstr (reading.comparator, ==, cases[i].comparator);
      g_assert_cmpstr (reading.number, ==, cases[i].number);
      g_assert_cmpstr (reading.unit, ==, cases[i].unit);
    }

  const KwValue typed = { .kind = KW_VALUE_QUANTITY, .number = "5.0", .comparator = "ad" };
  const KwValue concept = { .kind = KW_VALUE_CONCEPT, .text = "5" };
  KwReading reading;
  g_assert_false (kw_reading_init (&reading, &typed));
  g_assert_false (kw_reading_init (&reading, &concept));
}

/* A copy of the limits has a unit of its own. */
static void
test_init (void)
{
  const KwValue value = { .kind = KW_VALUE_QUANTITY, .number = "30", .unit = "mg/dL" };
  const KwRange range = { .text = "11 - 26 mg/dl" };
  KwReading reading;
  KwLimits limits;
  g_assert_true (kw_reading_init (&reading, &value));
  g_assert_true (kw_limits_init (&limits, &reading, &range, 1));
  g_assert_cmpstr (limits.unit, ==, "mg/dl");
  g_assert_true (limits.unit > limits.text && limits.unit < limits.text + sizeof limits.text);
  g_assert_false (kw_limits_init (&limits, &reading, NULL, 0));
}

static void
test_contradiction (void)
{
  const struct
  {
    KwRange range;
    gboolean contradicts;
  } cases[] = {
    { { .low = "3.6", .high = "3.6", .text = "3.6-10.0" }, TRUE },
    { { .low = "3.6", .high = "10", .text = "3.6-10.0" }, FALSE },
    { { .low = "3.6", .high = "10", .text = "See comment" }, FALSE },
    { { .high = "0.41", .text = "<0.41" }, FALSE },
    { { .low = "0.41", .text = "<0.41" }, TRUE },
    { { .text = "<0.41" }, FALSE },
    { { .low = "1" }, FALSE },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (kw_range_contradicts_itself (&cases[i].range), ==, cases[i].contradicts);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/range-limits/read", test_read);
  g_test_add_func ("/range-limits/not-read", test_not_read);
  g_test_add_func ("/range-limits/reading", test_reading);
  g_test_add_func ("/range-limits/init", test_init);
  g_test_add_func ("/range-limits/contradiction", test_contradiction);
  return g_test_run ();
}
