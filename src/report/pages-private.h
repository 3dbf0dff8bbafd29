/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <pango/pangocairo.h>

#include "report/content.h"

G_BEGIN_DECLS

/* What breaking into pages and drawing them share. Points everywhere. */
#define KW_PAGE_MARGIN 48.0
#define KW_PAGE_FOOTER 22.0
#define KW_PAGE_ROW_GAP 2.5
#define KW_PAGE_SMALL 9.0

/* How each kind looks; nothing below 9 points (rule P7). */
typedef struct
{
  double size;
  gboolean bold;
  double before;
  double after;
  const char *tag; /* of the PDF's structure (ISO 32000-1, 14.8.4) */
} KwPageStyle;

/* The lines of one text from @first up to @last, without it. */
typedef struct
{
  PangoLayout *layout;
  int first;
  int last;
} KwPagePart;

/* One thing on one page: a text, or a row of a table, or as much of it as fits. */
typedef struct
{
  const KwReportBlock *block;
  int row;                                 /* of a table, -1 otherwise */
  gboolean first;                          /* of its table on this page */
  KwPagePart parts[KW_REPORT_MAX_COLUMNS]; /* one of a text, one of each column */
  double y;
  double height;
} KwPagePiece;

struct _KwReportPages
{
  GPtrArray *blocks;
  GPtrArray *pages; /* of GArray of KwPagePiece */
  PangoLayout *header;
  double header_height;
  double width;
  double height;
  PangoContext *context;
  PangoAttrList *attributes;
  PangoFontDescription *font;
  GHashTable *layouts; /* each text is shaped once: dates and states come again and again */
};

const KwPageStyle *kw_page_style (KwReportKind kind);
/* @text in @width, borrowed; made when it is not there. */
PangoLayout *
kw_page_layout (KwReportPages *self, const char *text, double size, gboolean bold, double width);
double kw_page_content_width (const KwReportPages *self);

G_END_DECLS
