/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sync/keeper.h"

G_BEGIN_DECLS

/* Fetched by itself after a sync up to this size; larger ones when somebody opens them. */
#define KW_ATTACHMENT_BACKGROUND_SIZE ((gint64) 10 * 1024 * 1024)

G_END_DECLS
