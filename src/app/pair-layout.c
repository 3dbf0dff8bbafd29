/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/pair-layout.h"

#define SPACING 6
#define MAX_CHILDREN 2

struct _KwPairLayout
{
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (KwPairLayout, kw_pair_layout, GTK_TYPE_LAYOUT_MANAGER)

/* The children that can be seen, with their widths where they stand side by side in @width; FALSE
 * where they do not fit. */
static gboolean
distribute (GtkWidget *widget,
            int width,
            GtkWidget **children,
            GtkRequestedSize *sizes,
            guint *out_n)
{
  int extra = width;
  guint n = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && n < MAX_CHILDREN;
       child = gtk_widget_get_next_sibling (child))
    {
      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &sizes[n].minimum_size,
                          &sizes[n].natural_size, NULL, NULL);
      extra -= sizes[n].minimum_size + (n > 0 ? SPACING : 0);
      children[n++] = child;
    }
  *out_n = n;
  if (extra < 0 || n == 0)
    return FALSE;
  extra = gtk_distribute_natural_allocation (extra, n, sizes);
  sizes[0].minimum_size += extra;
  return TRUE;
}

static GtkSizeRequestMode
kw_pair_layout_get_request_mode (GtkLayoutManager *layout, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
kw_pair_layout_measure (GtkLayoutManager *layout,
                        GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  GtkWidget *children[MAX_CHILDREN];
  GtkRequestedSize sizes[MAX_CHILDREN] = { 0 };
  guint n = 0;
  gboolean fits = distribute (widget, for_size < 0 ? G_MAXINT / 2 : for_size, children, sizes, &n);
  gboolean across = orientation == GTK_ORIENTATION_HORIZONTAL;

  *minimum = *natural = 0;
  for (guint i = 0; i < n; i++)
    {
      int min = 0, nat = 0;
      int gap = i > 0 ? SPACING : 0;

      gtk_widget_measure (children[i], orientation,
                          across || for_size < 0 ? -1
                          : fits                 ? sizes[i].minimum_size
                                                 : for_size,
                          &min, &nat, NULL, NULL);
      /* The smallest width is of one above the other; the natural one side by side. */
      *minimum = across || fits ? MAX (*minimum, min) : *minimum + gap + min;
      *natural = across || !fits ? *natural + gap + nat : MAX (*natural, nat);
    }
}

static void
kw_pair_layout_allocate (GtkLayoutManager *layout,
                         GtkWidget *widget,
                         int width,
                         int height,
                         int baseline)
{
  GtkWidget *children[MAX_CHILDREN];
  GtkRequestedSize sizes[MAX_CHILDREN] = { 0 };
  guint n = 0;
  gboolean fits = distribute (widget, width, children, sizes, &n);
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int x = 0, y = 0;

  for (guint i = 0; i < n; i++)
    {
      int w = fits ? sizes[i].minimum_size : width;
      int h = height;

      if (!fits)
        gtk_widget_measure (children[i], GTK_ORIENTATION_VERTICAL, w, &h, NULL, NULL, NULL);
      gtk_widget_size_allocate (children[i],
                                &(GtkAllocation){ mirrored ? width - x - w : x, y, w, h }, -1);
      if (fits)
        x += w + SPACING;
      else
        y += h + SPACING;
    }
}

static void
kw_pair_layout_class_init (KwPairLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->get_request_mode = kw_pair_layout_get_request_mode;
  layout_class->measure = kw_pair_layout_measure;
  layout_class->allocate = kw_pair_layout_allocate;
}

static void
kw_pair_layout_init (KwPairLayout *self)
{
}
