/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/pdf-lang.h"

#include <stdlib.h>
#include <string.h>

/* A PDF holds bytes of every value, NUL among them, so that nothing here may take it for a string.
 */
static const char *
find (const char *text, gsize size, const char *word)
{
  return size > 0 ? memmem (text, size, word, strlen (word)) : NULL;
}

static const char *
find_last (const char *text, gsize size, const char *word)
{
  const char *found = NULL;

  for (const char *p = text; (p = find (p, size - (gsize) (p - text), word)) != NULL; p++)
    found = p;
  return found;
}

/* The number behind @name in the trailer, "/Root 12 0 R". */
static gint64
trailer_number (const char *trailer, gsize size, const char *name)
{
  const char *found = find (trailer, size, name);

  return found != NULL ? g_ascii_strtoll (found + strlen (name), NULL, 10) : -1;
}

/* The dictionary of object @number, from "<<" to its ">>", brackets counted. */
static char *
dup_dictionary (const char *text, gsize size, gint64 number)
{
  g_autofree char *head = g_strdup_printf ("\n%" G_GINT64_FORMAT " 0 obj", number);
  const char *object = find (text, size, head);
  const char *start = object != NULL ? find (object, (gsize) (text + size - object), "<<") : NULL;
  guint depth = 0;

  for (const char *p = start; p != NULL && p + 1 < text + size; p++)
    {
      if (p[0] == '<' && p[1] == '<')
        depth++, p++;
      else if (p[0] == '>' && p[1] == '>')
        {
          p++;
          if (--depth == 0)
            return g_strndup (start, (gsize) (p + 1 - start));
        }
    }
  return NULL;
}

gboolean
kw_pdf_append_language (GByteArray *pdf, const char *language)
{
  const char *text = (const char *) pdf->data;
  const char *trailer = find_last (text, pdf->len, "trailer");
  const char *startxref = find_last (text, pdf->len, "startxref");
  g_autofree char *dictionary = NULL;
  g_autoptr (GString) update = NULL;
  gint64 root, info, size, previous;
  gsize left, object_at;

  if (trailer == NULL || startxref == NULL)
    return FALSE;
  left = pdf->len - (gsize) (trailer - text);
  root = trailer_number (trailer, left, "/Root");
  info = trailer_number (trailer, left, "/Info");
  size = trailer_number (trailer, left, "/Size");
  previous = g_ascii_strtoll (startxref + strlen ("startxref"), NULL, 10);
  dictionary = root > 0 ? dup_dictionary (text, pdf->len, root) : NULL;
  if (dictionary == NULL || size <= 0 || strstr (dictionary, "/Lang") != NULL)
    return FALSE;

  update = g_string_new ("\n");
  object_at = pdf->len + update->len;
  dictionary[strlen (dictionary) - 2] = '\0';
  g_string_append_printf (update, "%" G_GINT64_FORMAT " 0 obj\n%s   /Lang (%s)\n>>\nendobj\n", root,
                          dictionary, language);
  g_string_append_printf (update, "xref\n%" G_GINT64_FORMAT " 1\n%010" G_GSIZE_FORMAT " 00000 n \n",
                          root, object_at);
  g_string_append_printf (
      update, "trailer\n<< /Size %" G_GINT64_FORMAT "\n   /Root %" G_GINT64_FORMAT " 0 R\n", size,
      root);
  if (info > 0)
    g_string_append_printf (update, "   /Info %" G_GINT64_FORMAT " 0 R\n", info);
  g_string_append_printf (
      update, "   /Prev %" G_GINT64_FORMAT "\n>>\nstartxref\n%" G_GSIZE_FORMAT "\n%%%%EOF\n",
      previous, pdf->len + (gsize) (strstr (update->str, "xref\n") - update->str));
  g_byte_array_append (pdf, (const guint8 *) update->str, (guint) update->len);
  return TRUE;
}
