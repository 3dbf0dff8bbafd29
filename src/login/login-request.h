/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What keepwell-login is asked, and what it answers: one line of JSON each. */
typedef struct
{
  char *authorize_url;
  char *redirect_uri;
  char *title;         /* of the hospital; never NULL */
  char *parent_handle; /* "x11:XID", "wayland:HANDLE", or "" */
} KwLoginRequest;

KwLoginRequest *kw_login_request_new (GBytes *line, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void kw_login_request_free (KwLoginRequest *self);
GBytes *kw_login_read_line (int fd, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* {"redirect":"…"}, {"error":"…"}, or with no @value {"cancelled":true} or {"browser":true}. */
gboolean kw_login_write_answer (int fd, const char *member, const char *value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwLoginRequest, kw_login_request_free)

G_END_DECLS
