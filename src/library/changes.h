/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/snapshot.h"

G_BEGIN_DECLS

typedef enum
{
  KW_CHANGE_NEW,
  KW_CHANGE_CHANGED,
  KW_CHANGE_NOT_LISTED, /* its source lists it no more */
} KwChangeKind;
#define KW_N_CHANGES (KW_CHANGE_NOT_LISTED + 1)

/**
 * KwChange:
 *
 * What a record of a hospital has become since the person last said that they have seen the news.
 * What comes with the first fetch of a source is no news, and neither is what a person wrote.
 */
typedef struct
{
  KwChangeKind kind;
  const KwRecord *record; /* of the snapshot */
  KwRecord *before;       /* what it said then; NULL where that is not known */
} KwChange;

/* What matters most first; of a partial snapshot only the first ones. Each is a KwChange. */
const GPtrArray *kw_snapshot_get_changes (const KwSnapshot *self);
guint kw_snapshot_count_changes (const KwSnapshot *self);
const KwChange *kw_snapshot_find_change (const KwSnapshot *self, const KwRecord *record);
/* Unix seconds of when the person last looked; 0: nothing is known of that. */
gint64 kw_snapshot_get_looked_at (const KwSnapshot *self);
/* "Lisinopril 5 mg → 10 mg", "Progress note, 5 November 2026" */
char *kw_change_dup_title (const KwChange *self,
                           const KwSnapshot *snapshot) G_GNUC_WARN_UNUSED_RESULT;
/* "Changed · Riverside Hospital, 5 November 2026" */
char *kw_change_dup_meta (const KwChange *self,
                          const KwSnapshot *snapshot) G_GNUC_WARN_UNUSED_RESULT;

/* Blocks. What @snapshot holds is no news any more; what came after it still is. */
gboolean
kw_changes_mark_seen (const KwSnapshot *snapshot, KwVault *vault, gint64 now, GError **error);
/* Blocks. Sources that were fetched for the first time are known from now on. */
gboolean kw_changes_adopt (const KwSnapshot *snapshot, KwVault *vault, gint64 now, GError **error);

G_END_DECLS
