/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/words-private.h"

G_BEGIN_DECLS

/* What the files that word dosages share. Nobody else includes this. */

/* The number of a dose as ISMP wants it (rule M5): "1.0" is "1", "1000" is "1,000". */
char *kw_dose_number (const char *number) G_GNUC_WARN_UNUSED_RESULT;
/* "10 days" for a number and a UCUM code of time, "day" or "1 day" for one; NULL for other units.
 */
char *kw_words_duration (const char *number,
                         const char *unit,
                         gboolean with_one) G_GNUC_WARN_UNUSED_RESULT;
/* Adds to @parts (of char *) when it is taken; FALSE when not all of that can be said. Takes *@dose
 * where the dose stands with each time of day. */
gboolean kw_timing_add (GPtrArray *parts, const KwJsonNode *timing, char **dose);
char *kw_words_timing (const KwJsonNode *timing) G_GNUC_WARN_UNUSED_RESULT;
/* One Dosage of FHIR in words, NULL when not all of it can be said. */
char *kw_words_dosage (const KwJsonNode *dosage) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
