/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/sync-job.h"

G_BEGIN_DECLS

/**
 * KwGettingPage:
 *
 * A line per kind of record with its count, in a fixed order, while a sync runs; at its end one
 * honest sentence. Emits "finished" (GError or NULL) and "go-on" when the person wants to see the
 * record.
 */
#define KW_TYPE_GETTING_PAGE (kw_getting_page_get_type ())
G_DECLARE_FINAL_TYPE (KwGettingPage, kw_getting_page, KW, GETTING_PAGE, AdwBin)

void kw_getting_page_follow (KwGettingPage *self, KwConnection *connection, KwSyncJob *job);

G_END_DECLS
