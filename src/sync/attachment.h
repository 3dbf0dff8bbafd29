/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sync/keeper.h"

G_BEGIN_DECLS

/* Fetched by itself after a sync up to this size; larger ones when somebody opens them. */
#define KW_ATTACHMENT_BACKGROUND_SIZE ((gint64) 10 * 1024 * 1024)

/* Fetches attachment @index of the stored record @ref with @keeper and keeps it in the vault. */
GBytes *kw_attachment_fetch_with (KwVault *vault,
                                  KwKeeper *keeper,
                                  const char *ref,
                                  guint index,
                                  char **out_content_type,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
