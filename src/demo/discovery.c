/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "demo/clinic-private.h"

static const char *const patient_types[] = {
  "AllergyIntolerance",
  "Appointment",
  "Binary",
  "CarePlan",
  "CareTeam",
  "Condition",
  "Consent",
  "Coverage",
  "Device",
  "DiagnosticReport",
  "DocumentReference",
  "Encounter",
  "FamilyMemberHistory",
  "Goal",
  "Immunization",
  "InsurancePlan",
  "Location",
  "Medication",
  "MedicationAdministration",
  "MedicationDispense",
  "MedicationRequest",
  "NutritionOrder",
  "Observation",
  "Organization",
  "Patient",
  "Person",
  "Practitioner",
  "Procedure",
  "Provenance",
  "Questionnaire",
  "QuestionnaireResponse",
  "RelatedPerson",
  "Schedule",
  "ServiceRequest",
  "Slot",
  "Specimen",
  NULL,
};

const char *const *
kw_demo_get_types (void)
{
  return patient_types;
}

/* The addresses of Oracle Health's discovery document, %s: origin and tenant. */
static const struct
{
  const char *member;
  const char *tail;
} endpoints[] = {
  { "issuer", "" },
  { "authorization_endpoint", "/protocols/oauth2/profiles/smart-v1/personas/patient/authorize" },
  { "revocation_endpoint", "/protocols/oauth2/profiles/smart-v1/token/revoke" },
  { "management_endpoint", "/personas/patient/my-authorizations" },
};

static const char *const lists[][16] = {
  { "token_endpoint_auth_methods_supported", "none", NULL },
  { "grant_types_supported", "authorization_code", NULL },
  { "response_types_supported", "code", NULL },
  { "code_challenge_methods_supported", "S256", NULL },
  { "capabilities", "launch-standalone", "client-public", "sso-openid-connect",
    "context-standalone-patient", "permission-patient", "permission-offline", "permission-v1",
    "authorize-post", NULL },
};

static void
write_list (KwJsonWriter *writer, const char *const *list)
{
  kw_json_writer_name (writer, list[0]);
  kw_json_writer_begin_array (writer);
  for (guint i = 1; list[i] != NULL; i++)
    kw_json_writer_string (writer, list[i]);
  kw_json_writer_end_array (writer);
}

static void
write_scopes (KwJsonWriter *writer)
{
  static const char *const common[] = { "openid", "fhirUser", "launch/patient", "offline_access" };
  kw_json_writer_name (writer, "scopes_supported");
  kw_json_writer_begin_array (writer);
  for (guint i = 0; i < G_N_ELEMENTS (common); i++)
    kw_json_writer_string (writer, common[i]);
  for (guint i = 0; patient_types[i] != NULL; i++)
    {
      g_autofree char *scope = g_strdup_printf ("patient/%s.read", patient_types[i]);
      kw_json_writer_string (writer, scope);
    }
  kw_json_writer_end_array (writer);
}

/* SMART App Launch 2.2, "Obtaining metadata"; shaped as Oracle Health's, with no refresh_token
 * among the grant types although it works. */
void
kw_demo_fhir_discovery (const KwDemoRequest *request)
{
  KwClinic *clinic = request->clinic;
  guint named = request->hospital;
  if (kw_faults_has (clinic->faults, KW_FAULT_NO_DISCOVERY))
    {
      kw_demo_answer (request->message, 404, "text/plain", "Not Found");
      return;
    }
  if (kw_faults_has (clinic->faults, KW_FAULT_STALE_DISCOVERY))
    named = (named + 1) % KW_DEMO_N_HOSPITALS;
  const char *tenant = clinic->hospitals[named]->tenant;
  g_autofree char *token
      = g_strdup_printf ("%s/tenants/%s/hosts/%s/protocols/oauth2/profiles/smart-v1/token",
                         clinic->auth_origin, tenant, clinic->fhir_host);
  g_autofree char *keys = g_strconcat (clinic->auth_origin, "/jwk", NULL);
  g_autoptr (KwJsonWriter) writer = kw_json_writer_new (TRUE);
  kw_json_writer_begin_object (writer);
  for (guint i = 0; i < G_N_ELEMENTS (endpoints); i++)
    {
      g_autofree char *url
          = g_strdup_printf ("%s/tenants/%s%s", clinic->auth_origin, tenant, endpoints[i].tail);
      kw_json_writer_member (writer, endpoints[i].member, url);
    }
  kw_json_writer_member (writer, "token_endpoint", token);
  kw_json_writer_member (writer, "jwks_uri", keys);
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    write_list (writer, lists[i]);
  write_scopes (writer);
  kw_json_writer_end_object (writer);
  kw_demo_answer_json (request->message, 200, writer);
}

static void
write_resource_row (KwJsonWriter *writer, const char *type)
{
  kw_json_writer_begin_object (writer);
  kw_json_writer_member (writer, "type", type);
  kw_json_writer_name (writer, "interaction");
  kw_json_writer_begin_array (writer);
  kw_json_writer_begin_object (writer);
  kw_json_writer_member (writer, "code", "read");
  kw_json_writer_end_object (writer);
  if (!g_str_equal (type, "Binary"))
    {
      kw_json_writer_begin_object (writer);
      kw_json_writer_member (writer, "code", "search-type");
      kw_json_writer_end_object (writer);
    }
  kw_json_writer_end_array (writer);
  kw_json_writer_name (writer, "searchParam");
  kw_json_writer_begin_array (writer);
  kw_json_writer_begin_object (writer);
  kw_json_writer_member (writer, "name", "_lastUpdated");
  kw_json_writer_member (writer, "type", "date");
  kw_json_writer_end_object (writer);
  kw_json_writer_end_array (writer);
  kw_json_writer_end_object (writer);
}

void
kw_demo_fhir_capabilities (const KwDemoRequest *request)
{
  g_autoptr (KwJsonWriter) writer = kw_json_writer_new (TRUE);
  static const char *const formats[] = { "format", "json", NULL };
  kw_json_writer_begin_object (writer);
  kw_json_writer_member (writer, "resourceType", "CapabilityStatement");
  kw_json_writer_member (writer, "status", "active");
  kw_json_writer_member (writer, "date", "2026-11-20");
  kw_json_writer_member (writer, "kind", "instance");
  kw_json_writer_name (writer, "implementation");
  kw_json_writer_begin_object (writer);
  kw_json_writer_member (writer, "description",
                         request->clinic->hospitals[request->hospital]->name);
  kw_json_writer_end_object (writer);
  kw_json_writer_member (writer, "fhirVersion", "4.0.1");
  write_list (writer, formats);
  kw_json_writer_name (writer, "rest");
  kw_json_writer_begin_array (writer);
  kw_json_writer_begin_object (writer);
  kw_json_writer_member (writer, "mode", "server");
  kw_json_writer_name (writer, "resource");
  kw_json_writer_begin_array (writer);
  for (guint i = 0; patient_types[i] != NULL; i++)
    write_resource_row (writer, patient_types[i]);
  kw_json_writer_end_array (writer);
  kw_json_writer_end_object (writer);
  kw_json_writer_end_array (writer);
  kw_json_writer_end_object (writer);
  g_autoptr (GBytes) body = kw_json_writer_end (writer);
  kw_demo_answer_bytes (request->message, 200, "application/fhir+json;charset=utf-8", body);
}
