/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/facts-private.h"

#define HIDDEN KW_ELEMENT_HIDDEN
#define AS_IS KW_ELEMENT_AS_IS
#define USUAL KW_ELEMENT_USUAL

/* Elements that mean another thing in one type. */
static const struct
{
  const char *type;
  const char *name;
  KwElementKind kind;
  const char *label;
} special[] = {
  { "Appointment", "priority", USUAL, N_ ("Priority (1 is the highest)") },
  { "Binary", "data", HIDDEN, NULL },
  { "Binary", "securityContext", USUAL, N_ ("Belongs with") },
  { "Coverage", "class", AS_IS, N_ ("Plan") },
  { "Coverage", "dependent", AS_IS, N_ ("Number of the dependent") },
  { "Coverage", "order", USUAL, N_ ("Which insurance pays first, second, …") },
  { "Coverage", "subscriber", USUAL, N_ ("Who holds the insurance") },
  { "CareTeam", "participant", USUAL, N_ ("Member") },
  { "CareTeam", "name", USUAL, N_ ("Name") },
  { "CarePlan", "activity", USUAL, N_ ("Activity") },
  { "Device", "type", USUAL, N_ ("Device") },
  { "Device", "udiCarrier", AS_IS, N_ ("Device number") },
  { "Device", "version", AS_IS, N_ ("Version") },
  { "Device", "patient", USUAL, N_ ("Whose device") },
  { "DocumentReference", "date", USUAL, N_ ("Written") },
  { "FamilyMemberHistory", "condition", USUAL, N_ ("Condition") },
  { "Goal", "target", USUAL, N_ ("Aim") },
  { "Goal", "addresses", USUAL, N_ ("Because of") },
  { "Media", "frames", HIDDEN, NULL },
  { "Media", "height", HIDDEN, NULL },
  { "Media", "width", HIDDEN, NULL },
  { "Patient", "contact", USUAL, N_ ("Contact person") },
  { "Patient", "link", USUAL, N_ ("Another record of this person") },
  { "Person", "link", USUAL, N_ ("Another record of this person") },
  { "PractitionerRole", "code", USUAL, N_ ("Role") },
  { "Procedure", "outcome", USUAL, N_ ("How it ended") },
  { "Procedure", "usedCode", USUAL, N_ ("Used") },
  { "Procedure", "followUp", USUAL, N_ ("Afterwards") },
  { "Provenance", "activity", USUAL, N_ ("What was done") },
  { "Provenance", "target", USUAL, N_ ("About") },
  { "Questionnaire", "name", HIDDEN, NULL },
  { "ServiceRequest", "intent", USUAL, N_ ("Meant as") },
  { "Slot", "overbooked", USUAL, N_ ("More people than places") },
};

/* Elements within an element. One without words is the thing itself, "Took part: Dr. Lim". */
static const struct
{
  const char *name;
  KwElementKind kind;
  const char *label;
} inner[] = {
  { "actor", USUAL, "" },
  { "answerOption", USUAL, N_ ("Answers") },
  { "assurance", HIDDEN, NULL },
  { "attachment", USUAL, "" },
  { "carrierAIDC", HIDDEN, NULL },
  { "carrierHRF", AS_IS, "" },
  { "code", USUAL, "" },
  { "condition", USUAL, "" },
  { "detail", USUAL, "" },
  { "diagnosis", USUAL, "" },
  { "enableWhen", USUAL, N_ ("Asked only if") },
  { "entryType", HIDDEN, NULL },
  { "format", HIDDEN, NULL },
  { "identifier", HIDDEN, NULL },
  { "individual", USUAL, "" },
  { "doNotPerform", HIDDEN, NULL }, /* stands in front */
  { "item", USUAL, "" },
  { "linkId", HIDDEN, NULL },
  { "location", USUAL, "" },
  { "member", USUAL, "" },
  { "modifier", USUAL, N_ ("What is changed") },
  { "onBehalfOf", USUAL, N_ ("On behalf of") },
  { "other", USUAL, "" },
  { "procedure", USUAL, "" },
  { "productOrService", USUAL, "" },
  { "rank", USUAL, N_ ("Rank") },
  { "reference", USUAL, "" },
  { "required", USUAL, N_ ("Attendance") },
  { "status", USUAL, N_ ("Status") },
  { "target", USUAL, "" },
  { "value", AS_IS, N_ ("Value") },
  { "version", AS_IS, N_ ("Version") },
  { "what", USUAL, "" },
  { "who", USUAL, "" },
};

/* Elements of FHIR R4 whose own name says too little, or that are not for reading. In the order of
 * strcmp. Sources: the definitions of the elements in hl7.org/fhir/R4. */
static const struct
{
  const char *name;
  KwElementKind kind;
  const char *label;
} elements[] = {
  { "abatement", USUAL, N_ ("Ended") },
  { "abatementAge", USUAL, N_ ("Ended at age") },
  { "achievementStatus", USUAL, N_ ("How far it is reached") },
  { "active", USUAL, N_ ("In use") },
  { "activity", USUAL, N_ ("Activity") },
  { "address", USUAL, N_ ("Address") },
  { "addresses", USUAL, N_ ("About") },
  { "admitSource", USUAL, N_ ("Where from") },
  { "ageAge", USUAL, N_ ("Age") },
  { "agent", USUAL, N_ ("Who took part") },
  { "alias", USUAL, N_ ("Also called") },
  { "allDay", USUAL, N_ ("All day") },
  { "allowedBoolean", USUAL, N_ ("Allowed") },
  { "answer", USUAL, N_ ("Answer") },
  { "approvalDate", USUAL, N_ ("Approved") },
  { "asserter", USUAL, N_ ("Stated by") },
  { "authenticator", USUAL, N_ ("Confirmed by") },
  { "authored", USUAL, N_ ("Written") },
  { "authoredOn", USUAL, N_ ("Written") },
  { "authority", USUAL, N_ ("Authority") },
  { "authorizingPrescription", USUAL, N_ ("Prescription") },
  { "basedOn", USUAL, N_ ("Based on") },
  { "beneficiary", USUAL, N_ ("Insured person") },
  { "billablePeriod", USUAL, N_ ("Billed for") },
  { "birthDate", USUAL, N_ ("Born") },
  { "born", USUAL, N_ ("Born") },
  { "bornDate", USUAL, N_ ("Born") },
  { "cancelationReason", USUAL, N_ ("Why it was called off") },
  { "careManager", USUAL, N_ ("Care manager") },
  { "careTeam", USUAL, N_ ("Care team") },
  { "carrierHRF", HIDDEN, NULL },
  { "class", USUAL, N_ ("Kind of visit") },
  { "classHistory", USUAL, N_ ("Kinds of visit over time") },
  { "clinicalStatus", HIDDEN, NULL },
  { "code", USUAL, N_ ("What") },
  { "collection", USUAL, N_ ("How it was taken") },
  { "communication", USUAL, N_ ("Language") },
  { "complication", USUAL, N_ ("Problem that came up") },
  { "complicationDetail", USUAL, N_ ("Problem that came up") },
  { "component", HIDDEN, NULL },
  { "conclusion", USUAL, N_ ("Conclusion") },
  { "conclusionCode", USUAL, N_ ("Conclusion") },
  { "confidentiality", HIDDEN, NULL },
  { "contact", USUAL, N_ ("Contact person") },
  { "contained", HIDDEN, NULL },
  { "content", USUAL, N_ ("File") },
  { "contentType", HIDDEN, NULL },
  { "context", USUAL, N_ ("Setting") },
  { "contributedToDeath", USUAL, N_ ("Part in the death") },
  { "costToBeneficiary", USUAL, N_ ("What the patient pays") },
  { "courseOfTherapyType", USUAL, N_ ("Kind of treatment") },
  { "created", USUAL, N_ ("Written") },
  { "criticality", HIDDEN, NULL },
  { "custodian", USUAL, N_ ("Kept by") },
  { "dataAbsentReason", USUAL, N_ ("Why there is nothing") },
  { "dataPeriod", USUAL, N_ ("Records from") },
  { "dateAsserted", USUAL, N_ ("Stated") },
  { "daysSupply", USUAL, N_ ("Lasts for") },
  { "deceased", USUAL, N_ ("Has died") },
  { "deceasedAge", USUAL, N_ ("Died at age") },
  { "deceasedBoolean", USUAL, N_ ("Has died") },
  { "deceasedDateTime", USUAL, N_ ("Died") },
  { "destination", USUAL, N_ ("Where to") },
  { "detectedIssue", USUAL, N_ ("Noted risk") },
  { "deviceIdentifier", AS_IS, N_ ("Device number") },
  { "diagnosis", USUAL, N_ ("Diagnosis") },
  { "dischargeDisposition", USUAL, N_ ("Where to after the stay") },
  { "dispenseRequest", USUAL, N_ ("To be handed out") },
  { "display", USUAL, N_ ("Name") },
  { "distinctIdentifier", AS_IS, N_ ("Device number") },
  { "doNotPerform", USUAL, N_ ("Not to be done") },
  { "docStatus", USUAL, N_ ("State of the text") },
  { "dosage", USUAL, N_ ("How to take it") },
  { "dosageInstruction", USUAL, N_ ("How to take it") },
  { "doseNumberPositiveInt", USUAL, N_ ("Dose number") },
  { "doseNumberString", USUAL, N_ ("Dose number") },
  { "doseQuantity", USUAL, N_ ("Dose") },
  { "effective", USUAL, N_ ("Date") },
  { "encounter", USUAL, N_ ("Visit") },
  { "entity", USUAL, N_ ("Made from") },
  { "episodeOfCare", USUAL, N_ ("Course of care") },
  { "estimatedAge", USUAL, N_ ("Age is an estimate") },
  { "eventHistory", USUAL, N_ ("What happened to it") },
  { "evidence", USUAL, N_ ("What speaks for it") },
  { "excludeFoodModifier", USUAL, N_ ("Food to leave out") },
  { "expectedSupplyDuration", USUAL, N_ ("Lasts for") },
  { "experimental", USUAL, N_ ("Only a trial") },
  { "exposureRoute", USUAL, N_ ("How it came into the body") },
  { "expressedBy", USUAL, N_ ("Goal set by") },
  { "extension", HIDDEN, NULL },
  { "facilityType", USUAL, N_ ("Kind of place") },
  { "fastingStatus", USUAL, N_ ("Fasting") },
  { "focus", USUAL, N_ ("About") },
  { "foodPreferenceModifier", USUAL, N_ ("Food that is wished") },
  { "fullUrl", HIDDEN, NULL },
  { "fundingSource", USUAL, N_ ("Paid by") },
  { "gender", USUAL, N_ ("Sex in the record") },
  { "generalPractitioner", USUAL, N_ ("Usual doctor") },
  { "hasMember", USUAL, N_ ("Includes") },
  { "hash", HIDDEN, NULL },
  { "hospitalization", USUAL, N_ ("Hospital stay") },
  { "id", HIDDEN, NULL },
  { "identifier", HIDDEN, NULL },
  { "implicitRules", HIDDEN, NULL },
  { "individual", USUAL, N_ ("Who") },
  { "informationSource", USUAL, N_ ("Told by") },
  { "insurer", USUAL, N_ ("Insurance company") },
  { "intent", USUAL, N_ ("Meant as") },
  { "interpretation", HIDDEN, NULL },
  { "isSubpotent", USUAL, N_ ("Less than a full dose") },
  { "issued", USUAL, N_ ("Reported") },
  { "issuer", HIDDEN, NULL },
  { "jurisdiction", HIDDEN, NULL },
  { "language", HIDDEN, NULL },
  { "lastOccurrence", USUAL, N_ ("Last time") },
  { "length", USUAL, N_ ("How long") },
  { "lifecycleStatus", HIDDEN, NULL },
  { "locationCode", USUAL, N_ ("Where") },
  { "locationReference", USUAL, N_ ("Where") },
  { "lotNumber", AS_IS, N_ ("Lot number") },
  { "managingOrganization", USUAL, N_ ("Organization") },
  { "manifestation", USUAL, N_ ("Reaction") },
  { "maritalStatus", USUAL, N_ ("Marital status") },
  { "medicationCodeableConcept", USUAL, N_ ("Medicine") },
  { "medicationReference", USUAL, N_ ("Medicine") },
  { "meta", HIDDEN, NULL },
  { "minutesDuration", USUAL, N_ ("Minutes") },
  { "modelNumber", AS_IS, N_ ("Model") },
  { "modifierExtension", HIDDEN, NULL },
  { "multipleBirthBoolean", USUAL, N_ ("Twin or multiple birth") },
  { "multipleBirthInteger", USUAL, N_ ("Which one of a multiple birth") },
  { "name", USUAL, N_ ("Name") },
  { "note", HIDDEN, NULL },
  { "numberOfInstances", USUAL, N_ ("Pictures") },
  { "numberOfRepeatsAllowed", USUAL, N_ ("Refills") },
  { "numberOfSeries", USUAL, N_ ("Series of pictures") },
  { "occurrence", USUAL, N_ ("Date") },
  { "onset", USUAL, N_ ("Started") },
  { "onsetAge", USUAL, N_ ("Started at age") },
  { "onsetRange", USUAL, N_ ("Started at age") },
  { "orderer", USUAL, N_ ("Ordered by") },
  { "origin", USUAL, N_ ("Where from") },
  { "outcomeCode", USUAL, N_ ("What came of it") },
  { "outcomeCodeableConcept", USUAL, N_ ("What came of it") },
  { "outcomeReference", USUAL, N_ ("What came of it") },
  { "participant", USUAL, N_ ("Took part") },
  { "patient", USUAL, N_ ("Whose record") },
  { "payor", USUAL, N_ ("Insurance company") },
  { "performed", USUAL, N_ ("Done") },
  { "performedAge", USUAL, N_ ("Done at age") },
  { "performer", USUAL, N_ ("Done by") },
  { "performerType", USUAL, N_ ("To be done by") },
  { "period", USUAL, N_ ("Time") },
  { "photo", HIDDEN, NULL },
  { "planningHorizon", USUAL, N_ ("Time") },
  { "policyHolder", USUAL, N_ ("Who holds the policy") },
  { "policyRule", USUAL, N_ ("Rule") },
  { "practiceSetting", USUAL, N_ ("Specialty") },
  { "preferred", USUAL, N_ ("Preferred") },
  { "presentedForm", USUAL, N_ ("File") },
  { "primarySource", USUAL, N_ ("Recorded by who gave it") },
  { "priorPrescription", USUAL, N_ ("Earlier prescription") },
  { "programEligibility", USUAL, N_ ("Vaccine program") },
  { "protocolApplied", USUAL, N_ ("Vaccine series") },
  { "reAdmission", USUAL, N_ ("Readmission") },
  { "reaction", USUAL, N_ ("Reaction") },
  { "reason", USUAL, N_ ("What for") },
  { "reasonCode", USUAL, N_ ("What for") },
  { "reasonReference", USUAL, N_ ("What for") },
  { "recorded", USUAL, N_ ("Recorded") },
  { "recordedDate", USUAL, N_ ("Recorded") },
  { "recorder", USUAL, N_ ("Recorded by") },
  { "referenceRange", HIDDEN, NULL },
  { "relatesTo", USUAL, N_ ("Belongs with") },
  { "relevantHistory", USUAL, N_ ("History that matters") },
  { "reportOrigin", USUAL, N_ ("Where the report comes from") },
  { "reportedBoolean", USUAL, N_ ("Reported by the patient") },
  { "reportedReference", USUAL, N_ ("Reported by") },
  { "requestedPeriod", USUAL, N_ ("Wished time") },
  { "requester", USUAL, N_ ("Asked for by") },
  { "resourceType", HIDDEN, NULL },
  { "result", USUAL, N_ ("Results") },
  { "resultsInterpreter", USUAL, N_ ("Read by") },
  { "routeofAdministration", USUAL, N_ ("How it is given") },
  { "securityLabel", USUAL, N_ ("Confidentiality") },
  { "sequence", HIDDEN, NULL },
  { "serialNumber", AS_IS, N_ ("Serial number") },
  { "seriesDosesPositiveInt", USUAL, N_ ("Doses in the series") },
  { "seriesDosesString", USUAL, N_ ("Doses in the series") },
  { "servicePeriod", USUAL, N_ ("Time") },
  { "serviceProvider", USUAL, N_ ("Hospital") },
  { "serviced", USUAL, N_ ("Date") },
  { "sigFormat", HIDDEN, NULL },
  { "signature", USUAL, N_ ("Signed") },
  { "site", USUAL, N_ ("Where on the body") },
  { "size", HIDDEN, NULL },
  { "sourcePatientInfo", USUAL, N_ ("Patient at that time") },
  { "stage", USUAL, N_ ("Stage") },
  { "status", HIDDEN, NULL },
  { "statusHistory", USUAL, N_ ("Status over time") },
  { "statusReason", USUAL, N_ ("Why") },
  { "subject", USUAL, N_ ("Whose record") },
  { "subpotentReason", USUAL, N_ ("Why less than a full dose") },
  { "subscriberId", AS_IS, N_ ("Member number") },
  { "substanceExposureRisk", HIDDEN, NULL },
  { "substitution", USUAL, N_ ("Another medicine instead") },
  { "supportingInfo", USUAL, N_ ("See also") },
  { "supportingInformation", USUAL, N_ ("See also") },
  { "system", HIDDEN, NULL },
  { "targetFormat", HIDDEN, NULL },
  { "telecom", AS_IS, N_ ("Contact") },
  { "text", HIDDEN, NULL },
  { "type", USUAL, N_ ("Kind") },
  { "uid", HIDDEN, NULL },
  { "uniqueId", HIDDEN, NULL },
  { "url", HIDDEN, NULL },
  { "usedReference", USUAL, N_ ("Used") },
  { "vaccineCode", USUAL, N_ ("Vaccine") },
  { "validityPeriod", USUAL, N_ ("Valid") },
  { "verificationStatus", HIDDEN, NULL },
  { "version", HIDDEN, NULL },
  { "wasSubstituted", USUAL, N_ ("Another medicine was given instead") },
  { "whenHandedOver", USUAL, N_ ("Handed out") },
  { "whenPrepared", USUAL, N_ ("Prepared") },
};

/* The types that FHIR adds to the name of an element that may be of several. */
static const char *const choices[]
    = { "DateTime", "Period",  "CodeableConcept", "Reference", "Quantity", "String",
        "Boolean",  "Age",     "Range",           "Timing",    "Ratio",    "Integer",
        "Money",    "Decimal", "Instant",         "Date",      "Time",     NULL };

static int
find_element (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (elements); i++)
    if (g_str_equal (elements[i].name, name))
      return (int) i;
  return -1;
}

static char *
without_choice (const char *name)
{
  for (guint i = 0; choices[i] != NULL; i++)
    if (g_str_has_suffix (name, choices[i]) && strlen (name) > strlen (choices[i]))
      return g_strndup (name, strlen (name) - strlen (choices[i]));
  return g_strdup (name);
}

/* "onAdmission" → "On admission". */
static char *
humanize (const char *name)
{
  g_autoptr (GString) out = g_string_new (NULL);
  for (const char *c = name; *c != '\0'; c++)
    {
      if (g_ascii_isupper (*c) && out->len > 0)
        g_string_append_c (out, ' ');
      g_string_append_c (out, out->len == 0 ? g_ascii_toupper (*c) : g_ascii_tolower (*c));
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static gboolean
is_technical (const char *name)
{
  static const char *const endings[]
      = { "Identifier", "Uri", "Url", "Canonical", "Oid", "Uuid", NULL };
  for (guint i = 0; endings[i] != NULL; i++)
    if (g_str_has_suffix (name, endings[i]))
      return TRUE;
  return *name == '_';
}

/* The label of an element within an element, or NULL when it has the usual one. */
static char *
inner_label (const char *name, KwElementKind *out_kind)
{
  g_autofree char *stem = without_choice (name);
  for (gsize i = 0; i < G_N_ELEMENTS (inner); i++)
    if (g_str_equal (inner[i].name, stem))
      {
        *out_kind = inner[i].kind;
        return g_strdup (inner[i].label != NULL && *inner[i].label != '\0' ? _ (inner[i].label)
                                                                           : "");
      }
  return NULL;
}

char *
kw_element_label (const char *type, const char *name, KwElementKind *out_kind)
{
  char *within = type == NULL ? inner_label (name, out_kind) : NULL;
  if (within != NULL)
    return within;
  for (gsize i = 0; i < G_N_ELEMENTS (special); i++)
    if (g_strcmp0 (special[i].type, type) == 0 && g_str_equal (special[i].name, name))
      {
        *out_kind = special[i].kind;
        return g_strdup (special[i].label != NULL ? _ (special[i].label) : "");
      }
  int index = find_element (name);
  g_autofree char *stem = without_choice (name);
  if (index < 0)
    index = find_element (stem);
  if (index >= 0)
    {
      *out_kind = elements[index].kind;
      return g_strdup (elements[index].label != NULL ? _ (elements[index].label) : "");
    }
  *out_kind = is_technical (name) ? KW_ELEMENT_HIDDEN : KW_ELEMENT_USUAL;
  return humanize (stem);
}
