/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/document.h"

#include <string.h>

/* O5: what HL7's and Lantana's lists of 2014 and 2020 warn of (scripts, event attributes, addresses
 * that run, frames, remote pictures, a body that is no XML) leaves nothing but the author's words.
 */

#define HEAD "<?xml version=\"1.0\"?><ClinicalDocument xmlns=\"urn:hl7-org:v3\"><title>Note</title>"
#define CDA(text)                                                                                  \
  HEAD "<component><structuredBody><component><section><title>Plan</title><text>" text             \
       "</text></section></component></structuredBody></component></ClinicalDocument>"
#define OTHER(text)                                                                                \
  HEAD "<component><nonXMLBody><text mediaType=\"text/html\">" text                                \
       "</text></nonXMLBody></component></ClinicalDocument>"

typedef struct
{
  const char *bytes;
  const char *words; /* that stay */
} Case;

static const Case cases[] = {
  { "<p>Rest</p><script>alert(1)</script>", "Rest" },
  { "<p>Rest</p><SCRIPT SRC=//evil.example/x.js></SCRIPT>", "Rest" },
  { "<p onclick=\"alert(1)\" onmouseover=alert(1)>Rest</p>", "Rest" },
  { "<body onload=alert(1)><p>Rest</p>", "Rest" },
  { "<a href=\"javascript:alert(1)\">Rest</a>", "Rest" },
  { "<a href=\"java&#x0A;script:alert(1)\">Rest</a>", "Rest" },
  { "<a href=\"&#106;avascript:alert(1)\">Rest</a>", "Rest" },
  { "<a href=\"data:text/html,alert(1)\">Rest</a>", "Rest" },
  { "<a href=\"vbscript:alert(1)\">Rest</a>", "Rest" },
  { "<p>Rest</p><img src=\"https://evil.example/x.png\" alt=\"scan\">", "scan" },
  { "<p>Rest</p><img src=x onerror=alert(1)>", "Rest" },
  { "<p style=\"background:url(https://evil.example/x)\">Rest</p>", "Rest" },
  { "<style>@import 'https://evil.example/x.css';</style><p>Rest</p>", "Rest" },
  { "<iframe src=\"https://evil.example/\"></iframe><p>Rest</p>", "Rest" },
  { "<object data=\"https://evil.example/\"></object><p>Rest</p>", "Rest" },
  { "<embed src=\"https://evil.example/\"><p>Rest</p>", "Rest" },
  { "<meta http-equiv=refresh content=\"0;url=https://evil.example/\"><p>Rest</p>", "Rest" },
  { "<link rel=stylesheet href=\"https://evil.example/x\"><p>Rest</p>", "Rest" },
  { "<form action=\"https://evil.example/\"><p>Rest</p></form>", "Rest" },
  { "<base href=\"https://evil.example/\"><p>Rest</p>", "Rest" },
  { "<p>Rest</p><svg onload=alert(1)></svg>", "Rest" },
  { CDA ("<paragraph>Rest</paragraph><linkHtml href=\"javascript:alert(1)\">here</linkHtml>"),
    "here" },
  { CDA ("<paragraph onclick=\"alert(1)\">Rest</paragraph>"), "Rest" },
  { CDA ("<table onmouseover=\"alert(1)\"><tbody><tr><td>Rest</td></tr></tbody></table>"), "Rest" },
  { CDA ("<renderMultiMedia referencedObject=\"https://evil.example/x\"/>Rest"), "Rest" },
  { CDA ("<paragraph styleCode=\"x&quot; onload=&quot;alert(1)\">Rest</paragraph>"), "Rest" },
  { OTHER ("<reference value=\"https://evil.example/x.html\"/>"), "Note" },
  { OTHER ("<reference value=\"javascript:alert(1)\"/>"), "Note" },
};

static const char *const never[] = { "alert(1)", "evil.example", "javascript:", "@import" };

static void
test_lists (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (cases[i].bytes, strlen (cases[i].bytes));
      g_autoptr (GError) error = NULL;
      g_autoptr (KwDocument) document = kw_document_new (bytes, "text/html", &error);
      g_assert_no_error (error);
      g_autofree char *text = kw_document_dup_text (document);
      g_test_message ("%" G_GSIZE_FORMAT ": %s", i, text);
      g_assert_nonnull (strstr (text, cases[i].words));
      for (gsize n = 0; n < G_N_ELEMENTS (never); n++)
        g_assert_null (strstr (text, never[n]));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/document-safety/O5/lists", test_lists);
  return g_test_run ();
}
