/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/view.h"

G_BEGIN_DECLS

/**
 * KwConnectionsPage:
 *
 * Every source with its state in words, what came of each kind, and what can be done.
 */
#define KW_TYPE_CONNECTIONS_PAGE (kw_connections_page_get_type ())
G_DECLARE_FINAL_TYPE (KwConnectionsPage, kw_connections_page, KW, CONNECTIONS_PAGE, KwView)

G_END_DECLS
