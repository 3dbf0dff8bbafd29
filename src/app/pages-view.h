/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/viewer.h"

G_BEGIN_DECLS

/**
 * KwPagesView:
 *
 * A PDF or a picture, page by page: only pages in and near sight are held as pictures, so that a
 * file of any length takes the same memory. Signals "ready" when the pages are known, "failed"
 * (GError) when the file cannot be read.
 */
#define KW_TYPE_PAGES_VIEW (kw_pages_view_get_type ())
G_DECLARE_FINAL_TYPE (KwPagesView, kw_pages_view, KW, PAGES_VIEW, AdwBin)

GtkWidget *kw_pages_view_new (GBytes *bytes, const char *type);
guint kw_pages_view_get_n (KwPagesView *self);
/* The words of one page in the place of its picture (rule O1b). */
void kw_pages_view_set_as_text (KwPagesView *self, gboolean as_text);
void kw_pages_view_rotate (KwPagesView *self);
/* How many pages are held as pictures now. */
guint kw_pages_view_get_n_held (KwPagesView *self);

G_END_DECLS
