/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/document-kind.h"

/* O3: the kind of a file is said, with parameters and in any letters. */
static void
test_words (void)
{
  static const struct
  {
    const char *type;
    const char *words;
    const char *ending;
  } cases[] = {
    { "text/html; charset=utf-8", "A note as a web page (HTML)", "html" },
    { " Text/RTF ;charset=x", "A note in rich text (RTF)", "rtf" },
    { "text/plain", "A note in plain text", "txt" },
    { "application/pdf", "A PDF document", "pdf" },
    { "image/jpeg", "A picture", "jpg" },
    { "image/x-other", "A picture", "bin" },
    { "text/xml", "A data file (XML)", "xml" },
    { "application/dicom", "A scan in the format of the machine (DICOM)", "dcm" },
    { "application/octet-stream", NULL, "bin" },
    { "application/pdfx", NULL, "bin" },
    { "", NULL, "bin" },
    { NULL, NULL, "bin" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_cmpstr (kw_document_kind_words (cases[i].type), ==, cases[i].words);
      g_assert_cmpstr (kw_document_kind_ending (cases[i].type), ==, cases[i].ending);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/document-kind/O3/words", test_words);
  return g_test_run ();
}
