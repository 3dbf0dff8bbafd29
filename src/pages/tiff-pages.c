/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pages/tiff-pages.h"

#include <string.h>
#include <tiffio.h>

#define DEFAULT_DOTS_PER_INCH 96.0
#define CM_PER_INCH 2.54
#define MAX_SIDE 32767

struct _KwTiffPages
{
  GBytes *bytes;
  guint64 at; /* where libtiff reads */
  TIFF *tiff;
  guint n;
};

/* libtiff's view of the bytes. */

static tmsize_t
read_cb (thandle_t handle, void *buffer, tmsize_t size)
{
  KwTiffPages *self = handle;
  gsize length;
  const guint8 *data = g_bytes_get_data (self->bytes, &length);
  gsize n = self->at < length && size > 0 ? MIN ((gsize) size, length - self->at) : 0;

  if (n > 0)
    memcpy (buffer, data + self->at, n);
  self->at += n;
  return (tmsize_t) n;
}

static tmsize_t
write_cb (thandle_t handle, void *buffer, tmsize_t size)
{
  (void) handle;
  (void) buffer;
  (void) size;
  return -1;
}

static toff_t
seek_cb (thandle_t handle, toff_t offset, int whence)
{
  KwTiffPages *self = handle;
  guint64 from[] = { 0, self->at, g_bytes_get_size (self->bytes) };

  self->at = from[whence >= 0 && whence < 3 ? whence : 0] + offset;
  return self->at;
}

static int
close_cb (thandle_t handle)
{
  (void) handle;
  return 0;
}

static toff_t
size_cb (thandle_t handle)
{
  return g_bytes_get_size (((KwTiffPages *) handle)->bytes);
}

KwTiffPages *
kw_tiff_pages_new (GBytes *bytes, KwPagesStatus *out_status)
{
  KwTiffPages *self = g_new0 (KwTiffPages, 1);

  TIFFSetErrorHandler (NULL);
  TIFFSetWarningHandler (NULL);
  self->bytes = g_bytes_ref (bytes);
  self->tiff = TIFFClientOpen ("document", "rm", self, read_cb, write_cb, seek_cb, close_cb,
                               size_cb, NULL, NULL);
  self->n = self->tiff != NULL ? (guint) TIFFNumberOfDirectories (self->tiff) : 0;
  if (self->n > 0 && self->n <= KW_PAGES_MAX_PAGES)
    return self;
  *out_status = self->n > KW_PAGES_MAX_PAGES ? KW_PAGES_TOO_LARGE : KW_PAGES_DAMAGED;
  kw_tiff_pages_free (self);
  return NULL;
}

void
kw_tiff_pages_free (KwTiffPages *self)
{
  g_clear_pointer (&self->tiff, TIFFClose);
  g_bytes_unref (self->bytes);
  g_free (self);
}

guint
kw_tiff_pages_get_n (const KwTiffPages *self)
{
  return self->n;
}

static gboolean
go_to_page (KwTiffPages *self, guint page, guint32 *out_width, guint32 *out_height)
{
  return TIFFSetDirectory (self->tiff, (tdir_t) page)
         && TIFFGetField (self->tiff, TIFFTAG_IMAGEWIDTH, out_width)
         && TIFFGetField (self->tiff, TIFFTAG_IMAGELENGTH, out_height) && *out_width > 0
         && *out_height > 0 && *out_width <= MAX_SIDE && *out_height <= MAX_SIDE
         && (guint64) *out_width * *out_height <= KW_PAGES_MAX_PIXELS;
}

/* TIFF 6.0, section 8: dots per unit, which is an inch when nothing is said. */
static double
get_points_per_dot (KwTiffPages *self, guint32 tag)
{
  float dots = 0;
  guint16 unit = RESUNIT_INCH;

  TIFFGetFieldDefaulted (self->tiff, TIFFTAG_RESOLUTIONUNIT, &unit);
  if (!TIFFGetField (self->tiff, tag, &dots) || !(dots >= 1 && dots <= 10000)
      || unit == RESUNIT_NONE)
    dots = DEFAULT_DOTS_PER_INCH;
  else if (unit == RESUNIT_CENTIMETER)
    dots *= CM_PER_INCH;
  return 72 / dots;
}

static guint16
get_orientation (KwTiffPages *self)
{
  guint16 orientation = ORIENTATION_TOPLEFT;

  TIFFGetFieldDefaulted (self->tiff, TIFFTAG_ORIENTATION, &orientation);
  return orientation;
}

/* A page lying on its side changes places with its measures. */
static gboolean
is_turned (KwTiffPages *self)
{
  guint16 orientation = get_orientation (self);

  return orientation >= ORIENTATION_LEFTTOP && orientation <= ORIENTATION_LEFTBOT;
}

void
kw_tiff_pages_get_size (KwTiffPages *self, guint page, double *out_width, double *out_height)
{
  guint32 width, height;

  *out_width = *out_height = 1;
  if (!go_to_page (self, page, &width, &height))
    return;
  double x = width * get_points_per_dot (self, TIFFTAG_XRESOLUTION);
  double y = height * get_points_per_dot (self, TIFFTAG_YRESOLUTION);
  *out_width = is_turned (self) ? y : x;
  *out_height = is_turned (self) ? x : y;
}

/* libtiff's words are A, B, G, R from the top; cairo's A, R, G, B. Both are premultiplied. */
static void
swap_colours (guint32 *pixels, gsize n)
{
  for (gsize i = 0; i < n; i++)
    pixels[i] = (guint32) TIFFGetA (pixels[i]) << 24 | (guint32) TIFFGetR (pixels[i]) << 16
                | (guint32) TIFFGetG (pixels[i]) << 8 | TIFFGetB (pixels[i]);
}

/* libtiff mirrors but does not turn: it takes stored rows for rows also where they are columns of
 * the page. Mirrored in the wrong direction, two of the four come out upside down. */
static cairo_surface_t *
turn (cairo_surface_t *surface, gboolean upside_down)
{
  int width = cairo_image_surface_get_width (surface);
  int height = cairo_image_surface_get_height (surface);
  cairo_surface_t *turned = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, height, width);
  cairo_t *cr = cairo_create (turned);
  const cairo_matrix_t upright = { 0, 1, 1, 0, 0, 0 };
  const cairo_matrix_t reverse = { 0, -1, -1, 0, height, width };

  cairo_transform (cr, upside_down ? &reverse : &upright);
  cairo_set_source_surface (cr, surface, 0, 0);
  cairo_paint (cr);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return turned;
}

cairo_surface_t *
kw_tiff_pages_read (KwTiffPages *self, guint page)
{
  guint32 width, height;

  if (!go_to_page (self, page, &width, &height))
    return NULL;
  cairo_surface_t *surface
      = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) width, (int) height);
  guint32 *pixels = (guint32 *) cairo_image_surface_get_data (surface);
  guint16 orientation = get_orientation (self);
  /* Rows of this format are never padded. */
  if (pixels == NULL
      || !TIFFReadRGBAImageOriented (self->tiff, width, height, pixels, ORIENTATION_TOPLEFT, 1))
    {
      cairo_surface_destroy (surface);
      return NULL;
    }
  swap_colours (pixels, (gsize) width * height);
  cairo_surface_mark_dirty (surface);
  if (!is_turned (self))
    return surface;
  return turn (surface, orientation == ORIENTATION_RIGHTTOP || orientation == ORIENTATION_LEFTBOT);
}
