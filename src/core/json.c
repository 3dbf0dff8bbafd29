/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/json-private.h"

#include <errno.h>
#include <string.h>

/* Room behind the text, so that a search may read 16 bytes at a time and always finds an end. */
#define PADDING 16

struct _KwJson
{
  gatomicrefcount ref_count;
  GBytes *source; /* as received */
  gsize offset;   /* of the text in @source */
  KwJsonTree tree;
};

G_DEFINE_QUARK (kw_json_error, kw_json_error)

/**
 * kw_json_new:
 * @bytes: a JSON text (RFC 8259), UTF-8
 * @max_size: the most bytes that the caller will read
 * @error: return location of a #KwJsonError
 *
 * Reads a whole text into a tree. A byte order mark before it is skipped. Errors say line, column
 * and byte.
 *
 * ```c
 * g_autoptr (KwJson) json = kw_json_new (bytes, 1024, &error);   // {"value": 1.10}
 * kw_json_scalar_at (kw_json_get_root (json), "value");          // "1.10", not 1.1
 * ```
 *
 * Returns: (transfer full) (nullable): the tree
 */
KwJson *
kw_json_new (GBytes *bytes, gsize max_size, GError **error)
{
  g_return_val_if_fail (bytes != NULL, NULL);

  if (g_bytes_get_size (bytes) > max_size)
    {
      g_set_error (error, KW_JSON_ERROR, KW_JSON_ERROR_SIZE,
                   "%" G_GSIZE_FORMAT " bytes, at most %" G_GSIZE_FORMAT " are read",
                   g_bytes_get_size (bytes), max_size);
      return NULL;
    }
  return kw_json_new_slice (bytes, 0, g_bytes_get_size (bytes), error);
}

/**
 * kw_json_new_slice:
 * @bytes: bytes that hold a JSON text
 * @offset: where it begins
 * @length: how long it is
 * @error: return location of a #KwJsonError
 *
 * Reads one text out of many, for example a line of NDJSON, without copying the others.
 *
 * Returns: (transfer full) (nullable): the tree
 */
KwJson *
kw_json_new_slice (GBytes *bytes, gsize offset, gsize length, GError **error)
{
  return kw_json_new_part (bytes, offset, length, "", "", error);
}

/**
 * kw_json_new_part:
 * @bytes: several texts, or a large one
 * @offset: where the part begins
 * @length: its bytes
 * @before: what is read as if it stood before the part
 * @after: the same behind it
 * @error: return location of a #KwJsonError; the place counts from @before
 *
 * Reads a part of a text that is whole with a few brackets around it. What stands in those has no
 * source.
 *
 * Returns: (transfer full) (nullable): the tree
 */
KwJson *
kw_json_new_part (GBytes *bytes,
                  gsize offset,
                  gsize length,
                  const char *before,
                  const char *after,
                  GError **error)
{
  g_autoptr (KwJson) self = NULL;
  gsize lead = strlen (before);
  gsize size = lead + length + strlen (after);
  const char *source;

  g_return_val_if_fail (bytes != NULL, NULL);
  g_return_val_if_fail (offset <= g_bytes_get_size (bytes), NULL);
  g_return_val_if_fail (length <= g_bytes_get_size (bytes) - offset, NULL);

  if (size > G_MAXUINT32 - PADDING)
    {
      g_set_error_literal (error, KW_JSON_ERROR, KW_JSON_ERROR_SIZE, "more than 4 GiB");
      return NULL;
    }
  source = (const char *) g_bytes_get_data (bytes, NULL);
  source = source != NULL ? source + offset : "";
  self = g_new0 (KwJson, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->source = g_bytes_ref (bytes);
  self->offset = offset - lead;
  self->tree.size = size;
  self->tree.text = g_malloc (size + PADDING);
  memcpy (self->tree.text, before, lead);
  memcpy (self->tree.text + lead, source, length);
  memcpy (self->tree.text + lead + length, after, size - lead - length);
  memset (self->tree.text + size, 0, PADDING);
  return kw_json_tree_parse (&self->tree, size == length ? source : NULL, error)
             ? g_steal_pointer (&self)
             : NULL;
}

KwJson *
kw_json_ref (KwJson *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
kw_json_unref (KwJson *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_bytes_unref (self->source);
  g_free (self->tree.text);
  g_free (self->tree.nodes);
  g_free (self);
}

const KwJsonNode *
kw_json_get_root (const KwJson *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->tree.nodes;
}

/**
 * kw_json_get_n_duplicates:
 * @self: a tree
 *
 * Returns: how many members were dropped because a later one of the same object has the same name
 */
guint
kw_json_get_n_duplicates (const KwJson *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->tree.n_duplicates;
}

/**
 * kw_json_dup_source:
 * @self: a tree
 * @node: one of its nodes
 *
 * Returns: (transfer full): the bytes of @node exactly as received, without copying them
 */
GBytes *
kw_json_dup_source (const KwJson *self, const KwJsonNode *node)
{
  g_return_val_if_fail (self != NULL && node != NULL, NULL);

  return g_bytes_new_from_bytes (self->source, self->offset + node->start, node->end - node->start);
}

KwJsonKind
kw_json_node_get_kind (const KwJsonNode *node)
{
  return node != NULL ? (KwJsonKind) node->kind : KW_JSON_ABSENT;
}

/**
 * kw_json_node_get_length:
 * @node: (nullable): a node
 *
 * Returns: the number of elements of an array or members of an object; 0 for anything else
 */
guint
kw_json_node_get_length (const KwJsonNode *node)
{
  return node != NULL ? node->length : 0;
}

const char *
kw_json_node_get_name (const KwJsonNode *node)
{
  return node != NULL ? kw_json_name_of (node) : NULL;
}

/**
 * kw_json_node_get_string:
 * @node: (nullable): a node
 *
 * Returns: (nullable): the text of a string, UTF-8; %NULL for anything else, never a converted
 * number
 */
const char *
kw_json_node_get_string (const KwJsonNode *node)
{
  return kw_json_node_get_kind (node) == KW_JSON_STRING ? node->text : NULL;
}

/**
 * kw_json_node_get_number:
 * @node: (nullable): a node
 *
 * Returns: (nullable): a number's own text, "1.10" or "1e-3"; %NULL for anything else
 */
const char *
kw_json_node_get_number (const KwJsonNode *node)
{
  return kw_json_node_get_kind (node) == KW_JSON_NUMBER ? node->text : NULL;
}

/**
 * kw_json_node_get_scalar:
 * @node: (nullable): a node
 *
 * Returns: (nullable): the text of a string, number or boolean; %NULL for anything else
 */
const char *
kw_json_node_get_scalar (const KwJsonNode *node)
{
  switch (kw_json_node_get_kind (node))
    {
    case KW_JSON_BOOLEAN:
    case KW_JSON_NUMBER:
    case KW_JSON_STRING:
      return node->text;
    case KW_JSON_ABSENT:
    case KW_JSON_NULL:
    case KW_JSON_ARRAY:
    case KW_JSON_OBJECT:
      return NULL;
    }
  return NULL;
}

gboolean
kw_json_node_get_boolean (const KwJsonNode *node, gboolean fallback)
{
  return kw_json_node_get_kind (node) == KW_JSON_BOOLEAN ? *node->text == 't' : fallback;
}

/**
 * kw_json_node_get_int:
 * @node: (nullable): a node
 * @fallback: what to answer when it is no whole number of 64 bits
 *
 * Returns: the number, or @fallback
 */
gint64
kw_json_node_get_int (const KwJsonNode *node, gint64 fallback)
{
  const char *text = kw_json_node_get_number (node);
  char *end = NULL;
  gint64 value;

  if (text == NULL)
    return fallback;
  errno = 0;
  value = g_ascii_strtoll (text, &end, 10);
  return errno == 0 && *end == '\0' ? value : fallback;
}

static const KwJsonNode *
skip_dropped (const KwJsonNode *node)
{
  while (node != NULL && node->dropped)
    node = node->next != 0 ? node + node->next : NULL;
  return node;
}

const KwJsonNode *
kw_json_node_get_first (const KwJsonNode *node)
{
  return node != NULL && node->length > 0 ? skip_dropped (node + 1) : NULL;
}

const KwJsonNode *
kw_json_node_get_next (const KwJsonNode *node)
{
  return node != NULL && node->next != 0 ? skip_dropped (node + node->next) : NULL;
}

const KwJsonNode *
kw_json_node_find (const KwJsonNode *node, const char *name, gsize length, guint32 key)
{
  if (node == NULL || node->kind != KW_JSON_OBJECT)
    return NULL;
  if ((node->names & kw_json_name_bit (key)) == 0)
    return NULL;
  for (const KwJsonNode *child = node + 1;; child += child->next)
    {
      if (child->name_key == key && !child->dropped
          && strncmp (kw_json_name_of (child), name, length) == 0
          && kw_json_name_of (child)[length] == '\0')
        return child;
      if (child->next == 0)
        return NULL;
    }
}

static const KwJsonNode *
get_element (const KwJsonNode *node, const char *index, gsize length)
{
  char *end = NULL;
  guint64 wanted = g_ascii_strtoull (index, &end, 10);

  if (end == index || end != index + length)
    return NULL;
  KW_JSON_FOREACH (child, node)
    if (wanted-- == 0)
      return child;
  return NULL;
}

const KwJsonNode *
kw_json_node_walk (const KwJsonNode *node, const char *path)
{
  g_return_val_if_fail (path != NULL, NULL);

  while (node != NULL && *path != '\0')
    {
      gsize length = (gsize) (strchrnul (path, '.') - path);

      node = node->kind == KW_JSON_ARRAY
                 ? get_element (node, path, length)
                 : kw_json_node_find (node, path, length, kw_json_name_key (path, length));
      path += length + (path[length] == '.');
    }
  return node;
}

const char *
kw_json_string_at (const KwJsonNode *node, const char *path)
{
  return kw_json_node_get_string (kw_json_node_at (node, path));
}

const char *
kw_json_scalar_at (const KwJsonNode *node, const char *path)
{
  return kw_json_node_get_scalar (kw_json_node_at (node, path));
}
