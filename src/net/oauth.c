/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "core/error.h"
#include "jose/jose.h"
#include "net/attempt.h"
#include "net/identity.h"
#include "net/reply.h"
#include "net/session.h"
#include "net/registration.h"
#include "net/url.h"
#include "net/vendor.h"

#define MAX_ANSWER ((gsize) 1024 * 1024)
/* What a token without expires_in is trusted for: less than any vendor gives. */
#define DEFAULT_LIFETIME 300
/* Somebody waits before the window. */
#define MAX_REVOKE_PAUSE 5

static gboolean
fail (GError **error, KwError code, const char *what)
{
  g_set_error_literal (error, KW_ERROR, (int) code, what);
  return FALSE;
}

static gboolean
has_known_urn (const KwReply *reply)
{
  g_autofree char *urn = kw_reply_dup_own_urn (reply);
  KwError code;

  return urn != NULL && kw_urn_classify (urn, &code);
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
  if (has_known_urn (reply) || reply->status == 429 || reply->status >= 500)
    {
      g_propagate_error (error, g_steal_pointer (&by_urn));
      return FALSE;
    }
  /* A refresh that OAuth itself refuses is over, and signing in anew says what is the matter. What
   * a gateway says in between, in a page and not in JSON, is not about the sign-in. */
  if (refresh)
    meaning = code != NULL || reply->status == 401 ? KW_ERROR_SIGN_IN_LAPSED : KW_ERROR_RENEWAL;
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

/* RFC 6749 appendix A.12. Anything else would end the header that it goes into. */
static gboolean
is_header_text (const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    if (*p < ' ' || *p > '~')
      return FALSE;
  return *text != '\0';
}

/* When the whole sign-in ends, where the answer says so: seconds from now under two names, or a
 * moment (CMS Blue Button); 0 when it does not. */
static gint64
read_lapse (const KwJsonNode *answer)
{
  static const char *const spans[] = { "refresh_token_expires_in", "refresh_expires_in" };
  const char *moment = kw_json_scalar_at (answer, "access_grant_expiration");
  g_autoptr (GDateTime) date = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (spans); i++)
    {
      const char *text = kw_json_scalar_at (answer, spans[i]);
      double seconds = text != NULL ? g_ascii_strtod (text, NULL) : 0;

      if (seconds >= 1 && seconds < 1e10)
        return g_get_real_time () / G_USEC_PER_SEC + (gint64) seconds;
    }
  if (moment == NULL)
    return 0;
  date = g_date_time_new_from_iso8601 (moment, NULL);
  return date != NULL ? g_date_time_to_unix (date) : g_ascii_strtoll (moment, NULL, 10);
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
read_tokens (KwConnection *connection, const KwJsonNode *answer, const char *asked, GError **error)
{
  g_autoptr (KwTokens) tokens = g_new0 (KwTokens, 1);
  const char *type = kw_json_string_at (answer, "token_type");

  tokens->access_token = g_strdup (kw_json_string_at (answer, "access_token"));
  if (tokens->access_token == NULL || !is_header_text (tokens->access_token)
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
  tokens->patient = kw_identity_dup_patient (connection, kw_json_scalar_at (answer, "patient"));
  tokens->lapses_at = read_lapse (answer);
  tokens->expires_at = g_get_real_time () / G_USEC_PER_SEC
                       + read_lifetime (kw_json_node_get_member (answer, "expires_in"));
  return g_steal_pointer (&tokens);
}

static void
take_user (KwTokens *tokens, const KwJsonNode *claims)
{
  const char *user = kw_json_string_at (claims, "fhirUser");

  tokens->fhir_user = g_strdup (user != NULL ? user : kw_json_string_at (claims, "profile"));
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
  tokens = read_tokens (connection, kw_json_get_root (answer),
                        kw_connection_get (connection, KW_CONNECTION_SCOPE_ASKED), error);
  if (tokens == NULL)
    return NULL;
  if (tokens->id_token != NULL)
    {
      claims = kw_identity_verify (session, attempt, tokens->id_token, cancellable, error);
      if (claims == NULL)
        return NULL;
    }
  take_user (tokens, claims != NULL ? kw_json_get_root (claims) : NULL);
  if (!kw_tenant_check (connection, tokens->access_token, tokens->id_token, error)
      || !kw_identity_settle (session, connection, tokens, cancellable, error))
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
  tokens = answer != NULL ? read_tokens (connection, kw_json_get_root (answer), old->scope, &local)
                          : NULL;
  if (tokens == NULL)
    {
      fail_renewal (g_steal_pointer (&local), error);
      return NULL;
    }
  if (!is_same_person (connection, old, tokens, error)
      || !kw_tenant_check (connection, tokens->access_token, NULL, error))
    return NULL;
  keep (&tokens->refresh_token, old->refresh_token);
  /* The one that was verified stays; of a new one only its subject was of use. */
  g_free (tokens->id_token);
  tokens->id_token = g_strdup (old->id_token);
  keep (&tokens->patient, old->patient);
  keep (&tokens->fhir_user, old->fhir_user);
  keep (&tokens->device_client, old->device_client);
  keep (&tokens->device_key, old->device_key);
  if (tokens->lapses_at == 0 && tokens->refresh_token != NULL
      && g_strcmp0 (tokens->refresh_token, old->refresh_token) == 0)
    tokens->lapses_at = old->lapses_at;
  return g_steal_pointer (&tokens);
}

/* RFC 7009 section 2.2.1: 503 means that the token still exists and to try again. */
static gboolean
revoke_one (KwSession *session,
            KwConnection *connection,
            const char *token,
            const char *hint,
            GCancellable *cancellable,
            GError **error)
{
  KwRequest request = { .method = "POST",
                        .url = kw_connection_get (connection, KW_CONNECTION_REVOKE_URL),
                        .accept = "application/json",
                        .max_size = MAX_ANSWER,
                        .purpose = KW_PURPOSE_REVOKE };
  char *form = build_form (
      (const char *const[]){ "token", token, "token_type_hint", hint, "client_id",
                             kw_connection_get (connection, KW_CONNECTION_CLIENT_ID), NULL });
  g_autoptr (GBytes) bytes
      = g_bytes_new_with_free_func (form, strlen (form), (GDestroyNotify) kw_wipe, form);

  request.form = bytes;
  for (guint i = 0;; i++)
    {
      g_autoptr (KwReply) reply = kw_session_send (session, &request, cancellable, error);

      if (reply == NULL)
        return FALSE;
      if (reply->status / 100 == 2)
        return TRUE;
      if (reply->status == 503 && i == 0 && reply->retry_after <= MAX_REVOKE_PAUSE)
        {
          g_usleep ((gulong) MAX (reply->retry_after, 0) * G_USEC_PER_SEC);
          continue;
        }
      kw_reply_set_error (reply, error);
      return FALSE;
    }
}

/**
 * kw_oauth_revoke:
 * @session: the session
 * @connection: a stored connection
 * @tokens: its tokens
 * @cancellable: (nullable): ends it
 * @error: return location of a #KwError; KW_ERROR_NOT_OFFERED where the server has no such address
 *
 * RFC 7009: the refresh token where there is one, because with it the whole grant ends, and then
 * the access token, because some servers let it live on. A server that does not know a token
 * answers with success as well.
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
  g_return_val_if_fail (session != NULL && connection != NULL && tokens != NULL, FALSE);

  if (kw_connection_get (connection, KW_CONNECTION_REVOKE_URL) == NULL)
    return fail (error, KW_ERROR_NOT_OFFERED, "the server cannot be told");
  if (!kw_tenant_check (connection, tokens->access_token, NULL, error))
    return FALSE;
  if (tokens->refresh_token == NULL)
    return revoke_one (session, connection, tokens->access_token, "access_token", cancellable,
                       error);
  if (!revoke_one (session, connection, tokens->refresh_token, "refresh_token", cancellable, error))
    return FALSE;
  /* The grant has ended; that the short-lived token is not taken back changes nothing. */
  revoke_one (session, connection, tokens->access_token, "access_token", cancellable, NULL);
  return TRUE;
}
