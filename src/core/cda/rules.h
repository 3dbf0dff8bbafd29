/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/cda/cda-private.h"

G_BEGIN_DECLS

typedef enum
{
  KW_CDA_WITHIN = 1 << 0,   /* is an entry of its own inside another too */
  KW_CDA_UNNAMED = 1 << 1,  /* needs no name */
  KW_CDA_CATEGORY = 1 << 2, /* has the category of its section */
} KwCdaRuleFlags;

/* What an entry becomes. The first rule that fits is the one. */
typedef struct
{
  const char *element;   /* "observation" */
  const char *templates; /* NULL: any */
  const char *moods;     /* "INT|RQO"; NULL: any */
  const char *type;      /* of FHIR; NULL: nothing itself, only what is inside it */
  const char *name;      /* member that names it */
  const char *name_path;
  const char *subject; /* member that says whose it is */
  const char *status;  /* member */
  const KwCdaCode *statuses;
  const KwCdaField *fields;
  void (*write) (KwCda *cda, const KwXmlNode *node); /* instead of all this */
  KwCdaRuleFlags flags;
} KwCdaRule;

const KwCdaRule *kw_cda_find_rule (const KwXmlNode *node);
/* The rule for an entry whose template nobody knows. */
const KwCdaRule *kw_cda_find_plain_rule (const KwXmlNode *node);

G_END_DECLS
