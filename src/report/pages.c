/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/pages-private.h"

#define CELL_GAP 8.0
#define HEADER_GAP 14.0
#define FONT "Cantarell, Sans"

static const KwPageStyle styles[] = {
  [KW_REPORT_TITLE] = { 20, TRUE, 0, 4, "H1" },
  [KW_REPORT_HEADING] = { 13, TRUE, 14, 4, "H2" },
  [KW_REPORT_SUBHEADING] = { 10, TRUE, 8, 2, "H3" },
  [KW_REPORT_TEXT] = { 10, FALSE, 0, 2, "P" },
  [KW_REPORT_BOLD] = { 10, TRUE, 0, 2, "P" },
  [KW_REPORT_SMALL] = { KW_PAGE_SMALL, FALSE, 2, 2, "P" },
  [KW_REPORT_TABLE] = { 9.5, FALSE, 2, 4, "Table" },
};

const KwPageStyle *
kw_page_style (KwReportKind kind)
{
  return &styles[kind];
}

double
kw_page_content_width (const KwReportPages *self)
{
  return self->width - 2 * KW_PAGE_MARGIN;
}

static PangoLayout *
new_layout (KwReportPages *self, const char *text, double size, gboolean bold, double width)
{
  PangoLayout *layout = pango_layout_new (self->context);

  pango_font_description_set_absolute_size (self->font, size * PANGO_SCALE);
  pango_font_description_set_weight (self->font, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description (layout, self->font);
  pango_layout_set_attributes (layout, self->attributes);
  pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_text (layout, text, -1);
  return layout;
}

PangoLayout *
kw_page_layout (KwReportPages *self, const char *text, double size, gboolean bold, double width)
{
  g_autofree char *key = g_strdup_printf ("%.1f %d %.1f %s", size, bold, width, text);
  PangoLayout *layout = g_hash_table_lookup (self->layouts, key);

  if (layout == NULL)
    {
      layout = new_layout (self, text, size, bold, width);
      g_hash_table_insert (self->layouts, g_steal_pointer (&key), layout);
    }
  return layout;
}

static double
layout_height (PangoLayout *layout)
{
  int height;

  pango_layout_get_size (layout, NULL, &height);
  return (double) height / PANGO_SCALE;
}

static double
line_height (PangoLayout *layout, int line)
{
  PangoRectangle logical;

  pango_layout_line_get_extents (pango_layout_get_line_readonly (layout, line), NULL, &logical);
  return (double) logical.height / PANGO_SCALE;
}

static guint
n_parts (const KwPagePiece *piece)
{
  return piece->row < 0 ? 1 : piece->block->n_columns;
}

/* A text or a row, whole and not placed so far; @row is -1 for a text. */
static KwPagePiece
whole_piece (KwReportPages *self, const KwReportBlock *block, int row)
{
  const KwPageStyle *style = &styles[block->kind];
  KwPagePiece piece = { .block = block, .row = row };
  GStrv cells = row < 0 ? NULL : g_ptr_array_index (block->rows, (guint) row);

  for (guint i = 0; i < n_parts (&piece); i++)
    {
      gboolean bold = row < 0 ? style->bold : row == 0 || i == 0;
      double width = kw_page_content_width (self);
      PangoLayout *layout;

      if (row >= 0)
        width = width * block->widths[i] - CELL_GAP;
      layout = kw_page_layout (self, row < 0 ? block->text : cells[i], style->size, bold, width);
      piece.parts[i] = (KwPagePart){ layout, 0, pango_layout_get_line_count (layout) };
      piece.height = MAX (piece.height, layout_height (layout));
    }
  if (row >= 0)
    piece.height += 2 * KW_PAGE_ROW_GAP;
  return piece;
}

/* ---- breaking into pages ---- */

typedef struct
{
  KwReportPages *pages;
  GArray *page;
  double y;
} Cursor;

static double
top (const Cursor *cursor)
{
  return KW_PAGE_MARGIN + cursor->pages->header_height;
}

static double
bottom (const Cursor *cursor)
{
  return cursor->pages->height - KW_PAGE_MARGIN - KW_PAGE_FOOTER;
}

static void
new_page (Cursor *cursor)
{
  cursor->page = g_array_new (FALSE, FALSE, sizeof (KwPagePiece));
  cursor->y = top (cursor);
  g_ptr_array_add (cursor->pages->pages, cursor->page);
}

static void
put (Cursor *cursor, const KwPagePiece *piece)
{
  KwPagePiece placed = *piece;

  placed.y = cursor->y;
  g_array_append_val (cursor->page, placed);
  cursor->y += placed.height;
}

/* Cuts the lines of @part that fit in @room off into @out; at least one where @force is set, so
 * that a line taller than a page cannot stop everything. */
static double
cut_part (KwPagePart *part, double room, gboolean force, KwPagePart *out)
{
  double used = 0;

  *out = *part;
  while (part->first < part->last)
    {
      double line = line_height (part->layout, part->first);

      if (used + line > room && !(force && used == 0))
        break;
      used += line;
      part->first++;
    }
  out->last = part->first;
  return used;
}

/* What is taller than a page goes on over the next ones, line by line: nothing is ever cut off. */
static void
put_split (Cursor *cursor, KwPagePiece piece)
{
  double gaps = piece.row < 0 ? 0 : 2 * KW_PAGE_ROW_GAP;
  gboolean rest = TRUE;

  while (rest)
    {
      KwPagePiece part = piece;
      double room = bottom (cursor) - cursor->y - gaps;

      rest = FALSE;
      part.height = 0;
      for (guint i = 0; i < n_parts (&piece); i++)
        {
          double used = cut_part (&piece.parts[i], room, cursor->page->len == 0, &part.parts[i]);

          part.height = MAX (part.height, used);
          rest = rest || piece.parts[i].first < piece.parts[i].last;
        }
      part.height += gaps;
      part.first = piece.row >= 0 && cursor->page->len == 0;
      if (part.height > gaps)
        put (cursor, &part);
      if (rest)
        new_page (cursor);
    }
}

static gboolean
is_taller_than_page (const Cursor *cursor, double height)
{
  return height > bottom (cursor) - top (cursor);
}

/* The heading row is repeated on each page. */
static void
put_table (Cursor *cursor, const KwReportBlock *table)
{
  KwPagePiece head = whole_piece (cursor->pages, table, 0);
  gboolean first = TRUE;

  head.first = TRUE;
  cursor->y += styles[table->kind].before;
  for (guint r = 1; r < table->rows->len; r++)
    {
      KwPagePiece piece = whole_piece (cursor->pages, table, (int) r);
      gboolean tall = is_taller_than_page (cursor, piece.height + head.height);
      double needed = (tall ? 60 : piece.height) + (first ? head.height : 0);

      if (cursor->y + needed > bottom (cursor) && cursor->page->len > 0)
        {
          new_page (cursor);
          first = TRUE;
        }
      if (first)
        put (cursor, &head);
      first = FALSE;
      if (tall)
        put_split (cursor, piece);
      else
        put (cursor, &piece);
    }
  cursor->y += styles[table->kind].after;
}

/* A heading keeps the first lines of what follows it on its page, and a heading that follows it
 * with what that one keeps. */
static double
kept_with (Cursor *cursor, GPtrArray *blocks, guint index)
{
  const KwReportBlock *block = g_ptr_array_index (blocks, index);
  const KwReportBlock *next
      = index + 1 < blocks->len ? g_ptr_array_index (blocks, index + 1) : NULL;

  if ((block->kind != KW_REPORT_HEADING && block->kind != KW_REPORT_SUBHEADING) || next == NULL)
    return 0;
  if (next->kind == KW_REPORT_TABLE)
    return whole_piece (cursor->pages, next, 0).height
           + MIN (whole_piece (cursor->pages, next, 1).height, 120) + 4;
  if (next->kind == KW_REPORT_SUBHEADING)
    return styles[next->kind].before + whole_piece (cursor->pages, next, -1).height
           + kept_with (cursor, blocks, index + 1);
  return 30;
}

static void
put_text (Cursor *cursor, GPtrArray *blocks, guint index)
{
  const KwReportBlock *block = g_ptr_array_index (blocks, index);
  KwPagePiece piece = whole_piece (cursor->pages, block, -1);

  if (cursor->page->len > 0)
    cursor->y += styles[block->kind].before;
  if (is_taller_than_page (cursor, piece.height))
    put_split (cursor, piece);
  else
    {
      if (cursor->y + piece.height + kept_with (cursor, blocks, index) > bottom (cursor)
          && cursor->page->len > 0)
        new_page (cursor);
      put (cursor, &piece);
    }
  cursor->y += styles[block->kind].after;
}

/* Glyphs where the font wants them: a printed page has no grid of pixels. */
static void
make_context (KwReportPages *self)
{
  cairo_font_options_t *options = cairo_font_options_create ();

  self->context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options (self->context, options);
  cairo_font_options_destroy (options);
  pango_cairo_context_set_resolution (self->context, 72);
  pango_context_set_round_glyph_positions (self->context, FALSE);
  self->font = pango_font_description_from_string (FONT);
  /* A ligature is one glyph for two letters, and "fi" must still be found and copied as two. */
  self->attributes = pango_attr_list_new ();
  pango_attr_list_insert (self->attributes, pango_attr_font_features_new ("liga=0, clig=0"));
  self->layouts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
}

/* Two lines at most: a name that is longer stands in full on page one. */
static void
make_header (KwReportPages *self, KwSnapshot *snapshot)
{
  g_autofree char *text = kw_report_page_header (snapshot);

  self->header = new_layout (self, text, KW_PAGE_SMALL, FALSE, kw_page_content_width (self));
  pango_layout_set_ellipsize (self->header, PANGO_ELLIPSIZE_END);
  pango_layout_set_height (self->header, -2);
  self->header_height = HEADER_GAP + layout_height (self->header);
}

/**
 * kw_report_pages_new:
 * @snapshot: a person
 * @options: (nullable): what to leave out
 * @now: unix seconds, printed as the day
 * @width_points: of a page
 * @height_points: of a page
 *
 * Breaks the report into pages; nothing is drawn. Use it in the thread that made it.
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
  Cursor cursor = { .pages = self };

  self->width = width_points;
  self->height = height_points;
  self->blocks = kw_report_content (snapshot, options, now);
  self->pages = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  make_context (self);
  make_header (self, snapshot);
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

  g_object_unref (self->header);
  g_hash_table_unref (self->layouts);
  pango_attr_list_unref (self->attributes);
  pango_font_description_free (self->font);
  g_object_unref (self->context);
  g_ptr_array_unref (self->pages);
  g_ptr_array_unref (self->blocks);
  g_free (self);
}

guint
kw_report_pages_get_n (const KwReportPages *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->pages->len;
}
