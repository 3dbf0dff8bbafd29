/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/snapshot.h"

G_BEGIN_DECLS

/* What a list of test results is narrowed to. */
typedef struct
{
  char **words;          /* casefolded; each must be in a name of the test; NULL for all */
  gboolean only_outside; /* the newest result, or a report's own, is outside its range */
} KwTestFilter;

void kw_test_filter_init (KwTestFilter *self, const char *typed, gboolean only_outside);
void kw_test_filter_clear (KwTestFilter *self);
gboolean
kw_test_filter_names (const KwTestFilter *self, const KwSnapshot *snapshot, const KwRecord *record);
gboolean kw_test_filter_is_outside (const KwSnapshot *snapshot, const KwRecord *record);
/* Those of @indexes that pass, in their order. */
GArray *kw_test_filter_dup (const KwTestFilter *self,
                            const KwSnapshot *snapshot,
                            const GArray *indexes) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KwTestFilter, kw_test_filter_clear)

G_END_DECLS
