/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "report/pages-private.h"

static void
draw_layout (cairo_t *cr, double x, double y, PangoLayout *layout)
{
  cairo_move_to (cr, x, y);
  pango_cairo_show_layout (cr, layout);
}

/* Some lines of a text, the first of them at @y. */
static void
draw_lines (cairo_t *cr, double x, double y, const KwPagePart *part)
{
  PangoLayoutIter *iter = pango_layout_get_iter (part->layout);
  PangoRectangle logical;
  int offset = 0;
  int line = 0;

  do
    {
      if (line == part->first)
        {
          pango_layout_iter_get_line_extents (iter, NULL, &logical);
          offset = logical.y;
        }
      if (line >= part->first && line < part->last)
        {
          pango_layout_iter_get_line_extents (iter, NULL, &logical);
          cairo_move_to (
              cr, x + (double) logical.x / PANGO_SCALE,
              y + (double) (pango_layout_iter_get_baseline (iter) - offset) / PANGO_SCALE);
          pango_cairo_show_layout_line (cr, pango_layout_iter_get_line_readonly (iter));
        }
      line++;
    }
  while (pango_layout_iter_next_line (iter));
  pango_layout_iter_free (iter);
}

static void
draw_part (cairo_t *cr, double x, double y, const KwPagePart *part)
{
  if (part->first == 0 && part->last == pango_layout_get_line_count (part->layout))
    draw_layout (cr, x, y, part->layout);
  else if (part->first < part->last)
    draw_lines (cr, x, y, part);
}

static void
draw_line (KwReportPages *self, cairo_t *cr, double y, double thickness)
{
  cairo_set_line_width (cr, thickness);
  cairo_move_to (cr, KW_PAGE_MARGIN, y);
  cairo_line_to (cr, self->width - KW_PAGE_MARGIN, y);
  cairo_stroke (cr);
}

static void
draw_row (KwReportPages *self, cairo_t *cr, const KwPagePiece *piece)
{
  const KwReportBlock *table = piece->block;
  const char *tag = piece->row == 0 ? "TH" : "TD";
  double x = KW_PAGE_MARGIN;

  if (piece->first)
    cairo_tag_begin (cr, "Table", NULL);
  cairo_tag_begin (cr, "TR", NULL);
  for (guint c = 0; c < table->n_columns; c++)
    {
      cairo_tag_begin (cr, tag, NULL);
      draw_part (cr, x, piece->y + KW_PAGE_ROW_GAP, &piece->parts[c]);
      cairo_tag_end (cr, tag);
      x += kw_page_content_width (self) * table->widths[c];
    }
  cairo_tag_end (cr, "TR");
}

static void
draw_page_frame (KwReportPages *self, cairo_t *cr, guint page)
{
  g_autofree char *number = g_strdup_printf (_ ("page %u of %u"), page + 1, self->pages->len);
  double width = kw_page_content_width (self);
  double y = self->height - KW_PAGE_MARGIN - KW_PAGE_FOOTER + 8;
  PangoLayout *right = kw_page_layout (self, number, KW_PAGE_SMALL, FALSE, width);
  PangoRectangle logical;

  draw_layout (cr, KW_PAGE_MARGIN, KW_PAGE_MARGIN, self->header);
  draw_line (self, cr, KW_PAGE_MARGIN + self->header_height - 8, 0.75);
  draw_layout (cr, KW_PAGE_MARGIN, y,
               kw_page_layout (self,
                               _ ("Made by Keepwell from the records of the sources named on "
                                  "page 1"),
                               KW_PAGE_SMALL, FALSE, width));
  pango_layout_get_extents (right, NULL, &logical);
  draw_layout (cr,
               self->width - KW_PAGE_MARGIN - (double) (logical.x + logical.width) / PANGO_SCALE, y,
               right);
}

/**
 * kw_report_pages_draw:
 * @self: the pages
 * @page: which one, from 0
 * @cairo: a cairo_t whose unit is the point
 *
 * Draws one page, black on white; on a PDF surface with its structure.
 */
void
kw_report_pages_draw (KwReportPages *self, guint page, gpointer cairo)
{
  cairo_t *cr = cairo;
  GArray *pieces;

  g_return_if_fail (self != NULL && cairo != NULL && page < self->pages->len);

  pieces = g_ptr_array_index (self->pages, page);
  cairo_set_source_rgb (cr, 0, 0, 0);
  draw_page_frame (self, cr, page);
  for (guint i = 0; i < pieces->len; i++)
    {
      const KwPagePiece *piece = &g_array_index (pieces, KwPagePiece, i);
      const KwPagePiece *next
          = i + 1 < pieces->len ? &g_array_index (pieces, KwPagePiece, i + 1) : NULL;
      const char *tag = kw_page_style (piece->block->kind)->tag;

      if (piece->block->kind == KW_REPORT_TABLE)
        {
          draw_row (self, cr, piece);
          /* A table that goes on over the page is ended there: a tag lives on one page. */
          if (next == NULL || next->block != piece->block)
            cairo_tag_end (cr, "Table");
          draw_line (self, cr, piece->y + piece->height, piece->row == 0 ? 0.75 : 0.25);
          continue;
        }
      cairo_tag_begin (cr, tag, NULL);
      draw_part (cr, KW_PAGE_MARGIN, piece->y, &piece->parts[0]);
      cairo_tag_end (cr, tag);
    }
}
