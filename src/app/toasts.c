/* SPDX-FileCopyrightText: 2026 The Keepwell authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/toasts.h"

#include "app/a11y.h"

#define SHOWN "kw-toasts"

static GPtrArray *
get_shown (AdwToastOverlay *overlay)
{
  GPtrArray *shown = g_object_get_data (G_OBJECT (overlay), SHOWN);

  if (shown == NULL)
    {
      shown = g_ptr_array_new_with_free_func (g_object_unref);
      g_object_set_data_full (G_OBJECT (overlay), SHOWN, shown, (GDestroyNotify) g_ptr_array_unref);
    }
  return shown;
}

static void
dismissed_cb (AdwToast *toast, gpointer shown)
{
  g_ptr_array_remove (shown, toast);
}

void
kw_toasts_add (AdwToastOverlay *overlay, AdwToast *toast, const char *words)
{
  g_return_if_fail (ADW_IS_TOAST_OVERLAY (overlay) && ADW_IS_TOAST (toast));

  GPtrArray *shown = get_shown (overlay);

  g_ptr_array_add (shown, g_object_ref (toast));
  g_signal_connect_data (toast, "dismissed", G_CALLBACK (dismissed_cb), g_ptr_array_ref (shown),
                         (GClosureNotify) (void (*) (void)) g_ptr_array_unref, 0);
  adw_toast_overlay_add_toast (overlay, toast);
  kw_a11y_announce (GTK_WIDGET (overlay), words);
}

/* The one that waited longest last, so that none comes up in between. */
static void
dismiss (GPtrArray *shown, gboolean all)
{
  for (guint i = shown->len; i-- > 0;)
    {
      g_autoptr (AdwToast) toast = g_object_ref (g_ptr_array_index (shown, i));

      if (!all && adw_toast_get_button_label (toast) == NULL)
        continue;
      adw_toast_dismiss (toast);
      /* It fades for a moment, and its words must not stand beside another name even then. */
      if (all)
        {
          adw_toast_set_title (toast, "");
          adw_toast_set_button_label (toast, NULL);
        }
      g_ptr_array_remove (shown, toast);
    }
}

void
kw_toasts_replace (AdwToastOverlay *overlay, AdwToast *toast, const char *words)
{
  g_return_if_fail (ADW_IS_TOAST_OVERLAY (overlay));

  dismiss (get_shown (overlay), FALSE);
  kw_toasts_add (overlay, toast, words);
}

void
kw_toasts_dismiss_all (AdwToastOverlay *overlay)
{
  g_return_if_fail (ADW_IS_TOAST_OVERLAY (overlay));

  dismiss (get_shown (overlay), TRUE);
}
