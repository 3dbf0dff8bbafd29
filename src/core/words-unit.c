/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "core/words-private.h"

/* Units in the notation of UCUM (https://ucum.org/ucum, the print symbols of its tables) as people
 * write them. An annotation in braces that names no thing is no unit (UCUM, 12): "". */
static const struct
{
  const char *ucum;
  const char *plain;
} units[] = {
  { "mm[Hg]", "mmHg" },
  { "cm[H2O]", "cmH₂O" },
  { "[degF]", "°F" },
  { "Cel", "°C" },
  { "[in_i]", "in" },
  { "[in_us]", "in" },
  { "[ft_i]", "ft" },
  { "[lb_av]", "lb" },
  { "[oz_av]", "oz" },
  { "[foz_us]", "fl oz" },
  { "[tsp_us]", "tsp" },
  { "[tbs_us]", "tbsp" },
  { "[cup_us]", "cups" },
  { "[drp]", "drops" },
  { "[pH]", "" },
  { "[iU]", "IU" },
  { "[IU]", "IU" },
  { "k[IU]", "kIU" },
  { "m[IU]", "mIU" },
  { "u[IU]", "µIU" },
  { "[arb'U]", "arbitrary units" },
  { "{score}", "" },
  { "{nominal}", "" },
  { "{ratio}", "" },
  { "{index}", "" },
  { "{index_val}", "" },
  { "{INR}", "" },
  { "{pH}", "" },
  { "{#}", "" },
  { "{no_unit}", "" },
  { "{1}", "" },
  { "1", "" },
  { "mL/min/{1.73_m2}", "mL/min/1.73 m²" },
  { "mL/min/{1.73m2}", "mL/min/1.73 m²" },
  { "mL/min/1.73{m2}", "mL/min/1.73 m²" },
  { "{breaths}/min", "breaths/min" },
  { "{beats}/min", "beats/min" },
};

/* Powers of ten, "10*3/uL". */
static const struct
{
  const char *ucum;
  const char *plain;
} powers[] = {
  { "10*3", "×10³" }, { "10*6", "×10⁶" }, { "10*9", "×10⁹" },   { "10*12", "×10¹²" },
  { "10*4", "×10⁴" }, { "10*5", "×10⁵" }, { "10*2", "×10²" },   { "10^3", "×10³" },
  { "10^6", "×10⁶" }, { "10^9", "×10⁹" }, { "10^12", "×10¹²" },
};

static const char *
lookup (const char *unit)
{
  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    if (*units[i].ucum == *unit && g_str_equal (units[i].ucum, unit))
      return units[i].plain;
  return NULL;
}

/* Only this is surely UCUM: nobody writes it by hand. */
static gboolean
is_notation (const char *unit)
{
  return strpbrk (unit, "[]{}*") != NULL || g_str_has_prefix (unit, "10^");
}

/* One factor between the slashes of a unit. */
static void
append_factor (GString *out, const char *factor)
{
  const char *known = lookup (factor);
  if (known != NULL && *known != '\0')
    {
      g_string_append (out, known);
      return;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (powers); i++)
    if (g_str_equal (powers[i].ucum, factor))
      {
        g_string_append (out, powers[i].plain);
        return;
      }
  for (const char *c = factor; *c != '\0'; c++)
    if (*c == '_')
      g_string_append_c (out, ' ');
    else if (strchr ("[]{}", *c) == NULL)
      g_string_append_c (out, *c);
}

/**
 * kw_words_unit:
 * @unit: (nullable): a unit as sent
 *
 * A unit that a person would write comes back unchanged (rule L10); one in UCUM's notation is said
 * in its print symbols.
 *
 * Returns: (transfer full): "mmHg" for "mm[Hg]"; "" for what is no unit
 */
char *
kw_words_unit (const char *unit)
{
  if (unit == NULL)
    return g_strdup ("");
  const char *known = lookup (unit);
  if (known != NULL)
    return g_strdup (known);
  if (!is_notation (unit))
    return kw_words_tidy (unit);

  g_autoptr (GString) out = g_string_new (NULL);
  g_auto (GStrv) factors = g_strsplit (unit, "/", -1);
  for (guint i = 0; factors[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append_c (out, '/');
      append_factor (out, factors[i]);
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}
