/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "demo/clinic-private.h"

/* What the tokens say, and the keys that sign them. */

static const KwDemoHospital *
hospital_of (const KwDemoRequest *request)
{
  return request->clinic->hospitals[request->hospital];
}

static void
write_int (KwJsonWriter *writer, const char *name, gint64 value)
{
  kw_json_writer_name (writer, name);
  kw_json_writer_int (writer, value);
}

static char *
sign (const KwSigningKey *key, KwJsonWriter *writer)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) payload = kw_json_writer_end (writer);
  char *token = kw_jws_sign (key, payload, &error);
  g_assert_no_error (error);
  return token;
}

/* Who somebody is to the authorization host: the same at each sign-in, and not her patient id. */
static char *
dup_subject (const KwDemoLogin *login)
{
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, login->name, -1);
  sum[24] = '\0';
  return g_steal_pointer (&sum);
}

/* Below the identity provider, not the tenant: it differs from the discovery document's issuer. */
char *
kw_demo_id_token_issuer (const KwDemoRequest *request)
{
  return g_strdup_printf ("%s/tenants/%s/oidc/idsps/demo/", request->clinic->auth_origin,
                          hospital_of (request)->tenant);
}

/* ---- the ID token ---- */

/* A claim of text, unless a fault leaves it out. */
static void
write_claim (const KwDemoRequest *request, KwJsonWriter *writer, const char *name, const char *text)
{
  const char *missing = kw_faults_get_text (request->clinic->faults, KW_FAULT_ID_MISSING);
  if (g_strcmp0 (missing, name) != 0)
    kw_json_writer_member (writer, name, text);
}

static void
write_time (const KwDemoRequest *request, KwJsonWriter *writer, const char *name, gint64 time)
{
  const char *missing = kw_faults_get_text (request->clinic->faults, KW_FAULT_ID_MISSING);
  if (g_strcmp0 (missing, name) != 0)
    write_int (writer, name, time);
}

static void
write_audience (const KwDemoRequest *request, const KwDemoGrant *grant, KwJsonWriter *writer)
{
  const KwFaults *faults = request->clinic->faults;
  if (!kw_faults_has (faults, KW_FAULT_ID_ODD))
    {
      write_claim (request, writer, "aud",
                   kw_faults_has (faults, KW_FAULT_WRONG_AUDIENCE) ? "another-program"
                                                                   : grant->client_id);
      return;
    }
  kw_json_writer_name (writer, "aud");
  kw_json_writer_begin_array (writer);
  kw_json_writer_string (writer, grant->client_id);
  kw_json_writer_end_array (writer);
  kw_json_writer_name (writer, "auth_time");
  kw_json_writer_number (writer, "1764066000.523");
}

static void
write_id_claims (const KwDemoRequest *request,
                 const KwDemoGrant *grant,
                 gboolean refresh,
                 KwJsonWriter *writer)
{
  const KwFaults *faults = request->clinic->faults;
  gint64 now = kw_demo_now ();
  g_autofree char *issuer = kw_demo_id_token_issuer (request);
  g_autofree char *subject = dup_subject (grant->login);
  g_autofree char *user = g_strdup_printf ("%s/%s", request->clinic->bases[request->hospital],
                                           grant->login->fhir_user);
  gboolean relative = request->hospital != 0 || kw_faults_has (faults, KW_FAULT_ID_ODD);
  gboolean other = refresh && kw_faults_has (faults, KW_FAULT_REFRESH_OTHER_SUB);
  gboolean bad_nonce = kw_faults_has (faults, KW_FAULT_BAD_NONCE);
  kw_json_writer_begin_object (writer);
  write_claim (request, writer, "iss", issuer);
  write_claim (request, writer, "sub", other ? "somebody-else" : subject);
  if (!refresh || !kw_faults_has (faults, KW_FAULT_REFRESH_NO_AUD))
    write_audience (request, grant, writer);
  write_time (request, writer, "exp", now + 600);
  write_time (request, writer, "iat", now);
  if (!refresh)
    write_claim (request, writer, "nonce", bad_nonce ? "somebody-elses" : grant->nonce);
  kw_json_writer_member (writer, "fhirUser", relative ? grant->login->fhir_user : user);
  kw_json_writer_member (writer, "name", grant->login->name);
  kw_json_writer_end_object (writer);
}

/* The oldest trick against a check of signatures: HMAC, with the public key as its secret. */
static char *
hmac_token (const KwSigningKey *key, KwJsonWriter *writer)
{
  static const char header[] = "{\"alg\":\"HS256\",\"typ\":\"JWT\"}";
  g_autoptr (GBytes) payload = kw_json_writer_end (writer);
  g_autoptr (GBytes) keys = kw_signing_key_dup_public_jwks (key);
  g_autofree char *first = kw_base64url_encode (header, strlen (header));
  g_autofree char *second
      = kw_base64url_encode (g_bytes_get_data (payload, NULL), g_bytes_get_size (payload));
  g_autofree char *input = g_strconcat (first, ".", second, NULL);
  g_autoptr (GHmac) hmac
      = g_hmac_new (G_CHECKSUM_SHA256, g_bytes_get_data (keys, NULL), g_bytes_get_size (keys));
  guint8 digest[32];
  gsize size = sizeof digest;
  g_hmac_update (hmac, (const guchar *) input, -1);
  g_hmac_get_digest (hmac, digest, &size);
  g_autofree char *third = kw_base64url_encode (digest, size);
  return g_strconcat (input, ".", third, NULL);
}

/* The same claims under a header that says that they are not signed. */
static char *
unsigned_token (KwJsonWriter *writer)
{
  static const char header[] = "{\"alg\":\"none\",\"typ\":\"JWT\"}";
  g_autoptr (GBytes) payload = kw_json_writer_end (writer);
  g_autofree char *first = kw_base64url_encode (header, strlen (header));
  g_autofree char *second
      = kw_base64url_encode (g_bytes_get_data (payload, NULL), g_bytes_get_size (payload));
  return g_strdup_printf ("%s.%s.", first, second);
}

char *
kw_demo_id_token (const KwDemoRequest *request, const KwDemoGrant *grant, gboolean refresh)
{
  KwClinic *clinic = request->clinic;
  g_autoptr (KwJsonWriter) writer = kw_json_writer_new (FALSE);
  write_id_claims (request, grant, refresh, writer);
  if (kw_faults_has (clinic->faults, KW_FAULT_ALG_NONE))
    return unsigned_token (writer);
  if (kw_faults_has (clinic->faults, KW_FAULT_ID_HMAC))
    return hmac_token (clinic->keys[request->hospital], writer);
  if (kw_faults_has (clinic->faults, KW_FAULT_BAD_SIGNATURE)
      || kw_faults_has (clinic->faults, KW_FAULT_UNKNOWN_KID))
    return sign (clinic->foreign_keys[request->hospital], writer);
  return sign (clinic->keys[request->hospital], writer);
}

/* ---- the access token ---- */

static void
write_version_1 (const char *tenant,
                 const KwDemoGrant *grant,
                 const char *subject,
                 KwJsonWriter *writer)
{
  kw_json_writer_name (writer, "urn:cerner:authorization:claims:version:1");
  kw_json_writer_begin_object (writer);
  kw_json_writer_member (writer, "ver", "1.0");
  kw_json_writer_name (writer, "profiles");
  kw_json_writer_begin_object (writer);
  kw_json_writer_name (writer, "smart-v1");
  kw_json_writer_begin_object (writer);
  kw_json_writer_member (writer, "azs", grant->scope);
  kw_json_writer_end_object (writer);
  kw_json_writer_end_object (writer);
  kw_json_writer_name (writer, "client");
  kw_json_writer_begin_object (writer);
  kw_json_writer_member (writer, "name", "Keepwell");
  kw_json_writer_member (writer, "id", grant->client_id);
  kw_json_writer_end_object (writer);
  kw_json_writer_name (writer, "user");
  kw_json_writer_begin_object (writer);
  kw_json_writer_member (writer, "principal", subject);
  kw_json_writer_member (writer, "persona", "patient");
  kw_json_writer_member (writer, "idsp", "demo");
  kw_json_writer_end_object (writer);
  kw_json_writer_member (writer, "tenant", tenant);
  kw_json_writer_end_object (writer);
}

/* Oracle Health's documented claims; it has no audience. */
char *
kw_demo_access_token (const KwDemoRequest *request, const KwDemoGrant *grant)
{
  KwClinic *clinic = request->clinic;
  guint named = request->hospital;
  gint64 now = kw_demo_now ();
  if (kw_faults_has (clinic->faults, KW_FAULT_OPAQUE_TOKEN))
    return kw_demo_random ();
  if (kw_faults_has (clinic->faults, KW_FAULT_OTHER_TENANT_TOKEN))
    named = (named + 1) % KW_DEMO_N_HOSPITALS;
  const char *tenant = clinic->hospitals[named]->tenant;
  g_autofree char *subject = dup_subject (grant->login);
  g_autofree char *issuer = g_strconcat (clinic->auth_origin, "/", NULL);
  g_autofree char *id = g_uuid_string_random ();
  g_autoptr (KwJsonWriter) writer = kw_json_writer_new (FALSE);
  kw_json_writer_begin_object (writer);
  kw_json_writer_member (writer, "sub", subject);
  kw_json_writer_name (writer, "urn:com:cerner:authorization:claims");
  kw_json_writer_begin_object (writer);
  kw_json_writer_member (writer, "ver", "1.0");
  kw_json_writer_member (writer, "tnt", tenant);
  kw_json_writer_member (writer, "azs", grant->scope);
  kw_json_writer_end_object (writer);
  kw_json_writer_member (writer, "azp", grant->client_id);
  kw_json_writer_member (writer, "iss", issuer);
  write_int (writer, "exp", now + clinic->token_lifetime);
  write_int (writer, "iat", now);
  kw_json_writer_member (writer, "jti", id);
  write_version_1 (tenant, grant, subject, writer);
  kw_json_writer_end_object (writer);
  return sign (clinic->keys[0], writer);
}

/* ---- the published keys ---- */

/* One set for the one authorization host (RFC 7517 section 5). */
void
kw_demo_auth_keys (const KwDemoRequest *request)
{
  g_autoptr (KwJsonWriter) writer = kw_json_writer_new (FALSE);
  kw_json_writer_begin_object (writer);
  kw_json_writer_name (writer, "keys");
  kw_json_writer_begin_array (writer);
  for (guint i = 0; i < KW_DEMO_N_HOSPITALS; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) text = kw_signing_key_dup_public_jwks (request->clinic->keys[i]);
      g_autoptr (KwJson) json = kw_json_new (text, G_MAXSIZE, &error);
      g_assert_no_error (error);
      KW_JSON_FOREACH (key, kw_json_node_at (kw_json_get_root (json), "keys"))
        kw_json_writer_node (writer, key);
    }
  kw_json_writer_end_array (writer);
  kw_json_writer_end_object (writer);
  g_autoptr (GBytes) body = kw_json_writer_end (writer);
  kw_demo_answer_bytes (request->message, 200, "application/json", body);
}
