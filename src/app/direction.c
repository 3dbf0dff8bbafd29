/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/direction.h"

void
kw_direction_follow_text (GtkWidget *label, const char *text)
{
  g_return_if_fail (GTK_IS_WIDGET (label));

  GtkTextDirection direction = GTK_TEXT_DIR_LTR;

  if (gtk_widget_get_default_direction () != GTK_TEXT_DIR_RTL)
    return;
  for (const char *p = text; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isalpha (g_utf8_get_char (p)))
      direction = GTK_TEXT_DIR_NONE;
  gtk_widget_set_direction (label, direction);
}
