/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/a11y.h"

#include <dlfcn.h>

typedef void (*AnnounceFunc) (GtkAccessible *accessible, const char *message, int priority);

/* The one place that calls what the floor does not have, because a person who cannot see the
 * screen gains so much by it. */
static AnnounceFunc
find_announce (void)
{
  static gsize once = 0;
  static AnnounceFunc found = NULL;

  if (g_once_init_enter (&once))
    {
      *(void **) &found = dlsym (RTLD_DEFAULT, "gtk_accessible_announce");
      g_once_init_leave (&once, 1);
    }

  return found;
}

void
kw_a11y_announce (GtkWidget *widget, const char *words)
{
  g_return_if_fail (GTK_IS_WIDGET (widget) && words != NULL);

  AnnounceFunc announce = find_announce ();
  GtkRoot *root = gtk_widget_get_root (widget);

  if (announce != NULL)
    announce (GTK_ACCESSIBLE (widget), words, 1);
  else if (root != NULL && GTK_IS_WINDOW (root) && !gtk_window_is_active (GTK_WINDOW (root))
           && gtk_window_get_application (GTK_WINDOW (root)) != NULL)
    {
      g_autoptr (GNotification) notification = g_notification_new (words);
      g_application_send_notification (
          G_APPLICATION (gtk_window_get_application (GTK_WINDOW (root))), "work", notification);
    }
}
