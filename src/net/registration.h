/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "net/net.h"

G_BEGIN_DECLS

/* A program that makes itself known to a server: before the first sign-in (RFC 7591), or this
 * computer after it (Epic). */
gboolean kw_register_device (KwSession *session,
                             KwConnection *connection,
                             KwTokens *tokens,
                             GCancellable *cancellable,
                             GError **error);
char *kw_device_assertion (KwConnection *connection,
                           const KwTokens *tokens,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
char *kw_register_client (KwSession *session,
                          KwConnection *connection,
                          const char *redirect_uri,
                          const char *scope,
                          GCancellable *cancellable,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
