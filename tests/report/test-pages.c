/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <cairo.h>
#include <string.h>

#include "report/pages-private.h"

#define NOW 1793880000 /* 5 November 2026 */
#define WIDTH 400.0
#define HEIGHT 300.0

typedef struct
{
  KwBundle *bundle;
  KwSnapshot *snapshot;
  KwReportPages *pages;
} Fixture;

static void
clear (Fixture *fixture)
{
  kw_report_pages_free (fixture->pages);
  kw_snapshot_unref (fixture->snapshot);
  kw_bundle_free (fixture->bundle);
}

/* Pages of a person with @name and @n conditions that are all called @condition. */
static Fixture
make (const char *name, const char *condition, guint n)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  Fixture fixture;

  g_string_append_printf (
      text, "[{\"resourceType\":\"Patient\",\"id\":\"p\",\"name\":[{\"text\":\"%s\"}]}", name);
  for (guint i = 0; i < n; i++)
    g_string_append_printf (text,
                            ",{\"resourceType\":\"Condition\",\"id\":\"c%u\",\"subject\":{"
                            "\"reference\":\"Patient/p\"},\"clinicalStatus\":{\"coding\":[{"
                            "\"code\":\"active\"}]},\"code\":{\"text\":\"%s\"}}",
                            i, condition);
  g_string_append_c (text, ']');
  g_autoptr (GBytes) bytes = g_bytes_new (text->str, text->len);
  fixture.bundle = kw_bundle_new (bytes, "file", &error);
  g_assert_no_error (error);
  fixture.snapshot = kw_snapshot_new_from_bundle (fixture.bundle, 0, "a.json");
  fixture.pages = kw_report_pages_new (fixture.snapshot, NULL, NOW, WIDTH, HEIGHT);
  return fixture;
}

/* Nothing stands below the footer's line, above the header's, or over what is before it. */
static void
check_places (const KwReportPages *pages)
{
  for (guint p = 0; p < pages->pages->len; p++)
    {
      const GArray *pieces = g_ptr_array_index (pages->pages, p);
      double y = KW_PAGE_MARGIN + pages->header_height;

      for (guint i = 0; i < pieces->len; i++)
        {
          const KwPagePiece *piece = &g_array_index (pieces, KwPagePiece, i);

          g_assert_cmpfloat (piece->y, >=, y - 0.01);
          g_assert_cmpfloat (piece->height, >, 0);
          y = piece->y + piece->height;
        }
      g_assert_cmpfloat (y, <=, HEIGHT - KW_PAGE_MARGIN - KW_PAGE_FOOTER + 0.01);
    }
}

/* Each line of each text stands on exactly one page, in order. */
static int
count_lines (const KwReportPages *pages, const KwReportBlock *table, int row)
{
  int next = 0;

  for (guint p = 0; p < pages->pages->len; p++)
    {
      const GArray *pieces = g_ptr_array_index (pages->pages, p);

      for (guint i = 0; i < pieces->len; i++)
        {
          const KwPagePiece *piece = &g_array_index (pieces, KwPagePiece, i);

          if (piece->block != table || piece->row != row)
            continue;
          g_assert_cmpint (piece->parts[0].first, ==, next);
          next = piece->parts[0].last;
        }
    }
  return next;
}

static const KwReportBlock *
find_conditions (const KwReportPages *pages)
{
  for (guint i = 0; i < pages->blocks->len; i++)
    {
      const KwReportBlock *block = g_ptr_array_index (pages->blocks, i);

      if (block->kind == KW_REPORT_TABLE)
        return block;
    }
  return NULL;
}

static void
test_many_rows (void)
{
  Fixture fixture = make ("Rosa Alvarez", "High blood pressure", 60);

  g_assert_cmpuint (kw_report_pages_get_n (fixture.pages), >, 4);
  check_places (fixture.pages);
  for (guint p = 1; p < fixture.pages->pages->len; p++)
    {
      const GArray *pieces = g_ptr_array_index (fixture.pages->pages, p);
      const KwPagePiece *first = &g_array_index (pieces, KwPagePiece, 0);

      /* The heading row is there again. */
      g_assert_true (first->block->kind != KW_REPORT_TABLE || (first->row == 0 && first->first));
    }
  clear (&fixture);
}

static void
test_taller_than_a_page (void)
{
  g_autoptr (GString) name = g_string_new ("Pain");
  for (guint i = 0; i < 400; i++)
    g_string_append_printf (name, " word%u", i);
  Fixture fixture = make ("Rosa Alvarez", name->str, 2);
  const KwReportBlock *table = find_conditions (fixture.pages);

  check_places (fixture.pages);
  for (int row = 1; row <= 2; row++)
    {
      GStrv cells = g_ptr_array_index (table->rows, row);
      PangoLayout *layout
          = kw_page_layout (fixture.pages, cells[0], kw_page_style (KW_REPORT_TABLE)->size, TRUE,
                            kw_page_content_width (fixture.pages) * table->widths[0] - 8);

      g_assert_cmpint (pango_layout_get_line_count (layout), >, 40);
      g_assert_cmpint (count_lines (fixture.pages, table, row), ==,
                       pango_layout_get_line_count (layout));
    }
  clear (&fixture);
}

/* A long name makes the header taller, stands in full in the title, and is never printed over. */
static void
test_long_name (void)
{
  g_autoptr (GString) name = g_string_new (NULL);
  for (guint i = 0; i < 30; i++)
    g_string_append (name, "Wolfeschlegelsteinhausen ");
  Fixture fixture = make (name->str, "Pain", 1);

  const KwReportBlock *title = g_ptr_array_index (fixture.pages->blocks, 0);

  g_assert_cmpfloat (fixture.pages->header_height, >, 30);
  g_assert_cmpfloat (fixture.pages->header_height, <, 60);
  g_assert_true (g_str_has_prefix (name->str, title->text));
  g_assert_cmpuint (strlen (title->text), >, 700);
  check_places (fixture.pages);
  clear (&fixture);
}

/* Every page can be drawn anywhere, also with words of other scripts; ink is on each of them. */
static void
test_draw (void)
{
  Fixture fixture = make ("روزا الفاريس 山田花子", "高血圧 ارتفاع ضغط الدم", 30);
  int stride = cairo_format_stride_for_width (CAIRO_FORMAT_A8, (int) WIDTH);

  for (guint p = 0; p < kw_report_pages_get_n (fixture.pages); p++)
    {
      cairo_surface_t *surface
          = cairo_image_surface_create (CAIRO_FORMAT_A8, (int) WIDTH, (int) HEIGHT);
      cairo_t *cr = cairo_create (surface);
      guint ink = 0;

      kw_report_pages_draw (fixture.pages, p, cr);
      cairo_surface_flush (surface);
      g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
      const guchar *data = cairo_image_surface_get_data (surface);
      for (int i = 0; i < stride * (int) HEIGHT; i++)
        ink += data[i] > 0;
      g_assert_cmpuint (ink, >, 500);
      cairo_destroy (cr);
      cairo_surface_destroy (surface);
    }
  clear (&fixture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pages/many-rows", test_many_rows);
  g_test_add_func ("/pages/taller-than-a-page", test_taller_than_a_page);
  g_test_add_func ("/pages/long-name", test_long_name);
  g_test_add_func ("/pages/draw", test_draw);
  return g_test_run ();
}
