/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "net/journal.h"

G_BEGIN_DECLS

typedef struct
{
  const char *method;
  const char *url;
  const char *accept;
  const char *bearer; /* NULL: no Authorization header */
  GBytes *form;       /* of a POST, NULL */
  gsize max_size;
  KwPurpose purpose;
} KwRequest;

/* Sends one request and reads its answer, whatever its status. Redirects are not followed: an
 * answer from elsewhere would be an answer about somebody else. */
KwReply *kw_session_send (KwSession *self,
                          const KwRequest *request,
                          GCancellable *cancellable,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
