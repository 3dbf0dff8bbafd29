/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "library/highlight.h"

G_BEGIN_DECLS

/**
 * KwViewer:
 *
 * What shows the content of a document: blocks of words, or pages. It has a zoom and finds words.
 * Signal "found" (guint): how many places read like what was looked for; it may come again with
 * more while the rest is still read.
 */
#define KW_TYPE_VIEWER (kw_viewer_get_type ())
G_DECLARE_INTERFACE (KwViewer, kw_viewer, KW, VIEWER, GtkWidget)

struct _KwViewerInterface
{
  GTypeInterface parent_interface;

  void (*set_zoom) (KwViewer *self, double zoom);
  void (*find) (KwViewer *self, const char *needle);
  void (*show_match) (KwViewer *self, guint index);
  /* FALSE when nothing is selected. */
  gboolean (*copy) (KwViewer *self);
};

/* 1.0 is the text size of the system. */
void kw_viewer_set_zoom (KwViewer *self, double zoom);
/* Marks what reads like @needle, "" for nothing; "found" follows. */
void kw_viewer_find (KwViewer *self, const char *needle);
/* Marks the place as the one that is looked at and scrolls to it. */
void kw_viewer_show_match (KwViewer *self, guint index);
gboolean kw_viewer_copy (KwViewer *self);

/* For those that implement it. */
void kw_viewer_found (KwViewer *self, guint n);
/* Brings @area of @widget into sight within the scrolled window around it. */
void kw_viewer_scroll_to (GtkWidget *widget, const graphene_rect_t *area);
/* The same for the beginning of a mark in a label. */
void kw_viewer_scroll_to_mark (GtkLabel *label, KwMark mark);
/* The look of what was found. */
void kw_viewer_add_mark (PangoAttrList *list, KwMark mark, gboolean is_current);

G_END_DECLS
