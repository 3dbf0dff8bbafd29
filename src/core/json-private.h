/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/json.h"

G_BEGIN_DECLS

/* 32 bytes. The children of an array or object follow it at once, each with the distance to the
 * next. */
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

/* One bit of 32 for a key: an object without it has no such member. */
static inline guint32
kw_json_name_bit (guint32 key)
{
  return 1u << ((key * 0x9E3779B1u) >> 27);
}

static inline const char *
kw_json_name_of (const KwJsonNode *node)
{
  if (node->kind >= KW_JSON_ARRAY)
    return node->text;
  return node->names != 0 ? node->text - node->names : NULL;
}

/* Fills @nodes; the text is changed in place: escapes are decoded and each scalar gets a NUL. */
typedef struct
{
  char *text; /* a copy of the source with 16 bytes of zeros behind it */
  gsize size;
  KwJsonNode *nodes;
  gsize n_nodes;
  gsize n_allocated;
  guint n_duplicates;
} KwJsonTree;

gboolean kw_json_tree_parse (KwJsonTree *tree, const char *source, GError **error);

G_END_DECLS
