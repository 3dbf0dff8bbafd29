/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "net/reply.h"

#include <string.h>

/* As much of a body as can hold an error. */
#define MAX_SEARCHED ((gsize) 64 * 1024)

/* What a status means where no URN says more. */
static const struct
{
  guint status;
  KwError code;
} statuses[] = {
  { 401, KW_ERROR_SIGN_IN_LAPSED }, { 403, KW_ERROR_REFUSED },     { 404, KW_ERROR_NOT_OFFERED },
  { 405, KW_ERROR_NOT_OFFERED },    { 410, KW_ERROR_NOT_OFFERED }, { 429, KW_ERROR_BUSY },
  { 501, KW_ERROR_NOT_OFFERED },    { 502, KW_ERROR_BUSY },        { 503, KW_ERROR_BUSY },
  { 504, KW_ERROR_BUSY },
};

/* FHIR's own word for a limit that was reached (issue type, R4): a quota is no refusal, and another
 * day it is answered (Epic 4135 comes with 403). */
#define THROTTLED "\"throttled\""

/* 429 and 503 come from too many requests at once and pass by themselves. */
static gboolean
is_quota (const KwReply *reply, const char *body)
{
  return strstr (body, THROTTLED) != NULL && reply->status != 429 && reply->status != 503;
}

void
kw_reply_free (KwReply *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->content_type);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self->www_authenticate);
  g_free (self->request_ids);
  g_free (self->date);
  g_free (self->etag);
  g_free (self);
}

/* Undoes one layer of percent-encoding; what is no encoding stays. */
static char *
unescape (const char *text)
{
  GString *out = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p++)
    if (*p == '%' && g_ascii_isxdigit (p[1]) && g_ascii_isxdigit (p[2]))
      {
        g_string_append_c (out,
                           (char) (g_ascii_xdigit_value (p[1]) * 16 + g_ascii_xdigit_value (p[2])));
        p += 2;
      }
    else
      g_string_append_c (out, *p);
  return g_string_free (out, FALSE);
}

/**
 * kw_reply_dup_urn:
 * @text: a header, a body, or a redirect's error_uri
 *
 * Finds the URN wherever it stands: in `code="urn:…"` of a nested message, in an OperationOutcome,
 * or in an error_uri that was percent-encoded twice.
 *
 * ```c
 * kw_reply_dup_urn ("{\"message\":\"code=\\\"urn:cerner:error:a:b\\\", …");   //
 * "urn:cerner:error:a:b"
 * ```
 *
 * Returns: (transfer full) (nullable): the URN, underscores as dashes
 */
char *
kw_reply_dup_urn (const char *text)
{
  g_autofree char *once = unescape (text);
  g_autofree char *twice = unescape (once);
  const char *start = strstr (twice, "urn:cerner:error:");
  char *urn;
  gsize length;

  if (start == NULL)
    return NULL;
  length = strspn (start, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789:._-");
  urn = g_strndup (start, length);
  return g_strdelimit (urn, "_", '-');
}

static KwError
classify_status (guint status)
{
  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    if (statuses[i].status == status)
      return statuses[i].code;
  return KW_ERROR_SERVER;
}

static char *
dup_body (const KwReply *reply)
{
  gsize size = g_bytes_get_size (reply->body);

  return g_strndup (size > 0 ? g_bytes_get_data (reply->body, NULL) : "", MIN (size, MAX_SEARCHED));
}

char *
kw_reply_dup_own_urn (const KwReply *reply)
{
  g_autofree char *body = dup_body (reply);
  g_autofree char *text = g_strconcat (
      reply->www_authenticate != NULL ? reply->www_authenticate : "", "\n", body, NULL);

  return kw_reply_dup_urn (text);
}

/**
 * kw_reply_set_error:
 * @reply: an answer that is no success
 * @error: return location of a #KwError
 *
 * The URN decides before the status and before OAuth's own error code: a tenant mismatch says
 * "invalid_token" and no refresh mends it. The message holds status, URN and request ids, and
 * nothing of the body.
 */
void
kw_reply_set_error (const KwReply *reply, GError **error)
{
  g_autofree char *body = NULL;
  g_autofree char *urn = NULL;
  KwError code;

  g_return_if_fail (reply != NULL);

  body = dup_body (reply);
  urn = kw_reply_dup_own_urn (reply);
  if (urn == NULL || !kw_urn_classify (urn, &code))
    code = is_quota (reply, body) ? KW_ERROR_QUOTA : classify_status (reply->status);
  g_set_error (error, KW_ERROR, (int) code, "status %u%s%s%s%s", reply->status,
               urn != NULL ? ", " : "", urn != NULL ? urn : "",
               reply->request_ids != NULL && *reply->request_ids != '\0' ? ", " : "",
               reply->request_ids != NULL ? reply->request_ids : "");
}
