/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/content.h"

#include <glib/gi18n-lib.h>

/* Of more records than these a reader wants the tables alone (rule P3). */
#define MAX_DETAILED 20

static void
take_block (GPtrArray *blocks, KwReportKind kind, char *text)
{
  KwReportBlock *block = g_new0 (KwReportBlock, 1);

  block->kind = kind;
  block->text = text;
  g_ptr_array_add (blocks, block);
}

static void
add_facts (GPtrArray *blocks, const KwSnapshot *snapshot, const KwRecord *record)
{
  g_autoptr (GPtrArray) facts = kw_snapshot_dup_facts (snapshot, record);

  if (facts == NULL || facts->len == 0)
    return;
  take_block (blocks, KW_REPORT_SUBHEADING,
              kw_words_title (kw_snapshot_get_words (snapshot), record));
  for (guint i = 0; i < facts->len; i++)
    {
      const KwFact *fact = g_ptr_array_index (facts, i);

      take_block (blocks, KW_REPORT_TEXT, g_strdup_printf ("%s: %s", fact->label, fact->text));
    }
}

/* Everything that the page of each record says of it, who recorded it among that (rules G8 and
 * L16): one row of a table has no room for it. */
void
kw_report_add_details (GPtrArray *blocks, const KwSnapshot *snapshot, const char *const *refs)
{
  gboolean headed = FALSE;

  if (g_strv_length ((GStrv) refs) > MAX_DETAILED)
    return;
  for (guint i = 0; refs[i] != NULL; i++)
    {
      const KwRecord *record = kw_snapshot_find (snapshot, refs[i]);

      if (record == NULL)
        continue;
      if (!headed)
        take_block (blocks, KW_REPORT_HEADING, g_strdup (_ ("Details")));
      headed = TRUE;
      add_facts (blocks, snapshot, record);
    }
}
