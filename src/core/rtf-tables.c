/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/rtf-tables.h"

#include <stdlib.h>
#include <string.h>

#include "core/document.h"

/* Rich Text Format Specification 1.9.1. Sorted by word; a word without a row changes nothing. */
static const KwRtfWord words[] = {
  { "ansicpg", KW_RTF_CODE_PAGE, 0 },
  { "b", KW_RTF_STYLE, KW_SPAN_BOLD },
  { "bin", KW_RTF_BINARY, 0 },
  { "blipuid", KW_RTF_SKIP, 0 },
  { "bullet", KW_RTF_CHARACTER, 0x2022 },
  { "cell", KW_RTF_CELL_END, 0 },
  { "cellx", KW_RTF_CELL_EDGE, 0 },
  { "clmrg", KW_RTF_CELL_MERGED, 0 },
  { "colortbl", KW_RTF_SKIP, 0 },
  { "datafield", KW_RTF_SKIP, 0 },
  { "deff", KW_RTF_DEFAULT_FONT, 0 },
  { "deleted", KW_RTF_STYLE, KW_SPAN_STRIKE },
  { "emdash", KW_RTF_CHARACTER, 0x2014 },
  { "emspace", KW_RTF_CHARACTER, 0x2003 },
  { "endash", KW_RTF_CHARACTER, 0x2013 },
  { "enspace", KW_RTF_CHARACTER, 0x2002 },
  { "f", KW_RTF_FONT, 0 },
  { "fcharset", KW_RTF_FONT_CHARSET, 0 },
  { "fldinst", KW_RTF_SKIP, 0 },
  { "fldrslt", KW_RTF_KEEP, 0 },
  { "fonttbl", KW_RTF_FONTS, 0 },
  { "footer", KW_RTF_PARAGRAPH, 0 },
  { "footerf", KW_RTF_PARAGRAPH, 0 },
  { "footerl", KW_RTF_PARAGRAPH, 0 },
  { "footerr", KW_RTF_PARAGRAPH, 0 },
  { "footnote", KW_RTF_NOTE, 0 },
  { "generator", KW_RTF_SKIP, 0 },
  { "header", KW_RTF_PARAGRAPH, 0 },
  { "headerf", KW_RTF_PARAGRAPH, 0 },
  { "headerl", KW_RTF_PARAGRAPH, 0 },
  { "headerr", KW_RTF_PARAGRAPH, 0 },
  { "i", KW_RTF_STYLE, KW_SPAN_ITALIC },
  { "ilvl", KW_RTF_LIST_LEVEL, 0 },
  { "info", KW_RTF_SKIP, 0 },
  { "ldblquote", KW_RTF_CHARACTER, 0x201c },
  { "line", KW_RTF_LINE, 0 },
  { "listoverridetable", KW_RTF_SKIP, 0 },
  { "listtable", KW_RTF_SKIP, 0 },
  { "listtext", KW_RTF_LIST_TEXT, 0 },
  { "lquote", KW_RTF_CHARACTER, 0x2018 },
  { "ltrmark", KW_RTF_CHARACTER, 0x200e },
  { "mac", KW_RTF_FIXED_CODE_PAGE, 10000 },
  { "nestcell", KW_RTF_CHARACTER, '\t' },
  { "nestrow", KW_RTF_LINE, 0 },
  { "nonesttables", KW_RTF_SKIP, 0 },
  { "nonshppict", KW_RTF_SKIP, 0 },
  { "nosupersub", KW_RTF_LEVEL, 0 },
  { "objdata", KW_RTF_SKIP, 0 },
  { "outlinelevel", KW_RTF_OUTLINE, 0 },
  { "page", KW_RTF_PAGE, 0 },
  { "par", KW_RTF_PARAGRAPH, 0 },
  { "pard", KW_RTF_PARAGRAPH_RESET, 0 },
  { "pc", KW_RTF_FIXED_CODE_PAGE, 437 },
  { "pca", KW_RTF_FIXED_CODE_PAGE, 850 },
  { "pict", KW_RTF_PICTURE, 0 },
  { "plain", KW_RTF_PLAIN, 0 },
  { "pntext", KW_RTF_LIST_TEXT, 0 },
  { "rdblquote", KW_RTF_CHARACTER, 0x201d },
  { "revtbl", KW_RTF_SKIP, 0 },
  { "row", KW_RTF_ROW_END, 0 },
  { "rquote", KW_RTF_CHARACTER, 0x2019 },
  { "rtlmark", KW_RTF_CHARACTER, 0x200f },
  { "sect", KW_RTF_PARAGRAPH, 0 },
  { "shpinst", KW_RTF_KEEP, 0 },
  { "shppict", KW_RTF_KEEP, 0 },
  { "shprslt", KW_RTF_SKIP, 0 },
  { "shptxt", KW_RTF_PARAGRAPH, 0 },
  { "sp", KW_RTF_SKIP, 0 },
  { "strike", KW_RTF_STYLE, KW_SPAN_STRIKE },
  { "striked", KW_RTF_STYLE, KW_SPAN_STRIKE },
  { "stylesheet", KW_RTF_SKIP, 0 },
  { "sub", KW_RTF_LOWERED, 0 },
  { "super", KW_RTF_RAISED, 0 },
  { "tab", KW_RTF_CHARACTER, '\t' },
  { "themedata", KW_RTF_SKIP, 0 },
  { "trowd", KW_RTF_ROW_BEGIN, 0 },
  { "u", KW_RTF_UNICODE, 0 },
  { "uc", KW_RTF_UNICODE_SKIP, 0 },
  { "ul", KW_RTF_STYLE, KW_SPAN_UNDERLINE },
  { "ulnone", KW_RTF_NO_UNDERLINE, 0 },
  { "v", KW_RTF_HIDDEN, 0 },
  { "xmlnstbl", KW_RTF_SKIP, 0 },
  { "zwj", KW_RTF_CHARACTER, 0x200d },
  { "zwnj", KW_RTF_CHARACTER, 0x200c },
};

/* \fcharset to Windows code page, the same section "Font table". */
static const struct
{
  guint charset;
  guint page;
} pages[] = {
  { 0, 1252 },   { 77, 10000 }, { 128, 932 },  { 129, 949 },  { 130, 1361 }, { 134, 936 },
  { 136, 950 },  { 161, 1253 }, { 162, 1254 }, { 163, 1258 }, { 177, 1255 }, { 178, 1256 },
  { 186, 1257 }, { 204, 1251 }, { 222, 874 },  { 238, 1250 }, { 254, 437 },  { 255, 850 },
};

/* Adobe's Symbol encoding (unicode.org, VENDORS/ADOBE/symbol.txt): what clinical notes use of it.
 */
static const struct
{
  guchar byte;
  guint16 sign;
} symbols[] = {
  { 'A', 0x391 },   { 'B', 0x392 },   { 'C', 0x3a7 },   { 'D', 0x394 },   { 'E', 0x395 },
  { 'F', 0x3a6 },   { 'G', 0x393 },   { 'H', 0x397 },   { 'I', 0x399 },   { 'K', 0x39a },
  { 'L', 0x39b },   { 'M', 0x39c },   { 'N', 0x39d },   { 'O', 0x39f },   { 'P', 0x3a0 },
  { 'Q', 0x398 },   { 'R', 0x3a1 },   { 'S', 0x3a3 },   { 'T', 0x3a4 },   { 'U', 0x3a5 },
  { 'W', 0x3a9 },   { 'X', 0x39e },   { 'Y', 0x3a8 },   { 'Z', 0x396 },   { 'a', 0x3b1 },
  { 'b', 0x3b2 },   { 'c', 0x3c7 },   { 'd', 0x3b4 },   { 'e', 0x3b5 },   { 'f', 0x3c6 },
  { 'g', 0x3b3 },   { 'h', 0x3b7 },   { 'i', 0x3b9 },   { 'k', 0x3ba },   { 'l', 0x3bb },
  { 'm', 0x3bc },   { 'n', 0x3bd },   { 'o', 0x3bf },   { 'p', 0x3c0 },   { 'q', 0x3b8 },
  { 'r', 0x3c1 },   { 's', 0x3c3 },   { 't', 0x3c4 },   { 'u', 0x3c5 },   { 'w', 0x3c9 },
  { 'x', 0x3be },   { 'y', 0x3c8 },   { 'z', 0x3b6 },   { 0xa3, 0x2264 }, { 0xa5, 0x221e },
  { 0xab, 0x2194 }, { 0xac, 0x2190 }, { 0xad, 0x2191 }, { 0xae, 0x2192 }, { 0xaf, 0x2193 },
  { 0xb0, 0xb0 },   { 0xb1, 0xb1 },   { 0xb2, 0x2033 }, { 0xb3, 0x2265 }, { 0xb4, 0xd7 },
  { 0xb7, 0x2022 }, { 0xb8, 0xf7 },   { 0xb9, 0x2260 }, { 0xba, 0x2261 }, { 0xbb, 0x2248 },
  { 0xbc, 0x2026 }, { 0xd2, 0xae },   { 0xd3, 0xa9 },   { 0xd4, 0x2122 }, { 0xd6, 0x221a },
  { 0xde, 0x21d2 },
};

/* Wingdings: bullets, arrows and the boxes that forms are ticked with. */
static const struct
{
  guchar byte;
  guint16 sign;
} dingbats[] = {
  { 'l', 0x25cf },  { 'm', 0x274d },  { 'n', 0x25a0 },  { 'o', 0x25a1 },  { 'q', 0x2751 },
  { 'u', 0x25c6 },  { 'v', 0x2756 },  { 0x9f, 0x2022 }, { 0xa7, 0x25aa }, { 0xa8, 0x2610 },
  { 0xd8, 0x27a2 }, { 0xdf, 0x2190 }, { 0xe0, 0x2192 }, { 0xe1, 0x2191 }, { 0xe2, 0x2193 },
  { 0xe8, 0x2794 }, { 0xfb, 0x2717 }, { 0xfc, 0x2713 }, { 0xfd, 0x2612 }, { 0xfe, 0x2611 },
};

static int
compare_word (const void *key, const void *row)
{
  return strcmp (key, ((const KwRtfWord *) row)->word);
}

const KwRtfWord *
kw_rtf_find_word (const char *word)
{
  return bsearch (word, words, G_N_ELEMENTS (words), sizeof *words, compare_word);
}

guint
kw_rtf_get_code_page (guint charset)
{
  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    if (pages[i].charset == charset)
      return pages[i].page;
  return 0;
}

KwRtfFontKind
kw_rtf_get_font_kind (const char *name)
{
  if (g_ascii_strncasecmp (name, "Symbol", 6) == 0)
    return KW_RTF_SYMBOL;
  if (g_ascii_strncasecmp (name, "Wingdings", 9) == 0 && strpbrk (name, "23") == NULL)
    return KW_RTF_WINGDINGS;
  return KW_RTF_LETTERS;
}

gunichar
kw_rtf_get_sign (KwRtfFontKind kind, guchar byte)
{
  for (gsize i = 0; kind == KW_RTF_SYMBOL && i < G_N_ELEMENTS (symbols); i++)
    if (symbols[i].byte == byte)
      return symbols[i].sign;
  for (gsize i = 0; kind == KW_RTF_WINGDINGS && i < G_N_ELEMENTS (dingbats); i++)
    if (dingbats[i].byte == byte)
      return dingbats[i].sign;
  /* Digits, signs and spaces are themselves in Symbol; in Wingdings nothing is. */
  if (byte == ' ' || (kind == KW_RTF_SYMBOL && byte < 0x80 && !g_ascii_isalpha (byte)))
    return byte;
  return 0xfffd;
}
