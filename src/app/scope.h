/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/view.h"

G_BEGIN_DECLS

/**
 * KwScope:
 *
 * What Copy, Print and Save PDF act on, kept for a thread or a dialog that outlives the view.
 */
typedef struct
{
  KwSnapshot *snapshot;
  KwReportOptions options;
  KwSection *sections; /* owned, what the options point to */
  char **refs;
  char *letter;
} KwScope;

KwScope *kw_scope_new (KwSnapshot *snapshot,
                       KwView *view) G_GNUC_WARN_UNUSED_RESULT; /* @view NULL: all */
void kw_scope_free (KwScope *self);
gint64 kw_scope_now (void); /* unix seconds */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwScope, kw_scope_free)

G_END_DECLS
