/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/json.h"
#include "core/source.h"

G_BEGIN_DECLS

/* Notes in @source what a Composition says of its empty sections. */
void kw_composition_note_sections (const KwJsonNode *composition, KwSource *source);

G_END_DECLS
