/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/cda/cda-private.h"

G_BEGIN_DECLS

/* What allergies and problems share: each stands in a concern, and each has a status of its own. */
void kw_cda_put_clinical_status (KwCda *cda,
                                 const KwXmlNode *node,
                                 const char *type,
                                 const char *templates);
void kw_cda_put_recorded (KwCda *cda, const char *member, const KwXmlNode *node, const char *path);
void kw_cda_put_recorder (KwCda *cda, const char *member, const KwXmlNode *node, const char *path);
void kw_cda_put_onset (KwCda *cda, const char *member, const KwXmlNode *node, const char *path);

G_END_DECLS
