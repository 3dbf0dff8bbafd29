/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "net/net.h"

G_BEGIN_DECLS

struct _KwAttempt
{
  KwConnection *connection; /* with client id, redirect and asked scope of this attempt */
  char *state;
  char *verifier;
  char *nonce;
  char *authorize_url;
  gboolean used; /* its redirect has come */
};

G_END_DECLS
