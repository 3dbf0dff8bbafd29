/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One spelling for every unit that is the same one. */
char *kw_unit_canonical (const char *unit) G_GNUC_WARN_UNUSED_RESULT;
/* Whether two units as sent, each with its UCUM code or NULL, are the same. */
gboolean
kw_unit_same (const char *unit_a, const char *code_a, const char *unit_b, const char *code_b);

G_END_DECLS
