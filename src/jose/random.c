/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gnutls/crypto.h>
#include <gnutls/gnutls.h>
#include <string.h>

#include "jose/jose.h"

/**
 * kw_random_secret:
 * @size: how many random bytes it holds
 *
 * For `state`, nonce and PKCE verifier: from the system's source of random numbers.
 *
 * Returns: (transfer full): base64url without padding
 */
char *
kw_random_secret (gsize size)
{
  g_autofree guint8 *bytes = g_malloc (size);

  if (gnutls_rnd (GNUTLS_RND_KEY, bytes, size) != 0)
    g_error ("no source of random numbers");
  return kw_base64url_encode (bytes, size);
}

/**
 * kw_is_same_secret:
 * @a: (nullable): what came
 * @b: what was sent
 *
 * Compares without stopping at the first difference.
 *
 * Returns: whether they are equal
 */
gboolean
kw_is_same_secret (const char *a, const char *b)
{
  gsize n = a != NULL ? strlen (a) : 0;

  g_return_val_if_fail (b != NULL, FALSE);

  return n == strlen (b) && gnutls_memcmp (a != NULL ? a : "", b, n) == 0;
}
