/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  KW_RTF_IGNORE, /* no words, no change */
  KW_RTF_SKIP,   /* a destination without words for the reader */
  KW_RTF_KEEP,   /* a destination whose words are shown, even when marked \* */
  KW_RTF_FONTS,
  KW_RTF_LIST_TEXT,
  KW_RTF_NOTE,
  KW_RTF_STYLE, /* @value is a KwSpanStyle; a parameter of 0 ends it */
  KW_RTF_PLAIN,
  KW_RTF_NO_UNDERLINE,
  KW_RTF_RAISED,
  KW_RTF_LOWERED,
  KW_RTF_LEVEL,
  KW_RTF_HIDDEN,
  KW_RTF_PARAGRAPH,
  KW_RTF_PARAGRAPH_RESET,
  KW_RTF_OUTLINE,
  KW_RTF_LIST_LEVEL,
  KW_RTF_LINE,
  KW_RTF_CHARACTER, /* @value is the code point */
  KW_RTF_PAGE,
  KW_RTF_ROW_BEGIN,
  KW_RTF_ROW_END,
  KW_RTF_CELL_END,
  KW_RTF_CELL_EDGE,
  KW_RTF_CELL_MERGED,
  KW_RTF_CODE_PAGE,       /* the parameter is one */
  KW_RTF_FIXED_CODE_PAGE, /* @value is one */
  KW_RTF_DEFAULT_FONT,
  KW_RTF_FONT,
  KW_RTF_FONT_CHARSET,
  KW_RTF_UNICODE,
  KW_RTF_UNICODE_SKIP,
  KW_RTF_PICTURE,
  KW_RTF_BINARY,
} KwRtfAction;

typedef struct
{
  const char *word;
  KwRtfAction action;
  guint value;
} KwRtfWord;

typedef enum
{
  KW_RTF_LETTERS,
  KW_RTF_SYMBOL,
  KW_RTF_WINGDINGS,
} KwRtfFontKind;

const KwRtfWord *kw_rtf_find_word (const char *word);
/* The code page of a \fcharset, or 0. */
guint kw_rtf_get_code_page (guint charset);
KwRtfFontKind kw_rtf_get_font_kind (const char *name);
/* What a byte looks like in a font of signs; 0 when it is not known. */
gunichar kw_rtf_get_sign (KwRtfFontKind kind, guchar byte);

G_END_DECLS
