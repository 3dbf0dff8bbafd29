/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "demo/entries.h"

/* Visits, appointments and documents. */

static void
write_participant (KwDemoScribe *scribe, const char *member, guint staff)
{
  kw_scribe_open (scribe, NULL);
  kw_scribe_reference (scribe, member, kw_demo_staff_reference (staff), kw_demo_staff_name (staff));
  kw_scribe_close (scribe);
}

char *
kw_demo_write_visit (KwDemoScribe *scribe, const KwDemoVisit *visit)
{
  const KwDemoCode class = { KW_HL7 "v3-ActCode", visit->class_code, NULL };
  kw_scribe_begin (scribe, "Encounter", visit->start);
  kw_scribe_string (scribe, "status", visit->status == NULL ? "finished" : visit->status);
  kw_scribe_coding (scribe, "class", &class);
  kw_scribe_concept_list (scribe, "type", &visit->type);
  kw_scribe_subject (scribe);
  kw_scribe_open_list (scribe, "participant");
  write_participant (scribe, "individual", visit->staff);
  kw_scribe_close_list (scribe);
  kw_scribe_period (scribe, "period", visit->start, visit->end);
  kw_scribe_concept_list (scribe, "reasonCode", &visit->reason);
  if (visit->discharge.text != NULL)
    {
      kw_scribe_open (scribe, "hospitalization");
      kw_scribe_concept (scribe, "dischargeDisposition", &visit->discharge);
      kw_scribe_close (scribe);
    }
  kw_scribe_open_list (scribe, "location");
  kw_scribe_open (scribe, NULL);
  kw_scribe_reference (scribe, "location", "Location/L-1", scribe->hospital->name);
  kw_scribe_close (scribe);
  kw_scribe_close_list (scribe);
  kw_scribe_reference (scribe, "serviceProvider", "Organization/O-1", scribe->hospital->name);
  return kw_scribe_end (scribe);
}

void
kw_demo_write_visits (KwDemoScribe *scribe, const KwDemoVisit *visits, guint n)
{
  for (guint i = 0; i < n; i++)
    g_free (kw_demo_write_visit (scribe, &visits[i]));
}

static void
write_actor (KwDemoScribe *scribe, const char *reference, const char *name)
{
  kw_scribe_open (scribe, NULL);
  kw_scribe_reference (scribe, "actor", reference, name);
  kw_scribe_string (scribe, "status", "accepted");
  kw_scribe_close (scribe);
}

/* The doctor's free times, of which one becomes an appointment. */
static char *
write_slot (KwDemoScribe *scribe, const KwDemoAppointment *appointment)
{
  g_autofree char *schedule = NULL;
  kw_scribe_begin (scribe, "Schedule", NULL);
  kw_scribe_boolean (scribe, "active", TRUE);
  kw_scribe_reference_list (scribe, "actor", kw_demo_staff_reference (appointment->staff),
                            kw_demo_staff_name (appointment->staff));
  kw_scribe_string (scribe, "comment", "Visits by appointment");
  schedule = kw_scribe_end (scribe);
  kw_scribe_begin (scribe, "Slot", NULL);
  kw_scribe_reference (scribe, "schedule", schedule, NULL);
  kw_scribe_string (scribe, "status", "busy");
  kw_scribe_string (scribe, "start", appointment->start);
  kw_scribe_string (scribe, "end", appointment->end);
  return kw_scribe_end (scribe);
}

static void
write_appointment (KwDemoScribe *scribe, const KwDemoAppointment *appointment)
{
  g_autofree char *slot = appointment->end != NULL ? write_slot (scribe, appointment) : NULL;
  kw_scribe_begin (scribe, "Appointment", NULL);
  kw_scribe_string (scribe, "status", appointment->status == NULL ? "booked" : appointment->status);
  kw_scribe_concept_list (scribe, "serviceType", &appointment->type);
  kw_scribe_concept_list (scribe, "reasonCode", &appointment->reason);
  kw_scribe_string (scribe, "description", appointment->type.text);
  kw_scribe_string (scribe, "start", appointment->start);
  kw_scribe_string (scribe, "end", appointment->end);
  if (slot != NULL)
    kw_scribe_reference_list (scribe, "slot", slot, NULL);
  kw_scribe_string (scribe, "patientInstruction", appointment->instruction);
  kw_scribe_open_list (scribe, "participant");
  write_actor (scribe, scribe->patient, scribe->patient_name);
  write_actor (scribe, kw_demo_staff_reference (appointment->staff),
               kw_demo_staff_name (appointment->staff));
  write_actor (scribe, "Location/L-1", scribe->hospital->name);
  kw_scribe_close_list (scribe);
  kw_scribe_finish (scribe);
}

void
kw_demo_write_appointments (KwDemoScribe *scribe, const KwDemoAppointment *appointments, guint n)
{
  for (guint i = 0; i < n; i++)
    write_appointment (scribe, &appointments[i]);
}

/* ---- documents ---- */

static char *
encode (GBytes *bytes)
{
  gsize size;
  const guchar *data = g_bytes_get_data (bytes, &size);
  return g_base64_encode (data, size);
}

/* Its securityContext names the patient: a server must know whose it is before it gives it out. */
char *
kw_demo_write_binary (KwDemoScribe *scribe,
                      const char *content_type,
                      GBytes *bytes,
                      const char *date)
{
  g_autofree char *data = encode (bytes);
  kw_scribe_begin (scribe, "Binary", date);
  kw_scribe_string (scribe, "contentType", content_type);
  kw_scribe_reference (scribe, "securityContext", scribe->patient, NULL);
  kw_scribe_string (scribe, "data", data);
  return kw_scribe_end (scribe);
}

static void
write_attachment (KwDemoScribe *scribe, const KwDemoDocument *document, const char *url)
{
  gboolean inside = url == NULL && document->bytes != NULL;
  g_autofree char *data = inside ? encode (document->bytes) : NULL;
  kw_scribe_open_list (scribe, "content");
  kw_scribe_open (scribe, NULL);
  kw_scribe_open (scribe, "attachment");
  kw_scribe_string (scribe, "contentType", document->content_type);
  kw_scribe_string (scribe, "data", data);
  kw_scribe_string (scribe, "url", url);
  kw_scribe_string (scribe, "title", document->title);
  kw_scribe_string (scribe, "creation", document->date);
  kw_scribe_close (scribe);
  kw_scribe_close (scribe);
  kw_scribe_close_list (scribe);
}

static void
write_context (KwDemoScribe *scribe, const KwDemoDocument *document)
{
  if (document->visit == NULL)
    return;
  kw_scribe_open (scribe, "context");
  kw_scribe_reference_list (scribe, "encounter", document->visit, NULL);
  kw_scribe_period (scribe, "period", document->date, NULL);
  kw_scribe_close (scribe);
}

void
kw_demo_write_document (KwDemoScribe *scribe, const KwDemoDocument *document)
{
  static const KwDemoCode note
      = { "http://hl7.org/fhir/us/core/CodeSystem/us-core-documentreference-category",
          "clinical-note", "Clinical Note" };
  g_autofree char *url = document->embedded || document->bytes == NULL
                             ? NULL
                             : kw_demo_write_binary (scribe, document->content_type,
                                                     document->bytes, document->date);
  kw_scribe_begin (scribe, "DocumentReference", document->date);
  kw_scribe_string (scribe, "status", document->status == NULL ? "current" : document->status);
  kw_scribe_string (scribe, "docStatus", "final");
  kw_scribe_concept (scribe, "type", &document->type);
  kw_scribe_concept_list (scribe, "category", &note);
  kw_scribe_subject (scribe);
  kw_scribe_string (scribe, "date", document->date);
  kw_scribe_reference_list (scribe, "author", kw_demo_staff_reference (document->staff),
                            kw_demo_staff_name (document->staff));
  kw_scribe_string (scribe, "description", document->title);
  write_attachment (scribe, document, url);
  write_context (scribe, document);
  kw_scribe_finish (scribe);
}
