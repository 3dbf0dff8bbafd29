/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/json.h"

G_BEGIN_DECLS

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

/* @source is the text as it was, for the place of an error; NULL for none. */
gboolean kw_json_tree_parse (KwJsonTree *tree, const char *source, GError **error);

G_END_DECLS
