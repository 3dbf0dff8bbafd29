/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/cli.h"
#include "core/json-writer.h"
#include "core/range-limits.h"
#include "library/disagreement.h"

G_BEGIN_DECLS

/* What is printed of one snapshot. */
typedef struct
{
  const KwSnapshot *snapshot;
  const GArray *only; /* a borrowed array of guint32, or NULL for all records */
  guint person;       /* outputs of one number are about one person; kw_output_group() */
} KwOutput;

typedef struct
{
  const KwSnapshot *snapshot;
  const KwRecord *record;
} KwOutputRow;

/* Numbers the people of several files: two files are about one person only when nothing that they
 * state differs or is missing. Gives how many people there are. */
guint kw_output_group (KwOutput *outputs, guint n);
/* The first output of a person. */
const KwOutput *kw_output_of_person (const KwOutput *outputs, guint n, guint person);
/* The records of one section of one person, of KwOutputRow, newest first, or best first when the
 * outputs are of a search. */
GArray *kw_output_rows (const KwOutput *outputs, guint n, guint person, KwSection section)
    G_GNUC_WARN_UNUSED_RESULT;

/* Each gives the whole text of a verb's answer. */
char *kw_output_text (KwCli *cli, const KwOutput *outputs, guint n) G_GNUC_WARN_UNUSED_RESULT;
char *kw_output_csv (KwCli *cli, const KwOutput *outputs, guint n) G_GNUC_WARN_UNUSED_RESULT;
GBytes *kw_output_json (KwCli *cli, const KwOutput *outputs, guint n) G_GNUC_WARN_UNUSED_RESULT;

KwExit kw_output_print (KwCli *cli, KwOutput *outputs, guint n);

/* The members of one record, within an object of @writer that is open. */
void kw_output_record (KwJsonWriter *writer, const KwSnapshot *snapshot, const KwRecord *record);
/* The facts of the record page; NULL when the body cannot be read. */
GPtrArray *kw_output_facts (const KwSnapshot *snapshot,
                            const KwRecord *record) G_GNUC_WARN_UNUSED_RESULT;
/* Where the sources of one snapshot disagree, of the sections that were asked for; empty for a
 * search. */
GPtrArray *kw_output_disagreements (const KwCli *cli,
                                    const KwOutput *output) G_GNUC_WARN_UNUSED_RESULT;
/* The note of an attachment as lines for a terminal, NULL where it is no text or is not here. */
char *kw_output_note (const KwSnapshot *snapshot,
                      const KwRecord *record,
                      guint index,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* "2026-11-05T14:05:00Z", or NULL for never. */
char *kw_output_time (gint64 unix_seconds) G_GNUC_WARN_UNUSED_RESULT;
/* The ends of the one range of a record, NULL for none: as sent, or as the range's text says where
 * it can mean only one thing. They live as long as the record and @room. */
void kw_output_limits (const KwRecord *record, KwLimits *room, const char **low, const char **high);
/* Whether a section was asked for. */
gboolean kw_output_wants (const KwCli *cli, KwSection section);

G_END_DECLS
