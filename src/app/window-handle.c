/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/window-handle.h"

#ifdef KW_HAVE_X11
#include <gdk/x11/gdkx.h>
#endif
#ifdef KW_HAVE_WAYLAND
#include <gdk/wayland/gdkwayland.h>
#endif

#ifdef KW_HAVE_WAYLAND
typedef struct
{
  KwWindowHandleFunc callback;
  gpointer data;
} Export;

static void
exported_cb (GdkToplevel *toplevel, const char *handle, gpointer data)
{
  Export *export = data;
  g_autofree char *name = g_strdup_printf ("wayland:%s", handle);

  (void) toplevel;
  export->callback (handle != NULL ? name : NULL, export->data);
}
#endif

void
kw_window_handle_export (GtkWindow *window, KwWindowHandleFunc callback, gpointer data)
{
  GdkSurface *surface = window != NULL ? gtk_native_get_surface (GTK_NATIVE (window)) : NULL;

  (void) surface;
#ifdef KW_HAVE_X11
  if (surface != NULL && GDK_IS_X11_SURFACE (surface))
    {
      g_autofree char *name
          = g_strdup_printf ("x11:%lx", (gulong) gdk_x11_surface_get_xid (surface));
      callback (name, data);
      return;
    }
#endif
#ifdef KW_HAVE_WAYLAND
  if (surface != NULL && GDK_IS_WAYLAND_TOPLEVEL (surface))
    {
      Export *export = g_new0 (Export, 1);
      *export = (Export){ callback, data };
      if (gdk_wayland_toplevel_export_handle (GDK_TOPLEVEL (surface), exported_cb, export, g_free))
        return;
      g_free (export);
    }
#endif
  callback (NULL, data);
}
