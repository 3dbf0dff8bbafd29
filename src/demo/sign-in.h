/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Who signs in, whose record is chosen, and whether reading is allowed. */
typedef struct
{
  const char *user;
  const char *patient; /* a name; NULL: the first that is offered */
  gboolean deny;
} KwDemoChoice;

/* Walks through the demo clinic's pages as a browser would, by their buttons, and gives the address
 * to which the last page redirects. */
char *kw_demo_sign_in (const char *authorize_url,
                       const KwDemoChoice *choice,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
