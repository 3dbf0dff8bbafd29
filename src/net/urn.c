/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "net/reply.h"

/* What the vendor's URNs mean, by a part of them; the first row that fits. Oracle Health's
 * documented list (its authorization documentation for R4), and what its servers were seen to send.
 * Underscores are read as dashes and "mismatchted" as "mismatched", because both are sent. */
static const struct
{
  const char *part;
  KwError code;
} urns[] = {
  /* Reading. */
  { "resource-access:tenant-mismatch", KW_ERROR_TENANT_MISMATCH_THEIRS },
  { "resource-access:expired", KW_ERROR_SIGN_IN_LAPSED },
  { "resource-access:insufficient-scopes", KW_ERROR_REFUSED },
  { "resource-access:token-not-authorized", KW_ERROR_REFUSED },
  { "resource-access:user-not-authorized", KW_ERROR_REFUSED },
  { "resource-access:profile-not-supported", KW_ERROR_SIGN_IN_LAPSED },
  { "resource-access:issuer-not-trusted", KW_ERROR_TOKEN_UNTRUSTED },
  { "resource-access:signature-", KW_ERROR_TOKEN_UNTRUSTED },
  { "resource-access:token-required", KW_ERROR_REQUEST },
  { "resource-access:encounter-required", KW_ERROR_REQUEST },
  { "resource-access:", KW_ERROR_SERVER },
  /* The token address. */
  { "token:code:tenant:mismatch", KW_ERROR_TENANT_MISMATCH_OURS },
  { "token:code:client:mismatch", KW_ERROR_TENANT_MISMATCH_OURS },
  { ":tenant-terminated", KW_ERROR_ACCESS_ENDED },
  { "token:code:tenant-invalid", KW_ERROR_MOVED },
  { "token:invalid-tenant", KW_ERROR_MOVED },
  { "token:code:", KW_ERROR_CODE_LAPSED },
  { "token:patient-scope-requires-one-patient-id", KW_ERROR_CHOOSE_PATIENT },
  { "token:refresh-token:", KW_ERROR_SIGN_IN_LAPSED },
  { "token:empty-scopes", KW_ERROR_SIGN_IN_LAPSED },
  { "terminated-client", KW_ERROR_NOT_ENABLED },
  { "token:invalid-client", KW_ERROR_NOT_ENABLED },
  { "token:client-not-enabled-for-testing", KW_ERROR_NOT_ENABLED },
  { "token:tenant-not-enabled-for-testing", KW_ERROR_NOT_ENABLED },
  { "client-assertion:", KW_ERROR_NOT_ENABLED },
  { "token:", KW_ERROR_REQUEST },
  /* The redirect. */
  { "grant:denied-by-user", KW_ERROR_SIGN_IN_CANCELLED },
  { "authentication:cancelled", KW_ERROR_SIGN_IN_CANCELLED },
  { "grant:denied-by-server", KW_ERROR_NOT_ENABLED },
  { "grant:unknown-client", KW_ERROR_NOT_ENABLED },
  { "grant:unauthorized-client-for-tenant", KW_ERROR_NOT_ENABLED },
  { "grant:unknown-tenant", KW_ERROR_MOVED },
  { "grant:client-persona-mismatch", KW_ERROR_MOVED },
  { "grant:tenant-not-configured", KW_ERROR_NO_PATIENTS },
  { "grant:invalid-patient-id", KW_ERROR_CHOOSE_PATIENT },
  { "grant:missing-patient", KW_ERROR_CHOOSE_PATIENT },
  { "mismatched-identity", KW_ERROR_OTHER_SESSION },
  { "authorized-representative", KW_ERROR_SIGN_IN_LATER },
  { "grant:csrf-security-failure", KW_ERROR_SIGN_IN_LATER },
  { "grant:server-error", KW_ERROR_SIGN_IN_LATER },
  { "authentication:error", KW_ERROR_SIGN_IN_LATER },
  { "preauthentication", KW_ERROR_SIGN_IN_LATER },
  { "server-error", KW_ERROR_SIGN_IN_LATER },
  { "redirect-uri", KW_ERROR_REQUEST },
  { "grant:invalid-request", KW_ERROR_REQUEST },
  { "grant:unsupported-response-type", KW_ERROR_REQUEST },
  { "grant:launch:", KW_ERROR_REQUEST },
  { "grant:", KW_ERROR_SIGN_IN_REFUSED },
};

/**
 * kw_urn_classify:
 * @urn: what kw_reply_dup_urn() found
 * @out_code: (out): what it means
 *
 * ```c
 * KwError code;
 * kw_urn_classify ("urn:cerner:error:oauth2:resource-access:tenant-mismatch", &code);
 * // KW_ERROR_TENANT_MISMATCH_THEIRS
 * ```
 *
 * Returns: %FALSE for one that is not in the table
 */
gboolean
kw_urn_classify (const char *urn, KwError *out_code)
{
  g_autoptr (GString) text = g_string_new (urn);

  g_string_replace (text, "mismatchted", "mismatched", 0);
  for (guint i = 0; i < G_N_ELEMENTS (urns); i++)
    if (strstr (text->str, urns[i].part) != NULL)
      {
        *out_code = urns[i].code;
        return TRUE;
      }
  return FALSE;
}
