/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/cda/cda-private.h"

G_BEGIN_DECLS

/* One entry of a section, and what stands in it. */
void kw_cda_translate (KwCda *cda, const KwXmlNode *node);
/* Within an entry's frame: everything. Within a record: what is a record by itself too. */
void kw_cda_translate_inside (KwCda *cda, const KwXmlNode *node, gboolean all);

/* The envelope of a resource: its id by its place, and where it comes from. */
void kw_cda_begin_resource (KwCda *cda, const char *type);
void kw_cda_begin_resource_as (KwCda *cda, const char *type, const char *id);
void kw_cda_end_resource (KwCda *cda);
void kw_cda_put_subject (KwCda *cda, const char *member);

/* The name of an entry, from its concept, or from the narrative that it points at. NULL: none. */
char *kw_cda_dup_title (const KwCda *cda,
                        const KwXmlNode *node,
                        const KwXmlNode *concept) G_GNUC_WARN_UNUSED_RESULT;
void kw_cda_put_title (KwCda *cda,
                       const char *member,
                       const KwXmlNode *node,
                       const KwXmlNode *concept,
                       gboolean list);

G_END_DECLS
