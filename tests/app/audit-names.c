/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "audit.h"

#include "app-test.h"

/* What was said of @widget for those who do not see it. GTK tells it only by way of its check,
 * which gives the value that is there instead of the one that was expected. */
static char *
dup_label (GtkWidget *widget)
{
  if (!gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL))
    return NULL;
  return gtk_test_accessible_check_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                             "\001");
}

static gboolean
has_name (GtkWidget *widget)
{
  g_autofree char *label = dup_label (widget);
  g_autofree char *text = NULL;

  if (label != NULL && label[0] != '\0' && !g_str_has_prefix (label, "Gtk"))
    return TRUE;
  /* GTK keeps the words for a picture as its description. */
  if (GTK_IS_PICTURE (widget) && gtk_picture_get_alternative_text (GTK_PICTURE (widget)) != NULL)
    return TRUE;
  /* A button says that its child names it, even when that is a picture: "GtkImage push button". */
  if (!GTK_IS_BUTTON (widget)
      && gtk_test_accessible_has_relation (GTK_ACCESSIBLE (widget),
                                           GTK_ACCESSIBLE_RELATION_LABELLED_BY))
    return TRUE;
  text = app_test_dup_text (widget);
  return g_strstrip (text)[0] != '\0';
}

/* The controls of GTK that a person can reach; what is inside one of them is its own affair. */
static gboolean
is_control (GtkWidget *widget)
{
  GType (*const types[]) (void)
      = { gtk_button_get_type,       gtk_menu_button_get_type,  gtk_entry_get_type,
          gtk_search_entry_get_type, gtk_switch_get_type,       gtk_check_button_get_type,
          gtk_drop_down_get_type,    gtk_spin_button_get_type,  gtk_scale_get_type,
          gtk_text_view_get_type,    gtk_progress_bar_get_type, gtk_calendar_get_type };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (g_type_is_a (G_OBJECT_TYPE (widget), types[i]()))
      return TRUE;
  return FALSE;
}

static gboolean
is_drawn (GtkWidget *widget)
{
  GtkAccessibleRole role = gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (widget));

  /* A picture that is there for the eye alone says nothing; what we draw ourselves has to. */
  return role == GTK_ACCESSIBLE_ROLE_IMG && !GTK_IS_IMAGE (widget) && !ADW_IS_AVATAR (widget);
}

/* The parts of a window's frame are the toolkit's. */
static gboolean
is_frame (GtkWidget *widget)
{
  return GTK_IS_WINDOW_CONTROLS (widget) || GTK_IS_WINDOW_HANDLE (widget);
}

static void
add_nameless (GtkWidget *widget, GPtrArray *faults)
{
  GtkWidget *parent = gtk_widget_get_parent (widget);

  g_ptr_array_add (faults,
                   g_strdup_printf ("no name: %s in %s %s", G_OBJECT_TYPE_NAME (widget),
                                    G_OBJECT_TYPE_NAME (parent), gtk_widget_get_name (parent)));
}

void
audit_names (GtkWidget *window, GPtrArray *faults)
{
  gboolean control = is_control (window);

  if (!gtk_widget_get_mapped (window) || !gtk_widget_get_child_visible (window)
      || GTK_IS_WINDOW_CONTROLS (window))
    return;
  if ((control || is_drawn (window)) && !has_name (window))
    add_nameless (window, faults);
  /* A search entry has an entry in it, a menu button a button: the outer one is what is heard. */
  if (control && !GTK_IS_BUTTON (window))
    return;
  for (GtkWidget *child = gtk_widget_get_first_child (window); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (!GTK_IS_NATIVE (child) || is_frame (child))
      audit_names (child, faults);
}
