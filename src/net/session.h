/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "net/journal.h"

G_BEGIN_DECLS

/* One piece of a body that is not kept; @total is 0 while unknown. */
typedef gboolean (
    *KwPieceFunc) (gpointer data, const char *bytes, gsize size, gsize total, GError **error);

typedef struct
{
  const char *method;
  const char *url;
  const char *accept;
  const char *bearer;    /* NULL: no Authorization header */
  GBytes *form;          /* of a POST, NULL */
  const char *body_type; /* of @form; NULL: a form */
  const char *etag;      /* If-None-Match; NULL */
  gsize max_size;
  KwPurpose purpose;
  KwPieceFunc piece; /* gets the body of a 200 instead of the reply; NULL */
  gpointer piece_data;
} KwRequest;

/* Sends one request and reads its answer, whatever its status. Redirects are not followed: an
 * answer from elsewhere would be an answer about somebody else. */
KwReply *kw_session_send (KwSession *self,
                          const KwRequest *request,
                          GCancellable *cancellable,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
