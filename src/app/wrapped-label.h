/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A label of several lines where it must be, that begins at its left. @css_class: NULL for none. */
GtkWidget *kw_wrapped_label_new (const char *text, const char *css_class);

G_END_DECLS
