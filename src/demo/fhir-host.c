/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "demo/clinic-private.h"

#define FHIR_JSON "application/fhir+json;charset=utf-8"

static const KwDemoGatewayError tenant_mismatch
    = { 401, "tenant-mismatch", "invalid_token", "Token is not valid for this tenant" };

/* ---- who asks ---- */

static const char *
bearer (const KwDemoRequest *request)
{
  const char *header = soup_message_headers_get_one (
      soup_server_message_get_request_headers (request->message), "Authorization");
  return header != NULL && g_str_has_prefix (header, "Bearer ") ? header + strlen ("Bearer ")
                                                                : NULL;
}

/* What is about the person or the scope is 403, what is about the token 401. */
static gboolean
answer_urn_fault (const KwDemoRequest *request)
{
  static const char *const forbidden[] = { "insufficient-scopes", "token-not-authorized",
                                           "user-not-authorized", "profile-not-supported", NULL };
  const char *urn = kw_faults_get_text (request->clinic->faults, KW_FAULT_URN_RESOURCE);
  if (urn == NULL)
    return FALSE;
  gboolean refused = g_strv_contains (forbidden, urn);
  KwDemoGatewayError answer
      = { refused ? 403 : 401, urn, refused ? "insufficient_scope" : "invalid_token", NULL };
  if (g_str_equal (urn, "server-error") || g_str_equal (urn, "signature-keys-unavailable"))
    answer.status = 500;
  kw_demo_answer_gateway (request, &answer);
  return TRUE;
}

/* The grant behind the token; answers and gives NULL when there is none for this hospital. */
static KwDemoGrant *
check_token (const KwDemoRequest *request)
{
  static const KwDemoGatewayError complaints[] = {
    [KW_DEMO_TOKEN_UNKNOWN]
    = { 401, "signature-verification-failed", "invalid_token", "Token is not valid" },
    [KW_DEMO_TOKEN_EXPIRED] = { 401, "expired", "invalid_token", "Token has expired" },
  };
  static const KwDemoGatewayError missing = { 401, "token-required", "invalid_request", NULL };
  const KwFaults *faults = request->clinic->faults;
  const char *token = bearer (request);
  KwDemoGrant *grant = NULL;
  if (token == NULL)
    {
      kw_demo_answer_gateway (request, &missing);
      return NULL;
    }
  KwDemoTokenState state
      = kw_demo_grants_find_access (request->clinic->grants, token, kw_demo_now (), &grant);
  /* A token of an earlier run: whoever holds it shall refresh and go on. */
  if (state == KW_DEMO_TOKEN_UNKNOWN && (g_str_has_prefix (token, "eyJ") || strlen (token) == 43))
    state = KW_DEMO_TOKEN_EXPIRED;
  if (answer_urn_fault (request))
    return NULL;
  if (kw_faults_has (faults, KW_FAULT_PLAIN_401))
    kw_demo_answer_outcome (request->message, 401, "login", "Authentication required");
  else if (kw_faults_has (faults, KW_FAULT_BARE_401))
    kw_demo_answer (request->message, 401, "text/html;charset=utf-8",
                    "<html><head><title>HTTP Status 401 - Unauthorized</title></head></html>");
  else if (kw_faults_has (faults, KW_FAULT_TENANT_MISMATCH)
           || (grant != NULL && grant->hospital != request->hospital))
    kw_demo_answer_gateway (request, &tenant_mismatch);
  else if (state != KW_DEMO_TOKEN_GOOD)
    kw_demo_answer_gateway (request, &complaints[state]);
  else
    return grant;
  return NULL;
}

/* SMART 1 "patient/Type.read" and SMART 2 "patient/Type.rs" alike. */
static gboolean
scope_allows (const char *scope, const char *type)
{
  g_auto (GStrv) scopes = g_strsplit (scope, " ", -1);
  for (guint i = 0; scopes[i] != NULL; i++)
    {
      g_auto (GStrv) halves = g_strsplit (scopes[i], ".", 2);
      if (g_strv_length (halves) != 2 || !g_str_has_prefix (halves[0], "patient/"))
        continue;
      const char *named = halves[0] + strlen ("patient/");
      gboolean reads = halves[1][0] == 'r' || halves[1][0] == '*';
      if (reads && (g_str_equal (named, type) || g_str_equal (named, "*")))
        return TRUE;
    }
  return FALSE;
}

/* ---- faults of single types ---- */

static gboolean
answer_type_fault (const KwDemoRequest *request, const char *type)
{
  static const KwDemoGatewayError refused
      = { 403, "user-not-authorized", "insufficient_scope", NULL };
  const KwFaults *faults = request->clinic->faults;
  SoupServerMessage *message = request->message;
  if (kw_faults_names (faults, KW_FAULT_REFUSE_TYPE, type))
    kw_demo_answer_gateway (request, &refused);
  else if (kw_faults_names (faults, KW_FAULT_EMPTY_403, type))
    soup_server_message_set_status (message, 403, NULL);
  else if (kw_faults_names (faults, KW_FAULT_EMPTY_406, type))
    soup_server_message_set_status (message, 406, NULL);
  else if (kw_faults_has (faults, KW_FAULT_REFUSE_ALL) && !g_str_equal (type, "Patient"))
    kw_demo_answer_gateway (request, &refused);
  else if (kw_faults_names (faults, KW_FAULT_FAIL_TYPE, type))
    kw_demo_answer_outcome (message, 500, "required", "A stored record lacks a required field");
  else if (kw_faults_names (faults, KW_FAULT_HTML_404, type))
    kw_demo_answer (message, 404, "text/html;charset=iso-8859-1",
                    "<html><body>Page non trouv\xe9"
                    "e</body></html>");
  else if (kw_faults_names (faults, KW_FAULT_TEXT_400, type))
    kw_demo_answer (message, 400, "text/plain", "no supported search parameters provided");
  else if (kw_faults_names (faults, KW_FAULT_DAILY_LIMIT, type))
    kw_demo_answer_outcome (message, 403, "throttled",
                            "4135: The daily limit was reached. Please try again tomorrow.");
  else
    return FALSE;
  return TRUE;
}

/* Whether this read is one of those that come too fast. */
static gboolean
is_too_fast (const KwDemoRequest *request, KwFault fault)
{
  guint every = kw_faults_get_number (request->clinic->faults, fault);
  return every > 0 && request->clinic->n_reads % every == 0;
}

static gboolean
answer_rate_limit (const KwDemoRequest *request)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (request->message);
  if (is_too_fast (request, KW_FAULT_RATE_LIMIT_DATE))
    {
      g_autoptr (GDateTime) soon = g_date_time_new_from_unix_utc (kw_demo_now () + 1);
      g_autofree char *date = soup_date_time_to_string (soon, SOUP_DATE_HTTP);
      soup_message_headers_replace (headers, "Retry-After", date);
      kw_demo_answer (request->message, 503, "text/plain", "Service Unavailable");
      return TRUE;
    }
  if (!is_too_fast (request, KW_FAULT_RATE_LIMIT)
      && !is_too_fast (request, KW_FAULT_RATE_LIMIT_BARE))
    return FALSE;
  if (is_too_fast (request, KW_FAULT_RATE_LIMIT))
    soup_message_headers_replace (headers, "Retry-After", "1");
  kw_demo_answer_outcome (request->message, 429, "throttled", "Too many requests");
  return TRUE;
}

/* ---- reading one ---- */

static gboolean
accepts (const KwDemoRequest *request, const char *content_type)
{
  const char *accept = soup_message_headers_get_list (
      soup_server_message_get_request_headers (request->message), "Accept");
  if (accept == NULL)
    return TRUE;
  g_auto (GStrv) half = g_strsplit (content_type, ";", 2);
  return strstr (accept, "*/*") != NULL || strstr (accept, half[0]) != NULL;
}

static gboolean
accepts_json (const KwDemoRequest *request)
{
  return accepts (request, "application/fhir+json") || accepts (request, "application/json");
}

/* A Binary as itself where the reader accepts its type, else as the resource with its bytes in
 * base64 (R4 2.31.4). */
static void
answer_binary (const KwDemoRequest *request, const KwDemoResource *resource)
{
  if (kw_faults_has (request->clinic->faults, KW_FAULT_BINARY_404))
    {
      kw_demo_answer_outcome (request->message, 404, "not-found", "Not found");
      return;
    }
  g_autoptr (KwJson) json = kw_json_new (resource->body, G_MAXSIZE, NULL);
  const KwJsonNode *root = kw_json_get_root (json);
  const char *content_type = kw_json_string_at (root, "contentType");
  const char *accept = soup_message_headers_get_list (
      soup_server_message_get_request_headers (request->message), "Accept");
  gboolean wants_json = accept != NULL && g_str_has_prefix (accept, "application/fhir+json");
  if (!wants_json && accepts (request, content_type))
    kw_demo_answer_content (request, resource);
  else if (accepts_json (request))
    kw_demo_answer_bytes (request->message, 200, FHIR_JSON, resource->body);
  else
    soup_server_message_set_status (request->message, 406, NULL);
}

static void
answer_read (const KwDemoRequest *request, const KwDemoGrant *grant)
{
  static const KwDemoGatewayError not_theirs
      = { 403, "user-not-authorized", "insufficient_scope", NULL };
  const char *type = request->parts[0];
  const KwDemoStore *store = request->clinic->hospitals[request->hospital]->store;
  const KwDemoResource *resource = kw_demo_store_lookup (store, type, request->parts[1]);
  if (kw_faults_names (request->clinic->faults, KW_FAULT_REFUSE_READ, type))
    {
      kw_demo_answer_gateway (request, &not_theirs);
      return;
    }
  if (resource == NULL)
    kw_demo_answer_outcome (request->message, 404, "not-found", "Not found");
  else if (resource->patient_id != NULL
           && !g_str_equal (resource->patient_id, grant->patient->patient_id))
    kw_demo_answer_gateway (request, &not_theirs);
  else if (g_str_equal (type, "Binary"))
    answer_binary (request, resource);
  else if (!accepts_json (request))
    soup_server_message_set_status (request->message, 406, NULL);
  else
    {
      soup_message_headers_replace (soup_server_message_get_response_headers (request->message),
                                    "ETag", "W/\"1\"");
      g_autoptr (GBytes) body = kw_demo_body_of (request, resource);
      kw_demo_answer_bytes (request->message, 200, FHIR_JSON, body);
    }
}

static void
answer_type (const KwDemoRequest *request, const char *type)
{
  static const KwDemoGatewayError no_scope
      = { 403, "insufficient-scopes", "insufficient_scope", NULL };
  KwDemoGrant *grant = check_token (request);
  if (grant == NULL || answer_rate_limit (request) || answer_type_fault (request, type))
    return;
  if (!scope_allows (grant->scope, type))
    kw_demo_answer_gateway (request, &no_scope);
  else if (request->parts[1] != NULL)
    answer_read (request, grant);
  else if (!accepts_json (request))
    soup_server_message_set_status (request->message, 406, NULL);
  else
    kw_demo_fhir_search (request, grant, type);
}

/* A next link that names only its session. */
static gboolean
answer_session (const KwDemoRequest *request)
{
  const char *type = kw_demo_request_get (request, "t");
  if (kw_demo_request_get (request, KW_DEMO_SESSION) == NULL || type == NULL
      || !g_strv_contains (kw_demo_get_types (), type))
    return FALSE;
  KwDemoRequest whole = *request;
  char *parts[] = { (char *) type, NULL };
  whole.parts = parts;
  answer_type (&whole, type);
  return TRUE;
}

/* Everything under a base. */
void
kw_demo_fhir_handle (const KwDemoRequest *request)
{
  g_autofree char *path = g_strjoinv ("/", request->parts);
  const char *first = request->parts[0];
  if (!g_str_equal (request->method, "GET") && !g_str_equal (request->method, "HEAD"))
    kw_demo_answer_outcome (request->message, 405, "not-supported", "Only reading is offered");
  else if (g_str_equal (path, ".well-known/smart-configuration"))
    kw_demo_fhir_discovery (request);
  else if (g_str_equal (path, "metadata"))
    kw_demo_fhir_capabilities (request);
  else if ((first == NULL || *first == '\0') && answer_session (request))
    return;
  else if (first == NULL || !g_strv_contains (kw_demo_get_types (), first))
    kw_demo_answer_outcome (request->message, 404, "not-supported", "Unknown type");
  else
    answer_type (request, first);
}
