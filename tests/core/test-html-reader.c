/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/html-reader.h"

#include "document-dump.h"

static void
test_cases (void)
{
  static const DocumentCase cases[] = {
    { "paragraphs and white space", "<p>Take  one\n tablet</p><p>daily.</p>",
      "P Take one tablet\nP daily." },
    { "text without elements", "Dear Ann,<br>all is well.<br/>Bye",
      "P Dear Ann,\nall is well.\nBye" },
    { "headings", "<h1>Plan</h1>Rest<h3>Later</h3>", "H1 Plan\nP Rest\nH3 Later" },
    { "emphasis", "<p>Do <b>not <i>ever</i></b> <u>stop</u></p>",
      "P Do {b:not} {bi:ever} {u:stop}" },
    { "struck", "<p>Dose <s>10 mg</s> 5 mg</p>", "P Dose {s:10 mg} 5 mg" },
    { "struck by style", "<p>Dose <span style='Text-Decoration: line-through'>10</span> 5</p>",
      "P Dose {s:10} 5" },
    { "powers stay powers", "<p>4.5 x10<sup>9</sup>/L, 10<sup>-3</sup>, CO<sub>2</sub></p>",
      "P 4.5 x10⁹/L, 10⁻³, CO₂" },
    { "lists", "<ul><li>one<li>two<ol start=3><li>a</li><li>b</ol></ul><p>end</p>",
      "L1.0 one\nL1.0 two\nL2.3 a\nL2.4 b\nP end" },
    { "a paragraph in an item", "<ul><li><p>aspirin</p></li></ul>", "L1.0 aspirin" },
    { "scripts and styles",
      "<html><head><title>x</title><style>p{}</style><script>if(a<b)alert('no')</script></head>"
      "<body onload=\"bad()\"><p>yes<script>document.write('no')</script></p></body></html>",
      "P yes" },
    { "links are words",
      "<p><a href=\"javascript:alert(1)\">Call us</a> or <a href='http://x/'>see</a></p>",
      "P Call us or see" },
    { "a picture without words is named",
      "<p>A <img src='cid:1'> B <img alt='' src=x> C <img width=1 src=x> <img title='rash'></p>",
      "P A [picture] B C rash" },
    { "struck among others", "<p style='text-decoration: underline line-through'>10 mg</p>",
      "P {us:10 mg}" },
    { "what is filled in",
      "<p><input type=checkbox checked>yes <input type='CHECKBOX'>no <input value='5 mg'>"
      "<input type=hidden value=secret></p><select><option>a<option selected>b</select>",
      "P ☑ yes ☐ no 5 mg\nP ☐ a\nP ☑ b" },
    { "letters are never turned around", "<p>\u202e01 gm\u202c &#x202d;x</p>", "P 01 gm\u202c x" },
    { "pictures are their words", "<p>A <img src='http://x/y.png' alt='chest film'> here</p>",
      "P A chest film here" },
    { "entities", "<p>&lt;5 &micro;g &eacute; &#8805; &#x2265; &apos; &#149; &amp;amp;</p>",
      "P <5 µg é ≥ ≥ ' • &amp;" },
    { "table",
      "<table><caption>Labs</caption><tr><th>Test<th>Value</tr><tr><td>Sodium<td>140</table>",
      "P Labs\nT #Test|#Value / Sodium|140" },
    { "colspan", "<table><tr><td colspan=2>Both</td></tr><tr><td>a</td><td>b</td></tr></table>",
      "T 2*Both / a|b" },
    { "rowspan",
      "<table><tr><td colspan=2>ab</td><td "
      "rowspan=2>c</td></tr><tr><td>x</td><td>y</td></tr></table>",
      "T 2*ab|c / x|y|c" },
    { "rowspan first",
      "<table><tr><th "
      "rowspan=3>Na</th><td>1</td></tr><tr><td>2</td></tr><tr><td>3</td></tr></table>",
      "T #Na|1 / #Na|2 / #Na|3" },
    { "blocks in a cell",
      "<table><tr><td><p>one</p><p>two</p></td><td><ul><li>x<li>y</ul></td></tr></table>",
      "T one\ntwo|• x\n• y" },
    { "a table that arranges the page",
      "<table><tr><td>Head<table><tr><td>a</td><td>b</td></tr></table>Foot</td></tr></table>",
      "P Head\nT a|b\nP Foot" },
    { "one column is no table", "<table><tr><th>Note</th></tr><tr><td>fine</td></tr></table>",
      "P {b:Note}\nP fine" },
    { "preformatted", "<pre>\nNa   140\n  K  4\n</pre>", "pre Na   140\n  K  4" },
    { "kept by style", "<div style=\"white-space: pre-wrap\">a\n  b</div>", "P a\n  b" },
    { "rule", "<p>a</p><hr><p>b</p>", "P a\nhr\nP b" },
    { "unclosed", "<div><b>Never <i>closed <table><tr><td>x<td>y",
      "P {b:Never} {bi:closed}\nT {bi:x}|{bi:y}" },
    { "unclosed title", "<html><head><title>t<body><p>words</p>", "P words" },
    { "comments", "<p>a<!-- <b>no</b> -->b</p>", "P ab" },
    { "definition list", "<dl><dt>Dose<dd>5 mg</dl>", "P {b:Dose}\nP 5 mg" },
    { "office elements", "<p>x<o:p>&nbsp;</o:p></p><![if !x]><p>y</p><![endif]>",
      "P x\xc2\xa0\nP y" },
    { "CDATA", "<div xmlns=\"http://www.w3.org/1999/xhtml\"><p><![CDATA[a < b & c]]></p></div>",
      "P a < b & c" },
    { "narrative of FHIR",
      "<div xmlns=\"http://www.w3.org/1999/xhtml\"><table class=\"grid\"><tbody><tr><td><b>Dose</b>"
      "</td><td/><td>5 mg</td></tr></tbody></table><br/></div>",
      "T {b:Dose}||5 mg" },
    { "XML with a prefix",
      "<?xml version=\"1.0\"?><h:div "
      "xmlns:h=\"http://www.w3.org/1999/xhtml\"><h:p>a</h:p><h:p>b</h:p></h:div>",
      "P a\nP b" },
  };

  check_document_cases (cases, G_N_ELEMENTS (cases), "text/html; charset=utf-8");
}

static void
test_charsets (void)
{
  static const struct
  {
    const char *bytes;
    gssize length;
    const char *type;
    const char *expected;
  } cases[] = {
    { "<p>caf\xe9 \x96</p>", -1, "text/html; charset=ISO-8859-1", "P café –" },
    { "<p>caf\xe9</p>", -1, "text/html", "P café" },
    { "<p>caf\xe9</p>", -1, "text/html; charset=utf-8", "P café" },
    { "<p>caf\xc3\xa9</p>", -1, "text/html; charset=iso-8859-1", "P café" },
    { "<p>caf\xc3\xa9 \xff</p>", -1, "text/html; charset=utf-8", "P café \xef\xbf\xbd" },
    { "<meta charset=koi8-r><p>\xc4\xc1</p>", -1, "text/html", "P да" },
    { "<meta http-equiv=Content-Type content=\"text/html; charset=windows-1251\"><p>\xe4\xe0</p>",
      -1, "text/html", "P да" },
    { "\xef\xbb\xbf<p>\xc3\xa9</p>", -1, "text/html; charset=latin1", "P é" },
    { "\xff\xfe<\0p\0>\0\xe9\0", 10, NULL, "P é" },
    { "<\0p\0>\0\xe9\0", 8, "text/html", "P é" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KwDocument) document
          = read_document (cases[i].bytes, cases[i].length, cases[i].type);
      g_autofree char *dump = dump_document (document);
      g_assert_cmpstr (dump, ==, cases[i].expected);
    }
}

static char *
repeat (const char *before, const char *part, guint n, const char *after)
{
  GString *text = g_string_new (before);

  while (n-- > 0)
    g_string_append (text, part);
  g_string_append (text, after);
  return g_string_free (text, FALSE);
}

static void
test_hostile (void)
{
  static const struct
  {
    const char *before;
    const char *part;
    guint n;
    const char *after;
    const char *last;
  } cases[] = {
    { "", "<div>", 100000, "deep", "deep" },
    { "", "<b><i>", 50000, "deep", "deep" },
    { "", "<ul><li>", 50000, "deep", "deep" },
    { "", "<table><tr><td>", 20000, "deep", "deep" },
    { "<p>", "</div></p></b>", 100000, "words", "words" },
    { "<p>words</p>", "<", 100000, "", NULL },
    { "<p>words</p><p>", "&", 100000, "", NULL },
    { "<p>words</p><img src=\"data:", "AAAAAAAAAA", 1000000, "\"><p>after</p>", "after" },
    { "<table><tr><td rowspan=65534 colspan=65534>a</td><td>b</td></tr>", "<tr><td>x", 50000,
      "</table><p>after</p>", "after" },
    { "<table><tr>", "<td rowspan=65534>a", 500, "<tr><tr><tr></table><p>after</p>", "after" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *html = repeat (cases[i].before, cases[i].part, cases[i].n, cases[i].after);
      gint64 start = g_get_monotonic_time ();
      g_autoptr (KwDocument) document = read_document (html, -1, "text/html");
      g_autofree char *text = kw_document_dup_text (document);

      g_assert_true (g_utf8_validate (text, -1, NULL));
      if (cases[i].last != NULL)
        g_assert_true (g_str_has_suffix (text, cases[i].last));
      else
        g_assert_true (g_str_has_prefix (text, "words"));
      g_assert_cmpint (g_get_monotonic_time () - start, <, 20 * G_USEC_PER_SEC);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/html-reader/cases", test_cases);
  g_test_add_func ("/html-reader/charsets", test_charsets);
  g_test_add_func ("/html-reader/hostile", test_hostile);
  return g_test_run ();
}
