/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "server.h"

#include <string.h>

#include "jose/jose.h"

#define FHIR "https://fhir-myrecord.example/r4/"
#define AUTH "https://authorization.example/tenants/"
#define PROFILE "/protocols/oauth2/profiles/smart-v1/"
#define T "Y62ncCuwN85GGa7s0iz44XRnQoc9qr60"

/* An unsigned token, as far as the doctor reads one. */
static char *
make_token (const char *claims)
{
  g_autofree char *header = kw_base64url_encode ("{\"alg\":\"ES256\"}", 15);
  g_autofree char *payload = kw_base64url_encode (claims, strlen (claims));

  return g_strconcat (header, ".", payload, ".AAAA", NULL);
}

typedef struct
{
  const char *what;
  const char *base;
  const char *authorize;
  const char *token;
  const char *revoke;
  const char *access; /* claims, NULL: no token; "opaque": one that cannot be read */
  const char *id;
  const char *pair; /* part of the message, NULL: fine */
} TenantCase;

#define GOOD                                                                                       \
  FHIR T, AUTH T PROFILE "personas/patient/authorize",                                             \
      AUTH T "/hosts/fhir-myrecord.example" PROFILE "token", AUTH T PROFILE "token/revoke"

static const TenantCase cases[] = {
  { "all agree", GOOD, NULL, NULL, NULL },
  { "an opaque token is unknown and no error", GOOD, "opaque", "opaque", NULL },
  { "another tenant to authorize", FHIR T, AUTH "Other" PROFILE "personas/patient/authorize",
    AUTH T "/hosts/fhir-myrecord.example" PROFILE "token", NULL, NULL, NULL, "authorize address" },
  { "one letter more", FHIR T, AUTH T "m" PROFILE "personas/patient/authorize",
    AUTH T "/hosts/fhir-myrecord.example" PROFILE "token", NULL, NULL, NULL, "authorize address" },
  { "another case is another tenant", FHIR "abc", AUTH "ABC" PROFILE "personas/patient/authorize",
    AUTH "abc/hosts/fhir-myrecord.example" PROFILE "token", NULL, NULL, NULL, "authorize address" },
  { "another tenant's tokens", FHIR T, AUTH T PROFILE "personas/patient/authorize",
    AUTH "Other/hosts/fhir-myrecord.example" PROFILE "token", NULL, NULL, NULL, "token address" },
  { "another tenant to revoke", FHIR T, AUTH T PROFILE "personas/patient/authorize",
    AUTH T "/hosts/fhir-myrecord.example" PROFILE "token", AUTH "Other" PROFILE "token/revoke",
    NULL, NULL, "revoke address" },
  { "the host of the clinicians", FHIR T, AUTH T PROFILE "personas/patient/authorize",
    AUTH T "/hosts/fhir-ehr.example" PROFILE "token", NULL, NULL, NULL, "host in the token" },
  { "the persona of the clinicians", FHIR T, AUTH T PROFILE "personas/provider/authorize",
    AUTH T "/hosts/fhir-myrecord.example" PROFILE "token", NULL, NULL, NULL, "persona" },
  { "no tenant in the base, two in the addresses", "https://fhir.example/fhir",
    AUTH "One" PROFILE "personas/patient/authorize", AUTH "Two/hosts/fhir.example" PROFILE "token",
    NULL, NULL, NULL, "token address" },
  { "a loopback host has its port", "http://127.0.0.1:8080/r4/t",
    "http://127.0.0.1:8081/tenants/t" PROFILE "personas/patient/authorize",
    "http://127.0.0.1:8081/tenants/t/hosts/127.0.0.1:8080" PROFILE "token", NULL, NULL, NULL,
    NULL },
  { "a loopback host with another port", "http://127.0.0.1:8080/r4/t",
    "http://127.0.0.1:8081/tenants/t" PROFILE "personas/patient/authorize",
    "http://127.0.0.1:8081/tenants/t/hosts/127.0.0.1:9" PROFILE "token", NULL, NULL, NULL,
    "host in the token" },
  { "the token's tenant, first place", GOOD,
    "{\"urn:cerner:authorization:claims:version:1\":{\"tenant\":\"Other\"}}", NULL,
    "tenant in the token" },
  { "the token's tenant, second place", GOOD,
    "{\"urn:com:cerner:authorization:claims\":{\"tnt\":\"Other\"}}", NULL, "tenant in the token" },
  { "the two places differ", GOOD,
    "{\"urn:cerner:authorization:claims:version:1\":{\"tenant\":\"" T "\"},"
    "\"urn:com:cerner:authorization:claims\":{\"tnt\":\"Other\"}}",
    NULL, "tenant in the token" },
  { "the token's persona", GOOD,
    "{\"urn:cerner:authorization:claims:version:1\":{\"tenant\":\"" T
    "\",\"user\":{\"persona\":\"provider\"}}}",
    NULL, "persona in the token" },
  { "a token without tenant is unknown", GOOD, "{\"sub\":\"x\"}", NULL, NULL },
  { "the ID token's issuer", GOOD, NULL, "{\"iss\":\"" AUTH "Other/oidc/idsps/x/\"}", "issuer" },
  { "the server of fhirUser", GOOD, NULL, "{\"fhirUser\":\"" FHIR "Other/Patient/1\"}",
    "fhirUser" },
  { "a prefix is no tenant", GOOD, NULL, "{\"fhirUser\":\"" FHIR T "x/Patient/1\"}", "fhirUser" },
  { "a relative fhirUser", GOOD, NULL, "{\"fhirUser\":\"Patient/1\"}", NULL },
  { "a fhirUser of this base", GOOD, NULL,
    "{\"iss\":\"" AUTH T "/oidc/idsps/x/\",\"fhirUser\":\"" FHIR T "/Patient/1\"}", NULL },
  { "another vendor's addresses", "https://fhir.example/api/FHIR/R4",
    "https://fhir.example/oauth2/authorize", "https://fhir.example/oauth2/token", NULL, "opaque",
    "{\"iss\":\"https://id.example\",\"fhirUser\":\"https://people.example/Patient/1\"}", NULL },
  { "a folder of another vendor that is called tenants", "https://fhir.example/r4/one",
    "https://id.example/tenants/two/authorize", "https://id.example/tenants/two/token", NULL, NULL,
    NULL, NULL },
};

static char *
make_optional_token (const char *claims)
{
  if (claims == NULL)
    return NULL;
  return g_str_equal (claims, "opaque") ? g_strdup (claims) : make_token (claims);
}

static void
test_check (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KwConnection) connection = connection_with (
          KW_CONNECTION_BASE, cases[i].base, KW_CONNECTION_AUTHORIZE_URL, cases[i].authorize,
          KW_CONNECTION_TOKEN_URL, cases[i].token, KW_CONNECTION_REVOKE_URL, cases[i].revoke, -1);
      g_autofree char *access = make_optional_token (cases[i].access);
      g_autofree char *id = make_optional_token (cases[i].id);
      g_autoptr (GError) error = NULL;
      gboolean good = kw_tenant_check (connection, access, id, &error);

      g_test_message ("%s", cases[i].what);
      g_assert_cmpint (good, ==, cases[i].pair == NULL);
      if (good)
        continue;
      g_assert_error (error, KW_ERROR, KW_ERROR_TENANT_MISMATCH_OURS);
      g_assert_nonnull (strstr (error->message, cases[i].pair));
    }
}

static void
test_values (void)
{
  g_autoptr (KwConnection) connection
      = connection_with (KW_CONNECTION_BASE, FHIR "one", KW_CONNECTION_AUTHORIZE_URL,
                         AUTH "two" PROFILE "personas/patient/authorize", -1);
  g_autofree char *access
      = make_token ("{\"urn:com:cerner:authorization:claims\":{\"tnt\":\"four\"}}");
  g_autofree char *id
      = make_token ("{\"iss\":\"" AUTH "five/oidc/\",\"fhirUser\":\"" FHIR "six/Patient/1\"}");
  g_autoptr (GPtrArray) values = kw_tenant_values (connection, access, id);
  static const char *const expected[] = { "one", "two", NULL, "four", "five", "six" };

  g_assert_cmpuint (values->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < values->len; i++)
    {
      const KwTenantValue *value = g_ptr_array_index (values, i);

      g_assert_cmpstr (value->value, ==, expected[i]);
      g_assert_nonnull (value->name);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/net/tenant/check", test_check);
  g_test_add_func ("/net/tenant/values", test_values);
  return g_test_run ();
}
