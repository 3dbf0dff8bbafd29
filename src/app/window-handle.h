/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* @handle names @window for another program's dialog: "x11:XID" or "wayland:HANDLE"; NULL where it
 * has no name. */
typedef void (*KwWindowHandleFunc) (const char *handle, gpointer data);

/* Calls @callback once, at once or when the compositor has answered. */
void kw_window_handle_export (GtkWindow *window, KwWindowHandleFunc callback, gpointer data);

G_END_DECLS
