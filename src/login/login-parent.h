/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Makes @window stay above the window of another process that @handle names. */
void kw_login_set_parent (GtkWindow *window, const char *handle);

G_END_DECLS
