/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "net/session.h"

#include <string.h>

#include "core/error.h"
#include "net/reply.h"
#include "net/url.h"

#define TIMEOUT_SECONDS 60
#define MAX_CONNECTIONS 32
/* libsoup's own limit is 2; a vendor's `parallel` is at most this. */
#define MAX_CONNECTIONS_PER_HOST 8
#define READ_SIZE 65536
#define MAX_HINT ((gsize) 1024 * 1024)

struct _KwSession
{
  gatomicrefcount ref_count;
  SoupSession *soup;
  KwJournal *journal;
};

/**
 * kw_session_new:
 *
 * No cookie jar, no cache, no logger: nothing of a request is kept but its answer.
 *
 * Returns: (transfer full): a session for any thread
 */
KwSession *
kw_session_new (void)
{
  KwSession *self = g_new0 (KwSession, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->journal = kw_journal_new ();
  self->soup = soup_session_new_with_options (
      "timeout", TIMEOUT_SECONDS, "max-conns", MAX_CONNECTIONS, "max-conns-per-host",
      MAX_CONNECTIONS_PER_HOST, "user-agent", "Keepwell/" KW_VERSION, NULL);
  return self;
}

KwSession *
kw_session_ref (KwSession *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
kw_session_unref (KwSession *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_object_unref (self->soup);
  kw_journal_free (self->journal);
  g_free (self);
}

/* What this session did, for the doctor; it lives as long as the session. */
KwJournal *
kw_session_get_journal (KwSession *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->journal;
}

static gboolean
fail (GError **error, KwError code, const char *what)
{
  g_set_error_literal (error, KW_ERROR, (int) code, what);
  return FALSE;
}

/* What a failed connection means. The message names no address, because a path may name a patient.
 */
static gboolean
translate (GError *local, GError **error)
{
  KwError code = KW_ERROR_UNREACHABLE;

  if (g_error_matches (local, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  if (local->domain == G_TLS_ERROR)
    code = KW_ERROR_CERTIFICATE;
  g_set_error (error, KW_ERROR, (int) code, "%s %d", g_quark_to_string (local->domain),
               local->code);
  g_error_free (local);
  return FALSE;
}

/* @expected: how much the server announces, 0 when it does not say; a hint for the memory and no
 * more. One byte of room is left for the read that finds the end. */
static GBytes *
read_all (GInputStream *stream,
          gsize expected,
          gsize max_size,
          GCancellable *cancellable,
          GError **error)
{
  gsize size = expected > 0 ? MIN (expected, MAX_HINT) + 1 : READ_SIZE;
  gsize used = 0;
  g_autofree char *data = g_malloc (size);
  GError *local = NULL;

  for (;;)
    {
      gssize n;

      if (used == size)
        data = g_realloc (data, size += MAX (READ_SIZE, size / 2));
      n = g_input_stream_read (stream, data + used, size - used, cancellable, &local);
      if (n < 0)
        {
          translate (local, error);
          return NULL;
        }
      if (n == 0)
        return g_bytes_new_take (g_steal_pointer (&data), used);
      used += (gsize) n;
      if (used > max_size)
        {
          fail (error, KW_ERROR_TOO_LARGE, "the answer is larger than allowed");
          return NULL;
        }
    }
}

/* Which headers are named in a report to a hospital's help desk. */
static char *
dup_request_ids (SoupMessageHeaders *headers)
{
  static const char *const names[]
      = { "Opc-Request-Id", "X-Request-Id", "Cerner-Correlation-Id", "X-Correlation-Id" };
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const char *value = soup_message_headers_get_one (headers, names[i]);

      if (value != NULL)
        g_string_append_printf (out, "%s%s: %s", out->len > 0 ? ", " : "", names[i], value);
    }
  return g_string_free (out, FALSE);
}

/* Seconds, or a date (RFC 9110 section 10.2.3); -1 for none and for what is neither. */
static gint64
read_retry_after (const char *value)
{
  g_autoptr (GDateTime) date = NULL;

  if (value == NULL)
    return -1;
  if (g_ascii_isdigit (*value))
    return g_ascii_strtoll (value, NULL, 10);
  date = soup_date_time_new_from_http_string (value);
  if (date == NULL)
    return -1;
  return MAX (g_date_time_to_unix (date) - g_get_real_time () / G_USEC_PER_SEC, 0);
}

static KwReply *
read_reply (SoupMessage *message)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  const char *type = soup_message_headers_get_content_type (headers, NULL);
  const char *retry = soup_message_headers_get_one (headers, "Retry-After");
  KwReply *reply = g_new0 (KwReply, 1);

  reply->status = soup_message_get_status (message);
  reply->content_type = type != NULL ? g_ascii_strdown (type, -1) : NULL;
  reply->www_authenticate = g_strdup (soup_message_headers_get_list (headers, "WWW-Authenticate"));
  reply->request_ids = dup_request_ids (headers);
  reply->etag = g_strdup (soup_message_headers_get_one (headers, "ETag"));
  reply->date = g_strdup (soup_message_headers_get_one (headers, "Date"));
  reply->retry_after = read_retry_after (retry);
  return reply;
}

static void
add_headers (SoupMessage *message, const KwRequest *request)
{
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);

  soup_message_set_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  if (request->accept != NULL)
    soup_message_headers_replace (headers, "Accept", request->accept);
  if (request->etag != NULL)
    soup_message_headers_replace (headers, "If-None-Match", request->etag);
  if (request->bearer != NULL)
    {
      g_autofree char *value = g_strconcat ("Bearer ", request->bearer, NULL);

      soup_message_headers_replace (headers, "Authorization", value);
      memset (value, 0, strlen (value));
    }
  if (request->form != NULL)
    soup_message_set_request_body_from_bytes (
        message,
        request->body_type != NULL ? request->body_type : "application/x-www-form-urlencoded",
        request->form);
}

/* A body that would not fit into memory is given as it comes. */
static gboolean
give_pieces (GInputStream *stream,
             const KwRequest *request,
             gsize total,
             GCancellable *cancellable,
             GError **error)
{
  g_autofree char *buffer = g_malloc (READ_SIZE);
  gsize received = 0;
  GError *local = NULL;

  for (;;)
    {
      gssize n = g_input_stream_read (stream, buffer, READ_SIZE, cancellable, &local);

      if (n < 0)
        return translate (local, error);
      if (n == 0)
        return TRUE;
      received += (gsize) n;
      if (received > request->max_size)
        return fail (error, KW_ERROR_TOO_LARGE, "the answer is larger than allowed");
      if (!request->piece (request->piece_data, buffer, (gsize) n, total, error))
        return FALSE;
    }
}

static KwReply *
send (KwSession *self, const KwRequest *request, GCancellable *cancellable, GError **error)
{
  g_autoptr (SoupMessage) message = soup_message_new (request->method, request->url);
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (KwReply) reply = NULL;
  gsize total;
  GError *local = NULL;

  if (message == NULL)
    {
      fail (error, KW_ERROR_ADDRESS, "not an address");
      return NULL;
    }
  add_headers (message, request);
  stream = soup_session_send (self->soup, message, cancellable, &local);
  if (stream == NULL)
    {
      translate (local, error);
      return NULL;
    }
  reply = read_reply (message);
  total = (gsize) MAX (
      0, soup_message_headers_get_content_length (soup_message_get_response_headers (message)));
  if (request->piece != NULL && reply->status == 200)
    {
      reply->body = g_bytes_new (NULL, 0);
      return give_pieces (stream, request, total, cancellable, error) ? g_steal_pointer (&reply)
                                                                      : NULL;
    }
  reply->body = read_all (stream, total, request->max_size, cancellable, error);
  return reply->body != NULL ? g_steal_pointer (&reply) : NULL;
}

/* What the journal keeps of a request: written when it has ended, with the time when it was sent.
 */
static void
note (KwSession *self,
      const KwRequest *request,
      gint64 sent_at,
      const KwReply *reply,
      const GError *error)
{
  g_autoptr (GUri) uri = g_uri_parse (request->url, G_URI_FLAGS_ENCODED, NULL);
  KwExchange *exchange = g_new0 (KwExchange, 1);

  exchange->sent_at = sent_at;
  exchange->purpose = request->purpose;
  exchange->method = g_intern_string (request->method);
  exchange->host = uri == NULL || g_uri_get_port (uri) < 0
                       ? g_strdup (uri != NULL ? g_uri_get_host (uri) : "")
                       : g_strdup_printf ("%s:%d", g_uri_get_host (uri), g_uri_get_port (uri));
  exchange->path = kw_journal_dup_masked (request->url);
  exchange->with_token = request->bearer != NULL;
  if (reply != NULL)
    {
      exchange->status = reply->status;
      exchange->urn = reply->status >= 400 ? kw_reply_dup_own_urn (reply) : NULL;
      exchange->request_ids = g_strdup (reply->request_ids);
      exchange->date = g_strdup (reply->date);
    }
  else
    exchange->failure = error->domain == KW_ERROR
                            ? g_strdup (kw_error_get_id ((KwError) error->code))
                            : g_strdup ("cancelled");
  kw_journal_take (self->journal, exchange);
}

KwReply *
kw_session_send (KwSession *self,
                 const KwRequest *request,
                 GCancellable *cancellable,
                 GError **error)
{
  gint64 sent_at = g_get_real_time ();
  g_autoptr (GError) local = NULL;
  KwReply *reply;

  if (!kw_url_is_allowed (request->url))
    {
      fail (error, KW_ERROR_ADDRESS, "neither https nor this computer");
      return NULL;
    }
  reply = send (self, request, cancellable, &local);
  note (self, request, sent_at, reply, local);
  if (reply == NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return reply;
}
