/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "net/reply.h"

#include <string.h>

#include "core/error.h"

/* To the letter as it was seen: a 401 that says invalid_token and that no refresh mends. */
#define SEED                                                                                       \
  "{\"message\":\"code=\\\"urn:cerner:error:oauth2:resource-access:tenant-mismatch\\\", "          \
  "error=\\\"invalid_token\\\", error_description=\\\"Token is not valid for this tenant\\\"\","   \
  "\"code\":401}"
#define R "urn:cerner:error:oauth2:resource-access:"
#define A "urn:cerner:error:authorization-server:oauth2:"

static void
test_set_error (void)
{
  static const struct
  {
    guint status;
    const char *header;
    const char *body;
    KwError code;
  } cases[] = {
    { 401,
      "Bearer realm=\"fhir-myrecord.cerner.com\", error=\"invalid_token\", "
      "error_description=\"Token is not valid for this tenant\"",
      SEED, KW_ERROR_TENANT_MISMATCH_THEIRS },
    { 401, "Bearer error=\"invalid_token\"", "", KW_ERROR_SIGN_IN_LAPSED },
    { 401, NULL, "", KW_ERROR_SIGN_IN_LAPSED },
    { 401, NULL, "<html><title>Apache Tomcat</title></html>", KW_ERROR_SIGN_IN_LAPSED },
    { 401, "Bearer code=\"" R "expired\"", "", KW_ERROR_SIGN_IN_LAPSED },
    { 403, NULL,
      "{\"code\":403,\"message\":\"code=\\\"" R "insufficient-scopes\\\", "
      "error=\\\"insufficient_scope\\\", subcode=\\\"no_scope_for_resource_path\\\"\"}",
      KW_ERROR_REFUSED },
    { 403, NULL, "", KW_ERROR_REFUSED },
    { 403, NULL, "{\"message\":\"Tenant not valid or accessible\",\"code\":403}",
      KW_ERROR_REFUSED },
    { 404, NULL, "<html>\xe9\xff</html>", KW_ERROR_NOT_OFFERED },
    { 400, NULL, "no supported search parameters provided", KW_ERROR_SERVER },
    { 406, NULL, "", KW_ERROR_SERVER },
    { 429, NULL, "", KW_ERROR_BUSY },
    { 403, NULL,
      "{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"error\","
      "\"code\":\"throttled\",\"diagnostics\":\"4135: Please try again tomorrow.\"}]}",
      KW_ERROR_QUOTA },
    { 500, NULL, "{\"resourceType\":\"OperationOutcome\"}", KW_ERROR_SERVER },
    { 503, NULL, "", KW_ERROR_BUSY },
    { 400, NULL,
      "{\"error\":\"invalid_grant\",\"error_uri\":\"https://authorization.cerner.com/errors/"
      "urn%3Acerner%3Aerror%3Aauthorization-server%3Aoauth2%3Atoken%3Ainvalid-tenant/instances/"
      "1\"}",
      KW_ERROR_MOVED },
    { 400, NULL, "{\"error_uri\":\"" A "token:refresh-token:token-invalid\"}",
      KW_ERROR_SIGN_IN_LAPSED },
    { 400, NULL, "{\"error_uri\":\"" A "token:invalid_client_credentials\"}",
      KW_ERROR_NOT_ENABLED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) body = g_bytes_new_static (cases[i].body, strlen (cases[i].body));
      KwReply reply = { .status = cases[i].status,
                        .body = body,
                        .www_authenticate = (char *) cases[i].header,
                        .request_ids = (char *) "Opc-Request-Id: one/two" };

      g_test_message ("%u", i);
      kw_reply_set_error (&reply, &error);
      g_assert_error (error, KW_ERROR, (int) cases[i].code);
      /* For a help desk: status and ids, and nothing that the body says. */
      g_assert_nonnull (strstr (error->message, "one/two"));
      g_assert_null (strstr (error->message, "Token is not valid"));
      g_assert_null (strstr (error->message, "html"));
    }
}

static void
test_urn (void)
{
  static const char *const cases[][2] = {
    { "code=\"urn:cerner:error:a:b\", x", "urn:cerner:error:a:b" },
    { "https://x/errors/urn%3Acerner%3Aerror%3Aa%3Ab/instances/1", "urn:cerner:error:a:b" },
    { "https://x/errors/urn%253Acerner%253Aerror%253Aa%253Ab_c/i", "urn:cerner:error:a:b-c" },
    { "100 % sure, 50%", NULL },
    { "%", NULL },
    { "", NULL },
    { "urn:other:error", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *urn = kw_reply_dup_urn (cases[i][0]);

      g_assert_cmpstr (urn, ==, cases[i][1]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/net/reply/set-error", test_set_error);
  g_test_add_func ("/net/reply/urn", test_urn);
  return g_test_run ();
}
