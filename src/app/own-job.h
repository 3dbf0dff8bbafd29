/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "library/own-change.h"

G_BEGIN_DECLS

/* Takes @change and does it for whoever is open in @library; then the window that holds @near says
 * @done, with a button that undoes it, or what went wrong. */
void kw_own_job_run (GtkWidget *near, KwLibrary *library, KwOwnChange *change, const char *done);

G_END_DECLS
