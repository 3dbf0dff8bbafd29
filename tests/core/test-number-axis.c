/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/number-axis.h"

typedef struct
{
  const char *number;
  const char *comparator;
  const char *unit;
  const char *low;
  const char *high;
  const char *range_unit;
  gboolean drawn;
  double start;
  double end;
} Case;

/* Rule L6: the range and one width on each side, at least 0, stretched to hold the value; one-sided
 * from 0 to twice the limit. What cannot be compared is not drawn (rule L3). */
static const Case cases[] = {
  { "4.9", NULL, "mmol/L", "3.5", "5.1", "mmol/L", TRUE, 1.9, 6.7 },
  { "9.9", NULL, "mmol/L", "3.5", "5.1", "mmol/L", TRUE, 1.9, 9.9 },
  { "88", NULL, "mg/dL", NULL, "100", "mg/dL", TRUE, 0, 200 },
  { "250", NULL, "mg/dL", NULL, "100", "mg/dL", TRUE, 0, 250 },
  { "70", NULL, "mL/min", "60", NULL, "mL/min", TRUE, 0, 120 },
  { "19", NULL, "mg/dL", "7", "25", "mg/dL", TRUE, 0, 43 },
  { "5", "<", "mmol/L", "3.5", "5.1", "mmol/L", FALSE, 0, 0 },
  { "5", NULL, "mg/dL", "3.5", "5.1", "mmol/L", FALSE, 0, 0 },
  { "high", NULL, "mg/dL", "3.5", "5.1", "mg/dL", FALSE, 0, 0 },
  { "5", NULL, "mg/dL", NULL, NULL, NULL, FALSE, 0, 0 },
};

static void
test_axis (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const Case *c = &cases[i];
      KwRange range = {
        .low = c->low, .high = c->high, .low_unit = c->range_unit, .high_unit = c->range_unit
      };
      KwRecord record = { .ranges = &range, .n_ranges = 1 };
      KwNumberAxis axis;
      record.value = (KwValue){
        .kind = KW_VALUE_QUANTITY, .number = c->number, .comparator = c->comparator, .unit = c->unit
      };
      g_assert_cmpint (kw_number_axis_init (&axis, &record, NULL), ==, c->drawn);
      if (!c->drawn)
        continue;
      g_assert_cmpfloat_with_epsilon (axis.start, c->start, 1e-9);
      g_assert_cmpfloat_with_epsilon (axis.end, c->end, 1e-9);
      g_assert_cmpfloat (axis.value, >=, axis.start);
      g_assert_cmpfloat (axis.value, <=, axis.end);
    }
}

/* A result and a range that were typed as texts draw the same line. */
static void
test_texts (void)
{
  const KwRange range = { .text = "3.5 - 5.1 mmol/L" };
  const KwRange unclear = { .text = "3,500-5,100" };
  KwRecord record = { .value = { .kind = KW_VALUE_TEXT, .text = "4.9 mmol/L" },
                      .ranges = &range,
                      .n_ranges = 1 };
  KwNumberAxis axis;
  g_assert_true (kw_number_axis_init (&axis, &record, NULL));
  g_assert_cmpfloat_with_epsilon (axis.start, 1.9, 1e-9);
  record.ranges = &unclear;
  g_assert_false (kw_number_axis_init (&axis, &record, NULL));
}

/* What lies 2 % of the range's width above it is drawn less than 1 % of the axis beyond it. */
static void
test_slightly_out (void)
{
  KwRange range = { .low = "100", .high = "200" };
  KwRecord record = { .ranges = &range, .n_ranges = 1 };
  KwNumberAxis axis;

  record.value = (KwValue){ .kind = KW_VALUE_QUANTITY, .number = "202" };
  g_assert_true (kw_number_axis_init (&axis, &record, NULL));
  g_assert_cmpfloat ((axis.value - axis.high) / (axis.end - axis.start), <, 0.01);
}

/* Two ranges that both could hold give no verdict and no line (rule L4). */
static void
test_two_ranges (void)
{
  KwRange ranges[] = { { .low = "1", .high = "2" }, { .low = "3", .high = "4" } };
  KwRecord record = { .ranges = ranges, .n_ranges = 2 };
  KwNumberAxis axis;

  record.value = (KwValue){ .kind = KW_VALUE_QUANTITY, .number = "2" };
  g_assert_false (kw_number_axis_init (&axis, &record, NULL));
}

/* Rule L6 holds for a range from 0 as well, and for one below it. */
static void
test_ends (void)
{
  KwRange range = { .low = "0", .high = "10" };
  KwRecord record = { .ranges = &range, .n_ranges = 1 };
  KwNumberAxis axis;

  record.value = (KwValue){ .kind = KW_VALUE_QUANTITY, .number = "10.2" };
  g_assert_true (kw_number_axis_init (&axis, &record, NULL));
  g_assert_cmpfloat ((axis.value - axis.high) / (axis.end - axis.start), <, 0.01);
  range = (KwRange){ .low = "-2", .high = "2" };
  record.value.number = "0";
  g_assert_true (kw_number_axis_init (&axis, &record, NULL));
  g_assert_cmpfloat (axis.start, ==, -6);
  kw_number_axis_stretch (&axis, -10, 3);
  g_assert_cmpfloat (axis.start, ==, -10);
  g_assert_cmpfloat (axis.end, ==, 6);
  g_assert_cmpfloat (kw_number_axis_place (&axis, 6), ==, 1);
}

/* Rule L8: a goal takes the place of the range, from the result or from elsewhere; other units do
 * not. */
static void
test_goal (void)
{
  KwRange ranges[] = { { .low = "4.0", .high = "5.6" }, { .high = "7.0", .type = "treatment" } };
  const KwRange goal = { .high = "7.5", .high_unit = "%", .type = "treatment" };
  const KwRange other = { .high = "58", .high_unit = "mmol/mol", .type = "treatment" };
  KwRecord record = { .ranges = ranges, .n_ranges = 2 };
  KwNumberAxis axis;

  record.value = (KwValue){ .kind = KW_VALUE_QUANTITY, .number = "6.8" };
  g_assert_true (kw_number_axis_init (&axis, &record, NULL));
  g_assert_true (axis.is_goal && axis.open_low);
  g_assert_cmpfloat (axis.high, ==, 7);
  g_assert_cmpint (axis.flag, ==, KW_FLAG_IN_RANGE);
  g_autofree char *words = kw_number_axis_dup_range (&axis, &record, NULL);
  g_assert_cmpstr (words, ==, "your goal 7.0 or less");

  record.n_ranges = 1;
  record.value.unit = "%";
  ranges[0].low_unit = ranges[0].high_unit = "%";
  g_assert_true (kw_number_axis_init (&axis, &record, &goal));
  g_assert_true (axis.is_goal);
  g_assert_cmpfloat (axis.high, ==, 7.5);
  g_assert_true (kw_number_axis_init (&axis, &record, &other));
  g_assert_false (axis.is_goal);
  g_autofree char *standard = kw_number_axis_dup_range (&axis, &record, &other);
  g_assert_cmpstr (standard, ==, "standard 4.0–5.6");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/number-axis/L6-axis", test_axis);
  g_test_add_func ("/core/number-axis/texts", test_texts);
  g_test_add_func ("/core/number-axis/L6-slightly-out", test_slightly_out);
  g_test_add_func ("/core/number-axis/L6-ends", test_ends);
  g_test_add_func ("/core/number-axis/L4-two-ranges", test_two_ranges);
  g_test_add_func ("/core/number-axis/L8-goal", test_goal);

  return g_test_run ();
}
