/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/document.h"

#include "core/error.h"
#include "document-dump.h"

static void
test_sniff (void)
{
  static const struct
  {
    const char *bytes;
    gssize length;
    const char *declared;
    const char *expected;
  } cases[] = {
    { "%PDF-1.4\n\xe2\xe3", -1, "application/octet-stream", "application/pdf" },
    { "junk\n%PDF-1.7", -1, "text/plain", "application/pdf" },
    { "{\\rtf1 x}", -1, "text/plain", "text/rtf" },
    { "{\\rtf1 x}", -1, "application/rtf; charset=utf-8", "text/rtf" },
    { "\x89PNG\r\n\x1a\n\0\0\0\r", 12, "image/jpeg", "image/png" },
    { "\xff\xd8\xff\xe0\0\x10", 6, NULL, "image/jpeg" },
    { "II*\0\x08\0\0\0", 8, NULL, "image/tiff" },
    { "PK\x03\x04\x14\0\0\0", 8, "application/octet-stream", "application/zip" },
    { "PK\x03\x04\x14\0\0\0", 8,
      "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
      "application/vnd.openxmlformats-officedocument.wordprocessingml.document" },
    { "<!DOCTYPE html><html>", -1, NULL, "text/html" },
    { "\n <HTML><BODY>", -1, "text/plain", "text/html" },
    { "<!-- x --><p>y", -1, "aapplication/xml", "text/html" },
    { "words <b>bold</b>", -1, "TEXT/HTML; charset=utf-8", "text/html" },
    { "words only", -1, "text/html; charset=utf-8", "text/plain" },
    { "words <b>bold</b>", -1, "text/plain", "text/plain" },
    { "BM was seen", -1, "text/plain", "text/plain" },
    { "<jane@example.org> wrote", -1, "text/plain", "text/plain" },
    { "<?xml version=\"1.0\"?><ClinicalDocument xmlns=\"urn:hl7-org:v3\">", -1, "aapplication/xml",
      "application/cda+xml" },
    { "<?xml version=\"1.0\"?><invoice xmlns=\"urn:x\">", -1, "aapplication/xml",
      "application/xml" },
    { "<Patient xmlns=\"http://hl7.org/fhir\">", -1, "text/plain", "application/fhir+xml" },
    { "<div xmlns=\"http://www.w3.org/1999/xhtml\">", -1, NULL, "text/html" },
    { " {\"a\":1}", -1, "application/fhir+json", "application/json" },
    { "{note} [x]", -1, "text/plain", "text/plain" },
    { "\0\1\2\3\0\1\2\3", 8, "audio/mpeg", "audio/mpeg" },
    { "\0\1\2\3\0\1\2\3", 8, "text/plain", "application/octet-stream" },
    { "", 0, "text/html", "application/octet-stream" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gsize n = cases[i].length < 0 ? strlen (cases[i].bytes) : (gsize) cases[i].length;
      g_autoptr (GBytes) bytes = g_bytes_new (cases[i].bytes, n);
      g_assert_cmpstr (kw_document_sniff (bytes, cases[i].declared), ==, cases[i].expected);
    }
  g_assert_true (kw_document_can_read ("text/html"));
  g_assert_false (kw_document_can_read ("application/pdf"));
  g_assert_false (kw_document_can_read (NULL));
}

static void
test_errors (void)
{
  static const struct
  {
    const char *bytes;
    int code;
  } cases[] = { { "", KW_ERROR_EMPTY_FILE },
                { "%PDF-1.4", KW_ERROR_UNREADABLE },
                { "<?xml version=\"1.0\"?><x/>", KW_ERROR_UNREADABLE } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (cases[i].bytes, strlen (cases[i].bytes));
      g_autoptr (GError) error = NULL;
      g_assert_null (kw_document_new (bytes, "text/html", &error));
      g_assert_error (error, KW_ERROR, cases[i].code);
    }
}

static void
test_text (void)
{
  g_autoptr (KwDocument) document = read_document (
      "<h2>Plan</h2><p>Dose <s>10</s> 5 mg</p><ul><li>a</li><li>b<ol><li>c</ol></ul><hr>"
      "<table><tr><td>Na<br>now<td>140<tr><td>K<td>4</table>",
      -1, "text/html");
  g_autofree char *text = kw_document_dup_text (document);

  g_assert_cmpstr (text, ==,
                   "Plan\n\nDose [crossed out: 10] 5 mg\n\n• a\n• b\n  1. c\n\nNa now\t140\nK\t4");
}

/* The example of kw_document_new(). */
static void
test_example (void)
{
  g_autoptr (KwDocument) document = read_document ("<p>5 mg</p>", -1, "text/plain; charset=utf-8");

  g_assert_cmpuint (kw_document_get_n_blocks (document), ==, 1);
  g_assert_cmpstr (kw_document_get_block (document, 0)->text, ==, "5 mg");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/document/sniff", test_sniff);
  g_test_add_func ("/document/errors", test_errors);
  g_test_add_func ("/document/text", test_text);
  g_test_add_func ("/document/example", test_example);
  return g_test_run ();
}
