/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/snapshot.h"

G_BEGIN_DECLS

/* Rule L19: "Pathology report", the kind of a grave result or of a note, which stands on the
 * Summary instead of its name; NULL for everything else, and where the person has switched that
 * off. */
const char *kw_snapshot_get_calm_words (const KwSnapshot *self, const KwRecord *record);
/* "Pathology report, 3 November 2026", or NULL. */
char *kw_snapshot_dup_calm_title (const KwSnapshot *self,
                                  const KwRecord *record) G_GNUC_WARN_UNUSED_RESULT;
/* "The lab marked this as critical. Call your clinic today." while that is news, or NULL. */
const char *
kw_snapshot_get_critical_words (const KwSnapshot *self, const KwRecord *record, gint64 now);

/* What the person chose for their Summary; kept sealed in the vault. */
gboolean kw_snapshot_is_calm (const KwSnapshot *self);
gboolean kw_snapshot_is_card_hidden (const KwSnapshot *self, const char *card);
/* Blocks. @hidden: ids of cards, NULL-terminated. */
gboolean
kw_summary_choice_store (KwVault *vault, gboolean calm, const char *const *hidden, GError **error);

G_END_DECLS
