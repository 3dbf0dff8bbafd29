/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "login/login-request.h"

G_BEGIN_DECLS

#define KW_TYPE_LOGIN_WINDOW (kw_login_window_get_type ())
G_DECLARE_FINAL_TYPE (KwLoginWindow, kw_login_window, KW, LOGIN_WINDOW, GtkWindow)

/* Emits "answered" (member, value) once: "redirect" and its URI, or "cancelled" or "browser"
 * and NULL. */
KwLoginWindow *kw_login_window_new (KwLoginRequest *request) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
