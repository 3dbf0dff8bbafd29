/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-test.h"
#include "audit.h"

#include <math.h>

/* The least contrast of words, WCAG 2.2, 1.4.3. */
#define LEAST 4.5

/* What the window drew, four bytes a pixel. */
typedef struct
{
  guchar *pixels;
  int width;
  int height;
} Picture;

void
audit_start (void)
{
  g_setenv ("GTK_CSS_DEBUG", "1", TRUE);
}

static double
linear (double part)
{
  return part <= 0.04045 ? part / 12.92 : pow ((part + 0.055) / 1.055, 2.4);
}

static double
luminance (const GdkRGBA *colour)
{
  return 0.2126 * linear (colour->red) + 0.7152 * linear (colour->green)
         + 0.0722 * linear (colour->blue);
}

double
audit_get_contrast (const GdkRGBA *one, const GdkRGBA *other)
{
  double a = luminance (one), b = luminance (other);

  return (MAX (a, b) + 0.05) / (MIN (a, b) + 0.05);
}

static gboolean
draw (GtkWidget *window, Picture *picture)
{
  g_autoptr (GskRenderNode) node = app_test_draw (window);
  graphene_rect_t box;

  picture->width = gtk_widget_get_width (window);
  picture->height = gtk_widget_get_height (window);
  if (node == NULL)
    return FALSE;
  graphene_rect_init (&box, 0, 0, (float) picture->width, (float) picture->height);
  g_autoptr (GdkTexture) texture
      = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node, &box);
  picture->pixels = g_malloc0 ((gsize) picture->width * (gsize) picture->height * 4);
  gdk_texture_download (texture, picture->pixels, (gsize) picture->width * 4);
  return TRUE;
}

/* The colour that most pixels of @box have: letters cover less than half of their ground. */
static gboolean
get_ground (const Picture *picture, const graphene_rect_t *box, GdkRGBA *ground)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (NULL, NULL);
  int left = (int) box->origin.x, top = (int) box->origin.y;
  int right = left + (int) box->size.width, bottom = top + (int) box->size.height;
  guint best = 0, best_count = 0;

  if (left < 0 || top < 0 || right > picture->width || bottom > picture->height)
    return FALSE;
  for (int y = top; y < bottom; y++)
    for (int x = left; x < right; x++)
      {
        guint32 pixel;
        memcpy (&pixel, picture->pixels + ((gsize) y * (gsize) picture->width + (gsize) x) * 4, 4);
        guint count = GPOINTER_TO_UINT (g_hash_table_lookup (counts, GUINT_TO_POINTER (pixel))) + 1;
        g_hash_table_insert (counts, GUINT_TO_POINTER (pixel), GUINT_TO_POINTER (count));
        if (count > best_count)
          {
            best_count = count;
            best = pixel;
          }
      }
  /* Cairo's order, as GdkTexture gives it. */
  ground->red = (float) ((best >> 16) & 0xff) / 255.f;
  ground->green = (float) ((best >> 8) & 0xff) / 255.f;
  ground->blue = (float) (best & 0xff) / 255.f;
  ground->alpha = (float) (best >> 24) / 255.f;
  return best_count > 0 && ground->alpha > 0.99f;
}

/* The opacity that the style gives, which no property tells: pale labels are made with it. */
static double
get_style_opacity (GtkWidget *widget)
{
  static const char name[] = "\n  opacity: ";
  g_autofree char *style = gtk_style_context_to_string (gtk_widget_get_style_context (widget),
                                                        GTK_STYLE_CONTEXT_PRINT_SHOW_STYLE);
  const char *found = strstr (style, name);

  return found != NULL ? g_ascii_strtod (found + strlen (name), NULL) : 1;
}

/* How the colour of the style looks on @ground, with every opacity between it and the window. */
static void
blend (GtkWidget *label, const GdkRGBA *ground, GdkRGBA *colour)
{
  double alpha;

  gtk_style_context_get_color (gtk_widget_get_style_context (label), colour);
  alpha = colour->alpha;
  for (GtkWidget *widget = label; widget != NULL; widget = gtk_widget_get_parent (widget))
    alpha *= gtk_widget_get_opacity (widget) * get_style_opacity (widget);
  colour->red = (float) (colour->red * alpha + ground->red * (1 - alpha));
  colour->green = (float) (colour->green * alpha + ground->green * (1 - alpha));
  colour->blue = (float) (colour->blue * alpha + ground->blue * (1 - alpha));
  colour->alpha = 1;
}

static void
check_label (GtkWidget *label, GtkWidget *window, const Picture *picture, GPtrArray *faults)
{
  graphene_rect_t box;
  GdkRGBA ground = { 0 }, colour;
  const char *text = gtk_label_get_text (GTK_LABEL (label));

  /* What cannot be used just now may be pale (WCAG 2.2, 1.4.3); a space is not seen. */
  if (text[0] == '\0' || !gtk_widget_is_sensitive (label)
      || !gtk_widget_compute_bounds (label, window, &box) || !get_ground (picture, &box, &ground))
    return;
  blend (label, &ground, &colour);
  double contrast = audit_get_contrast (&colour, &ground);
  if (contrast >= LEAST)
    return;

  g_autofree char *one = gdk_rgba_to_string (&colour);
  g_autofree char *other = gdk_rgba_to_string (&ground);
  g_autofree char *words = g_strndup (text, 60);
  g_ptr_array_add (faults,
                   g_strdup_printf ("contrast %.2f: “%s”, %s on %s", contrast, words, one, other));
}

static void
check_below (GtkWidget *widget, GtkWidget *window, const Picture *picture, GPtrArray *faults)
{
  /* The initials stand beside the name. */
  if (!gtk_widget_get_mapped (widget) || !gtk_widget_get_child_visible (widget)
      || ADW_IS_AVATAR (widget))
    return;
  if (GTK_IS_LABEL (widget))
    check_label (widget, window, picture, faults);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (!GTK_IS_NATIVE (child))
      check_below (child, window, picture, faults);
}

void
audit_contrast (GtkWidget *window, GPtrArray *faults)
{
  Picture picture = { 0 };

  if (!draw (window, &picture))
    {
      g_ptr_array_add (faults, g_strdup ("nothing is drawn"));
      return;
    }
  check_below (window, window, &picture, faults);
  g_free (picture.pixels);
}
