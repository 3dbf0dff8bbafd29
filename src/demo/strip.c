/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "demo/strip.h"

#include <gio/gio.h>

#define WIDTH 720
#define HEIGHT 200
#define SQUARE 20
#define STRIDE (WIDTH + 1) /* a filter byte before each row (PNG 9) */

enum
{
  PAPER,
  THIN,
  LINE,
  INK,
};

static const guint8 palette[]
    = { 0xff, 0xf6, 0xf5, 0xfb, 0xdd, 0xdb, 0xf0, 0xb4, 0xb0, 0x1c, 0x1c, 0x28 };

/* One beat from its start: how far the trace stands above its base line. No wave comes before it,
 * as where the heart's upper chambers flutter. */
static const gint8 beat[]
    = { 0,   0,  0, 0, 0, 1, 0, 0, -1, 0,  0,  0,  -6, -12, 28, 72, 96, 60, -10, -24,
        -14, -4, 0, 0, 0, 0, 1, 3, 6,  10, 14, 17, 18, 17,  14, 10, 6,  3,  1,   0 };

static void
draw_paper (guint8 *rows)
{
  for (guint y = 0; y < HEIGHT; y++)
    for (guint x = 0; x < WIDTH; x++)
      {
        gboolean line = x % (SQUARE * 5 / 2) == 0 || y % (SQUARE * 5 / 2) == 0;
        gboolean thin = x % (SQUARE / 2) == 0 || y % (SQUARE / 2) == 0;
        rows[y * STRIDE + 1 + x] = line ? LINE : thin ? THIN : PAPER;
      }
}

static int
level (guint since_beat)
{
  return HEIGHT * 2 / 3 - (since_beat < G_N_ELEMENTS (beat) ? beat[since_beat] : 0);
}

/* Two pixels thick, and without a gap where it rises steeply. */
static void
draw_column (guint8 *rows, guint x, int from, int to)
{
  for (int y = MIN (from, to); y <= MAX (from, to) + 1; y++)
    rows[CLAMP (y, 0, HEIGHT - 1) * STRIDE + 1 + (int) x] = INK;
}

static void
draw_trace (guint8 *rows, const guint *gaps)
{
  guint since = 0;
  guint next = 0;
  int last = level (0);
  for (guint x = 0; x < WIDTH; x++, since++)
    {
      if (gaps[next] != 0 && since >= gaps[next])
        {
          since = 0;
          next++;
        }
      draw_column (rows, x, last, level (since));
      last = level (since);
    }
}

/* PNG annex D. */
static guint32
crc (const guint8 *data, gsize size)
{
  guint32 sum = 0xffffffffU;
  for (gsize i = 0; i < size; i++)
    {
      sum ^= data[i];
      for (guint bit = 0; bit < 8; bit++)
        sum = (sum & 1) != 0 ? 0xedb88320U ^ (sum >> 1) : sum >> 1;
    }
  return ~sum;
}

static void
append_number (GByteArray *out, guint32 number)
{
  guint32 big = GUINT32_TO_BE (number);
  g_byte_array_append (out, (const guint8 *) &big, sizeof big);
}

static void
append_chunk (GByteArray *out, const char *type, const guint8 *data, gsize size)
{
  append_number (out, (guint32) size);
  guint start = out->len;
  g_byte_array_append (out, (const guint8 *) type, 4);
  if (size > 0)
    g_byte_array_append (out, data, (guint) size);
  append_number (out, crc (out->data + start, out->len - start));
}

static GBytes *
compress (const guint8 *rows, gsize size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GZlibCompressor) zlib = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, 9);
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) stream = g_converter_output_stream_new (memory, G_CONVERTER (zlib));
  g_output_stream_write_all (stream, rows, size, NULL, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_close (stream, NULL, &error);
  g_assert_no_error (error);
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

GBytes *
kw_demo_strip (const guint *gaps)
{
  static const guint8 signature[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };
  g_autofree guint8 *rows = g_malloc0 (STRIDE * HEIGHT);
  g_autoptr (GByteArray) header = g_byte_array_new ();
  GByteArray *out = g_byte_array_new ();
  draw_paper (rows);
  draw_trace (rows, gaps);
  g_autoptr (GBytes) pixels = compress (rows, STRIDE * HEIGHT);
  append_number (header, WIDTH);
  append_number (header, HEIGHT);
  g_byte_array_append (header, (const guint8[]){ 8, 3, 0, 0, 0 }, 5); /* 8 bits, palette */
  g_byte_array_append (out, signature, sizeof signature);
  append_chunk (out, "IHDR", header->data, header->len);
  append_chunk (out, "PLTE", palette, sizeof palette);
  append_chunk (out, "IDAT", g_bytes_get_data (pixels, NULL), g_bytes_get_size (pixels));
  append_chunk (out, "IEND", NULL, 0);
  return g_byte_array_free_to_bytes (out);
}
