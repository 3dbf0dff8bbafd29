/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sync/keeper.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <unistd.h>

#include "core/error.h"
#include "net/vendor.h"
#include "sync/backoff.h"
#include "vault/keyring.h"

/* A token with less time than this is refreshed ahead; a short-lived one at a third of its life. */
#define EARLY_SECONDS 120

struct _KwKeeper
{
  KwVault *vault;
  KwConnection *connection;
  KwSession *session;
  GCancellable *cancellable;
  GMutex lock; /* of what follows; held during a refresh, so that there is one */
  KwTokens *tokens;
  gint64 early;
  /* What replaced a token that was refused, until it is taken once. Refused as well it is not
   * replaced again, whichever request meets that first: one refresh, one retry, stop. */
  char *untried;
  gboolean rediscovered; /* the one rediscovery after a tenant mismatch was used */
};

static gint64
now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

KwConnection *
kw_find_connection (KwVault *vault, const char *uuid, GError **error)
{
  g_autoptr (GPtrArray) connections = kw_vault_list_connections (vault, error);

  for (guint i = 0; connections != NULL && i < connections->len; i++)
    {
      KwConnection *connection = g_ptr_array_index (connections, i);

      if (g_strcmp0 (kw_connection_get (connection, KW_CONNECTION_UUID), uuid) == 0)
        return kw_connection_ref (connection);
    }
  if (connections != NULL)
    g_set_error_literal (error, KW_ERROR, KW_ERROR_NO_SUCH_RECORD, "no such connection");
  return NULL;
}

static KwTokens *
load_tokens (KwConnection *connection, GError **error)
{
  GError *local = NULL;
  char *json = kw_keyring_load_tokens (kw_connection_get (connection, KW_CONNECTION_UUID),
                                       kw_connection_get (connection, KW_CONNECTION_BASE), &local);
  KwTokens *tokens;

  if (json == NULL)
    {
      if (local != NULL)
        g_propagate_error (error, local);
      else
        g_set_error_literal (error, KW_ERROR, KW_ERROR_SIGN_IN_LAPSED, "no stored tokens");
      return NULL;
    }
  tokens = kw_tokens_new_from_json (json, error);
  kw_wipe (json);
  return tokens;
}

KwKeeper *
kw_keeper_open (KwVault *vault, const char *uuid, GCancellable *cancellable, GError **error)
{
  g_autoptr (KwConnection) connection = kw_find_connection (vault, uuid, error);
  g_autoptr (KwTokens) tokens = connection != NULL ? load_tokens (connection, error) : NULL;
  KwKeeper *self;

  if (tokens == NULL)
    return NULL;
  self = g_new0 (KwKeeper, 1);
  self->vault = g_object_ref (vault);
  self->connection = g_steal_pointer (&connection);
  self->session = kw_session_new ();
  self->cancellable = cancellable != NULL ? g_object_ref (cancellable) : g_cancellable_new ();
  self->tokens = g_steal_pointer (&tokens);
  self->early = MIN (EARLY_SECONDS, MAX ((self->tokens->expires_at - now ()) / 3, 1));
  g_mutex_init (&self->lock);
  return self;
}

gboolean
kw_keeper_check (KwKeeper *self, GError **error)
{
  gboolean good;

  g_mutex_lock (&self->lock);
  good = kw_tenant_check (self->connection, self->tokens->access_token, self->tokens->id_token,
                          error);
  g_mutex_unlock (&self->lock);
  return good;
}

/**
 * kw_keeper_new:
 * @vault: the vault of the connection
 * @uuid: the connection
 * @cancellable: (nullable): ends every request
 * @error: return location of a #KwError
 *
 * Loads the connection and its tokens, by UUID and base. The tenant guard runs here, before a sync.
 *
 * Returns: (transfer full) (nullable): the keeper
 */
KwKeeper *
kw_keeper_new (KwVault *vault, const char *uuid, GCancellable *cancellable, GError **error)
{
  g_autoptr (KwKeeper) self = kw_keeper_open (vault, uuid, cancellable, error);

  return self != NULL && kw_keeper_check (self, error) ? g_steal_pointer (&self) : NULL;
}

void
kw_keeper_free (KwKeeper *self)
{
  kw_connection_unref (self->connection);
  kw_session_unref (self->session);
  kw_tokens_free (self->tokens);
  kw_wipe (self->untried);
  g_object_unref (self->cancellable);
  g_object_unref (self->vault);
  g_mutex_clear (&self->lock);
  g_free (self);
}

KwConnection *
kw_keeper_get_connection (KwKeeper *self)
{
  return self->connection;
}

KwSession *
kw_keeper_get_session (KwKeeper *self)
{
  return self->session;
}

GCancellable *
kw_keeper_get_cancellable (KwKeeper *self)
{
  return self->cancellable;
}

GPtrArray *
kw_keeper_dup_tenant_values (KwKeeper *self)
{
  GPtrArray *values;

  g_mutex_lock (&self->lock);
  values = kw_tenant_values (self->connection, self->tokens->access_token, self->tokens->id_token);
  g_mutex_unlock (&self->lock);
  return values;
}

gint64
kw_keeper_get_expires_at (KwKeeper *self)
{
  gint64 expires_at;

  g_mutex_lock (&self->lock);
  expires_at = self->tokens->expires_at;
  g_mutex_unlock (&self->lock);
  return expires_at;
}

gboolean
kw_keeper_can_refresh (KwKeeper *self)
{
  gboolean can;

  g_mutex_lock (&self->lock);
  can = kw_tokens_can_renew (self->tokens);
  g_mutex_unlock (&self->lock);
  return can;
}

/* Without a refresh token the access token's end is the end. With one, a vendor says after how long
 * without use it lapses (Oracle Health: three months); others say nothing, and nothing is invented.
 */
gint64
kw_lapse_of (KwConnection *connection, const KwTokens *tokens)
{
  const KwVendor *vendor = kw_vendor_of (connection);

  if (!kw_tokens_can_renew (tokens))
    return tokens->expires_at;
  if (vendor->unused_days == 0 || vendor->fixed_end)
    return 0;
  return now () + (gint64) vendor->unused_days * 24 * 60 * 60;
}

gint64
kw_keeper_get_lapse (KwKeeper *self)
{
  gint64 lapse;

  g_mutex_lock (&self->lock);
  lapse = kw_lapse_of (self->connection, self->tokens);
  g_mutex_unlock (&self->lock);
  return lapse;
}

/* A rotating server ends the whole grant when a refresh token is used twice, so the other programs
 * of this person wait as well. The lock goes with the file descriptor, also after a kill. */
static int
lock_programs (KwKeeper *self)
{
  g_autofree char *name
      = g_strconcat (kw_connection_get (self->connection, KW_CONNECTION_UUID), ".refresh", NULL);
  g_autofree char *path = g_build_filename (kw_vault_get_data_dir (self->vault), "people",
                                            kw_vault_get_person_uuid (self->vault), name, NULL);
  int fd = g_open (path, O_CREAT | O_RDWR | O_CLOEXEC, 0600);

  while (fd >= 0 && flock (fd, LOCK_EX) != 0)
    if (errno != EINTR)
      break;
  return fd;
}

/* Stored before it is used: a token that only memory knows is a grant that a kill ends. */
static gboolean
store (KwKeeper *self, const KwTokens *tokens, GError **error)
{
  char *json = kw_tokens_to_json (tokens);
  gboolean good = kw_keyring_store_tokens (kw_connection_get (self->connection, KW_CONNECTION_UUID),
                                           kw_connection_get (self->connection, KW_CONNECTION_BASE),
                                           kw_connection_get (self->connection, KW_CONNECTION_NAME),
                                           json, error);

  kw_wipe (json);
  return good;
}

static void
take_tokens (KwKeeper *self, KwTokens *tokens)
{
  kw_tokens_free (self->tokens);
  self->tokens = tokens;
  self->early = MIN (EARLY_SECONDS, MAX ((tokens->expires_at - now ()) / 3, 1));
}

/* With both locks held: what another program has refreshed meanwhile is used, else it is done here.
 */
static gboolean
refresh_locked (KwKeeper *self, gboolean force, GError **error)
{
  g_autoptr (KwTokens) stored = load_tokens (self->connection, error);
  g_autoptr (KwTokens) fresh = NULL;

  if (stored == NULL)
    return FALSE;
  if (g_strcmp0 (stored->access_token, self->tokens->access_token) != 0
      && stored->expires_at > now () + 1)
    {
      take_tokens (self, g_steal_pointer (&stored));
      return TRUE;
    }
  /* What cannot be refreshed is used for as long as the server takes it: where expires_in was
   * missing, our end of it is only a guess. */
  if (!force && !kw_tokens_can_renew (stored))
    return TRUE;
  fresh = kw_oauth_refresh (self->session, self->connection, stored, self->cancellable, error);
  if (fresh == NULL || !store (self, fresh, error))
    return FALSE;
  take_tokens (self, g_steal_pointer (&fresh));
  if (force)
    {
      kw_wipe (self->untried);
      self->untried = g_strdup (self->tokens->access_token);
    }
  return TRUE;
}

/* @stale is the token that was refused, or NULL for a refresh ahead of time. */
static gboolean
refresh (KwKeeper *self, const char *stale, GError **error)
{
  gboolean good = TRUE;

  g_mutex_lock (&self->lock);
  if (stale == NULL ? self->tokens->expires_at <= now () + self->early
                    : g_strcmp0 (stale, self->tokens->access_token) == 0)
    {
      int fd = lock_programs (self);

      good = refresh_locked (self, stale != NULL, error);
      if (fd >= 0)
        close (fd);
    }
  g_mutex_unlock (&self->lock);
  return good;
}

gboolean
kw_keeper_revoke (KwKeeper *self, GError **error)
{
  gboolean told;

  g_mutex_lock (&self->lock);
  told = kw_oauth_revoke (self->session, self->connection, self->tokens, self->cancellable, error);
  g_mutex_unlock (&self->lock);
  return told;
}

static char *
dup_access_token (KwKeeper *self)
{
  char *token;

  g_mutex_lock (&self->lock);
  token = g_strdup (self->tokens->access_token);
  g_mutex_unlock (&self->lock);
  return token;
}

static gboolean
wait (KwKeeper *self, gint64 milliseconds, GError **error)
{
  gint64 end = g_get_monotonic_time () + milliseconds * 1000;

  while (g_get_monotonic_time () < end)
    {
      if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
        return FALSE;
      g_usleep (50000);
    }
  return TRUE;
}

/* The one rediscovery: the addresses of now, for this run; where they differ from the stored ones
 * the guard names the pair. */
static gboolean
rediscover (KwKeeper *self, GError **error)
{
  g_autoptr (KwConnection) found = NULL;
  gboolean first;

  g_mutex_lock (&self->lock);
  first = !self->rediscovered;
  self->rediscovered = TRUE;
  g_mutex_unlock (&self->lock);
  if (!first)
    return TRUE;
  found = kw_rediscover (self->session, self->connection, self->cancellable, error);
  return found != NULL;
}

static void
note_taken (KwKeeper *self, const char *token)
{
  g_mutex_lock (&self->lock);
  if (g_strcmp0 (self->untried, token) == 0)
    {
      kw_wipe (self->untried);
      self->untried = NULL;
    }
  g_mutex_unlock (&self->lock);
}

static gboolean
is_untried (KwKeeper *self, const char *token)
{
  gboolean untried;

  g_mutex_lock (&self->lock);
  untried = g_strcmp0 (self->untried, token) == 0;
  g_mutex_unlock (&self->lock);
  return untried;
}

/* Mends a 401 once; FALSE with an error when there is nothing to mend. */
static gboolean
mend (KwKeeper *self, const KwReply *reply, const char *token, GError **error)
{
  g_autoptr (GError) meaning = NULL;

  kw_reply_set_error (reply, &meaning);
  if (is_untried (self, token))
    {
      g_propagate_error (error, g_steal_pointer (&meaning));
      return FALSE;
    }
  if (g_error_matches (meaning, KW_ERROR, KW_ERROR_TENANT_MISMATCH_THEIRS)
      && !rediscover (self, error))
    return FALSE;
  if (!g_error_matches (meaning, KW_ERROR, KW_ERROR_TENANT_MISMATCH_THEIRS)
      && !g_error_matches (meaning, KW_ERROR, KW_ERROR_SIGN_IN_LAPSED))
    {
      g_propagate_error (error, g_steal_pointer (&meaning));
      return FALSE;
    }
  return refresh (self, token, error);
}

KwReply *
kw_keeper_read (KwKeeper *self, const char *relative_path, const char *accept, GError **error)
{
  gboolean mended = FALSE;

  for (guint try = 0;; try++)
    {
      g_autoptr (KwReply) reply = NULL;
      gint64 pause;
      char *token;

      if (!refresh (self, NULL, error))
        return NULL;
      token = dup_access_token (self);
      reply = kw_client_get (self->session, self->connection, token, relative_path, accept,
                             self->cancellable, error);
      if (reply != NULL && reply->status != 401)
        note_taken (self, token);
      if (reply != NULL && reply->status == 401 && !mended && mend (self, reply, token, error))
        {
          mended = TRUE;
          kw_wipe (token);
          continue;
        }
      kw_wipe (token);
      if (reply == NULL || (reply->status == 401 && error != NULL && *error != NULL))
        return NULL;
      if (reply->status == 401)
        {
          kw_reply_set_error (reply, error);
          return NULL;
        }
      pause = kw_backoff_get_pause (reply, try, g_random_double ());
      if (pause < 0)
        return g_steal_pointer (&reply);
      if (!wait (self, pause, error))
        return NULL;
    }
}
