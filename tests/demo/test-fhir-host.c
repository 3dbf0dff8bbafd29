/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "client.h"

static char *
token_of (KwClinic *clinic, guint hospital, const char *user)
{
  g_autoptr (KwJson) json = connect_as (clinic, hospital, user, NULL);
  return g_strdup (kw_json_string_at (kw_json_get_root (json), "access_token"));
}

/* To the letter what was seen on the wire, but for the host. */
static void
assert_tenant_mismatch (const Reply *reply, KwClinic *clinic)
{
  g_auto (GStrv) parts = g_strsplit (kw_clinic_get_base (clinic, 0), "/", 4);
  g_autofree char *challenge
      = g_strdup_printf ("Bearer realm=\"%s\", error=\"invalid_token\", "
                         "error_description=\"Token is not valid for this tenant\"",
                         parts[2]);
  g_assert_cmpuint (reply->status, ==, 401);
  g_assert_cmpstr (reply->server, ==, "Oracle API Gateway");
  g_assert_cmpstr (reply->www_authenticate, ==, challenge);
  g_assert_cmpstr (reply->text, ==,
                   "{\"message\":\"code=\\\"urn:cerner:error:oauth2:resource-access:tenant-"
                   "mismatch\\\", error=\\\"invalid_token\\\", error_description=\\\"Token is not "
                   "valid for this tenant\\\"\",\"code\":401}");
}

static void
test_tenant_mismatch (void)
{
  g_autoptr (KwClinic) clinic = clinic_with (NULL);
  g_autofree char *token = token_of (clinic, 0, "James Okafor");
  g_autoptr (Reply) swapped = read_fhir (clinic, 1, token, "Patient/1001");
  assert_tenant_mismatch (swapped, clinic);

  g_autoptr (KwClinic) faulty = clinic_with ((const char *[]){ "tenant-mismatch", NULL });
  g_autofree char *good = token_of (faulty, 0, "James Okafor");
  g_autoptr (Reply) refused = read_fhir (faulty, 0, good, "Patient/1005");
  assert_tenant_mismatch (refused, faulty);
}

/* James is 1005 at Riverside; what his token opens, and how what it does not open is refused. */
static void
test_statuses (void)
{
  static const struct
  {
    const char *path;
    guint status;
    const char *text; /* in the body */
  } rows[] = {
    { "Patient/1005", 200, "Okafor" },
    { "Patient/1001", 403, "user-not-authorized" },
    { "Patient/1", 404, "OperationOutcome" },
    { "Nothing/1", 404, "OperationOutcome" },
    { "Observation?patient=1005&category=laboratory", 200, "Bundle" },
    { "Observation?subject=Patient/1005", 200, "Bundle" },
    { "Observation?patient=1001", 403, "user-not-authorized" },
    { "Observation?category=laboratory", 400, "no supported search parameters provided" },
    { "Immunization?patient=1005", 403, "insufficient-scopes" },
    { "Observation?pageContext=@@@", 410, "OperationOutcome" },
    { "metadata", 200, "CapabilityStatement" },
  };
  g_autoptr (KwClinic) clinic = clinic_with (NULL);
  g_autofree char *token = token_of (clinic, 0, "James Okafor");
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (Reply) reply = read_fhir (clinic, 0, token, rows[i].path);
      g_test_message ("%s", rows[i].path);
      g_assert_cmpuint (reply->status, ==, rows[i].status);
      g_assert_nonnull (strstr (reply->text, rows[i].text));
    }
}

static void
test_without_token (void)
{
  static const struct
  {
    const char *token;
    const char *text;
  } rows[] = { { NULL, "token-required" }, { "never-given", "signature-verification-failed" } };
  g_autoptr (KwClinic) clinic = clinic_with (NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (Reply) reply = read_fhir (clinic, 0, rows[i].token, "Patient/1005");
      g_assert_cmpuint (reply->status, ==, 401);
      g_assert_nonnull (strstr (reply->text, rows[i].text));
    }
}

static void
test_expired (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KwClinic) clinic = kw_clinic_new (&(KwDemoOptions){ .token_lifetime = 1 }, &error);
  g_assert_no_error (error);
  g_autofree char *token = token_of (clinic, 0, "James Okafor");
  g_usleep (2 * G_USEC_PER_SEC);
  g_autoptr (Reply) reply = read_fhir (clinic, 0, token, "Patient/1005");
  g_assert_cmpuint (reply->status, ==, 401);
  g_assert_nonnull (strstr (reply->text, "resource-access:expired"));
}

static void
test_accept (void)
{
  static const struct
  {
    const char *accept;
    guint status;
  } rows[] = { { "application/fhir+json", 200 },
               { "application/json", 200 },
               { "*/*", 200 },
               { NULL, 200 },
               { "application/fhir+xml", 406 },
               { "text/html, application/fhir+json;q=0.5", 200 } };
  g_autoptr (KwClinic) clinic = clinic_with (NULL);
  g_autofree char *token = token_of (clinic, 0, "James Okafor");
  g_autofree char *url = g_strconcat (kw_clinic_get_base (clinic, 0), "/Patient/1005", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (Reply) reply = fetch (url, NULL, token, rows[i].accept);
      g_assert_cmpuint (reply->status, ==, rows[i].status);
    }
}

/* Mary's notes: each Binary as itself in its own type, and as a resource where JSON is asked for.
 */
static void
test_binary (void)
{
  static const char *const types[]
      = { "application/rtf", "text/html; charset=utf-8", "application/pdf", "image/png" };
  static const char *const starts[] = { "{\\rtf1", "<html>", "%PDF-1.4", "\x89PNG" };
  guint seen = 0;
  g_autoptr (KwClinic) clinic = clinic_with (NULL);
  g_autofree char *token = token_of (clinic, 0, "Mary Lee");
  g_autoptr (Reply) list = read_fhir (clinic, 0, token, "DocumentReference?patient=1003");
  g_autoptr (KwJson) json = reply_json (list);
  KW_JSON_FOREACH (entry, kw_json_node_at (kw_json_get_root (json), "entry"))
    {
      const char *url = kw_json_string_at (entry, "resource.content.0.attachment.url");
      const char *type = kw_json_string_at (entry, "resource.content.0.attachment.contentType");
      if (url == NULL)
        continue;
      g_autofree char *full = g_strconcat (kw_clinic_get_base (clinic, 0), "/", url, NULL);
      g_autoptr (Reply) plain = fetch (full, NULL, token, type);
      g_autoptr (Reply) wrapped = fetch (full, NULL, token, "application/fhir+json");
      g_autoptr (Reply) refused = fetch (full, NULL, token, "image/tiff");
      g_assert_cmpstr (plain->content_type, ==, type);
      for (guint i = 0; i < G_N_ELEMENTS (types); i++)
        if (g_str_equal (type, types[i]))
          seen += g_str_has_prefix (plain->text, starts[i]) ? 1 : 0;
      g_assert_true (g_str_has_prefix (wrapped->text, "{\"resourceType\":\"Binary\""));
      g_assert_cmpuint (refused->status, ==, 406);
    }
  g_assert_cmpuint (seen, ==, 4);
}

static void
test_type_faults (void)
{
  static const struct
  {
    const char *fault;
    guint status;
    const char *text;
  } rows[] = {
    { "refuse-type:Observation", 403, "user-not-authorized" },
    { "empty-403:Observation", 403, "" },
    { "fail-type:Observation", 500, "OperationOutcome" },
    { "text-400:Observation", 400, "no supported" },
    { "daily-limit:Observation", 403, "4135" },
    { "bad-record:Observation", 500, "required" },
    { "bare-401", 401, "HTTP Status 401" },
    { "rate-limit:1", 429, "throttled" },
    { "html-404:Observation", 404, "Page non" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (KwClinic) clinic = clinic_with ((const char *[]){ rows[i].fault, NULL });
      g_autofree char *token = token_of (clinic, 0, "James Okafor");
      g_autoptr (Reply) reply = read_fhir (clinic, 0, token, "Observation?patient=1005");
      g_test_message ("%s", rows[i].fault);
      g_assert_cmpuint (reply->status, ==, rows[i].status);
      g_assert_nonnull (strstr (reply->text, rows[i].text));
      if (strchr (rows[i].fault, ':') == NULL || g_str_has_prefix (rows[i].fault, "rate"))
        continue;
      g_autoptr (Reply) other = read_fhir (clinic, 0, token, "AllergyIntolerance?patient=1005");
      g_assert_cmpuint (other->status, ==, 200);
    }
}

static void
test_binary_404 (void)
{
  g_autoptr (KwClinic) clinic = clinic_with ((const char *[]){ "binary-404", NULL });
  g_autofree char *token = token_of (clinic, 0, "Mary Lee");
  g_autoptr (Reply) list = read_fhir (clinic, 0, token, "DocumentReference?patient=1003");
  g_autoptr (KwJson) json = reply_json (list);
  guint n = 0;
  KW_JSON_FOREACH (entry, kw_json_node_at (kw_json_get_root (json), "entry"))
    {
      const char *url = kw_json_string_at (entry, "resource.content.0.attachment.url");
      if (url == NULL)
        continue;
      g_autoptr (Reply) reply = read_fhir (clinic, 0, token, url);
      g_assert_cmpuint (reply->status, ==, 404);
      n++;
    }
  g_assert_cmpuint (n, >, 0);
}

/* Addresses of attachments that are absolute: inside the base, and at a host that wants no token.
 */
static void
test_attachment_addresses (void)
{
  static const struct
  {
    const char *fault;
    gboolean inside;
    guint with_token;
    guint without;
  } rows[]
      = { { "attachment-absolute", TRUE, 200, 401 }, { "attachment-outside", FALSE, 400, 200 } };
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (KwClinic) clinic = clinic_with ((const char *[]){ rows[i].fault, NULL });
      g_autofree char *token = token_of (clinic, 0, "Rosa Alvarez");
      g_autoptr (Reply) list = read_fhir (clinic, 0, token, "DocumentReference?patient=1001");
      g_autoptr (KwJson) json = reply_json (list);
      const char *url = kw_json_string_at (kw_json_get_root (json),
                                           "entry.0.resource.content.0.attachment.url");
      g_autoptr (Reply) with_token = fetch (url, NULL, token, "text/plain");
      g_autoptr (Reply) without = fetch (url, NULL, NULL, "text/plain");
      g_assert_true (g_str_has_prefix (url, kw_clinic_get_base (clinic, 0)) == rows[i].inside);
      g_assert_cmpuint (with_token->status, ==, rows[i].with_token);
      g_assert_cmpuint (without->status, ==, rows[i].without);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/demo/fhir-host/tenant-mismatch", test_tenant_mismatch);
  g_test_add_func ("/demo/fhir-host/statuses", test_statuses);
  g_test_add_func ("/demo/fhir-host/without-token", test_without_token);
  g_test_add_func ("/demo/fhir-host/expired", test_expired);
  g_test_add_func ("/demo/fhir-host/accept", test_accept);
  g_test_add_func ("/demo/fhir-host/binary", test_binary);
  g_test_add_func ("/demo/fhir-host/type-faults", test_type_faults);
  g_test_add_func ("/demo/fhir-host/binary-404", test_binary_404);
  g_test_add_func ("/demo/fhir-host/attachment-addresses", test_attachment_addresses);
  return g_test_run ();
}
