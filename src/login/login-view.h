/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <webkit/webkit.h>

G_BEGIN_DECLS

/* A web view that keeps nothing, asks nothing and shows nothing but the page: a floating reference.
 */
WebKitWebView *kw_login_view_new (void);

G_END_DECLS
