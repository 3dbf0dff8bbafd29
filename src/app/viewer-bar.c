/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/viewer-bar.h"

#include <glib/gi18n-lib.h>

#include "app/direction.h"
#include "app/wrap-layout.h"

struct _KwViewerBar
{
  AdwBin parent_instance;

  /* Children. */
  GtkLabel *kind;
  GtkWidget *zoom_box;
  GtkLabel *zoom;
  GtkMenuButton *sections;
  GtkWidget *rotate;
  GtkWidget *as_text;
  GtkToggleButton *find;
  GtkWidget *open_with;
  GtkWidget *find_row;
  GtkEditable *entry;
  GtkLabel *found;
};

enum
{
  FIND,
  AS_TEXT,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KwViewerBar, kw_viewer_bar, ADW_TYPE_BIN)

static GtkWidget *
make_icon_button (const char *icon, const char *name, const char *action)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (button), action);

  return button;
}

static GtkWidget *
make_labelled (GtkWidget *button, const char *icon, const char *label)
{
  GtkWidget *content = adw_button_content_new ();

  adw_button_content_set_icon_name (ADW_BUTTON_CONTENT (content), icon);
  adw_button_content_set_label (ADW_BUTTON_CONTENT (content), label);
  gtk_button_set_child (GTK_BUTTON (button), content);
  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);

  return button;
}

static void
search_changed_cb (KwViewerBar *self)
{
  g_signal_emit (self, signals[FIND], 0, gtk_editable_get_text (self->entry));
}

static void
find_toggled_cb (KwViewerBar *self)
{
  gboolean active = gtk_toggle_button_get_active (self->find);

  gtk_widget_set_visible (self->find_row, active);
  if (active)
    gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  else
    gtk_editable_set_text (self->entry, "");
}

static void
stop_cb (KwViewerBar *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->find));
  gtk_toggle_button_set_active (self->find, FALSE);
}

static void
next_cb (KwViewerBar *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "document.next", NULL);
}

static void
previous_cb (KwViewerBar *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "document.previous", NULL);
}

static void
as_text_cb (KwViewerBar *self)
{
  g_signal_emit (self, signals[AS_TEXT], 0,
                 gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->as_text)));
}

static GtkWidget *
make_zoom_box (KwViewerBar *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 2);
  GtkWidget *reset = gtk_button_new ();

  self->zoom = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_width_chars (self->zoom, 6);
  gtk_widget_add_css_class (GTK_WIDGET (self->zoom), "numeric");
  gtk_button_set_child (GTK_BUTTON (reset), GTK_WIDGET (self->zoom));
  gtk_widget_add_css_class (reset, "flat");
  gtk_widget_set_tooltip_text (reset, _ ("Back to 100 %"));
  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (reset), "document.zoom(0)");
  gtk_box_append (GTK_BOX (box),
                  make_icon_button ("zoom-out-symbolic", _ ("Smaller"), "document.zoom(-1)"));
  gtk_box_append (GTK_BOX (box), reset);
  gtk_box_append (GTK_BOX (box),
                  make_icon_button ("zoom-in-symbolic", _ ("Larger"), "document.zoom(1)"));

  return box;
}

static GtkWidget *
make_find_row (KwViewerBar *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *entry = gtk_search_entry_new ();

  self->entry = GTK_EDITABLE (entry);
  self->found = GTK_LABEL (gtk_label_new (NULL));
  g_object_set (entry, "placeholder-text", _ ("Find in this document"), "hexpand", TRUE, NULL);
  gtk_editable_set_width_chars (self->entry, 8);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Find in this document"), -1);
  gtk_widget_add_css_class (GTK_WIDGET (self->found), "secondary");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->found), GTK_ACCESSIBLE_PROPERTY_LABEL, "",
                                  -1);
  gtk_box_append (GTK_BOX (row), entry);
  gtk_box_append (GTK_BOX (row), GTK_WIDGET (self->found));
  gtk_box_append (GTK_BOX (row),
                  make_icon_button ("go-up-symbolic", _ ("Previous place"), "document.previous"));
  gtk_box_append (GTK_BOX (row),
                  make_icon_button ("go-down-symbolic", _ ("Next place"), "document.next"));
  gtk_widget_set_visible (row, FALSE);
  g_signal_connect_swapped (entry, "search-changed", G_CALLBACK (search_changed_cb), self);
  g_signal_connect_swapped (entry, "activate", G_CALLBACK (next_cb), self);
  g_signal_connect_swapped (entry, "next-match", G_CALLBACK (next_cb), self);
  g_signal_connect_swapped (entry, "previous-match", G_CALLBACK (previous_cb), self);
  g_signal_connect_swapped (entry, "stop-search", G_CALLBACK (stop_cb), self);

  return row;
}

static void
make_buttons (KwViewerBar *self)
{
  self->zoom_box = make_zoom_box (self);
  self->sections = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_label (self->sections, _ ("Sections"));
  gtk_widget_add_css_class (GTK_WIDGET (self->sections), "flat");
  self->rotate = make_labelled (gtk_button_new (), "object-rotate-right-symbolic", _ ("Turn"));
  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (self->rotate), "document.rotate");
  gtk_widget_set_tooltip_text (self->rotate, _ ("Turn to the right"));
  self->as_text = make_labelled (gtk_toggle_button_new (), "format-justify-left-symbolic",
                                 _ ("Read as text"));
  self->find = GTK_TOGGLE_BUTTON (
      make_labelled (gtk_toggle_button_new (), "edit-find-symbolic", _ ("Find")));
  self->open_with
      = make_labelled (gtk_button_new (), "document-open-symbolic", _ ("Open in another app…"));
  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (self->open_with), "document.open-with");
  g_signal_connect_swapped (self->as_text, "toggled", G_CALLBACK (as_text_cb), self);
  g_signal_connect_swapped (self->find, "toggled", G_CALLBACK (find_toggled_cb), self);
}

static void
kw_viewer_bar_class_init (KwViewerBarClass *klass)
{
  signals[FIND] = g_signal_new ("find", KW_TYPE_VIEWER_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[AS_TEXT] = g_signal_new ("as-text", KW_TYPE_VIEWER_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
}

static void
kw_viewer_bar_init (KwViewerBar *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *tools = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->kind = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->kind, TRUE);
  gtk_label_set_xalign (self->kind, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->kind), "secondary");
  gtk_widget_set_valign (GTK_WIDGET (self->kind), GTK_ALIGN_CENTER);
  make_buttons (self);
  gtk_widget_set_layout_manager (tools, kw_wrap_layout_new (4));
  GtkWidget *children[] = { GTK_WIDGET (self->kind),
                            self->zoom_box,
                            GTK_WIDGET (self->sections),
                            self->rotate,
                            self->as_text,
                            GTK_WIDGET (self->find),
                            self->open_with };
  for (guint i = 0; i < G_N_ELEMENTS (children); i++)
    gtk_box_append (GTK_BOX (tools), children[i]);
  self->find_row = make_find_row (self);
  gtk_box_append (GTK_BOX (box), tools);
  gtk_box_append (GTK_BOX (box), self->find_row);
  adw_bin_set_child (ADW_BIN (self), box);
  gtk_widget_add_css_class (GTK_WIDGET (self), "viewer-bar");
  kw_viewer_bar_set_kind (self, "", 0);
  kw_viewer_bar_set_sections (self, NULL);
  kw_viewer_bar_set_zoom (self, 1);
}

void
kw_viewer_bar_set_kind (KwViewerBar *self, const char *kind, KwViewerCan can)
{
  g_return_if_fail (KW_IS_VIEWER_BAR (self) && kind != NULL);

  gtk_label_set_text (self->kind, kind);
  gtk_widget_set_visible (GTK_WIDGET (self->kind), *kind != '\0');
  gtk_widget_set_visible (self->zoom_box, (can & (KW_VIEWER_READS | KW_VIEWER_ZOOMS)) != 0);
  gtk_widget_set_visible (GTK_WIDGET (self->find), (can & KW_VIEWER_READS) != 0);
  gtk_widget_set_visible (self->rotate, (can & KW_VIEWER_ROTATES) != 0);
  gtk_widget_set_visible (self->as_text, (can & KW_VIEWER_AS_TEXT) != 0);
  gtk_widget_set_visible (self->open_with, (can & KW_VIEWER_FILE) != 0);
  gtk_widget_set_visible (GTK_WIDGET (self), can != 0 || *kind != '\0');
}

void
kw_viewer_bar_set_sections (KwViewerBar *self, const char *const *titles)
{
  g_return_if_fail (KW_IS_VIEWER_BAR (self));

  g_autoptr (GMenu) menu = g_menu_new ();

  for (guint i = 0; titles != NULL && titles[i] != NULL; i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (titles[i], NULL);
      g_menu_item_set_action_and_target (item, "document.section", "u", i);
      g_menu_append_item (menu, item);
    }
  gtk_menu_button_set_menu_model (self->sections, G_MENU_MODEL (menu));
  gtk_widget_set_visible (GTK_WIDGET (self->sections), titles != NULL && titles[0] != NULL);
}

void
kw_viewer_bar_set_zoom (KwViewerBar *self, double zoom)
{
  g_return_if_fail (KW_IS_VIEWER_BAR (self));

  g_autofree char *text = g_strdup_printf (_ ("%d %%"), (int) (zoom * 100 + 0.5));

  gtk_label_set_text (self->zoom, text);
  kw_direction_follow_text (GTK_WIDGET (self->zoom), text);
}

void
kw_viewer_bar_set_found (KwViewerBar *self, guint n, guint current)
{
  g_return_if_fail (KW_IS_VIEWER_BAR (self));

  const char *needle = kw_viewer_bar_get_needle (self);
  g_autofree char *text = *needle == '\0' ? g_strdup ("")
                          : n == 0        ? g_strdup (_ ("Not found"))
                                          : g_strdup_printf (_ ("%u of %u"), current + 1, n);

  gtk_label_set_text (self->found, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->found), GTK_ACCESSIBLE_PROPERTY_LABEL, text,
                                  -1);
}

gboolean
kw_viewer_bar_start_find (KwViewerBar *self)
{
  g_return_val_if_fail (KW_IS_VIEWER_BAR (self), FALSE);

  GtkWidget *delegate = GTK_WIDGET (gtk_editable_get_delegate (self->entry));

  if (!gtk_widget_get_visible (GTK_WIDGET (self->find)) || gtk_widget_has_focus (delegate))
    return FALSE;
  gtk_toggle_button_set_active (self->find, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));

  return TRUE;
}

const char *
kw_viewer_bar_get_needle (KwViewerBar *self)
{
  g_return_val_if_fail (KW_IS_VIEWER_BAR (self), NULL);

  return gtk_editable_get_text (self->entry);
}
