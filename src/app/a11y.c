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

/* Sends @words when a desktop shows notifications at all; without one GIO only complains. */
static void
has_owner_cb (GObject *bus, GAsyncResult *result, gpointer data)
{
  g_autofree char *words = data;
  g_autoptr (GVariant) answer
      = g_dbus_connection_call_finish (G_DBUS_CONNECTION (bus), result, NULL);
  GApplication *application = g_application_get_default ();
  gboolean has_owner = FALSE;

  if (answer != NULL)
    g_variant_get (answer, "(b)", &has_owner);
  if (!has_owner || application == NULL)
    return;

  g_autoptr (GNotification) notification = g_notification_new (words);
  g_application_send_notification (application, "work", notification);
}

static void
notify (const char *words)
{
  GApplication *application = g_application_get_default ();
  GDBusConnection *bus
      = application != NULL ? g_application_get_dbus_connection (application) : NULL;

  if (bus != NULL)
    g_dbus_connection_call (
        bus, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
        "NameHasOwner", g_variant_new ("(s)", "org.freedesktop.Notifications"),
        G_VARIANT_TYPE ("(b)"), G_DBUS_CALL_FLAGS_NONE, -1, NULL, has_owner_cb, g_strdup (words));
}

void
kw_a11y_announce (GtkWidget *widget, const char *words)
{
  g_return_if_fail (GTK_IS_WIDGET (widget) && words != NULL);

  AnnounceFunc announce = find_announce ();
  GtkRoot *root = gtk_widget_get_root (widget);

  if (announce != NULL)
    announce (GTK_ACCESSIBLE (widget), words, 1);
  else if (root != NULL && GTK_IS_WINDOW (root) && !gtk_window_is_active (GTK_WINDOW (root)))
    notify (words);
}

gboolean
kw_a11y_has_screen_reader (void)
{
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autoptr (GVariant) answer = NULL;
  g_autoptr (GVariant) value = NULL;

  if (bus == NULL)
    return FALSE;
  answer = g_dbus_connection_call_sync (
      bus, "org.a11y.Bus", "/org/a11y/bus", "org.freedesktop.DBus.Properties", "Get",
      g_variant_new ("(ss)", "org.a11y.Status", "ScreenReaderEnabled"), G_VARIANT_TYPE ("(v)"),
      G_DBUS_CALL_FLAGS_NO_AUTO_START, 1000, NULL, NULL);
  if (answer == NULL)
    return FALSE;
  g_variant_get (answer, "(v)", &value);
  return g_variant_is_of_type (value, G_VARIANT_TYPE_BOOLEAN) && g_variant_get_boolean (value);
}

gboolean
kw_a11y_pages_are_silent (void)
{
  return gtk_check_version (4, 14, 0) != NULL;
}
