/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "core/error.h"
#include "core/fhir.h"
#include "net/registration.h"
#include "net/url.h"
#include "sync/keeper.h"
#include "sync/sync.h"
#include "sync/token-store.h"
#include "vault/keyring.h"

struct _KwSignIn
{
  KwConnection *connection;
  KwTokens *tokens;
  KwPerson *person;
};

static void
set (KwConnection **connection, KwConnectionField field, const char *value)
{
  KwConnection *changed = kw_connection_with (*connection, field, value);

  kw_connection_unref (*connection);
  *connection = changed;
}

void
kw_sign_in_free (KwSignIn *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->connection, kw_connection_unref);
  g_clear_pointer (&self->tokens, kw_tokens_free);
  g_clear_pointer (&self->person, kw_person_free);
  g_free (self);
}

const KwPerson *
kw_sign_in_get_person (const KwSignIn *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->person;
}

KwConnection *
kw_sign_in_get_connection (const KwSignIn *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->connection;
}

/* Which redirect belongs to a way of signing in. A browser comes back only to where this program
 * listens. A page of ours ends anywhere: also at an address that a person registered together with
 * a client id of their own (@last), which the server compares to the letter (RFC 6749
 * section 3.1.2.3). An old listener's port (RFC 8252 section 7.3) is nobody's registered address.
 */
static const char *
get_redirect (KwLoginFunc login, gpointer login_data, const char *last)
{
  if (login == kw_login_with_browser)
    return kw_loopback_get_redirect_uri (login_data);
  if (login == kw_login_with_scheme || last == NULL || *last == '\0' || kw_url_is_loopback (last))
    return KW_REDIRECT_URI;
  return last;
}

static gboolean
is_in_browser (KwLoginFunc login)
{
  return login == kw_login_with_browser || login == kw_login_with_scheme;
}

static gboolean
fail (GError **error, KwError code, const char *what)
{
  g_set_error_literal (error, KW_ERROR, (int) code, what);
  return FALSE;
}

/* Where nobody gave the hospital's name, its own record does, before the name of a computer. */
static void
take_name (KwSignIn *self, const KwJsonNode *patient)
{
  const char *own = kw_json_string_at (patient, "managingOrganization.display");
  const char *name = kw_connection_get (self->connection, KW_CONNECTION_NAME);
  g_autoptr (GUri) uri = g_uri_parse (kw_connection_get (self->connection, KW_CONNECTION_BASE),
                                      G_URI_FLAGS_ENCODED, NULL);

  if (own != NULL && *own != '\0' && uri != NULL
      && (name == NULL || g_str_has_prefix (name, g_uri_get_host (uri))))
    set (&self->connection, KW_CONNECTION_NAME, own);
}

/* Who the hospital says it is: the Patient of the token, and of nobody else. */
static gboolean
read_person (KwSignIn *self, KwSession *session, GCancellable *cancellable, GError **error)
{
  const char *patient = self->tokens->patient;
  g_autofree char *escaped = g_uri_escape_string (patient, NULL, FALSE);
  g_autofree char *path = g_strconcat ("Patient/", escaped, NULL);
  g_autoptr (KwReply) reply = kw_client_get (session, self->connection, self->tokens->access_token,
                                             path, NULL, cancellable, error);
  g_autoptr (KwJson) json = NULL;
  const KwJsonNode *root;

  if (reply == NULL)
    return FALSE;
  if (reply->status != 200)
    {
      kw_reply_set_error (reply, error);
      return FALSE;
    }
  json = kw_json_new (reply->body, G_MAXUINT32, NULL);
  root = json != NULL ? kw_json_get_root (json) : NULL;
  if (g_strcmp0 (kw_json_string_at (root, "resourceType"), "Patient") != 0)
    return fail (error, KW_ERROR_SERVER, "the answer is no Patient");
  if (g_strcmp0 (kw_json_string_at (root, "id"), patient) != 0)
    return fail (error, KW_ERROR_OTHER_PATIENT, "the Patient is not the token's");
  self->person = kw_person_new_from_fhir (root);
  take_name (self, root);
  /* Whoever comes from the demo clinic is a sample, whichever program signed in. */
  self->person->sample
      = g_strcmp0 (kw_connection_get (self->connection, KW_CONNECTION_ENVIRONMENT), "demo") == 0;
  return TRUE;
}

/* The page, the redirect, the tokens, the Patient: the part that every sign-in shares. */
static gboolean
run (KwSignIn *self,
     KwSession *session,
     KwConnection *discovered,
     const char *redirect_uri,
     const char *scope,
     KwLoginFunc login,
     gpointer login_data,
     GCancellable *cancellable,
     GError **error)
{
  g_autoptr (KwAttempt) attempt
      = kw_attempt_new (discovered, kw_connection_get (discovered, KW_CONNECTION_CLIENT_ID),
                        redirect_uri, scope, error);
  char *redirect, *code;

  if (attempt == NULL)
    return FALSE;
  redirect = login (login_data, kw_attempt_get_authorize_url (attempt), redirect_uri,
                    kw_connection_get (discovered, KW_CONNECTION_NAME), cancellable, error);
  if (redirect == NULL)
    return FALSE;
  code = kw_attempt_parse_redirect (attempt, redirect, error);
  kw_wipe (redirect);
  if (code == NULL)
    return FALSE;
  self->tokens = kw_oauth_exchange (session, attempt, code, &self->connection, cancellable, error);
  kw_wipe (code);
  if (self->tokens == NULL)
    return FALSE;
  set (&self->connection, KW_CONNECTION_LOGIN, is_in_browser (login) ? "browser" : NULL);
  return read_person (self, session, cancellable, error);
}

/**
 * kw_sign_in_run:
 * @request: where and how
 * @cancellable: (nullable): ends it
 * @error: return location of a #KwError
 *
 * Discovery, the tenant guard, the page, the token, the Patient. Nothing is written. Blocks.
 *
 * Returns: (transfer full) (nullable): the sign-in, to be stored or dropped
 */
KwSignIn *
kw_sign_in_run (const KwConnectRequest *request, GCancellable *cancellable, GError **error)
{
  g_autoptr (KwSignIn) self = g_new0 (KwSignIn, 1);
  g_autoptr (KwSession) session = kw_session_new ();
  g_autoptr (KwConnection) discovered = NULL;
  g_autofree char *client_id = NULL;
  g_autofree char *scope = NULL;
  const char *redirect_uri = request->redirect_uri;

  g_return_val_if_fail (request->address != NULL && request->login != NULL, NULL);

  discovered = kw_discover (session, request->address, cancellable, error);
  if (discovered == NULL)
    return NULL;
  if (request->name != NULL)
    set (&discovered, KW_CONNECTION_NAME, request->name);
  if (request->profile != NULL)
    set (&discovered, KW_CONNECTION_PROFILE, request->profile);
  client_id = request->client_id != NULL && *request->client_id != '\0'
                  ? g_strdup (request->client_id)
                  : kw_client_id_for (discovered);
  scope = request->scope != NULL && *request->scope != '\0' ? g_strdup (request->scope)
                                                            : kw_scope_for (discovered);
  if (redirect_uri == NULL || *redirect_uri == '\0')
    redirect_uri = get_redirect (request->login, request->login_data, NULL);
  /* A server that lets programs make themselves known needs nobody to have done it before. */
  if (client_id == NULL && kw_connection_get (discovered, KW_CONNECTION_REGISTRATION_URL) != NULL)
    {
      client_id = kw_register_client (session, discovered, redirect_uri, scope, cancellable, error);
      if (client_id == NULL)
        return NULL;
    }
  set (&discovered, KW_CONNECTION_CLIENT_ID, client_id);
  if (!run (self, session, discovered, redirect_uri, scope, request->login, request->login_data,
            cancellable, error))
    return NULL;
  return g_steal_pointer (&self);
}

/* Only now that the person has said that this is the right record: a key that was registered for
 * the wrong relative, or for a sign-in that nobody kept, would stay at the hospital. A server
 * without it gives an ordinary short sign-in; the connections page says so. */
static void
register_device (KwSignIn *self)
{
  g_autoptr (KwSession) session = kw_session_new ();

  (void) kw_register_device (session, self->connection, self->tokens, NULL, NULL);
}

/* The stored connection of the same base and patient, which signing in again replaces. */
static KwConnection *
find_same (GPtrArray *connections, KwConnection *connection)
{
  for (guint i = 0; i < connections->len; i++)
    {
      KwConnection *other = g_ptr_array_index (connections, i);

      if (g_strcmp0 (kw_connection_get (other, KW_CONNECTION_BASE),
                     kw_connection_get (connection, KW_CONNECTION_BASE))
              == 0
          && g_strcmp0 (kw_connection_get (other, KW_CONNECTION_PATIENT),
                        kw_connection_get (connection, KW_CONNECTION_PATIENT))
                 == 0)
        return other;
    }
  return NULL;
}

/* The connection's own, or the one that was left when it was disconnected: the same base and
 * patient is the same record, and is not put beside itself. */
static gboolean
is_source_of (const KwSource *source, KwConnection *connection)
{
  if (source->uuid != NULL)
    return g_strcmp0 (source->uuid, kw_connection_get (connection, KW_CONNECTION_UUID)) == 0;
  return source->kind == KW_SOURCE_CONNECTION
         && g_strcmp0 (source->base, kw_connection_get (connection, KW_CONNECTION_BASE)) == 0
         && source->patient != NULL
         && g_strcmp0 (source->patient, kw_connection_get (connection, KW_CONNECTION_PATIENT)) == 0;
}

static KwSource *
make_source (KwVault *vault, KwConnection *connection, GError **error)
{
  const char *uuid = kw_connection_get (connection, KW_CONNECTION_UUID);
  g_autoptr (GPtrArray) sources = kw_vault_list_sources (vault, error);
  g_autofree char *id = g_strndup (uuid, 8);
  KwSource *source;

  for (guint i = 0; sources != NULL && i < sources->len; i++)
    {
      const KwSource *stored = g_ptr_array_index (sources, i);

      if (!is_source_of (stored, connection))
        continue;
      source = kw_source_copy (stored);
      g_free (source->uuid);
      source->uuid = g_strdup (uuid);
      return source;
    }
  if (sources == NULL)
    return NULL;
  source
      = kw_source_new (KW_SOURCE_CONNECTION, id, kw_connection_get (connection, KW_CONNECTION_NAME),
                       kw_connection_get (connection, KW_CONNECTION_BASE));
  source->uuid = g_strdup (uuid);
  source->patient = g_strdup (kw_connection_get (connection, KW_CONNECTION_PATIENT));
  source->state = KW_SOURCE_NEVER;
  return source;
}

/* A listener's port is nobody's registered address: it does not replace the one that is, which the
 * next sign-in in our own window needs to the letter. */
static void
keep_redirect (KwSignIn *self, KwConnection *same)
{
  const char *kept = kw_connection_get (same, KW_CONNECTION_REDIRECT_URI);
  const char *used = kw_connection_get (self->connection, KW_CONNECTION_REDIRECT_URI);
  gboolean same_client = g_strcmp0 (kw_connection_get (same, KW_CONNECTION_CLIENT_ID),
                                    kw_connection_get (self->connection, KW_CONNECTION_CLIENT_ID))
                         == 0;

  if (same_client && kept != NULL && !kw_url_is_loopback (kept) && kw_url_is_loopback (used))
    set (&self->connection, KW_CONNECTION_REDIRECT_URI, kept);
}

/**
 * kw_sign_in_store:
 * @self: a sign-in
 * @vault: the vault of the person it was decided to be
 * @error: return location of a #KwError
 *
 * Tokens first, then the connection: a connection without tokens asks to sign in, tokens without a
 * connection are lost. Signing in again for the same base and patient replaces and never
 * duplicates.
 *
 * Returns: (transfer full) (nullable): the connection as stored
 */
KwConnection *
kw_sign_in_store (KwSignIn *self, KwVault *vault, GError **error)
{
  g_autoptr (GPtrArray) connections = NULL;
  g_autoptr (KwSource) source = NULL;
  KwConnection *same;

  g_return_val_if_fail (self != NULL && KW_IS_VAULT (vault), NULL);

  connections = kw_vault_list_connections (vault, error);
  if (connections == NULL)
    return NULL;
  same = find_same (connections, self->connection);
  if (same != NULL)
    {
      set (&self->connection, KW_CONNECTION_UUID, kw_connection_get (same, KW_CONNECTION_UUID));
      keep_redirect (self, same);
    }
  if (!kw_tenant_check (self->connection, self->tokens->access_token, self->tokens->id_token,
                        error))
    return NULL;
  register_device (self);
  if (!kw_token_store_save (self->connection, self->tokens, error))
    return NULL;
  source = make_source (vault, self->connection, error);
  if (source != NULL)
    {
      source->lapses_at = kw_lapse_of (self->connection, self->tokens);
      if (source->state != KW_SOURCE_NEVER)
        source->state = KW_SOURCE_FINE;
      g_clear_pointer (&source->message, g_free);
    }
  if (source == NULL || !kw_vault_put_connection (vault, self->connection, error)
      || !kw_vault_put_source (vault, source, error))
    return NULL;
  return kw_connection_ref (self->connection);
}

/**
 * kw_sign_in_again:
 * @vault: the vault of the connection
 * @uuid: the connection
 * @login: how
 * @login_data: for @login
 * @out_came: (out) (optional) (nullable): whose record came instead
 * @cancellable: (nullable): ends it
 * @error: return location of a #KwError
 *
 * Everything that is stored stays; a sign-in that is about somebody else changes nothing.
 *
 * Returns: whether the connection has fresh tokens
 */
gboolean
kw_sign_in_again (KwVault *vault,
                  const char *uuid,
                  KwLoginFunc login,
                  gpointer login_data,
                  KwPerson **out_came,
                  GCancellable *cancellable,
                  GError **error)
{
  g_autoptr (KwSignIn) self = g_new0 (KwSignIn, 1);
  g_autoptr (KwSession) session = kw_session_new ();
  g_autoptr (KwConnection) stored = NULL;
  g_autoptr (KwConnection) discovered = NULL;
  g_autoptr (KwConnection) kept = NULL;
  const char *scope, *redirect_uri;

  g_return_val_if_fail (KW_IS_VAULT (vault) && uuid != NULL && login != NULL, FALSE);

  stored = kw_find_connection (vault, uuid, error);
  if (stored == NULL)
    return FALSE;
  discovered = kw_rediscover (session, stored, cancellable, error);
  if (discovered == NULL)
    return FALSE;
  scope = kw_connection_get (stored, KW_CONNECTION_SCOPE_ASKED);
  redirect_uri
      = get_redirect (login, login_data, kw_connection_get (stored, KW_CONNECTION_REDIRECT_URI));
  if (!run (self, session, discovered, redirect_uri, scope, login, login_data, cancellable, error))
    return FALSE;
  if (g_strcmp0 (self->tokens->patient, kw_connection_get (stored, KW_CONNECTION_PATIENT)) != 0)
    {
      if (out_came != NULL)
        *out_came = kw_person_copy (self->person);
      return fail (error, KW_ERROR_OTHER_PATIENT, "the sign-in is about another patient");
    }
  kept = kw_sign_in_store (self, vault, error);
  return kept != NULL;
}
