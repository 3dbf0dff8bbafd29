/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/connection.h"
#include "core/json.h"

G_BEGIN_DECLS

/* Everything here blocks, takes a GCancellable, may be called from any thread, and stores nothing.
 * Errors are of KW_ERROR or G_IO_ERROR_CANCELLED. */

/**
 * KwSession:
 *
 * The one HTTP session of a run: limits, TLS policy, user agent. https only; plain http only to a
 * loopback address.
 */
typedef struct _KwSession KwSession;
KwSession *kw_session_new (void) G_GNUC_WARN_UNUSED_RESULT;
KwSession *kw_session_ref (KwSession *self);
void kw_session_unref (KwSession *self);

/* An answer. @body is empty, never NULL. */
typedef struct
{
  guint status;
  char *content_type; /* without parameters, lower case; NULL */
  GBytes *body;
  char *www_authenticate;
  char *request_ids;  /* Opc-Request-Id, X-Request-Id, Cerner-Correlation-Id, joined for support */
  char *date;         /* the server's Date header */
  gint64 retry_after; /* seconds, -1 */
  char *etag;
} KwReply;
void kw_reply_free (KwReply *self);

/* Discovery (SMART App Launch 2.2, "Obtaining metadata"): GET
 * {base}/.well-known/smart-configuration. Gives a connection with base, aud and every endpoint
 * filled in; the address is normalised once here and may be typed by a person. */
KwConnection *kw_discover (KwSession *session,
                           const char *address,
                           GCancellable *cancellable,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same again for a stored connection; uuid, name, patient and client id stay. Refused when the
 * base or the tenant differs. */
KwConnection *kw_rediscover (KwSession *session,
                             KwConnection *connection,
                             GCancellable *cancellable,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The tenant guards (docs/architecture.md): compares what @connection holds, and what @access_token
 * and @id_token say where they can be decoded (NULL: not there). FALSE names the pair that differs.
 */
gboolean kw_tenant_check (KwConnection *connection,
                          const char *access_token,
                          const char *id_token,
                          GError **error);
typedef enum
{
  KW_TENANT_UNREADABLE, /* cannot be read from outside, which is no fault */
  KW_TENANT_SAME,
  KW_TENANT_DIFFERENT, /* from the first one that can be read */
} KwTenantState;

/* One of the six values that the doctor shows side by side. */
typedef struct
{
  const char *id;   /* English, for a help desk */
  const char *name; /* in the reader's language */
  char *value;      /* NULL: cannot be read */
  KwTenantState state;
} KwTenantValue;
void kw_tenant_value_free (KwTenantValue *self);
GPtrArray *kw_tenant_values (KwConnection *connection,
                             const char *access_token,
                             const char *id_token) G_GNUC_WARN_UNUSED_RESULT;

/**
 * KwAttempt:
 *
 * One try at signing in: its own state, PKCE verifier and nonce, kept in memory only and wiped.
 */
typedef struct _KwAttempt KwAttempt;
KwAttempt *kw_attempt_new (KwConnection *connection,
                           const char *client_id,
                           const char *redirect_uri,
                           const char *scope,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
void kw_attempt_free (KwAttempt *self);
const char *kw_attempt_get_authorize_url (const KwAttempt *self);
const char *kw_attempt_get_redirect_uri (const KwAttempt *self);
/* Checks the redirect of this attempt (exact scheme, host, port, path; state; iss) and gives the
 * code. */
char *kw_attempt_parse_redirect (KwAttempt *self,
                                 const char *redirect,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Tokens: kept in memory that is wiped on free; the JSON form is for the keyring only. */
typedef struct
{
  char *access_token;
  char *refresh_token; /* NULL when none came */
  char *id_token;
  char *scope;
  char *patient; /* id without "Patient/", NULL */
  char *fhir_user;
  char *device_client; /* what this computer is called there, when it registered itself; NULL */
  char *device_key;    /* its private key; NULL */
  gint64 expires_at;   /* unix seconds */
  gint64 lapses_at;    /* when no refresh helps any more, as the server said; 0 = it did not */
} KwTokens;
/* Whether there is a way to the next token without the person. */
gboolean kw_tokens_can_renew (const KwTokens *self);
void kw_tokens_free (KwTokens *self);
char *kw_tokens_to_json (const KwTokens *self) G_GNUC_WARN_UNUSED_RESULT; /* kw_wipe() it */
KwTokens *kw_tokens_new_from_json (const char *json, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void kw_wipe (char *secret); /* overwrites and frees; NULL-safe */

/* Code → tokens. Verifies the ID token when there is one. The connection that comes back holds the
 * granted scope, patient, fhirUser and ID token issuer. */
KwTokens *kw_oauth_exchange (KwSession *session,
                             KwAttempt *attempt,
                             const char *code,
                             KwConnection **out_connection,
                             GCancellable *cancellable,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* A refresh at the connection's own stored token endpoint; keeps the old refresh token when none
 * comes; refuses an answer about another patient or another sub. */
KwTokens *kw_oauth_refresh (KwSession *session,
                            KwConnection *connection,
                            const KwTokens *old,
                            GCancellable *cancellable,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Tells the hospital that the grant has ended (RFC 7009), at the connection's own stored address.
 */
gboolean kw_oauth_revoke (KwSession *session,
                          KwConnection *connection,
                          const KwTokens *tokens,
                          GCancellable *cancellable,
                          GError **error);

/* The only way to the network with a token: a path relative to the connection's base. */
KwReply *kw_client_get (KwSession *session,
                        KwConnection *connection,
                        const char *access_token,
                        const char *relative_path,
                        const char *accept,
                        GCancellable *cancellable,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* An absolute URL of the server's own → the relative path of that base, or NULL with an error. */
char *kw_client_relative (KwConnection *connection,
                          const char *url,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* A presigned attachment outside the base: no token is sent. */
KwReply *kw_fetch_outside (KwSession *session,
                           KwConnection *connection,
                           const char *url,
                           gsize max_size,
                           GCancellable *cancellable,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* What a reply that is no success means, by its URN first (oracle-health: the URN decides, not
 * invalid_token). Sets a GError of KW_ERROR. */
void kw_reply_set_error (const KwReply *reply, GError **error);

/* The query plan: what is asked for, in which order. */
typedef struct
{
  const char *type;
  const char *query;   /* with %s for the patient id, or NULL: by reference from what was found */
  const char *key;     /* stable name of this query in cursors and section states */
  const char *section; /* id of the section, where the type alone does not say it; NULL */
  gboolean optional;   /* a server that does not understand it does not offer it */
} KwQuery;
const KwQuery *kw_query_plan (KwConnection *connection, guint *out_n);
guint kw_plan_get_parallel (KwConnection *connection); /* requests side by side */
char *kw_scope_for (KwConnection *connection) G_GNUC_WARN_UNUSED_RESULT;
/* "smart-v1" or "smart-v2": how scopes are written, where a person knows better than the server. */
gboolean kw_profile_is_known (const char *name);
char *
kw_client_id_for (KwConnection *connection) G_GNUC_WARN_UNUSED_RESULT; /* or NULL: must be given */

/* The loopback listener of RFC 8252 section 7.3: one answer, to the attempt with that @state. */
typedef struct _KwLoopback KwLoopback;
KwLoopback *kw_loopback_new (GError **error) G_GNUC_WARN_UNUSED_RESULT;
const char *
kw_loopback_get_redirect_uri (const KwLoopback *self); /* http://127.0.0.1:PORT/callback */
char *kw_loopback_wait (KwLoopback *self,
                        const char *state,
                        guint seconds,
                        GCancellable *cancellable,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT; /* the redirect as received */
void kw_loopback_free (KwLoopback *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwSession, kw_session_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwReply, kw_reply_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwAttempt, kw_attempt_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwTokens, kw_tokens_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwLoopback, kw_loopback_free)

G_END_DECLS
