/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/cli.h"
#include "core/json-writer.h"

G_BEGIN_DECLS

/* Which of a snapshot's records are printed: a borrowed array of guint32, or NULL for all. */
typedef struct
{
  const KwSnapshot *snapshot;
  const GArray *only;
} KwOutput;

/* Each gives the whole text of a verb's answer. */
char *kw_output_text (KwCli *cli, const KwOutput *outputs, guint n) G_GNUC_WARN_UNUSED_RESULT;
char *kw_output_csv (KwCli *cli, const KwOutput *outputs, guint n) G_GNUC_WARN_UNUSED_RESULT;
GBytes *kw_output_json (KwCli *cli, const KwOutput *outputs, guint n) G_GNUC_WARN_UNUSED_RESULT;

KwExit kw_output_print (KwCli *cli, const KwOutput *outputs, guint n);

/* The members of one record, within an object of @writer that is open. */
void kw_output_record (KwJsonWriter *writer, const KwSnapshot *snapshot, const KwRecord *record);
/* The facts of the record page; NULL when the body cannot be read. */
GPtrArray *kw_output_facts (const KwSnapshot *snapshot,
                            const KwRecord *record) G_GNUC_WARN_UNUSED_RESULT;
/* "2026-11-05T14:05:00Z", or NULL for never. */
char *kw_output_time (gint64 unix_seconds) G_GNUC_WARN_UNUSED_RESULT;
/* Whether a section was asked for. */
gboolean kw_output_wants (const KwCli *cli, KwSection section);
/* The records of @section that are printed, of @output; (transfer full). */
GArray *kw_output_section (const KwOutput *output, KwSection section) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
