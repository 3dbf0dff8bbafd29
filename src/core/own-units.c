/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/own-units.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/conversion.h"
#include "core/plausible.h"
#include "core/unit.h"

#define LOINC "http://loinc.org"

/* LOINC's codes (FHIR R4, observation-vitalsigns, and their near kin). */
#define WEIGHT "29463-7|3141-9|8339-4|8335-2"
#define HEIGHT "8302-2|8306-3|8308-9"
#define HEAD "9843-4|8287-5"
#define TEMPERATURE "8310-5|8331-1|8328-7|8329-5|8332-9|60830-9"

/* From so many grams on nobody is a newborn any more, and kilograms are read (rule V3). It asks the
 * weight and not the age, because a file may name no date of birth. */
#define MOST_GRAMS 10000

/* value = (sent + offset) × factor; the pound and the inch are exact (NIST SP 811, B.8). */
static const struct
{
  const char *codes;
  const char *from; /* as kw_unit_canonical() writes it */
  KwOwnUnits units;
  const char *to; /* as people write it */
  double factor;
  double offset;
} rows[] = {
  { WEIGHT, "lbav", KW_UNITS_METRIC, "kg", 0.45359237, 0 },
  { WEIGHT, "kg", KW_UNITS_US, "lb", 1 / 0.45359237, 0 },
  { WEIGHT, "g", KW_UNITS_US, "lb", 0.001 / 0.45359237, 0 },
  { HEIGHT, "ini", KW_UNITS_METRIC, "cm", 2.54, 0 },
  { HEIGHT, "m", KW_UNITS_METRIC, "cm", 100, 0 },
  { HEIGHT, "cm", KW_UNITS_US, "in", 1 / 2.54, 0 },
  { HEIGHT, "m", KW_UNITS_US, "in", 100 / 2.54, 0 },
  { HEAD, "ini", KW_UNITS_METRIC, "cm", 2.54, 0 },
  { HEAD, "cm", KW_UNITS_US, "in", 1 / 2.54, 0 },
  { TEMPERATURE, "degF", KW_UNITS_METRIC, "°C", 5.0 / 9.0, -32 },
  { TEMPERATURE, "Cel", KW_UNITS_US, "°F", 9.0 / 5.0, 32 * 5.0 / 9.0 },
};

static const char *const ids[KW_N_OWN_UNITS] = { "as-sent", "metric", "us" };

/* Like the language: one for the program, read by every thread that makes words. */
static int own_units = KW_UNITS_AS_SENT;

/**
 * kw_own_units_set:
 * @units: how the person reads measures
 *
 * For all words that are made from now on: screen, chart, PDF and CSV alike.
 */
void
kw_own_units_set (KwOwnUnits units)
{
  g_return_if_fail ((guint) units < KW_N_OWN_UNITS);

  g_atomic_int_set (&own_units, (int) units);
}

/**
 * kw_own_units_get:
 *
 * Returns: how the person reads measures
 */
KwOwnUnits
kw_own_units_get (void)
{
  return (KwOwnUnits) g_atomic_int_get (&own_units);
}

/**
 * kw_own_units_get_id:
 *
 * Returns: (transfer none): the word of the setting
 */
const char *
kw_own_units_get_id (KwOwnUnits units)
{
  g_return_val_if_fail ((guint) units < KW_N_OWN_UNITS, NULL);

  return ids[units];
}

/**
 * kw_own_units_from_id:
 *
 * Returns: whether @id is a word of the setting
 */
gboolean
kw_own_units_from_id (const char *id, KwOwnUnits *out_units)
{
  g_return_val_if_fail (out_units != NULL, FALSE);

  for (guint i = 0; i < KW_N_OWN_UNITS; i++)
    if (g_strcmp0 (id, ids[i]) == 0)
      {
        *out_units = i;
        return TRUE;
      }
  return FALSE;
}

static gboolean
has_one_of (const KwRecord *record, const char *codes)
{
  g_auto (GStrv) parts = g_strsplit (codes, "|", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    if (kw_record_has_code (record, LOINC, parts[i]))
      return TRUE;
  return FALSE;
}

/* "70" kg is 154 lb, not 150: of two digits three come out. */
static char *
convert (const char *sent, double factor, double offset)
{
  gboolean is_short = strlen (sent) < 3 && strchr (sent, '.') == NULL;
  g_autofree char *number = g_strconcat (sent, is_short ? ".0" : "", NULL);

  return kw_conversion_dup_number (number, factor, offset);
}

/* Rule V3, for whoever did not ask for pounds. */
static char *
grams_in_kilograms (const KwRecord *record, const char **out_unit)
{
  if (g_ascii_strtod (record->value.number, NULL) < MOST_GRAMS || !has_one_of (record, WEIGHT))
    return NULL;
  *out_unit = "kg";
  return convert (record->value.number, 0.001, 0);
}

/**
 * kw_own_units_dup_number:
 * @record: a measurement
 * @out_unit: (out): the unit that it is shown in
 *
 * Weight, height and temperature in the person's own units (rule V2), and many grams in kilograms
 * (rule V3). What no living body has is shown as it was sent (rule V4).
 *
 * Returns: (transfer full) (nullable): digits; %NULL where the sent ones are shown
 */
char *
kw_own_units_dup_number (const KwRecord *record, const char **out_unit)
{
  g_return_val_if_fail (record != NULL && out_unit != NULL, NULL);

  const KwValue *value = &record->value;
  KwOwnUnits units = kw_own_units_get ();
  if (record->section != KW_SECTION_VITALS || value->kind != KW_VALUE_QUANTITY
      || value->number == NULL)
    return NULL;
  g_autofree char *unit
      = kw_unit_canonical (value->unit_code != NULL ? value->unit_code : value->unit);
  gboolean is_grams = units != KW_UNITS_US && g_str_equal (unit, "g");
  if ((units == KW_UNITS_AS_SENT && !is_grams)
      || kw_value_is_impossible (value, record->codes, record->n_codes))
    return NULL;
  if (is_grams)
    return grams_in_kilograms (record, out_unit);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (rows[i].units == units && g_str_equal (rows[i].from, unit)
        && has_one_of (record, rows[i].codes))
      {
        *out_unit = rows[i].to;
        return convert (value->number, rows[i].factor, rows[i].offset);
      }
  return NULL;
}

/* 66.9 in is 5 ft 7 in; a child of less than two feet is measured in inches. */
static char *
dup_measure (const KwRecord *record, const char *number, const char *unit)
{
  double inches = round (g_ascii_strtod (number, NULL));
  if (!g_str_equal (unit, "in") || inches < 24 || !has_one_of (record, HEIGHT))
    return g_strdup_printf ("%s %s", number, unit);
  /* Translators: a height in feet and inches. */
  return g_strdup_printf (_ ("%d ft %d in"), (int) inches / 12, (int) inches % 12);
}

/**
 * kw_own_units_dup_value:
 * @record: a measurement
 *
 * ```c
 * kw_own_units_set (KW_UNITS_US);
 * kw_own_units_dup_value (seventy_kilograms); // "154 lb (converted)"
 * ```
 *
 * Returns: (transfer full) (nullable): the value in the person's own unit, marked; %NULL where it
 *   is shown as it was sent
 */
char *
kw_own_units_dup_value (const KwRecord *record)
{
  const char *unit = NULL;
  g_autofree char *number = kw_own_units_dup_number (record, &unit);

  if (number == NULL)
    return NULL;
  g_autofree char *measure = dup_measure (record, number, unit);
  const char *comparator = record->value.comparator != NULL ? record->value.comparator : "";
  /* Translators: a value that Keepwell converted into the unit that the person wants. */
  return g_strdup_printf (_ ("%s%s (converted)"), comparator, measure);
}
