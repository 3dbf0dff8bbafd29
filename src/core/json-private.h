/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/json.h"

G_BEGIN_DECLS

/* 32 bytes. The children of an array or object follow it at once, each with the distance to the
 * next. */
struct _KwJsonNode
{
  const char *text;  /* of a scalar, NUL-terminated; of another the place in the tree's text */
  guint32 name_key;  /* kw_json_name_key() of the name */
  guint32 name_back; /* bytes from @text back to the name, 0 in arrays and at the root */
  guint32 start;     /* offsets in the source, the end is exclusive */
  guint32 end;
  guint32 next;        /* nodes from here to the next sibling; 0 for the last */
  guint32 kind : 3;    /* KwJsonKind */
  guint32 dropped : 1; /* a later member has the same name */
  guint32 length : 28; /* elements or members, dropped ones not counted */
};

/* Equal for equal names, and for few others: a member is found without a look at each name. */
static inline guint32
kw_json_name_key (const char *name, gsize length)
{
  return ((guint32) length << 24) ^ ((guint32) (guchar) name[0] << 16)
         ^ ((guint32) (guchar) name[length / 2] << 8)
         ^ (guint32) (guchar) name[length > 0 ? length - 1 : 0];
}

static inline const char *
kw_json_name_of (const KwJsonNode *node)
{
  return node->name_back != 0 ? node->text - node->name_back : NULL;
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
