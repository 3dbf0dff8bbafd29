/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "audit.h"

#include "app-test.h"

/* A pixel of rounding is no fault. */
#define SLACK 1.5

/* What carries one of these is a name, a value, a status or a date: it is never shortened. */
static const char *const whole[] = { "page-title", "record-title", "card-title", "row-title",
                                     "row-value",  "outside",      "severe",     "in-range" };

static gboolean
is_seen (GtkWidget *widget)
{
  return gtk_widget_get_visible (widget) && gtk_widget_get_child_visible (widget)
         && gtk_widget_get_mapped (widget);
}

static void
add_fault (GPtrArray *faults, const char *what, GtkWidget *widget, const char *more)
{
  g_autofree char *words = GTK_IS_LABEL (widget)
                               ? g_strndup (gtk_label_get_text (GTK_LABEL (widget)), 60)
                               : g_strdup (gtk_widget_get_name (widget));
  GtkWidget *parent = gtk_widget_get_parent (widget);

  g_ptr_array_add (faults,
                   g_strdup_printf ("%s: %s “%s” in %s%s%s", what, G_OBJECT_TYPE_NAME (widget),
                                    words, parent != NULL ? G_OBJECT_TYPE_NAME (parent) : "nothing",
                                    more != NULL ? ": " : "", more != NULL ? more : ""));
}

static gboolean
is_told_whole (GtkWidget *label, const char *text)
{
  guint i = 0;

  for (GtkWidget *widget = label; widget != NULL && i < 4;
       widget = gtk_widget_get_parent (widget), i++)
    {
      const char *tip = gtk_widget_get_tooltip_text (widget);
      if (tip != NULL && strstr (tip, text) != NULL)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_to_be_whole (GtkWidget *label)
{
  for (guint i = 0; i < G_N_ELEMENTS (whole); i++)
    if (gtk_widget_has_css_class (label, whole[i]))
      return TRUE;
  return FALSE;
}

/* The words of @label against the room that it got. */
static void
check_room (GtkWidget *label, GPtrArray *faults)
{
  const char *text = gtk_label_get_text (GTK_LABEL (label));
  PangoLayout *layout = gtk_label_get_layout (GTK_LABEL (label));
  int width, height;

  if (text[0] == '\0')
    return;
  pango_layout_get_pixel_size (layout, &width, &height);
  g_autofree char *sizes
      = g_strdup_printf ("%d × %d in %d × %d", width, height, gtk_widget_get_width (label),
                         gtk_widget_get_height (label));
  if (width > gtk_widget_get_width (label) + SLACK
      || height > gtk_widget_get_height (label) + SLACK)
    add_fault (faults, "cut off", label, sizes);
  /* What stands in an empty entry is its name as well, which is heard in full. */
  if (!pango_layout_is_ellipsized (layout) || GTK_IS_TEXT (gtk_widget_get_parent (label)))
    return;
  if (is_to_be_whole (label))
    add_fault (faults, "shortened", label, sizes);
  else if (!is_told_whole (label, text))
    add_fault (faults, "shortened without a tooltip", label, sizes);
}

/* Signs without a letter take the direction of their label: from right to left "7.2 %" would be
 * read "% 7.2", and the range "4.0–5.6" as "5.6–4.0". */
static void
check_numbers (GtkWidget *label, GPtrArray *faults)
{
  gboolean digit = FALSE, other = FALSE;

  for (const char *p = gtk_label_get_text (GTK_LABEL (label)); *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar sign = g_utf8_get_char (p);
      if (g_unichar_isalpha (sign))
        return;
      digit = digit || g_unichar_isdigit (sign);
      other = other || (digit && !g_unichar_isdigit (sign));
    }
  if (digit && other && gtk_widget_get_direction (label) == GTK_TEXT_DIR_RTL)
    add_fault (faults, "numbers from right to left", label, NULL);
}

/* What scrolls may reach out in the direction in which it scrolls. */
static gboolean
scrolls (GtkWidget *widget, GtkOrientation orientation)
{
  GtkPolicyType across = GTK_POLICY_NEVER, down = GTK_POLICY_NEVER;

  if (GTK_IS_SCROLLABLE (widget))
    widget = gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW);
  if (widget == NULL || !GTK_IS_SCROLLED_WINDOW (widget))
    return FALSE;
  gtk_scrolled_window_get_policy (GTK_SCROLLED_WINDOW (widget), &across, &down);
  return (orientation == GTK_ORIENTATION_HORIZONTAL ? across : down) != GTK_POLICY_NEVER;
}

/* Whether all of the label can be reached: it lies within whatever around it cuts off. */
static void
check_inside (GtkWidget *label, GPtrArray *faults)
{
  gboolean across = TRUE, down = TRUE;

  for (GtkWidget *widget = gtk_widget_get_parent (label); widget != NULL;
       widget = gtk_widget_get_parent (widget))
    {
      graphene_rect_t box;
      gboolean cuts = gtk_widget_get_overflow (widget) == GTK_OVERFLOW_HIDDEN
                      || GTK_IS_WINDOW (widget) || GTK_IS_SCROLLED_WINDOW (widget);
      if (scrolls (widget, GTK_ORIENTATION_HORIZONTAL))
        across = FALSE;
      if (scrolls (widget, GTK_ORIENTATION_VERTICAL))
        down = FALSE;
      if (!gtk_widget_compute_bounds (label, widget, &box))
        continue;
      /* Even where nothing cuts it off, what follows is drawn over it. */
      if (down && box.origin.y + box.size.height > gtk_widget_get_height (widget) + 4)
        {
          add_fault (faults, "reaches out below", label, G_OBJECT_TYPE_NAME (widget));
          return;
        }
      if (cuts && across
          && (box.origin.x < -SLACK
              || box.origin.x + box.size.width > gtk_widget_get_width (widget) + SLACK))
        {
          add_fault (faults, "reaches out sideways", label, G_OBJECT_TYPE_NAME (widget));
          return;
        }
      if (cuts && down
          && (box.origin.y < -SLACK
              || box.origin.y + box.size.height > gtk_widget_get_height (widget) + SLACK))
        {
          add_fault (faults, "reaches out below", label, G_OBJECT_TYPE_NAME (widget));
          return;
        }
    }
}

/* Only what scrolls in words for itself, a table or a page, may be wider than its room. */
static void
check_scrolling (GtkWidget *widget, GPtrArray *faults)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (widget));
  double missing
      = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment);
  g_autofree char *more = g_strdup_printf ("%.0f pixels", missing);

  if (missing > SLACK && !gtk_widget_has_css_class (widget, "wide-content"))
    add_fault (faults, "has to be scrolled sideways", widget, more);
}

static gboolean
may_overlap (GtkWidget *parent)
{
  return GTK_IS_OVERLAY (parent) || GTK_IS_STACK (parent) || GTK_IS_SCROLLED_WINDOW (parent)
         || ADW_IS_TOAST_OVERLAY (parent) || GTK_IS_TEXT_VIEW (parent) || GTK_IS_LABEL (parent)
         || GTK_IS_TEXT (parent) || GTK_IS_SWITCH (parent) || GTK_IS_PROGRESS_BAR (parent)
         || GTK_IS_WINDOW (parent) || GTK_IS_SCROLLBAR (parent) || GTK_IS_RANGE (parent)
         || ADW_IS_AVATAR (parent) || GTK_IS_POPOVER (parent);
}

static void
check_siblings (GtkWidget *parent, GPtrArray *faults)
{
  for (GtkWidget *one = gtk_widget_get_first_child (parent); one != NULL;
       one = gtk_widget_get_next_sibling (one))
    {
      graphene_rect_t a, b, both;
      guint n = 0;
      if (!is_seen (one) || GTK_IS_NATIVE (one) || !gtk_widget_compute_bounds (one, parent, &a))
        continue;
      for (GtkWidget *other = gtk_widget_get_next_sibling (one); other != NULL && n < 40;
           other = gtk_widget_get_next_sibling (other), n++)
        if (is_seen (other) && !GTK_IS_NATIVE (other)
            && gtk_widget_compute_bounds (other, parent, &b)
            && graphene_rect_intersection (&a, &b, &both) && both.size.width > SLACK
            && both.size.height > SLACK)
          add_fault (faults, "overlaps what follows", one, G_OBJECT_TYPE_NAME (other));
    }
}

void
audit_layout (GtkWidget *window, GPtrArray *faults)
{
  if (!is_seen (window))
    return;
  /* The initials stand beside the name. */
  if (ADW_IS_AVATAR (window))
    return;
  if (GTK_IS_LABEL (window))
    {
      check_numbers (window, faults);
      check_room (window, faults);
      check_inside (window, faults);
      return;
    }
  if (GTK_IS_SCROLLED_WINDOW (window))
    check_scrolling (window, faults);
  if (!may_overlap (window))
    check_siblings (window, faults);
  for (GtkWidget *child = gtk_widget_get_first_child (window); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (!GTK_IS_NATIVE (child))
      audit_layout (child, faults);
}

/* What makes the content wider than the window, from the outside in. */
static void
tell_widest (GtkWidget *widget, int limit, int depth)
{
  int least = 0;

  if (!is_seen (widget))
    return;
  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  /* KwAdaptive says that it is never wider than the smallest window. */
  if (least > limit)
    g_test_message ("%*s%s: at least %d of %d", depth, "", G_OBJECT_TYPE_NAME (widget), least,
                    limit);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (!GTK_IS_NATIVE (child))
      tell_widest (child, limit, depth + 1);
}

static gboolean
is_known (const AuditKnown *known, const char *name, const char *fault)
{
  for (; known != NULL && known->screen != NULL; known++)
    if (g_pattern_match_simple (known->screen, name) && g_str_has_prefix (fault, known->fault))
      return TRUE;
  return FALSE;
}

void
audit_screen (GtkWidget *window, const char *name, const AuditKnown *known)
{
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);

  audit_layout (window, faults);
  audit_contrast (window, faults);
  audit_names (window, faults);
  for (guint i = faults->len; i > 0; i--)
    if (is_known (known, name, g_ptr_array_index (faults, i - 1)))
      {
        g_test_message ("%s, known: %s", name, (char *) g_ptr_array_index (faults, i - 1));
        g_ptr_array_remove_index (faults, i - 1);
      }
  for (guint i = 0; i < faults->len; i++)
    g_test_message ("%s: %s", name, (const char *) g_ptr_array_index (faults, i));
  if (faults->len == 0)
    return;
  tell_widest (window, gtk_widget_get_width (window), 1);
  g_test_fail_printf ("%s: %u faults that a person would meet", name, faults->len);
}
