/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/unit.h"

#include <string.h>

/* Signs that only say how a unit is written: UCUM's brackets (UCUM, 2.2 and 2.3), and those of
 * other alphabets. The two micro signs are U+00B5 and U+03BC. */
static const struct
{
  const char *sign;
  const char *plain;
} signs[] = {
  { "10¹²", "10*12" }, { "{", "" },  { "}", "" },   { "[", "" },   { "]", "" },        { "_", "" },
  { " ", "" },         { "^", "*" }, { "**", "*" }, { "µ", "u" },  { "μ", "u" },       { "×", "x" },
  { "²", "2" },        { "³", "3" }, { "⁶", "*6" }, { "⁹", "*9" }, { "\302\240", "" },
};

/* Spellings of one factor of a unit. Not every capital may be folded: "G/L" is thousands of
 * millions in a litre, and "g/L" is grams. */
static const struct
{
  const char *spelling;
  const char *ucum;
} factors[] = {
  { "l", "L" },        { "dl", "dL" },          { "DL", "dL" },         { "ml", "mL" },
  { "ML", "mL" },      { "ul", "uL" },          { "UL", "uL" },         { "mcL", "uL" },
  { "mcl", "uL" },     { "MCL", "uL" },         { "mm3", "uL" },        { "mm*3", "uL" },
  { "cumm", "uL" },    { "cmm", "uL" },         { "CUMM", "uL" },       { "fl", "fL" },
  { "FL", "fL" },      { "um3", "fL" },         { "mcg", "ug" },        { "MCG", "ug" },
  { "UG", "ug" },      { "MG", "mg" },          { "NG", "ng" },         { "PG", "pg" },
  { "gm", "g" },       { "GM", "g" },           { "gr", "g" },          { "grams", "g" },
  { "KG", "kg" },      { "kgs", "kg" },         { "MMOL", "mmol" },     { "UMOL", "umol" },
  { "mcmol", "umol" }, { "NMOL", "nmol" },      { "PMOL", "pmol" },     { "mEq", "meq" },
  { "MEQ", "meq" },    { "mval", "meq" },       { "iU", "IU" },         { "iu", "IU" },
  { "u", "U" },        { "miU", "mIU" },        { "miu", "mIU" },       { "MIU", "mIU" },
  { "uiU", "uIU" },    { "UIU", "uIU" },        { "mcIU", "uIU" },      { "kiU", "kIU" },
  { "sec", "s" },      { "secs", "s" },         { "SEC", "s" },         { "second", "s" },
  { "seconds", "s" },  { "minute", "min" },     { "MIN", "min" },       { "hr", "h" },
  { "hour", "h" },     { "hours", "h" },        { "day", "d" },         { "24h", "d" },
  { "24H", "d" },      { "(24.h)", "d" },       { "24hr", "d" },        { "24hrs", "d" },
  { "24hours", "d" },  { "percent", "%" },      { "pct", "%" },         { "PCT", "%" },
  { "mmHG", "mmHg" },  { "MMHG", "mmHg" },      { "lb", "lbav" },       { "lbs", "lbav" },
  { "in", "ini" },     { "inch", "ini" },       { "inches", "ini" },    { "ft", "fti" },
  { "oz", "ozav" },    { "°F", "degF" },        { "F", "degF" },        { "degreesF", "degF" },
  { "°C", "Cel" },     { "C", "Cel" },          { "degC", "Cel" },      { "degreesC", "Cel" },
  { "m*2", "m2" },     { "1.73m*2", "1.73m2" }, { "1.73M2", "1.73m2" }, { "1.73sqm", "1.73m2" },
  { "HPF", "hpf" },    { "LPF", "lpf" },
};

/* Whole units. K and M stand for thousand and million only before a volume. UCUM reckons
 * 10*3/uL and 10*9/L as one, and ng/mL and ug/L. */
static const struct
{
  const char *spelling;
  const char *ucum;
} wholes[] = {
  { "K/uL", "10*3/uL" },
  { "k/uL", "10*3/uL" },
  { "thou/uL", "10*3/uL" },
  { "Thou/uL", "10*3/uL" },
  { "THOU/uL", "10*3/uL" },
  { "thousand/uL", "10*3/uL" },
  { "Thousand/uL", "10*3/uL" },
  { "Thousands/uL", "10*3/uL" },
  { "x10*3/uL", "10*3/uL" },
  { "X10*3/uL", "10*3/uL" },
  { "x10e3/uL", "10*3/uL" },
  { "x10E3/uL", "10*3/uL" },
  { "X10E3/uL", "10*3/uL" },
  { "10e3/uL", "10*3/uL" },
  { "10E3/uL", "10*3/uL" },
  { "x103/uL", "10*3/uL" },
  { "x10(3)/uL", "10*3/uL" },
  { "10*9/L", "10*3/uL" },
  { "x10*9/L", "10*3/uL" },
  { "X10*9/L", "10*3/uL" },
  { "x10e9/L", "10*3/uL" },
  { "x10E9/L", "10*3/uL" },
  { "10e9/L", "10*3/uL" },
  { "10E9/L", "10*3/uL" },
  { "x109/L", "10*3/uL" },
  { "M/uL", "10*6/uL" },
  { "Mil/uL", "10*6/uL" },
  { "mil/uL", "10*6/uL" },
  { "mill/uL", "10*6/uL" },
  { "million/uL", "10*6/uL" },
  { "Million/uL", "10*6/uL" },
  { "x10*6/uL", "10*6/uL" },
  { "X10*6/uL", "10*6/uL" },
  { "x10e6/uL", "10*6/uL" },
  { "x10E6/uL", "10*6/uL" },
  { "X10E6/uL", "10*6/uL" },
  { "10e6/uL", "10*6/uL" },
  { "10E6/uL", "10*6/uL" },
  { "x106/uL", "10*6/uL" },
  { "x10(6)/uL", "10*6/uL" },
  { "10*12/L", "10*6/uL" },
  { "x10*12/L", "10*6/uL" },
  { "X10*12/L", "10*6/uL" },
  { "x10e12/L", "10*6/uL" },
  { "x10E12/L", "10*6/uL" },
  { "10e12/L", "10*6/uL" },
  { "10E12/L", "10*6/uL" },
  { "x1012/L", "10*6/uL" },
  { "ug/L", "ng/mL" },
  { "ug/mL", "mg/L" },
  { "ng/L", "pg/mL" },
  { "nmol/mL", "umol/L" },
  { "uIU/mL", "mIU/L" },
  { "IU/mL", "kIU/L" },
  { "beats/min", "/min" },
  { "bpm", "/min" },
  { "BPM", "/min" },
  { "breaths/min", "/min" },
  { "beatsperminute", "/min" },
  { "breathsperminute", "/min" },
  { "G/dL", "g/dL" },
  { "u/L", "U/L" },
};

static char *
replace_signs (const char *unit)
{
  g_autoptr (GString) out = g_string_new (unit);
  for (gsize i = 0; i < G_N_ELEMENTS (signs); i++)
    if (strstr (out->str, signs[i].sign) != NULL)
      g_string_replace (out, signs[i].sign, signs[i].plain, 0);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static const char *
find_factor (const char *factor)
{
  for (gsize i = 0; i < G_N_ELEMENTS (factors); i++)
    if (g_str_equal (factors[i].spelling, factor))
      return factors[i].ucum;
  return factor;
}

/**
 * kw_unit_canonical:
 * @unit: (nullable): a unit as sent, or its UCUM code
 *
 * For comparing only, never for showing: the many spellings of one unit become one. What is not
 * known comes out as it is, so that two units are never taken for one by mistake.
 *
 * ```c
 * kw_unit_canonical ("K/mcL"); // "10*3/uL", as of "10*9/L"
 * ```
 *
 * Returns: (transfer full): a key; "" for no unit
 */
char *
kw_unit_canonical (const char *unit)
{
  if (unit == NULL || g_str_equal (unit, "1"))
    return g_strdup ("");
  g_autofree char *plain = replace_signs (unit);
  g_auto (GStrv) parts = g_strsplit (plain, "/", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      const char *ucum = find_factor (parts[i]);
      if (ucum == parts[i])
        continue;
      g_free (parts[i]);
      parts[i] = g_strdup (ucum);
    }
  g_autofree char *whole = g_strjoinv ("/", parts);
  for (gsize i = 0; i < G_N_ELEMENTS (wholes); i++)
    if (g_str_equal (wholes[i].spelling, whole))
      return g_strdup (wholes[i].ucum);
  return g_steal_pointer (&whole);
}

static gboolean
same_key (const char *a, const char *b)
{
  if (g_strcmp0 (a, b) == 0)
    return TRUE;
  g_autofree char *key_a = kw_unit_canonical (a);
  g_autofree char *key_b = kw_unit_canonical (b);
  return g_str_equal (key_a, key_b);
}

/**
 * kw_unit_same:
 * @unit_a: (nullable): a unit as sent
 * @code_a: (nullable): its UCUM code
 * @unit_b: (nullable): another
 * @code_b: (nullable): its UCUM code
 *
 * Where both say a UCUM code, that alone decides.
 *
 * ```c
 * kw_unit_same ("mcg/dL", NULL, "µg/dL", "ug/dL"); // TRUE
 * ```
 *
 * Returns: whether the two are the same unit
 */
gboolean
kw_unit_same (const char *unit_a, const char *code_a, const char *unit_b, const char *code_b)
{
  if (code_a != NULL && code_b != NULL)
    return same_key (code_a, code_b);
  if (same_key (unit_a, unit_b))
    return TRUE;
  return (code_a != NULL && same_key (code_a, unit_b))
         || (code_b != NULL && same_key (unit_a, code_b));
}
