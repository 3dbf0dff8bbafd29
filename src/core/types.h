/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/record.h"

G_BEGIN_DECLS

typedef struct _KwRecordBuilder KwRecordBuilder;

/* One row per FHIR type: the only place that knows all types. */
typedef struct
{
  const char *name; /* FHIR resource type */
  KwSection section;
  const char *icon_name;
  const char *singular; /* lay name, untranslated; kw_type_get_singular() translates */
  const char *plural;
  void (*read) (KwRecordBuilder *builder,
                const KwJsonNode *resource); /* NULL: the generic reader */
  gboolean support;                          /* only names other records, not listed by itself */
} KwType;

const KwType *kw_type_lookup (const char *name);
const KwType *kw_type_get_all (guint *out_n);
const char *kw_type_get_singular (const KwType *type);
const char *kw_type_get_plural (const KwType *type);

G_END_DECLS
