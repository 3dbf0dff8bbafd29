/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * KwRanges:
 *
 * Looks for a stored record that a server cannot send: one such record makes every page that it is
 * on answer 500, so that the time of the last change is halved until only its second is left. Each
 * half is asked for once, the earliest first and level by level, so that a server that fails always
 * is told from one with a bad record by a few requests.
 */
typedef struct _KwRanges KwRanges;

KwRanges *kw_ranges_new (gint64 now) G_GNUC_WARN_UNUSED_RESULT;
void kw_ranges_free (KwRanges *self);
/* The next stretch of time, as parameters of a search; NULL at the end. */
char *kw_ranges_next (KwRanges *self) G_GNUC_WARN_UNUSED_RESULT;
/* The stretch that was given last could be read. */
void kw_ranges_succeed (KwRanges *self);
/* It could not: it is halved, or is a gap. FALSE when there is no use in going on. */
gboolean kw_ranges_fail (KwRanges *self);
/* Whether every stretch was asked for; FALSE when that would have taken too many requests. */
gboolean kw_ranges_is_whole (const KwRanges *self);
guint kw_ranges_get_n_gaps (const KwRanges *self);
/* The first gap's time, for the reader; 0 when there is none. */
gint64 kw_ranges_get_first_gap (const KwRanges *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwRanges, kw_ranges_free)

G_END_DECLS
