/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/text-reader.h"

#include "document-dump.h"

static void
test_cases (void)
{
  static const DocumentCase cases[] = {
    { "line ends", "one\r\ntwo\rthree\nfour", "P one\ntwo\nthree\nfour" },
    { "paragraphs", "one\r\n\r\n \t\r\ntwo\n", "P one\nP two" },
    { "columns", "Na     140\nK      4.1\n\nwords follow",
      "pre Na     140\nK      4.1\nP words follow" },
    { "tabs", "Na\t140\n", "pre Na\t140" },
    { "indent alone is no column", "      indented\n      lines", "P       indented\n      lines" },
    { "form feed", "page one\fpage two", "P page one\nhr\nP page two" },
    { "tags of other things", "BP <120/80 & <b rising\x01", "P BP <120/80 & <b rising" },
    { "latin", "caf\xe9", "P café" },
    { "line ends of three kinds", "a\r\nb\rc\nd", "P a\nb\nc\nd" },
    { "a character that was lost stays lost", "5 \xef\xbf\xbdg", "P 5 \xef\xbf\xbdg" },
    { "letters are never turned around", "\u202e01 gm", "P 01 gm" },
    { "controls",
      "a\x1b[31mb\xc2\x85"
      "c",
      "P a[31mbc" },
    { "only white space", " \r\n\t\r\n", "" },
  };

  check_document_cases (cases, G_N_ELEMENTS (cases), "text/plain");
}

/* Bytes with zeros in them, so with their length. */
static void
test_zeros (void)
{
  static const struct
  {
    const char *bytes;
    gssize length;
    const char *type;
    const char *expected;
  } cases[] = {
    { "5\0 \0m\0g\0", 8, "text/plain; charset=utf-16", "P 5 mg" },
    { "5\0 \0m\0g\0", 8, "text/plain", "P 5 mg" },
    { "\0005\0 \0m\0g", 8, "text/plain", "P 5 mg" },
    { "\xff\xfe\xb5\0g\0", 6, "text/plain", "P µg" },
    { "The wound is clean and dry.\0"
      "Next visit in two weeks time.",
      57, "text/plain", "P The wound is clean and dry.Next visit in two weeks time." },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KwDocument) document
          = read_document (cases[i].bytes, cases[i].length, cases[i].type);
      g_autofree char *dump = dump_document (document);
      g_assert_cmpstr (dump, ==, cases[i].expected);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text-reader/cases", test_cases);
  g_test_add_func ("/text-reader/zeros", test_zeros);
  return g_test_run ();
}
