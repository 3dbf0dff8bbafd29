/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Sets the direction of @label by @text, which it shows. Numbers are read from left to right in
 * every language, but signs without a letter take the direction of their label: from right to left
 * "7.2 %" would come out as "% 7.2", and the range "4.0–5.6" as "5.6–4.0". */
void kw_direction_follow_text (GtkWidget *label, const char *text);

G_END_DECLS
