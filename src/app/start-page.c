/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/start-page.h"

struct _KwStartPage
{
  AdwBin parent_instance;

  /* Template children. */
  GtkBox *choices;
};

G_DEFINE_FINAL_TYPE (KwStartPage, kw_start_page, ADW_TYPE_BIN)

static void
kw_start_page_class_init (KwStartPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/keepwell/Keepwell/ui/start-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KwStartPage, choices);
}

static void
kw_start_page_init (KwStartPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
kw_start_page_set_narrow (KwStartPage *self, gboolean narrow)
{
  g_return_if_fail (KW_IS_START_PAGE (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->choices),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
}
