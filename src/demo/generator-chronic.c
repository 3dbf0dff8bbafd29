/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "demo/generator-private.h"

/* Rosa Alvarez: ten years of type 2 diabetes and high blood pressure. Riverside Hospital leads,
 * City Clinic knows a part, and says some of it otherwise. */

static const KwDemoWho rosa = {
  .name = "Rosa Alvarez",
  .given = "Rosa",
  .family = "Alvarez",
  .born = "1951-03-14",
  .gender = "female",
  .phone = "555-0142",
  .street = "18 Mill Lane",
  .city = "Riverside",
  .zip = "45400",
  .language = { "urn:ietf:bcp:47", "es", "Spanish" },
  .who = "Born 1951, ten years of diabetes and high blood pressure",
  .contact = KW_TERM ("v2-0131", "N", "Next of kin"),
  .contact_name = "Lucia Alvarez",
  .contact_phone = "555-0143",
};

/* ---- allergies ---- */

static const KwDemoAllergy allergies[] = {
  { .code = KW_SNOMED ("764146007", "Penicillin"),
    .clinical = "active",
    .verification = "confirmed",
    .category = "medication",
    .type = "allergy",
    .criticality = "high",
    .onset = "1987",
    .recorded = "2016-01-11",
    .manifestations
    = { KW_SNOMED ("126485001", "Hives"), KW_SNOMED ("267036007", "Shortness of breath") },
    .severity = "severe",
    .note = "Emergency room visit in 1987 after one dose." },
  { .code = KW_RXNORM ("29046", "Lisinopril"),
    .clinical = "active",
    .verification = "confirmed",
    .category = "medication",
    .type = "intolerance",
    .criticality = "low",
    .onset = "2017-02",
    .recorded = "2017-03-06",
    .manifestations = { KW_SNOMED ("49727002", "Cough") },
    .severity = "mild" },
  { .code = KW_SNOMED ("111088007", "Latex"),
    .clinical = "active",
    .verification = "unconfirmed",
    .category = "environment",
    .recorded = "2019-09-23",
    .manifestations = { KW_SNOMED ("271807003", "Skin rash") },
    .severity = "moderate" },
  { .code = KW_SNOMED ("735029006", "Shellfish"),
    .clinical = "inactive",
    .verification = "refuted",
    .category = "food",
    .recorded = "2018-05-14",
    .note = "Eats shrimp without trouble; skin test negative." },
  { .code = KW_SNOMED ("387458008", "Aspirin"),
    .verification = "entered-in-error",
    .category = "medication",
    .recorded = "2020-07-06",
    .note = "Entered for another patient." },
};

static const KwDemoAllergy city_allergy = {
  .code = KW_SNOMED ("716186003", "No known allergy"),
  .clinical = "active",
  .verification = "confirmed",
  .recorded = "2019-03-11",
};

/* ---- conditions ---- */

static const KwDemoCondition diabetes = {
  .code = KW_SNOMED ("44054006", "Type 2 diabetes mellitus"),
  .icd = KW_ICD10 ("E11.9", "Type 2 diabetes mellitus without complications"),
  .clinical = "active",
  .onset = "2015-11",
  .recorded = "2016-01-11",
};

static const KwDemoCondition conditions[] = {
  { .code = KW_SNOMED ("38341003", "High blood pressure"),
    .icd = KW_ICD10 ("I10", "Essential (primary) hypertension"),
    .clinical = "active",
    .onset = "2011",
    .recorded = "2016-01-11" },
  { .code = KW_SNOMED ("55822004", "High cholesterol"),
    .icd = KW_ICD10 ("E78.5", "Hyperlipidemia, unspecified"),
    .clinical = "active",
    .onset = "2016-07-18",
    .recorded = "2016-07-18" },
  { .code = KW_SNOMED ("312903003", "Mild nonproliferative diabetic retinopathy"),
    .clinical = "active",
    .severity = "mild",
    .onset = "2022-04-11",
    .recorded = "2022-04-11" },
  { .code = KW_SNOMED ("431855005", "Chronic kidney disease stage 1"),
    .clinical = "active",
    .verification = "provisional",
    .onset = "2024-04-22",
    .recorded = "2024-04-22" },
  { .code = KW_SNOMED ("239873007", "Osteoarthritis of the knee"),
    .clinical = "active",
    .onset_age = "64",
    .recorded = "2016-01-11" },
  { .code = KW_SNOMED ("195662009", "Acute viral pharyngitis"),
    .clinical = "resolved",
    .category = "encounter-diagnosis",
    .onset = "2018-02-05",
    .abatement = "2018-02-14",
    .recorded = "2018-02-05" },
  { .code = KW_SNOMED ("68566005", "Urinary tract infection"),
    .clinical = "resolved",
    .onset = "2021-08-30",
    .abatement = "2021-09-08",
    .recorded = "2021-08-30" },
  { .code = KW_SNOMED ("414545008", "Heart disease from narrowed arteries"),
    .clinical = "inactive",
    .verification = "refuted",
    .recorded = "2020-11-09",
    .note = "Stress test normal; ruled out." },
  { .code = KW_SNOMED ("35489007", "Depression"),
    .verification = "entered-in-error",
    .recorded = "2020-07-06" },
  { .code = KW_WORDS ("Cares for a grandchild three days a week"),
    .clinical = "active",
    .category = "health-concern" },
};

/* ---- medicines ---- */

#define ORAL KW_SNOMED ("26643006", "Oral route")
#define TABLET(n)                                                                                  \
  {                                                                                                \
    n, NULL, "tablet", "{tbl}"                                                                     \
  }

static const KwDemoMedicine metformin = {
  .code = KW_RXNORM ("861004", "metformin hydrochloride 1000 MG Oral Tablet"),
  .form = KW_MEDICINE_CONTAINED,
  .status = "active",
  .authored = "2026-07-20",
  .how = "Take 1 tablet by mouth twice a day with meals.",
  .patient_how = "With breakfast and with dinner.",
  .per_day = "2",
  .dose = TABLET ("1"),
  .route = ORAL,
  .refills = "3",
};

static const KwDemoMedicine medicines[] = {
  { .code = KW_RXNORM ("979492", "losartan potassium 50 MG Oral Tablet"),
    .form = KW_MEDICINE_REFERENCED,
    .status = "active",
    .authored = "2026-07-20",
    .how = "Take 1 tablet by mouth once a day.",
    .per_day = "1",
    .dose = TABLET ("1"),
    .route = ORAL,
    .reason = KW_SNOMED ("38341003", "High blood pressure"),
    .refills = "3" },
  { .code = KW_RXNORM ("197361", "amlodipine 5 MG Oral Tablet"),
    .status = "active",
    .authored = "2026-07-20",
    .how = "1 tab PO qd",
    .per_day = "1",
    .dose = TABLET ("1"),
    .route = ORAL,
    .reason = KW_SNOMED ("38341003", "High blood pressure"),
    .refills = "3" },
  { .code = KW_RXNORM ("617310", "atorvastatin 20 MG Oral Tablet"),
    .status = "active",
    .authored = "2026-04-20",
    .how = "Take 1 tablet by mouth at bedtime.",
    .per_day = "1",
    .dose = TABLET ("1"),
    .route = ORAL,
    .reason = KW_SNOMED ("55822004", "High cholesterol"),
    .refills = "1" },
  { .code = KW_RXNORM ("243670", "aspirin 81 MG Oral Tablet"),
    .status = "active",
    .intent = "plan",
    .authored = "2016-01-11",
    .how = "Takes 1 tablet a day.",
    .dose = TABLET ("1"),
    .reported = TRUE },
  { .code = KW_RXNORM ("310488", "glipizide 5 MG Oral Tablet"),
    .status = "on-hold",
    .authored = "2026-02-02",
    .how = "Take 1 tablet by mouth before breakfast.",
    .per_day = "1",
    .dose = TABLET ("1"),
    .route = ORAL,
    .status_reason = KW_WORDS ("Low blood sugar twice in January; wait for the next visit."),
    .note = "On hold until the visit in December." },
  { .code = KW_RXNORM ("314076", "lisinopril 10 MG Oral Tablet"),
    .status = "stopped",
    .authored = "2016-01-11",
    .how = "Take 1 tablet by mouth once a day.",
    .per_day = "1",
    .dose = TABLET ("1"),
    .status_reason = KW_WORDS ("Cough") },
  { .code = KW_RXNORM ("861007", "metformin hydrochloride 500 MG Oral Tablet"),
    .status = "completed",
    .authored = "2016-01-11",
    .how = "Take 1 tablet by mouth twice a day with meals.",
    .per_day = "2",
    .dose = TABLET ("1") },
  { .code = KW_RXNORM ("311989", "nitrofurantoin 100 MG Oral Capsule"),
    .status = "completed",
    .authored = "2021-08-30",
    .how = "Take 1 capsule by mouth twice a day for 5 days.",
    .per_day = "2",
    .dose = { "1", NULL, "capsule", "{Capsule}" },
    .reason = KW_SNOMED ("68566005", "Urinary tract infection") },
  { .code = KW_RXNORM ("5640", "ibuprofen"),
    .status = "active",
    .authored = "2024-04-22",
    .do_not = TRUE,
    .reason = KW_WORDS ("To protect the kidneys"),
    .how = "Use acetaminophen for pain instead." },
  { .code = KW_RXNORM ("313782", "acetaminophen 325 MG Oral Tablet"),
    .status = "active",
    .authored = "2024-04-22",
    .how = "Take 2 tablets by mouth every 6 hours if needed for knee pain.",
    .as_needed = TRUE,
    .dose = TABLET ("2"),
    .route = ORAL },
  { .code = KW_WORDS ("Vitamin D3 1,000 units, bought without prescription"),
    .status = "unknown",
    .intent = "plan",
    .reported = TRUE },
  { .code = KW_RXNORM ("197361", "amlodipine 5 MG Oral Tablet"),
    .status = "entered-in-error",
    .authored = "2020-07-06",
    .how = "Take 2 tablets by mouth twice a day." },
};

/* City Clinic still lists the old dose. */
static const KwDemoMedicine city_medicines[] = {
  { .code = KW_RXNORM ("861007", "metformin hydrochloride 500 MG Oral Tablet"),
    .status = "active",
    .authored = "2019-03-11",
    .how = "Take 1 tablet by mouth twice a day.",
    .per_day = "2",
    .dose = TABLET ("1"),
    .staff = KW_STAFF_EYES },
  { .code = KW_RXNORM ("979492", "losartan potassium 50 MG Oral Tablet"),
    .status = "active",
    .authored = "2022-04-11",
    .how = "Take 1 tablet by mouth once a day.",
    .per_day = "1",
    .dose = TABLET ("1"),
    .staff = KW_STAFF_EYES },
};

/* ---- the rest ---- */

static const KwDemoVaccine vaccines[] = {
  { .code = KW_CVX ("197", "Influenza, high-dose seasonal, quadrivalent, preservative free"),
    .date = "2025-10-06",
    .lot = "DM4417A" },
  { .code = KW_CVX ("197", "Influenza, high-dose seasonal, quadrivalent, preservative free"),
    .date = "2024-10-14",
    .lot = "DM3902C" },
  { .code = KW_CVX ("216", "Pneumococcal conjugate vaccine, 20-valent"),
    .date = "2023-02-13",
    .lot = "DM1180B" },
  { .code = KW_CVX ("187", "Zoster vaccine recombinant, adjuvanted"),
    .date = "2019-06-03",
    .dose = "1",
    .doses = "2" },
  { .code = KW_CVX ("187", "Zoster vaccine recombinant, adjuvanted"),
    .date = "2019-09-09",
    .dose = "2",
    .doses = "2" },
  { .code = KW_CVX ("115", "Tetanus, diphtheria, and acellular pertussis (Tdap)"),
    .date = "2017-03-06" },
  { .code = KW_CVX ("197", "Influenza, high-dose seasonal, quadrivalent, preservative free"),
    .status = "not-done",
    .date = "2022-10-10",
    .reason = KW_TERM ("v3-ActReason", "PATOBJ", "Patient objection") },
  { .code = KW_WORDS ("Measles"), .elsewhere = TRUE },
};

static const KwDemoProcedure procedures[] = {
  { .code = KW_SNOMED ("73761001", "Colonoscopy"),
    .date = "2019-05-20",
    .outcome = KW_WORDS ("One small polyp removed") },
  { .code = KW_SNOMED ("76746007", "Cardiovascular stress test"),
    .date = "2020-11-09",
    .staff = KW_STAFF_HEART,
    .outcome = KW_WORDS ("Normal") },
  { .code = KW_SNOMED ("80146002", "Appendectomy"), .date = "1974" },
  { .code = KW_SNOMED ("252779009", "Dilated eye examination"),
    .date = "2026-04-13",
    .staff = KW_STAFF_EYES },
  { .code = KW_SNOMED ("241055006", "Mammogram"),
    .status = "not-done",
    .date = "2024-05-06",
    .reason = KW_WORDS ("Missed the appointment") },
};

static const KwDemoAppointment appointments[] = {
  { .type = KW_WORDS ("Diabetes follow-up"),
    .start = "2026-12-14T09:30:00-05:00",
    .end = "2026-12-14T10:00:00-05:00",
    .instruction = "Bring your blood sugar book. Do not eat after midnight." },
  { .type = KW_WORDS ("Yearly eye examination"),
    .start = "2027-04-12T14:00:00-05:00",
    .end = "2027-04-12T14:45:00-05:00",
    .instruction = "Your eyes will be widened; do not drive home.",
    .staff = KW_STAFF_EYES },
  { .type = KW_WORDS ("Mammogram"),
    .status = "noshow",
    .start = "2024-05-06T11:00:00-05:00",
    .end = "2024-05-06T11:20:00-05:00" },
};

static const char *const plan[]
    = { "Check blood sugar before breakfast", "Walk half an hour five days a week",
        "Hemoglobin A1c every three months", "Eye examination every year", NULL };

static const char *const questions[] = { "Little interest or pleasure in doing things",
                                         "Not at all",
                                         "Feeling down, depressed, or hopeless",
                                         "Several days",
                                         "Do you check your feet every day?",
                                         "Yes",
                                         NULL };

/* Yearly visits and those with a story. */
static void
write_visits (KwDemoScribe *scribe)
{
  for (int year = 2016; year <= 2026; year++)
    for (int month = 1; month <= 10; month += 3)
      {
        g_autofree char *start = g_strdup_printf ("%d-%02d-26T09:15:00-05:00", year, month);
        g_autofree char *end = g_strdup_printf ("%d-%02d-26T09:45:00-05:00", year, month);
        g_free (kw_demo_write_visit (
            scribe, &(KwDemoVisit){ .class_code = "AMB",
                                    .type = KW_SNOMED ("390906007", "Follow-up visit"),
                                    .reason = KW_SNOMED ("44054006", "Type 2 diabetes mellitus"),
                                    .start = start,
                                    .end = end }));
      }
  static const KwDemoVisit emergency = {
    .class_code = "EMER",
    .type = KW_SNOMED ("50849002", "Emergency room visit"),
    .reason = KW_SNOMED ("29857009", "Chest pain"),
    .start = "2020-11-02T15:20:00-05:00",
    .end = "2020-11-02T21:05:00-05:00",
    .discharge = KW_TERM ("discharge-disposition", "home", "Home"),
    .staff = KW_STAFF_HEART,
  };
  g_autofree char *visit = kw_demo_write_visit (scribe, &emergency);
  kw_demo_write_chronic_notes (scribe, visit);
}

static void
write_care (KwDemoScribe *scribe)
{
  static const guint team[] = { KW_STAFF_FAMILY, KW_STAFF_NURSE, KW_STAFF_EYES, KW_STAFF_HEART };
  static const KwDemoCode mother = KW_TERM ("v3-RoleCode", "MTH", "Mother");
  static const KwDemoCode brother = KW_TERM ("v3-RoleCode", "BRO", "Brother");
  static const KwDemoCode diabetes_code = KW_SNOMED ("44054006", "Type 2 diabetes mellitus");
  static const KwDemoCode attack = KW_SNOMED ("22298006", "Heart attack");
  static const KwDemoCode medicare = KW_TERM ("v3-ActCode", "RETIRE", "Retiree health program");
  static const KwDemoCode meter = KW_SNOMED ("337414009", "Blood glucose meter");
  static const KwDemoCode eye = KW_SNOMED ("308110009", "Referral to eye doctor");
  static const KwDemoCode test = KW_LOINC ("4548-4", "Hemoglobin A1c");
  static const KwDemoCode diet = KW_SNOMED ("160670007", "Diabetic diet");
  kw_demo_write_goal (scribe, "Hemoglobin A1c below 7.5 %", "active", "2024-01-29", "2026-12-31");
  kw_demo_write_goal (scribe, "Walk half an hour a day", "active", "2022-04-25", NULL);
  kw_demo_write_goal (scribe, "Stop smoking", "completed", "2016-01-11", "2017-01-11");
  kw_demo_write_care_plan (scribe, "Living with diabetes", "2024-01-29", plan);
  kw_demo_write_care_team (scribe, "Diabetes team", NULL, team, G_N_ELEMENTS (team));
  kw_demo_write_family (scribe, &mother, "Mother", &diabetes_code, "58");
  kw_demo_write_family (scribe, &brother, "Brother", &attack, "61");
  kw_demo_write_coverage (scribe, &medicare, "Medicare (invented member)", "Part A and B",
                          "2016-03-01");
  kw_demo_write_device (scribe, &meter, "Example Devices", "(01)00000000000017(17)280101",
                        "2024-01-15");
  kw_demo_write_order (scribe, &eye, "active", "2026-10-26", &diabetes_code);
  kw_demo_write_order (scribe, &test, "completed", "2026-07-20", &diabetes_code);
  kw_demo_write_nutrition (scribe, &diet, "2024-01-29");
  kw_demo_write_questionnaire (scribe, "Before your visit", "2026-10-26", questions);
  kw_demo_write_consent (scribe, "2016-01-11");
}

static void
write_riverside (KwDemoScribe *scribe)
{
  g_autofree char *condition = kw_demo_write_condition (scribe, &diabetes);
  KwDemoMedicine first = metformin;
  first.reason_reference = condition;
  for (guint i = 0; i < G_N_ELEMENTS (allergies); i++)
    kw_demo_write_allergy (scribe, &allergies[i]);
  kw_demo_write_conditions (scribe, conditions, G_N_ELEMENTS (conditions));
  g_autofree char *request = kw_demo_write_medicine (scribe, &first);
  kw_demo_write_medicines (scribe, medicines, G_N_ELEMENTS (medicines));
  kw_demo_write_dispense (scribe, &first, request, "2026-07-22T11:05:00-05:00");
  kw_demo_write_dispense (scribe, &first, request, "2026-10-20T16:40:00-05:00");
  kw_demo_write_chronic_results (scribe);
  kw_demo_write_vaccines (scribe, vaccines, G_N_ELEMENTS (vaccines));
  kw_demo_write_procedures (scribe, procedures, G_N_ELEMENTS (procedures));
  write_visits (scribe);
  kw_demo_write_appointments (scribe, appointments, G_N_ELEMENTS (appointments));
  write_care (scribe);
  kw_demo_write_provenance (scribe, request, "2026-07-20T14:00:00Z");
}

static void
write_city (KwDemoScribe *scribe)
{
  kw_demo_write_allergy (scribe, &city_allergy);
  g_free (kw_demo_write_condition (scribe, &diabetes));
  kw_demo_write_medicines (scribe, city_medicines, G_N_ELEMENTS (city_medicines));
  kw_demo_write_chronic_city_results (scribe);
  kw_demo_write_vaccines (scribe, vaccines, 1);
}

KwDemoPerson *
kw_demo_write_chronic (KwDemoScribe *scribe)
{
  KwDemoPerson *person = kw_demo_write_person (scribe, &rosa);
  if (scribe->index == 0)
    write_riverside (scribe);
  else
    write_city (scribe);
  return person;
}
