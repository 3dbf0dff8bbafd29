/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "demo/pdf.h"

#define LINES_PER_PAGE 44
#define FIRST_PAGE_OBJECT                                                                          \
  5 /* catalog, pages, two fonts before it; then page and content by turns */

/* A file of objects whose places are kept for the table at its end (PDF 1.7, 7.5.4). */
typedef struct
{
  GString *out;
  GArray *places;
} Pdf;

static void
begin_object (Pdf *self)
{
  gsize place = self->out->len;
  g_array_append_val (self->places, place);
  g_string_append_printf (self->out, "%u 0 obj\n", self->places->len);
}

static void
end_object (Pdf *self)
{
  g_string_append (self->out, "\nendobj\n");
}

static void
add_object (Pdf *self, const char *text)
{
  begin_object (self);
  g_string_append (self->out, text);
  end_object (self);
}

/* A literal string in WinAnsi (7.3.4.2). */
static void
append_literal (GString *out, const char *text)
{
  g_string_append_c (out, '(');
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      if (c == '(' || c == ')' || c == '\\')
        g_string_append_printf (out, "\\%c", (char) c);
      else if (c < 0x80)
        g_string_append_c (out, (char) c);
      else
        g_string_append_printf (out, "\\%03o", c < 0x100 ? c : '?');
    }
  g_string_append_c (out, ')');
}

static void
add_content (Pdf *self, const char *const *lines, guint n)
{
  g_autoptr (GString) stream = g_string_new ("BT 72 732 Td 15 TL\n");
  for (guint i = 0; i < n; i++)
    {
      gboolean heading = g_str_has_prefix (lines[i], "# ");
      g_string_append (stream, heading ? "/F2 14 Tf " : "/F1 11 Tf ");
      append_literal (stream, heading ? lines[i] + 2 : lines[i]);
      g_string_append (stream, " Tj T*\n");
    }
  g_string_append (stream, "ET\n");
  begin_object (self);
  g_string_append_printf (self->out, "<< /Length %" G_GSIZE_FORMAT " >>\nstream\n%sendstream",
                          stream->len, stream->str);
  end_object (self);
}

static void
add_page (Pdf *self)
{
  g_autofree char *text
      = g_strdup_printf ("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %u 0 R\n"
                         "/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>",
                         self->places->len + 2);
  add_object (self, text);
}

static void
add_pages_object (Pdf *self, guint n_pages)
{
  begin_object (self);
  g_string_append_printf (self->out, "<< /Type /Pages /Count %u /Kids [", n_pages);
  for (guint i = 0; i < n_pages; i++)
    g_string_append_printf (self->out, " %u 0 R", FIRST_PAGE_OBJECT + 2 * i);
  g_string_append (self->out, " ] >>");
  end_object (self);
}

static void
add_end (Pdf *self, const char *title)
{
  begin_object (self);
  g_string_append (self->out, "<< /Title ");
  append_literal (self->out, title);
  g_string_append (self->out, " >>");
  end_object (self);
  gsize table = self->out->len;
  g_string_append_printf (self->out, "xref\n0 %u\n0000000000 65535 f \n", self->places->len + 1);
  for (guint i = 0; i < self->places->len; i++)
    g_string_append_printf (self->out, "%010" G_GSIZE_FORMAT " 00000 n \n",
                            g_array_index (self->places, gsize, i));
  g_string_append_printf (self->out,
                          "trailer\n<< /Size %u /Root 1 0 R /Info %u 0 R >>\nstartxref\n"
                          "%" G_GSIZE_FORMAT "\n%%%%EOF\n",
                          self->places->len + 1, self->places->len, table);
}

GBytes *
kw_demo_pdf (const char *title, const char *const *lines)
{
  guint n = g_strv_length ((char **) lines);
  guint n_pages = MAX ((n + LINES_PER_PAGE - 1) / LINES_PER_PAGE, 1);
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (gsize));
  Pdf self = { g_string_new ("%PDF-1.4\n"), places };
  add_object (&self, "<< /Type /Catalog /Pages 2 0 R /Lang (en-US) >>");
  add_pages_object (&self, n_pages);
  add_object (&self,
              "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>");
  add_object (
      &self,
      "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>");
  for (guint i = 0; i < n_pages; i++)
    {
      add_page (&self);
      add_content (&self, lines + i * LINES_PER_PAGE, MIN (n - i * LINES_PER_PAGE, LINES_PER_PAGE));
    }
  add_end (&self, title);
  return g_string_free_to_bytes (self.out);
}
