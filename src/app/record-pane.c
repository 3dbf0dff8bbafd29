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
};

G_DEFINE_FINAL_TYPE (KwRecordPane, kw_record_pane, ADW_TYPE_BIN)

static void
activate_cb (KwRecordPane *self, guint position, GtkListView *list)
{
  g_autoptr (KwItem) item
      = g_list_model_get_item (G_LIST_MODEL (gtk_list_view_get_model (list)), position);

  if (kw_item_get_record (item) != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.open-record", "s",
                                kw_item_get_record (item)->ref);
}

static void
kw_record_pane_class_init (KwRecordPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

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

  g_autoptr (GtkListItemFactory) factory = kw_row_factory_new (style);
  g_autoptr (GtkSelectionModel) selection
      = GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (g_object_ref (list))));

  gtk_list_view_set_model (self->list, NULL);
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, selection);
  kw_stack_show_name (self->stack, kw_record_list_get_n_records (list) > 0 ? "list" : "empty");
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
