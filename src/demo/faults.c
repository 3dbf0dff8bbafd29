/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "demo/faults.h"

typedef enum
{
  ARGUMENT_NONE,
  ARGUMENT_TYPE,
  ARGUMENT_NUMBER,
  ARGUMENT_TEXT,
} Argument;

typedef struct
{
  const char *name;
  Argument argument;
  /* Where it was seen: the line of the list of what real servers do, the cause of the list of how
   * tenants get mixed up, or the error's URN. */
  const char *seen;
  const char *about;
} FaultRow;

static const FaultRow rows[KW_N_FAULTS] = {
  [KW_FAULT_STALE_DISCOVERY] = { "stale-discovery", ARGUMENT_NONE, "cause 2",
                                 "the discovery document names the other hospital's addresses" },
  [KW_FAULT_NO_DISCOVERY] = { "no-discovery", ARGUMENT_NONE, "11", "no discovery document (404)" },
  [KW_FAULT_WRONG_STATE]
  = { "wrong-state", ARGUMENT_NONE, "1", "the redirect carries another state" },
  [KW_FAULT_WRONG_ISS] = { "wrong-iss", ARGUMENT_NONE, "1", "the redirect names another issuer" },
  [KW_FAULT_ERROR_REDIRECT]
  = { "error-redirect", ARGUMENT_NONE, "8", "the redirect carries error and error_uri" },
  [KW_FAULT_MARKUP_ERROR] = { "markup-error", ARGUMENT_NONE, "8",
                              "the error's description holds markup and direction marks" },
  [KW_FAULT_ERROR_PAGE]
  = { "error-page", ARGUMENT_NONE, "8", "an error is shown as a page and never redirected" },
  [KW_FAULT_NO_CODE] = { "no-code", ARGUMENT_NONE, "1", "the redirect carries no code" },
  [KW_FAULT_EXTRA_MEMBERS] = { "extra-members", ARGUMENT_NONE, "1",
                               "the redirect carries scope, session_state and iss as well" },
  [KW_FAULT_BAD_NONCE] = { "bad-nonce", ARGUMENT_NONE, "7", "the ID token has another nonce" },
  [KW_FAULT_BAD_SIGNATURE]
  = { "bad-signature", ARGUMENT_NONE, "7", "the ID token is signed with another key" },
  [KW_FAULT_ALG_NONE] = { "alg-none", ARGUMENT_NONE, "7", "the ID token is not signed at all" },
  [KW_FAULT_UNKNOWN_KID]
  = { "unknown-kid", ARGUMENT_NONE, "7", "the ID token's key is not among the published ones" },
  [KW_FAULT_WRONG_AUDIENCE]
  = { "wrong-audience", ARGUMENT_NONE, "7", "the ID token is for another program" },
  [KW_FAULT_OTHER_TENANT_TOKEN] = { "other-tenant-token", ARGUMENT_NONE, "cause 1",
                                    "the access token says that it is the other hospital's" },
  [KW_FAULT_OTHER_PATIENT]
  = { "other-patient", ARGUMENT_NONE, "cause 5",
      "the first token answer, and what it opens, is about somebody else" },
  [KW_FAULT_NO_PATIENT] = { "no-patient", ARGUMENT_NONE, "2", "the token answer names nobody" },
  [KW_FAULT_PATIENT_URL]
  = { "patient-url", ARGUMENT_NONE, "2", "the token answer names the patient by a URL" },
  [KW_FAULT_HTML_TOKEN]
  = { "html-token", ARGUMENT_NONE, "9", "a web page where the token was due" },
  [KW_FAULT_EXPIRES_STRING] = { "expires-string", ARGUMENT_NONE, "2", "expires_in is a string" },
  [KW_FAULT_EXPIRES_FLOAT] = { "expires-float", ARGUMENT_NONE, "2", "expires_in is a fraction" },
  [KW_FAULT_NO_EXPIRES] = { "no-expires", ARGUMENT_NONE, "2", "expires_in is missing" },
  [KW_FAULT_NO_REFRESH] = { "no-refresh", ARGUMENT_NONE, "3", "no refresh token is given" },
  [KW_FAULT_EXPIRED_REFRESH]
  = { "expired-refresh", ARGUMENT_NONE, "6", "a refresh answers invalid_grant" },
  [KW_FAULT_REFRESH_500] = { "refresh-500", ARGUMENT_NONE, "6", "a refresh answers 500" },
  [KW_FAULT_REFRESH_503]
  = { "refresh-503", ARGUMENT_NONE, "6", "a refresh answers 503 with Retry-After" },
  [KW_FAULT_REFRESH_OTHER_SUB]
  = { "refresh-other-sub", ARGUMENT_NONE, "4", "a refresh brings an ID token of another person" },
  [KW_FAULT_REFRESH_NO_AUD]
  = { "refresh-no-aud", ARGUMENT_NONE, "4", "a refresh brings an ID token without an audience" },
  [KW_FAULT_REFRESH_OTHER_PATIENT]
  = { "refresh-other-patient", ARGUMENT_NONE, "4", "a refresh names somebody else" },
  [KW_FAULT_TENANT_MISMATCH]
  = { "tenant-mismatch", ARGUMENT_NONE, "cause 4", "every read answers 401 tenant-mismatch" },
  [KW_FAULT_BARE_401]
  = { "bare-401", ARGUMENT_NONE, "11", "every read answers 401 with a web page" },
  [KW_FAULT_REFUSE_TYPE] = { "refuse-type", ARGUMENT_TYPE, "10", "that type answers 403" },
  [KW_FAULT_REFUSE_READ] = { "refuse-read", ARGUMENT_TYPE, "10",
                             "one record of that type answers 403, although lists hold it" },
  [KW_FAULT_EMPTY_403] = { "empty-403", ARGUMENT_TYPE, "11", "that type answers 403 with no body" },
  [KW_FAULT_FAIL_TYPE] = { "fail-type", ARGUMENT_TYPE, "11", "that type answers 500" },
  [KW_FAULT_HTML_404]
  = { "html-404", ARGUMENT_TYPE, "11", "that type answers 404 with a page in ISO-8859-1" },
  [KW_FAULT_TEXT_400]
  = { "text-400", ARGUMENT_TYPE, "11", "that type answers 400 with plain text" },
  [KW_FAULT_SLOW] = { "slow", ARGUMENT_NUMBER, "18", "each read takes so many milliseconds" },
  [KW_FAULT_GONE_AFTER]
  = { "gone-after", ARGUMENT_NUMBER, "18", "the server is gone after so many reads" },
  [KW_FAULT_RATE_LIMIT]
  = { "rate-limit", ARGUMENT_NUMBER, "20", "one read in so many answers 429 with Retry-After" },
  [KW_FAULT_FOREIGN_RECORD]
  = { "foreign-record", ARGUMENT_NONE, "21", "each list holds a record about somebody else" },
  [KW_FAULT_INCOMPLETE]
  = { "incomplete", ARGUMENT_NONE, "13", "each list says that something was left out" },
  [KW_FAULT_NO_TOTAL] = { "no-total", ARGUMENT_NONE, "12", "lists have no total" },
  [KW_FAULT_TOTAL_ZERO]
  = { "total-zero", ARGUMENT_NONE, "12", "lists say total 0 and hold records" },
  [KW_FAULT_NEXT_OUTSIDE] = { "next-outside", ARGUMENT_NONE, "12", "next leads to another host" },
  [KW_FAULT_NEXT_OTHER_TENANT]
  = { "next-other-tenant", ARGUMENT_NONE, "12", "next leads to the other hospital" },
  [KW_FAULT_NEXT_LOOP] = { "next-loop", ARGUMENT_NONE, "12", "next leads back to the same page" },
  [KW_FAULT_NEXT_EXPIRED]
  = { "next-expired", ARGUMENT_NONE, "12", "next has lapsed when it is followed" },
  [KW_FAULT_NEXT_RELATIVE]
  = { "next-relative", ARGUMENT_NONE, "12", "next is relative to the base" },
  [KW_FAULT_OLD_CONTENT_TYPE]
  = { "old-content-type", ARGUMENT_NONE, "15", "the content type is application/json+fhir" },
  [KW_FAULT_STRICT_SEARCH]
  = { "strict-search", ARGUMENT_NONE, "14", "lists need the parameters that strict servers need" },
  [KW_FAULT_BINARY_404] = { "binary-404", ARGUMENT_NONE, "16", "every attachment answers 404" },
  [KW_FAULT_ATTACHMENT_ABSOLUTE] = { "attachment-absolute", ARGUMENT_NONE, "16",
                                     "attachments have absolute addresses in the base" },
  [KW_FAULT_ATTACHMENT_OUTSIDE]
  = { "attachment-outside", ARGUMENT_NONE, "16",
      "attachments are at another host, which refuses requests that carry a token" },
  [KW_FAULT_BAD_RECORD]
  = { "bad-record", ARGUMENT_TYPE, "19", "a page of that type with its fourth record answers 500" },
  [KW_FAULT_DAILY_LIMIT]
  = { "daily-limit", ARGUMENT_TYPE, "20", "that type answers that today's limit is reached" },
  [KW_FAULT_CUT_OFF] = { "cut-off", ARGUMENT_TYPE, "11", "that type's list ends in the middle" },
  [KW_FAULT_ERROR_URI_ONLY]
  = { "error-uri-only", ARGUMENT_NONE, "8", "the redirect carries error_uri and no error" },
  [KW_FAULT_URN_REDIRECT]
  = { "urn-redirect", ARGUMENT_TEXT, "urn:", "the redirect carries this URN" },
  [KW_FAULT_URN_TOKEN]
  = { "urn-token", ARGUMENT_TEXT, "urn:", "the token address answers with this URN" },
  [KW_FAULT_TOKEN_TYPE_CASE] = { "token-type-case", ARGUMENT_NONE, "2",
                                 "token_type is bEARER, and there are further members" },
  [KW_FAULT_NO_SCOPE] = { "no-scope", ARGUMENT_NONE, "2", "scope is missing in the token answer" },
  [KW_FAULT_FEW_SCOPES]
  = { "few-scopes", ARGUMENT_NONE, "10", "only the first three scopes of records are granted" },
  [KW_FAULT_HUGE_TOKEN]
  = { "huge-token", ARGUMENT_NONE, "9", "the token answer has a member of 8 MB" },
  [KW_FAULT_EMPTY_TOKEN] = { "empty-token", ARGUMENT_NONE, "9", "the token answer is empty" },
  [KW_FAULT_SHORT_LIVED]
  = { "short-lived", ARGUMENT_NONE, "18", "an access token lives one second" },
  [KW_FAULT_ID_MISSING] = { "id-missing", ARGUMENT_TEXT, "7", "the ID token lacks this claim" },
  [KW_FAULT_ID_ODD]
  = { "id-odd", ARGUMENT_NONE, "7",
      "the ID token is right: auth_time is a fraction, aud a list, fhirUser relative" },
  [KW_FAULT_ID_HMAC]
  = { "id-hmac", ARGUMENT_NONE, "7", "the ID token is signed by HMAC with the public key" },
  [KW_FAULT_OPAQUE_TOKEN]
  = { "opaque-token", ARGUMENT_NONE, "cause 4", "the access token has no payload" },
  [KW_FAULT_ROTATE] = { "rotate", ARGUMENT_NONE, "5",
                        "a refresh token works once, and used twice it ends the grant" },
  [KW_FAULT_DEVICE]
  = { "device", ARGUMENT_NONE, "3",
      "no refresh token is given, but a computer can register its own key (Epic)" },
  [KW_FAULT_REFRESH_INVALID_REQUEST]
  = { "refresh-invalid-request", ARGUMENT_NONE, "6", "a refresh answers invalid_request" },
  [KW_FAULT_REFRESH_401] = { "refresh-401", ARGUMENT_NONE, "6", "a refresh answers 401" },
  [KW_FAULT_URN_RESOURCE]
  = { "urn-resource", ARGUMENT_TEXT, "urn:", "every read answers with this URN" },
  [KW_FAULT_PLAIN_401]
  = { "plain-401", ARGUMENT_NONE, "11", "every read answers 401 without WWW-Authenticate" },
  [KW_FAULT_REFUSE_ALL]
  = { "refuse-all", ARGUMENT_NONE, "10", "every list answers 403, although its scope was granted" },
  [KW_FAULT_EMPTY_406] = { "empty-406", ARGUMENT_TYPE, "11", "that type answers 406 with no body" },
  [KW_FAULT_MANY_ORDERS]
  = { "many-orders", ARGUMENT_NUMBER, "17", "the patient has so many orders more" },
  [KW_FAULT_RATE_LIMIT_BARE] = { "rate-limit-bare", ARGUMENT_NUMBER, "20",
                                 "one read in so many answers 429 without Retry-After" },
  [KW_FAULT_RATE_LIMIT_DATE] = { "rate-limit-date", ARGUMENT_NUMBER, "20",
                                 "one read in so many answers 503 with a date as Retry-After" },
  [KW_FAULT_ADDITIONAL_DATA] = { "additional-data", ARGUMENT_TYPE, "13",
                                 "that type's list may not contain the entire record" },
  [KW_FAULT_NOTHING_FOUND]
  = { "nothing-found", ARGUMENT_TYPE, "13", "that type's list says that nothing was found (4101)" },
  [KW_FAULT_NEXT_OPAQUE]
  = { "next-opaque", ARGUMENT_NONE, "12", "next is the base with a session, and names no type" },
  [KW_FAULT_PLAIN_CONTENT_TYPE]
  = { "plain-content-type", ARGUMENT_NONE, "15", "the content type is application/json" },
  [KW_FAULT_ATTACHMENT_EXPIRED] = { "attachment-expired", ARGUMENT_NONE, "16",
                                    "attachments are at another host, and have lapsed there" },
  [KW_FAULT_ATTACHMENT_NONE]
  = { "attachment-none", ARGUMENT_NONE, "16", "the address of each attachment is the word none" },
  [KW_FAULT_ATTACHMENT_LIES]
  = { "attachment-lies", ARGUMENT_NONE, "16", "attachments say that they are plain text" },
  [KW_FAULT_ATTACHMENT_PRESIGNED]
  = { "attachment-presigned", ARGUMENT_NONE, "16",
      "attachments are at another host, under an address that is signed anew with each read" },
  [KW_FAULT_NOTE_AMENDED] = { "note-amended", ARGUMENT_NONE, "16",
                              "every note was amended, its attachment under the same address" },
  [KW_FAULT_CHILD_THINNED] = { "child-thinned", ARGUMENT_NONE, "10",
                               "a child's birthday has passed: parents see less of the record" },
};

/* What Oracle Health documents, and what its servers were seen to send; each is a fault by itself.
 * The tail follows "urn:cerner:error:authorization-server:" or
 * "urn:cerner:error:oauth2:resource-access:". */
static const struct
{
  KwFault place;
  const char *tail;
} urns[] = {
  { KW_FAULT_URN_REDIRECT, "oauth2:grant:denied-by-user" },
  { KW_FAULT_URN_REDIRECT, "grant:session-service:authentication:cancelled" },
  { KW_FAULT_URN_REDIRECT, "oauth2:grant:denied-by-server" },
  { KW_FAULT_URN_REDIRECT, "oauth2:grant:unknown-client" },
  { KW_FAULT_URN_REDIRECT, "oauth2:grant:unauthorized-client-for-tenant" },
  { KW_FAULT_URN_REDIRECT, "oauth2:grant:unknown-tenant" },
  { KW_FAULT_URN_REDIRECT, "oauth2:grant:tenant-not-configured" },
  { KW_FAULT_URN_REDIRECT, "oauth2:grant:client-persona-mismatch" },
  { KW_FAULT_URN_REDIRECT, "oauth2:grant:invalid-redirect-uri" },
  { KW_FAULT_URN_REDIRECT, "oauth2:grant:redirect-uri-not-registered" },
  { KW_FAULT_URN_REDIRECT, "oauth2:grant:invalid-patient-id" },
  { KW_FAULT_URN_REDIRECT, "oauth2:grant:missing-patient" },
  { KW_FAULT_URN_REDIRECT, "oauth2:grant:authorized-representative-server-error" },
  { KW_FAULT_URN_REDIRECT, "unregistered-authorized-representatives-server" },
  { KW_FAULT_URN_REDIRECT, "oauth2:grant:csrf-security-failure" },
  { KW_FAULT_URN_REDIRECT, "oauth2:grant:invalid-request" },
  { KW_FAULT_URN_REDIRECT, "oauth2:grant:server-error" },
  { KW_FAULT_URN_REDIRECT, "oauth2:grant:unsupported-response-type" },
  { KW_FAULT_URN_REDIRECT, "server-error" },
  { KW_FAULT_URN_REDIRECT, "preauthentication" },
  { KW_FAULT_URN_REDIRECT, "grant:session-service:authentication:error" },
  { KW_FAULT_URN_REDIRECT, "smart-v1:grant:launch:audience-required" },
  { KW_FAULT_URN_REDIRECT, "smart-v1:grant:launch:audience-not-white-listed" },
  { KW_FAULT_URN_REDIRECT, "smart-v1:grant:launch:unknown-resource-server" },
  { KW_FAULT_URN_REDIRECT, "smart-v1:grant:launch:mismatchted-identity" },
  { KW_FAULT_URN_REDIRECT, "smart-v1:grant:launch:mismatched-identity" },
  { KW_FAULT_URN_REDIRECT, "smart-v1:grant:launch:launch-code-required" },
  { KW_FAULT_URN_TOKEN, "oauth2:token:terminated-client" },
  { KW_FAULT_URN_TOKEN, "oauth2:token:code:tenant-invalid" },
  { KW_FAULT_URN_TOKEN, "oauth2:token:invalid-tenant" },
  { KW_FAULT_URN_TOKEN, "oauth2:token:invalid-redirect-uri" },
  { KW_FAULT_URN_TOKEN, "oauth2:token:patient-scope-requires-one-patient-id" },
  { KW_FAULT_URN_TOKEN, "oauth2:token:code:invalid" },
  { KW_FAULT_URN_TOKEN, "oauth2:token:code:code-invalid-or-expired" },
  { KW_FAULT_URN_TOKEN, "oauth2:token:code:client:mismatch" },
  { KW_FAULT_URN_TOKEN, "oauth2:token:code:tenant:mismatch" },
  { KW_FAULT_URN_TOKEN, "oauth2:token:code:tenant-terminated" },
  { KW_FAULT_URN_TOKEN, "oauth2:token:refresh-token:tenant-terminated" },
  { KW_FAULT_URN_TOKEN, "oauth2:token:refresh-token:token-invalid" },
  { KW_FAULT_URN_TOKEN, "oauth2:token:refresh-token:session-invalid" },
  { KW_FAULT_URN_TOKEN, "oauth2:token:empty-scopes" },
  { KW_FAULT_URN_TOKEN, "oauth2:token:invalid_authorization_header" },
  { KW_FAULT_URN_TOKEN, "oauth2:token:invalid_client_credentials" },
  { KW_FAULT_URN_TOKEN, "oauth2:token:invalid-client-credentials" },
  { KW_FAULT_URN_TOKEN, "oauth2:token:unsupported-grant-type" },
  { KW_FAULT_URN_TOKEN, "oauth2:client-assertion:jwt-bearer:invalid-signature" },
  { KW_FAULT_URN_TOKEN, "oauth2:token:client-not-enabled-for-testing" },
  { KW_FAULT_URN_TOKEN, "server-error" },
  { KW_FAULT_URN_RESOURCE, "expired" },
  { KW_FAULT_URN_RESOURCE, "insufficient-scopes" },
  { KW_FAULT_URN_RESOURCE, "token-not-authorized" },
  { KW_FAULT_URN_RESOURCE, "user-not-authorized" },
  { KW_FAULT_URN_RESOURCE, "profile-not-supported" },
  { KW_FAULT_URN_RESOURCE, "issuer-not-trusted" },
  { KW_FAULT_URN_RESOURCE, "signature-verification-failed" },
  { KW_FAULT_URN_RESOURCE, "signature-keys-unavailable" },
  { KW_FAULT_URN_RESOURCE, "server-error" },
  { KW_FAULT_URN_RESOURCE, "token-required" },
  { KW_FAULT_URN_RESOURCE, "encounter-required" },
};

struct _KwFaults
{
  GPtrArray *arguments[KW_N_FAULTS]; /* NULL: the server has not this fault */
};

const char *
kw_faults_get_name (KwFault fault)
{
  return rows[fault].name;
}

static int
find (const char *name)
{
  for (int i = 0; i < KW_N_FAULTS; i++)
    if (g_str_equal (rows[i].name, name))
      return i;
  return -1;
}

static gboolean
argument_fits (Argument kind, const char *argument)
{
  guint64 number;
  switch (kind)
    {
    case ARGUMENT_NONE:
      return argument == NULL;
    case ARGUMENT_TYPE:
      return argument != NULL && g_ascii_isupper (argument[0]);
    case ARGUMENT_NUMBER:
      return argument != NULL
             && g_ascii_string_to_unsigned (argument, 10, 0, 3600000, &number, NULL);
    case ARGUMENT_TEXT:
      return argument != NULL && *argument != '\0';
    default:
      g_return_val_if_reached (FALSE);
    }
}

static gboolean
add (KwFaults *self, const char *name, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (name, ":", 2);
  int fault = parts[0] == NULL ? -1 : find (parts[0]);
  if (fault < 0 || !argument_fits (rows[fault].argument, parts[1]))
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "%s: no such fault", name);
      return FALSE;
    }
  if (self->arguments[fault] == NULL)
    self->arguments[fault] = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->arguments[fault], g_strdup (parts[1] == NULL ? "" : parts[1]));
  return TRUE;
}

/**
 * kw_faults_new:
 * @names: (nullable): faults as on the command line
 *
 * Reads the names and arguments of faults.
 *
 * ```c
 * KwFaults *faults = kw_faults_new ((const char *[]){ "slow:200", NULL }, &error);
 * ```
 *
 * Returns: (transfer full): the faults, or `NULL` with an error when one is not known
 */
KwFaults *
kw_faults_new (const char *const *names, GError **error)
{
  g_autoptr (KwFaults) self = g_new0 (KwFaults, 1);
  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    if (!add (self, names[i], error))
      return NULL;
  return g_steal_pointer (&self);
}

void
kw_faults_free (KwFaults *self)
{
  for (guint i = 0; i < KW_N_FAULTS; i++)
    g_clear_pointer (&self->arguments[i], g_ptr_array_unref);
  g_free (self);
}

gboolean
kw_faults_has (const KwFaults *self, KwFault fault)
{
  return self->arguments[fault] != NULL;
}

/* Whether the server has the fault for this type. */
gboolean
kw_faults_names (const KwFaults *self, KwFault fault, const char *argument)
{
  return self->arguments[fault] != NULL
         && g_ptr_array_find_with_equal_func (self->arguments[fault], argument, g_str_equal, NULL);
}

/* The number that came with a fault; 0 when the server has not this fault. */
guint
kw_faults_get_number (const KwFaults *self, KwFault fault)
{
  if (self->arguments[fault] == NULL)
    return 0;
  return (guint) g_ascii_strtoull (g_ptr_array_index (self->arguments[fault], 0), NULL, 10);
}

const char *
kw_faults_get_text (const KwFaults *self, KwFault fault)
{
  return self->arguments[fault] == NULL ? NULL : g_ptr_array_index (self->arguments[fault], 0);
}

static char *
dup_usage (const FaultRow *row)
{
  static const char *const arguments[] = { "", ":TYPE", ":N", ":TEXT" };
  return g_strconcat (row->name, arguments[row->argument], NULL);
}

/* The table as lines of --help. */
char *
kw_faults_dup_help (void)
{
  GString *text = g_string_new ("Faults:\n");
  for (guint i = 0; i < KW_N_FAULTS; i++)
    {
      g_autofree char *usage = dup_usage (&rows[i]);
      g_string_append_printf (text, "  %-20s %s\n", usage, rows[i].about);
    }
  return g_string_free (text, FALSE);
}

/* The table as lines for a program: name, where it was seen, what it does, with tabs between. A
 * fault that takes a URN is listed once for each that is documented. */
char *
kw_faults_dup_list (void)
{
  GString *text = g_string_new (NULL);
  for (guint i = 0; i < KW_N_FAULTS; i++)
    {
      g_autofree char *usage = dup_usage (&rows[i]);
      if (!g_str_has_prefix (rows[i].name, "urn-"))
        g_string_append_printf (text, "%s\t%s\t%s\n", usage, rows[i].seen, rows[i].about);
    }
  for (guint i = 0; i < G_N_ELEMENTS (urns); i++)
    g_string_append_printf (text, "%s:%s\turn:%s\t%s\n", rows[urns[i].place].name, urns[i].tail,
                            urns[i].tail, rows[urns[i].place].about);
  return g_string_free (text, FALSE);
}
