/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/document-charset.h"

#include <string.h>

static void
test_parameter (void)
{
  static const struct
  {
    const char *type;
    const char *charset;
  } cases[] = {
    { "text/html; charset=\"UTF-8\"", "utf-8" },
    { "text/plain;CHARSET = iso-8859-1 ; x=y", "iso-8859-1" },
    { "text/html; charset='koi8-r'", "koi8-r" },
    { "text/html", NULL },
    { "text/html; charset=", NULL },
    { NULL, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *charset = kw_charset_dup_parameter (cases[i].type);
      g_assert_cmpstr (charset, ==, cases[i].charset);
    }
}

static void
test_convert (void)
{
  static const struct
  {
    const char *bytes;
    const char *charset;
    const char *expected;
  } cases[] = {
    { "\x80 \xe9 \x81", "Windows-1252", "€ é \xef\xbf\xbd" },
    { "\xc4\xc1", "koi8-r", "да" },
    { "\x82\xa0", "shift_jis", "あ" },
    { "\x82\xa0\xff!", "shift_jis", "あ\xef\xbf\xbd!" },
    { "\x82", "shift_jis", "\xef\xbf\xbd" },
    { "a\xff", "utf-8", "a\xef\xbf\xbd" },
    { "a", "no-such-charset", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text
          = kw_charset_convert (cases[i].bytes, strlen (cases[i].bytes), cases[i].charset);
      g_assert_cmpstr (text, ==, cases[i].expected);
    }
}

static void
test_decode (void)
{
  static const struct
  {
    const char *bytes;
    const char *declared;
    const char *expected;
  } cases[] = {
    { "plain", NULL, "plain" },
    { "caf\xc3\xa9", "windows-1252", "café" },
    { "caf\xe9", "utf-8", "café" },
    { "caf\xe9", "no-such-charset", "café" },
    { "\xc3\xa9 \xe9", NULL, "é \xef\xbf\xbd" },
    { "\x1b$B$\"\x1b(B", "iso-2022-jp", "あ" },
    { "cafÃ© Â°C â€™ â‰¥5", NULL, "café °C ’ ≥5" },
    { "Ã© and é", NULL, "Ã© and é" },
    { "NÃO ANDRÉ’s", NULL, "NÃO ANDRÉ’s" },
    { "ANDRÉ’s", NULL, "ANDRÉ’s" },
    { "", NULL, "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text
          = kw_charset_decode (cases[i].bytes, strlen (cases[i].bytes), cases[i].declared);
      g_assert_cmpstr (text, ==, cases[i].expected);
    }
  g_autofree char *wide = kw_charset_decode ("\xfe\xff\0A\x20\xac", 6, NULL);
  g_assert_cmpstr (wide, ==, "A€");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/document-charset/parameter", test_parameter);
  g_test_add_func ("/document-charset/convert", test_convert);
  g_test_add_func ("/document-charset/decode", test_decode);
  return g_test_run ();
}
