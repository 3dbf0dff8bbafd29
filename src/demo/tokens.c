/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "demo/clinic-private.h"

static const KwDemoHospital *
hospital_of (const KwDemoRequest *request)
{
  return request->clinic->hospitals[request->hospital];
}

/* RFC 6749 section 5.2, in Oracle Health's shape: the URN stands in error_uri. */
static void
answer_error (const KwDemoRequest *request, const char *error, const char *urn)
{
  g_autofree char *instance = g_uuid_string_random ();
  g_autofree char *uri = kw_demo_error_uri (request, urn, instance);
  g_autoptr (KwJsonWriter) writer = kw_json_writer_new (FALSE);
  soup_message_headers_replace (soup_server_message_get_response_headers (request->message),
                                "Cerner-Correlation-Id", instance);
  kw_json_writer_begin_object (writer);
  kw_json_writer_member (writer, "error", error);
  kw_json_writer_member (writer, "error_uri", uri);
  kw_json_writer_end_object (writer);
  kw_demo_answer_json (request->message, 400, writer);
}

/* ---- the answer with tokens ---- */

static guint
token_lifetime (const KwDemoRequest *request)
{
  return kw_faults_has (request->clinic->faults, KW_FAULT_SHORT_LIVED)
             ? 1
             : request->clinic->token_lifetime;
}

static void
write_expires (const KwDemoRequest *request, KwJsonWriter *writer)
{
  const KwFaults *faults = request->clinic->faults;
  g_autofree char *text = g_strdup_printf ("%u", token_lifetime (request));
  g_autofree char *fraction = g_strconcat (text, ".523842", NULL);
  if (kw_faults_has (faults, KW_FAULT_NO_EXPIRES))
    return;
  kw_json_writer_name (writer, "expires_in");
  if (kw_faults_has (faults, KW_FAULT_EXPIRES_STRING))
    kw_json_writer_string (writer, text);
  else
    kw_json_writer_number (writer,
                           kw_faults_has (faults, KW_FAULT_EXPIRES_FLOAT) ? fraction : text);
}

static const KwDemoPerson *
somebody_else (const KwDemoRequest *request, const KwDemoGrant *grant)
{
  const GPtrArray *persons = hospital_of (request)->persons;
  for (guint i = 0; i < persons->len; i++)
    {
      const KwDemoPerson *person = g_ptr_array_index (persons, i);
      if (person != grant->patient)
        return person;
    }
  g_return_val_if_reached (NULL);
}

static void
write_patient (const KwDemoRequest *request,
               const KwDemoGrant *grant,
               gboolean refresh,
               KwJsonWriter *writer)
{
  const KwFaults *faults = request->clinic->faults;
  const char *id = grant->patient->patient_id;
  g_autofree char *url
      = g_strdup_printf ("%s/Patient/%s", request->clinic->bases[request->hospital], id);
  if (kw_faults_has (faults, KW_FAULT_NO_PATIENT))
    return;
  if (refresh && kw_faults_has (faults, KW_FAULT_REFRESH_OTHER_PATIENT))
    id = somebody_else (request, grant)->patient_id;
  kw_json_writer_member (writer, "patient",
                         kw_faults_has (faults, KW_FAULT_PATIENT_URL) ? url : id);
}

static gboolean
has_scope (const KwDemoGrant *grant, const char *scope)
{
  g_auto (GStrv) scopes = g_strsplit (grant->scope, " ", -1);
  return g_strv_contains ((const char *const *) scopes, scope);
}

/* City Clinic names only the scopes of records, and gives a refresh token all the same. */
static char *
dup_granted_scope (const KwDemoRequest *request, const KwDemoGrant *grant)
{
  guint most = G_MAXUINT;
  if (kw_faults_has (request->clinic->faults, KW_FAULT_FEW_SCOPES))
    most = 3;
  else if (!hospital_of (request)->short_scope)
    return g_strdup (grant->scope);
  g_auto (GStrv) scopes = g_strsplit (grant->scope, " ", -1);
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();
  for (guint i = 0; scopes[i] != NULL; i++)
    if (g_str_has_prefix (scopes[i], "patient/") && kept->len < most)
      g_ptr_array_add (kept, scopes[i]);
  g_ptr_array_add (kept, NULL);
  return g_strjoinv (" ", (char **) kept->pdata);
}

/* Members that nobody asked for. */
static void
write_further (const KwDemoRequest *request, KwJsonWriter *writer)
{
  const KwFaults *faults = request->clinic->faults;
  if (kw_faults_has (faults, KW_FAULT_TOKEN_TYPE_CASE))
    {
      kw_json_writer_member (writer, "tenant", "somebody-elses");
      kw_json_writer_name (writer, "need_patient_banner");
      kw_json_writer_boolean (writer, TRUE);
      kw_json_writer_member (writer, "smart_style_url", "https://example.org/style.json");
    }
  if (kw_faults_has (faults, KW_FAULT_HUGE_TOKEN))
    {
      g_autofree char *long_text = g_strnfill (8 * 1024 * 1024, 'x');
      kw_json_writer_member (writer, "banner", long_text);
    }
}

static gboolean
rotates (const KwDemoRequest *request)
{
  return hospital_of (request)->rotates || kw_faults_has (request->clinic->faults, KW_FAULT_ROTATE);
}

static void
answer_tokens (const KwDemoRequest *request, KwDemoGrant *grant, gboolean refresh)
{
  KwClinic *clinic = request->clinic;
  gint64 until = kw_demo_now () + token_lifetime (request);
  g_autofree char *access = kw_demo_access_token (request, grant);
  g_autofree char *scope = dup_granted_scope (request, grant);
  if (kw_faults_has (clinic->faults, KW_FAULT_FEW_SCOPES))
    {
      g_free (grant->scope);
      grant->scope = g_strdup (scope);
    }
  g_autoptr (KwJsonWriter) writer = kw_json_writer_new (FALSE);
  kw_demo_grants_add_access (clinic->grants, access, grant, until);
  kw_json_writer_begin_object (writer);
  kw_json_writer_member (writer, "access_token", access);
  kw_json_writer_member (writer, "token_type",
                         kw_faults_has (clinic->faults, KW_FAULT_TOKEN_TYPE_CASE) ? "bEARER"
                                                                                  : "Bearer");
  if (!kw_faults_has (clinic->faults, KW_FAULT_NO_SCOPE))
    kw_json_writer_member (writer, "scope", scope);
  write_further (request, writer);
  write_expires (request, writer);
  write_patient (request, grant, refresh, writer);
  if (has_scope (grant, "offline_access") && (!refresh || rotates (request))
      && !kw_faults_has (clinic->faults, KW_FAULT_NO_REFRESH)
      && !kw_faults_has (clinic->faults, KW_FAULT_DEVICE))
    {
      g_autofree char *token = kw_demo_grants_add_refresh (clinic->grants, grant);
      kw_json_writer_member (writer, "refresh_token", token);
    }
  if (has_scope (grant, "openid"))
    {
      g_autofree char *token = kw_demo_id_token (request, grant, refresh);
      kw_json_writer_member (writer, "id_token", token);
    }
  kw_json_writer_end_object (writer);
  kw_demo_answer_json (request->message, 200, writer);
}

/* ---- the two kinds of request ---- */

static void
on_code (const KwDemoRequest *request)
{
  const char *urn = NULL;
  KwDemoExchange exchange = { .hospital = request->hospital,
                              .code = kw_demo_request_get (request, "code"),
                              .client_id = kw_demo_request_get (request, "client_id"),
                              .redirect_uri = kw_demo_request_get (request, "redirect_uri"),
                              .verifier = kw_demo_request_get (request, "code_verifier") };
  KwDemoGrant *grant
      = kw_demo_grants_use_code (request->clinic->grants, &exchange, kw_demo_now (), &urn);
  if (grant == NULL)
    {
      answer_error (request, "invalid_grant", urn);
      return;
    }
  if (kw_faults_has (request->clinic->faults, KW_FAULT_OTHER_PATIENT))
    grant->patient = somebody_else (request, grant);
  answer_tokens (request, grant, FALSE);
}

/* RFC 6749 section 5.2 without anything of a vendor's own. */
static void
answer_oauth_error (const KwDemoRequest *request, guint status, const char *error)
{
  g_autoptr (KwJsonWriter) writer = kw_json_writer_new (FALSE);
  kw_json_writer_begin_object (writer);
  kw_json_writer_member (writer, "error", error);
  kw_json_writer_end_object (writer);
  kw_demo_answer_json (request->message, status, writer);
}

static gboolean
answer_refresh_fault (const KwDemoRequest *request)
{
  const KwFaults *faults = request->clinic->faults;
  if (kw_faults_has (faults, KW_FAULT_EXPIRED_REFRESH))
    answer_error (request, "invalid_grant", "oauth2:token:refresh-token:session-invalid");
  else if (kw_faults_has (faults, KW_FAULT_REFRESH_INVALID_REQUEST))
    answer_oauth_error (request, 400, "invalid_request");
  else if (kw_faults_has (faults, KW_FAULT_REFRESH_401))
    answer_oauth_error (request, 401, "invalid_client");
  else if (kw_faults_has (faults, KW_FAULT_REFRESH_500))
    kw_demo_answer (request->message, 500, "text/plain", "Internal Server Error");
  else if (kw_faults_has (faults, KW_FAULT_REFRESH_503))
    {
      soup_message_headers_replace (soup_server_message_get_response_headers (request->message),
                                    "Retry-After", "1");
      kw_demo_answer (request->message, 503, "text/plain", "Service Unavailable");
    }
  else
    return FALSE;
  return TRUE;
}

static void
on_refresh (const KwDemoRequest *request)
{
  if (answer_refresh_fault (request))
    return;
  KwDemoGrant *grant = kw_demo_grants_use_refresh (
      request->clinic->grants, request->hospital, kw_demo_request_get (request, "refresh_token"),
      kw_demo_request_get (request, "client_id"), rotates (request));
  if (grant == NULL)
    answer_error (request, "invalid_grant", "oauth2:token:refresh-token:token-invalid");
  else
    answer_tokens (request, grant, TRUE);
}

static void
on_assertion (const KwDemoRequest *request)
{
  KwClinic *clinic = request->clinic;
  g_autofree char *url = g_strconcat (
      clinic->auth_origin, g_uri_get_path (soup_server_message_get_uri (request->message)), NULL);
  KwDemoGrant *grant = kw_demo_auth_check_assertion (request, url);
  if (grant == NULL)
    answer_error (request, "invalid_grant", "oauth2:client-assertion:jwt-bearer:invalid-signature");
  else
    answer_tokens (request, grant, TRUE);
}

void
kw_demo_auth_token (const KwDemoRequest *request)
{
  const char *type = kw_demo_request_get (request, "grant_type");
  if (!g_str_equal (request->method, "POST") || request->form == NULL)
    answer_error (request, "invalid_request", "oauth2:token:unsupported-grant-type");
  else if (kw_faults_has (request->clinic->faults, KW_FAULT_HTML_TOKEN))
    kw_demo_answer (request->message, 200, "text/html",
                    "<html><body>We are improving our service for you.</body></html>");
  else if (kw_faults_has (request->clinic->faults, KW_FAULT_EMPTY_TOKEN))
    soup_server_message_set_status (request->message, 200, NULL);
  else if (kw_faults_has (request->clinic->faults, KW_FAULT_URN_TOKEN))
    answer_error (request, "invalid_grant",
                  kw_faults_get_text (request->clinic->faults, KW_FAULT_URN_TOKEN));
  else if (g_strcmp0 (type, "authorization_code") == 0)
    on_code (request);
  else if (g_strcmp0 (type, "refresh_token") == 0)
    on_refresh (request);
  else if (g_strcmp0 (type, "urn:ietf:params:oauth:grant-type:jwt-bearer") == 0)
    on_assertion (request);
  else
    answer_error (request, "unsupported_grant_type", "oauth2:token:unsupported-grant-type");
}

/* RFC 7009 section 2.2: 200 whether or not the token was known. */
void
kw_demo_auth_revoke (const KwDemoRequest *request)
{
  if (!g_str_equal (request->method, "POST"))
    {
      soup_server_message_set_status (request->message, 405, NULL);
      return;
    }
  kw_demo_grants_revoke (request->clinic->grants, request->hospital,
                         kw_demo_request_get (request, "token"));
  soup_server_message_set_status (request->message, 200, NULL);
}
