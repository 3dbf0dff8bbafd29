/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "demo/generator-private.h"

/* James Okafor, a healthy young adult whose record says that he has no allergy, and Anna Lee, who
 * cares for her mother and her child and whose record says nothing about allergies. */

static const KwDemoWho james = {
  .name = "James Okafor",
  .given = "James",
  .family = "Okafor",
  .born = "1999-02-20",
  .gender = "male",
  .phone = "555-0187",
  .street = "9 Harbor Road, Apartment 12",
  .city = "Riverside",
  .zip = "45400",
  .language = { "urn:ietf:bcp:47", "en-US", "English" },
  .who = "Born 1999, healthy",
};

static const KwDemoWho anna = {
  .name = "Anna Lee",
  .given = "Anna",
  .family = "Lee",
  .born = "1979-08-22",
  .gender = "female",
  .phone = "555-0111",
  .street = "27 Willow Street",
  .city = "Riverside",
  .zip = "45400",
  .language = { "urn:ietf:bcp:47", "en-US", "English" },
  .who = "Born 1979, may also see her mother Mary Lee and her child Theo Lee",
};

static const KwDemoAllergy none_known = {
  .code = KW_SNOMED ("716186003", "No known allergy"),
  .clinical = "active",
  .verification = "confirmed",
  .recorded = "2025-06-02",
};

static const KwDemoCondition ankle = {
  .code = KW_SNOMED ("44465007", "Sprain of ankle"),
  .clinical = "resolved",
  .onset = "2022-10-08",
  .abatement = "2022-11-21",
  .recorded = "2022-10-08",
};

static const KwDemoVaccine james_vaccines[] = {
  { .code = KW_CVX ("140", "Influenza, seasonal, injectable, preservative free"),
    .date = "2025-10-20" },
  { .code = KW_CVX ("115", "Tetanus, diphtheria, and acellular pertussis (Tdap)"),
    .date = "2022-10-08" },
  { .code = KW_CVX ("165", "HPV9"),
    .date = "2012-03-05",
    .elsewhere = TRUE,
    .dose = "1",
    .doses = "2" },
  { .code = KW_CVX ("165", "HPV9"),
    .date = "2012-09-10",
    .elsewhere = TRUE,
    .dose = "2",
    .doses = "2" },
};

static const KwDemoCourse lipids[] = {
  { "cholesterol", 172, 172, 4 },
  { "triglycerides", 88, 88, 6 },
  { "hdl", 56, 56, 2 },
  { "ldl", 97, 97, 3 },
};
static const KwDemoPanel lipid_panel
    = { KW_LOINC ("57698-3", "Lipid panel"), lipids, G_N_ELEMENTS (lipids), NULL };

static const KwDemoVisit james_visits[] = {
  { .class_code = "AMB",
    .type = KW_SNOMED ("185349003", "Check-up"),
    .start = "2025-06-02T08:30:00-05:00",
    .end = "2025-06-02T09:00:00-05:00" },
  { .class_code = "EMER",
    .type = KW_SNOMED ("50849002", "Emergency room visit"),
    .reason = KW_SNOMED ("44465007", "Sprain of ankle"),
    .start = "2022-10-08T20:10:00-05:00",
    .end = "2022-10-08T22:30:00-05:00",
    .staff = KW_STAFF_BONES },
};

static const KwDemoVitals james_vitals = { .weight = "171.5",
                                           .height = "70.5",
                                           .systolic = "118",
                                           .diastolic = "74",
                                           .pulse = "62",
                                           .temperature = "98.4",
                                           .oxygen = "99",
                                           .body_mass = "24.3" };

KwDemoPerson *
kw_demo_write_young (KwDemoScribe *scribe)
{
  KwDemoPerson *person = kw_demo_write_person (scribe, &james);
  kw_demo_write_allergy (scribe, &none_known);
  if (scribe->index != 0)
    return person;
  kw_demo_write_conditions (scribe, &ankle, 1);
  kw_demo_write_vaccines (scribe, james_vaccines, G_N_ELEMENTS (james_vaccines));
  kw_demo_write_panel (scribe, &lipid_panel, kw_demo_day ("2025-06-02"), 50);
  kw_demo_write_vitals (scribe, &james_vitals, "2025-06-02T08:35:00-05:00");
  kw_demo_write_visits (scribe, james_visits, G_N_ELEMENTS (james_visits));
  return person;
}

/* ---- the carer ---- */

static const KwDemoCondition migraine = {
  .code = KW_SNOMED ("37796009", "Migraine"),
  .clinical = "active",
  .verification = "confirmed",
  .onset_age = "24",
  .recorded = "2015-05-18",
};

static const KwDemoMedicine medicines[] = {
  { .code = KW_RXNORM ("313161", "sumatriptan 50 MG Oral Tablet"),
    .status = "active",
    .authored = "2026-05-18",
    .how = "Take 1 tablet by mouth when a migraine starts. No more than 2 tablets in 24 hours.",
    .as_needed = TRUE,
    .dose = { "1", NULL, "tablet", "{tbl}" },
    .reason = KW_SNOMED ("37796009", "Migraine") },
};

static const KwDemoVaccine anna_vaccines[] = {
  { .code = KW_CVX ("140", "Influenza, seasonal, injectable, preservative free"),
    .date = "2025-10-13" },
  { .code = KW_CVX ("115", "Tetanus, diphtheria, and acellular pertussis (Tdap)"),
    .date = "2021-04-12" },
};

static const KwDemoCourse blood[] = {
  { "wbc", 59, 59, 3 },         { "hemoglobin", 117, 117, 2 }, { "hematocrit", 352, 352, 4 },
  { "platelets", 262, 262, 9 }, { "mcv", 79, 79, 1 },
};
static const KwDemoCourse iron[] = { { "ferritin", 11, 11, 1 } };
static const KwDemoPanel blood_panel
    = { KW_LOINC ("58410-2", "Complete blood count"), blood, G_N_ELEMENTS (blood), NULL };
static const KwDemoPanel iron_panel
    = { KW_LOINC ("2276-4", "Ferritin"), iron, G_N_ELEMENTS (iron), "Iron stores are low." };

static const KwDemoVisit anna_visit = { .class_code = "AMB",
                                        .type = KW_SNOMED ("185349003", "Check-up"),
                                        .start = "2026-05-18T16:00:00-05:00",
                                        .end = "2026-05-18T16:30:00-05:00" };

KwDemoPerson *
kw_demo_write_carer (KwDemoScribe *scribe)
{
  KwDemoPerson *person = kw_demo_write_person (scribe, &anna);
  g_free (kw_demo_write_condition (scribe, &migraine));
  kw_demo_write_medicines (scribe, medicines, G_N_ELEMENTS (medicines));
  if (scribe->index != 0)
    return person;
  kw_demo_write_vaccines (scribe, anna_vaccines, G_N_ELEMENTS (anna_vaccines));
  kw_demo_write_panel (scribe, &blood_panel, kw_demo_day ("2026-05-18"), 50);
  kw_demo_write_panel (scribe, &iron_panel, kw_demo_day ("2026-05-18"), 50);
  g_free (kw_demo_write_visit (scribe, &anna_visit));
  return person;
}
