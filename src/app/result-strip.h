/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "library/snapshot.h"

G_BEGIN_DECLS

/* What stands at the right of a test's row: its number line, or its value in words, and a small
 * line of all its results; each at the same place in every row. */
GtkWidget *kw_result_strip_new (const KwSnapshot *snapshot,
                                const KwRecord *record) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
