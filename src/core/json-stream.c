/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/json-stream.h"

#include <string.h>

/* The largest element, and the longest name of a member that is looked at. */
#define MAX_ELEMENT ((gsize) 8 * 1024 * 1024)
#define MAX_NAME 64

struct _KwJsonStream
{
  char *member;
  KwJsonStreamFunc func;
  gpointer data;
  GByteArray *element; /* the bytes of the element that is being read */
  GString *name;       /* the last string of the outer object, which may be a name */
  guint depth;
  guint skip; /* bytes of a byte order mark seen */
  gboolean in_string;
  gboolean escaped;
  gboolean in_array; /* of the member that is looked for */
  gboolean begun;
  gboolean ended;
};

/**
 * kw_json_stream_new:
 * @member: the array member of the outer object, "entry" for a Bundle
 * @func: called for each of its elements that is an object
 * @data: for @func
 *
 * ```c
 * g_autoptr (KwJsonStream) stream = kw_json_stream_new ("entry", count_cb, &n);
 * kw_json_stream_feed (stream, "{\"entry\":[{\"a\":1},", 18, &error);
 * kw_json_stream_feed (stream, "{\"a\":2}]}", 9, &error); // count_cb was called twice
 * ```
 *
 * Returns: (transfer full): the reader
 */
KwJsonStream *
kw_json_stream_new (const char *member, KwJsonStreamFunc func, gpointer data)
{
  KwJsonStream *self = g_new0 (KwJsonStream, 1);

  self->member = g_strdup (member);
  self->func = func;
  self->data = data;
  self->element = g_byte_array_new ();
  self->name = g_string_new (NULL);
  return self;
}

void
kw_json_stream_free (KwJsonStream *self)
{
  g_byte_array_unref (self->element);
  g_string_free (self->name, TRUE);
  g_free (self->member);
  g_free (self);
}

static gboolean
fail (GError **error, KwJsonError code, const char *what)
{
  g_set_error_literal (error, KW_JSON_ERROR, (int) code, what);
  return FALSE;
}

/* Gives one element; the strict reader says whether it is JSON at all. */
static gboolean
give (KwJsonStream *self, GError **error)
{
  g_autoptr (GBytes) bytes = g_byte_array_free_to_bytes (g_steal_pointer (&self->element));
  g_autoptr (KwJson) json = NULL;

  self->element = g_byte_array_new ();
  json = kw_json_new (bytes, MAX_ELEMENT, error);
  if (json == NULL)
    return FALSE;
  if (self->func (self->data, json))
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "stopped");
  return FALSE;
}

/* Inside an element everything is kept; outside only the names of the outer object matter. */
static gboolean
keep (KwJsonStream *self, char byte, GError **error)
{
  if (self->in_array && self->depth >= 3)
    {
      g_byte_array_append (self->element, (const guint8 *) &byte, 1);
      return self->element->len <= MAX_ELEMENT
             || fail (error, KW_JSON_ERROR_SIZE, "an element is too large");
    }
  return TRUE;
}

static gboolean
open_level (KwJsonStream *self, char byte, GError **error)
{
  if (self->depth == 0 && byte != '{')
    return fail (error, KW_JSON_ERROR_SYNTAX, "no object");
  if (self->depth == 1)
    self->in_array = byte == '[' && g_str_equal (self->name->str, self->member);
  if (++self->depth > KW_JSON_MAX_DEPTH)
    return fail (error, KW_JSON_ERROR_DEPTH, "nested too deeply");
  self->begun = TRUE;
  return keep (self, byte, error);
}

static gboolean
close_level (KwJsonStream *self, char byte, GError **error)
{
  gboolean element = self->in_array && self->depth == 3;

  if (self->depth == 0)
    return fail (error, KW_JSON_ERROR_SYNTAX, "a bracket too many");
  if (!keep (self, byte, error))
    return FALSE;
  self->depth--;
  if (self->depth == 1)
    self->in_array = FALSE;
  self->ended = self->depth == 0;
  return !element || give (self, error);
}

static gboolean
read_in_string (KwJsonStream *self, char byte, GError **error)
{
  if (self->escaped)
    self->escaped = FALSE;
  else if (byte == '\\')
    self->escaped = TRUE;
  else if (byte == '"')
    self->in_string = FALSE;
  if (self->in_string && self->depth == 1 && self->name->len < MAX_NAME)
    g_string_append_c (self->name, byte);
  return keep (self, byte, error);
}

static gboolean
read_byte (KwJsonStream *self, char byte, GError **error)
{
  if (self->in_string)
    return read_in_string (self, byte, error);
  if (self->ended && !g_ascii_isspace (byte))
    return fail (error, KW_JSON_ERROR_SYNTAX, "something after the end");
  switch (byte)
    {
    case '"':
      self->in_string = TRUE;
      if (self->depth == 1)
        g_string_truncate (self->name, 0);
      return keep (self, byte, error);
    case '{':
    case '[':
      return open_level (self, byte, error);
    case '}':
    case ']':
      return close_level (self, byte, error);
    default:
      return keep (self, byte, error);
    }
}

/* A whole run of bytes inside an element at once: that is most of the text. */
static gsize
take_run (KwJsonStream *self, const char *bytes, gsize size)
{
  gsize n = 0;

  if (!self->in_array || self->depth < 3 || self->escaped)
    return 0;
  if (self->in_string)
    while (n < size && bytes[n] != '"' && bytes[n] != '\\')
      n++;
  else
    while (n < size && strchr ("\"{}[]", bytes[n]) == NULL)
      n++;
  g_byte_array_append (self->element, (const guint8 *) bytes, (guint) n);
  return n;
}

/* U+FEFF before the text (RFC 8259 section 8.1 lets a parser ignore it). */
static gboolean
is_mark (KwJsonStream *self, char byte)
{
  static const char mark[] = "\xEF\xBB\xBF";

  return !self->begun && self->skip < 3 && byte == mark[self->skip] && ++self->skip > 0;
}

gboolean
kw_json_stream_feed (KwJsonStream *self, const char *bytes, gsize size, GError **error)
{
  g_return_val_if_fail (self != NULL && (bytes != NULL || size == 0), FALSE);

  for (gsize i = 0; i < size;)
    {
      gsize n = take_run (self, bytes + i, size - i);

      i += n;
      if (self->element->len > MAX_ELEMENT)
        return fail (error, KW_JSON_ERROR_SIZE, "an element is too large");
      if (i < size && !is_mark (self, bytes[i]) && !read_byte (self, bytes[i], error))
        return FALSE;
      i++;
    }
  return TRUE;
}

gboolean
kw_json_stream_end (KwJsonStream *self, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (!self->begun)
    return fail (error, KW_JSON_ERROR_EMPTY, "nothing there");
  return self->ended || fail (error, KW_JSON_ERROR_SYNTAX, "it ends in the middle");
}
