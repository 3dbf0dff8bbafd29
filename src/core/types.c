/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/types.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#include "core/icons.h"
#include "core/readers/readers.h"

#define TYPE(name, section, singular, plural, read, support)                                       \
  {                                                                                                \
    name, KW_SECTION_##section, KW_ICON_##section, singular, plural, read, support                 \
  }

/* Every resource type of FHIR R4 (http://hl7.org/fhir/R4/resourcelist.html) and what other versions
 * call a thing that patients meet, in the order of strcmp. The section is the usual one; a reader
 * may choose another for one record. */
/* clang-format off */
static const KwType types[] = {
  TYPE ("Account", INSURANCE, N_ ("Account"), N_ ("Accounts"), NULL, FALSE),
  TYPE ("ActivityDefinition", OTHER, N_ ("Activity template"), N_ ("Activity templates"), NULL, FALSE),
  TYPE ("AdverseEvent", CONDITIONS, N_ ("Unwanted event"), N_ ("Unwanted events"), NULL, FALSE),
  TYPE ("AllergyIntolerance", ALLERGIES, N_ ("Allergy"), N_ ("Allergies"), kw_read_allergy_intolerance, FALSE),
  TYPE ("Appointment", APPOINTMENTS, N_ ("Appointment"), N_ ("Appointments"), kw_read_appointment, FALSE),
  TYPE ("AppointmentResponse", APPOINTMENTS, N_ ("Answer to an appointment"), N_ ("Answers to appointments"), NULL, FALSE),
  TYPE ("AuditEvent", OTHER, N_ ("Access log entry"), N_ ("Access log entries"), NULL, FALSE),
  TYPE ("Basic", OTHER, N_ ("Other record"), N_ ("Other records"), NULL, FALSE),
  TYPE ("Binary", DOCUMENTS, N_ ("File"), N_ ("Files"), kw_read_binary, TRUE),
  TYPE ("BiologicallyDerivedProduct", DEVICES, N_ ("Biological product"), N_ ("Biological products"), NULL, FALSE),
  TYPE ("BodyStructure", CONDITIONS, N_ ("Body site"), N_ ("Body sites"), NULL, FALSE),
  TYPE ("Bundle", OTHER, N_ ("Collection of records"), N_ ("Collections of records"), NULL, FALSE),
  TYPE ("CapabilityStatement", OTHER, N_ ("Server description"), N_ ("Server descriptions"), NULL, FALSE),
  TYPE ("CarePlan", CARE_PLANS, N_ ("Care plan"), N_ ("Care plans"), kw_read_care_plan, FALSE),
  TYPE ("CareTeam", CARE_TEAM, N_ ("Care team"), N_ ("Care teams"), kw_read_care_team, FALSE),
  TYPE ("CatalogEntry", OTHER, N_ ("Catalog entry"), N_ ("Catalog entries"), NULL, FALSE),
  TYPE ("ChargeItem", INSURANCE, N_ ("Charge"), N_ ("Charges"), NULL, FALSE),
  TYPE ("ChargeItemDefinition", OTHER, N_ ("Charge template"), N_ ("Charge templates"), NULL, FALSE),
  TYPE ("Claim", INSURANCE, N_ ("Insurance claim"), N_ ("Insurance claims"), NULL, FALSE),
  TYPE ("ClaimResponse", INSURANCE, N_ ("Answer to a claim"), N_ ("Answers to claims"), NULL, FALSE),
  TYPE ("ClinicalImpression", CONDITIONS, N_ ("Clinical assessment"), N_ ("Clinical assessments"), NULL, FALSE),
  TYPE ("CodeSystem", OTHER, N_ ("Code list"), N_ ("Code lists"), NULL, FALSE),
  TYPE ("Communication", DOCUMENTS, N_ ("Message"), N_ ("Messages"), kw_read_communication, FALSE),
  TYPE ("CommunicationRequest", DOCUMENTS, N_ ("Request for a message"), N_ ("Requests for messages"), NULL, FALSE),
  TYPE ("CompartmentDefinition", OTHER, N_ ("Technical definition"), N_ ("Technical definitions"), NULL, FALSE),
  TYPE ("Composition", DOCUMENTS, N_ ("Document"), N_ ("Documents"), NULL, FALSE),
  TYPE ("ConceptMap", OTHER, N_ ("Code translation"), N_ ("Code translations"), NULL, FALSE),
  TYPE ("Condition", CONDITIONS, N_ ("Condition"), N_ ("Conditions"), kw_read_condition, FALSE),
  TYPE ("Consent", CONSENTS, N_ ("Consent"), N_ ("Consents"), kw_read_consent, FALSE),
  TYPE ("Contract", CONSENTS, N_ ("Contract"), N_ ("Contracts"), NULL, FALSE),
  TYPE ("Coverage", INSURANCE, N_ ("Insurance"), N_ ("Insurances"), kw_read_coverage, FALSE),
  TYPE ("CoverageEligibilityRequest", INSURANCE, N_ ("Question about insurance"), N_ ("Questions about insurance"), NULL, FALSE),
  TYPE ("CoverageEligibilityResponse", INSURANCE, N_ ("Answer about insurance"), N_ ("Answers about insurance"), NULL, FALSE),
  TYPE ("DetectedIssue", CONDITIONS, N_ ("Noted risk"), N_ ("Noted risks"), NULL, FALSE),
  TYPE ("Device", DEVICES, N_ ("Device"), N_ ("Devices"), kw_read_device, FALSE),
  TYPE ("DeviceDefinition", OTHER, N_ ("Device description"), N_ ("Device descriptions"), NULL, FALSE),
  TYPE ("DeviceMetric", DEVICES, N_ ("Device setting"), N_ ("Device settings"), NULL, FALSE),
  TYPE ("DeviceRequest", ORDERS, N_ ("Order for a device"), N_ ("Orders for devices"), NULL, FALSE),
  TYPE ("DeviceUsage", DEVICES, N_ ("Use of a device"), N_ ("Uses of devices"), NULL, FALSE), /* R5 */
  TYPE ("DeviceUseStatement", DEVICES, N_ ("Use of a device"), N_ ("Uses of devices"), NULL, FALSE),
  TYPE ("DiagnosticOrder", ORDERS, N_ ("Order"), N_ ("Orders"), NULL, FALSE), /* DSTU2 */
  TYPE ("DiagnosticReport", LABS, N_ ("Report"), N_ ("Reports"), kw_read_diagnostic_report, FALSE),
  TYPE ("DocumentManifest", DOCUMENTS, N_ ("Set of documents"), N_ ("Sets of documents"), NULL, FALSE),
  TYPE ("DocumentReference", DOCUMENTS, N_ ("Document"), N_ ("Documents"), kw_read_document_reference, FALSE),
  TYPE ("EffectEvidenceSynthesis", OTHER, N_ ("Study summary"), N_ ("Study summaries"), NULL, FALSE),
  TYPE ("Encounter", VISITS, N_ ("Visit"), N_ ("Visits"), kw_read_encounter, FALSE),
  TYPE ("Endpoint", OTHER, N_ ("Technical address"), N_ ("Technical addresses"), NULL, TRUE),
  TYPE ("EnrollmentRequest", INSURANCE, N_ ("Request to enroll"), N_ ("Requests to enroll"), NULL, FALSE),
  TYPE ("EnrollmentResponse", INSURANCE, N_ ("Answer to an enrollment"), N_ ("Answers to enrollments"), NULL, FALSE),
  TYPE ("EpisodeOfCare", VISITS, N_ ("Course of care"), N_ ("Courses of care"), NULL, FALSE),
  TYPE ("EventDefinition", OTHER, N_ ("Technical definition"), N_ ("Technical definitions"), NULL, FALSE),
  TYPE ("Evidence", OTHER, N_ ("Study evidence"), N_ ("Study evidence"), NULL, FALSE),
  TYPE ("EvidenceVariable", OTHER, N_ ("Study variable"), N_ ("Study variables"), NULL, FALSE),
  TYPE ("ExampleScenario", OTHER, N_ ("Example"), N_ ("Examples"), NULL, FALSE),
  TYPE ("ExplanationOfBenefit", INSURANCE, N_ ("Insurance statement"), N_ ("Insurance statements"), NULL, FALSE),
  TYPE ("FamilyMemberHistory", FAMILY, N_ ("Relative"), N_ ("Relatives"), kw_read_family_member_history, FALSE),
  TYPE ("Flag", CONDITIONS, N_ ("Alert"), N_ ("Alerts"), NULL, FALSE),
  TYPE ("Goal", GOALS, N_ ("Goal"), N_ ("Goals"), kw_read_goal, FALSE),
  TYPE ("GraphDefinition", OTHER, N_ ("Technical definition"), N_ ("Technical definitions"), NULL, FALSE),
  TYPE ("Group", OTHER, N_ ("Group"), N_ ("Groups"), NULL, FALSE),
  TYPE ("GuidanceResponse", OTHER, N_ ("Advice from a computer"), N_ ("Advice from a computer"), NULL, FALSE),
  TYPE ("HealthcareService", PEOPLE, N_ ("Health service"), N_ ("Health services"), NULL, TRUE),
  TYPE ("ImagingStudy", DOCUMENTS, N_ ("Imaging study"), N_ ("Imaging studies"), NULL, FALSE),
  TYPE ("Immunization", IMMUNIZATIONS, N_ ("Vaccine"), N_ ("Vaccines"), kw_read_immunization, FALSE),
  TYPE ("ImmunizationEvaluation", IMMUNIZATIONS, N_ ("Check of a vaccine"), N_ ("Checks of vaccines"), NULL, FALSE),
  TYPE ("ImmunizationRecommendation", IMMUNIZATIONS, N_ ("Vaccine recommendation"), N_ ("Vaccine recommendations"), NULL, FALSE),
  TYPE ("ImplementationGuide", OTHER, N_ ("Technical definition"), N_ ("Technical definitions"), NULL, FALSE),
  TYPE ("InsurancePlan", INSURANCE, N_ ("Insurance plan"), N_ ("Insurance plans"), kw_read_insurance_plan, FALSE),
  TYPE ("Invoice", INSURANCE, N_ ("Invoice"), N_ ("Invoices"), NULL, FALSE),
  TYPE ("Library", OTHER, N_ ("Technical library"), N_ ("Technical libraries"), NULL, FALSE),
  TYPE ("Linkage", OTHER, N_ ("Link between records"), N_ ("Links between records"), NULL, FALSE),
  TYPE ("List", OTHER, N_ ("List"), N_ ("Lists"), NULL, FALSE),
  TYPE ("Location", PEOPLE, N_ ("Place"), N_ ("Places"), NULL, TRUE),
  TYPE ("Measure", OTHER, N_ ("Quality measure"), N_ ("Quality measures"), NULL, FALSE),
  TYPE ("MeasureReport", OTHER, N_ ("Quality report"), N_ ("Quality reports"), NULL, FALSE),
  TYPE ("Media", DOCUMENTS, N_ ("Picture or recording"), N_ ("Pictures and recordings"), NULL, FALSE),
  TYPE ("Medication", MEDICATIONS, N_ ("Medicine"), N_ ("Medicines"), kw_read_medication, TRUE),
  TYPE ("MedicationAdministration", MEDICATIONS, N_ ("Medicine given"), N_ ("Medicines given"), kw_read_medication_event, FALSE),
  TYPE ("MedicationDispense", MEDICATIONS, N_ ("Medicine handed out"), N_ ("Medicines handed out"), kw_read_medication_event, FALSE),
  TYPE ("MedicationKnowledge", OTHER, N_ ("Medicine information"), N_ ("Medicine information"), NULL, FALSE),
  TYPE ("MedicationOrder", MEDICATIONS, N_ ("Prescription"), N_ ("Prescriptions"), kw_read_medication_request, FALSE), /* DSTU2 */
  TYPE ("MedicationRequest", MEDICATIONS, N_ ("Prescription"), N_ ("Prescriptions"), kw_read_medication_request, FALSE),
  TYPE ("MedicationStatement", MEDICATIONS, N_ ("Medicine taken"), N_ ("Medicines taken"), kw_read_medication_event, FALSE),
  TYPE ("MedicinalProduct", OTHER, N_ ("Medicine information"), N_ ("Medicine information"), NULL, FALSE),
  TYPE ("MedicinalProductAuthorization", OTHER, N_ ("Medicine information"), N_ ("Medicine information"), NULL, FALSE),
  TYPE ("MedicinalProductContraindication", OTHER, N_ ("Medicine information"), N_ ("Medicine information"), NULL, FALSE),
  TYPE ("MedicinalProductIndication", OTHER, N_ ("Medicine information"), N_ ("Medicine information"), NULL, FALSE),
  TYPE ("MedicinalProductIngredient", OTHER, N_ ("Medicine information"), N_ ("Medicine information"), NULL, FALSE),
  TYPE ("MedicinalProductInteraction", OTHER, N_ ("Medicine information"), N_ ("Medicine information"), NULL, FALSE),
  TYPE ("MedicinalProductManufactured", OTHER, N_ ("Medicine information"), N_ ("Medicine information"), NULL, FALSE),
  TYPE ("MedicinalProductPackaged", OTHER, N_ ("Medicine information"), N_ ("Medicine information"), NULL, FALSE),
  TYPE ("MedicinalProductPharmaceutical", OTHER, N_ ("Medicine information"), N_ ("Medicine information"), NULL, FALSE),
  TYPE ("MedicinalProductUndesirableEffect", OTHER, N_ ("Medicine information"), N_ ("Medicine information"), NULL, FALSE),
  TYPE ("MessageDefinition", OTHER, N_ ("Technical definition"), N_ ("Technical definitions"), NULL, FALSE),
  TYPE ("MessageHeader", OTHER, N_ ("Message envelope"), N_ ("Message envelopes"), NULL, FALSE),
  TYPE ("MolecularSequence", LABS, N_ ("Genetic sequence"), N_ ("Genetic sequences"), NULL, FALSE),
  TYPE ("NamingSystem", OTHER, N_ ("Naming system"), N_ ("Naming systems"), NULL, FALSE),
  TYPE ("NutritionOrder", NUTRITION, N_ ("Diet order"), N_ ("Diet orders"), kw_read_nutrition_order, FALSE),
  TYPE ("Observation", LABS, N_ ("Result"), N_ ("Results"), kw_read_observation, FALSE),
  TYPE ("ObservationDefinition", OTHER, N_ ("Test description"), N_ ("Test descriptions"), NULL, FALSE),
  TYPE ("OperationDefinition", OTHER, N_ ("Technical definition"), N_ ("Technical definitions"), NULL, FALSE),
  TYPE ("OperationOutcome", OTHER, N_ ("Message from the server"), N_ ("Messages from the server"), NULL, FALSE),
  TYPE ("Organization", PEOPLE, N_ ("Organization"), N_ ("Organizations"), NULL, TRUE),
  TYPE ("OrganizationAffiliation", PEOPLE, N_ ("Link between organizations"), N_ ("Links between organizations"), NULL, TRUE),
  TYPE ("Parameters", OTHER, N_ ("Technical parameters"), N_ ("Technical parameters"), NULL, FALSE),
  TYPE ("Patient", PEOPLE, N_ ("Patient"), N_ ("Patients"), kw_read_patient, FALSE),
  TYPE ("PaymentNotice", INSURANCE, N_ ("Payment notice"), N_ ("Payment notices"), NULL, FALSE),
  TYPE ("PaymentReconciliation", INSURANCE, N_ ("Payment"), N_ ("Payments"), NULL, FALSE),
  TYPE ("Person", PEOPLE, N_ ("Person"), N_ ("People"), kw_read_patient, FALSE),
  TYPE ("PlanDefinition", OTHER, N_ ("Care plan template"), N_ ("Care plan templates"), NULL, FALSE),
  TYPE ("Practitioner", PEOPLE, N_ ("Health professional"), N_ ("Health professionals"), kw_read_patient, TRUE),
  TYPE ("PractitionerRole", PEOPLE, N_ ("Role of a professional"), N_ ("Roles of professionals"), NULL, TRUE),
  TYPE ("Procedure", PROCEDURES, N_ ("Procedure"), N_ ("Procedures"), kw_read_procedure, FALSE),
  TYPE ("Provenance", OTHER, N_ ("Record of origin"), N_ ("Records of origin"), kw_read_provenance, FALSE),
  TYPE ("Questionnaire", QUESTIONNAIRES, N_ ("Blank questionnaire"), N_ ("Blank questionnaires"), kw_read_questionnaire, FALSE),
  TYPE ("QuestionnaireResponse", QUESTIONNAIRES, N_ ("Filled-in questionnaire"), N_ ("Filled-in questionnaires"), kw_read_questionnaire_response, FALSE),
  TYPE ("RelatedPerson", PEOPLE, N_ ("Related person"), N_ ("Related people"), kw_read_patient, FALSE),
  TYPE ("RequestGroup", ORDERS, N_ ("Group of orders"), N_ ("Groups of orders"), NULL, FALSE),
  TYPE ("ResearchDefinition", OTHER, N_ ("Research plan"), N_ ("Research plans"), NULL, FALSE),
  TYPE ("ResearchElementDefinition", OTHER, N_ ("Research definition"), N_ ("Research definitions"), NULL, FALSE),
  TYPE ("ResearchStudy", OTHER, N_ ("Research study"), N_ ("Research studies"), NULL, FALSE),
  TYPE ("ResearchSubject", OTHER, N_ ("Part in a study"), N_ ("Parts in studies"), NULL, FALSE),
  TYPE ("RiskAssessment", CONDITIONS, N_ ("Risk assessment"), N_ ("Risk assessments"), NULL, FALSE),
  TYPE ("RiskEvidenceSynthesis", OTHER, N_ ("Study summary"), N_ ("Study summaries"), NULL, FALSE),
  TYPE ("Schedule", APPOINTMENTS, N_ ("Schedule"), N_ ("Schedules"), kw_read_schedule, TRUE),
  TYPE ("SearchParameter", OTHER, N_ ("Technical definition"), N_ ("Technical definitions"), NULL, FALSE),
  TYPE ("ServiceRequest", ORDERS, N_ ("Order"), N_ ("Orders"), kw_read_service_request, FALSE),
  TYPE ("Slot", APPOINTMENTS, N_ ("Free time"), N_ ("Free times"), kw_read_schedule, TRUE),
  TYPE ("Specimen", LABS, N_ ("Sample"), N_ ("Samples"), kw_read_specimen, TRUE),
  TYPE ("SpecimenDefinition", OTHER, N_ ("Sample description"), N_ ("Sample descriptions"), NULL, FALSE),
  TYPE ("StructureDefinition", OTHER, N_ ("Technical definition"), N_ ("Technical definitions"), NULL, FALSE),
  TYPE ("StructureMap", OTHER, N_ ("Technical definition"), N_ ("Technical definitions"), NULL, FALSE),
  TYPE ("Subscription", OTHER, N_ ("Subscription"), N_ ("Subscriptions"), NULL, FALSE),
  TYPE ("Substance", MEDICATIONS, N_ ("Substance"), N_ ("Substances"), NULL, TRUE),
  TYPE ("SubstanceNucleicAcid", OTHER, N_ ("Substance information"), N_ ("Substance information"), NULL, FALSE),
  TYPE ("SubstancePolymer", OTHER, N_ ("Substance information"), N_ ("Substance information"), NULL, FALSE),
  TYPE ("SubstanceProtein", OTHER, N_ ("Substance information"), N_ ("Substance information"), NULL, FALSE),
  TYPE ("SubstanceReferenceInformation", OTHER, N_ ("Substance information"), N_ ("Substance information"), NULL, FALSE),
  TYPE ("SubstanceSourceMaterial", OTHER, N_ ("Substance information"), N_ ("Substance information"), NULL, FALSE),
  TYPE ("SubstanceSpecification", OTHER, N_ ("Substance information"), N_ ("Substance information"), NULL, FALSE),
  TYPE ("SupplyDelivery", DEVICES, N_ ("Delivery of supplies"), N_ ("Deliveries of supplies"), NULL, FALSE),
  TYPE ("SupplyRequest", ORDERS, N_ ("Order for supplies"), N_ ("Orders for supplies"), NULL, FALSE),
  TYPE ("Task", ORDERS, N_ ("Task"), N_ ("Tasks"), NULL, FALSE),
  TYPE ("TerminologyCapabilities", OTHER, N_ ("Server description"), N_ ("Server descriptions"), NULL, FALSE),
  TYPE ("TestReport", OTHER, N_ ("Technical report"), N_ ("Technical reports"), NULL, FALSE),
  TYPE ("TestScript", OTHER, N_ ("Technical script"), N_ ("Technical scripts"), NULL, FALSE),
  TYPE ("ValueSet", OTHER, N_ ("Code list"), N_ ("Code lists"), NULL, FALSE),
  TYPE ("VerificationResult", OTHER, N_ ("Check of a record"), N_ ("Checks of records"), NULL, FALSE),
  TYPE ("VisionPrescription", ORDERS, N_ ("Prescription for glasses"), N_ ("Prescriptions for glasses"), NULL, FALSE),
};
/* clang-format on */

static int
compare (gconstpointer name, gconstpointer row)
{
  return strcmp (name, ((const KwType *) row)->name);
}

/**
 * kw_type_lookup:
 * @name: (nullable): a resource type as sent
 *
 * ```c
 * kw_type_lookup ("Immunization")->section; // KW_SECTION_IMMUNIZATIONS
 * ```
 *
 * Returns: (transfer none) (nullable): its row, `NULL` for what is no type of FHIR R4
 */
const KwType *
kw_type_lookup (const char *name)
{
  if (name == NULL)
    return NULL;
  return bsearch (name, types, G_N_ELEMENTS (types), sizeof (KwType), compare);
}

/**
 * kw_type_get_all:
 * @out_n: (out): their number
 *
 * Returns: (transfer none) (array length=out_n): every type
 */
const KwType *
kw_type_get_all (guint *out_n)
{
  g_return_val_if_fail (out_n != NULL, NULL);

  *out_n = G_N_ELEMENTS (types);
  return types;
}

/**
 * kw_type_get_singular:
 * @type: (nullable): a row, `NULL` for a type that is not known
 *
 * Returns: (transfer none): what one of them is called, in the reader's language
 */
const char *
kw_type_get_singular (const KwType *type)
{
  return type ? _ (type->singular) : _ ("Other record");
}

/**
 * kw_type_get_plural:
 * @type: (nullable): a row, `NULL` for a type that is not known
 *
 * Returns: (transfer none): what several of them are called, in the reader's language
 */
const char *
kw_type_get_plural (const KwType *type)
{
  return type ? _ (type->plural) : _ ("Other records");
}
