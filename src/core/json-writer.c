/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/json-writer.h"

#include <string.h>

struct _KwJsonWriter
{
  GString *out;
  gboolean pretty;
  guint depth;
  gboolean named;        /* a name was written and waits for its value */
  GByteArray *not_empty; /* per depth: whether something stands there */
};

/**
 * kw_json_writer_new:
 * @pretty: whether to put members on lines of their own
 *
 * ```c
 * kw_json_writer_begin_object (writer);
 * kw_json_writer_name (writer, "value");
 * kw_json_writer_number (writer, "1.10");
 * kw_json_writer_end_object (writer);        // {"value":1.10}
 * ```
 *
 * Returns: (transfer full): a writer
 */
KwJsonWriter *
kw_json_writer_new (gboolean pretty)
{
  KwJsonWriter *self = g_new0 (KwJsonWriter, 1);

  self->out = g_string_new (NULL);
  self->pretty = pretty;
  self->not_empty = g_byte_array_new ();
  g_byte_array_append (self->not_empty, (const guint8 *) "", 1);
  return self;
}

void
kw_json_writer_free (KwJsonWriter *self)
{
  g_return_if_fail (self != NULL);

  g_string_free (self->out, TRUE);
  g_byte_array_unref (self->not_empty);
  g_free (self);
}

static void
add_line (KwJsonWriter *self)
{
  if (!self->pretty)
    return;
  g_string_append_c (self->out, '\n');
  for (guint i = 0; i < self->depth; i++)
    g_string_append (self->out, "  ");
}

/* What stands between this value and the one before it. */
static void
separate (KwJsonWriter *self)
{
  if (self->named)
    {
      self->named = FALSE;
      return;
    }
  if (self->not_empty->data[self->depth])
    g_string_append_c (self->out, ',');
  self->not_empty->data[self->depth] = TRUE;
  if (self->depth > 0)
    add_line (self);
}

static void
begin (KwJsonWriter *self, char bracket)
{
  g_return_if_fail (self != NULL);

  separate (self);
  g_string_append_c (self->out, bracket);
  self->depth++;
  g_byte_array_append (self->not_empty, (const guint8 *) "", 1);
}

static void
end (KwJsonWriter *self, char bracket)
{
  gboolean not_empty;

  g_return_if_fail (self != NULL && self->depth > 0 && !self->named);

  not_empty = self->not_empty->data[self->depth];
  g_byte_array_set_size (self->not_empty, self->depth--);
  if (not_empty)
    add_line (self);
  g_string_append_c (self->out, bracket);
}

void
kw_json_writer_begin_object (KwJsonWriter *self)
{
  begin (self, '{');
}

void
kw_json_writer_end_object (KwJsonWriter *self)
{
  end (self, '}');
}

void
kw_json_writer_begin_array (KwJsonWriter *self)
{
  begin (self, '[');
}

void
kw_json_writer_end_array (KwJsonWriter *self)
{
  end (self, ']');
}

/* RFC 8259 section 7: quote, backslash and control characters are all that must be escaped. */
static void
add_string (GString *out, const char *text)
{
  g_string_append_c (out, '"');
  for (const char *p = text; *p != '\0';)
    {
      gsize plain = 0;

      while (p[plain] != '\0' && p[plain] != '"' && p[plain] != '\\' && (guchar) p[plain] >= 0x20)
        plain++;
      g_string_append_len (out, p, (gssize) plain);
      p += plain;
      if (*p == '\0')
        break;
      if (*p == '"' || *p == '\\')
        g_string_append_printf (out, "\\%c", *p);
      else if (*p == '\n')
        g_string_append (out, "\\n");
      else
        g_string_append_printf (out, "\\u%04x", (guint) (guchar) *p);
      p++;
    }
  g_string_append_c (out, '"');
}

void
kw_json_writer_name (KwJsonWriter *self, const char *name)
{
  g_return_if_fail (self != NULL && name != NULL && !self->named);

  separate (self);
  add_string (self->out, name);
  g_string_append (self->out, self->pretty ? ": " : ":");
  self->named = TRUE;
}

/**
 * kw_json_writer_string:
 * @self: a writer
 * @value: (nullable): UTF-8; what is not is replaced; %NULL writes null
 */
void
kw_json_writer_string (KwJsonWriter *self, const char *value)
{
  g_autofree char *valid = NULL;

  g_return_if_fail (self != NULL);

  separate (self);
  if (value == NULL)
    g_string_append (self->out, "null");
  else if (g_utf8_validate (value, -1, NULL))
    add_string (self->out, value);
  else
    add_string (self->out, valid = g_utf8_make_valid (value, -1));
}

/**
 * kw_json_writer_number:
 * @self: a writer
 * @text: a number's own text, written as it is
 */
void
kw_json_writer_number (KwJsonWriter *self, const char *text)
{
  g_return_if_fail (self != NULL && text != NULL && *text != '\0');

  separate (self);
  g_string_append (self->out, text);
}

void
kw_json_writer_int (KwJsonWriter *self, gint64 value)
{
  g_return_if_fail (self != NULL);

  separate (self);
  g_string_append_printf (self->out, "%" G_GINT64_FORMAT, value);
}

void
kw_json_writer_boolean (KwJsonWriter *self, gboolean value)
{
  g_return_if_fail (self != NULL);

  separate (self);
  g_string_append (self->out, value ? "true" : "false");
}

void
kw_json_writer_null (KwJsonWriter *self)
{
  kw_json_writer_string (self, NULL);
}

/**
 * kw_json_writer_raw:
 * @self: a writer
 * @text: one whole JSON value, written byte for byte
 * @length: its bytes, or -1 when it ends with a NUL
 */
void
kw_json_writer_raw (KwJsonWriter *self, const char *text, gssize length)
{
  g_return_if_fail (self != NULL && text != NULL);

  separate (self);
  g_string_append_len (self->out, text, length);
}

/**
 * kw_json_writer_node:
 * @self: a writer
 * @node: (nullable): a value that was read; %NULL writes null
 *
 * Numbers keep their text; strings may be escaped in another way than they came.
 */
void
kw_json_writer_node (KwJsonWriter *self, const KwJsonNode *node)
{
  KwJsonKind kind = kw_json_node_get_kind (node);
  gboolean object = kind == KW_JSON_OBJECT;

  g_return_if_fail (self != NULL);

  if (!object && kind != KW_JSON_ARRAY)
    {
      if (kind == KW_JSON_NUMBER || kind == KW_JSON_BOOLEAN)
        kw_json_writer_raw (self, kw_json_node_get_scalar (node), -1);
      else
        kw_json_writer_string (self, kw_json_node_get_string (node));
      return;
    }
  begin (self, object ? '{' : '[');
  KW_JSON_FOREACH (child, node)
    {
      if (object)
        kw_json_writer_name (self, kw_json_node_get_name (child));
      kw_json_writer_node (self, child);
    }
  end (self, object ? '}' : ']');
}

void
kw_json_writer_member (KwJsonWriter *self, const char *name, const char *value)
{
  if (value == NULL)
    return;
  kw_json_writer_name (self, name);
  kw_json_writer_string (self, value);
}

/**
 * kw_json_writer_end:
 * @self: a writer whose every object and array is closed
 *
 * Returns: (transfer full): the text; the writer is empty afterwards and may be used again
 */
GBytes *
kw_json_writer_end (KwJsonWriter *self)
{
  GBytes *bytes;

  g_return_val_if_fail (self != NULL && self->depth == 0, NULL);

  bytes = g_bytes_new (self->out->str, self->out->len);
  g_string_truncate (self->out, 0);
  self->not_empty->data[0] = FALSE;
  return bytes;
}
