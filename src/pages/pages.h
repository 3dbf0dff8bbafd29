/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "pages/pages-box.h"

G_BEGIN_DECLS

/**
 * KwPages:
 *
 * The client of keepwell-pages, a fenced helper process that turns untrusted PDF and picture bytes
 * into bitmaps and text. Bytes go by file descriptor, bitmaps come back by memfd. Blocks; one
 * caller at a time; a crash of the helper is an error, never ours.
 */
typedef struct _KwPages KwPages;
KwPages *kw_pages_new (GBytes *bytes,
                       const char *content_type,
                       GCancellable *cancellable,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
void kw_pages_free (KwPages *self);
guint kw_pages_get_n (const KwPages *self);
void kw_pages_get_size (const KwPages *self,
                        guint page,
                        double *out_width,
                        double *out_height); /* points */
/* Premultiplied BGRA (CAIRO_FORMAT_ARGB32), @out_stride bytes a row. */
GBytes *kw_pages_render (KwPages *self,
                         guint page,
                         double scale,
                         int *out_width,
                         int *out_height,
                         int *out_stride,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The words of a page in reading order; "" for a scanned page. */
char *kw_pages_dup_text (KwPages *self, guint page, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Where its letters stand; of KwPagesBox, one for each character of the text. */
GArray *kw_pages_dup_boxes (KwPages *self, guint page, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KwPages, kw_pages_free)

G_END_DECLS
