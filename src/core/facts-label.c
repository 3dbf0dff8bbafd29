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
  { "Coverage", "class", USUAL, N_ ("Plan") },
  { "Coverage", "dependent", AS_IS, N_ ("Number of the dependent") },
  { "Coverage", "order", HIDDEN, NULL },
  { "Coverage", "subscriber", USUAL, N_ ("Who holds the insurance") },
  { "CareTeam", "participant", USUAL, N_ ("Member") },
  { "CareTeam", "name", USUAL, N_ ("Name") },
  { "CarePlan", "activity", USUAL, N_ ("Activity") },
  { "Device", "type", USUAL, N_ ("Device") },
  { "Device", "patient", USUAL, N_ ("Whose device") },
  { "DocumentReference", "date", USUAL, N_ ("Written") },
  { "FamilyMemberHistory", "condition", USUAL, N_ ("Condition") },
  { "Goal", "target", USUAL, N_ ("Aim") },
  { "Goal", "addresses", USUAL, N_ ("Because of") },
  { "Patient", "contact", USUAL, N_ ("Contact person") },
  { "Patient", "link", HIDDEN, NULL },
  { "Person", "link", HIDDEN, NULL },
  { "Procedure", "usedCode", USUAL, N_ ("Used") },
  { "Procedure", "followUp", USUAL, N_ ("Afterwards") },
  { "ServiceRequest", "intent", USUAL, N_ ("Meant as") },
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
  { "address", USUAL, N_ ("Address") },
  { "addresses", USUAL, N_ ("About") },
  { "ageAge", USUAL, N_ ("Age") },
  { "agent", USUAL, N_ ("Who took part") },
  { "asserter", USUAL, N_ ("Stated by") },
  { "authoredOn", USUAL, N_ ("Written") },
  { "authorizingPrescription", USUAL, N_ ("Prescription") },
  { "basedOn", USUAL, N_ ("Ordered by") },
  { "beneficiary", USUAL, N_ ("Insured person") },
  { "billablePeriod", USUAL, N_ ("Billed for") },
  { "birthDate", USUAL, N_ ("Born") },
  { "careTeam", USUAL, N_ ("Care team") },
  { "carrierHRF", HIDDEN, NULL },
  { "class", USUAL, N_ ("Kind of visit") },
  { "clinicalStatus", HIDDEN, NULL },
  { "code", USUAL, N_ ("What") },
  { "communication", USUAL, N_ ("Language") },
  { "component", HIDDEN, NULL },
  { "conclusion", USUAL, N_ ("Conclusion") },
  { "conclusionCode", USUAL, N_ ("Conclusion") },
  { "contact", USUAL, N_ ("Contact person") },
  { "confidentiality", HIDDEN, NULL },
  { "contained", HIDDEN, NULL },
  { "content", USUAL, N_ ("File") },
  { "contentType", HIDDEN, NULL },
  { "context", USUAL, N_ ("Setting") },
  { "criticality", HIDDEN, NULL },
  { "data", HIDDEN, NULL },
  { "dateAsserted", USUAL, N_ ("Stated") },
  { "daysSupply", USUAL, N_ ("Lasts for") },
  { "deceasedAge", USUAL, N_ ("Died at age") },
  { "deceasedBoolean", USUAL, N_ ("Has died") },
  { "deceasedDateTime", USUAL, N_ ("Died") },
  { "deviceIdentifier", AS_IS, N_ ("Device number") },
  { "diagnosis", USUAL, N_ ("Diagnosis") },
  { "dispenseRequest", USUAL, N_ ("To be handed out") },
  { "display", USUAL, N_ ("Name") },
  { "distinctIdentifier", AS_IS, N_ ("Device number") },
  { "doNotPerform", USUAL, N_ ("Not to be done") },
  { "doseNumberPositiveInt", USUAL, N_ ("Dose number") },
  { "doseNumberString", USUAL, N_ ("Dose number") },
  { "doseQuantity", USUAL, N_ ("Dose") },
  { "dosage", USUAL, N_ ("How to take it") },
  { "dosageInstruction", USUAL, N_ ("How to take it") },
  { "effective", USUAL, N_ ("Date") },
  { "encounter", USUAL, N_ ("Visit") },
  { "entity", HIDDEN, NULL },
  { "expectedSupplyDuration", USUAL, N_ ("Lasts for") },
  { "extension", HIDDEN, NULL },
  { "fullUrl", HIDDEN, NULL },
  { "gender", USUAL, N_ ("Sex in the record") },
  { "hasMember", USUAL, N_ ("Includes") },
  { "hash", HIDDEN, NULL },
  { "hospitalization", USUAL, N_ ("Hospital stay") },
  { "id", HIDDEN, NULL },
  { "identifier", HIDDEN, NULL },
  { "implicitRules", HIDDEN, NULL },
  { "informationSource", USUAL, N_ ("Told by") },
  { "insurer", USUAL, N_ ("Insurance company") },
  { "intent", USUAL, N_ ("Meant as") },
  { "interpretation", HIDDEN, NULL },
  { "isSubpotent", USUAL, N_ ("Less than a full dose") },
  { "issued", USUAL, N_ ("Reported") },
  { "jurisdiction", HIDDEN, NULL },
  { "language", HIDDEN, NULL },
  { "lifecycleStatus", HIDDEN, NULL },
  { "lotNumber", AS_IS, N_ ("Lot number") },
  { "managingOrganization", USUAL, N_ ("Organization") },
  { "medicationCodeableConcept", USUAL, N_ ("Medicine") },
  { "medicationReference", USUAL, N_ ("Medicine") },
  { "meta", HIDDEN, NULL },
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
  { "participant", USUAL, N_ ("Took part") },
  { "patient", USUAL, N_ ("Whose record") },
  { "payor", USUAL, N_ ("Insurance company") },
  { "performed", USUAL, N_ ("Done") },
  { "performedAge", USUAL, N_ ("Done at age") },
  { "performer", USUAL, N_ ("Done by") },
  { "photo", HIDDEN, NULL },
  { "presentedForm", USUAL, N_ ("File") },
  { "primarySource", USUAL, N_ ("Recorded by who gave it") },
  { "protocolApplied", USUAL, N_ ("Vaccine series") },
  { "reaction", USUAL, N_ ("Reaction") },
  { "reason", USUAL, N_ ("What for") },
  { "reasonCode", USUAL, N_ ("What for") },
  { "reasonReference", USUAL, N_ ("What for") },
  { "recordedDate", USUAL, N_ ("Recorded") },
  { "recorder", USUAL, N_ ("Recorded by") },
  { "referenceRange", HIDDEN, NULL },
  { "relatesTo", USUAL, N_ ("Belongs with") },
  { "reportedBoolean", USUAL, N_ ("Reported by the patient") },
  { "reportedReference", USUAL, N_ ("Reported by") },
  { "requester", USUAL, N_ ("Asked for by") },
  { "resourceType", HIDDEN, NULL },
  { "result", USUAL, N_ ("Results") },
  { "rank", HIDDEN, NULL },
  { "securityLabel", HIDDEN, NULL },
  { "serialNumber", AS_IS, N_ ("Serial number") },
  { "seriesDosesPositiveInt", USUAL, N_ ("Doses in the series") },
  { "seriesDosesString", USUAL, N_ ("Doses in the series") },
  { "sequence", HIDDEN, NULL },
  { "serviceProvider", USUAL, N_ ("Hospital") },
  { "sigFormat", HIDDEN, NULL },
  { "signature", HIDDEN, NULL },
  { "site", USUAL, N_ ("Where on the body") },
  { "size", HIDDEN, NULL },
  { "status", HIDDEN, NULL },
  { "statusReason", USUAL, N_ ("Why") },
  { "subject", USUAL, N_ ("Whose record") },
  { "subscriberId", AS_IS, N_ ("Member number") },
  { "substanceExposureRisk", HIDDEN, NULL },
  { "system", HIDDEN, NULL },
  { "targetFormat", HIDDEN, NULL },
  { "telecom", AS_IS, N_ ("Contact") },
  { "text", HIDDEN, NULL },
  { "type", USUAL, N_ ("Kind") },
  { "uid", HIDDEN, NULL },
  { "uniqueId", HIDDEN, NULL },
  { "url", HIDDEN, NULL },
  { "vaccineCode", USUAL, N_ ("Vaccine") },
  { "validityPeriod", USUAL, N_ ("Valid") },
  { "verificationStatus", HIDDEN, NULL },
  { "version", HIDDEN, NULL },
  { "whenHandedOver", USUAL, N_ ("Handed out") },
  { "whenPrepared", USUAL, N_ ("Made ready") },
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

char *
kw_element_label (const char *type, const char *name, KwElementKind *out_kind)
{
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
