/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Readable copies for other programs: in the session's own folder, which lies in memory and which
 * nobody else may enter, for as long as this program is open. */

/* Returns: the path of the copy. */
char *
kw_copies_write (GBytes *bytes, const char *file_name, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* On close, on lock, and at the start for programs that ended in another way. */
void kw_copies_remove (void);

G_END_DECLS
