/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A moment of ours (not of a record) in unix seconds, in words and in the computer's zone: "today
 * 14:05", else the day; empty for 0. */
char *kw_dup_when (gint64 unix_time) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
