/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-test.h"

#include "app/number-line.h"

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
      g_assert_cmpint (kw_number_axis_init (&axis, &record), ==, c->drawn);
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
  g_assert_true (kw_number_axis_init (&axis, &record));
  g_assert_cmpfloat_with_epsilon (axis.start, 1.9, 1e-9);
  record.ranges = &unclear;
  g_assert_false (kw_number_axis_init (&axis, &record));
}

/* What lies 2 % of the range's width above it is drawn less than 1 % of the axis beyond it. */
static void
test_slightly_out (void)
{
  KwRange range = { .low = "100", .high = "200" };
  KwRecord record = { .ranges = &range, .n_ranges = 1 };
  KwNumberAxis axis;

  record.value = (KwValue){ .kind = KW_VALUE_QUANTITY, .number = "202" };
  g_assert_true (kw_number_axis_init (&axis, &record));
  g_assert_cmpfloat ((axis.value - axis.high) / (axis.end - axis.start), <, 0.01);
}

/* Two ranges that both could hold give no verdict and no line (rule L4). */
static void
test_two_ranges (void)
{
  KwRange ranges[] = { { .low = "1", .high = "2" }, { .low = "3", .high = "4" } };
  KwRecord record = { .ranges = ranges, .n_ranges = 2 };

  record.value = (KwValue){ .kind = KW_VALUE_QUANTITY, .number = "2" };
  g_assert_null (kw_number_line_new_for_record (&record));
}

static void
test_finalize (void)
{
  KwSnapshot *snapshot = app_test_get_snapshot ();
  const GArray *tests = kw_snapshot_get_group (snapshot, KW_GROUP_OUT_OF_RANGE);
  GtkWidget *line = kw_number_line_new_for_record (
      kw_snapshot_get_record (snapshot, g_array_index (tests, guint32, 0)));

  g_object_ref_sink (line);
  gtk_test_accessible_assert_role (line, GTK_ACCESSIBLE_ROLE_IMG);
  g_assert_finalize_object (line);
}

int
main (int argc, char **argv)
{
  app_test_init (&argc, &argv);
  g_test_add_func ("/app/number-line/axis", test_axis);
  g_test_add_func ("/app/number-line/texts", test_texts);
  g_test_add_func ("/app/number-line/slightly-out", test_slightly_out);
  g_test_add_func ("/app/number-line/two-ranges", test_two_ranges);
  g_test_add_func ("/app/number-line/finalize", test_finalize);

  return g_test_run ();
}
