/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Tells a screen reader what has happened: gtk_accessible_announce() where this GTK has it (4.14),
 * otherwise a notification. */
void kw_a11y_announce (GtkWidget *widget, const char *words);

G_END_DECLS
