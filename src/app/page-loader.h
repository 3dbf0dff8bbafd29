/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * KwPageLoader:
 *
 * A PDF or a picture in keepwell-pages, asked by one worker thread, one question at a time and in
 * their order; a question that was cancelled while it waited is not asked.
 */
#define KW_TYPE_PAGE_LOADER (kw_page_loader_get_type ())
G_DECLARE_FINAL_TYPE (KwPageLoader, kw_page_loader, KW, PAGE_LOADER, GObject)

KwPageLoader *kw_page_loader_new (GBytes *bytes, const char *type) G_GNUC_WARN_UNUSED_RESULT;
void kw_page_loader_open_async (KwPageLoader *self,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer data);
/* Afterwards the number of pages and their sizes in points are known. */
gboolean kw_page_loader_open_finish (GAsyncResult *result, GError **error);
guint kw_page_loader_get_n (KwPageLoader *self);
void
kw_page_loader_get_size (KwPageLoader *self, guint page, double *out_width, double *out_height);

/* @scale: pixels for a point. */
void kw_page_loader_render_async (KwPageLoader *self,
                                  guint page,
                                  double scale,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer data);
GdkTexture *kw_page_loader_render_finish (GAsyncResult *result,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
void kw_page_loader_text_async (KwPageLoader *self,
                                guint page,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer data);
char *kw_page_loader_text_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* A box for each character of the text, of KwPagesBox. */
void kw_page_loader_boxes_async (KwPageLoader *self,
                                 guint page,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer data);
GArray *kw_page_loader_boxes_finish (GAsyncResult *result,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
