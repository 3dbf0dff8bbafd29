/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Where a redirect to io.github.keepwell.keepwell://callback arrives: the desktop starts the
 * program a second time with it, that one hands it to the first, and here it meets the sign-in that
 * waits for it, found by its `state`. In memory only. */

/* Waits up to @seconds for the redirect with that @state. */
char *kw_inbox_wait (const char *state, guint seconds, GCancellable *cancellable, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* FALSE when nobody waits for it: an old page, or somebody else's doing. It is dropped. */
gboolean kw_inbox_deliver (const char *redirect);

G_END_DECLS
