/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/highlight.h"

G_BEGIN_DECLS

/* Every place of @text that reads like @needle; of KwMark. */
GArray *kw_find_text (const char *text, const char *needle) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
