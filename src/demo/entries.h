/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "demo/scribe.h"

G_BEGIN_DECLS

/* Each kind of record as a row of a table of words and codes, and the function that writes it as
 * FHIR R4. A member that is left out is not written. Dates have the precision they are given. */

typedef struct
{
  const char *name;
  const char *given;
  const char *family;
  const char *born;
  const char *gender;
  const char *phone;
  const char *street;
  const char *city;
  const char *zip;
  KwDemoCode language;
  const char *who;    /* for the list of people */
  KwDemoCode contact; /* an emergency contact: relation; NULL */
  const char *contact_name;
  const char *contact_phone;
} KwDemoWho;
/* Begins to write about this person: adds her to the hospital and writes Patient. */
KwDemoPerson *kw_demo_write_person (KwDemoScribe *scribe, const KwDemoWho *who);

/* The hospital's own Organization, Location and Practitioner resources; staff by index. */
void kw_demo_write_staff (KwDemoScribe *scribe);
const char *kw_demo_staff_reference (guint index);
const char *kw_demo_staff_name (guint index);
enum
{
  KW_STAFF_FAMILY, /* the family doctor */
  KW_STAFF_HEART,
  KW_STAFF_EYES,
  KW_STAFF_CHILD,
  KW_STAFF_NURSE,
  KW_STAFF_BONES,
  KW_N_STAFF
};

typedef struct
{
  KwDemoCode code;
  const char *clinical; /* "active", "inactive", "resolved" */
  const char *verification;
  const char *category; /* "medication", "food", "environment", "biologic" */
  const char *type;     /* "allergy", "intolerance" */
  const char *criticality;
  const char *onset;
  const char *recorded;
  KwDemoCode manifestations[3];
  const char *severity;
  const char *note;
} KwDemoAllergy;
void kw_demo_write_allergy (KwDemoScribe *scribe, const KwDemoAllergy *allergy);

typedef struct
{
  KwDemoCode code;
  KwDemoCode icd;
  const char *clinical;
  const char *verification; /* NULL: "confirmed" */
  const char *category;     /* NULL: "problem-list-item" */
  const char *onset;
  const char *onset_age; /* years */
  const char *abatement;
  const char *recorded;
  const char *severity;
  const char *note;
} KwDemoCondition;
char *kw_demo_write_condition (KwDemoScribe *scribe,
                               const KwDemoCondition *condition) G_GNUC_WARN_UNUSED_RESULT;
void kw_demo_write_conditions (KwDemoScribe *scribe, const KwDemoCondition *conditions, guint n);

typedef enum
{
  KW_MEDICINE_INLINE,
  KW_MEDICINE_CONTAINED,
  KW_MEDICINE_REFERENCED,
} KwDemoMedicineForm;

typedef struct
{
  KwDemoCode code;
  KwDemoMedicineForm form;
  const char *status;
  const char *intent; /* NULL: "order" */
  const char *authored;
  const char *how; /* dosageInstruction.text */
  const char *patient_how;
  const char *per_day;
  KwDemoQuantity dose;
  KwDemoCode route;
  gboolean as_needed;
  KwDemoCode reason;
  const char *reason_reference;
  const char *refills;
  KwDemoCode status_reason;
  gboolean do_not;   /* doNotPerform */
  gboolean reported; /* by the patient */
  gboolean inpatient;
  guint staff;
  const char *note;
} KwDemoMedicine;
char *kw_demo_write_medicine (KwDemoScribe *scribe,
                              const KwDemoMedicine *medicine) G_GNUC_WARN_UNUSED_RESULT;
void kw_demo_write_medicines (KwDemoScribe *scribe, const KwDemoMedicine *medicines, guint n);
void kw_demo_write_dispense (KwDemoScribe *scribe,
                             const KwDemoMedicine *medicine,
                             const char *request,
                             const char *handed_over);
void kw_demo_write_administration (KwDemoScribe *scribe,
                                   const KwDemoMedicine *medicine,
                                   const char *given);

typedef struct
{
  KwDemoCode code;
  const char *status; /* NULL: "completed" */
  const char *date;
  const char *lot;
  const char *dose; /* number in the series */
  const char *doses;
  KwDemoCode reason; /* not given */
  KwDemoCode site;
  gboolean elsewhere; /* from another's record, not the primary source */
} KwDemoVaccine;
void kw_demo_write_vaccines (KwDemoScribe *scribe, const KwDemoVaccine *vaccines, guint n);

typedef struct
{
  KwDemoCode code;
  const char *status; /* NULL: "completed" */
  const char *date;
  const char *end;
  KwDemoCode reason;
  KwDemoCode body_site;
  KwDemoCode outcome;
  guint staff;
  const char *note;
} KwDemoProcedure;
void kw_demo_write_procedures (KwDemoScribe *scribe, const KwDemoProcedure *procedures, guint n);

typedef struct
{
  const char *class_code; /* "AMB", "EMER", "IMP", "VR" */
  const char *status;     /* NULL: "finished" */
  KwDemoCode type;
  KwDemoCode reason;
  const char *start;
  const char *end;
  KwDemoCode discharge;
  guint staff;
} KwDemoVisit;
char *kw_demo_write_visit (KwDemoScribe *scribe,
                           const KwDemoVisit *visit) G_GNUC_WARN_UNUSED_RESULT;
void kw_demo_write_visits (KwDemoScribe *scribe, const KwDemoVisit *visits, guint n);

typedef struct
{
  const char *status; /* NULL: "booked" */
  KwDemoCode type;
  KwDemoCode reason;
  const char *start;
  const char *end;
  const char *instruction;
  guint staff;
} KwDemoAppointment;
void
kw_demo_write_appointments (KwDemoScribe *scribe, const KwDemoAppointment *appointments, guint n);

typedef struct
{
  KwDemoCode type;
  const char *status; /* NULL: "current" */
  const char *title;
  const char *date;
  const char *visit; /* reference; NULL */
  const char *content_type;
  GBytes *bytes;     /* not owned; NULL: the hospital does not hold it */
  gboolean embedded; /* as data, not as a Binary of its own */
  guint staff;
} KwDemoDocument;
void kw_demo_write_document (KwDemoScribe *scribe, const KwDemoDocument *document);
/* A Binary; gives its relative reference. */
char *kw_demo_write_binary (KwDemoScribe *scribe,
                            const char *content_type,
                            GBytes *bytes,
                            const char *date) G_GNUC_WARN_UNUSED_RESULT;

/* The rest: care plan, goal, care team, device, coverage, family, orders, consent, questionnaire.
 */
void kw_demo_write_goal (KwDemoScribe *scribe,
                         const char *description,
                         const char *status,
                         const char *start,
                         const char *due);
void kw_demo_write_care_plan (KwDemoScribe *scribe,
                              const char *title,
                              const char *start,
                              const char *const *activities);
/* @relative: "RelatedPerson/id" of somebody who is not staff; NULL. */
void kw_demo_write_care_team (KwDemoScribe *scribe,
                              const char *name,
                              const char *relative,
                              const guint *staff,
                              guint n);
void kw_demo_write_device (KwDemoScribe *scribe,
                           const KwDemoCode *type,
                           const char *maker,
                           const char *carrier,
                           const char *made);
void kw_demo_write_coverage (KwDemoScribe *scribe,
                             const KwDemoCode *type,
                             const char *payor,
                             const char *plan,
                             const char *start);
void kw_demo_write_family (KwDemoScribe *scribe,
                           const KwDemoCode *relation,
                           const char *name,
                           const KwDemoCode *condition,
                           const char *onset_age);
void kw_demo_write_order (KwDemoScribe *scribe,
                          const KwDemoCode *code,
                          const char *status,
                          const char *authored,
                          const KwDemoCode *reason);
/* "RelatedPerson/id". */
char *kw_demo_write_related (KwDemoScribe *scribe,
                             const KwDemoCode *relation,
                             const char *given,
                             const char *family,
                             const char *phone) G_GNUC_WARN_UNUSED_RESULT;
void kw_demo_write_consent (KwDemoScribe *scribe, const char *date);
void kw_demo_write_nutrition (KwDemoScribe *scribe, const KwDemoCode *diet, const char *date);
/* A screening of yes and no questions: pairs of question and answer, NULL-terminated. */
void kw_demo_write_questionnaire (KwDemoScribe *scribe,
                                  const char *title,
                                  const char *date,
                                  const char *const *pairs);
void kw_demo_write_provenance (KwDemoScribe *scribe, const char *target, const char *recorded);

G_END_DECLS
