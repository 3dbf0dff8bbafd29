/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "demo/entries.h"

/* Plans, goals, teams, devices, insurance, orders, diets, questionnaires and consents. */

void
kw_demo_write_goal (KwDemoScribe *scribe,
                    const char *description,
                    const char *status,
                    const char *start,
                    const char *due)
{
  const KwDemoCode words = KW_WORDS (description);
  kw_scribe_begin (scribe, "Goal", start);
  kw_scribe_string (scribe, "lifecycleStatus", status);
  kw_scribe_concept (scribe, "description", &words);
  kw_scribe_subject (scribe);
  kw_scribe_string (scribe, "startDate", start);
  if (due != NULL)
    {
      kw_scribe_open_list (scribe, "target");
      kw_scribe_open (scribe, NULL);
      kw_scribe_string (scribe, "dueDate", due);
      kw_scribe_close (scribe);
      kw_scribe_close_list (scribe);
    }
  kw_scribe_reference (scribe, "expressedBy", kw_demo_staff_reference (KW_STAFF_FAMILY),
                       kw_demo_staff_name (KW_STAFF_FAMILY));
  kw_scribe_finish (scribe);
}

static void
write_narrative (KwDemoScribe *scribe, const char *title, const char *const *lines)
{
  g_autoptr (GString) div = g_string_new ("<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>");
  g_string_append_printf (div, "%s</p><ul>", title);
  for (guint i = 0; lines[i] != NULL; i++)
    g_string_append_printf (div, "<li>%s</li>", lines[i]);
  g_string_append (div, "</ul></div>");
  kw_scribe_open (scribe, "text");
  kw_scribe_string (scribe, "status", "additional");
  kw_scribe_string (scribe, "div", div->str);
  kw_scribe_close (scribe);
}

void
kw_demo_write_care_plan (KwDemoScribe *scribe,
                         const char *title,
                         const char *start,
                         const char *const *activities)
{
  static const KwDemoCode category = { "http://hl7.org/fhir/us/core/CodeSystem/careplan-category",
                                       "assess-plan", "Assessment and Plan of Treatment" };
  kw_scribe_begin (scribe, "CarePlan", start);
  write_narrative (scribe, title, activities);
  kw_scribe_string (scribe, "status", "active");
  kw_scribe_string (scribe, "intent", "plan");
  kw_scribe_concept_list (scribe, "category", &category);
  kw_scribe_string (scribe, "title", title);
  kw_scribe_subject (scribe);
  kw_scribe_period (scribe, "period", start, NULL);
  kw_scribe_open_list (scribe, "activity");
  for (guint i = 0; activities[i] != NULL; i++)
    {
      kw_scribe_open (scribe, NULL);
      kw_scribe_open (scribe, "detail");
      kw_scribe_string (scribe, "status", "in-progress");
      kw_scribe_string (scribe, "description", activities[i]);
      kw_scribe_close (scribe);
      kw_scribe_close (scribe);
    }
  kw_scribe_close_list (scribe);
  kw_scribe_finish (scribe);
}

void
kw_demo_write_care_team (KwDemoScribe *scribe,
                         const char *name,
                         const char *relative,
                         const guint *staff,
                         guint n)
{
  static const KwDemoCode roles[] = {
    [KW_STAFF_FAMILY] = KW_SNOMED ("446050000", "Primary care physician"),
    [KW_STAFF_HEART] = KW_SNOMED ("17561000", "Cardiologist"),
    [KW_STAFF_EYES] = KW_SNOMED ("422234006", "Ophthalmologist"),
    [KW_STAFF_CHILD] = KW_SNOMED ("82296001", "Pediatrician"),
    [KW_STAFF_NURSE] = KW_SNOMED ("224535009", "Registered nurse"),
    [KW_STAFF_BONES] = KW_SNOMED ("22731001", "Orthopedic surgeon"),
  };
  kw_scribe_begin (scribe, "CareTeam", NULL);
  kw_scribe_string (scribe, "status", "active");
  kw_scribe_string (scribe, "name", name);
  kw_scribe_subject (scribe);
  kw_scribe_open_list (scribe, "participant");
  for (guint i = 0; i < n; i++)
    {
      kw_scribe_open (scribe, NULL);
      kw_scribe_concept_list (scribe, "role", &roles[staff[i]]);
      kw_scribe_reference (scribe, "member", kw_demo_staff_reference (staff[i]),
                           kw_demo_staff_name (staff[i]));
      kw_scribe_close (scribe);
    }
  if (relative != NULL)
    {
      kw_scribe_open (scribe, NULL);
      kw_scribe_reference (scribe, "member", relative, NULL);
      kw_scribe_close (scribe);
    }
  kw_scribe_close_list (scribe);
  kw_scribe_finish (scribe);
}

void
kw_demo_write_device (KwDemoScribe *scribe,
                      const KwDemoCode *type,
                      const char *maker,
                      const char *carrier,
                      const char *made)
{
  kw_scribe_begin (scribe, "Device", made);
  kw_scribe_open_list (scribe, "udiCarrier");
  kw_scribe_open (scribe, NULL);
  kw_scribe_string (scribe, "carrierHRF", carrier);
  kw_scribe_close (scribe);
  kw_scribe_close_list (scribe);
  kw_scribe_string (scribe, "status", "active");
  kw_scribe_string (scribe, "manufacturer", maker);
  kw_scribe_string (scribe, "manufactureDate", made);
  kw_scribe_concept (scribe, "type", type);
  kw_scribe_patient (scribe);
  kw_scribe_finish (scribe);
}

static void
write_class (KwDemoScribe *scribe, const char *plan)
{
  static const KwDemoCode kind = KW_TERM ("coverage-class", "plan", "Plan");
  kw_scribe_open_list (scribe, "class");
  kw_scribe_open (scribe, NULL);
  kw_scribe_concept (scribe, "type", &kind);
  kw_scribe_string (scribe, "value", plan);
  kw_scribe_string (scribe, "name", plan);
  kw_scribe_close (scribe);
  kw_scribe_close_list (scribe);
}

static char *
write_insurance_plan (KwDemoScribe *scribe, const char *payor, const char *plan)
{
  kw_scribe_begin (scribe, "InsurancePlan", NULL);
  kw_scribe_string (scribe, "status", "active");
  kw_scribe_string (scribe, "name", plan);
  kw_scribe_reference (scribe, "ownedBy", NULL, payor);
  return kw_scribe_end (scribe);
}

void
kw_demo_write_coverage (KwDemoScribe *scribe,
                        const KwDemoCode *type,
                        const char *payor,
                        const char *plan,
                        const char *start)
{
  static const KwDemoCode self = KW_TERM ("subscriber-relationship", "self", "Self");
  g_autofree char *insurance_plan = write_insurance_plan (scribe, payor, plan);
  kw_scribe_begin (scribe, "Coverage", start);
  kw_scribe_open_list (scribe, "extension");
  kw_scribe_open (scribe, NULL);
  kw_scribe_string (scribe, "url", "https://keepwell.example/fhir/insurance-plan");
  kw_scribe_reference (scribe, "valueReference", insurance_plan, plan);
  kw_scribe_close (scribe);
  kw_scribe_close_list (scribe);
  kw_scribe_string (scribe, "status", "active");
  kw_scribe_concept (scribe, "type", type);
  kw_scribe_string (scribe, "subscriberId", "DEMO-0000000");
  kw_scribe_reference (scribe, "beneficiary", scribe->patient, scribe->patient_name);
  kw_scribe_concept (scribe, "relationship", &self);
  kw_scribe_period (scribe, "period", start, NULL);
  kw_scribe_reference_list (scribe, "payor", NULL, payor);
  write_class (scribe, plan);
  kw_scribe_finish (scribe);
}

void
kw_demo_write_order (KwDemoScribe *scribe,
                     const KwDemoCode *code,
                     const char *status,
                     const char *authored,
                     const KwDemoCode *reason)
{
  kw_scribe_begin (scribe, "ServiceRequest", authored);
  kw_scribe_string (scribe, "status", status);
  kw_scribe_string (scribe, "intent", "order");
  kw_scribe_concept (scribe, "code", code);
  kw_scribe_subject (scribe);
  kw_scribe_string (scribe, "authoredOn", authored);
  kw_scribe_reference (scribe, "requester", kw_demo_staff_reference (KW_STAFF_FAMILY),
                       kw_demo_staff_name (KW_STAFF_FAMILY));
  kw_scribe_concept_list (scribe, "reasonCode", reason);
  kw_scribe_finish (scribe);
}

void
kw_demo_write_consent (KwDemoScribe *scribe, const char *date)
{
  static const KwDemoCode scope = KW_TERM ("consentscope", "patient-privacy", "Privacy Consent");
  static const KwDemoCode category
      = KW_LOINC ("59284-0", "Consent to share records with other hospitals");
  kw_scribe_begin (scribe, "Consent", date);
  kw_scribe_string (scribe, "status", "active");
  kw_scribe_concept (scribe, "scope", &scope);
  kw_scribe_concept_list (scribe, "category", &category);
  kw_scribe_patient (scribe);
  kw_scribe_string (scribe, "dateTime", date);
  kw_scribe_reference_list (scribe, "organization", "Organization/O-1", scribe->hospital->name);
  kw_scribe_open (scribe, "policyRule");
  kw_scribe_string (scribe, "text", "Hospitals that treat the patient may read this record");
  kw_scribe_close (scribe);
  kw_scribe_finish (scribe);
}

void
kw_demo_write_nutrition (KwDemoScribe *scribe, const KwDemoCode *diet, const char *date)
{
  kw_scribe_begin (scribe, "NutritionOrder", date);
  kw_scribe_string (scribe, "status", "active");
  kw_scribe_string (scribe, "intent", "order");
  kw_scribe_patient (scribe);
  kw_scribe_string (scribe, "dateTime", date);
  kw_scribe_open (scribe, "oralDiet");
  kw_scribe_concept_list (scribe, "type", diet);
  kw_scribe_close (scribe);
  kw_scribe_finish (scribe);
}

void
kw_demo_write_questionnaire (KwDemoScribe *scribe,
                             const char *title,
                             const char *date,
                             const char *const *pairs)
{
  kw_scribe_begin (scribe, "Questionnaire", date);
  kw_scribe_string (scribe, "title", title);
  kw_scribe_string (scribe, "status", "active");
  g_autofree char *questionnaire = kw_scribe_end (scribe);
  kw_scribe_begin (scribe, "QuestionnaireResponse", date);
  kw_scribe_string (scribe, "questionnaire", questionnaire);
  kw_scribe_string (scribe, "status", "completed");
  kw_scribe_subject (scribe);
  kw_scribe_string (scribe, "authored", date);
  kw_scribe_open_list (scribe, "item");
  for (guint i = 0; pairs[i] != NULL; i += 2)
    {
      g_autofree char *link = g_strdup_printf ("%u", i / 2 + 1);
      kw_scribe_open (scribe, NULL);
      kw_scribe_string (scribe, "linkId", link);
      kw_scribe_string (scribe, "text", pairs[i]);
      kw_scribe_open_list (scribe, "answer");
      kw_scribe_open (scribe, NULL);
      kw_scribe_string (scribe, "valueString", pairs[i + 1]);
      kw_scribe_close (scribe);
      kw_scribe_close_list (scribe);
      kw_scribe_close (scribe);
    }
  kw_scribe_close_list (scribe);
  kw_scribe_finish (scribe);
}

void
kw_demo_write_provenance (KwDemoScribe *scribe, const char *target, const char *recorded)
{
  static const KwDemoCode author = KW_TERM ("provenance-participant-type", "author", "Author");
  kw_scribe_begin (scribe, "Provenance", recorded);
  kw_scribe_open_list (scribe, "target");
  kw_scribe_reference (scribe, NULL, scribe->patient, scribe->patient_name);
  kw_scribe_reference (scribe, NULL, target, NULL);
  kw_scribe_close_list (scribe);
  kw_scribe_string (scribe, "recorded", recorded);
  kw_scribe_open_list (scribe, "agent");
  kw_scribe_open (scribe, NULL);
  kw_scribe_concept (scribe, "type", &author);
  kw_scribe_reference (scribe, "who", kw_demo_staff_reference (KW_STAFF_FAMILY),
                       kw_demo_staff_name (KW_STAFF_FAMILY));
  kw_scribe_close (scribe);
  kw_scribe_close_list (scribe);
  kw_scribe_finish (scribe);
}
