/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/words-private.h"

/* A status code of FHIR R4 in words, with what it means. */
typedef struct
{
  const char *code;
  const char *words;
  const char *definition;
} StatusRow;

#define NOT_STATED                                                                                 \
  {                                                                                                \
    NULL, N_ ("Not stated"), N_ ("The record does not say.")                                       \
  }

/* Value sets medicationrequest-status, medication-statement-status, medicationdispense-status and
 * medication-admin-status; at most the words of rule M2, and those of M10. */
static const StatusRow medicines[] = {
  { "active", N_ ("Current"), N_ ("Your hospital has it as in use.") },
  { "in-progress", N_ ("Current"), N_ ("It is being given.") },
  { "preparation", N_ ("Planned"), N_ ("It is being made ready.") },
  { "on-hold", N_ ("On hold"), N_ ("It is paused and may go on later.") },
  { "completed", N_ ("Finished"), N_ ("It was taken or given as planned and has ended.") },
  { "stopped", N_ ("Stopped"), N_ ("It was ended before its time.") },
  { "cancelled", N_ ("Stopped"), N_ ("It was called off before it began.") },
  { "declined", N_ ("Stopped"), N_ ("It was not handed out.") },
  { "draft", N_ ("Planned"), N_ ("It is not ordered so far.") },
  { "intended", N_ ("Planned"), N_ ("It is to be taken later.") },
  { "not-taken", N_ ("Not taken"), N_ ("It was not taken.") },
  { "not-done", N_ ("Not given"), N_ ("It was not given.") },
  NOT_STATED,
};

/* Value sets observation-status and diagnostic-report-status (rule L17). */
static const StatusRow results[] = {
  { "registered", N_ ("Not ready yet"), N_ ("The lab has it and has no result so far.") },
  { "partial", N_ ("In part"), N_ ("Some of its results are ready, others will follow.") },
  { "preliminary", N_ ("Preliminary"), N_ ("An early result that may still change.") },
  { "final", N_ ("Final"), N_ ("The result is complete.") },
  { "amended", N_ ("Changed"), N_ ("It was changed after it was final.") },
  { "corrected", N_ ("Corrected"), N_ ("A mistake in an earlier version was corrected.") },
  { "appended", N_ ("Added to"), N_ ("More was added after it was final.") },
  { "cancelled", N_ ("Cancelled"), N_ ("It was not done.") },
  NOT_STATED,
};

/* Value set composition-status and document-reference-status. */
static const StatusRow documents[] = {
  { "current", N_ ("Current"), N_ ("This is the version in use.") },
  { "superseded", N_ ("Replaced"), N_ ("A newer version has taken its place.") },
  { "preliminary", N_ ("Preliminary"), N_ ("An early version that may still change.") },
  { "final", N_ ("Final"), N_ ("It is complete.") },
  { "amended", N_ ("Changed"), N_ ("It was changed after it was final.") },
  NOT_STATED,
};

/* Value set immunization-status; the title of one that was not given says so too. */
static const StatusRow immunizations[] = {
  { "completed", N_ ("Given"), N_ ("The vaccine was given.") },
  { "not-done", N_ ("Not given"), N_ ("The vaccine was not given.") },
  NOT_STATED,
};

/* Value set goal-status. */
static const StatusRow goals[] = {
  { "proposed", N_ ("Proposed"), N_ ("It is proposed and not agreed on so far.") },
  { "planned", N_ ("Planned"), N_ ("It is agreed on and not begun so far.") },
  { "accepted", N_ ("Agreed"), N_ ("It is agreed on.") },
  { "active", N_ ("Current"), N_ ("Work on it goes on.") },
  { "on-hold", N_ ("On hold"), N_ ("It is paused and may go on later.") },
  { "completed", N_ ("Finished"), N_ ("It was reached, or is no longer needed.") },
  { "cancelled", N_ ("Given up"), N_ ("It was given up.") },
  { "rejected", N_ ("Declined"), N_ ("It was not agreed on.") },
  NOT_STATED,
};

/* Value sets encounter-status and appointmentstatus. */
static const StatusRow visits[] = {
  { "planned", N_ ("Planned"), N_ ("It has not taken place so far.") },
  { "arrived", N_ ("Arrived"), N_ ("The patient was there; it had not begun.") },
  { "triaged", N_ ("Arrived"), N_ ("The patient was there; it had not begun.") },
  { "in-progress", N_ ("Under way"), N_ ("It had not ended when this was sent.") },
  { "onleave", N_ ("On leave"), N_ ("The patient was away for a time.") },
  { "finished", N_ ("Finished"), N_ ("It has taken place.") },
  { "cancelled", N_ ("Cancelled"), N_ ("It did not take place.") },
  { "proposed", N_ ("Proposed"), N_ ("The time is not agreed on so far.") },
  { "pending", N_ ("Not confirmed"), N_ ("Somebody has not confirmed it so far.") },
  { "booked", N_ ("Booked"), N_ ("The time is agreed on.") },
  { "fulfilled", N_ ("Finished"), N_ ("It has taken place.") },
  { "noshow", N_ ("Missed"), N_ ("The patient did not come.") },
  { "checked-in", N_ ("Arrived"), N_ ("The patient was there; it had not begun.") },
  { "waitlist", N_ ("On the waiting list"), N_ ("It waits for a free time.") },
  { "active", N_ ("Current"), N_ ("It goes on.") },
  { "onhold", N_ ("On hold"), N_ ("It is paused and may go on later.") },
  NOT_STATED,
};

/* All others: event-status, request-status and the many value sets that share their codes. */
static const StatusRow others[] = {
  { "active", N_ ("Current"), N_ ("It is in use or goes on.") },
  { "draft", N_ ("Planned"), N_ ("It is a draft, not decided so far.") },
  { "proposed", N_ ("Proposed"), N_ ("It is proposed and not agreed on so far.") },
  { "planned", N_ ("Planned"), N_ ("It is planned and not begun so far.") },
  { "preparation", N_ ("Planned"), N_ ("It is being made ready.") },
  { "requested", N_ ("Asked for"), N_ ("It was asked for.") },
  { "received", N_ ("Received"), N_ ("It was received.") },
  { "accepted", N_ ("Agreed"), N_ ("It is agreed on.") },
  { "ready", N_ ("Ready"), N_ ("It is ready to begin.") },
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
  { "failed", N_ ("Failed"), N_ ("It did not work.") },
  { "not-done", N_ ("Not done"), N_ ("It was not done.") },
  { "current", N_ ("Current"), N_ ("This is the version in use.") },
  { "superseded", N_ ("Replaced"), N_ ("A newer version has taken its place.") },
  { "preliminary", N_ ("Preliminary"), N_ ("An early version that may still change.") },
  { "final", N_ ("Final"), N_ ("It is complete.") },
  { "amended", N_ ("Changed"), N_ ("It was changed after it was final.") },
  { "corrected", N_ ("Corrected"), N_ ("A mistake in an earlier version was corrected.") },
  { "registered", N_ ("Not ready yet"), N_ ("It is known, and nothing more so far.") },
  { "available", N_ ("Available"), N_ ("It is ready to be used or seen.") },
  { "unavailable", N_ ("Not available"), N_ ("It cannot be used or seen.") },
  { "partial", N_ ("In part"), N_ ("A part of it is there, more will follow.") },
  { "health-unknown", N_ ("In part"), N_ ("It is not known how their health was.") },
  { "issued", N_ ("Sent"), N_ ("It was sent.") },
  { "balanced", N_ ("Paid"), N_ ("It is paid.") },
  { "billed", N_ ("Billed"), N_ ("It was put on a bill.") },
  { "billable", N_ ("To be billed"), N_ ("It will be put on a bill.") },
  { "not-billable", N_ ("Not billed"), N_ ("It will not be put on a bill.") },
  { "executed", N_ ("In force"), N_ ("It is signed and in force.") },
  { "terminated", N_ ("Ended"), N_ ("It has ended.") },
  { "intended", N_ ("Planned"), N_ ("It is planned and not begun so far.") },
  NOT_STATED,
};

/* Value sets condition-clinical and allergyintolerance-clinical. */
static const StatusRow clinical[] = {
  { "active", N_ ("Current"), N_ ("Your hospital has it as present.") },
  { "recurrence", N_ ("Current, came back"), N_ ("It was gone and has come back.") },
  { "relapse", N_ ("Current, came back"), N_ ("It was better and has come back.") },
  { "inactive", N_ ("Past"), N_ ("There are no signs of it at this time.") },
  { "remission", N_ ("In remission"),
    N_ ("There are no signs of it at this time; it may return.") },
  { "resolved", N_ ("Past"), N_ ("It is over.") },
  NOT_STATED,
};

/* Value sets condition-ver-status and allergyintolerance-verification; only what is not certain is
 * said (rules A2 and G9). */
static const StatusRow verification[] = {
  { "unconfirmed", N_ ("Suspected"), N_ ("It is suspected and not confirmed.") },
  { "provisional", N_ ("Suspected"), N_ ("It is suspected and not confirmed.") },
  { "differential", N_ ("Suspected"), N_ ("It is one of several that are considered.") },
  { "presumed", N_ ("Suspected"), N_ ("It is suspected and not confirmed.") },
  { "refuted", N_ ("Ruled out"), N_ ("It was looked for and is not there.") },
};

static const struct
{
  const char *type;
  const StatusRow *rows;
  gsize n_rows;
  const char *ordinary; /* the status that a row need not repeat */
} types[] = {
  { "MedicationRequest", medicines, G_N_ELEMENTS (medicines), NULL },
  { "MedicationStatement", medicines, G_N_ELEMENTS (medicines), NULL },
  { "MedicationDispense", medicines, G_N_ELEMENTS (medicines), "completed" },
  { "MedicationAdministration", medicines, G_N_ELEMENTS (medicines), "completed" },
  { "Observation", results, G_N_ELEMENTS (results), "final" },
  { "DiagnosticReport", results, G_N_ELEMENTS (results), "final" },
  { "DocumentReference", documents, G_N_ELEMENTS (documents), "current" },
  { "Composition", documents, G_N_ELEMENTS (documents), "final" },
  { "Immunization", immunizations, G_N_ELEMENTS (immunizations), "completed" },
  { "Goal", goals, G_N_ELEMENTS (goals), NULL },
  { "Encounter", visits, G_N_ELEMENTS (visits), "finished" },
  { "Appointment", visits, G_N_ELEMENTS (visits), NULL },
  { "EpisodeOfCare", visits, G_N_ELEMENTS (visits), NULL },
  { "Procedure", others, G_N_ELEMENTS (others), "completed" },
  { "FamilyMemberHistory", others, G_N_ELEMENTS (others), "completed" },
  { "QuestionnaireResponse", others, G_N_ELEMENTS (others), "completed" },
  { "ImagingStudy", others, G_N_ELEMENTS (others), "available" },
};

static const StatusRow *
find_row (const StatusRow *rows, gsize n_rows, const char *code)
{
  for (gsize i = 0; i < n_rows; i++)
    if (rows[i].code == NULL || g_ascii_strcasecmp (rows[i].code, code) == 0)
      return &rows[i];
  return NULL;
}

static const StatusRow *
row_of_status (const char *type, const char *status)
{
  if (status == NULL)
    return NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    if (g_strcmp0 (types[i].type, type) == 0)
      return find_row (types[i].rows, types[i].n_rows, status);
  return find_row (others, G_N_ELEMENTS (others), status);
}

static const StatusRow *
row_of_verification (const KwRecord *record)
{
  if ((record->flags & KW_RECORD_REFUTED) != 0)
    return find_row (verification, G_N_ELEMENTS (verification), "refuted");
  if (record->verification == NULL)
    return NULL;
  return find_row (verification, G_N_ELEMENTS (verification), record->verification);
}

/* The row of what the record says of its state, without how certain it is. */
static const StatusRow *
row_of_record (const KwRecord *record)
{
  if (record->clinical_status != NULL)
    return find_row (clinical, G_N_ELEMENTS (clinical), record->clinical_status);
  return row_of_status (record->type, record->status);
}

static gboolean
is_past (const StatusRow *row)
{
  return row != NULL && row->code != NULL
         && (g_str_equal (row->code, "inactive") || g_str_equal (row->code, "resolved")
             || g_str_equal (row->code, "remission"));
}

const char *
kw_words_status_code (const char *type, const char *status)
{
  const StatusRow *row = row_of_status (type, status);
  return row != NULL ? _ (row->words) : NULL;
}

gboolean
kw_words_status_is_ordinary (const KwRecord *record)
{
  if (row_of_verification (record) != NULL || (record->flags & KW_RECORD_PROPOSED) != 0)
    return FALSE;
  if (record->clinical_status != NULL)
    return g_str_equal (record->clinical_status, "active");
  if (record->status == NULL)
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    if (g_strcmp0 (types[i].type, record->type) == 0 && types[i].ordinary != NULL)
      return g_str_equal (types[i].ordinary, record->status);
  return g_str_equal (record->status, "active");
}

/**
 * kw_words_status:
 * @record: a record
 *
 * ```c
 * KwRecord record = { .type = "MedicationRequest", .status = "on-hold" };
 * kw_words_status (&record); // "On hold"
 * ```
 *
 * Returns: (transfer full) (nullable): its state in words (rules M2, A2 and L17), NULL when its
 * type has none; a code that nobody knows is "Not stated"
 */
char *
kw_words_status (const KwRecord *record)
{
  g_return_val_if_fail (record != NULL, NULL);

  const StatusRow *certainty = row_of_verification (record);
  const StatusRow *row = row_of_record (record);
  if (certainty != NULL && is_past (row) && (record->flags & KW_RECORD_REFUTED) == 0)
    /* Translators: a condition that was suspected, and that it is over: "Suspected, past". */
    return g_strdup (_ ("Suspected, past"));
  if (certainty != NULL)
    return g_strdup (_ (certainty->words));
  if ((record->flags & KW_RECORD_PROPOSED) != 0)
    return g_strdup (_ ("Planned"));
  return row != NULL ? g_strdup (_ (row->words)) : NULL;
}

/**
 * kw_words_status_definition:
 * @record: a record
 *
 * Returns: (transfer full) (nullable): what the word of kw_words_status() means, one sentence
 */
char *
kw_words_status_definition (const KwRecord *record)
{
  g_return_val_if_fail (record != NULL, NULL);

  const StatusRow *certainty = row_of_verification (record);
  const StatusRow *row = row_of_record (record);
  if (certainty != NULL)
    return g_strdup (_ (certainty->definition));
  if ((record->flags & KW_RECORD_PROPOSED) != 0)
    return g_strdup (_ ("It is a plan or a proposal, not an order."));
  return row != NULL ? g_strdup (_ (row->definition)) : NULL;
}

/* Codes of reaction-event-severity and condition-severity (SNOMED CT). */
static const struct
{
  const char *code;
  const char *words;
} severities[] = {
  { "mild", NC_ ("severity", "Mild") },         { "255604002", NC_ ("severity", "Mild") },
  { "moderate", NC_ ("severity", "Moderate") }, { "6736007", NC_ ("severity", "Moderate") },
  { "severe", NC_ ("severity", "Severe") },     { "24484000", NC_ ("severity", "Severe") },
  { "fatal", NC_ ("severity", "Fatal") },       { "399166001", NC_ ("severity", "Fatal") },
};

static char *
severity_words (const char *severity)
{
  if (severity == NULL)
    return NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (severities); i++)
    if (g_ascii_strcasecmp (severities[i].code, severity) == 0)
      return g_strdup (g_dpgettext2 (GETTEXT_PACKAGE, "severity", severities[i].words));
  if (!kw_words_is_presentable (severity, NULL) || strpbrk (severity, "0123456789") != NULL)
    return NULL;
  g_autofree char *tidy = kw_words_tidy (severity);
  return kw_words_capitalize (tidy);
}

/* Value set allergy-intolerance-criticality: what the next contact could do, not what the last one
 * did. */
static const char *
criticality_words (const char *criticality)
{
  if (g_strcmp0 (criticality, "high") == 0)
    return _ ("high risk");
  if (g_strcmp0 (criticality, "low") == 0)
    return _ ("low risk");
  return NULL;
}

/**
 * kw_words_severity:
 * @record: an allergy or a condition
 *
 * ```c
 * KwRecord record = { .type = "AllergyIntolerance", .severity = "mild", .criticality = "high" };
 * kw_words_severity (&record); // "Mild, high risk"
 * ```
 *
 * Returns: (transfer full) (nullable): how severe it was and how great the risk is
 */
char *
kw_words_severity (const KwRecord *record)
{
  g_return_val_if_fail (record != NULL, NULL);

  g_autofree char *severity = severity_words (record->severity);
  const char *risk = criticality_words (record->criticality);
  if (risk == NULL)
    return g_steal_pointer (&severity);
  if (severity == NULL)
    return kw_words_capitalize (risk);
  return g_strconcat (severity, ", ", risk, NULL);
}

/**
 * kw_words_qualifier:
 * @record: a record
 *
 * A short list shows a name without its status, and "Latex" alone would be said as a fact.
 *
 * Returns: (nullable): the word that turns the name into what the record says
 */
const char *
kw_words_qualifier (const KwRecord *record)
{
  g_return_val_if_fail (record != NULL, NULL);

  if (record->flags & KW_RECORD_REFUTED)
    return C_ ("beside a name", "ruled out");
  if (record->flags & KW_RECORD_UNCONFIRMED)
    return C_ ("beside a name", "suspected");
  if (record->flags & KW_RECORD_NOT_DONE)
    return C_ ("beside a name", "not done");
  return NULL;
}
