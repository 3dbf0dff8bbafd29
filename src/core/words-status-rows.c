/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/words-private.h"

/* Status codes of FHIR R4 in words, with what each means for this kind of record. Source: the value
 * sets of hl7.org/fhir/R4; the words and sentences are ours. Each table ends with what is said of a
 * code that it does not have. */
#define ENTERED_IN_ERROR                                                                           \
  {                                                                                                \
    "entered-in-error", N_ ("Entered in error"), N_ ("It was put into the record by mistake.")     \
  }
#define NOT_STATED                                                                                 \
  {                                                                                                \
    NULL, N_ ("Not stated"), N_ ("The record does not say.")                                       \
  }

/* clang-format off */
/* Value sets medicationrequest-status, medication-statement-status, medicationdispense-status and
 * medication-admin-status; at most the words of rule M2, and those of M10. */
static const KwStatusRow medicines[] = {
  { "active", N_ ("Current"), N_ ("Your hospital has it as in use.") },
  { "in-progress", N_ ("Current"), N_ ("It is being given.") },
  { "preparation", N_ ("Planned"), N_ ("It is being made ready.") },
  { "on-hold", N_ ("On hold"), N_ ("It is paused and may go on later.") },
  { "completed", N_ ("Finished"), N_ ("It was taken or given as planned and has ended.") },
  { "stopped", N_ ("Stopped"), N_ ("It was ended before its time.") },
  { "cancelled", N_ ("Stopped"), N_ ("It was called off before it began.") },
  { "declined", N_ ("Stopped"), N_ ("It was not handed out.") },
  { "draft", N_ ("Planned"), N_ ("It has not been ordered.") },
  { "intended", N_ ("Planned"), N_ ("It is to be taken later.") },
  { "not-taken", N_ ("Not taken"), N_ ("It was not taken.") },
  { "not-done", N_ ("Not given"), N_ ("It was not given.") },
  { "recorded", N_ ("Written down"), N_ ("It does not say whether it is taken.") }, /* R5 */
  ENTERED_IN_ERROR, NOT_STATED,
};

/* Value set medicationdispense-status: what a pharmacy did, which says nothing of what was taken. */
static const KwStatusRow hand_outs[] = {
  { "preparation", N_ ("Being made ready"), N_ ("It is being made ready.") },
  { "in-progress", N_ ("Ready"), N_ ("It can be picked up.") },
  { "cancelled", N_ ("Stopped"), N_ ("It was called off and not handed out.") },
  { "on-hold", N_ ("On hold"), N_ ("It is paused and may go on later.") },
  { "completed", N_ ("Handed out"), N_ ("It was given out to be taken.") },
  { "stopped", N_ ("Stopped"), N_ ("It was ended before its time.") },
  { "declined", N_ ("Not handed out"), N_ ("It was not handed out.") },
  ENTERED_IN_ERROR, NOT_STATED,
};

/* Value sets observation-status and diagnostic-report-status (rule L17). */
static const KwStatusRow results[] = {
  { "registered", N_ ("Not ready yet"), N_ ("The lab has it, but there is no result yet.") },
  { "partial", N_ ("In part"), N_ ("Some of its results are ready, and more will come.") },
  { "preliminary", N_ ("Preliminary"), N_ ("An early result that may still change.") },
  { "final", N_ ("Final"), N_ ("The result is complete.") },
  { "amended", N_ ("Changed"), N_ ("It was changed after it was final.") },
  { "corrected", N_ ("Corrected"), N_ ("There was a mistake in it, and this is the right one.") },
  { "appended", N_ ("Added to"), N_ ("More was added after it was final.") },
  { "cancelled", N_ ("Cancelled"), N_ ("It was not done.") },
  ENTERED_IN_ERROR, NOT_STATED,
};

/* Value sets document-reference-status and composition-status. */
static const KwStatusRow documents[] = {
  { "current", N_ ("Current"), N_ ("This is the version in use.") },
  { "superseded", N_ ("Replaced"), N_ ("A newer version has taken its place.") },
  { "preliminary", N_ ("Preliminary"), N_ ("An early version that may still change.") },
  { "final", N_ ("Final"), N_ ("It is complete.") },
  { "amended", N_ ("Changed"), N_ ("It was changed after it was final.") },
  ENTERED_IN_ERROR, NOT_STATED,
};

/* Value set immunization-status; the title of one that was not given says so too. */
static const KwStatusRow immunizations[] = {
  { "completed", N_ ("Given"), N_ ("The vaccine was given.") },
  { "not-done", N_ ("Not given"), N_ ("The vaccine was not given.") },
  ENTERED_IN_ERROR, NOT_STATED,
};

/* Value set goal-status. */
static const KwStatusRow goals[] = {
  { "proposed", N_ ("Proposed"), N_ ("Someone put it forward, but it is not agreed on.") },
  { "planned", N_ ("Planned"), N_ ("It is agreed on, but has not begun.") },
  { "accepted", N_ ("Agreed"), N_ ("It is agreed on.") },
  { "active", N_ ("Current"), N_ ("Work on it goes on.") },
  { "on-hold", N_ ("On hold"), N_ ("It is paused and may go on later.") },
  { "completed", N_ ("Finished"), N_ ("It was reached, or there is no more need for it.") },
  { "cancelled", N_ ("Given up"), N_ ("It was given up.") },
  { "rejected", N_ ("Declined"), N_ ("It was not agreed on.") },
  ENTERED_IN_ERROR, NOT_STATED,
};

/* Value sets encounter-status, appointmentstatus and episode-of-care-status. */
static const KwStatusRow visits[] = {
  { "planned", N_ ("Planned"), N_ ("It has not taken place yet.") },
  { "arrived", N_ ("Arrived"), N_ ("The patient was there, but it had not begun.") },
  { "triaged", N_ ("Arrived"), N_ ("The patient was there, but it had not begun.") },
  { "in-progress", N_ ("Under way"), N_ ("It had not ended when this was sent.") },
  { "onleave", N_ ("On leave"), N_ ("The patient was away for a time.") },
  { "finished", N_ ("Finished"), N_ ("It has taken place.") },
  { "cancelled", N_ ("Cancelled"), N_ ("It did not take place.") },
  { "proposed", N_ ("Proposed"), N_ ("The time is not agreed on yet.") },
  { "pending", N_ ("Not confirmed"), N_ ("Not everyone has said yes to the time.") },
  { "booked", N_ ("Booked"), N_ ("The time is agreed on.") },
  { "fulfilled", N_ ("Finished"), N_ ("It has taken place.") },
  { "noshow", N_ ("Missed"), N_ ("The patient did not come.") },
  { "checked-in", N_ ("Arrived"), N_ ("The patient was there, but it had not begun.") },
  { "waitlist", N_ ("On the waiting list"), N_ ("It waits for a free time.") },
  { "active", N_ ("Current"), N_ ("It goes on.") },
  { "onhold", N_ ("On hold"), N_ ("It is paused and may go on later.") },
  /* Encounter of R5. */
  { "on-hold", N_ ("On hold"), N_ ("It is paused and may go on later.") },
  { "completed", N_ ("Finished"), N_ ("It has taken place.") },
  { "discharged", N_ ("Finished"), N_ ("It has taken place.") },
  { "discontinued", N_ ("Stopped"), N_ ("It was ended before its time.") },
  ENTERED_IN_ERROR, NOT_STATED,
};

/* Value set request-status (orders, care plans, diets). */
static const KwStatusRow requests[] = {
  { "draft", N_ ("Planned"), N_ ("It is a draft. No one has ordered it yet.") },
  { "active", N_ ("Current"), N_ ("It is ordered or goes on.") },
  { "on-hold", N_ ("On hold"), N_ ("It is paused and may go on later.") },
  { "revoked", N_ ("Called off"), N_ ("The one who ordered it has called it off.") },
  { "completed", N_ ("Finished"), N_ ("It was done, and nothing more will follow.") },
  ENTERED_IN_ERROR, NOT_STATED,
};

/* Value set care-team-status. */
static const KwStatusRow care_teams[] = {
  { "proposed", N_ ("Proposed"), N_ ("Someone put the team forward, but it has not begun.") },
  { "active", N_ ("Current"), N_ ("The team looks after the patient.") },
  { "suspended", N_ ("On hold"), N_ ("The team does not work at this time.") },
  { "inactive", N_ ("Past"), N_ ("The team no longer looks after the patient.") },
  ENTERED_IN_ERROR, NOT_STATED,
};

/* Value set consent-state-codes. */
static const KwStatusRow consents[] = {
  { "draft", N_ ("Planned"), N_ ("It is a draft and not in force.") },
  { "proposed", N_ ("Proposed"), N_ ("It was put forward, but not agreed on.") },
  { "active", N_ ("In force"), N_ ("It is agreed on and holds.") },
  { "rejected", N_ ("Declined"), N_ ("The patient said no.") },
  { "inactive", N_ ("Ended"), N_ ("It no longer holds.") },
  ENTERED_IN_ERROR, NOT_STATED,
};

/* Value set fm-status for an insurance. */
static const KwStatusRow coverages[] = {
  { "active", N_ ("In force"), N_ ("The record has this insurance as in force.") },
  { "cancelled", N_ ("Ended"), N_ ("It was ended and no longer pays.") },
  { "draft", N_ ("Planned"), N_ ("This insurance is not in force yet.") },
  ENTERED_IN_ERROR, NOT_STATED,
};

/* Value set fm-status for bills and what an insurance says to them. */
static const KwStatusRow claims[] = {
  { "active", N_ ("Current"), N_ ("It counts. The record has no newer word on it.") },
  { "cancelled", N_ ("Called off"), N_ ("It was taken back.") },
  { "draft", N_ ("Planned"), N_ ("It is a draft and has not been sent.") },
  ENTERED_IN_ERROR, NOT_STATED,
};

/* Value sets device-status and device-statement-status. */
static const KwStatusRow devices[] = {
  { "active", N_ ("In use"), N_ ("The record has it as in use.") },
  { "inactive", N_ ("Not in use"), N_ ("It is no longer in use.") },
  { "completed", N_ ("Not in use"), N_ ("It was in use, and no longer is.") },
  { "intended", N_ ("Planned"), N_ ("It is to be used later.") },
  { "stopped", N_ ("Stopped"), N_ ("Its use was ended before its time.") },
  { "on-hold", N_ ("On hold"), N_ ("Its use is paused.") },
  ENTERED_IN_ERROR, NOT_STATED,
};

/* Value set history-status. */
static const KwStatusRow relatives[] = {
  { "partial", N_ ("In part"), N_ ("Not all is known of how they were.") },
  { "completed", N_ ("Complete"), N_ ("All that was known was written down.") },
  { "health-unknown", N_ ("Not known"), N_ ("No one knows how their health was.") },
  ENTERED_IN_ERROR, NOT_STATED,
};

/* Value set flag-status. */
static const KwStatusRow flags[] = {
  { "active", N_ ("Current"), N_ ("Staff are to look out for it.") },
  { "inactive", N_ ("Past"), N_ ("There is no more need to look out for it.") },
  ENTERED_IN_ERROR, NOT_STATED,
};

/* Value set imagingstudy-status. */
static const KwStatusRow pictures[] = {
  { "registered", N_ ("Not ready yet"), N_ ("There are no pictures yet.") },
  { "available", N_ ("Available"), N_ ("The pictures are there.") },
  { "cancelled", N_ ("Cancelled"), N_ ("No pictures were made.") },
  ENTERED_IN_ERROR, NOT_STATED,
};

/* Value set event-status (procedures, messages, pictures and recordings). */
static const KwStatusRow events[] = {
  { "preparation", N_ ("Planned"), N_ ("It is being made ready.") },
  { "in-progress", N_ ("Under way"), N_ ("It had not ended when this was sent.") },
  { "not-done", N_ ("Not done"), N_ ("It was not done.") },
  { "on-hold", N_ ("On hold"), N_ ("It is paused and may go on later.") },
  { "stopped", N_ ("Stopped"), N_ ("It was ended before its time.") },
  { "completed", N_ ("Finished"), N_ ("It was done.") },
  ENTERED_IN_ERROR, NOT_STATED,
};

/* Value set questionnaire-answers-status. */
static const KwStatusRow answers[] = {
  { "in-progress", N_ ("In part"), N_ ("Not all questions have been answered.") },
  { "completed", N_ ("Complete"), N_ ("All was filled in.") },
  { "amended", N_ ("Changed"), N_ ("Answers were changed later.") },
  { "stopped", N_ ("Stopped"), N_ ("It was not filled in to the end.") },
  ENTERED_IN_ERROR, NOT_STATED,
};

/* Value set specimen-status. */
static const KwStatusRow specimens[] = {
  { "available", N_ ("Available"), N_ ("The lab has the sample.") },
  { "unavailable", N_ ("Not available"), N_ ("The lab no longer has the sample.") },
  { "unsatisfactory", N_ ("Not usable"), N_ ("The lab could not use the sample.") },
  ENTERED_IN_ERROR, NOT_STATED,
};

/* Value set list-status. */
static const KwStatusRow lists[] = {
  { "current", N_ ("Current"), N_ ("This is the list in use.") },
  { "retired", N_ ("Not in use"), N_ ("A newer list has taken its place, or none.") },
  ENTERED_IN_ERROR, NOT_STATED,
};

/* Value set account-status. */
static const KwStatusRow accounts[] = {
  { "active", N_ ("Current"), N_ ("Costs are put on it.") },
  { "inactive", N_ ("Closed"), N_ ("No more costs are put on it.") },
  { "on-hold", N_ ("On hold"), N_ ("No costs are put on it at this time.") },
  ENTERED_IN_ERROR, NOT_STATED,
};

/* Value set task-status. */
static const KwStatusRow tasks[] = {
  { "draft", N_ ("Planned"), N_ ("It is a draft and not decided.") },
  { "requested", N_ ("Asked for"), N_ ("Someone was asked to do it.") },
  { "received", N_ ("Received"), N_ ("The one who is to do it has got it.") },
  { "accepted", N_ ("Agreed"), N_ ("Someone has agreed to do it.") },
  { "rejected", N_ ("Declined"), N_ ("The one who was asked said no.") },
  { "ready", N_ ("Ready"), N_ ("It can begin.") },
  { "cancelled", N_ ("Cancelled"), N_ ("It was not done.") },
  { "in-progress", N_ ("Under way"), N_ ("It had not ended when this was sent.") },
  { "on-hold", N_ ("On hold"), N_ ("It is paused and may go on later.") },
  { "failed", N_ ("Failed"), N_ ("It was tried and did not work.") },
  { "completed", N_ ("Finished"), N_ ("It was done.") },
  ENTERED_IN_ERROR, NOT_STATED,
};

/* Value set slotstatus. */
static const KwStatusRow slots[] = {
  { "free", N_ ("Free"), N_ ("The time can be booked.") },
  { "busy", N_ ("Taken"), N_ ("The time is booked or not on offer.") },
  { "busy-unavailable", N_ ("Not on offer"), N_ ("The time cannot be booked.") },
  { "busy-tentative", N_ ("Held"), N_ ("Somebody holds the time, but has not agreed yet.") },
  ENTERED_IN_ERROR, NOT_STATED,
};

/* All other types: the codes that their value sets share. */
static const KwStatusRow others[] = {
  { "active", N_ ("Current"), N_ ("It is in use or goes on.") },
  { "draft", N_ ("Planned"), N_ ("It is a draft and not decided.") },
  { "proposed", N_ ("Proposed"), N_ ("It was put forward, but not agreed on.") },
  { "planned", N_ ("Planned"), N_ ("It is planned, but has not begun.") },
  { "preparation", N_ ("Planned"), N_ ("It is being made ready.") },
  { "requested", N_ ("Asked for"), N_ ("It was asked for.") },
  { "received", N_ ("Received"), N_ ("It was received.") },
  { "accepted", N_ ("Agreed"), N_ ("It is agreed on.") },
  { "ready", N_ ("Ready"), N_ ("It can begin.") },
  { "in-progress", N_ ("Under way"), N_ ("It had not ended when this was sent.") },
  { "on-hold", N_ ("On hold"), N_ ("It is paused and may go on later.") },
  { "suspended", N_ ("On hold"), N_ ("It is paused and may go on later.") },
  { "waitlist", N_ ("On the waiting list"), N_ ("It waits for a free time.") },
  { "completed", N_ ("Finished"), N_ ("It has ended as planned.") },
  { "finished", N_ ("Finished"), N_ ("It has taken place.") },
  { "ended", N_ ("Ended"), N_ ("It has ended.") },
  { "inactive", N_ ("Not in use"), N_ ("It is no longer in use.") },
  { "retired", N_ ("Not in use"), N_ ("It is no longer in use.") },
  { "stopped", N_ ("Stopped"), N_ ("It was ended before its time.") },
  { "revoked", N_ ("Called off"), N_ ("It was called off.") },
  { "cancelled", N_ ("Cancelled"), N_ ("It did not take place.") },
  { "aborted", N_ ("Stopped"), N_ ("It was ended before its time.") },
  { "abandoned", N_ ("Stopped"), N_ ("It was ended before its time.") },
  { "rejected", N_ ("Declined"), N_ ("It was not agreed on.") },
  { "declined", N_ ("Declined"), N_ ("It was not agreed on.") },
  { "failed", N_ ("Failed"), N_ ("It was tried and did not work.") },
  { "not-done", N_ ("Not done"), N_ ("It was not done.") },
  { "current", N_ ("Current"), N_ ("This is the version in use.") },
  { "superseded", N_ ("Replaced"), N_ ("A newer version has taken its place.") },
  { "preliminary", N_ ("Preliminary"), N_ ("An early version that may still change.") },
  { "final", N_ ("Final"), N_ ("It is complete.") },
  { "amended", N_ ("Changed"), N_ ("It was changed after it was final.") },
  { "corrected", N_ ("Corrected"), N_ ("There was a mistake in it, and this is the right one.") },
  { "registered", N_ ("Not ready yet"), N_ ("It is known, but nothing more is there yet.") },
  { "available", N_ ("Available"), N_ ("It can be used or seen.") },
  { "unavailable", N_ ("Not available"), N_ ("It cannot be used or seen.") },
  { "partial", N_ ("In part"), N_ ("A part of it is there, and more will come.") },
  { "issued", N_ ("Sent"), N_ ("It was sent.") },
  { "balanced", N_ ("Paid"), N_ ("It is paid.") },
  { "billed", N_ ("Billed"), N_ ("It was put on a bill.") },
  { "billable", N_ ("To be billed"), N_ ("It will be put on a bill.") },
  { "not-billable", N_ ("Not billed"), N_ ("It will not be put on a bill.") },
  { "executed", N_ ("In force"), N_ ("It is signed and in force.") },
  { "terminated", N_ ("Ended"), N_ ("It has ended.") },
  { "intended", N_ ("Planned"), N_ ("It is planned, but has not begun.") },
  ENTERED_IN_ERROR, NOT_STATED,
};

typedef struct
{
  const char *type;
  const KwStatusRow *rows;
  const char *ordinary;
} KwStatusType;

/* In the order of strcmp; the status that a row need not repeat stands last. */
static const KwStatusType types[] = {
  { "Account", accounts, "active" },
  { "Appointment", visits, NULL },
  { "CarePlan", requests, "active" },
  { "CareTeam", care_teams, "active" },
  { "ChargeItem", others, NULL },
  { "Claim", claims, "active" },
  { "ClaimResponse", claims, "active" },
  { "Communication", events, "completed" },
  { "Composition", documents, "final" },
  { "Consent", consents, "active" },
  { "Coverage", coverages, "active" },
  { "Device", devices, "active" },
  { "DeviceRequest", requests, "active" },
  { "DeviceUsage", devices, "active" },
  { "DeviceUseStatement", devices, "active" },
  { "DiagnosticOrder", others, "completed" },
  { "DiagnosticReport", results, "final" },
  { "DocumentReference", documents, "current" },
  { "Encounter", visits, "finished" },
  { "EpisodeOfCare", visits, NULL },
  { "ExplanationOfBenefit", claims, "active" },
  { "FamilyMemberHistory", relatives, "completed" },
  { "Flag", flags, "active" },
  { "Goal", goals, NULL },
  { "ImagingStudy", pictures, "available" },
  { "Immunization", immunizations, "completed" },
  { "List", lists, "current" },
  { "Media", events, "completed" },
  { "MedicationAdministration", medicines, "completed" },
  { "MedicationDispense", hand_outs, "completed" },
  { "MedicationOrder", medicines, NULL },
  { "MedicationRequest", medicines, NULL },
  { "MedicationStatement", medicines, NULL },
  { "NutritionOrder", requests, "active" },
  { "Observation", results, "final" },
  { "Procedure", events, "completed" },
  { "QuestionnaireResponse", answers, "completed" },
  { "ServiceRequest", requests, "active" },
  { "Slot", slots, "free" },
  { "Specimen", specimens, "available" },
  { "Task", tasks, NULL },
};
/* clang-format on */

static int
compare (gconstpointer type, gconstpointer row)
{
  return strcmp (type, ((const KwStatusType *) row)->type);
}

/* The rows of a type, and the status that is the usual one, "active" where the type has none of its
 * own. */
const KwStatusRow *
kw_status_rows (const char *type, const char **out_ordinary)
{
  const KwStatusType *found
      = type ? bsearch (type, types, G_N_ELEMENTS (types), sizeof *types, compare) : NULL;

  *out_ordinary = found != NULL && found->ordinary != NULL ? found->ordinary : "active";
  return found != NULL ? found->rows : others;
}
