/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/viewer.h"

/* Black on these is read in the light and in the dark look. */
#define MARK_COLOUR 0xffff, 0xe8e8, 0x7a7a
#define CURRENT_COLOUR 0xffff, 0xa6a6, 0x3d3d

enum
{
  FOUND,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_INTERFACE (KwViewer, kw_viewer, GTK_TYPE_WIDGET)

static void
kw_viewer_default_init (KwViewerInterface *iface)
{
  signals[FOUND] = g_signal_new ("found", G_TYPE_FROM_INTERFACE (iface), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

void
kw_viewer_set_zoom (KwViewer *self, double zoom)
{
  g_return_if_fail (KW_IS_VIEWER (self));

  KW_VIEWER_GET_IFACE (self)->set_zoom (self, zoom);
}

void
kw_viewer_find (KwViewer *self, const char *needle)
{
  g_return_if_fail (KW_IS_VIEWER (self) && needle != NULL);

  KW_VIEWER_GET_IFACE (self)->find (self, needle);
}

void
kw_viewer_show_match (KwViewer *self, guint index)
{
  g_return_if_fail (KW_IS_VIEWER (self));

  KW_VIEWER_GET_IFACE (self)->show_match (self, index);
}

gboolean
kw_viewer_copy (KwViewer *self)
{
  g_return_val_if_fail (KW_IS_VIEWER (self), FALSE);

  return KW_VIEWER_GET_IFACE (self)->copy != NULL && KW_VIEWER_GET_IFACE (self)->copy (self);
}

void
kw_viewer_found (KwViewer *self, guint n)
{
  g_return_if_fail (KW_IS_VIEWER (self));

  g_signal_emit (self, signals[FOUND], 0, n);
}

/* A third of the window stays above what was found, so that the words before it are read too. */
static void
scroll (GtkAdjustment *adjustment, double start, double length)
{
  double value = gtk_adjustment_get_value (adjustment);
  double page = gtk_adjustment_get_page_size (adjustment);

  if (start < value || start + length > value + page)
    gtk_adjustment_set_value (adjustment, start - page / 3);
}

void
kw_viewer_scroll_to (GtkWidget *widget, const graphene_rect_t *area)
{
  g_return_if_fail (GTK_IS_WIDGET (widget) && area != NULL);

  GtkWidget *viewport = gtk_widget_get_ancestor (widget, GTK_TYPE_VIEWPORT);
  GtkWidget *child = viewport != NULL ? gtk_viewport_get_child (GTK_VIEWPORT (viewport)) : NULL;
  graphene_point_t point;

  if (child == NULL || !gtk_widget_compute_point (widget, child, &area->origin, &point))
    return;
  scroll (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (viewport)), point.y, area->size.height);
  scroll (gtk_scrollable_get_hadjustment (GTK_SCROLLABLE (viewport)), point.x, area->size.width);
}

void
kw_viewer_scroll_to_mark (GtkLabel *label, KwMark mark)
{
  g_return_if_fail (GTK_IS_LABEL (label));

  PangoRectangle at;
  int x = 0, y = 0;

  gtk_label_get_layout_offsets (label, &x, &y);
  pango_layout_index_to_pos (gtk_label_get_layout (label), (int) mark.start, &at);
  kw_viewer_scroll_to (GTK_WIDGET (label), &GRAPHENE_RECT_INIT ((float) (x + at.x / PANGO_SCALE),
                                                                (float) (y + at.y / PANGO_SCALE), 1,
                                                                (float) at.height / PANGO_SCALE));
}

static void
insert (PangoAttrList *list, PangoAttribute *attribute, KwMark mark)
{
  attribute->start_index = mark.start;
  attribute->end_index = mark.end;
  pango_attr_list_insert (list, attribute);
}

void
kw_viewer_add_mark (PangoAttrList *list, KwMark mark, gboolean is_current)
{
  g_return_if_fail (list != NULL);

  insert (list,
          is_current ? pango_attr_background_new (CURRENT_COLOUR)
                     : pango_attr_background_new (MARK_COLOUR),
          mark);
  insert (list, pango_attr_foreground_new (0, 0, 0), mark);
}
