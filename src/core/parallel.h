/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef void (*KwParallelFunc) (gpointer data, guint index);

void kw_parallel_run (guint n, guint at_once, KwParallelFunc func, gpointer data);

G_END_DECLS
