/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "net/journal.h"

G_BEGIN_DECLS

/* By how many seconds this computer's clock is ahead of the server's; FALSE when no answer of
 * @journal had a date. */
gboolean kw_clock_compare (KwJournal *journal, gint64 *out_seconds);

G_END_DECLS
