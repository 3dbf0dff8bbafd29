/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pages/pages.h"

#include <cairo-pdf.h>
#include <glib/gstdio.h>
#include <string.h>

static cairo_status_t
append_cb (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

/* Two pages of words with a font inside, as most hospitals send them. */
static GBytes *
create_pdf (void)
{
  GByteArray *bytes = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (append_cb, bytes, 595, 842);
  cairo_t *cr = cairo_create (surface);

  cairo_set_font_size (cr, 20);
  cairo_move_to (cr, 50, 100);
  cairo_show_text (cr, "Sodium 140 mmol/L");
  cairo_move_to (cr, 50, 150);
  cairo_show_text (cr, "Caf\xc3\xa9");
  cairo_show_page (cr);
  cairo_rectangle (cr, 0, 0, 300, 842);
  cairo_set_source_rgb (cr, 1, 0, 0);
  cairo_fill (cr);
  cairo_show_page (cr);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return g_byte_array_free_to_bytes (bytes);
}

/* A font that the document names and does not carry. */
static const char named_font_pdf[]
    = "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
      "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
      "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Contents 4 0 R"
      "/Resources<</Font<</F 5 0 R>>>>>>endobj\n"
      "4 0 obj<</Length 44>>stream\nBT /F 24 Tf 10 40 Td (MMMM Dose) Tj ET      \nendstream "
      "endobj\n"
      "5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>endobj\n"
      "trailer<</Root 1 0 R/Size 6>>\n%%EOF\n";

static KwPages *
open_pages (GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  KwPages *pages = kw_pages_new (bytes, "application/pdf", NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (pages);
  return pages;
}

static char *
run_pdftotext (GBytes *bytes, const char *page)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) out = NULL;
  g_autoptr (GSubprocess) tool
      = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error,
                          "pdftotext", "-f", page, "-l", page, "-nopgbrk", "-", "-", NULL);

  g_assert_no_error (error);
  g_subprocess_communicate (tool, bytes, NULL, &out, NULL, &error);
  g_assert_no_error (error);
  return g_bytes_get_size (out) > 0
             ? g_strndup (g_bytes_get_data (out, NULL), g_bytes_get_size (out))
             : g_strdup ("");
}

static void
test_text (void)
{
  g_autoptr (GBytes) bytes = create_pdf ();
  g_autoptr (KwPages) pages = open_pages (bytes);
  static const char *const expected[] = { "Sodium 140 mmol/L\nCaf\xc3\xa9", "" };

  g_assert_cmpuint (kw_pages_get_n (pages), ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *text = kw_pages_dup_text (pages, i, &error);
      g_autofree char *number = g_strdup_printf ("%u", i + 1);
      g_autofree char *rival = run_pdftotext (bytes, number);
      g_assert_no_error (error);
      g_assert_cmpstr (g_strstrip (text), ==, expected[i]);
      /* pdftotext parts paragraphs by an empty line. */
      g_auto (GStrv) lines = g_strsplit (g_strstrip (rival), "\n\n", -1);
      g_autofree char *joined = g_strjoinv ("\n", lines);
      g_assert_cmpstr (text, ==, joined);
    }
}

static guint32
get_pixel (GBytes *pixels, int stride, int x, int y)
{
  const guint8 *data = g_bytes_get_data (pixels, NULL);

  return *(const guint32 *) (data + (gsize) y * (gsize) stride + (gsize) x * 4);
}

static void
test_render (void)
{
  g_autoptr (GBytes) bytes = create_pdf ();
  g_autoptr (KwPages) pages = open_pages (bytes);
  g_autoptr (GError) error = NULL;
  double page_width, page_height;
  int width, height, stride;

  kw_pages_get_size (pages, 1, &page_width, &page_height);
  g_assert_cmpfloat_with_epsilon (page_width, 595, 0.01);
  g_assert_cmpfloat_with_epsilon (page_height, 842, 0.01);
  g_autoptr (GBytes) pixels = kw_pages_render (pages, 1, 2.0, &width, &height, &stride, &error);
  g_assert_no_error (error);
  g_assert_cmpint (width, ==, 1190);
  g_assert_cmpint (height, ==, 1684);
  g_assert_cmpuint (g_bytes_get_size (pixels), ==, (gsize) stride * (gsize) height);
  g_assert_cmphex (get_pixel (pixels, stride, 10, 10), ==, 0xffff0000);
  g_assert_cmphex (get_pixel (pixels, stride, 1100, 10), ==, 0xffffffff);

  g_assert_null (kw_pages_render (pages, 0, 1e6, &width, &height, &stride, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE);
}

static guint
count_dark (GBytes *pixels, int width, int height, int stride)
{
  guint n = 0;

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      n += (get_pixel (pixels, stride, x, y) & 0xff) < 0x80;
  return n;
}

/* The fence forbids opening a font; the shelf has it. */
static void
test_named_font (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (named_font_pdf, strlen (named_font_pdf));
  g_autoptr (KwPages) pages = open_pages (bytes);
  g_autoptr (GError) error = NULL;
  int width, height, stride;
  g_autoptr (GBytes) pixels = kw_pages_render (pages, 0, 2.0, &width, &height, &stride, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (count_dark (pixels, width, height, stride), >, 500);
}

static GBytes *
create_png (int width, int height)
{
  GByteArray *bytes = g_byte_array_new ();
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  cairo_t *cr = cairo_create (surface);

  cairo_set_source_rgba (cr, 0, 0, 1, 0.5);
  cairo_paint (cr);
  cairo_destroy (cr);
  cairo_surface_write_to_png_stream (surface, append_cb, bytes);
  cairo_surface_destroy (surface);
  return g_byte_array_free_to_bytes (bytes);
}

static void
test_picture (void)
{
  g_autoptr (GBytes) png = create_png (80, 40);
  g_autoptr (KwPages) pages = open_pages (png);
  g_autoptr (GError) error = NULL;
  double page_width, page_height;
  int width, height, stride;

  g_assert_cmpuint (kw_pages_get_n (pages), ==, 1);
  kw_pages_get_size (pages, 0, &page_width, &page_height);
  g_assert_cmpfloat_with_epsilon (page_width, 60, 0.01);
  g_assert_cmpfloat_with_epsilon (page_height, 30, 0.01);
  g_autoptr (GBytes) pixels = kw_pages_render (pages, 0, 4.0 / 3, &width, &height, &stride, &error);
  g_assert_no_error (error);
  g_assert_cmpint (width, ==, 80);
  /* Half a blue on white paper. */
  guint32 pixel = get_pixel (pixels, stride, 40, 20);
  g_assert_cmphex (pixel & 0xff0000ff, ==, 0xff0000ff);
  g_assert_cmpint (ABS ((int) (pixel >> 16 & 0xff) - 0x80), <=, 2);
  g_autofree char *text = kw_pages_dup_text (pages, 0, &error);
  g_assert_cmpstr (text, ==, "");
}

/* A fax of two pages, 200 dots by 50 lines an inch, the second one black at its stored left top. */
static GBytes *
create_fax (guint16 orientation)
{
  /* Little endian; each directory: count, entries of tag, type, count, value, then the next one. */
  static const guint16 entries[][4]
      = { { 256, 4, 1, 8 }, { 257, 4, 1, 4 }, { 258, 3, 1, 1 }, { 259, 3, 1, 1 },
          { 262, 3, 1, 0 }, { 273, 4, 1, 0 }, { 274, 3, 1, 1 }, { 278, 4, 1, 4 },
          { 279, 4, 1, 4 }, { 282, 5, 1, 8 }, { 283, 5, 1, 16 } };
  enum
  {
    N = G_N_ELEMENTS (entries),
    SIZE = 2 + N * 12 + 4,
    FIRST = 32,
  };
  guint8 *data = g_malloc0 (FIRST + 2 * SIZE);
  static const guint32 head[]
      = { GUINT32_TO_LE (0x002a4949), GUINT32_TO_LE (FIRST), 200, 1, 50, 1 };

  memcpy (data, head, sizeof head);
  memset (data + 24, 0, 4);    /* page one: white */
  memset (data + 28, 0xf0, 2); /* page two: a quarter is black */
  for (guint page = 0; page < 2; page++)
    {
      guint8 *at = data + FIRST + page * SIZE;
      at[0] = N;
      for (guint i = 0; i < N; i++)
        {
          guint8 *entry = at + 2 + i * 12;
          guint32 value = entries[i][3];
          if (entries[i][0] == 273)
            value = 24 + page * 4;
          else if (entries[i][0] == 274)
            value = orientation;
          memcpy (entry, &entries[i][0], 2);
          memcpy (entry + 2, &entries[i][1], 2);
          entry[4] = 1;
          memcpy (entry + 8, &value, 4);
        }
      guint32 next = page == 0 ? FIRST + SIZE : 0;
      memcpy (at + 2 + N * 12, &next, 4);
    }
  return g_bytes_new_take (data, FIRST + 2 * SIZE);
}

static void
test_fax (void)
{
  g_autoptr (GBytes) fax = create_fax (1);
  g_autoptr (KwPages) pages = open_pages (fax);
  g_autoptr (GError) error = NULL;
  double page_width, page_height;
  int width, height, stride;

  g_assert_cmpuint (kw_pages_get_n (pages), ==, 2);
  kw_pages_get_size (pages, 1, &page_width, &page_height);
  g_assert_cmpfloat_with_epsilon (page_width, 8 * 72 / 200.0, 0.01);
  g_assert_cmpfloat_with_epsilon (page_height, 4 * 72 / 50.0, 0.01);
  g_autoptr (GBytes) one = kw_pages_render (pages, 0, 20, &width, &height, &stride, &error);
  g_assert_no_error (error);
  g_assert_cmphex (get_pixel (one, stride, 5, 20), ==, 0xffffffff);
}

/* TIFF 6.0, section 8, "Orientation": where the stored first row and column are on the page. */
static void
test_orientation (void)
{
  static const struct
  {
    guint16 orientation;
    gboolean turned, right, bottom;
  } cases[] = { { 1, FALSE, FALSE, FALSE }, { 2, FALSE, TRUE, FALSE }, { 3, FALSE, TRUE, TRUE },
                { 4, FALSE, FALSE, TRUE },  { 5, TRUE, FALSE, FALSE }, { 6, TRUE, TRUE, FALSE },
                { 7, TRUE, TRUE, TRUE },    { 8, TRUE, FALSE, TRUE } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) fax = create_fax (cases[i].orientation);
      g_autoptr (KwPages) pages = open_pages (fax);
      g_autoptr (GError) error = NULL;
      double page_width, page_height;
      int width, height, stride;
      g_autoptr (GBytes) pixels = kw_pages_render (pages, 1, 20, &width, &height, &stride, &error);
      g_assert_no_error (error);
      kw_pages_get_size (pages, 1, &page_width, &page_height);
      g_assert_cmpfloat_with_epsilon (page_width, cases[i].turned ? 5.76 : 2.88, 0.01);
      for (int corner = 0; corner < 4; corner++)
        {
          gboolean right = corner & 1, bottom = (corner & 2) != 0;
          gboolean black = right == cases[i].right && bottom == cases[i].bottom;
          g_test_message ("orientation %u, corner %d", cases[i].orientation, corner);
          g_assert_cmphex (
              get_pixel (pixels, stride, right ? width - 6 : 5, bottom ? height - 6 : 5), ==,
              black ? 0xff000000 : 0xffffffff);
        }
    }
}

/* A PNG whose header says that it is as large as a football field. */
static GBytes *
create_bomb (void)
{
  g_autoptr (GBytes) png = create_png (1, 1);
  gsize length;
  guint8 *data = g_bytes_unref_to_data (g_steal_pointer (&png), &length);
  static const guint8 side[] = { 0, 0, 0xea, 0x60 }; /* 60000 */
  guint32 crc = 0xffffffff;

  memcpy (data + 16, side, 4);
  memcpy (data + 20, side, 4);
  for (gsize i = 12; i < 29; i++)
    {
      crc ^= data[i];
      for (guint bit = 0; bit < 8; bit++)
        crc = crc >> 1 ^ (crc & 1 ? 0xedb88320 : 0);
    }
  crc = GUINT32_TO_BE (~crc);
  memcpy (data + 29, &crc, 4);
  return g_bytes_new_take (data, length);
}

static GBytes *
create_encrypted (void)
{
  g_autoptr (GBytes) plain = create_pdf ();
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("keepwell-pages-XXXXXX", &error);
  g_autofree char *in = g_build_filename (folder, "in.pdf", NULL);
  g_autofree char *out = g_build_filename (folder, "out.pdf", NULL);
  char *data;
  gsize length;

  g_assert_true (g_file_set_contents (in, g_bytes_get_data (plain, NULL),
                                      (gssize) g_bytes_get_size (plain), &error));
  g_autoptr (GSubprocess) tool
      = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, "qpdf", "--encrypt", "secret", "owner",
                          "256", "--", in, out, NULL);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait_check (tool, NULL, &error));
  g_assert_true (g_file_get_contents (out, &data, &length, &error));
  g_remove (in);
  g_remove (out);
  g_rmdir (folder);
  return g_bytes_new_take (data, length);
}

static void
assert_refused (GBytes *bytes, int code)
{
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();

  g_assert_null (kw_pages_new (bytes, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, code);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 40 * G_USEC_PER_SEC);
}

static void
test_refused (void)
{
  g_autoptr (GBytes) pdf = create_pdf ();
  g_autoptr (GBytes) png = create_png (200, 200);
  g_autoptr (GBytes) empty = g_bytes_new_static ("", 0);
  g_autoptr (GBytes) words = g_bytes_new_static ("Dear Ann, all is well.", 22);
  g_autoptr (GBytes) header = g_bytes_new_static ("%PDF-1.7\n", 9);
  g_autoptr (GBytes) half_png = g_bytes_new_from_bytes (png, 0, g_bytes_get_size (png) / 2);
  g_autoptr (GBytes) start_of_png = g_bytes_new_from_bytes (png, 0, 12);
  g_autoptr (GBytes) bomb = create_bomb ();
  g_autoptr (GBytes) encrypted = create_encrypted ();

  assert_refused (empty, G_IO_ERROR_INVALID_DATA);
  assert_refused (words, G_IO_ERROR_NOT_SUPPORTED);
  assert_refused (header, G_IO_ERROR_INVALID_DATA);
  assert_refused (half_png, G_IO_ERROR_INVALID_DATA);
  assert_refused (start_of_png, G_IO_ERROR_INVALID_DATA);
  assert_refused (bomb, G_IO_ERROR_MESSAGE_TOO_LARGE);
  assert_refused (encrypted, G_IO_ERROR_PERMISSION_DENIED);
}

/* Cut off anywhere, a document is read as far as it goes or refused; it never hangs or harms. */
static void
test_cut_off (void)
{
  g_autoptr (GBytes) pdf = create_pdf ();
  gsize length = g_bytes_get_size (pdf);

  for (guint part = 1; part < 8; part++)
    {
      g_autoptr (GBytes) cut = g_bytes_new_from_bytes (pdf, 0, length * part / 8);
      g_autoptr (GError) error = NULL;
      g_autoptr (KwPages) pages = kw_pages_new (cut, NULL, NULL, &error);
      g_assert_true ((pages == NULL) == (error != NULL));
      for (guint i = 0; pages != NULL && i < kw_pages_get_n (pages); i++)
        {
          int width, height, stride;
          g_autoptr (GBytes) pixels
              = kw_pages_render (pages, i, 0.5, &width, &height, &stride, NULL);
          g_autofree char *text = kw_pages_dup_text (pages, i, NULL);
          g_assert_true (text == NULL || g_utf8_validate (text, -1, NULL));
        }
    }
}

static void
test_helper_gone (void)
{
  g_autoptr (GBytes) pdf = create_pdf ();
  g_autoptr (GError) error = NULL;
  const char *helper = g_getenv ("KEEPWELL_PAGES");
  g_autofree char *saved = g_strdup (helper);

  /* One that ends at once, and one that is not there. */
  g_setenv ("KEEPWELL_PAGES", "/bin/false", TRUE);
  assert_refused (pdf, G_IO_ERROR_INVALID_DATA);
  g_setenv ("KEEPWELL_PAGES", "/nonexistent/keepwell-pages", TRUE);
  g_assert_null (kw_pages_new (pdf, NULL, NULL, &error));
  g_assert_nonnull (error);
  g_setenv ("KEEPWELL_PAGES", saved, TRUE);
}

static void
test_cancelled (void)
{
  g_autoptr (GBytes) pdf = create_pdf ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (kw_pages_new (pdf, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pages/text", test_text);
  g_test_add_func ("/pages/render", test_render);
  g_test_add_func ("/pages/named-font", test_named_font);
  g_test_add_func ("/pages/picture", test_picture);
  g_test_add_func ("/pages/fax", test_fax);
  g_test_add_func ("/pages/orientation", test_orientation);
  g_test_add_func ("/pages/refused", test_refused);
  g_test_add_func ("/pages/cut-off", test_cut_off);
  g_test_add_func ("/pages/helper-gone", test_helper_gone);
  g_test_add_func ("/pages/cancelled", test_cancelled);
  return g_test_run ();
}
