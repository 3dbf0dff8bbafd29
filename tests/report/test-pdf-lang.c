/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "report/pdf-lang.h"

/* The bones of a PDF: a catalog with a dictionary in it, and a table of two entries. */
#define HEAD "%PDF-1.4\n1 0 obj\n<< /Type /Catalog /MarkInfo << /Marked true >>\n>>\nendobj\n"
#define TABLE "xref\n0 2\n0000000000 65535 f \n0000000009 00000 n \n"
#define TRAILER "trailer\n<< /Size 2 /Root 1 0 R /Info 7 0 R >>\nstartxref\n72\n%%EOF\n"

static GByteArray *
make (const char *text)
{
  GByteArray *bytes = g_byte_array_new ();
  g_byte_array_append (bytes, (const guint8 *) text, (guint) strlen (text));
  return bytes;
}

static void
test_append (void)
{
  g_autoptr (GByteArray) pdf = make (HEAD TABLE TRAILER);
  guint before = pdf->len;

  g_assert_true (kw_pdf_append_language (pdf, "de-CH"));
  /* An incremental update leaves every byte in its place. */
  g_assert_cmpmem (pdf->data, before, HEAD TABLE TRAILER, before);
  g_autofree char *added = g_strndup ((const char *) pdf->data + before, pdf->len - before);
  g_assert_nonnull (strstr (added, "1 0 obj\n<< /Type /Catalog /MarkInfo << /Marked true >>"));
  g_assert_nonnull (strstr (added, "/Lang (de-CH)\n>>\nendobj\n"));
  g_assert_nonnull (strstr (added, "/Prev 72"));
  g_assert_nonnull (strstr (added, "/Info 7 0 R"));
  g_assert_true (g_str_has_suffix (added, "%%EOF\n"));

  /* Both offsets point at what they promise. */
  const char *entry = strstr (added, "xref\n1 1\n") + strlen ("xref\n1 1\n");
  guint64 object = g_ascii_strtoull (entry, NULL, 10);
  guint64 table
      = g_ascii_strtoull (strstr (added, "startxref\n") + strlen ("startxref\n"), NULL, 10);
  g_assert_cmpmem (pdf->data + object, 7, "1 0 obj", 7);
  g_assert_cmpmem (pdf->data + table, 9, "xref\n1 1\n", 9);
}

static void
test_refused (void)
{
  const char *const texts[] = {
    "",
    "%PDF-1.4\n",
    HEAD TABLE "startxref\n72\n%%EOF\n",
    HEAD TABLE "trailer\n<< /Size 2 >>\nstartxref\n72\n%%EOF\n",
    HEAD TABLE "trailer\n<< /Size 2 /Root 5 0 R >>\nstartxref\n72\n%%EOF\n",
    "%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Lang (en) >>\nendobj\n" TABLE TRAILER,
    "%PDF-1.4\n1 0 obj\n<< /Type /Catalog << \nendobj\n" TABLE TRAILER,
  };
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GByteArray) pdf = make (texts[i]);
      g_assert_false (kw_pdf_append_language (pdf, "en"));
      g_assert_cmpmem (pdf->data, pdf->len, texts[i], strlen (texts[i]));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pdf-lang/append", test_append);
  g_test_add_func ("/pdf-lang/refused", test_refused);
  return g_test_run ();
}
