/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sync/inbox.h"

#include "core/error.h"
#include "jose/jose.h"
#include "net/net.h"
#include "net/url.h"

/* As long as a redirect may be (RFC 9110 section 4.1 asks for 8000 bytes). */
#define MAX_REDIRECT 16384

/* One sign-in that waits; it lives on the stack of its thread. */
typedef struct
{
  const char *state;
  char *redirect; /* NULL until it has come */
} Waiting;

static GMutex lock;
static GCond arrived;
static GSList *all_waiting; /* of Waiting, under @lock */

static void
wake_cb (GCancellable *cancellable, gpointer data)
{
  g_mutex_lock (&lock);
  g_cond_broadcast (&arrived);
  g_mutex_unlock (&lock);
}

/**
 * kw_inbox_wait:
 * @state: of the attempt
 * @seconds: how long a person may take
 * @cancellable: (nullable): ends it
 * @error: return location of KW_ERROR_SIGN_IN_CANCELLED when nothing came
 *
 * Returns: (transfer full) (nullable): the redirect, to be wiped
 */
char *
kw_inbox_wait (const char *state, guint seconds, GCancellable *cancellable, GError **error)
{
  Waiting waiting = { .state = state };
  gint64 end = g_get_monotonic_time () + (gint64) seconds * G_USEC_PER_SEC;
  gulong handler = 0;
  gboolean on_time = TRUE;

  g_return_val_if_fail (state != NULL, NULL);

  if (cancellable != NULL)
    handler = g_cancellable_connect (cancellable, G_CALLBACK (wake_cb), NULL, NULL);
  g_mutex_lock (&lock);
  all_waiting = g_slist_prepend (all_waiting, &waiting);
  while (waiting.redirect == NULL && on_time && !g_cancellable_is_cancelled (cancellable))
    on_time = g_cond_wait_until (&arrived, &lock, end);
  all_waiting = g_slist_remove (all_waiting, &waiting);
  g_mutex_unlock (&lock);
  g_cancellable_disconnect (cancellable, handler);
  if (waiting.redirect == NULL && !g_cancellable_set_error_if_cancelled (cancellable, error))
    g_set_error_literal (error, KW_ERROR, KW_ERROR_SIGN_IN_CANCELLED, "no redirect came in time");
  return waiting.redirect;
}

gboolean
kw_inbox_deliver (const char *redirect)
{
  char *state;
  gboolean taken = FALSE;

  g_return_val_if_fail (redirect != NULL, FALSE);

  if (strnlen (redirect, MAX_REDIRECT) == MAX_REDIRECT)
    return FALSE;
  state = kw_url_dup_parameter (redirect, "state");
  g_mutex_lock (&lock);
  for (GSList *l = all_waiting; l != NULL && state != NULL && !taken; l = l->next)
    {
      Waiting *waiting = l->data;

      if (waiting->redirect == NULL && kw_is_same_secret (state, waiting->state))
        {
          waiting->redirect = g_strdup (redirect);
          taken = TRUE;
        }
    }
  g_cond_broadcast (&arrived);
  g_mutex_unlock (&lock);
  kw_wipe (state);
  return taken;
}
