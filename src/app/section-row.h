/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "library/library.h"

G_BEGIN_DECLS

/* A row of the list of sections: icon, name, its state in words where that says something, count.
 */
GtkWidget *kw_section_row_new (KwSnapshot *snapshot, KwSection section) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
