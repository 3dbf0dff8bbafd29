/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "library/highlight.h"
#include "pages/pages-box.h"

G_BEGIN_DECLS

/**
 * KwPageWidget:
 *
 * The picture of one page, with marks over its words and a selection that the pointer makes.
 */
#define KW_TYPE_PAGE_WIDGET (kw_page_widget_get_type ())
G_DECLARE_FINAL_TYPE (KwPageWidget, kw_page_widget, KW, PAGE_WIDGET, GtkWidget)

/* @width, @height: in points. @name: "Page 2 of 3". */
GtkWidget *kw_page_widget_new (double width, double height, const char *name);
/* How wide it is drawn, in pixels of the screen, and how it is turned: quarters to the right. */
void kw_page_widget_set_layout (KwPageWidget *self, int width, guint turns);
void kw_page_widget_set_texture (KwPageWidget *self, GdkTexture *texture);
/* The page could not be drawn. */
void kw_page_widget_set_sentence (KwPageWidget *self, const char *sentence);
/* Its words and where their letters stand; NULL for none. */
void kw_page_widget_set_words (KwPageWidget *self, const char *text, GArray *boxes);
/* Of KwMark in bytes of the text, NULL for none; @current is drawn in another colour. */
void kw_page_widget_set_marks (KwPageWidget *self, GArray *marks, guint current);
/* Where a mark stands on the widget; FALSE while that is not known. */
gboolean kw_page_widget_get_mark (KwPageWidget *self, KwMark mark, graphene_rect_t *out_area);
/* What the pointer has selected, or NULL. */
char *kw_page_widget_dup_selection (KwPageWidget *self) G_GNUC_WARN_UNUSED_RESULT;
void kw_page_widget_clear_selection (KwPageWidget *self);
/* Signal "selected": the pointer began a selection here. */

G_END_DECLS
