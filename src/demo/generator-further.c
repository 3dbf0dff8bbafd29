/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "demo/generator-private.h"

/* Further adults, for load: plausible, all alike. */

static const char *const given_names[] = { "Alice", "Bruno", "Clara", "Dinesh", "Elena", "Farid",
                                           "Grace", "Hugo",  "Irene", "Jamal",  "Keiko", "Louis" };
static const char *const family_names[]
    = { "Novak", "Castillo", "Beaumont", "Ito", "Keller", "Mbeki", "Larsen", "Quigley" };

static const KwDemoCondition conditions[] = {
  { .code = KW_SNOMED ("38341003", "High blood pressure"),
    .clinical = "active",
    .onset = "2018",
    .recorded = "2018-04-09" },
  { .code = KW_SNOMED ("55822004", "High cholesterol"),
    .clinical = "active",
    .onset = "2019",
    .recorded = "2019-04-08" },
  { .code = KW_SNOMED ("444814009", "Viral sinusitis"),
    .clinical = "resolved",
    .onset = "2022-01-10",
    .abatement = "2022-01-24",
    .recorded = "2022-01-10" },
};

static const KwDemoMedicine medicine = {
  .code = KW_RXNORM ("197361", "amlodipine 5 MG Oral Tablet"),
  .status = "active",
  .authored = "2026-04-06",
  .how = "Take 1 tablet by mouth once a day.",
};

static const KwDemoCourse metabolic[] = {
  { "glucose", 94, 99, 12 }, { "sodium", 139, 139, 3 },    { "potassium", 42, 42, 4 },
  { "bun", 14, 16, 4 },      { "creatinine", 85, 92, 12 }, { "calcium", 94, 94, 4 },
};
static const KwDemoCourse lipid[] = {
  { "cholesterol", 215, 190, 20 },
  { "triglycerides", 150, 140, 40 },
  { "hdl", 52, 52, 8 },
  { "ldl", 132, 108, 18 },
};
static const KwDemoPanel panels[] = {
  { KW_LOINC ("51990-0", "Basic metabolic panel"), metabolic, G_N_ELEMENTS (metabolic), NULL },
  { KW_LOINC ("57698-3", "Lipid panel"), lipid, G_N_ELEMENTS (lipid), NULL },
};

static const KwDemoVaccine vaccine = {
  .code = KW_CVX ("140", "Influenza, seasonal, injectable, preservative free"),
  .date = "2025-10-06",
};

static void
write_yearly_visits (KwDemoScribe *scribe)
{
  for (int year = 2018; year <= 2026; year++)
    {
      g_autofree char *start = g_strdup_printf ("%d-04-06T09:00:00-05:00", year);
      g_autofree char *systolic = g_strdup_printf ("%d", kw_scribe_random (scribe, 116, 148));
      g_autofree char *diastolic = g_strdup_printf ("%d", kw_scribe_random (scribe, 70, 92));
      g_free (
          kw_demo_write_visit (scribe, &(KwDemoVisit){ .class_code = "AMB",
                                                       .type = KW_SNOMED ("185349003", "Check-up"),
                                                       .start = start }));
      kw_demo_write_vitals (scribe, &(KwDemoVitals){ .systolic = systolic, .diastolic = diastolic },
                            start);
    }
}

/* @number counts from 0; every name is used once before a number is added to it. */
KwDemoPerson *
kw_demo_write_further (KwDemoScribe *scribe, guint number)
{
  guint n_given = G_N_ELEMENTS (given_names);
  guint n_names = n_given * G_N_ELEMENTS (family_names);
  const char *given = given_names[number % n_given];
  const char *surname = family_names[number / n_given % G_N_ELEMENTS (family_names)];
  g_autofree char *family = number < n_names
                                ? g_strdup (surname)
                                : g_strdup_printf ("%s %u", surname, number / n_names + 1);
  g_autofree char *name = g_strdup_printf ("%s %s", given, family);
  g_autofree char *born = kw_demo_date (kw_demo_day ("1950-01-01") + number * 211 % 18000);
  g_autofree char *who = g_strdup_printf ("Born %.4s, a further adult", born);
  KwDemoPerson *person = kw_demo_write_person (
      scribe,
      &(KwDemoWho){ .name = name, .given = given, .family = family, .born = born, .who = who });
  kw_demo_write_conditions (scribe, conditions, G_N_ELEMENTS (conditions));
  g_free (kw_demo_write_medicine (scribe, &medicine));
  for (guint i = 0; i < G_N_ELEMENTS (panels); i++)
    kw_demo_write_panels (scribe, &panels[i], "2018-04-06", "2026-04-06", 365);
  write_yearly_visits (scribe);
  kw_demo_write_vaccines (scribe, &vaccine, 1);
  return person;
}
