/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/decimal.h"

static void
test_compare (void)
{
  /* Ascending; equal numbers share a rank. */
  const struct
  {
    const char *text;
    int rank;
  } rows[] = {
    { "-1e5", 0 },
    { "-100.01", 1 },
    { "-100", 2 },
    { "-1e2", 2 },
    { "-0.5", 3 },
    { "0", 4 },
    { "-0", 4 },
    { "0.000", 4 },
    { "0e9", 4 },
    { "1e-99999", 5 },
    { "0.0009999", 6 },
    { "1e-3", 7 },
    { "0.001", 7 },
    { "0.0010", 7 },
    { "10E-4", 7 },
    { "0.004", 8 },
    { "0.3", 9 },
    { "0.30000000000000000001", 10 },
    { "5", 11 },
    { "5.0", 11 },
    { "005.00", 11 },
    { "+5", 11 },
    { "5.10", 12 },
    { "5.1", 12 },
    { "50", 13 },
    { "9007199254740992", 14 },
    { "9007199254740993", 15 },
    { "1e99999", 16 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (rows); j++)
      {
        int order = 99;
        int expected = (rows[i].rank > rows[j].rank) - (rows[i].rank < rows[j].rank);
        g_assert_true (kw_decimal_compare (rows[i].text, rows[j].text, &order));
        if (order != expected)
          g_error ("%s against %s is %d", rows[i].text, rows[j].text, order);
      }
}

static void
test_no_number (void)
{
  const char *const rows[] = {
    NULL,
    "",
    " ",
    "-",
    ".",
    "e3",
    "1e",
    "1e+",
    "1e-",
    "1 ",
    " 1",
    "1,5",
    "<5",
    "1e1.5",
    "0x10",
    "NaN",
    "inf",
    "1-2",
    "--1",
    "5%",
    "1e2x",
    "1e100001",
    "1e99999999999999999999",
  };
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      int order = 99;
      g_assert_false (kw_decimal_compare (rows[i], "1", &order));
      g_assert_false (kw_decimal_compare ("1", rows[i], &order));
      g_assert_cmpint (order, ==, 99);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/decimal/compare", test_compare);
  g_test_add_func ("/decimal/no-number", test_no_number);
  return g_test_run ();
}
