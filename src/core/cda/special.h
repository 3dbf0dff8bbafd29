/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/cda/cda-private.h"

G_BEGIN_DECLS

/* What a table of paths cannot say. Those that put are KwCdaPut; those that write make resources.
 */
void kw_cda_write_allergy (KwCda *cda, const KwXmlNode *node);
void kw_cda_write_condition (KwCda *cda, const KwXmlNode *node);
void kw_cda_write_device (KwCda *cda, const KwXmlNode *node);
void kw_cda_write_relative (KwCda *cda, const KwXmlNode *node);
void kw_cda_write_report (KwCda *cda, const KwXmlNode *node);

void kw_cda_put_course (KwCda *cda, const char *member, const KwXmlNode *node, const char *path);
void
kw_cda_put_medicine_notes (KwCda *cda, const char *member, const KwXmlNode *node, const char *path);
void kw_cda_put_supply (KwCda *cda, const char *member, const KwXmlNode *node, const char *path);
void kw_cda_put_refusal (KwCda *cda, const char *member, const KwXmlNode *node, const char *path);
void kw_cda_put_class (KwCda *cda, const char *member, const KwXmlNode *node, const char *path);
void
kw_cda_put_participants (KwCda *cda, const char *member, const KwXmlNode *node, const char *path);
void
kw_cda_put_instruction (KwCda *cda, const char *member, const KwXmlNode *node, const char *path);
void kw_cda_put_member_id (KwCda *cda, const char *member, const KwXmlNode *node, const char *path);

G_END_DECLS
