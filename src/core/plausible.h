/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/record.h"

G_BEGIN_DECLS

gboolean kw_value_is_impossible (const KwValue *value, const KwCode *codes, guint n_codes);
/* What stands beside a vital sign that no living body has, or NULL. */
const char *kw_words_implausible (const KwRecord *record);

G_END_DECLS
