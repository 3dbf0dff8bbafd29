/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/unit.h"

/* Rule L3: one unit by many spellings, and never two units as one. */
static void
test_same (void)
{
  const struct
  {
    const char *unit_a, *code_a, *unit_b, *code_b;
    gboolean same;
  } pairs[] = {
    { NULL, NULL, NULL, NULL, TRUE },
    { "mg/dL", NULL, "mg/dL", NULL, TRUE },
    { "mg/dl", "mg/dL", "MG/DL", "mg/dL", TRUE },
    { "mg", "mg", "mg", "g", FALSE },
    { "mg/dL", NULL, "mmol/L", NULL, FALSE },
    { "milligrams", "mg", "mg", NULL, TRUE },
    { "mg", NULL, "milligrams", "mg", TRUE },
    { "mg/dL", "mg/dL", NULL, NULL, FALSE },
    { NULL, NULL, "mg/dL", NULL, FALSE },
    { NULL, NULL, "1", "1", TRUE },
    { "mcg/dL", NULL, "µg/dL", "ug/dL", TRUE },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    g_assert_cmpint (
        kw_unit_same (pairs[i].unit_a, pairs[i].code_a, pairs[i].unit_b, pairs[i].code_b), ==,
        pairs[i].same);
}

static void
test_spellings (void)
{
  const char *const same[][9] = {
    { "mg/dL", "mg/dl", "MG/DL", "mg / dL", "mg/DL" },
    { "10*3/uL", "10^3/uL", "K/uL", "k/µL", "K/mcL", "x10E3/uL", "x10³/μL", "10*9/L", "K/cumm" },
    { "10*6/uL", "M/uL", "x10(6)/uL", "10^12/L", "×10¹²/L", "Million/uL", "M/mcL" },
    { "mL/min/{1.73_m2}", "mL/min/1.73m2", "mL/min/1.73 m²", "ml/min/1.73 m2" },
    { "[iU]/L", "IU/L", "iU/L" },
    { "u[IU]/mL", "uIU/mL", "m[IU]/L", "mIU/L", "µIU/mL" },
    { "ug/dL", "mcg/dL", "µg/dL", "μg/dL" },
    { "ng/mL", "ug/L", "mcg/L", "NG/ML" },
    { "mm[Hg]", "mmHg", "mm Hg", "mmHG" },
    { "Cel", "°C", "degrees C", "C" },
    { "[degF]", "°F", "F" },
    { "/min", "{beats}/min", "beats/minute", "bpm" },
    { "g/(24.h)", "g/24h", "g/24 hr", "g/day", "g/d" },
    { "%", "percent" },
    { "meq/L", "mEq/L", "MEQ/L" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (same); i++)
    for (gsize j = 1; j < G_N_ELEMENTS (same[i]) && same[i][j] != NULL; j++)
      {
        g_autofree char *first = kw_unit_canonical (same[i][0]);
        g_autofree char *other = kw_unit_canonical (same[i][j]);
        g_assert_cmpstr (other, ==, first);
      }

  const char *const differ[][2] = {
    { "g/L", "G/L" },          { "mg/dL", "mg/L" },
    { "mmol/L", "umol/L" },    { "mU/L", "MU/L" },
    { "U/L", "IU/L" },         { "mL/min", "mL/min/{1.73_m2}" },
    { "mg/g", "mg/g{creat}" }, { "10*3/uL", "10*6/uL" },
    { "K/uL", "/uL" },         { "%", NULL },
    { "mmol/L", "meq/L" },     { "mmol/mol", "%" },
    { "ng/mL", "ng/dL" },      { "nmol/L", "mmol/L" },
    { "M/uL", "m/uL" },        { "kg", "lb" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (differ); i++)
    {
      g_autofree char *first = kw_unit_canonical (differ[i][0]);
      g_autofree char *other = kw_unit_canonical (differ[i][1]);
      g_assert_cmpstr (other, !=, first);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/unit/same", test_same);
  g_test_add_func ("/unit/spellings", test_spellings);
  return g_test_run ();
}
