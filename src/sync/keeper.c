/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sync/keeper.h"

#include <unistd.h>

#include "core/error.h"
#include "net/vendor.h"
#include "sync/backoff.h"
#include "sync/token-store.h"

/* A token with less time than this is refreshed ahead; a short-lived one at a third of its life. */
#define EARLY_SECONDS 120
/* A refresh ahead that failed is not tried again before this, while the token still lives. */
#define RETRY_SECONDS 10

/* How often a token may end on the way of one read: some live for a second. */
#define MAX_LATE 5

/* What one read may still do about a 401. */
typedef struct
{
  guint refused; /* one refresh, one retry, stop */
  guint late;
} Mends;

struct _KwKeeper
{
  KwVault *vault;
  KwConnection *connection;
  KwSession *session;
  GCancellable *cancellable;
  GMutex lock; /* of what follows; held during a refresh, so that there is one */
  KwTokens *tokens;
  gint64 early;
  gint64 not_before; /* of the next refresh ahead, unix seconds */
  guint n_failures;  /* of refreshes; read without the lock */
  GError *failure;   /* the last */
  int programs;      /* the lock over all programs while it is held; -1 */
  gboolean unstored; /* the keyring was locked when the tokens were rotated */
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

KwKeeper *
kw_keeper_open (KwVault *vault, const char *uuid, GCancellable *cancellable, GError **error)
{
  g_autoptr (KwConnection) connection = kw_find_connection (vault, uuid, error);
  g_autoptr (KwTokens) tokens = connection != NULL ? kw_token_store_load (connection, error) : NULL;
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
  self->programs = -1;
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
  if (tokens->lapses_at > 0)
    return tokens->lapses_at;
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

static void
take_tokens (KwKeeper *self, KwTokens *tokens)
{
  kw_tokens_free (self->tokens);
  self->tokens = tokens;
  self->early = MIN (EARLY_SECONDS, MAX ((tokens->expires_at - now ()) / 3, 1));
}

static void
leave_programs (KwKeeper *self)
{
  if (self->programs >= 0 && !self->unstored)
    close (g_steal_fd (&self->programs));
}

/* A keyring that was locked between a rotation and its storing: the old token is dead by then, so
 * the new one is kept here, with the lock of the programs, until the keyring takes it. */
static gboolean
store (KwKeeper *self, GError **error)
{
  if (self->unstored && kw_token_store_save (self->connection, self->tokens, error))
    {
      self->unstored = FALSE;
      leave_programs (self);
    }
  return !self->unstored;
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

/* Asks the server, but never more often than its vendor allows. Stored before it is used: a token
 * that only memory knows is a grant that a kill ends. */
static gboolean
ask (KwKeeper *self, const KwTokens *old, gboolean force, GError **error)
{
  gint64 least = kw_vendor_of (self->connection)->least_seconds;
  gint64 pause = kw_token_store_get_asked (self->programs) + least - now ();
  KwTokens *fresh;

  if (!wait (self, CLAMP (pause, 0, least) * 1000, error))
    return FALSE;
  kw_token_store_set_asked (self->programs, now ());
  fresh = kw_oauth_refresh (self->session, self->connection, old, self->cancellable, error);
  if (fresh == NULL)
    return FALSE;
  take_tokens (self, fresh);
  self->unstored = TRUE;
  store (self, NULL);
  if (force)
    {
      kw_wipe (self->untried);
      self->untried = g_strdup (fresh->access_token);
    }
  return TRUE;
}

/* With both locks held: what another program has refreshed meanwhile is used, else it is done here.
 */
static gboolean
refresh_locked (KwKeeper *self, gboolean force, GError **error)
{
  g_autoptr (KwTokens) stored = NULL;

  if (self->unstored)
    return ask (self, self->tokens, force, error);
  stored = kw_token_store_load (self->connection, error);
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
  return ask (self, stored, force, error);
}

/* @seen is the number of failures when this thread came: where another one asked and failed
 * meanwhile, its answer is the answer of both. */
static gboolean
refresh_once (KwKeeper *self, gboolean force, guint seen, GError **error)
{
  g_autoptr (GError) local = NULL;

  if (seen == self->n_failures)
    {
      if (!self->unstored)
        self->programs = kw_token_store_lock (self->vault, self->connection);
      if (refresh_locked (self, force, &local))
        {
          leave_programs (self);
          return TRUE;
        }
      leave_programs (self);
      g_clear_error (&self->failure);
      self->failure = g_steal_pointer (&local);
      g_atomic_int_inc (&self->n_failures);
    }
  g_propagate_error (error, g_error_copy (self->failure));
  return FALSE;
}

/* @stale is the token that was refused, or NULL for a refresh ahead of time. A refresh ahead that
 * fails costs nothing as long as the token lives. */
static gboolean
refresh (KwKeeper *self, const char *stale, GError **error)
{
  guint seen = (guint) g_atomic_int_get (&self->n_failures);
  g_autoptr (GError) local = NULL;
  gint64 left;
  gboolean good = TRUE;

  g_mutex_lock (&self->lock);
  store (self, NULL);
  left = self->tokens->expires_at - now ();
  if (stale != NULL)
    {
      if (g_str_equal (stale, self->tokens->access_token))
        good = refresh_once (self, TRUE, seen, &local);
    }
  else if (left <= 1)
    good = refresh_once (self, FALSE, seen, &local);
  else if (left <= self->early && now () >= self->not_before
           && !refresh_once (self, FALSE, seen, NULL))
    self->not_before = now () + RETRY_SECONDS;
  g_mutex_unlock (&self->lock);
  if (!good)
    g_propagate_error (error, g_steal_pointer (&local));
  return good;
}

/**
 * kw_keeper_settle:
 * @self: a keeper
 * @error: return location of a #KwError of the keyring
 *
 * At the end of a run: what could not be stored, because the keyring was locked meanwhile, is tried
 * once more.
 *
 * Returns: whether the keyring holds the tokens of now
 */
gboolean
kw_keeper_settle (KwKeeper *self, GError **error)
{
  gboolean good;

  g_mutex_lock (&self->lock);
  good = store (self, error);
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

void
kw_keeper_free (KwKeeper *self)
{
  store (self, NULL);
  self->unstored = FALSE;
  leave_programs (self);
  g_clear_error (&self->failure);
  kw_connection_unref (self->connection);
  kw_session_unref (self->session);
  kw_tokens_free (self->tokens);
  kw_wipe (self->untried);
  g_object_unref (self->cancellable);
  g_object_unref (self->vault);
  g_mutex_clear (&self->lock);
  g_free (self);
}

static char *
dup_access_token (KwKeeper *self, gint64 *out_expires_at)
{
  char *token;

  g_mutex_lock (&self->lock);
  token = g_strdup (self->tokens->access_token);
  *out_expires_at = self->tokens->expires_at;
  g_mutex_unlock (&self->lock);
  return token;
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

/* Mends a 401; FALSE with an error when there is nothing to mend. @late: the token's time was over
 * when the answer came, so that it is nothing against a new one. */
static gboolean
mend (KwKeeper *self, const KwReply *reply, const char *token, gboolean late, GError **error)
{
  g_autoptr (GError) meaning = NULL;

  kw_reply_set_error (reply, &meaning);
  if (!late && is_untried (self, token))
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

/* One try. Gives the answer; NULL without an error where a 401 was mended and is to be tried again.
 * @mends is what is left of such tries. */
static KwReply *
try_read (KwKeeper *self, const char *path, const char *accept, Mends *mends, GError **error)
{
  g_autoptr (KwReply) reply = NULL;
  g_autoptr (GError) local = NULL;
  gint64 expires_at;
  gboolean late;
  char *token;

  if (!refresh (self, NULL, error))
    return NULL;
  token = dup_access_token (self, &expires_at);
  reply = kw_client_get (self->session, self->connection, token, path, accept, self->cancellable,
                         error);
  if (reply != NULL && reply->status != 401)
    note_taken (self, token);
  else if (reply != NULL)
    {
      late = expires_at <= now ();
      if ((late ? mends->late-- : mends->refused--) == 0)
        kw_reply_set_error (reply, &local);
      else
        (void) mend (self, reply, token, late, &local);
      g_clear_pointer (&reply, kw_reply_free);
      if (local != NULL)
        g_propagate_error (error, g_steal_pointer (&local));
    }
  kw_wipe (token);
  return g_steal_pointer (&reply);
}

KwReply *
kw_keeper_read (KwKeeper *self, const char *relative_path, const char *accept, GError **error)
{
  Mends mends = { .refused = 1, .late = MAX_LATE };
  guint try = 0;

  for (;;)
    {
      g_autoptr (GError) local = NULL;
      g_autoptr (KwReply) reply = try_read (self, relative_path, accept, &mends, &local);
      gint64 pause;

      if (local != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return NULL;
        }
      if (reply == NULL)
        continue;
      pause = kw_backoff_get_pause (reply, try++, g_random_double ());
      if (pause < 0)
        return g_steal_pointer (&reply);
      if (!wait (self, pause, error))
        return NULL;
    }
}
