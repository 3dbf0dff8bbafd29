/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Shows one child of a stack and hides the others, so that a screen reader does not walk through
 * pages that nobody sees. */
void kw_stack_show (GtkStack *stack, GtkWidget *child);
void kw_stack_show_name (GtkStack *stack, const char *name);

G_END_DECLS
