/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/cli.h"
#include "sync/sync.h"

G_BEGIN_DECLS

/* One sync with a line a kind on stderr, and one sentence about all of it on stdout. */
KwExit kw_cli_sync (KwVault *vault, KwConnection *connection, gboolean everything);
/* The connection that is called @name: by its name, uuid or address. On failure the reason is on
 * stderr. */
KwConnection *kw_cli_find_connection (KwCli *cli, const char *name, KwExit *out_exit);

G_END_DECLS
