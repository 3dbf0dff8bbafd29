/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/adaptive.h"

/* The smallest window, docs/architecture.md: usable at 360 pixels. */
#define MINIMUM_WIDTH 360
#define MINIMUM_HEIGHT 200
/* Room beside the tabs for the margins of their row. */
#define MARGIN 24

struct _KwAdaptive
{
  GtkWidget parent_instance;

  /* Borrowed. */
  GtkWidget *probe;

  guint letters; /* instead of a probe; 0: none */
  gboolean narrow;
  guint idle;
};

enum
{
  PROP_NARROW = 1,
  PROP_LETTERS,
  N_PROPS
};
static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (KwAdaptive, kw_adaptive, GTK_TYPE_WIDGET)

/* Not within the allocation, because whoever listens shows and hides widgets. */
static gboolean
notify_cb (gpointer data)
{
  KwAdaptive *self = data;

  self->idle = 0;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_NARROW]);

  return G_SOURCE_REMOVE;
}

/* What is inside scrolls, so its size is not asked for: laying out every line of it several times
 * before it is laid out for good is what a first frame costs. */
static void
kw_adaptive_measure (GtkWidget *widget,
                     GtkOrientation orientation,
                     int for_size,
                     int *minimum,
                     int *natural,
                     int *minimum_baseline,
                     int *natural_baseline)
{
  (void) widget;
  (void) for_size;
  (void) minimum_baseline;
  (void) natural_baseline;
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? MINIMUM_WIDTH : MINIMUM_HEIGHT;
}

/* How wide the wide layout is; 0 when nobody has said. */
static int
get_wanted (KwAdaptive *self)
{
  PangoFontMetrics *metrics;
  int wanted = 0;

  if (self->probe != NULL)
    {
      gtk_widget_measure (self->probe, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &wanted, NULL, NULL);
      return wanted + MARGIN;
    }
  metrics
      = pango_context_get_metrics (gtk_widget_get_pango_context (GTK_WIDGET (self)), NULL, NULL);
  wanted = (int) self->letters * pango_font_metrics_get_approximate_char_width (metrics);
  pango_font_metrics_unref (metrics);
  return wanted / PANGO_SCALE;
}

static void
kw_adaptive_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  KwAdaptive *self = KW_ADAPTIVE (widget);
  GtkWidget *child = gtk_widget_get_first_child (widget);
  int least = 0;

  if (child == NULL)
    return;
  if (self->probe != NULL || self->letters != 0)
    {
      gboolean narrow = width < get_wanted (self);
      if (narrow != self->narrow)
        {
          self->narrow = narrow;
          if (self->idle == 0)
            self->idle = g_idle_add_full (G_PRIORITY_HIGH_IDLE, notify_cb, self, NULL);
        }
    }
  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  gtk_widget_allocate (child, MAX (width, least), height, baseline, NULL);
}

static void
kw_adaptive_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_NARROW)
    g_value_set_boolean (value, KW_ADAPTIVE (object)->narrow);
  else if (id == PROP_LETTERS)
    g_value_set_uint (value, KW_ADAPTIVE (object)->letters);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
kw_adaptive_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_LETTERS)
    KW_ADAPTIVE (object)->letters = g_value_get_uint (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
kw_adaptive_dispose (GObject *object)
{
  KwAdaptive *self = KW_ADAPTIVE (object);
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));

  g_clear_handle_id (&self->idle, g_source_remove);
  self->probe = NULL;
  g_clear_pointer (&child, gtk_widget_unparent);

  G_OBJECT_CLASS (kw_adaptive_parent_class)->dispose (object);
}

static void
kw_adaptive_class_init (KwAdaptiveClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = kw_adaptive_get_property;
  object_class->set_property = kw_adaptive_set_property;
  object_class->dispose = kw_adaptive_dispose;
  widget_class->measure = kw_adaptive_measure;
  widget_class->size_allocate = kw_adaptive_size_allocate;
  props[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE,
                                             G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  props[PROP_LETTERS]
      = g_param_spec_uint ("letters", NULL, NULL, 0, 1000, 0,
                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
kw_adaptive_init (KwAdaptive *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

void
kw_adaptive_set_probe (KwAdaptive *self, GtkWidget *probe)
{
  g_return_if_fail (KW_IS_ADAPTIVE (self));

  self->probe = probe;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

gboolean
kw_adaptive_get_narrow (KwAdaptive *self)
{
  g_return_val_if_fail (KW_IS_ADAPTIVE (self), FALSE);

  return self->narrow;
}
