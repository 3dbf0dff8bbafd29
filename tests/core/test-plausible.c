/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/plausible.h"

/* Rule V4: far outside only, and only for what is in the table. */
static void
test_values (void)
{
  const struct
  {
    const char *loinc, *number, *unit;
    gboolean impossible;
  } cases[] = {
    { "8310-5", "98.6", "Cel", TRUE },     { "8310-5", "98.6", "[degF]", FALSE },
    { "8310-5", "41.9", "°C", FALSE },     { "8310-5", "37", "°F", TRUE },
    { "29463-7", "70000", "kg", TRUE },    { "29463-7", "70", "g", TRUE },
    { "29463-7", "3200", "g", FALSE },     { "29463-7", "0.45", "kg", FALSE },
    { "8302-2", "1.75", "cm", TRUE },      { "8302-2", "1.75", "m", FALSE },
    { "2708-6", "101", "%", TRUE },        { "2708-6", "100", "%", FALSE },
    { "8867-4", "0", "/min", FALSE },      { "8867-4", "720", "beats/minute", TRUE },
    { "8480-6", "-1", "mm[Hg]", TRUE },    { "8310-5", "98.6", NULL, FALSE },
    { "2345-7", "99999", "mg/dL", FALSE }, { "8310-5", "high", "Cel", FALSE },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const KwCode code = { "http://loinc.org", cases[i].loinc, NULL, FALSE };
      const KwValue value
          = { .kind = KW_VALUE_QUANTITY, .number = cases[i].number, .unit = cases[i].unit };
      const KwRecord record = { .codes = &code, .n_codes = 1, .value = value };
      g_test_message ("%s %s %s", cases[i].loinc, cases[i].number, cases[i].unit);
      g_assert_cmpint (kw_value_is_impossible (&value, &code, 1), ==, cases[i].impossible);
      g_assert_cmpint (kw_words_implausible (&record) != NULL, ==, cases[i].impossible);
    }
}

static void
test_component (void)
{
  const KwCode code = { "http://loinc.org", "8480-6", NULL, FALSE };
  const KwComponent component
      = { .codes = &code,
          .n_codes = 1,
          .value = { .kind = KW_VALUE_QUANTITY, .number = "1200", .unit = "mmHg" } };
  const KwRecord record = { .components = &component, .n_components = 1 };
  g_assert_cmpstr (kw_words_implausible (&record), ==,
                   "This number or its unit can hardly be right. Check with your clinic.");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/plausible/V4-values", test_values);
  g_test_add_func ("/plausible/V4-component", test_component);
  return g_test_run ();
}
