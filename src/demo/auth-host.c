/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "demo/clinic-private.h"
#include "demo/sign-in-pages.h"

#define HTML "text/html;charset=utf-8"

static KwDemoHospital *
hospital_of (const KwDemoRequest *request)
{
  return request->clinic->hospitals[request->hospital];
}

/* Takes @page. */
static void
answer_page (const KwDemoRequest *request, guint status, char *page)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (request->message);
  g_autofree char *text = page;
  soup_message_headers_replace (headers, "Cache-Control", "no-store");
  soup_message_headers_replace (headers, "Referrer-Policy", "no-referrer");
  soup_message_headers_replace (headers, "X-Frame-Options", "DENY");
  kw_demo_answer (request->message, status, HTML, text);
}

static void
answer_message (const KwDemoRequest *request, guint status, const char *title, const char *text)
{
  answer_page (request, status, kw_demo_page_message (hospital_of (request), title, text));
}

/* The address of a page about an error, with the URN as a segment, as Oracle Health has it. */
char *
kw_demo_error_uri (const KwDemoRequest *request, const char *urn, const char *instance)
{
  g_autofree char *full = g_strconcat ("urn:cerner:error:authorization-server:", urn, NULL);
  g_autofree char *segment = g_uri_escape_string (full, NULL, FALSE);
  return g_strdup_printf ("%s/errors/%s/instances/%s?client=%s&tenant=%s",
                          request->clinic->auth_origin, segment, instance, KW_DEMO_CLIENT_ID,
                          hospital_of (request)->tenant);
}

/* ---- redirects ---- */

/* @pairs: names and values, NULL-terminated; a NULL value leaves its name out. */
static void
redirect (const KwDemoRequest *request, const char *uri, const char *const *pairs)
{
  GString *location = g_string_new (uri);
  char join = strchr (uri, '?') == NULL ? '?' : '&';
  for (guint i = 0; pairs[i] != NULL; i += 2)
    {
      g_autofree char *value = g_uri_escape_string (pairs[i + 1], NULL, TRUE);
      g_string_append_printf (location, "%c%s=%s", join, pairs[i], value);
      join = '&';
    }
  g_autofree char *text = g_string_free (location, FALSE);
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (request->message);
  soup_message_headers_replace (headers, "Location", text);
  soup_message_headers_replace (headers, "Cache-Control", "no-store");
  soup_server_message_set_status (request->message, 303, NULL);
}

/* Oracle Health sends error and error_uri, never a description. */
static void
redirect_error (const KwDemoRequest *request,
                const KwDemoAttempt *attempt,
                const char *error,
                const char *urn)
{
  const KwFaults *faults = request->clinic->faults;
  g_autofree char *instance = g_uuid_string_random ();
  g_autofree char *uri = kw_demo_error_uri (request, urn, instance);
  const char *pairs[9] = { "error", error };
  guint n = kw_faults_has (faults, KW_FAULT_ERROR_URI_ONLY) ? 0 : 2;
  pairs[n++] = "error_uri";
  pairs[n++] = uri;
  if (attempt->state != NULL)
    {
      pairs[n++] = "state";
      pairs[n++] = attempt->state;
    }
  if (kw_faults_has (faults, KW_FAULT_MARKUP_ERROR))
    {
      pairs[n++] = "error_description";
      pairs[n++] = "<b onclick=\"alert(1)\">Call \xe2\x80\xae"
                   "555-0100</b><script>x</script>";
    }
  pairs[n] = NULL;
  if (kw_faults_has (faults, KW_FAULT_ERROR_PAGE))
    answer_message (request, 400, "This did not work", "The sign-in cannot go on.");
  else
    redirect (request, attempt->redirect_uri, pairs);
}

static void
redirect_code (const KwDemoRequest *request, const KwDemoAttempt *attempt)
{
  const KwFaults *faults = request->clinic->faults;
  const KwDemoHospital *hospital = hospital_of (request);
  guint other = (request->hospital + 1) % KW_DEMO_N_HOSPITALS;
  g_autofree char *code
      = kw_demo_grants_add_code (request->clinic->grants, attempt, kw_demo_now ());
  g_autofree char *issuer
      = g_strdup_printf ("%s/tenants/%s", request->clinic->auth_origin, hospital->tenant);
  g_autofree char *wrong_issuer = g_strdup_printf ("%s/tenants/%s", request->clinic->auth_origin,
                                                   request->clinic->hospitals[other]->tenant);
  g_autoptr (GPtrArray) pairs = g_ptr_array_new ();
  const char *const extra[] = { "scope", attempt->scope, "session_state", "c0ffee", "iss", issuer };
  if (kw_faults_has (faults, KW_FAULT_EXTRA_MEMBERS))
    for (guint i = 0; i < G_N_ELEMENTS (extra); i++)
      g_ptr_array_add (pairs, (gpointer) extra[i]);
  const char *const usual[] = {
    "code",  kw_faults_has (faults, KW_FAULT_NO_CODE) ? NULL : code,
    "state", kw_faults_has (faults, KW_FAULT_WRONG_STATE) ? "somebody-elses" : attempt->state,
    "iss",   kw_faults_has (faults, KW_FAULT_WRONG_ISS) ? wrong_issuer : NULL,
  };
  for (guint i = 0; i < G_N_ELEMENTS (usual); i += 2)
    if (usual[i + 1] != NULL)
      {
        g_ptr_array_add (pairs, (gpointer) usual[i]);
        g_ptr_array_add (pairs, (gpointer) usual[i + 1]);
      }
  g_ptr_array_add (pairs, NULL);
  redirect (request, attempt->redirect_uri, (const char *const *) pairs->pdata);
}

/* ---- the authorize address ---- */

/* Exactly what is registered: our scheme, or the loopback address with any port (RFC 8252 7.3). */
static gboolean
redirect_is_registered (const char *uri)
{
  return uri != NULL
         && (g_str_equal (uri, KW_REDIRECT_URI)
             || g_regex_match_simple ("^http://127\\.0\\.0\\.1:[0-9]{1,5}/callback$", uri,
                                      G_REGEX_DOLLAR_ENDONLY, 0));
}

/* The tail of the URN of what is wrong with a request whose redirect address may be used. */
static const char *
complain (const KwDemoRequest *request)
{
  const char *aud = kw_demo_request_get (request, "aud");
  const char *challenge = kw_demo_request_get (request, "code_challenge");
  const char *state = kw_demo_request_get (request, "state");
  const char *scope = kw_demo_request_get (request, "scope");
  if (g_strcmp0 (kw_demo_request_get (request, "response_type"), "code") != 0)
    return "oauth2:grant:unsupported-response-type";
  if (challenge == NULL || strlen (challenge) != 43
      || g_strcmp0 (kw_demo_request_get (request, "code_challenge_method"), "S256") != 0)
    return "oauth2:grant:invalid-request";
  if (state == NULL || state[0] == '\0')
    return "oauth2:grant:invalid-request";
  if (aud == NULL)
    return "smart-v1:grant:launch:audience-required";
  if (!g_str_equal (aud, request->clinic->bases[request->hospital]))
    return "smart-v1:grant:launch:audience-not-white-listed";
  if (scope == NULL || strstr (scope, "patient/") == NULL)
    return "oauth2:grant:denied-by-server";
  return NULL;
}

static void
on_authorize (const KwDemoRequest *request)
{
  const char *client_id = kw_demo_request_get (request, "client_id");
  const char *uri = kw_demo_request_get (request, "redirect_uri");
  if (g_strcmp0 (client_id, KW_DEMO_CLIENT_ID) != 0)
    {
      answer_message (request, 400, "Unknown program", "This hospital does not know the program.");
      return;
    }
  if (!redirect_is_registered (uri))
    {
      answer_message (request, 400, "Wrong address",
                      "The program asks to be answered at an address that it did not register.");
      return;
    }
  KwDemoAttempt *attempt = kw_demo_grants_add_attempt (request->clinic->grants, request->hospital);
  attempt->client_id = g_strdup (client_id);
  attempt->redirect_uri = g_strdup (uri);
  attempt->scope = g_strdup (kw_demo_request_get (request, "scope"));
  attempt->state = g_strdup (kw_demo_request_get (request, "state"));
  attempt->nonce = g_strdup (kw_demo_request_get (request, "nonce"));
  attempt->challenge = g_strdup (kw_demo_request_get (request, "code_challenge"));
  const char *urn = complain (request);
  if (urn == NULL)
    {
      answer_page (request, 200, kw_demo_page_sign_in (hospital_of (request), attempt));
      return;
    }
  redirect_error (request, attempt, "invalid_request", urn);
  kw_demo_grants_drop_attempt (request->clinic->grants, attempt);
}

/* ---- the steps of signing in ---- */

static void
on_sign_in (const KwDemoRequest *request, KwDemoAttempt *attempt)
{
  const KwDemoHospital *hospital = hospital_of (request);
  attempt->login = kw_demo_hospital_find_login (hospital, kw_demo_request_get (request, "user"));
  attempt->patient = NULL;
  if (attempt->login == NULL)
    answer_page (request, 200, kw_demo_page_sign_in (hospital, attempt));
  else if (attempt->login->records->len > 1)
    answer_page (request, 200, kw_demo_page_choose (hospital, attempt));
  else
    {
      attempt->patient = g_ptr_array_index (attempt->login->records, 0);
      answer_page (request, 200, kw_demo_page_consent (hospital, attempt));
    }
}

static void
on_patient (const KwDemoRequest *request, KwDemoAttempt *attempt)
{
  const KwDemoHospital *hospital = hospital_of (request);
  if (attempt->login != NULL)
    attempt->patient
        = kw_demo_login_find_record (attempt->login, kw_demo_request_get (request, "patient"));
  answer_page (request, 200,
               attempt->patient == NULL ? kw_demo_page_sign_in (hospital, attempt)
                                        : kw_demo_page_consent (hospital, attempt));
}

static void
on_consent (const KwDemoRequest *request, KwDemoAttempt *attempt)
{
  const KwFaults *faults = request->clinic->faults;
  if (attempt->patient == NULL)
    {
      answer_page (request, 200, kw_demo_page_sign_in (hospital_of (request), attempt));
      return;
    }
  if (g_strcmp0 (kw_demo_request_get (request, "answer"), "allow") != 0)
    redirect_error (request, attempt, "access_denied", "oauth2:grant:denied-by-user");
  else if (kw_faults_has (faults, KW_FAULT_URN_REDIRECT))
    redirect_error (request, attempt, "access_denied",
                    kw_faults_get_text (faults, KW_FAULT_URN_REDIRECT));
  else if (kw_faults_has (faults, KW_FAULT_ERROR_REDIRECT)
           || kw_faults_has (faults, KW_FAULT_ERROR_URI_ONLY)
           || kw_faults_has (faults, KW_FAULT_MARKUP_ERROR)
           || kw_faults_has (faults, KW_FAULT_ERROR_PAGE))
    redirect_error (request, attempt, "access_denied", "oauth2:grant:denied-by-server");
  else
    redirect_code (request, attempt);
  kw_demo_grants_drop_attempt (request->clinic->grants, attempt);
}

typedef void (*Step) (const KwDemoRequest *request, KwDemoAttempt *attempt);

static void
take_step (const KwDemoRequest *request, Step step)
{
  const char *id = kw_demo_request_get (request, "attempt");
  KwDemoAttempt *attempt
      = kw_demo_grants_find_attempt (request->clinic->grants, request->hospital, id);
  if (attempt == NULL || !g_str_equal (request->method, "POST"))
    answer_message (request, 400, "This page has lapsed", "Please start again in the program.");
  else
    step (request, attempt);
}

/* OpenID Connect Discovery 1.0 section 4, below the issuer of the ID tokens. */
static void
on_openid_configuration (const KwDemoRequest *request)
{
  g_autofree char *issuer = kw_demo_id_token_issuer (request);
  g_autofree char *keys = g_strconcat (request->clinic->auth_origin, "/jwk", NULL);
  g_autoptr (KwJsonWriter) writer = kw_json_writer_new (TRUE);
  kw_json_writer_begin_object (writer);
  kw_json_writer_member (writer, "issuer", issuer);
  kw_json_writer_member (writer, "jwks_uri", keys);
  kw_json_writer_end_object (writer);
  kw_demo_answer_json (request->message, 200, writer);
}

/* Where a patient would take a program's access away. */
static void
on_manage (const KwDemoRequest *request)
{
  answer_message (request, 200, "Programs that may read your record",
                  "Keepwell keeps its access until you disconnect it in the program.");
}

/* An attachment at an address that is its own permission; like the stores of real clouds it refuses
 * whoever shows a token as well. */
static void
on_presigned (const KwDemoRequest *request)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (request->message);
  const KwDemoResource *binary
      = g_strv_length (request->parts) == 3
            ? kw_demo_store_lookup (hospital_of (request)->store, "Binary", request->parts[2])
            : NULL;
  if (kw_faults_has (request->clinic->faults, KW_FAULT_ATTACHMENT_EXPIRED))
    kw_demo_answer (
        request->message, 403, "application/xml",
        "<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>");
  else if (soup_message_headers_get_one (headers, "Authorization") != NULL)
    kw_demo_answer (request->message, 400, "text/plain", "Only one way to authorize is allowed");
  else if (binary == NULL)
    kw_demo_answer (request->message, 404, "text/plain", "Not Found");
  else
    kw_demo_answer_content (request, binary);
}

/* ---- which path is what ---- */

#define PROFILE "protocols/oauth2/profiles/smart-v1"

/* What stands under the name of the FHIR host, as Oracle Health has it. */
static gboolean
handle_host_path (const KwDemoRequest *request, const char *path)
{
  static const struct
  {
    const char *tail;
    void (*handle) (const KwDemoRequest *request);
  } tails[] = { { "token", kw_demo_auth_token }, { "register", kw_demo_auth_register } };
  g_autofree char *stem = g_strdup_printf ("hosts/%s/" PROFILE "/", request->clinic->fhir_host);
  for (guint i = 0; i < G_N_ELEMENTS (tails); i++)
    if (g_str_has_prefix (path, stem) && g_str_equal (path + strlen (stem), tails[i].tail))
      {
        tails[i].handle (request);
        return TRUE;
      }
  return FALSE;
}

/* Everything under /tenants/T on the authorization host. */
void
kw_demo_auth_handle (const KwDemoRequest *request)
{
  static const struct
  {
    const char *path;
    Step step;
    void (*handle) (const KwDemoRequest *request);
  } routes[] = {
    { PROFILE "/personas/patient/authorize", NULL, on_authorize },
    { "sign-in", on_sign_in, NULL },
    { "patient", on_patient, NULL },
    { "consent", on_consent, NULL },
    { PROFILE "/token/revoke", NULL, kw_demo_auth_revoke },
    { "personas/patient/my-authorizations", NULL, on_manage },
    { "oidc/idsps/demo/.well-known/openid-configuration", NULL, on_openid_configuration },
  };
  g_autofree char *path = g_strjoinv ("/", request->parts);
  if (handle_host_path (request, path))
    return;
  if (g_str_has_prefix (path, "presigned/"))
    {
      on_presigned (request);
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (routes); i++)
    if (g_str_equal (path, routes[i].path))
      {
        if (routes[i].step != NULL)
          take_step (request, routes[i].step);
        else
          routes[i].handle (request);
        return;
      }
  answer_message (request, 404, "Nothing here", "This address leads nowhere.");
}
