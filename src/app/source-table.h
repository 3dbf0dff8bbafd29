/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/source.h"

G_BEGIN_DECLS

/* What came from a source: a line per kind with its number, words and time, and *Retry* where
 * trying again can help (rule Y1). Narrow: the words stand below the kind. */
GtkWidget *kw_source_table_new (const KwSource *source, gboolean narrow);

G_END_DECLS
