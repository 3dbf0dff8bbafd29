/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/rtf-reader.h"

#include "document-dump.h"

#define HEAD                                                                                       \
  "{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0\\fswiss\\fcharset0 Arial;}"                    \
  "{\\f1\\froman\\fcharset2 Symbol;}{\\f2\\fnil\\fcharset204{\\*\\falt x}Arial Cyr;}"              \
  "{\\f3\\fnil\\fcharset2 Wingdings;}{\\f4\\fnil\\fcharset128 MS Mincho;}}"                        \
  "{\\colortbl;\\red0\\green0\\blue0;}{\\stylesheet{\\s1 heading 1;}}"                             \
  "{\\info{\\title Secret}{\\author Nobody}}{\\*\\generator Test;}\\f0 "

static void
test_cases (void)
{
  static const DocumentCase cases[] = {
    { "paragraphs", HEAD "One\\par\r\nTwo\\line three\\par}", "P One\nP Two\nthree" },
    { "emphasis", HEAD "Do {\\b not {\\i ever}} \\ul stop\\ulnone  now\\b\\plain !}",
      "P Do {b:not }{bi:ever} {u:stop} now!" },
    { "code page", HEAD "caf\\'e9 \\'96 x\\'b2}", "P café – x²" },
    { "code page of the document", "{\\rtf1\\ansi\\ansicpg1251 \\'e4\\'e0}", "P да" },
    { "code page of a font", HEAD "{\\f2 \\'e4\\'e0} \\'e4}", "P да ä" },
    { "two bytes", HEAD "\\f4 \\'82\\'a0\\'83A}", "P あア" },
    { "Unicode", HEAD "\\uc1\\u8805?5 \\u-10179?\\u-8704? {\\uc2\\u233\\'c3\\'a9}{\\uc0\\u233 e}}",
      "P ≥5 😀 éée" },
    { "a letter instead of a control word", HEAD "\\u945\\'61b}", "P αb" },
    { "signs of Symbol", HEAD "{\\f1 \\'a3}5 {\\f1 m}g {\\f1\\u-3913?}}", "P ≤5 μg •" },
    { "boxes of Wingdings", HEAD "{\\f3\\'fe} yes {\\f3\\'a8} no}", "P ☑ yes ☐ no" },
    { "powers stay powers", HEAD "10{\\super 9}/L H{\\sub 2}O}", "P 10⁹/L H₂O" },
    { "tabs and quotes", HEAD "a\\tab b \\ldblquote x\\rdblquote\\emdash\\~y}",
      "P a\tb “x”—\xc2\xa0y" },
    { "destinations",
      HEAD "{\\pict\\pngblip 89504e47}{\\*\\unknown no}{\\object{\\*\\objdata 00}"
           "{\\result shown}}{\\field{\\*\\fldinst HYPERLINK \"http://x\"}{\\fldrslt link}}}",
      "P [picture]shownlink" },
    { "a picture in two forms",
      HEAD "See {\\*\\shppict{\\pict\\pngblip 8950}}{\\nonshppict{\\pict\\wmetafile8 0100}} here}",
      "P See [picture] here" },
    { "binary", HEAD "a{\\pict\\bin5 }}}}}z}b}", "P a[picture]b" },
    { "hidden", HEAD "a{\\v secret}b}", "P ab" },
    { "struck", HEAD "Dose {\\strike 10 mg} 5 mg}", "P Dose {s:10 mg} 5 mg" },
    { "header and footnote", HEAD "{\\header DRAFT\\par}Text{\\footnote see below} end\\par}",
      "P DRAFT\nP Text [see below] end" },
    { "lists",
      HEAD "{\\listtext\\'95\\tab}\\ilvl0 one\\par{\\pntext 2.\\tab}two\\par\\pard\\ilvl1"
           "{\\listtext a)\\tab}three\\par}",
      "L1.0 one\nL1.2 two\nP a) three" },
    { "headings", HEAD "\\pard\\outlinelevel0 Plan\\par\\pard Rest\\par}", "H1 Plan\nP Rest" },
    { "table",
      HEAD
      "before\\par\\trowd\\cellx1000\\cellx2000\\pard\\intbl Na\\cell 140\\cell\\row"
      "\\trowd\\cellx1000\\cellx2000 K\\cell\\cell\\trowd\\cellx1\\cellx2\\row\\pard after\\par}",
      "P before\nT Na|140 / K|\nP after" },
    { "merged cells",
      HEAD "\\trowd\\clmgf\\cellx1000\\clmrg\\cellx2000 Both\\cell\\cell\\row"
           "\\trowd\\cellx1000\\cellx2000 a\\cell b\\par c\\cell\\row}",
      "T 2*Both / a|b\nc" },
    { "text box",
      HEAD "{\\shp{\\*\\shpinst{\\sp{\\sn x}{\\sv 1}}{\\shptxt Boxed\\par}}{\\shprslt no}}}",
      "P Boxed" },
    { "escapes", HEAD "\\{a\\\\b\\} \\-soft\\_hard}", "P {a\\b} soft‑hard" },
    { "cut off", HEAD "words {\\b and",
      "P words {b:and"
      "}" },
    { "too many ends", HEAD "a}}}}b", "P ab" },
    { "damaged words", HEAD "a\\'zz\\u\\u99999999999?\\fonttbl", "P azz?" },
  };

  check_document_cases (cases, G_N_ELEMENTS (cases), "application/rtf");
}

static void
test_hostile (void)
{
  static const char *const parts[]
      = { "{",         "}",       "{\\b ", "\\trowd", "\\cell",           "\\row",
          "\\u55357?", "{\\*\\x", "\\'",   "\\bin9 ", "{\\fonttbl{\\f7 ", "\\clmrg\\cellx1" };

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autoptr (GString) rtf = g_string_new (HEAD "words\\par ");
      for (guint n = 0; n < 100000; n++)
        g_string_append (rtf, parts[i]);
      g_autoptr (KwDocument) document = read_document (rtf->str, (gssize) rtf->len, "text/rtf");
      g_autofree char *text = kw_document_dup_text (document);
      g_assert_true (g_str_has_prefix (text, "words"));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rtf-reader/cases", test_cases);
  g_test_add_func ("/rtf-reader/hostile", test_hostile);
  return g_test_run ();
}
