/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "demo/entries.h"

/* Medicines: ordered, handed over, given. */

static void
write_timing (KwDemoScribe *scribe, const KwDemoMedicine *medicine)
{
  if (medicine->per_day == NULL)
    return;
  kw_scribe_open (scribe, "timing");
  kw_scribe_open (scribe, "repeat");
  kw_scribe_number (scribe, "frequency", medicine->per_day);
  kw_scribe_number (scribe, "period", "1");
  kw_scribe_string (scribe, "periodUnit", "d");
  kw_scribe_close (scribe);
  kw_scribe_close (scribe);
}

static void
write_dose (KwDemoScribe *scribe, const KwDemoQuantity *dose)
{
  if (dose->value == NULL)
    return;
  kw_scribe_open_list (scribe, "doseAndRate");
  kw_scribe_open (scribe, NULL);
  kw_scribe_quantity (scribe, "doseQuantity", dose);
  kw_scribe_close (scribe);
  kw_scribe_close_list (scribe);
}

static void
write_dosage (KwDemoScribe *scribe, const KwDemoMedicine *medicine)
{
  if (medicine->how == NULL)
    return;
  kw_scribe_open_list (scribe, "dosageInstruction");
  kw_scribe_open (scribe, NULL);
  kw_scribe_string (scribe, "text", medicine->how);
  kw_scribe_string (scribe, "patientInstruction", medicine->patient_how);
  write_timing (scribe, medicine);
  if (medicine->as_needed)
    kw_scribe_boolean (scribe, "asNeededBoolean", TRUE);
  kw_scribe_concept (scribe, "route", &medicine->route);
  write_dose (scribe, &medicine->dose);
  kw_scribe_close (scribe);
  kw_scribe_close_list (scribe);
}

/* A Medication of its own, for the requests that refer to one. */
static char *
write_medication (KwDemoScribe *scribe, const KwDemoMedicine *medicine)
{
  kw_scribe_begin (scribe, "Medication", medicine->authored);
  kw_scribe_concept (scribe, "code", &medicine->code);
  kw_scribe_string (scribe, "status", "active");
  return kw_scribe_end (scribe);
}

static void
write_contained (KwDemoScribe *scribe, const KwDemoMedicine *medicine)
{
  kw_scribe_open_list (scribe, "contained");
  kw_scribe_open (scribe, NULL);
  kw_scribe_string (scribe, "resourceType", "Medication");
  kw_scribe_string (scribe, "id", "med");
  kw_scribe_concept (scribe, "code", &medicine->code);
  kw_scribe_close (scribe);
  kw_scribe_close_list (scribe);
}

static void
write_what (KwDemoScribe *scribe, const KwDemoMedicine *medicine, const char *reference)
{
  switch (medicine->form)
    {
    case KW_MEDICINE_INLINE:
      kw_scribe_concept (scribe, "medicationCodeableConcept", &medicine->code);
      break;
    case KW_MEDICINE_CONTAINED:
      kw_scribe_reference (scribe, "medicationReference", "#med", NULL);
      break;
    case KW_MEDICINE_REFERENCED:
      kw_scribe_reference (scribe, "medicationReference", reference, medicine->code.text);
      break;
    default:
      g_return_if_reached ();
    }
}

static void
write_supply (KwDemoScribe *scribe, const KwDemoMedicine *medicine)
{
  if (medicine->refills == NULL)
    return;
  kw_scribe_open (scribe, "dispenseRequest");
  kw_scribe_number (scribe, "numberOfRepeatsAllowed", medicine->refills);
  kw_scribe_close (scribe);
}

static void
write_category (KwDemoScribe *scribe, gboolean inpatient)
{
  static const KwDemoCode codes[]
      = { KW_TERM ("medicationrequest-category", "community", "Community"),
          KW_TERM ("medicationrequest-category", "inpatient", "Inpatient") };
  kw_scribe_concept_list (scribe, "category", &codes[inpatient ? 1 : 0]);
}

char *
kw_demo_write_medicine (KwDemoScribe *scribe, const KwDemoMedicine *medicine)
{
  g_autofree char *reference
      = medicine->form == KW_MEDICINE_REFERENCED ? write_medication (scribe, medicine) : NULL;
  kw_scribe_begin (scribe, "MedicationRequest", medicine->authored);
  if (medicine->form == KW_MEDICINE_CONTAINED)
    write_contained (scribe, medicine);
  kw_scribe_string (scribe, "status", medicine->status);
  kw_scribe_concept (scribe, "statusReason", &medicine->status_reason);
  kw_scribe_string (scribe, "intent", medicine->intent == NULL ? "order" : medicine->intent);
  write_category (scribe, medicine->inpatient);
  if (medicine->do_not)
    kw_scribe_boolean (scribe, "doNotPerform", TRUE);
  if (medicine->reported)
    kw_scribe_boolean (scribe, "reportedBoolean", TRUE);
  write_what (scribe, medicine, reference);
  kw_scribe_subject (scribe);
  kw_scribe_string (scribe, "authoredOn", medicine->authored);
  kw_scribe_reference (scribe, "requester", kw_demo_staff_reference (medicine->staff),
                       kw_demo_staff_name (medicine->staff));
  kw_scribe_concept_list (scribe, "reasonCode", &medicine->reason);
  kw_scribe_reference_list (scribe, "reasonReference", medicine->reason_reference, NULL);
  kw_scribe_note (scribe, medicine->note);
  write_dosage (scribe, medicine);
  write_supply (scribe, medicine);
  return kw_scribe_end (scribe);
}

void
kw_demo_write_medicines (KwDemoScribe *scribe, const KwDemoMedicine *medicines, guint n)
{
  for (guint i = 0; i < n; i++)
    g_free (kw_demo_write_medicine (scribe, &medicines[i]));
}

void
kw_demo_write_dispense (KwDemoScribe *scribe,
                        const KwDemoMedicine *medicine,
                        const char *request,
                        const char *handed_over)
{
  kw_scribe_begin (scribe, "MedicationDispense", handed_over);
  kw_scribe_string (scribe, "status", "completed");
  kw_scribe_concept (scribe, "medicationCodeableConcept", &medicine->code);
  kw_scribe_subject (scribe);
  kw_scribe_reference_list (scribe, "authorizingPrescription", request, NULL);
  kw_scribe_quantity (scribe, "quantity", &(KwDemoQuantity){ "90", NULL, "tablets", "{tbl}" });
  kw_scribe_quantity (scribe, "daysSupply", &(KwDemoQuantity){ "90", NULL, "days", "d" });
  kw_scribe_string (scribe, "whenHandedOver", handed_over);
  write_dosage (scribe, medicine);
  kw_scribe_finish (scribe);
}

void
kw_demo_write_administration (KwDemoScribe *scribe,
                              const KwDemoMedicine *medicine,
                              const char *given)
{
  kw_scribe_begin (scribe, "MedicationAdministration", given);
  kw_scribe_string (scribe, "status", "completed");
  kw_scribe_concept (scribe, "medicationCodeableConcept", &medicine->code);
  kw_scribe_subject (scribe);
  kw_scribe_string (scribe, "effectiveDateTime", given);
  kw_scribe_open (scribe, "dosage");
  kw_scribe_string (scribe, "text", medicine->how);
  kw_scribe_concept (scribe, "route", &medicine->route);
  kw_scribe_quantity (scribe, "dose", &medicine->dose);
  kw_scribe_close (scribe);
  kw_scribe_finish (scribe);
}
