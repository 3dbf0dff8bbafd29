/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jose/jose.h"

#include <string.h>

static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/**
 * kw_base64url_encode:
 * @data: bytes
 * @size: how many
 *
 * ```c
 * kw_base64url_encode ("\xfb\xff", 2);   // "-_8"
 * ```
 *
 * Returns: (transfer full): RFC 4648 section 5, without padding
 */
char *
kw_base64url_encode (gconstpointer data, gsize size)
{
  char *text = g_base64_encode (data, size);

  text[strcspn (text, "=")] = '\0';
  g_strdelimit (text, "+", '-');
  return g_strdelimit (text, "/", '_');
}

/**
 * kw_base64url_decode:
 * @text: base64url without padding
 * @length: its length, or -1
 *
 * Strict, because a signature is over exactly one spelling: no padding, no white space, no bits
 * that are not used.
 *
 * Returns: (transfer full) (nullable): the bytes
 */
GBytes *
kw_base64url_decode (const char *text, gssize length)
{
  g_autoptr (GByteArray) out = g_byte_array_new ();
  guint32 bits = 0;
  guint n_bits = 0;

  g_return_val_if_fail (text != NULL, NULL);

  if (length < 0)
    length = (gssize) strlen (text);
  for (gssize i = 0; i < length; i++)
    {
      const char *found = text[i] != '\0' ? strchr (alphabet, text[i]) : NULL;

      if (found == NULL)
        return NULL;
      bits = (bits << 6) | (guint32) (found - alphabet);
      n_bits += 6;
      if (n_bits >= 8)
        {
          guint8 byte = (guint8) (bits >> (n_bits -= 8));
          g_byte_array_append (out, &byte, 1);
        }
    }
  if (n_bits >= 6 || (bits & ((1u << n_bits) - 1)) != 0)
    return NULL;
  return g_byte_array_free_to_bytes (g_steal_pointer (&out));
}
