/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "net/reply.h"

#define A "urn:cerner:error:authorization-server:"
#define R "urn:cerner:error:oauth2:resource-access:"

/* Every documented URN, with what a person is told. */
static void
test_classify (void)
{
  static const struct
  {
    const char *urn;
    KwError code;
  } cases[] = {
    { R "tenant-mismatch", KW_ERROR_TENANT_MISMATCH_THEIRS },
    { R "expired", KW_ERROR_SIGN_IN_LAPSED },
    { R "insufficient-scopes", KW_ERROR_REFUSED },
    { R "token-not-authorized", KW_ERROR_REFUSED },
    { R "user-not-authorized", KW_ERROR_REFUSED },
    { R "profile-not-supported", KW_ERROR_SIGN_IN_LAPSED },
    { R "issuer-not-trusted", KW_ERROR_TOKEN_UNTRUSTED },
    { R "signature-verification-failed", KW_ERROR_TOKEN_UNTRUSTED },
    { R "signature-keys-unavailable", KW_ERROR_TOKEN_UNTRUSTED },
    { R "server-error", KW_ERROR_SERVER },
    { R "token-required", KW_ERROR_REQUEST },
    { R "something-new", KW_ERROR_SERVER },
    { A "oauth2:token:code:tenant:mismatch", KW_ERROR_TENANT_MISMATCH_OURS },
    { A "oauth2:token:code:client:mismatch", KW_ERROR_TENANT_MISMATCH_OURS },
    { A "oauth2:token:code:tenant-terminated", KW_ERROR_ACCESS_ENDED },
    { A "oauth2:token:refresh-token:tenant-terminated", KW_ERROR_ACCESS_ENDED },
    { A "oauth2:token:code:tenant-invalid", KW_ERROR_MOVED },
    { A "oauth2:token:invalid-tenant", KW_ERROR_MOVED },
    { A "oauth2:token:code:invalid", KW_ERROR_CODE_LAPSED },
    { A "oauth2:token:code:code-invalid-or-expired", KW_ERROR_CODE_LAPSED },
    { A "oauth2:token:patient-scope-requires-one-patient-id", KW_ERROR_CHOOSE_PATIENT },
    { A "oauth2:token:refresh-token:token-invalid", KW_ERROR_SIGN_IN_LAPSED },
    { A "oauth2:token:refresh-token:session-invalid", KW_ERROR_SIGN_IN_LAPSED },
    { A "oauth2:token:empty-scopes", KW_ERROR_SIGN_IN_LAPSED },
    { A "oauth2:token:terminated-client", KW_ERROR_NOT_ENABLED },
    { A "oauth2:token:invalid-client-credentials", KW_ERROR_NOT_ENABLED },
    { A "oauth2:client-assertion:jwt-bearer:invalid-signature", KW_ERROR_NOT_ENABLED },
    { A "oauth2:token:invalid-redirect-uri", KW_ERROR_REQUEST },
    { A "oauth2:token:unsupported-grant-type", KW_ERROR_REQUEST },
    { A "oauth2:grant:denied-by-user", KW_ERROR_SIGN_IN_CANCELLED },
    { A "grant:session-service:authentication:cancelled", KW_ERROR_SIGN_IN_CANCELLED },
    { A "oauth2:grant:denied-by-server", KW_ERROR_NOT_ENABLED },
    { A "oauth2:grant:unauthorized-client-for-tenant", KW_ERROR_NOT_ENABLED },
    { A "oauth2:grant:unknown-client", KW_ERROR_NOT_ENABLED },
    { A "oauth2:grant:unknown-tenant", KW_ERROR_MOVED },
    { A "oauth2:grant:client-persona-mismatch", KW_ERROR_MOVED },
    { A "oauth2:grant:tenant-not-configured", KW_ERROR_NO_PATIENTS },
    { A "oauth2:grant:missing-patient", KW_ERROR_CHOOSE_PATIENT },
    { A "oauth2:grant:invalid-patient-id", KW_ERROR_CHOOSE_PATIENT },
    { A "oauth2:grant:authorized-representative-server-error", KW_ERROR_SIGN_IN_LATER },
    { A "unregistered-authorized-representatives-server", KW_ERROR_SIGN_IN_LATER },
    { A "preauthentication", KW_ERROR_SIGN_IN_LATER },
    { A "server-error", KW_ERROR_SIGN_IN_LATER },
    { A "oauth2:grant:redirect-uri-not-registered", KW_ERROR_REQUEST },
    { A "oauth2:grant:invalid-redirect-uri-trailing-slash", KW_ERROR_REQUEST },
    { A "smart-v1:grant:launch:audience-not-white-listed", KW_ERROR_REQUEST },
    { A "smart-v1:grant:launch:launch-code-required", KW_ERROR_REQUEST },
    { A "smart-v1:grant:launch:mismatchted-identity", KW_ERROR_OTHER_SESSION },
    { A "smart-v1:grant:launch:mismatched-identity", KW_ERROR_OTHER_SESSION },
    { A "oauth2:grant:something-new", KW_ERROR_SIGN_IN_REFUSED },
  };
  KwError code;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].urn);
      g_assert_true (kw_urn_classify (cases[i].urn, &code));
      g_assert_cmpint (code, ==, cases[i].code);
    }
  g_assert_false (kw_urn_classify ("urn:example:other", &code));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/net/urn/classify", test_classify);
  return g_test_run ();
}
