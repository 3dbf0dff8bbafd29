/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "jose/jose.h"

/* RFC 4648 section 10, without padding, and what is different from plain Base64. */
static void
test_vectors (void)
{
  static const char *const cases[][2] = {
    { "", "" },           { "f", "Zg" },          { "fo", "Zm8" },          { "foo", "Zm9v" },
    { "foob", "Zm9vYg" }, { "fooba", "Zm9vYmE" }, { "foobar", "Zm9vYmFy" }, { "\xfb\xff", "-_8" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = kw_base64url_encode (cases[i][0], strlen (cases[i][0]));
      g_autoptr (GBytes) bytes = kw_base64url_decode (cases[i][1], -1);

      g_assert_cmpstr (text, ==, cases[i][1]);
      g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), cases[i][0],
                       strlen (cases[i][0]));
    }
}

/* One value has one spelling, so that a changed token stays a changed token. */
static void
test_refused (void)
{
  static const char *const bad[]
      = { "A", "AA=", "A A", "AB", "AAF", "A+", "A/", "AAAA\n", "\xc3\xa4" };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_null (kw_base64url_decode (bad[i], -1));
  g_assert_null (kw_base64url_decode ("AA\0A", 4));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/jose/base64url/vectors", test_vectors);
  g_test_add_func ("/jose/base64url/refused", test_refused);
  return g_test_run ();
}
