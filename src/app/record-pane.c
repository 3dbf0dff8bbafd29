/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/record-pane.h"

#include <glib/gi18n-lib.h>

#include "app/stack.h"

struct _KwRecordPane
{
  AdwBin parent_instance;

  /* Template children. */
  GtkStack *stack;
  GtkListView *list;
  AdwClampScrollable *clamp;
  AdwStatusPage *empty;

  /* Owned. */
  KwRecordList *records; /* what is shown, NULL before the first */
  char *wanted;          /* ref of the row that the keys go to when it is there */

  KwRowStyle style;
  guint focusing; /* waits for the row */
};

enum
{
  MORE,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KwRecordPane, kw_record_pane, ADW_TYPE_BIN)

static void
activate_cb (KwRecordPane *self, guint position, GtkListView *list)
{
  g_autoptr (KwItem) item
      = g_list_model_get_item (G_LIST_MODEL (gtk_list_view_get_model (list)), position);

  KwSection section = KW_SECTION_OTHER;

  if (kw_item_get_more (item, &section))
    g_signal_emit (self, signals[MORE], 0, section);
  else if (kw_item_get_record (item) != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.open-record", "s",
                                kw_item_get_record (item)->ref);
}

/* The list item that shows the record of @ref, or any record; NULL when it is not drawn. */
static GtkWidget *
find_row (KwRecordPane *self, const char *ref)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->list)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *row = gtk_widget_get_first_child (child);
      const char *shown = KW_IS_ROW (row) ? kw_row_get_ref (KW_ROW (row)) : NULL;

      if (shown != NULL && gtk_widget_get_child_visible (child)
          && (ref == NULL || g_str_equal (shown, ref)))
        return child;
    }

  return NULL;
}

/* The row is there once the list was laid out. */
static gboolean
focus_cb (gpointer data)
{
  KwRecordPane *self = data;
  GtkWidget *row = find_row (self, self->wanted);

  self->focusing = 0;
  if (row != NULL)
    gtk_widget_grab_focus (row);

  return G_SOURCE_REMOVE;
}

static void
kw_record_pane_dispose (GObject *object)
{
  KwRecordPane *self = KW_RECORD_PANE (object);

  g_clear_handle_id (&self->focusing, g_source_remove);
  g_clear_object (&self->records);
  g_clear_pointer (&self->wanted, g_free);

  G_OBJECT_CLASS (kw_record_pane_parent_class)->dispose (object);
}

static void
kw_record_pane_class_init (KwRecordPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kw_record_pane_dispose;
  signals[MORE] = g_signal_new ("more", KW_TYPE_RECORD_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_UINT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/keepwell/Keepwell/ui/record-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, KwRecordPane, stack);
  gtk_widget_class_bind_template_child (widget_class, KwRecordPane, list);
  gtk_widget_class_bind_template_child (widget_class, KwRecordPane, clamp);
  gtk_widget_class_bind_template_child (widget_class, KwRecordPane, empty);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
}

static void
kw_record_pane_init (KwRecordPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
kw_record_pane_set_list (KwRecordPane *self, KwRecordList *list, KwRowStyle style)
{
  g_return_if_fail (KW_IS_RECORD_PANE (self));
  g_return_if_fail (KW_IS_RECORD_LIST (list));

  g_autoptr (GtkSelectionModel) selection
      = GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (g_object_ref (list))));

  /* The rows stay as long as they look the same; making them is what takes time. */
  if (self->records == NULL || self->style != style)
    {
      g_autoptr (GtkListItemFactory) factory = kw_row_factory_new (style);
      gtk_list_view_set_model (self->list, NULL);
      gtk_list_view_set_factory (self->list, factory);
      self->style = style;
    }
  g_set_object (&self->records, list);
  gtk_list_view_set_model (self->list, selection);
  kw_stack_show_name (self->stack, kw_record_list_get_n_records (list) > 0 ? "list" : "empty");
}

gboolean
kw_record_pane_focus (KwRecordPane *self, const char *ref)
{
  g_return_val_if_fail (KW_IS_RECORD_PANE (self), FALSE);

  guint position = 0;

  if (self->records == NULL || kw_record_list_get_n_records (self->records) == 0)
    return FALSE;
  g_free (self->wanted);
  self->wanted = g_strdup (ref);
  if (ref != NULL && kw_record_list_find_ref (self->records, ref, &position))
    gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", position);
  else
    g_clear_pointer (&self->wanted, g_free);
  if (self->focusing == 0)
    self->focusing = g_idle_add_full (GDK_PRIORITY_REDRAW + 10, focus_cb, self, NULL);

  return TRUE;
}

const char *
kw_record_pane_get_first_ref (KwRecordPane *self)
{
  g_return_val_if_fail (KW_IS_RECORD_PANE (self), NULL);

  guint n = self->records != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->records)) : 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (KwItem) item = g_list_model_get_item (G_LIST_MODEL (self->records), i);

      if (kw_item_get_record (item) != NULL)
        return kw_item_get_record (item)->ref;
    }

  return NULL;
}

void
kw_record_pane_jump (KwRecordPane *self, guint position)
{
  g_return_if_fail (KW_IS_RECORD_PANE (self));

  guint n = self->records != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->records)) : 0;

  if (position >= n)
    return;
  /* What lies below is scrolled into sight from below and stops there; from above it is on top. */
  gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", n - 1);
  gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", position);
}

void
kw_record_pane_set_empty (KwRecordPane *self,
                          const char *icon_name,
                          const char *title,
                          const char *description)
{
  g_return_if_fail (KW_IS_RECORD_PANE (self));

  adw_status_page_set_icon_name (self->empty, icon_name);
  adw_status_page_set_title (self->empty, title);
  adw_status_page_set_description (self->empty, description);
}

void
kw_record_pane_set_name (KwRecordPane *self, const char *name)
{
  g_return_if_fail (KW_IS_RECORD_PANE (self));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
}

void
kw_record_pane_set_maximum_width (KwRecordPane *self, int width)
{
  g_return_if_fail (KW_IS_RECORD_PANE (self));

  adw_clamp_scrollable_set_maximum_size (self->clamp, width);
  adw_clamp_scrollable_set_tightening_threshold (self->clamp, width - 200);
}

void
kw_record_pane_set_loading (KwRecordPane *self)
{
  g_return_if_fail (KW_IS_RECORD_PANE (self));

  kw_stack_show_name (self->stack, "loading");
}
