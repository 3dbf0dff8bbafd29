/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "demo/strip.h"

/* Chunk by chunk as a reader of PNG goes: length, type, data, sum, to the very last byte. */
static void
test_chunks (void)
{
  static const guint gaps[] = { 20, 90, 90, 0 };
  static const char *const types[] = { "IHDR", "PLTE", "IDAT", "IEND" };
  g_autoptr (GBytes) png = kw_demo_strip (gaps);
  gsize size;
  const guint8 *data = g_bytes_get_data (png, &size);
  gsize place = 8;
  g_assert_cmpmem (data, 8, "\x89PNG\r\n\x1a\n", 8);
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      guint32 length;
      g_assert_cmpuint (place + 12, <=, size);
      memcpy (&length, data + place, sizeof length);
      g_assert_cmpmem (data + place + 4, 4, types[i], 4);
      place += 12 + GUINT32_FROM_BE (length);
    }
  g_assert_cmpuint (place, ==, size);
  /* The sum of an empty IEND is known (PNG annex D). */
  g_assert_cmpmem (data + size - 4, 4, "\xae\x42\x60\x82", 4);
}

static void
test_same_and_other (void)
{
  static const guint even[] = { 20, 90, 90, 0 };
  static const guint uneven[] = { 20, 60, 120, 0 };
  g_autoptr (GBytes) once = kw_demo_strip (even);
  g_autoptr (GBytes) again = kw_demo_strip (even);
  g_autoptr (GBytes) other = kw_demo_strip (uneven);
  g_assert_true (g_bytes_equal (once, again));
  g_assert_false (g_bytes_equal (once, other));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/demo/strip/chunks", test_chunks);
  g_test_add_func ("/demo/strip/same-and-other", test_same_and_other);
  return g_test_run ();
}
