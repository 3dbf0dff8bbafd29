/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/conversion.h"

#include <math.h>

#include "core/unit.h"

static char *
convert (const char *loinc, const char *number, const char *unit, const char *comparator)
{
  const KwCode code = { "http://loinc.org", loinc, NULL, FALSE };
  const KwRecord record = {
    .codes = &code,
    .n_codes = 1,
    .value = { .kind = KW_VALUE_QUANTITY, .number = number, .unit = unit, .comparator = comparator }
  };
  return kw_words_converted (&record);
}

/* Both ways, against the factors that laboratories print. */
static void
test_known (void)
{
  const struct
  {
    const char *loinc, *number, *unit, *words;
  } cases[] = {
    { "2345-7", "100", "mg/dL", "about 5.55 mmol/L, converted" },
    { "2345-7", "99", "mg/dl", "about 5.5 mmol/L, converted" },
    { "14749-6", "5.5", "mmol/L", "about 99 mg/dL, converted" },
    { "4548-4", "6.5", "%", "about 48 mmol/mol, converted" },
    { "59261-8", "48", "mmol/mol", "about 6.5 %, converted" },
    { "2093-3", "200", "mg/dL", "about 5.17 mmol/L, converted" },
    { "14647-2", "5.17", "mmol/L", "about 200 mg/dL, converted" },
    { "2571-8", "150", "mg/dL", "about 1.69 mmol/L, converted" },
    { "2160-0", "1.20", "mg/dL", "about 106 µmol/L, converted" },
    { "14682-9", "106", "umol/L", "about 1.20 mg/dL, converted" },
    { "3094-0", "14", "mg/dL", "about 5.0 mmol/L, converted" },
    { "1975-2", "1.0", "mg/dL", "about 17 µmol/L, converted" },
    { "3084-1", "6.0", "mg/dL", "about 360 µmol/L, converted" },
    { "17861-6", "9.5", "mg/dL", "about 2.4 mmol/L, converted" },
    { "2777-1", "3.5", "mg/dL", "about 1.1 mmol/L, converted" },
    { "2498-4", "100", "mcg/dL", "about 17.9 µmol/L, converted" },
    { "718-7", "13.5", "g/dL", "about 135 g/L, converted" },
    { "718-7", "135", "g/L", "about 13.5 g/dL, converted" },
    { "1989-3", "30.0", "ng/mL", "about 74.9 nmol/L, converted" },
    { "2132-9", "400", "pg/mL", "about 295 pmol/L, converted" },
    { "3024-7", "1.25", "ng/dL", "about 16.1 pmol/L, converted" },
    { "2143-6", "15.0", "ug/dL", "about 414 nmol/L, converted" },
    { "2986-8", "500", "ng/dL", "about 17.3 nmol/L, converted" },
    { "1742-6", "40", "U/L", "about 0.67 µkat/L, converted" },
    { "9318-7", "30.0", "mg/g", "about 3.39 mg/mmol, converted" },
    { "10535-3", "1.0", "ug/L", "about 1.3 nmol/L, converted" },
    { "2019-8", "40", "mm[Hg]", "about 5.3 kPa, converted" },
    { "8310-5", "98.6", "[degF]", "about 37.0 °C, converted" },
    { "8310-5", "37.0", "Cel", "about 98.6 °F, converted" },
    { "29463-7", "154", "[lb_av]", "about 69.9 kg, converted" },
    { "29463-7", "70.0", "kg", "about 154 lb, converted" },
    { "29463-7", "70500", "g", "about 70.50 kg, converted" },
    { "8302-2", "68.0", "[in_i]", "about 173 cm, converted" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *words = convert (cases[i].loinc, cases[i].number, cases[i].unit, NULL);
      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

/* Never another test's factor, never a unit that is not the code's, and a comparison stays one. */
static void
test_not (void)
{
  const struct
  {
    const char *loinc, *number, *unit;
  } cases[] = {
    { "2345-7", "5.5", "mmol/L" }, /* a code for a mass, with moles */
    { "14749-6", "100", "mg/dL" }, { "2345-7", "100", "mg/L" },   { "2345-7", "100", NULL },
    { "99999-9", "100", "mg/dL" }, { "2345-7", "high", "mg/dL" }, { "2823-3", "4.0", "mmol/L" },
    { "2345-7", NULL, "mg/dL" },   { "2345-7", "1e40", "mg/dL" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *words = convert (cases[i].loinc, cases[i].number, cases[i].unit, NULL);
      g_assert_null (words);
    }
  g_autofree char *less = convert ("2345-7", "5", "mg/dL", "<");
  g_assert_cmpstr (less, ==, "about <0.28 mmol/L, converted");
}

/* No more digits than were sent. */
static void
test_digits (void)
{
  const struct
  {
    const char *number;
    double factor;
    const char *words;
  } cases[] = {
    { "100", 1, "100" },      { "100.0", 1, "100.0" },   { "5", 0.1, "0.50" },
    { "0.004", 10, "0.040" }, { "99.96", 0.1, "9.996" }, { "9.96", 0.1, "0.996" },
    { "9.99", 10.01, "100" }, { "99", 17.104, "1700" },  { "12345.678", 1, "12350" },
    { "0", 5, "0" },          { "-2.50", 2, "-5.00" },   { "1.5e2", 1, "150" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *words = kw_conversion_dup_number (cases[i].number, cases[i].factor, 0);
      g_assert_cmpstr (words, ==, cases[i].words);
    }
  g_assert_null (kw_conversion_dup_number ("x", 1, 0));
  g_assert_null (kw_conversion_dup_number ("", 1, 0));
}

/* Each row is complete, its units are written the one way that is compared, and what goes there
 * comes back. */
static void
test_rows (void)
{
  guint n = 0;
  const KwConversion *rows = kw_conversion_get_rows (&n);
  g_assert_cmpuint (n, >=, 40);
  for (guint i = 0; i < n; i++)
    {
      const KwConversion *row = &rows[i];
      g_autofree char *from = kw_unit_canonical (row->from_unit);
      g_autofree char *to = kw_unit_canonical (row->to_unit);
      g_test_message ("%s", row->analyte);
      g_assert_cmpstr (from, ==, row->from_unit);
      g_assert_cmpstr (to, ==, row->to_unit);
      g_assert_cmpstr (from, !=, to);
      g_assert_true (*row->from_codes != '\0' || *row->to_codes != '\0');
      g_assert_true (row->factor > 0);
      g_autofree char *there = kw_conversion_dup_number ("123.4", row->factor, row->offset);
      g_autofree char *back
          = kw_conversion_dup_number (there, 1 / row->factor, -row->offset * row->factor);
      g_assert_cmpfloat (fabs (g_ascii_strtod (back, NULL) - 123.4), <=, 0.1);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/conversion/L10-known", test_known);
  g_test_add_func ("/conversion/L10-not", test_not);
  g_test_add_func ("/conversion/L10-digits", test_digits);
  g_test_add_func ("/conversion/rows", test_rows);
  return g_test_run ();
}
