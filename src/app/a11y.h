/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Tells a screen reader what has happened: gtk_accessible_announce() where this GTK has it (4.14),
 * otherwise a notification. */
void kw_a11y_announce (GtkWidget *widget, const char *words);

/* Whether a screen reader runs on this desktop. Asks the session bus and waits for it: for a worker
 * thread. */
gboolean kw_a11y_has_screen_reader (void);
/* Whether a web page is silent to it here (WebKitGTK's needs GTK 4.14 to be in the tree). */
gboolean kw_a11y_pages_are_silent (void);

G_END_DECLS
