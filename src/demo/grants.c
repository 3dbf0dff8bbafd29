/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "demo/grants.h"

#include <sys/random.h>

#include "jose/jose.h"

#define CODE_SECONDS 60

/* The sample record shall still refresh when the clinic was started again, and the clinic keeps
 * nothing on disk. So a refresh token says for itself what it stands for, sealed with a key that
 * anybody can read here: it opens the records of invented people only. */
#define SEAL "a key for invented people"

typedef struct
{
  KwDemoGrant *grant;
  char *redirect_uri;
  char *challenge;
  gint64 until;
  gboolean used;
} Code;

typedef struct
{
  KwDemoGrant *grant;
  gint64 until;   /* access tokens */
  gboolean spent; /* refresh tokens that rotated */
} Token;

struct _KwDemoGrants
{
  KwDemoHospital *const *hospitals; /* borrowed; NULL */
  GHashTable *attempts;             /* id → KwDemoAttempt */
  GHashTable *codes;                /* code → Code */
  GHashTable *access;               /* token → Token */
  GHashTable *refresh;              /* token → Token */
};

static KwDemoGrant *
grant_ref (KwDemoGrant *self)
{
  self->ref_count++;
  return self;
}

static void
grant_unref (KwDemoGrant *self)
{
  if (--self->ref_count > 0)
    return;
  g_free (self->client_id);
  g_free (self->scope);
  g_free (self->nonce);
  g_free (self);
}

static void
attempt_free (KwDemoAttempt *self)
{
  g_free (self->id);
  g_free (self->client_id);
  g_free (self->redirect_uri);
  g_free (self->scope);
  g_free (self->state);
  g_free (self->nonce);
  g_free (self->challenge);
  g_free (self);
}

static void
code_free (Code *self)
{
  grant_unref (self->grant);
  g_free (self->redirect_uri);
  g_free (self->challenge);
  g_free (self);
}

static void
token_free (Token *self)
{
  grant_unref (self->grant);
  g_free (self);
}

static GHashTable *
table_new (GDestroyNotify free_value)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_value);
}

KwDemoGrants *
kw_demo_grants_new (KwDemoHospital *const *hospitals)
{
  KwDemoGrants *self = g_new0 (KwDemoGrants, 1);
  self->hospitals = hospitals;
  self->attempts = table_new ((GDestroyNotify) attempt_free);
  self->codes = table_new ((GDestroyNotify) code_free);
  self->access = table_new ((GDestroyNotify) token_free);
  self->refresh = table_new ((GDestroyNotify) token_free);
  return self;
}

void
kw_demo_grants_free (KwDemoGrants *self)
{
  g_hash_table_unref (self->attempts);
  g_hash_table_unref (self->codes);
  g_hash_table_unref (self->access);
  g_hash_table_unref (self->refresh);
  g_free (self);
}

char *
kw_demo_random (void)
{
  guint8 bytes[32];
  if (getrandom (bytes, sizeof bytes, 0) != sizeof bytes)
    g_error ("the system gives no random bytes");
  return kw_base64url_encode (bytes, sizeof bytes);
}

/* ---- attempts ---- */

KwDemoAttempt *
kw_demo_grants_add_attempt (KwDemoGrants *self, guint hospital)
{
  KwDemoAttempt *attempt = g_new0 (KwDemoAttempt, 1);
  attempt->id = kw_demo_random ();
  attempt->hospital = hospital;
  g_hash_table_insert (self->attempts, g_strdup (attempt->id), attempt);
  return attempt;
}

KwDemoAttempt *
kw_demo_grants_find_attempt (KwDemoGrants *self, guint hospital, const char *id)
{
  KwDemoAttempt *attempt = id == NULL ? NULL : g_hash_table_lookup (self->attempts, id);
  return attempt != NULL && attempt->hospital == hospital ? attempt : NULL;
}

void
kw_demo_grants_drop_attempt (KwDemoGrants *self, KwDemoAttempt *attempt)
{
  g_hash_table_remove (self->attempts, attempt->id);
}

/* ---- codes ---- */

char *
kw_demo_grants_add_code (KwDemoGrants *self, const KwDemoAttempt *attempt, gint64 now)
{
  g_autofree char *text = kw_demo_random ();
  KwDemoGrant *grant = g_new0 (KwDemoGrant, 1);
  grant->ref_count = 1;
  grant->hospital = attempt->hospital;
  grant->client_id = g_strdup (attempt->client_id);
  grant->scope = g_strdup (attempt->scope);
  grant->nonce = g_strdup (attempt->nonce);
  grant->login = attempt->login;
  grant->patient = attempt->patient;

  Code *code = g_new0 (Code, 1);
  code->grant = grant;
  code->redirect_uri = g_strdup (attempt->redirect_uri);
  code->challenge = g_strdup (attempt->challenge);
  code->until = now + CODE_SECONDS;
  g_hash_table_insert (self->codes, g_strdup (text), code);
  return g_steal_pointer (&text);
}

/* RFC 7636 section 4.6. */
static gboolean
verifier_fits (const char *verifier, const char *challenge)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[32];
  gsize size = sizeof digest;
  if (verifier == NULL || strlen (verifier) < 43 || strlen (verifier) > 128)
    return FALSE;
  g_checksum_update (sum, (const guint8 *) verifier, -1);
  g_checksum_get_digest (sum, digest, &size);
  g_autofree char *have = kw_base64url_encode (digest, size);
  return g_str_equal (have, challenge);
}

static const char *
complain_about_exchange (const Code *code, const KwDemoExchange *exchange, gint64 now)
{
  if (code->used || now > code->until)
    return "oauth2:token:code:code-invalid-or-expired";
  if (code->grant->hospital != exchange->hospital)
    return "oauth2:token:code:tenant:mismatch";
  if (g_strcmp0 (code->grant->client_id, exchange->client_id) != 0)
    return "oauth2:token:code:client:mismatch";
  if (g_strcmp0 (code->redirect_uri, exchange->redirect_uri) != 0)
    return "oauth2:token:invalid-redirect-uri";
  if (!verifier_fits (exchange->verifier, code->challenge))
    return "oauth2:token:code:invalid";
  return NULL;
}

/* A code is spent by its first use, right or wrong; a second use ends what the first one gave
 * (RFC 6749 section 4.1.2). */
KwDemoGrant *
kw_demo_grants_use_code (KwDemoGrants *self,
                         const KwDemoExchange *exchange,
                         gint64 now,
                         const char **out_urn)
{
  Code *code = exchange->code == NULL ? NULL : g_hash_table_lookup (self->codes, exchange->code);
  if (code == NULL)
    {
      *out_urn = "oauth2:token:code:invalid";
      return NULL;
    }
  *out_urn = complain_about_exchange (code, exchange, now);
  if (code->used)
    code->grant->revoked = TRUE;
  code->used = TRUE;
  return *out_urn == NULL ? code->grant : NULL;
}

/* ---- tokens ---- */

static void
add_token (GHashTable *table, const char *text, KwDemoGrant *grant, gint64 until)
{
  Token *token = g_new0 (Token, 1);
  token->grant = grant_ref (grant);
  token->until = until;
  g_hash_table_insert (table, g_strdup (text), token);
}

void
kw_demo_grants_add_access (KwDemoGrants *self, const char *token, KwDemoGrant *grant, gint64 until)
{
  add_token (self->access, token, grant, until);
}

/* Oracle Health cannot take an access token back: it lives on until it lapses. Ours is stricter, so
 * that a test sees what a revocation does. */
KwDemoTokenState
kw_demo_grants_find_access (KwDemoGrants *self,
                            const char *token,
                            gint64 now,
                            KwDemoGrant **out_grant)
{
  const Token *found = token == NULL ? NULL : g_hash_table_lookup (self->access, token);
  if (found == NULL || found->grant->revoked)
    return KW_DEMO_TOKEN_UNKNOWN;
  *out_grant = found->grant;
  return now < found->until ? KW_DEMO_TOKEN_GOOD : KW_DEMO_TOKEN_EXPIRED;
}

static char *
seal (const char *text)
{
  return g_compute_hmac_for_string (G_CHECKSUM_SHA256, (const guchar *) SEAL, strlen (SEAL), text,
                                    -1);
}

char *
kw_demo_grants_add_refresh (KwDemoGrants *self, KwDemoGrant *grant)
{
  g_autofree char *random = kw_demo_random ();
  g_autofree char *payload
      = g_strdup_printf ("%u\n%s\n%s\n%s\n%s", grant->hospital, grant->client_id, grant->scope,
                         grant->login == NULL ? "" : grant->login->name,
                         grant->patient == NULL ? "" : grant->patient->patient_id);
  g_autofree char *encoded = kw_base64url_encode (payload, strlen (payload));
  g_autofree char *half = g_strconcat (random, ".", encoded, NULL);
  g_autofree char *sum = seal (half);
  char *text = g_strconcat (half, ".", sum, NULL);
  add_token (self->refresh, text, grant, G_MAXINT64);
  return text;
}

/* The five lines of a token that was sealed here; NULL for any other text. */
static char **
unseal (const char *token)
{
  g_auto (GStrv) parts = g_strsplit (token, ".", -1);
  if (g_strv_length (parts) != 3)
    return NULL;
  g_autofree char *half = g_strconcat (parts[0], ".", parts[1], NULL);
  g_autofree char *sum = seal (half);
  g_autoptr (GBytes) bytes
      = g_str_equal (sum, parts[2]) ? kw_base64url_decode (parts[1], -1) : NULL;
  if (bytes == NULL)
    return NULL;
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  return g_strv_length (lines) == 5 ? g_steal_pointer (&lines) : NULL;
}

/* A refresh token that an earlier run gave, as if this one had given it. */
static Token *
revive (KwDemoGrants *self, guint hospital, const char *text)
{
  g_auto (GStrv) lines = self->hospitals == NULL ? NULL : unseal (text);
  if (lines == NULL || g_ascii_strtoull (lines[0], NULL, 10) != hospital)
    return NULL;
  const KwDemoLogin *login = kw_demo_hospital_find_login (self->hospitals[hospital], lines[3]);
  const KwDemoPerson *patient = login == NULL ? NULL : kw_demo_login_find_record (login, lines[4]);
  if (patient == NULL)
    return NULL;
  KwDemoGrant *grant = g_new0 (KwDemoGrant, 1);
  grant->hospital = hospital;
  grant->client_id = g_strdup (lines[1]);
  grant->scope = g_strdup (lines[2]);
  grant->login = login;
  grant->patient = patient;
  add_token (self->refresh, text, grant, G_MAXINT64);
  return g_hash_table_lookup (self->refresh, text);
}

KwDemoGrant *
kw_demo_grants_use_refresh (KwDemoGrants *self,
                            guint hospital,
                            const char *token,
                            const char *client_id,
                            gboolean rotate)
{
  Token *found = token == NULL ? NULL : g_hash_table_lookup (self->refresh, token);
  if (found == NULL && token != NULL)
    found = revive (self, hospital, token);
  if (found == NULL || found->grant->hospital != hospital)
    return NULL;
  if (client_id != NULL && !g_str_equal (client_id, found->grant->client_id))
    return NULL;
  if (found->spent)
    found->grant->revoked = TRUE;
  if (found->grant->revoked)
    return NULL;
  found->spent = rotate;
  return found->grant;
}

void
kw_demo_grants_revoke (KwDemoGrants *self, guint hospital, const char *token)
{
  Token *found = token == NULL ? NULL : g_hash_table_lookup (self->refresh, token);
  if (found == NULL && token != NULL)
    found = g_hash_table_lookup (self->access, token);
  if (found != NULL && found->grant->hospital == hospital)
    found->grant->revoked = TRUE;
}
