/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A strip of a heart's rhythm on its pink paper, as a PNG: the picture among the documents. The
 * gaps between the beats are @gaps, in pixels, 0-terminated: uneven ones are an irregular rhythm.
 */
GBytes *kw_demo_strip (const guint *gaps) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
