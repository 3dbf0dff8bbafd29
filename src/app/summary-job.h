/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "library/library.h"

G_BEGIN_DECLS

/* What is done in a thread; @data belongs to the job. */
typedef gboolean (*KwSummaryWork) (KwVault *vault, gpointer data, GError **error);

/* Writes for whoever is open in @library, which then reads again; the window that holds @near says
 * @done (NULL: nothing), or what went wrong. Takes @data, also when nobody is open. */
void kw_summary_job_run (GtkWidget *near,
                         KwLibrary *library,
                         KwSummaryWork work,
                         gpointer data,
                         GDestroyNotify free_data,
                         const char *done);

G_END_DECLS
