/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "library/library.h"

G_BEGIN_DECLS

/* Starts GTK for a test; call instead of g_test_init(). */
void app_test_init (int *argc, char ***argv);
/* The look that AdwApplication would give. */
void app_test_set_dark (gboolean dark);
/* The same for high contrast, which has to be wished for before app_test_init(). */
void app_test_set_high_contrast (void);
/* The record of tests/app/fixtures/rosa.json; lives to the end of the program. */
KwSnapshot *app_test_get_snapshot (void);
/* A record with nothing in it but her name. */
KwSnapshot *app_test_get_empty_snapshot (void);
/* Runs the main loop until @widget was drawn and nothing more is to be done. */
void app_test_settle (GtkWidget *widget);
/* Runs the main loop until the weak pointer is cleared: a widget that lives on leaks. */
void app_test_settle_gone (GtkWidget **widget);
/* What @window draws; one that is being laid out draws nothing, and is waited for. NULL: it never
 * ends. */
GskRenderNode *app_test_draw (GtkWidget *window) G_GNUC_WARN_UNUSED_RESULT;
/* A picture of the window in the build directory, to be looked at. */
void app_test_save_png (GtkWidget *window, const char *name);
/* The first widget of @type under @widget, itself too; NULL. */
GtkWidget *app_test_find (GtkWidget *widget, GType type);
/* The text of every label that can be seen, a line each. */
char *app_test_dup_text (GtkWidget *widget) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
