/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pages/page-reader.h"

#include <cairo.h>
#include <gdk-pixbuf/gdk-pixbuf.h>
#include <math.h>
#include <poppler.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "pages/tiff-pages.h"

/* A picture's pixel is as large as on a screen of 96 dots per inch. */
#define POINTS_PER_PIXEL 0.75
#define MAX_SIDE 32767 /* of a cairo image */
#define CHUNK_BYTES 65536

struct _KwPageReader
{
  /* One of them. */
  PopplerDocument *document;
  KwTiffPages *tiff;
  cairo_surface_t *picture;
};

/* Only newer versions of poppler clean up after their own type. */
typedef PopplerPage Page;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Page, g_object_unref)

/* Pictures that are read, by GdkPixbuf's name. SVG is not: it is a program of its own. */
static const char *const picture_types[] = { "png", "jpeg", "gif", "bmp", "webp" };

/* A page with a word in a font that it does not carry; the offsets of its table are left to
 * poppler. */
static const char warm_up_pdf[]
    = "%PDF-1.4\n"
      "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
      "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
      "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 20 20]/Contents 4 0 R"
      "/Resources<</Font<</F 5 0 R>>>>>>endobj\n"
      "4 0 obj<</Length 31>>stream\nBT /F 9 Tf 1 1 Td (warm) Tj ET \nendstream endobj\n"
      "5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n"
      "trailer<</Root 1 0 R/Size 6>>\n%%EOF\n";

/* Poppler drops its global state with the last document, and could not load it again: this one
 * stays. */
static KwPageReader *warm_up;

void
kw_page_reader_prepare (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (warm_up_pdf, strlen (warm_up_pdf));
  KwPagesStatus status;
  KwPagesAnswer answer = { 0 };

  for (gsize i = 0; i < G_N_ELEMENTS (picture_types); i++)
    {
      g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new_with_type (picture_types[i], NULL);
      if (loader != NULL)
        gdk_pixbuf_loader_close (loader, NULL);
    }
  warm_up = kw_page_reader_new (bytes, &status);
  if (warm_up == NULL)
    return;
  const KwPagesQuestion question = { KW_PAGES_RENDER, 0, 1 };
  int fds[] = { kw_page_reader_render (warm_up, &question, &answer),
                kw_page_reader_get_text (warm_up, 0, &answer),
                kw_page_reader_get_boxes (warm_up, 0, &answer) };
  for (gsize i = 0; i < G_N_ELEMENTS (fds); i++)
    if (fds[i] >= 0)
      close (fds[i]);
}

/* Pictures. */

static void
size_prepared_cb (GdkPixbufLoader *loader, int width, int height, gpointer user_data)
{
  gboolean *too_large = user_data;

  if (width <= 0 || height <= 0 || width > MAX_SIDE || height > MAX_SIDE
      || (gint64) width * height > KW_PAGES_MAX_PIXELS)
    {
      *too_large = TRUE;
      gdk_pixbuf_loader_set_size (loader, 0, 0);
    }
}

static gboolean
feed (GdkPixbufLoader *loader, GBytes *bytes, const gboolean *too_large)
{
  gsize length;
  const guchar *data = g_bytes_get_data (bytes, &length);
  gboolean done = TRUE;

  /* In pieces, so that a picture of a false size is given up after its first one. */
  for (gsize at = 0; done && !*too_large && at < length; at += CHUNK_BYTES)
    done = gdk_pixbuf_loader_write (loader, data + at, MIN (length - at, CHUNK_BYTES), NULL);
  return gdk_pixbuf_loader_close (loader, NULL) && done;
}

static guint8
multiply (guint8 colour, guint8 alpha)
{
  return (guint8) ((colour * alpha + 127) / 255);
}

static cairo_surface_t *
create_surface (GdkPixbuf *pixbuf)
{
  int width = gdk_pixbuf_get_width (pixbuf), height = gdk_pixbuf_get_height (pixbuf);
  int n = gdk_pixbuf_get_n_channels (pixbuf);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  guchar *out = cairo_image_surface_get_data (surface);

  for (int y = 0; out != NULL && y < height; y++)
    {
      const guchar *in
          = gdk_pixbuf_read_pixels (pixbuf) + (gsize) y * gdk_pixbuf_get_rowstride (pixbuf);
      guint32 *row = (guint32 *) (out + (gsize) y * cairo_image_surface_get_stride (surface));
      for (int x = 0; x < width; x++, in += n)
        {
          guint8 alpha = n == 4 ? in[3] : 255;
          row[x] = (guint32) alpha << 24 | (guint32) multiply (in[0], alpha) << 16
                   | (guint32) multiply (in[1], alpha) << 8 | multiply (in[2], alpha);
        }
    }
  cairo_surface_mark_dirty (surface);
  return surface;
}

/* GdkPixbuf takes half a PNG for a whole one and leaves the rest empty, which looks like paper; of
 * a JPEG the rest is grey for everybody to see. ISO 15948 section 11.2.5: IEND is the last chunk.
 */
static gboolean
is_cut_off (GdkPixbufLoader *loader, GBytes *bytes)
{
  GdkPixbufFormat *format = gdk_pixbuf_loader_get_format (loader);
  g_autofree char *name = format != NULL ? gdk_pixbuf_format_get_name (format) : NULL;
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  return g_strcmp0 (name, "png") == 0 && memmem (data, length, "IEND", 4) == NULL;
}

static cairo_surface_t *
read_picture (GBytes *bytes, KwPagesStatus *out_status)
{
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new ();
  gboolean too_large = FALSE;

  g_signal_connect (loader, "size-prepared", G_CALLBACK (size_prepared_cb), &too_large);
  gboolean whole = feed (loader, bytes, &too_large);
  GdkPixbuf *pixbuf = gdk_pixbuf_loader_get_pixbuf (loader);
  *out_status = too_large                                       ? KW_PAGES_TOO_LARGE
                : gdk_pixbuf_loader_get_format (loader) == NULL ? KW_PAGES_UNKNOWN
                                                                : KW_PAGES_DAMAGED;
  if (!whole || too_large || pixbuf == NULL || is_cut_off (loader, bytes))
    return NULL;
  g_autoptr (GdkPixbuf) upright = gdk_pixbuf_apply_embedded_orientation (pixbuf);
  cairo_surface_t *surface = create_surface (upright);
  if (cairo_surface_status (surface) == CAIRO_STATUS_SUCCESS)
    return surface;
  cairo_surface_destroy (surface);
  *out_status = KW_PAGES_TOO_LARGE;
  return NULL;
}

/* Documents. */

static PopplerDocument *
read_pdf (GBytes *bytes, KwPagesStatus *out_status)
{
  g_autoptr (GError) error = NULL;
  PopplerDocument *document = poppler_document_new_from_bytes (bytes, NULL, &error);
  int n = document != NULL ? poppler_document_get_n_pages (document) : 0;

  if (n > 0 && n <= KW_PAGES_MAX_PAGES)
    return document;
  *out_status = g_error_matches (error, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED) ? KW_PAGES_ENCRYPTED
                : n > KW_PAGES_MAX_PAGES                                        ? KW_PAGES_TOO_LARGE
                                                                                : KW_PAGES_DAMAGED;
  g_clear_object (&document);
  return NULL;
}

static gboolean
is_tiff (const char *data, gsize length)
{
  return length >= 4 && (memcmp (data, "II*\0", 4) == 0 || memcmp (data, "MM\0*", 4) == 0);
}

KwPageReader *
kw_page_reader_new (GBytes *bytes, KwPagesStatus *out_status)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  g_autoptr (KwPageReader) self = g_new0 (KwPageReader, 1);

  /* ISO 32000-1, Annex H.3.4.1: the header may stand anywhere in the first 1024 bytes. */
  if (g_strstr_len (data, (gssize) MIN (length, 1024), "%PDF-") != NULL)
    self->document = read_pdf (bytes, out_status);
  else if (is_tiff (data, length))
    self->tiff = kw_tiff_pages_new (bytes, out_status);
  else
    self->picture = read_picture (bytes, out_status);
  if (self->document == NULL && self->tiff == NULL && self->picture == NULL)
    return NULL;
  *out_status = KW_PAGES_DONE;
  return g_steal_pointer (&self);
}

void
kw_page_reader_free (KwPageReader *self)
{
  g_clear_object (&self->document);
  g_clear_pointer (&self->tiff, kw_tiff_pages_free);
  g_clear_pointer (&self->picture, cairo_surface_destroy);
  g_free (self);
}

static guint
get_n (KwPageReader *self)
{
  if (self->document != NULL)
    return (guint) poppler_document_get_n_pages (self->document);
  return self->tiff != NULL ? kw_tiff_pages_get_n (self->tiff) : 1;
}

static void
get_size (KwPageReader *self, guint index, double *out_width, double *out_height)
{
  g_autoptr (Page) page
      = self->document != NULL ? poppler_document_get_page (self->document, (int) index) : NULL;

  *out_width = *out_height = 1;
  if (page != NULL)
    poppler_page_get_size (page, out_width, out_height);
  else if (self->tiff != NULL)
    kw_tiff_pages_get_size (self->tiff, index, out_width, out_height);
  else if (self->picture != NULL)
    {
      *out_width = cairo_image_surface_get_width (self->picture) * POINTS_PER_PIXEL;
      *out_height = cairo_image_surface_get_height (self->picture) * POINTS_PER_PIXEL;
    }
}

/* The answer's file with @bytes in it. */
static int
fill_file (const void *bytes, gsize length, KwPagesAnswer *answer)
{
  int fd = kw_pages_create_file (length);
  gboolean done
      = fd >= 0 && pwrite (fd, bytes, length, 0) == (ssize_t) length && kw_pages_seal_file (fd);

  answer->status = done ? KW_PAGES_DONE : KW_PAGES_FAILED;
  answer->length = done ? length : 0;
  if (!done && fd >= 0)
    close (fd);
  return done ? fd : -1;
}

int
kw_page_reader_list_sizes (KwPageReader *self, KwPagesAnswer *answer)
{
  guint n = get_n (self);
  g_autofree double *sizes = g_new0 (double, 2 * n);

  for (guint i = 0; i < n; i++)
    get_size (self, i, &sizes[2 * i], &sizes[2 * i + 1]);
  answer->n = n;
  return fill_file (sizes, 2 * n * sizeof (double), answer);
}

static gboolean
draw_picture (cairo_t *cr, cairo_surface_t *picture, guint32 width, guint32 height)
{
  if (picture == NULL)
    return FALSE;
  cairo_scale (cr, width / (double) cairo_image_surface_get_width (picture),
               height / (double) cairo_image_surface_get_height (picture));
  cairo_set_source_surface (cr, picture, 0, 0);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_GOOD);
  cairo_pattern_set_extend (cairo_get_source (cr), CAIRO_EXTEND_PAD);
  cairo_paint (cr);
  return cairo_status (cr) == CAIRO_STATUS_SUCCESS;
}

static gboolean
draw_pdf (KwPageReader *self, cairo_t *cr, guint index, double scale)
{
  g_autoptr (Page) page = poppler_document_get_page (self->document, (int) index);

  if (page == NULL)
    return FALSE;
  cairo_scale (cr, scale, scale);
  poppler_page_render (page, cr);
  return TRUE;
}

static gboolean
draw (KwPageReader *self,
      const KwPagesQuestion *question,
      const KwPagesAnswer *answer,
      cairo_surface_t *surface)
{
  cairo_t *cr = cairo_create (surface);
  gboolean done;

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  if (self->document != NULL)
    done = draw_pdf (self, cr, question->page, question->scale);
  else if (self->tiff != NULL)
    {
      cairo_surface_t *picture = kw_tiff_pages_read (self->tiff, question->page);
      done = draw_picture (cr, picture, answer->width, answer->height);
      g_clear_pointer (&picture, cairo_surface_destroy);
    }
  else
    done = draw_picture (cr, self->picture, answer->width, answer->height);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return done && cairo_surface_status (surface) == CAIRO_STATUS_SUCCESS;
}

/* Draws straight into the memory file, which is sealed when nobody writes into it any more. */
static int
render_file (KwPageReader *self, const KwPagesQuestion *question, KwPagesAnswer *answer)
{
  gsize size = (gsize) answer->stride * answer->height;
  int fd = kw_pages_create_file (size);
  void *pixels
      = fd >= 0 ? mmap (NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0) : MAP_FAILED;
  gboolean done = FALSE;

  if (pixels != MAP_FAILED)
    {
      cairo_surface_t *surface
          = cairo_image_surface_create_for_data (pixels, CAIRO_FORMAT_ARGB32, (int) answer->width,
                                                 (int) answer->height, (int) answer->stride);
      done = draw (self, question, answer, surface);
      cairo_surface_finish (surface);
      cairo_surface_destroy (surface);
      munmap (pixels, size);
    }
  done = done && kw_pages_seal_file (fd);
  answer->status = done ? KW_PAGES_DONE : KW_PAGES_FAILED;
  answer->length = size;
  if (!done && fd >= 0)
    close (fd);
  return done ? fd : -1;
}

int
kw_page_reader_render (KwPageReader *self, const KwPagesQuestion *question, KwPagesAnswer *answer)
{
  double width, height;

  answer->status = KW_PAGES_DAMAGED;
  if (question->page >= get_n (self))
    return -1;
  get_size (self, question->page, &width, &height);
  width = ceil (width * question->scale);
  height = ceil (height * question->scale);
  if (!(width >= 1 && height >= 1 && width <= MAX_SIDE && height <= MAX_SIDE
        && width * height <= KW_PAGES_MAX_PIXELS))
    {
      answer->status = KW_PAGES_TOO_LARGE;
      return -1;
    }
  answer->width = (guint32) width;
  answer->height = (guint32) height;
  answer->stride
      = (guint32) cairo_format_stride_for_width (CAIRO_FORMAT_ARGB32, (int) answer->width);
  return render_file (self, question, answer);
}

int
kw_page_reader_get_text (KwPageReader *self, guint index, KwPagesAnswer *answer)
{
  g_autoptr (Page) page = self->document != NULL && index < get_n (self)
                              ? poppler_document_get_page (self->document, (int) index)
                              : NULL;
  g_autofree char *text = page != NULL ? poppler_page_get_text (page) : NULL;

  answer->status = page == NULL && self->document != NULL ? KW_PAGES_DAMAGED : KW_PAGES_DONE;
  return text != NULL && *text != '\0' ? fill_file (text, strlen (text), answer) : -1;
}

/* One box for each letter of the text, in its order. */
int
kw_page_reader_get_boxes (KwPageReader *self, guint index, KwPagesAnswer *answer)
{
  g_autoptr (Page) page = self->document != NULL && index < get_n (self)
                              ? poppler_document_get_page (self->document, (int) index)
                              : NULL;
  g_autofree PopplerRectangle *places = NULL;
  guint n = 0;

  answer->status = page == NULL && self->document != NULL ? KW_PAGES_DAMAGED : KW_PAGES_DONE;
  if (page == NULL || !poppler_page_get_text_layout (page, &places, &n) || n == 0)
    return -1;
  if (n > KW_PAGES_MAX_BOXES)
    {
      answer->status = KW_PAGES_TOO_LARGE;
      return -1;
    }
  g_autofree KwPagesBox *boxes = g_new (KwPagesBox, n);
  for (guint i = 0; i < n; i++)
    boxes[i] = (KwPagesBox){ (float) places[i].x1, (float) places[i].y1, (float) places[i].x2,
                             (float) places[i].y2 };
  answer->n = n;
  return fill_file (boxes, n * sizeof *boxes, answer);
}
