/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <glib.h>

#include "pages/pages-wire.h"

G_BEGIN_DECLS

/**
 * KwTiffPages:
 *
 * All pages of a TIFF: faxes have many, often with dots that are taller than wide, and GdkPixbuf
 * reads the first one alone.
 */
typedef struct _KwTiffPages KwTiffPages;

KwTiffPages *kw_tiff_pages_new (GBytes *bytes, KwPagesStatus *out_status) G_GNUC_WARN_UNUSED_RESULT;
void kw_tiff_pages_free (KwTiffPages *self);
guint kw_tiff_pages_get_n (const KwTiffPages *self);
/* In points. */
void kw_tiff_pages_get_size (KwTiffPages *self, guint page, double *out_width, double *out_height);
/* NULL when it is damaged or too large. */
cairo_surface_t *kw_tiff_pages_read (KwTiffPages *self, guint page) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
