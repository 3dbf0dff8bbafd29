/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "login/login-parent.h"

#include <string.h>

#ifdef KW_HAVE_X11
#include <X11/Xlib.h>
#include <gdk/x11/gdkx.h>
#endif
#ifdef KW_HAVE_WAYLAND
#include <gdk/wayland/gdkwayland.h>
#endif

/* The handles are those of the desktop portals ("Parent window identifiers"): the XID is
 * hexadecimal. */
static void
set_x11_parent (GdkSurface *surface, const char *handle)
{
#ifdef KW_HAVE_X11
  guint64 xid = g_ascii_strtoull (handle, NULL, 16);

  if (GDK_IS_X11_SURFACE (surface) && xid != 0)
    XSetTransientForHint (gdk_x11_display_get_xdisplay (gdk_surface_get_display (surface)),
                          gdk_x11_surface_get_xid (surface), (Window) xid);
#else
  (void) surface;
  (void) handle;
#endif
}

static void
set_wayland_parent (GdkSurface *surface, const char *handle)
{
#ifdef KW_HAVE_WAYLAND
  if (GDK_IS_WAYLAND_TOPLEVEL (surface))
    gdk_wayland_toplevel_set_transient_for_exported (GDK_TOPLEVEL (surface), handle);
#else
  (void) surface;
  (void) handle;
#endif
}

/**
 * kw_login_set_parent:
 * @window: a realized window
 * @handle: `x11:1c00007` or `wayland:…`; anything else changes nothing
 */
void
kw_login_set_parent (GtkWindow *window, const char *handle)
{
  g_return_if_fail (GTK_IS_WINDOW (window) && gtk_widget_get_realized (GTK_WIDGET (window)));

  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (window));
  if (g_str_has_prefix (handle, "x11:"))
    set_x11_parent (surface, handle + strlen ("x11:"));
  else if (g_str_has_prefix (handle, "wayland:"))
    set_wayland_parent (surface, handle + strlen ("wayland:"));
}
