/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A PDF of real text, letter size, as many pages as the lines need. The lines are UTF-8 but only
 * characters of Latin-1 can be shown. A line that begins with "# " is a heading. */
GBytes *kw_demo_pdf (const char *title, const char *const *lines) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
