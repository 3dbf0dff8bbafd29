/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "demo/labs.h"

#include "demo/entries.h"

/* What laboratories measure: LOINC codes and names, units as US laboratories print them with their
 * UCUM codes, and ranges for adults. Ranges are those of no laboratory in particular; each member
 * may be missing, as in real records: one-sided, in words, or not there at all. */
typedef struct
{
  const char *key;
  KwDemoCode code;
  const char *unit;
  const char *ucum;
  int decimals;
  const char *low;
  const char *high;
  const char *words;   /* a range in words */
  gboolean hide_range; /* the laboratory sends its flag and not its range */
} Analyte;

static const Analyte analytes[] = {
  { "a1c", KW_LOINC ("4548-4", "Hemoglobin A1c"), "%", "%", 1, NULL, "5.7", NULL, FALSE },
  { "glucose", KW_LOINC ("2345-7", "Glucose"), "mg/dL", "mg/dL", 0, "70", "99", NULL, FALSE },
  { "glucose-si", KW_LOINC ("14749-6", "Glucose"), "mmol/L", "mmol/L", 1, "3.9", "5.5", NULL,
    FALSE },
  { "sodium", KW_LOINC ("2951-2", "Sodium"), "mmol/L", "mmol/L", 0, "136", "145", NULL, FALSE },
  { "potassium", KW_LOINC ("2823-3", "Potassium"), "mmol/L", "mmol/L", 1, "3.5", "5.1", NULL,
    FALSE },
  { "chloride", KW_LOINC ("2075-0", "Chloride"), "mmol/L", "mmol/L", 0, "98", "107", NULL, FALSE },
  { "co2", KW_LOINC ("2028-9", "Carbon dioxide, total"), "mmol/L", "mmol/L", 0, "22", "29", NULL,
    FALSE },
  { "bun", KW_LOINC ("3094-0", "Urea nitrogen"), "mg/dL", "mg/dL", 0, "7", "20", NULL, FALSE },
  { "creatinine", KW_LOINC ("2160-0", "Creatinine"), "mg/dL", "mg/dL", 2, "0.50", "1.10", NULL,
    FALSE },
  { "calcium", KW_LOINC ("17861-6", "Calcium"), "mg/dL", "mg/dL", 1, "8.6", "10.2", NULL, FALSE },
  { "egfr", KW_LOINC ("98979-8", "Estimated glomerular filtration rate"), "mL/min/{1.73_m2}",
    "mL/min/{1.73_m2}", 0, "60", NULL, NULL, FALSE },
  { "cholesterol", KW_LOINC ("2093-3", "Cholesterol"), "mg/dL", "mg/dL", 0, NULL, "200", NULL,
    FALSE },
  { "triglycerides", KW_LOINC ("2571-8", "Triglycerides"), "mg/dL", "mg/dL", 0, NULL, "150", NULL,
    FALSE },
  { "hdl", KW_LOINC ("2085-9", "HDL cholesterol"), "mg/dL", "mg/dL", 0, "50", NULL, NULL, FALSE },
  { "ldl", KW_LOINC ("13457-7", "LDL cholesterol, calculated"), "mg/dL", "mg/dL", 0, NULL, NULL,
    "Optimal: less than 100. Near optimal: 100 to 129. High: 160 or more.", FALSE },
  { "wbc", KW_LOINC ("6690-2", "White blood cells"), "10*3/uL", "10*3/uL", 1, "4.0", "11.0", NULL,
    FALSE },
  { "hemoglobin", KW_LOINC ("718-7", "Hemoglobin"), "g/dL", "g/dL", 1, "12.0", "15.5", NULL,
    FALSE },
  { "hematocrit", KW_LOINC ("4544-3", "Hematocrit"), "%", "%", 1, "36.0", "46.0", NULL, FALSE },
  { "platelets", KW_LOINC ("777-3", "Platelets"), "10*3/uL", "10*3/uL", 0, "150", "400", NULL,
    FALSE },
  { "mcv", KW_LOINC ("787-2", "Mean red cell volume"), "fL", "fL", 0, "80", "100", NULL, TRUE },
  { "urine-albumin", KW_LOINC ("14957-5", "Albumin, urine"), "mg/L", "mg/L", 1, NULL, NULL, NULL,
    FALSE },
  { "urine-ratio", KW_LOINC ("9318-7", "Albumin to creatinine ratio, urine"), "mg/g", "mg/g", 0,
    NULL, "30", NULL, FALSE },
  { "alt", KW_LOINC ("1742-6", "Alanine aminotransferase (ALT)"), "U/L", "U/L", 0, "7", "35", NULL,
    FALSE },
  { "ast", KW_LOINC ("1920-8", "Aspartate aminotransferase (AST)"), "U/L", "U/L", 0, "10", "35",
    NULL, FALSE },
  { "albumin", KW_LOINC ("1751-7", "Albumin"), "g/dL", "g/dL", 1, "3.5", "5.0", NULL, FALSE },
  { "bilirubin", KW_LOINC ("1975-2", "Bilirubin, total"), "mg/dL", "mg/dL", 1, "0.1", "1.2", NULL,
    FALSE },
  { "tsh", KW_LOINC ("3016-3", "Thyroid stimulating hormone (TSH)"), "m[IU]/L", "m[IU]/L", 2,
    "0.40", "4.50", NULL, FALSE },
  { "vitamin-d", KW_LOINC ("1989-3", "Vitamin D, 25-hydroxy"), "ng/mL", "ng/mL", 0, NULL, NULL,
    "Sufficient: 30 to 100", TRUE },
  { "b12", KW_LOINC ("2132-9", "Vitamin B12"), "pg/mL", "pg/mL", 0, "232", "1245", NULL, FALSE },
  { "ferritin", KW_LOINC ("2276-4", "Ferritin"), "ng/mL", "ng/mL", 0, "15", "150", NULL, FALSE },
  { "inr", KW_LOINC ("6301-6", "INR"), NULL, NULL, 1, NULL, NULL,
    "Goal while on warfarin: 2.0 to 3.0", FALSE },
  { "bnp", KW_LOINC ("33762-6", "NT-proBNP"), "pg/mL", "pg/mL", 0, NULL, "450", NULL, FALSE },
  { "lead", KW_LOINC ("10368-9", "Lead, capillary blood"), "ug/dL", "ug/dL", 1, NULL, "3.5", NULL,
    FALSE },
};

static const Analyte *
find_analyte (const char *key)
{
  for (guint i = 0; i < G_N_ELEMENTS (analytes); i++)
    if (g_str_equal (analytes[i].key, key))
      return &analytes[i];
  g_error ("%s: no such analyte", key);
}

/* ---- one observation ---- */

static void
write_category (KwDemoScribe *scribe, const char *code)
{
  static const KwDemoCode codes[] = {
    KW_TERM ("observation-category", "laboratory", "Laboratory"),
    KW_TERM ("observation-category", "vital-signs", "Vital Signs"),
    KW_TERM ("observation-category", "social-history", "Social History"),
    KW_TERM ("observation-category", "survey", "Survey"),
  };
  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    if (g_strcmp0 (codes[i].code, code == NULL ? "laboratory" : code) == 0)
      kw_scribe_concept_list (scribe, "category", &codes[i]);
}

static void
write_range (KwDemoScribe *scribe, const KwDemoResult *result)
{
  if (result->low == NULL && result->high == NULL && result->range_text == NULL)
    return;
  KwDemoQuantity bound = result->value;
  bound.comparator = NULL;
  kw_scribe_open_list (scribe, "referenceRange");
  kw_scribe_open (scribe, NULL);
  bound.value = result->low;
  kw_scribe_quantity (scribe, "low", &bound);
  bound.value = result->high;
  kw_scribe_quantity (scribe, "high", &bound);
  kw_scribe_string (scribe, "text", result->range_text);
  kw_scribe_close (scribe);
  kw_scribe_close_list (scribe);
}

static void
write_flag (KwDemoScribe *scribe, const char *flag)
{
  static const KwDemoCode codes[] = {
    KW_TERM ("v3-ObservationInterpretation", "H", "High"),
    KW_TERM ("v3-ObservationInterpretation", "L", "Low"),
    KW_TERM ("v3-ObservationInterpretation", "HH", "Critical high"),
    KW_TERM ("v3-ObservationInterpretation", "LL", "Critical low"),
    KW_TERM ("v3-ObservationInterpretation", "A", "Abnormal"),
    KW_TERM ("v3-ObservationInterpretation", "N", "Normal"),
  };
  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    if (g_strcmp0 (codes[i].code, flag) == 0)
      kw_scribe_concept_list (scribe, "interpretation", &codes[i]);
}

static void
write_value (KwDemoScribe *scribe, const KwDemoResult *result)
{
  const KwDemoCode absent = { KW_HL7 "data-absent-reason", result->absent, NULL };
  kw_scribe_quantity (scribe, "valueQuantity", &result->value);
  kw_scribe_string (scribe, "valueString", result->text);
  kw_scribe_concept (scribe, "valueCodeableConcept", &result->concept);
  kw_scribe_concept (scribe, "dataAbsentReason", &absent);
}

char *
kw_demo_write_result (KwDemoScribe *scribe, const KwDemoResult *result)
{
  kw_scribe_begin (scribe, "Observation", result->date);
  kw_scribe_string (scribe, "status", result->status == NULL ? "final" : result->status);
  write_category (scribe, result->category);
  kw_scribe_concept (scribe, "code", &result->code);
  kw_scribe_subject (scribe);
  kw_scribe_string (scribe, "effectiveDateTime", result->date);
  kw_scribe_reference_list (scribe, "performer", "Organization/O-1", scribe->hospital->name);
  write_value (scribe, result);
  write_flag (scribe, result->flag);
  kw_scribe_note (scribe, result->note);
  kw_scribe_reference (scribe, "specimen", result->specimen, NULL);
  write_range (scribe, result);
  return kw_scribe_end (scribe);
}

void
kw_demo_write_results (KwDemoScribe *scribe, const KwDemoResult *results, guint n)
{
  for (guint i = 0; i < n; i++)
    g_free (kw_demo_write_result (scribe, &results[i]));
}

/* ---- panels ---- */

static char *
format_value (int value, int decimals)
{
  int scale = 1;
  for (int i = 0; i < decimals; i++)
    scale *= 10;
  if (decimals == 0)
    return g_strdup_printf ("%d", value);
  return g_strdup_printf ("%d.%0*d", value / scale, decimals, value % scale);
}

static const char *
judge (const Analyte *analyte, const char *value)
{
  double number = g_ascii_strtod (value, NULL);
  if (analyte->low != NULL && number < g_ascii_strtod (analyte->low, NULL))
    return "L";
  if (analyte->high != NULL && number > g_ascii_strtod (analyte->high, NULL))
    return "H";
  return NULL;
}

/* Until 2020 laboratories printed ">60" for a good kidney function, and no number. */
static gboolean
is_old_egfr (const Analyte *analyte, const char *date, int value)
{
  return g_str_equal (analyte->key, "egfr") && strcmp (date, "2020") < 0 && value > 60;
}

static char *
write_course (KwDemoScribe *scribe, const KwDemoCourse *course, const char *date, int percent)
{
  const Analyte *analyte = find_analyte (course->analyte);
  int value = course->from + (course->to - course->from) * percent / 100
              + kw_scribe_random (scribe, -course->spread, course->spread);
  gboolean old = is_old_egfr (analyte, date, value);
  g_autofree char *text = format_value (MAX (value, 1), analyte->decimals);
  const char *flag = old ? NULL : judge (analyte, text);
  gboolean tiny = g_str_equal (analyte->key, "urine-albumin") && value < 30;
  return kw_demo_write_result (
      scribe, &(KwDemoResult){ .code = analyte->code,
                               .date = date,
                               .value = { old    ? "60"
                                          : tiny ? "3.0"
                                                 : text,
                                          old    ? ">"
                                          : tiny ? "<"
                                                 : NULL,
                                          analyte->unit, analyte->ucum },
                               .low = analyte->hide_range ? NULL : analyte->low,
                               .high = analyte->hide_range ? NULL : analyte->high,
                               .range_text = analyte->hide_range ? NULL : analyte->words,
                               .flag = flag });
}

static void
write_panel_report (KwDemoScribe *scribe,
                    const KwDemoPanel *panel,
                    const char *date,
                    const GPtrArray *results)
{
  static const KwDemoCode laboratory = KW_TERM ("v2-0074", "LAB", "Laboratory");
  g_autofree char *issued = g_strdup_printf ("%.10sT15:40:00-05:00", date);
  kw_scribe_begin (scribe, "DiagnosticReport", date);
  kw_scribe_string (scribe, "status", "final");
  kw_scribe_concept_list (scribe, "category", &laboratory);
  kw_scribe_concept (scribe, "code", &panel->code);
  kw_scribe_subject (scribe);
  kw_scribe_string (scribe, "effectiveDateTime", date);
  kw_scribe_string (scribe, "issued", issued);
  kw_scribe_reference_list (scribe, "performer", "Organization/O-1", scribe->hospital->name);
  kw_scribe_open_list (scribe, "result");
  for (guint i = 0; i < results->len; i++)
    kw_scribe_reference (scribe, NULL, g_ptr_array_index (results, i), NULL);
  kw_scribe_close_list (scribe);
  kw_scribe_string (scribe, "conclusion", panel->conclusion);
  kw_scribe_finish (scribe);
}

void
kw_demo_write_panel (KwDemoScribe *scribe, const KwDemoPanel *panel, guint day, int percent)
{
  g_autoptr (GPtrArray) results = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *date = kw_demo_moment (day, (guint) kw_scribe_random (scribe, 425, 580));
  for (guint i = 0; i < panel->n; i++)
    g_ptr_array_add (results, write_course (scribe, &panel->courses[i], date, percent));
  write_panel_report (scribe, panel, date, results);
}

void
kw_demo_write_panels (KwDemoScribe *scribe,
                      const KwDemoPanel *panel,
                      const char *first,
                      const char *last,
                      guint step)
{
  guint from = kw_demo_day (first);
  guint to = kw_demo_day (last);
  for (guint day = from; day <= to; day += step)
    {
      guint drawn = day + (guint) kw_scribe_random (scribe, 0, 5);
      kw_demo_write_panel (scribe, panel, drawn, (int) ((day - from) * 100 / MAX (to - from, 1)));
    }
}

/* ---- vital signs ---- */

static void
write_vital (KwDemoScribe *scribe,
             const KwDemoCode *code,
             const KwDemoQuantity *value,
             const char *moment)
{
  if (value->value != NULL)
    g_free (kw_demo_write_result (
        scribe, &(KwDemoResult){
                    .code = *code, .category = "vital-signs", .date = moment, .value = *value }));
}

static void
write_component (KwDemoScribe *scribe, const KwDemoCode *code, const char *value)
{
  kw_scribe_open (scribe, NULL);
  kw_scribe_concept (scribe, "code", code);
  kw_scribe_quantity (scribe, "valueQuantity", &(KwDemoQuantity){ value, NULL, "mmHg", "mm[Hg]" });
  kw_scribe_close (scribe);
}

static void
write_pressure (KwDemoScribe *scribe, const KwDemoVitals *vitals, const char *moment)
{
  static const KwDemoCode panel = KW_LOINC ("85354-9", "Blood pressure");
  static const KwDemoCode systolic = KW_LOINC ("8480-6", "Systolic blood pressure");
  static const KwDemoCode diastolic = KW_LOINC ("8462-4", "Diastolic blood pressure");
  if (vitals->systolic == NULL)
    return;
  kw_scribe_begin (scribe, "Observation", moment);
  kw_scribe_string (scribe, "status", "final");
  write_category (scribe, "vital-signs");
  kw_scribe_concept (scribe, "code", &panel);
  kw_scribe_subject (scribe);
  kw_scribe_string (scribe, "effectiveDateTime", moment);
  kw_scribe_open_list (scribe, "component");
  write_component (scribe, &systolic, vitals->systolic);
  write_component (scribe, &diastolic, vitals->diastolic);
  kw_scribe_close_list (scribe);
  kw_scribe_finish (scribe);
}

void
kw_demo_write_vitals (KwDemoScribe *scribe, const KwDemoVitals *vitals, const char *moment)
{
  static const KwDemoCode weight = KW_LOINC ("29463-7", "Body weight");
  static const KwDemoCode height = KW_LOINC ("8302-2", "Body height");
  static const KwDemoCode pulse = KW_LOINC ("8867-4", "Heart rate");
  static const KwDemoCode heat = KW_LOINC ("8310-5", "Body temperature");
  static const KwDemoCode oxygen = KW_LOINC ("59408-5", "Oxygen saturation by pulse oximetry");
  static const KwDemoCode mass = KW_LOINC ("39156-5", "Body mass index");
  write_pressure (scribe, vitals, moment);
  write_vital (scribe, &pulse, &(KwDemoQuantity){ vitals->pulse, NULL, "/min", "/min" }, moment);
  write_vital (scribe, &weight, &(KwDemoQuantity){ vitals->weight, NULL, "lb", "[lb_av]" }, moment);
  write_vital (scribe, &height, &(KwDemoQuantity){ vitals->height, NULL, "in", "[in_i]" }, moment);
  write_vital (scribe, &mass, &(KwDemoQuantity){ vitals->body_mass, NULL, "kg/m2", "kg/m2" },
               moment);
  write_vital (scribe, &heat, &(KwDemoQuantity){ vitals->temperature, NULL, "degF", "[degF]" },
               moment);
  write_vital (scribe, &oxygen, &(KwDemoQuantity){ vitals->oxygen, NULL, "%", "%" }, moment);
}

/* ---- reports in words ---- */

void
kw_demo_write_report (KwDemoScribe *scribe, const KwDemoReport *report)
{
  g_autofree char *url = report->bytes == NULL ? NULL
                                               : kw_demo_write_binary (scribe, report->content_type,
                                                                       report->bytes, report->date);
  kw_scribe_begin (scribe, "DiagnosticReport", report->date);
  kw_scribe_string (scribe, "status", report->status == NULL ? "final" : report->status);
  kw_scribe_concept_list (scribe, "category", &report->category);
  kw_scribe_concept (scribe, "code", &report->code);
  kw_scribe_subject (scribe);
  kw_scribe_string (scribe, "effectiveDateTime", report->date);
  kw_scribe_reference_list (scribe, "performer", "Organization/O-1", scribe->hospital->name);
  kw_scribe_string (scribe, "conclusion", report->conclusion);
  if (url != NULL)
    {
      kw_scribe_open_list (scribe, "presentedForm");
      kw_scribe_open (scribe, NULL);
      kw_scribe_string (scribe, "contentType", report->content_type);
      kw_scribe_string (scribe, "url", url);
      kw_scribe_string (scribe, "title", report->code.text);
      kw_scribe_close (scribe);
      kw_scribe_close_list (scribe);
    }
  kw_scribe_finish (scribe);
}
