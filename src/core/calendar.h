/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/words.h"

G_BEGIN_DECLS

/* An appointment as a file for a calendar (RFC 5545). */
gboolean kw_calendar_is_wanted (const KwRecord *record, gint64 now);
char *kw_calendar_event (const KwWordsContext *context,
                         const KwRecord *record,
                         gint64 now) G_GNUC_WARN_UNUSED_RESULT; /* or NULL */

G_END_DECLS
