/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "demo/generator-private.h"

/* Theo Lee: a healthy child with the vaccines of his years, one food allergy, ears that hurt. */

static const KwDemoWho theo = {
  .name = "Theo Lee",
  .given = "Theo",
  .family = "Lee",
  .born = "2021-06-11",
  .gender = "male",
  .phone = "555-0111",
  .street = "27 Willow Street",
  .city = "Riverside",
  .zip = "45400",
  .language = { "urn:ietf:bcp:47", "en-US", "English" },
  .who = "Born 2021, a child with his vaccines",
  .contact = KW_TERM ("v2-0131", "N", "Next of kin"),
  .contact_name = "Anna Lee",
  .contact_phone = "555-0111",
};

/* The schedule of the Centers for Disease Control for a child born in June 2021. */
static const KwDemoVaccine vaccines[] = {
  { .code = KW_CVX ("08", "Hep B, adolescent or pediatric"),
    .date = "2021-06-11",
    .dose = "1",
    .doses = "3" },
  { .code = KW_CVX ("08", "Hep B, adolescent or pediatric"),
    .date = "2021-08-13",
    .dose = "2",
    .doses = "3" },
  { .code = KW_CVX ("119", "Rotavirus, monovalent"),
    .date = "2021-08-13",
    .dose = "1",
    .doses = "2" },
  { .code = KW_CVX ("20", "DTaP"),
    .date = "2021-08-13",
    .lot = "U6652AA",
    .dose = "1",
    .doses = "5" },
  { .code = KW_CVX ("49", "Hib (PRP-OMP)"), .date = "2021-08-13", .dose = "1", .doses = "3" },
  { .code = KW_CVX ("133", "Pneumococcal conjugate PCV 13"),
    .date = "2021-08-13",
    .dose = "1",
    .doses = "4" },
  { .code = KW_CVX ("10", "IPV"), .date = "2021-08-13", .dose = "1", .doses = "4" },
  { .code = KW_CVX ("119", "Rotavirus, monovalent"),
    .date = "2021-10-15",
    .dose = "2",
    .doses = "2" },
  { .code = KW_CVX ("20", "DTaP"), .date = "2021-10-15", .dose = "2", .doses = "5" },
  { .code = KW_CVX ("49", "Hib (PRP-OMP)"), .date = "2021-10-15", .dose = "2", .doses = "3" },
  { .code = KW_CVX ("133", "Pneumococcal conjugate PCV 13"),
    .date = "2021-10-15",
    .dose = "2",
    .doses = "4" },
  { .code = KW_CVX ("10", "IPV"), .date = "2021-10-15", .dose = "2", .doses = "4" },
  { .code = KW_CVX ("20", "DTaP"), .date = "2021-12-17", .dose = "3", .doses = "5" },
  { .code = KW_CVX ("133", "Pneumococcal conjugate PCV 13"),
    .date = "2021-12-17",
    .dose = "3",
    .doses = "4" },
  { .code = KW_CVX ("08", "Hep B, adolescent or pediatric"),
    .date = "2021-12-17",
    .dose = "3",
    .doses = "3" },
  { .code = KW_CVX ("140", "Influenza, seasonal, injectable, preservative free"),
    .date = "2021-12-17" },
  { .code = KW_CVX ("140", "Influenza, seasonal, injectable, preservative free"),
    .date = "2022-01-21" },
  { .code = KW_CVX ("03", "MMR"),
    .date = "2022-06-17",
    .lot = "T014772",
    .dose = "1",
    .doses = "2" },
  { .code = KW_CVX ("21", "Varicella"), .date = "2022-06-17", .dose = "1", .doses = "2" },
  { .code = KW_CVX ("83", "Hep A, ped/adol, 2 dose"),
    .date = "2022-06-17",
    .dose = "1",
    .doses = "2" },
  { .code = KW_CVX ("49", "Hib (PRP-OMP)"), .date = "2022-06-17", .dose = "3", .doses = "3" },
  { .code = KW_CVX ("133", "Pneumococcal conjugate PCV 13"),
    .date = "2022-09-16",
    .dose = "4",
    .doses = "4" },
  { .code = KW_CVX ("20", "DTaP"), .date = "2022-12-16", .dose = "4", .doses = "5" },
  { .code = KW_CVX ("83", "Hep A, ped/adol, 2 dose"),
    .date = "2022-12-16",
    .dose = "2",
    .doses = "2" },
  { .code = KW_CVX ("140", "Influenza, seasonal, injectable, preservative free"),
    .date = "2023-10-13" },
  { .code = KW_CVX ("140", "Influenza, seasonal, injectable, preservative free"),
    .status = "not-done",
    .date = "2024-10-18",
    .reason = KW_WORDS ("Had a fever that day") },
  { .code = KW_CVX ("03", "MMR"), .date = "2025-07-11", .dose = "2", .doses = "2" },
  { .code = KW_CVX ("21", "Varicella"), .date = "2025-07-11", .dose = "2", .doses = "2" },
  { .code = KW_CVX ("20", "DTaP"), .date = "2025-07-11", .dose = "5", .doses = "5" },
  { .code = KW_CVX ("10", "IPV"), .date = "2025-07-11", .dose = "4", .doses = "4" },
};

static const KwDemoAllergy peanut = {
  .code = KW_SNOMED ("762952008", "Peanut"),
  .clinical = "active",
  .verification = "confirmed",
  .category = "food",
  .type = "allergy",
  .criticality = "high",
  .onset = "2022-08-02",
  .recorded = "2022-08-05",
  .manifestations
  = { KW_SNOMED ("126485001", "Hives"), KW_SNOMED ("41291007", "Swelling of the face") },
  .severity = "moderate",
  .note = "An emergency injector is at home and at preschool.",
};

static const KwDemoCondition conditions[] = {
  { .code = KW_SNOMED ("65363002", "Ear infection"),
    .clinical = "resolved",
    .category = "encounter-diagnosis",
    .onset = "2023-02-20",
    .abatement = "2023-03-06",
    .recorded = "2023-02-20" },
  { .code = KW_SNOMED ("65363002", "Ear infection"),
    .clinical = "resolved",
    .category = "encounter-diagnosis",
    .onset = "2024-01-15",
    .abatement = "2024-01-29",
    .recorded = "2024-01-15" },
  { .code = KW_SNOMED ("43116000", "Eczema"),
    .clinical = "active",
    .severity = "mild",
    .onset = "2022-01",
    .recorded = "2022-01-21" },
};

static const KwDemoMedicine medicines[] = {
  { .code = KW_RXNORM ("1870230", "0.3 ML epinephrine 1 MG/ML Auto-Injector"),
    .status = "active",
    .authored = "2025-07-11",
    .how = "Inject into the outer thigh if there is a severe allergic reaction, then call 911.",
    .as_needed = TRUE,
    .reason = KW_SNOMED ("91935009", "Allergy to peanuts"),
    .staff = KW_STAFF_CHILD },
  { .code = KW_WORDS ("amoxicillin 400 mg/5 mL liquid"),
    .status = "completed",
    .authored = "2024-01-15",
    .how = "Give 6 mL by mouth twice a day for 10 days.",
    .per_day = "2",
    .dose = { "6", NULL, "mL", "mL" },
    .reason = KW_SNOMED ("65363002", "Ear infection"),
    .staff = KW_STAFF_CHILD },
};

static const KwDemoResult results[] = {
  { .code = KW_LOINC ("10368-9", "Lead, capillary blood"),
    .date = "2022-06-17",
    .value = { "1.0", "<", "ug/dL", "ug/dL" },
    .high = "3.5" },
  { .code = KW_LOINC ("718-7", "Hemoglobin"),
    .date = "2022-06-17",
    .value = { "11.8", NULL, "g/dL", "g/dL" },
    .low = "10.5",
    .high = "13.5" },
  { .code = KW_LOINC ("6206-7", "Peanut IgE"),
    .date = "2022-08-19",
    .value = { "12.40", NULL, "kU/L", "k[IU]/L" },
    .range_text = "Less than 0.35",
    .flag = "H" },
};

/* Growth: pounds and inches at the check-ups. */
static const struct
{
  const char *date;
  const char *weight;
  const char *height;
} growth[] = {
  { "2021-06-11T14:20:00-05:00", "7.6", "20.1" },  { "2021-08-13T09:30:00-05:00", "12.4", "23.2" },
  { "2021-12-17T09:30:00-05:00", "17.9", "26.9" }, { "2022-06-17T09:30:00-05:00", "21.8", "30.1" },
  { "2022-12-16T09:30:00-05:00", "24.9", "32.8" }, { "2023-06-16T09:30:00-05:00", "28.0", "35.2" },
  { "2024-06-14T09:30:00-05:00", "32.3", "38.3" }, { "2025-07-11T09:30:00-05:00", "36.8", "41.2" },
  { "2026-07-10T09:30:00-05:00", "41.5", "43.9" },
};

static const KwDemoAppointment appointment = {
  .type = KW_WORDS ("Check-up at six years"),
  .start = "2027-07-09T09:30:00-05:00",
  .end = "2027-07-09T10:00:00-05:00",
  .staff = KW_STAFF_CHILD,
};

static void
write_check_ups (KwDemoScribe *scribe)
{
  for (guint i = 0; i < G_N_ELEMENTS (growth); i++)
    {
      kw_demo_write_vitals (
          scribe, &(KwDemoVitals){ .weight = growth[i].weight, .height = growth[i].height },
          growth[i].date);
      g_free (kw_demo_write_visit (
          scribe, &(KwDemoVisit){ .class_code = "AMB",
                                  .type = KW_SNOMED ("410620009", "Well child visit"),
                                  .start = growth[i].date,
                                  .staff = KW_STAFF_CHILD }));
    }
}

KwDemoPerson *
kw_demo_write_child (KwDemoScribe *scribe)
{
  static const KwDemoCode mother = KW_TERM ("v3-RoleCode", "MTH", "Mother");
  KwDemoPerson *person = kw_demo_write_person (scribe, &theo);
  guint n_vaccines = scribe->index == 0 ? G_N_ELEMENTS (vaccines) : 1;
  kw_demo_write_vaccines (scribe, vaccines, n_vaccines);
  if (scribe->index != 0)
    return person;
  kw_demo_write_allergy (scribe, &peanut);
  kw_demo_write_conditions (scribe, conditions, G_N_ELEMENTS (conditions));
  kw_demo_write_medicines (scribe, medicines, G_N_ELEMENTS (medicines));
  kw_demo_write_results (scribe, results, G_N_ELEMENTS (results));
  write_check_ups (scribe);
  kw_demo_write_appointments (scribe, &appointment, 1);
  g_free (kw_demo_write_related (scribe, &mother, "Anna", "Lee", "555-0111"));
  return person;
}
