/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "demo/entries.h"

/* Allergies, conditions, vaccines and procedures. */

/* A status of one of HL7's own code systems, in the shape of a CodeableConcept. */
static void
write_status (KwDemoScribe *scribe, const char *name, const char *system, const char *code)
{
  if (code == NULL)
    return;
  g_autofree char *url = g_strconcat (KW_HL7, system, NULL);
  kw_scribe_open (scribe, name);
  kw_scribe_open_list (scribe, "coding");
  kw_scribe_open (scribe, NULL);
  kw_scribe_string (scribe, "system", url);
  kw_scribe_string (scribe, "code", code);
  kw_scribe_close (scribe);
  kw_scribe_close_list (scribe);
  kw_scribe_close (scribe);
}

/* ---- allergies ---- */

static void
write_reaction (KwDemoScribe *scribe, const KwDemoAllergy *allergy)
{
  if (allergy->manifestations[0].text == NULL)
    return;
  kw_scribe_open_list (scribe, "reaction");
  kw_scribe_open (scribe, NULL);
  kw_scribe_open_list (scribe, "manifestation");
  for (guint i = 0; i < G_N_ELEMENTS (allergy->manifestations); i++)
    kw_scribe_concept (scribe, NULL, &allergy->manifestations[i]);
  kw_scribe_close_list (scribe);
  kw_scribe_string (scribe, "severity", allergy->severity);
  kw_scribe_close (scribe);
  kw_scribe_close_list (scribe);
}

void
kw_demo_write_allergy (KwDemoScribe *scribe, const KwDemoAllergy *allergy)
{
  gboolean error = g_strcmp0 (allergy->verification, "entered-in-error") == 0;
  kw_scribe_begin (scribe, "AllergyIntolerance", allergy->recorded);
  if (!error) /* ait-2: a mistake has no clinical status */
    write_status (scribe, "clinicalStatus", "allergyintolerance-clinical", allergy->clinical);
  write_status (scribe, "verificationStatus", "allergyintolerance-verification",
                allergy->verification);
  kw_scribe_string (scribe, "type", allergy->type);
  if (allergy->category != NULL)
    {
      kw_scribe_open_list (scribe, "category");
      kw_json_writer_string (scribe->writer, allergy->category);
      kw_scribe_close_list (scribe);
    }
  kw_scribe_string (scribe, "criticality", allergy->criticality);
  kw_scribe_concept (scribe, "code", &allergy->code);
  kw_scribe_patient (scribe);
  kw_scribe_string (scribe, "onsetDateTime", allergy->onset);
  kw_scribe_string (scribe, "recordedDate", allergy->recorded);
  kw_scribe_reference (scribe, "recorder", kw_demo_staff_reference (KW_STAFF_FAMILY),
                       kw_demo_staff_name (KW_STAFF_FAMILY));
  kw_scribe_note (scribe, allergy->note);
  write_reaction (scribe, allergy);
  kw_scribe_finish (scribe);
}

/* ---- conditions ---- */

static const KwDemoCode *
severity_code (const char *severity)
{
  static const KwDemoCode codes[] = {
    KW_SNOMED ("255604002", "mild"),
    KW_SNOMED ("6736007", "moderate"),
    KW_SNOMED ("24484000", "severe"),
  };
  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    if (g_strcmp0 (codes[i].text, severity) == 0)
      return &codes[i];
  return NULL;
}

static void
write_condition_code (KwDemoScribe *scribe, const KwDemoCondition *condition)
{
  kw_scribe_open (scribe, "code");
  kw_scribe_open_list (scribe, "coding");
  kw_scribe_coding (scribe, NULL, &condition->code);
  if (condition->icd.code != NULL)
    kw_scribe_coding (scribe, NULL, &condition->icd);
  kw_scribe_close_list (scribe);
  kw_scribe_string (scribe, "text", condition->code.text);
  kw_scribe_close (scribe);
}

/* Health concerns are US Core's own category. */
static void
write_condition_category (KwDemoScribe *scribe, const char *category)
{
  static const KwDemoCode codes[] = {
    KW_TERM ("condition-category", "problem-list-item", "Problem List Item"),
    KW_TERM ("condition-category", "encounter-diagnosis", "Encounter Diagnosis"),
    { "http://hl7.org/fhir/us/core/CodeSystem/condition-category", "health-concern",
      "Health Concern" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    if (g_strcmp0 (codes[i].code, category == NULL ? "problem-list-item" : category) == 0)
      kw_scribe_concept_list (scribe, "category", &codes[i]);
}

char *
kw_demo_write_condition (KwDemoScribe *scribe, const KwDemoCondition *condition)
{
  const char *verification
      = condition->verification == NULL ? "confirmed" : condition->verification;
  gboolean error = g_str_equal (verification, "entered-in-error");
  kw_scribe_begin (scribe, "Condition", condition->recorded);
  if (!error) /* con-5 */
    write_status (scribe, "clinicalStatus", "condition-clinical", condition->clinical);
  write_status (scribe, "verificationStatus", "condition-ver-status", verification);
  write_condition_category (scribe, condition->category);
  kw_scribe_concept (scribe, "severity", severity_code (condition->severity));
  write_condition_code (scribe, condition);
  kw_scribe_subject (scribe);
  kw_scribe_string (scribe, "onsetDateTime", condition->onset);
  kw_scribe_quantity (scribe, "onsetAge",
                      &(KwDemoQuantity){ condition->onset_age, NULL, "years", "a" });
  kw_scribe_string (scribe, "abatementDateTime", condition->abatement);
  kw_scribe_string (scribe, "recordedDate", condition->recorded);
  kw_scribe_reference (scribe, "recorder", kw_demo_staff_reference (KW_STAFF_FAMILY),
                       kw_demo_staff_name (KW_STAFF_FAMILY));
  kw_scribe_note (scribe, condition->note);
  return kw_scribe_end (scribe);
}

void
kw_demo_write_conditions (KwDemoScribe *scribe, const KwDemoCondition *conditions, guint n)
{
  for (guint i = 0; i < n; i++)
    g_free (kw_demo_write_condition (scribe, &conditions[i]));
}

/* ---- vaccines ---- */

static void
write_dose_number (KwDemoScribe *scribe, const KwDemoVaccine *vaccine)
{
  if (vaccine->dose == NULL)
    return;
  kw_scribe_open_list (scribe, "protocolApplied");
  kw_scribe_open (scribe, NULL);
  kw_scribe_number (scribe, "doseNumberPositiveInt", vaccine->dose);
  kw_scribe_number (scribe, "seriesDosesPositiveInt", vaccine->doses);
  kw_scribe_close (scribe);
  kw_scribe_close_list (scribe);
}

static void
write_vaccine (KwDemoScribe *scribe, const KwDemoVaccine *vaccine)
{
  gboolean given = vaccine->status == NULL;
  kw_scribe_begin (scribe, "Immunization", vaccine->date);
  kw_scribe_string (scribe, "status", given ? "completed" : vaccine->status);
  kw_scribe_concept (scribe, "statusReason", &vaccine->reason);
  kw_scribe_concept (scribe, "vaccineCode", &vaccine->code);
  kw_scribe_patient (scribe);
  if (vaccine->date != NULL)
    kw_scribe_string (scribe, "occurrenceDateTime", vaccine->date);
  else
    kw_scribe_string (scribe, "occurrenceString", "As a child, date not known");
  kw_scribe_boolean (scribe, "primarySource", !vaccine->elsewhere);
  kw_scribe_string (scribe, "lotNumber", vaccine->lot);
  kw_scribe_concept (scribe, "site", &vaccine->site);
  if (given && !vaccine->elsewhere)
    {
      kw_scribe_open_list (scribe, "performer");
      kw_scribe_open (scribe, NULL);
      kw_scribe_reference (scribe, "actor", kw_demo_staff_reference (KW_STAFF_NURSE),
                           kw_demo_staff_name (KW_STAFF_NURSE));
      kw_scribe_close (scribe);
      kw_scribe_close_list (scribe);
    }
  write_dose_number (scribe, vaccine);
  kw_scribe_finish (scribe);
}

void
kw_demo_write_vaccines (KwDemoScribe *scribe, const KwDemoVaccine *vaccines, guint n)
{
  for (guint i = 0; i < n; i++)
    write_vaccine (scribe, &vaccines[i]);
}

/* ---- procedures ---- */

static void
write_procedure (KwDemoScribe *scribe, const KwDemoProcedure *procedure)
{
  kw_scribe_begin (scribe, "Procedure", procedure->date);
  kw_scribe_string (scribe, "status", procedure->status == NULL ? "completed" : procedure->status);
  kw_scribe_concept (scribe, "code", &procedure->code);
  kw_scribe_subject (scribe);
  if (procedure->end != NULL)
    kw_scribe_period (scribe, "performedPeriod", procedure->date, procedure->end);
  else
    kw_scribe_string (scribe, "performedDateTime", procedure->date);
  kw_scribe_open_list (scribe, "performer");
  kw_scribe_open (scribe, NULL);
  kw_scribe_reference (scribe, "actor", kw_demo_staff_reference (procedure->staff),
                       kw_demo_staff_name (procedure->staff));
  kw_scribe_close (scribe);
  kw_scribe_close_list (scribe);
  kw_scribe_concept_list (scribe, "reasonCode", &procedure->reason);
  kw_scribe_concept_list (scribe, "bodySite", &procedure->body_site);
  kw_scribe_concept (scribe, "outcome", &procedure->outcome);
  kw_scribe_note (scribe, procedure->note);
  kw_scribe_finish (scribe);
}

void
kw_demo_write_procedures (KwDemoScribe *scribe, const KwDemoProcedure *procedures, guint n)
{
  for (guint i = 0; i < n; i++)
    write_procedure (scribe, &procedures[i]);
}
