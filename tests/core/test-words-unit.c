/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/words-private.h"

static void
test_unit (void)
{
  const struct
  {
    const char *sent;
    const char *words;
  } units[] = {
    { NULL, "" },
    { "", "" },
    { "%", "%" },
    { "mg/dL", "mg/dL" },
    { "mg/dl (calc)", "mg/dl (calc)" },
    { "ug/L", "ug/L" },
    { "µmol/l", "µmol/l" },
    { "mm[Hg]", "mmHg" },
    { "mmHg", "mmHg" },
    { "Cel", "°C" },
    { "[degF]", "°F" },
    { "[in_i]", "in" },
    { "[lb_av]", "lb" },
    { "{score}", "" },
    { "1", "" },
    { "{copies}/mL", "copies/mL" },
    { "/min", "/min" },
    { "{beats}/min", "beats/min" },
    { "10*3/uL", "×10³/uL" },
    { "10*12/L", "×10¹²/L" },
    { "10^9/L", "×10⁹/L" },
    { "m[IU]/L", "mIU/L" },
    { "[IU]/mL", "IU/mL" },
    { "mL/min/{1.73_m2}", "mL/min/1.73 m²" },
    { "{a_b}", "a b" },
    { "///", "///" },
    { "[[[{{{", "" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    {
      g_autofree char *words = kw_words_unit (units[i].sent);
      g_assert_cmpstr (words, ==, units[i].words);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/words-unit/words", test_unit);
  return g_test_run ();
}
