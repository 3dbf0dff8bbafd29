/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/cda/cda-private.h"

#define TERMINOLOGY "http://terminology.hl7.org/CodeSystem/"

/* The OIDs that FHIR R4 and HL7's terminology have a URI for (HL7 THO, code systems' identifiers).
 */
static const KwCdaCode systems[] = {
  { "2.16.840.1.113883.6.1", "http://loinc.org" },
  { "2.16.840.1.113883.6.96", "http://snomed.info/sct" },
  { "2.16.840.1.113883.6.88", "http://www.nlm.nih.gov/research/umls/rxnorm" },
  { "2.16.840.1.113883.6.90", "http://hl7.org/fhir/sid/icd-10-cm" },
  { "2.16.840.1.113883.6.3", "http://hl7.org/fhir/sid/icd-10" },
  { "2.16.840.1.113883.6.4", "http://www.cms.gov/Medicare/Coding/ICD10" },
  { "2.16.840.1.113883.6.103", "http://hl7.org/fhir/sid/icd-9-cm" },
  { "2.16.840.1.113883.6.104", "http://hl7.org/fhir/sid/icd-9-cm" },
  { "2.16.840.1.113883.6.2", "http://hl7.org/fhir/sid/icd-9-cm" },
  { "2.16.840.1.113883.6.12", "http://www.ama-assn.org/go/cpt" },
  { "2.16.840.1.113883.6.285", TERMINOLOGY "HCPCS" },
  { "2.16.840.1.113883.6.69", "http://hl7.org/fhir/sid/ndc" },
  { "2.16.840.1.113883.12.292", "http://hl7.org/fhir/sid/cvx" },
  { "2.16.840.1.113883.6.59", "http://hl7.org/fhir/sid/cvx" },
  { "2.16.840.1.113883.12.227", "http://hl7.org/fhir/sid/mvx" },
  { "2.16.840.1.113883.4.9", "http://fdasis.nlm.nih.gov" },
  { "2.16.840.1.113883.3.26.1.1", "http://ncithesaurus-stage.nci.nih.gov" },
  { "2.16.840.1.113883.3.26.1.5", "http://hl7.org/fhir/ndfrt" },
  { "2.16.840.1.113883.6.209", "http://hl7.org/fhir/ndfrt" },
  { "2.16.840.1.113883.6.8", "http://unitsofmeasure.org" },
  { "2.16.840.1.113883.6.101", "http://nucc.org/provider-taxonomy" },
  { "2.16.840.1.113883.6.238", "urn:oid:2.16.840.1.113883.6.238" },
  { "2.16.840.1.113883.6.259",
    "https://www.cdc.gov/nhsn/cdaportal/terminology/codesystem/hsloc.html" },
  { "2.16.840.1.113883.6.301.11", "https://www.nubc.org/CodeSystem/TypeOfBill" },
  { "2.16.840.1.113883.5.1", TERMINOLOGY "v3-AdministrativeGender" },
  { "2.16.840.1.113883.5.2", TERMINOLOGY "v3-MaritalStatus" },
  { "2.16.840.1.113883.5.4", TERMINOLOGY "v3-ActCode" },
  { "2.16.840.1.113883.5.7", TERMINOLOGY "v3-ActPriority" },
  { "2.16.840.1.113883.5.8", TERMINOLOGY "v3-ActReason" },
  { "2.16.840.1.113883.5.83", TERMINOLOGY "v3-ObservationInterpretation" },
  { "2.16.840.1.113883.5.84", TERMINOLOGY "v3-ObservationMethod" },
  { "2.16.840.1.113883.5.88", TERMINOLOGY "v3-ParticipationFunction" },
  { "2.16.840.1.113883.5.90", TERMINOLOGY "v3-ParticipationType" },
  { "2.16.840.1.113883.5.110", TERMINOLOGY "v3-RoleClass" },
  { "2.16.840.1.113883.5.111", TERMINOLOGY "v3-RoleCode" },
  { "2.16.840.1.113883.5.112", TERMINOLOGY "v3-RouteOfAdministration" },
  { "2.16.840.1.113883.5.129", TERMINOLOGY "v3-SpecimenType" },
  { "2.16.840.1.113883.5.139", TERMINOLOGY "v3-TimingEvent" },
  { "2.16.840.1.113883.5.1008", TERMINOLOGY "v3-NullFlavor" },
  { "2.16.840.1.113883.5.1052", TERMINOLOGY "v3-ActSite" },
  { "2.16.840.1.113883.5.1063", TERMINOLOGY "v3-ObservationValue" },
  { "2.16.840.1.113883.5.1076", TERMINOLOGY "v3-ReligiousAffiliation" },
  { "2.16.840.1.113883.5.1077", TERMINOLOGY "v3-EducationLevel" },
  { "2.16.840.1.113883.12.112", TERMINOLOGY "v2-0112" },
  { "2.16.840.1.113883.12.78", TERMINOLOGY "v2-0078" },
  { NULL, NULL },
};

/**
 * kw_cda_dup_system:
 * @oid: (nullable): of a code system
 *
 * Returns: (transfer full) (nullable): its URI as FHIR R4 writes it; "urn:oid:…" for others
 */
char *
kw_cda_dup_system (const char *oid)
{
  const char *known = kw_cda_map (systems, oid);

  if (known != NULL)
    return g_strdup (known);
  return oid != NULL && *oid != '\0' ? g_strconcat ("urn:oid:", oid, NULL) : NULL;
}

const char *
kw_cda_map (const KwCdaCode *table, const char *code)
{
  for (; code != NULL && table->from != NULL; table++)
    if (g_ascii_strcasecmp (table->from, code) == 0)
      return table->to;
  return NULL;
}
