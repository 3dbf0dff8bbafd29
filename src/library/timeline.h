/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/snapshot.h"

G_BEGIN_DECLS

#define KW_TIMELINE_NO_VISIT G_MAXUINT32

/* Some records of one day that are of one visit, or of none. */
typedef struct
{
  guint start; /* in KwTimeline.indexes */
  guint n;
  guint32 visit; /* index of the visit, KW_TIMELINE_NO_VISIT */
} KwTimelineGroup;

/* Everything by day and visit: indexes (guint32) of records, and their groups in order. */
typedef struct
{
  GArray *indexes;
  GArray *groups; /* of KwTimelineGroup */
} KwTimeline;

KwTimeline *kw_timeline_new (const KwSnapshot *snapshot,
                             const GArray *indexes) G_GNUC_WARN_UNUSED_RESULT;
void kw_timeline_free (KwTimeline *self);
/* All records that a person can read, newest first. */
GArray *kw_timeline_dup_all (const KwSnapshot *snapshot) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwTimeline, kw_timeline_free)

G_END_DECLS
