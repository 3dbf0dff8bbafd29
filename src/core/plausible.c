/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/plausible.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/unit.h"

/* What a living body cannot have, far outside what was ever measured, so that only a wrong unit or
 * a slip of the keyboard gives it: a temperature of 98.6 °C, a weight of 70 tonnes. These are no
 * limits of health. Codes are LOINC's of the vital signs (FHIR R4, observation-vitalsigns). */
static const struct
{
  const char *codes;
  const char *unit; /* as kw_unit_canonical() writes it */
  double least;
  double most;
} limits[] = {
  { "8310-5|8331-1", "Cel", 10, 47 },
  { "8310-5|8331-1", "degF", 50, 117 },
  { "29463-7|3141-9|8339-4", "kg", 0.2, 700 },
  { "29463-7|3141-9|8339-4", "g", 200, 700000 },
  { "29463-7|3141-9|8339-4", "lbav", 0.4, 1550 },
  { "8302-2|8306-3", "cm", 15, 280 },
  { "8302-2|8306-3", "m", 0.15, 2.8 },
  { "8302-2|8306-3", "ini", 6, 110 },
  { "9843-4|8287-5", "cm", 10, 100 },
  { "39156-5", "kg/m2", 4, 260 },
  { "8867-4", "/min", 0, 400 },
  { "9279-1", "/min", 0, 150 },
  { "2708-6|59408-5", "%", 0, 100 },
  { "8480-6", "mmHg", 0, 400 },
  { "8462-4", "mmHg", 0, 350 },
};

static gboolean
has_one_of (const KwCode *codes, guint n_codes, const char *wanted)
{
  g_auto (GStrv) parts = g_strsplit (wanted, "|", -1);
  for (guint i = 0; i < n_codes; i++)
    if (codes[i].code != NULL && g_strcmp0 (codes[i].system, "http://loinc.org") == 0
        && g_strv_contains ((const char *const *) parts, codes[i].code))
      return TRUE;
  return FALSE;
}

/**
 * kw_value_is_impossible:
 * @value: a value
 * @codes: (array length=n_codes): what was measured
 * @n_codes: how many
 *
 * ```c
 * KwCode code = { "http://loinc.org", "8310-5", NULL, FALSE };
 * KwValue value = { .kind = KW_VALUE_QUANTITY, .number = "98.6", .unit = "Cel" };
 * kw_value_is_impossible (&value, &code, 1); // TRUE
 * ```
 *
 * Returns: whether no living body has it in that unit; %FALSE for everything not in the table
 */
gboolean
kw_value_is_impossible (const KwValue *value, const KwCode *codes, guint n_codes)
{
  char *end = NULL;

  g_return_val_if_fail (value != NULL, FALSE);

  if (value->kind != KW_VALUE_QUANTITY || value->number == NULL || n_codes == 0)
    return FALSE;
  double number = g_ascii_strtod (value->number, &end);
  g_autofree char *unit
      = kw_unit_canonical (value->unit_code != NULL ? value->unit_code : value->unit);
  for (gsize i = 0; *end == '\0' && i < G_N_ELEMENTS (limits); i++)
    if (g_str_equal (limits[i].unit, unit) && has_one_of (codes, n_codes, limits[i].codes))
      return number < limits[i].least || number > limits[i].most;
  return FALSE;
}

/**
 * kw_words_implausible:
 * @record: a record
 *
 * Rule V4: such a value is shown as it was sent, and this beside it.
 *
 * Returns: (transfer none) (nullable): a sentence
 */
const char *
kw_words_implausible (const KwRecord *record)
{
  g_return_val_if_fail (record != NULL, NULL);

  gboolean is_impossible = kw_value_is_impossible (&record->value, record->codes, record->n_codes);
  for (guint i = 0; i < record->n_components; i++)
    {
      const KwComponent *component = &record->components[i];
      if (kw_value_is_impossible (&component->value, component->codes, component->n_codes))
        is_impossible = TRUE;
    }
  return is_impossible ? _ ("This number or its unit can hardly be right. Check with your clinic.")
                       : NULL;
}
