/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "demo/generator-private.h"

/* Mary Lee: an irregular heartbeat, a broken hip, a pacemaker, and notes of every kind. */

static const KwDemoWho mary = {
  .name = "Mary Lee",
  .given = "Mary",
  .family = "Lee",
  .born = "1941-05-03",
  .gender = "female",
  .phone = "555-0110",
  .street = "4 Orchard Court",
  .city = "Riverside",
  .zip = "45400",
  .language = { "urn:ietf:bcp:47", "en-US", "English" },
  .who = "Born 1941, an irregular heartbeat and many notes",
  .contact = KW_TERM ("v2-0131", "C", "Emergency Contact"),
  .contact_name = "Anna Lee",
  .contact_phone = "555-0111",
};

static const KwDemoAllergy allergies[] = {
  { .code = KW_SNOMED ("387406002", "Sulfonamide antibiotics"),
    .clinical = "active",
    .verification = "confirmed",
    .category = "medication",
    .type = "allergy",
    .criticality = "high",
    .onset = "1996",
    .recorded = "2014-02-10",
    .manifestations = { KW_SNOMED ("271807003", "Skin rash"), KW_SNOMED ("386661006", "Fever") },
    .severity = "moderate" },
  { .code = KW_RXNORM ("2670", "Codeine"),
    .clinical = "active",
    .verification = "confirmed",
    .category = "medication",
    .type = "intolerance",
    .recorded = "2023-01-18",
    .manifestations = { KW_SNOMED ("422587007", "Nausea"), KW_SNOMED ("40917007", "Confusion") },
    .severity = "severe",
    .note = "After the hip operation." },
  { .code = KW_WORDS ("Adhesive tape"),
    .clinical = "active",
    .verification = "unconfirmed",
    .recorded = "2023-01-20" },
};

static const KwDemoCondition conditions[] = {
  { .code = KW_SNOMED ("49436004", "Atrial fibrillation"),
    .icd = KW_ICD10 ("I48.91", "Unspecified atrial fibrillation"),
    .clinical = "active",
    .onset = "2018-06-11",
    .recorded = "2018-06-11" },
  { .code = KW_SNOMED ("84114007", "Heart failure"),
    .clinical = "active",
    .severity = "moderate",
    .onset = "2021-03",
    .recorded = "2021-03-15" },
  { .code = KW_SNOMED ("64859006", "Osteoporosis"),
    .clinical = "active",
    .onset = "2012",
    .recorded = "2014-02-10" },
  { .code = KW_SNOMED ("386806002", "Mild memory impairment"),
    .clinical = "active",
    .verification = "provisional",
    .recorded = "2025-09-15" },
  { .code = KW_SNOMED ("15188001", "Hearing loss"), .clinical = "active", .onset_age = "72" },
  { .code = KW_SNOMED ("359817006", "Closed fracture of hip"),
    .icd = KW_ICD10 ("S72.009A", "Fracture of unspecified part of neck of unspecified femur"),
    .clinical = "resolved",
    .onset = "2023-01-16",
    .abatement = "2023-05-22",
    .recorded = "2023-01-16" },
  { .code = KW_SNOMED ("254837009", "Breast cancer"),
    .clinical = "remission",
    .onset = "2004-09",
    .recorded = "2014-02-10" },
};

#define ORAL KW_SNOMED ("26643006", "Oral route")
#define TABLET(n)                                                                                  \
  {                                                                                                \
    n, NULL, "tablet", "{tbl}"                                                                     \
  }

static const KwDemoMedicine medicines[] = {
  { .code = KW_RXNORM ("855332", "warfarin sodium 5 MG Oral Tablet"),
    .form = KW_MEDICINE_CONTAINED,
    .status = "active",
    .authored = "2026-09-14",
    .how = "Take as the warfarin clinic says: 1 tablet on Mondays and Fridays, half a tablet on "
           "other days.",
    .route = ORAL,
    .reason = KW_SNOMED ("49436004", "Atrial fibrillation"),
    .staff = KW_STAFF_HEART },
  { .code = KW_RXNORM ("866436", "24 HR metoprolol succinate 50 MG Extended Release Oral Tablet"),
    .form = KW_MEDICINE_REFERENCED,
    .status = "active",
    .authored = "2026-09-14",
    .how = "Take 1 tablet by mouth once a day. Do not crush.",
    .per_day = "1",
    .dose = TABLET ("1"),
    .route = ORAL,
    .staff = KW_STAFF_HEART },
  { .code = KW_RXNORM ("313988", "furosemide 40 MG Oral Tablet"),
    .status = "active",
    .authored = "2026-09-14",
    .how = "Take 1 tablet by mouth every morning.",
    .patient_how = "Weigh yourself each morning. Call when you gain 3 pounds in a day.",
    .per_day = "1",
    .dose = TABLET ("1"),
    .route = ORAL,
    .reason = KW_SNOMED ("84114007", "Heart failure"),
    .staff = KW_STAFF_HEART },
  { .code = KW_WORDS ("Calcium 600 mg with vitamin D 400 units"),
    .status = "active",
    .intent = "plan",
    .authored = "2014-02-10",
    .how = "Takes 1 tablet twice a day.",
    .reported = TRUE },
  { .code = KW_RXNORM ("243670", "aspirin 81 MG Oral Tablet"),
    .status = "stopped",
    .authored = "2016-04-04",
    .how = "Take 1 tablet by mouth once a day.",
    .dose = TABLET ("1"),
    .status_reason = KW_WORDS ("Takes warfarin now"),
    .staff = KW_STAFF_HEART },
  { .code = KW_RXNORM ("1049221", "acetaminophen 325 MG / oxycodone 5 MG Oral Tablet"),
    .status = "completed",
    .authored = "2023-01-18",
    .how = "1 tablet by mouth every 6 hours if needed for pain.",
    .as_needed = TRUE,
    .dose = TABLET ("1"),
    .route = ORAL,
    .inpatient = TRUE,
    .staff = KW_STAFF_BONES },
};

static const KwDemoCourse clot_courses[] = { { "inr", 24, 25, 6 } };
static const KwDemoCourse heart_courses[] = { { "bnp", 620, 1480, 160 } };
static const KwDemoCourse metabolic_courses[] = {
  { "sodium", 138, 135, 2 }, { "potassium", 42, 38, 4 }, { "chloride", 101, 99, 2 },
  { "co2", 26, 27, 2 },      { "bun", 21, 27, 3 },       { "creatinine", 96, 118, 7 },
  { "glucose", 92, 97, 8 },  { "egfr", 58, 46, 3 },
};
static const KwDemoCourse blood_courses[] = {
  { "wbc", 62, 60, 8 },          { "hemoglobin", 126, 114, 4 }, { "hematocrit", 380, 345, 8 },
  { "platelets", 210, 198, 18 }, { "mcv", 92, 94, 2 },
};

#define PANEL(loinc, name, list)                                                                   \
  {                                                                                                \
    KW_LOINC (loinc, name), list, G_N_ELEMENTS (list), NULL                                        \
  }

static const KwDemoPanel clot = PANEL ("6301-6", "INR", clot_courses);
static const KwDemoPanel heart = PANEL ("33762-6", "NT-proBNP", heart_courses);
static const KwDemoPanel metabolic = PANEL ("51990-0", "Basic metabolic panel", metabolic_courses);
static const KwDemoPanel blood = PANEL ("58410-2", "Complete blood count", blood_courses);

static const KwDemoResult results[] = {
  { .code = KW_LOINC ("72166-2", "Tobacco smoking status"),
    .category = "social-history",
    .date = "2025-09-15",
    .concept = KW_SNOMED ("266919005", "Never smoker") },
  { .code = KW_LOINC ("63512-8", "People in the household"),
    .category = "social-history",
    .date = "2025-09-15",
    .text = "Lives alone; daughter nearby" },
  { .code = KW_LOINC ("72172-0", "Montreal Cognitive Assessment, total score"),
    .category = "survey",
    .date = "2025-09-15",
    .value = { "23", NULL, "{score}", "{score}" },
    .range_text = "26 or more" },
};

static const KwDemoVaccine vaccines[] = {
  { .code = KW_CVX ("197", "Influenza, high-dose seasonal, quadrivalent, preservative free"),
    .date = "2025-09-29",
    .lot = "DM4417A" },
  { .code = KW_CVX ("305", "Respiratory syncytial virus (RSV) vaccine, recombinant, adjuvanted"),
    .date = "2024-10-07",
    .lot = "RS0871" },
  { .code = KW_CVX ("216", "Pneumococcal conjugate vaccine, 20-valent"), .date = "2022-11-14" },
  { .code = KW_CVX ("187", "Zoster vaccine recombinant, adjuvanted"),
    .date = "2018-09-17",
    .dose = "1",
    .doses = "2" },
  { .code = KW_CVX ("187", "Zoster vaccine recombinant, adjuvanted"),
    .date = "2019-01-21",
    .dose = "2",
    .doses = "2" },
};

static const KwDemoProcedure procedures[] = {
  { .code = KW_SNOMED ("179344006", "Total hip replacement"),
    .date = "2023-01-17T08:30:00-05:00",
    .end = "2023-01-17T10:55:00-05:00",
    .reason = KW_SNOMED ("359817006", "Closed fracture of hip"),
    .body_site = KW_SNOMED ("287579007", "Right hip"),
    .staff = KW_STAFF_BONES },
  { .code = KW_SNOMED ("307280005", "Implantation of cardiac pacemaker"),
    .date = "2021-04-06",
    .staff = KW_STAFF_HEART },
  { .code = KW_SNOMED ("40701008", "Echocardiogram"),
    .date = "2026-03-16",
    .staff = KW_STAFF_HEART,
    .outcome = KW_WORDS ("Ejection fraction 40 %") },
  { .code = KW_SNOMED ("392021009", "Lumpectomy of breast"), .date = "2004-10" },
};

static const KwDemoAppointment appointments[] = {
  { .type = KW_WORDS ("Warfarin clinic"),
    .start = "2026-12-07T10:15:00-05:00",
    .end = "2026-12-07T10:30:00-05:00",
    .staff = KW_STAFF_NURSE },
  { .type = KW_WORDS ("Pacemaker check"),
    .start = "2027-01-18T13:00:00-05:00",
    .end = "2027-01-18T13:30:00-05:00",
    .instruction = "Bring your pacemaker card.",
    .staff = KW_STAFF_HEART },
};

static const KwDemoVisit stay = {
  .class_code = "IMP",
  .type = KW_SNOMED ("308540004", "Hospital stay"),
  .reason = KW_SNOMED ("359817006", "Closed fracture of hip"),
  .start = "2023-01-16T19:40:00-05:00",
  .end = "2023-01-23T11:30:00-05:00",
  .discharge = KW_TERM ("discharge-disposition", "rehab", "Rehabilitation"),
  .staff = KW_STAFF_BONES,
};

static const KwDemoVisit visits[] = {
  { .class_code = "AMB",
    .type = KW_SNOMED ("390906007", "Follow-up visit"),
    .start = "2026-09-14T10:00:00-05:00",
    .end = "2026-09-14T10:40:00-05:00",
    .staff = KW_STAFF_HEART },
  { .class_code = "VR",
    .type = KW_WORDS ("Video visit"),
    .start = "2026-05-11T15:00:00-05:00",
    .end = "2026-05-11T15:20:00-05:00" },
  { .class_code = "AMB",
    .type = KW_SNOMED ("185349003", "Check-up"),
    .start = "2025-09-15T09:00:00-05:00",
    .end = "2025-09-15T09:50:00-05:00" },
  { .class_code = "AMB",
    .status = "entered-in-error",
    .type = KW_SNOMED ("185349003", "Check-up"),
    .start = "2025-09-15T09:00:00-05:00" },
};

static void
write_vitals (KwDemoScribe *scribe)
{
  guint first = kw_demo_day ("2019-01-14");
  guint last = kw_demo_day ("2026-09-14");
  for (guint day = first; day <= last; day += 112)
    {
      g_autofree char *moment = kw_demo_moment (day, 610);
      g_autofree char *weight = g_strdup_printf ("%d", kw_scribe_random (scribe, 128, 139));
      g_autofree char *systolic = g_strdup_printf ("%d", kw_scribe_random (scribe, 112, 138));
      g_autofree char *diastolic = g_strdup_printf ("%d", kw_scribe_random (scribe, 60, 76));
      g_autofree char *pulse = g_strdup_printf ("%d", kw_scribe_random (scribe, 60, 92));
      g_autofree char *oxygen = g_strdup_printf ("%d", kw_scribe_random (scribe, 93, 98));
      kw_demo_write_vitals (scribe,
                            &(KwDemoVitals){ .weight = weight,
                                             .systolic = systolic,
                                             .diastolic = diastolic,
                                             .pulse = pulse,
                                             .oxygen = oxygen },
                            moment);
    }
}

static void
write_care (KwDemoScribe *scribe)
{
  static const guint team[] = { KW_STAFF_FAMILY, KW_STAFF_HEART, KW_STAFF_NURSE };
  static const char *const plan[] = { "Weigh every morning", "Less than 2 grams of salt a day",
                                      "INR every four weeks", "Daughter fills the pill box", NULL };
  static const KwDemoCode daughter = KW_TERM ("v3-RoleCode", "DAU", "Daughter");
  static const KwDemoCode father = KW_TERM ("v3-RoleCode", "FTH", "Father");
  static const KwDemoCode stroke = KW_SNOMED ("230690007", "Stroke");
  static const KwDemoCode pacemaker = KW_SNOMED ("14106009", "Cardiac pacemaker");
  static const KwDemoCode hip = KW_SNOMED ("304120007", "Total hip replacement prosthesis");
  static const KwDemoCode medicare = KW_TERM ("v3-ActCode", "RETIRE", "Retiree health program");
  static const KwDemoCode therapy = KW_SNOMED ("91251008", "Physical therapy");
  static const KwDemoCode salt = KW_SNOMED ("386619000", "Low sodium diet");
  g_autofree char *relative = kw_demo_write_related (scribe, &daughter, "Anna", "Lee", "555-0111");
  kw_demo_write_family (scribe, &father, "Father", &stroke, "70");
  kw_demo_write_device (scribe, &pacemaker, "Example Devices",
                        "(01)00000000000024(11)210301(21)A0001", "2021-03-01");
  kw_demo_write_device (scribe, &hip, "Example Orthopedics",
                        "(01)00000000000031(11)221105(21)H0002", "2022-11-05");
  kw_demo_write_goal (scribe, "Walk to the mailbox and back without a rest", "active", "2023-02-06",
                      NULL);
  kw_demo_write_care_plan (scribe, "Living with heart failure", "2021-03-15", plan);
  kw_demo_write_care_team (scribe, "Heart team", relative, team, G_N_ELEMENTS (team));
  kw_demo_write_coverage (scribe, &medicare, "Medicare (invented member)", "Part A and B",
                          "2006-05-01");
  kw_demo_write_order (scribe, &therapy, "completed", "2023-01-23", NULL);
  kw_demo_write_nutrition (scribe, &salt, "2021-03-15");
}

static void
write_reports (KwDemoScribe *scribe)
{
  static const KwDemoCode imaging = KW_TERM ("v2-0074", "RAD", "Radiology");
  const KwDemoReport chest = {
    .code = KW_LOINC ("36643-5", "X-ray of the chest, 2 views"),
    .category = imaging,
    .date = "2026-03-16T11:10:00-05:00",
    .conclusion = "Heart slightly enlarged. No pneumonia. Pacemaker leads in place.",
  };
  kw_demo_write_report (scribe, &chest);
}

static void
write_riverside (KwDemoScribe *scribe)
{
  for (guint i = 0; i < G_N_ELEMENTS (allergies); i++)
    kw_demo_write_allergy (scribe, &allergies[i]);
  kw_demo_write_conditions (scribe, conditions, G_N_ELEMENTS (conditions));
  kw_demo_write_medicines (scribe, medicines, G_N_ELEMENTS (medicines));
  kw_demo_write_administration (scribe, &medicines[5], "2023-01-18T21:30:00-05:00");
  kw_demo_write_panels (scribe, &clot, "2018-07-02", "2026-11-09", 84);
  kw_demo_write_panels (scribe, &heart, "2021-03-15", "2026-09-14", 182);
  kw_demo_write_panels (scribe, &metabolic, "2021-03-15", "2026-09-14", 182);
  kw_demo_write_panels (scribe, &blood, "2021-03-15", "2026-09-14", 364);
  kw_demo_write_results (scribe, results, G_N_ELEMENTS (results));
  write_vitals (scribe);
  kw_demo_write_vaccines (scribe, vaccines, G_N_ELEMENTS (vaccines));
  kw_demo_write_procedures (scribe, procedures, G_N_ELEMENTS (procedures));
  write_reports (scribe);
  g_autofree char *visit = kw_demo_write_visit (scribe, &stay);
  kw_demo_write_visits (scribe, visits, G_N_ELEMENTS (visits));
  kw_demo_write_elderly_notes (scribe, visit);
  kw_demo_write_appointments (scribe, appointments, G_N_ELEMENTS (appointments));
  write_care (scribe);
}

KwDemoPerson *
kw_demo_write_elderly (KwDemoScribe *scribe)
{
  KwDemoPerson *person = kw_demo_write_person (scribe, &mary);
  if (scribe->index == 0)
    write_riverside (scribe);
  else
    {
      kw_demo_write_allergy (scribe, &allergies[0]);
      kw_demo_write_conditions (scribe, conditions, 1);
      kw_demo_write_medicines (scribe, medicines, 1);
      kw_demo_write_vaccines (scribe, vaccines, 2);
    }
  return person;
}
