/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/document-builder.h"

G_BEGIN_DECLS

void
kw_text_read (KwDocumentBuilder *builder, const char *bytes, gsize length, const char *charset);

G_END_DECLS
