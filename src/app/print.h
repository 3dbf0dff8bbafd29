/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/scope.h"

G_BEGIN_DECLS

/* Prints @scope (taken) with the desktop's dialog; the pages are the PDF's. */
gboolean kw_print_run (GtkWindow *parent, KwScope *scope, GError **error);

G_END_DECLS
