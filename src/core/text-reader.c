/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/text-reader.h"

#include <string.h>

#include "core/document-charset.h"

/* Columns made with spaces or tabs keep their shape only in letters of one width. */
static gboolean
has_columns (const char *text, gsize length)
{
  gsize n_spaces = 0;
  gboolean in_line = FALSE;

  for (gsize i = 0; i < length; i++)
    {
      if (text[i] == '\n')
        in_line = FALSE;
      else if (text[i] == '\t' && in_line)
        return TRUE;
      else if (text[i] == ' ')
        n_spaces++;
      else if (text[i] != '\t')
        {
          if (in_line && n_spaces >= 3)
            return TRUE;
          in_line = TRUE;
          n_spaces = 0;
        }
      if (text[i] == '\n')
        n_spaces = 0;
    }
  return FALSE;
}

static void
add_part (KwDocumentBuilder *builder, const char *text, gsize length)
{
  KwBlockKind kind = has_columns (text, length) ? KW_BLOCK_PREFORMATTED : KW_BLOCK_PARAGRAPH;

  kw_document_builder_begin (builder, kind, 0, 0);
  kw_document_builder_add_text (builder, text, length, 0, KW_SPACE_KEEP);
  kw_document_builder_end (builder);
}

static gboolean
is_blank_line (const char *line, gsize length)
{
  return strspn (line, " \t\v") >= length;
}

/* Line ends of every kind as "\n". */
static char *
dup_unix (const char *text)
{
  GString *lines = g_string_sized_new (strlen (text));

  for (; *text != '\0'; text++)
    {
      if (*text == '\r' && text[1] == '\n')
        continue;
      g_string_append_c (lines, *text == '\r' ? '\n' : *text);
    }
  return g_string_free (lines, FALSE);
}

/**
 * kw_text_read:
 * @bytes: plain text, its lines ended by LF, CR LF or CR
 * @charset: (nullable): as declared
 *
 * Reads plain text: an empty line parts paragraphs, lines stay lines, a form feed is a rule, and
 * what is set in columns is preformatted.
 */
void
kw_text_read (KwDocumentBuilder *builder, const char *bytes, gsize length, const char *charset)
{
  g_autofree char *decoded = kw_charset_decode (bytes, length, charset);
  g_autofree char *text = dup_unix (decoded);
  const char *part = text;

  for (const char *line = text; *line != '\0';)
    {
      gsize n = strcspn (line, "\n\f");
      const char *next = line + n + (line[n] != '\0');
      if (line[n] == '\f' || is_blank_line (line, n))
        {
          add_part (builder, part, (gsize) (line - part) + n);
          part = next;
        }
      if (line[n] == '\f')
        kw_document_builder_add_rule (builder);
      line = next;
    }
  add_part (builder, part, strlen (part));
}
