/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/json.h"
#include "net/attempt.h"

char *kw_identity_dup_patient (KwConnection *connection, const char *text);
KwJson *kw_identity_verify (KwSession *session,
                            const KwAttempt *attempt,
                            const char *token,
                            GCancellable *cancellable,
                            GError **error);
gboolean kw_identity_settle (KwSession *session,
                             KwConnection *connection,
                             KwTokens *tokens,
                             GCancellable *cancellable,
                             GError **error);
