/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A number of records as the reader's language groups its digits: "1,320". */
char *kw_dup_count (guint n) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
