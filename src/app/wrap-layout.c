/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/wrap-layout.h"

struct _KwWrapLayout
{
  GtkLayoutManager parent_instance;

  int spacing;
};

G_DEFINE_FINAL_TYPE (KwWrapLayout, kw_wrap_layout, GTK_TYPE_LAYOUT_MANAGER)

/* The children from @first on that fit a line of @width: the one after them, and their height. */
static GtkWidget *
measure_line (KwWrapLayout *self, GtkWidget *first, int width, int *out_height)
{
  GtkWidget *child = first;
  int x = 0;

  *out_height = 0;
  for (; child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      int minimum = 0, natural = 0, height = 0;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
      natural = MIN (natural, MAX (width, minimum));
      if (x > 0 && x + natural > width)
        break;
      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, natural, NULL, &height, NULL, NULL);
      *out_height = MAX (*out_height, height);
      x += natural + self->spacing;
    }
  return child;
}

static GtkSizeRequestMode
kw_wrap_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  (void) manager;
  (void) widget;
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
measure_width (KwWrapLayout *self, GtkWidget *widget, int *minimum, int *natural)
{
  int x = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int min = 0, nat = 0;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &min, &nat, NULL, NULL);
      *minimum = MAX (*minimum, min);
      x += nat + (x > 0 ? self->spacing : 0);
    }
  *natural = MAX (*minimum, x);
}

static void
kw_wrap_layout_measure (GtkLayoutManager *manager,
                        GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  KwWrapLayout *self = KW_WRAP_LAYOUT (manager);
  int width = for_size >= 0 ? for_size : G_MAXINT;
  int y = 0;

  (void) minimum_baseline;
  (void) natural_baseline;
  *minimum = *natural = 0;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      measure_width (self, widget, minimum, natural);
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;)
    {
      int height = 0;

      child = measure_line (self, child, width, &height);
      y += height + (y > 0 && height > 0 ? self->spacing : 0);
    }
  *minimum = *natural = y;
}

static void
kw_wrap_layout_allocate (GtkLayoutManager *manager,
                         GtkWidget *widget,
                         int width,
                         int height,
                         int baseline)
{
  KwWrapLayout *self = KW_WRAP_LAYOUT (manager);
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int y = 0;

  (void) height;
  (void) baseline;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;)
    {
      int line = 0, x = 0;
      GtkWidget *next = measure_line (self, child, width, &line);

      for (; child != next; child = gtk_widget_get_next_sibling (child))
        {
          int minimum = 0, natural = 0;

          if (!gtk_widget_should_layout (child))
            continue;
          gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL,
                              NULL);
          natural = MIN (natural, MAX (width, minimum));
          gtk_widget_size_allocate (
              child, &(GtkAllocation){ mirrored ? width - x - natural : x, y, natural, line }, -1);
          x += natural + self->spacing;
        }
      y += line + self->spacing;
    }
}

static void
kw_wrap_layout_class_init (KwWrapLayoutClass *klass)
{
  GtkLayoutManagerClass *manager_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  manager_class->get_request_mode = kw_wrap_layout_get_request_mode;
  manager_class->measure = kw_wrap_layout_measure;
  manager_class->allocate = kw_wrap_layout_allocate;
}

static void
kw_wrap_layout_init (KwWrapLayout *self)
{
  (void) self;
}

GtkLayoutManager *
kw_wrap_layout_new (int spacing)
{
  KwWrapLayout *self = g_object_new (KW_TYPE_WRAP_LAYOUT, NULL);

  self->spacing = spacing;
  return GTK_LAYOUT_MANAGER (self);
}
