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
    { "only white space", " \r\n\t\r\n", "" },
  };

  check_document_cases (cases, G_N_ELEMENTS (cases), "text/plain");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text-reader/cases", test_cases);
  return g_test_run ();
}
