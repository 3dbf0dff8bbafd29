/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/record.h"

G_BEGIN_DECLS

/* What a field of a record's structs holds. One table of them drives copying, writing and reading,
 * so that a new field is one row. */
typedef enum
{
  KW_FIELD_STRING,
  KW_FIELD_INT, /* an enum, flags, guint or gboolean */
  KW_FIELD_INT64,
  KW_FIELD_STRUCT,  /* a struct of @layout in place */
  KW_FIELD_ARRAY,   /* a pointer to structs of @layout; their number is at @n_offset */
  KW_FIELD_STRINGS, /* a NULL-terminated array */
} KwFieldKind;

typedef struct _KwLayout KwLayout;

typedef struct
{
  const char *name;
  KwFieldKind kind;
  gsize offset;
  gsize n_offset;
  const KwLayout *layout;
  gint64 absent; /* the value of a number that says nothing and is not written */
} KwField;

struct _KwLayout
{
  gsize size;
  guint n_fields;
  const KwField *fields;
};

extern const KwLayout kw_record_layout;

/* @self with everything it points at, in one block of its own. Damaged characters are noted. */
KwRecord *kw_record_pack (const KwRecord *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
