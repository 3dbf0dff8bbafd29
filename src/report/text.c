/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "report/content.h"

static void
add_line (GString *out, const char *text)
{
  g_string_append (out, text);
  g_string_append_c (out, '\n');
}

/* A row as "Penicillin: Hives; Severe; 1987": reads well aloud and in a mail, whatever the font. */
static void
add_row (GString *out, GStrv row)
{
  const char *mark = ": ";

  g_string_append_printf (out, "- %s", row[0]);
  for (guint i = 1; row[i] != NULL; i++)
    if (*row[i] != '\0')
      {
        g_string_append_printf (out, "%s%s", mark, row[i]);
        mark = "; ";
      }
  g_string_append_c (out, '\n');
}

static void
add_heading (GString *out, const char *text, char underline)
{
  g_string_append_printf (out, "\n%s\n", text);
  for (glong i = g_utf8_strlen (text, -1); i > 0; i--)
    g_string_append_c (out, underline);
  g_string_append_c (out, '\n');
}

/**
 * kw_report_text:
 * @snapshot: a person
 * @options: (nullable): what to leave out
 * @now: unix seconds, printed as the day
 *
 * Returns: (transfer full): the words of the PDF as plain text
 */
char *
kw_report_text (KwSnapshot *snapshot, const KwReportOptions *options, gint64 now)
{
  g_autoptr (GPtrArray) blocks = NULL;
  GString *out = g_string_new (NULL);

  g_return_val_if_fail (snapshot != NULL, NULL);

  blocks = kw_report_content (snapshot, options, now);
  for (guint i = 0; i < blocks->len; i++)
    {
      const KwReportBlock *block = g_ptr_array_index (blocks, i);

      switch (block->kind)
        {
        case KW_REPORT_TITLE:
        case KW_REPORT_HEADING:
          add_heading (out, block->text, '=');
          break;
        case KW_REPORT_SUBHEADING:
          add_heading (out, block->text, '-');
          break;
        case KW_REPORT_TABLE:
          for (guint r = 1; r < block->rows->len; r++)
            add_row (out, g_ptr_array_index (block->rows, r));
          break;
        case KW_REPORT_TEXT:
        case KW_REPORT_BOLD:
        case KW_REPORT_SMALL:
        default:
          add_line (out, block->text);
        }
    }
  return g_string_free (out, FALSE);
}
