/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "vault/segment.h"

#include <string.h>

#include "core/error.h"
#include "core/json-writer.h"

static void
row_free (KwSegmentRow *row)
{
  g_free (row->type);
  g_free (row->run);
  g_clear_pointer (&row->imports, g_ptr_array_unref);
  g_clear_pointer (&row->payload, g_bytes_unref);
  g_free (row);
}

static GPtrArray *
rows_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) row_free);
}

/* An empty segment of one source, under an id that tells nothing. */
KwSegment *
kw_segment_new (const guint8 *slot)
{
  KwSegment *self = g_new0 (KwSegment, 1);

  kw_random_id (self->id);
  memcpy (self->slot, slot, KW_ID_SIZE);
  self->rows = rows_new ();
  return self;
}

void
kw_segment_free (KwSegment *self)
{
  kw_segment_unload (self);
  g_free (self);
}

/* Lets go of the rows; id, version and hash stay. */
void
kw_segment_unload (KwSegment *self)
{
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->payloads, g_bytes_unref);
}

KwSegmentRow *
kw_segment_find (const KwSegment *self, const guint8 *key)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      KwSegmentRow *row = g_ptr_array_index (self->rows, i);

      if (memcmp (row->key, key, KW_ID_SIZE) == 0)
        return row;
    }
  return NULL;
}

KwSegmentRow *
kw_segment_add (KwSegment *self, const guint8 *key, const char *type)
{
  KwSegmentRow *row = g_new0 (KwSegmentRow, 1);

  memcpy (row->key, key, KW_ID_SIZE);
  row->type = g_strdup (type);
  row->imports = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->rows, row);
  self->n_rows = self->rows->len;
  self->changed = TRUE;
  return row;
}

void
kw_segment_remove (KwSegment *self, KwSegmentRow *row)
{
  g_ptr_array_remove (self->rows, row);
  self->n_rows = self->rows->len;
  self->changed = TRUE;
}

static void
write_id (KwJsonWriter *writer, const char *name, const guint8 *id)
{
  g_autofree char *hex = kw_id_to_hex (id);

  kw_json_writer_member (writer, name, hex);
}

static void
write_number (KwJsonWriter *writer, const char *name, gint64 value)
{
  if (value == 0)
    return;
  kw_json_writer_name (writer, name);
  kw_json_writer_int (writer, value);
}

static void
write_row (KwJsonWriter *writer, const KwSegmentRow *row)
{
  kw_json_writer_begin_object (writer);
  write_id (writer, "k", row->key);
  write_id (writer, "h", row->body_hash);
  write_number (writer, "v", (gint64) row->version);
  kw_json_writer_member (writer, "t", row->type);
  write_number (writer, "f", row->history.first_seen);
  write_number (writer, "c", row->history.changed_at);
  write_number (writer, "m", row->history.missing_since);
  kw_json_writer_member (writer, "r", row->run);
  kw_json_writer_name (writer, "i");
  kw_json_writer_begin_array (writer);
  for (guint i = 0; i < row->imports->len; i++)
    kw_json_writer_string (writer, g_ptr_array_index (row->imports, i));
  kw_json_writer_end_array (writer);
  kw_json_writer_name (writer, "p");
  kw_json_writer_int (writer, (gint64) g_bytes_get_size (row->payload));
  kw_json_writer_end_object (writer);
}

static void
append (GByteArray *all, GBytes *bytes)
{
  g_byte_array_append (all, g_bytes_get_data (bytes, NULL), (guint) g_bytes_get_size (bytes));
}

/* The manifest is one line of JSON; the payloads are an array of their own behind it, so that
 * whoever writes a row does not parse them and whoever needs them parses all of them at once. */
GBytes *
kw_segment_to_bytes (const KwSegment *self)
{
  g_autoptr (KwJsonWriter) writer = kw_json_writer_new (FALSE);
  g_autoptr (GBytes) manifest = NULL;
  GByteArray *all = g_byte_array_new ();

  kw_json_writer_begin_array (writer);
  for (guint i = 0; i < self->rows->len; i++)
    write_row (writer, g_ptr_array_index (self->rows, i));
  kw_json_writer_end_array (writer);
  manifest = kw_json_writer_end (writer);
  append (all, manifest);
  g_byte_array_append (all, (const guint8 *) "\n[", 2);
  for (guint i = 0; i < self->rows->len; i++)
    {
      if (i > 0)
        g_byte_array_append (all, (const guint8 *) ",", 1);
      append (all, ((const KwSegmentRow *) g_ptr_array_index (self->rows, i))->payload);
    }
  g_byte_array_append (all, (const guint8 *) "]", 1);
  return g_byte_array_free_to_bytes (all);
}

static gint64
int_at (const KwJsonNode *node, const char *name)
{
  return kw_json_node_get_int (kw_json_node_get_member (node, name), 0);
}

/* @at is where the bracket or comma before the row's payload stands in @bytes. */
static gboolean
read_row (KwSegment *self, const KwJsonNode *node, GBytes *bytes, gsize *at)
{
  gint64 size = int_at (node, "p");
  guint8 key[KW_ID_SIZE];
  KwSegmentRow *row;

  if (size <= 0 || *at >= g_bytes_get_size (bytes) || (gsize) size >= g_bytes_get_size (bytes) - *at
      || !kw_id_from_hex (kw_json_string_at (node, "k"), key))
    return FALSE;
  row = kw_segment_add (self, key, kw_json_string_at (node, "t"));
  row->payload = g_bytes_new_from_bytes (bytes, *at + 1, (gsize) size);
  *at += 1 + (gsize) size;
  row->version = (guint64) int_at (node, "v");
  row->history.first_seen = int_at (node, "f");
  row->history.changed_at = int_at (node, "c");
  row->history.missing_since = int_at (node, "m");
  row->run = g_strdup (kw_json_string_at (node, "r"));
  KW_JSON_FOREACH (import, kw_json_node_get_member (node, "i"))
    g_ptr_array_add (row->imports, g_strdup (kw_json_node_get_string (import)));
  return kw_id_from_hex (kw_json_string_at (node, "h"), row->body_hash);
}

static gboolean
damaged (GError **error, const char *what)
{
  g_set_error (error, KW_ERROR, KW_ERROR_VAULT_DAMAGED, "%s", what);
  return FALSE;
}

/* Fills the rows from the opened bytes. What was sealed by us and does not parse is damage as well.
 */
gboolean
kw_segment_load (KwSegment *self, GBytes *bytes, GError **error)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  const char *line_end = size > 0 ? memchr (data, '\n', size) : NULL;
  gsize at = line_end != NULL ? (gsize) (line_end - data) + 1 : size;
  g_autoptr (KwJson) json = line_end != NULL ? kw_json_new_slice (bytes, 0, at, NULL) : NULL;

  if (json == NULL || kw_json_node_get_kind (kw_json_get_root (json)) != KW_JSON_ARRAY)
    return damaged (error, "a segment does not parse");
  kw_segment_unload (self);
  self->rows = rows_new ();
  self->payloads = g_bytes_new_from_bytes (bytes, at, size - at);
  KW_JSON_FOREACH (node, kw_json_get_root (json))
    if (!read_row (self, node, bytes, &at))
      return damaged (error, "a row of a segment does not parse");
  if (at + (self->rows->len > 0 ? 1 : 2) != size)
    return damaged (error, "a segment has more than its rows");
  self->changed = FALSE;
  return TRUE;
}

GBytes *
kw_root_to_bytes (GPtrArray *segments, const guint8 *hash)
{
  g_autoptr (KwJsonWriter) writer = kw_json_writer_new (FALSE);

  kw_json_writer_begin_object (writer);
  write_id (writer, "small", hash);
  kw_json_writer_name (writer, "segments");
  kw_json_writer_begin_array (writer);
  for (guint i = 0; i < segments->len; i++)
    {
      const KwSegment *segment = g_ptr_array_index (segments, i);

      kw_json_writer_begin_object (writer);
      write_id (writer, "id", segment->id);
      write_id (writer, "s", segment->slot);
      write_id (writer, "h", segment->hash);
      write_number (writer, "v", (gint64) segment->version);
      write_number (writer, "n", segment->n_rows);
      kw_json_writer_end_object (writer);
    }
  kw_json_writer_end_array (writer);
  kw_json_writer_end_object (writer);
  return kw_json_writer_end (writer);
}

static gboolean
read_segment (KwSegment *segment, const KwJsonNode *node)
{
  segment->version = (guint64) int_at (node, "v");
  segment->n_rows = (guint) int_at (node, "n");
  return kw_id_from_hex (kw_json_string_at (node, "id"), segment->id)
         && kw_id_from_hex (kw_json_string_at (node, "s"), segment->slot)
         && kw_id_from_hex (kw_json_string_at (node, "h"), segment->hash);
}

GPtrArray *
kw_root_from_bytes (GBytes *bytes, guint8 *out_hash, GError **error)
{
  g_autoptr (GPtrArray) segments
      = g_ptr_array_new_with_free_func ((GDestroyNotify) kw_segment_free);
  g_autoptr (KwJson) json = kw_json_new (bytes, G_MAXUINT32, NULL);
  const KwJsonNode *root = json != NULL ? kw_json_get_root (json) : NULL;
  gboolean good = kw_id_from_hex (kw_json_string_at (root, "small"), out_hash);

  KW_JSON_FOREACH (node, kw_json_node_get_member (root, "segments"))
    {
      KwSegment *segment = g_new0 (KwSegment, 1);

      g_ptr_array_add (segments, segment);
      good = good && read_segment (segment, node);
    }
  if (good)
    return g_steal_pointer (&segments);
  damaged (error, "the root does not parse");
  return NULL;
}
