/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "demo/generator-private.h"

/* Rosa Alvarez's results, ten years of them: drawn on the same days, out of range in the way that
 * diabetes brings, coming down as her medicines change. */

#define FIRST_DRAWING "2016-01-18"
#define LAST_DRAWING "2026-10-19"

static const KwDemoCourse sugar_courses[] = { { "a1c", 84, 74, 4 } };
static const KwDemoCourse metabolic_courses[] = {
  { "glucose", 168, 142, 18 }, { "sodium", 139, 139, 2 }, { "potassium", 43, 46, 3 },
  { "chloride", 102, 102, 2 }, { "co2", 25, 24, 2 },      { "bun", 15, 19, 3 },
  { "creatinine", 78, 98, 6 }, { "calcium", 94, 95, 3 },  { "egfr", 82, 63, 4 },
};
static const KwDemoCourse lipid_courses[] = {
  { "cholesterol", 241, 172, 9 },
  { "triglycerides", 212, 148, 22 },
  { "hdl", 44, 51, 3 },
  { "ldl", 152, 88, 8 },
};
static const KwDemoCourse blood_courses[] = {
  { "wbc", 68, 71, 8 },          { "hemoglobin", 132, 124, 4 }, { "hematocrit", 398, 376, 9 },
  { "platelets", 248, 232, 20 }, { "mcv", 89, 91, 2 },
};
static const KwDemoCourse urine_courses[]
    = { { "urine-albumin", 22, 96, 8 }, { "urine-ratio", 18, 47, 5 } };
static const KwDemoCourse thyroid_courses[]
    = { { "tsh", 212, 240, 40 }, { "vitamin-d", 22, 34, 3 }, { "b12", 420, 260, 40 } };

#define PANEL(loinc, name, list)                                                                   \
  {                                                                                                \
    KW_LOINC (loinc, name), list, G_N_ELEMENTS (list), NULL                                        \
  }

static const struct
{
  KwDemoPanel panel;
  guint step;
} panels[] = {
  { PANEL ("4548-4", "Hemoglobin A1c", sugar_courses), 91 },
  { PANEL ("51990-0", "Basic metabolic panel", metabolic_courses), 182 },
  { PANEL ("57698-3", "Lipid panel", lipid_courses), 364 },
  { PANEL ("58410-2", "Complete blood count", blood_courses), 364 },
  { PANEL ("14959-1", "Urine albumin", urine_courses), 364 },
  { PANEL ("3016-3", "Thyroid and vitamins", thyroid_courses), 728 },
};

/* What no course gives: words, comparators, corrections, a sample that could not be used. */
static const KwDemoResult results[] = {
  { .code = KW_LOINC ("630-4", "Bacteria identified in urine by culture"),
    .date = "2021-08-30T10:20:00-05:00",
    .text = "More than 100,000 colonies per mL of Escherichia coli",
    .flag = "A",
    .note = "Sensitive to nitrofurantoin." },
  { .code = KW_LOINC ("5778-6", "Color of urine"),
    .date = "2021-08-30T10:20:00-05:00",
    .text = "Yellow",
    .range_text = "Yellow" },
  { .code = KW_LOINC ("5799-2", "Leukocyte esterase, urine"),
    .date = "2021-08-30T10:20:00-05:00",
    .concept = KW_SNOMED ("10828004", "Positive"),
    .range_text = "Negative",
    .flag = "A" },
  { .code = KW_LOINC ("5792-7", "Glucose, urine"),
    .date = "2021-08-30T10:20:00-05:00",
    .concept = KW_SNOMED ("260385009", "Negative"),
    .range_text = "Negative" },
  { .code = KW_LOINC ("67151-1", "Troponin T, high sensitivity"),
    .date = "2020-11-02T16:05:00-05:00",
    .value = { "6", "<", "ng/L", "ng/L" },
    .high = "14" },
  { .code = KW_LOINC ("6598-7", "Troponin T"),
    .date = "2020-11-02T16:05:00-05:00",
    .value = { "0.01", "<", "ng/mL", "ng/mL" },
    .range_text = "Less than 0.01" },
  { .code = KW_LOINC ("2823-3", "Potassium"),
    .status = "corrected",
    .date = "2023-05-15T08:10:00-05:00",
    .value = { "4.4", NULL, "mmol/L", "mmol/L" },
    .low = "3.5",
    .high = "5.1",
    .note = "Corrected: the first report of 6.1 came from a damaged sample." },
  { .code = KW_LOINC ("2823-3", "Potassium"),
    .status = "entered-in-error",
    .date = "2023-05-15T08:10:00-05:00",
    .value = { "6.1", NULL, "mmol/L", "mmol/L" },
    .low = "3.5",
    .high = "5.1",
    .flag = "HH" },
  { .code = KW_LOINC ("2276-4", "Ferritin"),
    .status = "cancelled",
    .date = "2023-05-15T08:10:00-05:00",
    .absent = "error",
    .note = "Not enough blood in the tube." },
  { .code = KW_LOINC ("2345-7", "Glucose"),
    .status = "preliminary",
    .date = "2026-11-16T07:40:00-05:00",
    .value = { "187", NULL, "mg/dL", "mg/dL" },
    .low = "70",
    .high = "99",
    .flag = "H" },
  { .code = KW_LOINC ("3094-0", "Urea nitrogen"), .text = "27", .range_text = "11-26" },
  { .code = KW_LOINC ("1990-1", "Home blood sugar, before breakfast"),
    .date = "2026-11",
    .value = { "131.50", NULL, "mg/dL", "mg/dL" } },
};

/* City Clinic's laboratory prints blood sugar in other units. */
static const KwDemoCourse city_courses[] = { { "glucose-si", 91, 82, 9 }, { "a1c", 81, 75, 3 } };
static const KwDemoPanel city_panel = PANEL ("51990-0", "Blood sugar", city_courses);

static const KwDemoResult social[] = {
  { .code = KW_LOINC ("72166-2", "Tobacco smoking status"),
    .category = "social-history",
    .date = "2026-07-20",
    .concept = KW_SNOMED ("8517006", "Former smoker") },
  { .code = KW_LOINC ("11331-6", "History of alcohol use"),
    .category = "social-history",
    .date = "2026-07-20",
    .text = "A glass of wine on weekends" },
  { .code = KW_LOINC ("11341-5", "History of occupation"),
    .category = "social-history",
    .date = "2016-01-11",
    .text = "Retired seamstress" },
};

static void
write_laboratory (KwDemoScribe *scribe)
{
  for (guint i = 0; i < G_N_ELEMENTS (panels); i++)
    kw_demo_write_panels (scribe, &panels[i].panel, FIRST_DRAWING, LAST_DRAWING, panels[i].step);
  kw_demo_write_results (scribe, results, G_N_ELEMENTS (results));
  kw_demo_write_results (scribe, social, G_N_ELEMENTS (social));
}

/* Every quarter, the pressure coming down as the medicines change. */
static void
write_vitals (KwDemoScribe *scribe)
{
  guint first = kw_demo_day ("2016-01-11");
  guint last = kw_demo_day ("2026-10-26");
  for (guint day = first; day <= last; day += 91)
    {
      int percent = (int) ((day - first) * 100 / (last - first));
      int pounds = 1840 - 120 * percent / 100 + kw_scribe_random (scribe, -15, 15);
      g_autofree char *weight = g_strdup_printf ("%d.%d", pounds / 10, pounds % 10);
      g_autofree char *systolic
          = g_strdup_printf ("%d", 152 - 18 * percent / 100 + kw_scribe_random (scribe, -7, 7));
      g_autofree char *diastolic
          = g_strdup_printf ("%d", 92 - 12 * percent / 100 + kw_scribe_random (scribe, -5, 5));
      g_autofree char *pulse = g_strdup_printf ("%d", kw_scribe_random (scribe, 66, 84));
      g_autofree char *moment = kw_demo_moment (day, 560);
      kw_demo_write_vitals (scribe,
                            &(KwDemoVitals){ .weight = weight,
                                             .height = day == first ? "63.0" : NULL,
                                             .systolic = systolic,
                                             .diastolic = diastolic,
                                             .pulse = pulse,
                                             .oxygen = "97" },
                            moment);
    }
}

void
kw_demo_write_chronic_results (KwDemoScribe *scribe)
{
  write_laboratory (scribe);
  write_vitals (scribe);
}

void
kw_demo_write_chronic_city_results (KwDemoScribe *scribe)
{
  kw_demo_write_panels (scribe, &city_panel, "2019-03-11", "2026-03-09", 364);
}
