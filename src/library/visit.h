/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/own-words.h"

G_BEGIN_DECLS

/* The newest visit on record that has been, and no planned or cancelled one; or NULL. */
const KwRecord *kw_snapshot_find_last_visit (const KwSnapshot *self, gint64 now);
/* "Office visit · Riverside Hospital" */
char *kw_snapshot_dup_visit_words (const KwSnapshot *self,
                                   const KwRecord *visit) G_GNUC_WARN_UNUSED_RESULT;
/* What is dated after the day of @visit, has changed or is no longer listed since; indexes
 * (guint32), newest first. */
GArray *kw_snapshot_dup_since_visit (const KwSnapshot *self,
                                     const KwRecord *visit) G_GNUC_WARN_UNUSED_RESULT;
/* One line of it: "Creatinine: 1.12 mg/dL · Above the standard range · 5 November 2026" */
char *kw_snapshot_dup_since_line (const KwSnapshot *self,
                                  const KwRecord *record) G_GNUC_WARN_UNUSED_RESULT;
/* "Lisinopril 10 mg: can I take it at night?" */
char *kw_question_dup_words (const KwOwnWords *question) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
