/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "library/library.h"

G_BEGIN_DECLS

typedef struct
{
  const KwSection *sections; /* NULL: all */
  guint n_sections;
  const char *since;       /* FHIR date, NULL */
  const char *const *refs; /* NULL-terminated: only these records; NULL: all */
  const char *letter;      /* this letter and nothing else; NULL: the record */
  gboolean visit;          /* one or two sheets to take to a visit, instead of the record */
} KwReportOptions;

/* The PDF summary, without a display, tagged, with title and /Lang. @now in unix seconds is printed
 * as the day of printing; a parameter so that the same input gives the same pages. */
GBytes *kw_report_pdf (KwSnapshot *snapshot,
                       const KwReportOptions *options,
                       gint64 now,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* letter.c: asks the hospital to correct @record; for KwReportOptions.letter. */
char *kw_report_letter (KwSnapshot *snapshot, const KwRecord *record, const char *words, gint64 now)
    G_GNUC_WARN_UNUSED_RESULT;
/* Plain text of the same content, for Copy and the terminal. */
char *kw_report_text (KwSnapshot *snapshot,
                      const KwReportOptions *options,
                      gint64 now) G_GNUC_WARN_UNUSED_RESULT;
/* Writes @bytes to @path by a temporary file and rename, mode 600. */
gboolean kw_report_save (GBytes *bytes, const char *path, GError **error);
/* "Health record of Rosa Alvarez 2026-11-05.pdf", safe as a file name. */
char *kw_report_file_name (KwSnapshot *snapshot,
                           gint64 now,
                           const char *extension) G_GNUC_WARN_UNUSED_RESULT;

/* For printing: the same pages on any cairo context. */
typedef struct _KwReportPages KwReportPages;
KwReportPages *kw_report_pages_new (KwSnapshot *snapshot,
                                    const KwReportOptions *options,
                                    gint64 now,
                                    double width_points,
                                    double height_points) G_GNUC_WARN_UNUSED_RESULT;
guint kw_report_pages_get_n (const KwReportPages *self);
void kw_report_pages_draw (KwReportPages *self, guint page, gpointer cairo);
void kw_report_pages_free (KwReportPages *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwReportPages, kw_report_pages_free)

G_END_DECLS
