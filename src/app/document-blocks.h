/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/document.h"

G_BEGIN_DECLS

/* A widget that shows one block; each label in it that has words is appended to @labels.
 * @fold_rows: equal rows of a table are one row that says how often it stands there (rule O8). */
GtkWidget *kw_document_block_new (const KwBlock *block, gboolean fold_rows, GPtrArray *labels);

G_END_DECLS
