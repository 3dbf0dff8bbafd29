/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "report/report.h"

G_BEGIN_DECLS

#define KW_REPORT_MAX_COLUMNS 5

typedef enum
{
  KW_REPORT_TITLE,
  KW_REPORT_HEADING,
  KW_REPORT_SUBHEADING,
  KW_REPORT_TEXT,
  KW_REPORT_BOLD,
  KW_REPORT_SMALL,
  KW_REPORT_TABLE,
} KwReportKind;

/* One piece of a report: words of ours or of the record, no place and no font. */
typedef struct
{
  KwReportKind kind;
  char *text;      /* of everything but a table */
  guint n_columns; /* of a table */
  double widths[KW_REPORT_MAX_COLUMNS];
  GPtrArray *rows; /* of GStrv with n_columns cells; the first is the heading */
} KwReportBlock;

void kw_report_block_free (KwReportBlock *block);

/* The whole report as blocks (of KwReportBlock); PDF, print and text are made from the same ones.
 */
GPtrArray *kw_report_content (KwSnapshot *snapshot,
                              const KwReportOptions *options,
                              gint64 now) G_GNUC_WARN_UNUSED_RESULT;
/* letter.c */
void kw_report_add_letter (GPtrArray *blocks, const char *letter);
/* visit.c */
void kw_report_add_visit (GPtrArray *blocks, KwSnapshot *snapshot, gint64 now);
/* details.c */
void kw_report_add_details (GPtrArray *blocks, const KwSnapshot *snapshot, const char *const *refs);
/* note.c */
void kw_report_add_note (GPtrArray *blocks, const KwDocument *note);
/* page-header.c: "Rosa Alvarez, born 3 May 1951 · as of 5 November 2026", on each page. */
char *kw_report_page_header (KwSnapshot *snapshot) G_GNUC_WARN_UNUSED_RESULT;
char *kw_report_day (gint64 unix_time) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
