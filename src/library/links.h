/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/snapshot.h"

G_BEGIN_DECLS

/* What belongs with a record, as the records themselves say it. Arrays of guint32 indexes. */
GArray *kw_links_dup (const KwSnapshot *snapshot, const KwRecord *record) G_GNUC_WARN_UNUSED_RESULT;
GArray *kw_links_dup_same_day (const KwSnapshot *snapshot,
                               const KwRecord *visit) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
