/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Whom a token answer is about: the verified ID token, and the patient by the vendor's ways. */
#include "config.h"

#include "net/identity.h"

#include <string.h>

#include "core/error.h"
#include "jose/jose.h"
#include "net/reply.h"
#include "net/session.h"
#include "net/url.h"
#include "net/vendor.h"

#define MAX_ANSWER ((gsize) 1024 * 1024)

static gboolean
fail (GError **error, KwError code, const char *what)
{
  g_set_error_literal (error, KW_ERROR, (int) code, what);
  return FALSE;
}

/* A FHIR id goes into addresses, so that it must be nothing but one (FHIR R4 2.24.0.1; some servers
 * use underscores and more than 64 letters). */
static gboolean
is_id (const char *text)
{
  gsize n = strlen (text);

  return n > 0 && n <= 256 && strspn (text, G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "-._") == n
         && strspn (text, ".") < n;
}

/**
 * kw_identity_dup_patient:
 * @connection: the connection of the answer
 * @text: (nullable): what the server calls the patient
 *
 * Servers write the id, "Patient/" and the id, or the whole address (servers seen in the wild, 2).
 * An address counts only below this very base: an id of another base is another person here.
 *
 * ```c
 * kw_identity_dup_patient (connection, "Patient/p1"); // "p1"
 * ```
 *
 * Returns: (transfer full) (nullable): the id; `NULL` for anything else
 */
char *
kw_identity_dup_patient (KwConnection *connection, const char *text)
{
  g_autofree char *relative = NULL;

  if (text != NULL && strstr (text, "://") != NULL)
    text = relative = kw_client_relative (connection, text, NULL);
  if (text != NULL && g_str_has_prefix (text, "Patient/"))
    text += strlen ("Patient/");
  return text != NULL && is_id (text) ? g_strdup (text) : NULL;
}

static GBytes *
fetch (KwSession *session, const char *url, GCancellable *cancellable, GError **error)
{
  KwRequest request = { .method = "GET",
                        .url = url,
                        .accept = "application/json",
                        .max_size = MAX_ANSWER,
                        .purpose = KW_PURPOSE_KEYS };
  g_autoptr (KwReply) reply = kw_session_send (session, &request, cancellable, error);

  if (reply == NULL)
    return NULL;
  if (reply->status != 200)
    {
      fail (error, KW_ERROR_ID_TOKEN, "the keys of the ID token cannot be fetched");
      return NULL;
    }
  return g_bytes_ref (reply->body);
}

/* An issuer is compared without its final slash, which some documents have and their tokens not. */
static char *
dup_trimmed (const char *issuer)
{
  char *trimmed = g_strdup (issuer);

  if (trimmed != NULL && g_str_has_suffix (trimmed, "/"))
    trimmed[strlen (trimmed) - 1] = '\0';
  return trimmed;
}

/* Whose keys check an ID token: the discovery's, or where it names none or the token's own issuer
 * is another one, that issuer's discovery; another one is accepted only from the host of the
 * sign-in page (Oracle Health, 2.1). */
static char *
dup_keys_url (KwSession *session,
              KwConnection *connection,
              const char *issuer,
              GCancellable *cancellable,
              GError **error)
{
  const char *jwks = kw_connection_get (connection, KW_CONNECTION_JWKS_URL);
  g_autofree char *origin
      = kw_url_dup_origin (kw_connection_get (connection, KW_CONNECTION_AUTHORIZE_URL));
  g_autofree char *issuer_origin = kw_url_dup_origin (issuer);
  g_autofree char *trimmed = dup_trimmed (issuer);
  g_autofree char *named = dup_trimmed (kw_connection_get (connection, KW_CONNECTION_ISSUER));
  gboolean is_named = g_strcmp0 (trimmed, named) == 0;
  g_autofree char *url = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (KwJson) json = NULL;

  if (is_named && jwks != NULL)
    return g_strdup (jwks);
  if (!is_named && (origin == NULL || g_strcmp0 (origin, issuer_origin) != 0))
    {
      fail (error, KW_ERROR_ID_TOKEN, "the ID token is of an unknown issuer");
      return NULL;
    }
  url = g_strconcat (trimmed, "/.well-known/openid-configuration", NULL);
  bytes = fetch (session, url, cancellable, NULL);
  json = bytes != NULL ? kw_json_new (bytes, MAX_ANSWER, NULL) : NULL;
  if (json != NULL && g_strcmp0 (kw_json_string_at (kw_json_get_root (json), "issuer"), issuer) == 0
      && kw_json_string_at (kw_json_get_root (json), "jwks_uri") != NULL)
    return g_strdup (kw_json_string_at (kw_json_get_root (json), "jwks_uri"));
  if (jwks != NULL)
    return g_strdup (jwks);
  fail (error, KW_ERROR_ID_TOKEN, "the issuer of the ID token names no keys");
  return NULL;
}

static gboolean
is_known_issuer (KwConnection *connection, const char *issuer)
{
  const char *known = kw_connection_get (connection, KW_CONNECTION_ISSUER);
  g_autofree char *a = kw_url_dup_segment_after (issuer, "tenants");
  g_autofree char *b = kw_url_dup_segment_after (known, "tenants");
  g_autofree char *trimmed = dup_trimmed (issuer);
  g_autofree char *named = dup_trimmed (known);

  if (known == NULL || g_str_equal (trimmed, named))
    return TRUE;
  return a != NULL && g_strcmp0 (a, b) == 0;
}

/**
 * kw_identity_verify:
 * @session: the session
 * @attempt: the sign-in that the token answers
 * @token: an ID token as sent
 * @cancellable: (nullable): ends it
 * @error: return location of a #KwError; KW_ERROR_ID_TOKEN where any check fails
 *
 * OpenID Connect Core 1.0 section 3.1.3.7, with the keys of the hospital.
 *
 * Returns: (transfer full) (nullable): the claims
 */
KwJson *
kw_identity_verify (KwSession *session,
                    const KwAttempt *attempt,
                    const char *token,
                    GCancellable *cancellable,
                    GError **error)
{
  g_autoptr (KwJson) peeked = kw_jws_peek (token);
  const char *issuer = peeked != NULL ? kw_json_string_at (kw_json_get_root (peeked), "iss") : NULL;
  g_autofree char *url = NULL;
  KwIdTokenExpectation expected
      = { issuer, kw_connection_get (attempt->connection, KW_CONNECTION_CLIENT_ID), attempt->nonce,
          g_get_real_time () / G_USEC_PER_SEC };
  g_autoptr (GError) local = NULL;

  if (issuer == NULL || !is_known_issuer (attempt->connection, issuer))
    {
      fail (error, KW_ERROR_ID_TOKEN, "the ID token is of another issuer");
      return NULL;
    }
  url = dup_keys_url (session, attempt->connection, issuer, cancellable, error);
  if (url == NULL)
    return NULL;
  /* An unknown key is asked for once more: keys are rotated. */
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GBytes) jwks = fetch (session, url, cancellable, error);
      KwJson *claims;

      if (jwks == NULL)
        return NULL;
      g_clear_error (&local);
      claims = kw_id_token_verify (token, jwks, &expected, &local);
      if (claims != NULL)
        return claims;
      if (!g_error_matches (local, KW_JOSE_ERROR, KW_JOSE_ERROR_KEY))
        break;
    }
  fail (error, KW_ERROR_ID_TOKEN, local->message);
  return NULL;
}

static char *
dup_claimed (KwConnection *connection, const KwTokens *tokens, const char *claim)
{
  g_autoptr (KwJson) payload = kw_jws_peek (tokens->access_token);

  return payload != NULL ? kw_identity_dup_patient (
             connection, kw_json_scalar_at (kw_json_get_root (payload), claim))
                         : NULL;
}

/* The one Patient that the token opens; NULL where there are several or none. */
static char *
ask_patient (KwSession *session,
             KwConnection *connection,
             const KwTokens *tokens,
             GCancellable *cancellable)
{
  g_autoptr (KwReply) reply = kw_client_get (session, connection, tokens->access_token, "Patient",
                                             NULL, cancellable, NULL);
  g_autoptr (KwJson) json
      = reply != NULL && reply->status == 200 ? kw_json_new (reply->body, MAX_ANSWER, NULL) : NULL;
  const char *id = NULL;

  if (json == NULL)
    return NULL;
  KW_JSON_FOREACH (entry, kw_json_node_at (kw_json_get_root (json), "entry"))
    {
      const KwJsonNode *resource = kw_json_node_get_member (entry, "resource");

      if (g_strcmp0 (kw_json_string_at (resource, "resourceType"), "Patient") != 0)
        continue;
      if (id != NULL)
        return NULL;
      id = kw_json_string_at (resource, "id");
    }
  return kw_identity_dup_patient (connection, id);
}

/**
 * kw_identity_settle:
 * @session: the session
 * @connection: the connection of the answer
 * @tokens: the answer; its patient is set
 * @cancellable: (nullable): ends it
 * @error: return location of a #KwError; KW_ERROR_CHOOSE_PATIENT where nothing names one
 *
 * Whom the token is about, by the first of the vendor's ways (`patient_from`) that says it. Nobody
 * is guessed: where several could be meant, the person chooses on the hospital's page.
 *
 * Returns: whether it is known
 */
gboolean
kw_identity_settle (KwSession *session,
                    KwConnection *connection,
                    KwTokens *tokens,
                    GCancellable *cancellable,
                    GError **error)
{
  const KwVendor *vendor = kw_vendor_of (connection);
  const char *user = tokens->fhir_user;

  for (guint i = 0; vendor->patient_from[i] != NULL && tokens->patient == NULL; i++)
    {
      const char *way = vendor->patient_from[i];

      if (g_str_equal (way, "fhirUser") && user != NULL && strstr (user, "Patient/") != NULL)
        tokens->patient = kw_identity_dup_patient (connection, user);
      else if (g_str_has_prefix (way, "claim:"))
        tokens->patient = dup_claimed (connection, tokens, way + strlen ("claim:"));
      else if (g_str_equal (way, "ask"))
        tokens->patient = ask_patient (session, connection, tokens, cancellable);
    }
  return tokens->patient != NULL
         || fail (error, KW_ERROR_CHOOSE_PATIENT, "the server names no patient");
}
