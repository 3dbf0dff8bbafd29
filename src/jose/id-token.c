/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jose/jose.h"

#include <string.h>

/* Clocks differ; more than this is a wrong clock, which is said. */
#define CLOCK_SKEW 300

static gboolean
fail (GError **error, const char *claim)
{
  g_set_error (error, KW_JOSE_ERROR, KW_JOSE_ERROR_CLAIM, "the claim %s is wrong or missing",
               claim);
  return FALSE;
}

/* Equal but for one slash at the end, which issuers add and leave out (servers seen in the wild).
 */
static gboolean
same_issuer (const char *a, const char *b)
{
  gsize la = a != NULL ? strlen (a) : 0, lb = b != NULL ? strlen (b) : 0;

  if (la > 0 && a[la - 1] == '/')
    la--;
  if (lb > 0 && b[lb - 1] == '/')
    lb--;
  return la > 0 && la == lb && strncmp (a, b, la) == 0;
}

static gboolean
has_audience (const KwJsonNode *claims, const char *audience)
{
  const KwJsonNode *aud = kw_json_node_get_member (claims, "aud");
  const char *azp = kw_json_string_at (claims, "azp");

  if (kw_json_node_get_kind (aud) == KW_JSON_STRING)
    return g_strcmp0 (kw_json_node_get_string (aud), audience) == 0;
  /* With several audiences the token must say which one it was made for, when it says it at all. */
  if (kw_json_node_get_length (aud) > 1 && azp != NULL && g_strcmp0 (azp, audience) != 0)
    return FALSE;
  KW_JSON_FOREACH (one, aud)
    if (g_strcmp0 (kw_json_node_get_string (one), audience) == 0)
      return TRUE;
  return FALSE;
}

/* A NumericDate may have a fraction (RFC 7519 section 2). */
static gboolean
get_time (const KwJsonNode *claims, const char *name, gint64 *out)
{
  const char *text = kw_json_node_get_number (kw_json_node_get_member (claims, name));

  if (text == NULL)
    return FALSE;
  *out = (gint64) CLAMP (g_ascii_strtod (text, NULL), 0, 1e15);
  return TRUE;
}

static gboolean
check_claims (const KwJsonNode *claims, const KwIdTokenExpectation *expected, GError **error)
{
  const char *sub = kw_json_string_at (claims, "sub");
  gint64 exp, iat;

  if (!same_issuer (kw_json_string_at (claims, "iss"), expected->issuer))
    return fail (error, "iss");
  if (!has_audience (claims, expected->audience))
    return fail (error, "aud");
  if (sub == NULL || *sub == '\0')
    return fail (error, "sub");
  if (!get_time (claims, "exp", &exp) || exp + CLOCK_SKEW <= expected->now)
    return fail (error, "exp");
  if (!get_time (claims, "iat", &iat) || iat > expected->now + CLOCK_SKEW)
    return fail (error, "iat");
  if (expected->nonce != NULL
      && g_strcmp0 (kw_json_string_at (claims, "nonce"), expected->nonce) != 0)
    return fail (error, "nonce");
  return TRUE;
}

/**
 * kw_id_token_verify:
 * @token: an ID token
 * @jwks: the issuer's JWK Set
 * @expected: what it must say
 * @error: return location of a #KwJoseError
 *
 * OpenID Connect Core 3.1.3.7: signature, iss, aud, sub, exp, iat, and nonce where one was sent.
 *
 * Returns: (transfer full) (nullable): its claims
 */
KwJson *
kw_id_token_verify (const char *token,
                    GBytes *jwks,
                    const KwIdTokenExpectation *expected,
                    GError **error)
{
  g_autoptr (KwJson) payload = NULL;

  g_return_val_if_fail (token != NULL && jwks != NULL && expected != NULL, NULL);

  payload = kw_jws_verify (token, jwks, error);
  if (payload == NULL || !check_claims (kw_json_get_root (payload), expected, error))
    return NULL;
  return g_steal_pointer (&payload);
}
