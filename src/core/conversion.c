/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/conversion.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/unit.h"
#include "core/words-private.h"

#define LOINC "http://loinc.org"

/* Of a molar mass in g/mol (sums of IUPAC's standard atomic weights, 2021): mg/dL to mmol/L,
 * mg/dL and µg/mL to µmol/L, µg/dL to µmol/L, ng/mL to nmol/L, and so on. */
#define MG_DL_TO_MMOL(mass) (10.0 / (mass))
#define MG_DL_TO_UMOL(mass) (10000.0 / (mass))
#define UG_DL_TO_UMOL(mass) (10.0 / (mass))
#define UG_DL_TO_NMOL(mass) (10000.0 / (mass))
#define MG_L_TO_UMOL(mass) (1000.0 / (mass))
#define NG_ML_TO_NMOL(mass) (1000.0 / (mass))
#define NG_DL_TO_NMOL(mass) (10.0 / (mass))
#define NG_DL_TO_PMOL(mass) (10000.0 / (mass))
#define PG_ML_TO_PMOL(mass) (1000.0 / (mass))

/* An enzyme unit is a micromole in a minute, a katal a mole in a second (BIPM, SI brochure). */
#define U_TO_UKAT (1.0 / 60.0)

#define CHOLESTEROL 386.65 /* C27H46O */
#define TRIOLEIN 885.43    /* C57H104O6, which stands for all triglycerides */
#define CREATININE 113.12  /* C4H7N3O */
#define BILIRUBIN 584.67   /* C33H36N4O6 */
#define CALCIUM 40.078
#define IRON 55.845
#define THYROXINE 776.87        /* C15H11I4NO4 */
#define TRIIODOTHYRONINE 650.97 /* C15H12I3NO4 */

/* clang-format off */
static const KwConversion rows[] = {
  /* Sugar. HbA1c: the master equation of NGSP and IFCC, NGSP = 0.09148 × IFCC + 2.152. */
  { "Glucose", "2345-7|2339-0|1558-6|41653-7|2340-8", "mg/dL", "14749-6|15074-8", "mmol/L", MG_DL_TO_MMOL (180.156), 0 },
  { "Hemoglobin A1c", "4548-4|17856-6", "%", "59261-8", "mmol/mol", 1 / 0.09148, -2.152 },
  { "C-peptide", "1986-9", "ng/mL", "", "nmol/L", NG_ML_TO_NMOL (3020.3), 0 },
  { "Lactate", "", "mg/dL", "2524-7", "mmol/L", MG_DL_TO_MMOL (90.08), 0 },
  /* Blood fats. */
  { "Cholesterol", "2093-3", "mg/dL", "14647-2", "mmol/L", MG_DL_TO_MMOL (CHOLESTEROL), 0 },
  { "HDL cholesterol", "2085-9", "mg/dL", "14646-4", "mmol/L", MG_DL_TO_MMOL (CHOLESTEROL), 0 },
  { "LDL cholesterol", "2089-1|13457-7|18262-6", "mg/dL", "22748-8|39469-2", "mmol/L", MG_DL_TO_MMOL (CHOLESTEROL), 0 },
  { "VLDL cholesterol", "13458-5|2091-7", "mg/dL", "", "mmol/L", MG_DL_TO_MMOL (CHOLESTEROL), 0 },
  { "Non-HDL cholesterol", "43396-1", "mg/dL", "", "mmol/L", MG_DL_TO_MMOL (CHOLESTEROL), 0 },
  { "Triglycerides", "2571-8", "mg/dL", "14927-8", "mmol/L", MG_DL_TO_MMOL (TRIOLEIN), 0 },
  /* Kidneys. One mole of urea has two of nitrogen (28.014 g). */
  { "Creatinine", "2160-0|38483-4", "mg/dL", "14682-9", "umol/L", MG_DL_TO_UMOL (CREATININE), 0 },
  { "Urea nitrogen", "3094-0|6299-2", "mg/dL", "14937-7", "mmol/L", MG_DL_TO_MMOL (28.014), 0 },
  { "Urea", "3091-6", "mg/dL", "22664-7", "mmol/L", MG_DL_TO_MMOL (60.056), 0 },
  { "Urate", "3084-1", "mg/dL", "14933-6", "umol/L", MG_DL_TO_UMOL (168.11), 0 },
  { "Albumin to creatinine in urine", "9318-7|14959-1", "mg/g", "", "mg/mmol", CREATININE / 1000, 0 },
  /* Liver, and what breaks down. */
  { "Bilirubin", "1975-2", "mg/dL", "14631-6", "umol/L", MG_DL_TO_UMOL (BILIRUBIN), 0 },
  { "Direct bilirubin", "1968-7", "mg/dL", "14629-0", "umol/L", MG_DL_TO_UMOL (BILIRUBIN), 0 },
  { "Indirect bilirubin", "1971-1", "mg/dL", "14630-8", "umol/L", MG_DL_TO_UMOL (BILIRUBIN), 0 },
  { "Ammonia", "", "ug/dL", "16362-6", "umol/L", UG_DL_TO_UMOL (17.031), 0 },
  { "AST", "1920-8", "U/L", "1920-8", "ukat/L", U_TO_UKAT, 0 },
  { "ALT", "1742-6", "U/L", "1742-6", "ukat/L", U_TO_UKAT, 0 },
  { "Alkaline phosphatase", "6768-6", "U/L", "6768-6", "ukat/L", U_TO_UKAT, 0 },
  { "Gamma GT", "2324-2", "U/L", "2324-2", "ukat/L", U_TO_UKAT, 0 },
  { "LDH", "2532-0|14804-9", "U/L", "2532-0|14804-9", "ukat/L", U_TO_UKAT, 0 },
  { "Creatine kinase", "2157-6", "U/L", "2157-6", "ukat/L", U_TO_UKAT, 0 },
  { "Amylase", "1798-8", "U/L", "1798-8", "ukat/L", U_TO_UKAT, 0 },
  { "Lipase", "3040-3", "U/L", "3040-3", "ukat/L", U_TO_UKAT, 0 },
  /* Minerals. Phosphate is reckoned as phosphorus (30.974). */
  { "Calcium", "17861-6|49765-1", "mg/dL", "2000-8", "mmol/L", MG_DL_TO_MMOL (CALCIUM), 0 },
  { "Magnesium", "19123-9", "mg/dL", "2601-3", "mmol/L", MG_DL_TO_MMOL (24.305), 0 },
  { "Phosphate", "2777-1", "mg/dL", "14879-1", "mmol/L", MG_DL_TO_MMOL (30.974), 0 },
  { "Iron", "2498-4", "ug/dL", "14798-3", "umol/L", UG_DL_TO_UMOL (IRON), 0 },
  { "Iron-binding capacity", "2500-7", "ug/dL", "14800-7", "umol/L", UG_DL_TO_UMOL (IRON), 0 },
  { "Zinc", "5763-8", "ug/dL", "", "umol/L", UG_DL_TO_UMOL (65.38), 0 },
  { "Copper", "5631-7", "ug/dL", "", "umol/L", UG_DL_TO_UMOL (63.546), 0 },
  { "Lead in blood", "5671-3|10368-9|77307-7", "ug/dL", "", "umol/L", UG_DL_TO_UMOL (207.2), 0 },
  /* Proteins: a deciliter is a tenth of a liter. */
  { "Hemoglobin", "718-7", "g/dL", "718-7", "g/L", 10, 0 },
  { "MCHC", "786-4", "g/dL", "786-4", "g/L", 10, 0 },
  { "Albumin", "1751-7", "g/dL", "1751-7", "g/L", 10, 0 },
  { "Protein", "2885-2", "g/dL", "2885-2", "g/L", 10, 0 },
  { "Globulin", "10834-0|2336-6", "g/dL", "10834-0|2336-6", "g/L", 10, 0 },
  { "C-reactive protein", "1988-5", "mg/dL", "1988-5|30522-7", "mg/L", 10, 0 },
  { "Fibrinogen", "3255-7", "mg/dL", "3255-7", "g/L", 0.01, 0 },
  /* Vitamins: calcifediol C27H44O2, cobalamin C63H88CoN14O14P, folic acid C19H19N7O6. */
  { "Vitamin D, 25-hydroxy", "1989-3|62292-8", "ng/mL", "14635-7", "nmol/L", NG_ML_TO_NMOL (400.65), 0 },
  { "Vitamin B12", "2132-9", "pg/mL", "14685-2", "pmol/L", PG_ML_TO_PMOL (1355.37), 0 },
  { "Folate", "2284-8", "ng/mL", "14732-2", "nmol/L", NG_ML_TO_NMOL (441.40), 0 },
  { "Homocysteine", "", "mg/L", "13965-9", "umol/L", MG_L_TO_UMOL (135.19), 0 },
  /* Hormones: cortisol C21H30O5, testosterone C19H28O2, estradiol C18H24O2, progesterone C21H30O2,
   * aldosterone C21H28O5, DHEA sulfate C19H28O5S. */
  { "Thyroxine", "3026-2", "ug/dL", "14921-1", "nmol/L", UG_DL_TO_NMOL (THYROXINE), 0 },
  { "Free thyroxine", "3024-7", "ng/dL", "14920-3", "pmol/L", NG_DL_TO_PMOL (THYROXINE), 0 },
  { "Triiodothyronine", "3053-6", "ng/dL", "14930-2", "nmol/L", NG_DL_TO_NMOL (TRIIODOTHYRONINE), 0 },
  { "Free triiodothyronine", "3051-0", "pg/mL", "14928-6", "pmol/L", PG_ML_TO_PMOL (TRIIODOTHYRONINE), 0 },
  { "Cortisol", "2143-6", "ug/dL", "14675-3", "nmol/L", UG_DL_TO_NMOL (362.47), 0 },
  { "Testosterone", "2986-8", "ng/dL", "14913-8", "nmol/L", NG_DL_TO_NMOL (288.43), 0 },
  { "Estradiol", "2243-4", "pg/mL", "14715-7", "pmol/L", PG_ML_TO_PMOL (272.39), 0 },
  { "Progesterone", "2839-9", "ng/mL", "14890-8", "nmol/L", NG_ML_TO_NMOL (314.47), 0 },
  { "Aldosterone", "1763-2", "ng/dL", "", "pmol/L", NG_DL_TO_PMOL (360.45), 0 },
  { "DHEA sulfate", "2191-5", "ug/dL", "", "umol/L", UG_DL_TO_UMOL (368.49), 0 },
  /* Medicines in blood: digoxin C41H64O14, phenytoin C15H12N2O2, valproic acid C8H16O2,
   * carbamazepine C15H12N2O, theophylline C7H8N4O2, paracetamol C8H9NO2. */
  { "Digoxin", "10535-3", "ng/mL", "", "nmol/L", NG_ML_TO_NMOL (780.95), 0 },
  { "Phenytoin", "3968-5", "mg/L", "", "umol/L", MG_L_TO_UMOL (252.27), 0 },
  { "Valproic acid", "4086-5", "mg/L", "", "umol/L", MG_L_TO_UMOL (144.21), 0 },
  { "Carbamazepine", "3432-2", "mg/L", "", "umol/L", MG_L_TO_UMOL (236.27), 0 },
  { "Theophylline", "4049-3", "mg/L", "", "umol/L", MG_L_TO_UMOL (180.17), 0 },
  { "Acetaminophen", "3298-7", "mg/L", "", "umol/L", MG_L_TO_UMOL (151.16), 0 },
  { "Ethanol", "5643-2|5640-8", "mg/dL", "", "mmol/L", MG_DL_TO_MMOL (46.069), 0 },
  /* Gases of the blood: 1 mmHg is 0.133322 kPa (NIST SP 811, B.8). */
  { "Carbon dioxide pressure", "2019-8|11557-6", "mmHg", "2019-8|11557-6", "kPa", 0.133322, 0 },
  { "Oxygen pressure", "2703-7|11556-8", "mmHg", "2703-7|11556-8", "kPa", 0.133322, 0 },
  /* Body: the avoirdupois pound and the inch are exact (NIST SP 811, B.8), as is °F. */
  { "Weight in grams", "29463-7|3141-9|8339-4", "g", "", "kg", 0.001, 0 },
  { "Weight", "29463-7|3141-9", "lbav", "29463-7|3141-9", "kg", 0.45359237, 0 },
  { "Height", "8302-2|8306-3", "ini", "8302-2|8306-3", "cm", 2.54, 0 },
  { "Head circumference", "9843-4|8287-5", "ini", "9843-4|8287-5", "cm", 2.54, 0 },
  { "Temperature", "8310-5|8331-1", "degF", "8310-5|8331-1", "Cel", 5.0 / 9.0, -32 },
};
/* clang-format on */

/* How a unit of the table is written for people. */
static const struct
{
  const char *unit;
  const char *words;
} shown[] = {
  { "umol/L", "µmol/L" }, { "ug/dL", "µg/dL" }, { "ukat/L", "µkat/L" }, { "lbav", "lb" },
  { "ini", "in" },        { "degF", "°F" },     { "Cel", "°C" },
};

/**
 * kw_conversion_get_rows:
 * @out_n: how many
 *
 * Returns: (transfer none): the table, for tests and for the documentation
 */
const KwConversion *
kw_conversion_get_rows (guint *out_n)
{
  g_return_val_if_fail (out_n != NULL, NULL);

  *out_n = G_N_ELEMENTS (rows);
  return rows;
}

/* Digits of "0.0450": three; those before the first that is not 0 only say how small it is. */
static int
count_digits (const char *number)
{
  int n = 0;
  for (const char *c = number; *c != '\0' && *c != 'e' && *c != 'E'; c++)
    if (g_ascii_isdigit (*c) && (n > 0 || *c != '0'))
      n++;
  return n;
}

/**
 * kw_conversion_dup_number:
 * @number: digits as sent
 * @factor: what to multiply by
 * @offset: what to add before
 *
 * Says no more digits than were sent, but two at least and four at most: a converted number is only
 * about right.
 *
 * ```c
 * kw_conversion_dup_number ("100", 10 / 180.156, 0); // "5.55"
 * ```
 *
 * Returns: (transfer full) (nullable): digits, NULL when @number is none
 */
char *
kw_conversion_dup_number (const char *number, double factor, double offset)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  char *end = NULL;

  g_return_val_if_fail (number != NULL, NULL);

  double value = (g_ascii_strtod (number, &end) + offset) * factor;
  if (end == number || *end != '\0' || !isfinite (value))
    return NULL;
  if (fabs (value) < 1e-9 || fabs (value) > 1e9)
    return value == 0 ? g_strdup ("0") : NULL;

  int digits = CLAMP (count_digits (number), 2, 4);
  int decimals = digits - 1 - (int) floor (log10 (fabs (value)));
  double step = pow (10, -decimals);
  /* 9.96 to two digits is 10, and then has one decimal less. */
  value = round (value / step) * step;
  decimals = digits - 1 - (int) floor (log10 (fabs (value)) + 1e-12);
  g_autofree char *format = g_strdup_printf ("%%.%df", CLAMP (decimals, 0, 9));
  return g_strdup (g_ascii_formatd (buffer, sizeof buffer, format, value));
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

static const char *
unit_words (const char *unit)
{
  for (gsize i = 0; i < G_N_ELEMENTS (shown); i++)
    if (g_str_equal (shown[i].unit, unit))
      return shown[i].words;
  return unit;
}

/* The converted digits and their unit, by the one row that has the code and the unit. The unit must
 * be of the property of the code: a code for a mass with moles is a contradiction. */
static char *
convert (const KwRecord *record, const char **out_unit)
{
  const KwValue *value = &record->value;
  g_autofree char *unit
      = kw_unit_canonical (value->unit_code != NULL ? value->unit_code : value->unit);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const KwConversion *row = &rows[i];
      if (g_str_equal (unit, row->from_unit) && has_one_of (record, row->from_codes))
        {
          *out_unit = row->to_unit;
          return kw_conversion_dup_number (value->number, row->factor, row->offset);
        }
      if (g_str_equal (unit, row->to_unit) && has_one_of (record, row->to_codes))
        {
          *out_unit = row->from_unit;
          /* y = (x + o) f, so x = (y - o f) / f. */
          return kw_conversion_dup_number (value->number, 1 / row->factor,
                                           -row->offset * row->factor);
        }
    }
  return NULL;
}

/**
 * kw_words_converted:
 * @record: a result
 *
 * The value in the other usual unit, marked, and only ever beside the sent one (rules L10 and V3).
 *
 * Returns: (transfer full) (nullable): "about 5.55 mmol/L, converted"; NULL when the table does not
 *   have this test in this unit
 */
char *
kw_words_converted (const KwRecord *record)
{
  const char *unit = NULL;

  g_return_val_if_fail (record != NULL, NULL);

  if (record->value.kind != KW_VALUE_QUANTITY || record->value.number == NULL)
    return NULL;
  g_autofree char *number = convert (record, &unit);
  if (number == NULL)
    return NULL;
  const char *comparator = record->value.comparator != NULL ? record->value.comparator : "";
  /* Translators: a value that Keepwell converted: comparison sign, number, unit. */
  return g_strdup_printf (_ ("about %s%s %s, converted"), comparator, number, unit_words (unit));
}
