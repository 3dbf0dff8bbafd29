/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vault/vault.h"

G_BEGIN_DECLS

typedef enum
{
  KW_OP_RECORD,
  KW_OP_REMOVE_RECORD,
  KW_OP_BLOB,
  KW_OP_ITEM,
  KW_OP_SOURCE,
  KW_OP_REMOVE_SOURCE,
  KW_OP_CONNECTION,
  KW_OP_REMOVE_CONNECTION,
  KW_OP_END_TYPE,
  KW_OP_FORGET_BEFORE,
} KwOpKind;

/* Where what a record said before it changed lies, among its blobs. */
#define KW_BEFORE_INDEX G_MAXUINT

/* One step of a batch. @key is a ref, an item's key, an id or a type, by kind. */
typedef struct
{
  KwOpKind kind;
  char *key;
  char *type;       /* of a record; content type of a blob */
  char *version;    /* of a blob */
  guint index;      /* of a blob */
  GBytes *value;    /* body, blob, item or connection */
  GBytes *payload;  /* of a record */
  GBytes *lasting;  /* of a record: what of the body counts as a change; NULL for all of it */
  KwSource *source; /* of KW_OP_SOURCE */
} KwOp;

struct _KwBatch
{
  char *source_id;
  char *run;
  char *import;
  GPtrArray *ops; /* of KwOp, in the order in which they are done */
  guint n_records;
  gsize size;
};

KwOp *kw_batch_add (KwBatch *self, KwOpKind kind, const char *key);

G_END_DECLS
