/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "core/error.h"
#include "jose/jose.h"
#include "net/attempt.h"
#include "net/reply.h"
#include "net/session.h"
#include "net/registration.h"
#include "net/url.h"
#include "net/vendor.h"

#define MAX_ANSWER ((gsize) 1024 * 1024)
/* What a token without expires_in is trusted for: less than any vendor gives. */
#define DEFAULT_LIFETIME 300

static gboolean
fail (GError **error, KwError code, const char *what)
{
  g_set_error_literal (error, KW_ERROR, (int) code, what);
  return FALSE;
}

/* RFC 6749 section 5.2: what a refused code or refresh token means. The URN comes first. */
static gboolean
fail_answer (const KwReply *reply, gboolean refresh, GError **error)
{
  g_autoptr (KwJson) json = kw_json_new (reply->body, MAX_ANSWER, NULL);
  const char *code = json != NULL ? kw_json_string_at (kw_json_get_root (json), "error") : NULL;
  g_autoptr (GError) by_urn = NULL;
  KwError meaning = refresh ? KW_ERROR_SIGN_IN_LAPSED : KW_ERROR_SIGN_IN_DAMAGED;

  kw_reply_set_error (reply, &by_urn);
  if (strstr (by_urn->message, "urn:") != NULL || reply->status == 429 || reply->status >= 500)
    {
      g_propagate_error (error, g_steal_pointer (&by_urn));
      return FALSE;
    }
  /* A refresh that is refused so is over, and signing in anew says what is the matter. */
  if (refresh)
    meaning = KW_ERROR_SIGN_IN_LAPSED;
  else if (g_strcmp0 (code, "invalid_client") == 0 || g_strcmp0 (code, "unauthorized_client") == 0)
    meaning = KW_ERROR_NOT_ENABLED;
  g_set_error (error, KW_ERROR, (int) meaning, "%s", by_urn->message);
  return FALSE;
}

/* Takes @form, which is wiped. */
static KwJson *
post (KwSession *session,
      const char *url,
      char *form,
      gboolean refresh,
      GCancellable *cancellable,
      GError **error)
{
  g_autoptr (GBytes) bytes
      = g_bytes_new_with_free_func (form, strlen (form), (GDestroyNotify) kw_wipe, form);
  KwRequest request = { .method = "POST",
                        .url = url,
                        .accept = "application/json",
                        .form = bytes,
                        .max_size = MAX_ANSWER,
                        .purpose = refresh ? KW_PURPOSE_REFRESH : KW_PURPOSE_SIGN_IN };
  g_autoptr (GError) local = NULL;
  g_autoptr (KwReply) reply = kw_session_send (session, &request, cancellable, &local);
  g_autoptr (KwJson) json = NULL;

  if (reply == NULL)
    {
      /* A token answer of that size is no record that is too long, but a server gone wrong. */
      if (g_error_matches (local, KW_ERROR, KW_ERROR_TOO_LARGE))
        local->code = KW_ERROR_SERVER;
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  if (reply->status != 200)
    {
      fail_answer (reply, refresh, error);
      return NULL;
    }
  json = kw_json_new (reply->body, MAX_ANSWER, NULL);
  if (json == NULL || kw_json_node_get_kind (kw_json_get_root (json)) != KW_JSON_OBJECT)
    {
      fail (error, KW_ERROR_SERVER, "the token answer is no JSON object");
      return NULL;
    }
  return g_steal_pointer (&json);
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

/* "123" for "123", "Patient/123" and the address of it; NULL for anything else. */
static char *
dup_patient (const char *text)
{
  const char *slash = text != NULL ? g_strrstr (text, "Patient/") : NULL;
  const char *id = slash != NULL ? slash + strlen ("Patient/") : text;

  return id != NULL && is_id (id) ? g_strdup (id) : NULL;
}

/* expires_in is a number, a text, a fraction, or missing (servers seen in the wild, 2). */
static gint64
read_lifetime (const KwJsonNode *node)
{
  const char *text = kw_json_node_get_scalar (node);
  double seconds = text != NULL ? g_ascii_strtod (text, NULL) : 0;

  return seconds >= 1 && seconds < 1e9 ? (gint64) seconds : DEFAULT_LIFETIME;
}

static KwTokens *
read_tokens (const KwJsonNode *answer, const char *asked, GError **error)
{
  g_autoptr (KwTokens) tokens = g_new0 (KwTokens, 1);
  const char *type = kw_json_string_at (answer, "token_type");

  tokens->access_token = g_strdup (kw_json_string_at (answer, "access_token"));
  if (tokens->access_token == NULL || *tokens->access_token == '\0'
      || (type != NULL && g_ascii_strcasecmp (type, "bearer") != 0))
    {
      fail (error, KW_ERROR_SERVER, "the token answer has no bearer token");
      return NULL;
    }
  tokens->refresh_token = g_strdup (kw_json_string_at (answer, "refresh_token"));
  tokens->id_token = g_strdup (kw_json_string_at (answer, "id_token"));
  tokens->scope = g_strdup (kw_json_string_at (answer, "scope"));
  if (tokens->scope == NULL)
    tokens->scope = g_strdup (asked);
  tokens->patient = dup_patient (kw_json_scalar_at (answer, "patient"));
  tokens->expires_at = g_get_real_time () / G_USEC_PER_SEC
                       + read_lifetime (kw_json_node_get_member (answer, "expires_in"));
  return g_steal_pointer (&tokens);
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

/* Whose keys check an ID token: the discovery's, or where the token's own issuer is another one,
 * that issuer's discovery, accepted only from the host of the sign-in page (Oracle Health, 2.1). */
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
  g_autofree char *trimmed = g_strdup (issuer);
  g_autofree char *url = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (KwJson) json = NULL;

  if (g_strcmp0 (issuer, kw_connection_get (connection, KW_CONNECTION_ISSUER)) == 0 && jwks != NULL)
    return g_strdup (jwks);
  if (origin == NULL || g_strcmp0 (origin, issuer_origin) != 0)
    {
      fail (error, KW_ERROR_ID_TOKEN, "the ID token is of an unknown issuer");
      return NULL;
    }
  if (g_str_has_suffix (trimmed, "/"))
    trimmed[strlen (trimmed) - 1] = '\0';
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
  g_autofree char *slashed = known != NULL ? g_strconcat (known, "/", NULL) : NULL;

  if (known == NULL || g_strcmp0 (issuer, known) == 0 || g_strcmp0 (issuer, slashed) == 0)
    return TRUE;
  return a != NULL && g_strcmp0 (a, b) == 0;
}

static KwJson *
verify_id_token (KwSession *session,
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

/* Who the token is about: what the answer says, else fhirUser where it is a Patient. */
static gboolean
settle_patient (KwTokens *tokens, const KwJsonNode *claims, GError **error)
{
  const char *user = kw_json_string_at (claims, "fhirUser");

  if (user == NULL)
    user = kw_json_string_at (claims, "profile");
  tokens->fhir_user = g_strdup (user);
  if (tokens->patient == NULL && user != NULL && strstr (user, "Patient/") != NULL)
    tokens->patient = dup_patient (user);
  return tokens->patient != NULL
         || fail (error, KW_ERROR_SIGN_IN_DAMAGED, "the server names no patient");
}

static KwConnection *
dup_signed_in (KwConnection *connection, const KwTokens *tokens, const KwJsonNode *claims)
{
  const struct
  {
    KwConnectionField field;
    const char *value;
  } values[] = {
    { KW_CONNECTION_SCOPE_GRANTED, tokens->scope },
    { KW_CONNECTION_PATIENT, tokens->patient },
    { KW_CONNECTION_FHIR_USER, tokens->fhir_user },
    { KW_CONNECTION_ID_TOKEN_ISSUER, kw_json_string_at (claims, "iss") },
  };
  KwConnection *result = kw_connection_ref (connection);

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      KwConnection *next = kw_connection_with (result, values[i].field, values[i].value);

      kw_connection_unref (result);
      result = next;
    }
  return result;
}

static char *
build_form (const char *const *pairs)
{
  char *query = kw_url_add_query ("", pairs);

  memmove (query, query + 1, strlen (query));
  return query;
}

/**
 * kw_oauth_exchange:
 * @session: the session
 * @attempt: the attempt whose code it is
 * @code: the code
 * @out_connection: (out) (transfer full): the connection with what was granted
 * @cancellable: (nullable): ends it
 * @error: return location of a #KwError
 *
 * RFC 6749 section 4.1.3 with RFC 7636. The ID token is verified, and the tenant guard runs over
 * what the tokens say, before anything is given back.
 *
 * Returns: (transfer full) (nullable): the tokens
 */
KwTokens *
kw_oauth_exchange (KwSession *session,
                   KwAttempt *attempt,
                   const char *code,
                   KwConnection **out_connection,
                   GCancellable *cancellable,
                   GError **error)
{
  KwConnection *connection;
  g_autoptr (KwTokens) tokens = NULL;
  g_autoptr (KwJson) answer = NULL;
  g_autoptr (KwJson) claims = NULL;
  char *form;

  g_return_val_if_fail (session != NULL && attempt != NULL && code != NULL, NULL);

  connection = attempt->connection;
  form = build_form (
      (const char *const[]){ "grant_type", "authorization_code", "code", code, "redirect_uri",
                             kw_connection_get (connection, KW_CONNECTION_REDIRECT_URI),
                             "client_id", kw_connection_get (connection, KW_CONNECTION_CLIENT_ID),
                             "code_verifier", attempt->verifier, NULL });
  answer = post (session, kw_connection_get (connection, KW_CONNECTION_TOKEN_URL), form, FALSE,
                 cancellable, error);
  if (answer == NULL)
    return NULL;
  tokens = read_tokens (kw_json_get_root (answer),
                        kw_connection_get (connection, KW_CONNECTION_SCOPE_ASKED), error);
  if (tokens == NULL)
    return NULL;
  if (tokens->id_token != NULL)
    {
      claims = verify_id_token (session, attempt, tokens->id_token, cancellable, error);
      if (claims == NULL)
        return NULL;
    }
  if (!settle_patient (tokens, claims != NULL ? kw_json_get_root (claims) : NULL, error)
      || !kw_tenant_check (connection, tokens->access_token, tokens->id_token, error))
    return NULL;
  *out_connection
      = dup_signed_in (connection, tokens, claims != NULL ? kw_json_get_root (claims) : NULL);
  return g_steal_pointer (&tokens);
}

static char *
dup_subject (const char *id_token)
{
  g_autoptr (KwJson) json = id_token != NULL ? kw_jws_peek (id_token) : NULL;

  return json != NULL ? g_strdup (kw_json_string_at (kw_json_get_root (json), "sub")) : NULL;
}

/* A refresh that is about somebody else is refused before anything is saved. */
static gboolean
is_same_person (KwConnection *connection,
                const KwTokens *old,
                const KwTokens *tokens,
                GError **error)
{
  const char *patient = kw_connection_get (connection, KW_CONNECTION_PATIENT);
  g_autofree char *before = dup_subject (old->id_token);
  g_autofree char *after = dup_subject (tokens->id_token);

  if (tokens->patient != NULL && g_strcmp0 (tokens->patient, patient) != 0)
    return fail (error, KW_ERROR_OTHER_PATIENT, "the refreshed token is about another patient");
  if (before != NULL && after != NULL && !g_str_equal (before, after))
    return fail (error, KW_ERROR_OTHER_PATIENT, "the refreshed ID token has another subject");
  return TRUE;
}

static void
keep (char **now, const char *before)
{
  if (*now == NULL)
    *now = g_strdup (before);
}

/* What ends a grant, and what a person has to know as it is. Everything else, an error of the
 * server, a page of a gateway, an answer without sense, is over by itself: the grant is still good.
 */
static void
fail_renewal (GError *local, GError **error)
{
  static const KwError plain[]
      = { KW_ERROR_SIGN_IN_LAPSED, KW_ERROR_ACCESS_ENDED,        KW_ERROR_NOT_ENABLED,
          KW_ERROR_MOVED,          KW_ERROR_UNREACHABLE,         KW_ERROR_CERTIFICATE,
          KW_ERROR_ADDRESS,        KW_ERROR_TENANT_MISMATCH_OURS };
  gboolean known = local->domain != KW_ERROR;

  for (guint i = 0; i < G_N_ELEMENTS (plain); i++)
    known = known || g_error_matches (local, KW_ERROR, (int) plain[i]);
  if (!known)
    local->code = KW_ERROR_RENEWAL;
  g_propagate_error (error, local);
}

/* By the refresh token, or by what this computer signs (RFC 7523); some servers want the scope
 * again (VA). */
static char *
build_renewal (KwConnection *connection, const KwTokens *old, GError **error)
{
  const char *scope = kw_vendor_of (connection)->sends_scope ? old->scope : NULL;
  char *assertion;
  char *form;

  if (old->refresh_token != NULL)
    return build_form ((const char *const[]){
        "grant_type", "refresh_token", "refresh_token", old->refresh_token, "client_id",
        kw_connection_get (connection, KW_CONNECTION_CLIENT_ID), "scope", scope, NULL });
  assertion = kw_device_assertion (connection, old, error);
  if (assertion == NULL)
    return NULL;
  form = build_form (
      (const char *const[]){ "grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer",
                             "assertion", assertion, "client_id", old->device_client, NULL });
  kw_wipe (assertion);
  return form;
}

/**
 * kw_oauth_refresh:
 * @session: the session
 * @connection: a stored connection
 * @old: its tokens
 * @cancellable: (nullable): ends it
 * @error: return location of a #KwError
 *
 * RFC 6749 section 6, at the connection's own stored token endpoint. Where no new refresh token
 * comes the old one stays (Oracle Health says so; a rotating server sends one).
 *
 * Returns: (transfer full) (nullable): the new tokens, to be stored before they are used
 */
KwTokens *
kw_oauth_refresh (KwSession *session,
                  KwConnection *connection,
                  const KwTokens *old,
                  GCancellable *cancellable,
                  GError **error)
{
  g_autoptr (KwTokens) tokens = NULL;
  g_autoptr (KwJson) answer = NULL;
  g_autoptr (GError) local = NULL;
  char *form;

  g_return_val_if_fail (session != NULL && connection != NULL && old != NULL, NULL);

  if (!kw_tokens_can_renew (old))
    {
      fail (error, KW_ERROR_SIGN_IN_LAPSED, "there is no refresh token");
      return NULL;
    }
  form = build_renewal (connection, old, error);
  if (form == NULL)
    return NULL;
  answer = post (session, kw_connection_get (connection, KW_CONNECTION_TOKEN_URL), form, TRUE,
                 cancellable, &local);
  tokens = answer != NULL ? read_tokens (kw_json_get_root (answer), old->scope, &local) : NULL;
  if (tokens == NULL)
    {
      fail_renewal (g_steal_pointer (&local), error);
      return NULL;
    }
  if (!is_same_person (connection, old, tokens, error)
      || !kw_tenant_check (connection, tokens->access_token, NULL, error))
    return NULL;
  keep (&tokens->refresh_token, old->refresh_token);
  keep (&tokens->id_token, old->id_token);
  keep (&tokens->patient, old->patient);
  keep (&tokens->fhir_user, old->fhir_user);
  keep (&tokens->device_client, old->device_client);
  keep (&tokens->device_key, old->device_key);
  return g_steal_pointer (&tokens);
}

/**
 * kw_oauth_revoke:
 * @session: the session
 * @connection: a stored connection
 * @tokens: its tokens
 * @cancellable: (nullable): ends it
 * @error: return location of a #KwError; KW_ERROR_NOT_OFFERED where the server has no such address
 *
 * RFC 7009: the refresh token where there is one, because with it the whole grant ends. A server
 * that does not know the token answers with success as well.
 *
 * Returns: whether the server was told
 */
gboolean
kw_oauth_revoke (KwSession *session,
                 KwConnection *connection,
                 const KwTokens *tokens,
                 GCancellable *cancellable,
                 GError **error)
{
  gboolean refresh;
  const char *url;
  char *form;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (KwReply) reply = NULL;
  KwRequest request = { .method = "POST", .accept = "application/json", .max_size = MAX_ANSWER };

  g_return_val_if_fail (session != NULL && connection != NULL && tokens != NULL, FALSE);

  refresh = tokens->refresh_token != NULL;
  url = kw_connection_get (connection, KW_CONNECTION_REVOKE_URL);
  if (url == NULL)
    return fail (error, KW_ERROR_NOT_OFFERED, "the server cannot be told");
  if (!kw_tenant_check (connection, tokens->access_token, NULL, error))
    return FALSE;
  form = build_form ((const char *const[]){
      "token", refresh ? tokens->refresh_token : tokens->access_token, "token_type_hint",
      refresh ? "refresh_token" : "access_token", "client_id",
      kw_connection_get (connection, KW_CONNECTION_CLIENT_ID), NULL });
  bytes = g_bytes_new_with_free_func (form, strlen (form), (GDestroyNotify) kw_wipe, form);
  request.url = url;
  request.form = bytes;
  request.purpose = KW_PURPOSE_REVOKE;
  reply = kw_session_send (session, &request, cancellable, error);
  if (reply == NULL)
    return FALSE;
  if (reply->status / 100 == 2)
    return TRUE;
  kw_reply_set_error (reply, error);
  return FALSE;
}
