/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/error.h"
#include "jose/jose.h"
#include "net/net.h"
#include "net/url.h"

#define PATH "/callback"
#define MAX_REQUEST 16384

/* Browsers open connections that they then do not use; no answer may wait long behind one. */
#define READ_SECONDS 2

struct _KwLoopback
{
  GSocket *socket;
  char *redirect_uri;
};

/**
 * kw_loopback_new:
 * @error: return location of a #KwError
 *
 * Listens on a free port of 127.0.0.1 (RFC 8252 section 7.3), for one attempt.
 *
 * Returns: (transfer full) (nullable): the listener
 */
KwLoopback *
kw_loopback_new (GError **error)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) any = g_inet_socket_address_new (address, 0);
  g_autoptr (GSocketAddress) bound = NULL;
  g_autoptr (KwLoopback) self = g_new0 (KwLoopback, 1);
  g_autoptr (GError) local = NULL;

  self->socket
      = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, &local);
  if (self->socket == NULL || !g_socket_bind (self->socket, any, FALSE, &local)
      || !g_socket_listen (self->socket, &local)
      || (bound = g_socket_get_local_address (self->socket, &local)) == NULL)
    {
      g_set_error (error, KW_ERROR, KW_ERROR_FAILED, "listen: %d", local->code);
      return NULL;
    }
  self->redirect_uri = g_strdup_printf (
      "http://127.0.0.1:%u" PATH, g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound)));
  return g_steal_pointer (&self);
}

void
kw_loopback_free (KwLoopback *self)
{
  g_return_if_fail (self != NULL);

  if (self->socket != NULL)
    {
      g_socket_close (self->socket, NULL);
      g_object_unref (self->socket);
    }
  g_free (self->redirect_uri);
  g_free (self);
}

const char *
kw_loopback_get_redirect_uri (const KwLoopback *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->redirect_uri;
}

static void
answer (GIOStream *stream, const char *status, const char *title, const char *text)
{
  g_autofree char *body = g_strdup_printf (
      "<!doctype html><html><head><meta charset=\"utf-8\"><title>Keepwell</title></head>"
      "<body style=\"font-family:sans-serif;max-width:32em;margin:4em auto\"><h1>%s</h1><p>%s</p>"
      "</body></html>",
      title, text);
  g_autofree char *all = g_strdup_printf (
      "HTTP/1.1 %s\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %" G_GSIZE_FORMAT
      "\r\nCache-Control: no-store\r\nReferrer-Policy: no-referrer\r\nConnection: close\r\n\r\n%s",
      status, strlen (body), body);

  g_output_stream_write_all (g_io_stream_get_output_stream (stream), all, strlen (all), NULL, NULL,
                             NULL);
  g_io_stream_close (stream, NULL, NULL);
}

/* The target of a GET request (RFC 9112 section 3), read up to the end of its first line. */
static char *
read_target (GIOStream *stream, GCancellable *cancellable)
{
  g_autoptr (GString) text = g_string_new (NULL);
  char buffer[1024];
  const char *end;

  while (strstr (text->str, "\r\n") == NULL && text->len < MAX_REQUEST)
    {
      gssize n = g_input_stream_read (g_io_stream_get_input_stream (stream), buffer, sizeof buffer,
                                      cancellable, NULL);
      if (n <= 0)
        return NULL;
      g_string_append_len (text, buffer, n);
    }
  if (!g_str_has_prefix (text->str, "GET "))
    return NULL;
  end = strchr (text->str + 4, ' ');
  return end != NULL ? g_strndup (text->str + 4, (gsize) (end - text->str - 4)) : NULL;
}

static gboolean
is_redirect (const char *target)
{
  return g_str_has_prefix (target, PATH)
         && (target[strlen (PATH)] == '?' || target[strlen (PATH)] == '\0');
}

/* Any page in the browser can call this address: only the answer to this attempt ends the wait. */
static gboolean
is_of_attempt (const char *target, const char *state)
{
  char *came = kw_url_dup_parameter (target, "state");
  gboolean same = came != NULL && kw_is_same_secret (came, state);

  kw_wipe (came);
  return same;
}

/* Waits for a connection until the deadline; short waits, because a listener has no time limit. */
static GSocketConnection *
accept_until (KwLoopback *self, gint64 deadline, GCancellable *cancellable, GError **error)
{
  while (g_get_monotonic_time () < deadline)
    {
      g_autoptr (GSocketConnection) connection = NULL;
      GSocket *socket = self->socket;

      if (g_socket_condition_timed_wait (socket, G_IO_IN, G_USEC_PER_SEC, cancellable, NULL))
        {
          g_autoptr (GSocket) accepted = g_socket_accept (socket, cancellable, NULL);

          if (accepted != NULL)
            {
              g_socket_set_timeout (accepted, READ_SECONDS);
              return g_socket_connection_factory_create_connection (accepted);
            }
        }
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
    }
  g_set_error_literal (error, KW_ERROR, KW_ERROR_SIGN_IN_CANCELLED, "no answer in time");
  return NULL;
}

/* What a browser is told, and whether the wait ends with it. */
static gboolean
take (GIOStream *stream, const char *target, const char *state)
{
  if (target == NULL || !is_redirect (target))
    {
      answer (stream, "404 Not Found", _ ("Nothing here"),
              _ ("This address belongs to Keepwell, which waits for a hospital’s answer."));
      return FALSE;
    }
  if (!is_of_attempt (target, state))
    {
      answer (stream, "400 Bad Request", _ ("Not the answer that Keepwell waits for"),
              _ ("It belongs to another sign-in, so it was not used. Go back to Keepwell and sign "
                 "in again."));
      return FALSE;
    }
  answer (stream, "200 OK", _ ("Keepwell goes on"),
          _ ("You can close this page and go back to Keepwell."));
  return TRUE;
}

/**
 * kw_loopback_wait:
 * @self: a listener
 * @state: of the attempt
 * @seconds: how long a person may take
 * @cancellable: (nullable): ends it
 * @error: return location of a #KwError
 *
 * Answers the one request that brings the redirect of this attempt, with a page that says where to
 * go on, and listens no more; any other request is refused. Blocks.
 *
 * Returns: (transfer full) (nullable): the redirect as received
 */
char *
kw_loopback_wait (KwLoopback *self,
                  const char *state,
                  guint seconds,
                  GCancellable *cancellable,
                  GError **error)
{
  gint64 deadline;

  g_return_val_if_fail (self != NULL && state != NULL, NULL);

  deadline = g_get_monotonic_time () + (gint64) seconds * G_USEC_PER_SEC;
  for (;;)
    {
      g_autoptr (GSocketConnection) connection = accept_until (self, deadline, cancellable, error);
      char *target, *redirect = NULL;

      if (connection == NULL)
        return NULL;
      target = read_target (G_IO_STREAM (connection), cancellable);
      if (take (G_IO_STREAM (connection), target, state))
        redirect = g_strconcat (self->redirect_uri, target + strlen (PATH), NULL);
      kw_wipe (target);
      if (redirect == NULL)
        continue;
      g_socket_close (self->socket, NULL);
      return redirect;
    }
}
