/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "login/login-request.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "core/json-writer.h"
#include "core/json.h"
#include "login/login-policy.h"

#define MAX_LINE (64 * 1024)

/**
 * kw_login_request_new:
 * @line: `{"authorize_url":"https://…","redirect_uri":"app://callback","title":"City Clinic"}`
 *
 * Reads what keepwell-login is asked. Both addresses are checked, so that no later step needs to.
 *
 * Returns: (transfer full): the request, or `NULL` with an error for programmers
 */
KwLoginRequest *
kw_login_request_new (GBytes *line, GError **error)
{
  g_return_val_if_fail (line != NULL, NULL);

  g_autoptr (KwJson) json = kw_json_new (line, MAX_LINE, error);
  if (json == NULL)
    return NULL;
  const KwJsonNode *root = kw_json_get_root (json);
  const char *authorize_url = kw_json_string_at (root, "authorize_url");
  const char *redirect_uri = kw_json_string_at (root, "redirect_uri");
  const char *title = kw_json_string_at (root, "title");
  const char *parent = kw_json_string_at (root, "parent_handle");
  if (!kw_login_policy_is_redirect (redirect_uri)
      || kw_login_policy_classify (redirect_uri, authorize_url, TRUE) != KW_LOGIN_ALLOW)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                           "authorize_url or redirect_uri is missing or not allowed");
      return NULL;
    }

  KwLoginRequest *self = g_new0 (KwLoginRequest, 1);
  self->authorize_url = g_strdup (authorize_url);
  self->redirect_uri = g_strdup (redirect_uri);
  self->title = g_strdup (title != NULL ? title : "");
  self->parent_handle = g_strdup (parent != NULL ? parent : "");
  return self;
}

void
kw_login_request_free (KwLoginRequest *self)
{
  g_free (self->authorize_url);
  g_free (self->redirect_uri);
  g_free (self->title);
  g_free (self->parent_handle);
  g_free (self);
}

/* Byte by byte, so that nothing after the line is taken from who comes next. */
GBytes *
kw_login_read_line (int fd, GError **error)
{
  g_autoptr (GByteArray) line = g_byte_array_new ();
  guint8 byte;
  ssize_t n;

  while (line->len < MAX_LINE)
    {
      n = read (fd, &byte, 1);
      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0 || byte == '\n')
        return g_byte_array_free_to_bytes (g_steal_pointer (&line));
      g_byte_array_append (line, &byte, 1);
    }
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE, "The line is too long");
  return NULL;
}

gboolean
kw_login_write_answer (int fd, const char *member, const char *value)
{
  g_autoptr (KwJsonWriter) writer = kw_json_writer_new (FALSE);

  kw_json_writer_begin_object (writer);
  kw_json_writer_name (writer, member);
  if (value != NULL)
    kw_json_writer_string (writer, value);
  else
    kw_json_writer_boolean (writer, TRUE);
  kw_json_writer_end_object (writer);
  g_autoptr (GBytes) json = kw_json_writer_end (writer);
  gsize length;
  const char *data = g_bytes_get_data (json, &length);
  g_autofree char *line = g_strdup_printf ("%.*s\n", (int) length, data);

  for (gsize done = 0, n = strlen (line); done < n;)
    {
      ssize_t written = write (fd, line + done, n - done);
      if (written < 0 && errno != EINTR)
        return FALSE;
      done += written > 0 ? (gsize) written : 0;
    }
  return TRUE;
}
