/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <cairo.h>
#include <glib/gi18n-lib.h>
#include <pango/pangocairo.h>
#include <string.h>

#include "report/content.h"

#define MARGIN 48.0
#define HEADER_HEIGHT 26.0
#define FOOTER_HEIGHT 22.0
#define CELL_GAP 8.0
#define ROW_GAP 2.5
#define FONT "Cantarell, Sans"

/* How each kind looks; sizes in points, nothing below 9 (rule P7). */
static const struct
{
  double size;
  gboolean bold;
  double before;
  double after;
  const char *tag; /* of the PDF's structure (ISO 32000-1, 14.8.4) */
} styles[] = {
  [KW_REPORT_TITLE] = { 20, TRUE, 0, 4, "H1" },
  [KW_REPORT_HEADING] = { 13, TRUE, 14, 4, "H2" },
  [KW_REPORT_SUBHEADING] = { 10, TRUE, 8, 2, "H3" },
  [KW_REPORT_TEXT] = { 10, FALSE, 0, 2, "P" },
  [KW_REPORT_BOLD] = { 10, TRUE, 0, 2, "P" },
  [KW_REPORT_SMALL] = { 9, FALSE, 2, 2, "P" },
  [KW_REPORT_TABLE] = { 9.5, FALSE, 2, 4, "Table" },
};

/* One thing on one page: a block, or a row of a table. */
typedef struct
{
  const KwReportBlock *block;
  int row;        /* of a table, -1 otherwise */
  gboolean first; /* of its table on this page */
  double y;
  double height;
} Piece;

struct _KwReportPages
{
  GPtrArray *blocks;
  GPtrArray *pages; /* of GArray of Piece */
  char *header;
  double width;
  double height;
  PangoLayout *layout; /* one, used again for every text */
  cairo_t *measure;
  cairo_surface_t *surface;
};

static void
set_text (KwReportPages *self, const char *text, double size, gboolean bold, double width)
{
  PangoFontDescription *font = pango_font_description_from_string (FONT);

  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  pango_font_description_set_weight (font, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description (self->layout, font);
  pango_font_description_free (font);
  pango_layout_set_width (self->layout, (int) (width * PANGO_SCALE));
  pango_layout_set_wrap (self->layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_text (self->layout, text, -1);
}

static double
text_height (KwReportPages *self, const char *text, double size, gboolean bold, double width)
{
  int height;

  set_text (self, text, size, bold, width);
  pango_layout_get_size (self->layout, NULL, &height);
  return (double) height / PANGO_SCALE;
}

static double
content_width (const KwReportPages *self)
{
  return self->width - 2 * MARGIN;
}

static double
cell_width (const KwReportPages *self, const KwReportBlock *table, guint column)
{
  return content_width (self) * table->widths[column] - CELL_GAP;
}

static double
row_height (KwReportPages *self, const KwReportBlock *table, guint row)
{
  GStrv cells = g_ptr_array_index (table->rows, row);
  double height = 0;

  for (guint c = 0; c < table->n_columns; c++)
    height = MAX (height, text_height (self, cells[c], styles[table->kind].size, row == 0 || c == 0,
                                       cell_width (self, table, c)));
  return height + 2 * ROW_GAP;
}

/* ---- breaking into pages ---- */

typedef struct
{
  KwReportPages *pages;
  GArray *page;
  double y;
} Cursor;

static double
bottom (const Cursor *cursor)
{
  return cursor->pages->height - MARGIN - FOOTER_HEIGHT;
}

static void
new_page (Cursor *cursor)
{
  cursor->page = g_array_new (FALSE, FALSE, sizeof (Piece));
  cursor->y = MARGIN + HEADER_HEIGHT;
  g_ptr_array_add (cursor->pages->pages, cursor->page);
}

static void
put (Cursor *cursor, const Piece *piece)
{
  Piece placed = *piece;

  placed.y = cursor->y;
  g_array_append_val (cursor->page, placed);
  cursor->y += placed.height;
}

/* Rows are never split; the heading row is repeated on each page. */
static void
put_table (Cursor *cursor, const KwReportBlock *table)
{
  double head = row_height (cursor->pages, table, 0);
  gboolean first = TRUE;

  cursor->y += styles[table->kind].before;
  for (guint r = 1; r < table->rows->len; r++)
    {
      Piece piece
          = { .block = table, .row = (int) r, .height = row_height (cursor->pages, table, r) };

      if (cursor->y + piece.height + (first ? head : 0) > bottom (cursor) && cursor->page->len > 0)
        {
          new_page (cursor);
          first = TRUE;
        }
      if (first)
        put (cursor, &(Piece){ .block = table, .row = 0, .first = TRUE, .height = head });
      first = FALSE;
      put (cursor, &piece);
    }
  cursor->y += styles[table->kind].after;
}

/* A heading keeps the first lines of what follows it on its page. */
static double
kept_with (Cursor *cursor, GPtrArray *blocks, guint index)
{
  const KwReportBlock *block = g_ptr_array_index (blocks, index);
  const KwReportBlock *next
      = index + 1 < blocks->len ? g_ptr_array_index (blocks, index + 1) : NULL;

  if ((block->kind != KW_REPORT_HEADING && block->kind != KW_REPORT_SUBHEADING) || next == NULL)
    return 0;
  if (next->kind == KW_REPORT_TABLE)
    return row_height (cursor->pages, next, 0) + row_height (cursor->pages, next, 1) + 4;
  return 30;
}

static void
put_text (Cursor *cursor, GPtrArray *blocks, guint index)
{
  const KwReportBlock *block = g_ptr_array_index (blocks, index);
  Piece piece = { .block = block, .row = -1 };

  piece.height = text_height (cursor->pages, block->text, styles[block->kind].size,
                              styles[block->kind].bold, content_width (cursor->pages));
  cursor->y += styles[block->kind].before;
  if (cursor->y + piece.height + kept_with (cursor, blocks, index) > bottom (cursor)
      && cursor->page->len > 0)
    new_page (cursor);
  put (cursor, &piece);
  cursor->y += styles[block->kind].after;
}

/**
 * kw_report_pages_new:
 * @snapshot: a person
 * @options: (nullable): what to leave out
 * @now: unix seconds, printed as the day
 * @width_points: of a page
 * @height_points: of a page
 *
 * Breaks the report into pages; nothing is drawn.
 *
 * Returns: (transfer full): the pages
 */
KwReportPages *
kw_report_pages_new (KwSnapshot *snapshot,
                     const KwReportOptions *options,
                     gint64 now,
                     double width_points,
                     double height_points)
{
  KwReportPages *self = g_new0 (KwReportPages, 1);
  PangoAttrList *attributes = pango_attr_list_new ();
  Cursor cursor = { .pages = self };

  self->width = width_points;
  self->height = height_points;
  self->blocks = kw_report_content (snapshot, options, now);
  self->header = kw_report_page_header (snapshot);
  self->pages = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  self->surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
  self->measure = cairo_create (self->surface);
  self->layout = pango_cairo_create_layout (self->measure);
  /* A ligature is one glyph for two letters, and "fi" must still be found and copied as two. */
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("liga=0, clig=0"));
  pango_layout_set_attributes (self->layout, attributes);
  pango_attr_list_unref (attributes);
  pango_cairo_context_set_resolution (pango_layout_get_context (self->layout), 72);
  new_page (&cursor);
  for (guint i = 0; i < self->blocks->len; i++)
    {
      const KwReportBlock *block = g_ptr_array_index (self->blocks, i);

      if (block->kind == KW_REPORT_TABLE)
        put_table (&cursor, block);
      else
        put_text (&cursor, self->blocks, i);
    }
  return self;
}

void
kw_report_pages_free (KwReportPages *self)
{
  g_return_if_fail (self != NULL);

  g_object_unref (self->layout);
  cairo_destroy (self->measure);
  cairo_surface_destroy (self->surface);
  g_ptr_array_unref (self->pages);
  g_ptr_array_unref (self->blocks);
  g_free (self->header);
  g_free (self);
}

guint
kw_report_pages_get_n (const KwReportPages *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->pages->len;
}

/* ---- drawing ---- */

static void
draw_text (KwReportPages *self,
           cairo_t *cr,
           double x,
           double y,
           const char *text,
           double size,
           gboolean bold,
           double width,
           PangoAlignment alignment)
{
  set_text (self, text, size, bold, width);
  pango_layout_set_alignment (self->layout, alignment);
  cairo_move_to (cr, x, y);
  pango_cairo_show_layout (cr, self->layout);
  pango_layout_set_alignment (self->layout, PANGO_ALIGN_LEFT);
}

static void
draw_line (KwReportPages *self, cairo_t *cr, double y, double thickness)
{
  cairo_set_line_width (cr, thickness);
  cairo_move_to (cr, MARGIN, y);
  cairo_line_to (cr, self->width - MARGIN, y);
  cairo_stroke (cr);
}

static void
draw_row (KwReportPages *self, cairo_t *cr, const Piece *piece)
{
  const KwReportBlock *table = piece->block;
  GStrv cells = g_ptr_array_index (table->rows, piece->row);
  double x = MARGIN;

  if (piece->first)
    cairo_tag_begin (cr, "Table", NULL);
  cairo_tag_begin (cr, "TR", NULL);
  for (guint c = 0; c < table->n_columns; c++)
    {
      const char *tag = piece->row == 0 ? "TH" : "TD";

      cairo_tag_begin (cr, tag, NULL);
      draw_text (self, cr, x, piece->y + ROW_GAP, cells[c], styles[table->kind].size,
                 piece->row == 0 || c == 0, cell_width (self, table, c), PANGO_ALIGN_LEFT);
      cairo_tag_end (cr, tag);
      x += content_width (self) * table->widths[c];
    }
  cairo_tag_end (cr, "TR");
}

static void
draw_page_frame (KwReportPages *self, cairo_t *cr, guint page)
{
  g_autofree char *number = g_strdup_printf (_ ("page %u of %u"), page + 1, self->pages->len);
  double y = self->height - MARGIN - FOOTER_HEIGHT + 8;

  draw_text (self, cr, MARGIN, MARGIN, self->header, 9, FALSE, content_width (self),
             PANGO_ALIGN_LEFT);
  draw_line (self, cr, MARGIN + HEADER_HEIGHT - 8, 0.75);
  draw_text (self, cr, MARGIN, y,
             _ ("Made by Keepwell from the records of the sources named on "
                "page 1"),
             9, FALSE, content_width (self), PANGO_ALIGN_LEFT);
  draw_text (self, cr, MARGIN, y, number, 9, FALSE, content_width (self), PANGO_ALIGN_RIGHT);
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
  pango_cairo_update_layout (cr, self->layout);
  draw_page_frame (self, cr, page);
  for (guint i = 0; i < pieces->len; i++)
    {
      const Piece *piece = &g_array_index (pieces, Piece, i);
      const Piece *next = i + 1 < pieces->len ? &g_array_index (pieces, Piece, i + 1) : NULL;
      KwReportKind kind = piece->block->kind;

      if (kind == KW_REPORT_TABLE)
        {
          draw_row (self, cr, piece);
          /* A table that goes on over the page is ended there: a tag lives on one page. */
          if (next == NULL || next->block != piece->block)
            cairo_tag_end (cr, "Table");
          draw_line (self, cr, piece->y + piece->height, piece->row == 0 ? 0.75 : 0.25);
          continue;
        }
      cairo_tag_begin (cr, styles[kind].tag, NULL);
      draw_text (self, cr, MARGIN, piece->y, piece->block->text, styles[kind].size,
                 styles[kind].bold, content_width (self), PANGO_ALIGN_LEFT);
      cairo_tag_end (cr, styles[kind].tag);
    }
}
