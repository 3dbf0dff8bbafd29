/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "net/net.h"

G_BEGIN_DECLS

/* How often one request is sent at most. */
#define KW_BACKOFF_TRIES 4

/**
 * kw_backoff_get_pause:
 * @reply: an answer
 * @try: which it was, from 0
 * @share: a number from 0 to 1, at random
 *
 * How long to wait before the same request is sent again: as long as the server asks (RFC 9110
 * section 10.2.3), else a share of a span that doubles, so that many readers who were turned away
 * together do not come back together. A server that wants more patience than a person has is not
 * waited for.
 *
 * Returns: milliseconds, or -1 when it is not sent again
 */
gint64 kw_backoff_get_pause (const KwReply *reply, guint try, double share);

G_END_DECLS
