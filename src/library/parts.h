/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/snapshot.h"

G_BEGIN_DECLS

/* One part of a section: its title, NULL for a part that needs none, and the indexes (guint32). */
typedef struct
{
  const char *title;
  GArray *indexes;
} KwPart;

GPtrArray *kw_parts_new (const KwSnapshot *snapshot,
                         KwSection section,
                         const GArray *indexes,
                         gint64 now) G_GNUC_WARN_UNUSED_RESULT; /* of KwPart, or NULL */
void kw_part_free (KwPart *self);

G_END_DECLS
