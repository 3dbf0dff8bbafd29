/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "jose/jose.h"

static void
test_secret (void)
{
  g_autofree char *a = kw_random_secret (32);
  g_autofree char *b = kw_random_secret (32);
  g_autoptr (GBytes) bytes = kw_base64url_decode (a, -1);

  g_assert_cmpuint (strlen (a), ==, 43);
  g_assert_cmpuint (g_bytes_get_size (bytes), ==, 32);
  g_assert_cmpstr (a, !=, b);
}

static void
test_same (void)
{
  g_assert_true (kw_is_same_secret ("abc", "abc"));
  g_assert_false (kw_is_same_secret ("abc", "abd"));
  g_assert_false (kw_is_same_secret ("ab", "abc"));
  g_assert_false (kw_is_same_secret ("abcd", "abc"));
  g_assert_false (kw_is_same_secret (NULL, "abc"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/jose/random/secret", test_secret);
  g_test_add_func ("/jose/random/same", test_same);
  return g_test_run ();
}
