/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "library/visit.h"
#include "report/content.h"

/* What a doctor reads in a visit; the whole record has the rest. */
#define MAX_LINES 20

static void
add_block (GPtrArray *blocks, KwReportKind kind, const char *text)
{
  KwReportBlock *block = g_new0 (KwReportBlock, 1);

  block->kind = kind;
  block->text = g_strdup (text);
  g_ptr_array_add (blocks, block);
}

static void
add_questions (GPtrArray *blocks, KwSnapshot *snapshot)
{
  const GPtrArray *questions = kw_snapshot_get_questions (snapshot);

  add_block (blocks, KW_REPORT_HEADING, _ ("My questions"));
  if (questions->len == 0)
    add_block (blocks, KW_REPORT_TEXT, _ ("None written down."));
  for (guint i = 0; i < questions->len; i++)
    {
      const KwOwnWords *question = g_ptr_array_index (questions, i);
      g_autofree char *words = kw_question_dup_words (question);
      g_autofree char *line = g_strdup_printf ("%s %s", question->asked ? "☑" : "☐", words);

      add_block (blocks, KW_REPORT_TEXT, line);
    }
}

static void
add_since (GPtrArray *blocks, KwSnapshot *snapshot, const KwRecord *visit)
{
  g_autoptr (GArray) since = kw_snapshot_dup_since_visit (snapshot, visit);
  g_autofree char *when = kw_words_when (visit);
  g_autofree char *which = kw_snapshot_dup_visit_words (snapshot, visit);
  /* Translators: when a visit was. */
  g_autofree char *heading = g_strdup_printf (_ ("What changed since the visit of %s"), when);

  add_block (blocks, KW_REPORT_HEADING, heading);
  add_block (blocks, KW_REPORT_SMALL, which);
  if (since->len == 0)
    add_block (blocks, KW_REPORT_TEXT, _ ("Nothing in this record is from after that visit."));
  for (guint i = 0; i < MIN (since->len, MAX_LINES); i++)
    {
      g_autofree char *line = kw_snapshot_dup_since_line (
          snapshot, kw_snapshot_get_record (snapshot, g_array_index (since, guint32, i)));

      add_block (blocks, KW_REPORT_TEXT, line);
    }
  if (since->len > MAX_LINES)
    {
      guint more = since->len - MAX_LINES;
      g_autofree char *rest = g_strdup_printf (
          ngettext ("And %u more, in the full record.", "And %u more, in the full record.", more),
          more);

      add_block (blocks, KW_REPORT_BOLD, rest);
    }
}

/* What stands above the page that a clinician reads first. */
void
kw_report_add_visit (GPtrArray *blocks, KwSnapshot *snapshot, gint64 now)
{
  const KwRecord *visit = kw_snapshot_find_last_visit (snapshot, now);

  add_questions (blocks, snapshot);
  if (visit != NULL)
    add_since (blocks, snapshot, visit);
  else
    {
      add_block (blocks, KW_REPORT_HEADING, _ ("What changed since the last visit"));
      add_block (blocks, KW_REPORT_TEXT, _ ("No earlier visit with a date is in this record."));
    }
}
