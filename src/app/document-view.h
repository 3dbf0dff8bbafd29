/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/document.h"

G_BEGIN_DECLS

/* A note as selectable labels and grids, in a vertical box; never drawn, so that a screen reader
 * and the clipboard have its words (rule O1b). */
GtkWidget *kw_document_view_new (const KwDocument *document) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
