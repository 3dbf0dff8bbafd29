/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/json.h"

G_BEGIN_DECLS

/* 32 bytes. The children of an array or object follow it at once, each with the distance to the
 * next. */
struct _KwJsonNode
{
  const char *name; /* of a member, NUL-terminated; NULL in arrays and at the root */
  const char *text; /* of a scalar, NUL-terminated */
  guint32 start;    /* offsets in the source, the end is exclusive */
  guint32 end;
  guint32 next;        /* nodes from here to the next sibling; 0 for the last */
  guint32 kind : 3;    /* KwJsonKind */
  guint32 dropped : 1; /* a later member has the same name */
  guint32 length : 28; /* elements or members, dropped ones not counted */
};

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
