/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <string.h>

G_BEGIN_DECLS

/* The deepest nesting that is read (RFC 8259 section 9 lets a parser set limits). */
#define KW_JSON_MAX_DEPTH 128

typedef enum
{
  KW_JSON_ABSENT, /* what every getter answers for a NULL node */
  KW_JSON_NULL,
  KW_JSON_BOOLEAN,
  KW_JSON_NUMBER,
  KW_JSON_STRING,
  KW_JSON_ARRAY,
  KW_JSON_OBJECT,
} KwJsonKind;

typedef enum
{
  KW_JSON_ERROR_SYNTAX, /* not JSON; the message holds line, column and byte */
  KW_JSON_ERROR_UTF8,   /* not UTF-8 */
  KW_JSON_ERROR_DEPTH,  /* nested deeper than KW_JSON_MAX_DEPTH */
  KW_JSON_ERROR_SIZE,   /* larger than the caller allows */
  KW_JSON_ERROR_EMPTY,  /* no byte, or white space only */
} KwJsonError;

#define KW_JSON_ERROR (kw_json_error_quark ())
GQuark kw_json_error_quark (void);

/**
 * KwJson:
 *
 * A JSON text and the tree that was read from it, in one arena. Immutable, safe to share between
 * threads, counted by reference. Nodes belong to it and live as long as it does.
 */
typedef struct _KwJson KwJson;
typedef struct _KwJsonNode KwJsonNode;

KwJson *kw_json_new (GBytes *bytes, gsize max_size, GError **error) G_GNUC_WARN_UNUSED_RESULT;
KwJson *kw_json_new_slice (GBytes *bytes, gsize offset, gsize length, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
KwJson *kw_json_new_part (GBytes *bytes,
                          gsize offset,
                          gsize length,
                          const char *before,
                          const char *after,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
KwJson *kw_json_ref (KwJson *self);
void kw_json_unref (KwJson *self);

const KwJsonNode *kw_json_get_root (const KwJson *self);
guint kw_json_get_n_duplicates (const KwJson *self);
GBytes *kw_json_dup_source (const KwJson *self, const KwJsonNode *node) G_GNUC_WARN_UNUSED_RESULT;

KwJsonKind kw_json_node_get_kind (const KwJsonNode *node);
guint kw_json_node_get_length (const KwJsonNode *node);
const char *kw_json_node_get_name (const KwJsonNode *node);
const char *kw_json_node_get_string (const KwJsonNode *node);
const char *kw_json_node_get_number (const KwJsonNode *node);
const char *kw_json_node_get_scalar (const KwJsonNode *node);
gboolean kw_json_node_get_boolean (const KwJsonNode *node, gboolean fallback);
gint64 kw_json_node_get_int (const KwJsonNode *node, gint64 fallback);
const KwJsonNode *kw_json_node_get_first (const KwJsonNode *node);
const KwJsonNode *kw_json_node_get_next (const KwJsonNode *node);

/* Only json.c and json-parse.c look into a node; it is here for the compiler, which finds most
 * members absent without a call. 32 bytes. The children of an array or object follow it at once,
 * each with the distance to the next. */
struct _KwJsonNode
{
  const char *text; /* of a scalar, NUL-terminated; the name of an array or object */
  guint32 name_key; /* kw_json_name_key() of the name */
  guint32 names;    /* of an object: a bit for each name in it; of a scalar: bytes from @text back
                       to the name, 0 for none */
  guint32 start;    /* offsets in the source, the end is exclusive */
  guint32 end;
  guint32 next;        /* nodes from here to the next sibling; 0 for the last */
  guint32 kind : 3;    /* KwJsonKind */
  guint32 dropped : 1; /* a later member has the same name */
  guint32 length : 28; /* elements or members, dropped ones not counted */
};

/* Equal for equal names, and for few others: a member is found without a look at each name. Here,
 * so that a compiler reckons it where the name is a literal. */
static inline guint32
kw_json_name_key (const char *name, gsize length)
{
  return ((guint32) length << 24) ^ ((guint32) (guchar) name[0] << 16)
         ^ ((guint32) (guchar) name[length / 2] << 8)
         ^ (guint32) (guchar) name[length > 0 ? length - 1 : 0];
}

/* A key well mixed in its upper bits (Knuth, The Art of Computer Programming, 6.4). */
static inline guint32
kw_json_name_hash (guint32 key)
{
  return key * 0x9E3779B1u;
}

/* One bit of 32 for a key: an object without it has no such member. */
static inline guint32
kw_json_name_bit (guint32 key)
{
  return 1u << (kw_json_name_hash (key) >> 27);
}

/* The member whose name is the first @length bytes of @name, which have this key. */
const KwJsonNode *
kw_json_node_find (const KwJsonNode *node, const char *name, gsize length, guint32 key);

/**
 * kw_json_node_get_member:
 * @node: (nullable): an object
 * @name: the name of a member
 *
 * Returns: (transfer none) (nullable): its value
 */
static inline const KwJsonNode *
kw_json_node_get_member (const KwJsonNode *node, const char *name)
{
  gsize length = strlen (name);
  guint32 key = kw_json_name_key (name, length);

  if (node == NULL || node->kind != KW_JSON_OBJECT || (node->names & kw_json_name_bit (key)) == 0)
    return NULL;
  return kw_json_node_find (node, name, length, key);
}

/* Paths: names and array indexes joined by dots, "name.0.family"; NULL-safe at every step. */
const KwJsonNode *kw_json_node_walk (const KwJsonNode *node, const char *path);

/**
 * kw_json_node_at:
 * @node: (nullable): where to begin
 * @path: names and indexes joined by dots
 *
 * A path of one name, which most are, is a member for the compiler.
 *
 * ```c
 * kw_json_string_at (patient, "name.0.family");   // "Alvarez", NULL when any step is missing
 * ```
 *
 * Returns: (transfer none) (nullable): the node there
 */
static inline const KwJsonNode *
kw_json_node_at (const KwJsonNode *node, const char *path)
{
  return strchr (path, '.') != NULL || g_ascii_isdigit (*path)
             ? kw_json_node_walk (node, path)
             : kw_json_node_get_member (node, path);
}

const char *kw_json_string_at (const KwJsonNode *node, const char *path);
const char *kw_json_scalar_at (const KwJsonNode *node, const char *path);

/* Walks the elements of an array or the members of an object; nothing for any other node. */
#define KW_JSON_FOREACH(child, parent)                                                             \
  for (const KwJsonNode *child = kw_json_node_get_first (parent); child != NULL;                   \
       child = kw_json_node_get_next (child))

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwJson, kw_json_unref)

G_END_DECLS
