/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/error.h"
#include "net/net.h"

G_BEGIN_DECLS

/* The URN of an error, from wherever the server put it, decoded; NULL. */
char *kw_reply_dup_urn (const char *text) G_GNUC_WARN_UNUSED_RESULT;
/* The same from an answer's header or body. */
char *kw_reply_dup_own_urn (const KwReply *reply) G_GNUC_WARN_UNUSED_RESULT;
/* What a URN means; FALSE for one that is not in the table. */
gboolean kw_urn_classify (const char *urn, KwError *out_code);

G_END_DECLS
