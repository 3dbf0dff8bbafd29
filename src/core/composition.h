/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/json.h"
#include "core/source.h"

G_BEGIN_DECLS

/* Whether records of this type may be, or hold, a Composition. */
gboolean kw_composition_may_be (const char *type);
/* Notes in @source what a Composition, or the one within a document, says of its empty sections. */
void kw_composition_note_sections (const KwJsonNode *resource, KwSource *source);

G_END_DECLS
