/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/window-private.h"

void
kw_window_open_files (KwWindow *self, GListModel *files)
{
  g_return_if_fail (KW_IS_WINDOW (self) && G_IS_LIST_MODEL (files));

  if (g_list_model_get_n_items (files) == 0)
    return;
  kw_window_show_page (self, "files");
  kw_files_page_start (self->files, files, self->data_dir,
                       self->snapshot != NULL ? kw_snapshot_get_person (self->snapshot) : NULL);
}

static gboolean
drop_cb (KwWindow *self, const GValue *value)
{
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);
  GSList *dropped = g_value_get_boxed (value);

  for (GSList *item = dropped; item != NULL; item = item->next)
    g_list_store_append (files, item->data);
  kw_window_open_files (self, G_LIST_MODEL (files));

  return dropped != NULL;
}

void
kw_window_accept_drops (KwWindow *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect_swapped (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}
