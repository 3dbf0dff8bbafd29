/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Limits of memory, files and core; before anything is loaded. */
void kw_fence_set_limits (void);
/* From now on this process computes: no file is opened, nothing is started, nobody is talked to. */
gboolean kw_fence_raise (void) G_GNUC_WARN_UNUSED_RESULT;
/* Ends the process when one question has cost this much of the processor. */
void kw_fence_start_clock (guint seconds);

G_END_DECLS
