/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/status-line.h"

#include <glib/gi18n-lib.h>

struct _KwStatusLine
{
  AdwBin parent_instance;

  /* Template children. */
  GtkLabel *sample;
  GtkButton *button;
  GtkImage *icon;
  GtkLabel *words;
  GtkSpinner *spinner;
  GtkLabel *work;
  GtkButton *stop;
};

G_DEFINE_FINAL_TYPE (KwStatusLine, kw_status_line, ADW_TYPE_BIN)

static void
kw_status_line_class_init (KwStatusLineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/keepwell/Keepwell/ui/status-line.ui");
  gtk_widget_class_bind_template_child (widget_class, KwStatusLine, sample);
  gtk_widget_class_bind_template_child (widget_class, KwStatusLine, button);
  gtk_widget_class_bind_template_child (widget_class, KwStatusLine, icon);
  gtk_widget_class_bind_template_child (widget_class, KwStatusLine, words);
  gtk_widget_class_bind_template_child (widget_class, KwStatusLine, spinner);
  gtk_widget_class_bind_template_child (widget_class, KwStatusLine, work);
  gtk_widget_class_bind_template_child (widget_class, KwStatusLine, stop);
}

static void
kw_status_line_init (KwStatusLine *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static gboolean
all_fine (KwSnapshot *snapshot)
{
  for (guint i = 0; i < kw_snapshot_get_n_sources (snapshot); i++)
    {
      const KwSource *source = kw_snapshot_get_source (snapshot, i);
      if (source->kind == KW_SOURCE_CONNECTION && source->state != KW_SOURCE_FINE)
        return FALSE;
    }

  return TRUE;
}

void
kw_status_line_set_snapshot (KwStatusLine *self, KwSnapshot *snapshot)
{
  g_return_if_fail (KW_IS_STATUS_LINE (self) && snapshot != NULL);

  const KwPerson *person = kw_snapshot_get_person (snapshot);
  g_autofree char *words = kw_snapshot_dup_status_line (snapshot);
  gboolean fine = all_fine (snapshot);
  const char *shown = words != NULL && *words != '\0' ? words : _ ("No hospital is connected");
  g_autofree char *spoken = g_strdup_printf (_ ("Connections: %s"), shown);

  gtk_widget_set_visible (GTK_WIDGET (self->sample), person != NULL && person->sample);
  gtk_label_set_text (self->words, shown);
  gtk_image_set_from_icon_name (self->icon,
                                fine ? "emblem-ok-symbolic" : "dialog-warning-symbolic");
  gtk_widget_remove_css_class (GTK_WIDGET (self->icon), fine ? "outside" : "in-range");
  gtk_widget_add_css_class (GTK_WIDGET (self->icon), fine ? "in-range" : "outside");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  spoken, -1);
}

void
kw_status_line_set_work (KwStatusLine *self, const char *words)
{
  g_return_if_fail (KW_IS_STATUS_LINE (self));

  gboolean running = words != NULL;

  gtk_label_set_text (self->work, running ? words : "");
  gtk_spinner_set_spinning (self->spinner, running);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), running);
  gtk_widget_set_visible (GTK_WIDGET (self->work), running);
  gtk_widget_set_visible (GTK_WIDGET (self->stop), running);
}
