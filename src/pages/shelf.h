/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * The shelf:
 *
 * Files that are opened before the fence goes up, to be handed out behind it. A PDF may name fonts
 * that it does not carry; the libraries then open a font file by its path, which the fence forbids.
 * So this program answers their calls of open() and fopen() itself, from the shelf and nothing
 * else.
 */
void kw_shelf_add_fonts (void);
void kw_shelf_add_folder (const char *folder);
/* After this, a path that is not on the shelf does not exist. */
void kw_shelf_close (void);

G_END_DECLS
