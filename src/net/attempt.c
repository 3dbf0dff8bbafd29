/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "net/attempt.h"

#include <string.h>

#include "core/error.h"
#include "jose/jose.h"
#include "net/reply.h"
#include "net/url.h"
#include "net/vendor.h"

/* 256 bits, where RFC 7636 section 7.1 and SMART ask for at least 128 and 122. */
#define SECRET_SIZE 32

/* RFC 7636 section 4.2. */
static char *
make_challenge (const char *verifier)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[32];
  gsize size = sizeof digest;

  g_checksum_update (sum, (const guchar *) verifier, (gssize) strlen (verifier));
  g_checksum_get_digest (sum, digest, &size);
  return kw_base64url_encode (digest, size);
}

static KwConnection *
dup_for_attempt (KwConnection *connection,
                 const char *client_id,
                 const char *redirect_uri,
                 const char *scope)
{
  g_autoptr (KwConnection) first
      = kw_connection_with (connection, KW_CONNECTION_CLIENT_ID, client_id);
  g_autoptr (KwConnection) second
      = kw_connection_with (first, KW_CONNECTION_REDIRECT_URI, redirect_uri);

  return kw_connection_with (second, KW_CONNECTION_SCOPE_ASKED, scope);
}

static char *
build_url (const KwAttempt *self)
{
  g_autofree char *challenge = make_challenge (self->verifier);
  const char *prompt = kw_vendor_of (self->connection)->prompt;
  const char *const pairs[] = {
    "response_type",
    "code",
    "client_id",
    kw_connection_get (self->connection, KW_CONNECTION_CLIENT_ID),
    "redirect_uri",
    kw_connection_get (self->connection, KW_CONNECTION_REDIRECT_URI),
    "scope",
    kw_connection_get (self->connection, KW_CONNECTION_SCOPE_ASKED),
    "state",
    self->state,
    "nonce",
    self->nonce,
    "aud",
    kw_connection_get (self->connection, KW_CONNECTION_AUD),
    "code_challenge",
    challenge,
    "code_challenge_method",
    "S256",
    prompt != NULL ? "prompt" : NULL,
    prompt,
    NULL,
  };

  return kw_url_add_query (kw_connection_get (self->connection, KW_CONNECTION_AUTHORIZE_URL),
                           pairs);
}

/**
 * kw_attempt_new:
 * @connection: what kw_discover() or kw_rediscover() gave
 * @client_id: the client id
 * @redirect_uri: the redirect that is registered for it
 * @scope: what is asked for
 * @error: return location of a #KwError
 *
 * One try at signing in with its own state, PKCE verifier and nonce. The tenant guard runs here,
 * before any page opens.
 *
 * Returns: (transfer full) (nullable): the attempt
 */
KwAttempt *
kw_attempt_new (KwConnection *connection,
                const char *client_id,
                const char *redirect_uri,
                const char *scope,
                GError **error)
{
  KwAttempt *self;

  g_return_val_if_fail (connection != NULL && redirect_uri != NULL && scope != NULL, NULL);

  if (client_id == NULL || *client_id == '\0')
    {
      g_set_error_literal (error, KW_ERROR, KW_ERROR_NOT_REGISTERED,
                           "Keepwell is not registered with this vendor: no client id");
      return NULL;
    }
  if (!kw_tenant_check (connection, NULL, NULL, error))
    return NULL;
  self = g_new0 (KwAttempt, 1);
  self->connection = dup_for_attempt (connection, client_id, redirect_uri, scope);
  self->state = kw_random_secret (SECRET_SIZE);
  self->verifier = kw_random_secret (SECRET_SIZE);
  self->nonce = kw_random_secret (SECRET_SIZE);
  self->authorize_url = build_url (self);
  return self;
}

void
kw_attempt_free (KwAttempt *self)
{
  g_return_if_fail (self != NULL);

  kw_connection_unref (self->connection);
  kw_wipe (self->state);
  kw_wipe (self->verifier);
  kw_wipe (self->nonce);
  kw_wipe (self->authorize_url);
  g_free (self);
}

const char *
kw_attempt_get_authorize_url (const KwAttempt *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->authorize_url;
}

const char *
kw_attempt_get_redirect_uri (const KwAttempt *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return kw_connection_get (self->connection, KW_CONNECTION_REDIRECT_URI);
}

static char *
fail (GError **error, KwError code, const char *what)
{
  g_set_error_literal (error, KW_ERROR, (int) code, what);
  return NULL;
}

/* The same address but for its query: scheme, host, port and path, each in full. */
static gboolean
is_same_address (GUri *a, GUri *b)
{
  return g_strcmp0 (g_uri_get_scheme (a), g_uri_get_scheme (b)) == 0
         && g_strcmp0 (g_uri_get_host (a), g_uri_get_host (b)) == 0
         && g_uri_get_port (a) == g_uri_get_port (b)
         && g_strcmp0 (g_uri_get_path (a), g_uri_get_path (b)) == 0
         && g_uri_get_userinfo (a) == NULL;
}

/* An error redirect: what the URN of its error_uri says, else what the OAuth code says. */
static char *
fail_redirect (GHashTable *params, GError **error)
{
  const char *code = g_hash_table_lookup (params, "error");
  const char *uri = g_hash_table_lookup (params, "error_uri");
  g_autofree char *urn = uri != NULL ? kw_reply_dup_urn (uri) : NULL;
  g_autofree char *message = NULL;
  KwError meaning = KW_ERROR_SIGN_IN_REFUSED;

  if (urn == NULL || !kw_urn_classify (urn, &meaning))
    meaning = g_strcmp0 (code, "access_denied") == 0 ? KW_ERROR_SIGN_IN_CANCELLED
                                                     : KW_ERROR_SIGN_IN_REFUSED;
  /* The server's own description may hold markup and turn text round: only the code is kept. */
  message = g_strcanon (g_strdup (code != NULL ? code : "error"), G_CSET_a_2_z "_", '?');
  g_set_error (error, KW_ERROR, (int) meaning, "%s%s%s", message, urn != NULL ? ", " : "",
               urn != NULL ? urn : "");
  return NULL;
}

static gboolean
issuer_fits (const KwAttempt *self, const char *issuer)
{
  const char *known = kw_connection_get (self->connection, KW_CONNECTION_ISSUER);
  g_autofree char *a = g_strdup (issuer), *b = g_strdup (known);

  if (a == NULL)
    return kw_connection_get (self->connection, KW_CONNECTION_SENDS_ISSUER) == NULL;
  if (b == NULL)
    return TRUE;
  if (g_str_has_suffix (a, "/"))
    a[strlen (a) - 1] = '\0';
  if (g_str_has_suffix (b, "/"))
    b[strlen (b) - 1] = '\0';
  return g_str_equal (a, b);
}

/**
 * kw_attempt_parse_redirect:
 * @self: an attempt
 * @redirect: the address that the page ended at
 * @error: return location of a #KwError
 *
 * RFC 6749 section 4.1.2, RFC 9207. One redirect is taken, once; members that nobody asked for are
 * ignored.
 *
 * Returns: (transfer full) (nullable): the code, to be wiped
 */
char *
kw_attempt_parse_redirect (KwAttempt *self, const char *redirect, GError **error)
{
  g_autoptr (GUri) uri = NULL;
  g_autoptr (GUri) expected = NULL;
  g_autoptr (GHashTable) params = NULL;
  const char *query;

  g_return_val_if_fail (self != NULL && redirect != NULL, NULL);

  uri = g_uri_parse (redirect, G_URI_FLAGS_ENCODED, NULL);
  expected = g_uri_parse (kw_attempt_get_redirect_uri (self), G_URI_FLAGS_ENCODED, NULL);
  if (uri == NULL || expected == NULL || !is_same_address (uri, expected))
    return fail (error, KW_ERROR_SIGN_IN_DAMAGED, "the redirect is to another address");
  /* Some servers answer in the fragment (VA). */
  query = g_uri_get_query (uri);
  if (g_uri_get_fragment (uri) != NULL && (query == NULL || strstr (query, "state=") == NULL))
    query = g_uri_get_fragment (uri);
  params = g_uri_parse_params (query != NULL ? query : "", -1, "&", G_URI_PARAMS_WWW_FORM, NULL);
  if (params == NULL)
    return fail (error, KW_ERROR_SIGN_IN_DAMAGED, "the redirect cannot be read");
  if (!kw_is_same_secret (g_hash_table_lookup (params, "state"), self->state))
    return fail (error, KW_ERROR_SIGN_IN_DAMAGED, "the redirect belongs to another attempt");
  if (self->used)
    return fail (error, KW_ERROR_SIGN_IN_DAMAGED, "the redirect came twice");
  self->used = TRUE;
  if (!issuer_fits (self, g_hash_table_lookup (params, "iss")))
    return fail (error, KW_ERROR_SIGN_IN_DAMAGED, "the redirect is of another issuer");
  if (g_hash_table_contains (params, "error") || g_hash_table_contains (params, "error_uri"))
    return fail_redirect (params, error);
  if (g_hash_table_lookup (params, "code") == NULL)
    return fail (error, KW_ERROR_SIGN_IN_DAMAGED, "the redirect has no code");
  return g_strdup (g_hash_table_lookup (params, "code"));
}
