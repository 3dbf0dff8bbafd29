/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * KwPagesView:
 *
 * A PDF or a picture as pages, rendered one after the other by the fenced helper, with the words of
 * each page for "Read as text". Emits "failed" (GError) and "ready".
 */
#define KW_TYPE_PAGES_VIEW (kw_pages_view_get_type ())
G_DECLARE_FINAL_TYPE (KwPagesView, kw_pages_view, KW, PAGES_VIEW, AdwBin)

GtkWidget *kw_pages_view_new (GBytes *bytes, const char *type) G_GNUC_WARN_UNUSED_RESULT;
void kw_pages_view_set_as_text (KwPagesView *self, gboolean as_text);

G_END_DECLS
